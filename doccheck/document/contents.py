"""Contents pages: generated ones, typed ones, and those pasted as plain text without page numbers."""

from __future__ import annotations

import re

from doccheck.document.flow import Flow, Line
from doccheck.document.shapes import squeeze
from doccheck.language.patterns import lazy

_TITLE = lazy(r"(?:目[录錄次]|contents|tableofcontents)[:：]?", re.IGNORECASE)
_PAGE = r"[（(\-— ]?(?:\d{1,4}|[ivxIVX]{1,6})[)）\-—]?\s*$"
_LEADER = lazy(rf"\w.*?(?:[.…·．•⋯‥_﹒\-—]{{3,}}|…|\t)[.…·．_\s　-]*{_PAGE}")
_PAGED = lazy(r"(?:[.…·．_\s　\t]+|(?<=[^\d\s.]))[（(\-— ]?\d{1,3}[)）\-—]?\s*$")
_TAIL = lazy(rf"[.…·．•⋯‥_﹒\s　\t-]*{_PAGE}")


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", squeeze(text)).lower()


def is_contents_title(text: str) -> bool:
    """“目录”, “目 录”, “目次”."""
    return len(text) <= 24 and _TITLE.fullmatch(squeeze(text)) is not None


def mark_contents(flow: Flow) -> None:
    """Sets ``toc`` on every line of a contents page, its title included."""
    lines = [line for line in flow.lines if line.box is None]
    last: dict[str, int] = {}
    for index, line in enumerate(lines):
        if len(line.text) <= 80:
            last[_key(line.text)] = index
    index = 0
    while index < len(lines):
        if is_contents_title(lines[index].text):
            end = _entries(lines, index + 1, last)
            if end - index > 2 or (end > index + 1 and lines[index + 1].toc):
                for line in lines[index:end]:
                    line.toc = True
                index = end
                continue
        index += 1
    _untitled(lines)


def _entries(lines: list[Line], start: int, last: dict[str, int]) -> int:
    """Index behind the last entry of a contents page that begins at ``start``."""
    index = end = start
    strays = 0
    while index < len(lines) and strays <= 1:
        if _is_entry(lines[index], index, last):
            end = index + 1
            strays = 0
        else:
            # A long entry may wrap, and its first line then shows no page; a body paragraph ends the page.
            if len(lines[index].text) > 60 or lines[index].text.rstrip().endswith(("。", "：", ":", "；")):
                break
            if lines[index].level_zero or (lines[index].fresh and index > start + 1):
                break
            strays += 1
        index += 1
    return end


def _is_entry(line: Line, index: int, last: dict[str, int]) -> bool:
    text = line.text.rstrip()
    if line.toc or _LEADER.search(text):
        return True
    if len(text) > 80 or text.endswith(("。", "；", "，")):
        return False
    again = last.get(_key(text), index) > index or last.get(_key(_TAIL.sub("", text)), index) > index
    if again:
        return True
    paged = _PAGED.search(text)
    return paged is not None and line.number is not None and not re.search(r"\d{4}$", text) and len(text) <= 60


def _untitled(lines: list[Line]) -> None:
    """Runs of three and more lines with leaders and page numbers are a contents page without a title."""
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and len(line.text) <= 100 and _LEADER.search(line.text.strip()):
            run.append(line)
            continue
        if len(run) >= 3:
            for entry in run:
                entry.toc = True
        run = []
