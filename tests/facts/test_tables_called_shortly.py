"""Cards by short names, kinds beside their sum, coded projects, bare numbers of people, notes on units and years."""

from __future__ import annotations

import pytest

from doccheck.document import Document, Paragraph
from doccheck.facts.abbreviations import WAYS
from doccheck.facts.coined_names import names_in_tables
from doccheck.facts.declared_years import declared_year
from doccheck.facts.regions import without_place
from doccheck.facts.short_names import party_names
from doccheck.facts.slips import _too_alike
from doccheck.facts.tables.labels import label_of, unit_noted
from doccheck.mapping.model import MappedSubmission, Organisation, Part, Passage
from doccheck.mapping.profiles import unit_in_title
from doccheck.programme.schema import Occasion, Programme, Role, UnitKind
from tests.facts.test_tables import MEMBERS, read, table

UNITS = [
    *MEMBERS,
    Organisation("镇江泊岭机电有限公司", UnitKind.ENTERPRISE),
    Organisation("苏南海洋药学院", UnitKind.UNIVERSITY),
    Organisation("常州市船舶行业协会", UnitKind.SERVICE),
]


def _values(rows: str, caption: str = "", role: str = "roster") -> list[tuple[str, str, float]]:
    return [(q, who, value) for q, who, *_, value in read(rows, caption, role=role)]


def test_cards_below_short_names_have_their_money_too() -> None:
    rows = (
        "卡片1｜恒创精密 | < | < | <\n成立时间 | 2002年 | 注册资本 | 6,000万元\n"
        "卡片2｜晶源科技 | < | < | <\n成立时间 | 2010年 | 计划投入 | 800万元"
    )
    assert _values(rows) == [
        ("lead.founded", "恒创", 2002),
        ("lead.registered_capital", "恒创", 6000),
        ("member.founded", "晶源", 2010),
        ("member.investment", "晶源", 800),
    ]


def test_a_section_on_work_with_a_unit_is_no_card() -> None:
    rows = "一、基本情况 | < | < | <\n成立年份 | 2002年 | 职工 | 98人\n二、与晶源共建 | < | < | <\n研发人员 | 30人 | 发明专利 | 12件"
    assert {who for _, who, _ in _values(rows, role="form")} == {"恒创"}


def test_years_of_founding_by_any_words_date_nothing() -> None:
    rows = " | 晶源科技 | 江左理工大学 | 恒创精密\n建校／成立 | 2010年 | 1958年 | 2002年\n发明专利（件） | 12 | 242 | 40"
    found = read(rows, "成员卡片（截至2022年末）", role="roster")
    assert ("member.founded", "江左", None, None, "actual", 1958) in found
    assert ("member.invention_patents", "江左", 2022, None, "actual", 242) in found


def test_the_only_institute_among_kinds_and_their_sum() -> None:
    rows = " | 企业（含牵头） | 大学 | 协会 | 合计\n家数 | 2 | 1 | 1 | 4\n职工总数（人） | 90 | 400 | 10 | 500"
    found = _values(rows)
    assert ("consortium.universities", "联合体", 1) in found
    assert ("consortium.members", "联合体", 4) in found
    assert ("consortium.staff", "联合体", 500) in found


def test_the_lead_the_rest_and_all_side_by_side() -> None:
    rows = "合计项 | 牵头 | 成员两家 | 联合体\n职工（人） | 98 | 410 | 508\n研发人员（人） | 20 | 80 | 100"
    assert _values(rows) == [
        ("lead.staff", "恒创", 98),
        ("consortium.staff", "联合体", 508),
        ("lead.researchers", "恒创", 20),
        ("consortium.researchers", "联合体", 100),
    ]


