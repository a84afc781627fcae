"""Every place that names a unit of the consortium: blanks, rosters, parties, signatures, lists, profiles, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from doccheck.document import Document, Paragraph, Spot, Table
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, FieldValue, NameMention, Part, RosterMatch
from doccheck.mapping.names.find import organisation_names
from doccheck.mapping.names.forming import alternatives
from doccheck.mapping.names.lines import is_blank, is_placeholder, rows_of_table
from doccheck.mapping.names.listings import listed_units, table_units
from doccheck.mapping.names.parties import agreement_head
from doccheck.mapping.names.written import bare, normal, unit_kind
from doccheck.mapping.rosters_turned import turned_table
from doccheck.mapping.signatures import AGREEMENTS, map_signatures
from doccheck.programme.schema import CountRow, Label, Programme, Role, RosterRow, SameRow, UnitKind, ValueType

_LEAD_CELL = lazy(
    r"(?:[（(]?[0-9一二三四五]{1,2}[)）.、])?(?:(?:创新)?联合体)?(?:牵头|申报|申请|依托(?=单位))(?:单位|企业|机构|方)?(?:全称|名称)?(?:[（(](?:全称|名称)[)）])?[:：]?"
)
_LEAD_LABEL = lazy(r"牵头单位|牵头企业|牵头方|^依托单位|申请单位|申报单位|企业名称|组建单位")
_MEMBER_LABEL = lazy(r"^(?:成员|参与|参加|合作)单位\s*[0-9一二三四五六七八九十]{0,2}(?:名称)?$")
_LEAD_SECTION = lazy(r"(?:牵头(?:单位|企业|方)|(?<!室)(?<!台)(?<!心)依托单位)(?:的)?(?:基本)?(?:情况|概况|简介|介绍)?$")
_LEAD_REMARK = lazy(r"\s*(?:企业)?[（(]?(?:牵头|依托)(?:单位|企业)?[)）]?\s*")
_BEFORE_LEAD = lazy(r"^(?:[（(][^（()）]*[)）])?(?:作为|为|是)?(?:本?联合体(?:的)?)?(?:主要)?牵头")
_AFTER_LEAD = lazy(r"牵头(?:单位|企业|方)(?:为|是|：|:|——)?$")
_OWNED = lazy(
    r".{4,}(?:中心|实验室|平台|基地)[（(](?:依托(?:单位)?[:：]?)?"
    r"(?P<owner>[^（()）]{4,}(?:[（(][^（()）]+[)）])?[^（()）]*)[)）]"
)
"""江西省某某工程技术研究中心（某某公司）, a core platform in a list of members."""
_CORE = lazy(
    r"[（(]核心平台[，,、；;\s]*(?:依托|所属)(?:单位)?[:：]?"
    r"(?P<owner>[^（()）]{4,}(?:[（(][^（()）]+[)）])?[^（()）]*)[)）]"
)
_BEHIND = lazy(
    r"(?:中心|实验室|平台|基地)\s?(?:[（(](?:依托|所属|隶属)?(?:单位)?[:：]?|[—－-]{1,2})"
    r"(?P<owner>[^（()）—\s]{4,}(?:[（(][^（()）]+[)）])?[^（()）—\s]*)"
)
"""某某工程技术研究中心——某某公司, 某某工程技术研究中心（依托单位：某某公司）, as a list's row begins."""
_OWNER_FIRST = lazy(r"(?P<owner>[^（()）]{4,})[（(][^（()）]*(?:中心|实验室|平台|基地)[)）]")
"""某某公司（江西省某某工程技术研究中心）: the unit before its core platform."""
_SUM = lazy(r"(?:合计|小计|总计|共计)$")
"""Ends the label of a row of sums, which is no unit's name: 知识产权合计, 企业小计."""
_PLATFORM = lazy(r"(?:中心|实验室|平台|基地)$")
_FORMS = (Role.APPLICATION, Role.MEMBER_ROSTER)


def unit_mentions(
    documents: Mapping[str, Document],
    parts: Sequence[Part],
    fields: Sequence[FieldValue],
    rosters: Sequence[RosterMatch],
    programme: Programme,
) -> list[NameMention]:
    """Every mention, blank by blank and list by list; a sentence only where nothing else says who leads."""
    mentions = [
        *_field_mentions(parts, fields, programme),
        *_roster_mentions(parts, fields, rosters, programme),
        *_agreement_mentions(parts),
        *_signature_mentions(documents, parts),
        *_list_mentions(parts, rosters),
        *_profile_mentions(parts),
    ]
    if not any(mention.lead for mention in mentions):
        mentions += _lead_sentences(parts)
    return _by_owner(mentions)


