"""Drawings: pictures, charts, SmartArt, groups and shapes become figures; the text in shapes is handed back to read."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree
from msgspec import Struct, field

from doccheck.parsers.errors import UnreadableFile
from doccheck.parsers.word.metafiles import MAX_BYTES, words
from doccheck.parsers.word.names import (
    ALTERNATIVES,
    CHART,
    CHOICE,
    DIAGRAM,
    FALLBACK,
    OFFICE,
    PIC,
    TEXT,
    TEXT_BOX_CONTENT,
    VML,
    WP,
    WPC,
    WPG,
    WPS,
    A,
    R,
    W,
)
from doccheck.parsers.word.package import Package, Part

_EMU = 12700
_KNOWN = ("http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/", "urn:schemas-microsoft-com:")
_ALT_LIMIT = 2000
_LENGTH = re.compile(r"(?:^|;)\s*(width|height|margin-left|margin-top)\s*:\s*(-?[\d.]+)\s*(pt|in|cm|mm|px|pc)?", re.I)
_UNITS = {"pt": 1.0, "": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "px": 0.75, "pc": 12.0}
_FORMULA = re.compile(r"(?:Equation|MathType|KSEE|WPS\.Equation|Aurora)", re.IGNORECASE)
_DIAGRAM_SHAPES = 4
"""So many loose shapes with text at one paragraph are taken for a diagram that nobody grouped…"""
_LINKED_SHAPES = 2
"""…and so many where lines or arrows join them."""
_OFF_PAGE = 60.0
"""Points beyond the paper's edge at which a shape counts as put out of sight (a bleed is less)."""


class Sketch(Struct):
    """A figure before its place in the document is known; sizes in points."""

    alt: str = ""
    name: str = ""
    width: float | None = None
    height: float | None = None
    pictures: tuple[str, ...] = ()
    """The parts that hold its pictures."""


class Box(Struct):
    """The content of a text box; ``hidden`` is ``off-page`` (outside the paper), ``shape`` (switched off) or empty."""

    content: etree._Element
    hidden: str = ""


class Drawn(Struct):
    """What the drawings anchored at one paragraph hold."""

    figures: list[Sketch] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    word_art: list[str] = field(default_factory=list)
    shapes: int = 0
    connectors: int = 0

    def settle(self) -> None:
        """Add one figure for a diagram drawn from loose shapes, once all drawings of the paragraph are known."""
        enough = _LINKED_SHAPES if self.connectors else _DIAGRAM_SHAPES
        if self.shapes >= enough and not self.figures:
            words = "、".join(filter(None, (box_text(box.content) for box in self.boxes)))
            self.figures.append(Sketch(alt=words[:_ALT_LIMIT], name="形状组成的图"))


