"""E001 of the lead's platform: what stands of other members proves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.findings import Finding
from tests.submissions import check, found

LEAD, OTHER, INSTITUTE = "赣州禾岭种业有限公司", "江西洪都农业大学", "江西省丘陵作物研究院"


def platform(tmp_path: Path, *said: str) -> list[Finding]:
    form = [
        "# 赣州市产业科技创新联合体组建申请表",
        [
            ["联合体名称", "赣州市稻种业科技创新联合体", "牵头单位", LEAD],
            ["成员单位1", OTHER, "成员单位2", INSTITUTE],
        ],
        "一、牵头单位及其科技创新核心平台基本情况",
        *said,
    ]
    return found(check(tmp_path, {"组建申请表.docx": form}, "ganzhou-2022"), "E001", "lead.platform")


def test_a_municipal_platform_is_not_enough_and_is_quoted(tmp_path: Path) -> None:
    (finding,) = platform(tmp_path, f"公司核心平台为赣州市稻种业工程技术研究中心，属市级平台，与{INSTITUTE}长期合作。")
    assert "市级平台" in finding.message


@pytest.mark.parametrize(
    "said", [f"{OTHER}拥有江西省作物遗传育种重点实验室。", "联合体内已建省级各类科研平台数量5个，含重点实验室。"]
)
def test_platforms_of_others_prove_nothing(tmp_path: Path, said: str) -> None:
    assert len(platform(tmp_path, said)) == 1


def test_a_provincial_platform_of_its_own_is_enough(tmp_path: Path) -> None:
    assert platform(tmp_path, f"公司建有江西省稻种业工程技术研究中心，与{OTHER}共建博士后工作站。") == []
