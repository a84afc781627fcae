"""Lists of member units in plans, allocations and rosters: tables, headed or numbered entries, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from doccheck.document import Block, Cell, Location, Paragraph, Table
from doccheck.language.patterns import lazy
from doccheck.mapping.names.definitions import named_units
from doccheck.mapping.names.find import organisation_names
from doccheck.mapping.names.lines import Line, is_blank, is_placeholder, lines_of_paragraph, rows_of_table
from doccheck.mapping.names.written import bare, is_full, is_generic, narrow, normal, unit_kind
from doccheck.programme.schema import UnitKind

_UNIT_COLUMN = lazy(
    r"^(?:(?:联合体|核心|主要|各|全部)?(?:成员|参与|参加|组成|共建|合作)?单位|企业|(?:承担|责任|牵头|参与)单位)(?:名称|全称)?$|^(?:成员|企业|机构)名称$|^成员$"
)
_MEMBER_COLUMN = lazy(r"成员|参与单位|参加单位|共建单位|组成单位|单位名称")
_CODE_COLUMN = lazy(r"信用代码|机构代码")
_OTHER_COLUMN = lazy(r"平台|项目|姓名|设备|仪器|专利|奖项|理事会职务|专家委职务|联系人|人员|课题|建设时间|批准")
_PERSON_COLUMN = lazy(r"姓名|职务|设备名称|项目名称|课题名称|专利名称")
_TITLE = lazy(
    r"(?:成员|参与|参加|组成|组建|共建|协作)(?:的)?单位(?!.{0,6}(?:职责|权利|义务|加入|退出|责任|准入|变更|管理))|联合体成员|联合体(?:组成|构成)|各成员|成员(?:名单|构成|组成|情况|简介|介绍|分工|有哪些|都有谁|是谁)"
)
_NOT_TITLE = lazy(r"[。；]|权利|义务|退出|机制|条件|要求")
_SENTENCE = lazy(
    r"成员单位|参与单位|参加单位|组成单位|共建单位|(?:联合|会同|携手|与).{2,80}(?:组建|共建|组成|成立|发起)|由.{2,200}(?:组成|组建|共建|发起)|牵头"
)
_LEAD_MARK = lazy(r"牵头")
_NUMBERED = lazy(
    r"^\s*(?:[(（]?[0-9]{1,2}[)）.、．]\s*|[①-⑳]|[(（][一二三四五六七八九十]{1,3}[)）]\s*|[一二三四五六七八九十]{1,3}[、.．]\s*|[-•●■◆▪]\s*|"
    r"(?:成员|参与)单位[0-9一二三四五六七八九十]{0,2}(?:[:：]|[—-]+)?\s*)+"
)
_CLOSED = lazy(r"等(?!级|离)|部分|主要(?:包括|有)|其中|拟(?:吸收|邀请|引入)")


class Listed(Struct, frozen=True):
    """A unit in a list, as written; ``whole`` says that the list claims to name every member."""

    name: str
    location: Location
    quote: str
    whole: bool = True
    lead: bool = False
    code: str = ""


def table_units(table: Table, need_member_column: bool = False, roster: bool = False) -> list[Listed]:
    """The units of a table's column of member units; empty if the table is none of members.

    With ``need_member_column`` only a column that says so (成员单位, 参与单位, 单位名称) counts, and a table about
    platforms, projects or persons never does. In a ``roster`` a table may count persons and patents beside its units.
    """
    rows = rows_of_table(table)
    for top, row in enumerate(rows[:4]):
        texts = [re.sub(r"\s+|[（(].*?[)）]", "", cell.text) for cell in row]
        column = next((cell.col for cell, text in zip(row, texts, strict=True) if _UNIT_COLUMN.match(text)), None)
        if column is None or len(row) < 2 or any(organisation_names(text) for text in texts):
            continue
        said = " ".join(texts)
        other = _PERSON_COLUMN if roster else _OTHER_COLUMN
        if other.search(said) and not _CODE_COLUMN.search(said):
            return []
        if need_member_column and not _MEMBER_COLUMN.search(said):
            return []
        code = next((cell.col for cell, text in zip(row, texts, strict=True) if _CODE_COLUMN.search(text)), None)
        units = list(_column(rows[top + 1 :], column, code))
        named = sum(is_full(unit.name) or bool(organisation_names(unit.name)) for unit in units)
        return units if 2 * named >= len(units) else []  # labels and figures of a form stand in columns too
    return []


def _column(rows: Sequence[Sequence[Cell]], column: int, code: int | None) -> Iterator[Listed]:
    for row in rows:
        cell = next((cell for cell in row if cell.col == column), None)
        if cell is None:
            continue
        text = re.sub(r"\s+", "", cell.text)
        if is_blank(text) or is_placeholder(text) or (cell.colspan > 1 and not organisation_names(text)):
            continue
        names = named_units(text)
        name = names[0][2] if len(names) == 1 else bare(text)
        if not names and (is_generic(name) or len(name) > 24 or re.search(r"体系|合计|小计|[：:]$", text)):
            continue
        written = (
            next((re.sub(r"\s+", "", cell.text) for cell in row if cell.col == code), "") if code is not None else ""
        )
        lead = any(_LEAD_MARK.search(cell.text) and len(cell.text.strip()) < 10 for cell in row)
        quote = " ".join(cell.text.strip() for cell in row)[:120]
        for part in [name] if len(names) <= 1 else [found for _, _, found in names]:
            yield Listed(part, cell.location, quote, True, lead, written)


def listed_units(blocks: Sequence[Block]) -> list[Listed]:
    """The member units that a plan lists under a heading about them, or in a sentence that names them.

    The longest list under such a heading is taken; tables of members count wherever they stand.
    """
    best: list[Listed] = []
    for start, stop in _sections(blocks):
        found = _unique(_section_units(blocks[start:stop]))
        if len(found) > len(best) and len(found) >= 2:
            best = found
    for block in blocks:
        if isinstance(block, Table):
            found = _unique(table_units(block, need_member_column=True))
            if len(found) >= 2 and len(found) > len([unit for unit in best if unit.whole]):
                best = found
    if best:
        return best
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not block.toc:
            for line in lines_of_paragraph(block, index):
                found = _unique(_sentence_units(line))
                if len(found) > max(2, len(best)):
                    best = found
    return best


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """(start, stop) of the text under each heading about the member units."""
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.toc:
            continue
        if block.heading is not None:
            title, level = block.heading.title, block.heading.level
        elif len(block.text) <= 30 and _NUMBERED.match(block.text):
            title, level = block.text, 9
        else:
            continue
        if not _TITLE.search(title) or _NOT_TITLE.search(title) or len(title) > 40:
            continue
        start = index if block.heading is not None and block.heading.body < len(block.text) else index + 1
        stop = index + 1
        while stop < len(blocks):
            other = blocks[stop]
            if isinstance(other, Paragraph) and other.heading is not None and other.heading.level <= level:
                if level < 9 or not organisation_names(other.heading.title):
                    break
            elif (level == 9 and isinstance(other, Paragraph) and stop - index > 60) or (
                level == 9 and isinstance(other, Paragraph) and _same_numbering(block.text, other.text)
            ):
                break
            stop += 1
        yield start, stop


def _same_numbering(one: str, other: str) -> bool:
    """Whether two lines carry numbers of one kind (“（二）”, “（三）”), the second being no unit."""
    kinds = [
        re.match(r"\s*(?:([（(][一二三四五六七八九十]+[)）])|([一二三四五六七八九十]+、)|([0-9]+[.、]))", text)
        for text in (one, other)
    ]
    if kinds[0] is None or kinds[1] is None:
        return False
    return kinds[0].lastindex == kinds[1].lastindex and not organisation_names(other[:40])


def _section_units(blocks: Sequence[Block]) -> Iterator[Listed]:
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            yield from table_units(block)
        elif isinstance(block, Paragraph) and not block.toc:
            for line in lines_of_paragraph(block, index):
                entry = _entry(line)
                if entry is not None:
                    yield entry
                else:
                    yield from _sentence_units(line)


def _entry(line: Line) -> Listed | None:
    """A line that begins with a unit's name: an entry of a list, or the unit's own paragraph."""
    text = line.text
    number = _NUMBERED.match(text)
    offset = number.end() if number else 0
    names = organisation_names(text)
    if not names or names[0][0] > offset + 2:
        return None
    _, end, name = names[0]
    after = narrow(text[end : end + 20]).lstrip()
    alone = (
        not after
        or after[0] in ":(。,，;；—-"
        or re.match(r"(?:是|为|成立|创建|始建|位于|作为|主要|负责|简介|基本|拥有|现有|系)", after)
    )
    if re.match(r"[、和与及]", after):
        return None
    if not alone or (
        number is None and len(text) > 40 and not re.match(r"(?:是|成立|创建|始建|位于|:|\(|—|系|为|,|，)", after)
    ):
        return None
    if unit_kind(name) == UnitKind.GOVERNMENT:
        return None
    lead = bool(re.match(r"[(]\s*牵头", after) or re.search(r"^[:：—-]*\s*牵头单位", after))
    return Listed(name, line.location, text.strip()[:80], True, lead)


def _sentence_units(line: Line) -> Iterator[Listed]:
    """The units of a sentence that says who the members are; “等” makes it an open list."""
    for sentence in re.split(r"(?<=[。；])", line.text):
        if not _SENTENCE.search(sentence):
            continue
        names = [item for item in named_units(sentence) if unit_kind(item[2]) != UnitKind.GOVERNMENT]
        if len(names) < 2 or re.search(r"科研项目|课题|专利|奖|论文|平台", sentence):
            continue
        tail = sentence[names[-1][1] : names[-1][1] + 12]
        counted = re.search(r"等\s*[0-9一二三四五六七八九十]+\s*[家个所]", tail)
        whole = not _CLOSED.search(tail) and not re.search(r"主要(?:包括|有)|其中", sentence[: names[0][0]])
        if counted:
            number = re.search(r"[0-9]+", counted.group())
            whole = bool(number) and int(number.group()) in (len(names), len(names) - 1) if number else False
        for start, end, name in names:
            after = sentence[end : end + 8]
            lead = bool(re.match(r"(?:作为|为)?(?:主要)?牵头", after)) or sentence[max(0, start - 5) : start].rstrip(
                "：:为是"
            ).endswith("牵头单位")
            yield Listed(name, line.location, sentence.strip()[:120], whole, lead)


def _unique(units: Iterator[Listed] | list[Listed]) -> list[Listed]:
    kept: dict[str, Listed] = {}
    for unit in units:
        kept.setdefault(normal(unit.name), unit)
    return list(kept.values())
