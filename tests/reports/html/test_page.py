"""The written page: whole, closed to the network, deaf to what papers try to say to a browser."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from lxml import html as lxml_html
from msgspec.structs import replace

from doccheck.document import Document, Location, Paragraph
from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.report import DocumentNote, PartNote, ProgrammeNote, Report, SubmissionNote, Summary, Tool
from doccheck.reports.html import to_html
from doccheck.reports.html.views import PANELS
from doccheck.reports.pictures import PagePictures
from tests.reports.sample import FINDINGS, report

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"' onmouseover=alert(3) {{ 7*7 }} ]]><!--"


def tree_of(page: str) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(page)


def test_the_page_needs_nothing_but_itself() -> None:
    page = to_html(report())
    tree = tree_of(page)
    assert not tree.xpath("//link | //script[@src] | //iframe | //object | //form[@action] | //img[not(starts-with(@src, 'data:'))]")
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?:https?:)?//|url\(|@import""", page)


def test_the_policy_names_the_page_s_own_script_and_style_and_nothing_else() -> None:
    tree = tree_of(to_html(report()))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert rules["img-src"] == "data:"

    def digests(tag: str) -> str:
        texts = [element.text for element in tree.xpath(f"//{tag}")]
        return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)

    assert rules["script-src"] == digests("script")
    assert rules["style-src"] == digests("style")
    assert not tree.xpath("//*[@style]")
    assert not [name for name in tree.xpath("//@*") if getattr(name, "attrname", "").startswith("on")]


def hostile() -> Report:
    """A report whose every text tries to break out of the page."""
    name = f"{HOSTILE}.docx"
    document = Document(
        name,
        "docx",
        "",
        blocks=(Paragraph(f"前 {HOSTILE} 后\x00\x0b\ud800", Location(block=0)),),
        asides=(Paragraph(HOSTILE),),
    )
    findings = (
        Finding("N001", Severity.ERROR, HOSTILE, HOSTILE, HOSTILE, HOSTILE, evidence=(Evidence("d1", HOSTILE, Location(block=0, heading=(HOSTILE,))),)),
    )
    return Report(
        Tool("0"),
        ProgrammeNote("x", HOSTILE, 1),
        SubmissionNote(HOSTILE, HOSTILE, ""),
        documents=(DocumentNote("d1", name, "docx", "", parts=(PartNote(HOSTILE, 1.0),)),),
        findings=findings,
        summary=Summary.of(findings),
        ignored=(HOSTILE,),
        texts={"d1": document},
    )


def test_hostile_text_stays_text() -> None:
    page = to_html(hostile())
    tree = tree_of(page)
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//img")
    (mark,) = tree.xpath("//mark")
    assert "".join(mark.text_content().split()) == "".join(HOSTILE.split())
    page.encode("utf-8")
    assert "\x00" not in page
    assert "{{ 7*7 }}" in page


def test_every_anchor_is_unique_and_every_link_leads_somewhere(demo: tuple[Report, PagePictures, str]) -> None:
    for page in (to_html(report()), demo[2]):
        tree = tree_of(page)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        views = {f"#{view}" for view in PANELS} | {f"#{view}/{panel}" for view, own in PANELS.items() for panel in own}
        links = set(tree.xpath("//a/@href")) - views
        assert not {link for link in links if link.lstrip("#") not in set(ids)}
        panels = {link.split("/")[1] for link in tree.xpath("//a[@data-panel]/@href")}
        assert panels <= {section.get("id") for section in tree.xpath("//section[contains(@class, 'panel')]")}


def test_each_view_holds_every_finding_once() -> None:
    tree = tree_of(to_html(report()))
    for panel in ("mend", "decide", "ask"):
        numbers = tree.xpath(f"//section[@id='{panel}']//li/@data-number")
        assert sorted(map(int, numbers)) == list(range(1, len(FINDINGS) + 1))


def test_words_of_tables_are_addressed_by_paragraph_and_utf16_units() -> None:
    given = report()
    text = Paragraph("𠮷林某公司与152300万元", Location(block=0))
    given = replace(given, texts={**given.texts, "d2": replace(given.texts["d2"], blocks=(text,))}, figures=given.figures)
    place = replace(given.matrix[0].places[0], document="d2", location=Location(block=0), quote="152300万元")
    given = replace(given, matrix=(replace(given.matrix[0], places=(place,)),))
    (at,) = tree_of(to_html(given)).xpath("//section[@id='matrix']//a/@data-at")
    paragraph, start, end = re.split("[:-]", at)
    units = text.text.encode("utf-16-le")
    assert units[2 * int(start) : 2 * int(end)].decode("utf-16-le") == "152300万元"
    assert tree_of(to_html(given)).xpath(f"//article[@id='d2']//*[@data-p='{paragraph}']")[0].text_content() == text.text


