"""How much speaks for a seal inside an outline: an edge around, white beside it, characters along it."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from msgspec.structs import replace

from doccheck.parsers.marks.outlines import Outline

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Surface: TypeAlias = NDArray[np.float32]
    """Ink from 0 to 1."""

FINE = 5.0
"""Pixels a millimetre (some 127 dpi) at which evidence is weighed."""
_ANGLES = 240
_RADII = 60
_REACH = 1.2
"""How far beyond the edge the polar picture goes, in radii."""


class Evidence(NamedTuple):
    """What is seen of an outline; each a share from 0 to 1, except ``blobs`` (counts of ink along the ring)."""

    edge: float
    longest_gap: float
    seen: float
    thick: float
    text: float
    spread: float
    blobs: int
    inner_ring: float
    outside: float
    fill: float
    contrast: float
    """How much more ink there is on the edge than on the white between it and the characters."""
    aligned: float
    """How much of a third of the ring holds ink that ends on one circle below the edge, as characters do."""
    wobble: float
    """How far the edge strays from the ellipse, in radii, on the average: what has corners strays further."""
    across: float
    """The share of the ring's ink in strokes along it, which characters have and the marks of a dial have not."""


def polar(mask: Surface, outline: Outline, scale: float) -> NDArray[np.float32]:
    """The ink around an outline's middle: a row for each angle, a column for each radius; −1 beyond the picture."""
    import cv2
    import numpy as np

    angles = np.arange(_ANGLES, dtype=np.float32) * (2 * math.pi / _ANGLES)
    radii = (np.arange(_RADII, dtype=np.float32) + 0.5) * (_REACH / _RADII)
    turn = math.radians(outline.turn)
    along, across = np.cos(angles) * outline.a, np.sin(angles) * outline.b
    x = outline.x + (along * math.cos(turn) - across * math.sin(turn))[:, None] * radii[None, :]
    y = outline.y + (along * math.sin(turn) + across * math.cos(turn))[:, None] * radii[None, :]
    found = cv2.remap(
        mask, (x * scale).astype(np.float32), (y * scale).astype(np.float32), cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT, borderValue=-1.0,
    )  # fmt: skip
    return np.asarray(found, dtype=np.float32)


def _columns(low: float, high: float) -> slice:
    return slice(round(low / _REACH * _RADII), max(round(low / _REACH * _RADII) + 1, round(high / _REACH * _RADII)))


def fitted(mask: Surface, outline: Outline, scale: float) -> Outline:
    """The outline moved and stretched by a millimetre or two to where its edge is inked best."""
    best, score = outline, _edge_share(mask, outline, scale)
    for step in (1.2, 0.6, 0.3):
        moved = True
        while moved:
            moved = False
            changes: tuple[dict[str, float], ...] = (
                {"x": best.x - step}, {"x": best.x + step}, {"y": best.y - step}, {"y": best.y + step},
                {"a": best.a - step, "b": best.b - step}, {"a": best.a + step, "b": best.b + step},
                {"a": best.a + step / 2}, {"a": best.a - step / 2}, {"b": best.b + step / 2}, {"b": best.b - step / 2},
            )  # fmt: skip
            for change in changes:
                other = replace(best, **change)
                # A round seal stays round: an ellipse of two seals or of text would fit as well.
                if outline.a == outline.b and abs(other.a - other.b) > 0.04 * outline.a:
                    continue
                if abs(other.a - outline.a) > 3.5 or math.hypot(other.x - outline.x, other.y - outline.y) > 4:
                    continue
                value = _edge_share(mask, other, scale)
                if value > score + 0.004:
                    best, score, moved = other, value, True
    return best


def _edge_share(mask: Surface, outline: Outline, scale: float) -> float:
    import cv2
    import numpy as np

    cosine, sine = _directions()
    turn = math.radians(outline.turn)
    along, across = cosine * (outline.a * scale), sine * (outline.b * scale)
    x = along * math.cos(turn) - across * math.sin(turn) + outline.x * scale
    y = along * math.sin(turn) + across * math.cos(turn) + outline.y * scale
    values = cv2.remap(
        mask, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT, borderValue=-1.0,
    )  # fmt: skip
    seen = values[1] >= 0
    if seen.sum() < 20:
        return 0.0
    return float(np.maximum(values[:, seen], 0).mean())


