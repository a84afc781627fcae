"""Rosters, forms and profiles of units as strangers write them."""

from __future__ import annotations

from doccheck.document import Paragraph
from doccheck.facts.extract import extract
from doccheck.facts.slips import slips
from doccheck.mapping.model import MappedSubmission, Part, Passage
from doccheck.programme.schema import Occasion, Programme, Role
from tests.facts.test_tables import LEAD, MEMBERS, read, table

COUNTED = [
    ("consortium.enterprises", "联合体", None, None, "actual", 5),
    ("consortium.universities", "联合体", None, None, "actual", 2),
    ("consortium.others", "联合体", None, None, "actual", 1),
]


def test_a_unit_of_measure_after_a_stroke_is_printed() -> None:
    found = read("单位 | 2022年营业收入/万元 | 2022年末职工/人\n恒创精密 | 54,912 | 764", role="roster")
    assert [(q, v) for q, *_, v in found] == [("lead.revenue", 54912), ("lead.staff", 764)]


def test_a_stroke_between_two_quantities_is_no_unit() -> None:
    found = read("2022年利润总额／纳税总额（万元） | 8,136／3,472")
    assert [(q, v) for q, *_, v in found] == [("lead.profit", 8136), ("lead.tax", 3472)]


def test_a_profile_whose_first_row_answers_with_a_year_is_a_form() -> None:
    found = read("建院时间 | 2007年\n2022年末在职人员 | 164人\n其中：专业技术人员 | 131人（占79.9%）", role="profile")
    assert [(q, y, v) for q, _, y, *_, v in found] == [
        ("lead.founded", None, 2007),
        ("lead.staff", 2022, 164),
        ("lead.technical_staff", 2022, 131),
    ]


def test_a_year_over_figures_is_a_header() -> None:
    assert read("指标（万元） | 2022年\n销售收入 | 1,600")[0] == ("lead.revenue", "恒创", 2022, None, "actual", 1600)


def test_counts_without_units() -> None:
    assert read("按类型 | 企业5、高校2、其他1") == COUNTED
    assert read("所用设备 | 机床5、铣床2、其他") == []


def test_kinds_of_members_by_their_names() -> None:
    assert read("其中企业 | 5家 | 高校 | 2家\n专业合作社 | 1家 | 备注 | —") == COUNTED
    assert read("参加单位数 | 8家（含牵头单位）")[0][0] == "consortium.members"


def test_a_row_of_sums_that_counts_the_units() -> None:
    rows = "单位 | 类别 | 2022年研发投入（万元）\n恒创精密 | 企业 | 10\n苏州晶源科技有限公司 | 企业 | 20\n江左理工大学 | 高校 | 30"
    found = read(f"{rows}\n合计 | 3家 | 60", role="roster")
    assert ("consortium.members", "联合体", None, None, "actual", 3) in found
    assert "consortium.members" not in [q for q, *_ in read(f"{rows}\n合计 | 见附件3 | 60", role="roster")]


def test_a_title_across_a_form_dates_what_stands_below_it() -> None:
    found = read("牵头单位2022年指标 | <\n营业收入（万元） | 67,972\n成立年份 | 1998", role="form")
    assert [(q, y, v) for q, _, y, *_, v in found] == [("lead.revenue", 2022, 67972), ("lead.founded", None, 1998)]


def test_a_figure_with_a_remark_has_the_labels_unit() -> None:
    assert read("总投入（万元） | 2,400（含税）")[0][-1] == 2400
    assert read("总投入（万元） | （见附件2）") == []


def _papers(first: str, second: str, *more: str) -> MappedSubmission:
    blocks = (table(first), table(second), *(Paragraph(text) for text in more))
    part = Part("d1.0", "d1", Role.PLAN, Passage("d1", blocks))
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
    return MappedSubmission(programme, Occasion.APPLY, 2023, "联合体", {}, (part,), lead=LEAD)


def test_a_name_written_with_a_slip_is_the_one_that_stands_more_often() -> None:
    names = ("南通澜港航空维修工程有限公司", "南通澜港航空修理工程有限公司", "苏州晶源科技有限公司")
    papers = _papers(f"单位 | 职工\n{names[1]} | 1", f"单位 | 出资\n{names[0]} | 1", f"{names[0]}成立于2009年。")
    assert slips(papers, names) == {names[1]: names[0]}


def test_two_names_of_one_table_are_two_units() -> None:
    names = ("重庆澄目传感技术有限公司", "重庆澄目传感科技有限公司")
    assert slips(_papers(f"单位 | 职工\n{names[0]} | 1\n{names[1]} | 2", "单位 | 出资\n— | 1"), names) == {}


