"""Whose figure a sentence states: a unit of the consortium, the consortium, or nobody that can be told.

Precision comes first. A group, an industry or an unknown unit named before the figure leaves it without a subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.fuzz import ratio

from doccheck.document import Paragraph
from doccheck.facts.coined_names import coined_names, names_in_tables
from doccheck.facts.declared_names import declared_names, pattern_of
from doccheck.facts.numbers import narrow
from doccheck.facts.projects import Projects
from doccheck.facts.short_names import ShortNames, ends_alike, lead_name, party_names, titled, unit_names, untagged
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Organisation, Part
from doccheck.mapping.names.relation import Link, link
from doccheck.mapping.once import once
from doccheck.programme.schema import Role, UnitKind

CONSORTIUM = "consortium"
_ORGANISATION = lazy(
    r"[\u4e00-\u9fffA-Za-z0-9（）()·]{2,30}?(?:股份有限公司|有限责任公司|有限公司|集团公司|(?<!牵头)(?<!本)(?<!我)(?<!该)公司|大学|研究院|研究所|设计院|科学院|职业技术学院|理工学院|实验室)"
)
_ENDS = lazy(r"公司|大学|研究院|研究所|设计院|科学院|学院|实验室")
"""What every ``_ORGANISATION`` ends with."""
_PROVINCIAL = lazy(r"省(?![级内外部市直属])[一-龥]{2,5}?(?:研究院|研究所|院|所|中心)")
"""A public institute that is called by its province's sign and its trade."""
_NO_NAME = lazy(r"(?:19|20)\d{2}年|[是啥吗谁]|什么|怎|哪|合计|小计$")
"""“2022年底全公司”, “本厂是个啥厂” and “出资合计” are no unit's name."""

_CLAUSE = lazy(r"[，,；;。]")
_COMPILED = lazy(r"整理|编制|编写|汇总|汇编|提供|供稿|出具|统稿|执笔|负责")
"""What makes of a unit that a paper's first lines name the one that wrote it, not the one that it is about."""
_OPENING = 4
"""Blocks in which a paper says whom it is about."""
_WORD = 2
"""Signs of a name that in a table alone is a unit's, since it is a word elsewhere (公交)."""
_ALMOST = 80
"""How alike, in per cent, the names of a party and of a unit are at least, if they are meant to be the same."""


class Subject(Struct, frozen=True, gc=False):
    """``kind`` is “lead”, “member” or “consortium”; ``name`` the unit's full name (empty for the consortium)."""

    kind: str
    name: str = ""


@lru_cache(maxsize=4096)
def clean_name(name: str) -> str:
    """A unit's name for comparison: half-width, without spaces and with half-width brackets."""
    return "".join(narrow(name).split())


