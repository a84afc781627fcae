"""Characters as PDF fonts encode them, turned into the characters that a reader sees."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# CJK Radicals Supplement has no compatibility mappings in Unicode; PDF makers pick these for the plain characters.
_RADICALS = dict(
    zip(
        "⺁⺇⺌⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几小兀尣尢巳幺彑彐忄心扌攵旡日月歹母民水水灬爪爪爿牛犭王疋目示礻竹糹纟罒罒网罓冂羊羊羊耂聿聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食食饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)

# Symbol fonts (Wingdings, Wingdings 2, Webdings) put their signs into the private area, F0xx.
_SYMBOLS = {
    0xF0FE: "☑", 0xF052: "☑", 0xF0FD: "☒", 0xF053: "☒", 0xF0A8: "□", 0xF06F: "□", 0xF0A3: "□", 0xF071: "□",
    0xF02A: "□", 0xF0FC: "√", 0xF050: "√", 0xF0D6: "√", 0xF0FB: "×", 0xF04F: "×", 0xF06C: "●", 0xF0B7: "•",
    0xF06E: "■", 0xF0A7: "▪", 0xF075: "◆", 0xF0D8: "➢", 0xF0E0: "→", 0xF0E8: "➔", 0xF0F0: "⇨", 0xF076: "❖",
    0xF0A1: "○", 0xF09F: "•", 0xF0B2: "◇",
}  # fmt: skip

# One byte codes of the same fonts where they are not embedded as symbols.
_WINGDINGS = {"þ": "☑", "R": "☑", "ý": "☒", "¨": "□", "o": "□", "q": "□", "ü": "√", "û": "×", "n": "■", "l": "●"}

_NO_START = frozenset("，。、；：？！）】》〉」』”’％%…—～·,.;:?!)]}〕/／")
_NO_END = frozenset("（【《〈「『“‘([{〔")
_QUOTES = frozenset("“”‘’")


@lru_cache(maxsize=16384)
def readable(code: int, symbol_font: bool = False) -> str:
    """The character that code point ``code`` shows: '' for controls, plain Han for radicals and look-alikes."""
    if code == 2:  # pdfium's mark for a hyphen at the end of a line
        return "-"
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    if code < 0x20 or 0x7F <= code < 0xA0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return ""
    if code in (0xAD, 0xFEFF, 0xFFFE, 0xFFFF, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060):
        return ""
    char = chr(code)
    if symbol_font:
        return _WINGDINGS.get(char, char)
    if code == 0xA0:
        return " "
    if 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFB06 or 0x2F800 <= code <= 0x2FA1F:
        return unicodedata.normalize("NFKC", char)
    if 0x2E80 <= code <= 0x2EF3:
        return _RADICALS.get(char, char)
    return char


def unreadable(code: int) -> bool:
    """Whether a font gives no meaning to its code: nothing mapped, a control character, an unknown private one."""
    control = code in (0, 1, 0xFFFD) or 2 < code < 9 or 13 < code < 0x20
    return control or (0xE000 <= code <= 0xF8FF and code not in _SYMBOLS)


@lru_cache(maxsize=16384)
def is_wide(char: str) -> bool:
    """Whether a character takes a full square: Han, kana, full-width punctuation."""
    code = ord(char[0])
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF01 <= code <= 0xFF60
        or 0xFFE0 <= code <= 0xFFE6
        or code >= 0x20000
        or char in "“”‘’…—·①②③④⑤⑥⑦⑧⑨⑩□■☑☒√×●○◆◇★☆"
    )


def leading_token(text: str) -> int:
    """How many characters at the start of ``text`` a typesetter would have to keep on one line.

    Typesetters differ: LibreOffice parts neither a quotation mark from its neighbours nor a figure from the
    punctuation before it. The longest is given.
    """
    if not text:
        return 0
    count = 1
    if text[0] in _NO_END and len(text) > 1:
        count = 2
    count = _run(text, count)
    while count < len(text):
        if text[count] in _QUOTES:
            count = _run(text, min(count + 2, len(text)))
        elif text[count] in _NO_START:
            count += 1
        elif text[count - 1] in _NO_START and text[count].isascii() and text[count].isalnum():
            count = _run(text, count + 1)
        else:
            break
    return count


def _run(text: str, count: int) -> int:
    """The end of the Latin word or figure whose first ``count`` characters are taken."""
    if not is_wide(text[count - 1]):
        while count < len(text) and not is_wide(text[count]) and not text[count].isspace():
            count += 1
    return count
