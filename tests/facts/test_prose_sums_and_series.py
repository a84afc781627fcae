"""Sums over all members and over years, and series: whose they are, of which years, and what a look-alike is not."""

from __future__ import annotations

from doccheck.facts.prose import stated_in
from doccheck.facts.sentence import Passage
from doccheck.facts.subjects import Subject, Units
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.programme.schema import Occasion, Programme, UnitKind

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
PARTNER = Organisation("苏州晶源科技有限公司", UnitKind.ENTERPRISE)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
UNITS = Units(MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, PARTNER)))
TERM = (2023, 2026)


def read(
    text: str, default: Subject | None, headings: tuple[str, ...] = ()
) -> list[tuple[str, float, int | None, int | None, str]]:
    """(subject.quantity, value, first year, last year, nature) of each figure."""
    passage = Passage(default, about_all=default is None, term=TERM)
    return [
        (f"{s.subject.kind}.{s.entry.id}", s.quantity.value, s.year, s.until, s.nature.value)
        for s in stated_in(text, default, headings, UNITS, 2023, passage)
    ]


def in_plan(text: str, *headings: str) -> list[tuple[str, float, int | None, int | None, str]]:
    return read(text, None, headings)


def of_lead(text: str) -> list[tuple[str, float, int | None, int | None, str]]:
    return read(text, UNITS.lead_subject())


def test_a_sum_over_all_members_is_the_consortiums_and_so_is_what_follows() -> None:
    assert in_plan("苏州晶源2022年营业收入0.9亿元。全体成员2022年研发投入合计6.11亿元，授权发明专利900件。") == [
        ("member.revenue", 9000, 2022, None, "actual"),
        ("consortium.rd", 61100, 2022, None, "actual"),
        ("consortium.invention_patents", 900, None, None, "actual"),
    ]


def test_the_lead_counted_in_is_not_the_one_spoken_of() -> None:
    text = "2022年，联合体成员（含牵头单位）营业收入合计2.82亿元，研发投入2,785.1万元。"
    assert [f[0] for f in in_plan(text)] == ["consortium.revenue", "consortium.rd"]
    assert [f[0] for f in in_plan("2022年，牵头单位营业收入2.82亿元，研发投入2,785.1万元。")] == [
        "lead.revenue",
        "lead.rd",
    ]


def test_enterprises_added_up_are_the_consortium_and_an_enterprise_of_a_profile_is_itself() -> None:
    assert in_plan("企业2022年营业收入加总6.4亿元。") == [("consortium.revenue", 64000, 2022, None, "actual")]
    assert of_lead("企业2022年营业收入6.4亿元。") == [("lead.revenue", 64000, 2022, None, "actual")]


def test_three_years_added_up_behind_their_figures() -> None:
    text = "研发投入2020年2,292万元、2021年3,104万元、2022年3,844万元，三年共9,240万元，年均3,080万元。"
    assert [f[1:] for f in of_lead(text)] == [
        (2292, 2020, None, "actual"),
        (3104, 2021, None, "actual"),
        (3844, 2022, None, "actual"),
        (9240, 2020, 2022, "cumulative"),
    ]


def test_three_years_without_figures_are_those_before_the_application() -> None:
    assert of_lead("三年研发投入合计3,324万元，占三年收入66,900万元的4.97%。")[:2] == [
        ("lead.rd", 3324, 2020, 2022, "cumulative"),
        ("lead.revenue", 66900, 2020, 2022, "cumulative"),
    ]


def test_a_duration_of_three_years_is_no_sum() -> None:
    assert of_lead("2022年研发投入3,844万元，协议延续三年，营业收入1.2亿元。") == [
        ("lead.rd", 3844, 2022, None, "actual"),
        ("lead.revenue", 12000, 2022, None, "actual"),
    ]


def test_a_list_without_a_name_deals_out_what_was_spoken_of() -> None:
    text = "建设期内联合体新增授权发明专利30件，四个年度依次为4件、9件、11件、6件。"
    assert in_plan(text, "二、目标") == [
        ("consortium.invention_patents", 30, None, None, "target"),
        ("consortium.invention_patents", 4, 2023, None, "target"),
        ("consortium.invention_patents", 9, 2024, None, "target"),
        ("consortium.invention_patents", 11, 2025, None, "target"),
        ("consortium.invention_patents", 6, 2026, None, "target"),
    ]


def test_a_list_of_more_figures_than_years_is_left_out() -> None:
    text = "建设期内联合体新增授权发明专利30件，五家依次为4件、9件、11件、3件、3件。"
    assert len(in_plan(text, "二、目标")) == 1


def test_a_list_goes_on_with_a_later_year() -> None:
    text = "2020、2021两年营业收入分别为1.4亿元和1.6亿元，2022年做到1.86亿元。"
    assert [f[1:3] for f in of_lead(text)] == [(14000, 2020), (16000, 2021), (18600, 2022)]