def _by_owner(mentions: list[NameMention]) -> list[NameMention]:
    """A platform listed with the unit to which it belongs, which other papers name, is that unit's mention."""
    known = {normal(mention.name): mention.name for mention in mentions}
    found: list[NameMention] = []
    for mention in mentions:
        owned = _OWNED.fullmatch(mention.name) or _BEHIND.search(mention.name) or _OWNER_FIRST.fullmatch(mention.name)
        if owned is None and mention.source == "roster" and _PLATFORM.search(mention.name):
            owned = _CORE.search(mention.quote) or _BEHIND.search(mention.quote)
        owner = known.get(normal(owned["owner"])) if owned is not None else None
        found.append(replace(mention, name=owner) if owner is not None else mention)
    return found


def member_rosters(programme: Programme) -> set[str]:
    """Ids of the rosters whose rows are the member units."""
    found = {roster for row in programme.rows if isinstance(row, SameRow) for roster in row.rosters}
    for row in programme.rows:
        if isinstance(row, RosterRow):
            types = {column.type for column in row.columns}
            if row.role == Role.MEMBER_ROSTER or {ValueType.ORGANISATION, ValueType.USCC} <= types:
                found.add(row.id)
    return found


def _role(parts: Sequence[Part], part_id: str) -> Role:
    return next((part.role for part in parts if part.id == part_id), Role.UNKNOWN)


def _clean(text: str) -> str:
    """The organisation in a blank: the one name found in it, else the words as they stand."""
    names = organisation_names(text)
    return names[0][2] if len(names) == 1 else bare(text)


def _usable(text: str) -> bool:
    plain = not is_blank(text) and not is_placeholder(text) and _SEALED.match(text) is None
    return plain and 2 <= len(bare(text)) <= 60


_SEALED = lazy(r"[（(]?(?:[已未均]?(?:加盖|盖章|签章|用印|签字)|见(?:盖?章|公章|落款|封面))")
"""What stands where a name was to be: 申报单位（盖章）：已盖章."""


def _field_mentions(parts: Sequence[Part], fields: Sequence[FieldValue], programme: Programme) -> Iterator[NameMention]:
    """The lead unit as the form's cover and table name it."""
    seen: set[tuple[str, Spot]] = set()
    for value in fields:
        if value.state != FieldState.FILLED or not _usable(value.text):
            continue
        label = _label_of(programme, value)
        words = f"{value.label} {value.name} {' '.join(label.labels) if label else ''}"
        organisation = label is not None and label.type == ValueType.ORGANISATION
        if not (organisation or _LEAD_LABEL.search(value.label or value.name)) or not _LEAD_LABEL.search(words):
            continue
        if re.search(r"类型|负责人|地址|简介|情况|代码|性质", value.label or value.name):
            continue
        source = "cover" if value.place == "cover" and value.location.cell is None else "field"
        seen.add((value.document, value.location.spot))
        code = next(
            (other.text for other in fields if other.part == value.part and "信用代码" in (other.label or other.name)
             and other.state == FieldState.FILLED and "lead" in other.requirement), ""
        )  # fmt: skip
        yield NameMention(
            _clean(value.text), value.document, value.part, _role(parts, value.part), value.location,
            f"{value.label or value.name}：{value.text}"[:120], source, True, code if source == "field" else "",
        )  # fmt: skip
    for part in parts:
        if part.role in (Role.APPLICATION, Role.PLAN, Role.MEMBER_ROSTER, Role.TASK_LIST, Role.ALLOCATION):
            yield from _lead_lines(part, seen, programme)
        if part.role == Role.APPLICATION:
            yield from _lead_cells(part, seen)


def _lead_cells(part: Part, seen: set[tuple[str, Spot]]) -> Iterator[NameMention]:
    """Cells of a form (牵头单位全称 | …公司, 牵头 | …公司) that no row of the programme asks for."""
    for block in part.passage.blocks:
        if not isinstance(block, Table):
            continue
        for row in rows_of_table(block):
            for cell, following in pairwise(row):
                name = _clean(following.text)
                if (
                    (part.document, following.location.spot) not in seen
                    and _LEAD_CELL.fullmatch(re.sub(r"\s+", "", cell.text))
                    and len(organisation_names(name)) == 1
                ):
                    quote = f"{cell.text}：{following.text}"[:120]
                    yield NameMention(
                        name, part.document, part.id, part.role, following.location, quote, "field", True
                    )


