"""Check the sample submissions of corpora/demo and leave their reports in out/demo: ``make demo``."""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec.structs import replace

import doccheck
from doccheck.evaluation import find_gold
from doccheck.reports import write_reports
from doccheck.reports.html import Entry, to_overview
from doccheck.reports.words import VERDICT

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Check every sample, print a line for each and the paths of its reports; 1 if there is no sample."""
    written: list[Path] = []
    entries: list[Entry] = []
    out = ROOT / "out" / "demo"
    for gold in find_gold(ROOT / "corpora" / "demo"):
        report = doccheck.check(gold.files, gold.programme, occasion=gold.occasion, year=gold.year)
        report = replace(report, submission=replace(report.submission, name=gold.name))  # not its folder “files”
        summary = report.summary
        print(
            f"{gold.name}：{report.programme.id}，{VERDICT[report.verdict]}，"
            f"错误 {summary.error}，警告 {summary.warning}，提示 {summary.info}，{summary.seconds:.2f} 秒"
        )
        pictures = doccheck.picture_pages(report, gold.files)
        written += write_reports(report, out / gold.name, pictures)
        entries.append(Entry.of(report, f"{gold.name}/report.html"))
    if entries:
        written.append(out / "index.html")
        written[-1].write_text(to_overview(entries, "示例申报核对总览"), encoding="utf-8", newline="\n")
    print()
    for path in written:
        if path.suffix == ".html":
            print(path)
    if not written:
        print("corpora/demo 里没有样例。", file=sys.stderr)
    return 0 if written else 1


if __name__ == "__main__":
    sys.exit(main())
