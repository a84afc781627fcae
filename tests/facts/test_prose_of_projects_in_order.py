"""Projects by their place in a list or in a table, and items of a paragraph behind bullets."""

from __future__ import annotations

from doccheck.facts.prose import Passage, stated_in
from doccheck.facts.subjects import Units
from doccheck.facts.tables.project_rows import projects_in_order
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.programme.schema import Occasion, Programme, UnitKind
from tests.checks.figures.papers import grid

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
PARTNER = Organisation("苏州晶源科技有限公司", UnitKind.ENTERPRISE)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
MAPPED = MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, PARTNER))
THIRD = "课题一：合成萃取剂2种，建成示范线，经费0.27亿元，占30.0%。课题二：磁体用量下降30%，矫顽力不降低，经费1,600万元。"


def projects(text: str, units: Units) -> list[tuple[str, float]]:
    passage = Passage(None, about_all=True, term=(2024, 2026))
    return [
        (s.subject.name, s.quantity.value)
        for s in stated_in(text, None, (), units, 2023, passage)
        if s.subject.kind == "project"
    ]


def test_a_project_is_named_behind_its_place() -> None:
    text = (
        "设课题四项。第一项为椒粉保色技术，由恒创精密与晶源科技承担，经费3,100万元，要提到九成；"
        "第二项为麻味稳态化，由晶源科技主导，经费2,600万元，于2026年完成。"
    )
    assert projects(text, Units(MAPPED)) == [("椒粉保色技术", 3100), ("麻味稳态化", 2600)]
    assert projects("第一项为中试平台，由恒创精密建设，预算800万元。", Units(MAPPED)) == []


def test_projects_without_numbers_have_those_of_their_order() -> None:
    rows = [["课题名称", "牵头", "经费（万元）"], ["萃取剂再造", "甲", "2,700"], ["重稀土减量", "乙", "1,800"], ["合计", "", "4,500"]]
    units = Units(MAPPED)
    assert projects(THIRD, units) == []  # what a project reaches is no name
    units.projects.order(projects_in_order(grid(rows).grid()))
    assert projects(THIRD, units) == [("萃取剂再造", 2700), ("重稀土减量", 1600)]
    units.projects.order(("重稀土减量", "萃取剂再造"))
    assert projects(THIRD, units) == []  # two tables with two orders
    assert projects_in_order(grid([["编号", "课题名称"], ["1", "萃取剂再造"]]).grid()) == ()


def test_a_bullet_begins_another_item() -> None:
    text = "★ 到2026年，恒创精密营业收入力争1.9亿元；★ 联合体共有有效知识产权1,310件。"
    passage = Passage(None, about_all=True, term=(2024, 2026))
    found = [(s.entry.id, s.year, s.nature.value) for s in stated_in(text, None, (), Units(MAPPED), 2023, passage)]
    assert ("revenue", 2026, "target") in found
    assert ("patents", None, "actual") in found
