"""Ruled grids: from ruling lines to cells with row and column spans, through pdfplumber's table functions."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from msgspec import Struct, field

from doccheck.document.model import Box
from doccheck.parsers.pdf.content import Edge, area, boxes_union, inside

_SNAP = 3.0
_TOUCH = 3.0
_SHORTEST = 6.0  # points; shorter merged lines are ticks and hatching
_MOST_CROSSINGS = 400_000


class GridCell(Struct):
    """One cell: its box and the grid squares that it covers."""

    box: Box
    row: int = 0
    col: int = 0
    rowspan: int = 1
    colspan: int = 1


class Grid(Struct):
    """A ruled table: cells row by row, the positions of its lines, the ``share`` of its box that lines enclose."""

    box: Box
    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    open_bottom: bool = False
    open_top: bool = False
    share: float = 1.0
    inner: list[Grid] = field(default_factory=list)


class Rulings(Struct):
    """What became of a page's lines: grids, boxes that tile no grid, and loose lines (underlines, separators)."""

    grids: list[Grid]
    frames: list[Box]
    loose: list[Edge]


def find_grids(edges: list[Edge], width: float, height: float) -> Rulings:
    """Sort a page's ruling lines into tables, frames of drawings and loose lines (page size in points).

    Lines that touch form a component; a component whose cells tile its box is a table. Missing outer lines (a row
    cut by the page's end, tables open at the sides) are closed before the cells are looked for.
    """
    if not any(edge.horizontal for edge in edges) or all(edge.horizontal for edge in edges):
        return Rulings([], [], list(edges))
    merged = _merge(edges)
    verticals = [edge for edge in merged if not edge.horizontal]
    horizontals = [edge for edge in merged if edge.horizontal]
    if not verticals or not horizontals or len(verticals) * len(horizontals) > _MOST_CROSSINGS:
        return Rulings([], [], list(edges))
    grids: list[Grid] = []
    frames: list[Box] = []
    loose: list[Edge] = []
    for component in _components(verticals, horizontals):
        box = boxes_union([(edge.x0, edge.top, edge.x1, edge.bottom) for edge in component])
        grid = _grid(component, box)
        if grid is None:
            loose.extend(component)
        elif len(grid.cells) == 1 and box[2] - box[0] > 0.87 * width and box[3] - box[1] > 0.88 * height:
            continue  # a border drawn around the page
        elif _tiles(grid) or (grid.share >= 0.4 and _framed(component, box)):
            grids.append(grid)
        else:
            frames.extend(cell.box for cell in grid.cells)
            frames.append(grid.box)
    return Rulings(_nest(grids), frames, loose)


def _merge(edges: list[Edge]) -> list[Edge]:
    """Snap and join lines that were drawn in pieces or doubled."""
    from pdfplumber.table import merge_edges

    given: list[dict[str, Any]] = [
        {
            "x0": edge.x0, "x1": edge.x1, "top": edge.top, "bottom": edge.bottom, "width": edge.x1 - edge.x0,
            "height": edge.bottom - edge.top, "orientation": "h" if edge.horizontal else "v",
        }
        for edge in edges
    ]  # fmt: skip
    merged = merge_edges(given, _SNAP, _SNAP, _SNAP, _SNAP)
    return [
        Edge(edge["x0"], edge["top"], edge["x1"], edge["bottom"])
        for edge in merged
        if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) >= _SHORTEST
    ]


