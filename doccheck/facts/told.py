"""Figures by the words beside them, whatever they are of: 资产负债率51.2%, 5项关键核心技术, 国内市场占有率（%） | 23.5.

The catalogue names some fifty quantities; papers state hundreds. Of what is not in the catalogue only the unit of
measure and the label are known, so that two figures can be held against each other where both are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from msgspec import Struct

from doccheck.document import Location, Paragraph, Table
from doccheck.document.headers import titled
from doccheck.facts.model import Fact, Nature, Quantity
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities, states_number
from doccheck.facts.spelling import listed
from doccheck.facts.subjects import Units
from doccheck.facts.tables.names import plain_text
from doccheck.facts.units import normal_unit
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

BLANK = "□"
"""Stands for what is no part of a label: a unit's name, a year."""
_UNITS = frozenset(
    (
        "万元", "%", "人", "家", "个", "项", "件", "台", "套", "台套", "㎡", "亩", "篇", "部", "条",
        "次", "吨", "小时", "种", "门", "户", "辆", "只", "座", "公里", "人次", "支", "款", "张", "所",
    )
)  # fmt: skip
_SENTENCES = lazy(r"[^。！!？?\n]+[。！!？?\n]?")
_STOPS = "，,；;。：:（(）)？?！!“”\"—"
_TIMES = lazy(
    r"(?:截[至止]|[到至于自从])?(?:19|20)\d\d\s?年?(?:\s?[-—–~至到、和]+\s?(?:(?:19|20)\d\d|\d{1,2})\s?[年月]?)?(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?"
    r"(?:年?[底末初度]|[春秋]季学期|届|三年|五年|间)?"
    r"|(?:截[至止])?(?:去年|上年|上一年|今年|当年|全年|本年|目前|现阶段)(?:[底末度]|一年)?|近[两三五十]年|[两三四五](?:个年度|年)(?:里|内|来|间)?"
    r"|(?:建设|实施|执行|协议)期(?:内|末)?"
)
_FILLERS = lazy(
    r"(?:分别|依次|一共|合计|共计|总计|总共|累计|共有|达到|达成|做到|实现|完成|安排|折合|折算|规模|数量|总数|总量|总额|金额|人民币|不低|应|额|大约|接近|将近|超过|突破"
    r"|[的者了共达为是有约近超计即仅只已设到至：:\s]|为人民币|拥有|现有|实有|已有|建有|设有|配备|配有|提高|提升|增加|增长|下降)+$"
)
_AFTER = lazy(r"[^，,；;。：:（(）)？?！!“”\"、\n\d]{0,16}")
_ENDING = lazy(r"(?:组成|构成|共同|参与|参加|签署|订立|实行|供|在|中(?!试)|和|与|及|以上|左右|进行|用于|作为).*$")
_OPENS_WITH = lazy(r"^(?:由|经|共|下)?$")
_REMARK = lazy(r"[（(][^（）()\d]{1,12}[)）]$")
"""A remark between a label and its figure: 联合培养研究生（硕、博）150名."""
_SHORT = (("团标", "团体标准"), ("国标", "国家标准"), ("行标", "行业标准"))
_TURNED = lazy(r"((?:国家|国际)?(?:发明)?专利|软件著作权)的?(申请|授权)$")
_OUTPUT = lazy(r"([^□]+)产量$")
_STUDENTS = lazy(r"硕士?[、和与及]?博士?研究生")
PRINTED = lazy(r"[（(]\s?(?P<unit>[^（）()\d]{1,6})\s?[)）]")
OF_TABLE = lazy(r"单位[:：]\s?(?P<unit>[^\s，,；;。）)]{1,6})")
_SERIAL = lazy(r"序号|编号|年份|年度|时间|日期|电话|邮编|占比|增减|增幅|增速|比例|比重")
NUMBER = lazy(r"\s*(?!(?:19|20)\d\d\s?年?度?[末底]?\s*$)[约近超]?[\d,，.]+\s*[^\d\s]{0,4}\s*")
_MEASURES = ("单位", "计量单位")
_ROWS, _COLS = 60, 12
"""Larger tables are lists of data."""


class Told(Struct, frozen=True):
    """A figure, the labels beside it and where it stands."""

    quantity: Quantity
    before: str
    """The words right before it, without times and fillers, names blanked."""
    after: str
    """The words right behind it."""
    clause: str
    """Its clause with its neighbours' words, in which its limits are said (其中, 首期, 每年)."""
    sentence: str
    text: str
    """What was read; a cell's row and column in a table."""
    begin: int
    document: str
    part: Part
    location: Location
    table: bool = False


