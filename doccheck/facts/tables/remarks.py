"""Figures in a column of remarks: clauses that name one quantity and its figure and say nothing else.

What a remark says besides (2020年出口收入6,150万元，已含在内) is left to the readers of sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from doccheck.facts.catalogue import label_names
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.facts.tables.cells import Reading
from doccheck.facts.tables.labels import BUDGET, COUNTS
from doccheck.facts.tables.layout import Matrix
from doccheck.facts.tables.names import plain_text
from doccheck.facts.tables.says import UNITS, Says
from doccheck.facts.tables.setting import Setting
from doccheck.language.patterns import lazy

_HEADS = lazy(r"备注|说明|备考|附注|其他(?:情况|说明)?")
_PARTS = lazy(r"[；;。\n]|[，,](?!\d{3}(?!\d))|[、](?=[^\d])")
_NAMED = lazy(r"(?:(?P<year>(?:19|20)\d\d)\s?年(?:度|[底末])?)?(?P<name>[一-龥]{2,10}?)(?:为|达|约|[:：])?\s?")
_OF_SALES = lazy(r"(?:研发|研发投入|研发费用|科研投入)占(?:营业|销售)?(?:收入|比|营收)?(?:比[例重])?的?")
"""研发占12% in a remark is the intensity."""
_LONGEST = 60


def remark_columns(table: Matrix) -> list[int]:
    """The columns whose header says that they hold remarks."""
    width = len(table.grid[0]) if table.grid else 0
    return [c for c in range(width) if any(_HEADS.fullmatch(plain_text(text)) for text in table.headers(c)[:1])]


def remarked(text: str, row: Says, columns: Mapping[int, Says], setting: Setting) -> Iterator[Reading]:
    """What a remark says of the unit or year that its row is about, each figure with its year if it is a yearly one."""
    of_unit = row.subject is not None and row.subject.kind in UNITS
    of_year = row.year is not None and not row.until and setting.subject is not None and setting.subject.kind in UNITS
    if row.entry is not None or row.total or not (of_unit or of_year) or len(text) > _LONGEST:
        return
    for clause in _PARTS.split(narrow(text)):
        found = quantities(clause := clause.strip())
        named = _NAMED.fullmatch(clause[: found[0].start]) if len(found) == 1 else None
        if named is None or found[0].end != len(clause):
            continue
        name = "研发强度" if found[0].unit == "%" and _OF_SALES.fullmatch(named["name"]) else named["name"]
        entry = label_names().get(name)
        if entry is None or found[0].unit not in entry.units or entry.id in BUDGET | COUNTS:
            continue
        year = int(named["year"]) if named["year"] else row.year or _shared(columns.values())
        if year is None and entry.flow:
            continue
        yield Reading(entry, found[0], year if entry.flow or named["year"] or row.year else None)


def _shared(columns: Iterable[Says]) -> int | None:
    """The one year of the columns of yearly figures."""
    years = {says.year for says in columns if says.entry is not None and says.entry.flow}
    return years.pop() if len(years) == 1 else None
