"""Pages without any seal, drawn as ``bench.seal_foreign`` draws, with what is round or red in papers of all kinds."""

from __future__ import annotations

import math
import random

from reportlab.lib.units import mm

from bench.sample import prose
from bench.seal_drawing import star, unit_name
from bench.seal_foreign import CAPTURES, Paper, captured, on_ring, polygon, set_font
from bench.seal_pages import Page


def bare_page(seed: int, capture: str | None = None) -> Page:
    """A form or a text with one or two lures."""
    dice = random.Random(f"lure {seed}")
    capture = capture or dice.choice(CAPTURES[:3])
    sheet = Paper(dice)
    sheet.form()
    kinds = list(_LURES)
    chosen = dict.fromkeys([kinds[seed % len(kinds)], dice.choice(kinds)])
    for at, kind in enumerate(chosen):
        sheet.canvas.saveState()
        sheet.canvas.translate(dice.uniform(60, 150) * mm, (dice.uniform(225, 250) - 150 * at) * mm)
        sheet.red()
        _LURES[kind](sheet, dice)
        sheet.canvas.restoreState()
    dpi = dice.choice((120, 150, 200, 300))
    page = captured(sheet.pixels(dpi), dpi, capture, dice, [])
    page.kind = f"{capture}: {' + '.join(chosen)}"
    return page


def _sign(sheet: Paper, dice: random.Random) -> None:
    """A speed limit: a thick ring around a number."""
    sheet.canvas.setLineWidth(dice.uniform(3, 6) * mm)
    sheet.canvas.circle(0, 0, dice.uniform(15, 22) * mm)
    sheet.canvas.setFillGray(0.1)
    set_font(sheet.canvas, "STSong-Light", 16 * mm)
    sheet.canvas.drawCentredString(0, -5 * mm, dice.choice(("40", "60", "5")))


def _venn(sheet: Paper, dice: random.Random) -> None:
    """Three circles that overlap, each with a word."""
    sheet.canvas.setLineWidth(dice.uniform(0.5, 1.2) * mm)
    for x, y, words in ((-12, 0, "产业"), (12, 0, "研究"), (0, -20, "资本")):
        sheet.canvas.circle(x * mm, y * mm, 20 * mm)
        set_font(sheet.canvas, sheet.face, 5 * mm)
        sheet.canvas.drawCentredString(1.5 * x * mm, 1.4 * y * mm, words)


def _cycle(sheet: Paper, dice: random.Random) -> None:
    """A cycle of arrows with words beside it."""
    sheet.canvas.setLineWidth(1.2 * mm)
    half = dice.uniform(16, 24) * mm
    for quarter in range(4):
        sheet.canvas.arc(-half, -half, half, half, quarter * 90 + 8, 74)
    set_font(sheet.canvas, sheet.face, 5 * mm)
    for words, x, y in zip(("计划", "执行", "检查", "改进"), (0, 1, 0, -1), (1, 0, -1, 0), strict=True):
        sheet.canvas.drawCentredString(x * half * 0.62, y * half * 0.62 - 2 * mm, words)


def _gauge(sheet: Paper, dice: random.Random) -> None:
    """A dial with strokes and figures within a ring."""
    half = dice.uniform(16, 24) * mm
    sheet.canvas.setLineWidth(0.8 * mm)
    sheet.canvas.circle(0, 0, half)
    for stroke in range(40):
        angle = stroke * math.pi / 20
        inner = 0.85 if stroke % 5 else 0.75
        sheet.canvas.line(
            inner * half * math.sin(angle), inner * half * math.cos(angle),
            0.93 * half * math.sin(angle), 0.93 * half * math.cos(angle),
        )  # fmt: skip
    sheet.canvas.line(0, 0, 0.6 * half, 0.3 * half)


def _radar(sheet: Paper, dice: random.Random) -> None:
    """A radar chart: polygons within polygons, words around."""
    half = dice.uniform(18, 26) * mm
    sheet.canvas.setLineWidth(0.3 * mm)
    corners = [(math.sin(t * math.pi / 3), math.cos(t * math.pi / 3)) for t in range(6)]
    for share in (0.25, 0.5, 0.75, 1):
        polygon(sheet.canvas, [(share * half * x, share * half * y) for x, y in corners], fill=0)
    set_font(sheet.canvas, sheet.face, 4 * mm)
    for t in range(6):
        sheet.canvas.drawCentredString(
            1.2 * half * math.sin(t * math.pi / 3), 1.2 * half * math.cos(t * math.pi / 3), "指标"
        )


def _doughnut(sheet: Paper, dice: random.Random) -> None:
    """A ring of progress with a share in its middle."""
    half = dice.uniform(14, 20) * mm
    sheet.canvas.setLineWidth(dice.uniform(2, 6) * mm)
    sheet.canvas.arc(-half, -half, half, half, 90, dice.uniform(150, 340))
    set_font(sheet.canvas, sheet.face, 8 * mm)
    sheet.canvas.drawCentredString(0, -3 * mm, f"{dice.randint(40, 99)}%")


def _logo(sheet: Paper, dice: random.Random) -> None:
    """A firm's round sign, filled, its letters left white."""
    half = dice.uniform(14, 22) * mm
    sheet.canvas.circle(0, 0, half, stroke=0, fill=1)
    sheet.canvas.setFillGray(1)
    set_font(sheet.canvas, "HeiseiKakuGo-W5", half)
    sheet.canvas.drawCentredString(0, -0.35 * half, dice.choice(("恒", "TX", "瑞")))


