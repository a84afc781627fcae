"""The report on a console: verdict first, then what is wrong, where, and how to mend it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from doccheck.findings import Finding, Severity
from doccheck.findings.codes import CODES, COLLECTED
from doccheck.findings.report import Report, Status, Verdict
from doccheck.reports.words import (
    DISCLAIMER,
    EXPLAINED,
    OCCASION,
    ROLE,
    SEVERITY,
    SEVERITY_LONG,
    VERDICT,
    VERDICT_LONG,
    place,
    short,
)
from doccheck.reports.wrapping import wrap

if TYPE_CHECKING:
    from rich.console import Console

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_VERDICT_STYLE = {
    Verdict.RETURN: "bold white on red",
    Verdict.CORRECT: "bold black on yellow",
    Verdict.PASS: "bold green",
}
_NARROW = 72


def to_text(report: Report) -> str:
    """The report as plain text, 100 columns wide, without colour."""
    from rich.console import Console

    out = io.StringIO()
    print_report(report, Console(file=out, width=100, no_color=True, force_terminal=False, highlight=False))
    return out.getvalue()


def print_report(report: Report, console: Console) -> None:
    """Print the report on a rich console; its width, colours and encoding are the console's."""
    _head(report, console)
    for severity in Severity:
        numbered = enumerate(report.findings, start=1)
        group = [(number, f) for number, f in numbered if f.severity is severity and f.code not in COLLECTED]
        if group:
            _group(report, console, severity, group)
    _collected(report, console)
    _waived(report, console)
    _round(report, console)
    _unread(report, console)
    console.print()
    if report.findings:
        console.print(EXPLAINED, style="dim", highlight=False, markup=False)
    console.print(wrap(DISCLAIMER, min(console.width, 120)), style="dim", highlight=False, markup=False)


def _collected(report: Report, console: Console) -> None:
    """One line for what was collected for reviewers and officers: its tables and letters are files."""
    codes = [finding.code for finding in report.findings if finding.code in COLLECTED]
    if codes:
        said = "，".join(f"{CODES[code].what} {codes.count(code)} 条（{code}）" for code in dict.fromkeys(codes))
        line = f"另为评审和经办整理了：{said}。用 --output 指定文件夹，即写出评分表和函件。"
        console.print()
        console.print(wrap(line, min(console.width, 120)), highlight=False, markup=False)


def _head(report: Report, console: Console) -> None:
    from rich.text import Text

    summary, programme = report.summary, report.programme
    line = Text()
    line.append(f" {VERDICT[report.verdict]} ", style=_VERDICT_STYLE[report.verdict])
    line.append(f"  错误 {summary.error}", style=_STYLE[Severity.ERROR] if summary.error else "dim")
    line.append(f" · 警告 {summary.warning}", style=_STYLE[Severity.WARNING] if summary.warning else "dim")
    line.append(f" · 提示 {summary.info}", style=_STYLE[Severity.INFO] if summary.info else "dim")
    console.print(line)
    verdict = VERDICT_LONG[report.verdict]
    if report.unread:
        verdict += f"另有 {len(report.unread)} 个文件未能读取，不在结论之内。"
    console.print(Text(verdict))
    if programme.id:
        told = f"自动识别，把握 {programme.confidence:.0%}" if programme.detected else "按指定"
        occasion = OCCASION.get(programme.occasion, programme.occasion)
        console.print(Text(f"依据：{programme.name}（{programme.id}，{told}） · {occasion} · {programme.year} 年"))
    else:
        console.print(Text("依据：没有能读取的文件，未能判断属于哪个项目。"))
    for note in report.documents:
        if note.read:
            roles = "、".join(dict.fromkeys(ROLE.get(part.role, part.role) for part in note.parts)) or "未识别"
            pages = f"{note.pages} 页，" if note.pages else ""
            console.print(Text(f"  {note.path}  {roles}（{pages}{note.words} 字）", style="dim"))
    if report.matrix:
        counts = {status: sum(line.status is status for line in report.matrix) for status in Status}
        console.print(
            Text(
                f"要求 {len(report.matrix)} 项：符合 {counts[Status.MET]}，不符合 {counts[Status.NOT_MET]}，"
                f"无法判断 {counts[Status.UNKNOWN]}，不适用 {counts[Status.NOT_APPLICABLE]}"
                f"   用时 {summary.seconds:.1f} 秒"
            )
        )


