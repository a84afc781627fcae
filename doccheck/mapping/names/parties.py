"""The parties that an agreement's head names: lettered parties, 牵头单位 and 成员单位, lists, tables and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from doccheck.document import Block, Location, Paragraph, Table
from doccheck.facts.uscc import find_usccs
from doccheck.language.patterns import lazy
from doccheck.mapping.names.definitions import defined_at, named_units
from doccheck.mapping.names.lines import (
    Line,
    is_blank,
    is_placeholder,
    lines_of_cell,
    lines_of_paragraph,
    rows_of_table,
)
from doccheck.mapping.names.written import bare, is_generic, narrow, normal, unit_kind
from doccheck.programme.schema import UnitKind

LETTER = r"[甲乙丙丁戊己庚辛壬癸]\s*方(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}(?![、.]))?"
_ROLE = (
    r"(?:创新)?(?:联合体|综合体|联盟|共同体)?(?:全体|各|其他|其它|其余|主要|核心|一般|普通|联合)?"
    r"(?:牵头|依托|发起|主持|盟主|协作|共建|合作|参与|参加|成员|联合|支撑|配套|协议|签约|签署|组建|加盟)(?:的)?(?:成员|主体)?(?:单位|企业|方|机构|高校|院所)"
    r"(?:名称)?\s*(?:[0-9]{1,2}(?![.、．0-9])|[一二三四五六七八九十]{1,3}(?!、)|\([一二三四五六七八九十0-9]{1,2}\))?"
)
_OFFICE = r"(?:副?理事长单位|(?:常务)?理事单位|秘书长单位|第[一二三四五六七八九十]方|单位名称)"
LABEL = lazy(rf"(?:{LETTER}|{_ROLE}|{_OFFICE})")
_NUMBER = (
    r"(?:\(?[0-9]{1,2}[).、．]\s*|[①-⑳]\s*|\([一二三四五六七八九十]{1,2}\)\s*|[-•●■]\s*|"
    r"[一二三四五六七八九十]{1,2}、\s*)?"
)
_LABELLED = lazy(
    rf"^\s*{_NUMBER}(?P<label>{LABEL.pattern})(?P<note>(?:\s*\([^()]*\))*)\s*(?P<colon>[:：]|$|\s{{2,}}|为(?=[:：]?)|是)\s*[:：]?"
)
ATTRIBUTE = lazy(
    r"^\s*[0-9.、]*(?:统一社会信用代码|社会信用代码|信用代码|组织机构代码|(?:注册|通讯|通信|联系|单位|办公)?(?:地址|住所地?|住址)|法定代表人|法人代表|法人|"
    r"(?:单位)?负责人|项目负责人|授权代表|委托代理人|联系人|联系方式|(?:联系)?电话|手机|传真|邮编|邮政编码|电子?邮箱|E-?mail|开户(?:银?行)?|账号|"
    r"签[订约署](?:地点|日期|时间)|日期|时间|职务|职称|税号|单位性质|单位类型|经营范围|协议编号|合同编号|编号|产业领域|填报日期|"
    r"(?:产业|科技|技术|创新|战略)*(?:联合体|综合体|联盟|共同体|中心)名称|研究方向|任务分工|主要任务|分工|职责)\s*(?:\([^()]*\))?\s*[:：]",
    re.IGNORECASE,
)
_CODE = lazy(r"(?:信用代码|机构代码)\s*(?:\([^()]*\))?\s*[:：]\s*([0-9A-Za-z]{15,20})")
_BEFORE_CODE = lazy(r"[\s,，、(（]*(?:(?:统一)?(?:社会)?信用代码|代码)?(?:为|是)?[\s:：]*")
"""What stands between a party's name and its code."""
_ARTICLE = lazy(r"^\s*(?:第\s*[一二三四五六七八九十百零〇0-9]+\s*[条章节]|[一二三四五六七八九十]{1,3}\s*[、.．])")
_ARABIC = lazy(r"^\s*[0-9]{1,2}\s*[、.．]?\s*[一-鿿]{2,16}\s*$")
PARTIES_TITLE = lazy(
    r"(?:参与|成员|参加|组成|共建|合作|签约|签署|协议|合同|当事|发起|缔约|联合体成员|联合体组成|主体)[^。，]{0,6}(?:单位|各方|双方|主体|方|成员|人|构成|组成|名单|信息)\s*[:：]?\s*$"
)
_FOLLOWS_LEAD = lazy(r"^(?:\([^()]*\))?(?:\s*作?为)?(?:主要)?(?:牵头|发起)")
_UNITS_HEAD = lazy(r"单位|成员|企业名称|各方|名称|^\s*(?:签[约署订]|缔约|协议|参与|合作)方\s*$")
_WE = lazy(
    r"(?:合称|统称|简称)\s*[“\"'「]?(?:各方|双方|协议方|签约方|成员)"
    r"|(?:达成|订立|签订|约定)[^。]{0,12}(?:协议|如下)"
)
_SEPARATORS = lazy(r"[、；;，,\s]+(?:以及|及|和|与)?|(?:以及|及)")
_LEAD = lazy(r"牵头|依托单位|发起单位|主持单位|盟主|(?<!副)理事长单位")
_COUNTED = lazy(r"^[一二三四五六七八九十]{1,2}方(?=.{4})")
"""A party by its number instead of its letter: 一方某某有限公司."""
_NO_NAME = lazy(
    r"(?:单位|企业|机构|成员|签约方|协议方)?(?:全称|名称|简称)|[已未]?(?:盖章|签章|签字|签署|公章|加盖公章)|序号|代码"
)
"""A header or a stamp's place beside a party's label."""
_HEAD_BLOCKS = 120


