"""The deadlines of submission that papers state: in a form's field, a heading or a note, or the words of a notice."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from doccheck.document import Cell, Location, Table
from doccheck.facts.dates import Date, dates
from doccheck.facts.numbers import narrow
from doccheck.findings import Evidence
from doccheck.language.patterns import lazy
from doccheck.mapping.model import Part

_HAND = r"(?:申报|申请|受理|报送|推荐|提交|递交|上报|呈报|报名|填报|寄送|收件|收取|收)"
_KIND = r"(?:网上|线上|系统|书面|纸质|集中|项目|本次|本批|材料|文件|申报书|申请书|申报表|申请表|组建|通知)"
_LABEL = lazy(
    rf"(?:{_KIND}|{_HAND})*(?:截止|截至)(?:{_HAND}|材料)*(?:日期|时间|日|期限|期)?(?:[(（][^()（）]*[)）])?[:：]?"
    rf"|(?:{_KIND}|{_HAND})*{_HAND}(?:{_KIND}|的)*(?:时限|期限|最后期限|最迟(?:日期|时间))[:：]?"
)
_SAID = r"[\s“”\"]*(?:为|是|定为|定于|定在|在|于|到|至|截至|[:：])*[\s“”\"]*"
_CLOSES = lazy(
    rf"(?:{_HAND}|材料|件)[^，,。；;]{{0,8}}(?:截止|截至)(?:{_HAND}|材料)*(?:的)?(?:日期|时间|日|期限|期)?{_SAID}$"
    rf"|截止(?:日期|时间|日){_SAID}$"
    rf"|{_HAND}[^，,。；;]{{0,8}}(?:时限|期限)(?:的)?(?:最后一天|最后期限)?{_SAID}$"
    rf"|{_HAND}[^，,。；;]{{0,8}}(?:最迟|最晚|不得?迟于|不得?晚于){_SAID}$"
)
_HOUR = r"\s?(?:(?:[上下]午|中午|晚上?)?\s?(?:\d{1,2}[:：]\d\d|\d{1,2}[时点]整?)?|下班)?\s?"
_BEFORE = lazy(rf"{_HOUR}(?:之前|以前|前)")
_HAND_IN = lazy(r"送|报|交(?!付|货|底|流|易)|递|寄|呈|上传|填报")
_SHUTS = lazy(
    rf"{_HOUR}(?:[(（](?:即)?截止(?:日期|时间|日)?[)）]|(?:为|即|就)?(?:截止(?!到|至|的数)|(?:关闭|关网|封网|停止|不再)(?!运行|使用)))"
)
_UNTIL = lazy(rf"{_HAND}(?:工作|时间|期|材料|申请|申报)*(?:截?至|到){_SAID}$")
_STOPS = lazy(rf"{_HOUR}(?:为?止|结束|截止)")
"""申报受理至2022年5月31日止."""
_OPEN_UNTIL = lazy(
    rf"{_HAND}(?:工作|材料|申请|申报)*(?:的?(?:时间|期限|时限|期|时段|窗口|通道|开放)(?:为|是|[:：])?)[^，,。；;]{{0,24}}?"
    rf"(?:截?至|到|[-—–~～]{{1,2}}){_SAID}$"
)
"""网上受理时间（为4月20日）至…: the time in which papers are taken ends there, with or without 止."""
_MUST = lazy(r"须|需|应|要|请|务必|必须|限|得")
_TAKING = lazy(rf"{_HAND}(?:工作|通道|系统|端口|窗口|入口|平台)?(?:于|在|将|至|到|\s)*$")
"""申报通道于…关闭, 本批次申报于…截止."""
_ENDS = lazy(
    rf"{_HOUR}(?:之前|以前|前|止|截止)?[)）]?\s?[，,]?[^。；;\d]{{0,10}}(?:逾期|过期|过时|迟到)[^。；;]{{0,8}}(?:不|概)"
)
_TO_WHOM = lazy(
    r"厅|科技局|科创局|委|窗口|受理|主管部门|管委会|办公室|政务|过期|逾期|过时|截止|通知|指南|公告|[省市区县]里"
)
_PAPER = lazy(
    r"本[书表]|[申填][请报]?[书表]|[交报递送][表件]|(?:申报|申请|推荐|书面|纸质|全套|报送)(?:材料|文件|件)|纸质|材料|一式"
)
_APPLIES = lazy(r"(?:申报|申请|推荐|受理)(?:材料|书|表|截止|通知)|通知|指南|公告")
# Days by which something else than the application is due, or to somebody inside the consortium.
_OTHER = lazy(
    r"验收|结题|中期|年度(?:报告|总结|任务)|总结|考核|样机|成果|论文|专利|里程碑|付款|发票|到位|出资|拨付|季度|整改|投产|合同"
    r"|(?:交|送|报|寄)(?:至|到|给)?(?:[甲乙丙丁]方|牵头单位|牵头方|秘书处|我[公司校院所]|本公司|联合体)|数据|统计|口径|审计"
)
_DAY_ONLY = lazy(r"(?<![\d年./-])(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]")


class Day(Struct, frozen=True):
    """A day that a paper names, with the words and their place."""

    date: Date
    quote: str
    part: Part
    location: Location

    @property
    def evidence(self) -> Evidence:
        """The place as evidence of a finding."""
        return Evidence(self.part.document, self.quote, self.location)


def table_rows(part: Part) -> Iterator[list[Cell]]:
    """The rows of a part's tables, cells from left to right."""
    for block in part.passage.blocks:
        if isinstance(block, Table):
            rows: dict[int, list[Cell]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(cell)
            for cells in rows.values():
                yield sorted(cells, key=lambda c: c.col)


def _days(text: str, year: int) -> list[Date]:
    """The days of a text in reading order; a day without its year is of the year of application."""
    found = [date for date in dates(text) if date.day]
    taken = [(date.start, date.end) for date in dates(text)]
    for match in _DAY_ONLY.finditer(narrow(text)):
        month, day = int(match["m"]), int(match["d"])
        free = all(match.end() <= start or end <= match.start() for start, end in taken)
        if free and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            found.append(Date(year, month, day, match[0], match.start(), match.end()))
    return sorted(found, key=lambda date: date.start)


def due_days(part: Part, year: int) -> Iterator[Day]:
    """The deadlines that a part states: “受理截止日期 | 2023年9月15日”, “须在2023年6月30日前送到省厅窗口”."""
    for cells in table_rows(part):
        for label, value in pairwise(cells):
            if len(value.text) >= 40 or not _LABEL.fullmatch(re.sub(r"\s", "", narrow(label.text))):
                continue
            named = _days(value.text, year)
            if named:
                yield Day(named[-1], value.text.strip(), part, value.location)
    for paragraph in part.passage.paragraphs():
        text = narrow(paragraph.text)
        if not re.search(r"前|截?[止至]|[限迟晚逾过关停]", text):
            continue
        for day in _days(paragraph.text, year):
            begin = max(text.rfind(mark, 0, day.start) for mark in "。；;\n") + 1
            sentence = re.match(r"[^。；;\n]*", text[day.end :])
            end = _stated_end(text[begin : day.start], sentence[0] if sentence else "")
            if end is not None:
                yield Day(day, paragraph.text[day.start : day.end + end], part, paragraph.location)


def _stated_end(before: str, rest: str) -> int | None:
    """Where the words of a deadline end behind its day, or ``None`` if the sentence states none."""
    near = before[-30:]
    clause = re.split(r"[，,]", near)[-1] + re.split(r"[，,]", rest)[0]
    if _OTHER.search(clause):
        return None
    if _CLOSES.search(before):
        return 0
    if _UNTIL.search(before) and (stops := _STOPS.match(rest)) is not None:
        return stops.end()
    if _OPEN_UNTIL.search(before):
        return 0
    # “（截止日）”, “截止”, “逾期不予受理” behind the day.
    shut = _SHUTS.match(rest)
    if shut is not None and (
        _APPLIES.search(before + rest) or _PAPER.search(before + rest) or _TAKING.search(before)
    ):
        return 0
    if _ENDS.match(rest) and (_APPLIES.search(before + rest) or _PAPER.search(before + rest)):
        return 0
    until = _BEFORE.match(rest)
    if until is None:
        return None
    said = re.match(r"[^，,]{0,24}", rest[until.end() :])
    if said is None or not _HAND_IN.search(said[0]):
        return None
    due = _TO_WHOM.search(before + rest) or _APPLIES.search(before + rest) or _MUST.search(clause)
    if _PAPER.search(before + rest) and due:
        return until.end()
    return None
