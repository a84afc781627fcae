"""Lists of items, of units and under labels: whose their figures are, and what a look-alike is not."""

from __future__ import annotations

import pytest

from doccheck.facts.prose import stated_in
from doccheck.facts.sentence import Passage
from doccheck.facts.subjects import Subject, Units
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.programme.schema import Occasion, Programme, UnitKind

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
PARTNER = Organisation("苏州晶源科技有限公司", UnitKind.ENTERPRISE)
REMOTE = Organisation("重庆两江远控通信技术有限公司", UnitKind.ENTERPRISE)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
UNITS = Units(MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, PARTNER, REMOTE)))
UNITS.parties.update({"乙": UNITS.subject(PARTNER), "丙": UNITS.subject(REMOTE)})


def read(
    *paragraphs: str, default: Subject | None = None, headings: tuple[str, ...] = ()
) -> list[tuple[str, float, int | None, str]]:
    """(subject.quantity, value, year, nature) of each figure of paragraphs that follow each other."""
    passage = Passage(default, about_all=default is None, term=(2023, 2026))
    return [
        (f"{s.subject.kind}.{s.entry.id}", s.quantity.value, s.year, s.nature.value)
        for text in paragraphs
        for s in stated_in(text, default, headings, UNITS, 2023, passage)
    ]


def of_lead(*paragraphs: str, headings: tuple[str, ...] = ()) -> list[tuple[str, float, int | None, str]]:
    return read(*paragraphs, default=UNITS.lead_subject(), headings=headings)


def test_money_is_dealt_out_to_the_parties_named_before_it() -> None:
    assert read("甲、乙、丙方分别出资2400万元、900万元和500万元，共计3800万元。") == [
        ("lead.investment", 2400, 2023, "plan"),
        ("member.investment", 900, 2023, "plan"),
        ("member.investment", 500, 2023, "plan"),
        ("consortium.investment", 3800, 2023, "plan"),
    ]
    assert [f for f in read("甲方、乙方、丙方分别自筹2400万元、900万元。") if f[0] != "consortium.self_funds"] == []


def test_a_list_whose_marker_stands_before_its_verb() -> None:
    assert of_lead("2020至2022年研发分别投入2,897万元、3,484万元、4,102万元。") == [
        ("lead.rd", 2897, 2020, "actual"),
        ("lead.rd", 3484, 2021, "actual"),
        ("lead.rd", 4102, 2022, "actual"),
    ]
    assert of_lead("2021年、2022年研发投入分别增长400万元、620万元。") == []


def test_the_line_before_a_list_says_what_its_items_give() -> None:
    assert read("其中自筹由各方按以下数额承担：", "（1）牵头方1,300万元，占65%；", "（2）晶源科技700万元。") == [
        ("lead.self_funds", 1300, 2023, "plan"),
        ("member.self_funds", 700, 2023, "plan"),
    ]
    assert read("各方按以下分工：", "（1）牵头方1,300万元设备到位。") == []


def test_a_label_before_a_colon_names_what_follows() -> None:
    assert of_lead("• Headcount：2022年末286人。") == [("lead.staff", 286, 2022, "actual")]
    assert of_lead("◇ 平台：共6个。") == [("lead.platforms", 6, None, "actual")]
    assert of_lead("• R&D：2020—2022年累计投入近0.7亿元。") == [("lead.rd", 7000, 2020, "cumulative")]
    assert of_lead("• 产品：累计投放6个。") == []


def test_a_mark_of_a_list_is_no_word_of_its_first_figure() -> None:
    assert of_lead("- 平台5个。") == of_lead("平台5个。") == [("lead.platforms", 5, None, "actual")]
    assert read("一、晶源科技2022年销售收入0.9亿元。") == [("member.revenue", 9000, 2022, "actual")]
    assert read("江苏恒创与晶源科技2022年销售收入0.9亿元。") != [("member.revenue", 9000, 2022, "actual")]


def test_a_year_in_brackets_before_a_colon_dates_what_follows() -> None:
    assert of_lead("经营（2022年）：营业收入12.64亿元，利润8,848万元。") == [
        ("lead.revenue", 126400, 2022, "actual"),
        ("lead.profit", 8848, 2022, "actual"),
    ]
    assert of_lead("厂房（2021年），营业收入12.64亿元。") == []


def test_a_sum_of_units_is_told_by_its_parts() -> None:
    assert read("连牵头算，一共10家：企业6家、高校4家。") == [
        ("consortium.members", 10, None, "actual"),
        ("consortium.enterprises", 6, None, "actual"),
        ("consortium.universities", 4, None, "actual"),
    ]
    assert read("一共走访10家：门店6家、仓库4家。") == []


