"""Which unit a profile's title names."""

from __future__ import annotations

import pytest

from doccheck.mapping.profiles import unit_in_title


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("参与单位简介——江南大学", "江南大学"),
        ("（三）南京低温与储氢技术研究院简介", "南京低温与储氢技术研究院"),
        ("参与单位简介（科研院所）", ""),
        ("参与单位简介（高校）", ""),
        ("乙、江南大学", "江南大学"),
        ("牵头单位情况介绍（咨询公司）", ""),
        ("参与单位简介（企业） 无锡恒创机械有限公司", "无锡恒创机械有限公司"),
        ("成员单位简介 江南大学", "江南大学"),
        ("参与单位简介5：江南大学", "江南大学"),
        ("牵头单位简介（领军企业）：无锡恒创机械有限公司", "无锡恒创机械有限公司"),
        ("成员单位（高校）：江南大学", "江南大学"),
        ("7.江苏省某某利用研究院（科研院所）", "江苏省某某利用研究院"),
        ("7.江南大学附属（无锡医院）", ""),
        ("江苏恒创(苏州大学", ""),
        ("一、从竹器社到股份公司", ""),
        ("由校办工厂成为上市公司", ""),
        ("从化精密机械有限公司", "从化精密机械有限公司"),
    ],
)
def test_a_title_names_a_unit_or_only_its_kind(title: str, unit: str) -> None:
    assert unit_in_title(title) == unit