class Party(Struct, frozen=True):
    """One unit that an agreement's head names, as written."""

    name: str
    label: str
    location: Location
    quote: str
    lead: bool = False
    code: str = ""


class Head(Struct, frozen=True):
    """An agreement's head: its parties, what its letters stand for, and the index of the block after it."""

    parties: tuple[Party, ...] = ()
    letters: dict[str, str] = field(default_factory=dict)
    end: int = 0
    listed: bool = False
    """The parties stand under labels or in a list (else they were read from a sentence)."""
    open: bool = False
    """The list says that it is not complete (“等”, “详见附件”)."""


class _Reader:
    """Collects parties line by line; ``label`` is the label whose list is still open."""

    def __init__(self) -> None:
        self.parties: list[Party] = []
        self.seen: set[str] = set()
        self.letters: dict[str, str] = {}
        self.label = ""
        self.open = False

    def add(self, name: str, label: str, line: Line, lead: bool = False) -> None:
        name = _COUNTED.sub("", bare(name))
        key = normal(name)
        if not key or is_placeholder(name) or is_generic(name) or _NO_NAME.fullmatch(key) or find_usccs(key):
            return
        letter = letter_of(label)
        if letter and letter not in self.letters:
            self.letters[letter] = name
        if key not in self.seen:
            self.seen.add(key)
            self.parties.append(Party(name, label, line.location, line.text.strip()[:120], lead))

    def code(self, code: str) -> None:
        if self.parties and not self.parties[-1].code:
            self.parties[-1] = replace(self.parties[-1], code=code)

    def read(self, line: Line, in_list: bool = False) -> bool:
        """Take a line of the head; whether it said something about the parties.

        A code is that of the party on its line, else of the one before.
        """
        before = len(self.parties)
        said = self._said(line, in_list)
        code = _CODE.search(narrow(line.text))
        if code and (len(self.parties) == before + 1 or not said):
            self.code(code.group(1))
        return said

    def _said(self, line: Line, in_list: bool) -> bool:
        text = narrow(line.text)
        match = _LABELLED.match(text)
        if ATTRIBUTE.match(text) and not (match and match.group("label") in ("单位名称",)):
            return False
        if match and not (match.group("colon").strip() == "" and len(text) > 40):
            note = match.group("note") or ""
            label = re.sub(r"\s+", "", match.group("label") + note)
            rest = line.text[match.end() :]
            if re.search(r"见证|鉴证|监督", label):
                return False
            self.label = label
            self.items(rest, label, line)
            return True
        if self.label or in_list:
            return self.item(line)
        return False

    def item(self, line: Line) -> bool:
        """A line of an open list: a number and a name, perhaps with its task behind it."""
        text = line.text.strip()
        if len(text) > 160 or (len(text) > 60 and text.endswith("。")):
            self.label = ""
            return False
        names = named_units(text)
        if names and names[0][0] <= 10 and unit_kind(names[0][2]) != UnitKind.GOVERNMENT:
            if re.search(r"[、；;]", text[names[0][1] : names[0][1] + 2]) or len(names) > 2:
                self.items(text, self.label, line)
            else:
                self.add(names[0][2], self.label, line, bool(_LEAD.search(self.label) or re.search(r"[（(]牵头", text)))
                self._defined(text, names)
            return True
        return False

    def items(self, rest: str, label: str, line: Line) -> None:
        """The names behind a label: one, or a list in one sentence."""
        lead = bool(_LEAD.search(label)) and "副" not in label
        rest = re.sub(r"[（(](?:盖章|公章|签章|单位公章)[）)]", "", rest)
        if is_blank(rest):
            return
        if re.search(r"详?见(?:附件|附表|下表|签)|等[。；;\s]*$", rest):
            self.open = True
        names = named_units(rest)
        if len(names) <= 1 and not re.search(r"[、；;]", _without_brackets(rest)):
            if names:
                self.add(names[0][2], label, line, lead)
                self._defined(rest, names)
            elif len(bare(rest)) <= 24 and not re.search(r"[。，,]|共[0-9一二三四五六七八九十]+[家个]", rest):
                self.add(re.split(r"\s{2,}|\t", rest.strip())[0], label, line, lead)
            return
        found = {normal(name) for _, _, name in names}
        ends = [*(start for start, _, _ in names[1:]), len(rest)]
        for (_, end, name), following in zip(names, ends, strict=False):
            self.add(name, label, line, lead or re.match(r"\s*[（(]牵头", rest[end:]) is not None)
            code = next(iter(find_usccs(rest[end:following])), None)
            behind = code is not None and _BEFORE_CODE.fullmatch(narrow(rest[end : end + code[1]]))
            if code is not None and behind and self.parties and self.parties[-1].name == bare(name):
                self.code(code[0])
        self._defined(rest, names)
        for piece in _SEPARATORS.split(_without_brackets(_listed(rest, names))):
            item = bare(re.sub(r"等[0-9一二三四五六七八九十]*[家个所]?(?:单位|企业|高校|成员)*[。]?$", "", piece))
            known = any(normal(item) in name or name in normal(item) for name in found)
            if 3 <= len(item) <= 20 and not known and not re.search(r"[：:。]|共同|组成|负责|签订|协议|如下", item):
                self.add(item, label, line, lead)

    def _defined(self, text: str, names: Sequence[tuple[int, int, str]]) -> None:
        for offset, short in defined_at(text):
            full = next((name for _, end, name in reversed(names) if end == offset), "")
            letter = letter_of(short)
            if full and letter:
                self.letters.setdefault(letter, bare(full))

    def sentence(self, line: Line) -> None:
        """The units that a sentence of the preamble names (“由…牵头，联合…共同组建”)."""
        text = re.sub(r"《[^》]*》", lambda match: "《" + "\n" * (len(match.group()) - 2) + "》", line.text)
        names = named_units(text)
        self._defined(text, names)
        if names and (rest := re.match(r"(?:[（(][^（()）]*[)）])?等\s*([0-9]*)", text[names[-1][1] :])):
            # “…等5家单位” is complete if five are named.
            self.open = self.open or not rest.group(1) or int(rest.group(1)) not in (len(names), len(names) - 1)
        for start, end, name in names:
            if unit_kind(name) == UnitKind.GOVERNMENT or re.search(r"创新(?:联合体|综合体)$", name):
                continue
            after = narrow(text[end : end + 30])
            before = text[max(0, start - 8) : start]
            lead = bool(_FOLLOWS_LEAD.match(after)) or bool(
                re.search(r"(?:牵头单位|牵头企业|牵头方)(?:为|是|：|:)?$", before)
            )
            letter = next((short for offset, short in defined_at(text) if offset == end and letter_of(short)), "")
            self.add(name, letter, line, lead)

    def mark_lead(self, sentences: Iterable[Line]) -> None:
        """Make that party the lead which a sentence calls so (“由…牵头”)."""
        for line in sentences:
            for _, end, name in named_units(line.text):
                key = normal(name)
                if key in self.seen and _FOLLOWS_LEAD.match(narrow(line.text[end : end + 30])):
                    self.parties = [replace(party, lead=normal(party.name) == key) for party in self.parties]
                    return


