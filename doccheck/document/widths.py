"""Where words stand within a printed line of which only the box is known."""

from __future__ import annotations

import unicodedata

from doccheck.document.model import Box


def reckoned(text: str, start: int, end: int, line: Box) -> tuple[float, float]:
    """Left and right edge of characters ``start:end`` of a line, by the widths that characters usually have: Chinese
    ones twice as wide as Latin ones."""
    widths = [2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text]
    whole = sum(widths) or 1
    left, _, right, _ = line
    step = (right - left) / whole
    return left + step * sum(widths[:start]), left + step * sum(widths[:end])
