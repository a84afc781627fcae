"""N005: a number of years or months that does not fit its own dates, and 近三年 that names other years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Paragraph
from doccheck.facts.dates import Period
from doccheck.facts.numbers import chinese_value, narrow
from doccheck.facts.spans import bare_years, months, spans
from doccheck.facts.subjects import units_of
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.language.sentences import sentences
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Occasion, Role

_QUIET = (Role.NOTICE, Role.EVIDENCE, Role.UNKNOWN)
COUNT = (
    r"(?P<count>[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,4}|\d{1,3})\s?"
    r"(?:(?P<unit>个?周?年)(?P<half>半)?(?:零(?P<more>[一二两三四五六七八九十]{1,2}|\d{1,2})个月)?|(?P<months>个月))"
)
"""How long something lasts: 三年, 两年半, 一年零六个月, 叁拾陆个月."""
_AHEAD = lazy(
    rf"(?<![近前第每满过去后续隔上下\d年月]){COUNT}(?:期限|建设期|实施期|有效期|期)?[)）]?\s*[,，:：(（、]?\s*"
    r"(?:(?:即|自|从|由|具体为|起止时间为?)[^，,。；;、:：\d]{0,14})?\s*$"
)
_BEHIND = lazy(
    rf"\s*(?:止|期间|终止|届满|期满|结束)?\s*[,，、;；]?\s*[(（]?\s*(?:首尾|前后|全程|总体)*"
    rf"(?:共计|共|为期|历时|合计|总计|计|总期限|期限为?|有效期为?|建设期为?|实施期为?|执行期为?){COUNT}"
)
_INSIDE = lazy(
    rf"(?<=[起效始行])\s?[,，]?\s?(?:有效期|期限|为期|历时|共计?|满|计)?[为是]?\s?{COUNT}(?=[内期整均有届,，、])"
)
"""“自2024年1月1日起三年内有效，至2027年6月30日止”."""
_LAST = lazy(
    r"近\s?(?P<count>[三3两二2五5])\s?(?:个)?(?:会计)?年度?(?:内|来)?(?:[一-鿿]{2,8}(?=[(（]))?\s*[(（:：]\s*(?P<years>[^()（）:：。；;]{4,40})"
)
_YEARS_ONLY = lazy(r"(?:即|指|为|从|自)?(?:\s|[、,，和及至到\-—–~－/]|年度?|(?:19|20)\d{2})+(?:度|年报)?[)）:：,，]?")
_CLOSING = lazy(r"收尾|结题|验收|审计|清算|移交|延长|顺延|质保|其中")
_OTHERS = lazy(r"行业|全国|全市|全省|全区|我国|国内|全球|市场|政策|规划|计划|标准")
_TOLERANCE = 2.0
"""Months by which a period may miss a round number of years (to the end of the month, or of the following one)."""


@check("N005")
def durations(mapped: MappedSubmission) -> Iterator[Finding]:
    """“有效期三年，自2024年10月1日起至2028年9月30日止”: the count and the dates do not fit."""
    for part in mapped.parts:
        if part.role in _QUIET:
            continue
        for paragraph in part.passage.paragraphs():
            text = narrow(paragraph.text)
            if paragraph.toc or not re.search(r"[年月]", text):
                continue
            for start, end in sentences(paragraph.text):
                yield from _misfits(mapped, part, paragraph, text[start:end], start)


def misfits(text: str) -> Iterator[tuple[Period, str, int, int]]:
    """Each period of a narrowed sentence with the count that it does not fit (三年), and where the words stand."""
    for span in spans(text):
        if span.reversed or span.begin is None or span.finish is None:
            continue
        ahead = _AHEAD.search(text[: span.start])
        behind = _BEHIND.match(text, span.end)
        match = ahead or _INSIDE.search(text, span.start, span.end) or behind or _of_office(text, span)
        if match is None:
            continue
        wanted = counted_months(match)
        if not wanted or wanted > 600 or _fits(span, wanted, _CLOSING.search(text[span.end :]) is not None):
            continue
        begin, end = min(span.start, match.start()), max(span.end, match.end())
        begin = max(text.rfind(mark, 0, begin) for mark in "，。；,;") + 1
        end += text[end:].startswith("止")
        yield span, _words(match), begin, end


_OFFICE = lazy(rf"(?:任期|聘期|每届|每任)(?:均|都|一律)?[为是]?{COUNT}")
_THIS_TERM = lazy(
    r"(?:首届|本届|第一届|现届|首任|本任|本次聘任|首批|首个任期|本轮)[^，,。；;\d]{0,14}(?:[，,][^，,。；;\d]{0,6})?"
    r"(?:即|任期|聘期)?(?:自|从|由|为|是|[:：])\s?$"
)


def _of_office(text: str, span: Period) -> re.Match[str] | None:
    """How long an office is held by the rule of which a span is the first case (每届任期五年，本届从…算起，到…为止)."""
    this = _THIS_TERM.search(text, 0, span.start)
    said = list(_OFFICE.finditer(text, 0, this.start())) if this is not None else []
    return said[-1] if said else None


def counted_months(match: re.Match[str]) -> int:
    """How many months a count says that :data:`COUNT` has read; 0 where it says none."""
    whole = _value(match["count"])
    if match["months"]:
        return whole
    return 12 * whole + (6 if match["half"] else 0) + (_value(match["more"]) if match["more"] else 0) if whole else 0


def _value(digits: str) -> int:
    written = chinese_value(digits)
    return int(digits) if digits.isdigit() else int(written.value) if written else 0


def _words(match: re.Match[str]) -> str:
    last = next(name for name in ("months", "more", "half", "unit") if match[name])
    return match.string[match.start("count") : match.end(last)] + ("个月" if last == "more" else "")


def _misfits(mapped: MappedSubmission, part: Part, paragraph: Paragraph, text: str, at: int) -> Iterator[Finding]:
    for span, count, begin, end in misfits(text):
        quote = paragraph.text[at + begin : at + end].strip(" ，,；;（(")
        yield finding(
            "N005",
            None,
            f"{part_name(mapped, part.id, part.document)}写“{count}”，所写起止时间“{span.written}”"
            f"却是{_length(span)}：“{quote}”。",
            "请核对年数与起止年月，使两者一致。",
            Evidence(part.document, quote, paragraph.location),
            confidence=0.9,
        )


def _fits(span: Period, wanted: int, closing: bool) -> bool:
    """Whether a span lasts as long as said; a span of bare years counts from either end, a closing phase may follow."""
    if span.begin is None or span.finish is None:
        return True
    if "year" in (span.begin.precision, span.finish.precision):
        years = span.finish.year - span.begin.year
        return wanted % 12 != 0 or wanted // 12 in (years, years + 1)
    lasts = months(span)
    return abs(lasts - wanted) <= _TOLERANCE or (closing and wanted < lasts <= wanted + 12)


def _length(span: Period) -> str:
    if span.begin is not None and span.finish is not None and "year" in (span.begin.precision, span.finish.precision):
        return f"{span.finish.year - span.begin.year + 1}个年度"
    whole = round(months(span))
    years, rest = divmod(whole, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest else "") or "不足1个月"


@check("N005")
def last_years(mapped: MappedSubmission) -> Iterator[Finding]:
    """“近三年（2019—2021年）” in an application of 2023, which asks for 2020–2022."""
    if mapped.occasion is Occasion.ANNUAL:
        return
    for part in mapped.parts:
        if part.role in (Role.NOTICE, Role.EVIDENCE, Role.AGREEMENT, Role.CHARTER):
            continue
        if part.role is Role.UNKNOWN and not _of_a_unit(mapped, part):
            continue
        for paragraph in part.passage.paragraphs():
            text = narrow(paragraph.text)
            if paragraph.toc or "近" not in text:
                continue
            for match in _LAST.finditer(text):
                named = _named(match["years"])
                count = {"三": 3, "3": 3, "五": 5, "5": 5}.get(match["count"], 2)
                if not named or _OTHERS.search(text[max(0, match.start() - 12) : match.start()]):
                    continue
                wanted = list(range(mapped.year - count, mapped.year))
                if named == wanted:
                    continue
                quote = paragraph.text[match.start() : match.end()].strip(" ，,；;（(")
                yield finding(
                    "N005",
                    None,
                    f"{part_name(mapped, part.id, part.document)}写“{quote}”，所列年份不是申报年度（{mapped.year}年）"
                    f"之前的{count}年（{wanted[0]}—{wanted[-1]}年）。",
                    "请核对所列年份，改用申报年度之前各年的数据。",
                    Evidence(part.document, quote, paragraph.location),
                    confidence=0.85,
                )


def _of_a_unit(mapped: MappedSubmission, part: Part) -> bool:
    """Whether a paper that was not recognised opens with the name of a unit of the consortium: a short profile."""
    opening = next((p.text for p in part.passage.paragraphs() if len(p.text) > _TITLE), "")
    return "近" in part.passage.text and bool(units_of(mapped).mentions(narrow(opening[:_TITLE])))


_TITLE = 30
"""Longer than a title."""


def _named(words: str) -> list[int]:
    """The years of “2019—2021年” or “2019、2020、2021年”, if nothing else stands there."""
    said = _YEARS_ONLY.match(words)
    if said is None:
        return []
    years = list(bare_years(said[0]))
    if len(years) == 2 and re.search(r"\d\s*年?度?\s*[-—–~－至到]", said[0]):
        return list(range(years[0], years[1] + 1))
    return years if len(years) >= 2 and years == sorted(set(years)) else []
