"""Projects that a text calls by the number that a table gives them: 课题三经费2,900万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct, field

from doccheck.facts.model import Quantity
from doccheck.language.patterns import lazy

_ORDINALS = "一二三四五六七八九十"
_N = r"(?P<n>[一二三四五六七八九十]|\d{1,2})"
_CALLED = lazy(
    rf"(?:课题|项目|任务){_N}(?:[“\"《][^“”\"《》]{{2,40}}[”\"》])?(?:的|，|,)?"
    r"(?:总?(?:经费|预算|投入)(?:[恰也正就]*[为是]?|约|共|合计)?|(?:总?(?:经费|预算|投入))?(?:居?次之|其次|最[多少高低大小])[，,]\s?为?)\s?$"
)
_NAMED_BEHIND = lazy(rf"(?:课题|项目|任务){_N}(?:名称)?[为是:：]?[“\"《](?P<name>[^“”\"《》，。；;]{{4,40}})[”\"》]")
_CALLED_ALONE = lazy(
    r"(?:^|[。；;：:，,、（(\n])\s*(?:其中)?(?:课题|项目|任务)(?P<n>[一二三四五六七八九十])(?:为|是|[:：])?\s?$"
)
"""A project's number that opens a clause right before its money: 课题一4,260万元，攻关…."""
_OPENED = lazy(
    rf"(?:^|(?<=[。；;：:\n]))\s?(?:课题|项目|任务){_N}\s?(?:[：:“\"《]|[为是](?=[^\d]))"
    r"[^。；;\n]*?[，,]\s?(?:课题)?总?(?:经费|预算)(?:[为约共]|\s)*$"
)
"""A project's number that opens the sentence of which its money is a clause: 课题三：用量下降30%，经费1,600万元."""
_TAKEN_ON = lazy(
    r"(?P<doing>承担|负责|牵头|主持)?(?:课题|项目)"
    r"(?P<n>[一二三四五六七八九十](?![个项类一二三四五六七八九十])|\d{1,2}(?!\s?[个项类\d,.]))(?P<more>\s?[、和及与至—–~～-]\s?(?:(?:课题|项目)?[一二三四五六七八九十\d]))?"
)
"""A project by its number, with what makes of it a list of several; before it, what somebody does of it."""
_THEN_MONEY = lazy(r"[，,]\s?(?:该|其|此)?(?:课题|项目)?(?:的)?总?(?:经费|预算)(?:总额)?(?:为|约|共|是|计|[:：])*\s?$")
"""A clause of its own that gives the money of the project of which the clause before spoke."""
_PARTS = lazy(
    r"(?:[\d,.\s%，,、（）()：:]|[万亿]?元|总?(?:经费|预算|投入)|为|共|计|其中|财政|自筹|资金|申请|专项|占比?"
    r"|[“\"《][^“”\"《》]{3,40}[”\"》])*"
)
"""What may stand between a project's number and the money of one source that is in its own."""
_ORDERED = lazy(
    r"(?:第[一二三四五六七八九十][项个]?|其[一二三四五六七八九])(?:子?课题|项目)?(?:为|是|系)[“\"《]?"
    r"(?P<name>[^，,。；;：:“”\"《》\d]{4,30})[”\"》]?[，,][^。；;\n]*?(?:经费|预算)(?:[为约共]|\s)*$"
)
"""A project named behind its place in a list: 第一项为青花椒保色干制技术，由甲乙共同承担，经费3,100万元."""
_NTH = lazy(rf"第{_N}个?(?:子?课题|项目)(?:的?总?(?:经费|预算|投入))?(?:为|是|约|共)?\s?$")
_ALL_CALLED = lazy(rf"(?:课题|项目|任务){_N}[个项][，,]?总?(?:经费|预算|投入)(?:依次|分别)(?:为|是|[:：])?\s?")
_TELLING = 3
"""Signs of a project's name from which a part of it may tell which is meant."""
_SHORT = lazy(
    r"(?P<behind>[一-龥A-Za-z0-9—-]{3,24})(?:子?课题)(?!\d{0,2}[项个组]|[一二三四五六七八九十])"
    r"|[“\"《](?P<quoted>[^“”\"《》，,。]{3,30})[”\"》]"
)
_FARTHEST = 90
"""Signs between a project and its money: who leads it, who helps, what it is for."""
_COSTS = lazy(
    r"[”\"》）)]*(?:子?课题|项目|共|总|拟|计划|预计|的)*(?:经费|预算|投入|投资|安排|用款|计|需)*(?:总额|资金|最大|最多)?(?:[为约计共达是]|经费|投入)*\s?"
)
_JOINED = lazy(r"\s?(?:、|和|及|与|以及|，|,)\s?")


