"""Sentences in the cells of a table of units are about the unit that their row names."""

from __future__ import annotations

from pathlib import Path

from tests.submissions import check

HEAD = ["成员单位", "基本情况", "分工"]
LEAD, PARTNER = "江苏恒创精密装备股份有限公司", "苏州晶源科技有限公司"
FORM = ["# 江苏省创新联合体建设试点申请书", [["创新联合体牵头单位", LEAD, "参与单位", PARTNER]]]


def revenues(tmp_path: Path, rows: list[list[str]]) -> list[tuple[str, int | None, float]]:
    plan = ["# 江苏省精密装备创新联合体建设方案", "## 一、成员单位情况", [HEAD, *rows]]
    report = check(tmp_path, {"申请书.docx": FORM, "建设方案.docx": plan}, "jiangsu-2023", year=2023, occasion="apply")
    return [(f.subject, f.year, f.value) for f in report.facts if f.quantity.endswith(".revenue")]


def test_a_sentence_in_a_row_is_of_the_rows_unit(tmp_path: Path) -> None:
    rows = [
        [LEAD, "主营精密主轴与导轨；2022年营业收入32,680万元", "牵头，承担总体设计"],
        [PARTNER, "主营检测传感元件；2022年营业收入3,275万元", "承担传感与检测"],
    ]
    assert revenues(tmp_path, rows) == [(LEAD, 2022, 32680.0), (PARTNER, 2022, 3275.0)]


def test_a_sentence_that_names_another_unit_is_that_units(tmp_path: Path) -> None:
    rows = [
        [LEAD, "主营精密主轴与导轨，产品销往全国各地", "牵头，承担总体设计"],
        [PARTNER, f"主营传感元件，为整机配套；{LEAD}2022年营业收入32,680万元", "承担传感与检测"],
    ]
    assert revenues(tmp_path, rows) == [(LEAD, 2022, 32680.0)]


def test_the_cover_of_papers_bound_in_one_file_presents_nobody(tmp_path: Path) -> None:
    goals = [["序号", "指标", "2023年", "2025年"], ["1", "研发投入强度（%）", "3.8", "4.2"]]
    lines = [
        "重庆市镁合金产业创新综合体", "# 建设方案暨合作协议", "（合订本）", f"牵头单位：{LEAD}", "2024年11月",
        "# 第一编 综合体建设方案", "## 一、组建缘起", f"由{LEAD}牵头，联合{PARTNER}组建综合体，围绕先进材料开展攻关。",
        "## 三、发展目标", "表2 发展目标", goals, "# 第二编 合作协议", "第一条 各方共同组建综合体。", "第二条 本协议有效期三年。",
    ]  # fmt: skip
    report = check(tmp_path, {"合订本.docx": lines}, "chongqing-2024", year=2024, occasion="apply")
    assert {f.quantity for f in report.facts if "rd_intensity" in f.quantity} == {"consortium.rd_intensity"}
