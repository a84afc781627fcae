"""N003: growth and shares that a paragraph says of a row of the table beside it: 见表2。利润总额同比增长25%.

The words are those of the row, so no quantity need be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.grids import Amount, Grid, is_total
from doccheck.checks.figures.places import number
from doccheck.checks.figures.rates import Rate, rates
from doccheck.checks.figures.reckoned_words import FILL, clause_begin, left_of
from doccheck.checks.figures.slips import Slip
from doccheck.checks.figures.terms import Term
from doccheck.document import Cell, Paragraph, Table
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_NEAR = 3
"""Blocks between a paragraph and the table of which it speaks."""
_GROWN = lazy(
    r"^(?P<what>[\u4e00-\u9fff]{2,12}?)(?P<when>(?:同比|比上年|较上年|比20\d\d年|较20\d\d年|较去年|比去年)(?:也|亦|又|均)?)?"
    rf"(?P<way>增长|增加|上升|提高|增幅|增速|上涨|下降|降低|减少|下滑|回落|降幅|减)(?:率|幅)?{FILL}$"
)
_SHARE = lazy(
    rf"^(?P<what>[\u4e00-\u9fff]{{2,14}}?)(?:一项|一类|一块|部分)?(?:就|即|便|约|已|的|所)*占(?:到)?(?P<of>[\u4e00-\u9fff]{{0,10}}?)(?:的(?:比例|比重)?)?{FILL}$"
)
_TOTAL = lazy(r"总|全部|合计|整个")
_ELSE = lazy(r"年均|复合|平均|累计|目标|预计|力争|计划|分别|依次|行业|全省|全国|近[两三四五]年|[两三]年")
_YEAR = lazy(r"(?:19|20)\d\d")


def beside_tables(mapped: MappedSubmission) -> Iterator[Slip]:
    """The rates of paragraphs that stand beside a table whose row they name."""
    for part in mapped.parts:
        if part.role is Role.NOTICE or not any(isinstance(b, Table) for b in part.passage.blocks):
            continue
        blocks = part.passage.blocks
        for index, block in enumerate(blocks):
            if isinstance(block, Paragraph) and not block.toc and re.search("[%％成番]|分之", block.text):
                near = blocks[max(0, index - _NEAR) : index + _NEAR + 1]
                tables = [b for b in near if isinstance(b, Table) and b.location.heading == block.location.heading]
                if len(tables) == 1 and 2 < tables[0].rows < 60 and tables[0].cols < 12:
                    yield from _paragraph(part, block, Grid(tables[0]))


def _paragraph(part: Part, paragraph: Paragraph, grid: Grid) -> Iterator[Slip]:
    clean = narrow(paragraph.text)
    for rate in rates(clean):
        if rate.points or rate.bound or rate.form:
            continue
        words = clean[clause_begin(clean, rate.start) : rate.start]
        if not words or re.search(r"\d", _YEAR.sub("", words)) or _ELSE.search(words):
            continue
        miss = _growth(words, rate, grid) or _share(words, rate, grid)
        if miss is not None:
            true, one, two, way = miss
            terms = tuple(
                Term("", None, 0.0, 0.0, 0.0, "", t, document=part.document, location=c.location, quote=t)
                for c in (one, two) if (t := c.text.strip())
            )  # fmt: skip
            said = _sentence(paragraph.text, rate.start)
            yield Slip(
                part.document, paragraph.location, paragraph.location, said, rate.value,
                f"{way}写“{rate.written}”，按表中 {one.text.strip()} 和 {two.text.strip()} "
                f"计算应为 {number(round(true, 1))}%。",
                0.86, terms,
            )  # fmt: skip


def _sentence(text: str, position: int) -> str:
    begin = max((m.end() for m in re.finditer(r"[。！？\n]", text[:position])), default=0)
    end = next((m.start() for m in re.finditer(r"[。！？\n]", text[position:])), len(text)) + position
    return text[begin:end].strip()


_Miss = tuple[float, Cell, Cell, str]


def _named(label: str) -> str:
    """A row's name without its number, unit and brackets."""
    last = re.sub(r"[（(\[][^（()）\]]*[)）\]]|^[\d一二三四五六七八九十]+[、.．]|其中[:：]?", "", label.split("·")[-1])
    return re.sub(r"\s|/?(?:[万亿]?元|人|件|项)$", "", last)


