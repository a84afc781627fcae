"""Names that a table coins for units, quarters beside their year, answers that are sentences about units."""

from __future__ import annotations

from doccheck.document import Document, Paragraph
from doccheck.facts.coined_names import coined_names
from doccheck.facts.extract import extract
from doccheck.facts.model import Fact
from doccheck.mapping.model import MappedSubmission, Organisation, Part, Passage
from doccheck.programme.schema import Occasion, Programme, Role, UnitKind
from tests.facts.test_tables import MEMBERS, read, table

UNITS = [
    *MEMBERS,
    Organisation("镇江渝测检验有限公司", UnitKind.ENTERPRISE),
    Organisation("常州凌川机电有限公司", UnitKind.ENTERPRISE),
]


def _paid(rows: str, caption: str = "自筹资金分年（单位：万元）") -> list[tuple[str, int | None, int | None, float]]:
    return [(who, year, until, value) for _, who, year, until, _, value in read(rows, caption, role="plan")]


def test_quarters_are_no_years_and_their_sum_is() -> None:
    rows = "单位 | 一季度 | 二季度 | 三季度 | 四季度 | 全年\n恒创 | 1 | 2 | 3 | 4 | 10\n晶源 | 1 | 1 | 1 | 1 | 4"
    found = _paid(rows, "表4 2024年自筹资金分季到位计划（单位：万元）")
    assert found == [("恒创", 2024, None, 10), ("晶源", 2024, None, 4)]


def test_quarters_with_their_year_in_the_header_or_corner() -> None:
    rows = "单位 | 2024年一季度 | 2024年二季度 | 合计\n恒创 | 1 | 2 | 3\n晶源 | 1 | 1 | 2"
    assert _paid(rows, "自筹分季到账表（单位：万元）") == [("恒创", 2024, None, 3), ("晶源", 2024, None, 2)]
    rows = "2025年自筹 | 上半年 | 下半年\n恒创 | 5 | 7\n晶源 | 2 | 3"
    assert _paid(rows, "分半年（单位：万元）") == []


def test_a_half_year_alone_is_what_its_year_has() -> None:
    rows = "单位 | 2024年下半年 | 2025年 | 2026年上半年\n恒创 | 10 | 20 | 5\n晶源 | 4 | 6 | 2"
    assert [year for who, year, *_ in _paid(rows) if who == "恒创"] == [2024, 2025, 2026]


def test_an_answer_that_is_a_sentence_says_whose_its_figures_are() -> None:
    rows = "建设目标 | 到2026年，恒创精密营业收入达到8亿元以上；建设期内联合体获授权发明专利不少于30件"
    found = [(q, who, v) for q, who, *_, v in read(rows)]
    assert ("lead.revenue", "恒创", 80000) in found
    assert not any(q == "consortium.revenue" for q, *_ in found)


def _coined(*names: str) -> dict[str, str]:
    """What a column of these names makes of those that nobody knows, where short names of two signs are known."""
    passage = Passage("d1", (table("单位 | 自筹\n" + "\n".join(f"{name} | 1" for name in names)),))
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
    part = Part("d1.0", "d1", Role.PLAN, passage)
    mapped = MappedSubmission(programme, Occasion.APPLY, 2023, "联合体", {}, (part,))
    known = {unit.name[2:4]: unit for unit in UNITS}
    return {name: unit.name for name, unit in coined_names(mapped, UNITS, known.get).items()}


def test_a_name_of_which_one_unit_has_all_signs() -> None:
    assert _coined("恒创", "晶源", "渝测", "凌川", "左理大", "合计") == {"左理大": "江左理工大学"}
    assert _coined("恒创", "左理大") == {}


def test_the_last_name_beside_the_last_unit() -> None:
    assert _coined("恒创", "晶源", "凌川", "左理大", "检验站") == {
        "左理大": "江左理工大学",
        "检验站": "镇江渝测检验有限公司",
    }
    assert _coined("恒创", "晶源", "渝测", "凌川", "市政协") == {}
    assert _coined("恒创", "晶源", "渝测", "学理事", "学董会") == {}


def test_a_sum_in_capitals_beside_its_figure() -> None:
    rows = "出资方 | 自筹出资（元） | 大写\n恒创 | 24,000,000 | 贰仟肆佰万元整\n晶源 | 11,000,000 | 壹仟壹佰万元整"
    assert [value for *_, value in _paid(rows, "出资")] == [2400, 2400, 1100, 1100]
    rows = "单位 | 自筹（万元） | 备注\n恒创 | 2,400 | 壹仟万元整先到\n晶源 | 1,100 | "
    assert [value for *_, value in _paid(rows, "出资")] == [2400, 1100]


def test_all_of_a_budget_is_its_total() -> None:
    rows = "支出 | 2024年 | 2025年 | 小计\n设备购置 | 380 | 860 | 1,240\n其他 | 50 | 110 | 160\n全部 | 430 | 970 | 1,400"
    assert [(year, value) for _, year, _, value in _paid(rows, "支出预算（单位：万元）")] == [
        (2024, 430),
        (2025, 970),
        (2024, 1400),
    ]


def test_lists_side_by_side_that_count_people_and_platforms() -> None:
    rows = "人员构成 | 人数 | 平台 | 数量\n职工总数 | 336 | 平台总数 | 6\n专业技术人员 | 112 | 国家级 | 1"
    assert {(q, value) for q, *_, value in read(rows, role="profile")} == {
        ("lead.staff", 336),
        ("lead.platforms", 6),
        ("lead.technical_staff", 112),
        ("lead.platforms_national", 1),
    }


def test_what_is_newly_gained_is_no_part_of_the_stock() -> None:
    rows = "类别 | 件数 | 其中2022年新得\n授权发明专利 | 27 | 6\n授权实用新型 | 69 | 13"
    assert [value for *_, value in read(rows, "知识产权清单（单位：件）", role="profile")] == [27]


def test_the_share_of_a_unit_by_name() -> None:
    rows = "指标 | 2022年（基数） | 2024年 | 2025年\n恒创营业收入（万元） | 100 | 200 | 300\n恒创研发占比（%） | 6.2 | 6.6 | 7.0"
    found = read(rows, "目标表", role="plan")
    assert [(year, value) for q, _, year, *_, value in found if q == "lead.rd_intensity"] == [
        (2022, 6.2),
        (2024, 6.6),
        (2025, 7.0),
    ]


def test_the_line_above_the_first_card_gives_unit_and_year() -> None:
    card = "单位名称 | 苏州晶源科技有限公司 | < | <\n建厂 | 2005 | 注册资本 | 3,500\n营业收入 | 14,260 | 职工 | 228"
    part = Part("d1.0", "d1", Role.MEMBER_ROSTER, Passage("d1", (Paragraph(ABOVE), table(card))))
    found = {f.quantity: f for f in _of(part)}
    assert {quantity: fact.value for quantity, fact in found.items()} == {
        "member.founded": 2005,
        "member.registered_capital": 3500,
        "member.revenue": 14260,
        "member.staff": 228,
    }
    assert found["member.revenue"].year == 2022


ABOVE = "一家一表。经营数为2022年度，单位万元；人数按填表日。"


def _of(part: Part) -> tuple[Fact, ...]:
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
    document = Document("d1", "docx", "", part.passage.blocks)
    lead, members = MEMBERS[0], MEMBERS
    return extract(
        MappedSubmission(
            programme, Occasion.APPLY, 2023, "联合体", {"d1": document}, (part,), lead=lead, members=members
        )
    )
