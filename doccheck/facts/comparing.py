"""Which facts speak of one thing, and whether their written values agree.

Two facts are compared only if quantity, subject, period, nature and books are the same: what was reached is never
held against what is aimed at, one year against another, a group against its parent company.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log10

from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Fact, Nature
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy

_DONE = frozenset((Nature.ACTUAL, Nature.AT_LEAST, Nature.AT_MOST))
_AHEAD = frozenset((Nature.PLAN, Nature.TARGET))
_OF_TERM = lazy(r"新增")
_OF_LESS = lazy(
    r"每年|年均|年度|首年|当年|第[一二三四五]年|20\d\d|其中|课题|任务|项目|牵头|各"
    r"|[甲乙丙丁戊己庚]方(?!承诺|保证|与)"
)
"""A number of new rights without a year is what the whole term brings, unless its words say that it is less."""
_OF_SOME = lazy(
    r"技术|突破|攻克|新|每|年|首|第|其中|各(?!方)|牵头|负责|承担|参[与加]|另|其[余他它]|[甲乙丙丁戊己庚辛]方|前期|已"
)
"""Words of some of a consortium's projects only, or of what they are to yield."""
_PROJECT = lazy(
    r"^(?:(?:子?课题|项目|任务|专题)?[(（]?(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[①-⑳])[)）]?[、.．:：\s]+|[①-⑳]|子?课题[一二三四五六七八九十\d])"
    r"|[“”\"《》「」]|(?:子?课题|项目|任务|专题)$"
)
"""What stands around a project's name: its number, quotation marks, the word 课题."""
_TOO_MANY = 3
"""Values of one thing in the prose of one paper from which it is likelier that it speaks of several things."""
_NEAR = 0.35
"""How far a value of no said books may be from one of said books to be meant for it."""

_Key = tuple[str, str, str]


def comparable(facts: Iterable[Fact], reference_year: int, left_out: frozenset[str] = frozenset()) -> list[list[Fact]]:
    """Groups of two facts and more that speak of one thing.

    ``left_out`` are quantities that are not compared. A yearly figure needs its year; a stock (staff, patents)
    without a year holds for the year of application and the one before; planned money without a year is that of the
    whole term.
    """
    held: dict[_Key, list[Fact]] = {}
    facts = list(facts)
    sentences = _with_books(facts)
    leads = Counter(_bare(fact.subject) for fact in facts if fact.quantity.startswith("lead."))
    lead = leads.most_common(1)[0][0] if leads else ""
    upward = _with_higher_levels(facts)
    for fact in facts:
        what = fact.quantity.rpartition(".")[2]
        if what in catalogue() and what not in left_out:
            kind = fact.quantity.removesuffix(what).replace("lead.", "member.")  # the name tells which unit
            name = lead if fact.quantity.startswith("lead.") else _bare(fact.subject)  # in one place misspelt
            if kind == "project.":
                name = _PROJECT.sub("", name) or name
            manner = f"{_manner(fact)}+" if id(fact) in upward else _manner(fact)
            held.setdefault((kind + what, name, manner), []).append(fact)
    groups = [_told_apart(group) for key, same in held.items() for group in _by_period(key, same, reference_year)]
    kept = _books_of_papers(groups)
    groups = [books for group in groups for books in _by_books(group, kept, sentences)]
    return [group for group in groups if len(group) > 1]


_UPWARD = lazy(r"省(?:部)?级及?以上")


def _with_higher_levels(facts: Sequence[Fact]) -> set[int]:
    """Platforms of a level and those above it, which others count apart: 国家级2个、省级4个，省级及以上共6个."""
    counted = [fact for fact in facts if fact.quantity.endswith(("platforms_national", "platforms_provincial"))]
    upward = [fact for fact in counted if fact.quantity.endswith("provincial") and _UPWARD.search(fact.quote)]
    found: set[int] = set()
    for fact in upward:
        own = [one for one in counted if one.subject == fact.subject and not any(one is other for other in upward)]
        higher = {one.value for one in own if one.quantity.endswith("national") and one.value}
        alone = {one.value for one in own if one.quantity.endswith("provincial")}
        if any(fact.value - more in alone for more in higher):
            found.add(id(fact))
    return found


