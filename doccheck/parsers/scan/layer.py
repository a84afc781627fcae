"""Whether the text that a PDF page gives can be believed: told from its characters, before anything is recognised."""

from __future__ import annotations

import re
from functools import lru_cache

from doccheck.parsers.pdf.content import PageContent
from doccheck.parsers.pdf.figures import scan_share

_SCAN = 0.3  # share of a page under pictures that makes a page without text a scan
_FEW = 12  # characters that a stamp or a page number may leave on a scan
_OUTLINES = 150  # shapes on a page without text: letters turned into drawings
_ENOUGH = 30
_COMMON = 0.72
"""Share of the commonest 3755 characters: real papers have 0.95 and more even with rare names; shifted codes 0.2."""
_HAN = re.compile("[㐀-鿿豈-﫿]")
_LATIN_1 = re.compile("[\x80-\xff]")
_ODD = re.compile(r"[^\w\s.,:;()\-–—/%…·_。，、；：（）《》“”＿□☑√]")


def doubt(content: PageContent) -> str:
    """Why a page's own text is not to be read: “picture”, “outlines”, “codes”, or “mojibake”; empty where it is."""
    readable = len(content.glyphs) + len(content.turned)
    if content.unreadable > 20 and content.unreadable > 0.1 * readable:
        return "codes"
    if readable <= _FEW:
        if scan_share(content) >= _SCAN:
            return "picture"
        return "outlines" if readable == 0 and len(content.shapes) >= _OUTLINES else ""
    text = "".join(glyph.text for glyph in content.glyphs)
    return "mojibake" if is_garbled(text) else ""


def is_layered(content: PageContent) -> bool:
    """Whether most of the page's text lies invisibly over a picture of the page: somebody's recognised text."""
    readable = len(content.glyphs) + len(content.turned)
    return readable > _FEW and content.layered > 0.5 * readable


def is_garbled(text: str) -> bool:
    """Whether a text is what wrong codes of characters make: bytes as Latin letters, rare characters, odd signs."""
    letters = len(text)
    if letters < _ENOUGH:
        return False
    if len(_LATIN_1.findall(text)) > max(40.0, 0.3 * letters):
        return True
    han = _HAN.findall(text)
    if len(han) >= _ENOUGH:
        return sum(char in _commonest() for char in han) < _COMMON * len(han)
    return len(han) * 10 < letters and len(_ODD.findall(text)) > 0.3 * letters


@lru_cache(maxsize=1)
def _commonest() -> frozenset[str]:
    """The first level of GB 2312: the 3755 characters that common texts are written with."""
    codes = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (high, low))
    return frozenset(codes.decode("gb2312", "ignore")) | frozenset("镓铱钽铌钨钐镨钕铽镝钬铥镱镥钇钪钌铑钯锇")
