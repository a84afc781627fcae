"""Text in the one form in which words are looked for: half-width, without spaces between Chinese characters."""

from __future__ import annotations

from doccheck.language.patterns import lazy

_SPACE = lazy(r"(?<![A-Za-z0-9])[ \t\u3000]+|[ \t\u3000]+(?![A-Za-z0-9])")
_WIDTH = str.maketrans({chr(0xFF01 + i): chr(0x21 + i) for i in range(94)} | {"－": "-", "–": "-"})
_KEEP = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"})


_CHANGED = lazy(r"[ \t\u3000,:;()?!－–＂-＇＊＋．-９＜-＞＠-～]")
"""What :func:`plain` writes otherwise; full-width ， ： ； （ ） ？ ！ stay as they are."""


def plain(text: str) -> str:
    """Text in the form in which cues are compared: half-width letters and digits, no spaces between CJK."""
    if not _CHANGED.search(text):
        return text
    return _SPACE.sub("", text.translate(_WIDTH)).translate(_KEEP)
