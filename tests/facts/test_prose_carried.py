"""Figures whose clause leaves out what they are of: labels, pairs, restatements, and what is said behind them."""

from __future__ import annotations

from doccheck.facts.prose import stated_in
from doccheck.facts.regions import without_place
from doccheck.facts.sentence import Passage
from doccheck.facts.subjects import Subject, Units
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.programme.schema import Occasion, Programme, UnitKind

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
PARTNER = Organisation("苏州贡水玻璃有限公司", UnitKind.ENTERPRISE)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
UNITS = Units(MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, PARTNER)))
Read = list[tuple[str, float, int | None, str]]


def read(text: str, default: Subject | None, headings: tuple[str, ...]) -> Read:
    passage = Passage(default, about_all=default is None, term=(2023, 2026))
    return [
        (f"{s.subject.kind}.{s.entry.id}", s.quantity.value, s.year, s.nature.value)
        for s in stated_in(text, default, headings, UNITS, 2023, passage)
    ]


def in_plan(text: str, *headings: str) -> Read:
    return read(text, None, headings)


def of_lead(text: str, *headings: str) -> Read:
    return read(text, UNITS.lead_subject(), headings)


def test_a_label_that_is_a_sentence_names_what_follows() -> None:
    assert of_lead("2.研发投入。2021年2,990万元；2022年3,558万元。") == [
        ("lead.rd", 2990, 2021, "actual"),
        ("lead.rd", 3558, 2022, "actual"),
    ]
    assert of_lead("2.研发投入。2021年买设备用2,990万元。") == []


def test_a_label_of_money_takes_its_purpose_from_the_heading() -> None:
    assert of_lead("1.资金。4,190万元（2021年）、4,707万元（2022年）。", "（二）研发实力") == [
        ("lead.rd", 4190, 2021, "actual"),
        ("lead.rd", 4707, 2022, "actual"),
    ]
    assert of_lead("1.资金。4,190万元（2021年）。", "（二）经营情况") == []


def test_an_article_on_funds_deals_them_out_to_short_names() -> None:
    assert in_plan("第三条 自筹出资：两家商定。恒创精密2,000万元，贡水玻璃600万元。") == [
        ("lead.self_funds", 2000, 2023, "plan"),
        ("member.self_funds", 600, 2023, "plan"),
    ]
    assert in_plan("总投入：由各方分担。其他收入：1,500万元。") == []


def test_research_that_heads_a_list_of_years() -> None:
    text = "研发上不算阔气，但年年加码：2021年1,812万元，2022年2,122万元。"
    assert of_lead(text) == [("lead.rd", 1812, 2021, "actual"), ("lead.rd", 2122, 2022, "actual")]
    assert of_lead("研发人员不多，但产品年年加码：2021年1,812万元。") == []


def test_a_pair_holds_the_present_and_the_goal() -> None:
    assert in_plan("到2026年，恒创精密专职研发人员要从现在的61人加到90人。", "二、目标") == [
        ("lead.rd_staff", 61, None, "actual"),
        ("lead.rd_staff", 90, 2026, "target"),
    ]
    assert in_plan("到2026年，恒创精密研发投入强度由目前的6.5%提高到7%。", "二、目标") == [
        ("lead.rd_intensity", 6.5, 2022, "actual"),
        ("lead.rd_intensity", 7, 2026, "target"),
    ]


def test_what_there_is_now_is_no_goal_of_the_plan() -> None:
    assert in_plan("联合体现有专职研发人员618人。", "二、目标") == [("consortium.rd_staff", 618, None, "actual")]
    assert in_plan("现有基础扎实，联合体专职研发人员618人。", "二、目标") == [
        ("consortium.rd_staff", 618, None, "target")
    ]


def test_what_is_new_by_a_year_is_of_all_years_until_then() -> None:
    assert in_plan("到2026年联合体新添授权发明专利30件。") == [("consortium.invention_patents", 30, None, "target")]
    assert in_plan("2026年联合体新增授权发明专利9件。") == [("consortium.invention_patents", 9, 2026, "target")]


def test_a_series_that_rises_has_the_years_before_it() -> None:
    assert of_lead("2020—2022年研发投入5,878万元，占同期营业收入比重由5.0%、5.4%升到5.6%。")[1:] == [
        ("lead.rd_intensity", 5.0, 2020, "actual"),
        ("lead.rd_intensity", 5.4, 2021, "actual"),
        ("lead.rd_intensity", 5.6, 2022, "actual"),
    ]


def test_one_figure_in_two_units() -> None:
    assert of_lead("厂区占地126亩（合8.4万平方米）。") == [
        ("lead.area", 126, None, "actual"),
        ("lead.area", 84000, None, "actual"),
    ]
    assert of_lead("2022年销售收入34,105万元，广告费3.41亿元。") == [("lead.revenue", 34105, 2022, "actual")]


def test_a_part_is_named_behind_its_whole() -> None:
    assert of_lead("授权专利86件，授权专利里发明23件。")[-1] == ("lead.invention_patents", 23, None, "actual")
    assert of_lead("授权专利里外观23件。") == []


