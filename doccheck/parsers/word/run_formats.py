"""What one run's properties say themselves, and the readings of single property elements."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from doccheck.parsers.word.names import VAL, W14, W

_WHITE_FROM = 0xFA
_SHINES_THROUGH = 97_000
"""Thousandths of a percent of transparency from which letters cannot be read."""
OFF = frozenset({"0", "false", "off"})
"""What switches an on/off property off."""
_B, _I, _U, _SZ, _COLOR = W + "b", W + "i", W + "u", W + "sz", W + "color"
_FONTS, _STYLE, _VANISH = W + "rFonts", W + "rStyle", W + "vanish"
_SHADING, _HIGHLIGHT, _ASCII, _HANSI = W + "shd", W + "highlight", W + "ascii", W + "hAnsi"
_FILL, _TEXT_FILL = W + "fill", W14 + "textFill"


class RunFormat(NamedTuple):
    """What one ``w:rPr`` says itself; ``None`` where it is silent."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    size: float | None = None
    colour: str | None = None
    vanish: bool | None = None
    shaded: bool | None = None
    font: str | None = None
    clear: bool | None = None
    style: str | None = None


NO_FORMAT = RunFormat()


def switched(element: etree._Element | None) -> bool | None:
    """The value of an on/off property element, None when it is absent."""
    return None if element is None else (element.get(VAL) or "1") not in OFF


def is_white(colour: str | None) -> bool:
    """Whether an RRGGBB colour cannot be told from white paper."""
    if colour is None or len(colour) != 6:
        return False
    try:
        return min(bytes.fromhex(colour)) >= _WHITE_FROM
    except ValueError:
        return False


def is_shaded(shading: etree._Element | None) -> bool:
    """Whether a ``w:shd`` gives the ground a colour other than white."""
    if shading is None:
        return False
    fill = (shading.get(W + "fill") or "auto").lower()
    theme = shading.get(W + "themeFill")
    if fill not in ("auto", "none") and not is_white(fill):
        return True
    if theme and theme not in ("background1", "light1") and fill in ("auto", "none"):
        return True
    pattern = shading.get(VAL) or "clear"
    return pattern not in ("clear", "nil", "none") and (shading.get(W + "color") or "auto").lower() != "ffffff"


def half_points(value: str | None) -> float | None:
    """A font size in points from half-points or, in strict files, from a length such as ``12pt``."""
    if not value:
        return None
    try:
        return float(value[:-2]) if value.endswith("pt") else float(value) / 2
    except ValueError:
        return None


def read_run_format(element: etree._Element | None) -> RunFormat:
    """What a ``w:rPr`` says, element by element; revision marks and unknown children are passed over."""
    if element is None or not len(element):
        return NO_FORMAT
    bold = italic = underline = vanish = shaded = clear = None
    ground = None
    size: float | None = None
    colour = font = style = None
    for child in element:
        tag = child.tag
        if tag == _B:
            bold = switched(child)
        elif tag == _SZ:
            size = half_points(child.get(VAL))
        elif tag == _COLOR:
            colour = _colour(child)
        elif tag == _U:
            underline = (child.get(VAL) or "single") != "none"
        elif tag == _I:
            italic = switched(child)
        elif tag == _FONTS:
            font = child.get(_ASCII) or child.get(_HANSI)
        elif tag == _STYLE:
            style = child.get(VAL)
        elif tag == _VANISH:
            vanish = switched(child)
        elif tag == _SHADING:
            shaded = is_shaded(child)
            ground = (child.get(_FILL) or "").upper()
        elif tag == _TEXT_FILL:
            clear = _is_clear(child, element)
        elif tag == _HIGHLIGHT and (child.get(VAL) or "none") not in ("none", "white"):
            shaded = True
    if colour and colour == ground:
        clear = True
    return RunFormat(bold, italic, underline, size, colour, vanish, shaded, font, clear, style)


def _is_clear(fill: etree._Element, properties: etree._Element) -> bool:
    """Whether letters have neither a filling nor an outline that can be seen."""
    outline = properties.find(W14 + "textOutline")
    if outline is not None and outline.find(W14 + "noFill") is None and len(outline):
        return False
    alpha = next(fill.iter(W14 + "alpha"), None)
    share = "" if alpha is None else alpha.get(W14 + "val") or ""
    # Here alpha counts what shines through.
    return fill.find(W14 + "noFill") is not None or (share.isdecimal() and int(share) >= _SHINES_THROUGH)


def _colour(element: etree._Element) -> str | None:
    value = (element.get(VAL) or "auto").upper()
    theme = element.get(W + "themeColor")
    if value == "AUTO" and theme in ("background1", "light1") and not element.get(W + "themeShade"):
        return "FFFFFF"
    return "auto" if value == "AUTO" else value