class Projects(Struct):
    """The names of projects by the numbers that tables give them."""

    _names: dict[str, str] = field(default_factory=dict)
    _known: dict[str, None] = field(default_factory=dict)
    _orders: set[tuple[str, ...]] = field(default_factory=set)
    _told: dict[str, str] = field(default_factory=dict)
    """Those that only sentences name behind their numbers."""

    def add(self, number: str, name: str) -> None:
        """Know a project by its number; a number that two projects have is nobody's."""
        key = _ordinal(number)
        if self._names.setdefault(key, name) != name:
            self._names[key] = ""

    def learn(self, text: str) -> None:
        """Know the projects that a paragraph names behind their numbers, where no table did: 课题一“安装工装”."""
        for match in _NAMED_BEHIND.finditer(text):
            self._told.setdefault(_ordinal(match["n"]), match["name"])

    def headed(self, number: str) -> str:
        """The project that a table's header calls by a number; empty where nobody can tell."""
        return self.called(number) or self._told.get(_ordinal(number), "")

    def know(self, name: str) -> None:
        """Know a project by the name that a table of projects gives it."""
        if len(name) >= _TELLING:
            self._known[name] = None

    def mentions(self, text: str) -> list[tuple[int, int, str]]:
        """Where projects are named, in full or by a part that only one of them has: 柔性拆解课题, “短程回收”."""
        found = [(m.start(), m.end(), name) for name in self._known for m in re.finditer(re.escape(name), text)]
        for match in _SHORT.finditer(text) if self._known else ():
            short = match["behind"] or match["quoted"]
            for begin in range(len(short) - _TELLING + 1 if match["behind"] else 1):
                fit = [name for name in self._known if short[begin:] in name]
                if fit:
                    if len(fit) == 1 and not any(match.start() < e and b < match.end() for b, e, _ in found):
                        found.append((match.start() + begin, match.end(), fit[0]))
                    break
        return sorted(found)

    def order(self, names: tuple[str, ...]) -> None:
        """Know the projects of a table without numbers in their order, which holds if no other table has another."""
        if len(names) > 1:
            self._orders.add(names)

    def called(self, number: str) -> str:
        """The project of a number; empty where nobody can tell."""
        key = _ordinal(number)
        if self._names or len(self._orders) != 1:
            return self._names.get(key, "")
        names = next(iter(self._orders))
        return names[_ORDINALS.index(key)] if key in _ORDINALS[: len(names)] else ""

    def named(self, name: str) -> bool:
        """Whether a table lists a project of this name."""
        return bool(name) and (name in self._known or name in (*self._names.values(), *self._told.values()))

    def in_order(self) -> list[str]:
        """All projects in the order of their numbers; none where one of them is not told."""
        names = [self._names.get(key, "") for key in _ORDINALS[: len(self._names)]]
        return names if all(names) else []

    def __bool__(self) -> bool:
        return bool(self._names or self._known or self._told or self._orders)


