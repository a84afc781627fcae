"""M002: one unit written in different ways, or a name and a code that belong to different rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from doccheck.checks.registry import check, finding
from doccheck.checks.words import path_of
from doccheck.facts.uscc import check_uscc
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import MappedSubmission, NameMention
from doccheck.mapping.names.relation import Link, align, expand, link
from doccheck.mapping.names.written import is_full, legal_form, normal, unit_kind
from doccheck.mapping.organisations import defined_names
from doccheck.programme.schema import FieldRow, Role, Row, UnitKind

_SOURCES = ("roster", "field", "cover", "party", "signature", "list", "profile", "prose")


@dataclass(slots=True)
class _Unit:
    """A unit with its writings that are no mere short forms: normal form → mentions."""

    name: str
    writings: dict[str, list[NameMention]] = field(default_factory=dict)


@check("M002")
def lead_named_differently(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report a lead unit that cover and table of the form name differently (another unit, not a short form)."""
    stated = [m for m in mapped.member_mentions if m.lead and m.source in ("cover", "field")]
    form = [m for m in stated if m.role == Role.APPLICATION]
    table = [m for m in form if m.source == "field"] or form
    cover = [m for m in form if m not in table[:1]]
    aliases = defined_names(mapped.documents)
    for one in table[:1]:
        for other in cover:
            if link(expand(one.name, aliases), expand(other.name, aliases)) > Link.SHORT:
                yield finding(
                    "M002",
                    _lead_row(mapped),
                    f"牵头单位写法不一致：{_place(mapped, other)}为“{other.name}”，"
                    f"{_place(mapped, one)}为“{one.name}”。",
                    "请核对营业执照（或法人证书）上的全称，使封面、表格与其他材料中的牵头单位名称完全一致。",
                    _evidence(other),
                    _evidence(one),
                )
                return


