"""Pages drawn by other means than ``bench.seal_pages``, which nothing was tuned on, for the honest half of the bench.

Seals and pages are vector drawings (reportlab) rendered by pdfium, with narrow characters, emblems and two rings of
words; ink is pressed unevenly, doubled, smeared or faded; pages are scanned, photographed or copied without colours.
"""

from __future__ import annotations

import io
import math
import random
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from bench.sample import prose
from bench.seal_drawing import SealStyle, star, unit_name
from bench.seal_pages import Page, Stamped

_FONTS = ("STSong-Light", "MSung-Light", "HeiseiKakuGo-W5", "HeiseiMin-W3")
_INKS = ((225, 60, 40), (214, 40, 90), (150, 20, 40), (235, 110, 120), (255, 0, 0), (230, 0, 18), (190, 50, 50))
CAPTURES = ("electronic", "scanner", "photo", "copy")
"""How a page came to be a picture: never on paper, a flatbed scanner, a hand-held camera, a copier without colours."""


def set_font(canvas: Canvas, name: str, size: float) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(name))
    canvas.setFont(name, size)


def on_ring(canvas: Canvas, words: str, a: float, b: float, spread: float, size: float, squeeze: float) -> None:
    """Characters along the upper ring, ``squeeze`` times as wide as high, at equal angles."""
    for index, char in enumerate(words):
        angle = -spread / 2 + spread * (index + 0.5) / len(words)
        lean = math.degrees(math.atan2(b * math.sin(angle), a * math.cos(angle)))
        canvas.saveState()
        canvas.translate(a * math.sin(angle), b * math.cos(angle))
        canvas.rotate(-lean)
        canvas.scale(squeeze, 1)
        canvas.drawCentredString(0, -0.38 * size, char)
        canvas.restoreState()


def polygon(canvas: Canvas, points: list[tuple[float, float]], fill: int = 1) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=1 - fill, fill=fill)


def _emblem(canvas: Canvas, radius: float) -> None:
    """What the middle of an authority's seal shows: a wreath of strokes, stars and a gate."""
    canvas.setLineWidth(0.25 * mm)
    canvas.circle(0, 0, radius)
    for step in range(36):
        angle = step * math.pi / 18
        canvas.line(
            0.8 * radius * math.sin(angle), 0.8 * radius * math.cos(angle),
            1.05 * radius * math.sin(angle + 0.1), 1.05 * radius * math.cos(angle + 0.1),
        )  # fmt: skip
    polygon(canvas, star(0, -0.25 * radius, 0.25 * radius))
    canvas.rect(-0.5 * radius, -0.5 * radius, radius, 0.3 * radius, stroke=0, fill=1)


def seal_mask(style: SealStyle, dice: random.Random, dpi: float) -> np.ndarray:
    """The seal's ink (0–1) as cut, in a square of 1.5 diameters."""
    side = style.diameter * 1.5 * mm
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(side, side))
    canvas.translate(side / 2, side / 2)
    canvas.rotate(-style.turn)
    font = dice.choice(_FONTS)
    half, ratio = style.diameter / 2 * mm, style.ratio
    canvas.setLineWidth(style.line * mm)
    if style.shape == "square":
        edge = half - style.line / 2 * mm
        canvas.roundRect(-edge, -edge, 2 * edge, 2 * edge, dice.choice((0, 1.5 * mm)))
        size = 0.92 * edge
        set_font(canvas, font, size)
        for char, x, y in zip(style.name, (0.5, 0.5, -0.5, -0.5), (0.12, -0.88, 0.12, -0.88), strict=False):
            canvas.drawCentredString(x * edge * 0.94, y * edge * 0.94, char)
    else:
        inset = style.line / 2 * mm
        canvas.ellipse(-half + inset, (-half + inset) * ratio, half - inset, (half - inset) * ratio)
        size, squeeze = style.glyph * mm, dice.uniform(0.55, 0.9)
        away = (style.line + dice.uniform(0.8, 1.8)) * mm + size / 2
        spread = math.radians(min(300, max(170, 17 * len(style.name))))
        set_font(canvas, font, size)
        on_ring(canvas, style.name, half - away, half * ratio - away, spread, size, squeeze)
        _middle(canvas, style, dice, half, font)
    canvas.showPage()
    canvas.save()
    page = pypdfium2.PdfDocument(held.getvalue())[0]
    drawn = np.asarray(page.render(scale=dpi / 72, grayscale=True).to_numpy(), dtype=np.float32)
    return 1 - drawn.reshape(drawn.shape[:2]) / 255


