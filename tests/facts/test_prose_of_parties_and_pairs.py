"""What parties of an agreement put in behind a 其中, two schools' figures together, rights that are applied for."""

from __future__ import annotations

from tests.facts.test_prose_sums_and_series import in_plan
from tests.facts.test_tables import read


def test_figures_of_two_schools_together_are_neithers() -> None:
    said = "苏州晶源科技有限公司和江左理工大学均有博士点，2022年两家研发投入分别为4,120万元和3,065万元，发明专利合计758件。"
    assert "member.invention_patents" not in [f[0] for f in in_plan(said)]


def test_patents_that_are_being_applied_for_are_none() -> None:
    assert "lead.invention_patents" not in [f[0] for f in in_plan("恒创精密在申请的发明专利还有92件。")]
    assert "lead.invention_patents" in [f[0] for f in in_plan("恒创精密有效的发明专利92件。")]


def test_what_is_put_in_over_the_term_is_planned() -> None:
    rows = "项目 | 恒创精密 | 晶源科技\n全称 | 江苏恒创精密装备股份有限公司 | 苏州晶源科技有限公司\n任务期投入 | 110 | 28"
    found = read(rows, "汇总表（单位：万元、人）", "roster")
    assert [(q, v) for q, *_, v in found] == [("lead.investment", 110), ("member.investment", 28)]
