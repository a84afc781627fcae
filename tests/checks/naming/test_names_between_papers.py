"""M001 and M002 where only an agreement's first sentence names the consortium and its members."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.document import Paragraph
from doccheck.mapping.names.parties import agreement_head
from tests.checks.figures.papers import grid
from tests.submissions import Lines, check

LEAD, BANK, BUS = "重庆渝缆达汽车线束股份有限公司", "苏州菌链生物科技有限公司", "南京析微仪器有限公司"


def codes(tmp_path: Path, programme: str, year: int, name: str, agreement: Lines, roster: list[list[str]]) -> list[str]:
    files: dict[str, Lines] = {
        "申请表.docx": ["# 创新联合体组建申请表", [["联合体名称", name, "牵头单位", LEAD]]],
        "成员名册.docx": ["# 成员单位名册", roster],
        "合作协议.docx": ["# 合作协议（节选）", *agreement],
    }
    report = check(tmp_path, files, programme, year=year, occasion="apply")
    return [f.code for f in report.findings if f.code in ("M001", "M002")]


@pytest.mark.parametrize(
    ("name", "wrong"), [("重庆市车用线束创新联合体", True), ("重庆汽车线束创新联合体", False)]
)
@pytest.mark.parametrize("verb", ["组成", "结成", "共同组建"])
def test_a_name_behind_the_firms_that_form_it(tmp_path: Path, name: str, wrong: bool, verb: str) -> None:
    agreement = [f"经协商，牵头单位{LEAD}与下列单位{verb}{name}：{BANK}、{BUS}。"]
    roster = [["单位", "2023年销售收入（万元）"], [LEAD, "58,320"], [BANK, "2,950"], [BUS, "5,410"]]
    found = codes(tmp_path, "chongqing-2024", 2024, "重庆汽车线束创新联合体", agreement, roster)
    assert [code for code in found if code == "M001"] == ["M001"] * wrong


def test_the_preamble_has_more_parties_than_the_page_of_signatures() -> None:
    signed = grid([["签约方", "代表签字", "日期"], [LEAD, "（已签）", "2023年3月7日"], [BUS, "（已签）", "2023年3月7日"]])
    preamble = Paragraph(f"{LEAD}、{BUS}、{BANK}（以下合称“各方”）就共建创新联合体约定如下：")
    assert [party.name for party in agreement_head([signed]).parties] == [LEAD, BUS]
    assert {party.name for party in agreement_head([preamble, signed]).parties} == {LEAD, BUS, BANK}


@pytest.mark.parametrize(
    ("signed", "wrong"),
    [("渝西农机研究院", True), ("渝西农业机械研究所", False), ("川东林业研究院", False), ("渝西水产研究院", False)],
)
def test_the_one_name_that_two_lists_leave_over(tmp_path: Path, signed: str, wrong: bool) -> None:
    others = [LEAD, BANK, BUS, "西部丘陵农业大学"]
    roster = [["单位名称", "类别"], *([name, "成员"] for name in [*others, "渝西农业机械研究所"])]
    letters = zip("甲乙丙丁戊", [*others, signed], strict=True)
    agreement = ["；".join(f"{letter}方：{name}" for letter, name in letters) + "。", "各方共同组建重庆汽车线束创新联合体。"]
    found = codes(tmp_path, "chongqing-2024", 2024, "重庆汽车线束创新联合体", agreement, roster)
    assert [code for code in found if code == "M002"] == ["M002"] * wrong
