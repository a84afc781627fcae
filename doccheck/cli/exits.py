"""Exit statuses of the command line, and the error that ends a command with a message."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """CLEAN: no error-level finding; FOUND: some; NOTHING: nothing could be checked (usage, no such file)."""

    CLEAN = 0
    FOUND = 1
    NOTHING = 2


class Refusal(Exception):
    """Ends a command with status 2 and a Chinese message on standard error."""