_Kept = dict[tuple[str, str], str]


def _books_of_papers(groups: Iterable[Sequence[Fact]]) -> _Kept:
    """The books by which a paper counts a unit though it does not say so, as the figures it shares with others tell."""
    told: dict[tuple[str, str], set[str]] = {}
    for facts in groups:
        said = [fact for fact in facts if fact.scope]
        for fact in facts if said else ():
            if not fact.scope:
                agreeing = {other.scope for other in said if agree(fact, other)}
                told.setdefault((_bare(fact.subject), fact.document), set()).update(agreeing)
    return {paper: next(iter(scopes)) for paper, scopes in told.items() if len(scopes) == 1}


_Sentences = dict[tuple[str, str], set[int | None]]


def _with_books(facts: Iterable[Fact]) -> _Sentences:
    """The paragraphs of each paper whose figures are from these books; many, if the paper declares them for all."""
    told: _Sentences = {}
    for fact in facts:
        if fact.scope:
            told.setdefault((fact.document, fact.scope), set()).add(fact.location.block)
    return told


def _by_books(facts: Sequence[Fact], kept: _Kept, sentences: _Sentences) -> Iterator[list[Fact]]:
    """Figures of the group apart from those of the parent; what says neither is held against those of its paper's
    books, else against the nearest."""
    scoped: dict[str, list[Fact]] = {}
    for fact in facts:
        scoped.setdefault(fact.scope, []).append(fact)
    silent = scoped.pop("", [])
    if not scoped:
        yield silent
        return
    if any(not agree(one, two) and _borne_out(one, two, silent) for one in silent for two in scoped.get("group", [])):
        yield scoped.pop("group")
    for scope, books in list(scoped.items()):
        alone = all(len(sentences.get((fact.document, scope), ())) == 1 for fact in books)
        if alone and _told_apart_by_books(scope, books, silent):
            yield scoped.pop(scope)
    if not scoped:
        yield silent
        return
    said = [fact for books in scoped.values() for fact in books]
    beside = [(one, two) for one in silent for two in said if place_of(one) == place_of(two)]
    if any(not agree(one, two) for one, two in beside):  # the paper itself sets the unit's own against the group's
        yield from scoped.values()
        yield silent
        return
    far: list[Fact] = []
    for fact in silent:
        agreeing = [scope for scope, books in scoped.items() if any(agree(fact, other) for other in books)]
        if agreeing:  # shown beside what its paper agrees with, if another paper differs
            if len(agreeing) == 1:
                scoped[agreeing[0]].append(fact)
            continue
        near = {
            scope: min(_distance(fact, other) for other in books)
            for scope, books in scoped.items()
        }
        best = min(near, key=lambda scope: near[scope])
        if kept.get((_bare(fact.subject), fact.document)) == best:
            near[best] = 0.0
        if near[best] <= _NEAR and not any(place_of(fact) == place_of(other) for other in scoped[best]):
            scoped[best].append(fact)
        elif near[best] > _NEAR:
            far.append(fact)
    yield from scoped.values()
    yield far  # the group's revenue told in passing keeps no two papers from differing on the unit's own


def _distance(fact: Fact, other: Fact) -> float:
    """How far a value is from another one, by that one; none where only the unit was written wrongly (元 for 万元)."""
    if fact.unit == "万元" and any(agree(fact, other, factor) for factor in (1e4, 1e-4)):
        return 0.0
    return abs(fact.value - other.value) / max(abs(other.value), 1e-9)


def _borne_out(own: Fact, groups: Fact, silent: Sequence[Fact]) -> bool:
    """Whether a paper has the group's figure beside the unit's own one, which another paper has too."""
    beside = own.document == groups.document
    return beside and any(other.document != own.document and agree(own, other) for other in silent)


