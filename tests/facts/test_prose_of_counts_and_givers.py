"""Numbers of units that count all or some, money that units get, and years that are over."""

from __future__ import annotations

import pytest

from doccheck.facts.prose import Passage, stated_in
from doccheck.facts.subjects import Units
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.programme.schema import Occasion, Programme, UnitKind

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
PARTNER = Organisation("苏州晶源科技有限公司", UnitKind.ENTERPRISE)
SCHOOL = Organisation("江左理工大学", UnitKind.UNIVERSITY)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
MAPPED = MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, PARTNER, SCHOOL))
UNITS = Units(MAPPED)
Said = list[tuple[str, float, int | None]]


def in_plan(text: str) -> Said:
    passage = Passage(None, about_all=True, term=(2024, 2026), writer=UNITS.lead_subject())
    return [(f"{s.subject.name[:4]}.{s.entry.id}", s.quantity.value, s.year) for s in stated_in(
        text, None, (), UNITS, 2023, passage
    )]  # fmt: skip


def of_lead(text: str) -> Said:
    lead = UNITS.lead_subject()
    return [(s.entry.id, s.quantity.value, s.year) for s in stated_in(text, lead, (), UNITS, 2023, Passage(lead))]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("联合体由甲方及五家成员单位共陆家组成，其中企业肆家、高校壹家、科研院所壹家。", [6]),
        ("邀请上下游企业及大学、院所共七家，组建本联合体。", [7]),
        ("本联合体由企业四家、高校二所、院所一家，共八家组成。", [8]),
        ("成员单位共8家，其中高校、院所共3家。", [8]),
        ("成员共柒家，甲方为牵头单位，乙至庚方陆家为成员单位。", [7]),
    ],
)
def test_which_number_of_units_counts_all(text: str, members: list[float]) -> None:
    found = in_plan(text)
    assert [value for what, value, _ in found if what == ".members"] == members
    assert not [f for f in found if f[0] == ".institutes" and f[1] > 1]


def test_a_consortium_to_be_formed_has_its_kinds_now() -> None:
    passage = Passage(None, about_all=True, term=(2024, 2026))
    found = stated_in("拟组建本联合体，其中企业四家、高等院校两所。", None, (), UNITS, 2023, passage)
    assert [(s.entry.id, s.nature.value) for s in found] == [("enterprises", "actual"), ("universities", "actual")]


def test_what_was_put_in_before_the_application_is_no_plan() -> None:
    assert of_lead("研发一项，2020年投入1,810万元，占营业收入3.1%，2021年投入2,037万元，占3.3%。") == [
        ("rd", 1810, 2020), ("rd_intensity", 3.1, 2020), ("rd", 2037, 2021), ("rd_intensity", 3.3, 2021),
    ]  # fmt: skip
    assert of_lead("设备改造，2020年投入1,810万元。") == []
    assert of_lead("研发用房改造，其中2020年直接投入810万元。") == []


def test_who_gets_money_pays_none() -> None:
    assert in_plan("专项财政资金3,000万元，由甲方分拨，江左理工大学得六百万元，甲方自留九百万元。") == [
        (".fiscal_funds", 3000, 2024), ("江左理工.fiscal_funds", 600, 2024), ("江苏恒创.fiscal_funds", 900, 2024),
    ]  # fmt: skip
    assert in_plan("转让所得到账后，江左理工大学得六百万元。") == []


def test_another_view_of_the_money_is_no_public_money() -> None:
    found = in_plan(
        "自筹5,200万元，财政资金1,200万元；按单位分，恒创精密3,300万元，占五成，晶源科技1,050万元，其中财政资金200万元。"
    )
    assert found[2:] == [
        ("江苏恒创.investment", 3300, 2024), ("苏州晶源.investment", 1050, 2024), ("苏州晶源.fiscal_funds", 200, 2024),
    ]  # fmt: skip
    found = in_plan("财政资金3,000万元；2025年用款最巨，计5,500万元；恒创精密出资8,200万元，其中自筹7,300万元、财政900万元")
    assert found == [
        (".fiscal_funds", 3000, 2024), ("江苏恒创.investment", 8200, 2024),
        ("江苏恒创.self_funds", 7300, 2024), ("江苏恒创.fiscal_funds", 900, 2024),
    ]  # fmt: skip


def test_the_head_office_that_writes_the_plan_is_the_lead() -> None:
    assert in_plan("到2026年，本部营业收入达到46亿元。") == [("江苏恒创.revenue", 460000, 2026)]
