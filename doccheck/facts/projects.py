"""Projects that a text calls by the number that a table gives them: 课题三经费2,900万元."""

from __future__ import annotations

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
_ALL_CALLED = lazy(rf"(?:课题|项目|任务){_N}[个项][，,]?总?(?:经费|预算|投入)(?:依次|分别)(?:为|是|[:：])?\s?")
_JOINED = lazy(r"\s?(?:、|和|及|与|以及|，|,)\s?")


class Projects(Struct):
    """The names of projects by the numbers that tables give them."""

    _names: dict[str, str] = field(default_factory=dict)

    def add(self, number: str, name: str) -> None:
        """Know a project by its number; a number that two projects have is nobody's."""
        key = _ordinal(number)
        if self._names.setdefault(key, name) != name:
            self._names[key] = ""

    def called(self, number: str) -> str:
        """The project of a number; empty where nobody can tell."""
        return self._names.get(_ordinal(number), "")

    def in_order(self) -> list[str]:
        """All projects in the order of their numbers; none where one of them is not told."""
        names = [self._names.get(key, "") for key in _ORDINALS[: len(self._names)]]
        return names if all(names) else []

    def __bool__(self) -> bool:
        return bool(self._names)


def _ordinal(number: str) -> str:
    return _ORDINALS[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(_ORDINALS) else number


def by_number(text: str, position: int, projects: Projects) -> str:
    """The project whose number stands before its money: 课题三经费2,900万元, 牵头课题一，经费3,100万元."""
    match = _CALLED.search(text, max(0, position - 60), position)
    return projects.called(match["n"]) if match is not None else ""


def all_in_turn(text: str, money: list[Quantity], projects: Projects) -> Iterator[tuple[int, tuple[str, int]]]:
    """Each project with where its money stands, where all are told in order: 课题五个，经费依次为9万元、8万元…."""
    match, names = _ALL_CALLED.search(text), projects.in_order()
    run = [q for q in money if match is not None and q.start >= match.end()][: len(names)]
    if match is None or not run or run[0].start != match.end() or _ordinal(match["n"]) != _ordinal(str(len(run))):
        return
    if len(run) == len(names) and all(_JOINED.fullmatch(text, one.end, two.start) for one, two in pairwise(run)):
        yield from ((q.start, (name, match.start())) for q, name in zip(run, names, strict=True))