def _rows(grid: Grid, what: str) -> list[int]:
    return [row for row in range(grid.first, grid.rows) if _named(grid.names[row]) == what]


def _growth(words: str, rate: Rate, grid: Grid) -> _Miss | None:
    """Growth of a row whose columns are years, or of a column whose rows are."""
    said = _GROWN.match(re.sub(r"^[^\u4e00-\u9fff]+", "", _YEAR.sub("", words).lstrip("年度的")))
    if said is None:
        return None
    what, line = left_of(said["what"]) or said["what"], None
    rows = _rows(grid, what)
    years = {int(f[0]): c for c in range(grid.labels, grid.cols) if len(f := _YEAR.findall(grid.heads[c])) == 1}
    if len(rows) == 1 and len(years) > 1:
        line = {y: (rows[0], c) for y, c in years.items()}
    columns = [c for c in range(grid.labels, grid.cols) if _named(grid.heads[c]) == what]
    down = {int(f[0]): r for r in range(grid.first, grid.rows) if len(f := _YEAR.findall(grid.text(r, 0))) == 1}
    if line is None and len(columns) == 1 and len(down) > 1:
        line = {y: (r, columns[0]) for y, r in down.items()}
    told = [int(y) for y in _YEAR.findall(words)]
    if line is None or len(told) > 1:
        return None
    new = told[0] if told else max(line)
    if new not in line or new - 1 not in line:
        return None
    fall = re.search("降|减|落|滑", said["way"]) is not None
    ends = []
    for late in line:
        for early in line:
            pair = _pair(grid, line[late], line[early])
            if late > early and pair is not None:
                ends.append(_change(*pair, fall))
    pair = _pair(grid, line[new], line[new - 1])
    if pair is None or any(rate.allows(low, high) for low, high in ends):
        return None
    low, high = _change(*pair, fall)
    true, cells = (low + high) / 2, [grid.cells[r][c] for r, c in (line[new], line[new - 1])]
    if not 0.2 < true / max(rate.value, 1e-6) < 5 or cells[0] is None or cells[1] is None:
        return None
    return true, cells[0], cells[1], "降幅" if fall else "增幅"


def _pair(grid: Grid, one: tuple[int, int], two: tuple[int, int]) -> tuple[Amount, Amount] | None:
    new, old = grid.figure(*one), grid.figure(*two)
    return (new, old) if new is not None and old is not None and old.value - old.step / 2 > 0 else None


def _change(new: Amount, old: Amount, fall: bool) -> tuple[float, float]:
    ends = [
        ((new.value + a * new.step / 2) / (old.value + b * old.step / 2) - 1) * 100 * (-1 if fall else 1)
        for a in (-1, 1) for b in (-1, 1)
    ]  # fmt: skip
    return min(ends), max(ends)


def _share(words: str, rate: Rate, grid: Grid) -> _Miss | None:
    """Share of a row in its column's total."""
    said = _SHARE.match(words)
    if said is None or (said["of"] and not _TOTAL.search(said["of"])):
        return None
    rows = _rows(grid, said["what"])
    totals = [r for r in range(grid.first, grid.rows) if is_total(_named(grid.names[r]))]
    if len(rows) != 1 or len(totals) != 1:
        return None
    found: list[tuple[float, float, int]] = []
    for col in range(grid.labels, grid.cols):
        pair = _pair(grid, (rows[0], col), (totals[0], col))
        if pair is not None:
            part, whole = pair
            low = (part.value - part.step / 2) / (whole.value + whole.step / 2) * 100
            found.append((low, (part.value + part.step / 2) / (whole.value - whole.step / 2) * 100, col))
    if not found or any(rate.allows(low, high) for low, high, _ in found):
        return None
    col = found[-1][2]
    true, cells = sum(found[-1][:2]) / 2, (grid.cells[rows[0]][col], grid.cells[totals[0]][col])
    if not 0.3 < true / max(rate.value, 1e-6) < 3 or cells[0] is None or cells[1] is None:
        return None
    return true, cells[0], cells[1], "占比"
