"""Pages with and without seals for ``bench.seals``: half bear seals, half only what is taken for seals."""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from bench.sample import prose
from bench.seal_drawing import FONTS, SealStyle, ink_of, press, random_style, star, unit_name

Box = tuple[int, int, int, int]
RED = (205, 30, 35)


@dataclass(slots=True)
class Stamped:
    """A seal that was set: its box in pixels; ``partly`` where the page's edge cuts it."""

    box: Box
    style: SealStyle
    partly: bool = False


@dataclass(slots=True)
class Page:
    """A page as a scanner would give it, RGB, with what stands on it."""

    image: np.ndarray
    dpi: float
    kind: str
    seals: list[Stamped] = field(default_factory=list)


def font(size: float, which: int = 0) -> Any:
    """A font of ``size`` pixels."""
    name, index = FONTS[which % len(FONTS)]
    return ImageFont.truetype(name, max(6, round(size)), index=index)


class Canvas:
    """A blank A4 page on which lengths are millimetres."""

    def __init__(self, dice: random.Random, dpi: float, height: float = 297.0) -> None:
        self.dice, self.dpi, self.mm = dice, dpi, dpi / 25.4
        self.image = Image.new("RGB", (round(210 * self.mm), round(height * self.mm)), "white")
        self.draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, words: str, size: float, colour: Any = (25, 25, 25), which: int = 0) -> None:
        self.draw.text((x * self.mm, y * self.mm), words, fill=colour, font=font(size * self.mm, which))

    def paragraph(self, y: float, lines: int, colour: Any = (25, 25, 25), which: int = 0) -> float:
        words = prose(self.dice, 36 * lines)
        for row in range(lines):
            self.text(27, y, words[row * 36 : row * 36 + 36], 4.2, colour, which)
            y += 7.4
        return y

    def line(self, box: tuple[float, float, float, float], width: float, colour: Any = RED) -> None:
        points = [value * self.mm for value in box]
        self.draw.line(points, fill=colour, width=max(1, round(width * self.mm)))

    def shape(self, kind: str, x: float, y: float, half: float, **how: Any) -> None:
        if "width" in how:
            how["width"] = max(1, round(how["width"] * self.mm))
        box = [(x - half) * self.mm, (y - half) * self.mm, (x + half) * self.mm, (y + half) * self.mm]
        getattr(self.draw, kind)(box, **how)