def _listed(text: str, names: Sequence[tuple[int, int, str]]) -> str:
    """The part of a sentence that lists units; what it goes on to say of them is no list (…2家高校，不计现金出资。)."""
    if not names or not text.rstrip().endswith("。"):
        return text
    more = re.search(r"[，,；;]", text[names[-1][1] :])
    return text if more is None else text[: names[-1][1] + more.start()]


def _without_brackets(text: str) -> str:
    """The text without its longer remarks in brackets; brackets that belong to names stay."""
    return re.sub(r"[（(][^（()）]*[)）]", lambda match: match.group() if len(match.group()) <= 8 else "", text)


def letter_of(label: str) -> str:
    """The letter of a party (“甲方”, “丙方2”) in a label, or the empty string."""
    match = re.search(LETTER, narrow(label))
    return re.sub(r"\s", "", match.group()) if match else ""


def is_article(line: Line) -> bool:
    """Whether the line begins an article or chapter (and is no entry of a list of parties)."""
    text = narrow(line.text)
    if _ARTICLE.match(text):
        return not named_units(line.text[:40]) and not _LABELLED.match(text)
    return bool(_ARABIC.match(text)) and not named_units(line.text) and not _LABELLED.match(text)


def _table_lines(table: Table, block: int) -> Iterator[tuple[Line, bool]]:
    """The lines of a table of parties; True marks a cell that stands in a column of units."""
    rows = rows_of_table(table)
    header = rows[0] if rows else []
    column = next(
        (
            cell.col
            for cell in header
            if _UNITS_HEAD.search(cell.text) and not named_units(cell.text)
        ),
        None,
    )
    if (
        column is not None
        and len(header) >= 2
        and not LABEL.fullmatch(narrow(re.sub(r"\s+", "", header[0].text)) if len(rows) == 1 else "")
    ):
        named = [cell for row in rows[1:] for cell in row if cell.col == column and named_units(cell.text)]
        if named:
            for row in rows[1:]:
                lead = any("牵头" in cell.text and len(cell.text) < 12 for cell in row)
                for cell in row:
                    if cell.col == column and cell.text.strip():
                        text = ("牵头单位：" if lead else "成员单位：") + re.sub(r"\s+", "", cell.text)
                        yield Line(text, cell.location, block), True
            return
    for row in rows:
        index = 0
        while index < len(row):
            text = re.sub(r"\s+", "", row[index].text)
            flat = narrow(text)
            pure = LABEL.fullmatch(re.sub(r"\([^()]*\)|[:：]", "", flat)) or ATTRIBUTE.match(flat.rstrip(":：") + "：")
            if pure and len(text) < 20 and index + 1 < len(row):
                value = re.sub(r"\s+", "", row[index + 1].text)
                yield Line(f"{text.rstrip(':：')}：{value}", row[index + 1].location, block), False
                index += 2
                continue
            for line in lines_of_cell(row[index], block):
                yield line, False
            index += 1


