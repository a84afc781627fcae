"""N005: what the consortium is said to have done before it was formed, or by an agreement that was not yet signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.eligibility.signing_days import signing_days
from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Paragraph
from doccheck.facts.dates import Date, dates
from doccheck.facts.numbers import narrow
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_AGREEMENT = (Role.AGREEMENT, Role.CHARTER)
_PAPERS = (Role.APPLICATION, Role.PLAN, Role.LEAD_PROFILE, Role.MEMBER_PROFILE, *_AGREEMENT)
_SIGNED = lazy(r"[^，,。；;\d]{0,18}?(?:签[署订字]|订立)")
_FORMED_BEFORE = lazy(r"(?<!上一期)(?<!原)联合体(?:是|系|为)?(?:于|在|自)?\s?$")
_FORMED = lazy(r"(?:[^，,。；;\d]{0,10}?)(?:新?组建|成立|设立|揭牌)(?!方案|大会|协议|筹备)")
_BY_IT = lazy(
    r"(?:依据|根据|按照?|依照|遵照|按)[^，,。；;]{0,12}签[署订]的[^，,。；;]{0,8}协议|协议(?:签[署订]|生效)(?:之|以)?后"
)
_ITS_DEED = lazy(
    r"[，,]?\s?(?:本|该|我们|创新)?联合体(?!各|成员|牵头|内|前|筹|组建|尚|拟)[^，,。；;]{0,12}?"
    r"(?:理事会|召开|设立|发布|承担|审议|表决|评审|资助|举办|立项)"
)
_BEFORE_IT = lazy(r"筹[备建]|前身|预备|拟|原有|上一|前一|意向|框架")


@check("N005")
def before_it_was_formed(mapped: MappedSubmission) -> Iterator[Finding]:
    """“联合体2023年8月新组建” and “2020年10月本联合体经理事会表决”; a meeting by an agreement not yet signed."""
    signed, formed = _signed(mapped), _formed(mapped)
    if signed is None and formed is None:
        return
    for part in mapped.parts_of(*_PAPERS):
        for paragraph in part.passage.paragraphs():
            text = narrow(paragraph.text)
            if paragraph.toc or ("联合体" not in text and "协议" not in text):
                continue
            for day in dates(text):
                begin = max(text.rfind(mark, 0, day.start) for mark in "。；;\n") + 1
                rest = re.split(r"[。；;\n]", text[day.end :])[0]
                if _BEFORE_IT.search(text[begin : day.end] + rest):
                    continue
                quote = paragraph.text[day.start : day.end + len(rest)].strip()[:60]
                if formed is not None and day.last < formed[0].first and _ITS_DEED.match(rest):
                    yield _early(mapped, part, paragraph, quote, "联合体组建", formed)
                    break
                if signed is not None and day.month and day.last < signed[0].first and _BY_IT.search(rest[:_NEAR]):
                    yield _early(mapped, part, paragraph, quote, "协议签署", signed)
                    break


_NEAR = 24


def _signed(mapped: MappedSubmission) -> tuple[Date, Evidence] | None:
    """The earliest day on which the agreement was signed, by its own words."""
    found: list[tuple[Date, Evidence]] = []
    for part in mapped.parts_of(*_AGREEMENT):
        found += [(said.date, said.evidence) for said in signing_days(mapped, part)]
        for paragraph in part.passage.paragraphs():
            text = narrow(paragraph.text)
            for day in dates(text) if "签" in text or "订立" in text else ():
                begin = max(text.rfind(mark, 0, day.start) for mark in "。；;\n") + 1
                own = re.search(r"(?<!原)本?协议", text[begin : day.start])
                if day.month and own and "上" not in text[begin : day.start] and _SIGNED.match(text, day.end):
                    found.append((day, Evidence(part.document, day.written, paragraph.location)))
    return min(found, key=lambda f: f[0].first, default=None)


def _formed(mapped: MappedSubmission) -> tuple[Date, Evidence] | None:
    """When the consortium was formed, where its papers agree on it."""
    found: list[tuple[Date, Evidence]] = []
    for part in mapped.parts_of(*_PAPERS):
        for paragraph in part.passage.paragraphs():
            text = narrow(paragraph.text)
            for day in dates(text) if "联合体" in text else ():
                if _FORMED_BEFORE.search(text[: day.start]) and (said := _FORMED.match(text, day.end)):
                    quote = paragraph.text[day.start : said.end()]
                    found.append((day, Evidence(part.document, quote, paragraph.location)))
    return found[0] if found and all(day.same(found[0][0]) for day, _ in found) else None


def _early(
    mapped: MappedSubmission, part: Part, paragraph: Paragraph, quote: str, what: str, known: tuple[Date, Evidence]
) -> Finding:
    day, place = known
    return finding(
        "N005",
        None,
        f"{part_name(mapped, part.id, part.document)}称“{quote}”，而{what}是{day.chinese}（“{place.quote.strip()}”），"
        "事情早于其前提。",
        "请核对两处时间；属筹备阶段或前期合作的请写明。",
        Evidence(part.document, quote, paragraph.location),
        place,
        confidence=0.85,
    )
