"""Thresholds proved from real files: the figures that went in, the formula, the result and its margin."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import yaml

from doccheck.facts.model import Fact, Nature
from doccheck.findings.proofs import Proof
from doccheck.findings.report import Report
from doccheck.mapping.thresholds import judge
from doccheck.programme import loader
from doccheck.programme.schema import ThresholdRow
from doccheck.reports import writer
from doccheck.reports.json_report import schema
from tests.checks.eligibility.test_eligibility import LEAD, jiangsu
from tests.checks.figures.papers import mapped
from tests.submissions import check, found


def proofs(report: Report) -> dict[str, Proof]:
    return {proof.requirement: proof for proof in report.proofs}


def test_a_met_threshold_is_proved_with_its_inputs_and_margin(tmp_path: Path) -> None:
    held = proofs(jiangsu(tmp_path))
    revenue, intensity = held["lead.revenue"], held["lead.rd_intensity"]
    assert (revenue.verdict, revenue.result, revenue.margin, revenue.limit) == (
        "met",
        152000,
        52000,
        "不低于 100000万元",
    )
    assert intensity.formula == "6,100 万元 ÷ 152,000 万元 = 4.01%"
    assert [(i.label, i.value) for i in intensity.inputs] == [("2022 年研发投入", 6100), ("2022 年销售收入", 152000)]
    assert "6100万元" in intensity.inputs[0].written
    assert intensity.inputs[0].document
    assert "研发投入强度不低于3%" in intensity.sentence


def test_a_missed_threshold_is_proved_like_its_finding(tmp_path: Path) -> None:
    report = jiangsu(tmp_path, rd="3000万元")
    proof = proofs(report)["lead.rd_intensity"]
    (finding,) = found(report, "E001")
    assert proof.verdict == "missed"
    assert proof.margin == pytest.approx(-1.026, abs=0.001)
    assert proof.formula in finding.message


def test_a_threshold_without_figures_has_no_proof(tmp_path: Path) -> None:
    lines = [
        "# 江苏省创新联合体建设试点申请书",
        f"牵头单位：{LEAD}（盖章）",
        "创新联合体名称：江苏省高端数控装备创新联合体",
    ]
    assert check(tmp_path, {"申请书.docx": lines}, "jiangsu-2023").proofs == ()


def test_reports_show_the_proofs(tmp_path: Path) -> None:
    report = jiangsu(tmp_path, rd="3000万元")
    data = json.loads(writer("json")(report))
    jsonschema.validate(data, schema())
    shown = next(p for p in data["proofs"] if p["requirement"] == "lead.rd_intensity")
    assert (shown["verdict"], shown["limit"], shown["bound"]) == ("missed", "不低于 3%", 3)
    page = writer("html")(report)
    assert "门槛核算" in page
    assert shown["formula"] in page
    assert "差 1.03%" in page


RULES = {
    "每年": "近三年研发投入强度每年不低于3%",
    "平均": "近三年平均研发投入强度不低于3%",
    "未写明": "近三年研发投入强度不低于3%",
    "累计": "近三年累计研发投入不低于1.2亿元",
}


@pytest.fixture
def yearly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Checks a profile of three years against a programme whose only threshold is one of ``RULES``."""

    def run(
        rule: str, rd: tuple[str, ...], revenue: tuple[str, ...] = ("10亿元", "12亿元", "15亿元"), told: str = ""
    ) -> Report:
        total = rule == "累计"
        folder = tmp_path / "outlines"
        folder.mkdir(exist_ok=True)
        raw = yaml.safe_load((loader.outline_folder() / "jiangsu-2023.yaml").read_text(encoding="utf-8"))
        rows = [r for r in raw["rows"] if r["id"] not in ("lead.revenue", "lead.rd_intensity")]
        threshold = {
            "test": "figure",
            "quantity": "lead.rd" if total else "lead.rd_intensity",
            "year": 2022,
            "min": 12000 if total else 3,
            "unit": "万元" if total else "%",
        }
        words = RULES[rule]
        rows.append(
            {
                "id": "lead.yearly",
                "kind": "threshold",
                "title": words,
                "must": words,
                "sentence": words,
                "level": "error",
                "code": ["E001"],
                "threshold": threshold,
            }
        )
        path = folder / "jiangsu-2023.yaml"
        path.write_text(yaml.safe_dump({**raw, "rows": rows}, allow_unicode=True), encoding="utf-8")
        programme = loader.load_file(path)
        monkeypatch.setattr("doccheck.programme.loader.load", lambda _: programme)
        profile = [
            "# 牵头单位简介",
            f"{LEAD}位于江苏省无锡市新吴区长江路21号，为高新技术企业。{told}",
            *(
                f"{year}年销售收入{sales}，研发投入{spent}。"
                for year, sales, spent in zip((2020, 2021, 2022), revenue, rd, strict=False)
            ),
        ]
        form = [
            "# 江苏省创新联合体建设试点申请书",
            "创新联合体名称：江苏省高端数控装备创新联合体",
            f"牵头单位：{LEAD}（盖章）",
        ]
        return check(tmp_path / "papers", {"申请书.docx": form, "牵头单位简介.docx": profile}, "jiangsu-2023")

    return run


