"""Short names of units that a note lists one after the other: “表内简称：砺驰、渝西院、凌岫、检测中心。”"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from doccheck.document import Document, Paragraph
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy
from doccheck.mapping.model import Organisation

_LIST = lazy(r"(?:分别|依次)?简称(?:分别|依次)?[:：为是]?(?:分别|依次)?[为是]?\s?(?P<list>[^，。；;:：\d]{4,120})")
_PIECE = lazy(r"[一-龥A-Za-z]{2,8}")
_SEVERAL = 3
"""Names from which on such a line is a list of them."""
_BEFORE = r"(?<![一-龥])|(?<=[、和与及由在对经])"


def declared_names(documents: Iterable[Document], units: Iterable[Organisation]) -> dict[str, Organisation]:
    """Every short name of a note that only one unit's name can be meant by."""
    known = list({unit.name: unit for unit in units}.values())
    found: dict[str, Organisation] = {}
    for piece in _listed(documents):
        meant = [unit for unit in known if _holds(unit.name, piece)]
        if len(meant) == 1:
            found[piece] = meant[0]
    return found


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds the names in narrowed text where no other word goes before them (not in 国家检测中心)."""
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?:{_BEFORE})(?:{words})") if words else None


def _listed(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        for block in document.blocks:
            if not isinstance(block, Paragraph) or "简称" not in block.text:
                continue
            for match in _LIST.finditer(narrow(block.text)):
                pieces = [piece.strip() for piece in match["list"].strip("“”\" ").split("、")]
                if len(pieces) >= _SEVERAL and all(map(_PIECE.fullmatch, pieces)):
                    yield from pieces


def _holds(name: str, piece: str) -> bool:
    """Whether a name has all the signs of a short name in their order."""
    signs = iter(name)
    return all(sign in signs for sign in piece)
