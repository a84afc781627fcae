"""The recogniser that reads names of seals: lines of an RGB picture with text, confidence and corners."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, TypeAlias

LineReader: TypeAlias = Callable[[Any], list[tuple[str, float, Any]]]
"""Gives (text, confidence 0–1, quad of corners) for each line of an RGB picture."""


def can_look() -> bool:
    """Whether pictures can be looked at on this machine (the extra ``ocr`` is installed)."""
    return find_spec("cv2") is not None and find_spec("numpy") is not None


def default_reader() -> LineReader | None:
    """The reader of scans, or ``None`` where it is not installed or turned off."""
    from doccheck.parsers.scan import engine

    return engine.read_lines if engine.available() else None
