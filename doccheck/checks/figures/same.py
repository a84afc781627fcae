"""N001 and N004: one quantity of one subject for one period with different values in two places.

Values are compared as the intervals of their written digits; a pure slip of the unit is N004.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from msgspec.structs import replace
from rapidfuzz import fuzz

from doccheck.checks.figures.anothers import of_another, rates_of_other_years, tabled
from doccheck.checks.figures.areas import of_one_place
from doccheck.checks.figures.estranged import estranged
from doccheck.checks.figures.far_apart import barely_apart, near
from doccheck.checks.figures.kinds import counted_wrongly
from doccheck.checks.figures.own_money import as_own_money
from doccheck.checks.figures.parts_of_whole import of_a_part
from doccheck.checks.figures.places import (
    evidence_of,
    place_name,
    quantity_name,
    subject_name,
    thing_name,
    value_of,
)
from doccheck.checks.figures.tables import WrongTotals
from doccheck.checks.figures.with_and_without import with_and_without
from doccheck.checks.figures.wordings import by_wording, in_cash
from doccheck.checks.registry import check, finding
from doccheck.document import block_text
from doccheck.facts.comparing import SLIPS, agree
from doccheck.facts.comparing import comparable as facts_of_one_thing
from doccheck.facts.model import Fact, Nature
from doccheck.facts.numbers import narrow
from doccheck.facts.subjects import Units, clean_name, units_of
from doccheck.findings import Finding, Severity
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.once import once
from doccheck.programme.schema import FieldRow, Role, Row, SameRow, SumRow

COUNTED = frozenset(
    (
        "members",
        "platforms_national",
        "platforms_provincial",
        "platforms_municipal",
        "area",
    )
)
"""Quantities that are compared with rows of rosters elsewhere, or mean a different set wherever they stand."""
_LEVELS = frozenset(("platforms_national", "platforms_provincial", "platforms_municipal"))
"""Levels of platforms, of which forms ask with those above (省级及以上); sentences tell each level by itself."""


@check("N001", "N004")
def figures_differ(mapped: MappedSubmission) -> Iterator[Finding]:
    """Every quantity whose places contradict each other: one finding for each, with all places."""
    yield from contradictions(mapped)


@once
def contradictions(mapped: MappedSubmission) -> tuple[Finding, ...]:
    """What :func:`figures_differ` tells of a submission."""
    return tuple(_contradictions(mapped))


def _contradictions(mapped: MappedSubmission) -> Iterator[Finding]:
    above = _parts_above_their_total(mapped)
    known = tabled(mapped)
    units = units_of(mapped)
    totals = WrongTotals(mapped)
    of_other_years = rates_of_other_years(mapped.facts)
    agreements = {part.id for part in mapped.parts_of(Role.AGREEMENT, Role.CHARTER)}
    clashes = [
        clash
        for facts in comparable(mapped)
        if (clash := conflicting([fact for fact in facts if not of_another(fact, facts, known, units)]))
        and (clash := conflicting([f for f in clash if not (f.unit == "%" and of_other_years(f))]))
        and (clash := conflicting([fact for fact in clash if not _added_up_wrongly(totals, fact, clash)]))
        and not any(f.source == "field" and f.quantity in above for f in clash)
        and not _into_several_projects(clash, agreements)
        and not with_and_without(mapped, clash)
    ]
    other_books = _of_other_books(clashes)
    apart = estranged(comparable(mapped))
    for number, clash in enumerate(clashes):
        if number not in other_books:
            yield _finding(mapped, clash, apart)
    for numbers in dict.fromkeys(other_books.values()):
        yield _books_not_said(mapped, [clashes[number] for number in numbers])


def _added_up_wrongly(totals: WrongTotals, fact: Fact, facts: list[Fact]) -> bool:
    """Whether a figure is a table's wrong total whose right sum is what the others say: that is told as N006."""
    for wrong in totals.beside(fact):
        if wrong.cell.location == fact.location and wrong.stated:
            true = wrong.added * fact.value / wrong.stated
            return any(other.low - 1e-6 <= true <= other.high + 1e-6 for other in facts if other is not fact)
    return False