UNEVEN = ("2800万元", "4800万元", "7500万元")
"""2.8 %, 4 %, 5 % of the revenue: enough on average, not in each year."""


@pytest.mark.parametrize(
    ("rule", "rd", "verdict"),
    [
        ("每年", UNEVEN, "missed"),
        ("平均", UNEVEN, "met"),
        ("未写明", UNEVEN, "undecided"),
        ("每年", ("3200万元", "4800万元", "7500万元"), "met"),
        ("未写明", ("3200万元", "4800万元", "7500万元"), "met"),
        ("平均", ("2000万元", "2400万元", "3000万元"), "missed"),
        ("未写明", ("2000万元", "2400万元", "3000万元"), "missed"),
        ("累计", UNEVEN, "met"),
        ("累计", ("2000万元", "2400万元", "3000万元"), "missed"),
        ("每年", ("3200万元", "4800万元"), "undecided"),
        ("每年", ("2800万元", "4800万元"), "missed"),
        ("平均", ("3200万元", "4800万元"), "undecided"),
    ],
)
def test_each_year_and_the_average_are_judged_apart(yearly, rule: str, rd: tuple[str, ...], verdict: str) -> None:  # type: ignore[no-untyped-def]
    report = yearly(rule, rd)
    assert proofs(report)["lead.yearly"].verdict == verdict
    assert len(found(report, "E001", "lead.yearly")) == (verdict == "missed")


def test_each_year_names_the_year_that_misses(yearly) -> None:  # type: ignore[no-untyped-def]
    proof = proofs(yearly("每年", UNEVEN))["lead.yearly"]
    assert proof.over == "each"
    assert proof.result == pytest.approx(2.8)
    assert "2020 年 2,800 万元 ÷ 100,000 万元 = 2.80%" in proof.formula
    assert len(proof.inputs) == 6


def test_the_average_shows_its_sum(yearly) -> None:  # type: ignore[no-untyped-def]
    proof = proofs(yearly("平均", UNEVEN))["lead.yearly"]
    assert proof.formula == "(2.8% + 4% + 5%) ÷ 3 = 3.93%"
    assert proof.limit == "平均不低于 3%"


def test_a_mean_that_depends_on_how_it_is_taken_is_left_open(yearly) -> None:  # type: ignore[no-untyped-def]
    # The mean of 6 %, 2 % and 1.5 % is 3.17 %; the years together spend 2.3 % of their revenue.
    proof = proofs(yearly("平均", ("3000万元", "2000万元", "3000万元"), ("5亿元", "10亿元", "20亿元")))["lead.yearly"]
    assert proof.verdict == "undecided"
    assert "合计" in proof.note


@pytest.mark.parametrize(
    ("words", "verdict"), [("近三年累计研发投入不低于1.2亿元", "missed"), ("近三年平均研发投入不低于3500万元", "met")]
)
def test_a_stated_sum_over_the_same_years_answers_by_itself(words: str, verdict: str) -> None:
    programme = loader.load("jiangsu-2023")
    model = programme.row("lead.revenue")
    assert isinstance(model, ThresholdRow)
    bound = 12000.0 if "累计" in words else 3500.0
    test = replace(model.threshold, quantity="lead.rd", min=bound, unit="万元")
    row = replace(model, title=words, must=words, sentence=words, threshold=test)
    stated = Fact(
        "lead.rd", LEAD, 2020, Nature.CUMULATIVE, 11000, 10500, 11500, "万元", "d1", "累计研发投入1.1亿元", until=2022
    )
    judged = judge(row, mapped([stated]))
    assert judged is not None
    assert judged.verdict == verdict
    assert judged.facts == (stated,)
