"""N001 and N002 on numbers of members and platforms: the stated total, its parts, the rows of rosters, the prose.

A number may count the lead unit or not. Where the text does not say, a difference of one that the lead explains
is info.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from doccheck.checks.figures.count_sentences import WITH_LEAD, WITHOUT_LEAD, prose_counts
from doccheck.checks.figures.labels import words_beside
from doccheck.checks.figures.places import evidence_of, number, part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Location, Paragraph
from doccheck.facts.model import Nature
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.facts.subjects import Units, clean_name, units_of
from doccheck.findings import Evidence, Finding, Severity
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, FieldValue, MappedSubmission, RosterEntry, RosterMatch
from doccheck.mapping.once import once
from doccheck.programme.schema import CountRow, Label, Role, Row, SameRow, SumRow, ValueType


class Count(Struct, frozen=True):
    """A number of member units at one place; ``with_lead`` is ``None`` where it is not said."""

    value: int
    with_lead: bool | None
    place: str
    evidence: Evidence
    source: str

    @property
    def totals(self) -> frozenset[int]:
        """How many units there may be, the lead included."""
        if self.with_lead is None:
            return frozenset((self.value, self.value + 1))
        return frozenset((self.value if self.with_lead else self.value + 1,))


@check("N001", "N002")
def member_counts(mapped: MappedSubmission) -> Iterator[Finding]:
    """The number of members as the form, the rosters and the prose state it; the form's sum of kinds with it."""
    stated, listed, told, parties = _counts(mapped)
    counts = [*stated, *listed, *told, *parties]
    clash = _clash(counts)
    wrong_total = False
    if clash:
        sums = {row.id: _sum(mapped, row) for row in _member_sums(mapped)}
        wrong_total = bool(stated) and any(
            parts is not None
            and total is not None
            and parts != total
            and any(parts in c.totals or parts == c.value for c in (*listed, *parties))
            for total, parts in sums.values()
        )
        unlike_lists = len({c.value for c in listed}) > 1 or any(
            not c.totals & other.totals for c in listed for other in _parties(mapped)
        )
        yield _differs(mapped, clash, related=("N002",) * wrong_total + ("A006",) * unlike_lists)
    else:
        yield from _explained(mapped, counts)
    for row in _member_sums(mapped):
        if not wrong_total:
            yield from _sum_finding(mapped, row)


@once
def _counts(mapped: MappedSubmission) -> tuple[list[Count], list[Count], list[Count], list[Count]]:
    stated = [c for row in _member_sums(mapped) for c in _stated(mapped, row)]
    of_form = stated or list(_in_the_form(mapped))
    listed = list(_rows(mapped, units_of(mapped))) or list(_blanks(mapped))
    parties = list(_parties(mapped)) if not listed and (stated or not of_form) else []
    return of_form, listed, list(_prose(mapped)), parties


def contradicted_totals(mapped: MappedSubmission) -> set[tuple[str, Location, float]]:
    """Numbers of members in prose that disagree with a roster or the form, by place: their sums only follow."""
    stated, listed, told, parties = _counts(mapped)
    firm = [*stated, *listed, *parties]
    return {
        (c.evidence.document, c.evidence.location, float(c.value))
        for c in told
        if any(c.value != other.value and not c.totals & other.totals for other in firm)
    }


def _member_sums(mapped: MappedSubmission) -> list[SumRow]:
    return [
        row
        for row in mapped.programme.rows
        if isinstance(row, SumRow) and row.total is not None and row.total.quantity.endswith(".members")
    ]


def integer_in(value: FieldValue | None, unit: str = "个") -> int | None:
    """The one whole number of a filled field; 0 for 无; ``None`` for anything else."""
    if value is None:
        return None
    if value.state is FieldState.NONE:
        return 0
    if value.state is not FieldState.FILLED:
        return None
    found = quantities(value.text, unit)
    if len(found) != 1 or found[0].approximate or found[0].bound or found[0].value != int(found[0].value):
        return None
    return int(found[0].value)


def field_of(mapped: MappedSubmission, row: Row, label: Label) -> FieldValue | None:
    """The answer to one label of a row: the filled one where several places hold it."""
    held = mapped.field_values(row.id, label.name)
    filled = [v for v in held if v.state in (FieldState.FILLED, FieldState.NONE)]
    return filled[0] if filled else (held[0] if held else None)


