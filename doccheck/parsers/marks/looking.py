"""Look at the pictures of a file for seals and handwriting: pages of a PDF, image files, pictures in a Word file."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from doccheck.document.model import Box, Document, Handwriting, Location, Seal
from doccheck.parsers.marks.reading import LineReader, can_look, line_reader

if TYPE_CHECKING:
    from doccheck.parsers.marks.ink import Pixels
    from doccheck.parsers.marks.placing import Blocks
    from doccheck.parsers.marks.seals import SealPrint

_POINTS = 72 / 25.4
_A4_LONG = 297.0  # millimetres
_QUICK, _DPI, _FINE = 40, 150, 220
_WHOLE = 0.6
"""Share of a page under pictures from which all that the page shows is in them."""
_LEAST_SIDE = 20.0  # points: smaller pictures are bullets and rules
_LEAST_PIXELS, _MOST_PIXELS = 40, 60_000_000
_MOST_PICTURES = 300
_IMAGES = ("jpg", "jpeg", "png", "tif", "tiff", "bmp", "gif", "webp")
_KNOWN = ("PNG", "JPEG", "MPO", "BMP", "GIF", "TIFF", "WEBP")


class Picture(NamedTuple):
    """A picture in a Word file: its part's name, its block, and its size in points as far as it is known."""

    part: str
    location: Location
    width: float | None
    height: float | None


class _Found(Struct):
    seals: list[Seal] = field(default_factory=list)
    handwriting: list[Handwriting] = field(default_factory=list)
    searched: list[Location] = field(default_factory=list)

    def into(self, document: Document) -> Document:
        return replace(
            document,
            seals=(*document.seals, *self.seals),
            handwriting=(*document.handwriting, *self.handwriting),
            searched=(*document.searched, *self.searched),
        )


def with_marks(document: Document, source: Path) -> Document:
    """The PDF's or image file's document with its seals, handwriting and signature fields.

    Files without pictures and signature fields are not opened again. Whatever goes wrong while looking leaves the
    document as it was: that nothing was looked at is told by ``searched``.
    """
    try:
        if document.format == "pdf":
            return _pdf(document, source)
        if document.format in _IMAGES and can_look():
            from doccheck.parsers.scan.parser import frames

            shown = (
                _Sheet(number, found[0], found[1])
                for number, found in frames(source, document.pages or 1)
                if found is not None
            )
            return _sheets(document, shown).into(document)
    except MemoryError:
        raise
    except Exception:  # a picture that cannot be looked at costs no text
        return document
    return document


class _Sheet(NamedTuple):
    """A page to look at: its picture and the pixels that make a point."""

    number: int
    image: Pixels
    scale: float
    whole: bool = True
    finer: Callable[[], tuple[Pixels, float]] | None = None


def _sheets(document: Document, sheets: Iterable[_Sheet]) -> _Found:
    from doccheck.parsers.marks.placing import Blocks
    from doccheck.parsers.marks.seals import find_seals

    found = _Found()
    blocks = Blocks(document)
    reader = line_reader()
    for sheet in sheets:
        place = Location(page=sheet.number)
        prints = find_seals(sheet.image, sheet.scale * _POINTS)
        image, scale = sheet.finer() if prints and sheet.finer is not None else (sheet.image, sheet.scale)
        for one in prints:
            box: Box = tuple(round(value / sheet.scale, 1) for value in one.box)  # type: ignore[assignment]
            where = replace(place, bbox=box, block=blocks.at(sheet.number, box))
            found.seals.append(_seal(one, where, image, scale * _POINTS, reader))
        _written(document, sheet, blocks, found)
        if sheet.whole:
            found.searched.append(place)
    return found


def _written(document: Document, sheet: _Sheet, blocks: Blocks, found: _Found) -> None:
    """Ink in the places to sign; where there are such places, also ink elsewhere that no text explains."""
    from doccheck.parsers.marks.handwriting import explained, rooms, unread_ink, written_by_hand

    here = rooms(document, {sheet.number})
    for room in here:
        seen = written_by_hand(sheet.image, room, sheet.scale, blocks.printed(sheet.number, room.block))
        if seen is not None:
            where = Location(page=sheet.number, block=room.block, bbox=seen[0])
            found.handwriting.append(Handwriting(where, seen[1]))
    if here and (stray := unread_ink(sheet.image, sheet.scale, explained(document, sheet.number))) is not None:
        found.handwriting.append(Handwriting(Location(page=sheet.number, bbox=stray[0]), stray[1]))


def _seal(one: SealPrint, where: Location, image: Pixels, scale: float, reader: LineReader | None) -> Seal:
    from doccheck.parsers.marks.ring import read_name

    name, sure = read_name(image, one, scale, reader) if reader is not None else ("", 0.0)
    return Seal(where, one.shape, one.confidence, name, sure)


def _pdf(document: Document, source: Path) -> Document:
    import pypdfium2

    held = pypdfium2.PdfDocument(source)
    try:
        if pypdfium2.raw.FPDF_GetSignatureCount(held.raw) > 0:
            from doccheck.parsers.marks.pdf_signatures import pdf_signatures

            document = replace(document, signatures=pdf_signatures(source))
        if can_look() and _holds_pictures(source):
            if held.get_formtype() == pypdfium2.raw.FORMTYPE_ACRO_FORM:
                held.init_forms()
            document = _sheets(document, _pages(document, held)).into(document)
    finally:
        held.close()
    return document