class Units:
    """The units of a submission, found by name or alias in text."""

    def __init__(self, mapped: MappedSubmission) -> None:
        self._by_name: dict[str, Organisation] = {}
        self._consortium_names = tuple({key for n in mapped.consortium_names if (key := clean_name(n.name))})
        self._slips: dict[str, Organisation | None] = {}
        self.projects = Projects()
        self._kinds: dict[str, Organisation | None] = {}
        self._seen: dict[str, list[tuple[int, int, Organisation | None]]] = {}
        for organisation in ((mapped.lead,) if mapped.lead else ()) + mapped.members:
            for name in (organisation.name, *organisation.aliases):
                key = clean_name(name)
                if len(key) >= 2 and not _NO_NAME.search(clean_name(organisation.name)):
                    self._by_name.setdefault(key, organisation)
        self.lead = mapped.lead or next((o for o in mapped.members if o.lead), None)
        if self.lead is not None and _NO_NAME.search(self.lead.name):
            self.lead = None
        written = lead_name(mapped)
        if (
            self.lead is not None
            and clean_name(written) in self._by_name
            and clean_name(self.lead.name) not in (clean_name(written), "")
            and not _alike(self.lead.name, written)
        ):
            self.lead = None  # the form's own cell goes before a name that mapping took from another document's title
        if self.lead is None and written:
            self.lead = Organisation(written, UnitKind.ENTERPRISE, lead=True)
            self._by_name[clean_name(written)] = self.lead
        names = sorted(self._by_name, key=len, reverse=True)
        self._pattern = re.compile("|".join(re.escape(name) for name in names)) if names else None
        known = self._known(mapped, unit_names(mapped))
        self._short = ShortNames(known, self._consortium_names)
        members = {clean_name(organisation.name) for organisation in self._by_name.values()}
        self._listed: re.Pattern[str] | None = None
        self._heard: dict[str, Organisation] = {}
        """Units by the names that sentences may have for them, those of tables among them."""
        self.declared = declared_names(mapped.documents.values(), (unit for unit, _ in known.values()), members)
        """Units by the names that papers say they have, or that tables give to none but them."""
        every = list({o.name: o for o in self._by_name.values()}.values())
        coined = coined_names(mapped, every, self._called)
        in_tables = names_in_tables(mapped, every, self._called)
        self._listed = pattern_of({*self.declared, *(name for name in coined if len(name) > _WORD), *in_tables})
        self.declared = coined | self.declared
        self._heard = in_tables | self.declared
        self._parts = mapped.parts
        self._parties_of: dict[str, dict[str, Subject]] = {}
        self.parties = self._parties(party_names(mapped.parts))
        self.titled = self._titled(mapped)
        self.consortium_words = mapped.programme.consortium_words
        self.consortium_name = mapped.consortium_names[0].name if mapped.consortium_names else mapped.name

    def __copy__(self) -> Units:
        """The same units, heard of no document yet; what was found in texts is found for both."""
        own = Units.__new__(Units)
        own.__dict__.update(self.__dict__, _parties_of={})
        return own

    def _known(self, mapped: MappedSubmission, counted: Mapping[str, int]) -> dict[str, tuple[Organisation, int]]:
        """Every unit by name with how often it is named; a unit of a roster that mapping left out is a member."""
        known = {clean_name(o.name): (o, 0) for o in ((mapped.lead,) if mapped.lead else ()) + mapped.members}
        for name, count in counted.items():
            organisation = self._by_name.get(name) or Organisation(name, UnitKind.OTHER)
            known[name] = (organisation, count)
        return known

    def listen_to(self, document: str) -> None:
        """Take 甲方 and the others for those of a document that says who they are (a project's own agreement)."""
        if not self._parties_of:
            self._parties_of[""] = self.parties
        if document not in self._parties_of:
            own = self._parties(party_names(self._parts, document))
            self._parties_of[document] = own if len(own) > 1 else self._parties_of[""]
        self.parties = self._parties_of[document]

    def _parties(self, said: Iterable[tuple[str, str]]) -> dict[str, Subject]:
        """甲方, 乙方 and so on of the agreement; 甲方 is the lead where nobody says otherwise."""
        found: dict[str, Subject] = {}
        for party, written in said:
            units = [unit for _, _, unit in self._find(written) if unit is not None] or self._nearest(written)
            if units and party not in found:
                found[party] = self.subject(units[0])
        first = found.get("甲")
        if self.lead is None and first is not None and first.name:
            # Whoever is party 甲 leads, where no form says who does.
            self.lead = replace(self._by_name[clean_name(first.name)], lead=True)
            found["甲"] = self.lead_subject()
        found.setdefault("甲", self.lead_subject())
        return found

    def _nearest(self, written: str) -> list[Organisation]:
        """The one unit whose name is written much like a party's, which must be one of the units."""
        near = {o.name: o for name, o in self._by_name.items() if len(name) > 6 and ratio(name, written) >= _ALMOST}
        return list(near.values()) if len(near) == 1 else []

    def _titled(self, mapped: MappedSubmission) -> dict[str, Subject]:
        """Whom a document presents as its title says."""
        found = {}
        for id, document in mapped.documents.items():
            units = {u.name: u for _, _, u in self._find(narrow(titled(document))) if u is not None}
            if len(units) == 1:
                found[id] = self.subject(next(iter(units.values())))
        held = {part.document for part in mapped.parts if part.role is not Role.EVIDENCE}
        for part in mapped.parts:
            if part.document in held:
                continue  # the cover of plan and agreement in one file presents nobody
            if part.role is Role.EVIDENCE and part.document not in found and not part.organisation:
                units = {u.name: u for u in self._introduced(part)}
                if len(units) == 1:
                    found[part.document] = self.subject(next(iter(units.values())))
        return found

    def _introduced(self, part: Part) -> Iterator[Organisation]:
        """The units that the running text before a paper's first table or section names, but for who compiled it."""
        for block in part.passage.blocks[:_OPENING]:
            if not isinstance(block, Paragraph):
                return
            for clause in _CLAUSE.split(narrow(block.text)) if block.heading is None else ():
                if not _COMPILED.search(clause):
                    yield from (u for _, _, u in self._find(clause) if u is not None)

    def subject(self, organisation: Organisation) -> Subject:
        """The subject that this unit is."""
        is_lead = organisation.lead or (self.lead is not None and organisation.name == self.lead.name)
        return Subject("lead" if is_lead else "member", organisation.name)

    def is_consortium(self, name: str) -> bool:
        """Whether what looks like a unit's name is the consortium's own (江苏高端装备产业技术研究院, 本技术研究院)."""
        key = clean_name(name)
        return key.lstrip("本该我") in self.consortium_words or key.endswith(self._consortium_names)

    def named(self, name: str) -> Subject | None:
        """The subject for a name as filled in (roster, profile title); an unknown unit is a member of that name."""
        key = clean_name(name)
        if not key:
            return None
        known = self._by_name.get(key)
        if known is None and self._pattern is not None:
            inside = {self._by_name[m[0]].name: self._by_name[m[0]] for m in self._pattern.finditer(key)}
            known = next(iter(inside.values())) if len(inside) == 1 else None
        if known is None and "方" not in key:
            short = {o.name: o for _, _, o in self._short.find(key, []) if o is not None}
            known = next(iter(short.values())) if len(short) == 1 else None
        if known is not None:
            return self.subject(known)
        known = self._miswritten(key)
        if known is not None:
            return self.subject(known)
        return Subject("member", name.strip()) if _ORGANISATION.fullmatch(key) and _named(key) else None

    def _called(self, key: str) -> Organisation | None:
        """The one unit that a cell names by its full, its short or a declared name."""
        if (known := self._by_name.get(key) or self.declared.get(key)) is not None:
            return known
        if self._pattern is not None and (match := self._pattern.search(key)) is not None:
            return self._by_name[match[0]]
        short = {o.name: o for _, _, o in self._short.find(key, []) if o is not None}
        return next(iter(short.values())) if len(short) == 1 else self.of_kind(key)

    @property
    def count(self) -> int:
        """How many units there are."""
        return len({organisation.name for organisation in self._by_name.values()})

    def of_kind(self, written: str) -> Organisation | None:
        """The one unit that a kind of unit, with or without signs of its name, can mean (大学, 检测院, 南昌所)."""
        if written not in self._kinds:
            fit = {o.name: o for name, o in self._by_name.items() if ends_alike(written, name)}
            self._kinds[written] = next(iter(fit.values())) if len(fit) == 1 else None
        return self._kinds[written]

    def mentions(self, text: str) -> list[tuple[int, int, Organisation | None]]:
        """Units in narrowed text as (start, end, unit); ``None`` stands for one that is no member."""
        if text not in self._seen:
            if len(self._seen) > 4096:
                self._seen.clear()
            self._seen[text] = self._find(text)
        return self._seen[text]

    def _find(self, text: str) -> list[tuple[int, int, Organisation | None]]:
        found: list[tuple[int, int, Organisation | None]] = []
        if self._pattern is not None:
            found = [(m.start(), m.end(), self._by_name[m[0]]) for m in self._pattern.finditer(text)]
        own = self.consortium_spans(text)
        found += [m for m in self._short.find(text, found) if not any(b <= m[0] < e for b, e in own)]
        found += list(self._of_province(text, found))
        if self._listed is not None:
            taken = [*found, *((b, e, None) for b, e in own)]
            said = ((m.start(), m.end(), self._heard[m[0]]) for m in self._listed.finditer(text))
            found += [m for m in said if not any(m[0] < end and start < m[1] for start, end, _ in taken)]
        if all(any(start < m.end() <= end for start, end, _ in found) for m in _ENDS.finditer(text)):
            return sorted(found, key=lambda m: m[0])  # no name ends but those that are known
        for match in _ORGANISATION.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end, _ in found) and _named(match[0]):
                found.append((match.start(), match.end(), self._miswritten(match[0])))
        return sorted(found, key=lambda m: m[0])

    def _of_province(
        self, text: str, found: list[tuple[int, int, Organisation | None]]
    ) -> Iterator[tuple[int, int, Organisation | None]]:
        """Public institutes by signs of their names: 省轴承所 for 江苏省轴承技术研究所."""
        for match in _PROVINCIAL.finditer(text) if "省" in text else ():
            if any(start < match.end() and match.start() < end for start, end, _ in found):
                continue
            if (unit := self.of_kind(match[0])) is not None:
                yield match.start(), match.end(), unit

    def _miswritten(self, key: str) -> Organisation | None:
        """The one unit of which a full name is a slip of the pen; whether it is one is for the checks to say."""
        if key not in self._slips:
            known = {o.name: o for o in self._by_name.values()}  # each with its aliases
            near = [o for name, o in known.items() if link(key, name) is Link.SLIP]
            self._slips[key] = near[0] if len(near) == 1 else None
        return self._slips[key]

    def consortium_spans(self, text: str) -> list[tuple[int, int]]:
        """Where the consortium's own full name stands in narrowed text."""
        return [m.span() for name in self._consortium_names for m in re.finditer(re.escape(name), text)]

    def lead_subject(self) -> Subject:
        """The lead unit, by its name where that is known."""
        return Subject("lead", self.lead.name if self.lead else "")


