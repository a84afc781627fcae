"""Figures in tables of every layout: whose, of which year and unit, meant how; and the silences."""

from __future__ import annotations

from doccheck.document import Cell, Location, Paragraph, Table
from doccheck.document.headers import merged_headers
from doccheck.facts.books import books_at, declared
from doccheck.facts.extract import extract
from doccheck.facts.model import Fact
from doccheck.findings import Severity
from doccheck.mapping.model import FieldState, FieldValue, MappedSubmission, Organisation, Part, Passage
from doccheck.programme.schema import FieldRow, Label, Occasion, Programme, Role, UnitKind

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
MEMBERS = (
    LEAD,
    Organisation("苏州晶源科技有限公司", UnitKind.ENTERPRISE),
    Organisation("江左理工大学", UnitKind.UNIVERSITY),
)
ROLES = {"form": Role.APPLICATION, "plan": Role.PLAN, "profile": Role.LEAD_PROFILE, "roster": Role.MEMBER_ROSTER}

Read = tuple[str, str, int | None, int | None, str, float]


def table(rows: str, caption: str = "", heading: str = "") -> Table:
    """A table written with | and new lines; “^” continues the cell above, “<” the cell on its left."""
    texts = [[text.strip() for text in line.split("|")] for line in rows.strip().splitlines()]
    headings = (heading,) if heading else ()
    cells = []
    for r, line in enumerate(texts):
        for c, text in enumerate(line):
            if text in ("^", "<"):
                continue
            down = next((i for i in range(r + 1, len(texts)) if texts[i][c] != "^"), len(texts)) - r
            right = next((i for i in range(c + 1, len(line)) if line[i] != "<"), len(line)) - c
            place = Location(table=0, cell=(r, c), heading=headings)
            cells.append(Cell(r, c, (Paragraph(text, place),) if text else (), down, right, place))
    return Table(len(texts), len(texts[0]), tuple(cells), Location(table=0, heading=headings), caption)


def facts(
    rows: str,
    caption: str = "",
    role: str = "form",
    heading: str = "",
    above: str = "",
    fields: tuple[FieldValue, ...] = (),
    asked: list[FieldRow] | None = None,
    below: str = "",
) -> tuple[Fact, ...]:
    around = [(Paragraph(line),) if line else () for line in (above, below)]
    blocks = (*around[0], merged_headers(table(rows, caption, heading)), *around[1])
    part = Part("d1.0", "d1", ROLES[role], Passage("d1", blocks))
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=list(asked or []))
    mapped = MappedSubmission(
        programme, Occasion.APPLY, 2023, "联合体", {}, (part,), fields=fields, lead=LEAD, members=MEMBERS
    )
    return extract(mapped)


def read(
    rows: str, caption: str = "", role: str = "form", heading: str = "", above: str = "", below: str = ""
) -> list[Read]:
    short = {LEAD.name: "恒创", MEMBERS[1].name: "晶源", MEMBERS[2].name: "江左"}
    return [
        (f.quantity, short.get(f.subject, f.subject), f.year, f.until, f.nature.value, f.value)
        for f in facts(rows, caption, role, heading, above, below=below)
    ]


def test_pairs_of_a_form_two_a_row() -> None:
    assert read("联合体名称 | 精密联合体 | 成立年份 | 2009年\n2022年销售收入 | 1.5亿元 | 2022年末职工 | 486人") == [
        ("lead.founded", "恒创", None, None, "actual", 2009),
        ("lead.revenue", "恒创", 2022, None, "actual", 15000),
        ("lead.staff", "恒创", 2022, None, "actual", 486),
    ]


def test_an_answer_of_clauses_is_read_with_its_label() -> None:
    assert read(
        "研发人员 | 118人，其中专职96人\n有效知识产权 | 137件，其中发明专利38件\n创新平台 | 4个，国家级1个、市级3个"
    ) == [
        ("lead.researchers", "恒创", None, None, "actual", 118),
        ("lead.rd_staff", "恒创", None, None, "actual", 96),
        ("lead.patents", "恒创", None, None, "actual", 137),
        ("lead.invention_patents", "恒创", None, None, "actual", 38),
        ("lead.platforms", "恒创", None, None, "actual", 4),
        ("lead.platforms_national", "恒创", None, None, "actual", 1),
        ("lead.platforms_municipal", "恒创", None, None, "actual", 3),
    ]


def test_a_clause_of_another_matter_is_no_fact() -> None:
    assert read("研发人员 | 118人，其中博士9人，占四成\n有效知识产权 | 137件，其中软件著作权61件") == [
        ("lead.researchers", "恒创", None, None, "actual", 118),
        ("lead.patents", "恒创", None, None, "actual", 137),
    ]


