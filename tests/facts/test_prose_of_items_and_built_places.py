"""Items of a list in one paragraph, what a plan builds, whose money a project has, and words that stand between."""

from __future__ import annotations

from doccheck.facts.prose import stated_in
from doccheck.facts.sentence import Passage
from tests.facts.test_prose_carried import UNITS, in_plan, of_lead

GOALS = "二、总体目标"


def projects(text: str, profile: bool = False) -> list[tuple[str, float, str]]:
    """Names, sums and natures of the projects in a text."""
    default = UNITS.lead_subject() if profile else None
    passage = Passage(default, about_all=not profile, term=(2023, 2026))
    return [
        (s.subject.name, s.quantity.value, s.nature.value)
        for s in stated_in(text, default, (), UNITS, 2023, passage)
        if s.subject.kind == "project"
    ]


def test_each_item_of_a_sentence_is_about_whom_the_first_began_with() -> None:
    text = "（一）恒创精密2026年营业收入达到10亿元；（二）专职研发人员到2025年达到500人；（三）建成中试车间8,600㎡。"
    assert in_plan(text, GOALS) == [
        ("lead.revenue", 100000, 2026, "target"),
        ("consortium.rd_staff", 500, 2025, "target"),
        ("consortium.area", 8600, None, "target"),
    ]
    assert in_plan(text.replace("；", "。"), GOALS)[:2] == [
        ("lead.revenue", 100000, 2026, "target"),
        ("consortium.rd_staff", 500, 2025, "target"),
    ]


def test_items_below_a_unit_stay_with_it() -> None:
    found = of_lead("恒创精密近况：1.2022年营业收入1.2亿元；2.2022年末职工320人。")
    assert [q for q, *_ in found] == ["lead.revenue", "lead.staff"]


def test_what_a_plan_builds_behind_a_units_goal_is_the_consortiums() -> None:
    assert in_plan("到2025年，牵头单位研发投入强度提高到7.5%；建成省级以上创新平台2个。", GOALS) == [
        ("lead.rd_intensity", 7.5, 2025, "target"),
        ("consortium.platforms_provincial", 2, 2025, "target"),
    ]
    assert in_plan("到2025年，牵头单位建成省级创新平台2个。", GOALS)[0][0] == "lead.platforms_provincial"


def test_a_year_of_another_figure_does_not_date_what_is_new() -> None:
    text = "2026年专职研发人员1,100人；新增国家级平台1个。"
    assert in_plan(text, GOALS)[-1] == ("consortium.platforms_national", 1, None, "target")
    text = "2024年新增授权发明专利8件。"
    assert in_plan(text, GOALS) == [("consortium.invention_patents", 8, 2024, "target")]


def test_the_end_of_the_term_is_meant_where_goals_are_told() -> None:
    assert in_plan("期末牵头单位年营收达到6亿元。", GOALS) == [("lead.revenue", 60000, 2026, "target")]
    assert of_lead("期末在册职工300人。") == [("lead.staff", 300, None, "actual")]


def test_a_later_day_dates_nothing_behind_a_semicolon() -> None:
    found = of_lead("2022年末在册职工1,286人，2023年6月末1,312人；专业技术人员402人。")
    assert found[-1] == ("lead.technical_staff", 402, None, "actual")
    assert of_lead("截至2022年末，职工1,286人；专业技术人员402人。")[-1][2] == 2022


def test_a_project_by_number_and_name_in_brackets() -> None:
    assert projects("其中课题②（刀具涂层工艺）总经费1,980万元。") == [("刀具涂层工艺", 1980, "plan")]
    assert projects("其中课题二（由恒创精密承担）总经费1,980万元。") == []


def test_items_that_give_each_project_its_money() -> None:
    text = "（一）静液压传动系统，经费2,800万元；（二）联合播种机，经费1,900万元；两课题合计占总经费五成。"
    assert projects(text) == [("静液压传动系统", 2800, "plan"), ("联合播种机", 1900, "plan")]
    assert projects("一是静液压系统，总经费28万元；二是播种机整机，总经费19万元，两个课题。")[0][0] == "静液压系统"
    assert projects("（一）设备费，经费2,800万元；（二）材料费，经费1,900万元，供各课题用。") == []


def test_a_project_that_a_unit_tells_of_has_had_its_money() -> None:
    assert projects("承担市级项目9项，最大的“电驱撬装置”总经费2,160万元。", profile=True) == [
        ("电驱撬装置", 2160, "actual")
    ]
    assert projects("拟承担的项目“电驱撬装置”总经费2,160万元。", profile=True) == [("电驱撬装置", 2160, "plan")]


def test_parties_who_sign_are_the_members() -> None:
    assert in_plan("以上八方共同签订本协议。") == [("consortium.members", 8, None, "actual")]
    assert in_plan("七方友好协商，组建联合体。") == [("consortium.members", 7, None, "actual")]
    for other in ("其余七方按方案执行。", "须经九方中六方以上同意。", "第三方代表到场。", "甲乙丙三方共同签订。"):
        assert in_plan(other) == []


def test_the_others_beside_the_lead_are_not_all_members() -> None:
    for text in ("牵头方1家、参加方7家，共8家。", "参加单位7家，牵头单位1家，共8家。"):
        assert in_plan(text) == [("consortium.members", 8, None, "actual")]


def test_both_may_be_what_one_unit_has() -> None:
    assert of_lead("授权专利104件，软著23项，两者合起来就是知识产权127件。")[-1] == ("lead.patents", 127, None, "actual")
    assert ("lead.staff", 900, None, "actual") not in of_lead("恒创精密与苏州贡水玻璃有限公司，两者合起来职工900人。")


def test_the_exact_figure_behind_a_round_one() -> None:
    assert of_lead("2022年营业收入近1亿元，准确数9,870万元。")[-1] == ("lead.revenue", 9870, 2022, "actual")


def test_own_money_of_all_and_what_all_put_in() -> None:
    assert in_plan("第二条 各方自筹出资合计0.53亿元。") == [("consortium.self_funds", 5300, 2023, "plan")]
    assert in_plan("第二条 各方出资合计0.53亿元。") == [("consortium.investment", 5300, 2023, "plan")]


def test_profit_and_tax_in_one_are_no_profit() -> None:
    assert of_lead("2022年利税合计1,520万元。") == []
    assert of_lead("2022年利润总额1,520万元。") == [("lead.profit", 1520, 2022, "actual")]


def test_people_who_came_are_not_the_staff() -> None:
    assert of_lead("2022年4月新招调机工18人。") == []


def test_land_of_ones_own_is_an_area() -> None:
    assert of_lead("自有果园3,800亩。") == [("lead.area", 3800, None, "actual")]
    assert of_lead("带动果园3,800亩。") == []


def test_since_a_plan_of_the_past_is_until_now() -> None:
    found = of_lead("“十三五”以来承担省级以上科技项目超过20项。")
    assert found == [("lead.projects", 20, 2016, "at_least")]