def test_projects_with_codes_beside_the_units_that_answer_for_them() -> None:
    rows = (
        "WP | 课题名称 | 负责人单位 | 起止 | 总经费 | 其中财政\nWP1 | 主轴热误差补偿 | 晶源科技 | 23.7—24.12 | 700 | 160\n"
        "WP2 | 刀具寿命预测 | 江左理工大学 | 24.1—26.6 | 500 | 140\n合计 | < | < | < | 1,200 | 300"
    )
    found = read(rows, "课题与经费（单位：万元）", role="plan")
    assert ("project.total", "主轴热误差补偿", 2023, 2024, "plan", 700) in found
    assert ("project.fiscal_funds", "刀具寿命预测", 2024, 2026, "plan", 140) in found
    assert not any(quantity.startswith("member.") for quantity, *_ in found)


STAFF = "单位 | 成立 | 人数 | 有效发明\n恒创精密 | 2002 | 98 | 7\n晶源科技 | 2010 | 40 | 2\n江左理工大学 | 1958 | 800 | 90"


def test_a_bare_number_of_people_beside_what_units_are_is_their_staff() -> None:
    assert ("member.staff", "晶源", 40) in _values(STAFF, "成员表")


@pytest.mark.parametrize("caption", ["参加课题的研发人员", "专职研发队伍"])
def test_below_words_for_some_people_it_is_not(caption: str) -> None:
    assert not any("staff" in quantity for quantity, *_ in _values(STAFF, caption))


def test_a_part_of_the_people_is_no_staff() -> None:
    rows = "单位 | 人数 | 任务\n恒创精密 | 9 | 设计\n晶源科技 | 4 | 试制\n江左理工大学 | 8 | 机理"
    assert not _values(rows, "参加人员", role="plan")


def test_research_over_sales_is_the_intensity() -> None:
    for text in ("研发投入/收入（%）", "研发费用÷营业收入（%）"):
        assert label_of(text, 2023).id == "rd_intensity"
    assert label_of("研发投入/营业收入", 2023).id != "rd_intensity"


def test_a_share_of_sales_beside_the_spending() -> None:
    rows = "2022年营业收入 | 8,946万元 | 2022年研发投入 | 572万元\n占收入 | 6.4% | 2022年末职工 | 98人"
    assert ("lead.rd_intensity", "恒创", 2022, None, "actual", 6.4) in read(rows)


def test_a_figure_over_its_parts_in_one_cell() -> None:
    found = _values("有效知识产权（件） | 91\n发明12、实用新型51 | 职工 | 98人".replace("91\n", "91、"), role="form")
    assert not any(quantity == "lead.patents" and value != 91 for quantity, _, value in found)


@pytest.mark.parametrize(
    "line", ["表里没注单位的都是万元，其余照表", "凡未标单位者，一律以万元计。", "未注明单位的金额均为万元"]
)
def test_notes_on_what_prints_no_unit(line: str) -> None:
    assert unit_noted(line) == "万元"


@pytest.mark.parametrize("line", ["未缴的注册资本为200万元", "尚未说明来源的资金为300万元。", "未注明的数据为2022年数"])
def test_lines_that_only_look_like_such_notes(line: str) -> None:
    assert not unit_noted(line)


def _document(line: str) -> Document:
    return Document("d.docx", "docx", "0", (Paragraph(line),))


def test_a_note_that_dates_all_figures() -> None:
    noted = _document("数字除目标外都是2022年的。")
    assert declared_year(noted, 2023) == 2022
    told = _document("数据都放在2022年建的库里，共12万条。")
    assert declared_year(told, 2023) is None


def test_what_ends_a_title_is_no_part_of_the_name() -> None:
    assert unit_in_title("江苏恒创精密装备股份有限公司 公司简介") == "江苏恒创精密装备股份有限公司"
    assert unit_in_title("江左食品工程学院 基本情况") == "江左食品工程学院"


def test_names_with_and_without_the_sign_of_their_place() -> None:
    assert _too_alike("重庆绿源制造技术研究院", "重庆市绿色源制造技术研究院")
    assert not _too_alike("重庆绿源制造技术研究院", "重庆市精密检测技术研究院")


def test_an_autonomous_county_is_a_place() -> None:
    assert without_place("石柱泊岭黄连种植有限公司") == "泊岭黄连种植有限公司"


