"""From recognised lines to characters with places and sizes, as the PDF parser's layout reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from doccheck.parsers.pdf.glyphs import is_wide

if TYPE_CHECKING:
    from doccheck.parsers.scan.engine import Image, Reading

_HAN_HEIGHT = 0.93  # of the size: how tall the ink of a line with Han characters is
_DIGIT_HEIGHT = 0.73
_CENTRE = 0.37  # of the size: from the middle of a Han line's ink down to its baseline
_GAP = 0.55  # of the size: what characters' places, which are rough, may tell of a gap
_BLANK = 0.8  # of the size: paper without ink that a reader sees as a gap
_VAGUE = frozenset("“”‘’·…—×")
"""Signs that some fonts set in half a square."""
_STANDARD = (42.0, 36.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 15.0, 14.0, 12.0, 11.0, 10.5, 9.0, 8.0, 7.5)
_SAME = 0.045
_TAIL = dict.fromkeys("，。、；：！？", 0.6) | dict.fromkeys("）》】」”’", 0.5)
_HEAD = dict.fromkeys("（《【「“‘", 0.5)
_SPAN = re.compile(r"(?<=[0-9年月日])一(?=[0-9])")
_POINT = re.compile(r"(?<=\d)·(?=\d)|(?<=^\d)·(?=\w)|(?<=^\d\d)·(?=\w)")
_FULL = str.maketrans("(),:;!?", "（），：；！？")


class Letter(NamedTuple):
    """One character and its edges in pixels from the left of its line's picture."""

    text: str
    x0: float
    x1: float


class Setting(Struct):
    """How a line is set, in pixels of its own picture: its letters, size, baseline and the weight of its strokes."""

    letters: list[Letter]
    size: float
    base: float
    certain: bool
    """Whether the size was measured on enough characters."""
    weight: float = 0.0


def full_width(text: str) -> str:
    """Signs between Han characters in their full-width form, in which such text is written.

    A dash between two years or months, which is read as 一, and the point after a heading's number or within a number,
    which is read as ·, are put right.
    """
    if text.isascii():
        return text
    chars = list(_POINT.sub(".", _SPAN.sub("—", text)))
    open_at: list[int] = []
    for at, char in enumerate(chars):
        if char == "(":
            open_at.append(at)
        elif char in ")）" and open_at:
            start = open_at.pop()
            if _han_near(chars, start) or _han_near(chars, at) or any(map(is_wide, chars[start + 1 : at])):
                chars[start], chars[at] = "（", "）"
        elif char in ",:;!?)" and _han_near(chars, at) and not _within_number(chars, at):
            chars[at] = char.translate(_FULL)
    for at in open_at:
        if _han_near(chars, at):
            chars[at] = "（"
    return "".join(chars)


def _han_near(chars: list[str], at: int) -> bool:
    before = next((char for char in reversed(chars[:at]) if char != " "), "")
    after = next((char for char in chars[at + 1 :] if char != " "), "")
    return any(char and is_wide(char) for char in (before, after))


def _within_number(chars: list[str], at: int) -> bool:
    return 0 < at < len(chars) - 1 and chars[at - 1].isdigit() and chars[at + 1].isdigit()


def ink(piece: Image) -> Any:
    """The dark pixels of a line's picture."""
    import cv2

    grey = cv2.cvtColor(piece, cv2.COLOR_RGB2GRAY)
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return grey < min(max(level, 90), 190)


def set_line(piece: Image, reading: Reading) -> Setting | None:
    """Where the characters of a recognised line stand in its picture; nothing for a line without ink."""
    import numpy as np

    dark = ink(piece)
    top, bottom = _band(dark)
    columns = dark[top:bottom].any(axis=0)
    inked = np.flatnonzero(columns)
    if not len(inked):
        return None
    left, right = float(inked[0]), float(inked[-1] + 1)
    tall = bottom - top
    han = sum(is_wide(char) and char.isalnum() for char in reading.text)
    height = tall / (_HAN_HEIGHT if han else _DIGIT_HEIGHT)
    flat = not any(char.isalnum() and char not in "一二三" for char in reading.text)
    if flat:
        height = max(height, 0.72 * piece.shape[0])
    pieces = _pieces(reading, piece.shape[1], height, columns, left, right)
    size, certain = _size(pieces, height, han)
    letters = [letter for part in pieces for letter in part.letters()]
    if not letters:
        return None
    middle = (top + bottom) / 2
    base = middle + _CENTRE * size if han or flat else float(bottom)
    return Setting(letters, size, base, certain, _weight(dark[top:bottom], size))


def _band(dark: Any) -> tuple[int, int]:
    """The rows of the line's own ink: parts of the lines above and below stand apart at the picture's edges."""
    rows = dark.sum(axis=1) > 0.004 * dark.shape[1]
    height = len(rows)
    spare = max(2, round(0.12 * height))
    top = bottom = height // 2
    while top > 0 and rows[max(0, top - spare) : top].any():
        top -= 1
    while bottom < height and rows[bottom : bottom + spare].any():
        bottom += 1
    while top < bottom and not rows[top]:
        top += 1
    while bottom > top and not rows[bottom - 1]:
        bottom -= 1
    return (top, bottom) if bottom > top else (0, height)


