"""Figures that say the one before them again: in another unit, in brackets, as its share of the revenue or in money."""

from __future__ import annotations

from doccheck.facts.model import Quantity
from doccheck.facts.sentence import Stated
from doccheck.language.patterns import lazy

_AGAIN = lazy(
    r"(?:折合?|合|约合|即|相当于|也就是|(?:准确|确切|精确|具体|实际)(?:数[字值]?|地?说|来说|讲)?|确数|实数|精确到)(?:成|为|是|约)?[:：]?\s?"
)
_CLOSED = lazy(r"元?[整正]?[)）]")
_OF_REVENUE = lazy(
    r"元?\s?[，,（(]\s?(?:约|大约)?占(?:比|到|了|(?P<years>同期|(?:近|这)?[两三四五]年(?:的)?)?(?:公司|全部)?(?:营业|销售|经营)?(?:总)?(?:收入|营收))?"
    r"(?:总额|合计)?的?(?:比例|比重)?(?:为|达|是|约|近)*\s?"
)
"""What stands between the spending on R&D and the share of the revenue that it is."""
_OF_EACH_OTHER = lazy(
    r"元?\s?[，,；;]\s?(?P<part>前者|后者)[^，,；;。\d占]{0,3}占(?:到|了)?(?P<whole>前者|后者)的?(?:比[例重])?[约为达仅]*\s?"
)
"""What makes a share of the two figures told before: 收入合计14.46亿元，研发投入合计0.99亿元，后者占前者的6.9%."""
_SALES, _SPENT = lazy(r"(?:营业|销售|经营)?(?:收入|营收)(?:合计|累计|共|总额)*"), lazy(r"研发(?:投入|经费|费用)")
_AS_MONEY = lazy(r"[^，,。；;\d]{0,4}[，,（(]\s?(?:即|也就是|计|合|折合|约合|对应)?(?:金额)?(?:为|约)?\s?")
"""Between a share of sales that goes into R&D and the same in money: 研发占营收9.0%，计472万元."""


def restates(text: str, latest: Stated, quantity: Quantity, head: int) -> bool:
    """Whether a figure says the one before it in another unit: 占地126亩（合8.4万平方米）, 34,105万元，折3.41亿元."""
    said = latest.quantity
    if quantity.unit not in latest.entry.units or text[said.end : head].strip() not in ("，", ",", "（", "("):
        return False
    alike = quantity.unit != said.unit or (quantity.low <= said.high and said.low <= quantity.high)
    bracketed = quantity.unit == said.unit == "万元" and text[said.end : quantity.start].strip() in ("（", "(")
    if alike and bracketed and _CLOSED.match(text, quantity.end):
        return True  # 自筹玖佰万元（900万元）
    return alike and _AGAIN.fullmatch(text, head, quantity.start) is not None


def as_share(text: str, latest: Stated, quantity: Quantity) -> bool:
    """Whether a share is the part of the revenue that spending on R&D right before it is: 研发投入0.15亿元，占6.2%."""
    if latest.entry.id not in ("rd", "revenue") or quantity.unit != "%":
        return False
    pointed = _OF_EACH_OTHER.fullmatch(text, latest.quantity.end, quantity.start)
    if pointed is not None and pointed["part"] != pointed["whole"]:
        spent_last = pointed["part"] == "后者"
        other = (_SALES if spent_last else _SPENT).search(text, text.rfind("。", 0, latest.start) + 1, latest.start)
        return other is not None and (latest.entry.id == "rd") is spent_last
    if latest.entry.id != "rd":
        return False
    words = _OF_REVENUE.fullmatch(text, latest.quantity.end, quantity.start)
    return words is not None and (bool(words["years"]) == (latest.until is not None) or words["years"] == "同期")


def in_money(text: str, latest: Stated, quantity: Quantity) -> bool:
    """Whether a figure says in money the share that goes into R&D: 研发占营收9.0%，计472万元."""
    share = latest.entry.id == "rd_intensity" and quantity.unit == "万元"
    return share and _AS_MONEY.fullmatch(text, latest.quantity.end, quantity.start) is not None
