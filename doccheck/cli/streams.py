"""Standard output and error on any console: UTF-8 or GBK, a terminal or a pipe."""

from __future__ import annotations

import codecs
import io
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

_PLAIN = {"›": ">", "\xa0": " ", "–": "-", "•": "·", "✓": "√", "−": "-", "⋯": "…"}
_ERRORS = "doccheck-plain"
_PIPE_WIDTH = 100


def settle() -> None:
    """Let no console fail on a character that it lacks: a near one is written, else a question mark."""
    codecs.register_error(_ERRORS, _substitute)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ERRORS)


def _substitute(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(char, "?") for char in error.object[error.start : error.end]), error.end


def say(message: str) -> None:
    """A message for a person, on standard error."""
    print(message, file=sys.stderr)


def write_result(text: str) -> None:
    """A report for programs on standard output: UTF-8 in pipes and files, the console's own encoding on a console."""
    if sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.flush()


def console(stream: TextIO | None = None) -> Console:
    """A rich console on standard output; a pipe gets plain text of 100 columns (or COLUMNS)."""
    import os

    from rich.console import Console

    out = stream or sys.stdout
    width = None if out.isatty() or os.environ.get("COLUMNS") else _PIPE_WIDTH
    return Console(file=out, width=width, highlight=False)
