"""What a PDF carries beside its pages: scripts, launch actions, attachments, comments, form fields, bookmarks."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from doccheck.document.model import Incident, IncidentKind, Location
from doccheck.parsers.pdf.fields import annotation_text

_TEXT_NOTE, _FREE_TEXT, _STAMP, _WIDGET, _LINK = 1, 3, 13, 20, 2
_COMMENTS = {1, 9, 10, 11, 12, 14, 15}  # notes, marks on text, carets, ink
_ACTIVE = {17: "附加文件", 18: "声音", 19: "影片", 21: "屏幕动作", 26: "富媒体"}
_SHOWN = {_FREE_TEXT, _STAMP, _WIDGET}
_LAUNCH = 4
_MOST_ANNOTATIONS = 2000
_PAPERS = (".doc", ".docx", ".wps", ".rtf", ".pdf", ".ofd", ".xls", ".xlsx", ".et", ".csv", ".zip", ".rar", ".7z")


def document_activity(raw: Any, handle: Any, portfolio: bool) -> list[Incident]:
    """Scripts and attachments of the whole file; a ``portfolio`` is nothing but its attachments."""
    found: list[Incident] = []
    scripts = raw.FPDFDoc_GetJavaScriptActionCount(handle)
    if scripts > 0:
        detail = f"文件内嵌 {scripts} 段 JavaScript 脚本，检查时未运行"
        found.append(Incident(IncidentKind.ACTIVE_CONTENT, detail, count=scripts))
    count = raw.FPDFDoc_GetAttachmentCount(handle)
    if count > 0:
        names = [
            annotation_text(raw.FPDFAttachment_GetName, raw.FPDFDoc_GetAttachment(handle, at))
            for at in range(min(count, 20))
        ]
        found.append(_attached([name for name in names if name], count, portfolio))
    return found


def _attached(names: list[str], count: int, portfolio: bool) -> Incident:
    """What is said of files inside the file."""
    shown = "、".join(names)
    if portfolio:
        detail = f"文件是 PDF 文件包，正文在内附的 {count} 个文件里（{shown}），未检查，请逐个另存到材料文件夹后提交"
        return Incident(IncidentKind.NO_TEXT_LAYER, detail, quote=shown, count=count)
    detail = f"文件内嵌 {count} 个附件{f'（{shown}）' if shown else ''}，附件内容未检查"
    papers = [name for name in names if name.lower().endswith(_PAPERS)]
    if papers:
        detail += f"；其中“{'”“'.join(papers[:5])}”如属申报材料，请另存到材料文件夹后一并提交"
    return Incident(IncidentKind.ACTIVE_CONTENT, detail, quote=shown, count=count)


def page_annotations(raw: Any, handle: Any, number: int) -> tuple[list[Incident], bool]:
    """Comments and active annotations of a page, and whether it has fields, typed notes or stamps."""
    found: list[Incident] = []
    shown = False
    comments: list[str] = []
    marks = 0
    for index in range(min(raw.FPDFPage_GetAnnotCount(handle), _MOST_ANNOTATIONS)):
        note = raw.FPDFPage_GetAnnot(handle, index)
        if not note:
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind in _SHOWN:
            shown = True
        if kind in _COMMENTS:
            text = annotation_text(raw.FPDFAnnot_GetStringValue, note, b"Contents")
            comments += [text] if text else []
            marks += 1
        elif kind in _ACTIVE:
            detail = f"第{number}页含有{_ACTIVE[kind]}，检查时未打开"
            found.append(Incident(IncidentKind.ACTIVE_CONTENT, detail, location=Location(page=number)))
        elif kind == _LINK:
            link = raw.FPDFAnnot_GetLink(note)
            action = raw.FPDFLink_GetAction(link) if link else None
            if action and raw.FPDFAction_GetType(action) == _LAUNCH:
                detail = f"第{number}页有启动外部程序的链接，检查时未执行"
                found.append(Incident(IncidentKind.ACTIVE_CONTENT, detail, location=Location(page=number)))
        raw.FPDFPage_CloseAnnot(note)
    if comments:
        detail = f"第{number}页留有 {marks} 处批注或标记"
        place = Location(page=number)
        found.append(Incident(IncidentKind.COMMENTS, detail, quote=comments[0][:200], count=marks, location=place))
    return found, shown


def outline_entries(raw: Any, handle: Any) -> Iterator[tuple[str, int, int]]:
    """Bookmarks as (title, level from 1, page from 1), at most 3,000 and nine levels deep."""
    stack: list[tuple[Any, int]] = [(raw.FPDFBookmark_GetFirstChild(handle, None), 1)]
    seen: set[int] = set()
    while stack and len(seen) < 3000:
        mark, level = stack.pop()
        if not mark:
            continue
        key = ctypes.addressof(mark.contents)
        if key in seen:
            continue
        seen.add(key)
        stack.append((raw.FPDFBookmark_GetNextSibling(handle, mark), level))
        if level < 9:
            stack.append((raw.FPDFBookmark_GetFirstChild(handle, mark), level + 1))
        target = raw.FPDFBookmark_GetDest(handle, mark)
        if not target:
            action = raw.FPDFBookmark_GetAction(mark)
            target = raw.FPDFAction_GetDest(handle, action) if action else None
        page = raw.FPDFDest_GetDestPageIndex(handle, target) if target else -1
        title = annotation_text(raw.FPDFBookmark_GetTitle, mark)
        if title and page >= 0:
            yield title, level, page + 1
