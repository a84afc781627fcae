"""From the parts of all pages to the blocks of a Document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from msgspec.structs import replace

from doccheck.document.model import Block, Box, Cell, Figure, Line, Location, Paragraph, Table, Zone
from doccheck.parsers.pdf.content import PageContent, displayed, inside
from doccheck.parsers.pdf.figures import caption, captions_stand_above
from doccheck.parsers.pdf.layout import FigureDraft, PageDraft
from doccheck.parsers.pdf.lines import TextLine
from doccheck.parsers.pdf.paragraphs import Draft, Region, join_lines, mark_contents, text_edges
from doccheck.parsers.pdf.tables import CellDraft, TableDraft, join_tables, same_columns

_TABLE_CAPTION = re.compile(r"^\s*(?:附?表)\s*[\d一二三四五六七八九十]+")


class Assembler:
    """Joins pages and freezes the result."""

    def __init__(self, pages: list[PageDraft], bookmarks: dict[tuple[int, str], int]) -> None:
        self.pages = pages
        self.contents: dict[int, PageContent] = {page.content.number: page.content for page in pages}
        self.bookmarks = bookmarks
        self._table = -1

    def blocks(self) -> tuple[Block, ...]:
        """All body blocks in reading order."""
        items = self._items()
        mark_contents([item for item in items if isinstance(item, Draft)])
        blocks: list[Block] = []
        drafts: dict[int, list[Draft]] = defaultdict(list)
        for item in items:
            if isinstance(item, Draft):
                for page in {item.lines[0].page, item.last.page}:
                    drafts[page].append(item)
        figures = [item for item in items if isinstance(item, FigureDraft)]
        above = captions_stand_above([(item.box, item.page) for item in figures], drafts)
        for item in items:
            place = Location(block=len(blocks))
            if isinstance(item, Draft):
                blocks.append(self._paragraph(item, place))
            elif isinstance(item, TableDraft):
                before = blocks[-1] if blocks else None
                title = before.text if isinstance(before, Paragraph) and _TABLE_CAPTION.match(before.text) else ""
                self._table += 1
                blocks.append(self._freeze(item, place, title if len(title) < 60 else ""))
            else:
                words = caption(item.box, item.page, drafts[item.page], above)
                blocks.append(self._figure(item.box, item.page, place, words))
                for draft in join_lines(item.lines, text_edges(item.lines)):
                    draft.zone = Zone.TEXTBOX.value
                    blocks.append(self._paragraph(draft, Location(block=len(blocks))))
        return tuple(blocks)

    def asides(self) -> tuple[Paragraph, ...]:
        """Each different header and footer once, where it stands first, and every footnote."""
        found: dict[tuple[Zone, str], Paragraph] = {}
        for page in self.pages:
            for zone, lines in ((Zone.HEADER, page.sheet.headers), (Zone.FOOTER, page.sheet.footers)):
                for line in lines:
                    text = line.text.strip(" _")
                    key = (zone, re.sub(r"\d+", "#", text))
                    if key not in found:
                        draft = Draft([replace(line, text=text, spans=[])], Region(line.x0, line.x1))
                        found[key] = replace(self._paragraph(draft, Location()), zone=zone)
        notes: list[Paragraph] = []
        for page in self.pages:
            drafts = join_lines(page.sheet.notes, text_edges(page.sheet.notes))
            notes.extend(replace(self._paragraph(draft, Location()), zone=Zone.FOOTNOTE) for draft in drafts)
        return (*found.values(), *notes)

    def _items(self) -> list[Draft | TableDraft | FigureDraft]:
        """Paragraphs, tables and figures of all pages, joined over page ends."""
        regions = self._regions()
        logos = self._repeated_pictures()
        result: list[Draft | TableDraft | FigureDraft] = []
        for page in self.pages:
            whole = regions[(round(page.content.width), round(page.content.height))]
            for item in _in_order(page, logos):
                if isinstance(item, list):
                    self._add_lines(result, item, page, whole)
                elif isinstance(item, TableDraft):
                    last = result[-1] if result else None
                    first = item.page == page.content.number and (
                        isinstance(last, TableDraft) and last.last_page == item.page - 1
                    )
                    if (
                        first
                        and isinstance(last, TableDraft)
                        and same_columns(last, item, self.contents[last.last_page].height)
                    ):
                        join_tables(last, item)
                    else:
                        result.append(item)
                elif not self._in_cell(item, page):
                    result.append(item)
        return result

    def _add_lines(
        self, result: list[Draft | TableDraft | FigureDraft], lines: list[TextLine], page: PageDraft, whole: Region
    ) -> None:
        """Join a stretch of lines, column by column, onto what stands before it."""
        start = 0
        for end in range(1, len(lines) + 1):
            region = page.columns.get(id(lines[start]), whole)
            if end < len(lines) and page.columns.get(id(lines[end]), whole) is region:
                continue
            last = result[-1] if result else None
            seed = [last] if isinstance(last, Draft) else []
            joined = join_lines(lines[start:end], region, seed)
            result.extend(joined[1 if isinstance(last, Draft) else 0 :])
            start = end

    def _regions(self) -> dict[tuple[int, int], Region]:
        """The text edges of each page format, over all its pages."""
        lines: dict[tuple[int, int], list[TextLine]] = defaultdict(list)
        for page in self.pages:
            key = (round(page.content.width), round(page.content.height))
            lines[key].extend(line for line in page.sheet.lines if id(line) not in page.columns)
        return {key: _widened(text_edges(own), own, key[0]) for key, own in lines.items()}

    def _repeated_pictures(self) -> set[tuple[int, ...]]:
        """Places where three or more pages show a picture: logos and backgrounds."""
        places = Counter(_rounded(figure.box) for page in self.pages for figure in page.figures)
        return {place for place, count in places.items() if count >= max(3, len(self.pages) // 3)}

    def _in_cell(self, figure: FigureDraft, page: PageDraft) -> bool:
        """File a picture that stands in a table cell with its cell."""
        x, y = (figure.box[0] + figure.box[2]) / 2, (figure.box[1] + figure.box[3]) / 2
        for table in page.tables:
            if inside(table.box, x, y):
                for cell in table.cells:
                    if cell.page == figure.page and inside(cell.box, x, y):
                        cell.pictures.append(figure.box)
                        return True
        return False

    def _paragraph(self, draft: Draft, place: Location) -> Paragraph:
        text, offsets, spans = draft.compose()
        first = draft.lines[0]
        sizes: Counter[float] = Counter()
        for line in draft.lines:
            sizes[line.size] += len(line.text)
        lines = tuple(
            Line(start, end, line.page, self._box(line.page, line.box))
            for line, (start, end) in zip(draft.lines, offsets, strict=True)
        )
        lead = len(text) - len(text.lstrip())
        if lead or text != text.rstrip():
            kept = text.strip()
            size = len(kept)
            lines = tuple(
                replace(line, start=min(max(0, line.start - lead), size), end=min(max(0, line.end - lead), size))
                for line in lines
            )
            spans = tuple(
                replace(span, start=max(0, span.start - lead), end=min(span.end - lead, len(kept)))
                for span in spans
                if span.end > lead and span.start - lead < len(kept)
            )
            text = kept
        key = (first.page, "".join(text.split()))
        zone = Zone.TEXTBOX if draft.zone == Zone.TEXTBOX.value else Zone.BODY
        return Paragraph(
            text,
            location=replace(place, page=first.page, bbox=self._box(first.page, first.box)),
            zone=zone,
            style_level=None if place.cell or draft.toc or zone is Zone.TEXTBOX else self.bookmarks.get(key),
            size=sizes.most_common(1)[0][0],
            bold=all(line.bold for line in draft.lines),
            align="center" if draft.centred else None,
            spans=spans,
            lines=lines,
            toc=draft.toc,
        )

    def _freeze(self, draft: TableDraft, place: Location, title: str = "") -> Table:
        place = replace(place, table=self._table, page=draft.page)
        cells = tuple(self._cell(cell, place) for cell in draft.cells)
        place = replace(place, bbox=self._box(draft.page, draft.box))
        return Table(draft.rows, len(draft.xs) - 1, cells, place, title)

    def _cell(self, draft: CellDraft, place: Location) -> Cell:
        place = replace(place, page=draft.page, cell=(draft.row, draft.col))
        parts: list[tuple[tuple[int, float], Block]] = []
        for paragraph in draft.drafts:
            line = paragraph.lines[0]
            parts.append(((line.page, line.top), self._paragraph(paragraph, place)))
        for table in draft.inner:
            parts.append(((table.page, table.box[1]), self._freeze(table, replace(place, cell=None))))
        for box in draft.pictures:
            words = caption(box, draft.page, draft.drafts, False)
            parts.append(((draft.page, box[1]), self._figure(box, draft.page, place, words)))
        if draft.inner or draft.pictures:
            parts.sort(key=lambda part: part[0])
        place = replace(place, bbox=self._box(draft.page, draft.box))
        blocks = tuple(block for _, block in parts)
        return Cell(draft.row, draft.col, blocks, draft.rowspan, draft.colspan, place)

    def _figure(self, box: Box, page: int, place: Location, words: str) -> Figure:
        shown = self._box(page, box)
        width, height = shown[2] - shown[0], shown[3] - shown[1]
        return Figure(replace(place, page=page, bbox=shown), words, width=width, height=height)

    def _box(self, page: int, box: Box) -> Box:
        x0, top, x1, bottom = displayed(self.contents[page], box)
        return (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))


def _widened(region: Region, lines: list[TextLine], width: int) -> Region:
    """Pages of short lines only do not show their right margin: take it to be like the left one."""
    mirrored = width - region.left
    near = sum(line.x1 > region.right - line.size for line in lines)
    if region.width < 0.75 * (mirrored - region.left) and near * 2 < len(lines):
        return replace(region, right=mirrored)
    return region


def _rounded(box: Box) -> tuple[int, ...]:
    return tuple(round(value / 4) for value in box)


def _in_order(page: PageDraft, logos: set[tuple[int, ...]]) -> list[list[TextLine] | TableDraft | FigureDraft]:
    """Stretches of lines, tables and figures in reading order: each box before the first line below it."""
    lines = page.sheet.lines
    boxed: list[tuple[int, float, TableDraft | FigureDraft]] = []
    figures = [one for one in page.figures if page.content.number == one.page and _rounded(one.box) not in logos]
    parts: list[TableDraft | FigureDraft] = [*page.tables, *figures]
    for part in parts:
        middle = (part.box[1] + part.box[3]) / 2 if isinstance(part, TableDraft) else part.box[1]
        at = 0
        for index, line in enumerate(lines):
            beside = id(line) in page.columns and not (line.x0 < part.box[2] and part.box[0] < line.x1)
            if not beside and (line.top + line.bottom) / 2 < middle:
                at = index + 1
        boxed.append((at, part.box[1], part))
    boxed.sort(key=lambda entry: entry[:2])
    result: list[list[TextLine] | TableDraft | FigureDraft] = []
    done = 0
    for at, _, part in boxed:
        if at > done:
            result.append(lines[done:at])
            done = at
        result.append(part)
    if done < len(lines):
        result.append(lines[done:])
    return result
