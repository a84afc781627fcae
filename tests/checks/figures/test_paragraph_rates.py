"""Rates judged by the figures of their own paragraph, and those that are left alone."""

from __future__ import annotations

import pytest

from doccheck.checks.figures.paragraph_figures import labelled
from doccheck.checks.figures.paragraph_rates import verdicts
from doccheck.checks.figures.terms import Term

REFERENCE = 2023


def wrong(text: str) -> list[str]:
    return [v.message for v in verdicts(text, REFERENCE) if v.wrong]


def test_a_figure_carries_on_what_the_one_before_is_of() -> None:
    found = labelled("营业收入2021年3.5亿元,2022年为4.2亿元,其中出口1.1亿元", REFERENCE)
    assert [f.topic for f in found] == ["营业收入", "营业收入", "出口"]
    assert [f.term.year for f in found][:2] == [2021, 2022]


def test_by_how_much_a_figure_rose_is_no_operand() -> None:
    figures = labelled("2022年收入3,875万元,2021年3,100万元,比上年多了775万元", REFERENCE)
    assert [f.difference for f in figures] == [False, False, True]


@pytest.mark.parametrize(
    ("said", "right"),
    [("人均产值168万元", "人均产值140万元"), ("人均产值150万元", "人均产值140.0万元")],
)
def test_a_mean_per_head_is_the_sum_over_the_heads(said: str, right: str) -> None:
    before = "2022年完成产值58,800万元,以职工420人计,"
    assert wrong(before + said)
    assert "140 万元" in wrong(before + said)[0]
    assert not wrong(before + right)


def test_a_ratio_is_of_the_two_figures_that_it_names() -> None:
    before = "总投入36,000万元,其中自筹资金28,000万元、财政资金8,000万元,自筹与财政之比为"
    assert "3.5:1" in wrong(before + "2:1")[0]
    assert not wrong(before + "3.5:1")
    assert not wrong("自筹6,000万元,财政3,000万元,课题一自筹与财政之比为7:3")


def test_another_units_revenue_is_no_whole_where_a_unit_is_named_between() -> None:
    text = "五家企业2022年营业收入合计4.37亿元。磐丝公司研发投入579万元,占收入的6.0%。"
    assert wrong(text)
    assert not [v for v in verdicts(text, REFERENCE, [text.index("磐丝")]) if v.wrong]


def test_the_year_before_is_looked_up_where_the_paragraph_gives_one_year_only() -> None:
    def record(figure: Term, quantity: str, back: int) -> list[Term]:
        old = Term("tax", 2021, 3560.0, 3559.5, 3560.5, "万元", "3,560万元")
        return [old] if back == 1 and not quantity else []

    text = "2022年缴税4,218万元,较上年增长{}%。"
    assert [v.wrong for v in verdicts(text.format("23.6"), REFERENCE, (), record)] == [True]
    assert [v.wrong for v in verdicts(text.format("18.5"), REFERENCE, (), record)] == [False]


def test_a_unit_wrong_by_ten_thousand_is_another_checks_finding() -> None:
    assert not wrong("2022年营业收入21,350亿元,2021年为19,874万元,同比增长7.4%。")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2021年营业收入9,600万元,比上年多了1,200万元,增幅{}%。", "14.3"),
        ("去年收入9,600万元,净增1,200万元,增长{}%。", "14.3"),
        ("研发投入增加300万元,达到1,500万元,增长{}%。", "25"),
        ("产值今年做到8,400万元,比去年少了1,600万元,降幅{}%。", "16"),
        ("公司2021年销售4.19亿元,较2020年的33,480万元增长两成五;利润总额4,260万元,比上年的3,120万元增长{}%。", "36.5"),
        ("2022年收入5.42亿元;利润4,930万元,约0.49亿,比2021年的3,870万元增长{}%。", "27.4"),
        ("2022年我们卖了8.64亿元的零食,而2021年这个数是78,150万元,一年涨了{}%。", "10.6"),
        ("2022年研发投入2,720万元,前一年是2,009万元,增长{}%。", "35.4"),
    ],
)
def test_growth_finds_its_base_beside_other_figures(text: str, right: str) -> None:
    assert not wrong(text.format(right))
    assert wrong(text.format(float(right) + 11.5))


def test_growth_of_one_thing_is_not_judged_by_another_behind_the_semicolon() -> None:
    assert not wrong("2022年利润1.01亿元,比上年多15.0%;纳税4,720万元,2021年是0.401亿元。")


