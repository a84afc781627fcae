"""N005: rows of tables of tasks, milestones and yearly money outside the period in which the project runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from doccheck.checks.figures.outside import (
    PAPERS,
    PAST,
    SCHEDULE,
    TASK,
    fits,
    opened_in,
    outside_finding,
    overlap,
    place,
    settled,
    vision,
)
from doccheck.checks.figures.run_times import Term, with_closing
from doccheck.checks.registry import check
from doccheck.document import Cell, Paragraph, Table
from doccheck.document.headers import titled
from doccheck.facts.numbers import narrow
from doccheck.facts.spans import Moment, moments
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part

_PAST_TABLE = lazy(
    r"近[三五两二\d]年|承担过|已承担|(?<!牵头)(?<!拟)承担的?(?![单方企主])|获奖|在研|前期|基础|历年|已有|既往|曾|业绩|远期|长期|展望"
)
_TIME_HEAD = lazy(
    r"起[止讫迄]|时间|时段|时限|期间|年月|日期|年度|年份|周期|执行期|实施期|建设期|节点|进度|阶段|期限|^[起止]$|^(?:开始|结束|完成)$"
)
_WORK_HEAD = lazy(r"任务|课题|项目|内容|里程碑|节点|工作|攻关|牵头|承担")
_MONEY = lazy(r"投入|经费|资金|出资|预算|拨款|自筹")
_CARRIER = lazy(r"(?:主要|共同)?承担者?")
"""Over a column of units, says who does the work and not what was done before."""


@check("N005")
def rows_outside(mapped: MappedSubmission) -> Iterator[Finding]:
    """Each row of a table of tasks, milestones or yearly money that lies outside the project's period."""
    term = with_closing(mapped)
    if term is None:
        return
    for part in mapped.parts_of(*PAPERS):
        caption = ""
        for block in part.passage.blocks:
            if isinstance(block, Table):
                yield from _in_table(mapped, part, block, caption, term)
            elif isinstance(block, Paragraph) and not block.toc:
                caption = block.text


def _in_table(mapped: MappedSubmission, part: Part, table: Table, caption: str, term: Term) -> Iterator[Finding]:
    table = titled(table)
    grid = table.grid()
    if len(grid) < 2:
        return
    head = [re.sub(r"\s", "", narrow(cell.text)) if cell else "" for cell in grid[0]]
    title = f"{caption} {table.caption} {table.location.heading[-1] if table.location.heading else ''}"
    told = "".join(text for text in dict.fromkeys(head) if not _CARRIER.fullmatch(text))
    if _PAST_TABLE.search(title) or _PAST_TABLE.search(told):
        return
    times = [i for i, text in enumerate(head) if _TIME_HEAD.search(text) and len(text) <= 12]
    times = times or [i for i in range(len(head)) if _of_spans([row[i] for row in grid[1:]])]
    exact = {i: _precision([row[i] for row in grid[1:]]) for i in times}
    columns = [i for i in times if exact[i] == max(exact.values())]  # 开始 | 结束
    beside = [i for i in range(len(head)) if i not in columns]
    tasks = sum(any((cell := row[i]) is not None and TASK.search(cell.text) for i in beside) for row in grid[1:])
    work = SCHEDULE.search(title) is not None or any(_WORK_HEAD.search(head[i]) for i in beside)
    work = work or 2 * tasks > len(grid) - 1
    if not columns or not (work or any(_MONEY.search(head[i]) for i in beside)):
        return
    for column in columns:
        yield from _in_column(mapped, part, grid[1:], column, work, term)
    rows = [moment for row in grid[1:] if (moment := _alone(row[columns[-1]])) is not None]
    if work and sum(fits(moment, term) for moment in rows) >= _SOME:
        for row in grid[1:]:
            for each in dict.fromkeys(row):
                if each is not None and all(each is not row[column] for column in columns):
                    yield from _in_cell(mapped, part, each, term)


