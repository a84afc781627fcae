"""What is registered beside a unit's name: its credit code and its registered address, in tables and in lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from doccheck.document import Cell, Location, Paragraph, Table
from doccheck.facts.uscc import find_usccs
from doccheck.language.patterns import lazy
from doccheck.mapping.model import Part
from doccheck.mapping.names.definitions import named_units
from doccheck.mapping.names.find import Found, organisation_names
from doccheck.mapping.names.lines import is_blank, is_placeholder, rows_of_table
from doccheck.mapping.names.written import narrow
from doccheck.programme.schema import Role

_NAME_LABEL = lazy(
    r"^(?:(?:联合体|核心|主要|各|全部|牵头|申报|申请|承担|成员|参与|参加|组成|共建|合作|签约|签署|[甲乙丙丁戊己庚辛壬癸]方)*"
    r"(?:单位|企业|公司|机构)(?:名称|全称)?|名称|全称|成员|(?:签约|签署|缔约|立约|参与|参加|合作|共建|出资|承担|[甲乙丙丁戊己庚辛壬癸])(?:各)?方)$"
)
_CODE_LABEL = lazy(r"^(?:统一)?(?:社会)?信用代码(?:证号|号码?)?$|^(?:统一)?(?:社会)?信用代码/|^代码$")
_ADDRESS_LABEL = lazy(r"^(?:单位|企业|公司)?(?:注册(?:登记)?(?:地址|地|住所)|住所地?|登记(?:地址|住所))$")
_CODE_IN_TEXT = lazy(r"(?:信用)?代码[^,，。；;]{0,4}$")
_ADDRESS_IN_TEXT = lazy(r"(?:注册地址|注册地|住所地?|登记住所)(?:为|是|在|位于|:|：)\s*([^，,。；;）)\n]{4,60})")
_ANOTHERS = lazy(
    r"[,，。；;（(](?!(?:其|该|本|公司|单位|企业|的|[统社信代为是：:]|\s)*(?:统一)?(?:社会)?(?:信用)?代码)"
    r"[一-龥]{2,10}?(?:统一)?(?:社会)?信用代码[^,，。；;]{0,4}$"
)
"""A code behind another unit's short name: 甲方：…公司；乙方至辛方为其余七家（栎擎伺服统一社会信用代码…）."""
_RIGHT_BEHIND = lazy(r"\s*[（(，,：:]\s*")
"""Between a name and its code, without a label: 乙方：某某有限公司，9150…; 某某有限公司（9150…）."""
_LINE_NAME = lazy(r"^[^:：]{0,14}[:：]\s*$")
_FOUNDED_FROM = lazy(r"改制|设立|成立|组建|分立|转制|重组|更名")
_OF_WHOM = lazy(
    r"\s*(?:\((?:[^()]*)\)|（[^（）]*）)?\s*(?:的|之|旗下|直接|间接|绝对|相对|[一二三]级|全额|独家|共同)*"
    r"(?:全资|控股|参股|合资|下属|所属|直属|子公司|分公司|孙公司|控制|实控|出资|投资|持股|并购|收购)"
)
"""Words behind a parent's or owner's name: 是某集团有限公司的控股子公司，统一社会信用代码…."""
_UNREAD = (Role.NOTICE, Role.EVIDENCE)
_PROFILES = (Role.LEAD_PROFILE, Role.MEMBER_PROFILE, Role.UNKNOWN)
_NEAR = 60
"""How far a code may stand behind the name that it belongs to in running text."""
_BEGINNING = 12
_CODE = 30
"""Signs of a cell that holds a code and little else."""
_FEW_LINES = 4
"""A party's code and address stand in the lines right below its name."""


class Registered(Struct, frozen=True):
    """A unit's name as written and what one place registers beside it; empty where it says nothing."""

    name: str
    code: str
    address: str
    document: str
    part: str
    location: Location
    quote: str


def _nobody(_name: str) -> str:
    return ""


