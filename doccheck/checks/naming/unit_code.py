"""M002: a credit code or a registered address that belongs to another unit, or differs between two places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from doccheck.checks.naming.places import row_of
from doccheck.checks.registry import check, finding
from doccheck.checks.words import path_of
from doccheck.facts.numbers import narrow
from doccheck.facts.regions import place_of
from doccheck.facts.subjects import Units, units_of
from doccheck.facts.uscc import check_uscc, find_usccs
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.names.registered import Registered, registered
from doccheck.mapping.names.relation import Link, link, resolve
from doccheck.mapping.names.written import legal_form, normal, unit_kind
from doccheck.mapping.organisations import defined_names
from doccheck.programme.schema import Role, UnitKind

_ADVICE = "请按营业执照（或法人证书）逐一核对单位名称与统一社会信用代码，改正填错的一处。"
_COMPANY = lazy(r"有限(?:责任)?公司$")
_STREET = lazy(
    r"((?:(?![省市区县镇乡村])[一-鿿]){2,10}?(?:大道|路|街|道|巷))(?:[东西南北中]段?|[一二三四]段)?([0-9]+)号"
)
_SIGNS = lazy(r"[\s,，.。、;；:：()（）\-—]+")
_OWN_CODE = lazy(r"\s*(?:其|公司|该公司)?(?:统一)?社会信用代码\s*(?:为|是|[:：])?\s*([0-9A-Za-z]{18})(?![0-9A-Za-z])")
_GAP = lazy(r"[\s:：]+$")
_IN_BRACKETS = lazy(r"[(（]\s*$")
_PARTY = lazy(r"([甲乙丙丁戊己庚辛壬癸])方$")
_CODE_LABEL = lazy(r"[(（,，、]?\s?(?:的|其)?(?:统一)?(?:社会)?(?:信用)?代码(?:证号|号码?)?(?:应?为|是|[:：]|\s)*$")
_TYPO = 2
"""Two codes that differ by no more signs are one code with slips of the pen."""

_Coded = dict[str, dict[str, list[Registered]]]
"""Unit → code (or address) → where it stands."""


class _Tangle(Struct, frozen=True):
    """Units and codes that belong together and do not agree."""

    units: tuple[str, ...]
    codes: tuple[str, ...]


@check("M002")
def code_of_another(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report one code at two units, two codes at one unit, and a code that no unit of this kind can have."""
    entries = _registered(mapped)
    coded = _by_unit(mapped, entries, "code")
    reported: set[str] = set()
    for tangle in _tangles(mapped, coded):
        reported.update(tangle.units)
        held = [entry for unit in tangle.units for same in coded[unit].values() for entry in same[:2]]
        yield finding(
            "M002", row_of(mapped, _is_lead(mapped, tangle.units)), _said(mapped, tangle, coded), _ADVICE,
            *(Evidence(entry.document, entry.quote, entry.location) for entry in held),
        )  # fmt: skip
    yield from _codes_of_other_kinds(mapped, coded, reported)


