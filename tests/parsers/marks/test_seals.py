"""Seals on pictures: found where they are, with their shape, place and name; not found where red is something else."""

from __future__ import annotations

import math

import pytest
from PIL import ImageDraw

from doccheck.parsers.marks.reading import line_reader
from doccheck.parsers.marks.ring import read_name
from doccheck.parsers.marks.seals import SealPrint, find_seals
from tests.parsers.marks.stamped import MM, RED, Scan

UNIT = "江苏恒远智能装备有限公司"
WORDS = ("联合体由牵头单位组织成员单位共同建设，围绕高端", "数控装备开展关键核心技术攻关，实行理事会领导下", "的秘书长负责制，每季度召开一次理事会。")


def paper() -> Scan:
    return Scan().lines(*WORDS).lines("单位（盖章）：", "日期：2023年8月1日", y=150)


def seen(scan: Scan) -> list[SealPrint]:
    return find_seals(scan.pixels(), MM)


def middle(one: SealPrint) -> tuple[float, float]:
    return (one.box[0] + one.box[2]) / 2 / MM, (one.box[1] + one.box[3]) / 2 / MM


@pytest.mark.parametrize(
    ("shape", "looks"),
    [
        ("round", {}),
        ("round", {"wear": 0.3, "strength": 0.6}),
        ("round", {"star": False, "centre": "合同专用章", "turn": 140.0}),
        ("oval", {"shape": "oval", "diameter": 45.0, "ratio": 0.67, "star": False, "glyph": 3.8, "line": 1.0}),
        ("square", {"shape": "square", "name": "陈志远印", "diameter": 20.0}),
    ],
)
def test_a_seal_is_found_once_with_its_shape_and_place(shape: str, looks: dict[str, object]) -> None:
    (one,) = seen(paper().seal(110, 160, **{"name": UNIT, **looks}))  # type: ignore[arg-type]
    assert one.shape == shape
    assert middle(one) == pytest.approx((110, 160), abs=2)
    assert one.whole


def test_a_seal_over_text_and_ruled_lines_is_found() -> None:
    page = paper()
    pen = ImageDraw.Draw(page.image)
    for y in range(60, 240, 12):
        pen.line((25 * MM, y * MM, 185 * MM, y * MM), fill=(20, 20, 20), width=2)
    page.lines(*WORDS, y=120)
    (one,) = seen(page.seal(100, 132, UNIT))
    assert middle(one) == pytest.approx((100, 132), abs=2)


def test_seals_that_overlap_are_told_apart() -> None:
    found = seen(paper().seal(80, 180, UNIT).seal(108, 186, "东南大学", seed=2))
    assert sorted(round(middle(one)[0], -1) for one in found) == [80, 110]


def test_a_seal_cut_by_the_edge_is_no_whole_one() -> None:
    (one,) = seen(paper().seal(207, 120, UNIT))
    assert not one.whole
    assert one.box[2] - one.box[0] < 0.7 * (one.box[3] - one.box[1])


def test_a_copy_without_colours_still_shows_its_seal() -> None:
    (one,) = seen(paper().seal(120, 200, UNIT).grey())
    assert middle(one) == pytest.approx((120, 200), abs=2)


def red_words(page: Scan) -> None:
    for at, words in enumerate(WORDS * 3):
        page.text(30, 170 + 8 * at, words, 4.5, RED)


def logo(page: Scan) -> None:
    pen = ImageDraw.Draw(page.image)
    pen.ellipse((30 * MM, 10 * MM, 66 * MM, 46 * MM), outline=RED, width=9)
    page.text(40, 18, "中", 16, RED)


def filled_logo(page: Scan) -> None:
    ImageDraw.Draw(page.image).ellipse((30 * MM, 10 * MM, 66 * MM, 46 * MM), fill=RED)
    page.text(40, 18, "华", 16, (255, 255, 255))


def letterhead(page: Scan) -> None:
    page.letterhead("江苏恒远智能装备文件")


def red_table(page: Scan) -> None:
    pen = ImageDraw.Draw(page.image)
    for at in range(5):
        pen.line((40 * MM, (170 + 14 * at) * MM, 160 * MM, (170 + 14 * at) * MM), fill=RED, width=3)
        pen.line(((40 + 30 * at) * MM, 170 * MM, (40 + 30 * at) * MM, 226 * MM), fill=RED, width=3)
        page.text(43, 173 + 14 * min(at, 3), "研发投入", 4.5, RED)


def dial(page: Scan) -> None:
    pen = ImageDraw.Draw(page.image)
    pen.ellipse((80 * MM, 180 * MM, 120 * MM, 220 * MM), outline=RED, width=5)
    for stroke in range(40):
        angle = stroke * math.pi / 20
        x, y = math.sin(angle), math.cos(angle)
        ends = ((100 + reach * x, 200 + reach * y) for reach in (14.5, 18))
        pen.line([(a * MM, b * MM) for a, b in ends], fill=RED, width=3)


def node(page: Scan) -> None:
    pen = ImageDraw.Draw(page.image)
    pen.ellipse((80 * MM, 180 * MM, 122 * MM, 222 * MM), outline=RED, width=5)
    for at, words in enumerate(("理事会决策", "秘书处执行", "专家组咨询")):
        page.text(88, 188 + 10 * at, words, 5.2, RED)


def code(page: Scan) -> None:
    pen = ImageDraw.Draw(page.image)
    for cell in range(625):
        if cell * 7919 % 13 < 6:
            x, y = 60 + cell % 25, 190 + cell // 25
            pen.rectangle((x * MM, y * MM, (x + 1) * MM, (y + 1) * MM), fill=RED)


@pytest.mark.parametrize("lure", [red_words, logo, filled_logo, letterhead, red_table, dial, node, code])
def test_what_else_is_red_or_round_is_no_seal(lure: object) -> None:
    page = paper()
    lure(page)  # type: ignore[operator]
    assert seen(page) == []


def test_a_page_without_red_has_none() -> None:
    assert seen(paper()) == []


@pytest.mark.parametrize("turn", [0.0, 75.0])
def test_the_name_on_the_ring_is_read_however_it_is_turned(turn: float) -> None:
    page = paper().seal(110, 180, UNIT, turn=turn)
    (one,) = seen(page)
    reader = line_reader()
    assert reader is not None
    name, sure = read_name(page.pixels(), one, MM, reader)
    assert name == UNIT
    assert sure > 0.9


def test_a_ring_without_legible_characters_gives_no_name() -> None:
    page = paper().seal(110, 180, UNIT, wear=0.55)
    reader = line_reader()
    assert reader is not None
    for one in seen(page):
        name, _ = read_name(page.pixels(), one, MM, reader)
        assert name == "" or set(name) <= set(UNIT)