def test_a_hospital_named_after_its_university_is_not_the_university() -> None:
    rows = "单位 | 类别\n恒创精密 | 企业\n江左理工大学附属医院 | 医院\n江左理工大学 | 高校\n苏州晶源科技有限公司 | 企业"
    blocks = (table(rows, "成员名册"), table("职工总数 | 860人", "江左理工大学附属医院基本数据"))
    part = Part("d1.0", "d1", Role.PLAN, Passage("d1", blocks))
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
    mapped = MappedSubmission(
        programme, Occasion.APPLY, 2023, "联合体", {}, (part,), lead=LEAD, members=MEMBERS
    )
    assert [(f.subject, f.value) for f in extract(mapped)] == [("江左理工大学附属医院", 860)]


def test_of_two_spellings_the_one_is_meant_that_short_names_keep() -> None:
    names = ("重庆汀源发酵工程有限公司", "重庆汀原发酵工程有限公司")
    papers = _papers(f"单位 | 职工\n{names[0]} | 1", f"单位 | 出资\n{names[1]} | 1", "承担方 | 出资\n汀原 | 2")
    assert slips(papers, names) == {names[0]: names[1]}


def test_words_of_the_kind_of_company_are_no_short_name() -> None:
    names = ("常州凌磁超导技术有限公司", "常州凌磁超导科技有限公司")
    other = "单位 | 出资\n南京皓昀科技有限公司 | 2"
    assert slips(_papers(f"单位 | 职工\n{names[0]} | 1", f"单位 | 出资\n{names[1]} | 1", other), names) == {
        names[1]: names[0]
    }


def test_projects_that_a_unit_has_carried_out_are_its_own() -> None:
    assert read("2020—2022年承担项目 | 14项", role="profile")[0][:2] == ("lead.projects", "恒创")
    assert read("攻关课题数 | 4项")[0][:2] == ("consortium.projects", "联合体")


def test_a_label_that_asks_for_a_part_in_brackets_is_answered_twice() -> None:
    both = [("lead.patent_grants", 51), ("lead.invention_patents", 17)]
    for answer in ("51件（17件）", "51／17", "51件，其中17件"):
        assert [(q, v) for q, *_, v in read(f"授权专利（件，其中发明） | {answer}")][:1] == both[:1]
        assert [(q, v) for q, *_, v in read(f"授权专利（其中发明） | {answer}")] == both
    rows = "单位 | 授权专利（其中发明）（件） | 授权专利（含发明）\n恒创精密 | 60 | 51（17）"
    assert [(q, v) for q, *_, v in read(rows, role="roster")] == [("lead.patent_grants", 60), *both]


def test_a_remark_behind_a_figure_is_no_part_that_the_label_asks_for() -> None:
    assert [(q, v) for q, *_, v in read("授权专利（其中发明） | 51件（2022）")] == [("lead.patent_grants", 51)]
    assert [(q, v) for q, *_, v in read("授权专利 | 51件（17件）")] == [("lead.patent_grants", 51)]


def test_what_a_unit_does_says_nothing_of_its_figures() -> None:
    rows = "单位 | 2022年末职工（人） | 承担角色\n恒创精密 | 326 | 总装\n江左理工大学 | 615 | 人才培养"
    assert read(rows, role="roster")[1] == ("member.staff", "江左", 2022, None, "actual", 615)
    assert read(rows.replace("2022年末职工（人）", "2022年新增职工（人）"), role="roster") == []


def test_a_share_of_sales_is_an_intensity_only_of_research() -> None:
    assert [q for q, *_ in read("2022年主营业务收入 | 9,210万元，占当年销售收入的95.5%")] == ["lead.main_revenue"]
    assert [q for q, *_ in read("2022年研发投入 | 655万元，占当年销售收入的6.8%")] == ["lead.rd", "lead.rd_intensity"]


def test_a_sum_over_all_enterprises_is_the_consortiums() -> None:
    rows = "单位 | 2022年营业收入（万元） | 2022年末职工（人）\n恒创精密 | 10 | 5\n苏州晶源科技有限公司 | 20 | 6\n合计 | 30 | 11"
    sums = [("consortium.revenue", 30), ("consortium.staff", 11)]
    assert [(q, v) for q, *_, v in read(rows, "企业成员情况", "roster") if q.startswith("c")] == sums
    assert [(q, v) for q, *_, v in read(rows, "单位情况", "roster") if q.startswith("c")] == sums[:1]


def test_a_sum_over_some_units_of_both_kinds_is_nobodys() -> None:
    rows = "单位 | 2022年营业收入（万元）\n恒创精密 | 10\n江左理工大学 | 20\n合计 | 30"
    assert [q for q, *_ in read(rows, "企业成员情况", "roster")] == ["lead.revenue", "member.revenue"]


def test_signs_that_other_names_have_are_no_short_name() -> None:
    names = ("赣州毛球动物医院有限公司", "赣州毛球宠物医院有限公司", "赣州宠物用品有限公司")
    papers = _papers(f"单位 | 职工\n{names[0]} | 1", f"单位 | 出资\n{names[1]} | 1", f"{names[2]}参加。")
    assert slips(papers, names) == {names[1]: names[0]}


