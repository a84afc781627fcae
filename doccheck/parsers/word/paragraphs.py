"""Turn a drafted paragraph into the model's: text with its label, spans of equal looks, size and weight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from doccheck.document.model import Location, Paragraph, Span, Zone
from doccheck.parsers.word.numbering import separator
from doccheck.parsers.word.styles import PLAIN, Looks

_ENDS_IN_PAGE = re.compile(r"[\t .…·．]\s*(?:\d{1,4}|[ivxlcIVXLC]{1,6})\s*$")


class Properties(Struct, frozen=True):
    """What a paragraph's own properties and style say, resolved."""

    style: str
    style_level: int | None = None
    list_level: int | None = None
    align: str | None = None
    label: str = ""
    toc: bool = False
    toc_link: bool = False
    looks: Looks = PLAIN


def build(
    pieces: Sequence[tuple[str, Looks]], properties: Properties, location: Location, zone: Zone, *, page_break: bool
) -> Paragraph | None:
    """The paragraph, or None when nothing of it can be seen (a blank that is underlined to be filled can)."""
    body = "".join(text for text, _ in pieces)
    if not properties.label and not body.strip() and not any(looks.underline for text, looks in pieces if text):
        return None
    label = properties.label.strip()
    lead = ""
    if label:
        # Spaces that the level's own text carries print; others are added for legibility.
        gap = properties.label[len(properties.label.rstrip()) :]
        lead = label + (gap if body else "") + separator(label + gap, body)
    text = lead + body
    only = pieces[0][1] if len(pieces) == 1 else None
    return Paragraph(
        text=text,
        location=location,
        zone=zone,
        label=label,
        style=properties.style,
        style_level=properties.style_level,
        list_level=properties.list_level,
        size=only.size if only else _size(pieces, properties.looks),
        bold=only.bold if only else _bold(pieces, properties.looks),
        align=properties.align,
        spans=_spans(lead, pieces, properties.looks),
        toc=properties.toc or (properties.toc_link and bool(_ENDS_IN_PAGE.search(text))),
        page_break_before=page_break,
    )


def _spans(lead: str, pieces: Sequence[tuple[str, Looks]], default: Looks) -> tuple[Span, ...]:
    spans: list[Span] = []
    if len(pieces) == 1 and not lead:
        text, looks = pieces[0]
        return (_span(0, len(text), looks),)
    start = 0
    previous: tuple[object, ...] | None = None
    first = pieces[0][1] if pieces else default
    for text, looks in [(lead, first._replace(underline=False)), *pieces] if lead else pieces:
        key = (looks.bold, looks.italic, looks.underline, looks.size, looks.colour)
        end = start + len(text)
        if key == previous:
            start = spans.pop().start
        spans.append(_span(start, end, looks))
        previous, start = key, end
    return tuple(spans)


def _span(start: int, end: int, looks: Looks) -> Span:
    return Span(start, end, looks.bold, looks.italic, looks.underline, looks.size, looks.colour)


def _weigh(pieces: Sequence[tuple[str, Looks]]) -> list[tuple[int, Looks]]:
    return [(weight, looks) for text, looks in pieces if (weight := len(text) - sum(map(str.isspace, text)))]


def _size(pieces: Sequence[tuple[str, Looks]], default: Looks) -> float | None:
    weights: Counter[float] = Counter()
    for weight, looks in _weigh(pieces):
        if looks.size is not None:
            weights[looks.size] += weight
    return weights.most_common(1)[0][0] if weights else default.size


def _bold(pieces: Sequence[tuple[str, Looks]], default: Looks) -> bool:
    weighed = _weigh(pieces)
    if not weighed:
        return default.bold
    return 2 * sum(weight for weight, looks in weighed if looks.bold) > sum(weight for weight, _ in weighed)
