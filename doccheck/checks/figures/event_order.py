"""N005: steps of one thing told in the wrong order: granted before it was applied for, accepted before it was begun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Cell, Paragraph, Table, block_paragraphs
from doccheck.facts.events import Event, events, objectless, of_one_thing
from doccheck.facts.numbers import narrow
from doccheck.facts.spans import moments
from doccheck.findings import Evidence, Finding
from doccheck.language.event_words import Step, steps
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_QUIET = (Role.NOTICE, Role.EVIDENCE)
_YEARS = lazy(r"(?:19|20)\d\d.*(?:(?:19|20)\d\d|[同当是]年)", re.DOTALL)
_HEAD_OF_TIME = lazy(r"(?:的?(?:日期?|时间|年月|年份|节点|公告日?|情况)|计划|预计|实际|拟|首次|正式|[（(].*[)）])*")


@check("N005")
def steps_out_of_order(mapped: MappedSubmission) -> Iterator[Finding]:
    """Two dated steps of one thing, of which the later one has the earlier date, in a paragraph, cell or row."""
    for part in mapped.parts:
        if part.role in _QUIET:
            continue
        for block in part.passage.blocks:
            if isinstance(block, Table):
                for cell in block.cells:
                    yield from _told(mapped, part, cell)
                grid = block.grid()
                yield from _rows(mapped, part, grid)
                yield from _rows(mapped, part, [list(column) for column in zip(*grid, strict=True)])
            else:
                for paragraph in block_paragraphs(block):
                    if not paragraph.toc:
                        yield from _told(mapped, part, paragraph)


def _told(mapped: MappedSubmission, part: Part, place: Paragraph | Cell) -> Iterator[Finding]:
    text = narrow(place.text)
    if not _YEARS.search(text):
        return
    done: set[int] = set()
    for one, two in combinations(events(text), 2):
        if two.moment.start in done or not _reversed(one, two) or not of_one_thing(text, one, two):
            continue
        done.add(two.moment.start)
        first, then = (one, two) if one.step.place < two.step.place else (two, one)
        yield _finding(
            mapped, part, first.step, then.step, *(_evidence(part, place, event) for event in (one, two))
        )


def _reversed(one: Event, two: Event) -> bool:
    """Whether two events are steps of one course whose dates contradict their order."""
    if one.step.course != two.step.course or one.step.place == two.step.place or one.moment is two.moment:
        return False
    first, then = (one, two) if one.step.place < two.step.place else (two, one)
    if then.moment.last >= first.moment.first:
        return False
    # what is told behind may be the next thing of its kind, unless the sentence calls it nothing else
    if first is one:
        return True
    named = two.labelled or (objectless(two.tail) and len(two.between) <= _SHORT)
    return named and first.step.course != _GENERAL


_SHORT = 6
_GENERAL = "work"
"""The course of any work: what begins behind an end is the next work."""


def _evidence(part: Part, place: Paragraph | Cell, event: Event) -> Evidence:
    return Evidence(part.document, place.text[event.begin : event.end].strip(" ，,；;。、（("), place.location)


def _rows(mapped: MappedSubmission, part: Part, grid: Sequence[Sequence[Cell | None]]) -> Iterator[Finding]:
    """Rows whose columns name steps of one course (申请日 | 授权日)."""
    for head in range(min(2, len(grid) - 1)):
        columns = [(i, step) for i, cell in enumerate(grid[head]) if cell for step in _headed(cell)]
        pairs = [
            ((i, one), (j, two))
            for (i, one), (j, two) in combinations(columns, 2)
            if one.course == two.course != _GENERAL and one.place != two.place and i != j
        ]
        for row in grid[head + 1 :] if pairs else ():
            for pair in pairs:
                (i, first), (j, then) = sorted(pair, key=lambda held: held[1].place)
                one, two = row[i], row[j]
                if one is None or two is None or one is two:
                    continue
                begun, done = moments(one.text), moments(two.text)
                if len(begun) == 1 == len(done) and done[0].last < begun[0].first:
                    places = [Evidence(part.document, cell.text.strip(), cell.location) for cell in (one, two)]
                    yield _finding(mapped, part, first, then, *places)
                    break
        if pairs:
            return


def _headed(cell: Cell) -> Iterator[Step]:
    """The steps whose date a column's header asks for."""
    text = re.sub(r"\s", "", narrow(cell.text))
    for step in steps() if len(text) <= _HEADER else ():
        if (word := step.words.search(text)) is not None:
            rest = text[: word.start()] + text[word.end() :]
            if _HEAD_OF_TIME.fullmatch(rest):
                yield step


_HEADER = 12


def _finding(mapped: MappedSubmission, part: Part, first: Step, then: Step, *places: Evidence) -> Finding:
    return finding(
        "N005",
        None,
        f"{part_name(mapped, part.id, part.document)}所写“{places[0].quote[:50]}”与“{places[1].quote[:50]}”先后颠倒："
        f"“{then.name}”不能早于“{first.name}”。",
        "请核对这两个日期；确有延期、补办或另一事项的，请写明。",
        *places,
        confidence=0.87,
    )
