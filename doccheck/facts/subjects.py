"""Whose figure a sentence states: a unit of the consortium, the consortium, or nobody that can be told.

Precision comes first. A group, an industry or an unknown unit named before the figure leaves it without a subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Organisation, Part
from doccheck.programme.schema import Role

CONSORTIUM = "consortium"
_CONSORTIUM = lazy(
    r"(?:创新)?(?:联合体|综合体)(?!牵头|成员单位[^共合总均])|(?:各|全体|所有)成员单位|牵头(?:单位)?[及和与](?:各|全体)?(?:成员|参与)单位"
    r"|成员单位(?=共|合计|总计|累计|已|拥有|现有|建有)"
)
_LEAD_WORDS = lazy(r"牵头(?:单位|企业|方)(?![及和与、]|情况)|发起单位|龙头企业(?=现|拥|2|上|近)")
_SELF_WORDS = lazy(
    r"(?:我|本|该)(?:公司|单位|企业|校|院|所|中心|平台|集团公司)|(?<![\u4e00-\u9fff])(?:公司|企业|单位|学校|学院|研究院|研究所|中心|平台|团队)(?!化)"
    r"|(?<![子母分团])(?:公司|企业)(?=现|拥有|共|已|20|上|近|总|员工|累计|年|从业|注册|成立|研发|销售|实现|目前|有)"
)
_FOREIGN = lazy(
    r"(?:集团(?!公司|股份|有限|技术)|母公司|子公司|分公司|控股股东|旗下|下属|参股|并表|合并报表|合并口径|竞争对手|客户|供应商|上市公司平均|行业|全国|全球|全市|全省|全区|我市|我省|我区|我国|"
    r"国内|世界|市场|产业规模|园区|开发区|高新区|产业集群|产业链|全行业|本市|本省|地区生产总值|规上|规模以上|重庆市?(?:有|共|实现)|江苏省?(?:有|共|实现)|"
    r"要求|规定|申报条件|带动|带来|新增|孵化|服务企业|用户|同类|平均|人均|亩均|参保|项目(?:总|实施|达产|建成)|产线|生产线|基地|课题|平均每)"
)
_ORGANISATION = lazy(
    r"[\u4e00-\u9fffA-Za-z0-9（）()·]{2,30}?(?:股份有限公司|有限责任公司|有限公司|集团公司|(?<!牵头)(?<!本)(?<!我)(?<!该)公司|大学|研究院|研究所|设计院|科学院|职业技术学院|理工学院|实验室)"
)
_OBJECT_BEFORE = lazy(
    r"(?:与|和|同|跟|及|、|联合|向|对|依托|委托|携手|会同|由|为|给|被|合作的?|包括|服务|供货|配套)\s*$"
)
_OBJECT_AFTER = lazy(r"^\s*(?:等|合作|共建|联合|共同|签订|、|提供)")


@dataclass(frozen=True, slots=True)
class Subject:
    """``kind`` is “lead”, “member” or “consortium”; ``name`` the unit's full name (empty for the consortium)."""

    kind: str
    name: str = ""


def clean_name(name: str) -> str:
    """A unit's name for comparison: half-width, without spaces and with half-width brackets."""
    return re.sub(r"\s+", "", narrow(name))


class Units:
    """The units of a submission, found by name or alias in text."""

    def __init__(self, mapped: MappedSubmission) -> None:
        self._by_name: dict[str, Organisation] = {}
        self._seen: dict[str, list[tuple[int, int, Organisation | None]]] = {}
        for organisation in ((mapped.lead,) if mapped.lead else ()) + mapped.members:
            for name in (organisation.name, *organisation.aliases):
                key = clean_name(name)
                if len(key) >= 2:
                    self._by_name.setdefault(key, organisation)
        self.lead = mapped.lead or next((o for o in mapped.members if o.lead), None)
        names = sorted(self._by_name, key=len, reverse=True)
        self._pattern = re.compile("|".join(re.escape(name) for name in names)) if names else None
        self.consortium_name = mapped.consortium_names[0].name if mapped.consortium_names else mapped.name

    def subject(self, organisation: Organisation) -> Subject:
        """The subject that this unit is."""
        is_lead = organisation.lead or (self.lead is not None and organisation.name == self.lead.name)
        return Subject("lead" if is_lead else "member", organisation.name)

    def named(self, name: str) -> Subject | None:
        """The subject for a name as filled in (roster, profile title); an unknown unit is a member of that name."""
        key = clean_name(name)
        if not key:
            return None
        known = self._by_name.get(key)
        if known is None and self._pattern is not None:
            inside = {self._by_name[m[0]].name: self._by_name[m[0]] for m in self._pattern.finditer(key)}
            known = next(iter(inside.values())) if len(inside) == 1 else None
        if known is not None:
            return self.subject(known)
        return Subject("member", name.strip()) if _ORGANISATION.fullmatch(key) else None

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
        for match in _ORGANISATION.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end, _ in found) and _named(match[0]):
                found.append((match.start(), match.end(), None))
        return sorted(found, key=lambda m: m[0])

    def lead_subject(self) -> Subject:
        """The lead unit, by its name where that is known."""
        return Subject("lead", self.lead.name if self.lead else "")