class Drawings:
    """Reads the drawings of one part; related charts and SmartArt are opened through the package."""

    def __init__(self, package: Package, part: Part, page_size: tuple[float, float]) -> None:
        self._package = package
        self._part = part
        self._width, self._height = page_size

    def drawing(self, element: etree._Element, drawn: Drawn) -> None:
        """A ``w:drawing`` with its inline or anchored object."""
        for frame in element:
            if frame.tag not in (WP + "inline", WP + "anchor"):
                continue
            properties = frame.find(WP + "docPr")
            data = frame.find(f"{A}graphic/{A}graphicData")
            if data is None:
                continue
            extent = frame.find(WP + "extent")
            sketch = Sketch(
                alt=_described(properties),
                name="" if properties is None else properties.get("name") or "",
                width=None if extent is None else _points(extent.get("cx")),
                height=None if extent is None else _points(extent.get("cy")),
            )
            off = properties is not None and (properties.get("hidden") or "0") in ("1", "true")
            hidden = "shape" if off else "off-page" if self._is_off_page(frame, sketch) else ""
            self._object(data, sketch, drawn, hidden)

    def _object(self, data: etree._Element, sketch: Sketch, drawn: Drawn, hidden: str) -> None:
        content = next(iter(data), None)
        if content is None:
            return
        boxes = [Box(one, hidden) for one in text_boxes(data)]
        drawn.boxes.extend(boxes)
        if content.tag == WPS + "wsp" and not _has_picture(content):
            # A single shape: a text box, a line or a mere ornament.
            if boxes:
                drawn.shapes += 1
            elif content.find(WPS + "cNvCnPr") is not None or _is_line(content):
                drawn.connectors += 1
            return
        words = self._words(data, content)
        if words:
            sketch.alt = "\n".join(filter(None, (sketch.alt, words)))[:_ALT_LIMIT]
        if content.tag in (WPG + "wgp", WPC + "wpc") and not _has_picture(content) and len(boxes) == 1:
            # One text box that was grouped with its frame or its line.
            drawn.shapes += 1
            return
        if not hidden:
            sketch.pictures = self._pictures(data)
            drawn.figures.append(sketch)

    def _words(self, data: etree._Element, content: etree._Element) -> str:
        if content.tag == DIAGRAM + "relIds":
            return self._related_words(content.get(R + "dm"), _drawn_words)
        if content.tag == CHART + "chart" or content.tag.endswith("}chart"):
            return self._related_words(content.get(R + "id"), _chart_words)
        boxes = [box_text(one) for one in text_boxes(data)]
        return "、".join(filter(None, [*boxes, _drawn_words(data)]))

    def _related_words(self, relation_id: str | None, read: Callable[[etree._Element], str]) -> str:
        relation = self._part.relations.get(relation_id or "")
        if relation is None or relation.external:
            return ""
        part = self._package.part(relation.target)
        return "" if part is None else read(part.root)

    def _pictures(self, element: etree._Element) -> tuple[str, ...]:
        """The parts of the pictures below an element that are in the file itself."""
        keys = [blip.get(R + "embed") for blip in element.iter(A + "blip")]
        keys += [data.get(R + "id") for data in element.iter(VML + "imagedata")]
        relations = (self._part.relations.get(key or "") for key in keys)
        return tuple(dict.fromkeys(one.target for one in relations if one is not None and not one.external))

    def _written(self, relation_id: str | None) -> str:
        """The words in the picture that an embedded table or drawing left of itself."""
        relation = self._part.relations.get(relation_id or "")
        if relation is None or relation.external or not relation.target.lower().endswith(".emf"):
            return ""
        if not self._package.has(relation.target) or self._package.size(relation.target) > MAX_BYTES:
            return ""
        try:
            return "、".join(words(self._package.read(relation.target)))
        except UnreadableFile:
            return ""

    def _is_off_page(self, frame: etree._Element, sketch: Sketch) -> bool:
        if frame.tag != WP + "anchor":
            return False
        for axis, extent, page in (("H", sketch.width, self._width), ("V", sketch.height, self._height)):
            position = frame.find(f"{WP}position{axis}")
            offset = None if position is None else position.find(WP + "posOffset")
            if position is None or offset is None:
                continue
            start = _points(offset.text)
            base = position.get("relativeFrom") or ""
            if start is None or (axis == "V" and base in ("paragraph", "line") and start > -2 * page):
                continue
            if start + (extent or 0) < -_OFF_PAGE - (0 if base == "page" else 120) or start > page + _OFF_PAGE:
                return True
        return False

    def picture(self, element: etree._Element, drawn: Drawn) -> None:
        """A ``w:pict`` or ``w:object`` with VML shapes and perhaps an embedded object's preview."""
        program = element.find(OFFICE + "OLEObject")
        if program is not None and _FORMULA.match(program.get("ProgID") or ""):
            return
        for shape in element:
            if not isinstance(shape.tag, str) or not shape.tag.startswith(VML) or shape.tag == VML + "shapetype":
                continue
            self._vml(shape, drawn, embedded=program is not None)

    def _vml(self, shape: etree._Element, drawn: Drawn, *, embedded: bool) -> None:
        style = shape.get("style") or ""
        lengths = {name.lower(): float(value) * _UNITS[(unit or "").lower()] for name, value, unit in _lengths(style)}
        width, height = lengths.get("width"), lengths.get("height")
        left, top = lengths.get("margin-left", 0.0), lengths.get("margin-top", 0.0)
        off_page = (
            left + (width or 0) < -_OFF_PAGE - 120
            or left > self._width + _OFF_PAGE
            or top + (height or 0) < -2 * self._height
            or top > 2 * self._height
        )
        hidden = "off-page" if off_page else ""
        if "visibility:hidden" in style.replace(" ", "").lower():
            hidden = "shape"
        boxes = [Box(one, hidden) for one in text_boxes(shape)]
        drawn.boxes.extend(boxes)
        if hidden == "shape":
            return
        art = [text for path in shape.iter(VML + "textpath") if (text := (path.get("string") or "").strip())]
        drawn.word_art.extend(art)
        pictured = next(shape.iter(VML + "imagedata"), None)
        if shape.tag == VML + "group" and (len(boxes) != 1 or pictured is not None):
            words = "、".join(filter(None, (box_text(box.content) for box in boxes)))
            alt = "\n".join(filter(None, (shape.get("alt") or "", words)))
            drawn.figures.append(Sketch(alt[:_ALT_LIMIT], shape.get("id") or "", width, height, self._pictures(shape)))
        elif pictured is not None or embedded:
            if not off_page:
                title = "" if pictured is None else pictured.get(OFFICE + "title") or ""
                alt = shape.get("alt") or title
                if embedded and pictured is not None:
                    alt = "\n".join(filter(None, (alt, self._written(pictured.get(R + "id")))))[:_ALT_LIMIT]
                drawn.figures.append(Sketch(alt, shape.get("id") or "", width, height, self._pictures(shape)))
        elif boxes:
            drawn.shapes += 1
        elif shape.tag == VML + "line" or shape.get(OFFICE + "connectortype"):
            drawn.connectors += 1


