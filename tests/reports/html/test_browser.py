"""The page in a real browser: views, keys, marks, filters, print, and what people with other needs meet."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, expect

from doccheck.findings.explained import describe
from doccheck.findings.report import Report
from doccheck.reports.html import to_html
from doccheck.reports.pictures import PagePictures
from tests.reports.html.conftest import Open
from tests.reports.html.test_page import hostile
from tests.reports.sample import report

Demo = tuple[Report, PagePictures, str]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, with the first element of each."""
    result = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in result.response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_and_panel_meets_wcag(open_page: Open, scheme: str) -> None:
    page = open_page(to_html(report()), scheme=scheme)
    for hash in ("applicant", "officer", "reviewer", "officer/matrix", "reviewer/documents", "applicant/rules"):
        page.evaluate("hash => { location.hash = hash; }", hash)
        expect(page.locator(".views a[aria-current]")).to_have_attribute("data-view", hash.split("/")[0])
        assert violations(page) == []


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width", "hash"), [("light", 1280, "f6"), ("dark", 375, "reviewer/figures")])
def test_a_real_report_meets_wcag(open_page: Open, demo: Demo, scheme: str, width: int, hash: str) -> None:
    page = open_page(demo[2], hash, scheme=scheme, width=width)
    if hash == "f6":
        page.keyboard.press("Enter")
        page.keyboard.press("p")
        expect(page.locator("#viewer-body")).to_have_class("viewer-body paged")
    assert violations(page) == []


def test_axe_would_see_a_fault(open_page: Open) -> None:
    page = open_page(to_html(report()))
    page.evaluate("document.querySelector('#finding-filters select').removeAttribute('aria-label')")
    assert [one for one in violations(page) if one.startswith("select-name")]


def test_a_click_on_each_place_marks_its_words_in_sight(open_page: Open, demo: Demo) -> None:
    page = open_page(demo[2])
    links = page.locator("#mend a.jump[data-key]")
    seen = [
        page.evaluate(
            """async (link) => {
                link.click();
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))));
                const body = document.querySelector("#viewer-body").getBoundingClientRect();
                const target = document.querySelector("#viewer-body mark.on, #viewer-body .here");
                const box = target && target.getBoundingClientRect();
                const words = Array.from(document.querySelectorAll("mark.on"), (mark) => mark.textContent).join("");
                return [link.dataset.key, words, Boolean(box) && box.top >= body.top - 1 && box.top < body.bottom];
            }""",
            link.element_handle(),
        )
        for link in links.all()
    ]
    assert len(seen) > 25
    quotes = {
        f"{n}-{k}": evidence.quote
        for n, finding in enumerate(demo[0].findings, 1)
        for k, evidence in enumerate(finding.evidence, 1)
    }
    assert not [key for key, _, in_sight in seen if not in_sight]
    for key, words, _ in seen:
        printed = "".join(words.split())
        assert printed in "".join(quotes[key].split()), key
        assert bool(printed) == bool(quotes[key]), key


def test_places_of_tables_mark_their_words_too(open_page: Open, demo: Demo) -> None:
    page = open_page(demo[2], "reviewer/figures")
    page.locator("#figures tr.contradicted a.spot").first.click()
    expect(page.locator("mark.passing")).to_have_text("1,486,200")
    page.locator("#figures tr.contradicted a.spot").nth(1).click()
    expect(page.locator("mark.passing")).to_have_text("1,468,200")
    page.keyboard.press("Escape")
    expect(page.locator("mark.passing")).to_have_count(0)


def test_the_page_picture_shows_the_box_of_the_words(open_page: Open, demo: Demo) -> None:
    page = open_page(demo[2], "f6")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="原页").click()
    box = page.locator("rect.on")
    expect(box).to_have_count(1)
    expect(box).to_be_in_viewport()
    assert page.evaluate("Array.from(document.images, (image) => image.decode && image.naturalWidth).every((w) => w === 0 || w > 500)")
    sheet = page.locator(".sheet:has(rect.on) img")
    assert sheet.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500


def test_marked_words_lead_back_to_their_finding(open_page: Open) -> None:
    page = open_page(to_html(report()), "reviewer")
    page.locator("mark[data-keys='2-1']").click()
    expect(page.locator("#ask .finding.active")).to_have_attribute("data-number", "2")


