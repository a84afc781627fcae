"""N002: a sum of money that a sentence states, against the table without a total that it introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from doccheck.checks.figures.grids import is_total
from doccheck.checks.figures.places import number, part_name, spending_row
from doccheck.checks.registry import check, finding
from doccheck.document import Block, Cell, Paragraph, Table
from doccheck.document.headers import titled
from doccheck.facts.model import Quantity
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Role

_INTRODUCES = lazy(
    r"(?:来源|构成|组成|安排|分配|分解|明细|用途|去向|使用|分摊|出资|筹措)[^。；;]{0,8}(?:见|如)下表?|(?:见|如)下表"
)
_PARTIAL = lazy(r"其中|部分|主要|例如|大额|以上的|前[一二三四五六七八九十\d]+[项笔家]")
_SENTENCE = lazy(r"[^。；;\n]+")
_CAPTION = 40
_LEAST, _MOST = 0.5, 1.5
"""Share of the stated sum within which the table's sum is meant to be it."""


@check("N002")
def introduced_totals(mapped: MappedSubmission) -> Iterator[Finding]:
    """“五年投入3,200万元，来源见下表”, and the sources make 3,100."""
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        for paragraph, table in _introduced(part.passage.blocks):
            stated = _stated(paragraph)
            cells = _money_column(table)
            if stated is None or cells is None:
                continue
            total, written = stated
            added = sum(quantity.value for _, quantity in cells)
            room = sum((q.high - q.low) / 2 for _, q in cells) + (total.high - total.low) / 2
            if abs(added - total.value) <= room + 1e-6 or not _LEAST <= added / total.value <= _MOST:
                continue
            terms = " + ".join(number(quantity.value) for _, quantity in cells)
            yield finding(
                "N002",
                spending_row(mapped, part, paragraph),
                f"{part_name(mapped, part.id, part.document)}写“{total.written}”，其后表中各项之和为 {terms} = "
                f"{number(added)} 万元，相差 {number(abs(added - total.value))} 万元。",
                "请核对总数和表中各项，改正算错或漏列的一项。",
                Evidence(part.document, written, paragraph.location),
                *(Evidence(part.document, cell.text.strip(), cell.location) for cell, _ in cells[:6]),
                confidence=0.85,
            )


def _introduced(blocks: Sequence[Block]) -> Iterator[tuple[Paragraph, Table]]:
    """Each paragraph with the table right behind it; a caption or a blank line may stand between."""
    seen = [b for b in blocks if not (isinstance(b, Paragraph) and not b.text.strip())]
    for at, (one, two) in enumerate(pairwise(seen)):
        if not isinstance(one, Paragraph) or one.toc:
            continue
        if isinstance(two, Table):
            yield one, two
        elif at + 2 < len(seen) and isinstance(two, Paragraph) and len(two.text) <= _CAPTION:
            third = seen[at + 2]
            if isinstance(third, Table) and re.match(r"\s*表", two.text):
                yield one, third


def _stated(paragraph: Paragraph) -> tuple[Quantity, str] | None:
    """The one sum of the paragraph's last sentence that introduces a table."""
    text = narrow(paragraph.text)
    for match in reversed(list(_SENTENCE.finditer(text))):
        if not _INTRODUCES.search(match[0]):
            continue
        sums = [q for q in quantities(match[0]) if q.unit == "万元"]
        if len(sums) == 1 and not sums[0].bound and not sums[0].approximate and not _PARTIAL.search(match[0]):
            return sums[0], paragraph.text[match.start() : match.end()].strip()
        return None
    return None


def _money_column(table: Table) -> list[tuple[Cell, Quantity]] | None:
    """The cells of the only column of sums; None where there is another, a total, or a row without its sum."""
    table = titled(table)
    grid = table.grid()
    if table.rows < 3 or table.rows > 40:
        return None
    for row in grid[1:]:
        for cell in row[:2]:
            if cell is not None and is_total(re.sub(r"\s+", "", narrow(cell.text))):
                return None
    found: list[list[tuple[Cell, Quantity]]] = []
    for col in range(1, table.cols):
        head = grid[0][col]
        unit = re.search(r"万元|亿元|(?<![百千万亿])元", narrow(head.text)) if head is not None else None
        column = [_sum(row[col], unit[0] if unit else "") for row in grid[1:]]
        if any(column):
            if not all(column):
                return None
            found.append([each for each in column if each is not None])
    return found[0] if len(found) == 1 else None


def _sum(cell: Cell | None, unit: str) -> tuple[Cell, Quantity] | None:
    """A cell that holds nothing but a sum of money."""
    if cell is None or cell.rowspan > 1 or cell.colspan > 1:
        return None
    text = narrow(cell.text).strip()
    if re.fullmatch(r"[\d,.\s]+", text):
        text += unit
    sums = quantities(text)
    return (cell, sums[0]) if len(sums) == 1 and sums[0].unit == "万元" and sums[0].written == text else None
