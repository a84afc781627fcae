"""The sheets of one submission: findings, requirements, figures side by side, members against papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.codes import Code
from doccheck.findings.followup import Waiver
from doccheck.findings.report import (
    FigureEntry,
    FigureRow,
    FigureState,
    MemberCell,
    Place,
    Report,
    Standing,
    Status,
)
from doccheck.reports import words
from doccheck.reports.papers.scorecard import evidence as cited
from doccheck.reports.workbook.cells import Column, Linker, Text, Value, said

FINDINGS_SHEET = "问题"
_PLACES = 6
_QUOTES = 3
_STATUS_TONE = {
    Status.MET: "good",
    Status.NOT_MET: "error",
    Status.UNKNOWN: "warning",
    Status.NOT_APPLICABLE: "quiet",
}
_STATE_TONE = {
    FigureState.CONTRADICTED: "error",
    FigureState.DOUBTFUL: "warning",
    FigureState.DIFFERENT: "info",
    FigureState.AGREED: "good",
    FigureState.SINGLE: "quiet",
}
_STANDING_TONE = {
    Standing.SAME: "",
    Standing.SHORT: "info",
    Standing.DIFFERENT: "warning",
    Standing.GAP: "warning",
    Standing.NONE: "quiet",
}

FINDING_COLUMNS = (
    Column("序号", 6, "centre"),
    Column("轻重", 6, "centre"),
    Column("编号", 6, "centre"),
    Column("文件", 20),
    Column("位置", 20),
    Column("原文", 18),
    Column("问题", 36),
    Column("怎么改", 28),
    Column("通知原文", 20),
    Column("要求编号", 13),
    Column("办理情况", 10),
)


def finding_rows(report: Report, link: Linker, rules: Sequence[Code]) -> Iterator[Sequence[Value]]:
    """A row for each finding, in the report's order, which is that of the papers; ``rules`` as on their sheet."""
    rows = {rule.id: f"internal:'{RULES_SHEET}'!A{row}" for row, rule in enumerate(rules, start=2)}
    for number, finding in enumerate(report.findings, start=1):
        code = Text(finding.code, link=rows[finding.code])
        yield [number, severity(finding.severity), code, *_finding_cells(report, finding, link), ""]


def _finding_cells(report: Report, finding: Finding, link: Linker) -> list[Value]:
    """The cells of a finding from its file to its requirement."""
    first = finding.evidence[0] if finding.evidence else None
    document = first.document if first is not None else ""
    return [
        Text(report.path_of(document), link=link(document)) if document else Text("整份材料", "quiet"),
        _places(report, finding.evidence),
        said([words.short(e.quote, 80) for e in finding.evidence[:_QUOTES]]),
        finding.message,
        finding.suggestion,
        finding.sentence,
        finding.requirement or "",
    ]


def severity(value: Severity) -> Text:
    """A severity in its colour."""
    return Text(words.SEVERITY[value], value.value)


def _places(report: Report, evidence: Sequence[Evidence]) -> str:
    """Where a finding shows; places in other files than the first are told with the file."""
    lines = []
    for place in evidence[:_PLACES]:
        where = words.place(place.location)
        other = place.document and place.document != evidence[0].document
        lines.append(f"《{report.path_of(place.document)}》{where}" if other else where)
    more = [f"等 {len(evidence)} 处"] if len(evidence) > _PLACES else []
    return said([*dict.fromkeys(lines), *more])


RULES_SHEET = "编号说明"
RULE_COLUMNS = (
    Column("编号", 8, "centre"),
    Column("含义", 26),
    Column("条数", 7, "count"),
    Column("为何要紧", 36),
    Column("不妥", 32),
    Column("妥当", 32),
    Column("怎样改", 32),
)


def rule_rows(findings: Iterable[Finding], rules: Sequence[Code]) -> Iterator[Sequence[Value]]:
    """A row for each code: what it means, how often it was reported, why it matters, examples, how to mend."""
    held = [finding.code for finding in findings]
    for rule in rules:
        yield [rule.id, rule.what, held.count(rule.id), rule.why, rule.bad, rule.good, rule.mend]