def test_addresses_lead_to_views_panels_and_findings(open_page: Open) -> None:
    page = open_page(to_html(report()), "officer/matrix")
    expect(page.locator("#matrix")).to_be_visible()
    expect(page.locator("#mend")).to_be_hidden()
    page.get_by_role("link", name="评审专家", exact=True).click()
    assert page.url.endswith("#reviewer")
    page.evaluate("location.hash = 'o3'")
    expect(page.locator("#decide .finding.active")).to_have_attribute("data-number", "3")
    page.evaluate("location.hash = 'reviewer/r4'")
    expect(page.locator("#r4")).to_be_visible()  # although it lies in a fold
    page.evaluate("location.hash = 'q3-1'")
    expect(page.locator("mark.on").first).to_have_attribute("data-keys", "3-1")


def test_the_keyboard_is_enough(open_page: Open) -> None:
    page = open_page(to_html(report()))

    def active() -> str:
        return str(page.evaluate("document.activeElement.dataset.number || document.activeElement.id"))

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到报告内容")).to_be_in_viewport()
    page.keyboard.press("j")
    first = active()
    page.keyboard.press("ArrowDown")
    assert active() != first
    page.keyboard.press("k")
    assert active() == first
    number = "2"
    while active() != number:
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert "".join(page.locator("mark.on").all_text_contents()) == "152300 万元"
    page.keyboard.press("Enter")
    assert "".join(page.locator("mark.on").all_text_contents()) == "15.3 亿元"
    page.keyboard.press("Escape")
    assert active() == number
    expect(page.locator("mark.on")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("jk3")
    expect(page.locator("#finding-filters [type=search]")).to_have_value("jk3")
    page.locator("#finding-filters [type=search]").fill("")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect(page.locator("#ask")).to_be_visible()


def test_single_keys_can_be_switched_off(open_page: Open) -> None:
    page = open_page(to_html(report()))
    page.keyboard.press("?")
    page.locator("#keys-on").uncheck()
    page.get_by_role("button", name="关闭").click()
    page.keyboard.press("2")
    page.keyboard.press("j")
    expect(page.locator("#mend")).to_be_visible()
    expect(page.locator(".item.active")).to_have_count(0)


def test_focus_can_be_seen(open_page: Open) -> None:
    page = open_page(to_html(report()))
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e.matches('.chip input') ? e.nextElementSibling : e);"
            " return [s.outlineStyle, parseFloat(s.outlineWidth)]; })()"
        )
        assert style[0] != "none"
        assert style[1] >= 2


def test_filters_hide_and_say_how_many(open_page: Open) -> None:
    page = open_page(to_html(report()))
    shown = page.locator("#mend .finding:visible")
    expect(shown).to_have_count(5)
    page.get_by_label("问题类别").select_option("N")
    expect(shown).to_have_count(1)
    expect(page.locator("#shown")).to_have_text("已筛选：显示 1 / 5 条")
    expect(page.locator("#mend h4:visible")).to_have_count(1)
    page.get_by_role("button", name="清除筛选").click()
    expect(shown).to_have_count(5)
    page.get_by_label("错误", exact=True).uncheck()
    expect(shown).to_have_count(2)
    page.get_by_label("错误", exact=True).check()
    page.get_by_label("文件", exact=True).select_option("d2")
    expect(shown).to_have_count(1)
    page.get_by_role("button", name="清除筛选").click()
    page.get_by_label("在问题中查找文字").fill("机制")
    expect(shown).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(page.locator("#decide .finding:visible")).to_have_count(1)


def test_the_order_can_be_changed(open_page: Open) -> None:
    page = open_page(to_html(report()))

    def numbers() -> list[str]:
        return [str(one.get_attribute("data-number")) for one in page.locator("#mend .finding").all()]

    assert numbers() == ["1", "2", "5", "3", "4"]
    page.get_by_label("排序").select_option("place")
    assert numbers() == ["1", "2", "3", "4", "5"]
    page.get_by_label("排序").select_option("document")
    assert numbers() == ["1", "2", "3", "4", "5"]
    assert page.locator("#mend h3").first.text_content() == "申请书 终稿.docx 4"
    page.get_by_label("排序").select_option("")
    assert numbers() == ["1", "2", "5", "3", "4"]


def test_light_and_dark_can_be_chosen(open_page: Open) -> None:
    page = open_page(to_html(report()), scheme="dark")

    def ground() -> int:
        return int(page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]"))

    assert ground() < 60
    page.locator("#theme").click()
    assert ground() > 200
    page.locator("#theme").click()
    assert ground() < 60


