"""The recogniser itself: lines with corners, from models that are there, without a network."""

from __future__ import annotations

import socket

import numpy as np
import pytest

from doccheck.parsers.scan import engine
from doccheck.parsers.scan.setting import full_width
from doccheck.parsers.scan.tall import or_slash
from tests.parsers.scan.drawn import SCALE, Page


def test_a_line_is_read_with_its_corners(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    engine._detector.cache_clear()
    engine._recogniser.cache_clear()
    image = np.asarray(Page(300, 80).text(40, 30, "联合体章程第三条").picture)
    ((text, confidence, quad),) = engine.read_lines(image)
    assert text == "联合体章程第三条"
    assert 0.9 < confidence <= 1
    assert quad[0] == pytest.approx((40 * SCALE, 32 * SCALE), abs=12)
    assert quad[2][0] == pytest.approx((40 + 8 * 12) * SCALE, abs=14)


def test_each_character_has_a_place_in_its_line() -> None:
    image = np.asarray(Page(200, 40).text(10, 10, "建设方案2023").picture)
    (quad,) = engine.detect(image)
    (reading,) = engine.recognise([engine.crop(image, quad)])
    assert len(reading.places) == len(reading.confidences) == len(reading.text) == 8
    assert list(reading.places) == sorted(reading.places)
    assert 0 <= reading.places[0] < 0.2
    assert 0.75 < reading.places[-1] <= 1


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("级别(国家级)", "级别（国家级）"),
        ("联系电话:139", "联系电话：139"),
        ("共计1,520万元", "共计1,520万元"),
        ("GB/T 1.1-2020 (see 3)", "GB/T 1.1-2020 (see 3)"),
        ("(1)总体思路;", "（1）总体思路；"),
        ("2022一2023年，2024年1月一2025年", "2022—2023年，2024年1月—2025年"),
        ("一、第一条", "一、第一条"),
        ("3·科技创新基础", "3.科技创新基础"),
        ("12·8亿元，买买提·阿卜杜拉", "12.8亿元，买买提·阿卜杜拉"),
    ],
)
def test_signs_between_han_characters_are_full_width(read: str, meant: str) -> None:
    assert full_width(read) == meant


@pytest.mark.parametrize("sign", ["/", "1"])
def test_the_sign_for_nothing_is_told_from_one_by_its_slant(sign: str) -> None:
    piece = np.asarray(Page(14, 18).text(4, 1, sign).picture)
    assert or_slash(piece, engine.Reading("1", 0.9, (0.2,), (0.9,))).text == sign
