"""The command line: statuses, streams, messages. The check itself is replaced where its result is not the matter."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import jsonschema
import pytest
from msgspec.structs import replace

import doccheck.api
from doccheck.cli import main
from doccheck.cli.exits import Exit
from doccheck.findings import Finding, Severity
from doccheck.findings.papers import CorrectionGroup, Corrections
from doccheck.findings.report import Report
from doccheck.reports.json_report import schema
from tests.reports.sample import report

WARNING = Finding("D004", Severity.WARNING, "留有修订。", "请接受修订。")
INFO = Finding("D005", Severity.INFO, "留有批注。", "请删除批注。")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Replace the check by one that gives a report made by hand and remembers what it was asked."""
    asked: dict[str, object] = {"report": report()}

    def check(path: Path, programme: str | None = None, **options: object) -> object:
        asked.update(path=path, programme=programme, **options)
        given = asked["report"]
        if isinstance(given, Exception):
            raise given
        return given

    monkeypatch.setattr(doccheck.api, "check", check)
    return asked


@pytest.mark.parametrize(
    ("given", "status"),
    [(report(), Exit.FOUND), (report((WARNING,)), Exit.CLEAN), (report((INFO,)), Exit.CLEAN), (report(()), Exit.CLEAN)],
)
def test_status_follows_the_errors(answers: dict[str, object], given: Report, status: Exit) -> None:
    answers["report"] = given
    assert main(["check", "x"]) == status


def test_options_reach_the_api(answers: dict[str, object]) -> None:
    main(["check", "申报 材料", "--programme", "jiangsu-2023", "--occasion", "annual", "--year", "2024"])
    assert answers["path"] == Path("申报 材料")
    assert (answers["programme"], answers["occasion"], answers["year"]) == ("jiangsu-2023", "annual", 2024)


def test_json_goes_to_standard_output_alone(
    answers: dict[str, object], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    main(["check", "x", "--format", "json"])
    out, err = capfdbinary.readouterr()
    data = json.loads(out.decode("utf-8"))
    jsonschema.validate(data, schema())
    assert err == b""


def test_output_leaves_every_report_and_says_so_on_standard_error(
    answers: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "x", "--output", str(tmp_path / "结果 一")]) == Exit.FOUND
    names = sorted(path.name for path in (tmp_path / "结果 一").iterdir())
    assert names == ["report.html", "report.json", "report.junit.xml", "report.sarif", "report.xlsx"]
    out, err = capsys.readouterr()
    assert "需退回修改" in out
    assert err.count("已写入") == len(names)


def test_output_leaves_the_papers_and_names_a_template_that_cannot_be_used(
    answers: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = report()
    answers["report"] = replace(made, corrections=Corrections((CorrectionGroup("d1", (1,)),)))
    main(["check", "x", "--output", str(tmp_path)])
    assert (tmp_path / "文书" / "补正通知书.docx").is_file()
    (tmp_path / "模板").mkdir()
    (tmp_path / "模板" / "补正通知书.docx").write_text("不是 Word 文件", encoding="utf-8")
    monkeypatch.setenv("DOCCHECK_TEMPLATES", str(tmp_path / "模板"))
    capsys.readouterr()
    assert main(["check", "x", "--output", str(tmp_path)]) == Exit.FOUND
    assert "没有写出“补正通知书.docx”：模板" in capsys.readouterr().err


def test_output_that_is_a_file_is_refused_before_the_check(
    answers: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    assert main(["check", "x", "--output", str(tmp_path / "a")]) == Exit.NOTHING
    assert "path" not in answers
    assert "文件夹" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "缺少参数"),
        (["check", "a", "b"], "多出了参数：b"),
        (["check", "a", "--formt", "json"], "没有“--formt”这个选项"),
        (["check", "a", "--format", "docx"], "可选：console、json、html、sarif"),
        (["check", "a", "--occasion", "yearly"], "可选：apply、annual"),
        (["chek", "a"], "没有“chek”这个命令"),
        (["check", "/no/such/材料"], "找不到"),
        (["outline", "validate", "/no/such.yaml"], "找不到文件"),
        (["explain", "X999"], "X999"),
        (["evaluate", "/no/such"], "找不到样例文件夹"),
    ],
)
def test_wrong_use_ends_with_two_and_a_chinese_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == Exit.NOTHING
    out, err = capsys.readouterr()
    assert said in err
    assert "Traceback" not in err
    assert out == ""