def registered(parts: Sequence[Part], called: Callable[[str], str] = _nobody) -> list[Registered]:
    """Every entry of the submission's own papers, each place once.

    ``called`` gives the full name of a unit that a table calls by a short one, or nothing.
    """
    found: dict[tuple[str, Location, str, str], Registered] = {}
    for part in parts:
        if part.role in _UNREAD:
            continue
        for entry in _entries(part, called):
            found.setdefault((entry.document, entry.location, entry.name, entry.code or entry.address), entry)
    return list(found.values())


def _entries(part: Part, called: Callable[[str], str]) -> Iterator[Registered]:
    name, place, ago = "", None, 0
    for block in part.passage.blocks:
        if isinstance(block, Table):
            yield from _table(part, block, called)
            name = ""
            continue
        if not isinstance(block, Paragraph) or block.toc:
            continue
        for line in block.text.split("\n"):
            yield from _sentence(part, line, block.location)
            names = organisation_names(line)
            if len(names) == 1 and _LINE_NAME.match(line[: names[0][0]]):
                name, place, ago = names[0][2], block.location, 0
                continue
            ago += 1
            if names or ago > _FEW_LINES:
                name = ""
            if name and place is not None:
                yield from _labelled_line(part, line, name, place)


def _labelled_line(part: Part, line: str, name: str, place: Location) -> Iterator[Registered]:
    """“统一社会信用代码：…” or “住所：…” in a line below the name of a party."""
    label, sign, value = narrow(line).replace("：", ":").partition(":")
    kind, text = _kind(label), value.strip()
    if sign and text and not is_blank(text) and not is_placeholder(text):
        yield from _entry(part, name, kind, text, place, f"{name} {line.strip()}")


def _sentence(part: Part, line: str, place: Location) -> Iterator[Registered]:
    """A name with its code or registered address right behind it, in one sentence of running text."""
    found_codes = find_usccs(line)
    addresses = list(_ADDRESS_IN_TEXT.finditer(line))
    if not found_codes and not addresses:
        return
    names = _no_owners(line, named_units(line))
    behind = {match.end() for found in names if (match := _RIGHT_BEHIND.match(line, found[1]))}
    codes = [
        code for code in found_codes
        if code[1] in behind or _CODE_IN_TEXT.search(line[: code[1]].rstrip(":： 为是"))
    ]  # fmt: skip
    spots = [("code", code, start) for code, start, _ in codes]
    spots += [("address", match.group(1), match.start()) for match in addresses]
    for kind, value, start in spots:
        before = [found for found in names if found[1] <= start]
        if not before:
            continue
        # Where a paragraph is about one unit, its code may stand far behind its name.
        apart = start - before[-1][1] > _NEAR or "。" in line[before[-1][1] : start]
        if apart and (len(names) > 1 or before[-1][0] > _BEGINNING):
            continue
        if kind == "code" and _ANOTHERS.search(line, before[-1][1], start):
            continue
        begin = before[-1][0]
        if line[begin - 1 : begin] in ("由", "从", "自") and _FOUNDED_FROM.search(line[before[-1][1] : start]):
            continue  # 本公司由某厂动力事业部改制设立，统一社会信用代码…: the code is not the old works'
        yield from _entry(part, before[-1][2], kind, value, place, line[begin : start + 60])


def _no_owners(line: str, names: Sequence[Found]) -> list[Found]:
    """The units of a line without those that only own or made the one before them, or are joined to such a one."""
    kept: list[Found] = []
    owner: Found | None = None
    for found in reversed(names):
        joined = owner is not None and line[found[1] : owner[0]].strip() in ("、", "与", "和", "及")
        owner = found if joined or _OF_WHOM.match(line, found[1]) else None
        if owner is None:
            kept.append(found)
    return kept[::-1]


def _table(part: Part, table: Table, called: Callable[[str], str]) -> Iterator[Registered]:
    """A row a unit under a header; else labels with their answers beside them, one unit a table."""
    rows = rows_of_table(table)
    for top, row in enumerate(rows[:4]):
        columns = {cell.col: _kind(cell.text) for cell in row}
        held = set(columns.values())
        answers = any(organisation_names(cell.text) or find_usccs(cell.text) for cell in row)
        if "name" in held and held & {"code", "address"} and not answers:
            yield from _columns(part, rows[top + 1 :], columns, called)
            return
    bare = [pair for row in rows if (pair := _name_and_code(row)) is not None]
    if len(bare) > 1:
        for cell, name, code in bare:
            yield from _entry(part, name, "code", code, cell.location, f"{cell.text.strip()} {code.strip()}")
        return
    yield from _form(part, rows, table.location)


