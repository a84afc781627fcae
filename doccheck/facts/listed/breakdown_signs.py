"""What tells whether figures beside a number are meant to be all of it: how they are opened, joined, named and closed.

Each sign is a word of its own; models/lists says what it weighs. No sign names a programme, an author or a trade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.facts.catalogue import words_in
from doccheck.facts.listed.breakdowns import SUMS_UP, Breakdown, plain, separator
from doccheck.facts.listed.list_classes import class_of
from doccheck.language.patterns import lazy

_OPENED = {
    "within": lazy(r"其中|当中"),
    "including": lazy(r"包括|包含|涵盖|含|内有|里[头边面]"),
    "each": lazy(r"分别|依次|逐年"),
    "made": lazy(r"由|组成|构成|分为|划分|划成|分成|分[两三四五]|即|计有|具体|如下"),
    "sorted": lazy(r"按|论|从.{1,6}看|就.{1,6}[论言而看]|依.{1,6}而|以.{1,6}[论计]|分.{1,4}看"),
    "colon": lazy(r"[:：]"),
    "bracket": lazy(r"[(（]"),
    "dash": lazy(r"——|—"),
}
_SEPARATORS = {"pause": "、", "comma": ",，", "semicolon": ";；", "line": "\n", "and": "和与及"}
_CLOSED = lazy(
    r"除此|无其他|没有其他|别无|再无|不设|不含其他|仅|只[有划分]|全部|全[在都]|均在|就这|没有别|无别|为限|不另|没从外|没有外|未安排|再没有|不再|没评"
    r"|之外(?:没有|无)|外无|完毕|用完|缺口为零|无缺|一个不"
)
_OVERLAP = lazy(
    r"其中|内含|里含|含|另|占|申请|在审|同比|增长|较|比|上年|减|剔除|扣除|兼|以上学|(?:硕士|本科)及?以上|骨干|名下"
)
_COMPARED = lazy(r"占|同比|增长|较|比")
_ASIDE = lazy(r"申请|在审|另|兼|以上|增")
_RATE = lazy(r"\d%")
_YEAR = lazy(r"(?:19|20)\d\d")
_OF_YEAR = lazy(r"(?:19|20)\d\d年?[^,，。;；]{0,12}$")
_SORTS = lazy(
    r"(?P<n>[两二三四五六七八九十]|\d{1,2})\s?(?:大|小)?(?:[个家项类种款方所地市县处路笔期批年级档校院厂块份者名位条镇区站组支城]|系列|部分|科目|板块|课题|阶段|股东)"
)
_REST = lazy(r"其余|其他|余下|剩下|其它|以下|未定|不详")
_ETC = lazy(r"[^,，。;；]{0,8}等")
_ELSEWHERE = lazy(r"见方案|按方案|另行|为准|另附|见附|见表|按表|未计|不计|按《|余下|其[余他]")
"""Words behind a list of what it leaves to another place."""
_LABEL = lazy(r"[、,，;；:：()（）\n。]|分别|依次|其中|和|以及|及")
_TRIM = lazy(r"[为是有共约:：\s]+$")
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_UNITS = {"万元": "money", "人": "people", "个": "bodies", "件": "rights", "项": "items"}
_BEFORE, _BEHIND = 40, 40


def signs_of(found: Breakdown) -> frozenset[str]:
    """The signs of a number with figures that nearly make it."""
    return frozenset((*_arithmetic(found), *_opening(found), *_joints(found), *_names(found), *_closing(found)))


def _arithmetic(found: Breakdown) -> Iterator[str]:
    total, added = found.total.value, found.added
    missing = abs(added - total)
    yield from (f"missing<={share}" for share in (0.03, 0.06, 0.1, 0.15, 0.22) if missing <= share * total)
    said, made = f"{total:.0f}", f"{added:.0f}"
    if len(said) == len(made) and sum(a != b for a, b in zip(said, made, strict=True)) == 1:
        yield "one digit"
    elif sorted(said) == sorted(made):
        yield "digits exchanged"
    if missing == 1:
        yield "one off"
    if missing >= 10 and missing == float(f"{missing:.1g}"):
        yield "round difference"
    if added > total:
        yield "too much"
    values = [part.value for part in found.parts]
    middle = [values[a:b] for a in range(len(values)) for b in range(a + 2, len(values) + 1)]
    if any(abs(sum(some) - total) < 1e-6 for some in middle):
        yield "some make it"
    if any(abs(total - added - part.value) < 1e-6 for part in found.parts):
        yield "a part short"
    yield f"parts:{min(len(found.parts), 5)}"
    yield f"unit:{_UNITS.get(found.total.unit, 'things')}"


def _head(found: Breakdown) -> str:
    """The words between a total and its first part, or those before the first part."""
    first = found.parts[0].start
    if found.before:
        return re.split("。", found.text[max(0, first - 20) : first])[-1]
    return plain(found.text[found.total.end : first])


def _opening(found: Breakdown) -> Iterator[str]:
    head = _head(found)
    opened = [name for name, words in _OPENED.items() if words.search(head)]
    yield from (f"opened:{name}" for name in opened)
    if found.before:
        yield "before"
    else:
        if not opened:
            yield "not opened"
            joint = separator(head)
            if joint and joint == separator(_gaps(found)[0]) and not _summed(found):
                yield "as its parts are"  # 发明58件、实用新型63件、外观9件
        if "。" in head:
            yield "next sentence"
        yield from (f"head>{length}" for length in (8, 16, 30) if len(head) > length)
    if _summed(found):
        yield "summed up"
    if _COMPARED.search(head):
        yield "compared"
    if _ASIDE.search(head):
        yield "something aside"
    start = found.total.start
    if _OF_YEAR.search(found.text[max(0, start - 20) : start]):
        yield "of a year"
    earlier = [q for q in found.others if q.end <= start]
    if earlier and not found.before:
        between = found.text[earlier[-1].end : start]
        if len(between) < 16 and between.lstrip()[:1] in tuple("、;；,，") and not SUMS_UP.search(between):
            yield "in a row"
        larger = [q for q in earlier if q.value > found.total.value and start - q.end < 120]
        if larger and re.search(r"[:：]|其中|分别|由|依次", found.text[larger[-1].end : start]):
            yield "within another"


def _summed(found: Breakdown) -> bool:
    start = found.total.start
    return SUMS_UP.search(found.text, max(0, start - 8), start) is not None


def _gaps(found: Breakdown) -> list[str]:
    ends = zip(found.parts, found.parts[1:], strict=False)
    return [plain(found.text[one.end : two.start]) for one, two in ends]


def _joints(found: Breakdown) -> Iterator[str]:
    gaps = _gaps(found)
    first = [gap.lstrip(" ")[:1] for gap in gaps]
    yield from (f"parted:{name}" for name, signs in _SEPARATORS.items() if all(c and c in signs for c in first))
    if len(set(first)) == 1:
        yield "parted alike"
    longest = max(map(len, gaps))
    yield from (f"gap>{length}" for length in (8, 16, 30) if longest > length)
    for name, words in (("overlap", _OVERLAP), ("rates between", _RATE), ("years between", _YEAR)):
        if any(words.search(gap) for gap in gaps):
            yield name
    if any("其中" in gap or "含" in gap for gap in gaps):
        yield "within a part"


def _names(found: Breakdown) -> Iterator[str]:
    labels = [_TRIM.sub("", _LABEL.split(gap)[-1]) for gap in (_head(found), *_gaps(found))]
    classes = [class_of(label) for label in labels]
    if all(classes) and len(set(classes)) == 1:
        yield "one class"
    elif any(classes):
        yield "some of a class"
    quantities = sum(bool(words_in(label)) for label in labels)
    if quantities:
        yield "quantities" if quantities > 1 else "a quantity"
    if len({label[-1:] for label in labels}) == 1:
        yield "end alike"
    if not all(labels):
        yield "without a name"
    lengths = [len(label) for label in labels]
    if max(lengths) - min(lengths) > 6:
        yield "names unlike"
    if _REST.search(labels[-1]):
        yield "the rest"


def _closing(found: Breakdown) -> Iterator[str]:
    text, last = found.text, max(found.parts[-1].end, found.total.end)
    if _CLOSED.search(text, last, last + _BEHIND) or _CLOSED.search(_head(found)):
        yield "closed"
    if _ELSEWHERE.search(text, last, last + _BEHIND):
        yield "the rest elsewhere"
    if _ETC.match(text, found.parts[-1].end):
        yield "and so on"
    begin = max(0, min(found.total.start, found.parts[0].start) - _BEFORE)
    own = {found.total.start, *(part.start for part in found.parts)}
    for match in _SORTS.finditer(text, begin, last + _BEHIND):
        number = int(match["n"]) if match["n"].isdigit() else _DIGITS[match["n"]]
        if number == len(found.parts) and match.start() not in own:
            yield "as many as said"
            return
