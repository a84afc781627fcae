"""Characters that a symbol font or a PDF conversion disguises, given back as the ones that a reader sees."""

from __future__ import annotations

import re
import unicodedata

_WINGDINGS = {
    0x6C: "●",
    0x6D: "○",
    0x6E: "■",
    0x6F: "□",
    0x70: "□",
    0x71: "□",
    0x72: "□",
    0x73: "◆",
    0x74: "◆",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9F: "•",
    0xA0: "▪",
    0xA1: "○",
    0xA2: "○",
    0xA4: "◎",
    0xA7: "▪",
    0xA8: "□",
    0xAB: "★",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "→",
    0xF0: "⇨",
    0xFB: "×",
    0xFC: "√",
    0xFD: "☒",
    0xFE: "☑",
    0x46: "☞",
    0x4A: "☺",
    0x28: "☎",
    0x2A: "✉",
}
_WINGDINGS |= {0x80 + number: "⓪①②③④⑤⑥⑦⑧⑨⑩"[number] for number in range(11)}
_WINGDINGS |= {0x8B + number: "⓿❶❷❸❹❺❻❼❽❾❿"[number] for number in range(11)}
_WINGDINGS_2 = {
    0x4F: "×",
    0x50: "√",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x96: "•",
    0x97: "●",
    0x98: "●",
    0x99: "○",
    0x9A: "○",
    0x9B: "◎",
    0x9E: "▪",
    0x9F: "▪",
    0xA0: "▪",
    0xA1: "■",
    0xA2: "■",
    0xA3: "□",
    0xA4: "□",
    0xA5: "□",
    0x2A: "□",
    0x30: "□",
}
_WINGDINGS_3 = {0x22: "↑", 0x23: "↓", 0x21: "→", 0x20: "←", 0x70: "▲", 0x71: "▼", 0x75: "▶", 0x74: "◀"}
_WEBDINGS = {0x61: "√", 0x63: "□", 0x67: "■", 0x72: "×", 0x6E: "●", 0x34: "▶"}
_GREEK = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)) | dict(
    zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)
)
_SYMBOL = _GREEK | {
    0xA3: "≤",
    0xA5: "∞",
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB5: "∝",
    0xB6: "∂",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xC5: "⊕",
    0xC7: "∩",
    0xC8: "∪",
    0xCC: "⊂",
    0xCE: "∈",
    0xD1: "∇",
    0xD5: "∏",
    0xD6: "√",
    0xDE: "⇒",
    0xE5: "∑",
    0xF2: "∫",
    0xA8: "♦",
}
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
# Unnamed private-use characters come from pasted Wingdings; its second font fills the gaps that nobody uses.
_ANY = _WINGDINGS_2 | _WINGDINGS | {0x50: "√", 0x52: "☑", 0xA3: "□"}

CHECKED = frozenset("☑☒√✓✔■●◉▣☆★✅🗹")
"""What a ticked box may look like inside a check box control."""

_PRIVATE = re.compile("[\uf020-\uf0ff]")
_DISGUISED = re.compile("[\u2e80-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d]")
# Radicals that NFKC leaves alone but that print as, and are meant as, an ordinary character.
_RADICALS = dict(
    zip(
        "⺁⺄⺆⺇⺈⺌⺍⺎⺐⺑⺒⺓⺝⺟⺠⺩⺫⺬⺶⺼⻁⻄⻅⻆⻉⻋⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⻑",
        "厂乙冂几刀小小兀尢尣巳幺月母民王目示羊肉虎西见角贝车镸长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟长",
        strict=True,
    )
)


def is_symbol_font(font: str | None) -> bool:
    """Whether plain letters in this font print as symbols."""
    return font is not None and font.lower() in _FONTS


def symbol(code: int, font: str | None) -> str:
    """The visible character for a code (0xF0FE or 0xFE) of a symbol font; an unknown private one gives “•”."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    table = _FONTS.get((font or "").lower())
    if table is not None:
        found = table.get(low) or (_ANY.get(low) if table in (_WINGDINGS, _WINGDINGS_2) else None)
        if found:
            return found
        if table is _SYMBOL and 0x20 <= low < 0x7F:
            return chr(low)
        return "•"
    if 0xF000 <= code <= 0xF0FF:
        return _ANY.get(low, "•")
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def in_symbol_font(text: str, font: str | None) -> str:
    """Text typed in a symbol font as the symbols that it prints."""
    return "".join(char if _is_plain(char) else symbol(ord(char), font) for char in text)


def _is_plain(char: str) -> bool:
    # Symbol fonts hold single bytes; quotes and Chinese characters in such a run print in another font.
    return char.isspace() or (ord(char) > 0xFF and not _PRIVATE.match(char))


def readable(text: str) -> str:
    """Text with Kangxi radicals, compatibility ideographs and private-use symbols as ordinary characters, 1:1."""
    if text.isascii():
        return text
    if _DISGUISED.search(text):
        text = _DISGUISED.sub(_ordinary, text)
    if _PRIVATE.search(text):
        text = _PRIVATE.sub(lambda match: symbol(ord(match[0]), None), text)
    return text


def _ordinary(match: re.Match[str]) -> str:
    char = match[0]
    known = _RADICALS.get(char)
    if known:
        return known
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char
