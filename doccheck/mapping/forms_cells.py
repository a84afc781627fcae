"""Labels in tables: the answer beside, below, in the same cell, or in a nested table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from doccheck.document import Block, Cell, Paragraph, Table
from doccheck.facts.quantities import quantities
from doccheck.facts.tables.labels import COUNTS, label_of
from doccheck.language.patterns import lazy
from doccheck.mapping.forms_labels import Claim, Lexicon, label_key
from doccheck.mapping.forms_lines import Hit, line_hits, starts_with_label

_GENERIC = frozenset({"姓名", "名称", "内容", "填写"})
_OF_NAME = lazy(r"(?:单位|企业|机构|联合体)?(?:全称|名称)")
"""The label of a unit's name in a group of labels (牵头单位: 全称, 成立时间, 场地面积)."""
_UNIT = lazy(r"^[\s(（]*(?:人|个|项|件|家|台|套|万元|亿元|元|%)[\s)）]*$")
_NUMBERING = lazy(r"^[\s\d.、．]*$")
_LABELLIKE = lazy(r"^[^\d:：]{2,8}[:：]?$")


class TableScan(Struct):
    """One table being read. ``skip`` are cells that belong to rosters."""

    table: Table
    lexicon: Lexicon
    long_rows: frozenset[str]
    wide_rows: frozenset[str]
    """Rows whose answer may be spread over several cells of one table row (sums)."""
    number: int
    skip: frozenset[int] = frozenset()
    used: set[int] = field(default_factory=set)
    grid: list[list[Cell | None]] = field(default_factory=list)
    nested: int = 0

    def hits(self) -> Iterator[Hit]:
        """The labels of the table with their answers, row by row."""
        self.grid = self.table.grid()
        for cell in sorted(self.table.cells, key=lambda one: (one.row, one.col)):
            if id(cell) in self.used or id(cell) in self.skip or not cell.blocks:
                continue
            tables = [block for block in cell.blocks if isinstance(block, Table)]
            claims = () if tables else self.lexicon.claims(cell.text)
            if claims:
                hit = self._beside(cell, claims)
                # A label without any blank beside or below it is a heading, or the head of some other list.
                full = cell.colspan >= self.table.cols and self.lexicon.is_exact(cell.text)
                if hit.blocks or hit.location is not cell.location or full:
                    yield hit
            elif tables:
                yield from self._mixed(cell)
            else:
                yield from self._inside(cell)

    def _mixed(self, cell: Cell) -> Iterator[Hit]:
        """A cell with nested tables: its lines first, then each table."""
        run: list[Block] = [block for block in cell.blocks if not isinstance(block, Table)]
        yield from self._inside(replace(cell, blocks=tuple(run)))
        for block in cell.blocks:
            if isinstance(block, Table):
                self.nested += 1
                number = self.number * 100 + self.nested
                yield from TableScan(block, self.lexicon, self.long_rows, self.wide_rows, number, self.skip).hits()

    def _inside(self, cell: Cell) -> Iterator[Hit]:
        """Labels and answers in one cell; an empty one at the end may be answered beside or below."""
        found = list(line_hits(cell.blocks, self.lexicon, self.long_rows, "table", in_cell=True))
        for hit in found:
            hit.table, hit.row, hit.col = self.number, cell.row, cell.col
        if found and found[-1].open and not found[-1].text and len(found) == 1:
            beside = self._beside(cell, found[-1].claims)
            if beside.text:
                found[-1] = beside
        yield from found

    def _beside(self, cell: Cell, claims: tuple[Claim, ...]) -> Hit:
        """The answer to a cell that is nothing but a label."""
        hit = Hit(claims, cell.text, cell.location, place="table", table=self.number, row=cell.row, col=cell.col)
        answers = self._right(cell, any(claim.row in self.wide_rows for claim in claims))
        if not answers:
            answers = self._below(cell)
        if answers:
            self.used.update(id(answer) for answer in answers)
            hit.blocks = _join(answers)
            hit.location = answers[0].location
        return hit

    def _answerlike(self, cell: Cell | None) -> bool:
        """Whether a cell can hold an answer: no label, no beginning of one, no part of a roster."""
        return (
            cell is not None
            and id(cell) not in self.skip
            and not self.lexicon.is_label(cell.text)
            and not _asks_for_figure(cell.text)
            and not starts_with_label(cell.blocks, self.lexicon)
        )

    def _free(self, cell: Cell | None) -> bool:
        return id(cell) not in self.used and self._answerlike(cell)

    def _row(self, row: int, start: int) -> list[Cell]:
        """The cells that stand in a grid row from column ``start`` on, each once."""
        cells: list[Cell] = []
        for square in self.grid[row][start:]:
            if square is not None and (not cells or cells[-1] is not square):
                cells.append(square)
        return cells

    def _right(self, cell: Cell, wide: bool) -> list[Cell]:
        answers: list[Cell] = []
        for row in range(cell.row, min(cell.row + cell.rowspan, self.table.rows)):
            taken: list[Cell] = []
            named = False
            for candidate in self._row(row, cell.col + cell.colspan):
                if any(candidate is answer for answer in answers):
                    continue
                if not taken and self._posing(candidate, row):
                    answers.append(candidate)
                    return answers
                if not self._free(candidate):
                    if row == cell.row and not taken and cell.rowspan > 1:
                        return []  # a heading beside labels of its own
                    break
                if _is_generic(candidate, cell.rowspan) and not taken:
                    self.used.add(id(candidate))
                    named = cell.rowspan > 1 and _OF_NAME.fullmatch(label_key(candidate.text)) is not None
                    continue
                taken.append(candidate)
            if named:
                return taken[:1]  # the rows below ask for something else of the same unit
            if cell.rowspan == 1 and not wide:
                taken = _first_answer(taken)
            elif not wide and len(taken) > 1 and not _NUMBERING.match(taken[0].text):
                strange = any(_LABELLIKE.match(one.text.strip()) for one in taken[1:])
                taken = taken[:1] if strange else taken
            answers.extend(taken)
        return answers

    def _posing(self, cell: Cell, row: int) -> bool:
        """Whether words that are also a label are an answer here (职务 | 负责人 | 电话 | …).

        The cell has no blank of its own to its right, and its row is no header: it holds answers as well as labels.
        """
        if id(cell) in self.used or len(label_key(cell.text)) > 5 or not self.lexicon.is_label(cell.text):
            return False
        after = self._row(row, cell.col + cell.colspan)
        if after and not self.lexicon.is_label(after[0].text):
            return False
        cells = [square for square in self._row(row, 0) if square.row == row]
        places = [index for index, square in enumerate(cells) if square is cell]
        paired = len(cells) % 2 == 0 and bool(places) and places[0] % 2 == 1 and self.lexicon.is_label(cells[0].text)
        return paired and any(not self.lexicon.is_label(square.text) for square in cells)

    def _below(self, cell: Cell) -> list[Cell]:
        """The cells under a label whose row holds labels only, or under a label as wide as the table."""
        answers: list[Cell] = []
        wide = cell.colspan >= self.table.cols
        beside = [square for square in self._row(cell.row, 0) if square.row == cell.row and square.text.strip()]
        if not wide and not all(self.lexicon.is_label(square.text) for square in beside):
            return []  # the head of a list of something else
        for row in range(cell.row + cell.rowspan, self.table.rows):
            here = [square for square in self._row(row, 0) if square.row == row]
            if not here or not all(self._answerlike(square) for square in here):
                break
            if wide and not all(self._free(square) for square in here):
                break
            if wide:
                if len(here) > 1:
                    break
                answers.extend(here)
                continue
            under = self.grid[row][cell.col]
            return [under] if under is not None and self._free(under) else []
        return answers


