"""A006: the agreement's parties, its signatories and the member lists of the other papers are not the same set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from doccheck.checks.registry import check, finding
from doccheck.checks.words import path_of
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import MappedSubmission, NameMention
from doccheck.mapping.names.lists import separate_lists
from doccheck.mapping.names.relation import align
from doccheck.mapping.names.written import is_full, normal, unit_kind
from doccheck.mapping.organisations import defined_names
from doccheck.mapping.signatures import AGREEMENTS
from doccheck.programme.schema import ClauseRow, Role, Row, SameRow, SignRow, UnitKind

_WORDS = {
    "party": "协议各方",
    "signature": "签署处",
    "list": "成员单位列表",
    "profile": "单位简介",
    "roster": "成员名单",
}
_MOST = 0.6
"""Share of the units in common from which a list in running text is taken for a list of the members."""


class _List(Struct, frozen=True):
    """One list of units: its source, the unit names in order, and a mention for each."""

    source: str
    role: Role
    mentions: tuple[NameMention, ...]

    @property
    def names(self) -> list[str]:
        return [mention.name for mention in self.mentions]


class _Odd(Struct, frozen=True):
    """A unit that one list has and another has not."""

    name: str
    mention: NameMention
    lacking: _List
    among: _List


@check("A006")
def parties_differ(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report units that stand in one list and not in another: one finding for the agreement, one for other papers.

    A party without a place to sign is A003; names that only vary are M002.
    """
    lists = _lists(mapped)
    roster = lists.get("roster")
    parties, signers = lists.get("party"), lists.get("signature")
    reference = roster or parties or lists.get("list") or signers
    if reference is None:
        return
    aliases = defined_names(mapped.documents)
    odd: list[_Odd] = []
    rows: list[Row | None] = []
    other = lists.get("list") if roster is None else None
    stated = roster or other
    if stated is not None and parties is not None:
        odd += _differences(mapped, stated, parties, aliases)
        rows += [_members_row(mapped, clause=True)] if odd else []
    if signers is not None:
        base = parties or stated
        if base is not None:
            known = {normal(item.name) for item in odd}
            extra = [
                item for item in _extras(base, signers, aliases)
                if normal(item.name) not in known and not (stated and parties and _in(stated, item.name, aliases))
            ]  # fmt: skip
            if extra:
                rows.append(_sign_row(mapped))
            odd += extra
    if odd:
        yield _finding(mapped, odd, next((row for row in rows if row is not None), _members_row(mapped)))
    told = {normal(item.name) for item in odd}
    rest: list[_Odd] = []
    for key, paper in lists.items():
        if key in ("party", "signature", "roster") or paper is reference or paper is other:
            continue
        found = (
            _extras(reference, paper, aliases) if key == "profile" else _differences(mapped, reference, paper, aliases)
        )
        rest += [item for item in found if normal(item.name) not in told]
    if rest:
        yield _finding(mapped, rest, _members_row(mapped))


def _lists(mapped: MappedSubmission) -> dict[str, _List]:
    """The complete lists of the submission: form roster, parties, signatories, plan list, allocation, profiles."""
    found: dict[str, _List] = {}
    mentions = mapped.member_mentions
    aliases = defined_names(mapped.documents)

    def add(key: str, source: str, roles: tuple[Role, ...], least: int) -> None:
        chosen: list[NameMention] = []
        for units in separate_lists(m for m in mentions if m.source == source and m.role in roles):
            new = align([mention.name for mention in chosen], [mention.name for mention in units], aliases).right
            chosen.extend(units[index] for index in new)
        if len(chosen) >= least:
            found[key] = _List(source, chosen[0].role, tuple(chosen))

    add("roster", "roster", (Role.APPLICATION,), 1)
    if "roster" not in found:
        add("roster", "roster", (Role.MEMBER_ROSTER,), 2)
    else:
        add("member_roster", "roster", (Role.MEMBER_ROSTER,), 2)
    add("party", "party", AGREEMENTS, 2)
    add("signature", "signature", AGREEMENTS, 1)
    add("list", "list", (Role.PLAN,), 2)
    add("allocation", "list", (Role.ALLOCATION,), 2)
    add("profile", "profile", (Role.LEAD_PROFILE, Role.MEMBER_PROFILE), 1)
    roster = found.get("roster")
    if roster is not None and mapped.lead is not None:
        lead = next((m for m in mentions if m.lead and m.source in ("field", "cover")), None)
        if lead is not None and not align([lead.name], roster.names).pairs:
            found["roster"] = _List("roster", roster.role, (lead, *roster.mentions))
    return found