def test_a_share_of_the_total_is_of_that_of_the_sentence_before() -> None:
    text = "各方自筹资金总额4,000万元。甲方自筹1,400万元,占总额的{}%;乙方自筹600万元,占总额的15%。"
    assert "35.0%" in wrong(text.format(42))[0]
    assert not wrong(text.format(35))


def test_the_share_of_some_units_may_be_of_their_money() -> None:
    assert not wrong("五家企业2022年营业收入合计26.8亿元,其中骨干两家占了七成多一点;")


def test_a_mean_per_head_takes_the_staff_from_the_record() -> None:
    def record(figure: Term, quantity: str, back: int) -> list[Term]:
        return [Term("staff", None, 205.0, 205.0, 205.0, "人", "205人")] if quantity == "staff" else []

    text = "产值9,840万元,人均产值{}万元。"
    assert [v.wrong for v in verdicts(text.format("五十六"), REFERENCE, (), record)] == [True]
    assert not list(verdicts(text.format("四十八"), REFERENCE, (), record))


def test_of_a_hundred_yuan_there_may_be_tenths() -> None:
    text = "2022年收入6,800万元,研发投入238万元,每百元收入拿出三元{}角搞研发。"
    assert not wrong(text.format("五"))
    assert wrong(text.format("九"))


def test_a_whole_that_is_only_nearly_told_judges_nothing() -> None:
    assert not wrong("2022年营收接近1亿元,研发投入1,185万元,约为营收的百分之十二。")


def test_growth_a_year_over_what_follows_two_years() -> None:
    said = "营业收入2018年1.562亿元,2019年2.03亿元,2020年2.63亿元;2018—2020年两年下来年均增长{}%。"
    assert wrong(said.format("35.2"))
    assert not wrong(said.format("29.8"))


def test_the_staff_is_named_by_a_word_that_begins_like_a_preposition() -> None:
    said = "2022年末从业人员计738人,内有技术人员412人、专职研发人员164人,专职研发人员占从业人员之比为{}%。"
    assert wrong(said.format("24.2"))
    assert not wrong(said.format("22.2"))


def test_a_rough_figure_is_taken_from_the_record() -> None:
    exact = Term("revenue", 2022, 96480.0, 96479.5, 96480.5, "万元", "96,480")
    said = "2022年营业收入约9.65亿元,较2021年的76,330万元增长{}%。"
    for rate, right in (("28.4", False), ("26.4", True)):
        found = list(verdicts(said.format(rate), REFERENCE, (), lambda *_: [exact]))
        assert [v.wrong for v in found] == [not right]


def test_half_a_years_sum_has_no_whole_year_for_a_base() -> None:
    old = Term("revenue", 2022, 43488.6, 43488.55, 43488.65, "万元", "43,488.6")
    said = "2023年上半年实现营业收入2.38亿元,同比增长17.6%。"
    assert not list(verdicts(said, REFERENCE, (), lambda *_: [old]))


def test_part_of_the_time_is_no_share_and_a_whole_of_another_unit_no_operand() -> None:
    assert wrong("研发人员61人，其中46人专职，另15人一半时间在车间。") == []
    assert wrong("总投入9,600万元，自筹7,200万元，财政资金2,400万元，财政资金占总投入的30%。") != []
    assert wrong("研发人员142人，研发投入占到公司7家单位的三成。") == []


def test_a_share_said_after_another_unit_was_named_is_not_of_the_figures_before() -> None:
    text = "沁衡2020年营业收入38,900万元，研发投入1,556万元；澈元规模虽小，2020年研发投入占营业收入的8.00%。"
    assert not [v for v in verdicts(text, 2021, (0, text.index("澈元"))) if v.wrong]
    assert [v for v in verdicts(text.replace("澈元规模虽小，", ""), 2021, (0,)) if v.wrong]


def test_last_years_figure_behind_this_years() -> None:
    assert wrong("营业收入9.135亿元（口径：母公司单体）,上年为7.96亿元,比上年增长16.7%")
    assert not wrong("营业收入9.135亿元（口径：母公司单体）,上年为7.96亿元,比上年增长14.8%")


@pytest.mark.parametrize(("rate", "is_wrong"), [("65.7%", True), ("55.7%", False)])
def test_what_a_figure_rises_to_is_of_a_later_year_though_none_is_said(rate: str, is_wrong: bool) -> None:
    text = f"力争到2026年成员企业营业收入由2022年的61,000万元提升至95,000万元,增长{rate}。"
    assert bool(wrong(text)) is is_wrong