def _told_apart_by_books(scope: str, books: Sequence[Fact], silent: Sequence[Fact]) -> bool:
    """Whether the only sentence that says its books says them because its figure is not the one of all other papers.

    Consolidated figures are larger than the unit's own, and two papers and more agree without a word on the latter.
    """
    if any(fact.source != "prose" or not agree(fact, books[0]) for fact in books) or len(_papers(books)) > 1:
        return False
    said = books[0]
    beyond = [fact for fact in silent if not agree(fact, said) and (fact.value < said.value) is (scope == "group")]
    if any(agree(fact, said) and not any(agree(fact, other) for other in beyond) for fact in silent):
        return False
    return any(len(_papers(fact for fact in beyond if agree(fact, one))) > 1 for one in beyond)


def _papers(facts: Iterable[Fact]) -> set[str]:
    return {fact.document for fact in facts}


def _bare(subject: str) -> str:
    return narrow(subject).replace(" ", "")


def _manner(fact: Fact) -> str:
    if fact.nature in _DONE:
        return "done"
    return "ahead" if fact.nature in _AHEAD else "cumulative"


def _by_period(key: _Key, facts: Sequence[Fact], reference_year: int) -> Iterator[list[Fact]]:
    entry = catalogue()[key[0].rpartition(".")[2]]
    manner = key[2]
    spans: dict[tuple[int | None, int | None], list[Fact]] = {}
    for fact in facts:
        spans.setdefault((fact.year, fact.until), []).append(fact)
    open_ended = spans.pop((None, None), [])
    if entry.family == "date":
        yield list(facts)
    elif manner == "done" and not entry.flow:
        yield from _stocks(spans, open_ended, reference_year)
    elif manner == "ahead" and entry.family == "money" and not _of_a_year(key[0]):
        yield from _terms(spans, open_ended)
    elif manner == "ahead" and not entry.flow:
        # a table of goals counts each year by itself, a sentence all that is to be had by then
        staff = entry.family == "people"  # but staff is what there is then, wherever it is told
        yield from ([fact for fact in same if staff or fact.source != "table"] for same in spans.values())
        if key[0] == "consortium.projects":
            whole = [fact for fact in open_ended if not _OF_SOME.search(fact.quote)]
            if any(fact.source != "prose" for fact in whole):  # a form asks for all; sentences count those they mean
                yield whole
        if entry.family == "rights":
            whole = [fact for span, same in spans.items() if span[1] is not None for fact in same]
            yield [f for f in open_ended if _OF_TERM.search(f.quote) and not _OF_LESS.search(f.quote)] + whole
    else:
        yield from spans.values()


def _of_a_year(quantity: str) -> bool:
    """Whether a planned or hoped-for sum is one of a single year: revenue is, a budget is not."""
    return quantity.rpartition(".")[2] in ("revenue", "main_revenue", "profit", "tax", "output", "rd")


def _stocks(
    spans: dict[tuple[int | None, int | None], list[Fact]], open_ended: list[Fact], reference_year: int
) -> Iterator[list[Fact]]:
    """Stocks of one year; those without a year stand with the year, of this and the last, with which they agree."""
    now = [spans[year] for year in ((reference_year, None), (reference_year - 1, None)) if year in spans]
    yield from (same for same in spans.values() if not any(same is each for each in now))
    for same in now:
        others = [each for other in now if other is not same for each in other]
        yield same + [fact for fact in open_ended if not any(agree(fact, other) for other in others)]
    if not now:
        yield open_ended


def _terms(spans: dict[tuple[int | None, int | None], list[Fact]], open_ended: list[Fact]) -> Iterator[list[Fact]]:
    """Planned money: that of the whole term, said with its years or without, and that of single years."""
    whole = [span for span in spans if span[1] is not None]
    yield from (same for span, same in spans.items() if span not in whole)
    if len(whole) == 1:
        yield spans[whole[0]] + open_ended
    else:
        yield from (spans[span] for span in whole)
        yield open_ended


