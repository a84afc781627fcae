"""N003 on rates of rough figures (1.5亿元) that other places have to the digit (15,000万元)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.submissions import Lines, check, found

NAME = "江苏省长时储能电池创新联合体"
LEAD = "江苏沐能储能科技有限公司"


@pytest.mark.parametrize(("share", "count"), [("85.3%", 1), ("83.3%", 0)])
def test_a_share_of_a_rough_total(tmp_path: Path, share: str, count: int) -> None:
    files: dict[str, Lines] = {
        "申请书.docx": ["# 江苏省创新联合体建设试点申请书", [["联合体名称", NAME], ["总投入（万元）", "15,000"]]],
        "建设方案.docx": [f"# {NAME}建设方案", "## 经费", f"总投入1.5亿元；4家企业出资12,500万元，占总投入的{share}。"],
    }
    assert len(found(check(tmp_path, files, "jiangsu-2023", year=2023, occasion="apply"), "N003")) == count


@pytest.mark.parametrize(("growth", "count"), [("15.75%", 1), ("13.75%", 0)])
def test_growth_of_a_rough_figure_without_its_year(tmp_path: Path, growth: str, count: int) -> None:
    table = [["年度", "2021年", "2022年"], ["营业收入（万元）", "68,935.12", "78,412.56"], ["研发投入（万元）", "2,068", "2,352"]]
    text = f"附注：2022年营业收入约7.84亿元，较上年增长{growth}，主要系订单增加。"
    files: dict[str, Lines] = {
        "申请书.docx": ["# 江苏省创新联合体建设试点申请书", [["创新联合体牵头单位", LEAD]]],
        "牵头单位简介.docx": ["# 牵头单位简介", f"{LEAD}主营储能电池。", table, text],
    }
    assert len(found(check(tmp_path, files, "jiangsu-2023", year=2023, occasion="apply"), "N003")) == count