class _Piece(Struct):
    """Characters without a gap between them, and the edges of their ink."""

    text: str
    x0: float
    x1: float

    @property
    def inked(self) -> float:
        """Squares that the ink spans: signs at the ends leave half of their own empty."""
        head, tail = _HEAD.get(self.text[0], 0.0), _TAIL.get(self.text[-1], 0.0)
        return max(0.3, sum(map(_squares, self.text)) - head - tail)

    @property
    def square(self) -> float:
        """Pixels of one square."""
        return (self.x1 - self.x0) / self.inked

    def letters(self) -> list[Letter]:
        """The characters side by side; spaces keep their room and are left out."""
        square = self.square
        at = self.x0 - _HEAD.get(self.text[0], 0.0) * square
        found = []
        for char in self.text:
            end = at + _squares(char) * square
            if char != " ":
                found.append(Letter(char, at, end))
            at = end
        return found


def _squares(char: str) -> float:
    if is_wide(char):
        return 1.0
    if char.isdigit():
        return 0.52
    if char.isupper():
        return 0.68
    return 0.5 if char.isalpha() or char in "%+=<>~#&" else 0.32


def _pieces(
    reading: Reading, width: int, size: float, columns: Any, left: float, right: float
) -> list[_Piece]:
    """The line cut where its characters stand further apart than they do in running text."""
    text = full_width(reading.text)
    found: list[_Piece] = []
    start, begun = 0, left
    centres = [place * width for place in reading.places]
    for at in range(len(text) - 1):
        room = (_squares(text[at]) + _squares(text[at + 1])) / 2 * size
        if text[at] == " " or centres[at + 1] - centres[at] - room <= _GAP * size:
            continue
        stop, resume = _blank(columns, centres[at], centres[at + 1])
        if resume - stop > _BLANK * size:
            found.append(_Piece(text[start : at + 1].strip(), begun, stop))
            start, begun = at + 1, resume
    found.append(_Piece(text[start:].strip(), begun, right))
    return [piece for piece in found if piece.text and piece.x1 > piece.x0]


def _blank(columns: Any, start: float, end: float) -> tuple[float, float]:
    """The longest run of columns without ink between two characters."""
    best, since = (0, 0), None
    low, high = max(0, int(start)), min(len(columns), int(end) + 1)
    for at in range(low, high):
        if columns[at]:
            since = None
            continue
        since = at if since is None else since
        if at + 1 - since > best[1] - best[0]:
            best = (since, at + 1)
    return float(best[0]), float(best[1])


def _size(pieces: list[_Piece], height: float, han: int) -> tuple[float, bool]:
    """A line's size by the width of its characters where it has enough, by the height of its ink otherwise."""
    square = [piece for piece in pieces if piece.inked >= 2.5 and _is_square(piece.text)]
    squares = sum(piece.inked for piece in square)
    if squares >= 3:
        width = sum(piece.x1 - piece.x0 for piece in square) / squares
        if 0.86 * height < width < 1.16 * height:
            return width, squares >= 4
    return height, False


def _is_square(text: str) -> bool:
    """Whether nearly all of a text's characters are known to take a full square."""
    return sum(is_wide(char) and char not in _VAGUE for char in text) >= 0.9 * len(text) and not _VAGUE & set(text)


def _weight(dark: Any, size: float) -> float:
    """How thick strokes are, as a share of the size: ink over its outline."""
    import cv2
    import numpy as np

    filled = np.ascontiguousarray(dark).view(np.uint8)
    total = int(filled.sum())
    if not total:
        return 0.0
    inner = int(cv2.erode(filled, np.ones((3, 3), np.uint8)).sum())
    return 2.0 * total / max(1, total - inner) / size


def even_sizes(settings: list[Setting], scale: float) -> list[float]:
    """The sizes in points: those near the page's usual one become it, others the nearest of the usual type sizes."""
    sizes = [setting.size / scale for setting in settings]
    sure = sorted(
        size for size, setting in zip(sizes, settings, strict=True) for _ in setting.letters if setting.certain
    )
    usual = _standard(sure[len(sure) // 2]) if sure else 0.0
    return [
        usual if usual and abs(size - usual) <= _near(setting) * usual else _standard(size)
        for size, setting in zip(sizes, settings, strict=True)
    ]


def _near(setting: Setting) -> float:
    """How far from the usual size a line of that size may seem to be: measured on its height alone, far."""
    if setting.certain:
        return _SAME
    return 0.1 if len(setting.letters) >= 12 else 0.06


def _standard(size: float) -> float:
    nearest = min(_STANDARD, key=lambda one: abs(one - size))
    return nearest if abs(nearest - size) <= _SAME * size else round(size * 2) / 2
