"""Parse a .docx into the document model."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from lxml import etree

from doccheck.document.model import (
    Block,
    Document,
    ElectronicSignature,
    Incident,
    IncidentKind,
    Location,
    Paragraph,
    Zone,
    block_paragraphs,
)
from doccheck.parsers.errors import ParseError, UnreadableFile
from doccheck.parsers.marks.looking import with_picture_marks
from doccheck.parsers.word.drawings import Drawings, page_size
from doccheck.parsers.word.fields import balanced
from doccheck.parsers.word.incidents import Watch, watch_package
from doccheck.parsers.word.inline import Inline
from doccheck.parsers.word.names import PARAGRAPH, SECTION_PROPERTIES, TEXT, VAL, WP, R, W
from doccheck.parsers.word.numbering import Numbering
from doccheck.parsers.word.package import MAX_XML, Package, Part, Relation
from doccheck.parsers.word.resources import Chunk, Place, Resources, Tracer
from doccheck.parsers.word.story import Story
from doccheck.parsers.word.styles import StyleSheet

_SAME_PAGE = 25
"""Paragraphs around a picture behind the text on which white letters may well be legible."""
_PART_NAMES = {
    "styles": "样式",
    "numbering": "自动编号",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
    "settings": "设置",
    "header": "页眉",
    "footer": "页脚",
    "chart": "图表",
    "data": "SmartArt 图形",
    "app": "文档属性",
    "core": "文档属性",
}


class Tracing(Tracer, Protocol):
    """A tracer that also reads the runs of paragraphs."""

    def inline(self, styles: StyleSheet, watch: Watch) -> Inline:
        """The reader of runs to use."""


def parse_docx(source: Path, path: str) -> Document:
    """Read a .docx (or .docm, .dotx; transitional or strict) into the document model.

    ``path`` is the file's path relative to the submission, as findings show it. Automatic numbers are resolved,
    tracked changes accepted, hidden text left out; what a reader would not see is told in ``incidents``.
    Raises UnreadableFile (MisnamedFile when the content is of another format), EncryptedFile or LimitReached.
    """
    data, package, main, body = open_docx(source)
    return read_docx(package, main, body, hashlib.sha256(data).hexdigest(), path)


def open_docx(source: Path) -> tuple[bytes, Package, Part, etree._Element]:
    """The bytes of a Word file, its package, its main part and the body in it. Raises as ``parse_docx`` does."""
    try:
        data = source.read_bytes()
    except OSError as error:
        raise UnreadableFile("文件无法打开。", "请检查文件是否存在、是否被其他程序占用。") from error
    package = Package(data)
    main = package.main()
    body = main.root.find(W + "body")
    if body is None:
        advice = "请用 Word 或 WPS 打开原文件，另存为 .docx 后再提交。"
        raise UnreadableFile("文件的正文部分不是 Word 文档的内容。", advice)
    return data, package, main, body


def read_docx(
    package: Package, main: Part, body: etree._Element, digest: str, path: str, tracing: Tracing | None = None
) -> Document:
    """The document in an open package; ``tracing`` is told which elements its blocks come from."""
    settings = next(iter(package.related(main, "settings")), None)
    watch = Watch()
    pages, pages_known = _pages(package, body)
    sections = _sections(body)
    shared = _resources(package, main, body, watch)
    shared.pages_known = pages_known
    if tracing is not None:
        shared.inline, shared.tracer = tracing.inline(shared.styles, watch), tracing
    inserted: list[tuple[Package, Part, Resources]] = []
    shared.open_chunk = _chunk_reader(package, watch, inserted)
    drawings = Drawings(package, main, page_size(sections[-1] if sections else None))
    story = Story(shared, main, drawings, fields_balanced=balanced(body))
    blocks = story.blocks(body, Zone.BODY)
    asides = [*_notes(package, main, shared), *_margins(package, main, sections, shared)]
    for inner in inserted:
        asides.extend(_notes(*inner))
        watch_package(inner[0], inner[1], None, watch)
        shared.incidents.extend([*inner[2].incidents, *_damage(inner[0])])
    for reference in body.iter(W + "commentReference"):
        watch.comment(reference.get(W + "id") or "", Location())
    watch_package(package, main, settings, watch)
    comments = next(iter(package.related(main, "comments")), None)
    incidents = [*watch.incidents(comments), *shared.incidents, *_damage(package)]
    document = Document(
        path=path,
        format="docx",
        sha256=digest,
        blocks=tuple(blocks),
        asides=tuple(asides),
        incidents=tuple(incidents),
        pages=pages,
        title=_title(package),
        signatures=_signatures(package, main),
    )
    return with_picture_marks(document, shared.pictures, package.read)


def _signatures(package: Package, main: Part) -> tuple[ElectronicSignature, ...]:
    """The signature lines of the text and the signatures of the package; a line that was signed is told once."""
    from doccheck.parsers.marks.word_signatures import signature_lines, xml_signature

    lines = signature_lines(main.root)
    names = [name for name in package.names() if name.lower().startswith("_xmlsignatures/") and name.endswith(".xml")]
    if not lines and not names:
        return ()
    parts = [part for part in map(package.part, names) if part is not None]

    def bytes_of(name: str) -> bytes | None:
        return package.read(name) if package.has(name) else None

    signed = [xml_signature(part.root, bytes_of) for part in parts]
    answered = {line for line, _ in signed}
    waiting = [(ident, who) for ident, who in lines if ident not in answered]
    return (
        *(one for _, one in signed),
        *(ElectronicSignature(Location(), who, "", "blank", ident, "word") for ident, who in waiting),
    )


def _resources(package: Package, main: Part, body: etree._Element, watch: Watch) -> Resources:
    styles = StyleSheet(_root(package.related(main, "styles")))
    return Resources(
        styles,
        Numbering(_root(package.related(main, "numbering")), styles),
        Inline(styles, watch),
        watch,
        section_breaks=_new_pages(_sections(body)),
        legible_white=_legible_white(main, body),
    )


def _sections(body: etree._Element) -> list[etree._Element]:
    """The sections' properties as they are now, not as tracked changes found them."""
    return [one for one in body.iter(SECTION_PROPERTIES) if not _is_former(one)]