def sealed_page(seed: int) -> Page:
    """A page with one to four seals over text, blanks or each other, or cut by its edge."""
    dice = random.Random(seed)
    dpi = dice.choice((100, 120, 150, 150, 200, 200, 300))
    canvas = Canvas(dice, dpi)
    which = dice.randrange(len(FONTS))
    y = canvas.paragraph(30, dice.randint(8, 20), which=which)
    if dice.random() < 0.25:
        canvas.text(40, 14, unit_name(dice) + "文件", 9, RED, which)
        canvas.line((25, 26, 185, 26), 0.8)
    _signing_lines(canvas, y + 12, dice)
    pixels = np.array(canvas.image)
    kind = dice.choices(("one", "several", "overlap", "edge", "riding"), (5, 2, 2, 1, 1))[0]
    stamped: list[Stamped] = []
    spots = {"one": 1, "several": dice.randint(2, 4), "overlap": 2, "edge": 1, "riding": 1}[kind]
    x0, y0 = dice.uniform(55, 150), dice.uniform(60, 250)
    for index in range(spots):
        style = random_style(dice, "round" if kind in ("edge", "riding") else None)
        ink = ink_of(style, dpi, dice)
        half = ink.shape[0] / canvas.mm / 2
        if kind == "several":
            x, y = 48 + 70 * (index % 2) + dice.uniform(-6, 6), 130 + 62 * (index // 2) + dice.uniform(-6, 6)
        elif kind == "overlap":
            x, y = x0 + index * dice.uniform(18, 30), y0 + index * dice.uniform(-8, 8)
        elif kind == "edge":
            x, y = dice.choice((dice.uniform(2, 12), dice.uniform(198, 208))), y0
        elif kind == "riding":
            x, y = 210 + style.diameter * dice.uniform(-0.1, 0.12), y0
        else:
            x, y = x0, y0
        box = press(pixels, ink, style.colour, round((x - half) * canvas.mm), round((y - half) * canvas.mm))
        stamped.append(Stamped(box, style, box[0] <= 0 or box[2] >= pixels.shape[1] or box[3] >= pixels.shape[0]))
    return Page(scanned(pixels, dice, stamped), dpi, kind, stamped)


def _signing_lines(canvas: Canvas, y: float, dice: random.Random) -> None:
    for label in ("单位（盖章）：" + unit_name(dice), "法定代表人（签字）：＿＿＿＿＿", "日期：2023年6月18日"):
        canvas.text(dice.uniform(60, 95), y, label, 4.6)
        y += 11


def bare_page(seed: int) -> Page:
    """A page without a seal, with something red of one kind or several."""
    dice = random.Random(seed)
    dpi = dice.choice((100, 120, 150, 150, 200, 200, 300))
    canvas = Canvas(dice, dpi)
    which = dice.randrange(len(FONTS))
    canvas.paragraph(60, dice.randint(8, 20), which=which)
    kinds = list(_LOOKALIKES)
    chosen = [kinds[seed % len(kinds)], *dice.sample(kinds, dice.choice((0, 0, 1)))]
    for kind in dict.fromkeys(chosen):
        _LOOKALIKES[kind](canvas, dice)
    _signing_lines(canvas, 250, dice)
    pixels = np.array(canvas.image)
    return Page(scanned(pixels, dice, []), dpi, "+".join(dict.fromkeys(chosen)))


def scanned(pixels: np.ndarray, dice: random.Random, stamped: list[Stamped]) -> np.ndarray:
    """The page as a scanner gives it: paper tint, blur, noise, a skew (boxes are turned with it) and JPEG."""
    image = Image.fromarray(pixels)
    skew = dice.choice((0.0, 0.0, dice.uniform(-2, 2)))
    if skew:
        image = image.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor="white")
        for one in stamped:
            one.box = _turned(one.box, skew, image.size)
    blur = dice.choice((0, 0, 0.5, 0.9))
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    rng = np.random.default_rng(dice.randrange(1 << 30))
    values = np.asarray(image, dtype=np.float32)
    tint = dice.choice(((1, 1, 1), (1, 1, 1), (0.97, 0.96, 0.92), (0.95, 0.95, 0.97), (0.98, 0.95, 0.94)))
    values = values * np.asarray(tint) + rng.normal(0, dice.choice((0, 3, 8, 13)), values.shape)
    image = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    quality = dice.choice((0, 30, 50, 75, 90))
    if quality:
        held = io.BytesIO()
        image.save(held, "JPEG", quality=quality)
        image = Image.open(held).convert("RGB")
    return np.array(image)


def _turned(box: Box, angle: float, size: tuple[int, int]) -> Box:
    """The box of a turned box's middle: as wide as before."""
    cx, cy = size[0] / 2, size[1] / 2
    x, y = (box[0] + box[2]) / 2 - cx, (box[1] + box[3]) / 2 - cy
    turn = math.radians(angle)
    nx, ny = x * math.cos(turn) + y * math.sin(turn) + cx, -x * math.sin(turn) + y * math.cos(turn) + cy
    w, h = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    return max(0, round(nx - w)), max(0, round(ny - h)), min(size[0], round(nx + w)), min(size[1], round(ny + h))


def _letterhead(canvas: Canvas, dice: random.Random) -> None:
    canvas.text(30, 22, unit_name(dice) + "文件", dice.uniform(9, 14), RED, dice.randrange(len(FONTS)))
    canvas.line((25, 44, 185, 44), 0.9)
    if dice.random() < 0.6:
        canvas.draw.polygon(star(105 * canvas.mm, 44 * canvas.mm, 4.5 * canvas.mm), fill=RED)


def _red_text(canvas: Canvas, dice: random.Random) -> None:
    canvas.paragraph(190, dice.randint(3, 7), RED, dice.randrange(len(FONTS)))


