"""Tables whose projects have codes, whose corner has the year, and money that is neither own nor granted."""

from __future__ import annotations

import pytest

from tests.facts.test_tables import read

PROJECTS = (
    "{code} | 名称 | 牵头 | 周期 | 自筹 | 财政 | 合计\n{one} | 膜材料制备 | 恒创 | 2024.01—2025.12 | 250 | 50 | 300\n"
    "{two} | 整机集成 | 晶源 | 2024.01—2026.06 | 350 | 90 | 440\n合计 |  |  |  | 600 | 140 | 740"
)


@pytest.mark.parametrize(("code", "one", "two"), [("编号", "课题1", "课题2"), ("序号", "课题一", "课题二")])
def test_what_numbers_projects_tells_that_the_next_column_names_them(code: str, one: str, two: str) -> None:
    found = read(PROJECTS.format(code=code, one=one, two=two), "课题与经费（万元）", "plan")
    assert {(q, s) for q, s, *_ in found if s not in ("联合体", "")} == {
        (f"project.{q}", s) for q in ("self_funds", "fiscal_funds", "total") for s in ("膜材料制备", "整机集成")
    }


def test_letters_in_a_column_of_codes_number_projects() -> None:
    rows = "代号 | 课题名称 | 承担 | 总经费（万元）\nA | 膜材料 | 恒创 | 300\nB | 整机 | 晶源 | 440\n | 合计 |  | 740"
    assert [(q, s) for q, s, *_ in read(rows, "课题安排", "plan")][:2] == [
        ("project.total", "膜材料"),
        ("project.total", "整机"),
    ]


def test_numbered_units_are_no_projects() -> None:
    rows = "编号 | 名称 | 自筹 | 财政\n1 | 恒创 | 250 | 50\n2 | 晶源 | 350 | 90"
    assert {q for q, *_ in read(rows, "出资（万元）", "plan")} == {
        f"{who}.{q}" for who in ("lead", "member") for q in ("self_funds", "fiscal_funds")
    }


def test_the_year_over_the_labels_is_that_of_the_figures() -> None:
    rows = "2021年 | 数额 | 备注\n营业收入 | 1.5亿元 | 母公司\n研发投入 | 900万元 | —"
    for table in (rows, rows.replace(" | 备注", "").replace(" | 母公司", "").replace(" | —", "")):
        assert [(q, y) for q, _, y, *_ in read(table, "一年账", "profile")] == [
            ("lead.revenue", 2021),
            ("lead.rd", 2021),
        ]


def test_the_year_of_a_column_goes_before_that_of_the_corner() -> None:
    rows = "2021年 | 2020年 | 2021年\n营业收入（万元） | 100 | 200"
    assert {y for _, _, y, *_ in read(rows, "账", "profile")} == {2020, 2021}


SHARES = "单位 | 财政 | 自筹 | {third}\n恒创 | 150 | 790 | 160\n晶源 | 50 | 230 | 0\n合计 | 200 | 1,020 | 160"


@pytest.mark.parametrize("third", ["贷款", "银行贷款", "其他资金", "社会资金"])
def test_loans_and_other_money_are_no_investment(third: str) -> None:
    found = read(SHARES.format(third=third), "分单位预算（万元）", "plan")
    assert {q.partition(".")[2] for q, *_ in found} == {"fiscal_funds", "self_funds"}


def test_what_adds_both_is_the_investment_still() -> None:
    found = read(SHARES.format(third="投入").replace("160", "940"), "分单位预算（万元）", "plan")
    assert ("lead.investment", 940) in [(q, v) for q, *_, v in found]


def test_own_money_with_loans_is_not_own_money() -> None:
    rows = "课题 | 财政资金 | 自筹及贷款 | 经费合计\n膜材料制备 | 100 | 450 | 550\n整机集成 | 90 | 400 | 490"
    assert {q for q, *_ in read(rows, "课题安排（单位：万元）", "plan")} == {"project.fiscal_funds", "project.total"}


def test_other_money_below_a_unit_is_not_all_that_it_pays() -> None:
    rows = (
        "承担单位 | 资金来源 | 2024年 | 2025年\n恒创 | 财政资金 | 22 | 40\n^ | 单位自筹 | 70 | 85\n^ | 其他资金 | 8 | 45\n"
        "^ | 小计 | 100 | 170\n晶源 | 财政资金 | 8 | 15\n^ | 单位自筹 | 42 | 10\n^ | 小计 | 50 | 25"
    )
    found = read(rows, "分单位预算（单位：万元）", "plan")
    assert [v for q, *_, v in found if q == "lead.investment"] == [100, 170]


def test_a_list_of_things_to_buy_is_no_budget() -> None:
    rows = "拟购设备 | 数量（台） | 单价 | 金额\n烧结炉 | 2 | 21 | 42\n卷膜机 | 3 | 12 | 36\n合计 | 5 |  | 78"
    assert read(rows, "主要设备购置清单（单位：万元）", "plan") == []


def test_kinds_of_units_over_how_many_there_are() -> None:
    rows = "类别 | 企业 | 高校 | 其他 | 合计\n家数 | 5 | 1 | 1 | 7"
    assert [(q.partition(".")[2], v) for q, *_, v in read(rows, "成员构成（单位：家）")] == [
        ("enterprises", 5),
        ("universities", 1),
        ("others", 1),
        ("members", 7),
    ]


def test_goals_of_an_application_beside_those_of_all_members_are_the_consortiums() -> None:
    rows = "指标 | 2022年 | 2026年\n成员企业营业收入（万元） | 300 | 520\n有效发明专利（件） | 58 | 66"
    assert {q for q, *_ in read(rows, "目标一览")} == {"consortium.revenue", "consortium.invention_patents"}
    assert "lead.invention_patents" in {q for q, *_ in read(rows.replace("成员企业", "牵头单位"), "目标一览")}


def test_this_year_and_the_last_below_a_report_of_one_year() -> None:
    rows = "报表项目 | 本年数（万元） | 上年数（万元）\n营业收入 | 413 | 285\n净利润 | 33 | 21"
    assert {y for _, _, y, *_ in read(rows, "2021年度审计报告摘录", "profile")} == {2020, 2021}
    assert 2023 not in {y for _, _, y, *_ in read(rows, "数据截至2024年3月", "profile")}


def test_a_note_gives_the_unit_without_a_verb() -> None:
    rows = "单位 | 2022年营业收入\n恒创 | 100\n晶源 | 200"
    noted = read(rows, role="roster", above="口径：2022年度财务数据；金额单位万元；“/”表示不适用。")
    assert [v for *_, v in noted][:2] == [100, 200]
