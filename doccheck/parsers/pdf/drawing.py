"""Ruling lines, filled areas, pictures and shapes from pdfium's page objects, form objects included."""

from __future__ import annotations

import ctypes
import itertools
from typing import Any, TypeAlias

from doccheck.document.model import Box
from doccheck.parsers.pdf.content import Edge, PageContent

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_PATH, _IMAGE, _SHADING, _FORM = 2, 3, 4, 5
_LINE, _BEZIER, _MOVE = 0, 1, 2
_THIN = 4.0  # a filled bar up to this many points across is a line
_MOST_OBJECTS = 40_000
_MOST_SEGMENTS = 4_000
_DEEPEST_FORM = 8


def multiply(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that applies ``one`` first and ``two`` after it."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def on_hidden_layer(raw: Any, item: Any, hidden: frozenset[bytes]) -> bool:
    """Whether a page object stands on one of the layers whose names, as the file writes them, are given."""
    for index in range(max(0, raw.FPDFPageObj_CountMarks(item))):
        mark = raw.FPDFPageObj_GetMark(item, index)
        if _bytes(raw.FPDFPageObjMark_GetName, mark) == "OC\0".encode("utf-16-le"):
            return _bytes(raw.FPDFPageObjMark_GetParamBlobValue, mark, b"Name") in hidden
    return False


def _bytes(call: Any, *given: Any) -> bytes:
    """The bytes of a pdfium function that takes buffer, size and the size needed."""
    length = ctypes.c_ulong()
    if not call(*given, None, 0, length) or not 0 < length.value <= 1 << 16:
        return b""
    buffer = ctypes.create_string_buffer(length.value)
    call(*given, ctypes.cast(buffer, call.argtypes[-3]), length.value, length)
    return buffer.raw[: length.value]


class DrawingReader:
    """Walks a page's objects once and files what it finds in a :class:`PageContent`."""

    def __init__(
        self, raw: Any, page: PageContent, base: Matrix, hidden_layers: frozenset[bytes] = frozenset()
    ) -> None:
        self.raw = raw
        self.hidden_layers = hidden_layers
        self.page = page
        self.base = base
        self.left = _MOST_OBJECTS
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._pointers = [ctypes.byref(value) for value in self._floats]
        self._ints = [ctypes.c_uint() for _ in range(4)]
        self._int_pointers = [ctypes.byref(value) for value in self._ints]
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._matrix = raw.FS_MATRIX()

    def read(self, handle: Any) -> None:
        """Read every object of the page ``handle``."""
        raw = self.raw
        for index in range(raw.FPDFPage_CountObjects(handle)):
            self._object(raw.FPDFPage_GetObject(handle, index), self.base, 0)
            if self.left <= 0:
                self.page.crowded = True
                return

    def _object(self, item: Any, outer: Matrix, depth: int) -> None:
        self.left -= 1
        raw = self.raw
        if self.hidden_layers and on_hidden_layer(raw, item, self.hidden_layers):
            return
        kind = raw.FPDFPageObj_GetType(item)
        if kind == _PATH:
            self._path(item, outer)
        elif kind == _IMAGE:
            box = self._bounds(item, outer)
            if box is not None and box[2] - box[0] > 2 and box[3] - box[1] > 2:
                self.page.images.append(box)
        elif kind == _SHADING:
            box = self._bounds(item, outer)
            if box is not None:
                self.page.fills.append(box)
        elif kind == _FORM and depth < _DEEPEST_FORM:
            inner = multiply(self._own_matrix(item), outer)
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                if self.left <= 0:
                    return
                self._object(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _own_matrix(self, item: Any) -> Matrix:
        matrix = self._matrix
        if not self.raw.FPDFPageObj_GetMatrix(item, matrix):
            return IDENTITY
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _bounds(self, item: Any, outer: Matrix) -> Box | None:
        if not self.raw.FPDFPageObj_GetBounds(item, *self._pointers):
            return None
        x0, y0, x1, y1 = (value.value for value in self._floats)
        return _box([_apply(outer, x0, y0), _apply(outer, x1, y1)])

    def _path(self, item: Any, outer: Matrix) -> None:
        raw = self.raw
        if not raw.FPDFPath_GetDrawMode(item, self._fill, self._stroke):
            return
        filled, stroked = self._fill.value != 0, self._stroke.value != 0
        if not filled and not stroked:
            return
        bounds = self._bounds(item, outer)
        if bounds is None:
            return
        width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
        if min(width, height) <= _THIN:
            self._line(bounds)
            return
        count = raw.FPDFPath_CountSegments(item)
        if count > _MOST_SEGMENTS:
            self.page.shapes.append(bounds)
            return
        self._segments(item, outer, count, bounds, filled, stroked)

    def _line(self, box: Box) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        if width >= height:
            middle = (box[1] + box[3]) / 2
            self.page.edges.append(Edge(box[0], middle, box[2], middle))
        else:
            middle = (box[0] + box[2]) / 2
            self.page.edges.append(Edge(middle, box[1], middle, box[3]))

    def _segments(self, item: Any, outer: Matrix, count: int, bounds: Box, filled: bool, stroked: bool) -> None:
        """Split a path into its subpaths: thin bars and axis-parallel strokes are lines, the rest a shape."""
        raw = self.raw
        matrix = multiply(self._own_matrix(item), outer)
        x, y = self._floats[0], self._floats[1]
        px, py = self._pointers[0], self._pointers[1]
        subpaths: list[list[tuple[float, float]]] = []
        curved = False
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            if not raw.FPDFPathSegment_GetPoint(segment, px, py):
                continue
            point = _apply(matrix, x.value, y.value)
            if kind == _MOVE or not subpaths:
                subpaths.append([point])
            else:
                curved = curved or kind == _BEZIER
                subpaths[-1].append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                subpaths[-1].append(subpaths[-1][0])
        if curved:
            self.page.shapes.append(bounds)
            return
        oblique = False
        for points in subpaths:
            oblique = self._subpath(item, points, filled, stroked) or oblique
        if oblique:
            self.page.shapes.append(bounds)

    def _subpath(self, item: Any, points: list[tuple[float, float]], filled: bool, stroked: bool) -> bool:
        """File one subpath; gives whether it holds slanted lines of some length."""
        if len(points) < 2:
            return False
        box = _box(points)
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            if max(box[2] - box[0], box[3] - box[1]) > 0:
                self._line(box)
            return False
        rectangular = len(points) >= 4 and all(
            abs(p[0] - q[0]) < 0.5 or abs(p[1] - q[1]) < 0.5 for p, q in itertools.pairwise(points)
        )
        if filled and rectangular and self._dark(item):
            self.page.fills.append(box)
        if filled and not stroked:
            return not rectangular
        oblique = False
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            if abs(x1 - x0) < 0.7 or abs(y1 - y0) < 0.7:
                if abs(x1 - x0) + abs(y1 - y0) > 0.5:
                    self._line((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
            else:
                oblique = True
        return oblique

    def _dark(self, item: Any) -> bool:
        """Whether a fill differs from white paper."""
        if not self.raw.FPDFPageObj_GetFillColor(item, *self._int_pointers):
            return True
        red, green, blue, alpha = (value.value for value in self._ints)
        return alpha > 20 and min(red, green, blue) < 245


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _box(points: list[tuple[float, float]]) -> Box:
    xs = [point[0] for point in points]
    ys = [point[1] for point in points]
    return (min(xs), min(ys), max(xs), max(ys))
