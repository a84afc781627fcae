"""Whose seal it is: the name read on its ring beside the units that may have set it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from doccheck.mapping.names.misread import folded
from doccheck.mapping.names.relation import Link, expand, link
from doccheck.mapping.names.written import is_full, normal

_ALIKE = 0.78
"""Likeness from which a name on a ring is a unit's, as worn characters are misread."""
_EXACT = 0.9
_STRANGE = 0.5
"""Likeness to every unit asked for under which a surely read full name is another unit's."""
_SURE, _LEAST = 0.93, 0.6
_STAMP = re.compile(r"(?:合同|财务|发票|科研|业务|行政|公|专用|技术)*(?:专用)?章$")


def legible(name: str, confidence: float) -> bool:
    """Whether enough of a name was read to be compared with anything."""
    return confidence >= _LEAST and len(_bare(name)) >= 4


def likeness(name: str, unit: str) -> float:
    """How much a name read on a ring is like a unit's, 0–1; part of a name counts for what it covers."""
    from rapidfuzz import fuzz

    one, two = folded(_bare(name)), folded(normal(unit))
    if not one or not two:
        return 0.0
    if one == two or (two in one and len(two) >= 4) or (one in two and len(one) >= 0.6 * len(two)):
        return 1.0 if one == two else 0.95
    score = fuzz.ratio(one, two) / 100
    return max(score, 0.85) if link(_bare(name), unit) is not Link.OTHER else score


def owner(
    name: str, confidence: float, units: Iterable[str], others: Iterable[str], aliases: Mapping[str, str] | None = None
) -> tuple[str, bool]:
    """The unit whose seal it is, and whether it is one of ``units``; (“”, True) where the name does not tell.

    ``others`` are units known from elsewhere in the submission. A name that resembles none is another unit's only
    where it was read surely and is a full one.
    """
    if not legible(name, confidence):
        return "", True
    name = expand(_bare(name), aliases or {})
    asked = {unit: likeness(name, unit) for unit in units if unit}
    known = {unit: likeness(name, unit) for unit in others if unit and unit not in asked}
    best = max(asked, key=asked.__getitem__, default="")
    rival = max(known, key=known.__getitem__, default="")
    if best and asked[best] >= _ALIKE and not (rival and known[rival] > max(_EXACT, asked[best])):
        return best, True
    if rival and known[rival] >= _EXACT:
        return rival, False
    if asked and asked[best] < _STRANGE and confidence >= _SURE and is_full(name) and len(name) >= 6:
        return name, False
    return "", True


def _bare(name: str) -> str:
    """The name without what the seal is for (合同专用章)."""
    return _STAMP.sub("", normal(name))
