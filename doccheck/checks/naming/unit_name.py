"""M002: one unit written in different ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from doccheck.checks.naming.places import evidence_of, place_of, row_of
from doccheck.checks.registry import check, finding
from doccheck.facts.regions import without_place
from doccheck.facts.uscc import check_uscc
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, NameMention
from doccheck.mapping.names.find import organisation_names
from doccheck.mapping.names.lists import separate_lists
from doccheck.mapping.names.relation import Link, align, expand, link
from doccheck.mapping.names.written import is_full, normal, unit_kind
from doccheck.mapping.organisations import defined_names
from doccheck.programme.schema import FieldRow, Role, Row, UnitKind

_PUBLIC = lazy(r"(?:大学|学院|学校|研究院|研究所|研究中心|院|所|医院|协会|学会|促进会)$")
_PART_OF_SCHOOL = lazy(r".{2,}(?:研究[院所]|学院|中心|实验室|系|团队|课题组)")
_KIND = lazy(r"(?:研究|设计|检测|检验|科学|技术|创新|服务)*(?:[院所]|中心|协会|学会|促进会)$")
_BRIEF = 7
"""Signs from which a name is no short one any more."""
_MANY = 5
"""Units of a list that make its one unanswered name telling."""
_SOURCES = ("roster", "field", "cover", "party", "signature", "list", "profile", "prose")


class _Unit(Struct):
    """A unit with its writings that are no mere short forms: normal form → mentions."""

    name: str
    writings: dict[str, list[NameMention]] = field(default_factory=dict)


@check("M002")
def lead_named_differently(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report a lead unit that cover and table of the form name differently (another unit, not a short form)."""
    stated = [m for m in mapped.member_mentions if m.lead and m.source in ("cover", "field") and _is_name(m.name)]
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
                    f"牵头单位写法不一致：{place_of(mapped, other)}为“{other.name}”，"
                    f"{place_of(mapped, one)}为“{one.name}”。",
                    "请核对营业执照（或法人证书）上的全称，使封面、表格与其他材料中的牵头单位名称完全一致。",
                    evidence_of(other),
                    evidence_of(one),
                )
                return


def _is_name(text: str) -> bool:
    """Whether a blank holds a name at all, and not the labels and figures of the form's next lines."""
    return re.search(r"\d{2}", text) is None or bool(organisation_names(text))


