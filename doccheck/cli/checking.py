"""``doccheck check``: one submission through the public API, its report to standard output and into a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from doccheck.cli.exits import Exit, Refusal
from doccheck.cli.streams import console, say, write_result

if TYPE_CHECKING:
    from doccheck.findings.report import Report
    from doccheck.intake import Progress


def run_check(
    path: Path,
    programme: str | None,
    format_name: str,
    output: Path | None,
    occasion: str | None,
    year: int | None,
    annotate: bool = False,
    highlight: bool = False,
) -> int:
    """Check, print, write; gives the exit status."""
    if (annotate or highlight) and output is None:
        raise Refusal("批注副本要写进文件夹，请同时用 --output 指定。")
    if highlight and not annotate:
        raise Refusal("--highlight 只对批注副本起作用，请同时用 --annotate。")
    if output is not None and output.exists() and not output.is_dir():
        raise Refusal(f"--output 要的是文件夹，“{output}”却是一个文件。")
    with _progress() as progress:
        report = _check(path, programme, occasion, year, progress)
    if output is not None:  # first, for whoever reads standard output may stop reading
        from doccheck.reports import write_reports

        for written in write_reports(report, output):
            say(f"已写入 {written}")
        if annotate:
            _annotate(report, path, output, highlight)
    if format_name == "console":
        from doccheck.reports.console_report import print_report

        print_report(report, console())
        sys.stdout.flush()
    else:
        from doccheck.reports import writer

        write_result(writer(format_name)(report))
    return Exit.FOUND if report.summary.error else Exit.CLEAN


def _annotate(report: Report, path: Path, output: Path, highlight: bool) -> None:
    from doccheck.api import annotate

    for file in annotate(report, path, output / "批注", highlight=highlight):
        if file.path is not None:
            say(f"已写入 {file.path}（批注 {file.notes} 处）")
        else:
            say(f"没有批注“{file.source}”：{file.problem}")


def _check(
    path: Path, programme: str | None, occasion: str | None, year: int | None, progress: Progress | None
) -> Report:
    from doccheck.api import UnknownProgramme, check
    from doccheck.intake import NothingToCheck
    from doccheck.programme.loader import OutlineError, ProgrammeNotFound

    try:
        return check(path, programme, occasion=occasion, year=year, progress=progress)
    except NothingToCheck as error:
        raise Refusal(error.message) from error
    except (UnknownProgramme, ProgrammeNotFound, OutlineError) as error:
        raise Refusal(str(error)) from error


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A line on standard error that names the file being read; only on a terminal, and gone when done."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.live import Live
    from rich.text import Text

    # Drawn when told and never by a thread of its own: a process of one thread may fork its workers.
    with Live(Text("正在打开…"), console=console(sys.stderr), auto_refresh=False, transient=True) as live:
        yield lambda path, position, total: live.update(Text(f"正在读取 {position}/{total} {path}"), refresh=True)
