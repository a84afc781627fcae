"""Every number of a submission with the words beside it, in prose and in cells, of any measure.

:func:`doccheck.facts.told.told` reads only figures under a label of their own; here a cell has all its headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from doccheck.document import Cell, Paragraph, Table
from doccheck.facts.counted import counted
from doccheck.facts.model import Quantity
from doccheck.facts.numbers import CHINESE, arabic_value, chinese_value, narrow
from doccheck.facts.quantities import quantities, states_number
from doccheck.facts.spelling import listed
from doccheck.facts.subjects import Units
from doccheck.facts.tables.names import plain_text
from doccheck.facts.told import NUMBER, OF_TABLE, PRINTED, Told, bare, heads, in_prose, measures_of, readable
from doccheck.facts.units import normal_unit
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part

DAYS, MONTHS, YEARS, PER_TEN_THOUSAND = "日", "月", "年", "‱"
_TERMS = {"日": DAYS, "天": DAYS, "月": MONTHS, "年": YEARS, "%": "%", "岁": "岁", "倍": "倍"}
"""Measures of which no list makes a total, but which two papers may state differently."""
SEATS = "席"
"""Seats of a body, whether it has 9名理事 or 席位9个."""
_SEAT = lazy(r"理事|监事|委员(?!会)|席|委员会(?:委员|成员)|[询家审导]委员会")
_TECHNICAL = lazy(
    r"(?<![A-Za-z0-9.])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<scale>[万亿]?)"
    r"(?P<measure>(?![eE]\d)[a-zA-Zμ℃Ω°][a-zA-Zμ℃Ω°·/²³\-]{0,9}|[毫微厘纳千分立平兆]{0,2}(?:米|升|克|瓦时?|贝|伏|赫兹|帕|秒|安)|摄氏度|公斤|分钟|个?季度|间|平方公里|立方)(?![a-zA-Z])"
)
"""Measures of technique, of which only the written sign is known: 0.5 ng/L, 120MPa, 62分贝."""
_SERIAL = lazy(r"序号|编号|年份|年度|时间|日期|电话|邮编|电子邮箱")
_COUNTED = lazy(r"(?P<unit>人|件|家|台|套|项|次|篇)(?:次|套)?数$")
"""Headers that name the measure of what they count: 人数, 件数."""
_SCALES = {"": 1.0, "万": 1e4, "亿": 1e8}
_TERM_OF_YEARS = lazy(r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})\s?个?半?\s?年")
_DATE = lazy(r"月\s?$")
_FRACTION = lazy(rf"(?P<whole>[二三四五六七八九十]|[千万])分之(?P<part>{CHINESE}|\d+(?:\.\d+)?)")
_CELL = lazy(r"(?:不[少低]于|提前|≥|约)?[\d,.，]+\s?[万亿]?[^\d\s，。；]{1,4}")
_LONGEST_CAPTION = 40
_NEAR = 8
"""Signs around a number in which the body is named whose seats it counts."""


def stated(mapped: MappedSubmission, units: Units) -> Iterator[Told]:
    """Every number with a measure but nought; a cell's row in ``before``, its column in ``after``."""
    for block, part, above in readable(mapped):
        if isinstance(block, Table):
            yield from _in_cells(block, part, above, units)
        else:
            yield from _said(block, part, units)


def _said(paragraph: Paragraph, part: Part, units: Units) -> Iterator[Told]:
    if states_number(paragraph.text):
        clean = listed(narrow(paragraph.text))
        found = [each for each in measured(clean) if each.value]
        yield from in_prose(paragraph, clean, found, part, units)


def measured(text: str) -> list[Quantity]:
    """Every number of a narrowed text with its measure, also 三分之二 and 万分之五; no dates."""
    found = {each.start: each for each in counted(text)}
    for each in quantities(text):
        if each.start not in found and each.unit in _TERMS and _is_term(each, text):
            found[each.start] = replace(each, unit=_TERMS[each.unit])
    more = [*_technical(text), *(_fractions(text) if "分之" in text else ())]
    found |= {each.start: each for each in more if each.start not in found}
    return [
        _seats(each, text[max(0, each.start - _NEAR) : each.end + _NEAR]) for _, each in sorted(found.items())
    ]


