"""One Chromium for all tests of pages, and a page that notes what it asks for and what goes wrong in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, sync_playwright

import doccheck
from doccheck.findings.report import Report
from doccheck.reports.html import to_html
from doccheck.reports.pictures import PagePictures

DEMO = Path(__file__).resolve().parents[3] / "corpora" / "demo"
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system; without one these tests fail, for nothing else tells whether a page works."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "no Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        # No sandbox: tests may run as root, and open nothing but pages written here.
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page's text as a file, as people do; at the end nothing may have been asked of a network or gone wrong."""
    contexts: list[Any] = []
    asked: list[str] = []
    wrong: list[str] = []

    def open_(text: str, hash: str = "", width: int = 1280, height: int = 860, scheme: str = "light") -> Page:
        file = tmp_path / "report.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(file.as_uri() + (f"#{hash}" if hash else ""))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]
    assert not wrong


@pytest.fixture(scope="session")
def demo() -> tuple[Report, PagePictures, str]:
    """A submission of Word and PDF files: its report, the pictures of its pages, and the page of both."""
    files = DEMO / "两江-智能网联汽车" / "files"
    report = doccheck.check(files, "liangjiang-2021")
    pictures = doccheck.picture_pages(report, files)
    report = replace(report, submission=replace(report.submission, name="两江-智能网联汽车"))
    return report, pictures, to_html(report, pictures)