def agreement_head(blocks: Sequence[Block]) -> Head:
    """Parties and letters of an agreement or charter, read from its first lines up to the first article.

    An article about the parties (“一、参与单位”) belongs to the head. Where the head lists nobody, an article of
    that title further down is read, then the sentences of the preamble.
    """
    reader = _Reader()
    end, preamble = _read_head(blocks, reader)
    listed = len(reader.parties) >= 2
    if not listed:
        listed = _read_article(blocks, end, reader) and len(reader.parties) >= 2
    if not listed:
        for line in preamble:
            reader.sentence(line)
        if len(reader.parties) < 2:
            for line in _first_articles(blocks, end):
                if re.search(r"组建|成立|发起|共同|签订|签署|达成", line.text):
                    reader.sentence(line)
    else:
        for line in preamble:
            reader._defined(line.text, named_units(line.text))
            if _names_them_all(line, reader):
                reader.sentence(line)
        if not any(party.lead for party in reader.parties):
            reader.mark_lead([*preamble, *_first_articles(blocks, end)])
    return Head(tuple(reader.parties), reader.letters, end, listed, reader.open)


def _names_them_all(line: Line, reader: _Reader) -> bool:
    """Whether a sentence says who agrees, and the list (of some who signed) has only some of them."""
    named = {normal(name) for *_, name in named_units(line.text)}
    return _WE.search(narrow(line.text)) is not None and {normal(p.name) for p in reader.parties} < named


