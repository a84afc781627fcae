"""Prints of seals drawn by varied means, for the bench and the tests: no real unit, no real seal.

Everything is drawn at a given resolution into a layer of ink (0–1) that is then multiplied onto a page, as a stamp is.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_FONT_FILES = (
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 2),
    ("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf", 0),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
    ("C:/Windows/Fonts/simsun.ttc", 0),
    ("C:/Windows/Fonts/simhei.ttf", 0),
    ("C:/Windows/Fonts/msyh.ttc", 0),
)
FONTS = tuple((name, index) for name, index in _FONT_FILES if Path(name).is_file())
"""Fonts with Chinese characters that this machine has."""

_PLACES = "江苏 南京 苏州 无锡 重庆 永川 赣州 成都 杭州 合肥 武汉 西安 长沙 山东".split(" ")  # noqa: SIM905
_TRADES = "恒远 启明 华瑞 天工 中科 瑞达 博创 金石 云起 远望 新锐 汇通 凌云 正泽".split(" ")  # noqa: SIM905
_FIELDS = "智能装备 稀土新材料 生物医药 汽车电子 工业软件 氢能源 微电子 轨道交通 精密机械 数控机床 光电科技".split(" ")  # noqa: SIM905
_FORMS = "有限公司 有限公司 有限公司 股份有限公司 有限责任公司 研究院 研究院有限公司 集团有限公司".split(" ")  # noqa: SIM905
_OTHERS = "理工大学 科技大学 师范大学 工业职业技术学院 科学技术局 市场监督管理局 产业技术研究院 材料研究所".split(" ")  # noqa: SIM905


def unit_name(dice: random.Random) -> str:
    """An invented unit's name of 6 to 18 characters."""
    if dice.random() < 0.2:
        return dice.choice(_PLACES) + dice.choice(_OTHERS)
    return dice.choice(_PLACES) + dice.choice(_TRADES) + dice.choice(_FIELDS) + dice.choice(_FORMS)


@dataclass(frozen=True, slots=True)
class SealStyle:
    """How one seal looks; lengths in millimetres, angles in degrees."""

    shape: str = "round"
    name: str = "江苏恒远智能装备有限公司"
    diameter: float = 42.0
    ratio: float = 1.0
    """Height by width (ovals)."""
    line: float = 1.2
    star: bool = True
    code: str = ""
    centre: str = ""
    double: bool = False
    """A second, thin line within the edge."""
    font: int = 0
    glyph: float = 4.6
    white: bool = False
    """Square seals: white characters on red ground."""
    turn: float = 0.0
    colour: tuple[int, int, int] = (208, 32, 38)
    strength: float = 0.9
    wear: float = 0.1
    """Share of the ink that is lost in patches."""


def random_style(dice: random.Random, shape: str | None = None) -> SealStyle:
    """A seal as offices have them: mostly round with a star, some oval, some square."""
    shape = shape or dice.choices(("round", "oval", "square"), (7, 2, 1))[0]
    red = (dice.randint(175, 235), dice.randint(15, 80), dice.randint(20, 85))
    turn = dice.choice((0, 0, dice.uniform(-15, 15), dice.uniform(-45, 45), dice.uniform(-180, 180)))
    strength = dice.choice((dice.uniform(0.75, 1), dice.uniform(0.75, 1), dice.uniform(0.4, 0.75)))
    wear = dice.choice((0.0, dice.uniform(0, 0.15), dice.uniform(0.1, 0.3)))
    name = unit_name(dice)
    code = "".join(dice.choice("0123456789") for _ in range(13)) if dice.random() < 0.5 else ""
    common: dict[str, Any] = {
        "name": name, "colour": red, "strength": strength, "wear": wear, "turn": turn,
        "font": dice.randrange(len(FONTS)),
    }  # fmt: skip
    if shape == "round":
        diameter = dice.choice((38, 40, 42, 42, 42, 45, dice.uniform(32, 50)))
        return SealStyle(
            "round", diameter=diameter, line=dice.uniform(0.8, 1.6), star=dice.random() < 0.8, code=code,
            centre=dice.choice(("", "", "合同专用章", "财务专用章", "科研专用章")), double=dice.random() < 0.15,
            glyph=diameter * dice.uniform(0.095, 0.125), **common,
        )  # fmt: skip
    if shape == "oval":
        return SealStyle(
            "oval", diameter=dice.uniform(38, 48), ratio=dice.uniform(0.64, 0.78), line=dice.uniform(0.6, 1.2),
            star=False, centre=dice.choice(("发票专用章", "合同专用章", "收讫章")), double=dice.random() < 0.3,
            glyph=dice.uniform(3.4, 4.2), **{**common, "turn": dice.uniform(-20, 20)},
        )  # fmt: skip
    person = dice.choice("王李张刘陈杨赵") + dice.choice("明远建国志强海涛") + dice.choice("华平军伟") + "印"
    return SealStyle(
        "square", diameter=dice.choice((dice.uniform(18, 25), dice.uniform(30, 40))), line=dice.uniform(0.7, 1.3),
        white=dice.random() < 0.3, **{**common, "turn": dice.uniform(-20, 20), "name": person[:4]},
    )  # fmt: skip


