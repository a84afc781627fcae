"""N001: the area of one place that is to be built for all, as two papers say it: 共享中试车间8,600㎡ and 6,800㎡."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Paragraph
from doccheck.facts.model import Quantity
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_PAPERS = (Role.APPLICATION, Role.PLAN, Role.AGREEMENT, Role.CHARTER, Role.ALLOCATION, Role.TASK_LIST)
_PLACE = lazy(
    r"(?:(?<![一-鿿])|(?<=[条款建设立成造有])|(?<=打造|搭建|建成|新建))"
    r"(?P<name>(?:共享|共建|公共|联合|共性|共用)[一-鿿]{0,10}?(?:车间|基地|中心|平台|实验室|厂房|试验田|示范田|示范园|大楼|场地))"
    r"(?:总?(?P<kind>建筑|使用|占地)?面积|占地)?(?:约|为|是|共|达到?|计|[:：(（]|\s)*(?=\d)"
)
"""A place that all members build or use; one of a single unit has that unit's name before it."""


class _Area(Struct, frozen=True):
    """The area of a place where it is stated; ``kind`` is 建筑, 占地 or what the paper does not say."""

    kind: str
    area: Quantity
    part: Part
    evidence: Evidence


@check("N001")
def shared_places_differ(mapped: MappedSubmission) -> Iterator[Finding]:
    """Every named place of all that has another area in another place of the papers."""
    held: dict[str, list[_Area]] = {}
    for part in mapped.parts_of(*_PAPERS):
        for paragraph in part.passage.paragraphs():
            for name, area in _areas(part, paragraph):
                held.setdefault(name, []).append(area)
    for name, areas in held.items():
        first = areas[0]
        other = next((area for area in areas if _differ(first, area)), None)
        if other is None:
            continue
        said = "，".join(
            f"{part_name(mapped, each.part.id, each.part.document)}写 {each.area.written}" for each in (first, other)
        )
        yield finding(
            "N001",
            None,
            f"“{name}”的面积：{said}，前后不一致。",
            "请核对建设内容，统一各处的面积。",
            first.evidence,
            other.evidence,
            confidence=0.86,
        )


def _areas(part: Part, paragraph: Paragraph) -> Iterator[tuple[str, _Area]]:
    if paragraph.toc or not any(word in paragraph.text for word in ("㎡", "平方米", "平米", "亩", "m²", "m2")):
        return
    text = narrow(paragraph.text)
    found = {q.start: q for q in quantities(text) if q.unit in ("㎡", "亩") and not q.bound and not q.approximate}
    for match in _PLACE.finditer(text):
        area = found.get(match.end())
        if area is not None:
            quote = paragraph.text[match.start() : area.end].strip()
            evidence = Evidence(part.document, quote, paragraph.location)
            yield match["name"], _Area(match["kind"] or "", area, part, evidence)


def _differ(one: _Area, two: _Area) -> bool:
    alike = one.area.unit == two.area.unit and (not one.kind or not two.kind or one.kind == two.kind)
    return alike and (one.area.high < two.area.low or two.area.high < one.area.low)
