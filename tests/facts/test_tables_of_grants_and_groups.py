"""Tables whose caption names public money, whose rows are grouped, and whose projects stand side by side."""

from __future__ import annotations

from tests.facts.test_tables import read

BY_YEAR = "收款方 | 2023年 | 2024年 | 合计\n甲 | 40 | 60 | 100\n乙 | 20 | 30 | 50\n丙 | 10 | 10 | 20\n合计 | 70 | 100 | 170"


def _by_unit(rows: str = BY_YEAR) -> str:
    return rows.replace("甲 ", "恒创精密 ").replace("乙 ", "晶源科技 ").replace("丙 ", "江左理工大学 ")


def test_a_caption_of_public_money_says_what_its_units_get() -> None:
    for caption in (
        "财政资金拨付进度（单位：万元）", "省拨经费分配表（万元）", "表3 专项资金分年拨付计划（万元）",
        "财政资金由甲方与各方按下表使用（万元）",
    ):  # fmt: skip
        found = read(_by_unit(), caption, "plan")
        assert {q.partition(".")[2] for q, *_ in found} == {"fiscal_funds"}, caption
        assert ("consortium.fiscal_funds", "联合体", 2023, 2024, "plan", 170) in found
        assert ("member.fiscal_funds", "晶源", 2024, None, "plan", 30) in found


def test_a_caption_of_both_sources_or_of_what_is_put_in_names_no_grant() -> None:
    for caption in (
        "各单位分年投入（含财政资金，单位：万元）", "财政资金与自筹安排（万元）", "各方出资（万元）",
        "财政资金和单位资金（万元）",
    ):  # fmt: skip
        found = read(_by_unit(), caption, "plan")
        assert found
        assert "fiscal_funds" not in {q.partition(".")[2] for q, *_ in found}, caption


def test_grants_by_instalment_with_units_side_by_side() -> None:
    rows = (
        "期次 | 恒创精密 | 晶源科技 | 江左理工大学 | 合计\n首期（2023年，60%） | 144 | 96 | 48 | 288\n"
        "末期（2024年，40%） | 96 | 64 | 32 | 192\n两期小计 | 240 | 160 | 80 | 480"
    )
    found = read(rows, "财政资金转拨（单位：万元）", "plan")
    assert ("lead.fiscal_funds", "恒创", 2023, None, "plan", 144) in found
    assert ("consortium.fiscal_funds", "联合体", 2023, 2024, "plan", 480) in found


def test_projects_by_number_side_by_side_with_their_names_below() -> None:
    rows = (
        "项目 | 课题一 | 课题二 | 合计\n课题名称 | 工质与润滑体系研究 | 离心压缩机研制 | —\n"
        "财政资金 | 380 | 520 | 900\n自筹资金 | 1,070 | 2,130 | 3,200\n课题经费 | 1,450 | 2,650 | 4,100"
    )
    found = read(rows, "按课题汇总（单位：万元）", "plan")
    assert ("project.fiscal_funds", "离心压缩机研制", None, None, "plan", 520) in found
    assert ("project.total", "工质与润滑体系研究", None, None, "plan", 1450) in found
    assert ("consortium.total", "联合体", None, None, "plan", 4100) in found
    assert len(found) == 9


def test_a_row_under_a_groups_label_is_of_what_it_names() -> None:
    rows = (
        "项目 | < | 2021 | 2022\n收入 | 营业收入 | 634.20 | 713.85\n^ | 主营业务收入 | 621.07 | 698.74\n"
        "^ | 其中：技术服务 | 11.00 | 12.00\n投入 | 研发投入 | 25.37 | 30.70"
    )
    found = read(rows, "三年财务摘要（单位：万元）", "profile")
    assert [(q, y, v) for q, _, y, *_, v in found] == [
        ("lead.revenue", 2021, 634.20),
        ("lead.revenue", 2022, 713.85),
        ("lead.main_revenue", 2021, 621.07),
        ("lead.main_revenue", 2022, 698.74),
        ("lead.rd", 2021, 25.37),
        ("lead.rd", 2022, 30.70),
    ]