def test_units_that_the_lead_joins_with_are_not_all_members() -> None:
    assert read("联合体由恒创精密牵头，会同九家单位组建，共10家单位。") == [("consortium.members", 10, None, "actual")]


def test_the_year_of_founding_behind_its_label() -> None:
    assert of_lead("1. 成立：1998年；注册资本3.5亿元。")[0] == ("lead.founded", 1998, None, "actual")
    assert of_lead("注册时间为2011年5月，2012年投入运营。") == [("lead.founded", 2011, None, "actual")]
    assert of_lead("商标注册：2011年3月。") == []


def test_a_place_named_like_a_unit_is_no_unit() -> None:
    assert of_lead("公司于2016年在两江新区注册，注册资本5,600万元。")[-1][0] == "lead.registered_capital"
    assert of_lead("两江远控注册资本5,600万元。") == [("member.registered_capital", 5600, None, "actual")]


def test_who_wrote_a_passage_does_not_make_it_a_plan() -> None:
    assert of_lead("职工1,280人。", headings=("一、概况（研究院计划科按来稿整理）",)) == [
        ("lead.staff", 1280, None, "actual")
    ]
    assert of_lead("职工1,280人。", headings=("一、概况", "三年计划"))[0][3] == "target"


def test_a_form_is_about_who_fills_it_in() -> None:
    passage = Passage(None, about_all=True, form_of=UNITS.lead_subject())
    said = [s.subject.kind for s in stated_in("研发投入逐年：2021年1,382万元，2022年2,220万元。", None, (), UNITS, 2023, passage)]
    assert said == ["lead", "lead"]
    goal = [s.subject.kind for s in stated_in("到2026年研发投入达到5,000万元。", None, (), UNITS, 2023, passage)]
    assert goal == ["consortium"]


def test_the_owner_of_a_unit_is_not_spoken_of() -> None:
    assert of_lead("公司成立较早，是恒海集团有限公司控股的中试平台，注册资本1.2亿元。")[0][0] == "lead.registered_capital"
    assert read("晶源科技2022年销售收入1亿元，其母公司晶源控股2022年销售收入9亿元。") == [
        ("member.revenue", 10000, 2022, "actual")
    ]
    assert of_lead("恒海集团有限公司控股多家企业，2022年销售收入9亿元。") == []


def test_projects_of_a_level_are_no_platforms() -> None:
    assert of_lead("现有创新平台5个，承担科技项目8项，其中省级3项。") == [
        ("lead.platforms", 5, None, "actual"),
        ("lead.projects", 8, None, "actual"),
    ]
    assert of_lead("承担科技项目8项，现有创新平台5个，其中省级3个。")[-1] == ("lead.platforms_provincial", 3, None, "actual")


def test_a_year_with_de_dates_the_figure_from_which_it_grew() -> None:
    text = "2022年营业收入4亿元；投入强度由2020年的5.0%上升为2022年的6.2%。"
    assert of_lead("研发投入持续加大。" + text)[1:] == [
        ("lead.rd_intensity", 5.0, 2020, "actual"),
        ("lead.rd_intensity", 6.2, 2022, "actual"),
    ]
    assert of_lead("公司自2020年起步，营业收入4亿元。") == [("lead.founded", 2020, None, "actual")]


def test_a_share_behind_money_for_research_is_its_intensity() -> None:
    assert of_lead("2022年销售收入1.33亿元，研发投入465万元，占3.5%。")[-1] == ("lead.rd_intensity", 3.5, 2022, "actual")
    assert [f[0] for f in of_lead("2022年销售收入1.33亿元，产值1.5亿元，占3.5%。")] == ["lead.revenue", "lead.output"]


def test_what_all_consortia_of_a_city_are_to_reach_is_not_this_ones() -> None:
    assert read("全市联合体建设提出的研发投入强度目标为2027年达到2.5%。") == []
    assert read("联合体研发投入强度目标为2027年达到2.5%。") == [("consortium.rd_intensity", 2.5, 2027, "target")]


def test_a_party_that_nobody_names_is_not_the_party_before_it() -> None:
    assert read("乙方自筹900万元，戊方自筹620万元。") == [("member.self_funds", 900, 2023, "plan")]
    assert read("乙方自筹900万元，丙方自筹620万元。")[1] == ("member.self_funds", 620, 2023, "plan")


