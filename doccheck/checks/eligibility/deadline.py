"""E005: papers dated after the deadline, the programme's own or one that the papers themselves state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Cell, Location, Paragraph, Table
from doccheck.facts.dates import Date, dates, parse_date
from doccheck.facts.numbers import narrow
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, MappedSubmission, Part
from doccheck.programme.schema import DeadlineRow, Role


@check("E005")
def deadline(mapped: MappedSubmission) -> Iterator[Finding]:
    """The latest date at the form against the deadline of the submission's year; one finding a row."""
    for row in mapped.programme.rows:
        if not isinstance(row, DeadlineRow):
            continue
        late = []
        for value in mapped.fields:
            if value.requirement != row.id or value.state is not FieldState.FILLED:
                continue
            date = parse_date(value.text)
            if date is None or date.month is None or date.year != mapped.year:
                continue
            if (date.month, date.day or 1) > (row.month, row.day):
                late.append((date, value))
        if not late:
            yield from _signed_late(mapped, row)
        else:
            date, value = late[0]
            yield finding(
                "E005",
                row,
                f"填报日期为“{value.text.strip()}”，晚于截止日期 {mapped.year} 年 {row.month} 月 {row.day} 日。",
                row.advice or "请核对日期；确已逾期的，请先联系受理部门确认是否仍可申报。",
                *(Evidence(v.document, v.text.strip(), v.location) for _, v in late),
                confidence=0.9,
            )


_OWN = (Role.APPLICATION, Role.PLAN, Role.AGREEMENT, Role.CHARTER, Role.MEMBER_ROSTER, Role.LEAD_PROFILE)
_LABEL = lazy(r"(?:申报|受理|报送|推荐|提交|材料|申请|网上|书面|纸质)*(?:材料)?截止(?:受理)?(?:日期|时间|日)?[:：]?")
_CLOSES = lazy(
    r"(?:申报|受理|报送|推荐|提交|材料|申请)[^，,。；;]{0,6}截止(?:日期|时间|日|期)?[^，,。；;\d〇一二]{0,6}$|截止(?:日期|时间|日)(?:为|是|[:：])?\s*$"
)
_HAND_IN = lazy(
    r"\s?(?:\d{1,2}[:：]\d\d|[上下]午|1?\d时|17点|18点|24时)?\s?(?:之前|以前|前)[^，,。；;]{0,16}(?:送到|送达|报送|提交|递交|上报|寄送|寄达|报[到至]?|交[到至])"
)
_TO_WHOM = lazy(r"厅|科技局|科创局|委|窗口|受理|主管部门|管委会|办公室|过期|逾期|截止")
_PAPER = lazy(r"本[书表]|申[请报][书表]|申报材料|申请材料|推荐材料|纸质|材料|一式")
_SIGNED = lazy(
    r"(?:签[订署字约章]|填[报表写]|申报|申请|盖章|落款)(?:日期|时间)|^\s*日\s*期\s*[:：]|[)）]\s*日\s*期\s*[:：]|[\s\u3000]日\s*期\s*[:：]"
)
_SEALED = lazy(r"[(（](?:请)?(?:加盖)?(?:单位|法人)?(?:公章|盖章|签章|签字|签名|章)[)）][\s:：]*$")
_ALONE = lazy(r"[\s_＿（(）)。.日期:：]*")


@dataclass(frozen=True, slots=True)
class _Day:
    date: Date
    quote: str
    part: Part
    location: Location

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.part.document, self.quote, self.location)


def _signed_late(mapped: MappedSubmission, row: DeadlineRow) -> Iterator[Finding]:
    """The papers signed after the programme's deadline, where the form itself is not dated so."""
    for part in mapped.parts_of(Role.APPLICATION, Role.AGREEMENT, Role.CHARTER):
        late = [
            day
            for day in _signings(mapped, part)
            if day.date.year == mapped.year and (day.date.month or 1, day.date.day or 1) > (row.month, row.day)
        ]
        if late:
            last = max(late, key=lambda d: d.date.first)
            yield finding(
                "E005",
                row,
                f"{part_name(mapped, part.id, part.document)}的日期“{last.quote}”晚于截止日期 "
                f"{mapped.year} 年 {row.month} 月 {row.day} 日。",
                row.advice or "请核对日期；确已逾期的，请先联系受理部门确认是否仍可申报。",
                last.evidence,
                confidence=0.85,
            )


def _told(mapped: MappedSubmission) -> set[Location]:
    """The places of form dates that are already late for the programme's own deadline."""
    told: set[Location] = set()
    for row in mapped.programme.rows:
        if isinstance(row, DeadlineRow):
            for value in mapped.field_values(row.id):
                day = parse_date(value.text) if value.state is FieldState.FILLED else None
                if day is not None and day.month and (day.month, day.day or 1) > (row.month, row.day):
                    told.add(value.location)
    return told


