"""Papers with seals and signatures for the tests: pages drawn at 150 dpi, put into PDF and Word files as scans are."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from bench.reading_pages import font
from bench.seal_drawing import SealStyle, ink_of, press
from tests.parsers.pdf.pdf_files import Sheet, draw

DPI = 150
MM = DPI / 25.4
RED = (208, 32, 38)


class Scan:
    """A scanned A4 page, or a picture of another size: lengths in millimetres from its top left corner."""

    def __init__(self, width: float = 210, height: float = 297) -> None:
        self.image = Image.new("RGB", (round(width * MM), round(height * MM)), "white")

    def text(self, x: float, y: float, words: str, size: float = 5, colour: tuple[int, int, int] = (20, 20, 20)) -> Scan:
        """A printed line whose top left corner is (x, y)."""
        ImageDraw.Draw(self.image).text((x * MM, y * MM), words, font=font(size * MM), fill=colour)
        return self

    def lines(self, *rows: str, x: float = 30, y: float = 40, pitch: float = 12) -> Scan:
        """Printed lines, one below the other."""
        for at, words in enumerate(rows):
            self.text(x, y + at * pitch, words)
        return self

    def seal(self, x: float, y: float, name: str, seed: int = 1, **looks: object) -> Scan:
        """A seal whose middle is (x, y)."""
        style = SealStyle(name=name, **{"wear": 0.05, **looks})  # type: ignore[arg-type]
        ink = ink_of(style, DPI, random.Random(seed))
        page = np.array(self.image)
        half = ink.shape[0] / 2
        press(page, ink, style.colour, round(x * MM - half), round(y * MM - half))
        self.image = Image.fromarray(page)
        return self

    def signature(self, x: float, y: float, wide: float = 30, high: float = 11, seed: int = 3) -> Scan:
        """A name written by hand: joined strokes between (x, y) and (x + wide, y + high)."""
        dice = random.Random(seed)
        pen = ImageDraw.Draw(self.image)
        for stroke in range(3):
            left = x + wide * stroke / 3
            phase, turns = dice.uniform(0, 6), dice.uniform(1.5, 2.5)
            points = [
                (
                    (left + wide / 3 * (t / 40 + 0.15 * math.sin(t / 3 + phase))) * MM,
                    (y + high * (0.5 + 0.42 * math.sin(turns * t / 6 + phase))) * MM,
                )
                for t in range(41)
            ]
            pen.line(points, fill=(30, 32, 60), width=3, joint="curve")
        return self

    def letterhead(self, words: str) -> Scan:
        """A red title with a red rule and a star on it, as official letters have."""
        self.text(35, 14, words, 11, RED)
        pen = ImageDraw.Draw(self.image)
        pen.line((25 * MM, 30 * MM, 185 * MM, 30 * MM), fill=RED, width=6)
        return self

    def grey(self) -> Scan:
        """The page as a copier without colours gives it."""
        self.image = self.image.convert("L")
        return self

    def paint(self, sheet: Sheet) -> None:
        """Fill a page of a PDF with the picture."""
        sheet.canvas.drawImage(ImageReader(self.image), 0, 0, sheet.width, sheet.height)

    def pixels(self) -> np.ndarray:
        """RGB, height × width × 3."""
        return np.array(self.image.convert("RGB"))


def text_page(rows: Sequence[str]) -> object:
    """A printed page of a PDF with real text."""

    def paint(sheet: Sheet) -> None:
        for at, words in enumerate(rows):
            for part in range(0, max(1, len(words)), 36):
                sheet.text(80, 80 + 24 * at + 15 * (part // 36), words[part : part + 36])

    return paint


def pdf(target: Path, *pages: Scan | Sequence[str]) -> Path:
    """A PDF of scanned pages and pages of text."""
    painters = [page.paint if isinstance(page, Scan) else text_page(page) for page in pages]
    return draw(target, *painters)  # type: ignore[arg-type]