def _total_of(mapped: MappedSubmission, row: SumRow) -> FieldValue | None:
    """The answer for a row's total; none where a part's answer, with the part's label, was taken for it."""
    value = field_of(mapped, row, row.total) if row.total is not None else None
    if value is None or value.label.startswith("其中"):
        return None  # 其中：企业／高校／院所 asks for parts
    own = (value.location, value.label, value.text)
    parts = [p for label in row.parts if (p := field_of(mapped, row, label)) is not None and p.text.strip()]
    return None if any((p.location, p.label, p.text) == own for p in parts) else value


def _stated(mapped: MappedSubmission, row: SumRow) -> Iterator[Count]:
    value = _total_of(mapped, row)
    total = integer_in(value)
    if value is None or not total:
        yield from _in_the_form(mapped)
        return
    words = f"{value.label}{value.text}"
    with_lead = False if WITHOUT_LEAD.search(words) else True if WITH_LEAD.search(words) else None
    yield Count(
        total,
        with_lead,
        f"{part_name(mapped, value.part, value.document)}填报的成员总数",
        Evidence(value.document, value.text.strip(), value.location),
        "field",
    )


def _in_the_form(mapped: MappedSubmission) -> Iterator[Count]:
    """The number of members in a form that asks for it in words of its own (共建单位数（含牵头）)."""
    forms = {part.id for part in mapped.parts_of(Role.APPLICATION)}
    for fact in mapped.facts:
        if fact.quantity != "consortium.members" or fact.part not in forms or fact.source == "prose":
            continue
        words = words_beside(mapped, fact)
        with_lead = False if WITHOUT_LEAD.search(words) else True if WITH_LEAD.search(words) else None
        label = words.removesuffix(narrow(fact.quote)).strip()
        place = f"{part_name(mapped, fact.part, fact.document)}所填“{label}”"
        if with_lead is not None and fact.nature is Nature.ACTUAL and fact.low == fact.high == int(fact.value):
            yield Count(int(fact.value), with_lead, place, evidence_of(fact), "field")


def _organisation_of(roster: RosterMatch, entry: RosterEntry, mapped: MappedSubmission) -> str:
    row = mapped.programme.row(roster.requirement)
    columns = getattr(row, "columns", [])
    name = next((c.name for c in columns if c.type is ValueType.ORGANISATION), None)
    cell = entry.cells.get(name) if name else None
    return cell.text.strip() if cell is not None and cell.state is FieldState.FILLED else ""


def _rows(mapped: MappedSubmission, units: Units) -> Iterator[Count]:
    wanted = {r for row in mapped.programme.rows if isinstance(row, SameRow) for r in row.rosters}
    grouped: dict[tuple[str, str], list[RosterMatch]] = {}
    for roster in mapped.rosters:
        if roster.requirement in wanted:
            grouped.setdefault((roster.requirement, roster.part), []).append(roster)
    for (requirement, part), rosters in grouped.items():
        names = [name for r in rosters for e in r.entries if (name := _organisation_of(r, e, mapped))]
        distinct = {clean_name(name): name for name in names}
        if not distinct or _names_more(mapped, rosters[0].document, distinct):
            continue
        cores = {
            clean_name(v.text)
            for v in mapped.fields
            if v.state is FieldState.FILLED and ("核心平台" in v.name or "核心平台" in v.label) and len(v.text) < 60
        }
        kept = [n for key, n in distinct.items() if not _is_core_platform(key, cores) and not _again(key, distinct)]
        lead = units.lead
        with_lead: bool | None = None
        if lead is not None:
            with_lead = any((s := units.named(name)) is not None and s.kind == "lead" for name in kept)
        row = mapped.programme.row(requirement)
        title = row.title if row is not None and row.title else "成员表"
        first = rosters[0]
        caption = (first.entries[0].cells and next(iter(first.entries[0].cells.values())).text) if first.entries else ""
        yield Count(
            len(kept),
            with_lead,
            f"{part_name(mapped, part, first.document)}“{title}”列出的单位",
            Evidence(first.document, caption or first.table.caption or title, first.location),
            "rows",
        )


def _names_more(mapped: MappedSubmission, document: str, listed: dict[str, str]) -> bool:
    """Whether a roster's paper names members besides those of its table (in another table, or in its text)."""
    text = clean_name(mapped.documents[document].text)
    return any((name := clean_name(o.name)) not in listed and not o.lead and name in text for o in mapped.members)


