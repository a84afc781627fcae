"""Pictures of pages as files: .jpg, .png, .bmp, .gif, .webp, and .tif with any number of pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doccheck.document.model import Document, Incident, IncidentKind, Location
from doccheck.parsers import pace
from doccheck.parsers.errors import LimitReached, UnreadableFile, UnsupportedFormat
from doccheck.parsers.scan import engine

if TYPE_CHECKING:
    from doccheck.parsers.scan.engine import Image

PAGE_LIMIT = 2000
_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP")
_NAMES = {"JPEG": "jpg", "MPO": "jpg", "TIFF": "tif"}
_MOST_PIXELS = 160_000_000
_LONG = 11.7  # inches: the longer side of A4
_DPI = 200
_SCREEN = 96
_AGAIN = "请用看图软件打开并另存，或重新扫描后再提交。"


def parse_image(source: Path, path: str, page_limit: int = PAGE_LIMIT) -> Document:
    """Read the picture of a page, or of several, into a Document; ``path`` is its name within the submission.

    Raises UnsupportedFormat without the extra [ocr], UnreadableFile for a damaged picture, and LimitReached for one
    too large to be opened. Pages beyond ``page_limit`` are left out with a LIMIT incident.
    """
    if not engine.available():
        raise no_engine()
    from doccheck.parsers.pdf.assembly import Assembler
    from doccheck.parsers.pdf.furniture import set_footnotes_apart, set_furniture_apart
    from doccheck.parsers.pdf.layout import PageDraft, lay_out
    from doccheck.parsers.scan.page import ReadPage, read_page
    from doccheck.parsers.scan.report import told

    kind, total = _kind(source, path)
    read: dict[int, ReadPage] = {}
    drafts: list[PageDraft] = []
    incidents: list[Incident] = []
    if total > page_limit:
        detail = f"共 {total} 页，超过 {page_limit} 页上限，只检查了前 {page_limit} 页"
        incidents.append(Incident(IncidentKind.LIMIT, detail))
    for number, found in frames(source, min(total, page_limit)):
        if found is None:
            detail = f"第{number}页图像已损坏，无法读取"
            incidents.append(Incident(IncidentKind.DAMAGED_PART, detail, location=Location(page=number)))
            continue
        image, scale = found
        read[number] = read_page(image, number, scale)
        drafts.append(lay_out(read[number].content))
        incidents.extend(drafts[-1].incidents)
        pace.page_done()
    if not drafts:
        raise UnreadableFile(f"《{path}》的图像数据已损坏，无法读取。", _AGAIN)
    sheets = [draft.sheet for draft in drafts]
    set_furniture_apart(sheets)
    set_footnotes_apart(sheets)
    assembler = Assembler(drafts, {})
    document = Document(
        path=path,
        format=kind,
        sha256=_digest(source),
        blocks=assembler.blocks(),
        asides=assembler.asides(),
        incidents=tuple(incidents),
        pages=total,
        ocr=True,
        scanned=tuple(read),
    )
    return told(document, read)


def no_engine() -> UnsupportedFormat:
    """What is said of a picture where nothing can recognise its text."""
    return UnsupportedFormat(
        "图片需要文字识别（OCR）组件才能读取，本机没有，内容未检查。",
        "请运行 pip install \"doccheck[ocr]\" 安装后重试，或提交文字版 .docx、PDF；只有扫描件时请人工核对。",
    )


def _kind(source: Path, path: str) -> tuple[str, int]:
    """The picture's format and number of pages."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(source, formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise LimitReached(
                    f"《{path}》有 {picture.width}×{picture.height} 像素，超过可读取的大小，内容未检查。",
                    "请以 200–300 dpi 重新扫描后提交。",
                )
            format_ = str(picture.format)
            # An animation has one page; only TIFF holds pages.
            count = int(getattr(picture, "n_frames", 1)) if format_ == "TIFF" else 1
    except Image.DecompressionBombError:
        raise LimitReached(f"《{path}》的像素过多，内容未检查。", "请以 200–300 dpi 重新扫描后提交。") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise UnreadableFile(f"《{path}》不是完整的图片，无法打开。", _AGAIN) from None
    return _NAMES.get(format_, format_.lower()), count


def frames(source: Path, count: int) -> Iterator[tuple[int, tuple[Image, float] | None]]:
    """Each page's number with its RGB picture and pixels for a point; None for a damaged one."""
    from PIL import Image

    with Image.open(source, formats=_FORMATS) as picture:
        for index in range(count):
            try:
                picture.seek(index)
                found = _upright(picture)
            except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
                found = None
            yield index + 1, found


def _upright(picture: Any) -> tuple[Image, float]:
    """One page as cameras and scanners mean it to be seen, no finer than is of use."""
    import cv2
    import numpy as np
    from PIL import Image, ImageOps

    dpi = _density(picture)
    turned = ImageOps.exif_transpose(picture)
    if "A" in turned.getbands() or "transparency" in turned.info:
        layer = turned.convert("RGBA")
        turned = Image.new("RGBA", layer.size, "white")
        turned.alpha_composite(layer)
    elif turned.mode.startswith("I;16") or turned.mode in ("I", "F"):
        deep = np.asarray(turned, dtype=np.float64)
        turned = Image.fromarray((deep * (255.0 / max(1.0, float(deep.max())))).astype(np.uint8))
    image = np.asarray(turned.convert("RGB"), dtype=np.uint8)
    if dpi > 1.15 * _DPI:
        share = _DPI / dpi
        image = np.asarray(cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        dpi = _DPI
    return np.ascontiguousarray(image), dpi / 72


def _density(picture: Any) -> float:
    """Pixels for an inch: as the file says where that makes a sheet of paper, else as if its page were A4."""
    longest = max(picture.size)
    said = picture.info.get("dpi")
    try:
        density = float(said[0]) if said else 0.0
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        density = 0.0
    if density >= 70 and 5 <= longest / density <= 50:
        return density
    return longest / _LONG if longest >= 1000 else float(_SCREEN)


def _digest(source: Path) -> str:
    with source.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
