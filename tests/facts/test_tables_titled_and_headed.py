"""Tables whose title stands in their first row, whose header's merged cells were left open, whose unit stands below."""

from __future__ import annotations

import pytest

from doccheck.document import Document
from doccheck.facts.extract import extract
from doccheck.mapping.model import MappedSubmission, Part, Passage
from doccheck.programme.schema import Occasion, Programme, Role
from tests.facts.test_tables import LEAD, MEMBERS, read, table

MERGED = """
单位名称 | 2022年经营情况（万元） | < | 2022年末人员（人） | <
^ | 销售收入 | 研发投入 | 职工 | 研发人员
江苏恒创精密装备股份有限公司 | 800 | 40 | 320 | 60
苏州晶源科技有限公司 | 500 | 25 | 80 | 20
"""
FOUND = [
    ("lead.revenue", "恒创", 2022, None, "actual", 800),
    ("lead.rd", "恒创", 2022, None, "actual", 40),
    ("lead.staff", "恒创", 2022, None, "actual", 320),
    ("lead.researchers", "恒创", 2022, None, "actual", 60),
    ("member.revenue", "晶源", 2022, None, "actual", 500),
    ("member.rd", "晶源", 2022, None, "actual", 25),
    ("member.staff", "晶源", 2022, None, "actual", 80),
    ("member.researchers", "晶源", 2022, None, "actual", 20),
]


@pytest.mark.parametrize(
    ("header", "below"),
    [
        ("单位名称 | 2022年经营情况（万元） | < | 2022年末人员（人） | <", "^ | 销售收入 | 研发投入 | 职工 | 研发人员"),
        ("单位名称 | 2022年经营情况（万元） | | 2022年末人员（人） |", " | 销售收入 | 研发投入 | 职工 | 研发人员"),
        (
            "单位名称 | 2022年经营情况（万元） | 2022年经营情况（万元） | 2022年末人员（人） | 2022年末人员（人）",
            "单位名称 | 销售收入 | 研发投入 | 职工 | 研发人员",
        ),
    ],
    ids=["merged", "left open", "said again"],
)
def test_two_rows_of_headers_are_read_alike_however_their_cells_are_merged(header: str, below: str) -> None:
    rows = MERGED.strip().splitlines()[2:]
    assert read("\n".join([header, below, *rows]), role="roster") == FOUND


def test_a_title_in_the_first_row_gives_the_table_its_unit_and_year() -> None:
    found = read(
        "表1 各单位2022年经营情况（单位：万元） | < | <\n"
        "单位 | 销售收入 | 研发投入\n江苏恒创精密装备股份有限公司 | 800 | 40\n苏州晶源科技有限公司 | 500 | 25",
        role="roster",
    )
    assert [(q, y, v) for q, _, y, _, _, v in found] == [
        ("lead.revenue", 2022, 800),
        ("lead.rd", 2022, 40),
        ("member.revenue", 2022, 500),
        ("member.rd", 2022, 25),
    ]


def test_lines_further_down_part_a_form_and_are_no_title() -> None:
    found = read("一、2022年经营（万元） | <\n销售收入 | 800\n二、2021年经营（万元） | <\n销售收入 | 700")
    assert [(y, v) for _, _, y, _, _, v in found] == [(2022, 800), (2021, 700)]


def test_letter_spaced_labels_are_words() -> None:
    found = read("职 工 总 数 | 320人\n发　明　专　利 | 12件\n注 册 资 本 | 500万元")
    assert [(q, v) for q, *_, v in found] == [
        ("lead.staff", 320),
        ("lead.invention_patents", 12),
        ("lead.registered_capital", 500),
    ]


def test_answers_may_stand_under_their_labels() -> None:
    found = read(
        "成立时间 | 注册资本 | 2022年营业收入\n2009年 | 500万元 | 800万元\n"
        "职工总数 | 研发人员 | 发明专利\n320人 | 60人 | 12件"
    )
    assert [(q, v) for q, *_, v in found] == [
        ("lead.founded", 2009),
        ("lead.registered_capital", 500),
        ("lead.revenue", 800),
        ("lead.staff", 320),
        ("lead.researchers", 60),
        ("lead.invention_patents", 12),
    ]


@pytest.mark.parametrize(
    ("note", "worth"),
    [("注：表中金额单位为万元。", 800), ("说明：以上金额均以百万元计。", 80000), ("注：数据取自审计报告。", None)],
)
def test_a_note_below_may_give_the_unit(note: str, worth: float | None) -> None:
    found = read("指标 | 2021年 | 2022年\n销售收入 | 700 | 800\n研发投入 | 30 | 40", caption="主要指标", below=note)
    assert [v for q, _, y, _, _, v in found if (q, y) == ("lead.revenue", 2022)] == ([] if worth is None else [worth])


@pytest.mark.parametrize(("units", "worth"), [(("万元", "万元"), [800.0]), (("万元", "元"), []), (("万元", ""), [])])
def test_tables_without_a_unit_have_that_of_all_others_of_the_paper(units: tuple[str, str], worth: list[float]) -> None:
    others = [table("项目 | 备注\n甲 | 乙", f"表{n}（单位：{unit}）" if unit else "表") for n, unit in enumerate(units, 1)]
    blocks = (*others, table("来源 | 2023年\n自筹 | 800", "表3 总盘子"))
    part = Part("d1.0", "d1", Role.PLAN, Passage("d1", blocks))
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
    mapped = MappedSubmission(
        programme, Occasion.APPLY, 2023, "联合体", {"d1": Document("预算书.docx", "docx", "0", blocks)}, (part,),
        lead=LEAD, members=MEMBERS,
    )  # fmt: skip
    assert [fact.value for fact in extract(mapped)] == worth


def test_money_beside_money_in_a_forms_row_is_in_its_unit() -> None:
    found = read("总投入（万元） | 3,800 | 单位自筹 | 3,000\n注册资本 | 600 | 占地 | 30")
    assert [(quantity, value) for quantity, *_, value in found] == [
        ("consortium.total", 3800),
        ("consortium.self_funds", 3000),
    ]