def told(mapped: MappedSubmission, units: Units) -> Iterator[Told]:
    """Every figure of a submission with a label of its own."""
    for block, part, above in readable(mapped):
        if isinstance(block, Table):
            yield from _in_table(block, part, above, units)
        elif states_number(block.text):
            clean = listed(narrow(block.text))
            found = [each for each in quantities(clean) if each.unit in _UNITS]
            yield from in_prose(block, clean, found, part, units)


def readable(mapped: MappedSubmission) -> Iterator[tuple[Paragraph | Table, Part, str]]:
    """Paragraphs and tables that state a submission's figures, with their part and the paragraph above them.

    Notices, tables of contents and large tables, which are lists of data, are left out.
    """
    for part in mapped.parts:
        above = ""
        for block in part.passage.blocks if part.role is not Role.NOTICE else ():
            if isinstance(block, Paragraph):
                if not block.toc:
                    yield block, part, above
                above = block.text
            elif isinstance(block, Table) and block.rows <= _ROWS and block.cols <= _COLS:
                yield titled(block), part, above


def in_prose(
    paragraph: Paragraph, clean: str, found: list[Quantity], part: Part, units: Units
) -> Iterator[Told]:
    """The quantities ``found`` in a paragraph's ``clean`` text, each with the words beside it."""
    if not found:
        return
    blanked = clean
    for start, end, _ in units.mentions(clean):
        blanked = blanked[:start] + BLANK * (end - start) + blanked[end:]
    for match in _SENTENCES.finditer(clean):
        begin, end = match.span()
        floor = begin
        for quantity in found:
            if not begin <= quantity.start < end:
                continue
            before = label_before(blanked, max(floor, begin), quantity.start)
            behind = _AFTER.match(blanked, quantity.end)
            after = label_behind(behind[0]) if behind is not None else ""
            before = _seats(clean[begin : quantity.start], before, after, quantity) or before
            yield Told(
                quantity, before, after, _clause(clean, begin, quantity), match[0], clean, begin,
                part.document, part, paragraph.location,
            )  # fmt: skip
            floor = quantity.end


def _seats(sentence: str, before: str, after: str, quantity: Quantity) -> str:
    """The body whose seats a figure counts: 理事会由11名理事组成, 理事会为决策机构，设理事9名."""
    if quantity.unit != "人" or "会" not in sentence:
        return ""
    bodies = list(_BODY.finditer(sentence))
    before = before.rstrip("由设共有含")
    if not bodies or not (_SEAT.search(before) or (before.endswith(bodies[-1][0]) and _MEMBER.match(after))):
        return ""
    return bodies[-1][0] + SEATS


SEATS = "席位"
_MEMBER = lazy(r"来自|(?:理事|委员|监事|专家)(?!长|会)")
_BODY = lazy(r"(?<!常务)理事会|监事会|[专技咨指评战][一-龥]{1,4}委员会")
_SEAT = lazy(r"^(?:[一-龥]{0,10}设|[^一-龥]*)?(?:理事|委员|监事)$")


def label_before(text: str, floor: int, end: int) -> str:
    """What stands right before a figure, back to the clause's beginning."""
    if text[end - 1 : end] in (")", "）") and (remark := _REMARK.search(text, floor, end)) is not None:
        end = remark.start()
    start = max(text.rfind(sign, floor, end) for sign in _STOPS) + 1 or floor
    said = bare(text[start:end])
    if _OPENS_WITH.match(said) and start > floor and text[start - 1] in "：:，,（(":
        colon = text[start - 1] in "：:（("
        cut = max(text.rfind(sign, floor, start - 1) for sign in _STOPS) + 1 or floor
        said = bare(text[cut : start - 1]) if colon or said in ("由", "下") else said
    return said


def label_behind(text: str) -> str:
    """The name that stands behind a number of things: 5项 关键核心技术, 4,530万元 的设备原值."""
    if text.startswith("来自"):
        text = text.rpartition("的")[2]
    return _ENDING.sub("", text.lstrip("的"))


def bare(text: str) -> str:
    """A label without times, fillers at its end and signs of names at its sides."""
    text = _TIMES.sub(BLANK, text)
    while (shorter := _FILLERS.sub("", text).rstrip(BLANK)) != text:
        text = shorter
    text = text[-24:].replace("下的", "")
    for short, long in _SHORT:
        text = text.replace(short, long)
    if text.endswith(("申请", "授权")):
        text = _TURNED.sub(r"\2\1", text)
    if text.endswith("产量"):
        text = _OUTPUT.sub(r"生产\1", text)
    return usual(text)