def _is_former(section: etree._Element) -> bool:
    parent = section.getparent()
    return parent is not None and parent.tag == W + "sectPrChange"


def _chunk_reader(
    package: Package, watch: Watch, inserted: list[tuple[Package, Part, Resources]]
) -> Callable[[Relation | None], Chunk | None]:
    """What opens the documents put in whole; Word files among them join ``inserted`` and are not searched for more."""

    opened = 0

    def open_chunk(relation: Relation | None) -> Chunk | None:
        nonlocal opened
        if relation is None or relation.external or not package.has(relation.target):
            return None
        # One chunk may be put in many times over.
        opened += package.size(relation.target)
        if opened > MAX_XML:
            return None
        from doccheck.parsers.word import chunks

        try:
            data = package.read(relation.target)
            if not chunks.is_word(data):
                body = chunks.as_body(relation.target, data)
                return None if body is None else Chunk(body)
            inner = Package(data)
            main = inner.main()
        except ParseError:
            return None
        body = main.root.find(W + "body")
        if body is None:
            return None
        resources = _resources(inner, main, body, watch)
        inserted.append((inner, main, resources))
        return Chunk(body, resources, main, Drawings(inner, main, page_size(None)))

    return open_chunk


def _root(parts: list[Part]) -> etree._Element | None:
    return parts[0].root if parts else None


def _new_pages(sections: list[etree._Element]) -> frozenset[etree._Element]:
    """The section ends after which a new page begins: each section's own type tells how it starts."""
    ends = set()
    for section, following in pairwise(sections):
        kind = following.find(W + "type")
        if (None if kind is None else kind.get(VAL)) not in ("continuous", "nextColumn"):
            ends.add(section)
    return frozenset(ends)