@check("M002")
def address_differs(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report each unit whose registered address is another one in another place."""
    known = _by_unit(mapped, _registered(mapped), "address")
    for unit, addresses in known.items():
        first, *others = addresses.values()
        other = next((held for held in others if _elsewhere(first[0].address, held[0].address)), None)
        if other is None:
            continue
        one, two = first[0], other[0]
        owners = [
            name
            for name, held in known.items()
            if name != unit and any(not _elsewhere(a, b) for a in (one.address, two.address) for b in held)
        ]
        mixed = f"，其中一处与“{owners[0]}”的注册地址相同，疑似填串" if len(owners) == 1 else ""
        yield finding(
            "M002", row_of(mapped, _is_lead(mapped, (unit,))),
            f"“{unit}”的注册地址前后不一致：{path_of(mapped, one.document)}为“{one.address}”，"
            f"{path_of(mapped, two.document)}为“{two.address}”{mixed}。",
            "请按营业执照（或法人证书）核对注册地址，使各处一致；填的是通讯地址的请改标签。",
            *(Evidence(entry.document, entry.quote, entry.location) for entry in (one, two)), confidence=0.85,
        )  # fmt: skip


def _registered(mapped: MappedSubmission) -> list[Registered]:
    """The codes of the rosters, forms and parties as mapped, and whatever stands beside a name elsewhere."""
    stated = [
        Registered(m.name, code, "", m.document, m.part, m.location, m.quote or m.name)
        for m in mapped.member_mentions
        if len(code := re.sub(r"[\s-]", "", m.code).upper()) == 18
    ]
    units = units_of(mapped)

    def called(name: str) -> str:
        unit = units.named(name)
        return unit.name if unit is not None else ""

    return [*stated, *registered(mapped.parts, called), *_under_headings(mapped), *_by_short_name(mapped)]


def _by_short_name(mapped: MappedSubmission) -> Iterator[Registered]:
    """“砺川主轴统一社会信用代码：…” in a sentence that calls the unit by its short name or 乙方."""
    units: Units | None = None
    for part in mapped.parts:
        if part.role in (Role.NOTICE, Role.EVIDENCE):
            continue
        for paragraph in part.passage.paragraphs():
            if "代码" not in paragraph.text:
                continue
            text = narrow(paragraph.text)
            for code, start, _ in find_usccs(text):
                label = _CODE_LABEL.search(text, 0, start) or _IN_BRACKETS.search(text, 0, start)
                label = label or _GAP.search(text, 0, start)  # 信用代码备查：锦屿偏光 9150…；澄溪光电 9150…
                if label is None:
                    continue
                units = units or units_of(mapped)
                units.listen_to(part.document)
                begin = text.rfind("\n", 0, label.start()) + 1
                named = _named_last(units, text[begin : label.start()])
                if named is not None:
                    name, at = named
                    quote = paragraph.text[begin + at : start + len(code)]
                    yield Registered(name, code, "", part.document, part.id, paragraph.location, quote)


def _named_last(units: Units, ahead: str) -> tuple[str, int] | None:
    """The unit or party with which some words end, and where its name begins."""
    party = _PARTY.search(ahead)
    if party is not None and (subject := units.parties.get(party[1])) is not None:
        return subject.name, party.start()
    start, end, unit = next(reversed(units.mentions(ahead)), (0, 0, None))
    return (unit.name, start) if unit is not None and end == len(ahead) else None


def _under_headings(mapped: MappedSubmission) -> Iterator[Registered]:
    """“统一社会信用代码：…” at the opening of a paragraph below the heading that names its unit alone."""
    units = units_of(mapped)
    for part in mapped.parts_of(Role.LEAD_PROFILE, Role.MEMBER_PROFILE, Role.PLAN, Role.UNKNOWN):
        for paragraph in part.passage.paragraphs():
            code = _OWN_CODE.match(narrow(paragraph.text))
            heading = paragraph.location.heading[-1] if paragraph.location.heading else ""
            if code is None or not heading:
                continue
            named = {unit.name for *_, unit in units.mentions(heading) if unit is not None}
            if len(named) == 1:
                yield Registered(
                    named.pop(), code[1].upper(), "", part.document, part.id, paragraph.location, code[1].upper()
                )


def _by_unit(mapped: MappedSubmission, entries: Sequence[Registered], kind: str) -> _Coded:
    entries = [entry for entry in entries if getattr(entry, kind)]
    aliases = {normal(short): unit.name for unit in mapped.members for short in unit.aliases}
    groups = resolve([entry.name for entry in entries], {**aliases, **defined_names(mapped.documents)})
    unit_of = {normal(name): group.name for group in groups for name in group.written}
    units: _Coded = {}
    for entry in entries:
        unit = unit_of.get(normal(entry.name), entry.name)
        same = units.setdefault(unit, {}).setdefault(getattr(entry, kind), [])
        if all((entry.document, entry.part) != (other.document, other.part) for other in same):
            same.append(entry)
    return units


def _tangles(mapped: MappedSubmission, coded: _Coded) -> Iterator[_Tangle]:
    """Each group of units and codes that contradictions hold together, in the order of appearance."""
    owners: dict[str, list[str]] = {}
    for unit, codes in coded.items():
        for code in codes:
            owners.setdefault(code, []).append(unit)
    shared = {code: units for code, units in owners.items() if _are_others(units)}
    torn = {unit for unit, codes in coded.items() if _differ(mapped, codes)}
    seen: set[str] = set()
    for start in coded:
        if start in seen or not (start in torn or any(code in shared for code in coded[start])):
            continue
        bound: list[str] = []
        mixed: list[str] = []
        todo = [start]
        while todo:
            unit = todo.pop(0)
            if unit in bound:
                continue
            bound.append(unit)
            for code in coded[unit]:
                if code not in mixed and (code in shared or unit in torn):
                    mixed.append(code)
                todo += shared.get(code, ())
        seen.update(bound)
        yield _Tangle(tuple(bound), tuple(mixed))


def _are_others(units: Sequence[str]) -> bool:
    """Whether two of the units are different ones: no slip of a name, no part of the other (its institute)."""
    return any(
        link(one, two) == Link.OTHER and normal(one) not in normal(two) and normal(two) not in normal(one)
        for place, one in enumerate(units)
        for two in units[place + 1 :]
    )


def _differ(mapped: MappedSubmission, codes: Mapping[str, Sequence[Registered]]) -> bool:
    """Whether the codes of one unit are different ones; a sign that was misread on a scan makes no other code."""
    from rapidfuzz.distance import Levenshtein

    written = list(codes)
    for place, one in enumerate(written):
        for two in written[place + 1 :]:
            scanned = any(
                (document := mapped.documents.get(entry.document)) is not None and document.ocr
                for code in (one, two)
                for entry in codes[code]
            )
            if not scanned or Levenshtein.distance(one, two, score_cutoff=_TYPO) > _TYPO:
                return True
    return False


def _said(mapped: MappedSubmission, tangle: _Tangle, coded: _Coded) -> str:
    if len(tangle.codes) == 1:
        names = "与".join(f"“{unit}”" for unit in tangle.units)
        return f"{names}填写了同一个统一社会信用代码{tangle.codes[0]}，代码与名称不对应。"
    held = [
        f"“{unit}”"
        + "、".join(
            f"{'、'.join(dict.fromkeys(path_of(mapped, entry.document) for entry in same))}为{code}"
            for code, same in coded[unit].items()
        )
        for unit in tangle.units
    ]
    if len(tangle.units) == 1:
        wrong = [code for code in tangle.codes if not check_uscc(code).ok]
        hint = f"其中{'、'.join(wrong)}的校验码不符，疑似写错。" if 0 < len(wrong) < len(tangle.codes) else ""
        return f"同一单位在两处填写的统一社会信用代码不同：{held[0]}。{hint}"
    return f"单位名称与统一社会信用代码不对应，疑似填串：{'；'.join(held)}。"


def _codes_of_other_kinds(mapped: MappedSubmission, coded: _Coded, reported: set[str]) -> Iterator[Finding]:
    """A company has a code that begins with 9, a public university or institute never has."""
    wrong: list[Registered] = []
    for unit, codes in coded.items():
        company = bool(_COMPANY.search(normal(unit)))
        public = unit_kind(unit) == UnitKind.UNIVERSITY and not legal_form(unit)
        code, same = next(iter(codes.items()))
        if (
            unit not in reported
            and check_uscc(code).ok
            and ((company and code[0] != "9") or (public and code[0] == "9"))
        ):
            wrong.append(same[0])
    if wrong:
        names = "、".join(f"“{entry.name}”（{entry.code}）" for entry in wrong)
        yield finding(
            "M002", row_of(mapped, _is_lead(mapped, [entry.name for entry in wrong])),
            f"{names}的统一社会信用代码与单位类型不符（企业代码以9开头，高校等事业单位以1开头），疑似与其他单位的代码填串了。",
            "请按营业执照（或法人证书）逐一核对单位名称与统一社会信用代码。",
            *(Evidence(entry.document, entry.quote, entry.location) for entry in wrong), confidence=0.85,
        )  # fmt: skip


def _elsewhere(one: str, two: str) -> bool:
    """Whether two addresses cannot be one place; how fully each is written does not matter."""
    a, b = _SIGNS.sub("", one), _SIGNS.sub("", two)
    if a in b or b in a:
        return False
    homes = place_of(a), place_of(b)
    if any(x and y and x != y for x, y in ((homes[0].city, homes[1].city), (homes[0].county, homes[1].county))):
        return True
    streets = [found[-1] for text in (a, b) if (found := _STREET.findall(text))]
    if len(streets) < 2:
        return False
    (street, house), (other, number) = streets
    same_street = street.endswith(other) or other.endswith(street)
    return not same_street or house != number


def _is_lead(mapped: MappedSubmission, units: Sequence[str]) -> bool:
    return mapped.lead is not None and all(link(mapped.lead.name, unit) <= Link.SHORT for unit in units)
