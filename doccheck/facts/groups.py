"""Units named together or by less than a name: 七家共…, 前者 and 后者, 农林大学415件, 检测院300万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from doccheck.facts.numbers import chinese_value
from doccheck.facts.subjects import CONSORTIUM, Subject, Units
from doccheck.language.patterns import lazy

OF_TWO = lazy(r"[前后]者")
_ALL_TOLD = lazy(
    r"(?<![他它余外除\d一二三四五六七八九十])(?P<n>[三四五六七八九]|十[一二三四五六七八九]?|\d{1,2})\s?家(?:单位|成员|成员单位)?"
    r"(?=(?:(?:19|20)\d\d年|去年|上年)?(?:合计|合起来|加起来|合在一起|一共|总共|共(?!同|建|有|享)))"
)
"""So many units together; if there are no more, all of the consortium."""


_ADDED_UP = lazy(
    r"(?<![他它余外除前\d一二两三四五六七八九十])(?P<n>[两二三四五六七八九]|十[一二三四五六七八九]?|\d{1,2})\s?家(?:成员)?单位"
    r"(?=(?:(?:19|20)\d\d年[末底]?)?[^，,。；;、：:（()\d]{1,14}(?:合计|合起来|加起来|总共)[^，,。；;、\d]{0,4}\d)"
)
"""So many units, with what it is that is added up behind them: 七家单位目前的有效知识产权合计1,834件."""


class Voice(Struct, gc=False):
    """Somebody named at a place; ``subject`` is ``None`` for an outsider."""

    start: int
    end: int
    subject: Subject | None
    kind: str
    """“unit”, “consortium”, “lead”, “party”, “self”, “same” or “outsider”."""


def all_told(text: str, units: Units) -> Iterator[Voice]:
    """The consortium, where as many units as it has are added up: 研发人员七家共1,118人."""
    for match in _ALL_TOLD.finditer(text):
        written = chinese_value(match["n"])
        count = int(match["n"]) if match["n"].isdigit() else int(written.value) if written is not None else 0
        if count == units.count:
            yield Voice(match.start(), match.end(), Subject(CONSORTIUM), "consortium")
    yield from _told(_ADDED_UP, text, units)


_MONEY_BEHIND = (
    r"(?:(?:自筹|出资|投入|承担|配套|认缴|各|的)(?:约|为)?)?\s?(?:[\d.,]+\s?[万亿]?元|[壹贰叁肆伍陆柒捌玖拾佰仟]{1,8}[万亿]?元)"
)
_PAYS = lazy(
    rf"(?:^|(?<=[，,；;：:。？?、与和及]))\s?(?P<who>[一-龥]{{0,6}}(?:大学|学院|[院所]|中心|协会))(?={_MONEY_BEHIND})"
)
_HAS = lazy(
    r"(?:^|(?<=[，,；;：:。？?、与和及是为]))(?P<who>[一-龥]{2,6}(?:大学|学院|[院所]|中心|协会))(?=(?:的|有)?\s?[\d.,]+\s?(?:人|名|件|项)|(?:19|20)\d\d年(?:\d{1,2}月)?(?:成立|建[院所校立]|设立|组建|创办))"
)
"""A unit by the end of its name before what it has or its founding: 农林大学415件，竹材所52件；检测院2005年成立."""
PAYS_BEHIND = lazy(_MONEY_BEHIND)
HAS_BEHIND = lazy(r"(?:的|有)?\s?[\d.,]+\s?(?:人|名|件|项)")
"""A unit by its kind, or little more, right before what it pays: 大学500万元，南昌所600万元，检测院300万元."""
_ALL_OF = lazy(
    r"(?<![他它余外前\d一二两三四五六七八九十])(?P<n>[二两三四五六七八九十\d]{1,2})家(?=的?(?:研发|专职|职工|员工|从业|营业|销售|有效|发明|专利|纳税|利润))"
)
"""Several units together, of whom a figure is told: 七家研发人员合计660人."""


_SOME_KINDS = lazy(
    r"(?<![他它余外除\d和与及、])(?:[两二三四五六七八九]|[2-9])\s?[家所](?:科研院所|研究院所|院所|高校|院校|科研机构|研究机构)"
    r"(?=[^，,。；;]{0,20}(?:合计|共计|总计|一共))"
)
"""The universities or institutes together, who are neither all nor one: 两家院所2021年末职工合计894人."""


def some_kinds(bare: str) -> Iterator[Voice]:
    """Where figures of some kinds of units are added up."""
    yield from (Voice(m.start(), m.end(), None, "outsider") for m in _SOME_KINDS.finditer(bare))


def by_kind(bare: str, units: Units) -> Iterator[Voice]:
    for pattern in (_PAYS, _HAS):
        for match in pattern.finditer(bare):
            unit = units.of_kind(match["who"])
            if unit is not None:
                yield Voice(match.start("who"), match.end("who"), units.subject(unit), "unit")


def counted(bare: str, units: Units) -> Iterator[Voice]:
    """All units, where as many are counted as there are; else nobody who can be told."""
    yield from _told(_ALL_OF, bare, units)


def _told(pattern: re.Pattern[str], text: str, units: Units) -> Iterator[Voice]:
    for match in pattern.finditer(text):
        number = chinese_value(match["n"]) if not match["n"].isdigit() else None
        count = int(number.value) if number is not None else int(match["n"]) if match["n"].isdigit() else 0
        everybody = count == units.count
        yield Voice(
            match.start(), match.end(), Subject(CONSORTIUM) if everybody else None,
            "consortium" if everybody else "outsider",
        )  # fmt: skip


def of_two(text: str, units: Units, heard: list[Voice]) -> Iterator[Voice]:
    """前者 and 后者, the one and the other of the last two units before: 济禾与通陌同为应用方，前者自筹…，后者自筹…"""
    named = [
        Voice(start, end, units.subject(unit) if unit is not None else None, "unit" if unit is not None else "outsider")
        for start, end, unit in units.mentions(text)
    ]
    named += [voice for voice in heard if voice.kind in ("party", "self", "outsider")]
    named.sort(key=lambda voice: voice.start)
    for match in OF_TWO.finditer(text):
        pair = [voice for voice in named if voice.end <= match.start()][-2:]
        if len(pair) == 2:
            meant = pair["前后".index(match[0][0])]
            yield Voice(match.start(), match.end(), meant.subject, meant.kind)
