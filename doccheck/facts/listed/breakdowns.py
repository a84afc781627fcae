"""A number and the numbers right behind or before it that nearly, but not quite, make it.

“研发人员132名，从学位层次看，博士41名、硕士67名、本科及以下26名”: whoever writes so many figures of one unit in a
row, whose sum misses a number beside them by little, most likely meant them to be all of it. Whether he did is for the
signs around them to say (breakdown_signs.py) and for a model that has seen many (models/lists).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat

from msgspec import Struct
from msgspec.structs import replace

from doccheck.facts.catalogue import words_in
from doccheck.facts.counted import counted
from doccheck.facts.listed.list_classes import class_of
from doccheck.facts.model import Quantity
from doccheck.language.patterns import lazy

NEAR = 0.3
"""How far a sum may be from the number, as a share of it."""
_ONE_OFF = 3
"""From what number on a sum that is one more or less is near, though one is a larger share of it."""
_ORDINAL = lazy(r"(?<![\d(])\d{1,2}\)")
"""1) before an item, whose bracket closes none."""
_SORTS = lazy(
    r"[,，、这]\s?(?:[两二三四五六七八九]|\d)\s?[个种类大项][\u4e00-\u9fff]{0,2}(?:级别|类别|类型|方面|部分|来源|之外)"
)
_BESIDES = lazy(r"另[有外]|此外|还有|不包括|不含")
_GAP, _HEAD = 45, 60
"""Characters between two parts, and between a number and its first part."""
_ENDS = lazy(r"[。]")
_STOPS = lazy(r"[。\n]")
SUMS_UP = lazy(
    r"合计|共计|总计|累计|加总|总数|之和|合起来|加起来|总共|一共|拢共|总[额量]"
    r"|全[年组部]|汇成|共(?![建享同用性识])|统共|相加|加在一起|通共|满打满算|小计"
)
"""Words of a total, before its number."""
OPENED = lazy(
    r"其中|当中|里[头边面]|包括|包含|涵盖|含|分别|依次|由|组成|构成|分为|划?分成|划分|即|计有|具体|如下|按|论|[:：(（—]"
    r"|[两二三四五六七八九]\s?[类块项种路级档个条]"
)
"""Words and signs that open a list of what a number is made of."""
_OF_EACH = lazy(
    r"(?:各自?|每[家所方校人位个名]|均)(?:委派|推荐|派出?|出资?|投入?|承担|认缴|自筹|占|安排|设|建|提供|有|执|为|约|交|分得)?\s?$"
)
"""Before a figure that several have each: 庚方、辛方各60万元; 两所高校每所2名."""
_OF_ONE = lazy(r"(?:每(?!年)|单价|人均|平均)[^、,，。;；:：\d]{0,5}$")
"""Before a figure that is one's of many: 每台45万元."""
_HOW_MANY = lazy(r"(?P<n>[两二三四五六七八九十]|\d{1,2})\s?[家所个方名位校院][^,，;；\d]{0,14}$")
_WHO = lazy(r"[^,，。;；:：]*$")
_MANY = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_TOLERANCE = 1e-6


class Breakdown(Struct, frozen=True):
    """A total with the figures that do not make it, all of one unit, in the narrowed text they stand in."""

    text: str
    total: Quantity
    parts: tuple[Quantity, ...]
    before: bool
    """Whether the parts stand before their total."""
    others: tuple[Quantity, ...]
    """The text's other figures of the same unit."""

    @property
    def added(self) -> float:
        """The sum of the parts."""
        return sum(part.value for part in self.parts)


def breakdowns(text: str) -> Iterator[Breakdown]:
    """Every total of a narrowed text whose neighbours nearly make it and no choice of them in a row does."""
    figures = counted(text)
    if len(figures) < 3:
        return
    units: dict[str, list[Quantity]] = {}
    for figure in figures:
        units.setdefault(figure.unit, []).append(figure)
    for same in units.values():
        for at, total in enumerate(same) if len(same) > 2 else ():
            if total.approximate or total.bound:
                continue
            for before in (False, True):
                run = _run_before(text, same[:at], total) if before else _run_behind(text, same[at + 1 :], total)
                parts = _nearly(run, total, before)
                if parts and not before and _made_later(parts, same[at + 1 :], total):
                    continue
                if parts and not any(map(_uncertain, parts, repeat(text))) and _whole(total):
                    others = tuple(q for q in same if q is not total and q not in parts)
                    found = Breakdown(text, total, tuple(parts), before, others)
                    if not _of_another(found) and not _beside(found):
                        yield found


