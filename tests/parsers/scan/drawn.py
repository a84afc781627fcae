"""Pages drawn as pictures for the tests: points from the top left corner, 200 dpi, a font of the benchmark's."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from bench.reading_pages import DPI, font

SCALE = DPI / 72


class Page:
    """White paper of ``width`` × ``height`` points to write on."""

    def __init__(self, width: float = 430, height: float = 300) -> None:
        self.picture = Image.new("RGB", (round(width * SCALE), round(height * SCALE)), "white")
        self.pen = ImageDraw.Draw(self.picture)

    def text(self, x: float, y: float, words: str, size: float = 12, bold: bool = False, colour: str = "black") -> Page:
        """A line whose top left corner is (x, y)."""
        self.pen.text((x * SCALE, y * SCALE), words, font=font(size * SCALE, bold), fill=colour)
        return self

    def lines(self, x: float, y: float, *rows: str, size: float = 12, pitch: float = 20) -> Page:
        """Lines of one paragraph."""
        for at, words in enumerate(rows):
            self.text(x, y + at * pitch, words, size)
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], size: float = 12) -> Page:
        """A ruled table with a text in each cell."""
        for x in xs:
            self.pen.line((x * SCALE, ys[0] * SCALE, x * SCALE, ys[-1] * SCALE), fill="black", width=2)
        for y in ys:
            self.pen.line((xs[0] * SCALE, y * SCALE, xs[-1] * SCALE, y * SCALE), fill="black", width=2)
        for top, texts in zip(ys, rows, strict=False):
            for left, words in zip(xs, texts, strict=False):
                self.text(left + 5, top + 5, words, size)
        return self


PROSE = ("联合体由牵头单位组织成员单位共同建设，围绕高端", "数控装备开展关键核心技术攻关，实行理事会领导下", "的秘书长负责制，每季度召开一次理事会。")
"""A paragraph that fills 24 squares a line, but for the last."""


def prose_page() -> Page:
    """A title, a heading and a paragraph."""
    page = Page(384).text(102, 20, "创新联合体建设方案", 20, bold=True)
    page.text(48, 70, "一、组织架构与运行机制", 16, bold=True)
    words = "".join(PROSE)
    page.text(72, 104, words[:22]).lines(48, 124, words[22:46], words[46:])
    return page
