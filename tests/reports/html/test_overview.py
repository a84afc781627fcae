"""The overview of a batch: a line for each submission, a link to each report, filters and order."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html
from msgspec.structs import replace
from playwright.sync_api import Browser, expect

from doccheck.findings.report import SubmissionNote, Summary
from doccheck.reports.html import Entry, to_html, to_overview
from tests.reports.html.conftest import Open
from tests.reports.html.test_browser import violations
from tests.reports.sample import report

ENTRIES = (
    Entry("甲 #1 申报 50%", "甲 #1 申报 50%/report.html", "江苏省试点", Summary(3, 1, 2, 0.9), unread=1, unsure=4),
    Entry("乙<b>申报</b>", "乙/report.html", "赣州市试点", Summary(0, 5, 0, 0.4)),
    Entry("丙申报", "丙/report.html", "江苏省试点", Summary()),
    Entry("丁申报", problem="压缩包打不开。"),
)


def test_each_line_has_its_verdict_counts_and_link() -> None:
    tree = lxml_html.fromstring(to_overview(ENTRIES))
    lines = [[cell.text_content().split() for cell in row] for row in tree.xpath("//tbody/tr")]
    assert lines[0] == [["甲", "#1", "申报", "50%江苏省试点"], ["需退回修改"], ["3"], ["1"], ["2"], ["4"], ["1"]]
    assert lines[1][0] == ["乙<b>申报</b>赣州市试点"]
    assert [line[1] for line in lines] == [["需退回修改"], ["需更正或核实"], ["未发现问题"], ["没有检查"]]
    assert "压缩包打不开" in lines[3][0][0]
    assert [card.text_content().split()[0] for card in tree.xpath("//div[contains(@class, 'card')]")] == ["1需退回修改", "1需更正或核实", "1未发现问题", "1没有检查"]


def test_a_line_says_what_its_report_says() -> None:
    entry = Entry.of(report(), "x/report.html")
    assert (entry.name, entry.summary, entry.unread, entry.unsure) == ("苏州某某智造 申报", report().summary, 1, 1)


def test_links_lead_to_the_reports(browser: Browser, tmp_path: Path) -> None:
    name = ENTRIES[0].name
    (tmp_path / name).mkdir()
    given = replace(report(), submission=SubmissionNote(name, "", ""))
    (tmp_path / name / "report.html").write_text(to_html(given), encoding="utf-8")
    (tmp_path / "index.html").write_text(to_overview(ENTRIES), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_role("link", name=name).click()
    expect(page.locator("h1")).to_have_text(name)
    page.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 375)])
def test_the_overview_meets_wcag(open_page: Open, scheme: str, width: int) -> None:
    page = open_page(to_overview(ENTRIES), scheme=scheme, width=width)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_lines_can_be_filtered_and_put_in_order(open_page: Open) -> None:
    page = open_page(to_overview(ENTRIES))
    rows = page.locator("tbody tr:visible th")
    page.get_by_label("排序").select_option("warning")
    assert [text[0] for text in rows.all_text_contents()] == ["乙", "甲", "丙", "丁"]
    page.get_by_label("需更正或核实").uncheck()
    expect(rows).to_have_count(3)
    expect(page.locator("#shown")).to_have_text("已筛选：显示 3 / 4 份")
    page.get_by_label("项目").select_option("江苏省试点")
    page.get_by_label("查找申报").fill("丙")
    expect(rows).to_have_count(1)


def test_an_empty_batch_has_a_page() -> None:
    assert "没有申报" in to_overview(())
