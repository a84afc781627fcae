"""Write a sheet of notes into a copy of a PDF: highlights with notes, bookmarks by severity, a front page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from doccheck.document.quads import Quad
from doccheck.findings import Severity
from doccheck.reports import words
from doccheck.reports.annotate.notes import AUTHOR, Note, Sheet
from doccheck.reports.annotate.pdf.cover import COLOUR, Listed, cover

if TYPE_CHECKING:
    import pikepdf

_PRINT = 4
_TITLE = 48
_ICON = 18.0
_SIGNED = (
    "原文件含有 {count} 处电子签名。加入批注必然改动文件，所以本批注副本不是签名文件，签名在本副本中会显示为无效；"
    "签名的效力以原文件为准，请勿用本副本代替原文件提交。"
)
_PAGES = "问题中所说的页码都是原文件的页码；本页由 doccheck 加在最前面，不计页码。"
_COLOURS = "标色：红色为错误，黄色为警告，蓝色为提示；点击标色处可看问题、依据和修改建议。"


def annotate_pdf(data: bytes, sheet: Sheet, quads: Sequence[Sequence[Quad]]) -> tuple[bytes, int]:
    """The file with its notes; ``quads`` has the places of each note of the sheet, in its order.

    Gives the bytes and how many notes lie on exactly the quoted words. Raises pikepdf.PdfError where the file cannot
    be opened (a damaged one is mended as far as possible; one with an owner's password only is opened).
    """
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        total = len(pdf.pages)
        listed: list[Listed] = []
        places: list[tuple[Note, int | None, float | None]] = []
        exact = 0
        for note, parts in zip(sheet.notes, quads, strict=True):
            page, top = _mark(pdf, note, [part for part in parts if part.page <= total])
            listed.append(Listed(note, page))
            places.append((note, page, top))
            whole = note.passage is not None and note.passage.exact
            exact += bool(whole and parts and all(part.exact for part in parts))
        signatures = _signatures(pdf)
        remarks = [*([_SIGNED.format(count=signatures)] if signatures else []), _PAGES, _COLOURS]
        front = _insert(pdf, cover(sheet, listed, remarks))
        _bookmarks(pdf, places, front)
        _labels(pdf, front)
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue(), exact


def _mark(pdf: pikepdf.Pdf, note: Note, quads: Sequence[Quad]) -> tuple[int | None, float | None]:
    """Add the annotations of a note; gives the page of the first and where on it a bookmark should lead."""
    by_page: dict[int, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_page[quad.page].append(quad)
    for order, (number, parts) in enumerate(sorted(by_page.items())):
        _highlight(pdf, pdf.pages[number - 1], note, parts, "（接上页）" if order else "")
    if by_page:
        first = min(by_page)
        return first, max(y for _, y in by_page[first][0].corners)
    page = note.location.page
    if page is None or not 1 <= page <= len(pdf.pages):
        return None, None
    return page, _sticker(pdf, pdf.pages[page - 1], note)


def _highlight(pdf: pikepdf.Pdf, page: pikepdf.Page, note: Note, quads: Sequence[Quad], prefix: str) -> None:
    import pikepdf

    points = [point for quad in quads for point in quad.corners]
    box = _around(points)
    drawn = "".join(
        f"{a[0]:.2f} {a[1]:.2f} m {b[0]:.2f} {b[1]:.2f} l {d[0]:.2f} {d[1]:.2f} l {c[0]:.2f} {c[1]:.2f} l h\n"
        for a, b, c, d in (quad.corners for quad in quads)
    )
    red, green, blue = COLOUR[note.severity]
    content = f"/G gs {red:.2f} {green:.2f} {blue:.2f} rg\n{drawn}f\n"
    annotation = _annotation(pdf, page, "Highlight", box, note, prefix, content)
    annotation.QuadPoints = pikepdf.Array([round(value, 2) for point in points for value in point])
    annotation.CA = 0.45


def _sticker(pdf: pikepdf.Pdf, page: pikepdf.Page, note: Note) -> float:
    """A note without words to highlight: a small sign at the page's upper edge, or at the box that is known."""
    left, _, _, top = (float(value) for value in page.cropbox)
    taken = sum(1 for one in page.obj.get("/Annots", []) if one.get("/Subtype") == "/Text")
    box = (left + 8 + _ICON * 1.3 * taken, top - 8 - _ICON, left + 8 + _ICON * (1.3 * taken + 1), top - 8)
    x0, y0, x1, y1 = box
    red, green, blue = COLOUR[note.severity]
    paint = f"/G gs {red:.2f} {green:.2f} {blue:.2f} rg 0.3 G 0.8 w\n"
    frame = f"{x0 + 1:.2f} {y0 + 1:.2f} {_ICON - 2:.2f} {_ICON - 2:.2f} re B\n"
    lines = (f"{x0 + 4:.2f} {y0 + step:.2f} m {x1 - 4:.2f} {y0 + step:.2f} l S\n" for step in (5, 9, 13))
    content = paint + frame + "".join(lines)
    annotation = _annotation(pdf, page, "Text", box, note, "", content)
    import pikepdf

    annotation.Name = pikepdf.Name.Comment
    annotation.F = _PRINT | 8 | 16  # keeps its size and stands upright
    return y1


def _annotation(
    pdf: pikepdf.Pdf, page: pikepdf.Page, kind: str, box: tuple[float, float, float, float], note: Note, prefix: str,
    content: str,
) -> Any:  # fmt: skip
    """An annotation with its own appearance, so that every viewer shows the same, and its pop-up."""
    import pikepdf

    look = pikepdf.Stream(pdf, content.encode("ascii"))
    look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    look.BBox = pikepdf.Array([round(value, 2) for value in box])
    state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, BM=pikepdf.Name.Multiply, ca=0.45, CA=1)
    if kind != "Highlight":
        state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=1, CA=1)
    look.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(G=state))
    look.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, Type=pikepdf.Name.Group)
    annotation = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name("/" + kind),
            Rect=pikepdf.Array([round(value, 2) for value in box]),
            C=pikepdf.Array([round(value, 3) for value in COLOUR[note.severity]]),
            F=_PRINT,
            T=pikepdf.String(AUTHOR),
            Subj=pikepdf.String(f"{words.SEVERITY[note.severity]} {note.code}"),
            Contents=pikepdf.String("\n".join([prefix + note.head, *note.lines])),
            P=page.obj,
            AP=pikepdf.Dictionary(N=pdf.make_indirect(look)),
        )
    )
    popup = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Popup,
            Rect=pikepdf.Array([round(value, 2) for value in _beside(page, box)]),
            Parent=annotation,
            Open=False,
            F=_PRINT,
        )
    )
    annotation.Popup = popup
    if not isinstance(page.obj.get("/Annots"), pikepdf.Array):
        page.obj.Annots = pikepdf.Array([])
    page.obj.Annots.append(annotation)
    page.obj.Annots.append(popup)
    return annotation


