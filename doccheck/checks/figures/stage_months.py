"""N005 on numbered stages (第一阶段…第三阶段) whose months two papers give differently, or that overlap.

A paper tells its stages in sentences or in the rows of a table. Two papers tell the same stages where they number as
many and begin and end all of them alike; a task's own stages differ in that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from msgspec import Struct

from doccheck.checks.figures.stages import stages_in
from doccheck.checks.registry import check, finding
from doccheck.checks.words import path_of
from doccheck.document import Block, Paragraph, Table
from doccheck.facts.dates import Date, periods
from doccheck.facts.numbers import narrow
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role, TimelineRow

_NUMBERED = lazy(r"第(?P<number>[一二三四五六1-6])阶段")
_CLOSE = lazy(r"(?:目标|任务)?[\s(（:：,，为从自即指]*")
_CONTRACTS = (Role.AGREEMENT, Role.CHARTER)
_SIGNS = ("一1", "二2", "三3", "四4", "五5", "六6")
_NUMBERS = {sign: number for number, signs in enumerate(_SIGNS, 1) for sign in signs}


class _Stage(Struct, frozen=True):
    """One stage as one place tells it, to the month."""

    number: int
    begin: Date
    finish: Date
    part: Part
    paragraph: Paragraph
    written: str

    @property
    def name(self) -> str:
        """第二阶段."""
        return f"第{_SIGNS[self.number - 1][0]}阶段"

    @property
    def months(self) -> str:
        return f"{self.begin.chinese}—{self.finish.chinese}"


@check("N005")
def stage_months(mapped: MappedSubmission) -> Iterator[Finding]:
    """One finding for each stage that another paper dates differently; where none does, for each two that overlap."""
    row = next((r for r in mapped.programme.rows if isinstance(r, TimelineRow) and "N005" in r.code), None)
    told = [run for part in mapped.parts if part.role is not Role.NOTICE for run in _runs(part)]
    pairs = [
        (a, b)
        for one, other in combinations(told, 2)
        if one[0].part is not other[0].part and _alike(one, other)
        for a, b in zip(one, other, strict=True)
        if not (a.begin.same(b.begin) and a.finish.same(b.finish))
    ]
    said: set[int] = set()
    for one, other in pairs:
        if one.number not in said:
            said.add(one.number)
            yield finding(
                "N005",
                row,
                f"{one.name}的起止时间前后不一致：{path_of(mapped, one.part.document)}写 {one.months}，"
                f"{path_of(mapped, other.part.document)}写 {other.months}。",
                "请统一各阶段的起止年月，使方案、协议和申报表一致。",
                *(Evidence(each.part.document, each.written, each.paragraph.location) for each in (one, other)),
                confidence=0.85,
            )
    for run in told if not pairs else ():
        for one, two in pairwise(run):
            overlap = one.finish.month and two.begin.month and one.begin.first < two.begin.first < one.finish.first
            plain = two.begin.year < one.finish.year and one.part.role not in _CONTRACTS
            plain = plain and all(stages_in(each.paragraph) for each in (one, two))  # which its years tell as well
            if overlap and not plain and one.number not in said:
                said.add(one.number)
                yield finding(
                    "N005",
                    row,
                    f"阶段时间重叠：{one.name}为 {one.months}，{two.name}却从 {two.begin.chinese}开始。",
                    "请核对各阶段的起止年月，使前后衔接、互不重叠。",
                    *(Evidence(each.part.document, each.written, each.paragraph.location) for each in (one, two)),
                    confidence=0.85,
                )


def _alike(one: list[_Stage], other: list[_Stage]) -> bool:
    """Whether two papers tell the same stages: as many, all but one alike, or all together of one beginning and end."""
    if len(one) != len(other):
        return False
    alike = sum(a.begin.same(b.begin) and a.finish.same(b.finish) for a, b in zip(one, other, strict=True))
    whole = one[0].begin.same(other[0].begin) and one[-1].finish.same(other[-1].finish)
    return alike >= max(2, len(one) - 1) or (whole and alike > 0)


def _runs(part: Part) -> Iterator[list[_Stage]]:
    """Each series of stages that a paper numbers from the first on."""
    run: list[_Stage] = []
    for stage in _stages(part, part.passage.blocks):
        if stage.number == len(run) + 1:
            run.append(stage)
            continue
        if len(run) > 1:
            yield run
        run = [stage] if stage.number == 1 else []
    if len(run) > 1:
        yield run


def _stages(part: Part, blocks: tuple[Block, ...]) -> Iterator[_Stage]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if "阶段" in block.text and not block.toc:
                yield from _said(part, block)
        elif isinstance(block, Table):
            for cells in block.grid():
                row = list(dict.fromkeys(cell for cell in cells if cell is not None))
                for number, cell in enumerate(row):
                    name = _NUMBERED.fullmatch(narrow(cell.text).strip())
                    behind = next((c for c in row[number + 1 :] if c.text.strip()), None)
                    if name is not None and behind is not None and isinstance(behind.blocks[0], Paragraph):
                        yield from _dated(part, name["number"], behind.blocks[0], 0)
                    elif name is None and "阶段" in cell.text:
                        yield from (s for p in cell.blocks if isinstance(p, Paragraph) for s in _said(part, p))


def _said(part: Part, paragraph: Paragraph) -> Iterator[_Stage]:
    for match in _NUMBERED.finditer(narrow(paragraph.text)):
        yield from _dated(part, match["number"], paragraph, match.end())


def _dated(part: Part, number: str, paragraph: Paragraph, at: int) -> Iterator[_Stage]:
    """The stage whose period stands at a place of a paragraph, right behind its number."""
    behind = narrow(paragraph.text)[at : at + 40]
    span = next((p for p in periods(behind) if p.begin and p.finish and p.ordinal is None), None)
    if span is None or span.begin is None or span.finish is None or span.reversed:
        return
    if _CLOSE.fullmatch(behind[: span.start]):
        written = paragraph.text[at + span.start : at + span.end].strip("）) ")
        yield _Stage(_NUMBERS[number], span.begin, span.finish, part, paragraph, written)
