"""Word templates and how they are filled: docxtpl, in a sandbox, with nothing in a value taken for markup."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec import Struct

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FOLDER_VARIABLE = "DOCCHECK_TEMPLATES"
"""The environment variable that names a bureau's folder of templates."""


class TemplateProblem(Exception):
    """A template cannot be filled; the message says which file, why, and what to do."""


class Paper(Struct, frozen=True):
    """One paper: its file's name and bytes, or what is wrong with its template."""

    name: str
    data: bytes = b""
    problem: str = ""


def template(name: str, programme: str, folder: Path | None = None) -> Path | None:
    """A bureau's own template, None where the packaged one is to be used.

    Looked for in ``folder``, else in the folder named by ``DOCCHECK_TEMPLATES``, then in the user's settings
    (``templates`` beside other settings of doccheck); in each first below the programme's id.
    """
    for place in _folders(folder):
        for candidate in (place / programme / name, place / name) if programme else (place / name,):
            if candidate.is_file():
                return candidate
    return None


def _folders(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder
    elif os.environ.get(FOLDER_VARIABLE):
        yield Path(os.environ[FOLDER_VARIABLE])
    from platformdirs import user_config_path

    yield user_config_path("doccheck") / "templates"


def fill(name: str, values: dict[str, Any], programme: str = "", folder: Path | None = None) -> bytes:
    """The template of this name filled with values, as the bytes of a .docx.

    Raises:
        TemplateProblem: a bureau's template is no Word file, has a slip in its marks, or names an unknown value.
    """
    own = template(name, programme, folder)
    if own is None:
        return _filled(files("doccheck.reports.papers").joinpath("templates", name).read_bytes(), values)
    try:
        return _filled(own.read_bytes(), values)
    except Exception as error:  # whatever a bureau's file makes docxtpl stumble over must be told, not thrown
        raise TemplateProblem(
            f"模板“{own}”无法使用：{_reason(error)}。可用的内容有：{'、'.join(values)}。请改正模板，或移走它以使用自带模板。"
        ) from error


def _filled(data: bytes, values: dict[str, Any]) -> bytes:
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    document = DocxTemplate(io.BytesIO(data))
    document.render(_plain(values), SandboxedEnvironment(undefined=StrictUndefined, autoescape=True), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _plain(value: Any) -> Any:
    """Values whose text stands on one line and holds nothing that XML forbids."""
    if isinstance(value, str):
        return _FORBIDDEN.sub("", re.sub(r"[\t\r\n\f\v]+", " ", value))
    if isinstance(value, dict):
        return {key: _plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    return value


def _reason(error: Exception) -> str:
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    if isinstance(error, SecurityError):
        return "其中的标记要做模板不该做的事"
    if isinstance(error, UndefinedError):
        return f"其中用到了没有的内容（{error.message}）"
    if isinstance(error, TemplateSyntaxError):
        return f"其中的标记写法有误（{error.message}）"
    return f"不是可用的 Word 模板（{type(error).__name__}）"