def _middle(canvas: Canvas, style: SealStyle, dice: random.Random, half: float, font: str) -> None:
    if style.shape == "oval":
        for row, words in enumerate(("91320100MA1XXXXX0K", style.centre)):
            set_font(canvas, font, (2.6, 3.2)[row] * mm)
            canvas.drawCentredString(0, (0.5 - 6.5 * row) * mm, words)
        return
    kind = dice.choice(("star", "star", "emblem", "hollow", "none"))
    if kind == "star":
        polygon(canvas, [(x, -y) for x, y in star(0, 0, dice.uniform(0.27, 0.4) * half)])
    elif kind == "hollow":
        canvas.setLineWidth(0.4 * mm)
        polygon(canvas, [(x, -y) for x, y in star(0, 0, 0.33 * half)], fill=0)
    elif kind == "emblem":
        _emblem(canvas, 0.4 * half)
    if style.centre:
        set_font(canvas, font, 3.6 * mm)
        canvas.drawCentredString(0, -0.62 * half, style.centre)


def pressed(ink: np.ndarray, dice: random.Random, dpi: float) -> np.ndarray:
    """The ink as a hand leaves it: uneven pressure, missing sides, a double print, a smear, darker rims."""
    rng = np.random.default_rng(dice.randrange(1 << 30))
    h, w = ink.shape
    cloud = np.zeros((h, w), np.float32)
    for octave in (3, 7, 19, 43):
        cloud += cv2.resize(rng.random((octave, octave), np.float32), (w, h), interpolation=cv2.INTER_CUBIC) / 4
    grain = cv2.GaussianBlur(rng.random((h, w), np.float32), (0, 0), max(0.5, dpi / 250))
    grain = np.clip((grain - grain.mean()) / (grain.std() + 1e-6) * 0.2 + 0.85, 0, 1)
    ink = ink * np.clip(0.35 + cloud, 0.15, 1) * grain
    manner = dice.choice(("plain", "plain", "double", "smear", "side", "rim"))
    if manner == "double":
        ink = np.maximum(ink, 0.4 * np.roll(ink, (round(dpi / 40), -round(dpi / 60)), (0, 1)))
    elif manner == "smear":
        length = max(2, round(dpi / 30))
        ink = 0.6 * ink + 0.4 * cv2.filter2D(ink, -1, np.eye(length, dtype=np.float32) / length)
    elif manner == "side":
        angle = dice.uniform(0, 2 * math.pi)
        y, x = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j]
        ink = ink * np.clip(1.15 - 1.1 * np.clip(x * math.cos(angle) + y * math.sin(angle), 0, 1), 0.1, 1)
    elif manner == "rim":
        ink = np.clip(ink * 0.7 + 0.9 * (ink - cv2.GaussianBlur(ink, (0, 0), max(0.6, dpi / 200))), 0, 1)
    return np.asarray(ink, dtype=np.float32)