def _components(verticals: list[Edge], horizontals: list[Edge]) -> list[list[Edge]]:
    """Lines that touch one another, directly or through others."""
    nodes = [*verticals, *horizontals]
    parent = list(range(len(nodes)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    order = sorted(range(len(horizontals)), key=lambda index: horizontals[index].top)
    tops = [horizontals[index].top for index in order]
    for index, vertical in enumerate(verticals):
        for at in range(bisect_left(tops, vertical.top - _TOUCH), len(order)):
            horizontal = horizontals[order[at]]
            if horizontal.top > vertical.bottom + _TOUCH:
                break
            if horizontal.x0 - _TOUCH <= vertical.x0 <= horizontal.x1 + _TOUCH:
                parent[root(len(verticals) + order[at])] = root(index)
    groups: dict[int, list[Edge]] = {}
    for index, node in enumerate(nodes):
        groups.setdefault(root(index), []).append(node)
    return list(groups.values())


def _grid(component: list[Edge], box: Box) -> Grid | None:
    """The cells that a component's lines enclose, or nothing."""
    verticals = [edge for edge in component if not edge.horizontal]
    horizontals = [edge for edge in component if edge.horizontal]
    if not verticals or not horizontals or (len(verticals) < 2 and len(horizontals) < 2):
        return None
    closed, open_top, open_bottom = _close(verticals, horizontals, box)
    if closed is None:
        return None
    boxes = _cell_boxes(closed)
    if not boxes:
        return None
    outer, held = _apart(boxes)
    grid = _from_boxes(outer)
    grid.open_top, grid.open_bottom = open_top, open_bottom
    if held:
        grid.inner.append(_from_boxes(held))
    return grid


def _apart(boxes: list[Box]) -> tuple[list[Box], list[Box]]:
    """Cells, and the cells of a table nested in one of them whose lines touch the outer table's."""
    whole = boxes_union(boxes)
    if sum(area(box) for box in boxes) <= 1.02 * area(whole):
        return boxes, []
    held = [
        box for box in boxes
        if any(
            other is not box and area(other) > 1.2 * area(box)
            and inside(other, box[0], box[1], 1) and inside(other, box[2], box[3], 1)
            for other in boxes
        )
    ]  # fmt: skip
    return [box for box in boxes if box not in held], held


def _from_boxes(boxes: list[Box]) -> Grid:
    """A grid of cells at their rows and columns."""
    xs = sorted({value for cell in boxes for value in (cell[0], cell[2])})
    ys = sorted({value for cell in boxes for value in (cell[1], cell[3])})
    grid = Grid((xs[0], ys[0], xs[-1], ys[-1]), xs, ys, [])
    grid.share = sum(area(cell) for cell in boxes) / max(1.0, area(grid.box))
    for cell in [*boxes, *_uncovered(boxes, xs, ys)]:
        row, col = bisect_left(ys, cell[1]), bisect_left(xs, cell[0])
        rowspan, colspan = bisect_left(ys, cell[3]) - row, bisect_left(xs, cell[2]) - col
        grid.cells.append(GridCell(cell, row, col, rowspan, colspan))
    grid.cells.sort(key=lambda cell: (cell.row, cell.col))
    return grid


def _close(verticals: list[Edge], horizontals: list[Edge], box: Box) -> tuple[list[Edge] | None, bool, bool]:
    """Add the outer lines that are missing where the other lines run past the last one; says which were open."""
    left, top, right, bottom = box
    edges = [*verticals, *horizontals]
    high = min(edge.top for edge in horizontals)
    low = max(edge.top for edge in horizontals)
    near = min(edge.x0 for edge in verticals)
    far = max(edge.x0 for edge in verticals)
    open_top = high - top > 2 * _TOUCH and sum(edge.top < high - 2 * _TOUCH for edge in verticals) >= 2
    open_bottom = bottom - low > 2 * _TOUCH and sum(edge.bottom > low + 2 * _TOUCH for edge in verticals) >= 2
    open_left = near - left > 3 * _TOUCH and sum(edge.x0 < near - 3 * _TOUCH for edge in horizontals) >= 2
    open_right = right - far > 3 * _TOUCH and sum(edge.x1 > far + 3 * _TOUCH for edge in horizontals) >= 2
    if open_top:
        edges.append(Edge(left, top, right, top))
    if open_bottom:
        edges.append(Edge(left, bottom, right, bottom))
    if open_left:
        edges.append(Edge(left, top, left, bottom))
    if open_right:
        edges.append(Edge(right, top, right, bottom))
    return edges, open_top, open_bottom


def _cell_boxes(edges: list[Edge]) -> list[Box]:
    from pdfplumber.table import edges_to_intersections, intersections_to_cells

    given: list[dict[str, Any]] = [
        {
            "x0": edge.x0, "x1": edge.x1, "top": edge.top, "bottom": edge.bottom,
            "orientation": "h" if edge.horizontal else "v",
        }
        for edge in edges
    ]  # fmt: skip
    cells: list[Box] = intersections_to_cells(edges_to_intersections(given, _TOUCH, _TOUCH))
    return [cell for cell in cells if cell[2] - cell[0] > 2 and cell[3] - cell[1] > 2]


def _uncovered(boxes: list[Box], xs: list[float], ys: list[float]) -> list[Box]:
    """Squares of the grid that no cell covers (a gap in a line left them open), joined along their row."""
    rows, cols = len(ys) - 1, len(xs) - 1
    if rows * cols > 20_000:
        return []
    taken = [[False] * cols for _ in range(rows)]
    for box in boxes:
        for row in range(bisect_left(ys, box[1]), bisect_left(ys, box[3])):
            for col in range(bisect_left(xs, box[0]), bisect_left(xs, box[2])):
                taken[row][col] = True
    found: list[Box] = []
    for row in range(rows):
        col = 0
        while col < cols:
            start = col
            while col < cols and not taken[row][col]:
                col += 1
            if col > start:
                found.append((xs[start], ys[row], xs[col], ys[row + 1]))
            col += 1
    return found


def _tiles(grid: Grid) -> bool:
    """Whether the cells that lines enclose make up the grid, as they do in a table but not in a diagram."""
    box = grid.box
    if box[2] - box[0] < 60 or box[3] - box[1] < 12:
        return False
    return 0.75 <= grid.share <= 1.1


def _framed(component: list[Edge], box: Box) -> bool:
    """Whether lines run all around the component, as they do around a table with gaps in its inner lines."""
    left, top, right, bottom = box
    sides = 0
    for edge in component:
        if edge.horizontal and min(edge.top - top, bottom - edge.top) <= _TOUCH:
            sides += edge.x1 - edge.x0 >= 0.97 * (right - left)
        elif not edge.horizontal and min(edge.x0 - left, right - edge.x0) <= _TOUCH:
            sides += edge.bottom - edge.top >= 0.97 * (bottom - top)
    return sides >= 4


def _nest(grids: list[Grid]) -> list[Grid]:
    """Put grids that stand inside a cell of another one into it; gives the outer ones from top to bottom."""
    grids.sort(key=lambda grid: (grid.box[3] - grid.box[1]) * (grid.box[2] - grid.box[0]))
    outer: list[Grid] = []
    for index, grid in enumerate(grids):
        x, y = (grid.box[0] + grid.box[2]) / 2, (grid.box[1] + grid.box[3]) / 2
        home = next(
            (
                other for other in grids[index + 1 :]
                if inside(other.box, x, y) and inside(other.box, grid.box[0], grid.box[1], 2)
                and inside(other.box, grid.box[2], grid.box[3], 2)
            ),
            None,
        )  # fmt: skip
        if home is None:
            outer.append(grid)
        else:
            home.inner.append(grid)
    return sorted(outer, key=lambda grid: (grid.box[1], grid.box[0]))