def _uncertain(part: Quantity, text: str) -> bool:
    """Whether a figure is not said to the last digit, or is what one of an unknown number has."""
    if part.approximate or part.bound:
        return True
    each = _OF_EACH.search(text, max(0, part.start - 8), part.start) is not None
    return not each and _OF_ONE.search(text, max(0, part.start - 10), part.start) is not None


def _whole(total: Quantity) -> bool:
    """Whether a number can be made of others: of shares only what says to be all (四方比例之和为100%)."""
    return total.unit != "%" or total.value == 100


def _times(text: str, begin: int, figure: Quantity) -> Quantity | None:
    """What all have together of whom each has so much: 庚方、辛方各60万元 is 120; ``None`` if nobody says how many."""
    each = _OF_EACH.search(text, max(begin, figure.start - 8), figure.start)
    if each is None:
        return figure
    said = _HOW_MANY.search(text, begin, each.start())
    who = _WHO.search(text, begin, each.start())
    named = len(re.split(r"[、和及与]", who[0].strip("、和及与"))) if who is not None else 0
    many = (int(said["n"]) if said["n"].isdigit() else _MANY[said["n"]]) if said is not None else named
    if many < 2:
        return None
    return replace(figure, value=many * figure.value, low=many * figure.low, high=many * figure.high)


def _run_behind(text: str, following: Sequence[Quantity], total: Quantity) -> list[Quantity]:
    """The figures behind a total, one not far from the other, up to the sentence's end or the total told again."""
    run: list[Quantity] = []
    at, level = total.end, 0
    for figure in following:
        gap = text[at : figure.start]
        depth = _depth(text, total.end, figure.start)
        if run and depth < level:
            break
        if run and depth > level:
            continue  # 电芯4.62亿元（含出口1.18亿元）、模组2.26亿元
        if run and (len(gap) > _GAP or _ENDS.search(gap)):
            break
        if not run and (len(gap) > _HEAD or len(_STOPS.findall(gap)) > 1):
            break
        told_again = abs(figure.value - total.value) < _TOLERANCE
        summed = SUMS_UP.search(text, max(0, figure.start - 6), figure.start) is not None
        if run and (told_again or (summed and _near(sum(q.value for q in run), figure.value, 0.5))):
            break
        level = level if run else depth
        if (run and figure.value == len(run) and _SORTS.match(text, figure.start - 1)) or _BESIDES.search(gap):
            break  # 国家级2个、省级5个，两个级别之外再无; 另有三项在报批
        together = _times(text, at, figure)
        if together is None:
            return []
        run.append(together)
        at = figure.end
    return run


def _depth(text: str, begin: int, end: int) -> int:
    """How many brackets more are open at a place than at another before it."""
    between = _ORDINAL.sub("", text[begin:end])
    return between.count("(") - between.count(")")


def _run_before(text: str, preceding: Sequence[Quantity], total: Quantity) -> list[Quantity]:
    """The figures before a number that says to sum them up, back to where their sentence begins."""
    run: list[Quantity] = []
    at = total.start
    for figure in reversed(preceding):
        gap = text[figure.end : at]
        if len(gap) > _GAP or (run and _ENDS.search(gap)) or (not run and not SUMS_UP.search(gap)):
            break
        together = _times(text, max((q.end for q in preceding if q.end <= figure.start), default=0), figure)
        if together is None:
            return []
        run.insert(0, together)
        at = figure.start
    return run


def _nearly(run: list[Quantity], total: Quantity, before: bool) -> list[Quantity]:
    """As many figures of a run, from the total on, as nearly make it; none where some in a row make it."""
    firsts = (run[:size] for size in range(2 if before else 1, len(run) + 1))
    lasts = (run[-size:] for size in range(1 if before else 2, len(run)))
    if len(run) < 2 or any(_makes(some, total) for some in (*firsts, *lasts)):
        return []  # 前三名合计43.2亿元
    for size in range(len(run), 1, -1):
        some = run[-size:] if before else run[:size]
        if _near(sum(q.value for q in some), total.value, NEAR):
            return some
    return []


def _made_later(parts: Sequence[Quantity], following: Sequence[Quantity], total: Quantity) -> bool:
    """Whether one or two figures more, told a little further on, make the total: 另有8只看不出所以然."""
    rest = [q for q in following if q.start >= parts[-1].end and q.start - parts[-1].end <= 2 * _GAP][:2]
    return any(_makes([*parts, *rest[:more]], total) for more in range(1, len(rest) + 1))


def _near(added: float, total: float, share: float) -> bool:
    missing = abs(added - total)
    return 0 < missing <= share * total + _TOLERANCE or (missing == 1 and total >= _ONE_OFF)