def _legible_white(main: Part, body: etree._Element) -> frozenset[etree._Element]:
    """The paragraphs in which white letters may stand on a picture or a coloured page, so that they are no trick."""
    background = main.root.find(W + "background")
    colour = "" if background is None else (background.get(W + "color") or "").upper()
    if colour not in ("", "AUTO", "FFFFFF"):
        return frozenset(body.iter(PARAGRAPH))
    behind = [anchor for anchor in body.iter(WP + "anchor") if (anchor.get("behindDoc") or "0") in ("1", "true", "on")]
    if not behind:
        return frozenset()
    children = list(body)
    order = {child: index for index, child in enumerate(children)}
    legible: set[etree._Element] = set()
    for anchor in behind:
        top: etree._Element | None = anchor
        while top is not None and top not in order:
            top = top.getparent()
        if top is None:
            continue
        at = order[top]
        for child in children[max(0, at - _SAME_PAGE) : at + _SAME_PAGE]:
            legible.update(child.iter(PARAGRAPH))
    return frozenset(legible)


def _pages(package: Package, body: etree._Element) -> tuple[int | None, bool]:
    """The page count that the last program saved, and whether its page marks in the text can be relied upon.

    Programs that write files from a template leave the template's statistics behind, so they must fit the text.
    """
    part = package.part("docProps/app.xml")
    if part is None:
        return None, False
    values: dict[str, int] = {}
    for name in ("Pages", "Characters", "Words"):
        text = part.root.findtext("{*}" + name) or ""
        if text.strip().isdecimal():
            values[name] = int(text)
    pages = values.get("Pages", 0)
    if pages < 1:
        return None, False
    stated = max(values.get("Characters", 0), values.get("Words", 0))
    actual = sum(len(re.sub(r"\s+", "", text.text)) for text in body.iter(TEXT) if text.text)
    if "Characters" in values and not 0.6 * actual <= stated <= 1.6 * actual + 20:
        return None, False
    marks = sum(1 for _ in body.iter(W + "lastRenderedPageBreak"))
    return pages, marks + 1 == pages and "Characters" in values


def _notes(package: Package, main: Part, shared: Resources) -> list[Paragraph]:
    """Footnotes and endnotes in the order of their marks, located at the block that bears the mark."""
    found: list[Paragraph] = []
    references = list(shared.notes)
    for kind, zone in (("footnote", Zone.FOOTNOTE), ("endnote", Zone.ENDNOTE)):
        part = next(iter(package.related(main, kind + "s")), None)
        if part is None:
            continue
        notes = {note.get(W + "id"): note for note in part.root.iterchildren(W + kind)}
        story = Story(shared, part, Drawings(package, part, page_size(None)))
        for reference, key, location in references:
            note = notes.get(key) if reference == kind else None
            if note is not None:
                place = Place(location, page_fixed=True)
                found.extend(_paragraphs(story.blocks(note, zone, place)))
    return found


def _margins(package: Package, main: Part, sections: list[etree._Element], shared: Resources) -> list[Paragraph]:
    """Headers and footers, each part once, in the order in which sections use them."""
    found: list[Paragraph] = []
    seen: set[str] = set()
    for section in sections:
        for kind, zone in (("header", Zone.HEADER), ("footer", Zone.FOOTER)):
            for reference in section.iterchildren(f"{W}{kind}Reference"):
                relation = main.relations.get(reference.get(R + "id") or "")
                if relation is None or relation.external or relation.target in seen:
                    continue
                seen.add(relation.target)
                part = package.part(relation.target)
                if part is None:
                    continue
                shared.pages_known = False
                story = Story(shared, part, Drawings(package, part, page_size(section)))
                found.extend(_paragraphs(story.blocks(part.root, zone, Place())))
    return found


def _paragraphs(blocks: list[Block]) -> list[Paragraph]:
    return [paragraph for block in blocks for paragraph in block_paragraphs(block)]


def _damage(package: Package) -> list[Incident]:
    incidents: dict[str, Incident] = {}
    for name in package.damaged:
        base = name.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
        what = _PART_NAMES.get(base, base)
        detail = f"文件内部的{what}部分（{name}）缺失或已损坏，没有读取"
        if name.endswith(".rels"):
            detail = f"文件内部的部件关系（{name}）缺失或已损坏，图片和页眉页脚可能没有读到"
        incidents.setdefault(name, Incident(IncidentKind.DAMAGED_PART, detail))
    return list(incidents.values())


def _title(package: Package) -> str:
    part = package.part("docProps/core.xml")
    return "" if part is None else (part.root.findtext("{*}title") or "").strip()
