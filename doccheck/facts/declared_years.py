"""The year that a paper gives once to all its yearly figures: 除注明外，经营数为2022年数; 流量取2021年全年."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from doccheck.document import Document, Paragraph
from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Fact, Nature
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission

_CONVENTION = lazy(
    r"口径|(?:经济|经营|财务)数据|经营数|单位[:：为是]?[百千]?[万亿]?元|除[^，,。；;]{0,4}注明|说明|统一|流量|时点|填报|填表|下称|全年|年度?[^，,。；;\d]{0,6}数"
)
_FLOWS = lazy(
    r"(?:(?:流量|经营|收入|投入|经济|财务|利润|年度数据|(?:统计|数据)(?:期|年度|口径))[^，,。；;\d]{0,12}"
    r"(?:取|[均皆]?为|系|指|以|按|采用|[：:（(])[^，,。；;\d]{0,6}"
    r"|数据时点[：:为是](?:20\d\d年[末底]?[／/、和及与])?)(20\d\d)年(?:度|全年|数|（|\(|$|[，,。；;／/])"
)
_ALL_OF_THEM = lazy(
    r"(?:数字|数据|数|指标|金额)(?:除[^，,。；;\d]{1,10}[外的]?)?[，,]?(?:均|都|一律|皆|全)(?:[为是系按]|取)?(?:的是)?\s?(20\d\d)年(?:全年|度)?(?:的|数|口径|$|[，,。；;])"
)
"""Says once of which year all figures are: 数字除目标外都是2022年的."""
_CLOSED = lazy(
    r"(?:数据|数字|统计|资料)(?:均|一律|都|时间)*(?:截[止至](?:时[点间]|日期?)?|的?截止(?:时[点间]|日期?))(?:[为是:：]|[到至于])*\s?"
    r"(20\d\d)年(?:度?[底末]|12月(?:31日|底))"
)
"""The end of the year of which all figures are: 数据截止2021年12月31日."""
_REPORTED = lazy(
    r"(?:经营|收入|投入|经济|财务|利润)[^，,。；;\d]{0,12}(?:取|[均皆]?为|系|指|以|按|采用|[：:])\s?(?:报告年度?|报告期|上一?年度?)"
    r"(?=全年|[数度]|[，,。；;]|$)"
)
"""Gives them the year of the report, which is the one before the application."""
_MONEY = lazy(r"\d[\d,.]*\s?[万亿百千]*元")


def dated_by_paper(mapped: MappedSubmission, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, those of a yearly quantity without a year in the one that their paper declares."""
    years: dict[str, int | None] = {}
    known = catalogue()
    for fact in facts:
        if fact.year is None and fact.nature is Nature.ACTUAL and known[fact.quantity.rpartition(".")[2]].flow:
            if fact.document not in years:
                document = mapped.documents.get(fact.document)
                years[fact.document] = declared_year(document, mapped.year) if document is not None else None
            if (year := years[fact.document]) is not None and year < mapped.year:
                fact = replace(fact, year=year)
        yield fact


def declared_year(document: Document, reference_year: int) -> int | None:
    """The one year that a paper's notes on its figures give to what is earned and spent; ``None`` without one."""
    said: set[int] = set()
    for block in document.blocks:
        if not isinstance(block, Paragraph) or not ("年" in block.text or "报告期" in block.text):
            continue
        for sentence in re.split(r"(?<=[。；;])", block.text):
            said |= {int(match[1]) for match in _ALL_OF_THEM.finditer(sentence)}
            if (closed := _CLOSED.search(sentence)) is not None and not _MONEY.search(sentence):
                said.add(int(closed[1]))
            if _CONVENTION.search(sentence) and not _MONEY.search(sentence):
                said |= {int(match[1]) for match in _FLOWS.finditer(sentence)}
                if _REPORTED.search(sentence):
                    said.add(reference_year - 1)
    return said.pop() if len(said) == 1 else None
