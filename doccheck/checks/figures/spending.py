"""N004 on money spent: a sum fifty times what any of the units earns in a year."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.checks.words import path_of
from doccheck.facts.model import Nature, Quantity
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Role

_SPENT = lazy(
    r"(?:投入|投资|出资|购置|采购|耗资|花费|支出|拨付|到账|到位|原值|净值|总值|合同(?:金额|额|价)?|金额|造价|经费)(?:资金|经费|建设费|费用|总额)?"
    r"[了约近达为共计:\s]*$"
)
_OTHERS = lazy(
    r"全国|我国|国家|中国|全球|世界|国际|国内|全省|全市|全区|我省|我市|本省|本市|各地|地方政府|行业|产业|市场|规模|产值|贸易|进出口|"
    r"政府|园区|财政|工程总|社会(?:资本|投资)|十[二三四五]五"
)
"""Words of sentences that speak of more than the units' own money."""
_TIMES = 50.0


@check("N004")
def beyond_all_means(mapped: MappedSubmission) -> Iterator[Finding]:
    """Sums that a unit is said to have spent and that are fifty times the largest revenue of them all."""
    revenues = [
        f.high for f in mapped.facts
        if f.nature is Nature.ACTUAL and f.unit == "万元" and f.quantity.endswith(".revenue") and f.high > 0
    ]  # fmt: skip
    if not revenues:
        return
    most = max(revenues)
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        for paragraph in part.passage.paragraphs():
            if "亿" not in paragraph.text and "万元" not in paragraph.text:
                continue
            text = narrow(paragraph.text)
            for sum_ in quantities(text):
                if sum_.unit != "万元" or sum_.low < _TIMES * most or not _spent(text, sum_):
                    continue
                quote = paragraph.text[max(0, sum_.start - 16) : sum_.end]
                yield finding(
                    "N004",
                    None,
                    f"{path_of(mapped, part.document)}写“{quote.strip()}”，是材料中各单位最高年销售收入的 "
                    f"{sum_.value / most:,.0f} 倍，疑似单位（元、万元、亿元）写错。",
                    "请核对这个数的单位后改正。",
                    Evidence(part.document, quote, paragraph.location),
                    confidence=0.8,
                )


def _spent(text: str, sum_: Quantity) -> bool:
    """Whether a sum is said to be spent, in a sentence that speaks of nobody but the units."""
    begin = max(text.rfind(sign, 0, sum_.start) for sign in "。；;\n") + 1
    return _SPENT.search(text[begin : sum_.start]) is not None and not _OTHERS.search(text[begin : sum_.end])
