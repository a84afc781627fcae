"""N001: how many projects the consortium sets itself, told differently in two papers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from doccheck.checks.figures.labels import words_beside
from doccheck.checks.figures.places import evidence_of, place_name, thing_name, value_of
from doccheck.checks.figures.same import requirement_of
from doccheck.checks.registry import check, finding
from doccheck.facts.model import Fact, Nature
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Role

_SOME = lazy(
    r"其中|首批|[第前][一二三]批|先行|启动|牵头|主持|参与|横向|子课题|新增|企业|高校|院所|类|重点|每年|20\d\d|结题|验收|已"
)
"""Words of some of the projects, or of others than the consortium's own."""
_FEW = 2
_OF_ALL = (Role.APPLICATION, Role.PLAN, Role.AGREEMENT, Role.CHARTER, Role.ALLOCATION, Role.MEMBER_ROSTER)
"""Papers on the consortium; what a unit's own says of projects is mostly its own."""


@check("N001")
def planned_projects(mapped: MappedSubmission) -> Iterator[Finding]:
    """One finding where two papers count the projects differently, and a list or a third paper bears out one."""
    papers = {part.id for part in mapped.parts_of(*_OF_ALL)}
    told = [fact for fact in mapped.facts if fact.part in papers and _counts_all(mapped, fact)]
    borne_out = _listed(mapped) | {
        value for value in {f.value for f in told} if len({f.document for f in told if f.value == value}) >= _FEW
    }
    pair = next(
        (
            (a, b)
            for a, b in combinations(told, 2)
            if a.document != b.document and a.value != b.value and len({a.value, b.value} & borne_out) == 1
        ),
        None,
    )
    if pair is None:
        return
    values = {fact.value for fact in pair}
    said = "，".join(f"{place_name(mapped, f.part, f.document, f.source, f.location)}写 {value_of(f)}" for f in pair)
    yield finding(
        "N001",
        requirement_of(mapped, pair[0].quantity, "N001"),
        f"{thing_name(pair[0])}：{said}，前后不一致。",
        "请按课题清单核对课题数量，各处写成一致。",
        *(evidence_of(fact) for fact in (*pair, *(f for f in told if f not in pair and f.value in values))),
        confidence=0.86,
    )


def _counts_all(mapped: MappedSubmission, fact: Fact) -> bool:
    """Whether a fact is the number of all projects that the consortium is to carry out."""
    ahead = fact.nature in (Nature.PLAN, Nature.TARGET) and fact.value >= _FEW and fact.low == fact.high == fact.value
    if fact.quantity != "consortium.projects" or not ahead:
        return False
    words = f"{words_beside(mapped, fact)} {fact.quote}"
    return ("课题" in words or fact.source != "prose") and _SOME.search(words) is None


def _listed(mapped: MappedSubmission) -> set[float]:
    """How many projects the tables of single papers list with their money."""
    projects: dict[str, set[str]] = {}
    for fact in mapped.facts:
        if fact.quantity.startswith("project.") and fact.source == "table":
            projects.setdefault(fact.document, set()).add(fact.subject)
    return {float(len(names)) for names in projects.values() if len(names) >= _FEW}
