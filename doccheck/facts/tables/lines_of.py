"""What a row or column of a table is of besides its quantity: applications, the enterprises alone, costs."""

from __future__ import annotations

from doccheck.facts.tables.labels import COUNTS
from doccheck.facts.tables.says import FIGURES, Says
from doccheck.facts.units import normal_unit
from doccheck.language.patterns import lazy

_OF_ENTERPRISES = lazy(r"(?:各|全部|全体)?(?:成员企业|企业成员)")
"""Opens the label of a figure that is that of the enterprises alone."""
_APPLIED = lazy(
    r"(?:其中[:：]?)?(?:20\d\d年?度?|当年|本年度?|年度|新|累计|年内|[在已正尚])*(?:申请|受理|在审|实审|公开|申报)(?:[件数量中]|\(|$)"
)


def applied_for(row: Says, column: Says) -> bool:
    """Whether a line without a quantity of its own says that rights are only applied for: 有效 | 当年申请."""
    bare = (says for says in (row, column) if says.entry is None)
    return any(_APPLIED.match(text) for says in bare for text in says.texts[:1])


def of_enterprises(says: Says) -> bool:
    """Whether what a row or column names is that of the enterprises."""
    return says.entry is not None and says.entry.id not in COUNTS and any(map(_OF_ENTERPRISES.match, says.texts))


def prints_costs(column: Says) -> bool:
    """Whether a column without a quantity prints a unit of money behind words of its own: 年运行费（万元）."""
    money = normal_unit(column.unit)[0] == "万元"
    return money and column.entry is None and column.year is None and not any(map(FIGURES.fullmatch, column.texts))