def _makes(parts: Sequence[Quantity], total: Quantity) -> bool:
    low, high = sum(q.low for q in parts), sum(q.high for q in parts)
    return low <= total.high + _TOLERANCE and total.low - _TOLERANCE <= high


_LINK = lazy(r"其中|按|具体|分|以?上|这|首先|第一|一是|包括|由|依次|[(（①1一]")
_SORTED = lazy(r"按|分[为成]|其中|上述|这|以上|逐")
_LABEL = lazy(r"[、,，;；:：()（）。\n\d]")
_TRIM = lazy(r"[为是有共计约达\s]+$")
_ADDS = lazy(r"连同|加上|算上|连|含牵头|外加|再加")
"""Between a list and a total that holds more than the list: …6家共同组建，连同牵头单位合计9家."""
_ASIDE = lazy(r"\([^()]*\)")
_FIRST = lazy(r"(?:[:：]|其中|[按论][^,，]{1,8}[分看][,，]?|包括|分别为?|依次为?)[^,，、;；:：。\d]{2,12}$")
"""What a list is opened with, before its first item: 按用途分，设备费|4,100万元."""
_OWN = frozenset(("people",))
_BOOKS = frozenset(("revenue", "main_revenue", "profit", "tax", "rd", "output", "assets", "registered_capital"))
"""Quantities that are figures of their own, no parts of one another."""


def _beside(found: Breakdown) -> bool:
    """Whether the total is only told beside its neighbours: as one of them, in another sentence, or of another matter.

    “企业5家、高校2家、院所1家、协会1家”; “总投入0.45亿元。自筹部分由五家承担：…”; “职工438人；技术人员186人…”.
    """
    if found.before:
        return _ADDS.search(found.text, found.parts[-1].end, found.total.start) is not None
    head = plain(found.text[found.total.end : found.parts[0].start])
    gaps = [plain(found.text[one.end : two.start]) for one, two in pairwise(found.parts)]
    labels = [_TRIM.sub("", _LABEL.split(gap)[-1]) for gap in (head, *gaps)]
    ahead = plain(found.text[max(0, found.total.start - 24) : found.total.start])
    own = _TRIM.sub("", _LABEL.split(ahead)[-1])
    if "。" in head and not _goes_on(head.rpartition("。")[2], own):
        return True
    if sum(any(w.entry.family in _OWN or w.entry.id in _BOOKS for w in words_in(label)) for label in labels) > 1:
        return True  # figures of their own
    if {"degrees", "ranks"} <= {class_of(label) for label in labels}:
        return True  # 博士14人、硕士33人，高级职称21人
    if SUMS_UP.search(ahead[-8:]) or OPENED.search(head):
        return False
    if separator(head) == "、" or _FIRST.search(ahead):
        return True
    alike = len(own) > 1 and all(label[-2:] == own[-2:] for label in labels)
    class_ = class_of(own)
    return alike or (class_ != "" and all(class_of(label) == class_ for label in labels[:1]))


def plain(words: str) -> str:
    """Words between two figures without what stands in brackets."""
    return _ASIDE.sub("", words)


def separator(gap: str) -> str:
    """The sign that parts one figure's words from the next one's; empty for none."""
    return next((sign for sign in gap if sign in "、,，;；\n"), "")


def _goes_on(sentence: str, own: str) -> bool:
    """Whether a new sentence speaks of what the one before has counted."""
    goes_on = _LINK.match(sentence.lstrip()) is not None or _SORTED.search(sentence) is not None
    return goes_on or (bool(own) and own[-2:] in sentence)


def _of_another(found: Breakdown) -> bool:
    """Whether the total and some or all of its parts make another figure of the text: it is the first of that one's."""
    sums = [found.total.value]
    for part in found.parts:
        sums.append(sums[-1] + part.value)
    earlier = [q for q in found.others if q.end <= found.total.start]
    back = found.total.value + found.added
    for figure in reversed(earlier):
        back += figure.value
        sums.append(back)
    on = found.total.value + found.added
    for figure in [q for q in found.others if q.start >= found.parts[-1].end][:2]:
        on += figure.value
        sums.append(on)
    if any(abs(q.value - found.added) < _TOLERANCE for q in found.others if q.end <= found.total.start):
        return True  # 成员单位8家，连同牵头单位共9家。其中企业5家、高校2家、院所1家
    whole = (q.value for q in found.others)
    return any(abs(value - made) < _TOLERANCE * max(1.0, made) for value in whole for made in sums[1:])