def _style(dice: random.Random) -> SealStyle:
    shape = dice.choices(("round", "oval", "square"), (8, 2, 1))[0]
    common: dict[str, Any] = {
        "name": unit_name(dice), "colour": dice.choice(_INKS), "star": False,
        "turn": dice.choice((0.0, dice.uniform(-25, 25), dice.uniform(-170, 170))),
    }  # fmt: skip
    centre = dice.choice(("", "", "合同专用章", "项目专用章(2)", "5001127034561"))
    if shape == "round":
        diameter = dice.choice((40.0, 42.0, 42.0, 45.0, 50.0, dice.uniform(36, 48)))
        line, glyph = dice.uniform(0.9, 1.4), dice.uniform(4.6, 6.6)
        return SealStyle(shape, diameter=diameter, line=line, glyph=glyph, centre=centre, **common)
    common["turn"] = dice.uniform(-15, 15)
    if shape == "oval":
        return SealStyle(
            shape, diameter=dice.choice((40.0, 45.0)), ratio=0.75 if dice.random() < 0.5 else 0.667,
            line=dice.uniform(0.7, 1.1), glyph=dice.uniform(3.4, 4.2), centre="发票专用章", **common,
        )  # fmt: skip
    common["name"] = "陈志远印"
    return SealStyle(shape, diameter=dice.uniform(18, 24), line=dice.uniform(0.8, 1.3), **common)


class Paper:
    """A page under the pen: lengths in millimetres from its top left corner."""

    def __init__(self, dice: random.Random) -> None:
        self.held, self.dice = io.BytesIO(), dice
        self.canvas = Canvas(self.held, pagesize=(210 * mm, 297 * mm))
        self.face = dice.choice(_FONTS)

    def text(self, x: float, y: float, words: str, size: float = 4.2, red: bool = False) -> None:
        self.canvas.setFillColorRGB(*((0.85, 0.08, 0.12) if red else (0.1, 0.1, 0.1)))
        set_font(self.canvas, self.face, size * mm)
        self.canvas.drawString(x * mm, (297 - y) * mm, words)

    def form(self) -> None:
        """A form of boxes with printed and typed words, ruled in black."""
        y = 30.0
        for _ in range(self.dice.randint(4, 9)):
            high = self.dice.choice((10.0, 14.0, 24.0))
            self.canvas.setStrokeGray(0.1)
            self.canvas.setLineWidth(0.25 * mm)
            self.canvas.rect(25 * mm, (297 - y - high) * mm, 160 * mm, high * mm)
            self.canvas.line(62 * mm, (297 - y) * mm, 62 * mm, (297 - y - high) * mm)
            self.text(28, y + 7, self.dice.choice(("单位名称", "法定代表人", "联系电话", "建设目标")))
            self.text(65, y + 7, prose(self.dice, 20)[:24])
            y += high
        for row in range(4):
            self.text(27, y + 10 + 8 * row, prose(self.dice, 34)[:34])
        self.text(100, 232, "（盖章）")
        self.text(100, 244, "法定代表人（签字）：")
        self.text(100, 256, "2024 年 3 月 9 日")

    def red(self) -> None:
        self.canvas.setStrokeColorRGB(0.85, 0.08, 0.12)
        self.canvas.setFillColorRGB(0.85, 0.08, 0.12)

    def pixels(self, dpi: float) -> np.ndarray:
        self.canvas.showPage()
        self.canvas.save()
        page = pypdfium2.PdfDocument(self.held.getvalue())[0]
        return np.array(page.render(scale=dpi / 72, rev_byteorder=True).to_numpy()[..., :3])


def sealed_page(seed: int, capture: str | None = None) -> Page:
    """A form or a text with one to three seals, one of them now and then riding over the page's edge."""
    dice = random.Random(f"foreign {seed}")
    capture = capture or dice.choice(CAPTURES[:3])
    sheet = Paper(dice)
    sheet.form()
    dpi = dice.choice((120, 150, 200, 300))
    pixels = sheet.pixels(dpi)
    stamped: list[Stamped] = []
    spots = [(dice.uniform(60, 150), dice.uniform(185, 260))]
    if dice.random() < 0.35:
        spots.append((spots[0][0] + dice.choice((-1, 1)) * dice.uniform(28, 50), spots[0][1] - dice.uniform(0, 60)))
    if dice.random() < 0.2:
        spots.append((dice.uniform(-3, 3) + dice.choice((0, 210)), dice.uniform(60, 150)))
    for at, (x, y) in enumerate(spots):
        style = _style(dice)
        if not 15 < x < 195 and style.shape != "round":
            continue
        mask = seal_mask(style, dice, dpi)
        ink = mask if capture == "electronic" else pressed(mask, dice, dpi)
        strength = dice.uniform(0.75, 1) if at else dice.uniform(0.55, 1)
        stamped.append(_set(pixels, ink * strength, style, x * dpi / 25.4, y * dpi / 25.4))
    return captured(pixels, dpi, capture, dice, stamped)