def _told_apart(facts: Sequence[Fact]) -> list[Fact]:
    """The facts without those of a place that gives several values to one thing: they are of several things.

    A paper's prose may contradict itself once; a table has a cell for each thing and does so only where it is misread
    or its totals are wrong, which is another finding.
    """
    values: dict[Place, list[Fact]] = {}
    for fact in facts:
        values.setdefault(place_of(fact), []).append(fact)
    kept: list[Fact] = []
    for place, held in values.items():
        distinct = _values(held)
        books = len({fact.scope for fact in held})
        if distinct < _TOO_MANY * books if place[1] is None else distinct <= books:
            kept += held
    return kept


def _values(held: Sequence[Fact]) -> int:
    """How many values there are, one said again more roughly (28.64亿元，近29亿元) counted once."""
    apart: list[Fact] = []
    for fact in sorted(held, key=lambda f: f.high - f.low):
        if not any(fact.scope == other.scope and agree(fact, other) for other in apart):
            apart.append(fact)
    return len(apart)


Place = tuple[str, int | tuple[int, ...] | None]


def place_of(fact: Fact) -> Place:
    """The table of a figure, or the prose (``None``) of its paper, of which a file may hold several."""
    location = fact.location
    if fact.source == "prose" or location.cell is None:
        return f"{fact.document} {fact.part}", None
    return fact.document, location.table if location.table is not None else location.block


def agree(one: Fact, two: Fact, factor: float = 1.0) -> bool:
    """Whether ``one`` times ``factor`` may be ``two``.

    Their written intervals meet, or one is the other with its last digits cut off; a last digit that differs by one
    in a long number is rounding too. A bound agrees with every value on its side.
    """
    value, low, high = one.value * factor, one.low * factor, one.high * factor
    if _bounds(one.nature, low, two.high) or _bounds(two.nature, two.low, high):
        return True
    if _bounds_above(one.nature, high, two.low) or _bounds_above(two.nature, two.high, low):
        return True
    gap = abs(value - two.value)
    if gap <= 1e-9 * max(1.0, abs(value)):
        return True
    if low < two.high - 1e-9 and two.low < high - 1e-9:
        return True
    if one.unit not in ("万元", "%", "亩", "㎡"):
        return low <= two.high and two.low <= high
    if 0 <= two.value - value < _cut_off(value, low, high) or 0 <= value - two.value < _cut_off(
        two.value, two.low, two.high
    ):
        return True
    return gap <= max(high - low, two.high - two.low) + 1e-9 and gap < 2e-4 * abs(value)


def _cut_off(value: float, low: float, high: float) -> float:
    """How much may be cut off behind a value's last digit: nothing that is told, where 约 has widened it already."""
    widened = value > 0 and abs(high - low - _ABOUT * value) < 1e-9 * value and 10 ** round(log10(value)) != value
    return 0.0 if widened else high - low - 1e-9


_ABOUT = 0.1
"""What part of a value its interval is where 约 stands before it (quantities.py)."""


def _bounds(nature: Nature, low: float, other_high: float) -> bool:
    return nature is Nature.AT_LEAST and other_high >= low


def _bounds_above(nature: Nature, high: float, other_low: float) -> bool:
    return nature is Nature.AT_MOST and other_low <= high


SLIPS = (1e2, 1e3, 1e4, 1e8)
"""Powers of ten by which a unit written wrongly changes a value."""


def slip(one: Fact, two: Fact) -> float:
    """The power of ten by which two values differ, nought where they differ otherwise."""
    return next((power for power in SLIPS if agree(one, two, power) or agree(two, one, power)), 0.0)


def digits(value: float) -> str:
    """The written digits of a number without noughts at its ends and the point: what is typed."""
    return f"{value:.8g}".replace(".", "").strip("0")


def typed_alike(low: float, high: float) -> bool:
    """Whether two numbers are one but for a power of ten, the order of their digits or a digit left out (63, 36)."""
    a, b = digits(low), digits(high)
    if sorted(a) == sorted(b):
        return True
    shorter, longer = sorted((a, b), key=len)
    rest = iter(longer)
    return len(shorter) > 1 and len(longer) == len(shorter) + 1 and all(digit in rest for digit in shorter)
