"""Office equations (OMML) as one line of text."""

from __future__ import annotations

from lxml import etree

from doccheck.parsers.word.names import DELETED, MATH, TEXT, VAL

_SKIPPED = frozenset({MATH + name for name in ("ctrlPr", "rPr")})


def linear(element: etree._Element) -> str:
    """An equation read along: ``a/b``, ``x^2``, ``a_i``, ``√(x)``, ``∑_(i=1)^(n) x``."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED or tag in DELETED or tag.endswith("}rPr"):
        return ""
    if tag in (MATH + "t", TEXT):
        return element.text or ""
    writer = _WRITERS.get(tag)
    if writer is not None:
        return writer(element)
    return "".join(linear(child) for child in element)


def _part(element: etree._Element, name: str) -> str:
    child = element.find(MATH + name)
    return "" if child is None else "".join(linear(one) for one in child)


def _grouped(text: str) -> str:
    return text if len(text) <= 1 or text.replace(".", "").isalnum() else f"({text})"


def _property(element: etree._Element, name: str, default: str) -> str:
    properties = element.find(element.tag + "Pr")
    child = None if properties is None else properties.find(MATH + name)
    return default if child is None else child.get(MATH + "val") or child.get(VAL) or ""


def _fraction(element: etree._Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _scripts(element: etree._Element) -> str:
    text = _part(element, "e")
    lower, upper = _part(element, "sub"), _part(element, "sup")
    return text + (f"_{_grouped(lower)}" if lower else "") + (f"^{_grouped(upper)}" if upper else "")


def _root(element: etree._Element) -> str:
    degree = _part(element, "deg")
    return f"{degree}√({_part(element, 'e')})"


def _nary(element: etree._Element) -> str:
    lower, upper = _part(element, "sub"), _part(element, "sup")
    limits = (f"_{_grouped(lower)}" if lower else "") + (f"^{_grouped(upper)}" if upper else "")
    return _property(element, "chr", "∫") + limits + _part(element, "e")


def _delimited(element: etree._Element) -> str:
    opening, closing = _property(element, "begChr", "("), _property(element, "endChr", ")")
    parts = ["".join(linear(one) for one in child) for child in element.iterchildren(MATH + "e")]
    return opening + _property(element, "sepChr", "|").join(parts) + closing


def _matrix(element: etree._Element) -> str:
    rows = [
        ",".join("".join(linear(one) for one in cell) for cell in row.iterchildren(MATH + "e"))
        for row in element.iterchildren(MATH + "mr")
    ]
    return ";".join(rows)


def _limit(element: etree._Element) -> str:
    sign = "_" if element.tag == MATH + "limLow" else "^"
    return f"{_part(element, 'e')}{sign}({_part(element, 'lim')})"


def _function(element: etree._Element) -> str:
    name, argument = _part(element, "fName"), _part(element, "e")
    gap = " " if name[-1:].isalnum() and argument[:1].isalnum() else ""
    return name + gap + argument


def _lines(element: etree._Element) -> str:
    """Equations one under another, on one line."""
    return "；".join("".join(linear(one) for one in child) for child in element.iterchildren(MATH + "e"))


def _accented(element: etree._Element) -> str:
    return _part(element, "e") + _property(element, "chr", "\u0302")


_WRITERS = {
    MATH + "f": _fraction,
    MATH + "sSub": _scripts,
    MATH + "sSup": _scripts,
    MATH + "sSubSup": _scripts,
    MATH + "sPre": _scripts,
    MATH + "rad": _root,
    MATH + "nary": _nary,
    MATH + "d": _delimited,
    MATH + "m": _matrix,
    MATH + "limLow": _limit,
    MATH + "limUpp": _limit,
    MATH + "func": _function,
    MATH + "eqArr": _lines,
    MATH + "acc": _accented,
}
