"""Text as it is compared: one width, one kind of bracket, no stray blanks; every character knows where it came from."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from doccheck.document.numbering import parse
from doccheck.language.patterns import lazy


class Normalised(Struct, frozen=True):
    """``offsets[i]`` is the place in the raw text from which ``text[i]`` came; one more gives the raw length."""

    text: str
    offsets: tuple[int, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the raw text behind ``text[start:end]``."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def _variants() -> dict[str, str]:
    table: dict[str, str] = {}
    for plain, signs in {
        '"': "“”„‟〝〞＂″「」『』",
        "'": "‘’‚‛＇′`´",
        "-": "‐‑‒–—―−－─━﹣﹘",
        "(": "（〔﹝❨⦅﹙",
        ")": "）〕﹞❩⦆﹚",
        "[": "【［〖",
        "]": "】］〗",
        "《": "〈≪«",
        "》": "〉≫»",
        "·": "・•‧∙⋅･",
        "~": "～〜∼",
        "×": "✕✖╳",
        "○": "〇◯",
    }.items():
        table |= dict.fromkeys(signs, plain)
    table.pop("〇")
    return table


_VARIANTS = _variants()


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    if char in _VARIANTS:
        return _VARIANTS[char]
    category = unicodedata.category(char)
    if category == "Cf" or (category == "Cc" and char not in "\t\n\r\x0b\x0c") or "\ufe00" <= char <= "\ufe0f":
        return ""
    if category in ("Zs", "Zl", "Zp"):
        return " "
    return "".join(_VARIANTS.get(c, c) for c in unicodedata.normalize("NFKC", char))


_ONE_TO_ONE = lazy("[!-~、。《》【】“”‘’·—–×\u4e00-\u9fff\uff01-\uff5e]*")
"""Texts of which every sign becomes just one sign, whatever stands beside it: most of what is written."""


@lru_cache(maxsize=1)
def _one_to_one() -> dict[int, str]:
    signs = (*map(chr, range(0x21, 0x7F)), *"、。《》【】“”‘’·—–×", *map(chr, range(0xFF01, 0xFF5F)))
    return {ord(sign): plain for sign in signs if (plain := _plain(sign)) != sign}


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" or char in "，。、；：？！《》"


def normalise(text: str) -> Normalised:
    """NFKC with offsets: full and half width, Kangxi radicals, quotes, dashes and brackets become one form.

    Runs of blanks become one blank, and none where they stand beside a Chinese character on both sides; line breaks
    stay. Idempotent on its own text.
    """
    if text.isascii() and "  " not in text and not re.search(r"[\t\r\x00-\x08\x0b-\x1f`]", text):
        return Normalised(text, tuple(range(len(text) + 1)))
    if _ONE_TO_ONE.fullmatch(text):
        return Normalised(text.translate(_one_to_one()), tuple(range(len(text) + 1)))
    return _by_sign(text)


def _by_sign(text: str) -> Normalised:
    out: list[str] = []
    offsets: list[int] = []
    blank = -1
    index = 0
    while index < len(text):
        start = index
        index += 1
        # A letter and its combining marks are one sign.
        while index < len(text) and unicodedata.combining(text[index]):
            index += 1
        piece = text[start:index]
        plain = _plain(piece) if len(piece) == 1 else unicodedata.normalize("NFKC", piece)
        for char in plain:
            if char in " \t\r\x0b\x0c":
                blank = start if blank < 0 else blank
                continue
            if blank >= 0:
                if not (out and (out[-1] == "\n" or char == "\n" or (_wide(out[-1]) and _wide(char)))):
                    out.append(" ")
                    offsets.append(blank)
                blank = -1
            out.append(char)
            offsets.append(start)
    if blank >= 0 and out and out[-1] != "\n":
        out.append(" ")
        offsets.append(blank)
    return Normalised("".join(out), (*offsets, len(text)))


_HINT = lazy(
    r"\((?:[^()]*?(?:限|不超过|不少于|不多于|以内|左右|\d ?字|可加页|加页"
    r"|可附|附页|另附|可自行|概述|请|填写|包括|含"
    r"|模[板版]|参考提纲|提纲|示例|如有|可续|必填|选填|简述|须|需)[^()]*?)\)"
)
_HINT_BARE = lazy(r"[,，。;；]?(?:限|不超过|不少于)?\d+ ?(?:-|至)?\d* ?字(?:以内|以上|左右)?[。.]?$")
_SIGNS = lazy(r"[\W_]+")
_WORDS_ALONE = lazy("(?![第附文])[\u4e00-\u9fff]+")
"""Han alone has nothing to be taken off: of all numbers only 第一章, 附件 and 文件 are written without a sign."""


@lru_cache(maxsize=16384)
def heading_key(text: str) -> str:
    """A heading's words alone: number, hints (“（限1000字）”, “（可加页）”), punctuation, blanks and case removed."""
    if _WORDS_ALONE.fullmatch(text):
        return text
    plain = normalise(text.strip()).text
    for _ in range(2):
        number = parse(plain)
        if number and plain[number.length :].strip():
            plain = plain[number.length :].lstrip()
    bare = _HINT_BARE.sub("", _HINT.sub("", plain))
    key = _SIGNS.sub("", bare).lower()
    return key or _SIGNS.sub("", plain).lower()
