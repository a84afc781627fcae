"""The page of every code, programme and row is there and says what a person needs."""

from __future__ import annotations

import pytest

from doccheck.findings.codes import CODES
from doccheck.findings.explained import describe
from doccheck.programme.explain import NotExplained, ProgrammeNotFound, explain
from doccheck.programme.loader import load, programmes
from doccheck.programme.lookfor import EXAMPLES, KINDS

ROWS = [(programme, row) for programme in programmes() for row in load(programme).rows]


@pytest.mark.parametrize("code", CODES)
def test_code_page_has_all_its_texts(code: str) -> None:
    told = describe(code)
    assert all((told.why, told.bad, told.good, told.mend))
    page = explain(code)
    assert code in page
    assert told.name in page
    assert told.mend in page


@pytest.mark.parametrize(("programme", "row"), ROWS, ids=[f"{p}:{r.id}" for p, r in ROWS])
def test_row_page_quotes_the_notice(programme: str, row) -> None:
    page = explain(f"{programme}:{row.id}")
    assert row.sentence in page
    assert KINDS[row.kind] in page
    assert all(code in page for code in row.code)
    assert row.code[0] in EXAMPLES


def test_a_lower_case_code_and_a_wide_colon_are_understood() -> None:
    assert explain("n001") == explain("N001")
    assert explain("jiangsu-2023：plan.2") == explain("jiangsu-2023:plan.2")


def test_a_bare_row_id_gives_every_programme_that_has_it() -> None:
    page = explain("plan.goals")
    assert "chongqing-2024:plan.goals" in page
    assert "yongchuan-2023:plan.goals" in page
    assert "jiangsu-2023" not in page


def test_a_programme_page_lists_its_rows() -> None:
    page = explain("ganzhou-2022")
    assert "plan.figure.coverage" in page
    assert "赣州市科技局" in page


def test_parent_and_children_are_named() -> None:
    page = explain("jiangsu-2023:plan.1.2")
    assert "plan.1.2.team" in page
    assert "plan.1 建设意义及发展方向" in page


def test_limits_and_thresholds_show_their_figures() -> None:
    assert "1000" in explain("ganzhou-2022:application.s1")
    assert "100000 万元" in explain("jiangsu-2023:lead.revenue")
    assert "9 月 28 日" in explain("liangjiang-2021:deadline")


def test_an_annual_row_says_so() -> None:
    assert "只在年度报送时检查" in explain("ganzhou-2022:annual.council")


def test_a_row_that_can_be_contradicted_names_s009() -> None:
    assert "S009" in explain("yongchuan-2023:plan.mechanism.exchange")


@pytest.mark.parametrize("unknown", ["N999", "", "不存在", "plan.99"])
def test_unknown_names_tell_where_to_look(unknown: str) -> None:
    with pytest.raises(NotExplained, match="jiangsu-2023"):
        explain(unknown)


def test_unknown_row_of_a_programme_offers_the_nearest() -> None:
    with pytest.raises(NotExplained, match=r"plan\.1\.2"):
        explain("jiangsu-2023:plan.1.9")


def test_unknown_programme_is_told() -> None:
    with pytest.raises(ProgrammeNotFound, match="可用的有"):
        explain("nowhere-2020:plan.1")
