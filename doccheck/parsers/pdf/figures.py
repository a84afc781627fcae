"""Pictures and drawings: what of a page's images and shapes a reader would call a figure, and its caption."""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import itemgetter

from doccheck.document.model import Box
from doccheck.parsers.pdf.content import PageContent, area, boxes_union, inside, overlap
from doccheck.parsers.pdf.grids import Rulings
from doccheck.parsers.pdf.paragraphs import Draft, is_centred

_LEAST = 60.0  # points, both ways
_NEAR = 14.0  # points between the parts of one drawing
_MOST_PARTS = 600
_CAPTION = re.compile(
    r"^\s*(?:附?图(?![纸书文表案片像示])|[Ff]ig(?:ure)?\.?\s*\d)\s*[\d一二三四五六七八九十]*(?:[-—－.]\d+)*[\s:：.、]?"
)
_SHORT = 42


def scan_share(page: PageContent) -> float:
    """The share of the page that pictures cover, at most 1."""
    whole = page.width * page.height
    if not page.images or whole <= 0:
        return 0.0
    largest = max(area(box) for box in page.images)
    together = boxes_union(page.images)
    stripes = sum(area(box) for box in page.images)
    return min(1.0, max(largest, min(stripes, area(together))) / whole)


def find_pictures(page: PageContent) -> list[Box]:
    """Pictures of substance, strips of one picture put together; a picture behind the whole page is none."""
    sheet = page.width * page.height
    boxes = [box for box in page.images if area(box) < 0.8 * sheet]
    clipped = [(max(box[0], 0.0), max(box[1], 0.0), min(box[2], page.width), min(box[3], page.height)) for box in boxes]
    joined = _clusters([box for box in clipped if area(box) > 0][:_MOST_PARTS], 1.5)
    return [box for box, _ in joined if _substantial(box) and area(box) < 0.85 * sheet]


def find_drawings(page: PageContent, rulings: Rulings, tables: list[Box]) -> list[Box]:
    """Clusters of boxes, connectors, curves and filled areas outside tables."""
    parts = [*page.shapes, *rulings.frames]
    if not parts:
        return []
    parts.extend(page.fills)
    short = [edge for edge in rulings.loose if not edge.horizontal or edge.x1 - edge.x0 < 200]
    parts.extend((edge.x0, edge.top, edge.x1, edge.bottom) for edge in short)
    sheet = page.width * page.height
    free = [
        box for box in parts
        if area(box) < 0.8 * sheet
        and not any(inside(table, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 2) for table in tables)
    ]  # fmt: skip
    found = []
    for box, count in _clusters(free[:_MOST_PARTS], _NEAR):
        if count >= 3 and _substantial(box) and not any(overlap(box, table) > 0.3 * area(box) for table in tables):
            found.append(box)
    return found


def _substantial(box: Box) -> bool:
    return box[2] - box[0] >= _LEAST and box[3] - box[1] >= _LEAST


def _clusters(boxes: list[Box], near: float) -> list[tuple[Box, int]]:
    """Boxes that touch or nearly touch, put together; each with the number of its parts."""
    clusters: list[tuple[Box, int]] = []
    for box in sorted(boxes, key=lambda one: (one[1], one[0])):
        merged, count = box, 1
        changed = True
        while changed:
            changed = False
            rest = []
            for other, parts in clusters:
                if (
                    other[0] - near <= merged[2] and merged[0] - near <= other[2]
                    and other[1] - near <= merged[3] and merged[1] - near <= other[3]
                ):  # fmt: skip
                    merged, count, changed = boxes_union([merged, other]), count + parts, True
                else:
                    rest.append((other, parts))
            clusters = rest
        clusters.append((merged, count))
    return clusters


def caption(box: Box, page: int, drafts: list[Draft], above_first: bool) -> str:
    """The caption line next to a figure (above it only where none is below, or the other way round).

    Without one, a short centred line next to it with 图 in it.
    """
    below, above = _neighbours(box, page, drafts)
    for group in (above, below) if above_first else (below, above):
        for _, draft in group[:2]:
            if _is_caption(draft):
                return draft.compose()[0].strip()
    for _, draft in below[:1] + above[:1]:
        text = draft.compose()[0].strip()
        short = len(text) <= _SHORT and not text.endswith("。")
        if "图" in text and short and is_centred(draft.lines[0], draft.region):
            return text
    return ""


def captions_stand_above(figures: list[tuple[Box, int]], drafts: Mapping[int, list[Draft]]) -> bool:
    """Whether a file sets its captions above the figures, as those tell that have one on one side only."""
    votes = 0
    for box, page in figures:
        below, above = (
            any(_is_caption(draft) for _, draft in group[:2]) for group in _neighbours(box, page, drafts.get(page, []))
        )
        votes += above - below
    return votes > 0


def _neighbours(
    box: Box, page: int, drafts: list[Draft]
) -> tuple[list[tuple[float, Draft]], list[tuple[float, Draft]]]:
    """Short paragraphs right below and right above a box, the nearest first."""
    below: list[tuple[float, Draft]] = []
    above: list[tuple[float, Draft]] = []
    for draft in drafts:
        line = draft.lines[0]
        if line.page != page or len(draft.lines) > 2 or draft.zone:
            continue
        if 0 <= line.top - box[3] + 6 < 60:
            below.append((line.top, draft))
        elif 0 <= box[1] - draft.last.bottom + 6 < 45:
            above.append((-line.top, draft))
    return sorted(below, key=itemgetter(0)), sorted(above, key=itemgetter(0))


def _is_caption(draft: Draft) -> bool:
    text = draft.compose()[0].strip()
    return bool(_CAPTION.match(text)) and len(text) <= 2 * _SHORT and not text.endswith("。")
