"""How well figures are read and contradictions found, over the packs of ``corpora/figures``."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field
from rapidfuzz import fuzz

from doccheck.evaluation.score import CodeScore
from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Fact
from doccheck.facts.numbers import narrow
from doccheck.findings import Finding, Severity
from doccheck.findings.report import Report
from doccheck.training.packs import Clash, GoldFact, Pack, packs, write_pack

CODES = ("N001", "N002", "N003", "N004", "N005", "N006", "M001", "M002", "E005", "V003")
"""The codes of contradictions."""
_OVER_YEARS = {"actual", "cumulative"}
_ALIKE = ({"N001", "N002", "N004"}, {"N002", "N006"}, {"N004", "N006", "N003"}, {"N005", "E005"})
"""Codes under which one and the same contradiction may rightly stand: the most specific one is a matter of taste."""


class Scores(Struct):
    """Facts and contradictions found, false and missed, with a line for each slip."""

    packs: int = 0
    facts: CodeScore = field(default_factory=CodeScore)
    quantities: dict[str, CodeScore] = field(default_factory=dict)
    codes: dict[str, CodeScore] = field(default_factory=dict)
    clashes: CodeScore = field(default_factory=CodeScore)
    trapped: int = 0
    """False alarms that fell for a planted look-alike."""
    traps: int = 0
    slips: list[str] = field(default_factory=list)


def score(all_packs: Iterable[Pack]) -> Scores:
    """Write every pack as Word files, check it, and compare."""
    from doccheck.api import check

    result = Scores()
    for pack in all_packs:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / pack.consortium
            folder.mkdir()
            write_pack(pack, folder)
            report = check(folder, pack.programme, occasion="apply", year=pack.year)
        result.packs += 1
        result.traps += len(pack.traps)
        _facts(pack, report, result)
        _clashes(pack, report, result)
    return result


def _place(pack: Pack, report: Report) -> dict[str, int]:
    """The number of each document in the pack by its id in the report."""
    order = {Path(paper.file).stem: number for number, paper in enumerate(pack.documents)}
    return {note.id: order[Path(note.path).stem] for note in report.documents if Path(note.path).stem in order}


def _facts(pack: Pack, report: Report, result: Scores) -> None:
    number = _place(pack, report)
    free = [fact for fact in report.facts if fact.document in number]
    for gold in pack.facts:
        own = result.quantities.setdefault(gold.quantity, CodeScore())
        found = next((f for f in free if number[f.document] == gold.document and matches(gold, f, pack)), None)
        if found is None:
            result.facts.missed += 1
            own.missed += 1
            result.slips.append(f"{pack.id} 漏 {gold.document} {_shown(gold)}")
        else:
            free.remove(found)
            result.facts.right += 1
            own.right += 1
    for fact in free:
        what = fact.quantity.rpartition(".")[2]
        if what in {gold.quantity for gold in pack.facts} and not _stated_twice(fact, report):
            result.facts.false += 1
            result.quantities.setdefault(what, CodeScore()).false += 1
            span = f"{fact.year}–{fact.until}" if fact.until else fact.year
            result.slips.append(
                f"{pack.id} 误 {number[fact.document]} {fact.quantity} {fact.subject} {span} {fact.nature} "
                f"{fact.value:g}{fact.unit} | {fact.quote[:40]}"
            )


def _stated_twice(fact: Fact, report: Report) -> bool:
    """Whether another fact read the same figure of the same place (a form's cell read as field and as table)."""
    return any(
        other is not fact
        and (other.document, other.location, other.value, other.quantity, other.year)
        == (fact.document, fact.location, fact.value, fact.quantity, fact.year)
        for other in report.facts
    )


def _shown(gold: GoldFact) -> str:
    value = f"{gold.value}{gold.unit}"
    return f"{gold.quantity} {gold.subject} {gold.year} {gold.nature} {value} | {gold.near} {gold.written}"


def matches(gold: GoldFact, fact: Fact, pack: Pack) -> bool:
    """Whether a fact is the annotated one: quantity, subject, period, nature and value."""
    entry = catalogue().get(gold.quantity)
    if not _same_quantity(gold, fact) or not _same_subject(gold.subject, fact, pack):
        return False
    if not _same_value(gold, fact) or not _same_nature(gold, fact):
        return False
    wanted = gold.year if isinstance(gold.year, tuple) else (gold.year, None)
    if wanted[0] == wanted[1]:
        wanted = (wanted[0], None)
    if entry is not None and not entry.flow and None in (gold.year, fact.year):
        return True  # a stock may or may not have its year said
    if gold.nature == "plan" and None in (gold.year, fact.year):
        return True  # planned money is that of the whole term, whether its years are said or not
    return (fact.year, fact.until) == wanted or (gold.year is None and not (entry and entry.flow))


def _same_quantity(gold: GoldFact, fact: Fact) -> bool:
    """What a unit is to pay in is one, called own money or not: 自筹里我公司4,000万元, 各方出资表（自筹部分）.

    So is what it is to spend in all, 投入 or 经费总额: the whole of a budget is the consortium's or a project's.
    """
    read = fact.quantity.rpartition(".")[2]
    of_unit = gold.subject != "consortium" and not gold.subject.startswith("project:")
    paid_in = of_unit and gold.nature == "plan" and {read, gold.quantity} <= {"self_funds", "investment"}
    spent = of_unit and {read, gold.quantity} <= {"total", "investment"}
    return read == gold.quantity or paid_in or spent


def _same_subject(subject: str, fact: Fact, pack: Pack) -> bool:
    kind = fact.quantity.partition(".")[0]
    if subject == "lead":
        return kind == "lead"
    if subject == "consortium":
        return kind in ("consortium", "budget")
    if subject.startswith("project:"):
        return kind == "project" and bare(subject[8:]) == bare(fact.subject)
    return kind == "member" and bare(fact.subject) == bare(subject)


_MU = 10_000 / 15
"""Square metres of a 亩."""


def _same_value(gold: GoldFact, fact: Fact) -> bool:
    if isinstance(gold.value, tuple):
        low, high = gold.value
        return abs(fact.low - low) <= 0.01 * abs(low) + 1 and abs(fact.high - high) <= 0.01 * abs(high) + 1
    value = fact.value * _MU if fact.unit == "亩" and gold.unit == "㎡" else fact.value
    return abs(value - gold.value) <= (1e-6 if value is fact.value else 1e-3) * max(1.0, abs(gold.value))


def _same_nature(gold: GoldFact, fact: Fact) -> bool:
    """A bound within a target is a target; plan and target are one where nothing is done yet.

    A share over several years (近三年强度6.8%) is no sum, so that some call it actual and some cumulative; so are the
    tasks of a consortium actual to some and planned to others.
    """
    natures = {gold.nature, fact.nature.value}
    if isinstance(gold.year, tuple) and gold.quantity == "rd_intensity" and natures <= _OVER_YEARS:
        return True
    future = {"target", "plan"}
    if gold.quantity == "projects" and gold.subject == "consortium":
        future.add("actual")  # tasks that a plan lists are planned and are there
    if gold.nature in future:
        return fact.nature.value in future or (fact.nature.value in ("at_least", "at_most") and gold.nature == "target")
    if gold.nature in ("at_least", "at_most"):
        return fact.nature.value in (gold.nature, "actual")
    return fact.nature.value == gold.nature


def bare(text: str) -> str:
    """Text without blanks and punctuation, half-width."""
    return re.sub(r"\W", "", narrow(text))


def _clashes(pack: Pack, report: Report, result: Scores) -> None:
    number = _place(pack, report)
    findings = [f for f in report.findings if f.code in CODES and f.severity is not Severity.INFO]
    open_clashes = list(pack.contradictions)
    said: list[Clash] = []
    for finding in findings:
        alike = [c for c in open_clashes if _is(finding, c, pack, number)]
        alike = alike or [c for c in open_clashes if _misplaced(finding, c, pack, number)]
        alike.sort(key=lambda c: (c.optional, c.code != finding.code))
        clash = next(iter(alike), None)
        if clash is not None and clash.optional:
            clash = _main_of(clash, open_clashes) or clash
        if clash is not None:
            open_clashes.remove(clash)
            said.append(clash)
            if clash.optional:
                continue
            result.clashes.right += 1
            result.codes.setdefault(clash.code, CodeScore()).right += 1
        elif not any(_is(finding, c, pack, number) for c in said):
            trap = next((t for t in pack.traps if _is(finding, t, pack, number)), None)
            result.trapped += trap is not None
            result.clashes.false += 1
            result.codes.setdefault(finding.code, CodeScore()).false += 1
            fell = f"（陷阱：{trap.why}）" if trap else ""
            result.slips.append(f"{pack.id} 误报 {finding.code} {finding.message}{fell}")
    for clash in (c for c in open_clashes if not c.optional):
        result.clashes.missed += 1
        result.codes.setdefault(clash.code, CodeScore()).missed += 1
        result.slips.append(f"{pack.id} 漏报 {clash.code} {clash.why}｜{'｜'.join(clash.quotes)}")


def _main_of(other: Clash, open_clashes: list[Clash]) -> Clash | None:
    """The one contradiction of which an optional pair is another view: the same code and one of its places."""
    places = set(zip(other.documents, other.quotes, strict=True))
    same = [
        c for c in open_clashes
        if not c.optional and c.code == other.code and places & set(zip(c.documents, c.quotes, strict=True))
    ]  # fmt: skip
    return same[0] if len(same) == 1 else None


def _is(finding: Finding, clash: Clash, pack: Pack, number: dict[str, int]) -> bool:
    """Whether a finding is about a clash: its code, and one of the quotes in what it says or points at.

    A quote is short (“9,600”), so it must stand in the message or in the evidence of its own document; of a clash
    with several quotes, two must, or all that the finding can hold.
    """
    wanted = clash.code or clash.like
    if finding.code != wanted and not any({finding.code, wanted} <= alike for alike in _ALIKE):
        return False
    held, total = 0, False
    for document, quote in zip(clash.documents, clash.quotes, strict=True):
        first = finding.evidence[0]
        total = total or (number.get(first.document) == document and bare(first.quote) == bare(quote))
        own = [bare(e.quote) for e in finding.evidence if number.get(e.document) == document]
        held += any(_holds(text, bare(quote)) for text in own) or (
            len(bare(quote)) > 2 and bare(quote) in bare(finding.message)
        )
    distinct = len({bare(quote) for quote in clash.quotes})
    alone = len(finding.evidence) == 1 or finding.code == "N004"  # one figure is wrong, whatever betrays it
    alone = alone or (finding.code == "N006" and total)  # the total itself, whichever of its parts are cited
    return held >= min(2, distinct) or (held >= 1 and alone)


def _misplaced(finding: Finding, clash: Clash, pack: Pack, number: dict[str, int]) -> bool:
    """Whether a finding's date or rate is that of a clash, though the period or the terms are cited from elsewhere.

    A finding names what is wrong first; no other clash of the pack may hold it, and of a rate its digits must stand
    in the clash's quote.
    """
    first, said = finding.evidence[0], re.search(r"写“([^”]+)”", finding.message)
    rate = bare(said[1]) if said is not None and finding.code == "N003" else ""
    own = [
        quote for document, quote in zip(clash.documents, clash.quotes, strict=True)
        if number.get(first.document) == document and _holds(bare(first.quote), bare(quote)) and rate in bare(quote)
    ]  # fmt: skip
    others = {bare(quote) for other in pack.contradictions if other is not clash for quote in other.quotes}
    told = finding.code == "N005" or rate
    return bool(told) and finding.code == clash.code and any(bare(quote) not in others for quote in own)


def _holds(text: str, quote: str) -> bool:
    """Whether evidence holds a quote, or a long quote but for a sign or two (陆佰陆拾万元整)."""
    if quote in text or (len(text) > 3 and text in quote):
        return True
    return len(quote) >= 5 and len(text) >= 5 and fuzz.partial_ratio(quote, text) >= 85


def f1(one: CodeScore) -> float:
    """The harmonic mean of precision and recall."""
    whole = 2 * one.right + one.false + one.missed
    return 2 * one.right / whole if whole else 1.0


def report_lines(folder: Path, slips: bool = False) -> Iterator[str]:
    """The table of one folder of packs; with every slip where asked."""
    seen = score(packs(folder))
    facts, clashes = seen.facts.right + seen.facts.missed, seen.clashes.right + seen.clashes.missed
    yield f"材料包 {seen.packs} 份，事实 {facts} 条，矛盾 {clashes} 处，陷阱 {seen.traps} 处"
    yield f"  {'quantity':<22}{'right':>6}{'false':>6}{'missed':>7}{'F1':>8}"
    for name, own in sorted(seen.quantities.items()):
        yield f"  {name:<22}{own.right:>6}{own.false:>6}{own.missed:>7}{f1(own):>8.3f}"
    yield f"  {'事实合计':<18}{seen.facts.right:>6}{seen.facts.false:>6}{seen.facts.missed:>7}{f1(seen.facts):>8.3f}"
    for name, own in (*sorted(seen.codes.items()), ("矛盾合计", seen.clashes)):
        yield (
            f"  {name:<8}对 {own.right:>4}  误 {own.false:>4}  漏 {own.missed:>4}  "
            f"查准 {own.precision or 0:.3f}  查全 {own.recall or 0:.3f}"
        )
    yield f"  其中落入陷阱的误报 {seen.trapped} 处"
    if slips:
        yield from seen.slips
