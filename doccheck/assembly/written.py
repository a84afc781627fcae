"""How a figure's value is shown: as its writer wrote it, and beside that in the usual unit where it differs."""

from __future__ import annotations

import re
from functools import lru_cache

from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Fact
from doccheck.facts.quantities import quantities
from doccheck.language.patterns import lazy

_NUMBER = lazy(r"[-+]?\d[\d,，.．\s]*")
_LONGEST = 24


@lru_cache(maxsize=1024)
def written_value(fact: Fact) -> str:
    """The value as it stands in the text: “1.25亿元”, “五个”; a bare cell gets its unit if it is the usual one."""
    words = _words(fact)
    if _NUMBER.fullmatch(words) and same_writing(words, _plain(fact)):
        return f"{words}{'' if fact.unit == '%' else ' '}{fact.unit}".strip()
    return words


def normal_value(fact: Fact) -> str:
    """The value in the usual unit, where the writer used another one or other digits; else nothing."""
    if _is_date(fact):
        return ""
    normal = f"{_plain(fact)}{'' if fact.unit == '%' else ' '}{fact.unit}".strip()
    return "" if same_writing(written_value(fact), normal) else normal


def _words(fact: Fact) -> str:
    quote = " ".join(fact.quote.split())
    if _is_date(fact) or _NUMBER.fullmatch(quote):
        return quote[:_LONGEST]
    for quantity in quantities(fact.quote):
        if quantity.unit == fact.unit and abs(quantity.value - fact.value) <= 1e-9 * max(1.0, abs(fact.value)):
            return re.sub(r"\s+", "", quantity.written)
    return quote if len(quote) <= 12 else f"{_plain(fact)}{'' if fact.unit == '%' else ' '}{fact.unit}".strip()


def _plain(fact: Fact) -> str:
    text = f"{fact.value:,.4f}".rstrip("0").rstrip(".")
    return text or "0"


def same_writing(one: str, two: str) -> bool:
    """Whether two writings differ in blanks, separators and closing zeros alone."""
    return bare_writing(one) == bare_writing(two)


def bare_writing(text: str) -> str:
    """A writing without blanks, separators and closing zeros."""
    bare = re.sub(r"[\s,，]", "", text)
    return re.sub(r"(\.\d*?)0+(?=\D|$)", r"\1", bare).replace(".万", "万").replace(".%", "%").rstrip(".")


def _is_date(fact: Fact) -> bool:
    entry = catalogue().get(fact.quantity.rpartition(".")[2])
    return entry is not None and entry.family == "date"