@lru_cache(maxsize=8)
def _lead_line(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"^\s*(?:(?:创新)?(?:{alternatives(words)}))?(?:牵头单位|牵头企业|申请单位|申报单位)\s*(?:名称)?\s*"
        r"(?:[（(][^（()）]*[)）])?\s*[:：](.*)$"
    )


def _lead_lines(part: Part, seen: set[tuple[str, Spot]], programme: Programme) -> Iterator[NameMention]:
    """Lines of a cover (“牵头单位：…（盖章）”) that no row of the programme asks for."""
    for block in part.passage.blocks[:40]:
        if not isinstance(block, Paragraph) or (part.document, block.location.spot) in seen:
            continue
        for text in block.text.split("\n"):
            match = _lead_line(programme.consortium_words).match(text)
            if not match or not _usable(match.group(1)):
                continue
            name = _clean(re.sub(r"[（(]\s*(?:盖|公|签|单位).*?[)）]", "", match.group(1)))
            if organisation_names(name) or 4 <= len(name) <= 24:
                yield NameMention(
                    name, part.document, part.id, part.role, block.location, text.strip()[:120], "cover", True
                )


def _label_of(programme: Programme, value: FieldValue) -> Label | None:
    row = programme.row(value.requirement)
    labels: list[Label] = list(getattr(row, "fields", None) or [])
    return next((label for label in labels if label.name == value.name), labels[0] if len(labels) == 1 else None)


def _roster_mentions(
    parts: Sequence[Part], fields: Sequence[FieldValue], rosters: Sequence[RosterMatch], programme: Programme
) -> Iterator[NameMention]:
    """The members of the form's list: roster tables, 成员单位N lines, the member roster of its own."""
    wanted = member_rosters(programme)
    counted = {
        row.id for row in programme.rows if isinstance(row, CountRow) and row.of in ("members", "listed_members")
    }
    covered: set[str] = set()
    for roster in rosters:
        row = programme.row(roster.requirement)
        if roster.requirement not in wanted or not isinstance(row, RosterRow):
            continue
        for mention in _roster_rows(roster, row, _role(parts, roster.part)):
            covered.add(roster.part)
            yield mention
    for value in fields:
        if value.requirement in counted and value.state == FieldState.FILLED and _usable(value.text):
            names = [name for _, _, name in organisation_names(value.text)] or [bare(value.text)]
            for name in names:
                covered.add(value.part)
                quote = f"{value.label or value.name}：{value.text}"[:120]
                yield NameMention(
                    name, value.document, value.part, _role(parts, value.part), value.location, quote, "roster"
                )
    for part in parts:
        if part.role in _FORMS and part.id not in covered:
            yield from _member_lines(part)


def _roster_rows(roster: RosterMatch, row: RosterRow, role: Role) -> Iterator[NameMention]:
    units = [column.name for column in row.columns if column.type == ValueType.ORGANISATION]
    codes = [column.name for column in row.columns if column.type == ValueType.USCC]
    for entry in roster.entries:
        cell = next((entry.cells[name] for name in units if name in entry.cells), None)
        if cell is None or cell.state != FieldState.FILLED or not _usable(cell.text):
            continue
        if _SUM.search(bare(cell.text)):
            continue
        code = next((entry.cells[name].text.strip() for name in codes if name in entry.cells), "")
        quote = " ".join(other.text.strip() for other in entry.cells.values() if other.text.strip())[:120]
        lead = bool(re.search(r"牵头|依托", quote)) and any(
            _LEAD_REMARK.fullmatch(other.text) for other in entry.cells.values()
        )
        lead = lead or bool(re.search(r"[（(]牵头", cell.text))
        yield NameMention(
            _clean(cell.text), roster.document, roster.part, role, cell.location, quote, "roster", lead, code
        )


