"""Walk a story (the body, a cell, a text box, a note, a header) and give its blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree
from msgspec.structs import replace

from doccheck.document.model import (
    Block,
    Cell,
    Figure,
    Incident,
    IncidentKind,
    Location,
    PageBreak,
    Paragraph,
    Table,
    Zone,
)
from doccheck.parsers.marks.looking import Picture
from doccheck.parsers.word import tables
from doccheck.parsers.word.captions import Item, attach
from doccheck.parsers.word.drawings import Drawings, Drawn, chosen
from doccheck.parsers.word.equations import linear
from doccheck.parsers.word.fields import FieldStack
from doccheck.parsers.word.inline import Draft, Surroundings, shows_prompt
from doccheck.parsers.word.names import (
    ALTERNATIVES,
    CONTENT_CONTROL,
    CONTENT_CONTROL_CONTENT,
    CONTENT_CONTROL_PROPERTIES,
    DELETED,
    INSERTED,
    MATH,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    SECTION_PROPERTIES,
    TABLE,
    TEXT,
    VAL,
    W14,
    WRAPPERS,
    R,
    W,
)
from doccheck.parsers.word.numbering import Counters
from doccheck.parsers.word.package import Part, Relation
from doccheck.parsers.word.paragraphs import Properties, build
from doccheck.parsers.word.resources import Flow, Place, Resources
from doccheck.parsers.word.run_formats import NO_FORMAT, is_shaded, read_run_format, switched
from doccheck.parsers.word.styles import alignment, outline_level

MAX_BLOCKS = 400_000
"""Paragraphs after which reading stops: some ten thousand pages."""

Own: TypeAlias = dict[str, etree._Element]
"""A paragraph's own property elements by tag."""
_STYLE, _NUMBERING, _OUTLINE, _ALIGN = W + "pStyle", W + "numPr", W + "outlineLvl", W + "jc"
_PAGE_BREAK, _SHADING = W + "pageBreakBefore", W + "shd"