@check("M002")
def unit_named_differently(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report each unit that the lists write in different ways: one finding a unit, with every writing's place."""
    told = _told_of_lead(mapped)
    for unit in _units(mapped):
        writings = list(unit.writings.values())
        if len(writings) < 2:
            continue
        keys = set(unit.writings)
        if told and keys & told and len(keys - told) == 0:
            continue
        words = [
            f"“{same[0].name}”（{'、'.join(dict.fromkeys(_place(mapped, m) for m in same[:3]))}）" for same in writings
        ]
        lead = any(mention.lead for same in writings for mention in same)
        yield finding(
            "M002",
            _row(mapped, lead),
            f"同一单位有{len(writings)}种写法：" + "；".join(words) + "。",
            "请按营业执照（或法人证书）核对单位全称，并在申报表、方案、协议、签署页和简介中统一使用。",
            *(_evidence(mention) for same in writings for mention in same[:2]),
            confidence=0.85,
        )


@check("M002")
def code_of_another(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report one code at two units, two valid codes at one unit, and a code that no unit of this kind can have."""
    coded = [m for m in mapped.member_mentions if len(_code(m)) == 18]
    reported: set[str] = set()
    for index, one in enumerate(coded):
        for other in coded[index + 1 :]:
            same_name = link(one.name, other.name) <= Link.SHORT
            same_code = _code(one) == _code(other)
            key = "".join(sorted((normal(one.name), normal(other.name))))
            if key in reported:
                continue
            if same_code and not same_name and link(one.name, other.name) == Link.OTHER:
                text = f"“{one.name}”与“{other.name}”填写了同一个统一社会信用代码{_code(one)}，代码与名称不对应。"
            elif same_name and not same_code and _valid(_code(one)) and _valid(_code(other)):
                text = f"“{one.name}”在两处填写的统一社会信用代码不同：{_code(one)}与{_code(other)}。"
            else:
                continue
            reported.add(key)
            yield finding(
                "M002", _row(mapped, one.lead and other.lead), text,
                "请按营业执照（或法人证书）逐一核对单位名称与统一社会信用代码，改正填错的一处。",
                _evidence(one), _evidence(other),
            )  # fmt: skip
    yield from _codes_of_other_kinds(mapped, coded, reported)


def _codes_of_other_kinds(
    mapped: MappedSubmission, coded: Sequence[NameMention], reported: set[str]
) -> Iterator[Finding]:
    """A company has a code that begins with 9, a public university or institute never has."""
    wrong: list[NameMention] = []
    for mention in coded:
        code, kind = _code(mention), unit_kind(mention.name)
        company = bool(re.search(r"有限(?:责任)?公司$", normal(mention.name)))
        if not _valid(code) or any(normal(mention.name) in key for key in reported):
            continue
        public = kind == UnitKind.UNIVERSITY and not legal_form(mention.name)
        if ((company and code[0] != "9") or (public and code[0] == "9")) and normal(mention.name) not in {
            normal(other.name) for other in wrong
        }:
            wrong.append(mention)
    if wrong:
        names = "、".join(f"“{mention.name}”（{_code(mention)}）" for mention in wrong)
        yield finding(
            "M002", _row(mapped, all(mention.lead for mention in wrong)),
            f"{names}的统一社会信用代码与单位类型不符（企业代码以9开头，高校等事业单位以1开头），疑似与其他单位的代码填串了。",
            "请按营业执照（或法人证书）逐一核对单位名称与统一社会信用代码。",
            *(_evidence(mention) for mention in wrong), confidence=0.85,
        )  # fmt: skip


def _units(mapped: MappedSubmission) -> list[_Unit]:
    """The units of all lists; two full names are one unit if one list has the first and another the second alone."""
    aliases = defined_names(mapped.documents)
    lists = _lists(mapped)
    units: list[_Unit] = []
    for mentions in lists:
        fresh = mentions
        names = [unit.name for unit in units]
        given = [expand(mention.name, aliases) for mention in fresh]
        pairs = {j: (i, kind) for i, j, kind in align(names, given, aliases).pairs}
        taken = {i for i, _ in pairs.values()}
        for place, mention in enumerate(fresh):
            if place not in pairs:
                same = next((u for u in units if normal(given[place]) in u.writings), None)
                target = same or _by_code(units, mention, names, taken)
                if target is None:
                    target = _Unit(given[place])
                    units.append(target)
                target.writings.setdefault(normal(given[place]), []).append(mention)
                continue
            index, kind = pairs[place]
            unit = units[index]
            if kind == Link.SHORT and (not is_full(given[place]) or not is_full(unit.name)):
                if not is_full(unit.name) and len(given[place]) > len(unit.name):
                    unit.name = given[place]
                    unit.writings = {normal(given[place]): [mention]}
                continue
            if kind == Link.SHORT:
                continue
            unit.writings.setdefault(normal(given[place]), []).append(mention)
    return units


def _by_code(units: Sequence[_Unit], mention: NameMention, names: Sequence[str], taken: set[int]) -> _Unit | None:
    """The unit of another list that has this mention's valid code and no name of its own in this list."""
    code = _code(mention)
    if not code or not _valid(code):
        return None
    for index, unit in enumerate(units[: len(names)]):
        held = {_code(other) for same in unit.writings.values() for other in same}
        if index not in taken and code in held and link(unit.name, mention.name) == Link.SLIP:
            return unit
    return None


def _lists(mapped: MappedSubmission) -> list[list[NameMention]]:
    """The mentions list by list (one source of one part), the form's first; profiles are one list together."""
    groups: dict[tuple[str, str], list[NameMention]] = {}
    for source in _SOURCES:
        for mention in mapped.member_mentions:
            if mention.source == source:
                part = "" if source == "profile" else mention.part
                groups.setdefault((source, part), []).append(mention)
    ordered: list[list[NameMention]] = []
    for mentions in groups.values():
        unique: dict[str, NameMention] = {}
        for mention in mentions:
            unique.setdefault(normal(mention.name), mention)
        ordered.append(list(unique.values()))
    return ordered


def _told_of_lead(mapped: MappedSubmission) -> set[str]:
    """Writings that :func:`lead_named_differently` reports already."""
    return {
        normal(mention.name)
        for mention in mapped.member_mentions
        if mention.lead and mention.source in ("cover", "field")
    } if any(True for _ in lead_named_differently(mapped)) else set()  # fmt: skip


def _lead_row(mapped: MappedSubmission) -> Row | None:
    for row in mapped.programme.rows:
        if isinstance(row, FieldRow) and "M002" in row.code:
            return row
    return _row(mapped, False)


def _row(mapped: MappedSubmission, lead: bool) -> Row | None:
    rows = [row for row in mapped.programme.rows if "M002" in row.code]
    same = next((row for row in rows if row.kind == "same"), None)
    return same or (rows[0] if rows and lead else None)


def _code(mention: NameMention) -> str:
    return re.sub(r"[\s-]", "", mention.code).upper()


def _valid(code: str) -> bool:
    return check_uscc(code).ok


def _place(mapped: MappedSubmission, mention: NameMention) -> str:
    where = {
        "roster": "成员名单", "field": "表格", "cover": "封面", "party": "协议各方", "signature": "签署处",
        "list": "成员单位列表", "profile": "单位简介", "prose": "正文",
    }.get(mention.source, "正文")  # fmt: skip
    page = f"第{mention.location.page}页" if mention.location.page else ""
    return f"{path_of(mapped, mention.document)}{page}{where}"


def _evidence(mention: NameMention) -> Evidence:
    return Evidence(mention.document, mention.quote or mention.name, mention.location)
