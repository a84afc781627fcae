"""On which block of a document a mark stands, or beside which."""

from __future__ import annotations

import math

from doccheck.document.model import Block, Box, Document, Table, block_paragraphs

_FAR = 250.0
"""Points beyond which a block is not beside a mark."""


class Blocks:
    """The blocks of a document by page, with the boxes of what they show there."""

    def __init__(self, document: Document) -> None:
        self._boxes: dict[int, list[tuple[int, Box]]] = {}
        for index, block in enumerate(document.blocks):
            for page, box in _shown(block):
                self._boxes.setdefault(page, []).append((index, box))

    def at(self, page: int, box: Box) -> int | None:
        """The block nearest to the middle of ``box``; ``None`` on a page without text."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        near = min(
            ((_distance(own, x, y), index) for index, own in self._boxes.get(page, [])), default=(math.inf, -1)
        )  # fmt: skip
        return near[1] if near[0] <= _FAR else None

    def printed(self, page: int, but: int) -> list[Box]:
        """The boxes of what the other blocks show on a page."""
        return [box for index, box in self._boxes.get(page, []) if index != but]


def _shown(block: Block) -> list[tuple[int, Box]]:
    lines = [(line.page, line.bbox) for paragraph in block_paragraphs(block) for line in paragraph.lines]
    if not lines and block.location.page is not None and block.location.bbox is not None:
        lines = [(block.location.page, block.location.bbox)]
    if isinstance(block, Table):
        lines += [
            (cell.location.page, cell.location.bbox)
            for cell in block.cells
            if cell.location.page is not None and cell.location.bbox is not None
        ]
    return lines


def _distance(box: Box, x: float, y: float) -> float:
    return math.hypot(max(box[0] - x, 0.0, x - box[2]), max(box[1] - y, 0.0, y - box[3]))
