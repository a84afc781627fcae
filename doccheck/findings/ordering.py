"""The order in which findings are read, and the merging of findings that say the same thing twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from doccheck.document import Location
from doccheck.findings.codes import COLLECTED
from doccheck.findings.model import Evidence, Finding
from doccheck.language.patterns import lazy

_LAST = 1 << 30
_NAMED = lazy(r"[“《「](.*?)[”》」]")


def order_findings(findings: Iterable[Finding], documents: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Findings without repetitions, by document (in the order of ``documents``), place, and then severity.

    Findings that belong to no place (a document that is absent) come first: they weigh on everything below.
    """
    rank = {document: index for index, document in enumerate(documents)}
    return tuple(sorted(_merged(findings), key=lambda finding: _key(finding, rank)))


def _key(finding: Finding, rank: dict[str, int]) -> tuple[tuple[int, ...], int, str, str, str]:
    if finding.code in COLLECTED:  # after what is wrong, in the order of the scorecard
        return (_LAST + 1,), finding.severity.rank, finding.code, "", ""
    if finding.evidence:
        first = finding.evidence[0]
        place: tuple[int, ...] = (
            rank.get(first.document, -1 if not first.document else _LAST),
            *_place(first.location),
        )
    else:
        place = (-1,) * 6
    return place, finding.severity.rank, finding.code, finding.requirement or "", finding.message


def _place(location: Location) -> tuple[int, int, int, int, int]:
    block = location.block if location.block is not None else -1
    page = location.page if location.page is not None else -1
    row, col = location.cell if location.cell is not None else (-1, -1)
    top = int(location.bbox[1]) if location.bbox is not None else -1
    # Blocks count in reading order in every format; a page alone is known where a scan has no blocks.
    return (block, row, col, page, top) if block >= 0 else (-1, -1, -1, page, top)


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each code, requirement, place and quote: the heaviest, then the surest, keeps the rest's news."""
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = _identity(finding)
        other = kept.get(key)
        kept[key] = finding if other is None else _merge(other, finding)
    return list(kept.values())


def _identity(finding: Finding) -> tuple[object, ...]:
    if not finding.evidence:
        return (finding.code, finding.requirement, finding.message)
    first = finding.evidence[0]
    place = (first.document, first.location.page, first.location.block, first.location.cell)
    # One place may hold two wrong things of one kind (two numbers in a cell, two units absent from one list):
    # the words quoted there and the names in the message tell them apart.
    names = tuple(_NAMED.findall(finding.message)) if finding.requirement else (finding.message,)
    return (finding.code, finding.requirement, place, first.quote, names)


def _merge(one: Finding, two: Finding) -> Finding:
    better, other = (
        (one, two) if (one.severity.rank, -one.confidence) <= (two.severity.rank, -two.confidence) else (two, one)
    )
    evidence: list[Evidence] = list(better.evidence)
    evidence.extend(item for item in other.evidence if item not in evidence)
    related = tuple(dict.fromkeys((*better.related, *other.related)))
    return replace(better, evidence=tuple(evidence), related=related)
