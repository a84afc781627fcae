"""Whose money is a project's, points of a list in one sentence, lists with short names, and shares said in money."""

from __future__ import annotations

from tests.facts.test_prose_carried import in_plan, of_lead


def test_money_of_a_project_is_not_the_consortiums() -> None:
    assert in_plan("课题“全钒电堆”经费5,200万元，课题“长寿命电芯”经费7,800万元。") == [
        ("project.total", 5200, None, "plan"),
        ("project.total", 7800, None, "plan"),
    ]
    assert in_plan("总经费13,000万元，分给各课题。") == [("consortium.total", 13000, 2023, "plan")]


def test_a_number_of_projects_opens_their_list() -> None:
    found = in_plan("共部署攻关课题2项，其中下肢外骨骼机器人5,200万元，上肢训练机器人3,600万元。")
    assert found[-2:] == [("project.total", 5200, None, "plan"), ("project.total", 3600, None, "plan")] or [
        f for f in found if f[0] == "project.total"
    ] == [("project.total", 5200, None, "plan"), ("project.total", 3600, None, "plan")]
    assert not [f for f in found if f[0] == "consortium.total"]


def test_what_some_of_the_units_pay_is_not_what_all_pay() -> None:
    assert in_plan("前两大出资人合计3,960万元，其余四方合计自筹360万元。") == []
    assert in_plan("各方合计自筹3,960万元。") == [("consortium.self_funds", 3960, 2023, "plan")]


def test_the_rest_of_the_money_is_named_behind_it() -> None:
    assert in_plan("财政资金1,200万元，其余5,600万元各单位自筹。") == [
        ("consortium.fiscal_funds", 1200, 2023, "plan"),
        ("consortium.self_funds", 5600, 2023, "plan"),
    ]


def test_when_money_arrives_is_not_when_it_is_spent() -> None:
    assert in_plan("首期于2023年12月31日前到账2,400万元。") == []


def test_the_next_point_of_a_list_is_about_everybody() -> None:
    assert in_plan("到2027年，一是牵头单位营业收入达到3.5亿元；二是专职研发人员达到400人。") == [
        ("lead.revenue", 35000, 2027, "target"),
        ("consortium.rd_staff", 400, 2027, "target"),
    ]


def test_a_list_may_have_short_names_and_names_before_them() -> None:
    assert of_lead("2022年收入和研发投入分别为4,980万元和448万元。") == [
        ("lead.revenue", 4980, 2022, "actual"),
        ("lead.rd", 448, 2022, "actual"),
    ]
    assert of_lead("2022年主营业务收入为2.29亿元，利润总额和实缴税金分别为2,571万元和1,408万元。")[1:] == [
        ("lead.profit", 2571, 2022, "actual"),
        ("lead.tax", 1408, 2022, "actual"),
    ]


def test_a_share_that_goes_into_research_is_said_again_in_money() -> None:
    assert of_lead("2022年研发占营收9.0%，计472万元。") == [
        ("lead.rd_intensity", 9, 2022, "actual"),
        ("lead.rd", 472, 2022, "actual"),
    ]
    assert of_lead("2022年研发投入1,163万元，每百元收入拿出6.2元搞研发。")[-1] == (
        "lead.rd_intensity", 6.2, 2022, "actual",
    )  # fmt: skip
    assert of_lead("2022年营业收入5,240万元，每百元收入缴税6.2元。") == [("lead.revenue", 5240, 2022, "actual")]


def test_years_in_brackets_say_which_three_years() -> None:
    assert of_lead("近三年（2019、2020、2021年）累计研发投入1,310万元。") == [("lead.rd", 1310, 2019, "cumulative")]
    assert of_lead("近三年累计研发投入1,310万元。") == [("lead.rd", 1310, 2020, "cumulative")]


def test_rights_applied_for_are_none() -> None:
    found = in_plan("建设期内新增授权发明专利60件，申请发明专利110件。")
    assert found == [("consortium.invention_patents", 60, None, "target")]


def test_some_of_the_firms_are_no_members() -> None:
    assert in_plan("甲方与其余9家单位签订协议。") == []
    assert ("consortium.enterprises", 14, None, "actual") in in_plan("共有单位16家，其中企业14家、高校2家。")
