"""What a PDF carries beside its pages: scripts, launch actions, attachments, comments, form fields, bookmarks."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from doccheck.document.model import Incident, IncidentKind, Location

_TEXT_NOTE, _FREE_TEXT, _STAMP, _WIDGET, _LINK = 1, 3, 13, 20, 2
_COMMENTS = {1, 9, 10, 11, 12, 14, 15}  # notes, marks on text, carets, ink
_ACTIVE = {17: "附加文件", 18: "声音", 19: "影片", 21: "屏幕动作", 26: "富媒体"}
_SHOWN = {_FREE_TEXT, _STAMP, _WIDGET}
_LAUNCH = 4
_MOST_ANNOTATIONS = 2000


def wide_text(call: Any, *given: Any) -> str:
    """A UTF-16 string from a pdfium function that takes buffer and size last."""
    size = call(*given, None, 0)
    if size <= 2 or size > 1 << 20:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(*given, ctypes.cast(buffer, call.argtypes[-2]), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def document_activity(raw: Any, handle: Any) -> list[Incident]:
    """Scripts and attachments of the whole file."""
    found: list[Incident] = []
    scripts = raw.FPDFDoc_GetJavaScriptActionCount(handle)
    if scripts > 0:
        detail = f"文件内嵌 {scripts} 段 JavaScript 脚本，检查时未运行"
        found.append(Incident(IncidentKind.ACTIVE_CONTENT, detail, count=scripts))
    count = raw.FPDFDoc_GetAttachmentCount(handle)
    if count > 0:
        names = [
            wide_text(raw.FPDFAttachment_GetName, raw.FPDFDoc_GetAttachment(handle, at)) for at in range(min(count, 20))
        ]
        shown = "、".join(name for name in names if name)
        detail = f"文件内嵌 {count} 个附件{f'（{shown}）' if shown else ''}，附件内容未检查"
        found.append(Incident(IncidentKind.ACTIVE_CONTENT, detail, quote=shown, count=count))
    return found


def page_annotations(raw: Any, handle: Any, number: int) -> tuple[list[Incident], bool]:
    """Comments and active annotations of a page, and whether it shows fields, typed notes or stamps."""
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
            text = wide_text(raw.FPDFAnnot_GetStringValue, note, b"Contents")
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
        title = wide_text(raw.FPDFBookmark_GetTitle, mark)
        if title and page >= 0:
            yield title, level, page + 1