def _blanks(mapped: MappedSubmission) -> Iterator[Count]:
    """The members that a form without a stated total lists in its blanks (成员单位1, 成员单位2 …)."""
    held = [
        m
        for m in mapped.member_mentions
        if m.role is Role.APPLICATION and m.source in ("roster", "list") and not m.lead
    ]
    names = {clean_name(m.name) for m in held}
    room = min(
        (r.max for r in mapped.programme.rows if isinstance(r, CountRow) and r.of == "listed_members" and r.max),
        default=None,
    )
    listed_in_form = room is not None and len(names) < room  # a full form has no room for more
    if len(names) >= 2 and listed_in_form and mapped.lead is not None and clean_name(mapped.lead.name) not in names:
        first = held[0]
        yield Count(
            len(names),
            False,
            f"{part_name(mapped, first.part, first.document)}列出的成员单位",
            Evidence(first.document, first.quote or first.name, first.location),
            "rows",
        )


def _again(key: str, listed: Collection[str]) -> bool:
    """Whether a row is a platform told with its unit (某中心——某公司), which has a row of its own."""
    return _PLATFORM.search(key) is not None and any(other != key and other in key for other in listed)


_PLATFORM = lazy(r"中心|实验室|平台|基地")


def _is_core_platform(key: str, cores: set[str]) -> bool:
    """A laboratory or centre listed as 核心平台 belongs to a member and is none itself."""
    plain = re.sub(r"\(核心平台[^()]*\)|核心平台[:：]?", "", key)
    named = plain != key or plain in cores
    return named and re.search(r"(?:中心|实验室|平台|基地)$", plain) is not None


def _parties(mapped: MappedSubmission) -> Iterator[Count]:
    """The parties of an agreement, where they are the whole membership (else A006 says who is missing)."""
    held: dict[str, list[str]] = {}
    for mention in mapped.member_mentions:
        if mention.source == "party" and mention.role in (Role.AGREEMENT, Role.CHARTER):
            names = held.setdefault(mention.part, [])
            if clean_name(mention.name) not in names:
                names.append(clean_name(mention.name))
    planned = {clean_name(m.name) for m in mapped.member_mentions if m.source == "list" and m.role is Role.PLAN}
    for part, names in held.items():
        if any(_OTHER_PARTIES.search(narrow(p.text)) for p in _paragraphs(mapped, part)):
            continue  # the others stand in an annex
        if planned and len(planned) != len(names):
            continue  # the plan lists others: A006 says who
        if len(names) == len(mapped.members) and len(names) >= 2:
            first = next(m for m in mapped.member_mentions if m.part == part and m.source == "party")
            with_lead = any(o.lead for o in mapped.members) or None
            yield Count(
                len(names),
                with_lead,
                "协议各方",
                Evidence(first.document, first.quote or first.name, first.location),
                "party",
            )


_OTHER_PARTIES = lazy(
    r"(?:其余|其他|其它|另外|另有|剩余|等)(?:的)?[\d一二两三四五六七八九十]{0,3}(?:家|方|个)?"
    r"(?:成员|参加|参与|缔约|签约)?(?:单位|各?方)?(?:的)?(?:名单|名称)?(?:详?见|列于|载于)[^。；;]{0,6}(?:附|后)"
)


def _paragraphs(mapped: MappedSubmission, part: str) -> Iterator[Paragraph]:
    for each in mapped.parts:
        if each.id == part:
            yield from each.passage.paragraphs()


def _prose(mapped: MappedSubmission) -> Iterator[Count]:
    for part in mapped.parts:
        if part.role not in (Role.APPLICATION, Role.PLAN, Role.AGREEMENT, Role.CHARTER, Role.ALLOCATION):
            continue
        for paragraph in part.passage.paragraphs():
            if paragraph.toc or len(paragraph.text) < 8 or not re.search(r"[家个方]", paragraph.text):
                continue
            for count in prose_counts(paragraph, mapped.programme.consortium_words):
                yield Count(
                    count[0],
                    count[1],
                    f"{part_name(mapped, part.id, part.document)}正文",
                    Evidence(part.document, count[2], paragraph.location),
                    "prose",
                )


_TIMES = 2.0
"""How many times more or fewer than everywhere else a number of members is not: its list or blank was read wrongly."""


def _plausible(counts: Sequence[Count]) -> list[Count]:
    """The counts without those that are twice as many, or half as many, as all others, unless two places say so."""
    return [
        c for c in counts
        if not (others := [o.value for o in counts if o.value != c.value])
        or any(max(c.value, o) < _TIMES * min(c.value, o) for o in others)
        or sum(o.value == c.value for o in counts) > 1
    ]  # fmt: skip