def usual(text: str) -> str:
    """The text with 硕士、博士研究生 written as 研究生."""
    return _STUDENTS.sub("研究生", text) if "研究生" in text else text


def _clause(text: str, begin: int, quantity: Quantity) -> str:
    start = max(begin, *(text.rfind(sign, begin, quantity.start) + 1 for sign in "，,；;。（(—"))
    ends = [at for sign in "，,；;。（()）—" if (at := text.find(sign, quantity.end)) >= 0]
    return text[start : min(*ends, quantity.end + _BEHIND, len(text))]


_BESIDE = lazy(
    r"(?:数[值量额据目字]|金额|指标值?|目标值?|结果|现状|内容|情况|(?:实际|预算|计划|完成|期末|本期)[数值]|[总合共]计|建设期合计|小计|累计|三年累计|全部|[期年]末(?:[数值余]额?)?|人数|件数|项数)?(?:[（(].*)?"
)
"""Heads a column or row that says nothing of what its figures are."""


def _says_nothing(label: str, units: Units) -> bool:
    """Whether what stands across from a label only says whose or of when a figure is."""
    rest = _TIMES.sub("", label).strip()
    if _BESIDE.fullmatch(rest):
        return True
    named = units.mentions(rest)
    return len(named) == 1 and named[0][2] is not None and len(rest) <= named[0][1] - named[0][0] + 2


_BEHIND = 6
"""Signs behind a figure that may limit it."""


def heads(grid: list[list[str]], column: int) -> list[str]:
    """The headers above a column's figures, one below another."""
    above = takewhile(lambda row: not NUMBER.fullmatch(row[column] or "-"), grid)
    return [text for text in dict.fromkeys(row[column] for row in above) if text][:3]


def measures_of(grid: list[list[str]]) -> int | None:
    """The column of a table that gives its rows' units of measure."""
    return next((c for c, text in enumerate(grid[0]) if text in _MEASURES and normal_unit(grid[1][c])[0]), None)


def _in_table(table: Table, part: Part, above: str, units: Units) -> Iterator[Told]:
    grid = [[plain_text(cell.text) if cell is not None else "" for cell in row] for row in table.grid()]
    if len(grid) < 2:
        return
    caption = table.caption or (above if len(above) <= 40 else "")
    printed = OF_TABLE.search(narrow(caption))
    cells = {(cell.row, cell.col): cell for cell in table.cells}
    measures = measures_of(grid)
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            cell = cells.get((r, c))
            if cell is None or c == 0 or not text or not NUMBER.fullmatch(text):
                continue
            left = [t for t in row[:c] if t and not NUMBER.fullmatch(t)]
            name = next((t for t in reversed(left) if measures is None or t != row[measures]), "")
            headers = heads(grid, c) if r else []
            head = "".join(headers)
            if _SERIAL.search(head) or _SERIAL.search(name) or not (name or head):
                continue
            stated = row[measures] if measures is not None else ""
            for label, other in ((name, head), (head, name)):
                if len(re.sub(r"[（(].*", "", label)) < 3 or NUMBER.fullmatch(label) or not all(
                    _says_nothing(each, units) for each in (headers if other is head else [name])
                ):
                    continue
                own = PRINTED.search(label) or PRINTED.search(other)
                unit = own["unit"] if own and normal_unit(own["unit"])[0] else stated
                unit = unit or (printed["unit"] if printed else "")
                found = quantities(text, unit)
                if len(found) != 1 or found[0].unit not in _UNITS:
                    continue
                words = f"{caption}，{other}，{label}"
                yield Told(
                    found[0], bare(PRINTED.sub("", label).removeprefix("其中").lstrip("：:")), "", f"{other}，{label}",
                    words, words, 0, part.document, part, cell.location, True,
                )  # fmt: skip


def as_fact(each: Told) -> Fact:
    """The figure as something to be compared and shown, of no quantity of the catalogue."""
    quantity = each.quantity
    nature = {"at_least": Nature.AT_LEAST, "at_most": Nature.AT_MOST}.get(quantity.bound, Nature.ACTUAL)
    quote = each.text[max(each.begin, quantity.start - 24) : quantity.end] if not each.table else quantity.written
    return Fact(
        "consortium.label", "", None, nature, quantity.value, quantity.low, quantity.high, quantity.unit,
        each.document, quote.strip(), each.location, each.part.id, "table" if each.table else "prose",
    )  # fmt: skip