def test_several_names_in_one_label() -> None:
    found = read("企业／高校／院所 | 5家／2家／1家\n2021／2022年研发投入（万元） | 2,374／2,776")
    assert [(f[0], f[2], f[5]) for f in found] == [
        ("consortium.enterprises", None, 5),
        ("consortium.universities", None, 2),
        ("consortium.institutes", None, 1),
        ("lead.rd", 2021, 2374),
        ("lead.rd", 2022, 2776),
    ]


def test_a_form_that_names_its_unit_is_about_that_unit() -> None:
    assert read("单位全称 | 苏州晶源科技有限公司\n员工人数 | 263人") == [
        ("member.staff", "晶源", None, None, "actual", 263)
    ]


ROSTER = """
单位名称 | 成立年份 | 2022年经济指标（万元） | < | 人员（人） | <
^ | ^ | 销售收入 | 研发投入 | 职工 | 研发人员
江苏恒创精密装备股份有限公司 | 2009 | 42,350 | 2,541 | 486 | 118
苏州晶源科技有限公司 | 2013 | 18,640 | 1,305 | 212 | 58
江左理工大学 | 1954 | — | — | — | 42
合计 | — | 60,990 | 3,846 | 698 | 218
"""


def test_a_roster_with_two_header_rows_and_a_sum() -> None:
    found = read(ROSTER, "表2 成员单位（截至2022年12月31日）", "roster")
    assert ("member.rd", "晶源", 2022, None, "actual", 1305) in found
    assert ("member.researchers", "江左", 2022, None, "actual", 42) in found
    assert ("member.founded", "江左", None, None, "actual", 1954) in found
    assert ("consortium.revenue", "联合体", 2022, None, "actual", 60990) in found
    assert len(found) == 16


def test_a_sum_of_some_units_is_not_the_consortium() -> None:
    found = read("企业 | 营业收入\n恒创精密 | 5.22\n晶源 | 1.56\n小计 | 6.78", "部分企业2022年收入（亿元）", "plan")
    assert found == [
        ("lead.revenue", "恒创", 2022, None, "actual", 52200),
        ("member.revenue", "晶源", 2022, None, "actual", 15600),
    ]


def test_years_across_with_their_sum() -> None:
    found = read(
        "指标（万元） | 2020年 | 2021年 | 2022年 | 三年合计\n销售收入 | 31,260 | 36,480 | 42,350 | 110,090\n年末职工（人） | 412 | 447 | 486 | —",
        "近三年主要指标",
        "profile",
    )
    assert ("lead.revenue", "恒创", 2021, None, "actual", 36480) in found
    assert ("lead.revenue", "恒创", 2020, 2022, "cumulative", 110090) in found
    assert ("lead.staff", "恒创", 2022, None, "actual", 486) in found


def test_the_line_above_prints_the_unit() -> None:
    found = read(
        "科目 | 2021 | 2022\n营业收入 | 21,800,000 | 36,800,000", role="form", above="牵头单位财务（单位：元）"
    )
    assert [(f[2], f[5]) for f in found] == [(2021, 2180), (2022, 3680)]


def test_money_without_a_unit_is_left_out() -> None:
    assert read("指标 | 2021年 | 2022年\n营业收入 | 21,800 | 36,800") == []


BUDGET = """
来源 | 2023年 | 2024年 | 合计
恒创精密 | 420 | 810 | 1,230
晶源 | 130 | 260 | 390
自筹小计 | 550 | 1,070 | 1,620
财政资金 | 280 | 495 | 775
总计 | 830 | 1,565 | 2,395
"""


def test_a_budget_by_source_and_year() -> None:
    found = read(BUDGET, "分年度投入（单位：万元）", "plan")
    assert ("lead.investment", "恒创", 2024, None, "plan", 810) in found
    assert ("member.investment", "晶源", 2023, 2024, "plan", 390) in found
    assert ("consortium.self_funds", "联合体", 2023, None, "plan", 550) in found
    assert ("consortium.fiscal_funds", "联合体", 2023, 2024, "plan", 775) in found
    assert ("consortium.investment", "联合体", 2024, None, "plan", 1565) in found
    assert ("consortium.total", "联合体", 2023, 2024, "plan", 2395) in found
    assert len(found) == 15


