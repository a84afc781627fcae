"""A number of things, and the list of them beside it that has more or fewer: 五个镇 of which four are named.

A list may be written in many ways: names parted by 、, titles in quotation marks, clauses behind 一是, 二是, lines
behind （1）, （2）. How many it names is counted here; whether it is meant to be the whole of the number is for the
signs around it to say (announced_signs.py) and for a model that has seen many (models/lists).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from doccheck.language.patterns import lazy

_NUMBER = r"(?P<n>[两二三四五六七八九叁肆伍陆]|十[一二三四五]?|1\d|[2-9])"
_MEASURE = (
    r"阶段|[家个项所种类门部件条款处块场次期名位台套支方校院篇座张批份步点层级路线环镇县市区村](?!百分|工作日|月|次方)|大"
)
_ANNOUNCED = lazy(
    rf"(?<![\d.:：/第每某各数几近约超余达前至到那该—–-]){_NUMBER}\s?(?P<big>大)?(?P<measure>{_MEASURE})"
    r"(?!以上|以内|以下|左右|[多余之]|年|月|日|分之)(?P<noun>[\u4e00-\u9fff]{0,14})"
)
_NOT_ALL = lazy(r"(?:各|每|第|前|后|近|约|某|好|头|再|另)[^,，、。;；:：\d]{0,3}$|[一二三四五六七八九十百千零]$")
"""Before a number that counts no list: 各执二份, 每年两次, 第十|二条."""
_REFERS = lazy(r"如下|下面|以下|下列|下述|逐条|分述|列")
_NEAR_BY = 16
_HEAD = 60
"""Characters between a number and the list of what it counts."""
_TITLE = 16
_LONGEST = 40
"""Characters of a name in a list; more is a clause of its own."""
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6}
_SIGN = "\ue000"
"""What stands for each sign inside brackets and quotation marks."""
_INSIDE = lazy(
    rf"(?![“\"(（](?:一?共|计|合计|总计)?{_NUMBER}\s?(?:{_MEASURE}))"  # “三个统一”, （共6个） are numbers, too
    r"(?:[(（][^()（）]*[)）]|“[^“”]*”|‘[^‘’]*’|\"[^\"\n]*\"|《[^《》]*》|〈[^〈〉]*〉|「[^「」]*」|〔[^〔〕]*〕|【[^【】]*】)"
)
_BRACKET = lazy(rf"[^,，。;；:：、()（）\d\n]{{0,14}}[(（](?P<list>{_SIGN}+)[)）]")
"""A bracket right behind a number: 四处（镇江、徐州、无锡和南京）."""
_MORE = lazy(r"[^。;；\n]{0,24}[,，;；]\s?(?:还有|另有|另外|外加|再加|加上)|[^。\n]{0,24}[;；]\s?还有")
"""Behind a list, what else there is: 平台4个：甲、乙、丙，这3个是市级；还有1个区级."""
_COLON = lazy(r"[^,，。;；:：、\n]{0,16}[:：—]")
_YEARS_OR_SO = lazy(r"\s?(?:20\d\d|第[一二三四五]|[一二三四五])")
_DOERS = lazy(r"分别|依次|轮流|各自?(?![方\d一])|[牵负承]")
"""Words of those who do things, in the last name of a list that stands behind a number of things."""

_ORDINALS = {
    "clauses": lazy(r"(?<=[:：,，;；。\n\s])(?P<n>[一二三四五六七八九十])(?:是|要|则|曰)"),
    "brackets": lazy(r"[(（](?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})[)）]"),
    "bullets": lazy(r"(?:^|(?<=\n))\s?(?P<n>[-•·●◆■▪])"),
    "things": lazy(
        r"(?:课题|任务|方向|阶段|专题|模块|里程碑|目标|举措|工程|附件|表|M|T)\s?(?P<n>[一二三四五六七八九十]|\d{1,2})"
        r"(?![年月日个家项件])"
    ),
    "circles": lazy(r"(?P<n>[①-⑳])"),
    "lines": lazy(
        r"(?:^|(?<=[\n;；。:：,，]))\s?[“\"]?(?P<of>[\u4e00-\u9fff]{0,4}?)(?P<n>[一二三四五六七八九十]{1,2}|\d{1,2})"
        r"(?=[、．:：“\"《—)）\s,，为是]|\.(?!\d))"
    ),
    "firstly": lazy(r"(?P<n>首先|其次|再次|再者|然后|最后|末了)"),
    "the first": lazy(
        r"(?:^|(?<=[\n;；。:：,，]))\s?(?:第|其)(?P<n>[一二三四五六七八九])(?=[,，、是为项个步类种块条阶])"
    ),
}
_BULLETS = frozenset("-•·●◆■▪")
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

_OPENS = lazy(
    r"[:：,，(（]|——|—|即(?:为|是)?|分别(?:是|为|在|于|来自|位于|设[在于]|落在|坐落[在于]|布[设置]在|由)?"
    r"|依次(?:是|为|坐落[在于]|设[在于])?|包[括含]|涵盖|由|为|是|有(?!限)|含(?![量水])|计(?![划量算])|来自|分布[在于]|名[为叫]"
)
_LAST = lazy(r"以及|[和及与或并暨]")
_CONJOINED = lazy(r"以及")
_AND = lazy(r"和")
_SHORT = 4
"""Signs of which both names beside 和 have more, if 和 is to part them for sure."""
_OF_ITS_OWN = lazy(
    r"\s?(?:涵盖|覆盖|涉及|围绕|面向|服务|支撑|具备|拥有|可|能|用于|主要|重点|具有|配备|内容|业务|产品|客户)"
)
"""How a clause begins that says something else of what was counted, and does not list it."""
_BACKED = lazy(
    r"(?P<word>[,，]?\s?(?:以?上述?|前[述列]|这些?)[^\d、,，。;；:：“”\"《》()（）]{0,6}?(?:共计?|合计|总计|一共)?"
    r"|[,，]\s?[^\d、,，。;；:：“”\"《》()（）]{0,4}?(?:共计?|合计|总计|一共|总共|计|凡)|共计?|合计|总共|一共|总计|等|)\s?$"
)
_SENTENCE = lazy(r"[。;；\n]")
_ONE_EACH = lazy(r"各[1一][台套名人家个项件份]$")
_COUNTED = lazy(rf"(?:\d|[壹贰叁肆伍陆柒捌玖拾])\s?(?:{_MEASURE}|人|万|元|%)")
"""A name with a number of its own: that list is added up, not counted (breakdowns.py)."""
_DEALT = lazy(r"(?:依次|分别)[^、]{0,4}$")
"""企业、高校、院所依次有|5家: the number is the first of those dealt out."""
_IN_WORDS = lazy(r"(?<!第)[一二两三四五六七八九十][家个所项类种门件名位]")
_LONE = lazy(r"^\W*[一二三四五六七八九十\d]{1,3}\W*$")
"""The number of a heading before its 、."""


class Announced(Struct, frozen=True):
    """A number with the list of what it counts, in the narrowed text they stand in."""

    text: str
    said: int
    start: int
    end: int
    noun: str
    measure: str
    items: tuple[tuple[int, int], ...]
    counts: frozenset[int]
    """How many the list may name: 和 may part two names or stand within one."""
    manner: str
    """How the list is written: “names”, “quotes”, “clauses”, “brackets”, “lines” …."""
    before: bool
    word: str = ""
    """What joins a list to the number behind it: 这, 以上, 共."""

    @property
    def off(self) -> int:
        """How many the list has more (or, below nothing, fewer) than are said, at the least."""
        return min((count - self.said for count in self.counts), key=abs)


def announced(text: str) -> Iterator[Announced]:
    """Every number in a narrowed text with a list beside it that has nearly, but not quite, so many."""
    masked = _masked(text)
    for match in _ANNOUNCED.finditer(masked):
        said = _value(match["n"])
        end = match.end("measure")
        if _NOT_ALL.search(masked, max(0, match.start() - 5), match.start()):
            continue
        told_before = masked[max(0, match.start() - 1) : match.start()] == "这"  # 这三条靠哪一家都解决不了
        listed = None if told_before else _numbered(text, end) or _named(text, masked, end) or _in_clauses(masked, end)
        backed = _named_before(masked, match.start())
        makes = (found is not None and said in found[-1] for found in (listed, backed))
        if any(makes) or (listed is not None and _MORE.match(masked, listed[1][-1][1])):
            continue
        if listed is not None and _meant(masked, match, listed[-1]):
            continue  # 项目5项，国家级1项、省级4项，内容依次为…
        if listed is not None and _ANNOUNCED.search(masked, end, listed[1][0][0]) is not None:
            listed = None  # the list is of the number nearer to it
        if listed is not None:
            manner, items, counts = listed
            yield Announced(
                text, said, match.start(), end, match["noun"], match["measure"], items, counts, manner, False
            )
        if backed is not None:
            manner, word, items, counts = backed
            yield Announced(
                text, said, match.start(), end, match["noun"], match["measure"], items, counts, manner, True, word
            )


def _meant(masked: str, number: re.Match[str], counts: frozenset[int]) -> bool:
    """Whether a list is as long as another number says that its sentence told before, in the same measure."""
    begin = max(masked.rfind(sign, 0, number.start()) for sign in "。\n") + 1
    others = _ANNOUNCED.finditer(masked, begin, number.start())
    return any(_value(other["n"]) in counts and other["measure"] == number["measure"] for other in others)


def _masked(text: str) -> str:
    """The text with all that stands in brackets and quotation marks blotted out."""
    return _INSIDE.sub(lambda part: part[0][0] + _SIGN * (len(part[0]) - 2) + part[0][-1], text)


def misnumbered(text: str) -> Iterator[Announced]:
    """Those whose list of plain names has one or two more or fewer than are said."""
    for found in announced(text):
        off = abs(found.off)
        if (off == 1 or (off == 2 and found.said > 4)) and _plain(found):
            yield found


def _plain(found: Announced) -> bool:
    """Whether the items are names, with no numbers of their own."""
    if found.manner != "names":
        return True
    names = [_INSIDE.sub("", found.text[one:two]) for one, two in found.items]
    one_each = _ONE_EACH.search(names[-1])
    names[-1] = names[-1][: one_each.start()] if one_each is not None else names[-1]
    no_names = (_COUNTED, _IN_WORDS, _LONE)
    return all(map(str.strip, names)) and not any(pattern.search(name) for pattern in no_names for name in names)


_List = tuple[str, tuple[tuple[int, int], ...], frozenset[int]]


def _numbered(text: str, at: int) -> _List | None:
    """The list behind a number whose items are numbered: 一是, （1）, ①, 任务一, 首先."""
    for manner, pattern in _ORDINALS.items():
        chain: list[re.Match[str]] = []
        for match in pattern.finditer(text, at):
            if not chain and (match.start() - at > _HEAD or _parted(text[at : match.start()])):
                break
            place = _place(match["n"], len(chain) + 1)
            if manner == "lines" and chain and match["of"] != chain[0]["of"]:
                continue
            if place == len(chain) + 1:
                chain.append(match)
            elif chain and place == 1:
                break
        if len(chain) > 1:
            ends = [*(match.start() for match in chain[1:]), _end_of_item(text, chain[-1].end())]
            items = tuple((one.end(), end) for one, end in zip(chain, ends, strict=True))
            return manner, items, frozenset((len(chain),))
    return None


def _parted(between: str) -> bool:
    """Whether a sentence ends between a number and numbered items, and does not say that they follow."""
    if "。" in between.rstrip("。\n"):
        return True
    return "。" in between and len(between) > _NEAR_BY and _REFERS.search(between) is None


def _place(ordinal: str, next_one: int) -> int:
    if ordinal in _BULLETS:
        return next_one
    if ordinal in ("首先",):
        return 1
    if ordinal in ("其次", "再次", "再者", "然后", "最后", "末了"):
        return next_one if next_one > 1 else 0
    if ordinal in _CIRCLES:
        return _CIRCLES.index(ordinal) + 1
    return _value(ordinal)


def _end_of_item(text: str, at: int) -> int:
    match = re.compile(r"[。;；\n]").search(text, at)
    return match.start() if match is not None else len(text)


def _named(text: str, masked: str, at: int) -> _List | None:
    """The list behind a number whose items are parted by 、, or stand in quotation marks one behind the other."""
    stop = _SENTENCE.search(masked, at)
    if stop is not None and stop[0] == "\n" and stop.start() - at <= _TITLE:
        stop = _SENTENCE.search(masked, stop.end())  # a heading's number, its list in the paragraph below
    end = stop.start() if stop is not None else len(masked)
    bracket = _BRACKET.match(masked, at)
    if bracket is not None:
        inner = " " * bracket.start("list") + _masked(text[bracket.start("list") : bracket.end("list")])
        return _split(inner, bracket.start("list"), bracket.end("list")) if "、" in inner else None
    quotes = _quotes(masked, at, end)
    if quotes is not None:
        return "quotes", quotes, frozenset((len(quotes),))
    pause = masked.find("、", at, end)
    colon = next((i for i in range(at, min(end, at + _HEAD)) if masked[i] in ":："), -1)
    if pause < colon:
        pause = masked.find("、", colon, end)  # 下列八方本着自愿、平等的原则共同订立：
    if pause < 0 or pause - at > _HEAD:
        return None
    opened = [
        match.end()
        for match in _OPENS.finditer(masked, at, max(pause, at))
        if match.end() < pause and not (match[0] in ("(", "（") and ")" in masked[match.end() : pause])
    ]
    if not opened:
        return None
    begin = max(opened[-1], colon + 1 if colon < pause else 0)
    if any(c.isdigit() for c in masked[at:begin]):
        return None
    if _OF_ITS_OWN.match(masked, begin):
        return None
    listed = _split(masked, begin, end)
    if listed is not None and _DOERS.search(masked, *listed[1][-1]):
        return None  # 设课题四项，由甲方、乙方、丁方分别牵头
    return listed


def _split(masked: str, begin: int, end: int) -> _List | None:
    """The names from a place on, parted by 、, up to a comma or the end of the sentence."""
    items: list[tuple[int, int]] = []
    at = begin
    while True:
        pause = masked.find("、", at, end)
        comma = next((i for i in range(at, end) if masked[i] in ",，:："), end)
        stop = min(pause if pause >= 0 else end, comma)
        items.append((at, stop))
        if stop != pause:
            break
        at = pause + 1
    if len(items) < 2 or any(_too_long(masked[one:two]) for one, two in items):
        return None
    return "names", tuple(items), _counts([masked[one:two] for one, two in items])


def _too_long(name: str) -> bool:
    """Whether what stands between two commas is no name: nothing, or a clause."""
    return not name.strip() or len(name) - name.count(_SIGN) > _LONGEST


def _counts(names: list[str]) -> frozenset[int]:
    """How many names there are: 以及 parts two, 和 in the last one two that are like the others, else maybe."""
    count = len(names)
    sides = [side.strip() for side in _LAST.split(names[-1])]
    if len(sides) == 1 or not all(sides):
        return frozenset((count,))
    if _CONJOINED.search(names[-1]) and len(sides) == 2:
        return frozenset((count + 1,))
    if len(sides) == 2 and len({side[-1] for side in sides} | {name.strip()[-1] for name in names[:-1]}) == 1:
        return frozenset((count + 1,))  # 技术委员会、成果与知识产权委员会、监督委员会和交流委员会
    if len(sides) == 2 and _AND.search(names[-1]) and min(map(len, sides)) > _SHORT:
        return frozenset((count + 1,))
    return frozenset(range(count, count + len(sides)))


def _quotes(masked: str, at: int, end: int) -> tuple[tuple[int, int], ...] | None:
    """Titles in quotation marks that follow each other: 《…》《…》和《…》; “…”（…）、“…”."""
    items: list[tuple[int, int]] = []
    for match in re.finditer(rf"[“\"《「]{_SIGN}+[”\"》」](?:[(（]{_SIGN}*[)）])?", masked[:end]):
        if match.start() < at:
            continue
        gap = masked[items[-1][1] if items else at : match.start()]
        if items and not re.fullmatch(r"[、,，;；和及与以\s]{0,3}", gap):
            break
        if not items and len(gap) > _HEAD:
            break
        items.append(match.span())
    return tuple(items) if len(items) > 1 else None


def _in_clauses(masked: str, at: int) -> _List | None:
    """The list behind a colon or comma whose items are clauses parted by semicolons."""
    stop = re.compile(r"[。\n]").search(masked, at)
    end = stop.start() if stop is not None else len(masked)
    colon = _COLON.match(masked, at)
    semicolons = [i for i in range(at, end) if masked[i] in ";；"]
    comma = next((i for i in range(at, min(end, at + _HEAD)) if masked[i] in ",，"), None)
    opened = colon.end() - 1 if colon is not None else comma
    if len(semicolons) < 2 or opened is None or semicolons[0] < opened:
        return None
    if colon is None and not _YEARS_OR_SO.match(masked, opened + 1):
        return None  # of clauses behind a comma only those that begin alike: 2023年…；2024年…；2025年…
    bounds = [opened, *semicolons, end]
    items = tuple((one + 1, two) for one, two in pairwise(bounds) if masked[one + 1 : two].strip())
    return "semicolons", items, frozenset((len(items),))


def _named_before(masked: str, at: int) -> tuple[str, str, tuple[tuple[int, int], ...], frozenset[int]] | None:
    """The list right before a number, and what joins the two: 柳河镇、石埠镇和南浦镇这五个镇; “…”“…”，以上三项."""
    backed = _BACKED.search(masked, max(0, at - 14), at)
    assert backed is not None  # it may match nothing
    end = backed.start()
    begin = max((match.end() for match in _SENTENCE.finditer(masked, 0, end)), default=0)
    joint = masked[begin:end].rstrip(" ,，")
    end = begin + len(joint)
    quotes = list(re.finditer(rf"[“\"《「]{_SIGN}+[”\"》」](?:[(（]{_SIGN}*[)）])?", masked[begin:end]))
    if len(quotes) > 1 and quotes[-1].end() == end - begin and backed["word"] != "等":
        run = [quotes[-1]]
        for quote in reversed(quotes[:-1]):
            if not re.fullmatch(r"[、,，;；和及与以\s]{0,3}", masked[begin + quote.end() : begin + run[0].start()]):
                break
            run.insert(0, quote)
        if len(run) > 1:
            items = tuple((begin + q.start(), begin + q.end()) for q in run)
            return "quotes", backed["word"], items, frozenset((len(run),))
    comma = max(masked.rfind(sign, begin, end) for sign in ",，:：") + 1
    begin = max(begin, comma)
    pieces = masked[begin:end].split("、")
    if len(pieces) < 2 or max(map(len, pieces)) > _LONGEST or backed["word"] == "等" or _DEALT.search(pieces[-1]):
        return None
    items_: list[tuple[int, int]] = []
    place = begin
    for piece in pieces:
        items_.append((place, place + len(piece)))
        place += len(piece) + 1
    return "names", backed["word"], tuple(items_), _counts(pieces)


def _value(said: str) -> int:
    if said.isdigit():
        return int(said)
    tens, ten, ones = said.partition("十")
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0) if ten else _DIGITS.get(said, 0)
