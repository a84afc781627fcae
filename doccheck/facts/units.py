"""Units as they are printed in Chinese papers, and the one in which each is compared."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from doccheck.facts.numbers import MULTIPLIERS, narrow

MONEY = {
    "元": "",
    "元人民币": "",
    "块钱": "",
    "人民币": "",
    "美元": "美元",
    "欧元": "欧元",
    "港元": "港元",
    "港币": "港元",
    "日元": "日元",
    "英镑": "英镑",
}
UNITS = {
    **{
        unit: unit
        for unit in (
            "家",
            "个",
            "所",
            "项",
            "件",
            "台",
            "套",
            "亩",
            "公顷",
            "篇",
            "部",
            "条",
            "次",
            "吨",
            "年",
            "天",
            "小时",
            "种",
            "门",
            "倍",
            "户",
            "辆",
            "只",
            "册",
            "座",
            "公里",
            "米",
            "人次",
            "支",
            "期",
            "届",
            "类",
            "例",
            "岁",
            "款",
            "张",
            "艘",
            "架",
        )
    },
    "人": "人",
    "名": "人",
    "位": "人",
    "余人": "人",
    "号人": "人",
    "口人": "人",
    "台套": "台套",
    "台/套": "台套",
    "台(套)": "台套",
    "台、套": "台套",
    "㎡": "㎡",
    "平方米": "㎡",
    "平米": "㎡",
    "平方": "㎡",
    "m2": "㎡",
    "m²": "㎡",
    "M2": "㎡",
    "个月": "月",
    "个百分点": "百分点",
    "百分点": "百分点",
    "%": "%",
    "‰": "‰",
    "项次": "项",
    "家次": "家次",
    "日": "日",
}

MU = 2000 / 3
"""Square metres of one 亩."""


@lru_cache(maxsize=256)
def normal_unit(unit: str) -> tuple[str, Decimal]:
    """A printed unit (“单位：百万元”, “人”) as normalised unit and factor to it: 百万元 → (“万元”, 100)."""
    unit = narrow(unit).strip().removeprefix("人民币")
    if unit in UNITS:
        return UNITS[unit], Decimal(1)
    for scale in sorted(MULTIPLIERS, key=len, reverse=True):
        rest = unit.removeprefix(scale)
        if unit.startswith(scale) and (rest in MONEY or rest in UNITS):
            factor = Decimal(MULTIPLIERS[scale])
            return (f"万{MONEY[rest] or '元'}", factor / 10**4) if rest in MONEY else (UNITS[rest], factor)
    if unit in MONEY:
        return f"万{MONEY[unit] or '元'}", Decimal(1) / 10**4
    return ("万元", Decimal(MULTIPLIERS[unit]) / 10**4) if unit in ("万", "亿") else ("", Decimal(1))