def test_a_budget_by_project() -> None:
    found = read(
        "课题 | 起止 | 自筹 | 省级资金 | 总经费 | 占比\n减速器 | 2023.9—2025.8 | 3,200 | 1,000 | 4,200 | 60%\n合计 | | 3,200 | 1,000 | 4,200 | 100%",
        "课题经费（万元）",
        "plan",
    )
    assert ("project.total", "减速器", 2023, 2025, "plan", 4200) in found
    assert ("project.fiscal_funds", "减速器", 2023, 2025, "plan", 1000) in found
    assert ("consortium.self_funds", "联合体", None, None, "plan", 3200) in found
    assert len(found) == 6


def test_what_each_unit_pays_in() -> None:
    found = read(
        "出资单位 | 出资额（万元） | 占比\n恒创精密 | 3,000 | 66.7%\n晶源 | 1,500 | 33.3%\n其中：企业小计 | 4,500 | 100%\n合计 | 4,500 | 100%",
        "自筹部分各方出资",
        "plan",
    )
    assert [(f[0], f[5]) for f in found] == [
        ("lead.investment", 3000),
        ("member.investment", 1500),
        ("consortium.self_funds", 4500),
    ]


def test_kinds_of_cost_are_no_figures() -> None:
    found = read(
        "科目 | 预算总额 | 财政资金\n设备费 | 2,900 | 400\n其他 | 900 | 100\n总计 | 3,800 | 500", "经费（万元）", "plan"
    )
    assert [(f[0], f[5]) for f in found] == [("consortium.total", 3800), ("consortium.fiscal_funds", 500)]


def test_goals_by_year_are_the_consortiums() -> None:
    found = read(
        "年度 | 联合体销售收入（亿元） | 新增授权发明专利（件） | 手术验证（例）\n2023 | 3.3 | 3 | 10\n2024 | 4.0 | 7 | 60",
        "逐年目标",
        "plan",
        heading="二、目标",
    )
    assert found == [
        ("consortium.revenue", "联合体", 2023, None, "target", 33000),
        ("consortium.invention_patents", "联合体", 2023, None, "target", 3),
        ("consortium.revenue", "联合体", 2024, None, "target", 40000),
        ("consortium.invention_patents", "联合体", 2024, None, "target", 7),
    ]


def test_what_is_new_is_no_stock() -> None:
    assert read("年度 | 新增发明专利（件）\n2021 | 3\n2022 | 7", role="profile") == []


def test_customers_and_products_are_nobodys() -> None:
    assert read("产品 | 2022年销售收入（万元）\n减速器 | 1,200\n轴承 | 800", role="plan") == []
    customers = (
        "合作企业 | 2022年销售收入（万元）\n上海甲汽车有限公司 | 12\n上海乙汽车有限公司 | 9\n上海丙汽车有限公司 | 8"
    )
    assert read(customers, role="plan") == []


def test_a_blank_of_the_form_and_its_table_give_one_fact() -> None:
    row = FieldRow(
        kind="field",
        level=Severity.ERROR,
        code=[],
        id="application.lead.staff",
        title="从业人员",
        fields=[Label(name="从业人员", labels=["从业人员"], quantity="lead.staff", unit="人")],
    )
    answer = FieldValue(
        row.id, "从业人员", "486人", FieldState.FILLED, "d1", "d1.0", Location(table=0, cell=(0, 1)), "从业人员"
    )
    found = facts("从业人员 | 486人\n研发人员 | 118人", fields=(answer,), asked=[row])
    assert [(f.quantity, f.value, f.source) for f in found] == [
        ("lead.staff", 486, "field"),
        ("lead.researchers", 118, "table"),
    ]


def test_books_said_by_columns_rows_and_captions() -> None:
    columns = facts(
        "指标 | 合并报表 | < | 母公司报表\n^ | 2021年 | 2022年 | 2022年\n营业收入 | 100 | 120 | 80", "（单位：万元）"
    )
    assert [(f.year, f.value, f.scope) for f in columns] == [
        (2021, 100, "group"),
        (2022, 120, "group"),
        (2022, 80, "parent"),
    ]
    rows = facts(
        "单位 | 2022年营业收入（万元） | 从业人员（人）\n江苏恒创精密装备股份有限公司（合并） | 900 | 80\n"
        "其中：母公司 | 300 | 30\n苏州晶源科技有限公司 | 200 | 20",
        role="roster",
    )
    assert [(f.value, f.scope) for f in rows if f.quantity == "lead.revenue"] == [(900, "group"), (300, "parent")]
    whole = facts("从业人员 | 80人 | 研发人员 | 9人\n发明专利 | 7件 | 有效知识产权 | 8件", "人员（合并范围内全部单位）")
    assert {f.scope for f in whole} == {"group"}


