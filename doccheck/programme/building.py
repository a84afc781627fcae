"""Valid plain data (lists, dicts, strings) made into the schema's dataclasses."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from enum import Enum
from functools import cache
from inspect import get_annotations
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from doccheck.programme.schema import RowBase

T = TypeVar("T")


def built(cls: type[T], data: dict[str, Any]) -> T:
    """An instance of a dataclass of the schema from data that :func:`doccheck.programme.validation.validate` passed."""
    key: Any = cls
    makers = _makers(key)
    return cls(**{key: makers[key](value) for key, value in data.items()})


@cache
def _makers(cls: Any) -> dict[str, Callable[[Any], Any]]:
    makers: dict[str, Callable[[Any], Any]] = {}
    # Class by class, for all kinds of rows share most of their keys and working out what a type says takes time.
    for base in cls.__bases__:
        if dataclasses.is_dataclass(base):
            key: Any = base
            makers |= _makers(key)
    return makers | {name: _maker(hint) for name, hint in get_annotations(cls, eval_str=True).items()}


@cache
def _kinds() -> dict[str, type[RowBase]]:
    """Row classes by their kind."""
    return {get_args(get_annotations(cls, eval_str=True)["kind"])[0]: cls for cls in RowBase.__subclasses__()}


def _maker(hint: Any) -> Callable[[Any], Any]:
    """What turns a plain value into what a type says."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is list:
        make = _maker(args[0])
        return lambda value: [make(v) for v in value]
    if origin is dict:
        make = _maker(args[1])
        return lambda value: {k: make(v) for k, v in value.items()}
    if origin is tuple:
        return tuple
    if origin is Literal:
        return _same
    if origin in (Union, types.UnionType):
        if any(isinstance(arg, type) and issubclass(arg, RowBase) for arg in args):
            return lambda value: built(_kinds()[value["kind"]], value)
        make = _maker(next(arg for arg in args if arg is not type(None)))
        return lambda value: None if value is None else make(value)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return lambda value: built(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return _same


def _same(value: Any) -> Any:
    return value