def _set(pixels: np.ndarray, ink: np.ndarray, style: SealStyle, x: float, y: float) -> Stamped:
    h, w = pixels.shape[:2]
    rows, columns = np.where(ink > 0.1)
    top, left = round(y - ink.shape[0] / 2), round(x - ink.shape[1] / 2)
    box = (left + int(columns.min()), top + int(rows.min()), left + int(columns.max()), top + int(rows.max()))
    y0, x0, y1, x1 = max(0, top), max(0, left), min(h, top + ink.shape[0]), min(w, left + ink.shape[1])
    part = ink[y0 - top : y1 - top, x0 - left : x1 - left, None]
    tint = np.asarray(style.colour, np.float32) / 255
    pixels[y0:y1, x0:x1] = np.clip(pixels[y0:y1, x0:x1] * (1 - part * (1 - tint)), 0, 255).astype(np.uint8)
    inside = (max(0, box[0]), max(0, box[1]), min(w, box[2]), min(h, box[3]))
    return Stamped(inside, style, inside != box)


def captured(pixels: np.ndarray, dpi: float, capture: str, dice: random.Random, stamped: list[Stamped]) -> Page:
    rng = np.random.default_rng(dice.randrange(1 << 30))
    h, w = pixels.shape[:2]
    if capture == "electronic":
        return Page(pixels, dpi, capture, stamped)
    corners = np.asarray([(0, 0), (w, 0), (w, h), (0, h)], np.float32)
    give = {"photo": 0.035, "scanner": 0.006, "copy": 0.006}[capture]
    moved = (corners + rng.uniform(-give, give, (4, 2)) * (w, h)).astype(np.float32)
    warp = cv2.getPerspectiveTransform(corners, moved)
    ground = (250, 250, 250) if capture != "photo" else (90, 80, 70)
    pixels = cv2.warpPerspective(pixels, warp, (w, h), borderValue=ground)
    for one in stamped:
        x0, y0, x1, y1 = one.box
        box = cv2.perspectiveTransform(np.asarray([[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]], np.float32), warp)[0]
        (x0, y0), (x1, y1) = box.min(axis=0), box.max(axis=0)
        one.box = (max(0, round(x0)), max(0, round(y0)), min(w, round(x1)), min(h, round(y1)))
    light = pixels.astype(np.float32)
    if capture == "photo":
        y, x = np.mgrid[0 : 1 : h * 1j, 0 : 1 : w * 1j]
        angle = dice.uniform(0, 6.28)
        shade = 0.82 + 0.18 * (x * math.cos(angle) + y * math.sin(angle))
        light = light * shade[..., None] * np.asarray(dice.choice(((1, 0.97, 0.9), (0.93, 0.97, 1), (1, 1, 1))))
        light = cv2.GaussianBlur(light, (0, 0), dice.uniform(0.4, 0.9) * dpi / 150)
    light = light + cv2.GaussianBlur(rng.normal(0, 6, light.shape).astype(np.float32), (0, 0), 0.6)
    pixels = np.clip(light, 0, 255).astype(np.uint8)
    if capture == "copy":
        grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
        if dice.random() < 0.5:
            grey = cv2.threshold(grey, 168, 255, cv2.THRESH_BINARY)[1]
        pixels = np.repeat(grey[..., None], 3, axis=2)
    held = io.BytesIO()
    Image.fromarray(pixels).save(held, "JPEG", quality=dice.randint(35, 80), subsampling=2)
    return Page(np.array(Image.open(held).convert("RGB")), dpi, capture, stamped)
