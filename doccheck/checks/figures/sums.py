"""N002: totals and parts in the form and in prose, a part above its whole; N001 on platforms and their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from doccheck.checks.figures.counts import contradicted_totals, field_of, integer_in
from doccheck.checks.figures.enumerations import Enumeration, enumerations
from doccheck.checks.figures.places import number, part_name, spending_row
from doccheck.checks.figures.tables import tables_in
from doccheck.checks.registry import check, finding
from doccheck.document import Cell
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, FieldValue, MappedSubmission, Part
from doccheck.mapping.once import once
from doccheck.programme.schema import Label, Role, RosterRow, Row, SumRow, UnitKind


@check("N002")
def parts_above_total(mapped: MappedSubmission) -> Iterator[Finding]:
    """Form rows such as 从业人员数；其中专业技术人员: no part may exceed the total; equal sums of other quantities."""
    for row in mapped.programme.rows:
        if not isinstance(row, SumRow) or row.total is None or row.relation == "none":
            continue
        if row.total.quantity.endswith(".members"):
            continue  # counted with the rosters and the prose
        total = _amount(mapped, row, row.total)
        parts = [(label, amount) for label in row.parts if (amount := _amount(mapped, row, label)) is not None]
        if total is None or not parts:
            continue
        if row.relation == "part_of":
            for label, (value, held) in parts:
                if value > total[0]:
                    yield finding(
                        "N002",
                        row,
                        f"{row.total.name}填 {number(total[0])}{label.unit}，"
                        f"其中{label.name}填 {number(value)}{label.unit}，部分大于整体。",
                        row.advice or "请核对两个数，使其中数不超过总数。",
                        _evidence(held),
                        _evidence(total[1]),
                    )
        elif len(parts) == len(row.parts):
            added = sum(value for _, (value, _) in parts)
            if abs(added - total[0]) > 0.5 + 0.5 * len(parts) * (added != int(added)):
                terms = " + ".join(f"{label.name} {number(value)}" for label, (value, _) in parts)
                yield finding(
                    "N002",
                    row,
                    f"{row.total.name}填 {number(total[0])}，分项之和为 {terms} = {number(added)}，两者不符。",
                    row.advice or "请核对总数和各分项。",
                    _evidence(total[1]),
                    *(_evidence(h) for _, (_, h) in parts),
                )


def _amount(mapped: MappedSubmission, row: SumRow, label: Label) -> tuple[float, FieldValue] | None:
    value = field_of(mapped, row, label)
    if value is None or value.state is not FieldState.FILLED:
        return None
    found = quantities(value.text, label.unit or "个")
    if len(found) != 1 or found[0].approximate or found[0].bound:
        return None
    return found[0].value, value


def _evidence(value: FieldValue) -> Evidence:
    return Evidence(value.document, value.text.strip(), value.location)


@check("N002")
def prose_enumerations(mapped: MappedSubmission) -> Iterator[Finding]:
    """“共16家，其中企业9家、高校4家、科研院所2家”: the parts of a complete list in prose must make the total."""
    blanks = {
        (v.document, v.location.spot) for v in mapped.fields if isinstance(mapped.programme.row(v.requirement), SumRow)
    }
    told = contradicted_totals(mapped)
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        for paragraph in part.passage.paragraphs():
            if paragraph.toc or (part.document, paragraph.location.spot) in blanks:
                continue
            for hit in enumerations(paragraph.text):
                if (part.document, paragraph.location, hit.total) in told:
                    continue  # the total is wrong against the roster too: N001 says so
                if hit.kind == "units" and leaves_out_a_kind(mapped, hit):
                    continue
                if explained(narrow(paragraph.text), hit):
                    continue
                yield enumeration_finding(
                    spending_row(mapped, part, paragraph) if hit.kind in ("years", "sources") else None,
                    hit,
                    part_name(mapped, part.id, part.document),
                    Evidence(part.document, hit.quote, paragraph.location),
                )


def explained(text: str, hit: Enumeration) -> bool:
    """Whether a passage tells itself what its list lacks, behind it (…划伤27只；另有8只看不出原因)."""
    lacking = hit.total - sum(value for _, value in hit.parts)
    unit = re.escape(hit.unit) if hit.unit else "[家个项件人名次只]"
    besides = rf"(?:另有?|其余|还有|剩下?|余下)[^,，。;；\d]{{0,10}}{number(lacking)}{unit}"
    return lacking > 0 and re.search(besides, text) is not None


_MADE_OF = lazy(r"[^,，]{0,6}(?:构成|组成|结构)|其中[:：]?[^,，]{0,10}")
_OWN_TOTAL = lazy(r"\s*(?:共|总|合计|计)")
_UNIT = lazy(r"[(（]([家个项件人])[)）]")


@check("N002")
def composed_of(mapped: MappedSubmission) -> Iterator[Finding]:
    """“授权专利 | 50件 | 专利构成 | 发明9件、实用新型33件、外观设计10件”: a total and, in the next blank, its parts."""
    for part, whole, parts, hit in composed_lists(mapped):
        yield enumeration_finding(
            None,
            hit,
            part_name(mapped, part.id, part.document),
            Evidence(part.document, whole.text.strip(), whole.location),
            Evidence(part.document, parts.text.strip(), parts.location),
        )


@once
def composed_lists(mapped: MappedSubmission) -> list[tuple[Part, Cell, Cell, Enumeration]]:
    """Blanks with a total whose parts the next blank tells otherwise: the two cells and the list."""
    found = []
    for part in mapped.parts:
        for table in tables_in(part) if part.role is not Role.NOTICE else ():
            cells = sorted((c for c in table.cells if c.text.strip()), key=lambda c: (c.row, c.col))
            for label, whole, name, parts in zip(cells, cells[1:], cells[2:], cells[3:], strict=False):
                said = _composed(label, whole, name, parts)
                found += [(part, whole, parts, hit) for hit in (enumerations(said) if said else ())]
    return found


def _composed(label: Cell, whole: Cell, name: Cell, parts: Cell) -> str:
    """Four cells that say a total and what it is made of, as one sentence; empty for others."""
    if label.row != whole.row or name.row != parts.row or not 0 <= name.row - whole.row <= 1:
        return ""
    title, unit = narrow(name.text).strip(), _UNIT.search(label.text)
    total = quantities(whole.text.strip(), unit[1] if unit else "")
    if not _MADE_OF.fullmatch(title) or len(total) != 1 or len(quantities(parts.text)) < 2:
        return ""
    if narrow(label.text).strip().startswith("其中") and title.startswith("其中"):
        return ""  # 其中：企业 | 4家 | 其中：高校、院所 | 高校2家，院所1家: parts of what stands before
    if _OWN_TOTAL.match(parts.text):
        return ""  # 成员构成 | 共11家：企业6家…
    whole_of = f"{narrow(label.text).strip()}{number(total[0].value)}{total[0].unit}"
    return f"{whole_of},{'其中' if title.startswith('其中') else '构成:'}{parts.text.strip()}"


_KINDS = {
    UnitKind.ENTERPRISE: r"企业|公司",
    UnitKind.UNIVERSITY: r"高校|大学|院校|学校|高等",
    UnitKind.INSTITUTE: r"院所|研究|科研",
}


def leaves_out_a_kind(mapped: MappedSubmission, hit: Enumeration) -> bool:
    """Whether the list is short by just the members, an association or a hospital, of a kind that it does not name."""
    if hit.total != len(mapped.members):
        return False
    labels = " ".join(label for label, _ in hit.parts)
    told = {kind for kind, words in _KINDS.items() if re.search(words, labels)}
    if "其中" in hit.quote and len(told) == len(hit.parts) and _counted_elsewhere(mapped, hit, told):
        return True
    others = [m for m in mapped.members if m.kind not in _KINDS]
    return (
        len(told) == len(hit.parts)
        and len(others) == hit.total - sum(value for _, value in hit.parts)
        and all(m.kind in told for m in mapped.members if m not in others)
    )


def _counted_elsewhere(mapped: MappedSubmission, hit: Enumeration, told: set[UnitKind]) -> bool:
    """Whether what other places count of the kinds that a 其中 leaves out is just what its list lacks."""
    left = [what for kind, what in _COUNTS.items() if kind not in told]
    numbers = [{f.value for f in mapped.facts if f.quantity == f"consortium.{what}"} | {0.0} for what in left]
    lacking = hit.total - sum(value for _, value in hit.parts)
    return lacking > 0 and any(sum(chosen) == lacking for chosen in product(*numbers))


_COUNTS = {
    UnitKind.ENTERPRISE: "enterprises",
    UnitKind.UNIVERSITY: "universities",
    UnitKind.INSTITUTE: "institutes",
    None: "others",
}


def enumeration_finding(row: Row | None, hit: Enumeration, place: str, *evidence: Evidence) -> Finding:
    """What is told of a list that does not make its total."""
    terms = " + ".join(f"{name} {number(value)}" if name else number(value) for name, value in hit.parts)
    added = sum(value for _, value in hit.parts)
    return finding(
        "N002",
        row,
        f"{place}称总数为 {number(hit.total)}{hit.unit}，所列分项之和为 {terms} = {number(added)}{hit.unit}，"
        f"相差 {number(abs(added - hit.total))}{hit.unit}。",
        "请核对总数和各分项，使分项之和等于总数。",
        *evidence,
        confidence=hit.confidence,
    )


@check("N001")
def platform_rows(mapped: MappedSubmission) -> Iterator[Finding]:
    """Stated numbers of platforms by level against the rows of the roster that lists them."""
    for row in mapped.programme.rows:
        if not isinstance(row, SumRow) or not row.rows_of or "N001" not in row.code:
            continue
        rosters = [r for r in mapped.rosters if r.requirement == row.rows_of and r.entries]
        roster_row = mapped.programme.row(row.rows_of)
        if not rosters or not isinstance(roster_row, RosterRow):
            continue
        levels = [e.cells[row.rows_column].text for r in rosters for e in r.entries if row.rows_column in e.cells]
        sorted_rows: dict[str, int] = dict.fromkeys(row.rows_values, 0)
        unclear = 0
        for level in levels:
            names = [name for name, words in row.rows_values.items() if any(word in level for word in words)]
            if len(names) == 1:
                sorted_rows[names[0]] += 1
            else:
                unclear += 1
        if unclear or not levels:
            continue
        for label in row.parts:
            value = field_of(mapped, row, label)
            stated = integer_in(value)
            listed = sorted_rows.get(label.name)
            if value is None or stated is None or listed is None or stated == listed:
                continue
            yield finding(
                "N001",
                row,
                f"{label.name}填 {stated} 个，“{roster_row.title}”中相应级别列出 {listed} 个，两处不一致。",
                row.advice or "请核对平台名单和填报数量，使两处一致。",
                _evidence(value),
                Evidence(rosters[0].document, rosters[0].table.caption or roster_row.title, rosters[0].location),
                confidence=0.9,
            )
