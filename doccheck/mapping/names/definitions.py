"""Short and former names that a document defines: “（以下简称‘甲方’）”, “（曾用名：…）”."""

from __future__ import annotations

from collections.abc import Iterable

from doccheck.language.patterns import lazy
from doccheck.mapping.names.find import Found, organisation_names
from doccheck.mapping.names.written import narrow, normal

_QUOTE = "“”\"'‘’「」『』《》"
_DEFINED = lazy(
    rf"\((?:[^()]{{0,12}}[,，、;；])?(?:以下|下文|下称|后文|下同)?(?:均|统|并|又|分别)?(?:简称|称|下称|简称为|称为)(?:为|作)?[:：]?"
    rf"[{_QUOTE}]?([^(){_QUOTE}]{{1,20}}?)[{_QUOTE}]?(?:(?:或|、)[{_QUOTE}]([^(){_QUOTE}]{{1,20}})[{_QUOTE}])?(?:[,，;；][^()]*)?\)"
)
_FORMER = lazy(r"\((?:曾用名|原名|原名称|原|更名前为?)[:：]?([^()]{4,30})\)")
_RENAMED = lazy(r"(?:原名|曾用名)(?:为|：|:)?")


def definitions(texts: Iterable[str]) -> dict[str, str]:
    """Defined short (or former) name in normal form → full name, over several texts; the first definition holds."""
    found: dict[str, str] = {}
    for text in texts:
        if "称" not in text and "名" not in text and "（原" not in text:
            continue
        flat = narrow(text)
        names = organisation_names(text)
        for match in _DEFINED.finditer(flat):
            full = next((name for start, end, name in reversed(names) if end == match.start()), "")
            if full:
                for short in match.groups():
                    if short and normal(short) and normal(short) != normal(full):
                        found.setdefault(normal(short), full)
        for match in _FORMER.finditer(flat):
            full = next((name for start, end, name in reversed(names) if end == match.start()), "")
            former = match.group(1)
            if full and (organisation_names(former) or len(former) > 5):
                found.setdefault(normal(former), full)
    return found


def defined_at(text: str) -> list[tuple[int, str]]:
    """Every (offset of the bracket, short name) of a “（以下简称…）” in the text."""
    return [(match.start(), short) for match in _DEFINED.finditer(narrow(text)) for short in match.groups() if short]


def named_units(text: str) -> list[Found]:
    """The organisations that a text names; a short or former name in the bracket behind its unit is no second unit."""
    flat = narrow(text)
    brackets = [match.span() for pattern in (_DEFINED, _FORMER) for match in pattern.finditer(flat)]
    return [
        found
        for found in organisation_names(text)
        if not any(start < found[0] and found[1] < end for start, end in brackets)
    ]
