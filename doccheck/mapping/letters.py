"""Letters of the procedure, their blanks filled with what the submission says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from doccheck.document import Location
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, FieldValue, MappedSubmission
from doccheck.programme.schema import ChoiceRow, LetterRow, NamingRow, Occasion

_BLANK = lazy(r"\{([^{}]+)\}")
_BRACKETS = "（）()：:，,、-—— 　"
OPEN = "＿＿＿＿＿＿"
"""What stands where the officer fills in."""


class Filled(Struct, frozen=True):
    """An answer of the submission that fills a blank, with its place."""

    name: str
    value: str = ""
    document: str = ""
    location: Location = field(default_factory=Location)


class Draft(Struct, frozen=True):
    """A letter as drafted; ``office`` instead of a text where the row only says who is in charge."""

    row: LetterRow
    blanks: tuple[Filled, ...]
    heading: str = ""
    to: str = ""
    body: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    copies: str = ""
    office: str = ""


def drafted(mapped: MappedSubmission) -> list[Draft]:
    """Every letter that the submission fills at least one blank of, and the section in charge where it follows."""
    if mapped.occasion is not Occasion.APPLY:
        return []
    drafts = []
    for row in mapped.programme.rows:
        if isinstance(row, LetterRow):
            draft = _routed(row, mapped) if row.routing else _letter(row, mapped)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _routed(row: LetterRow, mapped: MappedSubmission) -> Draft | None:
    for value in _answers(mapped, row.by):
        for option in value.chosen or (value.text,):
            if option in row.routing:
                filled = Filled(value.name, value.text, value.document, value.location)
                return Draft(row, (filled,), office=row.routing[option])
    return None


def _letter(row: LetterRow, mapped: MappedSubmission) -> Draft | None:
    texts = [row.heading, row.to, *row.body, *row.attachments, row.copies]
    names = dict.fromkeys(name for text in texts for name in _BLANK.findall(text))
    blanks = {name: _filled(name, row.fill.get(name, ""), mapped) for name in names}
    if not any(blank.value for blank in blanks.values()):
        return None
    return Draft(
        row,
        tuple(blanks.values()),
        _written(row.heading, blanks),
        _written(row.to, blanks),
        tuple(_written(text, blanks) for text in row.body),
        tuple(_written(text, blanks) for text in row.attachments),
        _written(row.copies, blanks),
    )


def _filled(name: str, row_id: str, mapped: MappedSubmission) -> Filled:
    row = mapped.programme.row(row_id) if row_id else None
    if row is None:
        return Filled(name)
    for value in _answers(mapped, row.id):
        text = re.sub(r"\s+", "", value.text)
        if mapped.lead is not None and mapped.lead.name in text:
            text = mapped.lead.name
        elif isinstance(row, ChoiceRow):
            text = _chosen(row, value, text)
        return Filled(name, text, value.document, value.location)
    if isinstance(row, NamingRow):
        for mention in mapped.consortium_names:
            return Filled(name, mention.name, mention.document, mention.location)
    return Filled(name)


def _answers(mapped: MappedSubmission, row_id: str) -> Iterator[FieldValue]:
    return (v for v in mapped.field_values(row_id) if v.state is FieldState.FILLED and v.text.strip())


def _chosen(row: ChoiceRow, value: FieldValue, text: str) -> str:
    """A choice in words; of an open one (其他：稀土) only what was written beside it."""
    for option in row.options:
        if option.open and option.value in value.chosen:
            for word in sorted((option.value, *option.aliases), key=len, reverse=True):
                rest = text.removeprefix(word).strip(_BRACKETS)
                if text.startswith(word) and rest:
                    return rest
    return text


def _written(text: str, blanks: dict[str, Filled]) -> str:
    """A text with its blanks filled; words that the answer and the text share are written once (产业|产业链)."""

    def answer(match: re.Match[str]) -> str:
        value = blanks[match.group(1)].value
        following = text[match.end() :]
        for length in range(min(len(value) - 1, len(following), 6), 1, -1):
            if value.endswith(following[:length]):
                return value[:-length]
        return value or OPEN

    return _BLANK.sub(answer, text)
