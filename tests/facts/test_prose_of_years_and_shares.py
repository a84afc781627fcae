"""Money spread over years or granted in turn, parts of sums that are nobody's, units by listed short names."""

from __future__ import annotations

from msgspec.structs import replace

from doccheck.document import Document, Location, Paragraph
from doccheck.facts.declared_names import declared_names, pattern_of
from doccheck.facts.model import Fact, Nature
from doccheck.facts.paid_in import own_money
from doccheck.facts.quantities import quantities
from tests.facts.test_prose_sums_and_series import LEAD, PARTNER, in_plan, of_lead


def test_years_that_make_up_a_sum_are_of_what_it_is_of() -> None:
    said = "恒创精密投入560万元，其中自筹400万元、使用财政资金160万元；分年为2024年330万元、2025年230万元。"
    assert of_lead(said)[-2:] == [
        ("lead.investment", 330, 2024, None, "plan"),
        ("lead.investment", 230, 2025, None, "plan"),
    ]
    total = "总投入5,400万元，其中财政资金800万元。分年度看，2024年3,100万元，占57.4%；2025年2,300万元，占42.6%。"
    assert in_plan(total)[-2:] == [
        ("consortium.investment", 3100, 2024, None, "plan"),
        ("consortium.investment", 2300, 2025, None, "plan"),
    ]


def test_years_that_make_up_no_sum_are_parts_only_where_the_words_say_so() -> None:
    said = "3.1 恒创精密出资2,650万元，分四期：2023年400万元、2024年950万元、2025年870万元、2026年400万元。"
    assert [f[:3] for f in in_plan(said, "自筹出资")][1:] == [
        ("lead.self_funds", 400, 2023),
        ("lead.self_funds", 950, 2024),
        ("lead.self_funds", 870, 2025),
        ("lead.self_funds", 400, 2026),
    ]
    other = in_plan("恒创精密出资2,650万元。2021年研发投入400万元，2022年研发投入950万元。")
    assert ("lead.rd", 950, 2022, None, "actual") in other


def test_enterprises_money_is_not_that_of_all_where_others_pay_too() -> None:
    part = "自筹资金4,600万元。企业自筹3,980万元；院所和高校自筹620万元。"
    assert [f[:2] for f in in_plan(part)] == [("consortium.self_funds", 4600)]
    assert ("consortium.self_funds", 3980) in [f[:2] for f in in_plan("总投入4,780万元，企业自筹3,980万元，申请财政资金800万元。")]


def test_people_of_some_kind_of_unit_are_nobodys() -> None:
    said = "各单位研发人员合计144人，其中企业93人、院所和高校51人。"
    assert [f[1] for f in in_plan(said) if f[0].endswith("researchers")] == [144]


def test_people_whom_a_unit_puts_in_are_not_the_consortiums() -> None:
    assert of_lead("恒创精密投入联合体的科研人员34人，均从现有编制中抽调。") == []
    assert ("lead.researchers", 214) in [f[:2] for f in of_lead("恒创精密从事研发活动的人员214人。")]


def test_projects_to_be_finished_are_counted() -> None:
    assert [f[:2] for f in in_plan("1.1 各方共同完成五项课题，形成完整链条。")] == [("consortium.projects", 5)]
    assert [q.value for q in quantities("完成五项课题")] == [5]
    assert quantities("三成五项目") == [] or [q.unit for q in quantities("三成五项目")] == ["%"]


def test_a_city_that_is_a_province_has_platforms_of_a_province() -> None:
    found = of_lead("恒创精密设国家级平台1个、重庆市级平台3个、区级平台2个，共6个。")
    assert ("lead.platforms_provincial", 3) in [f[:2] for f in found]
    plain = of_lead("恒创精密设国家级平台1个、市级平台3个。")
    assert ("lead.platforms_municipal", 3) in [f[:2] for f in plain]


def test_short_names_that_a_note_lists() -> None:
    note = Document("d", "docx", "", (Paragraph("注：简称：恒创、晶源科、检测中心。"),))
    centre = replace(PARTNER, name="赣州市刀具检测服务中心")
    names = declared_names([note], [LEAD, PARTNER, centre])
    assert {short: unit.name for short, unit in names.items()} == {
        "恒创": LEAD.name,
        "晶源科": PARTNER.name,
        "检测中心": centre.name,
    }
    pattern = pattern_of(names)
    assert pattern is not None
    assert [m[0] for m in pattern.finditer("检测中心有职工37人，国家检测中心有9人")] == ["检测中心"]
    assert declared_names([Document("d", "docx", "", (Paragraph("重庆渝缆达公司（简称：渝缆达）"),))], [LEAD]) == {}


def _paid(subject: str, what: str, value: float, source: str, document: str) -> Fact:
    return Fact(
        quantity=f"member.{what}", subject=subject, year=2024, until=2025, nature=Nature.PLAN, value=value, low=value,
        high=value, unit="万元", document=document, quote=f"出资{value:g}万元", location=Location(), part=document,
        source=source,
    )  # fmt: skip


def test_what_an_agreement_has_units_pay_is_own_money_where_a_table_calls_it_so() -> None:
    table = [_paid(u, q, v, "table", "t") for u, v in (("甲", 10), ("乙", 20), ("丙", 30)) for q in ("self_funds",)]
    whole = [_paid(u, "investment", v, "table", "t") for u, v in (("甲", 15), ("乙", 25), ("丙", 35))]
    agreed = [_paid(u, "investment", v, "prose", "a") for u, v in (("甲", 10), ("乙", 20), ("丙", 31))]
    assert [f.quantity for f in own_money([*table, *whole, *agreed])[-3:]] == ["member.self_funds"] * 3
    paid = [_paid(u, "investment", v, "prose", "a") for u, v in (("甲", 15), ("乙", 20), ("丙", 31))]
    assert [f.quantity for f in own_money([*table, *whole, *paid])[-3:]] == ["member.investment"] * 3


def test_short_names_that_a_paper_says_one_by_one() -> None:
    line = "本书称恒创精密为“精机厂”，晶源科技叫“晶源院”，与联合体有关的合称为“各方单位”。"
    names = declared_names([Document("d", "docx", "", (Paragraph(line),))], [LEAD, PARTNER])
    assert {short: unit.name for short, unit in names.items()} == {"精机厂": LEAD.name, "晶源院": PARTNER.name}
    listed = Paragraph("简称照我们账上的叫法：恒创、晶源科、检测中心。")
    centre = replace(PARTNER, name="赣州市刀具检测服务中心")
    assert set(declared_names([Document("d", "docx", "", (listed,))], [LEAD, PARTNER, centre])) == {
        "恒创",
        "晶源科",
        "检测中心",
    }


def test_a_name_with_a_slip_leaves_the_members_own_short_name() -> None:
    slip = replace(PARTNER, name=PARTNER.name.replace("科技", "技术"))
    note = [Document("d", "docx", "", (Paragraph("本书称晶源公司，简称：恒创、晶源、检测中心。"),))]
    assert "晶源" not in declared_names(note, [LEAD, PARTNER, slip])
    assert declared_names(note, [LEAD, PARTNER, slip], {LEAD.name, PARTNER.name})["晶源"] == PARTNER