def _named(text: str) -> bool:
    """Whether a match is a unit's proper name and not “我公司” or “多家高校和研究院”."""
    return not re.search(
        r"(?:我|本|该|各|多家|家|所|个|等|一批|重点|国家|省级|市级|公司是|企业|并|建成|拥有|建有)(?:公司|大学|研究院|研究所|实验室|科学院)?$",
        text,
    ) and not re.search(r"拥有|建有|建成|国家级|省级|市级|省部级|企业技术|\d", text)


@lru_cache(maxsize=2048)
def foreign_words(text: str) -> bool:
    """Whether the words before a figure speak of somebody outside (行业, 集团, 全市, 子公司)."""
    return _FOREIGN.search(text) is not None


def default_subject(part: Part | None, headings: tuple[str, ...], label: str, units: Units) -> Subject | None:
    """Whom a passage is about when its sentences do not say: by the profile's unit, a heading or a form's label."""
    for title in (label, *reversed(headings)):
        if not title:
            continue
        plain = clean_name(title)
        if re.search(r"(?:牵头|发起|申报)(?:单位|企业)", plain) and not re.search(
            r"[及和与、](?:各|主要)?(?:成员|参与|共建)", plain
        ):
            return units.lead_subject()
        if re.search(r"(?:成员|参与|共建|参加)单位", plain):
            break
        known = [unit for _, _, unit in units.mentions(plain) if unit is not None]
        if len({unit.name for unit in known}) == 1:
            return units.subject(known[0])
    if part is not None and part.role is Role.LEAD_PROFILE:
        return units.lead_subject()
    if part is not None and part.organisation and part.role in (Role.MEMBER_PROFILE, Role.EVIDENCE):
        return units.named(part.organisation)
    return None


def subject_before(
    text: str, position: int, default: Subject | None, carried: Subject | None, units: Units
) -> Subject | None:
    """Whose figure stands at ``position`` of a narrowed sentence; ``None`` when that cannot be told for sure.

    ``carried`` is the subject of the sentence before in the same paragraph.
    """
    before = text[:position]
    everyone = units.mentions(before)
    mentions = [
        m for m in everyone if not (_OBJECT_BEFORE.search(before[: m[0]]) or _OBJECT_AFTER.match(text[m[1] : m[1] + 4]))
    ]
    bare = before
    for start, end, _ in units.mentions(before):
        bare = bare[:start] + "□" * (end - start) + bare[end:]
    consortium = _last(_CONSORTIUM, bare)
    lead = _last(_LEAD_WORDS, bare)
    itself = _last(_SELF_WORDS, bare)
    named = mentions[-1][0] if mentions else -1
    nearest = max(consortium, lead, itself, named)
    clause = bare[max(nearest, 0) :]
    if foreign_words(clause):
        return None
    if nearest < 0:
        return None if everyone else default or carried
    if nearest == named:
        distinct = {m[2].name if m[2] else text[m[0] : m[1]] for m in mentions}
        unit = mentions[-1][2]
        return units.subject(unit) if unit is not None and len(distinct) == 1 else None
    if nearest == consortium:
        return Subject(CONSORTIUM)
    if nearest == lead:
        return units.lead_subject()
    if mentions:
        unit = mentions[-1][2]
        return units.subject(unit) if unit is not None and len({m[2] and m[2].name for m in mentions}) == 1 else None
    return carried or default


def _last(pattern: re.Pattern[str], text: str) -> int:
    position = -1
    for match in pattern.finditer(text):
        position = match.start()
    return position
