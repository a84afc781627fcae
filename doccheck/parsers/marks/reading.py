"""The recogniser that reads names of seals, and whether pictures can be looked at at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, TypeAlias

LineReader: TypeAlias = Callable[[Any], tuple[str, float]]
"""Gives the text and the confidence (0–1) of an RGB picture of one line."""


def can_look() -> bool:
    """Whether pictures can be looked at on this machine; ``DOCCHECK_OCR=none`` turns it off with the recogniser."""
    turned_off = os.environ.get("DOCCHECK_OCR", "").strip().lower() == "none"
    return not turned_off and all(find_spec(name) is not None for name in ("cv2", "numpy", "PIL"))


def line_reader() -> LineReader | None:
    """The recogniser of scans for a single line, or ``None`` where it is not installed."""
    from doccheck.parsers.scan import engine

    return _read if engine.available() else None


def _read(image: Any) -> tuple[str, float]:
    from doccheck.parsers.scan import engine

    (reading,) = engine.recognise([image])
    return reading.text, reading.confidence
