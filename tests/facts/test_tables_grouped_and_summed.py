"""Forms in groups at their side, sums of one source of money, units of measure at the head, columns of figures."""

from __future__ import annotations

from tests.facts.test_tables import read

YEARS = "资金来源及出资单位 | 2023年 | 2024年 | 合计\n"
OWN = "江苏恒创精密装备股份有限公司 | 300 | 200 | 500\n苏州晶源科技有限公司 | 100 | 100 | 200\n"
CAPTION = "经费来源预算（单位：万元）"


def whose(found: list[tuple[str, str, int | None, int | None, str, float]], whom: str) -> set[tuple[str, float]]:
    return {(quantity, value) for quantity, subject, _, _, _, value in found if subject == whom}


def test_units_below_a_source_whose_sum_they_are_pay_from_it() -> None:
    found = read(f"{YEARS}自筹资金小计 | 400 | 300 | 700\n{OWN}财政资金 | 50 | 50 | 100", CAPTION, "plan")
    assert whose(found, "恒创") == {("lead.self_funds", v) for v in (300, 200, 500)}
    assert whose(found, "晶源") == {("member.self_funds", v) for v in (100, 200)}


def test_units_below_a_source_that_they_do_not_make_are_not_of_it() -> None:
    found = read(f"{YEARS}自筹资金小计 | 900 | 800 | 1,700\n{OWN}财政资金 | 50 | 50 | 100", CAPTION, "plan")
    assert {quantity for quantity, _ in whose(found, "恒创")} == {"lead.investment"}


def test_the_sum_over_the_years_of_one_source_is_of_that_source() -> None:
    rows = "单位 | 分年自筹 | < | 合计\n^ | 2023年 | 2024年 | ^\n恒创精密 | 300 | 200 | 500\n江左理工大学 | 20 | 10 | 30"
    assert whose(read(rows, "（单位：万元）", "plan"), "恒创") == {("lead.self_funds", v) for v in (300, 200, 500)}


def test_the_line_over_a_unit_alone_is_the_caption() -> None:
    rows = "单位 | 2023年 | 2024年 | 合计\n恒创精密 | 300 | 200 | 500\n江左理工大学 | 20 | 10 | 30"
    headed = read(rows, "", "plan", heading="附表 各单位自筹资金分年表", above="单位：万元")
    assert whose(headed, "恒创") == {("lead.self_funds", v) for v in (300, 200, 500)}
    other = read(rows, "", "plan", heading="附表 各单位出资分年表", above="单位：万元")
    assert whose(other, "恒创") == {("lead.investment", v) for v in (300, 200, 500)}


def test_groups_at_the_side_of_a_form_are_read_each_in_its_layout() -> None:
    found = read(
        "牵头企业 | 职工总数 | 934人 | 专业技术人员 | 286人\n"
        "^ | 有效知识产权 | 164件 | 其中：授权专利 | 131件\n"
        "近三年经营 | 项目（万元） | 2020年 | 2021年 | 2022年\n"
        "^ | 营业收入 | 51,200 | 55,808 | 64,179\n^ | 研发投入 | 2,304 | 2,790 | 3,529",
    )
    said = [(quantity, year, value) for quantity, _, year, _, _, value in found]
    assert ("lead.technical_staff", None, 286) in said
    assert ("lead.patent_grants", None, 131) in said
    assert ("lead.revenue", 2022, 64179) in said
    assert ("lead.rd", 2020, 2304) in said
    assert len(said) == 10


def test_years_with_a_header_are_keys_and_no_side_of_a_form() -> None:
    found = read(
        "年度 | 经费来源 | 金额（万元）\n2023年 | 自筹资金 | 530\n^ | 财政资金 | 90\n2024年 | 自筹资金 | 620\n^ | 财政资金 | 70",
        "分年度来源汇总",
        "plan",
    )
    assert [(quantity, year, value) for quantity, _, year, _, _, value in found] == [
        ("consortium.self_funds", 2023, 530),
        ("consortium.fiscal_funds", 2023, 90),
        ("consortium.self_funds", 2024, 620),
        ("consortium.fiscal_funds", 2024, 70),
    ]


def test_figures_under_years_are_what_the_caption_names() -> None:
    rows = "研发投入（万元） | < | < | <\n2020年 | 2021年 | 2022年 | 三年累计\n6,480 | 7,150 | 7,940 | 21,570"
    assert [(q, year, until, value) for q, _, year, until, _, value in read(rows, role="profile")] == [
        ("lead.rd", 2020, None, 6480),
        ("lead.rd", 2021, None, 7150),
        ("lead.rd", 2022, None, 7940),
        ("lead.rd", 2020, 2022, 21570),
    ]
    assert not read("设备（台） | < | <\n2020年 | 2021年 | 2022年\n6 | 7 | 9", role="profile")


def test_a_unit_followed_by_a_remark_and_a_column_with_figures_where_others_have_them() -> None:
    found = read(
        "单位：万元（人员为人） | < | < | <\n项目 | 恒创精密 | 晶源科技 | 江左理工大学\n"
        "单位性质 | 企业 | 企业 | 高校\n分工 | 整机 | 材料 | 机理\n2022年营业收入 | 800 | 500 | —\n"
        "职工总数 | 320 | 80 | 90\n2022年研发投入 | 40 | 25 | 30",
        role="roster",
    )
    assert whose(found, "江左") == {("member.staff", 90), ("member.rd", 30)}
    assert ("lead.revenue", 800) in whose(found, "恒创")


def test_marked_pieces_of_an_answer_are_of_their_years() -> None:
    found = read("牵头单位营业收入（亿元） | ①2021年9.84；②2022年11.42\n成立时间 | 2014年3月")
    assert [(q, year, value) for q, _, year, _, _, value in found][:2] == [
        ("lead.revenue", 2021, 98400),
        ("lead.revenue", 2022, 114200),
    ]


def test_kinds_of_cost_count_no_rights() -> None:
    found = read("科目 | 2023年 | 2024年\n设备费 | 300 | 200\n知识产权事务费 | 20 | 10\n合计 | 320 | 210", CAPTION, "plan")
    assert {quantity for quantity, *_ in found} == {"consortium.investment"}


def test_what_a_unit_pays_on_its_own_card_is_its_own_and_in_a_plan_the_projects() -> None:
    card = "单位全称 | 恒创精密 | 职工总数 | 934人\n成立时间 | 2013年4月 | 拟出资 | 3,300万元"
    assert ("lead.investment", 3300) in whose(read(card, role="roster"), "恒创")
    assert ("lead.investment", 3300) not in whose(read(card, role="plan"), "恒创")
    own = "单位名称 | 恒创精密\n自筹 | 1,560\n财政 | 400"
    assert ("lead.self_funds", 1560) in whose(read(own, "表3 各单位投入（单位：万元）", "plan"), "恒创")
    projects = f"{own}\n承担课题 | 主轴国产化"
    assert ("lead.self_funds", 1560) not in whose(read(projects, "表3 各单位投入（单位：万元）", "plan"), "恒创")


def test_money_that_prints_its_unit_in_every_cell_is_a_budget() -> None:
    rows = "科目 | 合计 | 2023年 | 2024年\n设备费 | 500万元 | 300万元 | 200万元\n合计 | 500万元 | 300万元 | 200万元"
    assert {quantity for quantity, *_ in read(rows, "表5 经费预算表", "plan")} == {"consortium.total", "consortium.investment"}
