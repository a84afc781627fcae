"""Drawn paths: ruling lines, filled areas and shapes, filed as the reading of tables wants them."""

from __future__ import annotations

import itertools

from doccheck.document.model import Box
from doccheck.parsers.ofd.geometry import apply
from doccheck.parsers.pdf.content import Edge, PageContent
from doccheck.parsers.pdf.drawing import Matrix

_THIN = 4.0  # a filled bar up to this many points across is a line
_MOST_WORDS = 30_000
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
Point = tuple[float, float]


def file_path(words: str, matrix: Matrix, page: PageContent, filled: bool, stroked: bool, dark: bool) -> None:
    """File one path given as AbbreviatedData; ``dark`` says that its fill differs from white paper."""
    subpaths, curved = _subpaths(words, matrix)
    points = [point for subpath in subpaths for point in subpath]
    if not points or not (filled or stroked):
        return
    bounds = _box(points)
    if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= _THIN:
        if dark or stroked:
            _line(page, bounds)
        return
    if curved:
        page.shapes.append(bounds)
        return
    oblique = False
    for subpath in subpaths:
        oblique = _subpath(page, subpath, filled, stroked, dark) or oblique
    if oblique:
        page.shapes.append(bounds)


def _subpaths(words: str, matrix: Matrix) -> tuple[list[list[Point]], bool]:
    """The corner points of each subpath on the page, and whether any piece of the path is a curve."""
    pieces = words.replace(",", " ").split()[:_MOST_WORDS]
    subpaths: list[list[Point]] = []
    curved = False
    index = 0
    while index < len(pieces):
        mark = pieces[index]
        count = _OPERANDS.get(mark)
        if count is None:
            index += 1
            continue
        try:
            values = [float(piece) for piece in pieces[index + 1 : index + 1 + count]]
        except ValueError:
            break
        if len(values) < count:
            break
        index += 1 + count
        if mark == "C":
            if subpaths and subpaths[-1]:
                subpaths[-1].append(subpaths[-1][0])
            continue
        point = apply(matrix, *values[-2:])
        if mark in ("S", "M") or not subpaths:
            subpaths.append([point])
        else:
            curved = curved or mark != "L"
            subpaths[-1].append(point)
    return subpaths, curved


def _subpath(page: PageContent, points: list[Point], filled: bool, stroked: bool, dark: bool) -> bool:
    """File one subpath; gives whether it holds slanted lines of some length."""
    if len(points) < 2:
        return False
    box = _box(points)
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        if dark or stroked:
            _line(page, box)
        return False
    rectangular = len(points) >= 4 and all(
        abs(p[0] - q[0]) < 0.5 or abs(p[1] - q[1]) < 0.5 for p, q in itertools.pairwise(points)
    )
    if filled and rectangular and dark:
        page.fills.append(box)
    if filled and not stroked:
        return not rectangular
    oblique = False
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if abs(x1 - x0) < 0.7 or abs(y1 - y0) < 0.7:
            if abs(x1 - x0) + abs(y1 - y0) > 0.5:
                _line(page, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        else:
            oblique = True
    return oblique


def _line(page: PageContent, box: Box) -> None:
    width, height = box[2] - box[0], box[3] - box[1]
    if max(width, height) <= 0:
        return
    if width >= height:
        middle = (box[1] + box[3]) / 2
        page.edges.append(Edge(box[0], middle, box[2], middle))
    else:
        middle = (box[0] + box[2]) / 2
        page.edges.append(Edge(middle, box[1], middle, box[3]))


def _box(points: list[Point]) -> Box:
    xs = [point[0] for point in points]
    ys = [point[1] for point in points]
    return (min(xs), min(ys), max(xs), max(ys))
