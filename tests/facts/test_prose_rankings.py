"""Figures of units one after the other, sums over years, sources of money and books of a group; and look-alikes."""

from __future__ import annotations

from doccheck.facts.prose import stated_in
from doccheck.facts.sentence import Passage
from doccheck.facts.subjects import Subject, Units
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.programme.schema import Occasion, Programme, UnitKind

LEAD = Organisation("重庆澄曜医疗器械有限公司", UnitKind.ENTERPRISE, True, ("澄曜医疗",))
PARTNER = Organisation("成都衡视图像技术有限公司", UnitKind.ENTERPRISE)
HOSPITAL = Organisation("重庆泓澍医院", UnitKind.OTHER)
SCHOOL = Organisation("渝西农林大学", UnitKind.UNIVERSITY)
INSTITUTE = Organisation("西南竹材与纤维研究所", UnitKind.INSTITUTE)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2021, rows=[])
MEMBERS = (LEAD, PARTNER, HOSPITAL, SCHOOL, INSTITUTE)
UNITS = Units(MappedSubmission(PROGRAMME, Occasion.APPLY, 2021, "s", {}, lead=LEAD, members=MEMBERS))
TERM = (2021, 2024)


def read(text: str, default: Subject | None = None) -> list[tuple[str, str, float, int | None, int | None]]:
    """(first signs of the unit, quantity, value, first year, last year) of each figure."""
    passage = Passage(default, about_all=default is None, term=TERM)
    return [
        (s.subject.name[2:4], s.entry.id, s.quantity.value, s.year, s.until)
        for s in stated_in(text, default, (), UNITS, 2021, passage)
    ]


def of_lead(text: str) -> list[tuple[str, float, int | None, int | None]]:
    return [one[1:] for one in read(text, UNITS.lead_subject())]


def test_a_ranking_goes_on_with_units_alone() -> None:
    text = "按2020年营业收入排，澄曜医疗以43,175万元居首，衡视图像2.35亿元次之。"
    assert read(text) == [("澄曜", "revenue", 43175, 2020, None), ("衡视", "revenue", 23500, 2020, None)]
    assert of_lead("2020年营业收入2.35亿元，检修10次，检测1亿元多次。")[:1] == [("revenue", 23500, 2020, None)]


def test_what_all_have_together_parts_no_ranking() -> None:
    text = "有效发明专利五家合计1448件，除泓澍医院的1286件外，其余四家162件，最多的是农林大学44件，其后依次为澄曜医疗37件、衡视图像18件。"
    assert [f[:3] for f in read(text)] == [
        ("", "invention_patents", 1448),
        ("农林", "invention_patents", 44),
        ("澄曜", "invention_patents", 37),
        ("衡视", "invention_patents", 18),
    ]
    other = "有效发明专利五家合计1448件，注册商标162件，泓澍医院44件。"
    assert 44 not in [f[2] for f in read(other)]


def test_units_go_on_with_the_sum_of_the_sentence_before() -> None:
    text = "专职研发人员一共646人。澄曜医疗187人最多，农林大学108人其次。"
    assert [f[:3] for f in read(text)] == [
        ("", "rd_staff", 646),
        ("澄曜", "rd_staff", 187),
        ("农林", "rd_staff", 108),
    ]
    assert [f[:3] for f in read("发明专利合计537件，农林大学415件，竹材所52件。")] == [
        ("", "invention_patents", 537),
        ("农林", "invention_patents", 415),
        ("竹材", "invention_patents", 52),
    ]


def test_a_topic_may_be_said_at_the_head_and_its_year_in_the_last_bracket() -> None:
    text = "收入上，澄曜医疗8.27亿元打头，衡视图像2.63亿元垫底（2020年）。"
    assert read(text) == [("澄曜", "revenue", 82700, 2020, None), ("衡视", "revenue", 26300, 2020, None)]
    assert read("收入上，澄曜医疗8.27亿元打头，衡视图像2.63亿元垫底。") == []


def test_money_laid_out_goes_on_with_research() -> None:
    text = "2020年研发强度衡视图像14.0%最高。衡视图像投入1,380.4万元。"
    assert read(text)[-1] == ("衡视", "rd", 1380.4, 2020, None)
    assert read("衡视图像投入1,380万元。")[-1][1] == "investment"


def test_years_counted_part_no_name_from_its_figure() -> None:
    text = "2018—2020年利润总额三年累计12,125万元，纳税三年累计5,431万元。"
    assert of_lead(text) == [("profit", 12125, 2018, 2020), ("tax", 5431, 2018, 2020)]


def test_a_series_from_one_to_the_next_and_on() -> None:
    text = "从2018年到2020年，营业收入由9.63亿元到11.248亿元再到12.865亿元。"
    assert of_lead(text) == [
        ("revenue", 96300, 2018, None),
        ("revenue", 112480, 2019, None),
        ("revenue", 128650, 2020, None),
    ]


def test_what_is_left_of_money_is_told_by_its_source() -> None:
    text = "三年建设期里计划花1.26亿元，各家自筹9600万元，其余3000万元申请财政支持。"
    assert [f[1:3] for f in read(text)] == [("total", 12600), ("self_funds", 9600), ("fiscal_funds", 3000)]
    assert of_lead("2020年主营业务收入79,850万元，其余2,840万元是废纸边角。") == [("main_revenue", 79850, 2020, None)]


def test_books_of_the_group_are_the_units_own_unless_it_is_its_parents() -> None:
    assert of_lead("并入山东子公司以后，集团2020年营业收入17.4亿元。") == [("revenue", 174000, 2020, None)]
    assert of_lead("母公司西锦控股集团合并营收18.7亿元。") == []


def test_the_first_of_the_projects_are_no_total() -> None:
    assert read("任务分4项课题。前两项合计7550万元占六成，后两项5050万元。")[1:] == []


def test_a_goal_rises_from_the_base_that_the_sentence_names() -> None:
    text = "到2024年，联合体营业收入由基期的9.575亿元增加到15亿元，研发投入强度由10.1%提高到11.0%。"
    assert [f[1:4] for f in read(text)] == [
        ("revenue", 95750, 2020),
        ("revenue", 150000, 2024),
        ("rd_intensity", 10.1, 2020),
        ("rd_intensity", 11.0, 2024),
    ]
    assert [f[1:4] for f in read("到2024年，联合体营业收入由9.575亿元增加到15亿元。")] == [("revenue", 150000, 2024)]
