"""Write a sheet of notes into a copy of a Word file: its text, formats, comments and tracked changes stay."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from doccheck.document.origins import Trace
from doccheck.findings import Severity
from doccheck.reports import words
from doccheck.reports.annotate.notes import AUTHOR, INITIALS, Note, Sheet
from doccheck.reports.annotate.word.anchors import Anchors
from doccheck.reports.annotate.word.package import Package, append
from doccheck.reports.annotate.word.source import Source, escaped

_HIGHLIGHT = {Severity.ERROR: "magenta", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_MOST = 32_000
"""Word opens no file with more than 32767 comment ranges ([MS-OI29500] 2.1.315)."""
_ASIDE = {"header": "页眉", "footer": "页脚", "footnote": "脚注", "endnote": "尾注"}
_LOOSE_LINES = 2


class Marked(Struct, frozen=True):
    """A note as it was set: ``id`` of its comment, and whether the comment lies on exactly the quoted words."""

    id: int
    note: Note
    exact: bool


def annotate_word(data: bytes, trace: Trace, sheet: Sheet, *, highlight: bool = False) -> tuple[bytes, list[Marked]]:
    """The file with a comment for each note, and a first one that sums up; with ``highlight`` the words are coloured.

    ``trace`` must be of the same bytes. Raises ValueError or zipfile.BadZipFile where the package cannot be copied.
    """
    package = Package(data)
    original = package.read(trace.main)
    if original is None:
        raise ValueError(trace.main)
    source = Source(original)
    part, existing = package.comments_part(trace.main, source.elements[0].namespace)
    comments = Source(existing)
    number = 1 + max([*_ids(source), *_ids(comments), -1])
    prefix = comments.prefix(0)
    anchors = Anchors(source)
    writer = _Writer(anchors, trace, highlight)
    first = next((at for at, one in enumerate(source.elements) if one.name == "p" and writer.in_body(at)), None)
    if first is None:
        raise ValueError("no paragraph")
    anchors.point(number, first)
    written = [_comment(prefix, number, sheet.title, _summary(sheet, package.signed))]
    marked = []
    for at, note in enumerate(sheet.notes[:_MOST], start=number + 1):
        exact, remark = writer.place(at, note)
        marked.append(Marked(at, note, exact))
        written.append(_comment(prefix, at, note.head, [*note.lines, *([remark] if remark else [])]))
    package.write(trace.main, anchors.written())
    package.write(part, append(comments, b"".join(written)))
    return package.saved(), marked


def _ids(source: Source) -> list[int]:
    """The ids of comments and of references to them."""
    values = (attributes.get("id", "") for attributes in source.attributes.values())
    return [int(value) for value in values if value.isdecimal()]


class _Writer:
    """Sets notes at their places."""

    def __init__(self, anchors: Anchors, trace: Trace, highlight: bool) -> None:
        self._anchors = anchors
        self._source = anchors.source
        self._trace = trace
        self._highlight = highlight
        self._bodies: dict[int, bool] = {}

    def place(self, number: int, note: Note) -> tuple[bool, str]:
        """Anchor a comment; gives whether it lies on exactly the words, and a remark where it does not."""
        passage = note.passage
        assert passage is not None
        if passage.aside:
            return False, self._beside(number, passage.start, note)
        ends = self._ends(passage.start, passage.end)
        if ends is None:
            return False, self._point(number, passage.start, note)
        (first, offset), (last, until) = ends
        start, moved = self._anchors.spot(first, offset, False)
        end, moved_too = self._anchors.spot(last, until, True)
        self._anchors.range(number, start, end, _HIGHLIGHT[note.severity] if self._highlight else "")
        remark = ""
        if self._in_box(first):
            remark = (
                f"说明：所指文字“{words.short(note.quote, 40)}”在文本框中，Word 不支持在文本框内批注，故挂在文本框处。"
            )
        cut = self._trace.cuts(passage.start, passage.end)
        return passage.exact and not (moved or moved_too or cut), remark

    def _ends(self, start: int, end: int) -> tuple[tuple[int, int | None], tuple[int, int | None]] | None:
        """The first and the last character of a passage that an element holds; automatic numbers have none."""
        held = (origin for at in range(start, end) if (origin := self._trace.origin(at)) is not None)
        first = next(held, None)
        if first is None:
            return None
        back = (origin for at in range(end - 1, start - 1, -1) if (origin := self._trace.origin(at)) is not None)
        return first, next(back)

    def _beside(self, number: int, start: int, note: Note) -> str:
        """A comment for words of a header or note, at the place in the body that they belong to."""
        host = self._trace.hosts[self._aside_at(start)]
        element = self._source.elements[host.element]
        if element.name == "p":
            self._anchors.point(number, host.element)
        else:
            start_spot, _ = self._anchors.spot(host.element, None, False)
            end_spot, _ = self._anchors.spot(host.element, None, True)
            self._anchors.range(number, start_spot, end_spot)
        where = _ASIDE.get(host.kind, "正文之外")
        return f"说明：所指文字“{words.short(note.quote, 40)}”在{where}中，Word 不支持在{where}内批注，故挂在正文此处。"

    def _aside_at(self, start: int) -> int:
        at = 0
        for index, paragraph in enumerate(self._trace.document.asides):
            at += len("".join(paragraph.text.split()))
            if start < at:
                return index
        return len(self._trace.document.asides) - 1

    def _point(self, number: int, position: int, note: Note) -> str:
        """A comment where nothing is written: in the empty cell, else at the nearest paragraph that can bear one."""
        cell = None
        if note.location.block is not None and note.location.cell is not None:
            cell = self._trace.cells.get((note.location.block, note.location.cell))
        paragraph = None if cell is None else self._paragraph_in(cell)
        self._anchors.point(number, self._nearest(position) if paragraph is None else paragraph)
        return ""

    def _paragraph_in(self, container: int) -> int | None:
        end = self._source.elements[container].end
        for at in range(container + 1, len(self._source.elements)):
            element = self._source.elements[at]
            if element.start >= end:
                return None
            if element.name == "p" and self.in_body(at):
                return at
        return None

    def _nearest(self, position: int) -> int:
        """The paragraph element at an ink position, or the nearest one before or behind."""
        at = 0
        known = self._trace.paragraphs
        index = len(known)
        for number, paragraph in enumerate(self._trace.document.paragraphs()):
            at += len("".join(paragraph.text.split()))
            if position < at:
                index = number
                break
        order = sorted(range(len(known)), key=lambda one: (abs(one - index), one))
        for one in order:
            element = known[one]
            if element is not None and self.in_body(element):
                return element
        return next(at for at, one in enumerate(self._source.elements) if one.name == "p" and self.in_body(at))

    def in_body(self, element: int) -> bool:
        """Whether an element stands in the text itself, in no text box."""
        return not any(
            self._source.elements[one].name in ("txbxContent", "AlternateContent") for one in self._up(element)
        )

    def _in_box(self, element: int) -> bool:
        return any(self._source.elements[one].name == "txbxContent" for one in self._up(element))

    def _up(self, element: int) -> Sequence[int]:
        return self._source.ancestors(element)


def _summary(sheet: Sheet, signed: bool) -> list[str]:
    lines = list(sheet.opening)
    if signed:
        lines.append("原文件带有数字签名；加入批注后签名在本副本中不再有效，签名以原文件为准。")
    if sheet.loose:
        lines.append(f"以下 {len(sheet.loose)} 个问题没有对应的具体位置：")
    for number, note in enumerate(sheet.loose, start=1):
        lines.append(f"{number}. {note.head}{note.lines[0]}")
        lines.extend(note.lines[1 : 1 + _LOOSE_LINES])
    if len(sheet.notes) > _MOST:
        lines.append(f"问题超过 Word 的批注数量上限，只批注了前 {_MOST} 处，其余见检查报告。")
    return [*lines, *sheet.closing]


def _comment(prefix: str, number: int, head: str, lines: Sequence[str]) -> bytes:
    """A comment with its head in bold; the looks are its own, for a document's own styles may indent or enlarge it."""
    w = prefix
    paragraphs = [_paragraph(w, head, bold=True, reference=True), *(_paragraph(w, line) for line in lines)]
    opening = f'<{w}comment {w}id="{number}" {w}author="{AUTHOR}" {w}initials="{INITIALS}">'
    return (opening + "".join(paragraphs) + f"</{w}comment>").encode()


def _paragraph(w: str, text: str, *, bold: bool = False, reference: bool = False) -> str:
    weight = f"<{w}b/>" if bold else f'<{w}b {w}val="0"/>'
    return (
        f'<{w}p><{w}pPr><{w}spacing {w}before="0" {w}after="0" {w}line="240" {w}lineRule="auto"/>'
        f'<{w}ind {w}left="0" {w}firstLineChars="0" {w}firstLine="0"/><{w}jc {w}val="left"/></{w}pPr>'
        + (f"<{w}r><{w}annotationRef/></{w}r>" if reference else "")
        + f'<{w}r><{w}rPr>{weight}<{w}sz {w}val="18"/><{w}szCs {w}val="18"/></{w}rPr>'
        f'<{w}t xml:space="preserve">{escaped(text)}</{w}t></{w}r></{w}p>'
    )