def text_boxes(element: etree._Element) -> list[etree._Element]:
    """The text box contents below an element, each once: one branch of every alternative, none inside another."""
    found: list[etree._Element] = []
    stack = [element]
    while stack:
        current = stack.pop()
        if current.tag == TEXT_BOX_CONTENT:
            found.append(current)
            continue
        if current.tag == ALTERNATIVES:
            branch = chosen(current)
            stack.extend(() if branch is None else reversed(branch))
            continue
        stack.extend(reversed(current))
    return found


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """The branch of an ``mc:AlternateContent`` to read: the first choice that is understood, else the fallback."""
    choices = [choice for choice in alternatives.iterchildren(CHOICE) if len(choice)]
    understood = next((choice for choice in choices if _is_understood(choice)), None)
    if understood is not None:
        return understood
    fallback = alternatives.find(FALLBACK)
    return fallback if fallback is not None or not choices else choices[0]


def _is_understood(choice: etree._Element) -> bool:
    """Whether a branch asks only for what Word itself knows, and not for another maker's extensions."""
    required = (choice.get("Requires") or "").split()
    return all(choice.nsmap.get(prefix, "").startswith(_KNOWN) for prefix in required)


def box_text(content: etree._Element) -> str:
    """The words of a text box on one line, as a label inside a figure."""
    return "".join(text.text or "" for text in content.iter(TEXT)).strip()


def _drawn_words(element: etree._Element) -> str:
    """The DrawingML text below an element, paragraph by paragraph."""
    paragraphs = ("".join(text.text or "" for text in one.iter(A + "t")).strip() for one in element.iter(A + "p"))
    return "、".join(filter(None, paragraphs))


def _chart_words(root: etree._Element) -> str:
    """A chart's title, axis titles, series names and categories, each once."""
    words: dict[str, None] = {}
    for tag in ("title", "tx", "cat", "strDim"):
        for element in root.iter("{*}" + tag):
            texts = _drawn_words(element).split("、")
            texts += [value.text or "" for value in element.iter("{*}v" if tag != "strDim" else "{*}pt")]
            words.update(dict.fromkeys(text.strip() for text in texts if text.strip()))
    return "、".join(words)


def _described(properties: etree._Element | None) -> str:
    if properties is None:
        return ""
    return (properties.get("descr") or properties.get("title") or "").strip()


def _has_picture(element: etree._Element) -> bool:
    return next(element.iter(PIC + "pic", A + "blipFill", A + "blip"), None) is not None


def _is_line(shape: etree._Element) -> bool:
    geometry = next(shape.iter(A + "prstGeom"), None)
    kind = "" if geometry is None else geometry.get("prst") or ""
    return kind == "line" or "Connector" in kind or "Arrow" in kind


def _points(emu: str | None) -> float | None:
    try:
        return round(int(float(emu)) / _EMU, 2) if emu else None
    except (ValueError, OverflowError):
        return None


def _lengths(style: str) -> list[tuple[str, str, str]]:
    return [found for found in _LENGTH.findall(style) if re.fullmatch(r"-?\d+\.?\d*|-?\.\d+", found[1])]


def page_size(section: etree._Element | None) -> tuple[float, float]:
    """Width and height of the paper in points from a ``w:sectPr``; A4 when it says nothing."""
    size = None if section is None else section.find(W + "pgSz")
    values = [595.3, 841.9]
    if size is not None:
        for index, name in enumerate(("w", "h")):
            text = size.get(W + name) or ""
            try:
                values[index] = float(text[:-2]) if text.endswith("pt") else float(text) / 20
            except ValueError:
                continue
    return values[0], values[1]
