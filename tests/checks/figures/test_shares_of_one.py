"""Shares of one whole that a sentence tells side by side."""

from __future__ import annotations

import pytest

from doccheck.checks.figures.shares_of_one import side_by_side
from doccheck.facts.numbers import narrow


def _wrong(text: str) -> list[str]:
    return [verdict.message for verdict in side_by_side(narrow(text)) if verdict.wrong]


@pytest.mark.parametrize(
    "text",
    [
        "按用途分，设备占42%，材料占31%，人工占18%，其他开支占15%。",
        "省财政拨款占经费总额的28.4%，企业自筹占69.6%。",
        "课题一占总投入的21.5%，课题二占33.0%，课题三占47.5%，互不交叉。",
        "收益按甲方占60%、乙方占50%分享。",
        "许可收入中，45%归完成团队，30%归所在单位，其余35%留作发展基金。",
        "订单里国内占六成八，出口占四成二。",
        "整机占收入的35%，备件占22%，两项合计占67%。",
        "材料费960万元（占40%）、测试费720万元（占36%）、差旅费480万元（占20%）、其他240万元（占10%）。",
    ],
)
def test_a_complete_list_makes_a_hundred(text: str) -> None:
    assert len(_wrong(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "按用途分，设备占42%，材料占31%，人工占18%，其他开支占9%。",
        "省财政拨款占经费总额的28.4%，企业自筹占71.6%。",
        "科研人员占全员的32%，硕士以上占41%，中级以上职称占55%。",
        "企业占六成（其中民营占四成），院校占四成。",
        "前三大客户分别占18%、12%和9%。",
        "研发投入2020年占营业收入4.8%，2021年占5.3%，2022年占5.9%。",
        "国内市场占有率42%，国外市场占有率31%。",
        "牵头单位占30%，两所高校占25%，其余企业合计占45%。",
        "先提取一成作为基金，余下九成按出资分配，牵头单位占55%，成员占45%。",
        "课题一占16.1%，课题二占13.0%，课题三占22.2%，课题四占19.8%，课题五占16.7%，课题六占12.3%。",
    ],
)
def test_what_is_right_or_no_complete_list_is_left_alone(text: str) -> None:
    assert _wrong(text) == []


@pytest.mark.parametrize(("share", "told"), [("18.1%", 1), ("16.1%", 0)])
def test_amounts_beside_their_shares_are_all_of_one_whole(share: str, told: int) -> None:
    text = f"牵头单位出2,600万元，占总投入的41.9%；乙方1,000万元，占{share}；丙方840万元，占13.5%；其余各家见附表。"
    assert len(_wrong(text)) == told


def test_intensities_of_several_units_are_of_several_wholes() -> None:
    text = "甲厂研发2,600万元，占营业收入的4.2%；乙厂1,000万元，占4.2%；丙厂840万元，占6.5%。"
    assert _wrong(text) == []
