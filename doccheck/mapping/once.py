"""Things that several checks work out of a submission, worked out once for each submission."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from doccheck.mapping.model import MappedSubmission

_Result = TypeVar("_Result")


def once(work: Callable[[MappedSubmission], _Result]) -> Callable[[MappedSubmission], _Result]:
    """``work``, done at the first call for a submission; whoever calls may read the result, never change it.

    The result is kept with the submission itself and goes with it.
    """
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def asked(mapped: MappedSubmission) -> _Result:
        if name not in mapped.__dict__:
            mapped.__dict__[name] = work(mapped)
        result: _Result = mapped.__dict__[name]
        return result

    return asked