def _school(sheet: Paper, dice: random.Random) -> None:
    """A school's emblem: a broad filled ring with white words, and a drawing within."""
    half = dice.uniform(16, 22) * mm
    sheet.canvas.circle(0, 0, half, stroke=0, fill=1)
    sheet.canvas.setFillGray(1)
    sheet.canvas.circle(0, 0, 0.62 * half, stroke=0, fill=1)
    set_font(sheet.canvas, "HeiseiKakuGo-W5", 0.25 * half)
    on_ring(sheet.canvas, "创新理工大学一九五八", 0.8 * half, 0.8 * half, 4.6, 0.25 * half, 1)
    sheet.red()
    polygon(sheet.canvas, [(x, -y) for x, y in star(0, 0, 0.4 * half)])


def _oblong(sheet: Paper, dice: random.Random) -> None:
    """A mark of secrecy: an oblong frame, aslant."""
    sheet.canvas.rotate(dice.uniform(-20, 20))
    sheet.canvas.setLineWidth(1 * mm)
    wide = dice.uniform(30, 60)
    sheet.canvas.rect(-wide / 2 * mm, -8 * mm, wide * mm, 16 * mm)
    set_font(sheet.canvas, sheet.face, 9 * mm)
    sheet.canvas.drawCentredString(0, -3 * mm, dice.choice(("机密★5年", "已归档", "样本")))


def _flag(sheet: Paper, dice: random.Random) -> None:
    """A red field with stars."""
    sheet.canvas.rect(-30 * mm, -20 * mm, 60 * mm, 40 * mm, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(1, 0.85, 0)
    polygon(sheet.canvas, [(x, -y) for x, y in star(-20 * mm, -10 * mm, 6 * mm)])


def _code(sheet: Paper, dice: random.Random) -> None:
    """A square code in red."""
    for row in range(25):
        for column in range(25):
            if dice.random() < 0.5 or (row in (0, 6) and column < 7):
                sheet.canvas.rect(column * mm - 12 * mm, row * mm - 12 * mm, mm, mm, stroke=0, fill=1)


def _bubbles(sheet: Paper, dice: random.Random) -> None:
    """A chart of bubbles with numbers."""
    sheet.canvas.setLineWidth(0.6 * mm)
    for _ in range(7):
        x, y, half = dice.uniform(-40, 40), dice.uniform(-25, 25), dice.uniform(4, 16)
        sheet.canvas.circle(x * mm, y * mm, half * mm)
        set_font(sheet.canvas, sheet.face, 4 * mm)
        sheet.canvas.drawCentredString(x * mm, y * mm, str(dice.randint(1, 999)))


def _target(sheet: Paper, dice: random.Random) -> None:
    """Rings within rings, each named."""
    set_font(sheet.canvas, sheet.face, 4 * mm)
    for ring, words in enumerate(("核心层", "紧密层", "协作层")):
        half = (8 + 8 * ring) * mm
        sheet.canvas.setLineWidth(0.6 * mm)
        sheet.canvas.circle(0, 0, half)
        sheet.canvas.drawCentredString(0, half - 6 * mm, words)


def _network(sheet: Paper, dice: random.Random) -> None:
    """Nodes on a circle, joined with each other."""
    half = dice.uniform(16, 24) * mm
    nodes = [(half * math.sin(t * math.pi / 4), half * math.cos(t * math.pi / 4)) for t in range(8)]
    sheet.canvas.setLineWidth(0.3 * mm)
    for at, one in enumerate(nodes):
        sheet.canvas.circle(*one, 3 * mm, fill=int(dice.random() < 0.5))
        for two in nodes[at + 1 :]:
            sheet.canvas.line(*one, *two)


def _headline(sheet: Paper, dice: random.Random) -> None:
    """Lines of red words and a double rule."""
    set_font(sheet.canvas, sheet.face, 10 * mm)
    sheet.canvas.drawCentredString(0, 0, unit_name(dice) + "文件")
    sheet.canvas.setLineWidth(0.8 * mm)
    sheet.canvas.line(-80 * mm, -8 * mm, 80 * mm, -8 * mm)
    set_font(sheet.canvas, sheet.face, 4 * mm)
    for row in range(4):
        sheet.canvas.drawCentredString(0, (-18 - 7 * row) * mm, prose(dice, 20)[:22])


def _node(sheet: Paper, dice: random.Random) -> None:
    """A round node of a flow chart with several lines of words in it."""
    half = dice.uniform(16, 23) * mm
    sheet.canvas.setLineWidth(dice.uniform(0.4, 1) * mm)
    sheet.canvas.ellipse(-half, -half * 0.8, half, half * 0.8)
    set_font(sheet.canvas, sheet.face, 4.5 * mm)
    for row, words in enumerate(("创新联合体", "理事会决策", "专家委员会")):
        sheet.canvas.drawCentredString(0, (6 - 7 * row) * mm, words)


_LURES = {
    "sign": _sign, "venn": _venn, "cycle": _cycle, "gauge": _gauge, "radar": _radar, "doughnut": _doughnut,
    "logo": _logo, "school": _school, "oblong": _oblong, "flag": _flag, "code": _code, "bubbles": _bubbles,
    "target": _target, "network": _network, "headline": _headline, "node": _node,
}  # fmt: skip