class Story:
    """Reads one part, or one text box within it."""

    def __init__(self, resources: Resources, part: Part, drawings: Drawings, *, fields_balanced: bool = True) -> None:
        self._shared = resources
        self._part = part
        self._drawings = drawings
        self._around = Surroundings(FieldStack(fields_balanced), drawings)
        self._counters = Counters(resources.numbering)
        self._tables = 0

    def blocks(self, container: etree._Element, zone: Zone, place: Place | None = None) -> list[Block]:
        """The blocks of a container in reading order, with captions; top-level ones number themselves."""
        flow = Flow(zone, place)
        self._walk(container, flow)
        self._finish(flow)
        return [item.block for item in attach(flow.items)]

    def _finish(self, flow: Flow) -> None:
        if flow.pending is not None:
            draft, flow.pending = flow.pending, None
            self._emit(draft, {}, flow)

    def _walk(self, container: Iterable[etree._Element], flow: Flow) -> None:
        for child in container:
            tag = child.tag
            if tag == PARAGRAPH:
                self._paragraph(child, flow)
            elif tag == TABLE:
                self._table(child, flow)
            elif tag == CONTENT_CONTROL:
                self._content_control(child, flow)
            elif tag in WRAPPERS:
                self._walk(child, flow)
            elif tag in INSERTED:
                self._shared.watch.revision(True, _words(child), self._location(flow))
                self._walk(child, flow)
            elif tag in DELETED:
                self._shared.watch.revision(False, _words(child), self._location(flow))
            elif tag == ALTERNATIVES:
                branch = chosen(child)
                if branch is not None:
                    self._walk(branch, flow)
            elif tag == MATH + "oMathPara":
                looks = self._shared.styles.looks(self._shared.styles.paragraph_style(None), NO_FORMAT)
                self._emit(Draft(pieces=[(linear(child), looks)], location=self._location(flow)), {}, flow)
            elif tag == W + "altChunk":
                self._chunk(child, flow)
            elif tag == W + "subDoc":
                relation = self._relation(child)
                name = "" if relation is None else relation.target
                advice = "请在 Word 的大纲视图中展开子文档并取消链接后另存"
                self._unread(f"正文引用的子文档“{name}”不在本文件里，这一部分没有读取，{advice}", flow)

    def _location(self, flow: Flow, page: int | None = None) -> Location:
        known = self._shared.pages_known
        place = flow.place
        if place is None:
            return Location(page=(page or self._around.page) if known else None, block=len(flow.items))
        if place.page_fixed or not known:
            return place.fixed
        return replace(place.fixed, page=page or self._around.page)

    def _relation(self, element: etree._Element) -> Relation | None:
        return self._part.relations.get(element.get(R + "id") or "")

    def _unread(self, detail: str, flow: Flow) -> None:
        self._shared.incidents.append(Incident(IncidentKind.DAMAGED_PART, detail, location=self._location(flow)))

    def _chunk(self, element: etree._Element, flow: Flow) -> None:
        """The content of a document put in whole, in its place; its numbers and fields are its own."""
        shared = self._shared
        chunk = None if shared.open_chunk is None else shared.open_chunk(self._relation(element))
        if chunk is None:
            self._unread("正文里插入的文件片段（altChunk）没有读取，请在 Word 中打开后另存，使其并入正文", flow)
            return
        inner = Story(chunk.resources or shared, chunk.part or self._part, chunk.drawings or self._drawings)
        self._read_inside(inner, chunk.content, Flow(flow.zone, flow.place, flow.items))

    def _read_inside(self, inner: Story, content: Iterable[etree._Element], flow: Flow) -> None:
        """Read content that stands here with a story of its own, tables counted on."""
        inner._around.page = self._around.page
        inner._tables = self._tables
        inner._walk(content, flow)
        inner._finish(flow)
        self._tables = inner._tables

    def _content_control(self, element: etree._Element, flow: Flow) -> None:
        content = element.find(CONTENT_CONTROL_CONTENT)
        properties = element.find(CONTENT_CONTROL_PROPERTIES)
        if content is None or shows_prompt(properties, content, self._shared.styles):
            return
        gallery = None if properties is None else properties.find(f"{W}docPartObj/{W}docPartGallery")
        contents = gallery is not None and (gallery.get(VAL) or "").startswith("Table of")
        outer = self._around.check_box
        self._around.check_box = None if properties is None else properties.find(W14 + "checkbox")
        self._around.contents_part += contents
        self._walk(content, flow)
        self._around.contents_part -= contents
        self._around.check_box = outer

    def _paragraph(self, element: etree._Element, flow: Flow) -> None:
        shared = self._shared
        shared.paragraphs += 1
        if shared.paragraphs > MAX_BLOCKS:
            if shared.paragraphs == MAX_BLOCKS + 1:
                detail = f"段落超过 {MAX_BLOCKS} 个，其余部分未读取"
                shared.incidents.append(Incident(IncidentKind.LIMIT, detail, location=self._location(flow)))
            return
        properties = element.find(PARAGRAPH_PROPERTIES)
        own = {} if properties is None else {child.tag: child for child in properties}
        style = own.get(_STYLE)
        draft = flow.pending or Draft(page=self._around.page, location=self._location(flow))
        flow.pending = None
        draft.element = element
        draft.style = shared.styles.paragraph_style(None if style is None else style.get(VAL))
        mark = own.get(RUN_PROPERTIES)
        legible = element in shared.legible_white or is_shaded(own.get(_SHADING))
        self._around.coloured_ground += legible
        shared.inline.paragraph(element, draft, self._around)
        self._around.coloured_ground -= legible
        self._around.fields.paragraph_ended()
        for comment in draft.comments:
            shared.watch.comment(comment, draft.location)
        if mark is not None and self._mark_deleted(mark, draft.location):
            flow.pending = draft
            return
        self._emit(draft, own, flow)

    def _mark_deleted(self, mark: etree._Element, location: Location) -> bool:
        deleted = any(mark.find(tag) is not None for tag in DELETED)
        if deleted or any(mark.find(tag) is not None for tag in INSERTED):
            self._shared.watch.mark(location)
        return deleted

    def _emit(self, draft: Draft, own: Own, flow: Flow) -> None:
        """Give out the paragraph, then what is anchored at it: figures, text boxes, page and section breaks."""
        shared = self._shared
        location = self._location(flow, draft.page)
        for how, texts in draft.unseen.items():
            shared.watch.hidden(how, "".join(texts), location)
        breaks_before, properties = self._properties(draft, own)
        breaks_before = breaks_before or draft.break_before
        top = flow.place is None and flow.zone is Zone.BODY
        emitted = False
        start = 0
        for number, end in enumerate([*draft.splits, len(draft.pieces)]):
            if number:
                properties = _continued(properties)
                breaks_before = True
                if top:
                    flow.items.append(Item(PageBreak(self._location(flow, draft.page))))
                    flow.page_break = True
            part = draft.pieces[start:end]
            start = end
            location = self._location(flow, draft.page)
            paragraph = build(part, properties, location, flow.zone, page_break=breaks_before or flow.page_break)
            if paragraph is None:
                continue
            emitted = True
            flow.page_break = False
            flow.items.append(Item(paragraph, draft.sequence))
            if shared.tracer is not None:
                shared.tracer.paragraph(paragraph, part, draft.element)
        if breaks_before and not emitted and top and not (flow.items and isinstance(flow.items[-1].block, PageBreak)):
            flow.items.append(Item(PageBreak(self._location(flow, draft.page))))
            flow.page_break = True
        shared.notes.extend((kind, key, location) for kind, key in draft.notes)
        if draft.drawn is not None:
            self._anchored(draft, draft.drawn, flow)
        section = own.get(SECTION_PROPERTIES)
        if section is not None and top and section in shared.section_breaks:
            if not (flow.items and isinstance(flow.items[-1].block, PageBreak)):
                flow.items.append(Item(PageBreak(self._location(flow))))
            flow.page_break = True

    def _properties(self, draft: Draft, own: Own) -> tuple[bool, Properties]:
        shared = self._shared
        style = shared.styles.paragraph(draft.style)
        place = shared.numbering.place(own.get(_NUMBERING), draft.style)
        if place is not None and draft.unseen and not draft.pieces and read_run_format(own.get(RUN_PROPERTIES)).vanish:
            place = None  # a hidden paragraph is not counted
        label = "" if place is None else self._counters.label(place)
        outline = outline_level(own.get(_OUTLINE))
        level = style.level
        if outline is not None:
            level = outline + 1 if outline < 9 else None
        breaks = switched(own.get(_PAGE_BREAK))
        contents = draft.contents or style.toc or bool(self._around.contents_part)
        return style.page_break if breaks is None else breaks, Properties(
            style=style.name,
            style_level=level,
            list_level=None if place is None else place.level,
            align=alignment(own.get(_ALIGN)) or style.align,
            label=label,
            toc=contents,
            toc_link=draft.contents_link,
            looks=shared.styles.looks(draft.style, NO_FORMAT),
        )

    def _anchored(self, draft: Draft, drawn: Drawn, flow: Flow) -> None:
        drawn.settle()
        for sketch in drawn.figures:
            location = self._location(flow, draft.page)
            if flow.zone is Zone.BODY:
                size = (sketch.width, sketch.height) if len(sketch.pictures) == 1 else (None, None)
                self._shared.pictures.extend(Picture(part, location, *size) for part in sketch.pictures)
            flow.items.append(
                Item(Figure(location, alt=sketch.alt, name=sketch.name, width=sketch.width, height=sketch.height))
            )
            flow.page_break = False
        zone = Zone.TEXTBOX if flow.zone is Zone.BODY else flow.zone
        for words in drawn.word_art if flow.zone is Zone.BODY else ():
            flow.items.append(Item(Paragraph(words, self._location(flow, draft.page), zone)))
        for box in drawn.boxes:
            if box.hidden:
                self._shared.watch.hidden(box.hidden, _words(box.content), self._location(flow, draft.page))
                continue
            self._text_box(box.content, zone, flow)

    def _text_box(self, content: etree._Element, zone: Zone, flow: Flow) -> None:
        """The paragraphs of a text box, in the flow behind its anchor; its numbering and fields are its own."""
        inner = Story(self._shared, self._part, self._drawings)
        if self._shared.box_counters is None:
            self._shared.box_counters = Counters(self._shared.numbering)
        inner._counters = self._shared.box_counters
        inner._around.coloured_ground = 1  # shapes have fills of their own
        self._read_inside(inner, content, Flow(zone, flow.place, flow.items))

    def _table(self, element: etree._Element, flow: Flow) -> None:
        location = self._location(flow)
        if flow.place is None:
            location = Location(page=location.page, block=location.block, table=self._tables)
            self._tables += 1
        styles = self._shared.styles
        ground = tables.has_shading(element) or styles.table_shaded(tables.style_of(element))
        grid = tables.Grid(tables.columns(element))
        cells: list[Cell] = []
        contents: list[tuple[Location, tuple[Block, ...]]] = []
        for row in tables.raw_rows(element):
            if row.deleted or row.inserted:
                self._shared.watch.revision(not row.deleted, _words(row.element), location)
            if row.hidden and not row.deleted:
                self._shared.watch.hidden("row", _words(row.element), location)
            if row.deleted or row.hidden:
                continue
            for raw, slot in grid.add_row(row):
                if slot is None:
                    self._count_unseen(raw.element)
                    self._shared.watch.hidden("merged", _words(raw.element), location)
                    continue
                cell = location.cell or (slot.row, slot.col)
                page = self._around.page if self._shared.pages_known else None
                place = Location(page=page, block=location.block, table=location.table, cell=cell)
                contents.append((place, self._cell(slot, Place(place), flow.zone, ground)))
        grid.trim()
        for slot, (place, blocks) in zip(grid.slots, contents, strict=True):
            cells.append(Cell(slot.row, slot.col, blocks, slot.rowspan, slot.colspan, place))
        if cells:
            flow.items.append(Item(Table(grid.rows, grid.cols, tuple(cells), location)))
            flow.page_break = False

    def _count_unseen(self, element: etree._Element) -> None:
        """Count the numbers of paragraphs under a merged cell: they are not printed, but the list goes on."""
        for paragraph in element.iter(PARAGRAPH):
            style = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{_STYLE}")
            style_id = self._shared.styles.paragraph_style(None if style is None else style.get(VAL))
            numbers = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{_NUMBERING}")
            place = self._shared.numbering.place(numbers, style_id)
            if place is not None:
                self._counters.label(place)

    def _cell(self, slot: tables.Slot, place: Place, zone: Zone, ground: bool) -> tuple[Block, ...]:
        raw = slot.raw
        control = tables.control_properties(raw)
        if control is not None and shows_prompt(control, raw.element, self._shared.styles):
            return ()
        if self._shared.tracer is not None:
            self._shared.tracer.cell(place.fixed, raw.element)
        legible = ground or raw.shaded
        self._around.check_box = None if control is None else control.find(W14 + "checkbox")
        self._around.coloured_ground += legible
        blocks = self.blocks(raw.element, zone, place)
        self._around.coloured_ground -= legible
        self._around.check_box = None
        return tuple(blocks)


def _continued(properties: Properties) -> Properties:
    """The properties of what follows a page break inside a paragraph: the label was printed before it."""
    return Properties(
        style=properties.style, style_level=None, align=properties.align, toc=properties.toc, looks=properties.looks
    )


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(TEXT, W + "delText"))
