"""N005: months that are counted and do not come out: a due day, stages that follow on each other, a month's number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from doccheck.checks.figures.durations import COUNT, counted_months
from doccheck.checks.figures.places import part_name
from doccheck.checks.figures.run_times import project_term
from doccheck.checks.registry import check, finding
from doccheck.document import Cell, Paragraph, Table, block_paragraphs
from doccheck.facts.dates import Date, Period, dates
from doccheck.facts.numbers import chinese_value, narrow
from doccheck.facts.spans import months, spans
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_QUIET = (Role.NOTICE, Role.EVIDENCE)
_SINCE = lazy(
    rf"[^，,。；;\d]{{0,16}}?(?:起算?|算起|[之后]后?)[^，,。；;\d]{{0,6}}[,，]?[^，,。；;\d]{{0,4}}{COUNT}(?:之?内|以内|届?满)"
)
"""自2023年8月签订之月起18个月内."""
_MEANS = lazy(r"(?:即|也就是|亦即|换算下?来?|折算|推算)(?:[^，,。；;\d]{0,10}|[^。；;\d]{0,4})$")
"""What says that the day behind it is the same as the count before it."""
_MEANT = lazy(r"即|就是|算")
_WITHIN = 60
_DUE = 2
"""Months by which a due day may miss its count (end of the month, or of the following one)."""


@check("N005")
def due_days(mapped: MappedSubmission) -> Iterator[Finding]:
    """“自2023年8月签订之月起18个月内交付，即不得晚于2025年8月”: the count leads to another day."""
    for part, paragraph, text in _told(mapped):
        if "月" not in text or not _MEANT.search(text):
            continue
        for one, two in pairwise(dates(text)):
            since = _SINCE.match(text, one.end)
            between = text[one.end : two.start]
            if since is None or one.precision == "year" or two.precision == "year" or "。" in between:
                continue
            if since.end() > two.start or len(between) > _WITHIN or not _MEANS.search(text[since.end() : two.start]):
                continue
            wanted, lasts = counted_months(since), (two.year - one.year) * 12 + (two.month or 0) - (one.month or 0)
            if wanted and abs(lasts - wanted) > _DUE:
                quote = paragraph.text[one.start : two.end].strip()
                why = f"应到{_after(one, wanted)}，相差{abs(lasts - wanted)}个月"
                yield _finding(mapped, part, quote, why, paragraph)


def _after(day: Date, count: int) -> str:
    months_of = day.year * 12 + (day.month or 1) - 1 + count
    return f"{months_of // 12}年{months_of % 12 + 1}月"


_IN_ALL = lazy(
    r"(?:全程|总共|共计|合计|总计|前后|首尾|总(?:工期|周期|时长|历时|期限)|[一二三四五六3-6]个?(?:阶段|段|步|期)[^，,。；;\d]{0,8}?(?:合|共|合计|共计|历时))"
    rf"[^，,。；;\d]{{0,6}}?(?:历时|为期|时间|跨度|用时|共|计|为|是)*{COUNT}"
)
_EACH = lazy(r"每|各")
_SEAMLESS = lazy(r"首尾(?:相[接连]|衔接)|无缝(?:衔接|对接)|前后(?:相[接连续]|衔接)|依次衔接"
    r"|互不重叠|不留空[档当挡]|紧密衔接")


@check("N005")
def stages_in_all(mapped: MappedSubmission) -> Iterator[Finding]:
    """Stages that a paragraph tells one after another, and the length that it gives them together."""
    for part, paragraph, text in _told(mapped):
        seamless, in_all = _SEAMLESS.search(text), _IN_ALL.search(text)
        if seamless is None and in_all is None:
            continue
        run = [p for p in spans(text) if not p.reversed and _monthly(p)]
        run = run[1:] if len(run) > 2 and all(_within(p, run[0]) for p in run[1:]) else run
        if len(run) < 2 or not all(_later(one, two) for one, two in pairwise(run)):
            continue
        hole = next(((one, two) for one, two in pairwise(run) if not _follows(one, two)), None)
        if hole is not None:
            if seamless is not None:
                quote = paragraph.text[hole[0].start : hole[1].end]
                yield _finding(mapped, part, quote, f"与“{seamless[0]}”不符", paragraph)
            continue
        if in_all is None or in_all.start() < run[-1].end or _EACH.search(text[run[-1].end : in_all.end()]):
            continue
        whole = Period(run[0].begin, run[-1].finish, "", run[0].start, run[-1].end)
        wanted = counted_months(in_all)
        if wanted and abs(months(whole) - wanted) > _DUE:
            quote = paragraph.text[run[0].start : in_all.end()]
            yield _finding(mapped, part, quote, f"各段相加是{round(months(whole))}个月", paragraph)


def _monthly(span: Period) -> bool:
    return bool(span.begin and span.finish and span.begin.month and span.finish.month)


def _within(span: Period, whole: Period) -> bool:
    """Whether a span is a part of the first one that a paragraph names, which is the whole."""
    if span.begin is None or span.finish is None or whole.begin is None or whole.finish is None:
        return False
    return whole.begin.first <= span.begin.first and span.finish.last <= whole.finish.last


def _later(one: Period, two: Period) -> bool:
    return bool(one.begin and two.begin and one.begin.first < two.begin.first)


def _follows(one: Period, two: Period) -> bool:
    """Whether a span begins in the month in which another ends, or in the next."""
    if one.finish is None or two.begin is None:
        return True
    gap = (two.begin.year - one.finish.year) * 12 + (two.begin.month or 0) - (one.finish.month or 0)
    return gap in (0, 1)


_NUMBERED_MONTH = lazy(
    r"[,，(（]?\s?(?:即|也就是|为|系|正是|恰为)(?:本?(?:建设|项目|实施|执行)(?:期|周期)?的?)?"
    r"第(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})个月"
)


@check("N005")
def numbered_months(mapped: MappedSubmission) -> Iterator[Finding]:
    """“2025年5月即建设期第19个月” of a project that began in another month."""
    term = project_term(mapped)
    if term is None or term.begin is None or not term.begin.month:
        return
    for part, paragraph, text in _told(mapped):
        for day in dates(text) if "个月" in text and "第" in text else ():
            said = _NUMBERED_MONTH.match(text, day.end)
            if said is None or not day.month:
                continue
            written = chinese_value(said["n"])
            number = int(said["n"]) if said["n"].isdigit() else int(written.value) if written else 0
            is_month = (day.year - term.begin.year) * 12 + day.month - term.begin.month + 1
            if number and abs(is_month - number) > 1:
                quote = paragraph.text[day.start : said.end()]
                why = f"而{term.label}为“{term.written}”，该月是第{is_month}个月"
                yield _finding(mapped, part, quote, why, paragraph, term.evidence)


_LENGTH_HEAD = lazy(r"(?:历时|工期|周期|时长|月数|持续时间|期限|用时)(?:[(（]?个?月数?[)）]?)?")
_MONTHS_ONLY = lazy(r"\s*(?P<n>\d{1,3})\s*(?:个月|月)?\s*")


@check("N005")
def lengths_in_columns(mapped: MappedSubmission) -> Iterator[Finding]:
    """Rows whose column of months does not fit the dates beside it (2023年10月 | 2024年6月 | 9)."""
    for part in mapped.parts:
        if part.role in _QUIET:
            continue
        for block in part.passage.blocks:
            if isinstance(block, Table):
                grid = block.grid()
                yield from _lengths(mapped, part, grid)
                yield from _lengths(mapped, part, [list(column) for column in zip(*grid, strict=True)])


def _lengths(mapped: MappedSubmission, part: Part, grid: Sequence[Sequence[Cell | None]]) -> Iterator[Finding]:
    for head in range(min(2, len(grid) - 1)):
        names = [re.sub(r"\s", "", narrow(cell.text)) if cell else "" for cell in grid[head]]
        column = next((i for i, name in enumerate(names) if _LENGTH_HEAD.fullmatch(name)), None)
        if column is None:
            continue
        unit = "月" in names[column]
        read = [(row, *_row(row, column, unit)) for row in grid[head + 1 :]]
        known = [(row, said, span) for row, said, span in read if said and span is not None]
        off = [(row, said, span) for row, said, span in known if abs(months(span) - said) >= _OFF]
        exact = sum(abs(months(span) - said) < _OFF for _, said, span in known)
        for row, said, span in off if exact >= len(off) else ():
            cells = [cell for cell in dict.fromkeys(row) if cell is not None and cell.text.strip()]
            held = row[column]
            dated = [c for c in cells if c is not held and dates(c.text)]
            if held is not None:
                quote = "—".join(c.text.strip() for c in dated)
                yield _finding(
                    mapped, part, quote, f"是{round(months(span))}个月，表中却填{said}个月", dated[0],
                    Evidence(part.document, held.text.strip(), held.location),
                )  # fmt: skip
        return


_OFF = 1.5


def _row(row: Sequence[Cell | None], column: int, unit: bool) -> tuple[int, Period | None]:
    """The months that a row says, and the one span that its other cells hold."""
    held = row[column]
    said = _MONTHS_ONLY.fullmatch(narrow(held.text)) if held is not None else None
    if said is None or not (unit or "月" in said[0]):
        return 0, None
    others = [cell for i, cell in enumerate(row) if cell is not None and i != column]
    told = [span for cell in dict.fromkeys(others) for span in spans(cell.text) if _monthly(span)]
    if not told:
        alone = [day for cell in dict.fromkeys(others) for day in dates(cell.text) if day.month]
        told = [Period(alone[0], alone[1], "", 0, 0)] if len(alone) == 2 else []
    return int(said["n"]), told[0] if len(told) == 1 and not told[0].reversed else None


def _told(mapped: MappedSubmission) -> Iterator[tuple[Part, Paragraph, str]]:
    for part in mapped.parts:
        if part.role in _QUIET:
            continue
        for block in part.passage.blocks:
            if not isinstance(block, Table):
                for paragraph in block_paragraphs(block):
                    text = narrow(paragraph.text)
                    if not paragraph.toc and "20" in text:
                        yield part, paragraph, text


def _finding(
    mapped: MappedSubmission, part: Part, quote: str, why: str, place: Paragraph | Cell, *others: Evidence
) -> Finding:
    return finding(
        "N005",
        None,
        f"{part_name(mapped, part.id, part.document)}所写“{quote.strip()[:80]}”{why}。",
        "请核对起止时间与所称的时长，使两者一致。",
        Evidence(part.document, quote.strip(), place.location),
        *others,
        confidence=0.86,
    )
