"""What was waived and what became of the last round is said in every view, never silently."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html
from msgspec.structs import replace
from playwright.sync_api import expect

import doccheck
from doccheck.findings import Severity
from doccheck.findings.followup import (
    Change,
    ChangeKind,
    EarlierFinding,
    IdleWaiver,
    Round,
    StillOpen,
    Waived,
    Waiver,
)
from doccheck.findings.report import Report
from doccheck.reports.html import to_html
from doccheck.reports.html.views import PANELS
from tests.followup.papers import checked, submission
from tests.reports.annotate.pdf_support import pdf_file
from tests.reports.html import test_pictures
from tests.reports.html.conftest import Open
from tests.reports.html.test_browser import printed, text_of, violations
from tests.reports.sample import FINDINGS, report

WAIVER = Waiver("N001", "已附<b>审计报告</b>", "受理处", date(2026, 11, 20), document="d1", until=date(2026, 12, 31))
CLOSED = EarlierFinding("F001", Severity.ERROR, "联系人没有填写。", documents=("申请书.docx",))


def followed() -> Report:
    """A second round with a waiver that holds and one that met nothing."""
    last = Round(
        "第一次申报",
        "",
        "return",
        closed=(CLOSED,),
        open=(StillOpen(EarlierFinding("L001", Severity.WARNING, "超出 40 字。"), 1),),
        new=(0,),
        changes=(Change(ChangeKind.MEMBER, "成员单位", "", "某某研究院"),),
    )
    findings = (FINDINGS[0], *FINDINGS[2:])
    idle = IdleWaiver(replace(WAIVER, code="S001", until=None), "没有与之相符的问题")
    given = replace(report(findings), matrix=())
    return replace(given, waived=(Waived(FINDINGS[1], WAIVER),), idle_waivers=(idle,), round=last)


def test_reason_person_and_date_are_listed() -> None:
    tree = lxml_html.fromstring(to_html(followed()))
    panel = tree.get_element_by_id("followup")
    (waived,) = panel.xpath(".//ul[contains(@class, 'waived')]/li")
    text = waived.text_content()
    for said in ("N001", FINDINGS[1].message, "已附<b>审计报告</b>", "受理处，2026-11-20，有效至 2026-12-31"):
        assert said in text
    assert waived.xpath(".//a/@href") == ["#d1-b2", "#d2-b1"]
    assert "没有与之相符的问题" in panel.text_content()
    assert "1 条问题已经豁免" in tree.xpath("//section[@class='summary']")[0].text_content()
    assert {link.get("href") for link in tree.xpath("//a[@data-panel='followup']")} == {f"#{view}/followup" for view in PANELS}


def test_the_last_round_is_told() -> None:
    panel = lxml_html.fromstring(to_html(followed())).get_element_by_id("followup")
    assert "已改正 1 条，未改正 1 条，新出现 1 条" in panel.text_content()
    assert panel.xpath(".//ul[contains(@class, 'open')]//a/@data-finding") == ["2"]
    assert panel.xpath(".//ul[contains(@class, 'new')]//a/@data-finding") == ["1"]
    assert "联系人没有填写" in panel.xpath(".//ul[contains(@class, 'closed')]")[0].text_content()
    assert [cell.text_content() for cell in panel.xpath(".//tbody/tr/*")] == ["成员成员单位", "无", "某某研究院"]


def test_a_real_second_round_has_its_panel(tmp_path: Path) -> None:
    from doccheck.reports import write_reports

    write_reports(checked(submission(tmp_path / "one")), tmp_path / "first")
    given = checked(submission(tmp_path / "two", without=()), against=tmp_path / "first")
    assert given.round is not None
    panel = lxml_html.fromstring(to_html(given)).get_element_by_id("followup")
    assert len(panel.xpath(".//ul[contains(@class, 'closed')]/li")) == len(given.round.closed) > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_works_and_meets_wcag(open_page: Open, scheme: str) -> None:
    page = open_page(to_html(followed()), "reviewer", scheme=scheme)
    page.get_by_role("link", name="逐条查看").click()
    expect(page.locator("#followup")).to_be_visible()
    assert page.url.endswith("#reviewer/followup")
    assert violations(page) == []
    page.locator("#followup .waived a.jump").first.click()
    expect(page.locator("mark.on")).to_have_text("152300 万元")


@pytest.mark.parametrize("view", list(PANELS))
def test_every_view_prints_it(open_page: Open, view: str) -> None:
    text = text_of(printed(open_page(to_html(followed()), view)))
    assert "受理处，2026-11-20" in text
    assert "联系人没有填写" in text


def test_a_first_round_without_waivers_has_no_such_panel() -> None:
    assert "followup" not in lxml_html.fromstring(to_html(report())).xpath("//section/@id")


def test_a_masked_report_shows_no_pictures_and_says_why(tmp_path: Path) -> None:
    path = pdf_file(tmp_path / "a.pdf")
    given = doccheck.api.mask(test_pictures.checked(path, ("152300", 1)))
    pictures = doccheck.picture_pages(given, path)
    assert pictures.pages == ()
    assert "不附原页图像" in to_html(given, pictures)