def _into_several_projects(clash: list[Fact], agreements: set[str]) -> bool:
    """Whether one paper alone says what a unit pays in: it may pay into several projects.

    An agreement's sentence and its table speak of one payment.
    """
    first = clash[0]
    if {f.part for f in clash} <= agreements and {f.source for f in clash} == {"prose", "table"}:
        return False
    money = first.quantity.rpartition(".")[2] in ("investment", "self_funds") and first.nature is Nature.PLAN
    return money and not first.quantity.startswith("consortium") and len({fact.document for fact in clash}) == 1


_MANY = 3
"""Quantities of one unit that differ between the same two papers from which the papers count differently."""
_FAR = 1.25
"""How many times larger one paper's values must be for it."""


def _of_other_books(clashes: list[list[Fact]]) -> dict[int, tuple[int, ...]]:
    """Clashes in which one paper gives much more of a unit's everything than another, by the others of their kind.

    Revenue, staff and patents that are all larger in one paper are not three slips of the pen: it speaks of the group.
    """
    together: dict[tuple[str, str, str], list[int]] = {}
    for number, clash in enumerate(clashes):
        low, high = min(clash, key=lambda f: f.value), max(clash, key=lambda f: f.value)
        apart = low.document != high.document and low.nature is Nature.ACTUAL
        if apart and high.value >= _FAR * low.value > 0 and not _slip(clash):
            together.setdefault((low.subject, low.document, high.document), []).append(number)
    return {number: tuple(held) for held in together.values() if len(held) >= _MANY for number in held}


def _books_not_said(mapped: MappedSubmission, clashes: list[list[Fact]]) -> Finding:
    low, high = (pick(clashes[0], key=lambda f: f.value) for pick in (min, max))
    names = "、".join(quantity_name(clash[0]) for clash in clashes[:4])
    return finding(
        "N001",
        None,
        f"{subject_name(low)}的{names}等 {len(clashes)} 项数据，"
        f"{_places(mapped, [high])}都明显大于{_places(mapped, [low])}"
        f"（如{quantity_name(low)} {value_of(high)} 与 {value_of(low)}），可能一处是集团合并口径、一处是本单位口径。",
        "请在各处注明口径（合并报表或母公司），申报数据用同一口径。",
        *(evidence_of(fact) for clash in clashes[:4] for fact in clash[:2]),
        severity=Severity.INFO,
        confidence=0.6,
    )


def _parts_above_their_total(mapped: MappedSubmission) -> set[str]:
    """Quantities of the form that exceed the total beside them: N002 names that cause, N001 only follows from it."""
    held = {f.quantity: f for f in mapped.facts if f.source == "field"}
    above: set[str] = set()
    for row in mapped.programme.rows:
        if isinstance(row, SumRow) and row.relation == "part_of" and row.total is not None:
            total = held.get(row.total.quantity)
            for label in row.parts:
                part = held.get(label.quantity)
                if total is not None and part is not None and part.low > total.high:
                    above |= {part.quantity, total.quantity}
    return above


@once
def comparable(mapped: MappedSubmission) -> list[list[Fact]]:
    """Facts that speak of one thing (see :func:`doccheck.facts.comparing.comparable`)."""
    wrong = counted_wrongly(mapped.facts)
    plain = [
        in_cash(_of_the_unit(fact))
        for fact in _plainly_attributed(mapped)
        if not _under_a_year(fact) and not of_a_part(mapped, fact) and not _of_forerunner(fact) and not _done(fact)
        if id(fact) not in wrong
    ]
    plain = list(as_own_money(plain))
    areas = of_one_place(mapped, (fact for fact in plain if fact.quantity.endswith(".area")))
    groups = [facts_of_one_thing(facts, mapped.year) for facts in areas]
    others = by_wording(mapped, facts_of_one_thing(plain, mapped.year, COUNTED))
    levels = facts_of_one_thing((replace(fact, scope="") for fact in plain if _of_one_level(fact)), mapped.year)
    return [*others, *levels, *(same for group in groups for same in group)]


def _done(fact: Fact) -> bool:
    """Whether projects are counted that were done or are a unit's: each place counts those of its kind and years."""
    planned = fact.nature in (Nature.PLAN, Nature.TARGET) and fact.quantity.startswith("consortium.")
    return fact.quantity.endswith(".projects") and not planned


def _of_one_level(fact: Fact) -> bool:
    """Whether a sentence counts the platforms of a unit that are of one level, and not those above it."""
    kind, _, what = fact.quantity.rpartition(".")
    return what in _LEVELS and kind != "consortium" and fact.source == "prose" and "以上" not in fact.quote


