"""Figures that look like a unit's own and are a part of it, another's or of something else."""

from __future__ import annotations

import pytest

from doccheck.facts.prose import Passage, stated_in
from doccheck.facts.subjects import Units
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.programme.schema import Occasion, Programme, UnitKind
from tests.facts.test_tables import read

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
UNITS = Units(MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD,)))


def said(text: str) -> list[tuple[str, float]]:
    lead = UNITS.lead_subject()
    return [(s.entry.id, s.quantity.value) for s in stated_in(text, lead, (), UNITS, 2023, Passage(lead))]


@pytest.mark.parametrize(
    "text",
    [
        "性别：女职工118人；35岁以下占比约六成。",
        "可腾出中试场地2,000平方米供联合体使用。",
        "其中2022年外销收入21,900万元，约占三成一。",
        "公司以其现有授权专利中的12件许可各方免费使用。",
        "授权专利指国家知识产权局已发证的54件。",
        "课题组名下有效发明专利38件。",
        "创新平台另有校级平台16个，未计入上表。",
    ],
)
def test_what_is_no_figure_of_the_unit(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("现有职工118人。", ("staff", 118)),
        ("现有中试场地2,000平方米。", ("area", 2000)),
        ("2022年营业收入21,900万元。", ("revenue", 21900)),
        ("授权专利12件。", ("patent_grants", 12)),
    ],
)
def test_what_is_one(text: str, found: tuple[str, float]) -> None:
    assert said(text) == [found]


def test_a_column_of_rights_applied_for() -> None:
    found = read("类别 | 数量 | <\n^ | 有效 | 当年申请\n发明专利 | 173 | 52\n实用新型专利 | 231 | 38", role="profile")
    assert 52 not in [value for *_, value in found]
    assert ("lead.invention_patents", 173) in [(q, v) for q, *_, v in found]