def test_an_unknown_programme_names_those_that_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document()
    document.add_paragraph("申请书")
    document.save(str(tmp_path / "a.docx"))
    assert main(["check", str(tmp_path), "--programme", "mars-2030"]) == Exit.NOTHING
    assert "jiangsu-2023" in capsys.readouterr().err


def test_a_fault_inside_is_no_traceback(answers: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    answers["report"] = ZeroDivisionError("x")
    assert main(["check", "x"]) == Exit.NOTHING
    err = capsys.readouterr().err
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600])
def test_a_lone_unreadable_file_is_a_finding(
    content: bytes, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "申请书.docx").write_bytes(content)
    assert main(["check", str(tmp_path / "申请书.docx"), "--format", "json"]) == Exit.FOUND
    data = json.loads(capfdbinary.readouterr().out.decode("utf-8"))
    jsonschema.validate(data, schema())
    (finding,) = data["findings"]
    assert finding["code"] in {"D001", "D010"}
    assert data["summary"]["verdict"] == "return"
    assert finding["evidence"][0]["document"] == data["documents"][0]["id"] == data["unread"][0]["document"]


def test_a_console_that_lacks_characters_gets_near_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    from doccheck.cli.streams import settle

    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="gbk"))
    settle()
    print("一、总则 › 目标\u2063 √")
    sys.stdout.flush()
    assert raw.getvalue().decode("gbk").strip() == "一、总则 > 目标? √"


def test_gbk_console_prints_the_whole_report(answers: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="gbk"))
    assert main(["check", "x"]) == Exit.FOUND
    sys.stdout.flush()
    assert "没有找到共建协议" in raw.getvalue().decode("gbk")


def test_no_colour_in_pipes_and_with_no_color(answers: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "x"])
    assert "\x1b" not in capsys.readouterr().out


def test_version_and_programmes_load_nothing_heavy() -> None:
    heavy = "{'docx', 'pdfplumber', 'jieba', 'jinja2', 'lxml', 'numpy', 'sklearn', 'spacy'}"
    code = (
        "import sys; from doccheck.cli import main; status = main([sys.argv[1]]);"
        f"print(sorted({heavy} & set(sys.modules))); sys.exit(status)"
    )
    for command in ("--version", "programmes"):
        done = subprocess.run(
            [sys.executable, "-c", code, command],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.rstrip().endswith("[]")


def test_programmes_lists_all_five(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programmes"]) == Exit.CLEAN
    out = capsys.readouterr().out
    for programme in ("liangjiang-2021", "yongchuan-2023", "chongqing-2024", "jiangsu-2023", "ganzhou-2022"):
        assert programme in out


def test_explain_a_code_and_a_requirement(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "N001"]) == Exit.CLEAN
    assert "N001" in capsys.readouterr().out
    assert main(["explain", "jiangsu-2023:plan.2"]) == Exit.CLEAN
    assert "建设任务及目标" in capsys.readouterr().out


def test_outline_validate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from doccheck.programme.loader import outline_folder

    assert main(["outline", "validate", str(outline_folder() / "jiangsu-2023.yaml")]) == Exit.CLEAN
    bad = tmp_path / "bad.yaml"
    bad.write_text("id: x\nrows: [{id: a, kind: nonsense}]\n", encoding="utf-8")
    assert main(["outline", "validate", str(bad)]) == Exit.FOUND
    assert "kind" in capsys.readouterr().err


def test_doctor_names_optional_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == Exit.CLEAN
    out = capsys.readouterr().out
    for part in ("LibreOffice", "[ocr]", "[semantic]", "[train]", "[web]", "[cluster]", "缓存文件夹", "项目文件"):
        assert part in out


def test_waivers_and_the_last_report_reach_the_api(answers: dict[str, object]) -> None:
    main(["check", "x", "--against", "上一轮", "--waivers", "豁免.yaml"])
    assert (answers["against"], answers["waivers"]) == (Path("上一轮"), Path("豁免.yaml"))


def test_masked_reports_and_annotated_copies_do_not_go_together(
    answers: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "x", "--mask", "--annotate", "-o", str(tmp_path)]) == Exit.NOTHING
    assert "无法遮盖" in capsys.readouterr().err


def test_a_missing_earlier_report_ends_with_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document()
    document.add_paragraph("建设方案")
    document.save(str(tmp_path / "建设方案.docx"))
    status = main(["check", str(tmp_path / "建设方案.docx"), "-p", "jiangsu-2023", "--against", str(tmp_path / "无")])
    assert status == Exit.NOTHING
    assert "找不到上一轮的报告" in capsys.readouterr().err