def _in_column(
    mapped: MappedSubmission, part: Part, body: Sequence[Sequence[Cell | None]], column: int, work: bool, term: Term
) -> Iterator[Finding]:
    """What stands outside the term in a column of dates or spans."""
    rows = [(row[column], _alone(row[column])) for row in body]
    said = [(cell, moment, row) for (cell, moment), row in zip(rows, body, strict=True) if cell and moment]
    within = sum(fits(moment, term) for _, moment, _ in said)
    for cell, moment, row in said:
        where = overlap(moment, term) if moment.precision == "span" else place(moment, term)
        if not where or not within or PAST.search(_row_text(row)):
            continue
        if settled(_row_text(row), moment, term, 0) and not _out_of_turn(moment, [other for _, other, _ in said]):
            continue
        early = work and within >= _SOME and cell is said[0][0] and moment.precision != "year"
        if moment.first.year < mapped.year - early or (where == "before" and (moment.precision == "year" or not work)):
            continue
        yield outside_finding(mapped, part, term, cell.text.strip(), cell, moment.written, where)


_SOME = 2
"""Rows within the term that make a table one of the project's tasks."""


def _out_of_turn(moment: Moment, listed: Sequence[Moment]) -> bool:
    """Whether a day stands before earlier ones in a list that else goes by time: no examination after the end."""
    others = [other.first for other in listed if other is not moment]
    behind = [other.first for other in listed[listed.index(moment) + 1 :]]
    return len(others) >= _MANY and others == sorted(others) and any(day < moment.first for day in behind)


_MANY = 3
"""Days in their order that make a list one that goes by time."""


def _of_spans(cells: Sequence[Cell | None]) -> bool:
    """Whether a column holds nothing but spans of months, whatever it is called."""
    held = [cell for cell in cells if cell is not None and cell.text.strip()]
    spans = [moment for cell in held if (moment := _alone(cell)) is not None and moment.precision == "span"]
    return len(spans) >= _SOME and len(held) - len(spans) <= 1


def _in_cell(mapped: MappedSubmission, part: Part, cell: Cell, term: Term) -> Iterator[Finding]:
    """“公交示范50台；2027年3月前完成全部路试” in the row of a year within the term."""
    for at, clause, moment in _told_in(narrow(cell.text)):
        if place(moment, term) != "after" or moment.precision == "span" or PAST.search(clause):
            continue
        if TASK.search(clause) and not vision(clause, moment) and not settled(clause, moment, term):
            yield outside_finding(
                mapped, part, term, cell.text[at : at + len(clause)].strip()[:60], cell, moment.written, "after"
            )


def _told_in(text: str) -> Iterator[tuple[int, str, Moment]]:
    """The clauses of a cell that a date opens, or in which it stands right before what is done (平台2027年6月交付)."""
    yield from (opened := opened_in(text))
    for match in re.finditer(r"[^，,。；;\n]+", text):
        for moment in moments(match[0]):
            if any(at <= match.start() + moment.start < at + len(clause) for at, clause, _ in opened):
                continue
            if moment.precision != "year" and re.match(rf"\s?[底末前]?(?:{TASK.pattern})", match[0][moment.end :]):
                yield match.start(), match[0], moment


def _alone(cell: Cell | None) -> Moment | None:
    """The date or span that is all that a cell holds."""
    if cell is None or len(cell.text) > 40:
        return None
    found = moments(cell.text)
    if len(found) != 1:
        bare = re.fullmatch(r"\s*(20\d\d)\s*", narrow(cell.text))
        if bare is None:
            return None
        year = int(bare[1])
        return Moment(date(year, 1, 1), date(year, 12, 31), bare[1], 0, len(cell.text), "year")
    rest = narrow(cell.text[: found[0].start] + cell.text[found[0].end :])
    return found[0] if len(re.sub(r"\W", "", rest)) <= 4 else None


def _precision(cells: Sequence[Cell | None]) -> tuple[int, int]:
    """How many cells of a column hold a time alone, and how many of these more than a year (年度 beside 完成时间)."""
    held = [moment for cell in cells if (moment := _alone(cell)) is not None]
    return len(held), sum(moment.precision != "year" for moment in held)


def _row_text(row: Sequence[Cell | None]) -> str:
    return " ".join(narrow(cell.text) for cell in dict.fromkeys(row) if cell is not None)