_TURNED_INTO = lazy(r"改制|更名|改名|前身|合并|重组|改组|分立")


def _of_forerunner(fact: Fact) -> bool:
    """Whether a sentence's founding is that of the firm into which an older one was turned."""
    return fact.source == "prose" and fact.quantity.endswith(".founded") and bool(_TURNED_INTO.search(fact.quote))


_YEARS_OWN = lazy(r"^\W*(?:[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?20\d\d\s?年度?(?!\s?[-—–~－至到、底末前])")


_INSTALMENT = lazy(r"首[期年批笔次]|首个年度|第[一二三四]?[期批笔]|前期|先期|先行|[一-三]期(?=到位|自筹|出资|投入)")
"""Words of money paid at first: a part of what is paid in all."""


def _under_a_year(fact: Fact) -> bool:
    """Whether money of the whole term is said of one of its years or payments: it may be that one's alone."""
    planned = fact.nature is Nature.PLAN and fact.until is not None and fact.source == "prose"
    return planned and (
        any(_YEARS_OWN.search(heading) for heading in fact.location.heading) or bool(_INSTALMENT.search(fact.quote))
    )


def _of_the_unit(fact: Fact) -> Fact:
    """The fact without its books where it has none: what a firm's licence says is the firm's alone, and
    what several units do together is in no parent's books."""
    licensed = fact.quantity.endswith((".registered_capital", ".founded")) and fact.scope == "parent"
    joint = fact.quantity.startswith(("consortium.", "project.")) and fact.scope == "parent"
    return replace(fact, scope="") if licensed or joint else fact


def _plainly_attributed(mapped: MappedSubmission) -> list[Fact]:
    """The facts without those that the prose of a unit's profile seems to state of somebody else.

    Whoever reads a profile takes its figures for those of the unit that the paper, a heading or the paragraph's first
    words name; a sentence that names another is seldom about its books.
    """
    owner = {p.id: p.organisation for p in mapped.parts if p.role in _PROFILES and p.organisation}
    units = units_of(mapped)
    meant = {id: units.named(name) for id, name in owner.items()}  # a title may have the short name alone
    owner |= {id: unit.name for id, unit in meant.items() if unit is not None and unit.name}
    of_lead = {p.id for p in mapped.parts if p.role is Role.LEAD_PROFILE}
    of_lead |= {id for id, unit in meant.items() if unit is not None and unit.kind == "lead"}
    return [
        fact
        for fact in mapped.facts
        if fact.source != "prose"
        or fact.part not in owner
        or (fact.part in of_lead and fact.quantity.startswith("lead."))
        or _is_of(fact, owner[fact.part], mapped, units)
    ]


def _is_of(fact: Fact, owner: str, mapped: MappedSubmission, units: Units) -> bool:
    subject = clean_name(fact.subject)
    block = fact.location.block
    text = ""
    if block is not None and fact.location.cell is None:
        text = block_text(mapped.documents[fact.document].blocks[block])[:_OPENING]
    opening = units.mentions(narrow(text))[:1]
    if any(unit is not None and unit.name == fact.subject for _, _, unit in opening):
        return True
    named = (clean_name(each) for each in (owner, *fact.location.heading[-2:], text) if each)
    return any(subject in each or fuzz.partial_ratio(subject, each) >= _SAME_NAME for each in named)


_OPENING = 40
_SAME_NAME = 80
_PROFILES = (Role.LEAD_PROFILE, Role.MEMBER_PROFILE)


def same_place(one: Fact, two: Fact) -> bool:
    """Whether two facts come from one paragraph or cell."""
    return (one.document, one.location) == (two.document, two.location)


def conflicting(facts: list[Fact]) -> list[Fact]:
    """The facts to show: one for each place and value if any two places disagree, else nothing."""
    if len(facts) < 2 or (all(agree(facts[0], other) for other in facts[1:]) and not _spread(facts)):
        return []
    clash = any(not agree(a, b) and not same_place(a, b) for i, a in enumerate(facts) for b in facts[i + 1 :])
    if not clash:
        return []
    shown: dict[tuple[str, object, float], Fact] = {}
    for fact in facts:
        shown.setdefault((fact.document, fact.location, fact.value), fact)
    kept = list(shown.values())
    # A paragraph that states the value twice in unlike words (其中…) is read by its agreeing figure.
    agreeing = [
        f
        for f in kept
        if not any(
            same_place(f, g)
            and f is not g
            and any(agree(g, h) and not same_place(g, h) for h in kept)
            and not any(agree(f, h) and not same_place(f, h) for h in kept)
            for g in kept
        )
    ]
    still = any(not agree(a, b) and not same_place(a, b) for i, a in enumerate(agreeing) for b in agreeing[i + 1 :])
    return agreeing if still else []