@pytest.mark.parametrize("hash", ["applicant", "officer/matrix", "reviewer/figures"])
def test_nothing_runs_out_of_a_narrow_screen(open_page: Open, demo: Demo, hash: str) -> None:
    page = open_page(demo[2], hash, width=375, height=760)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.locator(".panel.open a.jump:visible").first.click()
    expect(page.locator("#viewer")).to_be_in_viewport()
    expect(page.locator("#viewer-close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#viewer")).to_be_hidden()


def test_hostile_papers_do_nothing(open_page: Open) -> None:
    page = open_page(to_html(hostile()))
    page.locator("#mend a.jump").first.click()
    assert page.locator("mark.on").count() == 1
    assert page.evaluate("document.scripts.length") == 2
    assert page.evaluate("document.images.length") == 0


def test_the_policy_stops_what_would_be_put_in(browser: Browser, tmp_path: Path) -> None:
    added = "<script>document.title = 'broken'</script><img src=https://example.org/x.png onerror=\"document.title = 'broken'\">"
    file = tmp_path / "report.html"
    file.write_text(to_html(report()).replace("</main>", f"{added}</main>"), encoding="utf-8")
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(file.as_uri())
    assert page.title() != "broken"
    assert len([one for one in refused if "Content Security Policy" in one]) >= 2
    page.close()


def printed(page: Page) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))


def text_of(document: pypdfium2.PdfDocument) -> str:
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


@pytest.mark.parametrize("view", ["applicant", "officer", "reviewer"])
def test_paper_holds_the_view_and_cuts_nothing_off(open_page: Open, demo: Demo, view: str) -> None:
    page = open_page(demo[2], view)
    document = printed(page)
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    margin = 13 / 25.4 * 72
    for sheet in document:
        words = sheet.get_textpage()
        boxes = [words.get_rect(number) for number in range(words.count_rects())]
        assert min(box[0] for box in boxes) >= margin - 2
        assert max(box[2] for box in boxes) <= 595 - margin + 2
    text = text_of(document)
    own = {"applicant": "怎么改", "officer": "退回理由", "reviewer": "可以问"}
    assert [name for name, words in own.items() if words in text] == [view]
    finding = demo[0].findings[5]
    assert "".join(finding.message.split()) in text
    assert "快捷键" not in text
    assert "清除筛选" not in text


def test_paper_keeps_to_the_filter_and_says_so(open_page: Open) -> None:
    page = open_page(to_html(report()))
    page.get_by_label("问题类别").select_option("N")
    text = text_of(printed(page))
    assert "已筛选：显示1/5条" in text
    assert "没有找到共建协议" not in text


def test_without_a_script_all_is_there_and_links_lead_to_the_words(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(to_html(report()), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    for panel in ("mend", "decide", "ask", "matrix", "documents", "rules"):
        expect(page.locator(f"#{panel}")).to_be_visible()
    page.locator("#f2 a.jump").first.click()
    expect(page.locator("#q2-1")).to_be_in_viewport()
    context.close()


def test_the_code_of_a_finding_leads_to_its_explanation_and_back(open_page: Open) -> None:
    page = open_page(to_html(report()))
    page.locator("#f2 a.into").first.click()
    rule = page.locator("#rule-N001")
    expect(rule).to_be_in_viewport()
    expect(rule).to_be_focused()
    expect(rule).to_contain_text(describe("N001").why)
    rule.locator("a[data-finding]").click()
    expect(page.locator("#f2")).to_be_focused()


def test_the_requirement_of_a_finding_leads_to_its_row_in_a_view_that_has_one(open_page: Open) -> None:
    page = open_page(to_html(report()), "reviewer")
    page.locator('#ask a.into[href^="#row-"]').first.click()
    expect(page.locator("#matrix tr:focus")).to_be_in_viewport()


def test_an_address_leads_to_an_explanation(open_page: Open) -> None:
    page = open_page(to_html(report()), "rule-L001")
    expect(page.locator("#rule-L001")).to_be_in_viewport()


def test_storage_that_is_closed_costs_nothing(open_page: Open) -> None:
    text = to_html(report())
    page = open_page(text)
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('closed'); } });")
    page.reload()
    page.locator("#theme").click()
    page.keyboard.press("2")
    expect(page.locator("#decide")).to_be_visible()


def test_a_report_without_findings_works(open_page: Open) -> None:
    page = open_page(to_html(replace(report(()), matrix=())))
    page.keyboard.press("j")
    page.keyboard.press("3")
    expect(page.locator("#ask")).to_be_visible()
    assert json.loads(page.evaluate("JSON.stringify(Array.from(document.querySelectorAll('.item.active')).length)")) == 0
