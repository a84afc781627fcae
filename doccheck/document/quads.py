"""Places on PDF pages as a writer of annotations needs them: corners in the page's own user space."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

Corners: TypeAlias = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]


class Quad(Struct, frozen=True):
    """Four corners of a stretch of one printed line: top left, top right, bottom left, bottom right as it is read.

    ``exact`` is False where the edges were reckoned from the width of the line (recognised text has no characters).
    """

    page: int
    corners: Corners
    exact: bool = True
