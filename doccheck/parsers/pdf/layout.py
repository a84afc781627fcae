"""One page taken apart: lines in reading order, tables, figures, and what was noticed on the way."""

from __future__ import annotations

from msgspec import Struct, field

from doccheck.document.model import Box, Incident, IncidentKind, Location
from doccheck.parsers.pdf.columns import split_columns
from doccheck.parsers.pdf.content import PageContent, inside
from doccheck.parsers.pdf.figures import find_drawings, find_pictures, scan_share
from doccheck.parsers.pdf.furniture import Sheet
from doccheck.parsers.pdf.grids import find_grids
from doccheck.parsers.pdf.lines import TextLine, compose, group_by_baseline, turned_lines
from doccheck.parsers.pdf.open_tables import find_open_tables
from doccheck.parsers.pdf.paragraphs import Region, text_edges
from doccheck.parsers.pdf.spaced_tables import find_spaced_tables
from doccheck.parsers.pdf.tables import TableDraft, build_tables

_SCAN = 0.3  # share of a page under pictures that makes a page without text a scan
_FEW = 12  # characters that a stamp or a page number may leave on a scan
_OUTLINES = 150  # shapes on a page without text: letters turned into drawings


class FigureDraft(Struct):
    """A picture or drawing: its box and, for drawings, the words inside it."""

    page: int
    box: Box
    lines: list[TextLine] = field(default_factory=list)


class PageDraft(Struct):
    """A page's parts; ``columns`` gives each line's column by identity (absent: full width)."""

    content: PageContent
    sheet: Sheet
    tables: list[TableDraft]
    figures: list[FigureDraft]
    columns: dict[int, Region]
    incidents: list[Incident]
    scanned: bool = False


def lay_out(content: PageContent) -> PageDraft:
    """Take one page apart."""
    rulings = find_grids(content.edges, content.width, content.height)
    tables, glyphs, turned = build_tables(content, rulings)
    found, glyphs = find_open_tables(content, glyphs, rulings)
    tables.extend(found)
    rows = group_by_baseline(glyphs, content.styles)
    found, rows = find_spaced_tables(rows, content, tables)
    tables.extend(found)
    boxes = [table.box for table in tables]
    drawings = [FigureDraft(content.number, box) for box in find_drawings(content, rulings, boxes)]
    pictures = [FigureDraft(content.number, box) for box in find_pictures(content)]
    figures = drawings + [
        picture for picture in pictures
        if not any(inside(one.box, *_middle(picture.box)) and inside(one.box, *picture.box[:2], 4) for one in drawings)
    ]  # fmt: skip
    rules = [edge for edge in rulings.loose if edge.horizontal]
    lines: list[TextLine] = []
    columns: dict[int, Region] = {}
    for side, part in split_columns(rows, content):
        own = [line for line in (compose(row, content, rules) for row in part) if line.text.strip()]
        if side:
            region = text_edges(own)
            columns.update((id(line), region) for line in own)
        lines.extend(own)
    lines.extend(turned_lines(turned, content))
    for figure in drawings:
        figure.lines = [line for line in lines if _within(line, figure.box)]
        taken = {id(line) for line in figure.lines}
        lines = [line for line in lines if id(line) not in taken]
    sheet = Sheet(content.number, content.width, content.height, lines, [*boxes, *(one.box for one in figures)])
    sheet.rules = rules
    draft = PageDraft(content, sheet, tables, figures, columns, [])
    draft.incidents, draft.scanned = _noticed(content)
    return draft


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _within(line: TextLine, box: Box) -> bool:
    middle = (line.top + line.bottom) / 2
    return box[1] <= middle <= box[3] and box[0] - 3 < line.x0 and line.x1 < box[2] + 3


def _noticed(content: PageContent) -> tuple[list[Incident], bool]:
    """Hidden text, pages without text, text that cannot be decoded; and whether the text lies over a scan."""
    number = content.number
    place = Location(page=number)
    found: list[Incident] = []
    readable = len(content.glyphs) + len(content.turned)
    if sum(char.isalnum() for char in content.hidden) >= 4:
        quote = content.hidden[:200]
        detail = f"第{number}页有看不见的文字（白色、透明或在页面之外），共 {len(content.hidden)} 字，未计入正文"
        found.append(Incident(IncidentKind.HIDDEN_TEXT, detail, quote=quote, location=place))
    if content.switched_off:
        detail = f"第{number}页有关闭显示的图层，其中文字共 {len(content.switched_off)} 字，未计入正文"
        quote = content.switched_off[:200]
        found.append(Incident(IncidentKind.HIDDEN_TEXT, detail, quote=quote, location=place))
    if content.struck:
        words = "".join(content.struck)
        detail = f"第{number}页有带删除线的文字，共 {len(words)} 字，按已删除处理，未计入正文"
        found.append(Incident(IncidentKind.TRACKED_CHANGES, detail, quote=words[:200], location=place))
    if content.unreadable > 20 and content.unreadable > 0.3 * readable:
        detail = f"第{number}页的字体没有文字编码，{content.unreadable} 个字符无法识别，请重新导出 PDF 并嵌入字体"
        found.append(Incident(IncidentKind.NO_TEXT_LAYER, detail, location=place))
    elif readable <= _FEW and scan_share(content) >= _SCAN:
        detail = f"第{number}页是扫描图像，没有可读文字，未能检查"
        found.append(Incident(IncidentKind.NO_TEXT_LAYER, detail, location=place))
    elif readable == 0 and len(content.shapes) >= _OUTLINES:
        detail = f"第{number}页的文字已转成图形，没有可读文字，未能检查"
        found.append(Incident(IncidentKind.NO_TEXT_LAYER, detail, location=place))
    latin = sum("\x80" <= glyph.text <= "\xff" for glyph in content.glyphs)
    if latin > 40 and latin > 0.3 * readable:
        detail = f"第{number}页的文字编码有误（疑似乱码），请重新导出 PDF"
        found.append(Incident(IncidentKind.LOW_CONFIDENCE, detail, location=place))
    if content.crowded:
        detail = f"第{number}页绘图对象过多，表格线可能未全部读取"
        found.append(Incident(IncidentKind.LIMIT, detail, location=place))
    return found, readable > _FEW and content.layered > 0.5 * readable
