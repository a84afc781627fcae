"""Units of measure that have a row or column of their own in a table."""

from __future__ import annotations

from collections.abc import Sequence

from doccheck.facts.tables.names import plain_text
from doccheck.facts.units import normal_unit
from doccheck.language.patterns import lazy

_MEASURES = lazy(r"(?:计量|数量)?单位|量纲|计量")
_ROUND = lazy(r"\((?:单位[:：])?([^()]{1,6})\)|([^()]{1,6})")
_SIGNS = 5
"""Signs of a unit of measure that no quantity of ours is counted in."""
_NONE = lazy(r"[\s—–\-/]*")


def is_measures(header: str) -> bool:
    """Whether a header is that of a column or row of units of measure."""
    return _MEASURES.fullmatch(plain_text(header)) is not None


def measure(text: str) -> str:
    """The unit of measure that a cell holds and nothing else (万元, （人）); empty for other cells."""
    match = _ROUND.fullmatch(plain_text(text))
    unit = (match[1] or match[2]).strip() if match is not None else ""
    return unit if unit and normal_unit(unit)[0] else ""


def row_of_measures(texts: Sequence[str]) -> bool:
    """Whether a row gives the columns their units of measure (单位 | 万元 | 人), or nothing where there is none."""
    label, *behind = texts
    told = [text for text in behind if _NONE.fullmatch(text) is None and not is_measures(text)]
    labelled = is_measures(label) or _NONE.fullmatch(label) is not None
    if not told or not labelled:
        return False
    known = [bool(measure(text)) for text in told]
    return all(known) or (is_measures(label) and sum(known) * 2 > len(known) and all(map(_short, told)))


def _short(text: str) -> bool:
    """Whether a cell among units of measure may be one that is not known (°, MPa, 次/年)."""
    return len(text.strip()) <= _SIGNS and not any(map(str.isdigit, text))


def measured(headers: list[str]) -> list[str]:
    """Headers, lowest first, whose lowest is nothing but a unit, put behind the name above it: 研发投入(万元)."""
    if len(headers) > 1 and headers[0] != "单位" and is_measures(headers[0]):
        return headers[1:]  # what heads the row of units, below what heads the column (年度 over 计量单位)
    unit = measure(headers[0]) if len(headers) > 1 else ""
    return [f"{headers[1]}({unit})", *headers[2:]] if unit else headers
