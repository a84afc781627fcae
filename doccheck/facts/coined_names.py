"""Names that a table gives to units alone (嘉理工, 船厂): what its column of units has beside those that are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from doccheck.document import Table
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


def tabled_names(
    mapped: MappedSubmission, resolve: Callable[[str], Organisation | None]
) -> dict[str, Organisation]:
    """The short names that columns of units have, which mean a unit to whoever lists it so (检测中心, 研究院)."""
    found: dict[str, Organisation] = {}
    for cells in _lines(mapped):
        beside = {cell: unit for cell in cells if (unit := resolve(cell)) is not None}
        if len({unit.name for unit in beside.values()}) < _KNOWN:
            continue
        meant = Counter(unit.name for unit in beside.values())
        for cell, unit in beside.items():  # a university beside its own institute is called by none of its names
            if cell != unit.name and meant[unit.name] == 1 and _WORD.fullmatch(cell) and not _NOBODY.search(cell):
                found.setdefault(cell, unit)
    return found


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