def _ordinal(number: str) -> str:
    return _ORDINALS[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(_ORDINALS) else number


def by_number(text: str, position: int, projects: Projects, of_unit: bool) -> str:
    """The project whose number stands before its money: 课题三经费2,900万元, 第二课题2,900万元.

    What a paper ``of_unit`` says to be put into a project is that unit's share (牵头课题一，投入1,350万元).
    """
    match = _CALLED.search(text, max(0, position - 60), position)
    match = match or _CALLED_ALONE.search(text, max(0, position - 10), position)
    match = match or _NTH.search(text, max(0, position - 20), position)
    match = match or _opened(text, position)
    if match is not None and _PUT_INTO.search(text, max(0, match.start() - 4), match.end()):
        return ""  # 丁方承担课题三，投入1,100万元
    match = match or _taken_on(text, position)
    if match is None or (of_unit and not re.search("经费|预算", match[0])):
        return ""
    return projects.called(match["n"])


def _opened(text: str, position: int) -> re.Match[str] | None:
    """The number of the project that opens a sentence in which no other money stands before the project's."""
    begin = max(text.rfind(mark, 0, position) for mark in "。；;\n") + 1
    if position - begin > _SENTENCE or "课题" not in text[begin:position] or _MONEY.search(text, begin, position):
        return None
    return _OPENED.search(text, begin, position)


_PUT_INTO = lazy(r"(?:承担|负责|牵头|主持|参[加与])(?:课题|项目|任务)[一二三四五六七八九十\d]{1,2}[，,]投入[^，,]*$")
"""What somebody who takes part in a project puts into it."""


def _taken_on(text: str, position: int) -> re.Match[str] | None:
    """The one project of whose number a clause speaks before one of its money: 甲方承担课题一，课题经费2,700万元."""
    head = _THEN_MONEY.search(text, max(0, position - 16), position)
    if head is None:
        return None
    begin = max(text.rfind(mark, 0, head.start()) for mark in "。；;\n") + 1
    if position - begin > _SENTENCE or _MONEY.search(text, begin, position):
        return None
    called = list(_TAKEN_ON.finditer(text, begin, head.start()))
    doing = [match for match in called if match["doing"]]
    told = called if len(called) == 1 else doing  # 负责课题三，参加课题四，经费980万元
    return told[0] if len(told) == 1 and not told[0]["more"] else None


def source_in(text: str, sentence: int, position: int, projects: Projects) -> str:
    """The numbered project in whose money one source's stands: 课题一5,200万元，其中财政1,300万元、自筹3,900万元."""
    begin = max(sentence, *(text.rfind(mark, sentence, position) + 1 for mark in "；;"))
    called = list(_TAKEN_ON.finditer(text, begin, position)) if projects else []
    if not called or called[-1]["more"] or not _MONEY.search(text, called[-1].end(), position):
        return ""
    return projects.called(called[-1]["n"]) if _PARTS.fullmatch(text, called[-1].end(), position) else ""


def told_by_number(text: str, position: int, name: int) -> bool:
    """Whether a project's number opens a sentence and a clause parts it from what begins at ``name``."""
    match = _opened(text, position)
    return match is not None and re.search("[，,]", text[match.start() : name]) is not None


def by_place(text: str, position: int) -> tuple[str, int] | None:
    """The project named behind its place in a list of projects, whose money is the first of its item."""
    begin = max(text.rfind(mark, 0, position) for mark in "。；;：:\n") + 1
    if position - begin > _SENTENCE or _MONEY.search(text, begin, position) or "课题" not in text[:position]:
        return None
    match = _ORDERED.search(text, begin, position)
    return (match["name"], match.start("name")) if match is not None else None


_SENTENCE = 200


def before_money(
    masked: str, quantity: Quantity, named: list[tuple[int, int, str]], of_unit: bool
) -> tuple[str, int] | None:
    """The project named last before its money in one sentence, which no other sum parts from it, and where it stands.

    “多物理场求解器”由甲公司牵头、乙大学支撑，安排3,200万元; 短程回收课题3,200万元次之. What a paper ``of_unit`` says to
    be put into a project is that unit's share.
    """
    before = [one for one in named if one[1] <= quantity.start]
    if not before or quantity.start - before[-1][1] > _FARTHEST:
        return None
    begin, end, name = before[-1]
    between = masked[end : quantity.start]
    if re.search(r"[。；;！？\n]", between) or _MONEY.search(between):
        return None
    if len(before) > 1 and re.fullmatch(r"[“”\"《》、，,和及与\s]*", masked[before[-2][1] : begin]):
        return None  # “甲”“乙”两个课题，经费700万元
    clause = max(between.rfind(mark) for mark in "，,、") + 1
    if of_unit and not re.search("经费|预算", between[clause:]):
        return None
    return (name, begin) if _COSTS.fullmatch(between[clause:]) else None


_MONEY = lazy(r"\d\s?[万亿]?元")


def all_in_turn(text: str, money: list[Quantity], projects: Projects) -> Iterator[tuple[int, tuple[str, int]]]:
    """Each project with where its money stands, where all are told in order: 课题五个，经费依次为9万元、8万元…."""
    match, names = _ALL_CALLED.search(text), projects.in_order()
    run = [q for q in money if match is not None and q.start >= match.end()][: len(names)]
    if match is None or not run or run[0].start != match.end() or _ordinal(match["n"]) != _ordinal(str(len(run))):
        return
    if len(run) == len(names) and all(_JOINED.fullmatch(text, one.end, two.start) for one, two in pairwise(run)):
        yield from ((q.start, (name, match.start())) for q, name in zip(run, names, strict=True))
