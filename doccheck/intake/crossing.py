"""Values on their way between our own processes."""

from __future__ import annotations

import pickle


def pack(value: object) -> bytes:
    """A value as bytes for ``pickle.loads``.

    Only for pipes between a process and the workers that it started: nothing else may be unpickled.
    """
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
