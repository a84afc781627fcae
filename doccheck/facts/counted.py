"""Everything that a text counts, also in measure words that no form asks for: 三处, 18场, 两块, 312万千瓦时.

:func:`doccheck.facts.quantities.quantities` reads the units of the catalogue's quantities; lists count anything.
"""

from __future__ import annotations

from msgspec.structs import replace

from doccheck.facts.model import Quantity
from doccheck.facts.numbers import CHINESE, arabic_value, chinese_value
from doccheck.facts.quantities import quantities
from doccheck.language.patterns import lazy

_MEASURES = (
    "千瓦时|课时|学时|人月|人天|批次|车次|班次|床位|机时|处|场|块|份|瓶|幢|片|排|组|股|款|道|席|票|桩|栋|车|批|节|轮|站|幅|枚|口|根|颗|粒"
    "|箱|桶|盒|包|袋|盘|筐|棵|株|头|匹|尾|笔|起|宗|度|层|路|级|页|字|校|院|县|市|镇|村|区"
)
_EXTRA = lazy(
    rf"(?<![\d.,，第每某各数几])(?P<n>\d{{1,3}}(?:[,，]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{CHINESE})"
    rf"\s?(?P<scale>[万亿]?)(?P<measure>{_MEASURES})"
)
_SCALES = {"": 1.0, "万": 1e4, "亿": 1e8}
_APART = frozenset(("‰", "年", "月", "日", "天", "百分点", "岁", "倍", ""))
"""Units of which no total is made by a list: shares, dates, ages."""
_CLASSES = {"个": "家所方校院户点县市镇村区处站", "台套": "台套架辆艘", "人": ("人次",), "次": "场期批轮届"}
_ALIKE = {measure: unit for unit, measures in _CLASSES.items() for measure in measures}
"""Measure words that count one sort of thing: 共6家，其中高校2所; 40台（套），含试验箱6台、工作站1套."""


def counted(text: str) -> list[Quantity]:
    """Every number of things, people, money or measures in a narrowed text, in reading order; no dates, and shares only
    where a hundred of them are spoken of.

    The unit is a class of measure words: 家, 所, 方 are all “个”, 台 and 套 “台套”, 人次 “人”.
    """
    shares = "100%" in text or "百分之百" in text
    found = [_classed(q, text) for q in quantities(text) if q.unit not in _APART and (q.unit != "%" or shares)]
    taken = {at for q in found for at in range(q.start, q.end)}
    for match in _EXTRA.finditer(text):
        if match.start() in taken or match.end("n") in taken:
            continue
        written = arabic_value(match["n"]) if match["n"][0].isascii() else chinese_value(match["n"])
        if written is None or not written.value:
            continue
        value = float(written.value) * _SCALES[match["scale"]]
        unit = _ALIKE.get(match["measure"], match["measure"])
        found.append(Quantity(value, value, value, unit, match[0], match.start(), match.end()))
    return sorted(found, key=lambda q: q.start)


def _classed(quantity: Quantity, text: str) -> Quantity:
    unit = "人" if quantity.unit == "个" and text.startswith("人", quantity.end) else _ALIKE.get(quantity.unit)
    return replace(quantity, unit=unit) if unit else quantity