def _group(report: Report, console: Console, severity: Severity, group: list[tuple[int, Finding]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    console.print()
    console.print(Text(f"{SEVERITY[severity]} {len(group)} 条（{SEVERITY_LONG[severity]}）", style=_STYLE[severity]))
    if console.width < _NARROW:
        for number, finding in group:
            console.print(
                Text(f"{number}. {finding.code} ", style=_STYLE[severity]), Text(_where(report, finding)), sep=""
            )
            console.print(Text(f"   {finding.message}"))
            console.print(Text(f"   → {finding.suggestion}", style="green"))
        return
    where, problem, mend = _widths(console.width)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("序号", justify="right", width=4)
    table.add_column("编号", width=4, no_wrap=True)
    table.add_column("位置", width=where)
    table.add_column("问题", width=problem)
    table.add_column("怎么改", width=mend)
    for number, finding in group:
        said = Text(wrap(finding.message, problem))
        if finding.requirement:
            said.append(f"\n{wrap(finding.requirement, problem)}", style="dim")
        table.add_row(
            str(number),
            Text(finding.code, style=_STYLE[severity]),
            Text(wrap(_where(report, finding), where)),
            said,
            Text(wrap(finding.suggestion, mend)),
        )
    console.print(table)


def _widths(total: int) -> tuple[int, int, int]:
    """Columns for place, problem and mending; lines longer than about 40 characters are hard to read."""
    room = min(total, 170) - 4 - 4 - 14
    where, mend = room * 25 // 100, room * 32 // 100
    return where, room - where - mend, mend


def _where(report: Report, finding: Finding) -> str:
    if not finding.evidence:
        return "全部材料"
    said = []
    for evidence in finding.evidence[:2]:
        path = report.path_of(evidence.document) or "全部材料"
        where = place(evidence.location, headings=1)
        said.append(f"{path}\n{where}".strip())
    if len(finding.evidence) > 2:
        said.append(f"等 {len(finding.evidence)} 处")
    return "\n".join(dict.fromkeys(said))


def _waived(report: Report, console: Console) -> None:
    from rich.text import Text

    if report.waived or report.idle_waivers:
        console.print()
        console.print(Text(f"已豁免 {len(report.waived)} 条（不计入结论）", style="bold"))
        for held in report.waived:
            console.print(Text(f"  {held.finding.code} {held.finding.message}"))
            console.print(Text(f"    {held.waiver.decided}", style="dim"))
        for idle in report.idle_waivers:
            said = f"  未用到的豁免 {idle.waiver.code}（{idle.why}）：{idle.waiver.decided}"
            console.print(Text(said, style="yellow"))


def _round(report: Report, console: Console) -> None:
    from rich.text import Text

    held = report.round
    if held is None:
        return
    waived = f"，已豁免 {len(held.waived)} 条" if held.waived else ""
    console.print()
    console.print(
        Text(
            f"与上一轮（{held.name}）相比：已改正 {len(held.closed)} 条，未改正 {len(held.open)} 条{waived}，"
            f"新出现 {len(held.new)} 条",
            style="bold",
        )
    )
    for title, lines in (
        ("已改正", [f"{f.code} {f.message}" for f in held.closed]),
        ("未改正", [f"见第 {item.finding + 1} 条：{item.earlier.code} {item.earlier.message}" for item in held.open]),
        ("新出现", [f"见第 {at + 1} 条" for at in held.new]),
        ("补正要求之外的改动", [f"{c.what}：{c.before or '无'} → {c.after or '无'}" for c in held.changes]),
    ):
        for line in lines:
            console.print(Text(f"  {title}  {line}", style="green" if title == "已改正" else ""))
    if held.omitted:
        console.print(Text(f"  另有 {held.omitted} 处改动未列出", style="dim"))


def _unread(report: Report, console: Console) -> None:
    from rich.text import Text

    if report.unread:
        console.print()
        console.print(Text(f"未读取的文件 {len(report.unread)} 个（其中的内容没有检查）", style="bold red"))
        for file in report.unread:
            console.print(Text(f"  {file.path}：{file.message}{file.advice}"))
    if report.ignored:
        names = "、".join(short(path, 40) for path in report.ignored[:8])
        more = f" 等 {len(report.ignored)} 个" if len(report.ignored) > 8 else ""
        console.print(Text(f"不属于申报材料、未检查的文件：{names}{more}", style="dim"))