def test_the_roster_spells_a_name_where_nothing_else_tells() -> None:
    names = ("苏州磁驭电气有限公司", "苏州磁驭电机有限公司")
    parties = Part("d1.0", "d1", Role.AGREEMENT, Passage("d1", (Paragraph(f"签约各方：{names[0]}。"),)))
    roster = Part("d2.0", "d2", Role.MEMBER_ROSTER, Passage("d2", (table(f"指标 | {names[1]}\n职工 | 1"),)))
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
    for parts in ((parties, roster), (roster, parties)):
        assert slips(MappedSubmission(programme, Occasion.APPLY, 2023, "联合体", {}, parts), names) == {
            names[0]: names[1]
        }


def test_what_stands_behind_the_figures_says_nothing_of_them() -> None:
    rows = "单位名称 | 总资产（万元） | 场地面积（㎡） | 参与课题\n恒创精密 | 51,700 | 30,667 | 课题一\n晶源科技 | 8 | 9 | 课题二"
    found = read(rows, "表2 主要成员资产与场地", role="roster")
    assert [(q, v) for q, *_, v in found] == [
        ("lead.assets", 51700),
        ("lead.area", 30667),
        ("member.assets", 8),
        ("member.area", 9),
    ]


def test_a_caption_names_the_quantity_of_units_and_years() -> None:
    rows = "单位 | 2020年 | 2021年\n恒创精密 | 1,710 | 1,960"
    for caption in ("表1 近三年研发投入（单位：万元）", "各单位2020—2021年研发投入情况（万元）"):
        assert [(q, y, v) for q, _, y, *_, v in read(rows, caption, role="plan")] == [
            ("lead.rd", 2020, 1710),
            ("lead.rd", 2021, 1960),
        ]
    assert read(rows, "表1 近三年经营情况（单位：万元）", role="plan") == []


def test_an_intensity_is_of_the_year_of_the_spending_beside_it() -> None:
    rows = "指标 | 恒创精密 | 晶源科技\n2022年研发投入（万元） | 9,880 | 330\n研发投入强度（%） | 5.3 | 6.5"
    assert ("lead.rd_intensity", "恒创", 2022, None, "actual", 5.3) in read(rows, role="roster")


def test_the_lead_alone_in_a_table_of_goals() -> None:
    rows = "年份 | 新增发明专利授权（件） | 牵头营业收入（亿元）\n2024年 | 8 | 9.6\n2025年 | 10 | 12.1"
    found = read(rows, "逐年指标", role="plan")
    assert [(q, y, v) for q, _, y, *_, v in found if q.endswith("revenue")] == [
        ("lead.revenue", 2024, 96000),
        ("lead.revenue", 2025, 121000),
    ]


def test_a_note_below_a_table_gives_its_books() -> None:
    def scopes(note: str) -> set[str]:
        blocks = (table("项目（万元） | 2021年 | 2022年\n营业收入 | 58,904 | 66,218"), Paragraph(note))
        part = Part("d1.0", "d1", Role.APPLICATION, Passage("d1", blocks))
        programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
        papers = MappedSubmission(programme, Occasion.APPLY, 2023, "联合体", {}, (part,), lead=LEAD, members=MEMBERS)
        return {f.scope for f in extract(papers) if f.source == "table"}

    assert scopes("附注：上表取自经审计的母公司个别报表；合并口径另有说明。") == {"parent"}
    assert scopes("另：母公司恒业控股2022年合并收入9亿元。") == {""}


def test_a_kind_of_right_under_all_rights_stays_its_own() -> None:
    found = read(
        "单位 | 知识产权（件） | < | 职工\n^ | 有效 | 发明 | ^\n恒创精密 | 72 | 14 | 168\n苏州晶源科技有限公司 | 19 | 3 | 34",
        role="roster",
    )
    assert [(q, v) for q, *_, v in found][:3] == [("lead.patents", 72), ("lead.invention_patents", 14), ("lead.staff", 168)]


def test_a_remark_behind_a_units_name_in_a_row() -> None:
    rows = "单位 | 2024年 | 2025年\n{} | 2,200 | 2,600\n苏州晶源科技有限公司 | 140 | 160"
    found = read(rows.format("恒创精密（本部）"), caption="分单位经费预算（万元）", role="plan")
    assert ("lead.investment", "恒创", 2024, None, "plan", 2200) in found


def test_a_title_that_ends_in_whose_it_is_presents_its_unit() -> None:
    heading = "苏州晶源科技有限公司——成员单位简介"
    found = read("项目 | 数\n2022年营业收入 | 24,150万元\n职工 | 340人", role="profile", heading=heading)
    assert found[0] == ("member.revenue", "晶源", 2022, None, "actual", 24150)
