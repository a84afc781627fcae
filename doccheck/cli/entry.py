"""The entry point: runs a command, and turns every trouble into one Chinese sentence and an exit status."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence

from doccheck.cli.exits import Exit, Refusal
from doccheck.cli.streams import say, settle


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``doccheck`` with these arguments (default: those of the process); gives the exit status."""
    settle()
    gc.set_threshold(100_000, 20, 50)  # a short process that builds much and drops little
    # At its end the interpreter would walk and free every object one by one, only to give all the memory back at once.
    atexit.register(gc.freeze)
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given in (["--version"], ["-V"]):
        import doccheck

        print(f"doccheck {doccheck.__version__}")
        return Exit.CLEAN
    return _run(given)


def _run(given: list[str]) -> int:
    from typer import Abort
    from typer.main import get_command

    from doccheck.cli.app import app
    from doccheck.cli.usage import speak_chinese, usage_message

    speak_chinese(given)
    try:
        status = get_command(app).main(given, prog_name="doccheck", standalone_mode=False)
        return int(status or 0)
    except Refusal as refusal:
        say(str(refusal))
    except (Abort, KeyboardInterrupt):
        say("已中断。")
        return 130
    except BrokenPipeError:
        # The reader of the pipe has gone (head, less): not our fault, and nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.CLEAN
    except OSError as error:
        say(f"读写文件时出错：{error.strerror or error}（{error.filename or '未知文件'}）。")
    except Exception as error:
        # Usage errors of the command line's framework, whose module differs between its releases.
        if hasattr(error, "format_message"):
            say(usage_message(error))
            return Exit.NOTHING
        if os.environ.get("DOCCHECK_TRACEBACK"):
            raise
        say(f"程序内部错误（{type(error).__name__}：{error}），检查没有完成。请把这句话和所用命令反馈给维护者；")
        say("设置环境变量 DOCCHECK_TRACEBACK=1 后重试可看到详细信息。")
    return Exit.NOTHING