def _is_generic(cell: Cell, rows: int) -> bool:
    """Whether a cell beside a label of so many rows only says that a name, or the content, follows."""
    key = label_key(cell.text)
    return key in _GENERIC or (rows > 1 and _OF_NAME.fullmatch(key) is not None)


_QUANTITY = lazy(r"(?:收入|投入|资本|利润|总?额|资产|人[员数]|专利|产权|面积|强度|年份|时间|产值|[数率])(?:[(（].*)?$")


def _asks_for_figure(text: str) -> bool:
    """Whether a cell is itself a label of a form, one that asks for a figure (注册资本, 2022年营业收入)."""
    if not 4 <= len(text) <= 20 or not _QUANTITY.search(text):
        return False
    entries = label_of(text, 0).entries
    return bool(entries) and not quantities(text) and not any(entry.id in COUNTS for entry in entries)


def _first_answer(cells: Sequence[Cell]) -> list[Cell]:
    """The answer among the free cells beside a label: the first with text, and a unit in a cell of its own."""
    if not cells:
        return []
    first = cells[0]
    if first.text.strip() or len(cells) == 1:
        if len(cells) > 1 and _UNIT.match(cells[1].text):
            return [first, cells[1]]
        return [first]
    second = cells[1]
    text = second.text.strip()
    if _UNIT.match(text):
        return [first, second]
    # An empty square before the answer comes from a drawn grid; an unknown label does not answer.
    return [first, second] if text and not _LABELLIKE.match(text) else [first]


def _join(cells: Sequence[Cell]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for cell in cells:
        if cell.blocks:
            blocks.extend(replace(b, heading=None) if isinstance(b, Paragraph) else b for b in cell.blocks)
    return tuple(blocks)