def test_the_text_has_headings_tables_and_spans() -> None:
    tree = tree_of(to_html(report()))
    assert tree.xpath("//h3[@id='d1-b0']")[0].text_content().strip() == "江苏省创新联合体建设试点申请书"
    table = tree.get_element_by_id("d1-b4")
    assert "理事会每季度" in table.xpath(".//td[@data-cell='1,1']")[0].text_content()
    assert table.xpath(".//td[@data-cell='0,0']/@colspan") == ["2"]
    assert tree.get_element_by_id("d1-b3").text_content().strip() == "图：图 1 组织架构图"


def test_headers_and_notes_stand_below_the_text_and_can_be_quoted() -> None:
    given = report((Finding("D003", Severity.INFO, "x", "y", evidence=(Evidence("d2", "机密草稿第三版"),)),))
    given.texts["d2"] = replace(given.texts["d2"], asides=(Paragraph("机密草稿第三版"),))
    tree = tree_of(to_html(given))
    assert tree.xpath("//article[@id='d2']//div[@class='note']//mark[@id='q1-1']/text()") == ["机密草稿第三版"]


def test_overlapping_quotes_are_marked_each() -> None:
    text = "2022年销售收入152300万元，研发投入5200万元。"
    given = report(
        tuple(
            Finding("N001", severity, "x", "y", evidence=(Evidence("d2", quote, Location(block=0)),))
            for severity, quote in ((Severity.INFO, "销售收入152300万元，研发投入"), (Severity.ERROR, "152300万元"))
        )
    )
    given.texts["d2"] = replace(given.texts["d2"], blocks=(Paragraph(text, Location(block=0)),))
    tree = tree_of(to_html(given))
    marks = tree.xpath("//article[@id='d2']//mark")
    assert [(mark.get("data-keys"), mark.get("class"), mark.text) for mark in marks] == [
        ("1-1", "info", "销售收入"),
        ("2-1 1-1", "error", "152300万元"),
        ("1-1", "info", "，研发投入"),
    ]
    assert tree.get_element_by_id("d2-b0").text_content().strip() == text
    assert {"q1-1", "q2-1"} <= set(tree.xpath("//@id"))


def test_what_stands_nowhere_leads_to_where_it_should() -> None:
    tree = tree_of(to_html(report()))
    missing, quoted = (tree.xpath(f"//a[@data-key='{key}']/@href")[0] for key in ("1-1", "2-1"))
    assert missing == "#d1-b0"
    assert quoted == "#q2-1"


def test_what_was_not_read_is_said_and_passing_is_not_acceptance() -> None:
    text = tree_of(to_html(report())).text_content()
    assert "有 1 个文件未能读取" in text
    assert "附件/坏.docx" in text
    assert "通过检查不等于" in text
    for status in ("符合", "不符合", "无法判断", "不适用"):
        assert status in text


def test_an_empty_report_has_a_page() -> None:
    page = to_html(Report(Tool("0.1.0"), ProgrammeNote(), SubmissionNote("x", "x", "")))
    assert "没有发现问题" in page
    assert "未能判断属于哪个项目" in page


def test_the_page_of_a_long_submission_stays_small(demo: tuple[Report, PagePictures, str]) -> None:
    given, pictures, page = demo
    characters = sum(len(document.text) for document in given.texts.values())
    bare = len(to_html(given).encode())
    assert characters > 15_000
    assert bare < 40 * characters
    # Sixty pages of 700 characters each would stay under two megabytes.
    assert bare / characters * 60 * 700 < 2_000_000
    assert len(page.encode()) < bare + 1.4 * sum(len(one.data) for one in pictures.pages) + 20_000


@pytest.mark.parametrize("count", [1, 3])
def test_a_long_text_is_cut_into_leaves(count: int) -> None:
    given = replace(report(()), matrix=())
    blocks = tuple(Paragraph(f"第{n}段", Location(block=n)) for n in range(40 * count))
    given.texts["d2"] = replace(given.texts["d2"], blocks=blocks)
    tree = tree_of(to_html(given))
    assert len(tree.xpath("//article[@id='d2']/div[@class='leaf']")) == count
    assert len(tree.xpath("//article[@id='d2']//p[@data-p] | //article[@id='d2']//span[@data-p]")) == 40 * count