def ink_of(style: SealStyle, dpi: float, dice: random.Random) -> np.ndarray:
    """The seal's ink, 0 (none) to 1, in a square of its own, turned and worn."""
    scale = dpi / 25.4 * 2  # drawn twice as large, then reduced
    width = style.diameter * scale
    height = width * style.ratio
    side = round(math.hypot(width, height) + 8 * scale / 2)
    layer = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(layer)
    middle = side / 2
    line = max(1, round(style.line * scale))
    box = (middle - width / 2, middle - height / 2, middle + width / 2, middle + height / 2)
    if style.shape == "square":
        _draw_square(draw, style, box, line, scale)
    else:
        draw.ellipse(box, outline=255, width=line)
        if style.double:
            inset = line + 0.8 * scale
            draw.ellipse(
                (box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset), outline=255, width=max(1, line // 3)
            )
        _draw_ring_text(layer, style, middle, width, height, line, scale)
        _draw_middle(draw, style, middle, width, height, scale)
    turned = layer.rotate(-style.turn, resample=Image.Resampling.BICUBIC)
    small = turned.resize((side // 2, side // 2), Image.Resampling.LANCZOS)
    ink = np.asarray(small, dtype=np.float32) / 255
    if style.wear:
        ink = ink * _wear(ink.shape, style.wear, dpi, dice)
    return np.asarray(ink * style.strength, dtype=np.float32)


def _font(style: SealStyle, size: float) -> Any:
    name, index = FONTS[style.font % len(FONTS)]
    return ImageFont.truetype(name, max(6, round(size)), index=index)


def _draw_square(draw: Any, style: SealStyle, box: tuple[float, ...], line: int, scale: float) -> None:
    draw.rectangle(box, outline=255, width=line, fill=255 if style.white else 0)
    text, paper = style.name[:4].ljust(4, "印"), 0 if style.white else 255
    half = (box[2] - box[0] - 2 * line) / 2
    font = _font(style, half * 0.86)
    for index, char in enumerate((text[2], text[0], text[3], text[1])):  # read from the right, downwards
        x = box[0] + line + half * (index % 2 + 0.5)
        y = box[1] + line + half * (index // 2 + 0.5)
        draw.text((x, y), char, fill=paper, font=font, anchor="mm")


def _draw_ring_text(
    layer: Any, style: SealStyle, middle: float, width: float, height: float, line: int, scale: float
) -> None:
    size = style.glyph * scale
    font = _font(style, size)
    inset = line + 0.9 * scale + size / 2 + (1.3 * scale if style.double else 0)
    a, b = width / 2 - inset, height / 2 - inset
    count = len(style.name)
    spread = math.radians(min(285, max(150, count * math.degrees(1.25 * size / max(a, b)))))
    for index, char in enumerate(style.name):
        angle = -spread / 2 + spread * (index + 0.5) / count if count > 1 else 0.0
        _stamp(layer, char, font, size, middle + a * math.sin(angle), middle - b * math.cos(angle), _lean(angle, a, b))
    if style.code and style.shape == "round":
        small = _font(style, 1.7 * scale)
        a = b = width / 2 - line - 1.5 * scale
        step = 1.35 * scale / a
        for index, char in enumerate(style.code):
            angle = math.pi - (index - (len(style.code) - 1) / 2) * step
            x, y = middle + a * math.sin(angle), middle - b * math.cos(angle)
            _stamp(layer, char, small, 1.7 * scale, x, y, math.degrees(angle) + 180)


def _lean(angle: float, a: float, b: float) -> float:
    """How far a character leans (clockwise degrees) so that it stands on the ring."""
    return math.degrees(math.atan2(b * math.sin(angle), a * math.cos(angle)))


def _stamp(layer: Any, char: str, font: Any, size: float, x: float, y: float, lean: float) -> None:
    side = round(size * 1.7)
    glyph = Image.new("L", (side, side), 0)
    ImageDraw.Draw(glyph).text((side / 2, side / 2), char, fill=255, font=font, anchor="mm")
    glyph = glyph.rotate(-lean, resample=Image.Resampling.BICUBIC)
    layer.paste(255, (round(x - side / 2), round(y - side / 2)), glyph)


def _draw_middle(draw: Any, style: SealStyle, middle: float, width: float, height: float, scale: float) -> None:
    if style.star:
        draw.polygon(star(middle, middle, width * 0.17), fill=255)
    if style.centre:
        font = _font(style, min(4.2 * scale, width * 0.6 / len(style.centre)))
        y = middle + (height * 0.25 if style.star else height * 0.08)
        draw.text((middle, y), style.centre, fill=255, font=font, anchor="mm")


def star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """The ten corners of a five-pointed star."""
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = math.pi / 5 * corner
        points.append((x + reach * math.sin(angle), y - reach * math.cos(angle)))
    return points


def _wear(shape: tuple[int, int], share: float, dpi: float, dice: random.Random) -> np.ndarray:
    """Patches of lost ink, of about a millimetre, and an uneven press from one side."""
    rng = np.random.default_rng(dice.randrange(1 << 30))
    noise = Image.fromarray((rng.random(shape) * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(dpi / 60))
    field = np.asarray(noise, dtype=np.float32)
    kept = np.where(field < np.quantile(field, share), 0.15, 1.0)
    angle = dice.uniform(0, 2 * math.pi)
    y, x = np.mgrid[-1 : 1 : shape[0] * 1j, -1 : 1 : shape[1] * 1j]
    press = 1 - share * 0.8 * np.clip(x * math.cos(angle) + y * math.sin(angle), 0, 1)
    return np.asarray(kept * press, dtype=np.float32)


def press(page: np.ndarray, ink: np.ndarray, colour: tuple[int, int, int], x: int, y: int) -> tuple[int, int, int, int]:
    """Stamp ``ink`` onto the RGB page with its left top corner at (x, y), in place; the box of ink upon the page."""
    rows, columns = np.where(ink > 0.2)
    left, top = max(0, x + int(columns.min())), max(0, y + int(rows.min()))
    right, bottom = min(page.shape[1], x + int(columns.max()) + 1), min(page.shape[0], y + int(rows.max()) + 1)
    x0, y0, x1, y1 = max(0, x), max(0, y), min(page.shape[1], x + ink.shape[1]), min(page.shape[0], y + ink.shape[0])
    part = page[y0:y1, x0:x1].astype(np.float32)
    own = ink[y0 - y : y1 - y, x0 - x : x1 - x, None]
    tint = np.asarray(colour, dtype=np.float32) / 255
    page[y0:y1, x0:x1] = np.clip(part * (1 - own * (1 - tint)), 0, 255).astype(np.uint8)
    return left, top, right, bottom