def test_what_a_sentence_of_a_party_says_is_paid_is_the_partys_unless_it_tells_the_whole() -> None:
    assert read("乙方承担整机集成，自筹0.188亿元。") == [("member.self_funds", 1880, 2023, "plan")]
    assert read("乙方承担整机集成，项目总投入3000万元，自筹1880万元。")[-1][0] == "consortium.self_funds"


def test_behind_a_part_the_whole_goes_on_after_a_semicolon_only() -> None:
    staff = of_lead("2022年末从业人员538人，其中专业技术人员271人；2021年末为497人。")
    assert ("lead.staff", 497, 2021, "actual") in staff
    technicians = of_lead("2022年末从业人员538人，其中专业技术人员271人，2021年末为250人。")
    assert ("lead.technical_staff", 250, 2021, "actual") in technicians


def test_what_grows_from_one_figure_to_another_is_held_and_aimed_at() -> None:
    assert of_lead("到2025年，专职研发人员由41人增至60人以上。") == [
        ("lead.rd_staff", 41, None, "actual"),
        ("lead.rd_staff", 60, 2025, "target"),
    ]


def test_a_term_dates_what_is_added_in_it_and_no_level() -> None:
    goals = read("到2026年，执行期内新增授权发明专利22件，牵头单位研发投入强度提高到6.8%。", headings=("目标",))
    assert goals == [
        ("consortium.invention_patents", 22, None, "target"),
        ("lead.rd_intensity", 6.8, 2026, "target"),
    ]


def test_last_year_is_the_applications_unless_compared() -> None:
    alone = of_lead("2021年营业收入6亿元，2022年营业收入7亿元；上年利润总额0.55亿元。")
    assert alone[-1] == ("lead.profit", 5500, 2022, "actual")
    compared = of_lead("2022年营业收入7亿元，较上年（6亿元）增长16.7%。")
    assert ("lead.revenue", 60000, 2021, "actual") in compared


def test_items_below_a_line_with_a_day_are_goals_of_its_year() -> None:
    passage = Passage(UNITS.lead_subject())
    assert list(stated_in("到2025年6月：", UNITS.lead_subject(), (), UNITS, 2023, passage)) == []
    (goal,) = stated_in("1）年营收到4.2亿元。", UNITS.lead_subject(), (), UNITS, 2023, passage)
    assert (goal.entry.id, goal.year, goal.nature.value) == ("revenue", 2025, "target")
    passage = Passage(UNITS.lead_subject())
    assert list(stated_in("主要成绩如下：", UNITS.lead_subject(), (), UNITS, 2023, passage)) == []
    assert not [one for one in stated_in("1）年营收到4.2亿元。", UNITS.lead_subject(), (), UNITS, 2023, passage) if one.year == 2025]


def test_items_below_a_line_with_a_year_are_of_it_though_one_looks_back() -> None:
    items = ("1. 营业收入8.46亿元；", "2. 研发投入3,284万元，2020年为2,900万元；", "3. 净利润4,840万元。")
    assert of_lead("先看几个数（2021年）：", *items) == [
        ("lead.revenue", 84600, 2021, "actual"),
        ("lead.rd", 3284, 2021, "actual"),
        ("lead.rd", 2900, 2020, "actual"),
        ("lead.profit", 4840, 2021, "actual"),
    ]
    assert 2021 not in [year for _, _, year, _ in of_lead("先看几个数：", *items)]
    assert 2021 not in [year for _, _, year, _ in of_lead("先看2020年、2021年的几个数：", *items)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "我司建有各级创新平台7个，其中国家级、省级、区级分别为2个、4个、1个。",
            {"platforms": 7, "platforms_national": 2, "platforms_provincial": 4},
        ),
        (
            "公司职工356人，其中研发、生产、销售、管理人员分别为88人、196人、38人、31人。",
            {"staff": 356, "researchers": 88},
        ),
    ],
    ids=["levels, one of which is no quantity", "people, of whom one kind is"],
)
def test_kinds_named_first_and_counted_in_turn(text: str, kinds: dict[str, float]) -> None:
    lead = UNITS.lead_subject()
    assert {s.entry.id: s.quantity.value for s in stated_in(text, lead, (), UNITS, 2023)} == kinds


def test_years_named_first_are_dealt_their_figures() -> None:
    text = "公司2021年、2022年研发投入分别为1,869万元、2,310万元。"
    assert read(text, default=UNITS.lead_subject()) == [
        ("lead.rd", 1869, 2021, "actual"),
        ("lead.rd", 2310, 2022, "actual"),
    ]