def _differences(mapped: MappedSubmission, base: _List, paper: _List, aliases: dict[str, str]) -> list[_Odd]:
    """Units only in ``base`` (the lead may be left out of a list of members) and units only in ``paper``."""
    result = align(base.names, paper.names, aliases)
    sizes = [sum(not _is_lead(mapped, name, aliases) for name in names) for names in (base.names, paper.names)]
    if paper.source != "party" and len(result.pairs) < _MOST * max(sizes):
        # The other list names some members for another reason, or is none of members at all.
        return []
    missing = [
        _Odd(base.names[i], base.mentions[i], paper, base)
        for i in result.left
        if not (paper.source != "party" and _is_lead(mapped, base.names[i], aliases))
    ]
    if paper.source == "party" and base.source != "roster":
        missing = [item for item in missing if is_full(item.name)]
    extra = [
        _Odd(paper.names[j], paper.mentions[j], base, paper)
        for j in result.right
        if unit_kind(paper.names[j]) != UnitKind.GOVERNMENT
        and not (base.source != "roster" and _is_lead(mapped, paper.names[j], aliases))
    ]
    return missing + extra


def _extras(base: _List, paper: _List, aliases: dict[str, str]) -> list[_Odd]:
    result = align(base.names, paper.names, aliases)
    return [
        _Odd(paper.names[j], paper.mentions[j], base, paper)
        for j in result.right
        if is_full(paper.names[j]) and unit_kind(paper.names[j]) != UnitKind.GOVERNMENT
    ]


def _in(paper: _List, name: str, aliases: dict[str, str]) -> bool:
    return bool(align(paper.names, [name], aliases).pairs)


def _is_lead(mapped: MappedSubmission, name: str, aliases: dict[str, str]) -> bool:
    return mapped.lead is not None and bool(align([mapped.lead.name], [name], aliases).pairs)


def _finding(mapped: MappedSubmission, odd: Sequence[_Odd], row: Row | None) -> Finding:
    groups: dict[tuple[str, str], list[_Odd]] = {}
    for item in odd:
        groups.setdefault((_place(mapped, item.among), _place(mapped, item.lacking)), []).append(item)
    told = "；".join(
        f"{'、'.join(f'“{item.name}”' for item in items)}见于{among}，不见于{lacking}"
        for (among, lacking), items in groups.items()
    )
    evidence: list[Evidence] = []
    for item in odd:
        evidence.append(Evidence(item.mention.document, item.mention.quote or item.name, item.mention.location))
    for lacking in {id(item.lacking): item.lacking for item in odd}.values():
        first = lacking.mentions[0]
        evidence.append(Evidence(first.document, first.quote or first.name, first.location))
    return finding(
        "A006",
        row,
        f"成员单位前后不是同一组：{told}。",
        "请核定成员单位名单，使申报表、方案、协议首部和签署处的单位完全一致；如成员有增减，各份材料须同步修改。",
        *dict.fromkeys(evidence),
        confidence=0.9,
        related=("N001",),
    )


def _place(mapped: MappedSubmission, paper: _List) -> str:
    first = paper.mentions[-1]
    return f"{path_of(mapped, first.document)}的{_WORDS[paper.source]}（列出{len(paper.mentions)}家）"


def _members_row(mapped: MappedSubmission, clause: bool = False) -> Row | None:
    rows = [row for row in mapped.programme.rows if "A006" in row.code]
    if clause:
        asked = next((row for row in rows if isinstance(row, ClauseRow)), None)
        if asked is not None:
            return asked
    return next((row for row in rows if isinstance(row, SameRow)), None) or next(iter(rows), None)


def _sign_row(mapped: MappedSubmission) -> Row | None:
    return next((row for row in mapped.programme.rows if isinstance(row, SignRow) and "A006" in row.code), None)
