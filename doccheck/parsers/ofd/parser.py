"""An OFD file to a Document: the pages of every document body, laid out as those of a PDF are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from msgspec.structs import replace

from doccheck.document.model import Block, Box, Document, Figure, Incident, IncidentKind, Location
from doccheck.parsers.errors import UnreadableFile
from doccheck.parsers.ofd.geometry import POINTS, box_of, mapped
from doccheck.parsers.ofd.package import Package, children, text_of
from doccheck.parsers.ofd.page import PageReader, place_matrix
from doccheck.parsers.ofd.resources import Resources
from doccheck.parsers.ofd.seals import Seal, find_seals
from doccheck.parsers.pdf.assembly import Assembler
from doccheck.parsers.pdf.content import PageContent
from doccheck.parsers.pdf.drawing import Matrix
from doccheck.parsers.pdf.furniture import set_footnotes_apart, set_furniture_apart
from doccheck.parsers.pdf.layout import PageDraft, lay_out

PAGE_LIMIT = 2000
_A4: Box = (0.0, 0.0, 210.0, 297.0)
_EXPORT_AGAIN = "请用 OFD 阅读器打开并重新导出，或另存为 PDF 后再提交。"


def parse_ofd(source: Path, path: str) -> Document:
    """Read an OFD file (GB/T 33190) into a Document; ``path`` is its name within the submission.

    Pages of several document bodies follow each other. Electronic seals stand as figures named “电子印章”; they are
    not verified. Raises UnreadableFile, EncryptedFile or LimitReached.
    """
    with source.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    package = Package(source)
    try:
        return _Reader(package, path).document(digest)
    finally:
        package.close()


class _Reader:
    """Reads the bodies of one package one after the other."""

    def __init__(self, package: Package, path: str) -> None:
        self.package, self.path = package, path
        self.drafts: list[PageDraft] = []
        self.incidents: list[Incident] = []
        self.seals: list[Figure] = []
        self.total = 0
        self.title = ""

    def document(self, digest: str) -> Document:
        root_name = self.package.find("", "OFD.xml")
        root = self.package.xml(root_name)
        for body in children(root, "DocBody"):
            self.title = self.title or text_of(body, "DocInfo", "Title")
            self._body(root_name or "", body)
        if not self.drafts:
            raise UnreadableFile("OFD 文件里没有可以读取的页面，可能已损坏。", _EXPORT_AGAIN)
        if self.total > PAGE_LIMIT:
            detail = f"共 {self.total} 页，超过 {PAGE_LIMIT} 页上限，只检查了前 {PAGE_LIMIT} 页"
            self.incidents.append(Incident(IncidentKind.LIMIT, detail))
        assembler = Assembler(self.drafts, {})
        return Document(
            path=self.path,
            format="ofd",
            sha256=digest,
            blocks=_with_seals(assembler.blocks(), self.seals),
            asides=assembler.asides(),
            incidents=(*self.incidents, *self._summary()),
            pages=self.total,
            title=self.title,
        )

    def _body(self, root_name: str, body: etree._Element) -> None:
        package = self.package
        name = package.find(root_name, text_of(body, "DocRoot"))
        document = package.xml(name)
        if name is None or document is None:
            return
        common = next(iter(children(document, "CommonData")), None)
        resources = Resources()
        for kind in ("PublicRes", "DocumentRes"):
            for listed in children(common, kind):
                resources.load(package, package.find(name, listed.text))
        templates = {
            page.get("ID") or "": package.find(name, page.get("BaseLoc")) for page in children(common, "TemplatePage")
        }
        usual = _area(next(iter(children(common, "PageArea")), None)) or _A4
        notes = self._annotations(name, document)
        numbers: dict[str, tuple[int, Matrix]] = {}
        first = len(self.drafts)
        for listed in children(document, "Pages", "Page"):
            self.total += 1
            if self.total > PAGE_LIMIT:
                continue
            ident, part = listed.get("ID") or "", package.find(name, listed.get("BaseLoc"))
            page = package.xml(part)
            if part is None or page is None:
                detail = f"第{self.total}页已损坏或缺失，无法读取"
                self.incidents.append(Incident(IncidentKind.DAMAGED_PART, detail, location=Location(page=self.total)))
                continue
            for extra in children(page, "PageRes"):
                resources.load(package, package.find(part, extra.text))
            area = _area(next(iter(children(page, "Area")), None)) or usual
            base: Matrix = (POINTS, 0.0, 0.0, POINTS, -area[0] * POINTS, -area[1] * POINTS)
            numbers[ident] = (self.total, base)
            content = PageContent(self.total, (area[2] - area[0]) * POINTS, (area[3] - area[1]) * POINTS)
            reader = PageReader(content, base, resources)
            for used in children(page, "Template"):
                template = package.xml(templates.get(used.get("TemplateID") or ""))
                for layer in children(template, "Content"):
                    reader.read(layer)
            for layer in children(page, "Content"):
                reader.read(layer)
            for note in notes.get(ident, []):
                self._annotation(reader, note)
            reader.finish()
            self._add(content)
        sheets = [draft.sheet for draft in self.drafts[first:]]
        set_furniture_apart(sheets)
        set_footnotes_apart(sheets)
        self._place(find_seals(package, root_name, body), numbers)
        attached = children(package.xml(package.find(name, text_of(document, "Attachments"))), "Attachment")
        if attached:
            names = "、".join(filter(None, (one.get("Name") for one in attached[:20])))
            detail = f"文件内嵌 {len(attached)} 个附件{f'（{names}）' if names else ''}，附件内容未检查"
            self.incidents.append(Incident(IncidentKind.ACTIVE_CONTENT, detail, quote=names, count=len(attached)))

    def _add(self, content: PageContent) -> None:
        draft = lay_out(content)
        self.incidents.extend(replace(one, detail=one.detail.replace("PDF", "OFD")) for one in draft.incidents)
        if content.stamped:
            detail = f"水印文字“{content.stamped[:30]}”未计入正文"
            place = Location(page=content.number)
            if all(one.detail != detail for one in self.incidents):
                self.incidents.append(Incident(IncidentKind.IGNORED, detail, content.stamped[:200], location=place))
        self.drafts.append(draft)

    def _annotations(self, name: str, document: etree._Element) -> dict[str, list[etree._Element]]:
        """The annotations of each page by the page's ID."""
        listed = self.package.find(name, text_of(document, "Annotations"))
        found: dict[str, list[etree._Element]] = {}
        for page in children(self.package.xml(listed), "Page"):
            root = self.package.xml(self.package.find(listed or name, text_of(page, "FileLoc")))
            found.setdefault(page.get("PageID") or "", []).extend(children(root, "Annot"))
        return found

    def _annotation(self, reader: PageReader, note: etree._Element) -> None:
        """What an annotation shows stands on the page; stamps are pictures of seals, watermarks are kept apart."""
        kind = (note.get("Type") or "").lower()
        if note.get("Visible") == "false":
            return
        for shown in children(note, "Appearance"):
            box = box_of(shown.get("Boundary"))
            if kind == "stamp":
                if box is not None:
                    self.seals.append(_seal(reader.page.number, mapped(reader.base, box), ""))
                continue
            reader.read(shown, stamped=kind == "watermark", outer=place_matrix(reader.base, box))

    def _place(self, seals: list[Seal], numbers: dict[str, tuple[int, Matrix]]) -> None:
        for seal in seals:
            if seal.page in numbers:
                number, base = numbers[seal.page]
                self.seals.append(_seal(number, mapped(base, seal.box) if seal.box else None, seal.time))

    def _summary(self) -> Iterator[Incident]:
        if self.seals:
            first = self.seals[0].location
            detail = f"有 {len(self.seals)} 处电子印章（首处在第{first.page}页），未验证其真伪"
            yield Incident(IncidentKind.IGNORED, detail, count=len(self.seals), location=first)
        damaged = list(dict.fromkeys(self.package.damaged))
        if damaged:
            detail = f"OFD 文件内部有 {len(damaged)} 个部件已损坏（{damaged[0]}），其中内容未读到"
            yield Incident(IncidentKind.DAMAGED_PART, detail, count=len(damaged))


def _area(area: etree._Element | None) -> Box | None:
    """The size of the paper in millimetres."""
    box = box_of(text_of(area, "PhysicalBox"))
    return box if box is not None and box[2] - box[0] > 1 and box[3] - box[1] > 1 else None


def _seal(page: int, box: Box | None, time: str) -> Figure:
    alt = f"电子印章（{time}）" if time else "电子印章"
    return Figure(Location(page=page, bbox=box), alt=alt, name="电子印章")


def _with_seals(blocks: tuple[Block, ...], seals: list[Figure]) -> tuple[Block, ...]:
    """The blocks with the seals behind them: a seal lies over the text and belongs between no two paragraphs."""
    placed = (
        replace(seal, location=replace(seal.location, block=len(blocks) + index)) for index, seal in enumerate(seals)
    )
    return (*blocks, *placed)
