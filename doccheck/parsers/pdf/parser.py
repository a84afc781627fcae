"""The PDF parser: text and geometry by pdfium, tables by pdfplumber where ruling lines stand."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from doccheck.document.model import Block, Document, Incident, IncidentKind, Location, Paragraph, block_text
from doccheck.parsers.errors import UnreadableFile
from doccheck.parsers.pdf.activity import document_activity, outline_entries, page_annotations
from doccheck.parsers.pdf.catalog import read_catalog
from doccheck.parsers.pdf.fields import Entry, annotation_text, page_entries
from doccheck.parsers.pdf.opening import open_pdf

PAGE_LIMIT = 2000


def parse_pdf(source: Path, path: str, page_limit: int = PAGE_LIMIT) -> Document:
    """Read a text PDF into a Document; ``path`` is its name within the submission.

    Raises UnreadableFile (damaged, empty, no pages, not a PDF) or EncryptedFile (a password is needed). Pages
    beyond ``page_limit`` are left out with a LIMIT incident. Pages without text of their own, or with one that is not
    what is seen, are read from their picture; without the extra [ocr] they give NO_TEXT_LAYER.
    """
    document, digest = open_pdf(source, path)
    try:
        return _read(document, source, path, digest, page_limit)
    finally:
        document.close()


def _read(document: Any, source: Path, path: str, digest: str, page_limit: int) -> Document:
    import pypdfium2.raw as raw

    from doccheck.parsers.pdf.assembly import Assembler
    from doccheck.parsers.pdf.engine import PageReader
    from doccheck.parsers.pdf.furniture import set_footnotes_apart, set_furniture_apart
    from doccheck.parsers.pdf.layout import PageDraft, lay_out
    from doccheck.parsers.scan.pages import PictureReader

    handle = document.raw
    catalog = read_catalog(source)
    kind = document.get_formtype()
    if kind != raw.FORMTYPE_NONE:
        # A build without XFA still reads the plain fields of an XFA form, but warns.
        logging.getLogger("pypdfium2").setLevel(logging.ERROR)
        document.init_forms()
    form = document.formenv.raw if document.formenv else None
    total = len(document)
    incidents: list[Incident] = []
    if total > page_limit:
        detail = f"共 {total} 页，超过 {page_limit} 页上限，只检查了前 {page_limit} 页"
        incidents.append(Incident(IncidentKind.LIMIT, detail))
    incidents.extend(catalog.incidents)
    incidents.extend(document_activity(raw, handle, catalog.portfolio))
    bookmarks = {(page, "".join(title.split())): level for title, level, page in outline_entries(raw, handle)}
    reader = PageReader(raw, catalog.hidden_layers)
    pages: list[PageDraft] = []
    stamped: dict[str, list[int]] = {}
    pictures = PictureReader(raw)
    for index in range(min(total, page_limit)):
        page = raw.FPDF_LoadPage(handle, index)
        if not page:
            detail = f"第{index + 1}页已损坏，无法读取"
            incidents.append(Incident(IncidentKind.DAMAGED_PART, detail, location=Location(page=index + 1)))
            continue
        try:
            noticed, shown = page_annotations(raw, page, index + 1)
            incidents.extend(noticed)
            entries: list[Entry] = []
            if shown:
                entries, spent = page_entries(raw, form, page)
                page = _drawn(raw, handle, page, index, spent)
            draft = pictures.look(page, lay_out(reader.read(page, index + 1, entries)))
        finally:
            raw.FPDF_ClosePage(page)
        incidents.extend(draft.incidents)
        if draft.content.stamped:
            stamped.setdefault(draft.content.stamped, []).append(index + 1)
        _release(draft)
        pages.append(draft)
    if not pages:
        raise UnreadableFile(f"《{path}》的所有页面都已损坏，无法读取。", "请用原软件重新导出 PDF 后再提交。")
    sheets = [draft.sheet for draft in pages]
    set_furniture_apart(sheets)
    set_footnotes_apart(sheets)
    incidents.extend(_summary(stamped, pictures.layered))
    assembler = Assembler(pages, bookmarks)
    blocks = assembler.blocks()
    if kind in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        added, said = _dynamic_form(raw, document, blocks)
        blocks = (*blocks, *added)
        incidents.extend(said)
    read = Document(
        path=path,
        format="pdf",
        sha256=digest,
        blocks=blocks,
        asides=assembler.asides(),
        incidents=tuple(incidents),
        pages=total,
        title=annotation_text(raw.FPDF_GetMetaText, handle, b"Title").strip(),
    )
    return pictures.finish(read)


def _drawn(raw: Any, handle: Any, page: Any, index: int, spent: list[int]) -> Any:
    """The page with notes, stamps and signatures drawn into its content, in memory only; fields ``spent`` are left."""
    for at in reversed(spent):
        raw.FPDFPage_RemoveAnnot(page, at)
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page
    again = raw.FPDF_LoadPage(handle, index)
    if not again:
        return page
    raw.FPDF_ClosePage(page)
    return again


def _dynamic_form(raw: Any, document: Any, blocks: tuple[Block, ...]) -> tuple[list[Block], list[Incident]]:
    """What was filled into an XFA form and stands on no page, and the word to the user."""
    from doccheck.parsers.pdf.xfa import xfa_values

    shown = "".join("".join(block_text(block).split()) for block in blocks)
    values = [(label, value) for label, value in xfa_values(raw, document.raw) if "".join(value.split()) not in shown]
    start = len(blocks)
    added: list[Block] = [
        Paragraph(f"{label}：{value}", Location(page=1, block=start + at)) for at, (label, value) in enumerate(values)
    ]
    said = f"已从表单数据读出 {len(values)} 项填写内容，版面未检查" if values else "其中填写的内容可能未读到"
    detail = f"文件是 XFA 动态表单，{said}，请打印成普通 PDF 后提交"
    return added, [Incident(IncidentKind.ACTIVE_CONTENT, detail)]


def _release(draft: Any) -> None:
    """Forget the characters and lines that have been read, so that long files stay small in memory."""
    content = draft.content
    for part in (content.glyphs, content.turned, content.edges, content.fills, content.shapes, content.spaces):
        part.clear()


def _summary(stamped: dict[str, list[int]], scanned: list[int]) -> list[Incident]:
    """Watermarks and scans with a text layer, said once a file."""
    found: list[Incident] = []
    for text, numbers in list(stamped.items())[:5]:
        detail = f"水印文字“{text[:30]}”（{len(numbers)} 页）未计入正文"
        place = Location(page=numbers[0])
        found.append(Incident(IncidentKind.IGNORED, detail, quote=text[:200], count=len(numbers), location=place))
    if scanned:
        detail = f"{len(scanned)} 页（首页码第{scanned[0]}页）是扫描件，文字由扫描软件识别，可能有误"
        place = Location(page=scanned[0])
        found.append(Incident(IncidentKind.LOW_CONFIDENCE, detail, count=len(scanned), location=place))
    return found
