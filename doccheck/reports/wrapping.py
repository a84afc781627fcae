"""Lines broken as Chinese is set: between any two characters, never inside a number, no full stop at a line's start."""

from __future__ import annotations

import re

from rich.cells import cell_len

_PIECE = re.compile(r"第\d+[页段行列条章节]|[!-~]+|\s|.", re.DOTALL)
_NO_START = frozenset("，。、；：！？）》」』】〉”’％…·,.;:!?)]}%")
_NO_END = frozenset("（《「『【〈“‘([{")


def wrap(text: str, width: int) -> str:
    """Break text into lines of at most ``width`` columns, full-width characters counting two."""
    return "\n".join(line for given in text.split("\n") for line in _lines(given, max(width, 4)))


def _lines(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for piece in _pieces(text, width):
        size = cell_len(piece)
        if used + size > width and line:
            carried = _carry(line, piece)
            lines.append("".join(line).rstrip())
            line = carried
            used = sum(cell_len(item) for item in line)
            if not line and piece.isspace():
                continue
        line.append(piece)
        used += size
    lines.append("".join(line).rstrip())
    return lines


def _pieces(text: str, width: int) -> list[str]:
    """Words of Latin letters and digits whole, unless longer than a line; every other character by itself."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        pieces.extend(piece[at : at + width] for at in range(0, len(piece), width))
    return pieces


def _carry(line: list[str], piece: str) -> list[str]:
    """Take from the line's end what must not stand there, or must stay with a sign that cannot begin a line."""
    carried: list[str] = []
    if piece[0] in _NO_START:
        while len(line) > 1 and line[-1][0] in _NO_START and len(carried) < 2:
            carried.insert(0, line.pop())
        if len(line) > 1:
            carried.insert(0, line.pop())
    while len(line) > 1 and line[-1] in _NO_END:
        carried.insert(0, line.pop())
    return carried