def _read_head(blocks: Sequence[Block], reader: _Reader) -> tuple[int, list[Line]]:
    preamble: list[Line] = []
    in_parties = False
    for index, block in enumerate(blocks[:_HEAD_BLOCKS]):
        if isinstance(block, Table):
            for line, in_column in _table_lines(block, index):
                if not reader.read(line, in_list=in_column or in_parties):
                    preamble.append(line)
            continue
        if not isinstance(block, Paragraph):
            continue
        for line in lines_of_paragraph(block, index):
            if is_article(line):
                if PARTIES_TITLE.search(narrow(line.text)) and len(line.text) < 40:
                    in_parties, reader.label = True, ""
                    continue
                if not (in_parties and _number_of_list(line)):
                    return index, preamble
            if reader.read(line, in_list=in_parties):
                continue
            if len(line.text) > 40:
                reader.label = ""
            preamble.append(line)
    return min(len(blocks), _HEAD_BLOCKS), preamble


def _number_of_list(line: Line) -> bool:
    return bool(_LABELLED.match(narrow(line.text)) or named_units(line.text))


def _read_article(blocks: Sequence[Block], start: int, reader: _Reader) -> bool:
    """Read an article about the parties that stands after others; whether there is one."""
    inside = False
    for index, block in enumerate(blocks[start:], start):
        if isinstance(block, Table) and inside:
            for line, in_column in _table_lines(block, index):
                reader.read(line, in_list=in_column)
        elif isinstance(block, Paragraph):
            for line in lines_of_paragraph(block, index):
                if is_article(line) or line.heading:
                    if inside:
                        return True
                    title = narrow(re.split(r"[。：:]", line.text)[0])
                    inside = bool(PARTIES_TITLE.search(title)) and len(title) < 40
                    rest = line.text[len(title) + 1 :]
                    if inside and rest:
                        reader.sentence(Line(rest, line.location, index))
                elif inside and not reader.read(line, in_list=True):
                    reader.sentence(line)
    return inside


def _first_articles(blocks: Sequence[Block], start: int) -> Iterable[Line]:
    for index, block in enumerate(blocks[start : start + 14], start):
        if isinstance(block, Paragraph):
            yield from lines_of_paragraph(block, index)
