"""How a slow parser tells whoever waits for it that it gets on, so that a limit of time counts pages and not files."""

from __future__ import annotations

from collections.abc import Callable

_listener: Callable[[], None] | None = None


def listen(listener: Callable[[], None] | None) -> None:
    """Have ``listener`` called after each page that took long; None ends it."""
    global _listener
    _listener = listener


def page_done() -> None:
    """Say that a page which took long (its text was recognised from its picture) is done."""
    if _listener is not None:
        _listener()
