"""Figures whose words name a quantity of the catalogue and yet mean something beside it."""

from __future__ import annotations

from doccheck.facts.model import Quantity
from doccheck.language.patterns import lazy

_WITH_LEASED = lazy(r"\s?[(（]?(?:其中)?(?:含|包括|包含)(?:劳务)?派遣")
_RECURRING = lazy(r"扣非|非经常性?")
_BOTH_LEVELS = lazy(r"省(?:里|级|财政)[^。；;]*市(?:里|级|财政|政府)?[^。；;，,]{0,26}配套")
"""Public money of the province with the city's beside it, neither of which is all."""


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
        return _WITH_LEASED.match(text, quantity.end) is not None
    if id == "fiscal_funds":
        return "配套" in text[head:end] and _BOTH_LEVELS.search(text, head, end) is not None
    return False