def _mapped(*blocks: object, role: Role = Role.PLAN) -> MappedSubmission:
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
    part = Part("d1.0", "d1", role, Passage("d1", blocks))  # type: ignore[arg-type]
    return MappedSubmission(programme, Occasion.APPLY, 2023, "联合体", {}, (part,))


def test_sentences_hear_what_tables_call_a_unit() -> None:
    rows = "单位 | 自筹\n恒创 | 1\n晶源 | 1\n江左 | 1\n药学院 | 1\n行业协会 | 1\n泊岭 | 1\n学院 | 1\n合计 | 7"
    known = {unit.name[2:4]: unit for unit in MEMBERS} | {"江左": MEMBERS[2]}
    found = {name: unit.name for name, unit in names_in_tables(_mapped(table(rows)), UNITS, known.get).items()}
    assert found["药学院"] == "苏南海洋药学院"
    assert found["行业协会"] == "常州市船舶行业协会"
    assert found["泊岭"] == "镇江泊岭机电有限公司"
    assert not {"学院", "合计"} & set(found)


def test_ways_to_shorten_a_name() -> None:
    assert any(way("水环境所", "江苏省水环境科学研究所") for way in WAYS)
    assert not any(way("水利所", "江苏省水环境科学研究院") for way in WAYS)


def test_parties_whose_names_are_listed_in_order() -> None:
    line = Paragraph("甲方：恒创公司。乙方至丁方依次为：苏州晶源科技有限公司、江左理工大学、苏南海洋药学院。")
    found = set(party_names(_mapped(line, role=Role.AGREEMENT).parts))
    assert {("丙", "江左理工大学"), ("丁", "苏南海洋药学院")} <= found
    short = Paragraph("乙方至丁方依次为：苏州晶源科技有限公司、江左理工大学。")
    assert "丙" not in dict(party_names(_mapped(short, role=Role.AGREEMENT).parts))


def test_a_column_of_two_quantities_is_read_as_two() -> None:
    rows = (
        "单位 | 成立/注册资本 | 职工/研发人员 | 2022年营收/研发投入（万元）\n"
        "恒创精密 | 2002/6000万元 | 98/20 | 8946/572\n晶源科技 | 2010/800万元 | 40/9 | 1200/60\n合计 | — | 138/29 | —"
    )
    found = read(rows, role="roster")
    assert ("lead.founded", "恒创", None, None, "actual", 2002) in found
    assert ("lead.registered_capital", "恒创", None, None, "actual", 6000) in found
    assert ("member.researchers", "晶源", None, None, "actual", 9) in found
    assert ("member.rd", "晶源", 2022, None, "actual", 60) in found


def test_a_slash_between_other_words_parts_nothing() -> None:
    rows = "单位 | 研发投入/收入（%） | 职工\n恒创精密 | 6.4 | 98\n晶源科技 | 5.0 | 40"
    found = read(rows, "2022年数据", role="roster")
    assert ("lead.rd_intensity", "恒创", 2022, None, "actual", 6.4) in found


PAID = "单位 | 2023年 | 2024年 | 小计\n恒创 | 100 | 200 | 300\n晶源 | 50 | 60 | 110\n合计 | 150 | 260 | 410"


def test_units_by_years_to_come_pay_in() -> None:
    assert ("member.investment", "晶源", 2024, None, "plan", 60) in read(PAID, "各家掏钱（万元）", role="plan")
    assert not any("investment" in quantity for quantity, *_ in read(PAID, "各家预期销售（万元）", role="plan"))


def test_projects_that_nobody_names_are_no_counts() -> None:
    rows = "单位 | 课题一 | 课题二 | 合计\n恒创 | 400 | 200 | 600\n晶源 | 100 | 80 | 180\n合计 | 500 | 280 | 780"
    assert _values(rows, "各单位自筹（万元）", "plan") == [
        ("lead.self_funds", "恒创", 600),
        ("member.self_funds", "晶源", 180),
        ("consortium.self_funds", "联合体", 780),
    ]
