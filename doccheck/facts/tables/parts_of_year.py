"""Quarters and half-years across or down a table: parts of a year's figures, which are no year's themselves."""

from __future__ import annotations

from collections.abc import Mapping

from doccheck.facts.tables.labels import label_of
from doccheck.facts.tables.says import Says
from doccheck.facts.tables.setting import Setting
from doccheck.language.patterns import lazy

_PART = lazy(
    r"(?:(?:19|20)\d\d\s?年?度?)?(?:第?[一二三四1-4]季度?|[上下]半年度?|Q[1-4]|[1-4]Q"
    r"|(?:[1-9]|1[0-2])月?[-—–~～至到](?:[1-9]|1[0-2])月)(?:\([^()]*\))?"
)
_WHOLE = lazy(r"(?:(?:19|20)\d\d\s?年?度?)?(?:全年(?:合计|累计|总额)?|年度(?:合计|累计)|[合小总]计)(?:\([^()]*\))?")


def parts_of_years(lines: Mapping[int, Says], setting: Setting, corner: str) -> None:
    """Two and more parts of one year hold no figure of it; the column of their sum is of that year.

    The year is said by them, by the ``corner`` above the labels or by the caption. A part alone (2027年上半年) is all
    of that year in which anything is done.
    """
    parts: dict[int | None, list[Says]] = {}
    for says in lines.values():
        if says.texts and _PART.fullmatch(says.texts[0]):
            parts.setdefault(says.year, []).append(says)
    parted = {year: said for year, said in parts.items() if len(said) > 1}
    for said in parted.values():
        for says in said:
            says.inner = True
    years = {year for year in parts if year is not None} or _years(setting, corner)
    if not parted or len(years) != 1:
        return
    year = years.pop()
    for says in lines.values():
        if says.year is None and not says.inner and says.texts and _WHOLE.fullmatch(says.texts[0]):
            says.year, says.total = year, False


def _years(setting: Setting, corner: str) -> set[int]:
    """The one year of the corner, else of the caption."""
    said = label_of(corner, setting.reference_year).year
    return {said} if said is not None else {year for _, year, until in setting.dated if until is None}