def test_a_part_of_the_same_quantity_is_no_second_figure() -> None:
    rows = "项目 | 2021 | 2022\n营业收入 | 900 | 990\n研发投入 | 39.1 | 45.7\n其中：境内研发投入 | 30.1 | 40.7\n其中：研发人员 | 5 | 6"
    found = read(rows, "经营情况（单位：万元）", "profile")
    assert [v for q, *_, v in found if q == "lead.rd"] == [39.1, 45.7]
    assert [v for q, *_, v in found if q == "lead.researchers"] == [5, 6]


def test_a_group_of_rows_says_whose_they_are() -> None:
    rows = (
        "类别 | 指标 | 基期（2022年） | 2025年\n产出 | 联合体产值（万元） | 42,600 | 80,000\n"
        "牵头单位 | 营业收入（万元） | 139,582 | 190,000\n^ | 研发投入占比（%） | 4.3 | 5.0"
    )
    found = read(rows, "表1 建设目标", "plan")
    assert {(q, s) for q, s, *_ in found} == {
        ("consortium.output", "联合体"),
        ("lead.revenue", "恒创"),
        ("lead.rd_intensity", "恒创"),
    }


def test_people_put_into_the_consortium_are_its_own_in_all_and_nobody_elses() -> None:
    rows = (
        "单位名称 | 人员（人） | < | <\n^ | 职工 | 研发人员 | 其中：投入本联合体\n恒创精密 | 486 | 214 | 62\n"
        "晶源科技 | 372 | 68 | 24\n江左理工大学 | 900 | 500 | 30\n合计 | — | — | 116"
    )
    found = read(rows, "成员单位一览表", "roster")
    assert [(q, v) for q, *_, v in found if q.endswith("researchers")] == [
        ("lead.researchers", 214),
        ("member.researchers", 68),
        ("member.researchers", 500),
        ("consortium.researchers", 116),
    ]


def test_endowments_large_areas_and_whole_costs() -> None:
    assert read("开办资金 | 贰仟万元 | 厂区占地（万㎡） | 13.8", role="profile") == [
        ("lead.registered_capital", "恒创", None, None, "actual", 2000),
        ("lead.area", "恒创", None, None, "actual", 138000),
    ]
    rows = "科目 | 财政资金 | 自筹资金 | 小计\n设备费 | 420 | 2,560 | 2,980\n材料费 | 380 | 2,070 | 2,450\n全部费用 | 800 | 4,630 | 5,430"
    assert [(q, v) for q, *_, v in read(rows, "按科目汇总（单位：万元）", "plan")] == [
        ("consortium.fiscal_funds", 800),
        ("consortium.self_funds", 4630),
        ("consortium.total", 5430),
    ]


def test_platforms_of_a_city_that_is_a_province() -> None:
    assert [(q, v) for q, *_, v in read("创新平台 | 6个 | 内：国家级／重庆市级 | 1个／3个", role="profile")] == [
        ("lead.platforms", 6),
        ("lead.platforms_national", 1),
        ("lead.platforms_provincial", 3),
    ]
    assert [q for q, *_ in read("创新平台 | 6个 | 其中：苏州市级 | 3个", role="profile")] != [
        "lead.platforms",
        "lead.platforms_provincial",
    ]


def test_what_all_units_put_in_is_the_total_and_what_they_pay_is_not() -> None:
    rows = "单位 | 2022年营业收入（万元） | 建设期拟投入（万元）\n恒创精密 | 900 | 640\n晶源科技 | 500 | 180\n江左理工大学 | — | 100\n合计 | 1,400 | 920"
    assert read(rows, "成员单位基本情况", "roster")[-1] == ("consortium.total", "联合体", None, None, "plan", 920)
    paid = read(rows.replace("拟投入", "拟出资"), "成员单位基本情况", "roster")
    assert paid[-1] == ("consortium.investment", "联合体", None, None, "plan", 920)


def test_own_money_in_another_column_is_not_all_that_is_put_in() -> None:
    rows = "当事方 | 投入总额 | 其中自筹\n恒创精密 | 700 | 490\n晶源科技 | 320 | 280\n江左理工大学 | 100 | 75\n合计 | 1,120 | 845"
    found = [f for f in read(rows, "各方投入表（万元）", "plan") if f[0].startswith("consortium")]
    assert [(q, v) for q, *_, v in found] == [("consortium.total", 1120), ("consortium.self_funds", 845)]
