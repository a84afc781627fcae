"""Which unit a cell of a table names: by its full name, its short name, or a part of the name that only it has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from doccheck.document import Table
from doccheck.document.headers import titled
from doccheck.facts.abbreviations import KIND, WAYS, core
from doccheck.facts.numbers import narrow
from doccheck.facts.subjects import Subject, Units, clean_name
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.names.relation import Link, link
from doccheck.mapping.rosters_turned import is_unit
from doccheck.programme.schema import Role, UnitKind

_SPACED = lazy(
    r"(?<=(?<![\u4e00-\u9fff])(?![一二三四五六七八九十])[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff](?![\u4e00-\u9fff]))"
)
"""The blank beside a sign that stands alone and counts nothing (一 精密主轴)."""
UNIT_NAME = lazy(
    r"[\u4e00-\u9fffA-Za-z0-9（）()·]{4,40}(?:公司|大学|学院|学校|研究院|研究所|设计院|科学院|研究中心|中心|医院|实验室|协会|学会|商会|促进会|联盟|联合会|合作社|联合社|集团|厂|院|所|站|基金会|银行)"
)
_ROSTER = lazy(r"成员|名册|参与单位|共建单位|各单位|联合体")
_NO_NAME = lazy(r"[合小总]计|共.{1,3}家|^连同|以上各方|^[甲乙丙丁戊己庚辛壬癸]方$")
"""A row or clause that mapping took for a unit."""
_AS_PARTY = lazy(r"[甲乙丙丁戊己庚辛壬癸]方?[:：、.]?(?=.{4})")
"""A party of the agreement with its letter, that mapping took for the name; the roster has it without."""
_SHORT = lazy(r"(?:以下)?(?:简称|下称|称)(?:为|[:：])?[“\"‘「『](.{2,14}?)[”\"’」』]")
_HEADED = lazy(r"(?:单位|企业|机构|成员)(?:全称|名称)?$|名称|签[约署]方|出资方|参与方|承担方")
_LEAD = lazy(r"(?:牵头|申报|发起|依托(?=单位))(?:单位|企业)(?!及|和|与)")
_NAME_LABEL = lazy(r"^(?:牵头|申报|发起)?(?:单位|企业)(?:名称|全称|\(全称\))?$")
_PARTY = lazy(
    r"([甲乙丙丁戊己庚辛壬癸])方[(（]?([一二三四五六七八九十]{1,2}|\d{1,2})?[)）]?(?:[(（]?(?:盖章|签[字章])[)）]?)?[:：]?"
)
_LEAD_LABEL = lazy(r"^(?:牵头|申报|发起|依托(?=单位))(?:单位|企业)(?:名称|全称|\(全称\))?$")
_REMARK = lazy(r"(?<=.{2})[(（](?![^()（）]*(?:合并|并表|除外|不含|及|等))([^()（）]{1,10})[)）]$")
_FIRST, _CELL = 3, 40
"""Columns of a roster in which its units stand, and the signs of a cell that only names one."""


class Names:
    """The units of a submission, as cells of tables name them."""

    def __init__(self, mapped: MappedSubmission, units: Units) -> None:
        self.units = units
        self._known: dict[str, Subject] = {}
        """Full and short names."""
        self._full: dict[str, Subject] = {}
        self._listed: set[str] = set()
        """Names that stand in a roster's own column of units."""
        self.enterprises: set[str] = set()
        self._resolved: dict[str, Subject | None] = {}
        self._opened: dict[str, tuple[Subject, str] | None] = {}
        tables = [
            (part, titled(table))
            for part in mapped.parts
            for table in part.passage.blocks
            if isinstance(table, Table) and part.role is not Role.NOTICE
        ]
        self.told_apart = any(_parts_sources(table) for _, table in tables)
        """Whether a table parts what the units pay themselves from what they are granted."""
        known = mapped.lead or units.lead
        written = self._lead_of(table for _, table in tables)
        # the form's own cell goes before a name that mapping took from a title
        listed = any(clean_name(o.name) == clean_name(written) and not o.lead for o in mapped.members)
        lead = written if written and (known is None or listed) else known.name if known else ""
        self.lead = Subject("lead", lead)
        if lead:
            self._add(lead, self.lead)
        for organisation in mapped.members:
            if _NO_NAME.search(organisation.name):
                continue
            if letter := _AS_PARTY.match(clean_name(organisation.name)):
                name = clean_name(organisation.name)[letter.end() :]
                if "方" in letter[0] or any(clean_name(o.name) == name for o in mapped.members):
                    self._add(name, self.lead if name == clean_name(lead) else Subject("member", name))
                    continue
            subject = self.lead if organisation.name == lead else units.subject(organisation)
            for name in (organisation.name, *organisation.aliases):
                self._known.setdefault(clean_name(name), subject)
            self._add(organisation.name, subject)
            if organisation.kind is UnitKind.ENTERPRISE:
                self.enterprises.add(subject.name)
        for name in mapped.lead.aliases if mapped.lead else ():
            self._known.setdefault(clean_name(name), self.lead)
        for short, organisation in units.declared.items():
            self._known.setdefault(short, units.subject(organisation))
        for _, table in tables:
            self._read_roster(table)
        for name in dict.fromkeys(clean_name(mention.name) for mention in mapped.member_mentions):
            same = {s.name: s for known, s in self._full.items() if link(known, name) == Link.SLIP}
            if name not in self._full and len(same) == 1:
                self._add(name, next(iter(same.values())))  # a unit whose name is written in two ways

    def _add(self, name: str, subject: Subject) -> None:
        key = clean_name(name)
        if len(key) >= 4:
            self._known.setdefault(key, subject)
            self._full.setdefault(key, subject)

    def _lead_of(self, tables: Iterable[Table]) -> str:
        """The name beside 牵头单位 in a form, where the mapping found none."""
        for table in tables:
            heading = " ".join(table.location.heading[-1:])
            wanted = _NAME_LABEL if _LEAD.search(f"{heading} {table.caption}") else _LEAD_LABEL
            for row in table.grid()[:12]:
                for label, value in pairwise(row):
                    if label and value and wanted.match(clean_name(label.text)):
                        name = re.split(r"[(（]|(?:以下)?[简下]称|[，,；;]", value.text.strip())[0].strip()
                        if UNIT_NAME.fullmatch(clean_name(name)):
                            short = _SHORT.search(value.text)
                            if short:
                                self._known.setdefault(clean_name(short[1]), Subject("lead", name))
                            return name
        return ""

    def _read_roster(self, table: Table) -> None:
        """Units named in full in a column headed 单位 stand in the consortium's tables though no roster was mapped."""
        grid = table.grid()
        heading = " ".join(table.location.heading[-1:])
        for column in range(min(table.cols, 4)):
            header = grid[0][column] if grid else None
            if header is None or not _HEADED.search(re.sub(r"\(.*?\)", "", clean_name(header.text))):
                continue
            cells = [row[column] for row in grid[1:]]
            names = {clean_name(cell.text): cell.text.strip() for cell in cells if cell is not None}
            full = [name for key, name in names.items() if UNIT_NAME.fullmatch(key)]
            members = any(key in self._full for key in names) or _ROSTER.search(f"{table.caption} {heading}")
            if members and len(full) >= 3 and len(full) * 2 >= len(names):
                for name in full:
                    self._add(name, Subject("member", name))
                    self._listed.add(name)

    @property
    def count(self) -> int:
        """How many units are known."""
        return len({s.name for s in self._full.values()})

    def resolve(self, text: str) -> Subject | None:
        """The one unit that a cell names, or nothing; a party of the agreement is whom it says there."""
        if party := _PARTY.fullmatch(text.strip()):
            return self.units.parties.get(f"{party[1]}{party[2] or ''}")
        if text not in self._resolved:
            self._resolved[text] = self._resolve(text)
        return self._resolved[text]

    def _resolve(self, text: str) -> Subject | None:
        plain = re.split(r"[(（][^()（）]*(?:简称|下称|牵头|依托)", text.strip())[0]
        key = clean_name(plain).strip("“”\"'。，,:：*")
        if not 2 <= len(key) <= 40:
            return None
        if key in self._known:
            return self._known[key]
        inside = {s.name: s for name, s in self._full.items() if name in key}
        if len(inside) == 1:
            return next(iter(inside.values()))
        if inside:
            return None
        short = re.sub(r"^(?:甲|乙|丙|丁|戊|己|庚|辛|壬|癸)方[:：(]?|[)）]$", "", key)
        for alike in WAYS:
            if (own := self._one({s.name: s for name, s in self._full.items() if alike(short, name)})) is not None:
                return own
        return self._as_spoken(key) or self._but_for_a_remark(key)

    def _as_spoken(self, key: str) -> Subject | None:
        """The unit of which running text would take all of a cell's words for a name (省计量检测院)."""
        whole = [unit for start, end, unit in self.units.mentions(key) if (start, end) == (0, len(key))]
        return self._known.get(clean_name(whole[0].name)) if len(whole) == 1 and whole[0] is not None else None

    def _but_for_a_remark(self, key: str) -> Subject | None:
        """The unit before a bracket that names nobody: 岱衡集团（本部）, 某某公司（单体）."""
        remark = _REMARK.search(key)
        return self.resolve(key[: remark.start()]) if remark and not KIND.search(remark[1]) else None

    def _one(self, found: dict[str, Subject]) -> Subject | None:
        """The only unit, or the only one of a roster where a name is written in two ways."""
        if len(found) > 1 and all(name.startswith(min(found, key=len)) for name in found):
            return found[min(found, key=len)]  # a university, not its hospital
        if len(found) > 1:
            found = {name: subject for name, subject in found.items() if name in self._listed}
        return next(iter(found.values())) if len(found) == 1 else None

    def of_rows(self, table: Table) -> dict[int, Subject]:
        """Whom each row of a table of units is about: the one unit that a short cell in its first columns names.

        A table of which all rows name one unit, or most name none, is no table of units.
        """
        found: dict[int, Subject] = {}
        for cell in table.cells:
            if cell.col < _FIRST and cell.row and len(cell.text) <= _CELL and cell.row not in found:
                unit = self.resolve(cell.text)
                if unit is not None:
                    found |= dict.fromkeys(range(cell.row, cell.row + cell.rowspan), unit)
        return found if len(set(found.values())) > 1 and 2 * len(found) >= table.rows - 1 else {}

    def is_unit(self, text: str) -> bool:
        """Whether a cell names a unit, maybe one that nobody knows."""
        return is_unit(text) or self.resolve(plain_text(text)) is not None

    def left_over(self, text: str, taken: Iterable[str]) -> Subject | None:
        """The one unit not ``taken`` by the cells beside whose name holds a cell's words (公交, 大学)."""
        key = clean_name(text)
        named = set(taken)
        found = {s.name: s for name, s in self._full.items() if key in name and s.name not in named}
        return next(iter(found.values())) if len(key) >= 2 and len(found) == 1 else None

    def opening(self, text: str) -> tuple[Subject, str] | None:
        """The unit with which a label opens (“栎程2023年收支”) and the rest of the label."""
        if text not in self._opened:
            self._opened[text] = self._opening(text)
        return self._opened[text]

    def _opening(self, text: str) -> tuple[Subject, str] | None:
        key = clean_name(text)
        for length in range(min(len(key), 30), 1, -1):
            head = key[:length]
            if head in self._known:
                return self._known[head], key[length:]
            found = {s.name: s for name, s in self._full.items() if head in name[:14] and core(name, head)}
            if len(found) == 1 and not head.isascii():
                return next(iter(found.values())), _LEGAL.sub("", key[length:])
        return None

    def within(self, text: str) -> Subject | None:
        """The one unit that a caption or heading names, or nothing."""
        found = self._named_in(text)
        return next(iter(found.values())) if len(found) == 1 else None

    def several(self, text: str) -> bool:
        """Whether a caption or heading names more than one unit."""
        return len(self._named_in(text)) > 1

    def _named_in(self, text: str) -> dict[str, Subject]:
        """The units that a text names; 某大学附属医院 does not name 某大学."""
        key = clean_name(text)
        found: dict[str, Subject] = {}
        for name in sorted((n for n in self._known if len(n) >= 2 and n in key), key=len, reverse=True):
            if name in key:
                found.setdefault(self._known[name].name, self._known[name])
                key = key.replace(name, "#")
        return found


_LEGAL = lazy(r"^(?:股份(?!额|权|比|数)|集团)(?:公司)?")
"""What may follow the first signs of a company's name: 铸衡股份研发占比."""


def _parts_sources(table: Table) -> bool:
    """Whether a table of units has columns for their own money and for what they are granted."""
    grid = table.grid()
    heads = [{clean_name(c.text) for c in row if c is not None} for row in grid[:2]]
    words = set().union(*heads)
    side = {clean_name(row[0].text) for row in grid if row and row[0] is not None}
    if "分单位" in table.caption and {"自筹", "财政"} <= {word[:2] for word in side}:
        return True  # the units side by side
    return (
        any(_HEADED.search(word) for word in words)
        and any("自筹" in word or word.startswith("自有") for word in words)
        and any("财政" in word for word in words)
        and not any(re.search("课题|项目", word) for word in words)
    )


@lru_cache(maxsize=4096)  # every cell is looked at by several readers
def plain_text(text: str) -> str:
    """A cell's text on one line, half-width, letter-spaced words (发 明 专 利) joined."""
    return _SPACED.sub("", " ".join(narrow(text).split()))
