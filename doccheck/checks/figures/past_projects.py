"""N001: how many projects a unit has carried out in the past years, told differently in two papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from doccheck.checks.figures.labels import words_beside
from doccheck.checks.figures.places import evidence_of, place_name, thing_name, value_of
from doccheck.checks.figures.same import requirement_of
from doccheck.checks.registry import check, finding
from doccheck.facts.comparing import agree
from doccheck.facts.model import Fact, Nature
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission

_LEVEL = lazy(r"国家|省|市|区|县|部级|以上|厅局")
_KIND = lazy(r"牵头|主持|参与|横向|验收|在研|结题|重大|重点|攻关|其中|新增|立项|企业|合作|委托")
"""Words of some of the projects: a number of these is held against one of the same only."""


@check("N001")
def past_projects(mapped: MappedSubmission) -> Iterator[Finding]:
    """One finding for each unit whose projects of the same years, level and kind are two numbers."""
    held: dict[tuple[object, ...], list[Fact]] = {}
    for fact in mapped.facts:
        kind, _, what = fact.quantity.rpartition(".")
        if what != "projects" or kind not in ("lead", "member") or fact.nature is not Nature.CUMULATIVE:
            continue
        words = words_beside(mapped, fact)
        level, sort = (tuple(sorted(set(re.findall(p.pattern, words)))) for p in (_LEVEL, _KIND))
        held.setdefault((fact.subject, fact.year, fact.until, level, sort), []).append(fact)
    for facts in held.values():
        pair = next((p for p in combinations(facts, 2) if p[0].document != p[1].document and not agree(*p)), None)
        if pair is None:
            continue
        said = "，".join(
            f"{place_name(mapped, f.part, f.document, f.source, f.location)}写 {value_of(f)}" for f in pair
        )
        row = requirement_of(mapped, pair[0].quantity, "N001")
        yield finding(
            "N001",
            row,
            f"{thing_name(pair[0])}：{said}，前后不一致。",
            "请按立项文件核对项目数量，各处用同一起止年份和同一级别的口径。",
            *(evidence_of(fact) for fact in pair),
            confidence=0.86,
        )