@pytest.mark.parametrize(("rate", "is_wrong"), [("6.87%", False), ("6.37%", True)])
def test_the_latter_is_a_share_of_the_former(rate: str, is_wrong: bool) -> None:
    text = f"三年营业收入合计14.461亿元，三年研发投入合计9,931万元，后者占前者的{rate}。"
    assert bool(wrong(text)) is is_wrong
    turned = f"三年研发投入合计9,931万元，三年营业收入合计14.461亿元，前者占后者的{rate}。"
    assert bool(wrong(turned)) is is_wrong


def test_a_sum_of_several_years_is_no_share_of_one_years_sales() -> None:
    text = "五家企业2022年营业收入合计约19.7亿元。我司近三年研发投入21,246.66万元，占同期营业收入的8.56%。"
    assert not wrong(text)
    assert wrong("近三年营业收入累计24亿元，近三年研发投入累计2.1亿元，占同期营业收入的8.1%。")
    assert wrong("2022年营业收入19.7亿元，研发投入2.12亿元，占营业收入的8.56%。")
    assert wrong("2022年销售收入8.40亿元；其中近三年内上市的新产品卖了2.31亿元，占销售收入的22.5%。")


@pytest.mark.parametrize(("rate", "is_wrong"), [("15.0%", False), ("25.0%", True)])
def test_what_a_figure_is_measured_by_is_of_the_figure_right_before(rate: str, is_wrong: bool) -> None:
    text = f"某集团2021年合并营业收入9.8亿元,其中本公司营业收入41,260万元,较2020年的35,870万元增长{rate}。"
    assert bool(wrong(text)) is is_wrong


def test_a_sibling_of_the_part_is_no_total() -> None:
    text = "课题二把排放降下来,经费3,600万元。课题四建数据库,经费1,900万元,占总经费的15.4%"
    assert not wrong(text)
    assert wrong("总经费9,600万元。课题四建数据库,经费1,900万元,占总经费的15.4%")


def test_a_share_in_a_remark_on_another_year_is_not_of_this_years_whole() -> None:
    text = "2023年销售收入9.36亿元，研发投入5,429万元，占销售收入5.80%（2022年为4,557万元，占5.60%）。"
    assert wrong(text) == []
    assert len(wrong(text.replace("5.80%", "8.50%"))) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("去年收入七亿二千万元,前年六亿一千万元,一年之间长了25%。", 1),
        ("去年收入七亿二千万元,前年六亿一千万元,一年之间长了18%。", 0),
        ("甲厂2022年收入5亿元,前年4亿元;乙厂2022年收入9,000万元,较上一年的9,240万元降了2.6%。", 0),
        ("2020年税金820万元,2022年比2020年多了205万元,涨25%。", 0),
        ("2020年税金820万元,2022年比2020年多了205万元,涨33%。", 1),
    ],
)
def test_growth_is_of_its_own_years_and_its_own_piece_of_a_list(text: str, told: int) -> None:
    assert len(wrong(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2021年营业收入4.2亿元。2022年出口收入7,800万元,占营业收入的15.1%。", 0),
        ("2022年营业收入4.2亿元。2022年出口收入7,800万元,占营业收入的15.1%。", 1),
        ("去年营业收入2.1亿元。三年收入合起来5.3亿元。去年研发投入880万元,占收入4.2%。", 0),
        ("收入合计近五亿元,研发投入合计两千一百余万元,后者为前者的5.9%。", 1),
        ("收入合计近五亿元,研发投入合计两千一百余万元,后者为前者的4.3%。", 0),
    ],
)
def test_a_share_is_of_the_sum_of_its_own_year(text: str, told: int) -> None:
    assert len(wrong(text)) == told


def test_a_share_of_the_total_may_be_that_of_all() -> None:
    text = "甲方投入2,900万元,其中自筹2,400万元,占总投入的33.7%。"
    total = Term("total", None, 8600.0, 8599.5, 8600.5, "万元", "8,600")
    assert wrong(text)
    record = lambda _figure, quantity, _back: [total] if quantity == "total" else []  # noqa: E731
    assert not [v for v in verdicts(text, REFERENCE, (), record) if v.wrong]


def test_years_told_beside_a_later_one_date_only_their_own_figure() -> None:
    found = labelled("2022年收入3亿元,上年2.5亿元;研发投入1,500万元,大前年900万元", REFERENCE)
    assert [f.term.year for f in found] == [2022, 2021, 2022, 2020]
