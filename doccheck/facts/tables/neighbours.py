"""What rows or columns of a table say by standing side by side: parts of a sum, another source, the last unit left."""

from __future__ import annotations

from doccheck.facts.catalogue import Entry
from doccheck.facts.tables.labels import BUDGET, COUNTS, label_of
from doccheck.facts.tables.layout import OTHERS
from doccheck.facts.tables.names import Names
from doccheck.facts.tables.says import ASIDE, FIGURES, OTHER_SOURCE, SOURCES, UNITS, Says
from doccheck.language.patterns import lazy

_LEVEL_ALONE = lazy(r"(?:其中)?[:：]?(?:国家|省|市|区|县)[级区]?(?:\(.*\))?")
_IN_CAPITALS = lazy(r"(?:\(?(?:人民币|金额|数额|出资额?|中文)?大写(?:金额|数额)?\)?)(?:\((?:人民币|元)\))?")
_SO_MANY = lazy(r"\([二两三四五六七八九十\d]{1,2}家\)$")
_PARTS = 2
"""Columns that may be the parts of a sum."""


def tell_neighbours(columns: dict[int, Says], rows: dict[int, Says], names: Names) -> None:
    """Mend what columns and rows say by what stands beside them."""
    _kinds_and_their_sum(columns)
    _kinds_and_their_sum(rows)
    _parts_across(columns)
    _levels_of_funds(columns, rows)
    _other_sources(columns)
    _other_sources(rows)
    _in_capitals(columns)
    _beside_units(columns, names)
    _beside_units(rows, names)


def tell_staff(columns: dict[int, Says], rows: dict[int, Says], caption: str) -> None:
    """A bare 人数 among what units are (成立 | 人数 | 有效发明 | 营业收入) counts all their people.

    It does not below words for some of them, nor where a column says itself what the staff is.
    """
    units = sum(says.subject is not None and says.subject.kind in UNITS for says in rows.values())
    said = {says.entry.id for says in columns.values() if says.entry is not None}
    if units < _UNITS or not said & _OF_UNITS or "staff" in said or _SOME_PEOPLE.search(_NOTES.sub("", caption)):
        return
    for says in columns.values():
        heads = says.entry is None and says.subject is None and says.texts and _HEADS.fullmatch(says.texts[0])
        if heads and not any(map(_SOME_PEOPLE.search, says.texts)):
            says.entry, says.other = label_of("职工人数", 0).entry, False
            says.unit = says.unit or "人"


_UNITS = 3
_OF_UNITS = {"founded", "registered_capital", "revenue", "invention_patents", "patents", "rd", "assets"}
_HEADS = lazy(r"(?:总|现有|在[册职岗编])?(?:总?人数|人员(?:总?数|规模)|人)(?:\((?:单位:)?[人名]\))?")
_SOME_PEOPLE = lazy(r"研[发究]|技术|专[职业家]|科[研技]|团队|人才|参[加与]|投入|派|会员|学[生员历]|培训|博士|高级|职称")
_NOTES = lazy(r"\([^()]*\)")


def parts_beside(columns: dict[int, Says]) -> None:
    """“其中：研发人员” beside “2023年末职工” is of the same year."""
    left: Says | None = None
    for says in columns.values():
        part = says.texts[:1] and says.texts[0].startswith("其中")
        if left is not None and part and says.year is None and says.entry is not None and says.entry.id not in BUDGET:
            says.year, says.until = left.year, left.until
        left = says


def _kinds_and_their_sum(lines: dict[int, Says]) -> None:
    """企业 | 高校 | 研究院 | 合计: the only unit of a kind is counted like it, and their sum is the consortium's."""
    sums = [says for says in lines.values() if says.total and not says.part and says.entry is None and not says.subject]
    kinds = {says.entry.id for says in lines.values() if says.entry is not None and says.subject is None} & COUNTS
    rest = [says for says in lines.values() if says.entry is None and not says.total]
    bare = [(says, _of_kind(says.texts[0]) if says.texts else None) for says in rest]
    if len(sums) != 1 or len(kinds) < _PARTS or any(entry is None or entry.id in kinds for _, entry in bare):
        return
    for says, entry in bare:
        says.kind = entry
    sums[0].consortium = True


