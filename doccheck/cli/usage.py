"""Wrong arguments explained in Chinese, and the headings of the help pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HINT = "用 doccheck --help 查看用法。"
_PHRASES = (
    (re.compile(r"No such option:? '?(--?[^\s']+)'?"), "没有“{0}”这个选项。"),
    (re.compile(r"No such command '(.+?)'"), "没有“{0}”这个命令。"),
    (re.compile(r"Missing argument '(.+?)'"), "缺少参数 {0}。"),
    (re.compile(r"Missing option '(.+?)'"), "缺少选项 {0}。"),
    (re.compile(r"Option '(.+?)' requires an argument"), "选项“{0}”后面要写值。"),
    (re.compile(r"unexpected extra argument(?:s|\(s\))? \((.+?)\)"), "多出了参数：{0}。路径中有空格时请用引号括起来。"),
    (re.compile(r"Invalid value for '?(.+?)'?: (.+)", re.DOTALL), "{0} 的值不对：{1}"),
    (re.compile(r"Missing command"), "没有写命令。"),
)


def usage_message(error: Exception) -> str:
    """A sentence for a usage error of the command line's framework."""
    format_message = getattr(error, "format_message", None)
    given = str(format_message() if callable(format_message) else error)
    for pattern, phrase in _PHRASES:
        match = pattern.search(given)
        if match:
            said = phrase.format(*(part.replace("'", "") for part in match.groups()))
            return f"{said}{'' if said.endswith(('。', '！')) else '。'}{_HINT}"
    return f"参数有误：{given}。{_HINT}" if given else _HINT


def speak_chinese(given: Sequence[str]) -> None:
    """Put Chinese headings on the help pages. Only when help is asked for: the module behind them is heavy."""
    if given and not {"--help", "-h"} & set(given) and given != ["outline"]:
        return
    import typer.rich_utils as pages

    pages.ARGUMENTS_PANEL_TITLE = "参数"
    pages.OPTIONS_PANEL_TITLE = "选项"
    pages.COMMANDS_PANEL_TITLE = "命令"
    pages.REQUIRED_LONG_STRING = "[必填]"
    pages.DEFAULT_STRING = "[默认：{}]"