def _letter_logo(canvas: Canvas, dice: random.Random) -> None:
    x, y, half = dice.uniform(40, 160), dice.uniform(25, 40), dice.uniform(12, 22)
    canvas.shape("ellipse", x, y, half, outline=RED, width=dice.uniform(0.8, 2.5))
    canvas.text(x - half * 0.5, y - half * 0.7, dice.choice("KZM中华"), half * 1.1, RED)


def _filled_logo(canvas: Canvas, dice: random.Random) -> None:
    x, y, half = dice.uniform(40, 160), dice.uniform(25, 40), dice.uniform(12, 22)
    canvas.shape(dice.choice(("ellipse", "rectangle")), x, y, half, fill=RED)
    canvas.text(x - half * 0.6, y - half * 0.4, dice.choice(("创新", "科技", "CQ")), half * 0.6, (255, 255, 255))


def _emblem(canvas: Canvas, dice: random.Random) -> None:
    """A school's emblem: two rings, Latin letters between them, a picture within."""
    x, y, half = dice.uniform(40, 160), dice.uniform(30, 42), dice.uniform(15, 21)
    canvas.shape("ellipse", x, y, half, outline=RED, width=0.9)
    canvas.shape("ellipse", x, y, half * 0.66, outline=RED, width=0.7)
    words = dice.choice(("UNIVERSITY OF TECHNOLOGY * 1952 *", "创新理工大学 INSTITUTE OF SCIENCE 1958 "))
    side = round(half * 0.5 * canvas.mm)
    for index, char in enumerate(words):
        angle = 2 * math.pi * index / len(words) - 2.4
        glyph = Image.new("L", (side, side), 0)
        own = font(half * 0.22 * canvas.mm)
        ImageDraw.Draw(glyph).text((side / 2, side / 2), char, fill=255, font=own, anchor="mm")
        glyph = glyph.rotate(-math.degrees(angle))
        gx, gy = x + half * 0.83 * math.sin(angle), y - half * 0.83 * math.cos(angle)
        at = (round(gx * canvas.mm - side / 2), round(gy * canvas.mm - side / 2))
        canvas.image.paste(RED, at, glyph)
    canvas.shape("ellipse", x, y, half * 0.3, fill=RED)


def _table(canvas: Canvas, dice: random.Random) -> None:
    rows, columns, step = dice.randint(4, 7), dice.randint(3, 6), dice.choice((9, 14, 20))
    left, top, wide = 30.0, 140.0, dice.choice((20, 25, 30))
    for row in range(rows + 1):
        canvas.line((left, top + row * step, left + columns * wide, top + row * step), 0.4)
    for column in range(columns + 1):
        canvas.line((left + column * wide, top, left + column * wide, top + rows * step), 0.4)
    for row in range(rows):
        for column in range(columns):
            words = dice.choice(("合计", "万元", "2023", "研发投入", "企业", "12.5"))
            canvas.text(left + column * wide + 2, top + row * step + 2, words, 4.2, RED)


def _bars(canvas: Canvas, dice: random.Random) -> None:
    for bar in range(8):
        height = dice.uniform(10, 60)
        x = 40 + bar * 15
        canvas.draw.rectangle([v * canvas.mm for v in (x, 220 - height, x + 9, 220)], fill=RED)
    canvas.line((35, 220, 165, 220), 0.4, (30, 30, 30))


def _pie(canvas: Canvas, dice: random.Random) -> None:
    x, y, half = 100, 180, dice.uniform(17, 28)
    box = [v * canvas.mm for v in (x - half, y - half, x + half, y + half)]
    angle = 0.0
    for colour in (RED, (240, 120, 110), (250, 190, 180), (160, 20, 30)):
        canvas.draw.pieslice(box, angle, angle + 90 + dice.uniform(-15, 15), fill=colour, outline="white")
        angle += 90
    if dice.random() < 0.6:
        canvas.shape("ellipse", x, y, half * dice.uniform(0.5, 0.9), fill="white")
        canvas.text(x - 6, y - 4, "65%", 6, RED)


def _curves(canvas: Canvas, dice: random.Random) -> None:
    points = [(35 + 12 * step, 210 - dice.uniform(5, 55)) for step in range(11)]
    canvas.draw.line([(x * canvas.mm, y * canvas.mm) for x, y in points], fill=RED, width=round(0.8 * canvas.mm))
    for x, y in points:
        canvas.shape("ellipse", x, y, 1.6, fill=RED)
        canvas.text(x, y - 7, f"{dice.randint(1, 99)}", 3.5, RED)