def _of_kind(text: str) -> Entry | None:
    """The kind of unit that a line's words are among others, though only one unit may be of it (研究院)."""
    named = next((name for words, name in _KINDS if words.fullmatch(text)), text)
    entry = label_of(named, 0).entry
    return entry if entry is not None and entry.id in COUNTS else None


_KINDS = (
    (lazy(r"(?:研究|设计|科学|科研)院(?:\(.*\))?"), "科研院所"),
    (lazy(r"(?:(?:高职|职业)院校|学校|学院)(?:\(.*\))?"), "高校"),
    (lazy(r"(?:社团|(?:服务|促进)?中心|平台机构)(?:\(.*\))?"), "其他单位"),
)


def _in_capitals(columns: dict[int, Says]) -> None:
    """A column 大写 says in words once more what the column on its left says in figures."""
    left: Says | None = None
    for says in columns.values():
        if says.texts and says.entry is None and _IN_CAPITALS.fullmatch(says.texts[0]) and left is not None:
            says.entry, says.subject, says.other = left.entry, left.subject, False
            says.year, says.until, says.total = left.year, left.until, left.total
            says.unit = "元"
        left = says


def _other_sources(lines: dict[int, Says]) -> None:
    """Loans and other money beside what is paid and what is granted are neither, nor a unit's whole investment."""
    if not any(says.entry is not None and says.entry.id in SOURCES for says in lines.values()):
        return
    for says in lines.values():
        text = next((t for t in says.texts if OTHER_SOURCE.match(t)), "")
        if text and (says.entry is None or "自筹" in text) and not says.total:
            says.entry, says.inner, says.other = None, True, True


def _parts_across(columns: dict[int, Says]) -> None:
    """Columns of products or kinds beside their sum (工艺开发 | 商业化生产 | 合计) hold parts of what the rows name."""
    plain = [s for s in columns.values() if not s.total and (s.entry is None or s.entry.id == "others")]
    rest = [s for s in columns.values() if not any(s is other for other in plain)]
    told = any(s.year or s.subject or s.share or s.consortium or s.scope or s.unit for s in columns.values())
    if told or len(plain) < _PARTS or len(rest) != 1 or not rest[0].total or rest[0].entry is not None:
        return
    if not any(FIGURES.fullmatch(text) or ASIDE.search(text) for says in plain for text in says.texts):
        for says in plain:
            says.inner = True


def _levels_of_funds(columns: dict[int, Says], rows: dict[int, Says]) -> None:
    """市级 and 省级 alone, where money is shared out, are who grants it and no platforms of that level."""
    for lines, across in ((rows, columns), (columns, rows)):
        money = any(s.entry is not None and s.entry.id in BUDGET for s in (*lines.values(), *across.values()))
        for says in lines.values() if money else ():
            bare = says.texts and _LEVEL_ALONE.fullmatch(says.texts[0]) is not None
            if bare and says.entry is not None and says.entry.family == "places":
                says.entry, says.part, says.other = None, True, True


def _beside_units(lines: dict[int, Says], names: Names) -> None:
    """Among rows or columns of units a word that only one more unit's name holds is that unit (公交, 大学)."""
    named = [says.subject.name for says in lines.values() if says.subject is not None and says.subject.kind in UNITS]
    plain = [says for says in lines.values() if says.texts and not says.total]
    if len(named) < 2 or len(named) * 2 <= len(plain):
        return
    for says in plain:
        entry = says.entry.id if says.entry is not None else ""
        kind = not entry or (entry in COUNTS and not says.part)
        kind = kind or (says.other and entry in BUDGET and len(says.texts) > 1)  # 自筹: 学院
        if says.subject is None and kind and (left := names.left_over(says.texts[0], named)) is not None:
            says.texts = [says.texts[0], *(text for text in says.texts[1:] if not OTHERS.match(text))]  # no 各单位投入
            told = (label_of(text, 0).entry for text in says.texts[1:])
            says.subject, says.other, says.others = left, False, False
            says.entry = next((entry for entry in told if entry is not None), None)  # 协会 | 自筹
        elif says.subject is None and kind and _SO_MANY.search(says.texts[0]):
            says.others = True  # 高校院所（三家） beside units by name
