"""What a code means to a person: its reasons, examples and cure, from ``codes.yaml``."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from msgspec.structs import replace

from doccheck.findings.codes import CODES, Code


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    import yaml

    text = files("doccheck.findings").joinpath("codes.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    texts: dict[str, dict[str, str]] = yaml.load(text, Loader=loader)
    return texts


def describe(code_id: str) -> Code:
    """The code with its reasons and examples filled in; KeyError for an unknown one.

    Kept out of :data:`CODES` so that a check need not read them.
    """
    texts = _texts().get(code_id, {})
    return replace(
        CODES[code_id],
        why=texts.get("why", ""),
        bad=texts.get("bad", ""),
        good=texts.get("good", ""),
        mend=texts.get("mend", ""),
    )


def code_title(code_id: str) -> str:
    """The Chinese name of a code (“同一数据在两处不一致”)."""
    return _texts().get(code_id, {}).get("title") or CODES[code_id].what
