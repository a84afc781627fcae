"""Short names of a list whose full names other papers have, and names that are no short ones."""

from __future__ import annotations

import pytest

from doccheck.mapping.names.shortened import full_names

FULL = ["南京柔枢传感技术有限公司", "苏中康复医学研究院", "吴陵市人民医院", "永川区茶叶产业协会", "江左理工大学"]


@pytest.mark.parametrize(
    ("short", "full"),
    [("南京柔枢", FULL[0]), ("柔枢传感", FULL[0]), ("苏中康复院", FULL[1]), ("吴陵人民医院", FULL[2]), ("茶叶协会", FULL[3])],
)
def test_a_short_name_of_a_list(short: str, full: str) -> None:
    assert full_names([short, "江左理工大学"], [short, *FULL]) == {short: full}


@pytest.mark.parametrize("name", ["江左大学", "北京柔枢", "无锡康养院", "知识产权", "吴陵中医医院"])
def test_a_name_that_is_nobody_elses(name: str) -> None:
    assert full_names([name], [name, *FULL]) == {}


def test_a_label_makes_no_fuller_name() -> None:
    assert full_names(["江苏省缝纫机械商会"], ["江苏省缝纫机械商会", "服务方江苏省缝纫机械商会"]) == {}
    assert full_names(["种植协会"], ["种植协会", "兴野县油茶种植协会"]) == {"种植协会": "兴野县油茶种植协会"}


def test_two_short_names_are_two_units() -> None:
    assert full_names(["苏中康复院", "苏中医学院所"], ["苏中康复院", "苏中医学院所", *FULL]) == {"苏中康复院": FULL[1]}
    assert full_names(["苏中康复院"], ["苏中康复院", "苏中康复医院", "苏中康复医学研究院"]) == {}
