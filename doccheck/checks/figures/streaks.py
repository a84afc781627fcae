"""N005: 连续五年 of a unit that is not that old."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.origins import PERSON, about_one, forerunners, founding_in_cell, founding_told
from doccheck.checks.figures.places import evidence_of, part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Paragraph
from doccheck.facts.model import Fact
from doccheck.facts.numbers import chinese_value, narrow
from doccheck.facts.spans import bare_years
from doccheck.facts.subjects import units_of
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_PAPERS = (Role.LEAD_PROFILE, Role.MEMBER_PROFILE, Role.UNKNOWN)
_STREAK = lazy(
    r"(?P<years>(?:19|20)\d\d\s?年?(?:度)?\s?(?:[-—–~－至到、,和]+\s?(?:19|20)\d\d\s?年?(?:度)?\s?)+(?:已|均|都|共)?)?[(（]?"
    r"(?:连续|蝉联|接连)(?P<count>[两二三四五六七八九十]|\d{1,2})\s?(?:年度?|个年度|届)(?!期|计划|规划)"
    r"(?:[(（](?P<behind>(?:19|20)\d\d[^()（）]{3,24})[)）])?"
)
_OTHERS = lazy(
    r"行业|全国|我国|全市|全省|全区|市场|集团|母公司|股东|控股|客户|创始|团队|学校|主管|园区|政府|高校|政策|目标|将|力争|计划|承诺|未来|今后|必须|应当|不得|须|的企业|的单位|是指"
)


@check("N005")
def streaks(mapped: MappedSubmission) -> Iterator[Finding]:
    """“2020年3月成立…2018—2022年连续五年获评”, also where the years are only counted back from the application."""
    known = _founded(mapped)
    titled = units_of(mapped).titled
    for part in mapped.parts_of(*_PAPERS):
        cell = founding_in_cell(part)
        name = part.organisation or (titled[part.document].name if part.document in titled else "")
        year, place = (cell.date.year, cell.evidence) if cell is not None else known.get(name, (0, None))
        for group in about_one(part):
            if any(forerunners("".join(p.text for p in group))):
                continue
            for paragraph in group:
                told = founding_told(part, paragraph)
                if told is not None:
                    year, place = told.date.year, told.evidence
                if place is not None:
                    yield from _too_long(mapped, part, paragraph, year, place)
                    yield from _too_old(mapped, part, paragraph, (name, year), place)


def _too_long(
    mapped: MappedSubmission, part: Part, paragraph: Paragraph, founded: int, place: Evidence
) -> Iterator[Finding]:
    text = narrow(paragraph.text)
    for match in _STREAK.finditer(text) if "连" in text else ():
        begin = max(text.rfind(mark, 0, match.start()) for mark in "，,。；;\n") + 1
        clause = text[begin : match.end()] + re.split(r"[，,。；;\n]", text[match.end() :])[0]
        if _OTHERS.search(clause) or PERSON.search(clause):
            continue
        written = chinese_value(match["count"])
        count = int(match["count"]) if match["count"].isdigit() else int(written.value) if written else 0
        named = sorted(bare_years(f"{match['years'] or ''} {match['behind'] or ''}"))
        first = named[0] if named else mapped.year - count + 1
        if not named and list(bare_years(clause)):
            continue  # 自2019年起连续五年 tells its own beginning
        if first >= founded or count < 2:
            continue
        quote = paragraph.text[begin : begin + len(clause)].strip()[:60]
        since = "" if named else f"，到申报年度（{mapped.year}年）不足{count}年"
        yield finding(
            "N005",
            None,
            f"{part_name(mapped, part.id, part.document)}写{part.organisation or '该单位'}“{place.quote.strip()}”，"
            f"却称“{quote}”，成立时间晚于{first}年{since}。",
            "请核对成立时间与连续的年数；属前身单位的请注明。",
            place,
            Evidence(part.document, quote, paragraph.location),
            confidence=0.85,
        )


_AGE = lazy(
    r"(?P<who>[^，,。；;:：\n]{0,12}?)(?:一直|始终)?(?:深耕|耕耘|专注|扎根|入行|从业|投身|浸润|打拼|专攻|坚守|成立|创立|创办)(?:于|在)?[^，,。；;\n\d]{0,10}?"
    r"(?:已|满|近|超过?|逾|整整|长达|有|了)*(?P<count>[一二两三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九]|\d{1,2})[多余来]?个?(?:年头|年|载)(?=[，,。；;、\n]|的?(?:历史|经验|积累)|$)"
)


def _too_old(
    mapped: MappedSubmission, part: Part, paragraph: Paragraph, unit: tuple[str, int], place: Evidence
) -> Iterator[Finding]:
    """“公司深耕防护织物二十余载” of a unit that is thirteen years old."""
    text = narrow(paragraph.text)
    name, founded = unit
    for match in _AGE.finditer(text) if "年" in text or "载" in text else ():
        who = re.sub(r"公司|企业|我[司们]|[本该]|单位|已|在|从", "", match["who"]).strip()
        written = chinese_value(match["count"])
        count = int(match["count"]) if match["count"].isdigit() else int(written.value) if written else 0
        if (who and who not in name) or count <= mapped.year - founded + 1:
            continue
        if PERSON.search(match[0]) or _OTHERS.search(match[0]):
            continue
        quote = paragraph.text[match.start() : match.end()].strip()
        yield finding(
            "N005",
            None,
            f"{part_name(mapped, part.id, part.document)}写{name or '该单位'}“{place.quote.strip()}”，"
            f"却称“{quote}”，到申报年度（{mapped.year}年）只有{mapped.year - founded}年。",
            "请核对成立时间与所称的年数；属前身单位的请注明。",
            place,
            Evidence(part.document, quote, paragraph.location),
            confidence=0.82,
        )


def _founded(mapped: MappedSubmission) -> dict[str, tuple[int, Evidence | None]]:
    """The year in which each unit was founded, where all papers agree."""
    told: dict[str, list[Fact]] = {}
    for fact in mapped.facts:
        if fact.quantity.endswith(".founded") and fact.year is None:
            told.setdefault(fact.subject, []).append(fact)
    return {
        name: (int(facts[0].value), evidence_of(facts[0]))
        for name, facts in told.items()
        if name and len({fact.value for fact in facts}) == 1
    }
