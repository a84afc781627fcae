"""Cells that hold their own label, cells that head several rows of pairs, and headers under a topic."""

from __future__ import annotations

from tests.facts.test_tables import read


def test_a_cell_may_answer_its_own_label() -> None:
    found = read("建设期 | 2023年1月至2025年12月 | 申报年度 | 2023年\n建设经费（万元） | 总投入：4,500 | 财政资金：900 | 自筹资金：3,600")
    assert [(q, v) for q, *_, v in found] == [
        ("consortium.total", 4500),
        ("consortium.fiscal_funds", 900),
        ("consortium.self_funds", 3600),
    ]


def test_a_merged_cell_heads_the_pairs_beside_it() -> None:
    found = read(
        "人员情况 | 从业人员（人） | 1,146 | 研发人员（人） | 246\n^ | 专业技术人员（人） | 318 | 专职研发人员（人） | 187\n"
        "成果 | 有效知识产权（件） | 212 | 授权专利（件） | 186\n^ | 授权发明专利（件） | 63 | 创新平台（个） | 9"
    )
    assert [(q, v) for q, *_, v in found] == [
        ("lead.staff", 1146),
        ("lead.researchers", 246),
        ("lead.technical_staff", 318),
        ("lead.rd_staff", 187),
        ("lead.patents", 212),
        ("lead.patent_grants", 186),
        ("lead.invention_patents", 63),
        ("lead.platforms", 9),
    ]


def test_a_short_header_takes_its_topic_from_the_one_above() -> None:
    found = read("年度 | 经营（万元） | 研发 | <\n^ | 营业收入 | 投入（万元） | 强度（%）\n2021年 | 22,033 | 1,432 | 6.5\n2022年 | 26,440 | 1,850 | 7.0")
    assert ("lead.rd", 1850) in [(q, v) for q, *_, v in found]
    assert not [q for q, *_ in found if "investment" in q]


def test_rights_applied_for_have_a_column_of_no_fact() -> None:
    found = read("年度 | 新增授权发明专利（件） | 申请发明专利（件）\n2024年 | 6 | 15\n2025年 | 18 | 35", caption="逐年目标", role="plan")
    assert sorted(v for *_, v in found) == [6, 18]


def test_an_answer_that_names_its_unit_is_of_that_unit() -> None:
    rows = "牵头单位 | 江苏恒创精密装备股份有限公司\n主要参与企业 | 晶源科技：2016年成立，2022年营业收入9,850万元"
    assert {(q, v) for q, _, _, _, _, v in read(rows, role="form")} == {
        ("member.founded", 2016), ("member.revenue", 9850),
    }  # fmt: skip


def test_own_money_in_a_bracket() -> None:
    (found,) = read("单位 | 出资（自筹，万元）\n晶源科技 | 1,500", role="plan")
    assert found[0] == "member.self_funds"