def _beside(page: pikepdf.Page, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Where the note opens: at the right edge of the page, level with the words."""
    left, bottom, right, top = (float(value) for value in page.cropbox)
    upper = min(max(box[3], bottom + 120), top)
    return max(left, right - 220), upper - 120, right, upper


def _around(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    return (
        min(x for x, _ in points),
        min(y for _, y in points),
        max(x for x, _ in points),
        max(y for _, y in points),
    )


def _signatures(pdf: pikepdf.Pdf) -> int:
    """How many signature fields are signed."""
    form = pdf.Root.get("/AcroForm")
    count = 0
    stack = list(form.get("/Fields", [])) if form is not None else []
    seen = 0
    while stack and seen < 10_000:
        field = stack.pop()
        seen += 1
        count += field.get("/FT") == "/Sig" and field.get("/V") is not None
        stack.extend(field.get("/Kids", []))
    return count


def _insert(pdf: pikepdf.Pdf, front: bytes) -> int:
    """Put the front pages before the first; gives their number."""
    import pikepdf

    with pikepdf.open(BytesIO(front)) as pages:
        count = len(pages.pages)
        for index, page in enumerate(pages.pages):
            pdf.pages.insert(index, page)
    return count


def _bookmarks(pdf: pikepdf.Pdf, places: Sequence[tuple[Note, int | None, float | None]], front: int) -> None:
    """A branch “doccheck” before the document's own bookmarks: the front page, then each severity with its notes."""
    import pikepdf

    with pdf.open_outline() as outline:
        root = pikepdf.OutlineItem("doccheck 检查批注", 0)
        for severity in Severity:
            notes = [(note, page, top) for note, page, top in places if note.severity is severity and page is not None]
            if not notes:
                continue
            branch = pikepdf.OutlineItem(f"{words.SEVERITY[severity]}（{len(notes)} 处）", notes[0][1] - 1 + front)
            branch.is_closed = severity is Severity.INFO
            for note, page, top in notes:
                title = f"{note.code} 第{page}页 {words.short(note.lines[0], _TITLE)}"
                location = pikepdf.PageLocation.XYZ if top is not None else None
                branch.children.append(pikepdf.OutlineItem(title, page - 1 + front, location, left=0, top=top))
            root.children.append(branch)
        outline.root.insert(0, root)


def _labels(pdf: pikepdf.Pdf, front: int) -> None:
    """Keep the numbers that viewers show for the original's pages: those it had, else 1, 2, 3 …"""
    import pikepdf

    numbers = pdf.Root.get("/PageLabels")
    kept: dict[int, Any] = {0: pikepdf.Dictionary(P=pikepdf.String("批注"))}
    if numbers is not None:
        kept.update({int(key) + front: value for key, value in pikepdf.NumberTree(numbers).items()})
    kept.setdefault(front, pikepdf.Dictionary(S=pikepdf.Name.D))
    listed = pikepdf.Array([])
    for key in sorted(kept):
        listed.append(key)
        listed.append(kept[key])
    pdf.Root.PageLabels = pdf.make_indirect(pikepdf.Dictionary(Nums=listed))
