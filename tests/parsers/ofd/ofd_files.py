"""A small writer of OFD files: a zip of XML parts, pages of objects placed in millimetres."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(words: str, x: float, y: float, size: float = 5.0, more: str = "", deltas: str = "") -> str:
    """A line of text with its baseline at (x, y); ``more`` are further attributes of the object."""
    steps = deltas or (f"g {len(words) - 1} {size:g}" if len(words) > 1 else "")
    step = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x:g} {y - size:g} {size * len(words):g} {size * 1.3:g}" Font="2" '
        f'Size="{size:g}" {more}><ofd:TextCode X="0" Y="{size:g}"{step}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A ruling line."""
    return (
        f'<ofd:PathObject ID="1" Boundary="{x0:g} {y0:g} {x1 - x0 + 0.1:g} {y1 - y0 + 0.1:g}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def grid(xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> str:
    """A ruled table with its words."""
    lines = [rule(xs[0], y, xs[-1], y) for y in ys] + [rule(x, ys[0], x, ys[-1]) for x in xs]
    words = [
        text(cell, xs[col] + 1.5, ys[row] + 6, 4)
        for row, cells in enumerate(rows)
        for col, cell in enumerate(cells)
        if cell
    ]
    return "".join(lines + words)


def page(objects: str, more: str = "") -> str:
    """A page's part."""
    return f'<ofd:Page {NAMESPACE}>{more}<ofd:Content><ofd:Layer ID="9">{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def document(pages: int, more: str = "", common: str = "", size: str = "0 0 210 297") -> str:
    """A Document.xml of so many pages, Pages/Page_0/Content.xml and on."""
    listed = "".join(f'<ofd:Page ID="{10 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(pages))
    return (
        f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{size}</ofd:PhysicalBox>"
        f"</ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{more}</ofd:Document>"
    )


def write(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Write a package of the parts given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def simple(path: Path, *pages: str, bodies: int = 1, **more: str) -> Path:
    """An OFD file whose bodies share out ``pages`` (objects) one by one, the last body taking the rest."""
    shares = [[one] for one in pages[: bodies - 1]] + [list(pages[bodies - 1 :])]
    parts = {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {NAMESPACE} Version="1.1">'
        + "".join(
            f"<ofd:DocBody><ofd:DocInfo><ofd:Title>建设方案</ofd:Title></ofd:DocInfo>"
            f"<ofd:DocRoot>Doc_{at}/Document.xml</ofd:DocRoot></ofd:DocBody>"
            for at in range(bodies)
        )
        + "</ofd:OFD>"
    }
    for at, own in enumerate(shares):
        parts[f"Doc_{at}/Document.xml"] = document(len(own), **more)
        for number, objects in enumerate(own):
            parts[f"Doc_{at}/Pages/Page_{number}/Content.xml"] = page(objects)
    return write(path, parts)
