"""What pdfium does not tell of a file: layers switched off, actions that run by themselves, whether it is a portfolio.

Read through pdfminer, on which pdfplumber stands, and only where the file's bytes say that there may be something.
"""

from __future__ import annotations

import mmap
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from doccheck.document.model import Incident, IncidentKind, Location

_SIGNS = (b"/JavaScript", b"/Launch", b"/SubmitForm", b"/ImportData", b"/OCProperties", b"/Collection", b"/ObjStm")
_DISGUISED = re.compile(rb"/[A-Za-z#0-9]{0,20}#[46][1-9A-Fa-f]|/[A-Za-z#0-9]{0,20}#[57][0-9Aa]")  # /Java#53cript
_ACTIONS = {
    "JavaScript": "JavaScript 脚本",
    "Launch": "启动外部程序的动作",
    "SubmitForm": "向网络提交表单的动作",
    "ImportData": "导入外部数据的动作",
}
_MOST_PAGES = 2000
_MOST_NOTES = 2000
_MOST_CHAIN = 20


class Catalog(Struct, frozen=True):
    """Names of layers that are off (as the file writes them), whether the file is a portfolio, and what was noticed."""

    hidden_layers: frozenset[bytes] = frozenset()
    portfolio: bool = False
    incidents: tuple[Incident, ...] = ()


def read_catalog(source: Path) -> Catalog:
    """The catalog of the file; an empty one where its bytes have no sign of anything to tell.

    A file so damaged that only pdfium can repair it is judged by its bytes alone.
    """
    signs = _signs(source)
    if not signs:
        return Catalog()
    try:
        return _read(source)
    except Exception:
        # pdfminer raises errors of many kinds on damaged files that pdfium reads.
        found = [words for name, words in _ACTIONS.items() if f"/{name}".encode() in signs]
        if not found:
            return Catalog()
        detail = f"文件结构已损坏，其中可能含有{'、'.join(found)}，检查时未运行"
        return Catalog(incidents=(Incident(IncidentKind.ACTIVE_CONTENT, detail),))


def _signs(source: Path) -> set[bytes]:
    with source.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        found = {sign for sign in _SIGNS if data.find(sign) >= 0}
        # A letter written by its code in a name has no purpose but to hide the name.
        return found or ({b"#"} if _DISGUISED.search(data) else found)


def _read(source: Path) -> Catalog:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import dict_value, resolve1

    with source.open("rb") as stream:
        document = PDFDocument(PDFParser(stream))
        catalog = document.catalog
        counts: Counter[tuple[str, int | None]] = Counter()
        for action in (*_chain(catalog.get("OpenAction"), resolve1), *_additional(catalog.get("AA"), resolve1)):
            counts[(action, None)] += 1
        for number, page in enumerate(PDFPage.create_pages(document), start=1):
            if number > _MOST_PAGES:
                break
            for action in _page_actions(page, resolve1):
                counts[(action, number)] += 1
        layers = dict_value(catalog.get("OCProperties")) if "OCProperties" in catalog else {}
        return Catalog(_hidden(layers, resolve1), "Collection" in catalog, tuple(_incidents(counts)))


def _incidents(counts: Counter[tuple[str, int | None]]) -> Iterator[Incident]:
    """One incident for each kind of action."""
    for name, words in _ACTIONS.items():
        places = [(number, count) for (action, number), count in counts.items() if action == name]
        if places:
            count = sum(many for _, many in places)
            opening = "（打开文件时运行）" if any(number is None for number, _ in places) else ""
            pages = [number for number, _ in places if number]
            detail = f"文件含有 {count} 处{words}{opening}，检查时未运行"
            yield Incident(
                IncidentKind.ACTIVE_CONTENT, detail, count=count, location=Location(page=min(pages, default=None))
            )


def _page_actions(page: Any, resolve: Any) -> Iterator[str]:
    """Actions of a page, its fields and its notes; what links start is told by pdfium."""
    yield from _additional(page.attrs.get("AA"), resolve)
    notes = resolve(page.annots) if page.annots else []
    for reference in notes[:_MOST_NOTES]:
        note = resolve(reference)
        if isinstance(note, dict):
            plain = list(_chain(note.get("A"), resolve))
            is_link = getattr(resolve(note.get("Subtype")), "name", "") == "Link"
            yield from (action for action in plain if not (is_link and action == "Launch"))
            yield from _additional(note.get("AA"), resolve)


def _additional(actions: Any, resolve: Any) -> Iterator[str]:
    """The actions bound to events."""
    events = resolve(actions)
    if isinstance(events, dict):
        for action in events.values():
            yield from _chain(action, resolve)


def _chain(action: Any, resolve: Any) -> Iterator[str]:
    """The active kinds among an action and those that follow it."""
    waiting, seen = [action], 0
    while waiting and seen < _MOST_CHAIN:
        seen += 1
        one = resolve(waiting.pop())
        if isinstance(one, list):
            waiting.extend(one[:_MOST_CHAIN])
        elif isinstance(one, dict):
            kind = getattr(resolve(one.get("S")), "name", "")
            if kind in _ACTIONS:
                yield kind
            if "Next" in one:
                waiting.append(one["Next"])


def _hidden(layers: dict[str, Any], resolve: Any) -> frozenset[bytes]:
    """Names of the layers that the default view does not show."""
    usual = resolve(layers.get("D")) or {}
    every = {getattr(one, "objid", None): resolve(one) for one in resolve(layers.get("OCGs")) or []}

    def listed(key: str) -> set[int | None]:
        return {getattr(one, "objid", None) for one in resolve(usual.get(key)) or []}

    off = listed("OFF")
    if getattr(resolve(usual.get("BaseState")), "name", "") == "OFF":
        off |= set(every) - listed("ON")
    names = {resolve(group.get("Name")) for key, group in every.items() if key in off and isinstance(group, dict)}
    return frozenset(name for name in names if isinstance(name, bytes))