REQUIREMENT_COLUMNS = (
    Column("序号", 6, "centre"),
    Column("类别", 9, "centre"),
    Column("要求", 24),
    Column("通知原文", 32),
    Column("不符合时", 9, "centre"),
    Column("结论", 9, "centre"),
    Column("说明", 14),
    Column("见于", 20),
    Column("位置与内容", 34),
    Column("问题序号", 9, "centre"),
    Column("要求编号", 14),
)


def requirement_rows(report: Report, link: Linker) -> Iterator[Sequence[Value]]:
    """A row for each thing that the notice asks, in its order."""
    for number, line in enumerate(report.matrix, start=1):
        document = line.places[0].document if line.places else ""
        numbers = "、".join(str(index + 1) for index in line.findings)
        yield [
            number,
            words.KIND.get(line.kind, line.kind),
            line.title,
            line.sentence,
            words.SEVERITY[line.level],
            Text(words.STATUS[line.status], _STATUS_TONE[line.status]),
            line.note,
            Text(report.path_of(document), link=link(document)) if document else "",
            said([_place(report, place, document) for place in line.places]),
            Text(numbers, link=to_finding(line.findings[0])) if line.findings else "",
            line.id,
        ]


def to_finding(index: int) -> str:
    """A link to a finding's row on its sheet."""
    return f"internal:'{FINDINGS_SHEET}'!A{index + 2}"


def _place(report: Report, place: Place, shown: str) -> str:
    file = "" if place.document == shown else f"《{report.path_of(place.document)}》"
    quote = f"：{words.short(place.quote, 40)}" if place.quote else ""
    return f"{file}{words.place(place.location, headings=1)}{quote}"


def figure_columns(report: Report) -> list[Column]:
    """The columns of the reconciliation: what is compared, then one for each kind of paper."""
    papers = [Column(words.COLUMN.get(column.role, column.role), 25) for column in report.figures.columns]
    return [
        Column("比对", 9, "centre"),
        Column("主体", 18),
        Column("数据", 13),
        Column("期间", 11, "centre"),
        Column("口径", 9, "centre"),
        Column("单位", 7, "centre"),
        *papers,
        Column("问题序号", 9, "centre"),
    ]


def figure_rows(report: Report) -> Iterator[Sequence[Value]]:
    """A row for each quantity, contradictions first; different values of one row are numbered ①②."""
    for row in report.figures.rows:
        numbers = "、".join(str(index + 1) for index in row.findings)
        yield [
            Text(words.FIGURE_STATE[row.state], _STATE_TONE[row.state]),
            row.subject or words.SUBJECT.get(row.kind, row.kind),
            row.name,
            words.period(row.year, row.until),
            said([words.NATURE.get(row.nature, row.nature), words.SCOPE.get(row.scope, row.scope)]),
            row.unit,
            *(_figure(report, row, cell) for cell in row.cells),
            Text(numbers, link=to_finding(row.findings[0])) if row.findings else "",
        ]


def _figure(report: Report, row: FigureRow, cell: Sequence[FigureEntry]) -> Value:
    if not cell:
        return Text("—", "quiet")
    tone = "error" if any(entry.variant for entry in cell) and row.state is FigureState.CONTRADICTED else ""
    return Text(said([_entry(report, row, entry) for entry in cell]), tone)


def _entry(report: Report, row: FigureRow, entry: FigureEntry) -> str:
    """One value as written, what it is in the row's unit, what else differs from the row, and where it stands."""
    mark = words.variant(entry.variant) if entry.variant else ""
    normal = f" = {entry.normal}" if entry.normal else ""
    other = []
    if (entry.year, entry.until) != (row.year, row.until):
        other.append(words.period(entry.year, entry.until) or "未注明年份")
    if entry.nature != row.nature:
        other.append(words.NATURE.get(entry.nature, entry.nature))
    several = any(len(column.documents) > 1 for column in report.figures.columns)
    places = [
        (f"《{words.short(report.path_of(place.document), 18)}》" if several else "") + words.spot(place.location)
        for place in entry.places
    ]
    more = [f"另有 {entry.more} 处"] if entry.more else []
    remark = f"（{'，'.join(other)}）" if other else ""
    return said([f"{mark}{entry.written}{normal}{remark}", *(f"　{where}" for where in (*places, *more))])