def _spread(facts: list[Fact]) -> bool:
    return max(f.low for f in facts) > min(f.high for f in facts)


def _finding(mapped: MappedSubmission, facts: list[Fact], apart: Callable[[Fact, Fact], bool]) -> Finding:
    slip = _slip(facts)
    close = [] if slip else near(facts, apart)
    facts = close or facts
    first = facts[0]
    values: dict[float, list[Fact]] = {}
    for fact in facts:
        values.setdefault(fact.value, []).append(fact)
    said = "，".join(f"{_places(mapped, held)}写 {value_of(held[0])}" for held in values.values())
    what = thing_name(first)
    evidence = [evidence_of(fact) for fact in facts[:8]]
    if slip:
        return finding(
            "N004",
            _slip_row(mapped, facts),
            f"{what}：{said}，数值相差 {slip:,.0f} 倍，疑似单位（元、万元、亿元）写错。",
            "请对照审计报告或原始凭证核对单位，改正写错的一处。",
            *evidence,
            confidence=0.9,
            related=("N001",),
        )
    row = requirement_of(mapped, first.quantity, "N001")
    why = "" if close else _why_apart(facts, apart)
    if close and barely_apart(facts):
        why = "相差很小，可能是取数或修约不同"
    if why:
        return finding(
            "N001",
            row,
            f"{what}：{said}，{why}，可能不是同一口径或同一事项。",
            "请核对两处是否同一单位、同一年度、同一口径；不同的请在文中写明，相同的请改成一致。",
            *evidence,
            severity=Severity.INFO,
            confidence=0.5,
        )
    return finding(
        "N001",
        row,
        f"{what}：{said}，前后不一致。",
        (row.advice if row else "") or "请以审计报告或原始凭证为准核对，把各处改成同一数据和同一口径。",
        *evidence,
        confidence=0.93 if any(f.source in ("field", "roster") for f in facts) else 0.88,
    )


def _why_apart(facts: list[Fact], apart: Callable[[Fact, Fact], bool]) -> str:
    """Why figures that differ are told for information only."""
    estranged_ones = any(apart(one, other) for i, one in enumerate(facts) for other in facts[i + 1 :])
    return "两处的同类数据大多不同" if estranged_ones else "相差较多"


def _places(mapped: MappedSubmission, facts: list[Fact]) -> str:
    names = dict.fromkeys(place_name(mapped, f.part, f.document, f.source, f.location) for f in facts)
    return "、".join(list(names)[:3])


def unit_slip(clash: list[Fact]) -> list[Fact]:
    """The facts of a clash if they differ by a unit written wrongly, else none."""
    return clash if clash and _slip(clash) else []


def _slip(facts: list[Fact]) -> float | None:
    """The power of ten between two values that are otherwise one, when the facts are money and nothing else differs."""
    if facts[0].unit != "万元":
        return None
    low = min(facts, key=lambda f: f.value)
    high = max(facts, key=lambda f: f.value)
    if low.value <= 0 or any(math.isinf(f.high) for f in facts):
        return None
    for factor in SLIPS:
        if agree(low, high, factor) and all(agree(f, low) or agree(f, high) for f in facts):
            return factor
    return None


def _slip_row(mapped: MappedSubmission, facts: list[Fact]) -> Row | None:
    if not any(fact.source == "field" for fact in facts):
        return None
    row = requirement_of(mapped, facts[0].quantity, "N004")
    return row if isinstance(row, FieldRow) else None


def requirement_of(mapped: MappedSubmission, quantity: str, code: str) -> Row | None:
    """The row that asks for this quantity with this code: a row of agreement first, then the form's own field."""
    rows = [row for row in mapped.programme.rows if code in row.code]
    for row in rows:
        if isinstance(row, SameRow) and quantity in row.quantities:
            return row
    for row in rows:
        if isinstance(row, FieldRow) and any(label.quantity == quantity for label in row.fields):
            return row
        if isinstance(row, SumRow) and quantity in [p.quantity for p in (row.total, *row.parts) if p is not None]:
            return row
    return None