def _seats(quantity: Quantity, around: str) -> Quantity:
    """A number of people or things as seats, where the words around it name a body's."""
    seats = quantity.unit in ("人", "个", "席") and _SEAT.search(around) is not None
    return replace(quantity, unit=SEATS) if seats else quantity


def _technical(text: str) -> Iterator[Quantity]:
    for match in _TECHNICAL.finditer(text):
        value = float(match["n"].replace(",", "")) * _SCALES[match["scale"]]
        yield Quantity(value, value, value, match["measure"].lower(), match[0], match.start(), match.end())


def _is_term(quantity: Quantity, text: str) -> bool:
    """Whether days, months or years are a span of time, not a date."""
    if quantity.unit == "年":
        return _TERM_OF_YEARS.fullmatch(quantity.written.strip()) is not None
    if quantity.unit == "月":
        return "个" in quantity.written
    return quantity.unit != "日" or _DATE.search(text, 0, quantity.start) is None


def _fractions(text: str) -> Iterator[Quantity]:
    """三分之二 in per cent; 万分之五 in ten-thousandths, as rates of a day's penalty are written."""
    for match in _FRACTION.finditer(text):
        written = match["part"]
        number = arabic_value(written) if written[0].isascii() else chinese_value(written)
        whole = chinese_value(match["whole"])
        if number is None or whole is None or not number.value:
            continue
        small = match["whole"] in "千万"
        value = float(number.value) / float(whole.value) * (1e4 if small else 100)
        yield Quantity(value, value, value, PER_TEN_THOUSAND if small else "%", match[0], match.start(), match.end())


def _in_cells(table: Table, part: Part, above: str, units: Units) -> Iterator[Told]:
    grid = [[plain_text(cell.text) if cell is not None else "" for cell in row] for row in table.grid()]
    if len(grid) < 2:
        return
    caption = table.caption or (above if len(above) <= _LONGEST_CAPTION else "")
    printed = OF_TABLE.search(narrow(caption))
    cells = {(cell.row, cell.col): cell for cell in table.cells}
    measures = measures_of(grid)
    for r, row in enumerate(grid):
        stated_unit = row[measures] if measures is not None else ""
        for c, text in enumerate(row):
            cell = cells.get((r, c))
            if cell is None or not text or not any(map(str.isnumeric, text)):
                continue
            left = [t for t in row[:c] if t and not NUMBER.fullmatch(t) and (measures is None or t != row[measures])]
            above_it = "".join(heads(grid, c)) if r else ""
            if not NUMBER.fullmatch(text) and not _CELL.fullmatch(text):
                label = left[-1] if left else above_it
                said = f"{label}：{cell.text}" if label else cell.text
                yield from _said(Paragraph(said, cell.location), part, units)
            elif c:
                name = "".join(dict.fromkeys(left[-2:]))
                yield from _figure(cell, text, name, above_it, caption, stated_unit or _unit(printed), part)


def _unit(printed: re.Match[str] | None) -> str:
    return printed["unit"] if printed else ""


def _figure(cell: Cell, text: str, name: str, head: str, caption: str, unit: str, part: Part) -> Iterator[Told]:
    """The number of a cell under its headers."""
    if _SERIAL.search(head) or _SERIAL.search(name) or not (name or head):
        return
    own = [match["unit"] for label in (name, head) if (match := PRINTED.search(label) or _COUNTED.search(label))]
    unit = next((each for each in own if normal_unit(each)[0] or measured(f"1{each}")), unit)
    clean = narrow(text)
    found = measured(clean) or measured(f"{clean}{unit}") or quantities(text, unit)
    if len(found) == 1 and found[0].unit and found[0].value:
        words = f"{caption}，{head}，{name}"
        row, column = (bare(PRINTED.sub("", label)) for label in (name, head))
        yield Told(
            _seats(found[0], words), row, column, f"{head}，{name}", words, words, 0,
            part.document, part, cell.location, True,
        )  # fmt: skip
