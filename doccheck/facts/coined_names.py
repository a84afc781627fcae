"""Names that a table gives to units alone (嘉理工, 船厂): what its column of units has beside those that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from doccheck.document import Table
from doccheck.facts.abbreviations import WAYS
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.mapping.names.definitions import holds
from doccheck.programme.schema import Role

_WORD = lazy(r"[一-龥A-Za-z]{2,6}")
_NOBODY = lazy(
    r"[合小总]计|共计|其[他它余中]|全[部体]|[各均]|备注|说明|联合体|联盟|成员|单位|企业|公司$|牵头|参[与加]|课题|项目|指标|年|月|^[甲乙丙丁戊己庚辛壬癸]方?$"
    r"|自筹|财政|投入|经费|资金|收入|人员|职工|人数|专利|平台"
)
"""What stands in a column of units and is none of them."""
_COLUMNS = 3
_KNOWN, _CELL = 3, 40
"""So many units stand beside a name that is a unit's as well; the longest cell that is a name."""


def coined_names(
    mapped: MappedSubmission, units: list[Organisation], resolve: Callable[[str], Organisation | None]
) -> dict[str, Organisation]:
    """Every name that can only mean the one unit that the units beside it leave.

    It is a unit's whose full name has all of its signs in their order, if that is the only one (嘉理工 for
    嘉陵理工大学); or the last unit's, if all others have their name beside it and one sign of its own stands in it.
    """
    found: dict[str, Organisation] = {}
    for cells in _lines(mapped):
        beside = {cell: resolve(cell) for cell in cells}
        named = {unit.name for unit in beside.values() if unit is not None}
        strange = [c for c, unit in beside.items() if unit is None and _WORD.fullmatch(c) and not _NOBODY.search(c)]
        if len(named) < _KNOWN or not strange or len(strange) > len(named):
            continue
        left = [unit for unit in units if unit.name not in named]
        for cell in list(strange):
            fit = [unit for unit in left if holds(unit.name, cell)]
            if len(fit) == 1:
                found.setdefault(cell, fit[0])
                left.remove(fit[0])
                strange.remove(cell)
        if len(strange) == len(left) == 1 and any(sign in left[0].name for sign in strange[0]):
            found.setdefault(strange[0], left[0])
    return found


def names_in_tables(
    mapped: MappedSubmission, units: list[Organisation], resolve: Callable[[str], Organisation | None]
) -> dict[str, Organisation]:
    """What the tables of units call them (药学院, 流通协会, 江左林大), where it can only be one unit's.

    A kind of unit alone (学院, 协会) is a word like others outside its table, and no name.
    """
    found: dict[str, Organisation] = {}
    for cells in _lines(mapped):
        short = {cell: unit for cell in cells if (unit := _shortened(cell, units)) is not None}
        named = {unit.name for cell in cells if (unit := short.get(cell) or resolve(cell)) is not None}
        for cell, unit in short.items() if len(named) >= _KNOWN else ():
            if _is_short(cell, unit.name):
                found.setdefault(cell, unit)
    return found


def _shortened(cell: str, units: list[Organisation]) -> Organisation | None:
    """The one unit that a cell can name by any way to shorten names."""
    if not _WORD.fullmatch(cell) or any(unit.name == cell for unit in units):
        return None
    fit = {unit.name: unit for unit in units if any(way(cell, unit.name) for way in WAYS)}
    return next(iter(fit.values())) if len(fit) == 1 else None


def _is_short(cell: str, name: str) -> bool:
    """Whether a word is a unit's own: a kind with more before it, or signs with which its name goes on behind a place.

    Two signs are so only of a company: 连岗 of 石柱连岗黄连种植有限公司.
    """
    if _KIND_ALONE.fullmatch(cell) or _NOBODY.search(cell):
        return False
    if len(cell) > _SIGNS:
        return True
    return name.endswith("公司") and name.find(cell) in (_SIGNS, _SIGNS + 1)


_KIND_ALONE = lazy(
    r"(?:大学|学院|学校|院校|高校|研究[院所]|设计院|院所?|所|中心|协会|学会|商会|医院|实验室|联盟|集团|合作社|联合社)"
)
_SIGNS = 2


def _lines(mapped: MappedSubmission) -> Iterator[list[str]]:
    """What stands in each of the first columns of a table, below its header, and in the header."""
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        for block in part.passage.blocks:
            if isinstance(block, Table) and len(grid := block.grid()) > _KNOWN:
                for column in range(min(block.cols, _COLUMNS)):
                    yield _texts(cell.text for row in grid[1:] if (cell := row[column]) is not None)
            if isinstance(block, Table) and block.cols > _KNOWN:
                yield _texts(cell.text for cell in block.grid()[0][1:] if cell is not None)


def _texts(cells: Iterable[str]) -> list[str]:
    """The cells' texts that can be names, each once."""
    return list(dict.fromkeys(text for cell in cells if 2 <= len(text := "".join(narrow(cell).split())) <= _CELL))
