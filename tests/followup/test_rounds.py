"""The second round against the first: closed, open, new, and what nobody asked to be changed."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from doccheck.findings.followup import Round
from doccheck.findings.report import Report
from doccheck.followup.previous import BadReport, read_previous
from doccheck.reports import write_reports, writer
from doccheck.reports.json_report import schema
from tests.followup.papers import checked, submission
from tests.submissions import check
from tests.texts import JIANGSU_AGREEMENT, JIANGSU_PLAN


def first(tmp_path: Path) -> Path:
    """The folder with the first round's reports."""
    write_reports(checked(submission(tmp_path / "s")), tmp_path / "out")
    return tmp_path / "out"


def second(tmp_path: Path, **changed: object) -> tuple[Report, Round]:
    earlier = first(tmp_path)
    report = checked(submission(tmp_path / "s", **changed), against=earlier)  # type: ignore[arg-type]
    assert report.round is not None
    return report, report.round


def closed(held: Round) -> list[tuple[str, str | None]]:
    return [(f.code, f.requirement) for f in held.closed]


def test_what_was_mended_is_closed_and_the_rest_stays_open(tmp_path: Path) -> None:
    report, held = second(tmp_path, without=())
    assert closed(held) == [("S002", "plan.3.1")]
    assert len(held.open) == len(report.findings)
    assert held.new == ()


def test_a_slip_that_was_not_there_is_new(tmp_path: Path) -> None:
    benefit = JIANGSU_AGREEMENT["benefit"]
    report, held = second(tmp_path, without=("3.1", "1.3"), benefit=benefit)
    assert closed(held) == [("A005", "agreement.benefit")]
    assert [(report.findings[at].code, report.findings[at].requirement) for at in held.new] == [("S002", "plan.1.3")]


def test_a_section_that_is_empty_now_is_still_open(tmp_path: Path) -> None:
    report, held = second(tmp_path, without=(), **{"3_1": ["（一）组织架构"]})
    again = {item.earlier.code: report.findings[item.finding].code for item in held.open}
    assert again["S002"] == "S003"
    assert closed(held) == []


def test_a_section_that_nobody_asked_to_change_is_told(tmp_path: Path) -> None:
    longer = [*JIANGSU_PLAN["1.3"], "此外还将建设二期基地，占地三百亩，由园区代建，五年后回购，总价以审计为准。"]
    _, held = second(tmp_path, **{"1_3": longer})
    assert [(change.kind.value, change.what) for change in held.changes] == [("section", "（三）发展定位及分析")]


def test_the_section_that_was_asked_for_is_no_such_change(tmp_path: Path) -> None:
    _, held = second(tmp_path, without=())
    assert held.changes == ()


def test_a_figure_changed_on_the_quiet_is_told(tmp_path: Path) -> None:
    goals = [line.replace("4000万元", "4900万元") for line in JIANGSU_PLAN["2"]]
    _, held = second(tmp_path, **{"2": goals})
    assert [(change.before, change.after) for change in held.changes] == [("4000万元", "4900万元")]


def test_json_with_a_round_obeys_the_schema(tmp_path: Path) -> None:
    report, held = second(tmp_path, without=())
    told = json.loads(writer("json")(report))
    jsonschema.validate(told, schema())
    assert [finding["code"] for finding in told["round"]["closed"]] == ["S002"]
    assert [item["finding"] for item in told["round"]["open"]] == [item.finding for item in held.open]


def test_the_console_tells_the_round(tmp_path: Path) -> None:
    report, held = second(tmp_path, without=())
    assert f"已改正 1 条，未改正 {len(held.open)} 条，新出现 0 条" in writer("console")(report)


def test_the_same_files_again_close_nothing(tmp_path: Path) -> None:
    report, held = second(tmp_path)
    assert (held.closed, held.new, held.changes) == ((), (), ())
    assert [item.finding for item in held.open] == list(range(len(report.findings)))


@pytest.mark.parametrize(("text", "said"), [("{", "不是 doccheck 的报告"), ('{"schema": "x"}', "不是 doccheck 的报告")])
def test_another_file_is_no_report(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "report.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadReport, match=said):
        read_previous(tmp_path)


def test_a_missing_report_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadReport, match="找不到"):
        read_previous(tmp_path / "没有.json")


def test_scores_and_letters_are_no_matter_of_rounds(tmp_path: Path) -> None:
    lines = ["# 赣州市产业科技创新联合体组建申请表", "牵头单位：赣州市橙光食品有限公司"]
    before = check(tmp_path / "s", {"申请表.docx": lines}, "ganzhou-2022")
    write_reports(before, tmp_path / "out")
    lines.append("创新联合体名称：赣州市脐橙科技创新联合体")
    after = check(tmp_path / "s", {"申请表.docx": lines}, "ganzhou-2022", against=tmp_path / "out")
    assert after.round is not None
    codes = {f.code for f in after.round.closed} | {item.earlier.code for item in after.round.open}
    codes |= {after.findings[at].code for at in after.round.new}
    assert "S001" in codes
    assert not codes & {"R001", "R002"}