def _circled(canvas: Canvas, dice: random.Random) -> None:
    """A reviewer's red pen: text ringed, ticks, wavy underlines."""
    for _ in range(dice.randint(2, 4)):
        x, y = dice.uniform(50, 150), dice.uniform(75, 200)
        rx, ry = dice.uniform(12, 24), dice.uniform(7, 22)
        points = [
            (
                canvas.mm * (x + rx * math.cos(t / 20) * (1 + 0.06 * math.sin(t / 7))),
                canvas.mm * (y + ry * math.sin(t / 20)),
            )
            for t in range(-5, 128)
        ]
        canvas.draw.line(points, fill=RED, width=max(1, round(0.7 * canvas.mm)))
        canvas.line((x + 30, y, x + 34, y + 5), 0.9)
        canvas.line((x + 34, y + 5, x + 42, y - 6), 0.9)


def _received(canvas: Canvas, dice: random.Random) -> None:
    """A box for incoming mail: oblong, with a date."""
    x, y = dice.uniform(40, 110), dice.uniform(20, 220)
    box = [v * canvas.mm for v in (x, y, x + 58, y + 26)]
    canvas.draw.rectangle(box, outline=RED, width=max(1, round(0.8 * canvas.mm)))
    canvas.line((x, y + 13, x + 58, y + 13), 0.5)
    canvas.text(x + 8, y + 4, "收文第0231号", 6, RED)
    canvas.text(x + 8, y + 16, "2023年6月12日", 6, RED)


def _photo(canvas: Canvas, dice: random.Random) -> None:
    """A photograph in reds and browns."""
    rng = np.random.default_rng(dice.randrange(1 << 30))
    small = (rng.random((9, 12, 3)) * np.asarray((200, 110, 90)) + np.asarray((50, 10, 10))).astype(np.uint8)
    picture = Image.fromarray(small).resize((round(110 * canvas.mm), round(75 * canvas.mm)), Image.Resampling.BICUBIC)
    canvas.image.paste(picture, (round(45 * canvas.mm), round(150 * canvas.mm)))


def _numbers(canvas: Canvas, dice: random.Random) -> None:
    for index in range(6):
        x, y = 40 + 24 * index, 200 + dice.uniform(-4, 4)
        canvas.shape("ellipse", x, y, dice.choice((4, 8, 11)), outline=RED, width=0.6)
        canvas.text(x - 2, y - 3, str(index + 1), 5, RED)


def _org_chart(canvas: Canvas, dice: random.Random) -> None:
    """Red boxes, some of them square, with red words in them."""
    for index in range(5):
        x = 32 + index * 34
        wide, high = dice.choice(((26, 12), (24, 24), (28, 26)))
        box = [v * canvas.mm for v in (x, 170, x + wide, 170 + high)]
        canvas.draw.rectangle(box, outline=RED, width=round(0.6 * canvas.mm) or 1)
        canvas.text(x + 2, 173, dice.choice(("理事会", "秘书处", "专家组", "攻关组")), 5.2, RED)
        canvas.line((x + wide / 2, 160, x + wide / 2, 170), 0.5)
    canvas.line((45, 160, 180, 160), 0.5)


def _watermark(canvas: Canvas, dice: random.Random) -> None:
    layer = Image.new("L", canvas.image.size, 0)
    at = (30 * canvas.mm, 130 * canvas.mm)
    ImageDraw.Draw(layer).text(at, "内部资料 注意保密", fill=70, font=font(18 * canvas.mm))
    canvas.image.paste(RED, (0, 0), layer.rotate(30))


_LOOKALIKES = {
    "letterhead": _letterhead, "red text": _red_text, "letter logo": _letter_logo, "filled logo": _filled_logo,
    "emblem": _emblem, "table": _table, "bars": _bars, "pie": _pie, "curves": _curves, "red pen": _circled,
    "received": _received, "photo": _photo, "numbers": _numbers, "boxes": _org_chart, "watermark": _watermark,
}  # fmt: skip
