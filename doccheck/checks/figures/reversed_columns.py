"""N005: rows of a schedule whose two columns of dates (开始 | 结束) end before they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Cell, Table
from doccheck.document.headers import titled
from doccheck.facts.numbers import narrow
from doccheck.facts.spans import Moment, moments
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_WHEN = r"(?:时间|日期|年月|月份|节点|期)?(?:[（(][^（()）]*[)）])?"
_MEANT = r"(?:计划|预计|实际|拟|任务|项目|课题)*"
_BEGIN = lazy(rf"{_MEANT}(?:开始|起始|启动|开工|起讫?|自)(?!止){_WHEN}")
_END = lazy(rf"{_MEANT}(?:结束|完成|终止|截止|截至|完工|止|至|收尾){_WHEN}")
_HEADS = 2


@check("N005")
def reversed_columns(mapped: MappedSubmission) -> Iterator[Finding]:
    """“中试工艺放大 | 2024年9月 | 2024年3月” under 任务 | 开始 | 结束, also with the tasks side by side."""
    for part in mapped.parts:
        if part.role in (Role.NOTICE, Role.EVIDENCE):
            continue
        for block in part.passage.blocks:
            if isinstance(block, Table) and block.cols > 1:
                grid = titled(block).grid()
                yield from _rows(mapped, part, grid)
                yield from _rows(mapped, part, [list(column) for column in zip(*grid, strict=True)])


def _rows(mapped: MappedSubmission, part: Part, grid: Sequence[Sequence[Cell | None]]) -> Iterator[Finding]:
    for head in range(min(_HEADS, len(grid) - 1)):
        texts = [re.sub(r"\s", "", narrow(cell.text)) if cell is not None else "" for cell in grid[head]]
        ends = [i for i, text in enumerate(texts) if _END.fullmatch(text)]
        begins = [i for i, text in enumerate(texts) if _BEGIN.fullmatch(text)]
        if len(begins) != 1 or len(ends) != 1:
            continue
        for row in grid[head + 1 :]:
            one, two = row[begins[0]], row[ends[0]]
            begun, done = _only(one), _only(two)
            if one is None or two is None or begun is None or done is None or done.last >= begun.first:
                continue
            yield finding(
                "N005",
                None,
                f"{part_name(mapped, part.id, part.document)}表中“{_named(row)}”{texts[begins[0]]}为"
                f"“{one.text.strip()}”，{texts[ends[0]]}为“{two.text.strip()}”，结束早于开始。",
                "请核对起止年月并改正。",
                Evidence(part.document, one.text.strip(), one.location),
                Evidence(part.document, two.text.strip(), two.location),
                confidence=0.9,
            )
        return


def _only(cell: Cell | None) -> Moment | None:
    """The one date that a cell holds."""
    found = moments(cell.text) if cell is not None and len(cell.text) <= _SHORT else []
    return found[0] if len(found) == 1 else None


_SHORT = 20


def _named(row: Sequence[Cell | None]) -> str:
    """What a row is about: its first cell that is no number and no date."""
    words = (cell.text.strip() for cell in row if cell is not None)
    return next((text[:24] for text in words if re.search(r"[\u4e00-\u9fff]{2}", text) and not moments(text)), "")
