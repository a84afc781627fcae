"""What tells whether a list of names is meant to be all that a number beside it counts.

Each sign is a word of its own; models/lists says what it weighs. No sign names a programme, an author or a trade.
"""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.facts.listed.announced import Announced
from doccheck.language.patterns import lazy

_OPENED = {
    "colon": lazy(r"[:：]\s*$"),
    "bracket": lazy(r"[(（]$"),
    "dash": lazy(r"—$"),
    "namely": lazy(r"即(?:为|是)?$"),
    "each": lazy(r"(?:分别|依次)[^,，]{0,5}$"),
    "including": lazy(r"(?:包括|包含|涵盖|含|覆盖|涉及)$"),
    "made of": lazy(r"由$"),
    "are": lazy(r"[是为](?:[:：])?$"),
    "having": lazy(r"[有计]$"),
    "comma": lazy(r"[,，]$"),
}
_ETC = lazy(r"[^,，。;；]{0,10}?等|[^,，。;；]{0,6}?(?:之类|诸如)")
_SOME = lazy(r"其中|当中|主要|例如|比如|譬如|诸如|重点|尤其|首批|前[两三四五]|之[一二]|有的|另|除")
_CLOSED = lazy(
    r"除此|别无|再无|无其他|没有(?:其他|别)|均已|均由|均为|上述|以上|这[两三四五六七八九十]|前述|缺一不可|各[家方项]|全部"
    r"|皆|都|前后相续"
)
_MEASURES = {
    "bodies": "家所校院方支",
    "anything": "个",
    "items": "项件条",
    "big": "大",
    "stages": ("阶段", "期", "步", "点"),
    "people": "名位",
    "places": "处县市区镇村座站",
    "works": "部篇门份张",
    "devices": "台套",
    "times": "场次批",
    "sorts": "类种级层",
}
_POINTS = lazy(r"这|上|前")
"""这五个镇, 以上三项, 前列专著共5部."""
_NOUNS = 2
_LONG = (12, 20, 30)


def signs_of(found: Announced) -> frozenset[str]:
    """The signs of a number with a list that has not quite so many."""
    return frozenset((*_numbers(found), *_manner(found), *_names(found), *_around(found)))


def _numbers(found: Announced) -> Iterator[str]:
    off = found.off
    yield f"off:{off:+d}"
    yield "more" if off > 0 else "fewer"
    yield f"said:{'2' if found.said == 2 else '3-4' if found.said < 5 else '5-8' if found.said < 9 else '9+'}"
    if len(found.counts) > 1:
        yield "unsure how many"
    yield from (f"measure:{name}" for name, words in _MEASURES.items() if found.measure in words)
    yield "in digits" if found.text[found.start].isdigit() else "in words"


def _manner(found: Announced) -> Iterator[str]:
    yield f"manner:{found.manner}"
    if found.before:
        yield f"backed:{'pointing' if _POINTS.search(found.word) else 'all' if found.word else 'nothing'}"
        return
    head = found.text[found.end : found.items[0][0]]
    yield from (f"opened:{name}" for name, words in _OPENED.items() if words.search(head))
    yield from (f"head>{length}" for length in (10, 20, 35) if len(head) > length)
    if found.manner == "names":
        yield from (f"names {sign}" for sign in _OPENED if _OPENED[sign].search(head))
    if _SOME.search(head):
        yield "some of them"
    if "。" in head:
        yield "next sentence"
    if any(sign in head.rstrip(":：,，(（—") for sign in ",，:："):
        yield "clause between"


def _names(found: Announced) -> Iterator[str]:
    names = [found.text[one:two].strip("“”\"《》 ") for one, two in found.items]
    lengths = [len(name) for name in names]
    yield from (f"name>{length}" for length in _LONG if max(lengths) > length)
    if max(lengths) - min(lengths) > 8:
        yield "names unlike"
    if min(lengths) < 2:
        yield "name of one sign"
    ends = [name[-1:] for name in names]
    if len(set(ends)) == 1:
        yield "end alike"
    elif len(set(ends)) < len(ends):
        yield "some end alike"
    noun = found.noun[:_NOUNS] or found.measure
    if any(name.endswith(noun) or name.endswith(found.measure) for name in names):
        yield "named as counted"
    if any(_NUMERAL.search(name) for name in names):
        yield "numbers in names"
    if any(_CLAUSE.search(name) for name in names[:-1]):
        yield "clauses"
    if any(sign in name for name in names for sign in "和与及"):
        yield "and within"
    if len(names) == 2:
        yield "two names"


_NUMERAL = lazy(r"\d")
_CLAUSE = lazy(r"[,，。;；]")


def _around(found: Announced) -> Iterator[str]:
    text, last = found.text, max(found.items[-1][1], found.end)
    if _ETC.match(text, found.items[-1][1]) or "等" in text[found.items[-1][0] : found.items[-1][1]][-8:]:
        yield "and so on"
    if _SOME.search(text, max(0, found.start - 8), found.start):
        yield "some before"
    if _CLOSED.search(text, last, last + 30):
        yield "closed"
    ending = text[last : last + 1]
    yield f"ends:{'sentence' if ending in ('', '。', chr(10)) else 'comma' if ending in ',，' else 'else'}"
    begin = max(0, min(found.start, found.items[0][0]) - 30)
    near = text[begin : found.start] + "#" + text[found.end : last + 30]
    values = {_NUMBERS.get(m["n"], -1) if not m["n"].isdigit() else int(m["n"]) for m in _OTHER.finditer(near)}
    if found.said in values:
        yield "said again"
    if values & set(found.counts):
        yield "as many as said elsewhere"
    if _SPOKEN.search(text, max(0, found.start - 6), found.start):
        yield "in all"


_SPOKEN = lazy(r"共|总|合计|设|有|分|为|成")
_OTHER = lazy(r"(?P<n>[两二三四五六七八九]|1?\d)\s?(?:[个家项大所类种方者支条处点市地门部件期次场名位级]|阶段)")
_NUMBERS = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {"两": 2}