def test_money_that_goes_into_research() -> None:
    assert of_lead("2022年拿出412万元搞研发。") == [("lead.rd", 412, 2022, "actual")]
    assert of_lead("2022年拿出412万元建研发楼。") != [("lead.rd", 412, 2022, "actual")]


def test_everybody_is_heard_in_the_number_of_firms() -> None:
    assert ("consortium.staff", 5400, None, "at_least") in in_plan("六家企业的从业人员超过5,400人。")
    assert in_plan("带动六家企业的从业人员超过5,400人。") == []
    assert in_plan("4家企业和1家科研院所2022年合计营收14.76亿元。")[-1] == (
        "consortium.revenue", 147600, 2022, "actual",
    )  # fmt: skip


def test_a_plant_with_its_laboratory_is_no_other_unit() -> None:
    assert of_lead("厂房和实验室一共12,600平方米，2022年底总资产3.12亿元。") == [
        ("lead.area", 12600, None, "actual"),
        ("lead.assets", 31200, 2022, "actual"),
    ]


def test_projects_that_a_consortium_sets_itself() -> None:
    assert in_plan("主要抓3项课题：焊接。") == [("consortium.projects", 3, None, "plan")]
    assert in_plan("高校结题3项。") == []


def test_founded_behind_a_remark_with_another_year() -> None:
    assert of_lead("恒创精密（曾用名“恒创光电”，2020年更名）2016年成立。") == [("lead.founded", 2016, None, "actual")]
    assert of_lead("恒创精密2020年更名。") == []
    assert of_lead("恒创精密的前身是市第二电瓷厂（集体企业，1971年建厂）。") == []


def test_a_list_by_strokes_begins_with_the_year() -> None:
    assert of_lead("恒创精密—2017年／注册资本1,200万元／员工73人。")[0] == ("lead.founded", 2017, None, "actual")
    assert ("lead.founded", 2017, None, "actual") not in of_lead("恒创精密—2017年／收入1,200万元。")


def test_a_brand_that_is_a_county_elsewhere() -> None:
    assert without_place("重庆山城新能源汽车有限公司") == "山城新能源汽车有限公司"
    assert without_place("重庆市梁平区竹海板材有限公司") == "竹海板材有限公司"
    unit = Organisation("重庆凤凰湖数控机床有限公司", UnitKind.ENTERPRISE)
    units = Units(MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, unit)))
    assert [found for *_, found in units.mentions("落户凤凰湖园区")] == []
    assert [found for *_, found in units.mentions("凤凰湖数控出资")] == [unit]


def test_a_reform_of_a_unit_founded_before_is_no_founding() -> None:
    assert of_lead("恒创精密2011年由几位工程师成立，2015年引进战略投资者改制，注册资本4,500万元。")[0][:2] == ("lead.founded", 2011)
    assert [f[1] for f in of_lead("1998年企业改制，改为总厂；公司2006年注册成立。")] == [2006]
    assert [f[1] for f in of_lead("公司2004年由国营厂改制，现有职工略。")] == [2004]
    assert of_lead("公司2012年改制更名，代码未变。") == []


def test_what_capital_and_grounds_once_were_is_no_figure() -> None:
    assert [f[1] for f in of_lead("2014年增资，注册资本由2,000万元增至6,000万元。")] == [6000]
    assert [f[1] for f in of_lead("从老厂搬到高新区，占地由48亩扩大到163,000平方米。")] == [163000]


def test_books_with_subsidiaries_that_are_supposed_to_be_added() -> None:
    for words in ("若连同两家控股子公司合并计算，2022年", "如果把海外子公司并进来，2022年合并"):
        assert of_lead(f"{words}营业收入为29.15亿元。") == [("lead.revenue", 291500, 2022, "actual")]
    text = "本公司有一家控股的贸易公司（只卖配件），按合并报表2022年营业收入为2.31亿元。"
    assert of_lead(text) == [("lead.revenue", 23100, 2022, "actual")]
    assert of_lead("本公司有一家控股的贸易公司，2022年营业收入为2.31亿元。") == []


def test_items_of_a_label_and_a_figure_below_goals() -> None:
    headings = ("申报表", "四、建设目标（到2026年）")
    assert in_plan("·创新平台：14个", *headings) == [("consortium.platforms", 14, None, "target")]
    assert in_plan("·课题：5项", *headings) == [("consortium.projects", 5, None, "target")]
    assert in_plan("·企业营业收入合计：12亿元（2022年为84,308.70万元）", *headings) == [
        ("consortium.revenue", 120000, 2026, "target"),
        ("consortium.revenue", 84308.7, 2022, "actual"),
    ]
    assert in_plan("·发展方向：14个", *headings) == []


def test_a_year_behind_a_figure_with_a_remark() -> None:
    assert of_lead("·工业总产值：21,500万元（2022年，产值含自用设备，所以大于收入）") == [("lead.output", 21500, 2022, "actual")]


def test_sales_of_ones_own_trade_are_no_research() -> None:
    text = "三年研发投入累计22,832万元。2022年主营业务收入238,900万元，占营业收入的96.8%。"
    assert [f[0] for f in of_lead(text)] == ["lead.rd", "lead.main_revenue"]
    assert [f[0] for f in of_lead("2022年研发投入10,366万元，占营业收入的4.2%。")] == ["lead.rd", "lead.rd_intensity"]
