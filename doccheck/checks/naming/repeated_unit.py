"""N001: a member roster that lists one unit twice, so that its rows are not its members."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from doccheck.checks.registry import check, finding
from doccheck.checks.words import path_of
from doccheck.findings import Evidence, Finding, Severity
from doccheck.mapping.model import MappedSubmission, NameMention
from doccheck.mapping.names.written import normal
from doccheck.programme.schema import SameRow


@check("N001")
def listed_twice(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report each roster with repeated units, in one finding a roster."""
    groups: dict[tuple[str, int | None], dict[str, list[NameMention]]] = {}
    for mention in mapped.member_mentions:
        if mention.source == "roster" and not _by_its_platform(mention):
            place = (mention.part, mention.location.table)  # a unit may stand in several tables of one paper
            groups.setdefault(place, {}).setdefault(normal(mention.name), []).append(mention)
    for (part, table), units in groups.items():
        others = [names for (paper, other), names in groups.items() if paper == part and other != table]
        if _of_tasks(units) or any(units.keys() <= names.keys() and _once(names) for names in others):
            continue
        repeated = [same for same in units.values() if len({(m.location.block, m.location.cell) for m in same}) > 1]
        if not repeated:
            continue
        rows = sum(len(same) for same in units.values())
        names = "、".join(f"“{same[0].name}”（{len(same)}次）" for same in repeated)
        first = repeated[0][0]
        yield finding(
            "N001",
            _row(mapped),
            f"{path_of(mapped, first.document)}的成员名单重复列出{names}：共{rows}行，实际只有{len(units)}家单位。",
            "请删去重复的行，或改正填错的单位名称，并核对成员总数。",
            *(Evidence(m.document, m.quote or m.name, m.location) for same in repeated for m in same),
            severity=Severity.WARNING,
            confidence=0.9,
        )


def _of_tasks(units: Mapping[str, list[NameMention]]) -> bool:
    """Whether a row names several units: then the table deals out tasks, of which a unit may have two."""
    rows = Counter((m.location.block, m.location.cell) for same in units.values() for m in same)
    return any(count > 1 for count in rows.values())


def _once(units: Mapping[str, list[NameMention]]) -> bool:
    return all(len(same) == 1 for same in units.values())


def _by_its_platform(mention: NameMention) -> bool:
    """Whether a row lists a platform with the unit to which it belongs, which may have a row of its own."""
    owner = re.escape(mention.name)
    before = rf"(?:中心|实验室|平台|基地)\s?(?:[（(][^（()）]*|[—－-]{{1,2}}){owner}"
    behind = rf"{owner}[（(](?:核心平台[:：]?)?[^（()）]*(?:中心|实验室|平台|基地)[)）]"
    return re.search(f"{before}|{behind}", mention.quote) is not None


def _row(mapped: MappedSubmission) -> SameRow | None:
    rows = [row for row in mapped.programme.rows if isinstance(row, SameRow) and "N001" in row.code]
    return next((row for row in rows if row.rosters), None) or next(
        (row for row in rows if row.names == "members"), None
    )
