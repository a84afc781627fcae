"""N005: yearly figures of a unit from before the year in which running text says it was founded.

:mod:`periods` tells it where a form or table gives the founding; prose is believed where all papers agree and no paper
tells of a forerunner.
"""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.figures.origins import forerunners
from doccheck.checks.figures.places import evidence_of
from doccheck.checks.registry import check, finding
from doccheck.facts.model import Fact, Nature
from doccheck.facts.numbers import narrow
from doccheck.facts.subjects import units_of
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Role

_LIVING = frozenset(("revenue", "main_revenue", "rd", "profit", "net_profit", "tax", "output"))
"""What a unit has in a year only if it was there."""
_OTHERS = lazy(r"变更|划转|集团|母公司|原有|筹[备建]|股改|老厂|模拟|备考|口径|同一控制|追溯")
"""Words by which older figures may be somebody else's."""
_PAPERS = (Role.APPLICATION, Role.PLAN, Role.LEAD_PROFILE, Role.MEMBER_PROFILE, Role.UNKNOWN)


@check("N005")
def figures_before_founding(mapped: MappedSubmission) -> Iterator[Finding]:
    """“公司成立于2017年4月…营业收入从2015年的1,860万元增至…”."""
    told: dict[str, list[Fact]] = {}
    for fact in mapped.facts:
        if fact.quantity.endswith(".founded") and fact.year is None:
            told.setdefault(fact.subject, []).append(fact)
    for name, founded in told.items():
        year = int(founded[0].value)
        if not name or any(f.source != "prose" or f.value != year for f in founded):
            continue
        early = [f for f in mapped.facts if f.subject == name and _is_early(f, year)]
        if not early or _older(mapped, name):
            continue
        first = min(early, key=lambda f: f.year or 0)
        place = next((f for f in founded if f.document == first.document), founded[0])
        yield finding(
            "N005",
            None,
            f"{name}写“{place.quote.strip()[:40]}”，却有 {first.year} 年的数据“{first.quote.strip()[:40]}”。",
            "请核对成立时间；数据来自前身单位的请注明。",
            evidence_of(place),
            evidence_of(first),
            confidence=0.84,
        )


def _is_early(fact: Fact, founded: int) -> bool:
    """Whether a fact is a unit's own of a year before its founding."""
    living = fact.quantity.rpartition(".")[2] in _LIVING and fact.nature is Nature.ACTUAL
    return living and fact.year is not None and fact.until is None and fact.year < founded and fact.value > 0


def _older(mapped: MappedSubmission, name: str) -> bool:
    """Whether a unit's paper, or a paragraph that names it, tells of a forerunner or of figures of somebody else."""
    units = units_of(mapped)
    for part in mapped.parts_of(*_PAPERS):
        own = part.organisation == name or (not part.organisation and part.role is Role.LEAD_PROFILE)
        for paragraph in part.passage.paragraphs():
            text = narrow(paragraph.text)
            if not (_OTHERS.search(text) or any(forerunners(text))):
                continue
            if own or any(s is not None and s.name == name for *_, s in units.mentions(text)):
                return True
    return False
