"""Documents on their way between our own processes."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from doccheck.document import model


def pack(value: object) -> bytes:
    """A value as bytes for ``pickle.loads``; documents are packed several times faster than pickle does alone.

    Only for pipes between a process and the workers that it started: nothing else may be unpickled.
    """
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _TABLE
    pickler.dump(value)
    return stream.getvalue()


def _by_position(kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    """How one class of the model is taken apart. Frozen classes with slots otherwise look up their fields by name
    for every single object, which costs a tenth of the time of parsing."""
    values = attrgetter(*(field.name for field in fields(kind)))
    if len(fields(kind)) == 1:
        return lambda value: (kind, (values(value),))
    return lambda value: (kind, values(value))


_TABLE: dict[type, Callable[[Any], tuple[type, tuple[Any, ...]]]] = {
    kind: _by_position(kind)
    for kind in (
        model.Location,
        model.Span,
        model.Line,
        model.Heading,
        model.Paragraph,
        model.Cell,
        model.Table,
        model.Figure,
        model.PageBreak,
        model.Incident,
        model.Seal,
        model.Handwriting,
        model.ElectronicSignature,
        model.Document,
    )
}
