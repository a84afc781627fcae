"""A001, A002, A005 on real agreements."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.submissions import check, found
from tests.texts import JIANGSU_AGREEMENT, lines


def agreement(tmp_path: Path, *, without: tuple[str, ...] = (), **replaced: list[str]):  # type: ignore[no-untyped-def]
    text = lines(JIANGSU_AGREEMENT, without=without, **replaced)
    return check(tmp_path, {"组建协议.docx": text}, "jiangsu-2023")


def clause_findings(report) -> list[tuple[str, str | None]]:  # type: ignore[no-untyped-def]
    return [(f.code, f.requirement) for f in report.findings if f.code in ("A001", "A002", "A004", "A005", "S003")]


def test_a_whole_agreement_has_no_finding(tmp_path: Path) -> None:
    assert clause_findings(agreement(tmp_path)) == []


@pytest.mark.parametrize("clause", ["goals", "licence", "benefit", "funds", "breach", "decision"])
def test_an_absent_clause_is_missing(tmp_path: Path, clause: str) -> None:
    assert clause_findings(agreement(tmp_path, without=(clause,))) == [("A001", f"agreement.{clause}")]


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("benefit", "转化收益的分配由各方另行协商确定。"),
        ("ip", "知识产权归属待项目立项后由各方另行签订协议约定。"),
        ("breach", "违约责任由各方协商解决。"),
    ],
)
def test_a_clause_that_only_puts_off_is_deferred(tmp_path: Path, clause: str, words: str) -> None:
    heading = JIANGSU_AGREEMENT[clause][0]
    report = agreement(tmp_path, **{clause: [heading, words]})
    assert clause_findings(report) == [("A005", f"agreement.{clause}")]
    assert words.rstrip("。")[-8:] in found(report, "A005")[0].message


def test_a_clause_that_settles_and_leaves_details_is_not(tmp_path: Path) -> None:
    text = ["第七条 收益分配", "转化收益按各方投入比例分配；个别项目的奖励办法另行协商确定。"]
    assert clause_findings(agreement(tmp_path, benefit=text)) == []


def test_the_closing_formula_is_no_deferral(tmp_path: Path) -> None:
    assert found(agreement(tmp_path), "A005") == []


def test_benefits_inside_the_ip_article_count(tmp_path: Path) -> None:
    text = ["第五条 知识产权归属", "共同完成的成果归各方共有。由此产生的转化收益按甲方60%、乙方40%分配。"]
    report = agreement(tmp_path, without=("benefit",), ip=text)
    assert clause_findings(report) == []


def test_a_titled_clause_that_settles_nothing_lacks_its_matter(tmp_path: Path) -> None:
    text = ["第五条 知识产权", "各方应重视和加强知识产权保护工作，提高保护意识。"]
    assert clause_findings(agreement(tmp_path, ip=text)) == [("A002", "agreement.ip")]


def test_a_clause_with_its_title_alone_is_empty(tmp_path: Path) -> None:
    assert clause_findings(agreement(tmp_path, funds=["第八条 经费管理"])) == [("S003", "agreement.funds")]


def test_articles_without_titles_are_read_by_what_they_settle(tmp_path: Path) -> None:
    text = [line if not line.startswith("第") else line.split(" ")[0] + " " for line in lines(JIANGSU_AGREEMENT)]
    joined: list[str] = []
    for line in text:
        if joined and joined[-1].startswith("第") and joined[-1].endswith(" "):
            joined[-1] += line
        else:
            joined.append(line)
    report = check(tmp_path, {"组建协议.docx": joined}, "jiangsu-2023")
    assert [
        f for f in clause_findings(report) if f[1] in ("agreement.ip", "agreement.benefit", "agreement.breach")
    ] == []


@pytest.mark.parametrize(
    ("titles", "answered"),
    [
        (("第四条 各方权利", "第五条 各方义务"), True),
        (("第四条 知识产权的权利归属", "第五条 经费管理"), False),
    ],
)
def test_rights_and_duties_in_two_articles_are_the_clause_of_rights(
    tmp_path: Path, titles: tuple[str, str], answered: bool
) -> None:
    text = ["# 两江新区重卡换电创新联合体组建协议", "甲方：重庆驭电重卡能源有限公司", "乙方：重庆理工大学", "第一条 目的", "组建联合体。",
            titles[0], "使用共享设备。", titles[1], "按时出资。"]  # fmt: skip
    report = check(tmp_path, {"组建协议.docx": text}, "liangjiang-2021", year=2021, occasion="apply")
    assert [f.requirement for f in found(report, "A001", "charter.rights")] == ["charter.rights"] * (not answered)
    assert found(report, "A001", "charter.breach")