def _clash(counts: Sequence[Count]) -> list[Count]:
    counts = _plausible(counts)
    for i, one in enumerate(counts):
        for two in counts[i + 1 :]:
            if one.value != two.value and not one.totals & two.totals:
                return list(counts)
    return []


def _row_for(mapped: MappedSubmission, counts: Sequence[Count]) -> Row | None:
    rows = [r for r in mapped.programme.rows if isinstance(r, SameRow) and "N001" in r.code]
    by_rows = [r for r in rows if r.rosters] or [r for r in rows if any(q.endswith(".members") for q in r.quantities)]
    firm = {c.value for c in counts if c.source in ("rows", "field")}
    if by_rows and len(firm) > 1:  # the form contradicts its own tables; else another paper contradicts the form
        return by_rows[0]
    return next((r for r in rows if r.names == "members"), by_rows[0] if by_rows else None)


def _said(counts: Sequence[Count]) -> str:
    parts = []
    for value in dict.fromkeys(c.value for c in counts):
        held = [c for c in counts if c.value == value]
        lead = (
            "（含牵头单位）"
            if all(c.with_lead for c in held)
            else "（不含牵头单位）"
            if all(c.with_lead is False for c in held)
            else ""
        )
        parts.append(f"{'、'.join(dict.fromkeys(c.place for c in held))}为 {value} 家{lead}")
    return "，".join(parts)


def _differs(mapped: MappedSubmission, counts: Sequence[Count], related: tuple[str, ...]) -> Finding:
    row = _row_for(mapped, counts)
    return finding(
        "N001",
        row,
        f"成员单位数量前后不一致：{_said(counts)}。",
        (row.advice if row else "") or "请核实成员单位名单，统一各处的数量，并写明总数是否含牵头单位。",
        *(c.evidence for c in counts[:8]),
        confidence=0.9,
        related=related,
    )


def _explained(mapped: MappedSubmission, counts: Sequence[Count]) -> Iterator[Finding]:
    """A stated total and its roster that differ by the lead alone."""
    stated = next((c for c in counts if c.source == "field" and c.with_lead is None), None)
    listed = next((c for c in counts if c.source == "rows"), None)
    if stated is None or listed is None or abs(stated.value - listed.value) != 1:
        return
    yield finding(
        "N001",
        _row_for(mapped, counts),
        f"成员单位数量：{_said([stated, listed])}，相差1家，应是牵头单位是否计入的口径不同，材料未写明。",
        "请在成员总数处注明是否含牵头单位。",
        stated.evidence,
        listed.evidence,
        severity=Severity.INFO,
        confidence=0.9,
    )


def _sum(mapped: MappedSubmission, row: SumRow) -> tuple[int | None, int | None]:
    total = integer_in(_total_of(mapped, row))
    values = [(integer_in(v := field_of(mapped, row, label)), v, label) for label in row.parts]
    if any(number is None and v is not None and v.state is FieldState.FILLED for number, v, _ in values):
        return total, None
    known = [number for number, _, _ in values if number is not None]
    return total, sum(known) if len(known) >= 2 else None


def _sum_finding(mapped: MappedSubmission, row: SumRow) -> Iterator[Finding]:
    if row.relation != "equal" or row.total is None:
        return
    total, parts = _sum(mapped, row)
    value = _total_of(mapped, row)
    if total is None or parts is None or total == parts or value is None:
        return
    held = [(label.name, integer_in(v), v) for label in row.parts if (v := field_of(mapped, row, label)) is not None]
    missing = [
        label.name
        for label in row.parts
        if (v := field_of(mapped, row, label)) is None or v.state in (FieldState.BLANK, FieldState.MISSING)
    ]
    unfound = any((v := field_of(mapped, row, x)) is None or v.state is FieldState.MISSING for x in row.parts)
    if missing and parts < total and (len(missing) > 1 or unfound):
        return  # what was not found may hold the rest; blanks are reported as blank fields
    terms = " + ".join(f"{name} {count}" for name, count, _ in held if count is not None)
    evidence = [Evidence(value.document, value.text.strip(), value.location)]
    evidence += [Evidence(v.document, v.text.strip(), v.location) for _, count, v in held if count is not None]
    yield finding(
        "N002",
        row,
        f"{row.title or '总数'}：总数填 {total}，分项之和为 {terms} = {parts}，相差 {number(abs(total - parts))}。",
        row.advice or "请核对总数和各分项，使总数等于分项之和。",
        *evidence,
        confidence=0.95 if not missing else 0.8,
    )
