"""N002: a number and the list beside it that does not make it, where a judge of many such lists takes it for a slip.

The rules of enumerations.py, partitions.py and named_lists.py know wordings; this reads any: every total whose
neighbours nearly make it (breakdowns.py), every number of things with one more or one fewer named (announced.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.figures.counts import contradicted_totals
from doccheck.checks.figures.enumerations import Enumeration, enumerations
from doccheck.checks.figures.measured import measures
from doccheck.checks.figures.named_lists import misdealt, misnamed
from doccheck.checks.figures.places import number, part_name
from doccheck.checks.figures.reckoned_means import sums_of_years
from doccheck.checks.figures.sums import composed_lists, enumeration_finding, leaves_out_a_kind
from doccheck.checks.registry import check, finding
from doccheck.facts.listed import LISTS, announced_signs, breakdown_signs
from doccheck.facts.listed.announced import Announced, misnumbered
from doccheck.facts.listed.breakdowns import Breakdown, breakdowns
from doccheck.facts.listed.stretches import Stretch, stretches
from doccheck.facts.model import Quantity
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role
from doccheck.understanding.signs import judge

_LABEL = lazy(r"[、,，;；:：()（）\n。]|分别|依次|其中")
_NUMERALS = lazy(r"^[\d,，.\s一二三四五六七八九十百千万亿两〇零壹贰叁肆伍陆柒捌玖拾]+")
_KINDS = "个"
_SHOWN = 60
_NOUN = 6
"""Signs behind a number's measure that may be the name of what it counts; more is a clause (三项荣誉均在有效期内)."""


@check("N002")
def lists_that_do_not_make_their_number(mapped: MappedSubmission) -> Iterator[Finding]:
    """Sums and lists of names in any words, unless a rule has told them already."""
    sums, names = judge(LISTS, "sums"), judge(LISTS, "names")
    contradicted = contradicted_totals(mapped)
    composed = {(part.document, whole.location) for part, whole, _, _ in composed_lists(mapped)}
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        told: set[tuple[object, int]] = set()
        for stretch in stretches(part.passage.blocks):
            for found in breakdowns(stretch.text):
                place = stretch.place(found.total.start)
                again = (place, found.total.start)
                if found.total.start >= stretch.until or again in told or _known(stretch, found.total.value):
                    continue
                if (part.document, place, found.total.value) in contradicted or (part.document, place) in composed:
                    continue
                sure = sums.probability(breakdown_signs.signs_of(found))
                if sure >= sums.needed and not (_of_kinds(found) and leaves_out_a_kind(mapped, _as_list(found, sure))):
                    told.add(again)
                    yield _miscounted(mapped, part, stretch, found, sure)
            for listed in misnumbered(stretch.text):
                place = stretch.place(listed.start)
                if listed.start >= stretch.until or (place, listed.start) in told or _known(stretch, listed.said):
                    continue
                sure = names.probability(announced_signs.signs_of(listed))
                if sure >= names.needed:
                    told.add((place, listed.start))
                    yield _misnamed(mapped, part, stretch, listed, sure)


def _known(stretch: Stretch, total: float) -> bool:
    """Whether the rules tell of this total in this stretch."""
    text = stretch.text[: stretch.until]
    return (
        any(hit.total == total for hit in enumerations(text))
        or any(said == total for said, _, _ in (*misnamed(text), *misdealt(text)))
        or any(verdict.rate == total for verdict in sums_of_years(text, measures(text)))
    )


def _of_kinds(found: Breakdown) -> bool:
    return found.total.unit == _KINDS


def _labels(found: Breakdown) -> list[str]:
    """What each part is called, by the words right before it."""
    starts = [found.total.end if not found.before else 0, *(part.end for part in found.parts[:-1])]
    gaps = [found.text[max(0, at) : part.start] for at, part in zip(starts, found.parts, strict=True)]
    return [_LABEL.split(gap)[-1].strip(" 为是有约和与及") for gap in gaps]


def _as_list(found: Breakdown, sure: float) -> Enumeration:
    parts = tuple(zip(_labels(found), (part.value for part in found.parts), strict=True))
    total = found.total
    unit = _measure(found.text, total)
    return Enumeration(total.value, unit, parts, _span(found.text, total.start, total.end), sure)


def _measure(text: str, total: Quantity) -> str:
    """The unit of a total as a reader writes it: money in 万元, all else in its own measure word."""
    return total.unit if total.unit in ("万元", "%") else _NUMERALS.sub("", text[total.start : total.end])


def _miscounted(
    mapped: MappedSubmission, part: Part, stretch: Stretch, found: Breakdown, sure: float
) -> Finding:
    first, last = found.parts[0], found.parts[-1]
    return enumeration_finding(
        None,
        _as_list(found, round(sure, 2)),
        part_name(mapped, part.id, part.document),
        *_evidence(part, stretch, (found.total.start, found.total.end), (first.start, last.end)),
    )


def _misnamed(mapped: MappedSubmission, part: Part, stretch: Stretch, found: Announced, sure: float) -> Finding:
    count = found.said + found.off
    names = "；".join(_short(found.text[one:two]) for one, two in found.items)
    said = found.text[found.start : found.end] + (found.noun if len(found.noun) <= _NOUN else "")
    return finding(
        "N002",
        None,
        f"{part_name(mapped, part.id, part.document)}写“{said}”，所列共 {number(count)} 项（{names}），"
        f"{'多' if found.off > 0 else '少'} {abs(found.off)} 项，两者不符。",
        "请核对总数和所列各项，使两处一致；如有未列出的，请补上或写明“等”。",
        *_evidence(part, stretch, (found.start, found.end), (found.items[0][0], found.items[-1][1])),
        confidence=round(sure, 2),
    )


def _short(name: str) -> str:
    name = name.strip(" 、,，;；。:：\n")
    return name if len(name) <= 14 else f"{name[:13]}…"


def _evidence(part: Part, stretch: Stretch, one: tuple[int, int], two: tuple[int, int]) -> list[Evidence]:
    """The total and its list: one quotation where both stand in one place, else one for each."""
    begin, end = min(one[0], two[0]), max(one[1], two[1])
    place, other = stretch.place(one[0]), stretch.place(two[0])
    if place == other and stretch.place(end - 1) == place:
        return [Evidence(part.document, _span(stretch.original, begin, end), place)]
    listed = [Evidence(part.document, _span(stretch.original, two[0], two[1]).split("\n")[0], other)]
    line = stretch.original[: stretch.until].strip()
    return [Evidence(part.document, line[:_SHOWN], place), *(listed if other != place else [])]


def _span(text: str, begin: int, end: int) -> str:
    """A quotation from where its clause begins."""
    before = max(text.rfind(sign, 0, begin) for sign in "。；;，,：:\n")
    return text[before + 1 : end].strip()