def test_a_sum_says_in_brackets_what_it_sums() -> None:
    rows = "单位 | 2024年 | 2025年 | 合计\n恒创精密 | 10 | 20 | 30\n晶源 | 5 | 5 | 10\n小计（自筹） | 15 | 25 | 40\n加：财政资金 | 5 | 5 | 10\n总计 | 20 | 30 | 50"
    found = read(rows, "自筹资金按年度安排（单位：万元）", "plan")
    assert ("consortium.self_funds", "联合体", 2024, None, "plan", 15) in found
    assert ("consortium.self_funds", "联合体", 2024, 2025, "plan", 40) in found


def test_a_sum_of_some_units_is_not_the_consortiums() -> None:
    rows = "来源 | < | 2024年 | 2025年\n自筹 | 恒创精密 | 10 | 20\n^ | 晶源 | 5 | 5\n^ | 企业小计 | 15 | 25\n^ | 江左理工 | 1 | 1\n自筹合计 | < | 16 | 26"
    found = read(rows, "经费（万元）", "plan")
    assert not [f for f in found if f[5] in (15, 25)]
    assert ("consortium.self_funds", "联合体", 2024, None, "plan", 16) in found


def test_a_share_that_names_what_it_is_of_is_no_sum_of_money() -> None:
    for header in ("占总投入比例（%）", "占自筹比重", "占出资总额百分比"):
        found = read(
            f"单位 | 投入合计 | {header}\n恒创精密 | 60 | 60.0\n晶源 | 40 | 40.0", "各单位经费（单位：万元）", "plan"
        )
        assert sorted({f[5] for f in found}) == [40, 60]


def test_a_kind_of_cost_is_no_unit() -> None:
    found = read("科目 | 合计 | 自筹 | 财政\n晶源费 | 60 | 40 | 20\n合计 | 60 | 40 | 20", "预算（单位：万元）", "plan")
    assert {f[0].partition(".")[0] for f in found} == {"consortium"}


def test_what_a_form_asks_anew_is_the_projects() -> None:
    for label in ("预期新增发明专利（件）", "预计新增发明专利（件）", "新增发明专利目标（件）"):
        found = read(f"{label} | 40 | 技术领域 | 装备\n建设期 | 2024年1月—2026年12月 | 总经费（万元） | 75")
        assert ("consortium.invention_patents", "联合体", 2024, 2026, "target", 40) in found


def test_what_units_pay_in_sums_to_the_consortiums_own_money() -> None:
    for header in ("认缴金额", "出资额", "承诺出资"):
        rows = f"出资单位 | {header} | 首期到账（2024年）\n恒创精密 | 60 | 6\n晶源 | 40 | 4\n合计 | 100 | 10"
        found = read(rows, "企业出资（单位：万元）", "plan")
        assert [f[0] for f in found if f[5] in (100, 10)] == ["consortium.self_funds"] * 2


def test_books_of_sentences() -> None:
    text = "2022年合并营业收入9亿元，其中母公司营业收入3亿元。2022年研发投入1亿元。"
    ends = [0, 0, text.index("。") + 1]
    seen = [books_at(text, start, text.index(n), "") for start, n in zip(ends, ("9亿", "3亿", "1亿"), strict=True)]
    assert seen == ["group", "parent", ""]
    for said in ("下文不加说明的均为合并数", "以下均为合并口径", "本材料未注明者均取合并报表"):
        assert declared(said) == "group"
    assert declared("公司由三家厂合并组建，以下简称本公司") == ""


def test_a_caption_prints_several_units() -> None:
    rows = "单位全称 | 注册资本 | 职工人数\n恒创精密 | 12,000 | 327"
    assert ("lead.registered_capital", 12000) in [
        (f[0], f[-1]) for f in read(rows, caption="截止日：2022年12月31日　金额：万元　人数：人", role="plan")
    ]
    assert "lead.registered_capital" not in [
        f[0] for f in read(rows, caption="截止日：2022年12月31日　人数：人", role="plan")
    ]


def test_a_bracket_lists_what_the_figures_of_an_answer_count() -> None:
    found = read("创新平台（国家级/省级/市级） | 1个/3个/2个\n创新平台（国家级/省级/市级） | 6个")
    assert [(f[0], f[-1]) for f in found] == [
        ("lead.platforms_national", 1),
        ("lead.platforms_provincial", 3),
        ("lead.platforms_municipal", 2),
        ("lead.platforms", 6),
    ]


def test_numbers_with_their_own_names_take_the_unit_of_the_label() -> None:
    found = read("2022年利润总额／纳税额（万元） | 利润4,283；纳税2,026")
    assert [(f[0], f[-1]) for f in found] == [("lead.profit", 4283), ("lead.tax", 2026)]