@check("E005")
def stated_deadline(mapped: MappedSubmission) -> Iterator[Finding]:
    """Dates of signing after the deadline that the form (受理截止日期) or a note on it states; one for each paper."""
    limits = [d for part in mapped.parts_of(Role.APPLICATION, Role.NOTICE) for d in _deadlines(part)]
    limits = [d for d in limits if d.date.year == mapped.year]
    if not limits:
        return
    limit = max(limits, key=lambda d: d.date.last)
    told = _told(mapped)
    for part in mapped.parts_of(*_OWN):
        late = [day for day in _signings(mapped, part) if day.date.first > limit.date.last and day.location not in told]
        if not late:
            continue
        last = max(late, key=lambda d: d.date.first)
        yield finding(
            "E005",
            None,
            f"{part_name(mapped, part.id, part.document)}的日期“{last.quote}”晚于材料所写的截止日期"
            f"“{limit.quote}”（{limit.date.chinese}）。",
            "请核对日期；确已逾期的，请先联系受理部门确认是否仍可申报。",
            last.evidence,
            limit.evidence,
            confidence=0.9,
        )


def _deadlines(part: Part) -> Iterator[_Day]:
    """“受理截止日期 | 2023年9月15日”, “须在2023年6月30日前送到省厅窗口，过期不收”."""
    for cells in _rows(part):
        for label, value in pairwise(cells):
            day = parse_date(value.text) if len(value.text) < 30 else None
            if day is not None and day.day and _LABEL.fullmatch(re.sub(r"\s", "", narrow(label.text))):
                yield _Day(day, value.text.strip(), part, value.location)
    for paragraph in part.passage.paragraphs():
        text = narrow(paragraph.text)
        if not re.search(r"前|截止", text):
            continue
        for day in dates(paragraph.text):
            if not day.day:
                continue
            begin = max(text.rfind(mark, 0, day.start) for mark in "。；;\n") + 1
            sentence = re.match(r"[^。；;\n]*", text[day.end :])
            rest = sentence[0] if sentence else ""
            if _CLOSES.search(text[begin : day.start]):
                yield _Day(day, day.written, part, paragraph.location)
            elif (
                (handed := _HAND_IN.match(rest))
                and _TO_WHOM.search(rest)
                and _PAPER.search(text[begin : day.start] + rest)
            ):
                before = re.match(r"\s?(?:之前|以前|前)", rest)
                end = day.end + (before.end() if before else handed.end())
                yield _Day(day, paragraph.text[day.start : end], part, paragraph.location)


def _rows(part: Part) -> Iterator[list[Cell]]:
    for block in part.passage.blocks:
        if isinstance(block, Table):
            rows: dict[int, list[Cell]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(cell)
            for cells in rows.values():
                yield sorted(cells, key=lambda c: c.col)


def _signings(mapped: MappedSubmission, part: Part) -> Iterator[_Day]:
    """The days of a paper's signing: at places to sign, behind 签订日期 or （盖章）, or alone on its last lines."""
    for block in mapped.signatures:
        day = parse_date(block.date) if block.part == part.id and block.date else None
        if day is not None and day.day:
            yield _Day(day, block.date, part, block.location)
    for cells in _rows(part):
        for label, value in pairwise(cells):
            words = re.sub(r"\s", "", narrow(label.text)) + ":"
            day = parse_date(value.text) if len(value.text) < 30 else None
            if day is not None and day.day and len(words) <= 10 and _SIGNED.search(words):
                yield _Day(day, value.text.strip(), part, value.location)
    blocks = [b for b in part.passage.blocks if isinstance(b, Paragraph)]
    last = {id(b) for b in blocks[-4:]}
    for paragraph in part.passage.paragraphs():
        text = narrow(paragraph.text)
        for day in dates(paragraph.text):
            if not day.day:
                continue
            before = text[max(0, day.start - 14, text.rfind("。", 0, day.start) + 1) : day.start]
            named = _SIGNED.search(before)
            if named is not None and re.fullmatch(r"[\s:：为是]*", before[named.end() :]):
                begin = day.start - len(before) + named.start()
                yield _Day(day, paragraph.text[begin : day.end].strip(), part, paragraph.location)
            elif _SEALED.search(before) or (
                id(paragraph) in last and _ALONE.fullmatch(text[: day.start]) and _ALONE.fullmatch(text[day.end :])
            ):
                yield _Day(day, day.written, part, paragraph.location)
