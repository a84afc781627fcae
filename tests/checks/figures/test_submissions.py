"""Whole Word submissions: a clean one is silent, one planted mistake gives one finding with its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.figures.papers import MEMBERS, figure_findings, jiangsu, said


def test_a_consistent_application_is_silent(tmp_path: Path) -> None:
    assert said(jiangsu(tmp_path)) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"revenue": "1.25亿元", "intensity": "4.5%"}, ("N001", "same.revenue")),
        ({"revenue": "15.23万元"}, ("N004", None)),
        ({"intensity": "5.6%"}, ("N003", "lead.rd_intensity")),
        ({"counts": "5个，其中：企业4个，高校1个，科研院所1个，其它0个"}, ("N002", "application.member_counts")),
        ({"counts": "6个，其中：企业3个，高校1个，科研院所1个，其它0个"}, ("N001", "application.member_rows")),
        ({"technical": "4200人"}, ("N002", "application.staff")),
        ({"plan_inventions": "381项"}, ("N001", "same.patents")),
        ({"told": "创新联合体由7家单位共同组建。"}, ("N001", "same.members")),
        ({"told": "创新联合体由5家单位共同组建，其中企业3家、高校2家、科研院所1家。"}, ("N002", None)),
        ({"project": "2016.01-2018.12"}, ("N005", "application.projects")),
        ({"project": "2023.01-2021.12"}, ("N005", "application.projects")),
        ({"extra": "2022年1月至2020年12月承担国家项目。"}, ("N005", None)),
    ],
)
def test_one_mistake_is_one_finding(tmp_path: Path, change: dict[str, str], expected: tuple[str, str | None]) -> None:
    assert said(jiangsu(tmp_path, **change)) == [expected]


def test_the_message_shows_both_places_and_normalised_values(tmp_path: Path) -> None:
    (found,) = figure_findings(jiangsu(tmp_path, revenue="1.25亿元"))
    assert "152,300 万元" in found.message
    assert "1.25亿元（12,500 万元）" in found.message
    assert "牵头单位简介" in found.message
    assert [e.quote for e in found.evidence] == ["152300", "2022年销售收入1.25亿元"]


def test_a_roster_without_the_lead_is_only_info(tmp_path: Path) -> None:
    counts = "4个，其中：企业2个，高校1个，科研院所1个，其它0个"
    findings = figure_findings(jiangsu(tmp_path, counts=counts, told="创新联合体成员单位4家。"))
    assert [(f.code, f.severity.value) for f in findings] == [("N001", "info")]


def test_a_missing_row_is_counted(tmp_path: Path) -> None:
    assert said(jiangsu(tmp_path, members=MEMBERS[:-1]))[0] == ("N001", "application.member_rows")


@pytest.mark.parametrize(
    "change",
    [
        {"revenue": "15.2亿元"},  # rounded
        {"revenue": "约15亿元"},
        {"revenue": "超过15亿元"},
        {"extra": "力争到2026年发明专利达到500项。"},
        {"extra": "2021年销售收入13.1亿元。"},
        {"extra": "集团2022年销售收入120亿元。"},
        {"extra": "服务企业200家，其中高新技术企业80家、规上企业30家。"},
        {"told": "创新联合体将吸引20家单位加入。"},
        {"project": "2020.06-2022.06"},
    ],
)
def test_look_alikes_are_silent(tmp_path: Path, change: dict[str, str]) -> None:
    assert said(jiangsu(tmp_path, **change)) == []