def _member_lines(part: Part) -> Iterator[NameMention]:
    """成员单位1 … of a form whose rows the programme did not find, and tables of members in it."""
    for block in part.passage.blocks:
        if not isinstance(block, Table):
            continue
        block = turned_table(block) or block
        found = False
        for row in rows_of_table(block):
            for cell, following in pairwise(row):
                text = re.sub(r"\s+", "", cell.text)
                value = re.sub(r"\s+", "", following.text)
                if (
                    _MEMBER_LABEL.match(text)
                    and _usable(value)
                    and not _MEMBER_LABEL.match(value)
                    and organisation_names(value)
                ):
                    found = True
                    yield NameMention(
                        _clean(value),
                        part.document,
                        part.id,
                        part.role,
                        following.location,
                        f"{text}：{value}"[:120],
                        "roster",
                    )
        if not found:
            own = part.role == Role.MEMBER_ROSTER  # there any table of units is one of members
            for unit in table_units(block, need_member_column=not own, roster=own):
                yield NameMention(
                    unit.name,
                    part.document,
                    part.id,
                    part.role,
                    unit.location,
                    unit.quote,
                    "roster",
                    unit.lead,
                    unit.code,
                )


def _agreement_mentions(parts: Sequence[Part]) -> Iterator[NameMention]:
    for part in parts:
        if part.role not in AGREEMENTS:
            continue
        head = agreement_head(part.passage.blocks)
        source = "prose" if head.open else "party"
        for party in head.parties:
            yield NameMention(
                party.name,
                part.document,
                part.id,
                part.role,
                party.location,
                party.quote,
                source,
                party.lead,
                party.code,
            )


def _signature_mentions(documents: Mapping[str, Document], parts: Sequence[Part]) -> Iterator[NameMention]:
    for block in map_signatures(documents, parts):
        if block.organisation:
            yield NameMention(
                block.organisation, block.document, block.part, _role(parts, block.part), block.location,
                block.text.split("\n")[0][:120], "signature",
            )  # fmt: skip


def _list_mentions(parts: Sequence[Part], rosters: Sequence[RosterMatch]) -> Iterator[NameMention]:
    """The lists of plans and of allocations; a list that says “等” gives mentions in prose only."""
    for part in parts:
        if part.role == Role.PLAN:
            units = listed_units(part.passage.blocks)
        elif part.role == Role.ALLOCATION:
            units = [unit for block in part.passage.blocks if isinstance(block, Table) for unit in table_units(block)]
            units = units or listed_units(part.passage.blocks)
        else:
            continue
        for unit in units:
            if any(f"{other.name}{opens}{unit.name}" in unit.quote for other in units for opens in "（("):
                continue  # 江西霁川氢氟酸有限公司（霁川公司）: its own short name
            yield NameMention(
                unit.name, part.document, part.id, part.role, unit.location, unit.quote,
                "list" if unit.whole else "prose", unit.lead, unit.code,
            )  # fmt: skip


def _profile_mentions(parts: Sequence[Part]) -> Iterator[NameMention]:
    for part in parts:
        if part.role not in (Role.LEAD_PROFILE, Role.MEMBER_PROFILE):
            continue
        name = part.organisation
        if not name:
            text = part.passage.text.strip()[:200]
            names = organisation_names(text)
            name = names[0][2] if names and names[0][0] <= 20 else ""
        if name:
            yield NameMention(
                bare(name), part.document, part.id, part.role, part.passage.location, part.title or name, "profile",
                part.role == Role.LEAD_PROFILE,
            )  # fmt: skip


def _lead_sentences(parts: Sequence[Part]) -> list[NameMention]:
    """The lead where only a sentence or the section about it says so (“由…牵头”, “牵头单位为…”, 牵头单位情况)."""
    for part in parts:
        if part.role not in (Role.PLAN, Role.APPLICATION, *AGREEMENTS):
            continue
        about = False
        for paragraph in part.passage.paragraphs():
            text = paragraph.text
            if paragraph.toc:
                continue
            if paragraph.heading is not None and paragraph.heading.body >= len(text):
                about = bool(_LEAD_SECTION.search(paragraph.heading.title))
                continue
            for start, end, name in organisation_names(text) if about or "牵头" in text else ():
                says = _BEFORE_LEAD.match(text[end : end + 30]) or _AFTER_LEAD.search(text[max(0, start - 10) : start])
                if (says or (about and start <= 4)) and unit_kind(name) != UnitKind.GOVERNMENT:
                    return [
                        NameMention(
                            name, part.document, part.id, part.role, paragraph.location, text[:120], "prose", True
                        )
                    ]
            about = about and not text.strip()
    return []