@check("M002")
def unit_named_differently(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report each unit that the lists write in different ways: one finding a unit, with every writing's place."""
    told = _told_of_lead(mapped)
    for unit in _units(mapped):
        writings = _distinct_writings(unit)
        if len(writings) < 2:
            continue
        keys = set(unit.writings)
        if told and keys & told and len(keys - told) == 0:
            continue
        words = [
            f"“{same[0].name}”（{'、'.join(dict.fromkeys(place_of(mapped, m) for m in same[:3]))}）"
            for same in writings
        ]
        lead = any(mention.lead for same in writings for mention in same)
        yield finding(
            "M002",
            row_of(mapped, lead),
            f"同一单位有{len(writings)}种写法：" + "；".join(words) + "。",
            "请按营业执照（或法人证书）核对单位全称，并在申报表、方案、协议、签署页和简介中统一使用。",
            *(evidence_of(mention) for same in writings for mention in same[:2]),
            confidence=0.85,
        )


def _distinct_writings(unit: _Unit) -> list[list[NameMention]]:
    """The writings without those that leave out only the province or city of a school's or institute's name."""
    full = list(unit.writings)
    return [
        same
        for name, same in unit.writings.items()
        if not any(
            longer != name and longer.endswith(name) and _PUBLIC.search(name) and without_place(longer) == name
            for longer in full
        )
    ]


def _units(mapped: MappedSubmission) -> list[_Unit]:
    """The units of all lists; two full names are one unit if one list has the first and another the second alone."""
    shorts = {normal(short): unit.name for unit in mapped.members for short in unit.aliases if len(short) < _BRIEF}
    aliases = {**shorts, **defined_names(mapped.documents)}
    lists = _lists(mapped)
    units: list[_Unit] = []
    for mentions in lists:
        fresh = _without_repeats(mentions)
        names = [unit.name for unit in units]
        given = [expand(mention.name, aliases) for mention in fresh]
        pairs = {j: (i, kind) for i, j, kind in align(names, given, aliases).pairs}
        taken = {i for i, _ in pairs.values()}
        for place, mention in enumerate(fresh):
            if place not in pairs:
                same = next((u for u in units if normal(given[place]) in u.writings), None)
                target = same or _by_code(units, mention, names, taken)
                alone = len(fresh) - len(pairs) == 1 == len(names) - len(taken) and len(names) >= _MANY
                if target is None and alone and mention.source in ("roster", "party"):
                    target = _left_over(units[: len(names)], given[place], taken)
                if target is None:
                    target = _Unit(given[place])
                    units.append(target)
                target.writings.setdefault(normal(given[place]), []).append(mention)
                continue
            index, kind = pairs[place]
            unit = units[index]
            if kind == Link.SHORT and (not is_full(given[place]) or not is_full(unit.name)):
                miswritten = _miswritten(units, given[place], taken)
                if miswritten is not None and not is_full(unit.name):
                    miswritten.writings.setdefault(normal(given[place]), []).append(mention)
                elif not is_full(unit.name) and len(given[place]) > len(unit.name):
                    unit.name = given[place]
                    unit.writings = {normal(given[place]): [mention]}
                continue
            if kind == Link.SHORT:
                continue
            below = given[place].removeprefix(unit.name)
            if mention.source == "prose" and below != given[place] and _PART_OF_SCHOOL.fullmatch(below):
                continue  # 江南大学机器人研究所所长: whom somebody works for
            unit.writings.setdefault(normal(given[place]), []).append(mention)
    return units


def _left_over(units: Sequence[_Unit], name: str, taken: set[int]) -> _Unit | None:
    """The one unit that two lists of equal length leave over, if its name begins alike and is of the same kind.

    渝西农业机械研究所 in the roster, 渝西农机研究院 in the agreement, where all others answer each other.
    """
    unit = next(unit for index, unit in enumerate(units) if index not in taken)
    one, two = normal(unit.name), normal(name)
    kinds = unit_kind(one), unit_kind(two)
    alike = kinds[0] == kinds[1] and kinds[0] in (UnitKind.INSTITUTE, UnitKind.SERVICE, UnitKind.PLATFORM)
    heads = [_KIND.sub("", without_place(text) or text) for text in (one, two)]
    short, long = sorted(heads, key=len)
    signs = iter(long)
    return unit if alike and len(short) > 2 and short[:2] == long[:2] and all(sign in signs for sign in short) else None


def _without_repeats(mentions: Sequence[NameMention]) -> list[NameMention]:
    """The mentions without short names of units that the same list writes in full (an agreement's signature lines)."""
    full = [mention.name for mention in mentions if is_full(mention.name)]
    return [m for m in mentions if is_full(m.name) or not any(link(m.name, name) == Link.SHORT for name in full)]


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


def _miswritten(units: Sequence[_Unit], name: str, taken: set[int]) -> _Unit | None:
    """The one unit in full that a full name misspells and that its own list lacks: no short name stands before it."""
    free = [unit for index, unit in enumerate(units) if index not in taken and is_full(unit.name)]
    alike = [unit for unit in free if link(unit.name, name) == Link.SLIP] if is_full(name) else []
    return alike[0] if len(alike) == 1 else None


def _lists(mapped: MappedSubmission) -> list[list[NameMention]]:
    """The mentions list by list (one source of one part, or a table of it), the form's first; profiles are one list."""
    groups: dict[tuple[str, str], list[NameMention]] = {}
    for source in _SOURCES:
        for mention in mapped.member_mentions:
            if mention.source == source:
                part = "" if source == "profile" else mention.part
                groups.setdefault((source, part), []).append(mention)
    return [units for mentions in groups.values() for units in separate_lists(mentions)]


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
    return row_of(mapped, False)


def _code(mention: NameMention) -> str:
    return re.sub(r"[\s-]", "", mention.code).upper()


def _valid(code: str) -> bool:
    return check_uscc(code).ok
