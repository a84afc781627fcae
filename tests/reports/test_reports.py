"""Every writer says all that the report holds, in its format and nothing else."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path

import jsonschema
import pytest
from rich.cells import cell_len

from doccheck.document import Location
from doccheck.findings import Finding, Severity
from doccheck.findings.explained import describe
from doccheck.findings.report import ProgrammeNote, Report, SubmissionNote, Summary, Tool, Verdict
from doccheck.reports import FORMATS, write_reports, writer
from doccheck.reports.json_report import schema, to_dict
from doccheck.reports.words import place
from doccheck.reports.wrapping import wrap
from tests.reports.sample import FINDINGS, report


def test_json_obeys_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(writer("json")(report())), schema())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("findings", 0, "code"), "X1"),
        (("findings", 0, "evidence", 0, "location", "page"), 0),
        (("findings", 0, "evidence", 0, "location", "bbox"), None),
        (("summary", "verdict"), "accepted"),
        (("documents", 0, "sections", 1, "quote"), ...),
        (("tool", "rules"), ...),
    ],
)
def test_schema_refuses_what_the_contract_does_not_know(path: tuple[str | int, ...], value: object) -> None:
    data = to_dict(report())
    target: object = data
    for key in path[:-1]:
        target = target[key]  # type: ignore[index]
    if value is ...:
        del target[path[-1]]  # type: ignore[attr-defined]
    else:
        target[path[-1]] = value  # type: ignore[index]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema())


def test_json_has_the_contracts_keys_and_no_empty_places() -> None:
    data = to_dict(report())
    assert data["schema"] == "doccheck.report/1"
    assert data["summary"] == {"error": 3, "warning": 1, "info": 1, "verdict": "return", "seconds": 0.84}
    first, second, third = data["findings"][:3]
    assert first["name"] == "missing-document"
    assert first["related"] == ["A001", "A003"]
    assert "related" not in second
    assert second["evidence"][0]["location"] == {
        "page": 1,
        "block": 2,
        "heading": ["一、基础信息"],
        "bbox": [90.0, 120.5, 320.0, 133.0],
    }
    assert third["evidence"][0]["location"]["cell"] == [1, 1]
    assert data["findings"][4]["requirement"] is None
    assert data["documents"][0]["sections"][1]["heading"] is None
    assert data["documents"][0]["sections"][1]["quote"] == "本联合体定位于"


def test_json_of_a_submission_that_nobody_could_read() -> None:
    bare = Report(Tool("0.1.0"), ProgrammeNote(), SubmissionNote("x", "x", ""), findings=(FINDINGS[4],))
    data = to_dict(bare)
    jsonschema.validate(data, schema())
    assert data["programme"]["id"] is None


@pytest.mark.parametrize(
    ("severities", "verdict"),
    [
        ((), Verdict.PASS),
        ((Severity.INFO,), Verdict.PASS),
        ((Severity.INFO, Severity.WARNING), Verdict.CORRECT),
        ((Severity.INFO, Severity.WARNING, Severity.ERROR), Verdict.RETURN),
    ],
)
def test_verdict_is_never_better_than_the_worst_finding(severities: tuple[Severity, ...], verdict: Verdict) -> None:
    findings = tuple(Finding("D005", severity, "x", "y") for severity in severities)
    assert Summary.of(findings).verdict is verdict


def test_report_survives_a_trip_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(report())) == report()


def test_console_says_it_all_without_colour() -> None:
    text = writer("console")(report())
    flat = re.sub(r"\s", "", text)
    assert "\x1b" not in text
    assert flat.startswith("需退回修改错误3·警告1·提示1")
    assert "没有找到共建协议" in flat
    assert "请删去约32字" in flat
    assert "未读取的文件1个" in flat
    assert "通过检查不等于" in flat
    for finding in FINDINGS:
        assert finding.code in flat
    assert max(cell_len(line) for line in text.splitlines()) <= 100


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_console_keeps_to_its_width(width: int) -> None:
    import io

    from rich.console import Console

    from doccheck.reports.console_report import print_report

    out = io.StringIO()
    print_report(report(), Console(file=out, width=width, no_color=True))
    assert max(cell_len(line) for line in out.getvalue().splitlines()) <= width
    assert "S001" in out.getvalue()


def test_sarif_has_a_rule_for_every_result() -> None:
    log = json.loads(writer("sarif")(report()))
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
    told = {rule["id"]: rule["help"]["text"] for rule in run["tool"]["driver"]["rules"]}
    assert told["N001"].startswith(f"怎样改：{describe('N001').mend}")
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%E7%94%B3%E8%AF%B7%E4%B9%A6%20%E7%BB%88%E7%A8%BF.docx"
    assert len(run["results"][1]["relatedLocations"]) == 1


def test_every_format_has_a_writer_and_files_are_utf8(tmp_path: Path) -> None:
    assert all(writer(name)(report()) for name in FORMATS)
    with pytest.raises(KeyError):
        writer("docx")
    paths = write_reports(report(), tmp_path / "报告 一")
    texts = [path for path in paths if path.suffix not in {".xlsx", ".docx"}]
    assert [path.name for path in texts] == ["report.json", "report.html", "report.sarif", "report.junit.xml"]
    assert all("申请书" in path.read_text(encoding="utf-8") or path.suffix in (".sarif", ".xml") for path in texts)


def test_places_are_said_as_people_count() -> None:
    assert place(Location(page=3, table=0, cell=(1, 3))) == "第3页 · 表1第2行第4列"
    assert place(Location(block=0)) == "第1段"
    assert place(Location()) == ""


def test_lines_break_as_chinese_is_set() -> None:
    lines = wrap("请补交由全部 16 家成员单位签署的组建协议（原件），并加盖公章。", 16).split("\n")
    assert all(cell_len(line) <= 16 for line in lines)
    assert not any(line[0] in "，。）》”、" for line in lines)
    assert not any(line.endswith("（") for line in lines)
    assert wrap("15200.50万元", 8).split("\n")[0] == "15200.50"
    assert wrap("a" * 30, 10) == "\n".join(["a" * 10] * 3)
    assert wrap("", 10) == ""
