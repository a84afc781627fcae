"""N005 on goals in time: stages whose years conflict, years outside a stage, goals of years gone by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from doccheck.checks.registry import check, finding
from doccheck.document import Paragraph
from doccheck.facts.dates import Period, dates, periods
from doccheck.facts.numbers import narrow
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role, TimelineRow

_STAGE = lazy(
    r"(第[一二三四五]阶段|(?<!中)近期(?=目标|阶段|\s?\(|[:：])|中远期|(?<!远)中期(?=目标|阶段|\s?\()|远期(?=目标|阶段|\s?\()|短期目标|长期目标|起步(?:阶段|期)|启动(?:阶段|期)|组建(?:阶段|期)|"
    r"建设(?:阶段|期)(?=\s?\()|发展(?:阶段|期)|提升(?:阶段|期)|成熟(?:阶段|期)|巩固(?:阶段|期))"
)
_LEADING_YEAR = lazy(
    r"^\s*(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.．]\s?)?((?:19|20)\d{2})\s?年(?:度)?(?:目标|任务|计划|\s?[:：,，]|$)"
)
_PAST = lazy(r"已|完成了|成立|获|底止|截至|以来|实现了|建成了|荣获|入选")
_SPAN = lazy(r"([三四五六3-6])年(?:目标|规划|计划|建设期?|发展目标|总体目标|行动)?\s?\(")
_DIGITS = {"三": 3, "四": 4, "五": 5, "六": 6}


class _Stage(Struct, frozen=True):
    name: str
    begin: int
    finish: int
    written: str
    paragraph: Paragraph
    end: int
    own: bool
    """Whether the stage opens the paragraph, so that the goals behind it are its own."""

    @property
    def years(self) -> str:
        """“2022—2023”."""
        return f"{self.begin}—{self.finish}"


@check("N005")
def stages(mapped: MappedSubmission) -> Iterator[Finding]:
    """Every timeline row of the programme in the text of its section."""
    done: set[tuple[str, str]] = set()
    for row in mapped.programme.rows:
        if not isinstance(row, TimelineRow) or "N005" not in row.code:
            continue
        for part, paragraphs in _texts(mapped, row):
            found = [s for p in paragraphs for s in stages_in(p)]
            for problem, shown in (
                *_conflicts(found),
                *_outside(found),
                *_horizons(row, found, mapped.year),
                *_span(paragraphs),
                *_gone_by(row, paragraphs, mapped.year),
            ):
                if (part.id, problem) in done:
                    continue
                done.add((part.id, problem))
                yield finding(
                    "N005",
                    row,
                    problem,
                    row.advice or "请统一各阶段的起止年份，使目标的年份落在所属阶段内。",
                    *(Evidence(part.document, quote, p.location) for quote, p in shown),
                    confidence=0.85,
                )


_Problem = tuple[str, list[tuple[str, Paragraph]]]


def _texts(mapped: MappedSubmission, row: TimelineRow) -> Iterator[tuple[Part, list[Paragraph]]]:
    for part in mapped.parts:
        if row.parent == part.role.value:
            yield part, [p for p in part.passage.paragraphs() if not p.toc]
            continue
        for section in mapped.sections:
            if section.requirement == row.parent and section.part == part.id and part.role is not Role.NOTICE:
                yield part, [p for p in section.passage.paragraphs() if not p.toc]


def stages_in(paragraph: Paragraph) -> list[_Stage]:
    """Named stages with the years in or right behind their name."""
    text = narrow(paragraph.text)
    found: list[_Stage] = []
    for match in _STAGE.finditer(text):
        behind = text[match.end() : match.end() + 40]
        span = next((p for p in periods(behind) if p.begin and p.finish and p.ordinal is None), None)
        if (
            span is None
            or not re.fullmatch(r"(?:目标|阶段|任务|发展目标)?\s?[\s(:：,，为从自]*", behind[: span.start])
            or span.reversed
        ):
            continue
        if span.begin is None or span.finish is None:
            continue
        opens = match.start() <= 4 and len(list(_STAGE.finditer(text))) == 1
        found.append(
            _Stage(
                match[1],
                span.begin.year,
                span.finish.year,
                paragraph.text[match.start() : match.end() + span.end].strip("）) "),
                paragraph,
                match.end() + span.end,
                opens,
            )
        )
    return found


def _conflicts(found: Sequence[_Stage]) -> Iterator[_Problem]:
    names: dict[str, _Stage] = {}
    for stage in found:
        before = names.setdefault(stage.name, stage)
        if (before.begin, before.finish) != (stage.begin, stage.finish):
            yield (
                f"“{stage.name}”的起止年份前后不一致：一处为 {before.years} 年，另一处为 {stage.years} 年。",
                [(before.written, before.paragraph), (stage.written, stage.paragraph)],
            )
    order = list(names.values())
    for one, two in pairwise(order):
        numbered = one.name.startswith("第") and two.name.startswith("第")  # 中远期 may begin with 近期
        if (
            numbered
            and two.begin < one.finish
            and two.begin >= one.begin
            and one.name != two.name
            and (one.begin, one.finish) != (two.begin, two.finish)
            and two.begin != one.begin
        ):
            yield (
                f"阶段年份重叠：{one.name}为 {one.years} 年，{two.name}却从 {two.begin} 年开始。",
                [(one.written, one.paragraph), (two.written, two.paragraph)],
            )
        elif numbered and two.finish < one.begin:
            yield (
                f"阶段先后颠倒：{two.name}（{two.years} 年）早于{one.name}（{one.years} 年）。",
                [(one.written, one.paragraph), (two.written, two.paragraph)],
            )


def _outside(found: Sequence[_Stage]) -> Iterator[_Problem]:
    """“第一阶段（2022—2023年）：到2025年…”"""
    for stage in found:
        if not stage.own:
            continue
        for goal in re.finditer(r"(?:到|至)((?:19|20)\d{2})\s?年(?:底|末)?[,，]?", narrow(stage.paragraph.text)):
            year = int(goal[1])
            if goal.start() >= stage.end and not stage.begin <= year <= stage.finish:
                yield (
                    f"{stage.name}为 {stage.years} 年，其目标却写“{goal[0].strip('，,')}”，不在该阶段内。",
                    [(stage.paragraph.text[goal.start() : goal.end()].strip("，,"), stage.paragraph)],
                )


def _horizons(row: TimelineRow, found: Sequence[_Stage], year: int) -> Iterator[_Problem]:
    for horizon in row.horizons:
        for stage in found:
            near = horizon.max_years is not None and re.search(r"近期|短期", stage.name)
            far = horizon.min_years is not None and re.search(r"中?远期|长期", stage.name)
            if near and horizon.max_years and stage.finish > year + horizon.max_years:
                yield (
                    f"{horizon.name}应在 {horizon.max_years} 年内（不晚于 {year + horizon.max_years} 年），"
                    f"所写为 {stage.years} 年。",
                    [(stage.written, stage.paragraph)],
                )
            elif far and horizon.min_years and stage.finish < year + horizon.min_years - 1:
                yield (
                    f"{horizon.name}应为 {horizon.min_years} 年及以上，所写只到 {stage.finish} 年。",
                    [(stage.written, stage.paragraph)],
                )


def _span(paragraphs: Sequence[Paragraph]) -> Iterator[_Problem]:
    """“五年目标（2023—2026年）”: the years named are not as many as said."""
    for paragraph in paragraphs:
        text = narrow(paragraph.text)
        for match in _SPAN.finditer(text):
            said = _DIGITS.get(match[1]) or int(match[1])
            span: Period | None = next(iter(periods(text[match.end() : match.end() + 24])), None)
            if span is None or span.start > 1 or span.begin is None or span.finish is None or span.reversed:
                continue
            years = span.finish.year - span.begin.year
            if said not in (years, years + 1):
                yield (
                    f"“{match[0][:-1].strip()}”与所列年份“{span.written}”不符（共 {years + 1} 个年度）。",
                    [(paragraph.text[match.start() : match.end() + span.end], paragraph)],
                )


def _gone_by(row: TimelineRow, paragraphs: Sequence[Paragraph], year: int) -> Iterator[_Problem]:
    """Goals told year by year: a year before the year of application, or one year told twice in a row."""
    listed: list[tuple[int, Paragraph]] = []
    for paragraph in paragraphs:
        match = _LEADING_YEAR.match(narrow(paragraph.text))
        cell = paragraph.location.cell
        if match and (cell is None or (cell[0] > 0 and cell[1] == 0)):  # a table's head gives years to compare with
            listed.append((int(match[1]), paragraph))
    if len(listed) < 2 or not any(y >= year for y, _ in listed):
        return
    ahead = {p.location.heading for y, p in listed if y >= year}
    for goal, paragraph in listed:
        if goal < year and paragraph.location.heading in ahead and not _PAST.search(paragraph.text[:60]):
            quote = narrow(paragraph.text)[:24].strip()
            yield (
                f"按年度的目标任务中列有 {goal} 年，早于申报年度 {year} 年。",
                [(paragraph.text[: len(quote)].strip() or str(goal), paragraph)],
            )
    if row.annual:
        for (one, first), (two, second) in pairwise(listed):
            again = two == min(goal for goal, _ in listed)  # the list of years begins anew
            same = second.location.heading == first.location.heading
            same = same and second.location.table == first.location.table
            if two < one and dates(first.text) and same and two >= year and not again:
                yield (
                    f"按年度的目标任务次序颠倒：{one} 年之后列 {two} 年，请核对年份是否写错。",
                    [(first.text[:20], first), (second.text[:20], second)],
                )
