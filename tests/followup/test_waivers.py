"""Findings that somebody decided to let pass: counted nowhere, listed everywhere."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.followup import Waiver
from doccheck.followup.waivers import BadWaivers, apply_waivers, read_waivers
from doccheck.reports import writer
from doccheck.reports.json_report import schema
from tests.followup.papers import checked, submission

WAIVER = """
- code: A005
  requirement: agreement.benefit
  reason: 已另签收益分配补充协议，随附
  person: 受理处
  date: 2026-11-20
"""
TODAY = date(2026, 11, 21)


def written(folder: Path, text: str) -> Path:
    path = folder / "豁免.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def waived_report(tmp_path: Path):  # type: ignore[no-untyped-def]
    return checked(submission(tmp_path / "s"), waivers=written(tmp_path, WAIVER))


def test_a_waived_finding_counts_nowhere_and_is_listed(tmp_path: Path) -> None:
    before = checked(submission(tmp_path / "s"))
    after = waived_report(tmp_path)
    assert "A005" in {f.code for f in before.findings}
    assert "A005" not in {f.code for f in after.findings}
    assert [held.finding.code for held in after.waived] == ["A005"]
    assert after.summary.error == before.summary.error - 1


@pytest.mark.parametrize("format", ["console", "json", "sarif"])
def test_every_report_tells_what_was_waived_by_whom(tmp_path: Path, format: str) -> None:
    text = writer(format)(waived_report(tmp_path))
    assert "已另签收益分配补充协议" in text
    assert "受理处" in text


def test_json_with_waivers_obeys_the_schema(tmp_path: Path) -> None:
    told = json.loads(writer("json")(waived_report(tmp_path)))
    jsonschema.validate(told, schema())
    assert [held["finding"]["code"] for held in told["waived"]] == ["A005"]
    assert told["waived"][0]["waiver"]["date"] == "2026-11-20"


FINDING = Finding(
    "S008", Severity.WARNING, "“建设方案.docx”中留有×××。", "改正", None, evidence=(Evidence("d1", "面积×××平方米"),)
)
PATHS = {"d1": "材料/建设方案.docx"}


def waiver(**more: object) -> Waiver:
    return Waiver("S008", "说明", "某人", date(2026, 11, 1), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "fits"),
    [
        ({"quote": "面积 ×××"}, True),
        ({"document": "建设方案.docx"}, True),
        ({"document": "方案.docx"}, False),
        ({"quote": "别的话"}, False),
        ({"requirement": "plan.1"}, False),
        ({"quote": "×××", "until": date(2026, 11, 20)}, False),
        ({"quote": "×××", "until": TODAY}, True),
    ],
)
def test_a_waiver_means_only_what_it_names(more: dict[str, object], fits: bool) -> None:
    standing, waived, idle = apply_waivers([waiver(**more)], [FINDING], PATHS, TODAY)
    assert (len(standing), len(waived), len(idle)) == ((0, 1, 0) if fits else (1, 0, 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- code: S008\n  reason: 甲\n  person: 乙\n  date: 2026-11-20\n", "requirement、document、quote"),
        ("- code: S008\n  quote: 甲\n  person: 乙\n  date: 2026-11-20\n", "reason（理由）"),
        ("- code: X999\n  quote: 甲\n  reason: 甲\n  person: 乙\n  date: 2026-11-20\n", "X999"),
        ("- code: S008\n  quote: 甲\n  reason: 甲\n  person: 乙\n  date: 昨天\n", "昨天"),
        ("- code: S008\n  qoute: 甲\n  reason: 甲\n  person: 乙\n  date: 2026-11-20\n", "qoute"),
        ("code: S008\n", "列表"),
        ("- [", "YAML"),
    ],
)
def test_a_bad_file_is_told_with_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadWaivers, match=said):
        read_waivers(written(tmp_path, text))


def test_an_empty_file_waives_nothing(tmp_path: Path) -> None:
    assert read_waivers(written(tmp_path, "# 暂无\n")) == ()
