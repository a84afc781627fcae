"""N005: appointments told by others: 次年3月, 第四年, a review midway, a start and its finish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from doccheck.checks.figures.outside import PAST, TASK, outside_finding, place, settled
from doccheck.checks.figures.places import part_name
from doccheck.checks.figures.run_times import project_term, terms, with_closing
from doccheck.checks.registry import check, finding
from doccheck.document import Cell, Paragraph, Table, block_paragraphs
from doccheck.document.headers import titled
from doccheck.facts.dates import Period
from doccheck.facts.numbers import narrow
from doccheck.facts.relative_dates import next_years
from doccheck.facts.spans import Moment, moments, months
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_AGREEMENT = (Role.AGREEMENT, Role.CHARTER)
_PAPERS = (Role.PLAN, Role.APPLICATION, Role.TASK_LIST, Role.ALLOCATION, *_AGREEMENT)
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}


@check("N005")
def tasks_next_year(mapped: MappedSubmission) -> Iterator[Finding]:
    """“2026年11月完成实船涂装，次年3月完成航行试验” of a project that ends with 2026."""
    term = with_closing(mapped)
    if term is None:
        return
    for part, where in _places(mapped, _PAPERS):
        text = narrow(where.text)
        for moment in next_years(text) if "年" in text else ():
            clause = _clause(text, moment)
            if place(moment, term) != "after" or PAST.search(clause) or not TASK.search(clause):
                continue
            if not settled(clause, moment, term, clause.find(moment.written) + len(moment.written)):
                at = text.rfind(clause, 0, moment.end + len(clause))
                quote = where.text[at : at + len(clause)].strip()[:60]
                written = f"{moment.written}（即{moment.last.year}年{moment.last.month}月）"
                yield outside_finding(mapped, part, term, quote, where, written, "after")


_MIDWAY = lazy(r"(?:中期|年中|阶段性?)(?:检查|评估|考核|验收|评审|审查|督查|督导|自查)")
_BEGINS = lazy(r"^[^，,。；;]{0,6}?(?:启动|开工|开始|立项|起)")
_FINISHES = lazy(r"^[^，,。；;]{0,6}?(?:结题|完成|完工|结束|收官|验收|交付|止)")


@check("N005")
def reviews_before_start(mapped: MappedSubmission) -> Iterator[Finding]:
    """A review midway (中期检查) on a date before what it reviews has begun."""
    said = terms(mapped)
    main = with_closing(mapped)
    for part, where in _places(mapped, _PAPERS):
        if not _MIDWAY.search(where.text):
            continue
        text = narrow(where.text)
        found = moments(text)
        for review in _MIDWAY.finditer(text):
            begin, end = _sentence(text, review.start())
            clause = max(text.rfind(mark, 0, review.start()) for mark in "；;。\n") + 1
            near = [m for m in found if clause <= m.start < end and m.precision in ("day", "month", "part")]
            held = min(near, key=lambda m: min(abs(m.start - review.end()), abs(review.start() - m.end)), default=None)
            if held is None or PAST.search(text[clause : review.end()]) or held.first.year < mapped.year - 1:
                continue
            starts = [m for m in found if begin <= m.start < held.start and _BEGINS.match(text[m.end : m.end + 10])]
            quote = where.text[min(held.start, review.start()) : max(held.end, review.end())].strip()
            here = Evidence(part.document, quote, where.location)
            if starts:  # the sentence gives the task its own start
                if held.last < starts[-1].first:
                    start = where.text[starts[-1].start : starts[-1].end + 2].strip()
                    begun = Evidence(part.document, start, where.location)
                    yield _review(mapped, part, quote, f"该任务的开始时间“{start}”", here, begun)
                continue
            own = [t for t in said if t.part is part and t.begin is not None]
            against = own or ([main] if main is not None and main.begin is not None else [])
            late = [t for t in against if t.begin is not None and held.last < t.begin.first]
            if late and len(late) == len(against):
                named = f"{late[0].label}“{late[0].written}”"
                yield _review(mapped, part, quote, named, here, *(t.evidence for t in late))


def _review(mapped: MappedSubmission, part: Part, quote: str, named: str, *places: Evidence) -> Finding:
    return finding(
        "N005",
        None,
        f"{part_name(mapped, part.id, part.document)}所写“{quote}”早于{named}，尚未开始便已检查。",
        "请核对检查时间与起始时间，使检查落在实施期之内。",
        *places,
        confidence=0.87,
    )


_YEAR_NUMBER = lazy(
    r"(?:^|[。；;\n]|[)）、.．]\s?)\s*(?:建设|项目|实施|执行|攻关)?(?:期|期的)?第(?P<n>[二三四五六])年度?(?!级|[一-鿿]{0,6}(?:验收|收尾|结题|质保|运维))\s?(?=[:：,，(（]|完成|建成|开展|实现|启动|重点|主要)"
)
_CALENDAR = lazy(r"第[一二三]年度?\s?[(（:：]\s?20\d\d\s?年?[)）:：,，]")
_SETTLED = lazy(r"收尾|验收|结题|审计|质保|运维|后评价|后评估|推广期|展望|期满后")


@check("N005")
def years_beyond(mapped: MappedSubmission) -> Iterator[Finding]:
    """“第四年：…” of a project that runs for three."""
    term = project_term(mapped)
    if term is None or term.begin is None:
        return
    lasts = months(Period(term.begin, term.finish, term.written, 0, 0))
    for part in mapped.parts_of(Role.PLAN, Role.APPLICATION, Role.TASK_LIST, Role.ALLOCATION):
        texts = [(p, narrow(p.text)) for p in part.passage.paragraphs() if not p.toc]
        if any(_CALENDAR.search(text) for _, text in texts):
            continue
        for paragraph, text in texts:
            for match in _YEAR_NUMBER.finditer(text):
                number = _DIGITS[match["n"]]
                begin, end = match.start("n") - 1, _sentence(text, match.end())[1]
                inside = [m for m in moments(text[match.end() : match.end() + 24]) if not place(m, term)]
                if 12 * (number - 1) < lasts - 1 or inside or _SETTLED.search(text[begin:end]):
                    continue
                quote = paragraph.text[begin:end].strip()[:60]
                own = [t for t in terms(mapped) if t.kind == "project" and t.part is part and t.same(term)] or [term]
                years = "一二三四五六"[min(round(lasts / 12), 6) - 1]
                yield finding(
                    "N005",
                    None,
                    f"{part_name(mapped, part.id, part.document)}列有“{quote}”，而{term.label}为“{own[0].written}”"
                    f"（建设期{years}年），没有第{match['n']}年。",
                    "请把任务安排在项目期之内，或核对项目的起止时间。",
                    Evidence(part.document, quote, paragraph.location),
                    own[0].evidence,
                    confidence=0.86,
                )


_MONTH_NUMBER = lazy(r"第\s?(?P<n>\d{1,3})\s?个?月(?!度)")


@check("N005")
def months_beyond(mapped: MappedSubmission) -> Iterator[Finding]:
    """“第39个月：系统联调” of a project that runs for 36 months."""
    term = project_term(mapped)
    if term is None or term.begin is None:
        return
    lasts = months(Period(term.begin, term.finish, term.written, 0, 0))
    for part in mapped.parts_of(Role.PLAN, Role.APPLICATION, Role.TASK_LIST, Role.ALLOCATION):
        for block in part.passage.blocks:
            rows = (
                [[cell for cell in dict.fromkeys(row) if cell is not None] for row in block.grid()]
                if isinstance(block, Table)
                else [list(block_paragraphs(block))]
            )
            for row in rows:
                text = narrow(" ".join(place.text for place in row))
                for held in row if "个月" in text and not _SETTLED.search(text) else ():
                    late = next((m for m in _MONTH_NUMBER.finditer(narrow(held.text)) if int(m["n"]) > lasts + 1), None)
                    if late is None or PAST.search(text):
                        continue
                    quote = held.text[late.start() : late.end()]
                    yield finding(
                        "N005",
                        None,
                        f"{part_name(mapped, part.id, part.document)}排到“{quote}”，而{term.label}为“{term.written}”"
                        f"（共{round(lasts)}个月）。",
                        "请把任务安排在项目期之内，或核对项目的起止时间。",
                        Evidence(part.document, quote, held.location),
                        term.evidence,
                        confidence=0.86,
                    )


_EXAMINED = lazy(r"^[^，,。；;]{0,6}?(?:验收|结题|鉴定)")
_OF_IT = lazy(r"[,，](?:其|该课题的|所用的?|配套的)")


_STARTS = lazy(r"(?:计划|预计|实际|拟|任务|项目|课题)*(?:开始|启动|起始|开工|起)(?:时间|日期|年月|月份|节点)?")
_ENDS = lazy(
    r"(?:计划|预计|实际|拟|任务|项目|课题)*(?:完成|结束|终止|完工|结题|交付|止|截止)(?:时间|日期|年月|月份|节点)?"
)


@check("N005")
def finished_before_started(mapped: MappedSubmission) -> Iterator[Finding]:
    """A task whose column of finishing gives an earlier date than that of starting, or whose sentence does."""
    for part in mapped.parts_of(*_PAPERS):
        for block in part.passage.blocks:
            if isinstance(block, Table):
                grid = titled(block).grid()
                yield from _turned_rows(mapped, part, grid)
                yield from _turned_rows(mapped, part, [list(column) for column in zip(*grid, strict=True)])
    for part, where in _places(mapped, _PAPERS):
        text = narrow(where.text)
        if not re.search("验收|结题|鉴定", text):
            continue
        found = [m for m in moments(text) if m.precision in ("day", "month", "part")]
        for one, two in pairwise(found):
            between = text[one.end : two.start]
            examined = _EXAMINED.match(between) and _OF_IT.search(between) and len(between) <= _NEAR
            if examined and one.last < two.first and TASK.match(text[two.end :].lstrip()):
                end = two.end + len(re.split(r"[，,。；;\n]", text[two.end :])[0])
                start = max(text.rfind(mark, 0, one.start) for mark in "。；;\n") + 1
                quote = where.text[start:end].strip()[:60]
                yield _turned(mapped, part, quote, Evidence(part.document, quote, where.location))


_NEAR = 24
"""Signs between a start and the finish of one task."""


def _turned_rows(mapped: MappedSubmission, part: Part, grid: Sequence[Sequence[Cell | None]]) -> Iterator[Finding]:
    """The rows of a table, or the columns of one whose tasks stand side by side."""
    for head in range(min(2, len(grid) - 1)):
        names = [re.sub(r"\s", "", narrow(cell.text)) if cell else "" for cell in grid[head]]
        starts = [i for i, name in enumerate(names) if _STARTS.fullmatch(name)]
        ends = [i for i, name in enumerate(names) if _ENDS.fullmatch(name)]
        if len(starts) != 1 or len(ends) != 1:
            continue
        for row in grid[head + 1 :]:
            begin, end = row[starts[0]], row[ends[0]]
            if begin is None or end is None:
                continue
            one, two = moments(begin.text), moments(end.text)
            if len(one) == 1 == len(two) and two[0].last < one[0].first:
                quote = f"{begin.text.strip()}—{end.text.strip()}"
                places = [Evidence(part.document, c.text.strip(), c.location) for c in (begin, end)]
                yield _turned(mapped, part, quote, *places)
        return


def _turned(mapped: MappedSubmission, part: Part, quote: str, *places: Evidence) -> Finding:
    return finding(
        "N005",
        None,
        f"{part_name(mapped, part.id, part.document)}所写“{quote}”完成早于开始。",
        "请核对开始与完成的时间并改正。",
        *places,
        confidence=0.88,
    )


def _places(mapped: MappedSubmission, roles: Sequence[Role]) -> Iterator[tuple[Part, Paragraph | Cell]]:
    """Every paragraph and cell of the papers of these roles."""
    for part in mapped.parts_of(*roles):
        for block in part.passage.blocks:
            if isinstance(block, Table):
                yield from ((part, cell) for cell in block.cells if cell.text)
            else:
                yield from ((part, p) for p in block_paragraphs(block) if not p.toc)


def _sentence(text: str, at: int) -> tuple[int, int]:
    begin = max(text.rfind(mark, 0, at) for mark in "。\n") + 1
    return begin, at + len(re.split(r"[。\n]", text[at:])[0])


def _clause(text: str, moment: Moment) -> str:
    begin = max(text.rfind(mark, 0, moment.start) for mark in "，,。；;\n") + 1
    return text[begin : moment.end] + re.split(r"[，,。；;\n]", text[moment.end :])[0]