def test_a_year_that_is_only_looked_back_to_dates_its_own_figure_alone() -> None:
    text = "2022年营业收入23,640万元，2021年为21,490万元，同比增长10%；研发投入1,418万元。"
    assert [f[1:3] for f in of_lead(text)] == [(23640, 2022), (21490, 2021), (1418, 2022)]
    text = "研发投入2021年为0.514亿元，上一年4,620万元。"
    assert [f[1:3] for f in of_lead(text)] == [(5140, 2021), (4620, 2020)]


def test_planned_is_what_a_heading_says_unless_the_sentence_speaks_of_years_gone_by() -> None:
    text = "成员企业2022年营业收入合计12.2亿元，授权发明专利800件以上。"
    assert [f[4] for f in in_plan(text, "一、基础与目标")] == ["actual", "at_least"]
    assert [f[4] for f in in_plan("联合体授权发明专利800件以上。", "一、基础与目标")] == ["target"]


def test_what_a_clause_begins_with_heads_the_years_behind_it() -> None:
    assert in_plan("分年投入：2023年1,200万元、2024年2,600万元。") == [
        ("consortium.investment", 1200, 2023, None, "plan"),
        ("consortium.investment", 2600, 2024, None, "plan"),
    ]
    text = "研发上从不抠门，2021年投404万元、2022年投515.2万元。"
    assert [f[:3] for f in of_lead(text)] == [("lead.rd", 404, 2021), ("lead.rd", 515.2, 2022)]


def test_a_list_ends_where_another_unit_begins() -> None:
    text = "2020年至2022年研发投入依次为812万元、921万元、1,025万元，近三年累计2,758万元。"
    assert [f[1:4] for f in of_lead(text)] == [
        (812, 2020, None),
        (921, 2021, None),
        (1025, 2022, None),
        (2758, 2020, 2022),
    ]


def test_from_and_to_are_the_ends_of_a_span() -> None:
    assert [f[1:] for f in of_lead("公司近三年收入从3.82亿元做到5.49亿元。")] == [
        (38200, 2020, None, "actual"),
        (54900, 2022, None, "actual"),
    ]
    assert [f[1:] for f in of_lead("公司近三年累计收入13.8亿元。")] == [(138000, 2020, 2022, "cumulative")]


def test_three_years_of_research_are_a_span_whatever_stands_between() -> None:
    for text in ("三年一共花了研发投入3,049.3万元。", "三年研发一共投了3,049.3万元。", "三年研发累计3,049.3万元。"):
        assert of_lead(text) == [("lead.rd", 3049.3, 2020, 2022, "cumulative")], text


def test_as_many_units_as_there_are_make_the_consortium_and_fewer_do_not() -> None:
    four = [Organisation(f"苏州{name}科技有限公司", UnitKind.ENTERPRISE) for name in ("晶源", "衡曜", "铸鼎", "锐叶")]
    mapped = MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, *four))
    units = Units(mapped)
    passage = Passage(units.lead_subject(), term=TERM)

    def whose(text: str) -> list[str]:
        return [s.subject.kind for s in stated_in(text, units.lead_subject(), (), units, 2023, passage)]

    assert whose("研发人员五家共1,118人。") == ["consortium"]
    assert whose("研发人员四家共1,118人。") != ["consortium"]


def test_a_bracket_that_counts_in_names_nothing_of_the_list_behind_it() -> None:
    found = in_plan("各方投入（含分得的财政资金）分别为：恒创精密2,080万元；苏州晶源1,090万元。")
    assert not [fact for fact in found if "fiscal" in fact[0]]
    assert in_plan("申请财政资金：1,090万元。")[0][0] == "consortium.fiscal_funds"


def test_two_sums_of_which_both_were_told_are_what_is_put_in() -> None:
    found = in_plan("自筹四年之和为5,200万元，财政四年之和为1,200万元，2024年两项并计600万元。")
    assert found[-1] == ("consortium.investment", 600, 2024, None, "plan")
    found = in_plan("财政资金1,200万元，其中2024年两项补助合计600万元。")
    assert not [f for f in found if f[0] == "consortium.investment"]


def test_units_added_up_are_no_single_one() -> None:
    added = "{}家单位目前的有效知识产权合计1,834件。"
    assert in_plan(added.format("两"))[-1][0] == "consortium.patents"
    assert read(added.format("两"), UNITS.lead_subject())[-1][0] == "consortium.patents"
    assert read(added.format("五"), UNITS.lead_subject()) == []
    assert read("本企业目前的有效知识产权合计1,834件。", UNITS.lead_subject())[-1][0] == "lead.patents"