def _holds_pictures(source: Path) -> bool:
    """Whether the file has an image: a stream, whose dictionary always stands in the plain file."""
    with source.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(b"/Image") >= 0


def _pages(document: Document, held: Any) -> Iterator[_Sheet]:
    """The pages with pictures on which there may be a seal or a signature."""
    from doccheck.parsers.marks.handwriting import rooms
    from doccheck.parsers.marks.ink import may_show_seal

    for index in range(min(len(held), max((document.pages or 0), 1))):
        page = held[index]
        try:
            share, pictured, coloured = _pictured(page)
            number = index + 1
            whole = share >= _WHOLE or number in document.scanned
            if not pictured and not whole:
                continue
            # On a copy without colours a seal may hide among the print: what is not seen there may still be there.
            whole = whole and coloured
            if not (may_show_seal(_rendered(page, _QUICK)) or rooms(document, {number})):
                yield _Sheet(number, _rendered(page, _QUICK), _QUICK / 72, whole)
                continue
            yield _Sheet(
                number, _rendered(page, _DPI), _DPI / 72, whole,
                lambda page=page: (_rendered(page, _FINE), _FINE / 72),  # type: ignore[misc]
            )  # fmt: skip
        finally:
            page.close()


def _pictured(page: Any) -> tuple[float, bool, bool]:
    """The share of a page under pictures, whether it has one of some size, and whether one has room for colours.

    A stamp or a signed field that is drawn over the page counts as a picture.
    """
    import pypdfium2.raw as raw

    share, pictured, coloured = 0.0, False, False
    whole = max(1.0, page.get_width() * page.get_height())
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=6):
        left, bottom, right, top = item.get_bounds()
        if min(right - left, top - bottom) >= _LEAST_SIDE:
            pictured = True
            coloured = coloured or _may_hold_colours(item.get_metadata())
        share += max(0.0, right - left) * max(0.0, top - bottom) / whole
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 200)):
        note = raw.FPDFPage_GetAnnot(page.raw, at)
        kind = raw.FPDFAnnot_GetSubtype(note) if note else 0
        pictured = pictured or kind in (raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_INK)
        if note:
            raw.FPDFPage_CloseAnnot(note)
    return share, pictured, coloured


def _may_hold_colours(picture: Any) -> bool:
    import pypdfium2.raw as raw

    grey = picture.colorspace in (raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_CALGRAY)
    return bool(picture.bits_per_pixel > 1 and not grey)


def _rendered(page: Any, dpi: float) -> Pixels:
    import numpy as np

    bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False)
    pixels = np.asarray(bitmap.to_numpy())
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        pixels = np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
    return np.array(pixels[:, :, :3], dtype=np.uint8)


def with_picture_marks(document: Document, pictures: Sequence[Picture], read: Callable[[str], bytes]) -> Document:
    """The Word file's document with the seals and signatures in its pictures; ``read`` gives the bytes of a part."""
    if not pictures or not can_look():
        return document
    found = _Found()
    reader = line_reader()
    for picture in pictures[:_MOST_PICTURES]:
        try:
            _look_at(picture, read, reader, found)
        except MemoryError:
            raise
        except Exception:  # a damaged picture costs no text
            continue
    return found.into(document)


def _look_at(picture: Picture, read: Callable[[str], bytes], reader: LineReader | None, found: _Found) -> None:
    import numpy as np

    from doccheck.parsers.marks.handwriting import is_signature_picture
    from doccheck.parsers.marks.ink import may_show_seal
    from doccheck.parsers.marks.seals import find_seals

    image = _decoded(read(picture.part))
    if image is None:
        return
    high, wide = image.shape[:2]
    width = picture.width or wide * 72 / 150
    height = picture.height or high * width / wide
    page_like = high > 1.15 * wide and width * height > 0.28 * 595 * 842 and float(np.median(image)) > 160
    step = max(1, round(max(high, wide) / 400))
    if may_show_seal(np.ascontiguousarray(image[::step, ::step])):
        # A page is of A4 however small it was pasted; a picture alone is as large as it is shown, or as a seal is.
        scales = [high / _A4_LONG] if page_like else [wide / (width / _POINTS)]
        if not page_like and max(width, height) < 90 * _POINTS:
            scales.append(min(high, wide) / 44.0)
        for scale in scales:
            prints = find_seals(image, scale)
            for one in prints:
                found.seals.append(_seal(one, replace(picture.location, bbox=None), image, scale, reader))
            if prints:
                break
        else:
            _signed(picture, is_signature_picture(image, width, height), found)
    else:
        _signed(picture, is_signature_picture(image, width, height), found)
    if page_like:
        found.searched.append(replace(picture.location, bbox=None))


def _signed(picture: Picture, sure: float, found: _Found) -> None:
    if sure >= 0.5:
        found.handwriting.append(Handwriting(replace(picture.location, bbox=None), sure))


def _decoded(data: bytes) -> Pixels | None:
    """The RGB picture on white paper; ``None`` for drawings, bullets, and what is too large to be a page."""
    import numpy as np
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data), formats=_KNOWN) as opened:
        if min(opened.size) < _LEAST_PIXELS or opened.width * opened.height > _MOST_PIXELS:
            return None
        turned = ImageOps.exif_transpose(opened)
        if "A" in turned.getbands() or "transparency" in turned.info:
            layer = turned.convert("RGBA")
            paper = Image.new("RGBA", layer.size, "white")
            paper.alpha_composite(layer)
            turned = paper
        return np.array(turned.convert("RGB"), dtype=np.uint8)
