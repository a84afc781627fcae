"""Which rows a total says that it adds up: 合计（仅1—4）, 企业小计, 合计（不含高校）."""

from __future__ import annotations

from collections.abc import Sequence

from doccheck.checks.figures.grids import Grid, Line
from doccheck.language.patterns import lazy

_RANGE = lazy(r"[(\[（][^)\]）\d]*(\d{1,2})[号项行]?[-—–~～至到]{1,2}第?(\d{1,2})[号项行家]?[^)\]）\d]*[)\]）]")
_KIND = lazy(r"企业|高校|大学|院所|科研院所|科研机构|医院|社会组织|社团|协会")
_LEAVES_OUT = lazy(r"不含|不包括|不包含|不计|除|剔除|扣除")
_LONGEST_KIND = 6
_KINDS_OF_NAMES = (
    (lazy(r"(?:公司|集团|厂|合作社)(?:[(（].*)?$"), "企业"),
    (lazy(r"(?:大学|学院|学校)(?:[(（].*)?$"), "高校大学"),
    (lazy(r"医院(?:[(（].*)?$"), "医院"),
    (lazy(r"(?:研究院|研究所|科学院|设计院|院|所|研究中心)(?:[(（].*)?$"), "院所科研院所科研机构"),
    (lazy(r"(?:协会|学会|商会|促进会|联盟)(?:[(（].*)?$"), "社会组织社团协会"),
)
"""By how a unit's name ends, the words by which its kind may be called."""


def said_rows(grid: Grid, here: Line, items: Sequence[Line]) -> tuple[int, ...] | None:
    """The rows that the total ``here`` names by their numbers or by the kind of unit; ``None`` if it names none."""
    return _of_range(grid, here, items) or _of_kind(grid, here, items)


def _of_range(grid: Grid, here: Line, items: Sequence[Line]) -> tuple[int, ...] | None:
    said = _RANGE.search(here.name)
    if said is None:
        return None
    numbers = {line.index: _number(grid, line.index) for line in items}
    if len(set(numbers.values())) != len(items):
        return None  # no column of numbers
    return tuple(index for index, number in numbers.items() if int(said[1]) <= number <= int(said[2]))


def _number(grid: Grid, row: int) -> int:
    """The running number of a row, 0 without one."""
    texts = (grid.text(row, col) for col in range(grid.labels))
    return next((int(text) for text in texts if text.isdecimal()), 0)


def _of_kind(grid: Grid, here: Line, items: Sequence[Line]) -> tuple[int, ...] | None:
    """The rows of the kind of units that a total is about, or all but those that it leaves out.

    A column tells the rows' kinds, else the names of the units do.
    """
    held, _, left_out = _LEAVES_OUT.sub("|", here.name, 1).partition("|")
    wanted, others = ({kind[:2] for kind in _KIND.findall(words)} for words in (held, left_out))
    if not wanted and not others:
        return None
    kinds = {line.index: _kind(grid, line.index) for line in items}
    if len(set(kinds.values()) - {""}) < 2:
        kinds = {line.index: _kind_of_name(grid.names[line.index].split("·")[-1]) for line in items}
        if len(set(kinds.values())) < 2 or "" in kinds.values():
            return None
    return tuple(
        index
        for index, said in kinds.items()
        if (not wanted or any(kind in said for kind in wanted)) and not any(kind in said for kind in others)
    )


def _kind(grid: Grid, row: int) -> str:
    """The kind of unit that a cell of a row says and nothing else (企业, 高校, 科研院所)."""
    texts = (cell.text.strip() for cell in grid.cells[row] if cell is not None)
    return next((text for text in texts if len(text) <= _LONGEST_KIND and _KIND.match(text)), "")


def _kind_of_name(name: str) -> str:
    """By which words a unit of this name may be called; empty for what is no unit's name."""
    return next((kind for pattern, kind in _KINDS_OF_NAMES if pattern.search(name)), "")
