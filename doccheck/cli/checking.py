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
    from doccheck.reports.pictures import PagePictures


def run_check(
    path: Path,
    programme: str | None,
    format_name: str,
    output: Path | None,
    occasion: str | None,
    year: int | None,
    annotate: bool = False,
    highlight: bool = False,
    against: Path | None = None,
    waivers: Path | None = None,
    mask: bool = False,
    mask_names: bool = False,
) -> int:
    """Check, print, write; gives the exit status."""
    if (annotate or highlight) and output is None:
        raise Refusal("批注副本要写进文件夹，请同时用 --output 指定。")
    if highlight and not annotate:
        raise Refusal("--highlight 只对批注副本起作用，请同时用 --annotate。")
    if (mask or mask_names) and annotate:
        raise Refusal("批注副本由原文件生成，其中的个人信息无法遮盖。请去掉 --annotate，或去掉 --mask。")
    if output is not None and output.exists() and not output.is_dir():
        raise Refusal(f"--output 要的是文件夹，“{output}”却是一个文件。")
    with _progress() as progress:
        report = _check(path, programme, occasion, year, progress, against, waivers)
    if mask or mask_names:
        from doccheck.api import mask as masked

        report = masked(report, names=mask_names)
    pictures = _pictures(report, path) if output is not None or format_name == "html" else None
    if output is not None:  # first, for whoever reads standard output may stop reading
        from doccheck.reports import write_reports

        for written in write_reports(report, output, pictures):
            say(f"已写入 {written}")
        _papers(report, output)
        if annotate:
            _annotate(report, path, output, highlight)
    if format_name == "console":
        from doccheck.reports.console_report import print_report

        print_report(report, console())
        sys.stdout.flush()
    else:
        from doccheck.reports import writer

        write_result(writer(format_name, pictures)(report))
    return Exit.FOUND if report.summary.error else Exit.CLEAN


def _pictures(report: Report, path: Path) -> PagePictures | None:
    """Pictures of pages for the HTML report, which is whole without them."""
    from doccheck.api import picture_pages
    from doccheck.intake import NothingToCheck

    try:
        return picture_pages(report, path)
    except (NothingToCheck, OSError):  # moved or closed since the check
        return None


def _papers(report: Report, output: Path) -> None:
    from doccheck.api import papers

    for paper in papers(report, output / "文书"):
        say(f"已写入 {paper.path}" if paper.path is not None else f"没有写出“{paper.name}”：{paper.problem}")


def _annotate(report: Report, path: Path, output: Path, highlight: bool) -> None:
    from doccheck.api import annotate

    for file in annotate(report, path, output / "批注", highlight=highlight):
        if file.path is not None:
            say(f"已写入 {file.path}（批注 {file.notes} 处）")
        else:
            say(f"没有批注“{file.source}”：{file.problem}")


def _check(
    path: Path,
    programme: str | None,
    occasion: str | None,
    year: int | None,
    progress: Progress | None,
    against: Path | None,
    waivers: Path | None,
) -> Report:
    from doccheck.api import UnknownProgramme, check
    from doccheck.followup.previous import BadReport
    from doccheck.followup.waivers import BadWaivers
    from doccheck.intake import NothingToCheck
    from doccheck.programme.loader import OutlineError, ProgrammeNotFound

    try:
        return check(
            path, programme, occasion=occasion, year=year, progress=progress, waivers=waivers, against=against
        )
    except NothingToCheck as error:
        raise Refusal(error.message) from error
    except (UnknownProgramme, ProgrammeNotFound, OutlineError, BadReport, BadWaivers) as error:
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
