"""Figures whose words name a quantity of the catalogue and yet mean something beside it."""

from __future__ import annotations

from doccheck.facts.model import Quantity
from doccheck.language.patterns import lazy

_WITH_LEASED = lazy(r"\s?[(（]?(?:其中)?(?:含|包括|包含)(?:劳务)?派遣")
_RECURRING = lazy(r"扣非|非经常性?")
_BOTH_LEVELS = lazy(r"省(?:里|级|财政)[^。；;]*市(?:里|级|财政|政府)?[^。；;，,]{0,26}配套")
"""Public money of the province with the city's beside it, neither of which is all."""


_OF_ONE_SEX = lazy(r"[女男](?:性|职|员|工)[^，,。；;\d]{0,4}$")
_LENT = lazy(r"[腾留划让]出|预留|拿出")
"""Rooms set aside for something are a part of the place: 可腾出中试场地2,000平方米."""
_OF_A_TRADE = lazy(r"(?:外销|内销|出口|外贸|内贸|境外|海外|国外|线上|线下|代工|租赁)(?:业务)?收入")
_RIGHTS = ("patents", "patent_grants", "invention_patents")
_OF_THEM = lazy(r"(?<!其)(?:专利|知识产权|发明)[当之]?中的\s?$|知识产权局")
"""Some of the rights, or those of an office: 以其授权专利中的12件许可各方, 国家知识产权局已发证的54件."""


def means_another(id: str, text: str, head: int, quantity: Quantity, end: int) -> bool:
    """Whether the clause from ``head`` makes a figure that ``id`` names another one; ``end`` is the sentence's."""
    words = text[head : quantity.start]
    if id == "projects":
        return "奖" in words  # 省部级科学技术奖九项
    if id == "profit":
        return "非" in words and _RECURRING.search(words) is not None
    if id == "registered_capital":
        return ("实缴" in words or "实收" in words) and "注册" not in words
    if id == "staff":
        return _WITH_LEASED.match(text, quantity.end) is not None or _OF_ONE_SEX.search(words) is not None
    if id == "area":
        return _LENT.search(words) is not None
    if id == "revenue":
        return "收入" in words and _OF_A_TRADE.search(words) is not None
    if id in _RIGHTS:
        return _OF_THEM.search(words) is not None
    if id == "fiscal_funds":
        return "配套" in text[head:end] and _BOTH_LEVELS.search(text, head, end) is not None
    return False
