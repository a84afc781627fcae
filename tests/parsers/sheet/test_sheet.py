"""Workbooks and text tables made here: shown values, merged and hidden parts, titles, encodings."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from doccheck.document.model import Document, IncidentKind, Paragraph, Table
from doccheck.parsers.errors import LimitReached, UnreadableFile
from doccheck.parsers.sheet import parse_csv, parse_xls, parse_xlsx
from doccheck.parsers.sheet.shown import shown
from tests.submissions import found as findings_of
from tests.submissions import write

HEAD = ["序号", "单位名称", "单位类型"]
ROWS = [[1, "江南精工股份有限公司", "企业"], [2, "江南大学", "高校"]]


def book(path: Path, rows: list[list[object]], name: str = "成员单位") -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    made.save(path)
    return made


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


def table_of(document: Document) -> Table:
    (table,) = document.tables()
    return table


def test_a_sheet_is_a_heading_lines_above_a_table_and_notes_below(tmp_path: Path) -> None:
    rows: list[list[object]] = [["创新联合体成员单位表"], [], HEAD, *ROWS, [], ["注：按牵头单位在前填写。"]]
    made = book(tmp_path / "a.xlsx", rows)
    made["成员单位"].merge_cells("A1:C1")
    made.save(tmp_path / "a.xlsx")
    found = parse_xlsx(tmp_path / "a.xlsx", "a.xlsx")
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == [
        "成员单位",
        "创新联合体成员单位表",
        "注：按牵头单位在前填写。",
    ]
    table = table_of(found)
    assert rows_of(table) == [HEAD, ["1", *ROWS[0][1:]], ["2", *ROWS[1][1:]]]
    assert table.caption == "创新联合体成员单位表"
    assert table.cells[4].location.cell == (1, 1)


def test_two_titled_tables_on_one_sheet_are_two(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", [["理事名单"], HEAD, *ROWS, [], ["专家名单"], HEAD, *ROWS])
    tables = list(parse_xlsx(tmp_path / "a.xlsx", "a.xlsx").tables())
    assert [table.caption for table in tables] == ["理事名单", "专家名单"]
    assert [table.location.table for table in tables] == [0, 1]


def test_merged_cells_span_the_grid(tmp_path: Path) -> None:
    made = book(tmp_path / "a.xlsx", [["单位", "销售收入（万元）", None], [None, 2021, 2022], ["江南精工", 1, 2]])
    for area in ("A1:A2", "B1:C1"):
        made["成员单位"].merge_cells(area)
    made.save(tmp_path / "a.xlsx")
    table = table_of(parse_xlsx(tmp_path / "a.xlsx", "a.xlsx"))
    assert [(c.text, c.rowspan, c.colspan) for c in table.cells[:2]] == [("单位", 2, 1), ("销售收入（万元）", 1, 2)]
    assert rows_of(table)[1] == ["单位", "2021", "2022"]


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (152300, "#,##0.00", "152,300.00"),
        (0.035, "0.0%", "3.5%"),
        (12.5, '0.00"亿元"', "12.50亿元"),
        (-3.2, "0.0_);(0.0)", "(3.2)"),
        (7, "000", "007"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (13800138000.0, "General", "13800138000"),
        (1234567, '#,##0,"千"', "1,235千"),
        (1e300, "0.00", None),
        (datetime(2021, 9, 20), "mm-dd-yy", "2021/9/20"),
        (datetime(2021, 9, 20), 'yyyy"年"m"月"d"日";@', "2021年9月20日"),
        (datetime(2021, 9, 5, 8, 30), "yyyy-mm-dd hh:mm", "2021-09-05 08:30"),
        (date(2021, 9, 1), 'yyyy"年"m"月"', "2021年9月"),
        (True, "General", "TRUE"),
        (8, '[Red]0"家"', "8家"),
    ],
)
def test_values_are_written_as_shown(value: float | datetime | date, pattern: str, text: str | None) -> None:
    assert shown(value, pattern) == text if text is not None else shown(value, pattern)


def test_hidden_sheets_rows_and_columns_are_left_out_and_said(tmp_path: Path) -> None:
    made = book(tmp_path / "a.xlsx", [HEAD, *ROWS, [3, "已退出的北方机床有限公司", "企业"]])
    made["成员单位"].row_dimensions[4].hidden = True
    made["成员单位"].column_dimensions["C"].hidden = True
    made.create_sheet("底稿")["A1"] = "内部测算"
    made["底稿"].sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")
    found = parse_xlsx(tmp_path / "a.xlsx", "a.xlsx")
    assert rows_of(table_of(found)) == [HEAD[:2], ["1", "江南精工股份有限公司"], ["2", "江南大学"]]
    said = [one.detail for one in found.incidents if one.kind is IncidentKind.HIDDEN_TEXT]
    assert len(said) == 3
    assert "A4" in said[0]
    assert "“底稿”已隐藏" in said[2]


def test_a_formula_without_a_saved_result_is_said(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", [["项目", "金额"], ["设备", 10], ["合计", "=SUM(B2:B2)"]])
    (incident,) = parse_xlsx(tmp_path / "a.xlsx", "a.xlsx").incidents
    assert incident.kind is IncidentKind.DAMAGED_PART
    assert "B3" in incident.detail


def test_a_sheet_that_does_not_say_its_size_is_read_with_its_formulas(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", [HEAD, *ROWS, ["=1+1", "合计", ""]])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb"<dimension [^>]*>", b"<dimension/>", parts[name])
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    found = parse_xlsx(tmp_path / "a.xlsx", "a.xlsx")
    assert rows_of(table_of(found))[:2] == [HEAD, ["1", *ROWS[0][1:]]]
    assert any("A4" in incident.detail for incident in found.incidents)


def test_a_far_stray_cell_makes_no_giant_table(tmp_path: Path) -> None:
    made = book(tmp_path / "a.xlsx", [HEAD, *ROWS])
    made["成员单位"]["XFD1048576"] = "。"
    made.save(tmp_path / "a.xlsx")
    assert sum(len(table.cells) for table in parse_xlsx(tmp_path / "a.xlsx", "a.xlsx").tables()) < 40


def test_a_cell_whose_format_is_not_there_is_read(tmp_path: Path) -> None:
    made = book(tmp_path / "a.xlsx", [HEAD, *ROWS])
    made["成员单位"]["A2"].number_format = "0.00_甲"
    made.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/styles.xml"] = re.sub(rb"<numFmts.*</numFmts>", b"", parts["xl/styles.xml"])
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert rows_of(table_of(parse_xlsx(tmp_path / "a.xlsx", "a.xlsx")))[1] == ["1", *ROWS[0][1:]]


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", [HEAD])
    whole = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableFile):
        parse_xlsx(tmp_path / "a.xlsx", "a.xlsx")


def test_a_bomb_is_refused_unopened(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * (60 << 20))
    with pytest.raises(LimitReached):
        parse_xlsx(tmp_path / "a.xlsx", "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_text_tables_in_any_encoding_and_mark(tmp_path: Path, encoding: str, mark: str) -> None:
    rows = [HEAD, ["1", "江南精工股份有限公司", "企业"], ["2", f'"江南{mark}大学"', "高校"]]
    (tmp_path / "名单.csv").write_bytes("\r\n".join(mark.join(row) for row in rows).encode(encoding))
    found = parse_csv(tmp_path / "名单.csv", "名单.csv")
    assert rows_of(table_of(found))[1:] == [rows[1], ["2", f"江南{mark}大学".replace("\t", "\t"), "高校"]]
    assert table_of(found).caption == "名单"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice makes the .xls")
@pytest.mark.slow
def test_xls_reads_like_xlsx(tmp_path: Path) -> None:
    made = book(tmp_path / "a.xlsx", [HEAD, *ROWS, ["填报日期", datetime(2021, 9, 20), 0.125]])
    sheet = made["成员单位"]
    sheet["B4"].number_format, sheet["C4"].number_format = 'yyyy"年"m"月"d"日"', "0.0%"
    sheet.row_dimensions[3].hidden = True
    made.save(tmp_path / "a.xlsx")
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--convert-to", "xls"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")], capture_output=True, check=False)
    if not (tmp_path / "a.xls").exists():
        pytest.skip("LibreOffice has no Calc here")
    old, new = parse_xls(tmp_path / "a.xls", "a"), parse_xlsx(tmp_path / "a.xlsx", "a")
    assert rows_of(table_of(old)) == rows_of(table_of(new))
    assert rows_of(table_of(old))[-1] == ["填报日期", "2021年9月20日", "12.5%"]
    assert [one.kind for one in old.incidents] == [one.kind for one in new.incidents]


MEMBERS = [
    ["序号", "单位名称", "单位类型", "所处产业链环节"],
    ["1", "江南精工股份有限公司", "企业", "整机"],
    ["2", "江南大学", "高等院校", ""],
]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_roster_gives_the_same_findings_in_a_spreadsheet(tmp_path: Path, kind: str) -> None:
    import doccheck

    plan: list[str | list[list[str]]] = ["# 组建方案", "一、组建背景", "本联合体由江南精工股份有限公司牵头。"]
    title = "创新联合体成员单位表"
    in_word = write(tmp_path / "word", {"03 组建方案.docx": plan, "04 成员单位表.docx": ["# " + title, MEMBERS]})
    moved = write(tmp_path / kind, {"03 组建方案.docx": plan})
    target = moved / f"04 成员单位表.{kind}"
    if kind == "xlsx":
        book(target, [[title], *MEMBERS])
    else:
        target.write_bytes("\n".join(",".join(row) for row in [[title], *MEMBERS]).encode("gbk"))
    one, two = (doccheck.check(folder, "ganzhou-2022") for folder in (in_word, moved))
    assert [(f.code, f.requirement) for f in one.findings] == [(f.code, f.requirement) for f in two.findings]
    assert [f.message for f in findings_of(one, "S007")] == [f.message for f in findings_of(two, "S007")]