def _name_and_code(row: Sequence[Cell]) -> tuple[Cell, str, str] | None:
    """The one name and the one code of a row that no header labels: 乙方 | 某某公司 | 9132….

    No cell of it labels another.
    """
    if any(_kind(cell.text) in ("code", "address") for cell in row):
        return None
    codes = [cell.text for cell in row if len(cell.text) < _CODE and len(find_usccs(cell.text)) == 1]
    held = ((cell, organisation_names(re.sub(r"\s+", "", cell.text))) for cell in row)
    named = [(cell, names[0][2]) for cell, names in held if len(names) == 1]
    return (*named[0], codes[0]) if len(codes) == len(named) == 1 else None


def _columns(
    part: Part, rows: Sequence[Sequence[Cell]], columns: dict[int, str], called: Callable[[str], str]
) -> Iterator[Registered]:
    for row in rows:
        cells = {cell.col: cell for cell in row}
        # Of several columns that may hold the name (“签署方” and “单位名称”), the one that does.
        held = [cell for col, kind in columns.items() if kind == "name" and (cell := cells.get(col)) is not None]
        named = [
            (cell, names[0][2])
            for cell in held
            if len(names := organisation_names(re.sub(r"\s+", "", cell.text))) == 1
        ]
        named = named or [(cell, full) for cell in held if (full := called(re.sub(r"\s+", "", cell.text)))]
        if not named:
            continue
        cell, name = named[0]
        quote = " ".join(other.text.strip() for other in row)
        for col, kind in columns.items():
            if kind in ("code", "address") and col in cells:
                yield from _entry(part, name, kind, cells[col].text, cell.location, quote)


def _form(part: Part, rows: Sequence[Sequence[Cell]], at: Location) -> Iterator[Registered]:
    """A form about one unit after another: a code belongs to the name that was filled in last.

    Where none was, it belongs to the unit that the heading above the form names.
    """
    above = organisation_names(at.heading[-1]) if at.heading and part.role in _PROFILES else []
    name, place = (above[0][2], at) if len(above) == 1 else ("", None)
    for row in rows:
        titles = organisation_names(row[0].text) if len(row) == 1 else []
        if titles:  # a card's title: 卡片4　赣州沐桁数控装备有限公司／锯切与分选装备
            name, place = (titles[0][2], row[0].location) if len(titles) == 1 else ("", None)
        for cell, following in pairwise(row):
            kind = _kind(cell.text)
            if kind == "name" and _kind(following.text):
                continue  # 性质 | 企业 | 信用代码 | 9132…: an answer, no label
            if kind == "name":
                names = organisation_names(re.sub(r"\s+", "", following.text))
                name, place = (names[0][2], following.location) if len(names) == 1 else ("", None)
            elif kind and name and place is not None:
                yield from _entry(part, name, kind, following.text, place, f"{name} {cell.text}：{following.text}")


def _kind(label: str) -> str:
    text = re.sub(r"\s+|\([^()]*\)", "", narrow(label)).strip(":：*")
    if len(text) > 20:
        return ""
    if _CODE_LABEL.search(text):
        return "code"
    if _ADDRESS_LABEL.search(text):
        return "address"
    return "name" if _NAME_LABEL.search(text) else ""


def _entry(part: Part, name: str, kind: str, value: str, place: Location, quote: str) -> Iterator[Registered]:
    text = re.sub(r"\s+", "", narrow(value))
    if kind == "code":
        codes = find_usccs(re.sub(r"[-—–·.]", "", text))
        if len(codes) == 1:
            yield Registered(name, codes[0][0], "", part.document, part.id, place, quote.strip()[:160])
    elif kind == "address" and len(text) >= 6 and not is_blank(text) and not is_placeholder(text):
        yield Registered(name, "", text, part.document, part.id, place, quote.strip()[:160])
