"""Pages for the reading benchmark and the tests: a known text, printed, then worn as scanners and stamps wear it.

Seeds are fixed, so the pages are the same on every machine with the same fonts. No unit on the seals exists.
"""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

DPI = 200
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)
RED = (214, 38, 44)


def font(size: float, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A font with Chinese characters, ``size`` in pixels. Raises FileNotFoundError where none is installed."""
    for path in FONTS:
        name = path.replace("Regular", "Bold") if bold else path
        if Path(name).exists():
            # The collections hold Japanese first; their simplified forms stand third.
            return ImageFont.truetype(name, round(size), index=2 if "Noto" in name else 0)
    raise FileNotFoundError("fonts-noto-cjk")


def known_text(source: Path) -> str:
    """The words of a sample by ``bench.sample`` in reading order, numbers as printed; from the file as written."""
    import docx
    from docx.oxml.ns import qn

    digits = "零一二三四五六七八九十"
    counts = [0, 0]
    words: list[str] = []
    document: Any = docx.Document(str(source))
    for item in document.element.body:
        if item.tag == qn("w:p"):
            level = item.find(f".//{qn('w:numPr')}/{qn('w:ilvl')}")
            text = "".join(node.text or "" for node in item.iter(qn("w:t")))
            if level is not None:
                depth = int(level.get(qn("w:val")))
                counts[depth] += 1
                counts[depth + 1 :] = [0] * (1 - depth)
                text = f"{digits[counts[depth]]}、{text}" if depth == 0 else f"（{digits[counts[depth]]}）{text}"
            words.append(text)
        elif item.tag == qn("w:tbl"):
            for cell in item.iter(qn("w:tc")):
                merged = cell.find(f".//{qn('w:vMerge')}")
                if merged is None or merged.get(qn("w:val")) == "restart":
                    words.append("".join(node.text or "" for node in cell.iter(qn("w:t"))))
    return "".join("".join(words).split())


def pictures(source: Path) -> list[Image.Image]:
    """Each page of a PDF as a picture at 200 dpi."""
    import pypdfium2

    document = pypdfium2.PdfDocument(source)
    try:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def worn(page: Image.Image, seed: int, skew: float = 1.0, noise: float = 8.0, quarter: int = 0) -> Image.Image:
    """A page as a flat-bed gives it: laid in up to ``skew`` degrees aslant, on grey paper, with grain and JPEG's loss;
    ``quarter`` turns against the clock."""
    import io

    dice = random.Random(seed)
    grain = np.random.default_rng(seed)
    tilted = page.rotate(dice.uniform(-skew, skew), resample=Image.Resampling.BICUBIC, fillcolor="white")
    values = np.asarray(tilted, dtype=np.float32) * 0.94 + 6
    values += grain.normal(0, noise, values.shape[:2])[:, :, None]
    result = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    buffer = io.BytesIO()
    result.save(buffer, "JPEG", quality=75)
    turned = Image.open(buffer).convert("RGB")
    return turned.rotate(90 * quarter, expand=True) if quarter else turned


def stamped(page: Image.Image, centre: tuple[int, int], name: str, seed: int = 0, size: float = 42.0) -> Image.Image:
    """The page with a round red seal of ``size`` millimetres printed over what stands at ``centre``."""
    dice = random.Random(seed)
    side = round(size / 25.4 * DPI)
    seal = Image.new("RGB", (side, side), "white")
    pen = ImageDraw.Draw(seal)
    edge = max(4, side // 45)
    pen.ellipse((edge, edge, side - edge, side - edge), outline=RED, width=edge)
    _star(pen, side / 2, side / 2, side * 0.15)
    letter = side * 0.105
    span = min(270.0, 20.0 * len(name))
    for at, char in enumerate(name):
        angle = -span / 2 + span * (at + 0.5) / len(name)
        glyph = Image.new("RGB", (round(letter * 1.6),) * 2, "white")
        ImageDraw.Draw(glyph).text((letter * 0.8,) * 2, char, font=font(letter, True), fill=RED, anchor="mm")
        glyph = glyph.rotate(-angle, fillcolor="white", resample=Image.Resampling.BICUBIC)
        x = side / 2 + math.sin(math.radians(angle)) * side * 0.385 - glyph.width / 2
        y = side / 2 - math.cos(math.radians(angle)) * side * 0.385 - glyph.height / 2
        seal.paste(ImageChops.multiply(seal.crop(_at(x, y, glyph)), glyph), (round(x), round(y)))
    seal = seal.rotate(dice.uniform(-12, 12), fillcolor="white", resample=Image.Resampling.BICUBIC)
    result = page.copy()
    left, top = centre[0] - side // 2, centre[1] - side // 2
    box = (left, top, left + side, top + side)
    result.paste(ImageChops.multiply(result.crop(box), seal), (left, top))
    return result


def _at(x: float, y: float, glyph: Image.Image) -> tuple[int, int, int, int]:
    return round(x), round(y), round(x) + glyph.width, round(y) + glyph.height


def _star(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    points = []
    for at in range(10):
        reach = radius if at % 2 == 0 else radius * 0.38
        angle = math.radians(36 * at - 90)
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    pen.polygon(points, fill=RED)


def save_scan(pages: list[Image.Image], target: Path) -> Path:
    """The pages as a PDF of pictures only."""
    pages[0].save(target, "PDF", resolution=DPI, save_all=True, append_images=pages[1:], quality=80)
    return target
