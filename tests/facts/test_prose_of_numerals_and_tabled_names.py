"""Figures written in Chinese numerals, and units by the names that only a table gives them."""

from __future__ import annotations

import pytest

from doccheck.document import Document
from doccheck.facts.prose import Passage, stated_in
from doccheck.facts.quantities import quantities
from doccheck.facts.spelling import in_digits
from doccheck.facts.subjects import Units
from doccheck.mapping.model import MappedSubmission, Organisation, Part
from doccheck.mapping.model import Passage as Passage_
from doccheck.programme.schema import Occasion, Programme, Role, UnitKind
from tests.facts.test_tables import table

LEAD = Organisation("重庆谷禾药业有限公司", UnitKind.ENTERPRISE, True)
MEMBERS = (
    LEAD,
    Organisation("彭水丰垄种植有限公司", UnitKind.ENTERPRISE),
    Organisation("重庆溪炮饮片有限公司", UnitKind.ENTERPRISE),
    Organisation("重庆市药用植物质量检测中心", UnitKind.OTHER),
    Organisation("巴山药学研究院", UnitKind.INSTITUTE),
)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])


def units(*names: str) -> Units:
    """Units that a budget's first column calls so."""
    budget = table("单位 | 自筹\n" + "\n".join(f"{name} | 10" for name in names))
    part = Part("d1.0", "d1", Role.PLAN, Passage_("d1", (budget,)))
    document = Document("预算.docx", "docx", "0", (budget,))
    return Units(
        MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {"d1": document}, (part,), lead=LEAD, members=MEMBERS)
    )


TABLED = units("谷禾", "丰垄", "溪炮", "检测中心", "研究院")


def plan(text: str, known: Units = TABLED) -> list[tuple[str, str, int | None, float]]:
    """Whose and what a plan's paragraph states, of which year, how much."""
    read = stated_in(text, None, ("一、基础",), known, 2023, Passage(None, about_all=True))
    return [(s.subject.name, s.entry.id, s.year, s.quantity.value) for s in read]


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("收入三亿零五百万元，职工六百四十八人", "收入3亿050万元，职工60408人"),
        ("四家企业，一所高校，百分之十二，三成五", "四家企业，一所高校，百分之十二，三成五"),
        ("注册资本一点二亿元", "注册资本1.2亿元"),
    ],
)
def test_numerals_of_figures_are_digits_sign_for_sign(written: str, digits: str) -> None:
    assert in_digits(written, quantities(written)) == digits


def test_a_figure_in_numerals_is_of_the_year_before_like_one_in_digits() -> None:
    for last in ("三亿零五百万元", "30,500万元"):
        assert plan(f"谷禾2022年营业收入三亿五千万元，上一年为{last}。") == [
            (LEAD.name, "revenue", 2022, 35000),
            (LEAD.name, "revenue", 2021, 30500),
        ]


@pytest.mark.parametrize(("name", "unit"), [("丰垄", 1), ("检测中心", 3), ("研究院", 4)])
def test_a_unit_by_the_name_that_a_table_has_for_it(name: str, unit: int) -> None:
    text = f"溪炮2022年研发投入444万元；{name}2022年研发投入156万元。"
    assert plan(text)[1] == (MEMBERS[unit].name, "rd", 2022, 156)


def test_a_kind_that_is_counted_names_no_unit() -> None:
    assert ("", "institutes", None, 1) in [("", *one[1:]) for one in plan("联合体由五家组成：企业三家，研究院一家，中心一家。")]


def test_what_no_table_calls_a_unit_is_none() -> None:
    known = units("谷禾", "溪炮")
    assert not any(who == MEMBERS[1].name for who, *_ in plan("溪炮研发投入444万元；丰垄研发投入156万元。", known))