def member_columns(report: Report) -> list[Column]:
    """The columns of members against papers."""
    return [
        Column("单位", 28),
        Column("类型", 9, "centre"),
        Column("名单", 8, "centre"),
        Column("统一社会信用代码", 21),
        *(Column(words.MEMBER_COLUMN.get(name, name), 20) for name in report.members.columns),
    ]


def member_rows(report: Report) -> Iterator[Sequence[Value]]:
    """A row for each unit, the lead first; units that only some paper names come last."""
    for row in report.members.rows:
        standing = Text("牵头", "strong") if row.lead else "成员" if row.listed else Text("名单外", "warning")
        kind = words.UNIT.get(row.kind, row.kind)
        yield [row.name, kind, standing, row.code, *(_standing(cell) for cell in row.cells)]


def _standing(cell: MemberCell) -> Value:
    if cell.standing is Standing.NONE:
        return Text("—", "quiet")
    head = "有" if cell.standing is Standing.SAME else words.STANDING[cell.standing]
    names = [f"“{name}”" for name in cell.names] if cell.standing is not Standing.SAME else []
    places = [words.spot(place.location) for place in cell.places[:2]]
    return Text(said([head, *names, *places]), _STANDING_TONE[cell.standing])


WAIVED_COLUMNS = (
    Column("编号", 6, "centre"),
    Column("轻重", 6, "centre"),
    Column("文件", 20),
    Column("问题", 50),
    Column("豁免理由", 34),
    Column("决定人", 12, "centre"),
    Column("日期", 12, "centre"),
    Column("有效期至", 12, "centre"),
    Column("说明", 22),
)


def waived_rows(report: Report, link: Linker) -> Iterator[Sequence[Value]]:
    """A row for each finding that was waived, with the decision, then the decisions that met no finding."""
    for held in report.waived:
        finding, waiver = held.finding, held.waiver
        document = finding.evidence[0].document if finding.evidence else ""
        yield [
            finding.code,
            severity(finding.severity),
            Text(report.path_of(document), link=link(document)) if document else Text("整份材料", "quiet"),
            finding.message,
            *_decided(waiver),
            "已豁免，不计入结论",
        ]
    for idle in report.idle_waivers:
        yield [idle.waiver.code, "", idle.waiver.document, "", *_decided(idle.waiver), f"未用到：{idle.why}"]


def _decided(waiver: Waiver) -> list[Value]:
    until = waiver.until.isoformat() if waiver.until is not None else ""
    return [waiver.reason, waiver.person, waiver.date.isoformat(), until]


SCORE_COLUMNS = (
    Column("序号", 6, "centre"),
    Column("指标", 14),
    Column("评价内容", 32),
    Column("满分", 7, "points"),
    Column("计算得分", 10, "points"),
    Column("评定得分", 10, "points"),
    Column("文件", 20),
    Column("佐证", 48),
    Column("算法与说明", 32),
)


def score_rows(report: Report, link: Linker) -> Iterator[Sequence[Value]]:
    """A row for each line of the scorecard and one with the sums; points that a person gives stay blank."""
    card = report.scorecard
    for number, line in enumerate(card.lines, start=1):
        document = line.evidence[0].document if line.evidence else ""
        yield [
            number,
            line.group,
            line.sentence or line.title,
            line.max,
            line.points,
            None,
            Text(report.path_of(document), link=link(document)) if document else "",
            said(cited(report, line)) or Text("没有找到佐证", "warning"),
            said([line.formula, line.note]),
        ]
    if card.lines:
        open_points = f"其余 {card.open:g} 分由评审人员评定"
        yield [None, "", Text("合计", "strong"), card.max, card.points, None, "", "", open_points]