@lru_cache(maxsize=1)
def _directions() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Points on three rings at 0.99, 1 and 1.01 of a radius, in 90 directions."""
    import numpy as np

    angles = np.linspace(0, 2 * math.pi, 90, endpoint=False)
    radii = np.array([[0.99], [1.0], [1.01]])
    return (radii * np.cos(angles)).astype(np.float32), (radii * np.sin(angles)).astype(np.float32)


def weigh(mask: Surface, traces: Surface, outline: Outline, scale: float) -> Evidence:
    """Weigh what an ellipse holds: its edge by the plain ink, its characters by traces of ink."""
    import numpy as np

    ink = polar(mask, outline, scale)
    seen = ink[:, _columns(0.96, 1.0)].min(axis=1) >= -0.5
    inked = ink > 0.4
    if seen.sum() < _ANGLES * 0.2:
        return Evidence(0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0)
    whole = inked[seen]
    around = whole[:, _columns(0.93, 1.06)]
    edged = around.any(axis=1)
    traced = polar(traces, outline, scale) > 0.4
    faint = traced[seen]
    text = faint[:, _columns(0.58, 0.86)]
    lettered = text.mean(axis=1)
    profile = whole.mean(axis=0)
    inner = profile[_columns(0.5, 0.86)]  # further in, an authority's emblem may be round itself
    line = float(np.sort(profile[_columns(0.95, 1.04)])[-2:].mean())
    middle = inked[:, _columns(0.0, 1.0)] * (np.arange(_RADII)[None, _columns(0.0, 1.0)] + 0.5)
    return Evidence(
        edge=float(edged.mean()),
        longest_gap=_longest(~edged) / max(1, len(edged)),
        seen=float(seen.mean()),
        thick=_thickness(whole),
        text=float(lettered.mean()),
        spread=_spread(lettered > 0.08),
        # Characters set close to each other touch at their feet, so their bodies are counted too.
        blobs=max(_changes(lettered > 0.12), _changes(lettered > max(0.12, float(np.median(lettered))))),
        inner_ring=float(inner.max()),
        outside=float(whole[:, _columns(1.08, 1.19)].mean()),
        fill=float(middle.sum() / ((np.arange(_RADII)[_columns(0.0, 1.0)] + 0.5).sum() * len(ink))),
        contrast=line - float(profile[_columns(0.85, 0.95)].min()),
        aligned=_alignment(traced, seen, outline),
        wobble=_wobble(whole),
        across=_tangential(faint[:, _columns(0.5, 0.92)]),
    )


def _alignment(ink: NDArray[np.bool_], seen: NDArray[np.bool_], outline: Outline) -> float:
    """The best third of the ring: the share of its sectors (12° each) whose ink begins at one depth below the edge."""
    import numpy as np

    edge, limit, deepest = _columns(0.0, 1.0).stop, _columns(0.0, 0.8).stop, _columns(0.0, 0.45).stop
    at = np.full(len(ink), edge)
    for column in range(edge, limit + 3, -1):  # the edge may be worn at an angle, or lie a little lower
        at[(at == column) & ~ink[:, column]] -= 1
    for column in range(edge, limit, -1):
        at[(at == column) & ink[:, column]] -= 1
    columns = np.arange(_RADII)
    below = ink & (columns >= deepest) & (columns <= at[:, None]) & seen[:, None]
    depth = edge - (_RADII - 1 - np.argmax(below[:, ::-1], axis=1))
    angles = np.arange(len(ink)) * (2 * math.pi / len(ink))
    # The characters of an oval stand at one distance from its edge, not at one share of its radius.
    longer = np.hypot(outline.a * np.cos(angles), outline.b * np.sin(angles)) / min(outline.a, outline.b)
    heads = np.where(below.any(axis=1), np.maximum(1, edge - np.round(depth * longer)), 0).astype(int)
    sectors = heads.reshape(-1, 8).max(axis=1)
    whole = seen.reshape(-1, 8).mean(axis=1) > 0.5
    wide = max(3, min(len(sectors) // 3, int(whole.sum())))
    best = 0.0
    for first in range(len(sectors)):
        part = np.take(sectors, range(first, first + wide), mode="wrap")
        counts = np.convolve(np.bincount(part[part > 0], minlength=_RADII), np.ones(5))
        best = max(best, float(counts.max()) / wide)
    return best


def _wobble(ink: NDArray[np.bool_]) -> float:
    import numpy as np

    near = _columns(0.88, 1.12)
    edge = ink[:, near]
    away = np.where(edge, np.abs(np.arange(edge.shape[1]) - (edge.shape[1] - 1) / 2), np.inf)
    at = away.argmin(axis=1)[edge.any(axis=1)].astype(np.float64)
    return float(np.abs(at - np.median(at)).mean()) * _REACH / _RADII if len(at) else 1.0


def _tangential(band: NDArray[np.bool_]) -> float:
    """The share of ink in runs of at least four angles (6°)."""
    import numpy as np

    # Whatever four neighbours in a row all hold belongs to such a run.
    start = band[:-3] & band[1:-2] & band[2:-1] & band[3:]
    padded = np.pad(start, ((3, 3), (0, 0)))
    long = padded[:-3] | padded[1:-2] | padded[2:-1] | padded[3:]
    return float(long.sum()) / max(1, int(band.sum()))


def _thickness(ink: NDArray[np.bool_]) -> float:
    """How thick the edge is, in radii: the median run of ink at each angle that has some on the edge."""
    import numpy as np

    found = []
    inner, outer = _columns(0.5, 1.0).start, _columns(0.5, 1.12).stop
    for row in ink:
        at = [column for column in range(_columns(0.95, 1.04).start, _columns(0.95, 1.04).stop) if row[column]]
        if not at:
            continue
        low = high = at[0]
        while low > inner and row[low - 1]:
            low -= 1
        while high + 1 < outer and row[high + 1]:
            high += 1
        found.append(high - low + 1)
    return float(np.median(found)) * _REACH / _RADII if found else 1.0


def _longest(flags: NDArray[np.bool_]) -> int:
    longest = run = 0
    for flag in (*flags, *flags):
        run = run + 1 if flag else 0
        longest = max(longest, min(run, len(flags)))
    return longest


def _spread(flags: NDArray[np.bool_]) -> float:
    """The share of twenty-four sectors in which there is text."""
    sectors = [part.mean() > 0.15 for part in _split(flags, 24)]
    return float(sum(sectors)) / max(1, len(sectors))


def _split(flags: NDArray[np.bool_], parts: int) -> list[NDArray[np.bool_]]:
    import numpy as np

    return [part for part in np.array_split(flags, parts) if len(part)]


def _changes(flags: NDArray[np.bool_]) -> int:
    """How often ink begins along the ring: once or more for each character."""
    return int(sum(1 for before, now in pairwise(flags) if now and not before))


class Square(NamedTuple):
    """What is seen of a rectangle: how much of each side is inked, and how the ink lies inside."""

    edge: float
    weakest_side: float
    cells: float
    fill: float
    outside: float


def weigh_square(mask: Surface, outline: Outline, scale: float) -> Square:
    """Weigh what a rectangle holds."""
    import cv2
    import numpy as np

    side = 90
    reach = 1.3
    turn = math.radians(outline.turn)
    grid = (np.arange(side, dtype=np.float32) + 0.5) / side * 2 * reach - reach
    u, v = np.meshgrid(grid * outline.a, grid * outline.b)
    x = (outline.x + u * math.cos(turn) - v * math.sin(turn)) * scale
    y = (outline.y + u * math.sin(turn) + v * math.cos(turn)) * scale
    ink = cv2.remap(mask, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR) > 0.4
    low, high = round(side * (1 - 1 / reach) / 2), round(side * (1 + 1 / reach) / 2)
    depth = max(3, side // 16)
    sides = [
        ink[low - 2 : low + depth, low:high].any(axis=0).mean(),
        ink[high - depth : high + 2, low:high].any(axis=0).mean(),
        ink[low:high, low - 2 : low + depth].any(axis=1).mean(),
        ink[low:high, high - depth : high + 2].any(axis=1).mean(),
    ]
    rim = depth + 3
    inner = ink[low + rim : high - rim, low + rim : high - rim]
    parts = [cell.mean() for rows in np.array_split(inner, 4, axis=0) for cell in np.array_split(rows, 4, axis=1)]
    outer = ink.copy()
    outer[low - 4 : high + 4, low - 4 : high + 4] = False
    beyond = outer.sum() / max(1, side * side - (high - low + 8) ** 2)
    return Square(
        edge=float(np.mean(sides)),
        weakest_side=float(min(sides)),
        cells=float(np.mean([0.08 < part < 0.92 for part in parts])),
        fill=float(inner.mean()),
        outside=float(beyond),
    )
