"""Cards of projects, columns of units, kinds of units as short names, sums of kinds of rights and of all enterprises."""

from __future__ import annotations

import pytest

from doccheck.mapping.model import Organisation
from doccheck.programme.schema import UnitKind
from tests.facts import test_tables
from tests.facts.test_tables import facts, read

CARD = "课题一 | 精密主轴 | < | <\n牵头单位 | 恒创精密 | 参加单位 | 晶源科技\n"
MONEY = "起止 | 2024年1月—2025年6月 | 课题经费（万元） | 3,600\n其中自筹（万元） | 3,100 | 其中财政（万元） | 500"


@pytest.mark.parametrize("card", [CARD, CARD.replace("课题一", "课题名称"), CARD.replace("课题一", "任务3")])
def test_the_money_on_a_projects_card_is_the_projects(card: str) -> None:
    assert [(f.quantity, f.subject, f.value) for f in facts(card + MONEY, role="plan")] == [
        ("project.total", "精密主轴", 3600),
        ("project.self_funds", "精密主轴", 3100),
        ("project.fiscal_funds", "精密主轴", 500),
    ]


def test_a_form_that_only_lists_projects_has_its_own_money() -> None:
    rows = "课题一 | 精密主轴 | 课题二 | 数控系统\n课题数 | 2项 | 总投入（万元） | 3,600"
    assert ("consortium.total", "联合体", 3600) in [(f.quantity, f.subject, f.value) for f in facts(rows, role="form")]


def test_a_column_of_units_of_measure() -> None:
    head = "指标 | 单位 | 基年 | 目标 | <\n^ | ^ | 2022年 | 2024年 | 2025年\n"
    found = facts(head + "企业成员营业收入 | 亿元 | 3.6 | 4.0 | 4.4\n研发投入强度 | % | 4.5 | 4.8 | 5.1", "绩效指标", "plan")
    assert [(f.quantity, f.year, f.value) for f in found] == [
        ("consortium.revenue", 2022, 36000), ("consortium.revenue", 2024, 40000), ("consortium.revenue", 2025, 44000),
        ("consortium.rd_intensity", 2022, 4.5), ("consortium.rd_intensity", 2024, 4.8),
        ("consortium.rd_intensity", 2025, 5.1),
    ]  # fmt: skip


def test_a_kind_of_unit_among_units_is_a_short_name(monkeypatch: pytest.MonkeyPatch) -> None:
    union = Organisation("苏州精密装备促进会", UnitKind.OTHER)
    monkeypatch.setattr(test_tables, "MEMBERS", (*test_tables.MEMBERS, union))
    rows = "单位 | 来源 | 2024年 | 2025年 | 合计\n恒创精密 | 自筹 | 100 | 200 | 300\n晶源科技 | 自筹 | 20 | 30 | 50\n促进会 | 自筹 | 5 | 5 | 10"
    found = read(rows, "单位分年投入（万元）", "plan")
    assert ("member.self_funds", union.name, 2024, None, "plan", 5) in found


def test_kinds_of_units_are_counted_where_no_unit_is_named() -> None:
    found = read("性质 | 数量（家）\n企业 | 2\n高校 | 1\n合计 | 3", role="plan")
    assert ("consortium.universities", "联合体", None, None, "actual", 1) in found


RIGHTS = "类别 | 2022年底 | < | 2021年底\n^ | 有效（件） | 其中2022年新授权（件） | ^\n发明专利 | 21 | 7 | 14\n实用新型 | 58 | 19 | 39\n"


def test_the_sum_over_kinds_of_rights() -> None:
    found = read(RIGHTS + "软件著作权 | 11 | 4 | 7\n合计 | 90 | 30 | 60", "表1 知识产权", "profile")
    assert [(q, y, v) for q, _, y, _, _, v in found] == [
        ("lead.invention_patents", 2022, 21),
        ("lead.invention_patents", 2021, 14),
        ("lead.patents", 2022, 90),
        ("lead.patents", 2021, 60),
    ]
    only_patents = read(RIGHTS + "外观设计 | 11 | 4 | 7\n合计 | 90 | 30 | 60", "表1 专利", "profile")
    assert ("lead.patent_grants", "恒创", 2022, None, "actual", 90) in only_patents


def test_rights_granted_over_years_add_up() -> None:
    found = read("指标 | 2020年 | 2021年 | 2022年 | 三年合计\n授权专利（件） | 55 | 62 | 71 | 188", role="profile")
    assert ("lead.patent_grants", "恒创", 2020, 2022, "cumulative", 188) in found
    school = read("指标 | 2020—2021学年 | 2021—2022学年\n授权专利（件） | 52 | 59", role="profile")
    assert {nature for *_, nature, _ in school} == {"actual"}


def test_the_sum_of_all_enterprises_is_the_consortiums() -> None:
    rows = "企业成员 | 营业收入（万元） | 研发投入（万元）\n恒创精密 | 900 | 90\n晶源科技 | 100 | 5\n企业成员合计 | 1,000 | 95"
    assert ("consortium.revenue", "联合体", 2022, None, "actual", 1000) in read(rows, "2022年经营", "roster")
    rows = rows.replace("企业成员合计", "江左理工大学 | 0 | 20\n企业合计")
    assert not [one for one in read(rows, "2022年经营", "roster") if one[0].startswith("consortium.")]


def test_goals_of_an_application_are_the_consortiums() -> None:
    rows = "二、牵头单位 | <\n名称 | 恒创精密\n人员（2022年底） | 职工300人\n平台 | 国家级1个\n专利 | 发明专利36件\n研发 | 专职研发人员86人\n"
    rows += "三、主要目标（2026年） | <\n经济 | 产品进入五个行业\n技术 | 专职研发人员160人"
    staff = [(q, y, v) for q, _, y, _, _, v in read(rows) if q.endswith("rd_staff")]
    assert staff == [("lead.rd_staff", None, 86), ("consortium.rd_staff", 2026, 160)]


