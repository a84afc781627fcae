"""Ticked boxes, written answers and choices told in a plan."""

from __future__ import annotations

import pytest

from doccheck.mapping.choices import read_choice
from doccheck.mapping.model import FieldState
from doccheck.programme.schema import ChoiceRow
from tests.mapping.forms.paper import Paper, chosen, fields, load, submission, value

JIANGSU = "jiangsu-2023"
OPTIONS = ("创新型领军企业", "龙头骨干企业", "国家级技术创新中心", "省级技术创新中心", "其它")


def _kind(text: str) -> tuple[str, ...]:
    paper = Paper()
    paper.table([["创新联合体牵头单位类型", text], ["联系人", "孙一鸣"]])
    return chosen(fields(JIANGSU, paper), "application.lead_kind")


@pytest.mark.parametrize("tick", ["☑", "☒", "■", "√", "[x]", "（√）", "□√"])
def test_tick_before_its_option(tick: str) -> None:
    line = " ".join(f"{tick if option == '龙头骨干企业' else '□'}{option}" for option in OPTIONS)
    assert _kind(line) == ("龙头骨干企业",)


def test_tick_after_its_option() -> None:
    assert _kind("创新型领军企业□ 龙头骨干企业☑ 国家级技术创新中心□ 省级技术创新中心□ 其它□") == ("龙头骨干企业",)


def test_ticks_after_options_when_the_last_is_ticked() -> None:
    assert _kind("创新型领军企业□ 龙头骨干企业□ 省级技术创新中心√") == ("省级技术创新中心",)


def test_several_ticks() -> None:
    assert _kind("☑创新型领军企业 ☑龙头骨干企业 □其它") == ("创新型领军企业", "龙头骨干企业")


def test_no_tick_is_blank() -> None:
    paper = Paper()
    paper.table([["创新联合体牵头单位类型", " ".join(f"□{option}" for option in OPTIONS)], ["联系人", "孙一鸣"]])
    assert value(fields(JIANGSU, paper), "application.lead_kind").state is FieldState.BLANK


def test_one_option_to_a_cell() -> None:
    paper = Paper()
    paper.table([["创新联合体牵头单位类型", "□创新型领军企业", "☑龙头骨干企业", "□其它"], ["联系人", "孙一鸣", "", ""]])
    assert chosen(fields(JIANGSU, paper), "application.lead_kind") == ("龙头骨干企业",)


def test_squares_that_are_bullets_choose_nothing() -> None:
    assert _kind("".join(f"■{option}" for option in OPTIONS)) == ()


def test_bold_alone_chooses_nothing() -> None:
    assert _kind("、".join(OPTIONS)) == ()


def test_written_answer_instead_of_a_tick() -> None:
    assert _kind("行业龙头企业") == ("龙头骨干企业",)


def test_open_option_with_its_words() -> None:
    assert _kind("□创新型领军企业 □龙头骨干企业 ☑其他：新型研发机构") == ("其它",)


def _row(programme: str, row_id: str) -> ChoiceRow:
    row = load(programme).row(row_id)
    assert isinstance(row, ChoiceRow)
    return row


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新能源汽车", ("新能源汽车",)),
        ("新能源汽车产业", ("新能源汽车",)),
        ("新能源", ("新能源",)),
        ("生物医药（创新药）", ("生物医药",)),
        ("现代农业", ()),
    ],
)
def test_written_sector(text: str, expected: tuple[str, ...]) -> None:
    assert read_choice(_row(JIANGSU, "application.sector"), text).chosen == expected


def test_option_that_itself_joins_two_is_one() -> None:
    row = _row("ganzhou-2022", "application.sector")
    assert read_choice(row, "新能源及新能源汽车产业").chosen == ("新能源及新能源汽车",)


def test_two_options_side_by_side_are_two() -> None:
    row = _row("ganzhou-2022", "application.sector")
    assert set(read_choice(row, "纺织服装、化工").chosen) == {"纺织服装", "化工"}


def test_kind_and_direction_told_in_a_plan() -> None:
    plan = Paper().lines(
        "重庆市智能装备产业创新综合体建设方案",
        "本综合体属于科技型企业主导型，由重庆恒锐机器人有限公司牵头。",
        "重点方向为智能装备及智能制造。",
    )
    values = submission("chongqing-2024", plan=plan).fields
    assert chosen(values, "lead.kind") == ("科技型企业主导型",)
    assert chosen(values, "lead.sector") == ("智能装备及智能制造",)


def test_kind_not_told_is_missing() -> None:
    values = submission("chongqing-2024", plan=Paper().lines("综合体建设方案", "我们将加强合作。")).fields
    assert value(values, "lead.kind").state is FieldState.MISSING