def units_of(mapped: MappedSubmission) -> Units:
    """The units of a submission for one reader, who listens to documents on his own."""
    return copy(_units(mapped))


@once
def _units(mapped: MappedSubmission) -> Units:
    return Units(mapped)


def _alike(one: str, other: str) -> bool:
    """Whether one name contains the other, so that both may be the same unit's."""
    return clean_name(one) in clean_name(other) or clean_name(other) in clean_name(one)


def _named(text: str) -> bool:
    """Whether a match is a unit's proper name and not “我公司” or “多家高校和研究院”."""
    timed = r"(?:[近今去当全本前]|最近|过去)[一二两三四五]?年|目前|同期|期间|截至|本?报告期"
    return not re.match(timed, text) and not re.search(
        r"(?:上市|国有|民营|外资|合资|全资|控股|龙头|骨干|大型|知名|科技型?|高新技术|同行|我|本|该|现|各|多家|家|所|个|等|一批|重点|国家|省级|市级|公司是|企业|并|以|建成|拥有|建有)(?:公司|大学|研究院|研究所|实验室|科学院)?$"
        r"|的(?:股份|有限|责任|集团)*公司$|^[我本该](?:公司|集团|企业|厂)(?:的)?母公司$",
        text,
    ) and not re.search(
        r"拥有|建有|建成|国家级|省级|市级|省部级|企业技术|\d"
        r"|厂房|车间|[和及]实验室|[一二两三四五六七八九十][间个座所]",
        text,
    )


def default_subject(part: Part | None, headings: tuple[str, ...], label: str, units: Units) -> Subject | None:
    """Whom a passage is about when its sentences do not say: by the profile's unit, a heading or a form's label."""
    for title in (label, *reversed(headings)):
        if not title:
            continue
        plain = untagged(clean_name(title))
        if re.search(r"(?:牵头|发起|申报|依托(?=单位))(?:单位|企业)", plain) and not re.search(
            r"[及和与、](?:各|主要)?(?:成员|参与|共建)", plain
        ):
            return units.lead_subject()
        if re.search(r"(?:成员|参与|共建|参加)单位", plain):
            break
        known = [unit for _, _, unit in units.mentions(plain) if unit is not None]
        if len({unit.name for unit in known}) == 1:
            return units.subject(known[0])
        if len({unit.name for unit in known}) > 1 and title != label:
            return None  # a heading over two units
    if part is not None and part.document in units.titled:
        return units.titled[part.document]
    if part is not None and part.role is Role.LEAD_PROFILE:
        return units.lead_subject()
    if part is not None and part.organisation and part.role in (Role.MEMBER_PROFILE, Role.EVIDENCE):
        return units.named(part.organisation)
    return None
