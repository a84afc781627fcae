"""Which programme and which occasion a submission answers, read from its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from doccheck.document import Document
from doccheck.language.patterns import lazy
from doccheck.mapping.model import Part
from doccheck.programme.loader import detection_index
from doccheck.programme.schema import AnnualRow, Occasion, Programme, Role

_CLAIM = 0.35
"""Least score at which a programme is taken for the submission's own."""
_SPACE = lazy(r"\s+")
_PAPER_YEAR = lazy(r"(20[1-4]\d)\s*年")


class Detection(NamedTuple):
    """The programme's id and how sure it is (0…1); the id is empty where nothing tells."""

    id: str
    confidence: float


def detect_programme(documents: Mapping[str, Document]) -> Detection:
    """The programme whose telling phrases stand in the documents and their file names.

    Phrases are weighed by their rank in the programme's ``detect`` list; one in a file name or in the first blocks
    of a document (its title) counts double, for other notices may be cited anywhere in the text.
    """
    texts = [_SPACE.sub("", document.text) for document in documents.values()]
    heads = [_SPACE.sub("", "".join(_head(document))) + document.path for document in documents.values()]
    everything, head = "\n".join(texts), "\n".join(heads)
    scores: list[tuple[float, str]] = []
    for entry in detection_index():
        score = 0.0
        for rank, phrase in enumerate(entry.detect):
            weight = 1.0 / (1.0 + 0.35 * rank)
            key = _SPACE.sub("", phrase)
            if key in head:
                score += weight
            elif key in everything:
                score += weight / 2
        region = max((name for name in entry.region), key=len, default="")
        if region and region in everything:
            score += 0.2 + min(0.3, 0.01 * everything.count(region))
        scores.append((score, entry.id))
    scores.sort(reverse=True)
    best, other = scores[0], scores[1] if len(scores) > 1 else (0.0, "")
    if best[0] < _CLAIM:
        return Detection("", 0.0)
    confidence = best[0] / (best[0] + other[0]) * min(1.0, 0.5 + best[0] / 2)
    return Detection(best[1], round(min(0.99, confidence), 2))


def _head(document: Document) -> list[str]:
    texts: list[str] = []
    for paragraph in document.paragraphs():
        if paragraph.text.strip():
            texts.append(paragraph.text)
        if len(texts) >= 25:
            break
    return texts


def detect_occasion(parts: Sequence[Part], programme: Programme) -> Occasion:
    """The yearly occasion when yearly papers are there and nothing that only an application has."""
    if not any(isinstance(row, AnnualRow) for row in programme.rows):
        return Occasion.APPLY
    roles = Counter(part.role for part in parts)
    yearly = roles[Role.ANNUAL] + roles[Role.SELF_ASSESSMENT]
    applying = roles[Role.APPLICATION] + roles[Role.AGREEMENT] + roles[Role.PLAN]
    return Occasion.ANNUAL if yearly and yearly > applying else Occasion.APPLY


def year_of(documents: Mapping[str, Document], programme: Programme, occasion: Occasion) -> int:
    """The year that the submission must speak about: the programme's, or the one most yearly papers name."""
    if occasion is Occasion.APPLY:
        return programme.reference_year
    votes: Counter[int] = Counter()
    for document in documents.values():
        named = Counter(int(year) for year in _PAPER_YEAR.findall(document.path + "\n" + document.text))
        if named:
            votes[named.most_common(1)[0][0]] += 1
    return votes.most_common(1)[0][0] if votes else programme.reference_year
