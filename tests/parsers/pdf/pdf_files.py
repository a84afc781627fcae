"""PDF files drawn for the tests: positions in points from the page's top left corner, the font STSong-Light."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, RIGHT = 90.0, 90.0 + 34 * 12
SONG = "STSong-Light"


class Sheet:
    """One page to draw on; y runs down to the baseline."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.width, self.height = canvas._pagesize

    def text(self, x: float, y: float, words: str, size: float = 12, font: str = SONG, **looks: Any) -> None:
        """One printed line. ``mode`` is the render mode, ``colour`` red, green, blue from 0 to 1, ``spread`` the
        extra points between characters."""
        item = self.canvas.beginText(x, self.height - y)
        item.setFont(font, size)
        item.setTextRenderMode(looks.get("mode", 0))
        item.setFillColorRGB(*looks.get("colour", (0, 0, 0)))
        item.setCharSpace(looks.get("spread", 0))
        item.textOut(words)
        self.canvas.drawText(item)

    def centred(self, y: float, words: str, size: float = 12) -> None:
        """A line in the middle of the page."""
        self.text((self.width - len(words) * size) / 2, y, words, size)

    def paragraph(self, y: float, words: str, size: float = 12, per_line: int = 34, indent: int = 2) -> float:
        """Han characters broken after ``per_line`` squares, the first line set in; gives the next line's baseline."""
        rest, first = words, True
        while rest:
            room = per_line - indent if first else per_line
            self.text(LEFT + (indent * size if first else 0), y, rest[:room], size)
            rest, first, y = rest[room:], False, y + 1.6 * size
        return y

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin stroke."""
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: bool = False, colour: float = 0.3) -> None:
        """A rectangle, stroked, or filled with grey."""
        self.canvas.setFillGray(colour)
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=int(not fill), fill=int(fill))
        self.canvas.setFillGray(0)

    def grid(
        self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]] = (), size: float = 12
    ) -> None:
        """A ruled table; each text stands at its cell's left."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for top, texts in zip(ys, rows, strict=False):
            for left, words in zip(xs, texts, strict=False):
                for at, part in enumerate(words.split("\n")):
                    if part:
                        self.text(left + 5, top + 15 + at * 1.4 * size, part, size)


Painter = Callable[[Sheet], None]


def draw(target: Path, *painters: Painter, size: tuple[float, float] = A4, **options: Any) -> Path:
    """A PDF with a page for each painter."""
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    canvas = Canvas(str(target), pagesize=size, **options)
    for painter in painters:
        painter(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return target


def han(count: int, start: int = 0) -> str:
    """``count`` characters of plain prose that never repeats within a page, without punctuation."""
    stock = "产业技术创新联合体由牵头单位组织高校院所与上下游企业共同建设围绕关键核心开展攻关并推进成果转化应用"
    return "".join(stock[(start + at) % len(stock)] for at in range(count))
