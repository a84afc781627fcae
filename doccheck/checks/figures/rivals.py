"""N001 and N004: one thing told with two values in two places, each in its own words.

What the catalogue knows is compared by :mod:`same`, what stands under one label by :mod:`told_twice`; here a judge that
has learnt from annotated papers says which of the other figures are rivals.
"""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.figures.judged import figures_of, likelihood
from doccheck.checks.figures.places import evidence_of, place_name, value_of
from doccheck.checks.figures.same import contradictions
from doccheck.checks.figures.told_twice import told_of_labels
from doccheck.checks.registry import check, finding
from doccheck.facts.comparing import slip
from doccheck.facts.numbers import narrow
from doccheck.facts.rivals import RIVALS
from doccheck.facts.rivals.pairs import Figure
from doccheck.facts.rivals.stated import measured
from doccheck.facts.shared_labels import shared
from doccheck.facts.told_meant import NOBODY
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.understanding.signs import judge


@check("N001", "N004")
def rivals_differ(mapped: MappedSubmission) -> Iterator[Finding]:
    """Two figures of one thing in unlike words, the likeliest first; each figure is held against one other."""
    needed = judge(RIVALS, "rivals").needed
    told = (*contradictions(mapped), *told_of_labels(mapped))
    known = [_values(found) for found in told]
    cited = {(e.document, e.location, value) for found in told for e in found.evidence for value in _values(found)}
    pairs = figures_of(mapped).pairs(of_one_quantity=False)
    likely = [(likelihood(mapped, one, two), one, two) for one, two in pairs]
    spoken: set[Figure] = set()
    for chance, one, two in sorted(likely, key=lambda each: -each[0]):
        if chance < needed:
            return
        values = {one.fact.value, two.fact.value}
        if spoken & {one, two} or any(values <= each for each in known):
            continue
        if any((f.told.document, f.told.location, f.fact.value) in cited for f in (one, two)):
            continue
        spoken |= {one, two}
        known.append(values)
        yield _finding(mapped, one, two)


def _values(found: Finding) -> set[float]:
    """The values of what a finding cites."""
    return {each.value for evidence in found.evidence for each in measured(narrow(evidence.quote))}


def _finding(mapped: MappedSubmission, one: Figure, two: Figure) -> Finding:
    a, b = one.fact, two.fact
    label = _label(one, two)
    places = [place_name(mapped, f.part, f.document, f.source, f.location) for f in (a, b)]
    whose = one.whose
    name = whose.name if whose is not None and whose.kind != NOBODY else ""
    said = [_quoted(figure) for figure in (one, two)]
    thing = f"{name}{f'{one.meant.year}年' if one.meant.year else ''}{label}"
    told = f"{places[0]}写“{said[0]}”，{places[1]}写“{said[1]}”"
    power = slip(a, b)
    if power and a.unit in ("万元", "%"):
        return finding(
            "N004", None, f"{thing or '同一数据'}：{told}，数值相差 {power:,.0f} 倍，疑似单位写错。",
            "请对照原始凭证核对单位，改正写错的一处。", evidence_of(a), evidence_of(b),
            confidence=0.75, related=("N001",),
        )  # fmt: skip
    return finding(
        "N001", None, f"{thing or '两处说的像是同一件事'}：{told}，{value_of(a)} 与 {value_of(b)} 前后不一致。",
        "请核对两处是否说的同一事项；是的，请以原始凭证或协议为准改成一致，不是的，请在文中写明区别。",
        evidence_of(a), evidence_of(b), confidence=0.75,
    )  # fmt: skip


def _label(one: Figure, two: Figure) -> str:
    """The name that both figures stand behind, if they do; words behind a number are seldom a name."""
    label = _LIMIT.sub("", shared(one.told, two.told)[0])
    named = any(_LIMIT.sub("", figure.told.before).endswith(label) for figure in (one, two))
    return label if named and len(label) > 1 else ""


_LIMIT = lazy(r"(?:不[低少高多大小]于|不超过|至少|达到?|为|应|须)+$")
"""What stands between a name and its figure: 整机平均无故障工作时间不低于."""
_LONGEST = 30


def _quoted(figure: Figure) -> str:
    """The figure with its clause, or its cell with its headers."""
    told = figure.told
    if told.table:
        return f"{told.clause.strip('，')}：{told.quantity.written}"
    start = max(told.begin, told.quantity.end - _LONGEST)
    return told.text[start : told.quantity.end].strip().lstrip("，,、；;。")
