"""A paragraph written plainly before its figures are looked for: signs between figures, names and remarks blanked."""

from __future__ import annotations

import re

from doccheck.facts.groups import Voice
from doccheck.facts.model import Quantity
from doccheck.facts.naming import UNIT_SIGN
from doccheck.facts.subjects import Units
from doccheck.language.patterns import lazy

_SLASH = lazy(r"(?<=[亿元人名家个项件年㎡亩所%)])\s?[/+](?=[一-龥]{2})|(?<=[一-龥)])\s?[/+](?=\d)")
"""A slash or plus between two figures with their names: 注册资本0.42亿／员工298人; 2个省级＋3个市级."""
_DASH = lazy(r"(?:(?<=^[一-龥]{2})|(?<=[。；;][一-龥]{2}))—(?=[一-龥\d])")
"""A dash behind a label: 研发—2023年投4,198万元."""
_REMARK = lazy(r"[（(][^（）()\d]{1,12}[)）]")
"""A remark within a clause, as in 成员单位（含牵头）共9家."""
_FISCAL_YEAR = lazy(r"FY\s?(20\d\d)(?!\d)年?度?(?!年)")
_OF_MUNICIPALITY = lazy(r"(?:北京|上海|天津|重庆)市级(?=[^，,。；;、\d]{0,8}\d)")
"""The level of a city that is a province."""
_ARROW = lazy(r"→(?=\s?20\d\d\s?年)")
"""Leads from one year's figure to the next: 2022年2,300万元→2023年2,200万元."""
_BULLET = lazy(r"[；;]\s?[★☆➤►▶◆◇■●○•▪]\s?")
"""Begins another item within a paragraph, which is a sentence of its own: ★ 到2026年…；★ 八家单位共有…."""
_ITEM = lazy(r"(?<=[：:；;])\s?\d{1,2}[.、]\s?(?=[甲乙丙丁戊己庚辛壬癸]方)")
"""What numbers the parties within a sentence: 各方投入如下：1. 甲方870万元；2. 乙方286万元."""


def listed(text: str) -> str:
    """A narrowed text with commas between figures parted by slashes and colons behind labels, sign for sign.

    Fiscal years (FY2022) are written as years, an arrow before a year as a comma.
    """
    text = _DASH.sub("：", text) if "—" in text else text
    text = _OF_MUNICIPALITY.sub("  省级", text) if "市级" in text else text
    text = _FISCAL_YEAR.sub(lambda m: f"{m[1]}年".rjust(len(m[0])), text) if "FY" in text else text
    text = _ARROW.sub("，", text) if "→" in text else text
    text = _ITEM.sub(lambda m: " " * len(m[0]), text) if "；" in text or ";" in text else text
    text = _BULLET.sub(lambda m: "。".ljust(len(m[0])), text)
    if "/" not in text and "+" not in text:
        return text
    return _SLASH.sub(lambda m: "，".rjust(len(m[0])), text)


def in_digits(text: str, found: list[Quantity]) -> str:
    """The text with the numerals of 三亿零五百万元 and 一百一十八人 as digits, sign for sign.

    What the digits make is nobody's number, quantities are read from the text as written; but all that looks around a
    figure then meets digits, whichever way it was written.
    """
    for quantity in found:
        written = text[quantity.start : quantity.end]
        if not _LONG.search(written) or "分之" in written or "成" in written:
            continue  # 三元 and 两家 are words
        if _NUMERAL.search(written):
            text = text[: quantity.start] + written.translate(_DIGITS) + text[quantity.end :]
    return text


_LONG = lazy(r"[万亿]|[〇零一二两三四五六七八九十百千].?[〇零一二两三四五六七八九十百千]")
_NUMERAL = lazy(r"[〇零一二两三四五六七八九十百千]")
_DIGITS = str.maketrans("〇零一二两三四五六七八九十百千点", "0012234567890" + "00.")


def masked(text: str, heard: list[Voice], units: Units) -> str:
    """The text with everybody's names blanked by a sign, so that they are told from names of quantities."""
    known = [(start, end) for start, end, unit in units.mentions(text) if unit is not None]
    for start, end in (*known, *units.consortium_spans(text)):
        text = text[:start] + UNIT_SIGN * (end - start) + text[end:]
    for voice in heard:
        own = text[voice.start : voice.end]
        if voice.kind != "outsider" and not re.search(r"成员|单位|企业$", own if voice.kind == "consortium" else ""):
            text = text[: voice.start] + UNIT_SIGN * (voice.end - voice.start) + text[voice.end :]
    return text


def without_remarks(text: str, told: list[int]) -> str:
    """Remarks in brackets blanked where nothing is named or counted in them, so that the clause goes on."""
    for remark in _REMARK.finditer(text):
        if not any(remark.start() <= place < remark.end() for place in told):
            text = text[: remark.start()] + UNIT_SIGN * len(remark[0]) + text[remark.end() :]
    return text
