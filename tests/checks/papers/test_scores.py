"""Scorecards: evidence for each row, points where the rule is arithmetic, blanks where a person judges."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest
from openpyxl import load_workbook

import doccheck
from doccheck.findings.papers import ScoreLine
from doccheck.findings.report import Report
from doccheck.reports import write_papers, write_workbook, writer
from doccheck.reports.json_report import schema
from doccheck.reports.papers import papers
from doccheck.reports.workbook import submission_workbook
from tests.submissions import check, found

CORPORA = Path(__file__).resolve().parents[3] / "corpora"
UNITS = [f"赣州市第{number}新材料有限公司" for number in "一二三四五六七八九十"]


@pytest.fixture(scope="module")
def oranges() -> Report:
    """A real application of 13 units."""
    return doccheck.check(CORPORA / "submissions" / "赣州-脐橙食品" / "files", "ganzhou-2022")


@pytest.fixture(scope="module")
def yearly() -> Report:
    """A real yearly submission that lacks three things and has a paper of the year before."""
    return doccheck.check(CORPORA / "heldout" / "赣州-年度-2023" / "files", "ganzhou-2022")


def line(report: Report, requirement: str) -> ScoreLine:
    return next(one for one in report.scorecard.lines if one.requirement == requirement)


def application(tmp_path: Path, platforms: int, told: list[str]) -> Report:
    """An application of ten units of which the first ``platforms`` have one, and what the plan tells of them."""
    members: list[list[str]] = [["成员单位名称", "统一社会信用代码", "所属研究方向", "所处产业链环节及分工", "前一年营业收入（万元）"]]
    members += [[unit, "", "方向一", "上游", "100"] for unit in UNITS]
    rows = [["成员单位", "拥有平台名称", "平台批准部门", "学科/产业领域", "省级/市级", "建设时间"]]
    rows += [[unit, f"{unit}重点实验室", "赣州市科技局", "材料", "市级", "2020年"] for unit in UNITS[:platforms]]
    rows += [[UNITS[9], "县级工程中心", "章贡区科技局", "材料", "县级", "2020年"]]
    form: list[str | list[list[str]]] = [
        "# 赣州市产业科技创新联合体组建申请表", "创新联合体名称：赣州市新材料科技创新联合体", f"牵头单位：{UNITS[0]}",
        "三、创新联合体成员情况", members, "五、创新联合体已建市级及以上科研平台数量", rows,
    ]  # fmt: skip
    plan: list[str | list[list[str]]] = [
        "# 组建方案", "四、本联合体主要研究方向", "方向一为新材料制备，方向二为新材料检测，由各单位分头承担。",
        "五、各成员所属研究方向、基本情况、科研能力（平台、人才、承担项目情况）、在联合体中的分工和作用", *told,
        "六、联合体负责人、理事长、秘书长、专家咨询委员会主任基本情况", "理事长王某某，高级工程师。",
    ]  # fmt: skip
    return check(tmp_path, {"申请表.docx": form, "方案.docx": plan}, "ganzhou-2022")


def projects(yes: int, no: int = 0) -> list[str]:
    told = [f"{unit}从事材料研发，承担市级科技计划项目2项。" for unit in UNITS[:yes]]
    return told + [f"{unit}从事材料生产，没有承担过市级项目。" for unit in UNITS[yes : yes + no]]


def test_a_scorecard_has_all_rows_and_a_remark_for_each(oranges: Report) -> None:
    card = oranges.scorecard
    assert (card.title, len(card.lines), card.max) == ("联合体组建评价指标", 17, 100)
    assert {finding.requirement for finding in found(oranges, "R001")} == {one.requirement for one in card.lines}
    assert all(finding.severity == "info" for finding in found(oranges, "R001"))
    assert card.reckoned + card.open == 100


def test_shares_are_reckoned_as_the_papers_say(oranges: Report) -> None:
    platforms = line(oranges, "score.members.platform_ratio")
    assert platforms.points == 10
    assert "9 家 ÷ 成员单位 13 家（含牵头单位） = 69.2%" in platforms.formula
    assert "寻乌县九岭果业有限公司" in platforms.note
    done = line(oranges, "score.members.project_ratio")
    assert done.points == 10
    assert "10 家 ÷ 成员单位 13 家（含牵头单位） = 76.9%" in done.formula


def test_what_needs_a_judge_stays_blank_with_its_evidence(oranges: Report) -> None:
    council = line(oranges, "score.council")
    assert council.points is None
    assert any("理事长" in evidence.quote for evidence in council.evidence)
    assert oranges.scorecard.points == 20
    missing = line(oranges, "score.figures.region")
    assert (missing.evidence, missing.note) == ((), "材料中没有找到佐证。")


@pytest.mark.parametrize(("units", "points"), [(8, 10), (4, 5), (1, 1)])
def test_bands_of_the_platforms(tmp_path: Path, units: int, points: float) -> None:
    report = application(tmp_path, units, [])
    platforms = line(report, "score.members.platform_ratio")
    assert platforms.points == points, platforms
    assert len(platforms.evidence) == units


@pytest.mark.parametrize("units", [6, 3])
def test_a_share_that_hangs_on_counting_the_lead_is_left_open(tmp_path: Path, units: int) -> None:
    platforms = line(application(tmp_path, units, []), "score.members.platform_ratio")
    assert platforms.points is None
    assert f"{units} 家 ÷ 成员单位 10 家" in platforms.formula
    assert "是否计入牵头单位会影响得分" in platforms.note


def test_units_of_which_the_plan_is_silent_leave_the_share_open(tmp_path: Path) -> None:
    done = line(application(tmp_path, 5, projects(4)), "score.members.project_ratio")
    assert done.points is None
    assert "材料未写明是否承担过市级以上项目 6 家" in done.note


def test_units_that_say_no_close_it(tmp_path: Path) -> None:
    done = line(application(tmp_path, 5, projects(5, 5)), "score.members.project_ratio")
    assert done.points == 5
    assert "5 家 ÷ 成员单位 10 家（含牵头单位） = 50.0%" in done.formula


def test_a_unit_under_another_name_may_be_one_that_does_not_count(tmp_path: Path) -> None:
    members = [["成员单位名称", "统一社会信用代码", "所属研究方向", "所处产业链环节及分工", "前一年营业收入（万元）"]]
    members += [[unit, "", "方向一", "上游", "100"] for unit in UNITS]
    rows = [["成员单位", "拥有平台名称", "平台批准部门", "学科/产业领域", "省级/市级", "建设时间"]]
    holders = [*UNITS[:5], "江西省别处研究院", "南昌他乡大学"]
    rows += [[unit, "重点实验室", "赣州市科技局", "材料", "市级", "2020年"] for unit in holders]
    form: list[str | list[list[str]]] = [
        "# 赣州市产业科技创新联合体组建申请表", f"牵头单位：{UNITS[0]}", "三、创新联合体成员情况", members,
        "五、创新联合体已建市级及以上科研平台数量", rows,
    ]  # fmt: skip
    platforms = line(check(tmp_path, {"申请表.docx": form}, "ganzhou-2022"), "score.members.platform_ratio")
    assert platforms.points is None
    assert "表中另有不在成员名单内的单位：江西省别处研究院、南昌他乡大学" in platforms.note


def test_an_empty_table_gives_nothing_to_reckon(tmp_path: Path) -> None:
    platforms = line(check(tmp_path, {"申请表.docx": ["# 赣州市产业科技创新联合体组建申请表", f"牵头单位：{UNITS[0]}"]}, "ganzhou-2022"), "score.members.platform_ratio")
    assert platforms.points is None
    assert "没有可供计算的内容" in platforms.note


def test_yearly_duties_count_what_was_handed_in(yearly: Report) -> None:
    points = {one.requirement: one.points for one in yearly.scorecard.lines}
    assert sum(one.max for one in yearly.scorecard.lines) == 100
    assert points == {
        "annual.lists": 40, "annual.council": 10, "annual.academic": 0, "annual.assembly": 10, "annual.guide": 0,
        "annual.tackle": 5, "annual.report": None, "annual.summary": 5, "annual.cases": 0,
    }  # fmt: skip
    assert "不是 2023 年" in line(yearly, "annual.report").note
    assert yearly.scorecard.points == 70


def test_other_programmes_have_none(tmp_path: Path) -> None:
    report = check(tmp_path, {"申请书.docx": ["# 江苏省创新联合体建设试点申请书", "牵头单位：某某公司"]}, "jiangsu-2023")
    assert not report.scorecard.lines
    assert not found(report, "R001")
    assert json.loads(writer("json")(report))["scorecard"] is None


def test_the_report_with_scores_and_letters_obeys_its_schema(oranges: Report, yearly: Report) -> None:
    for report in (oranges, yearly):
        data = json.loads(writer("json")(report))
        jsonschema.validate(data, schema())
        assert len(data["scorecard"]["lines"]) == len(report.scorecard.lines)


def test_collected_evidence_comes_last_and_is_one_line_on_the_console(oranges: Report) -> None:
    codes = [finding.code for finding in oranges.findings]
    first = codes.index("R001")
    assert set(codes[first:]) == {"R001", "R002"}
    said = writer("console")(oranges)
    assert "评分行的佐证 17 条（R001）" in said.replace("\n", "")
    assert "score.council" not in said


def paper(report: Report, name: str) -> Any:
    return docx.Document(io.BytesIO(next(one.data for one in papers(report) if one.name == name)))


def test_the_paper_has_a_row_for_each_line_and_the_sums(oranges: Report) -> None:
    table = paper(oranges, "评分表.docx").tables[0]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert len(texts) == 1 + 17 + 1
    assert texts[1][1] == "【秘书处情况】1．人员就位及岗位设置情况（4分）"
    ratio = next(row for row in texts if "具有市级以上平台比例" in row[1])
    assert (ratio[2], ratio[4], ratio[5]) == ("10", "10", "")
    assert ratio[3].startswith("有市级以上平台的单位 9 家")
    assert texts[-1] == ["", "合　计", "100", "", "20", ""]


def test_the_workbook_has_a_sheet_of_it(oranges: Report) -> None:
    sheet = load_workbook(io.BytesIO(submission_workbook(oranges)))["评分表"]
    assert sheet.max_row == 1 + 17 + 1
    assert [cell.value for cell in sheet[19]][2:6] == ["合计", 100, 20, None]
    assert sheet["E9"].value is None, "the council's chairman is for the reviewer"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_and_prints_every_paper(oranges: Report, tmp_path: Path) -> None:
    import pypdfium2

    files = [str(one.path) for one in write_papers(oranges, tmp_path / "文书")]
    files.append(str(write_workbook(oranges, tmp_path / "report.xlsx")))
    assert len(files) == 5
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path / "pdf"), *files],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    said = {}
    for file in files:
        document = pypdfium2.PdfDocument(tmp_path / "pdf" / f"{Path(file).stem}.pdf")
        said[Path(file).stem] = "".join(page.get_textpage().get_text_range() for page in document)
    assert "联合体组建评价指标" in said["评分表"]
    assert "评审人员（签名）" in said["评分表"]
    assert "赣州橙源食品股份有限公司请示" in said["征求意见函"]
    assert "专此函复" in said["关于同意牵头组建的函"]
    assert all("{{" not in text and "{%" not in text for text in said.values())
