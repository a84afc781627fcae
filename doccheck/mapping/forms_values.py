"""From the hits of one row to its values: the answers of its labels, told or missing, long or inside one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from doccheck.document import Paragraph, Table
from doccheck.language.patterns import lazy
from doccheck.mapping.choices import read_choice
from doccheck.mapping.forms_answers import (
    answer_hints,
    answer_text,
    clean,
    has_picture,
    labelled_part,
    number_beside,
    state_of,
    strip_blocks,
    tidy,
    typed_part,
)
from doccheck.mapping.forms_labels import Claim, label_key, label_words, row_labels
from doccheck.mapping.forms_lines import Hit
from doccheck.mapping.model import FieldState, FieldValue, Part, Passage
from doccheck.mapping.rosters_lines import ORGANISATION
from doccheck.programme.schema import ChoiceRow, CountRow, Label, NamingRow, Programme, Row, SignRow, SumRow, ValueType

_DATE = lazy(r"(?:(?:19|20)\d{2}|[〇零一二三四五六七八九]{4})\s*[年./-]\s*\d{0,2}\s*[月./-]?\s*\d{0,2}\s*日?")
_PARTIAL_DATE = lazy(r"^\D*(?:19|20)?\d{2,4}\s*年\s*(?:月|$)|^\D*年\s*月\s*日\s*$")
_DATE_LINE = lazy(r"(?:(?:19|20)\d{2})?年月日?")
_GAP = lazy(r"[_＿﹍]{2,}")
_ROW_NUMBER = lazy(r"^[\d\s.、．]*$")


class RowReader(Struct):
    """Reads the blanks of one row from the hits that were given to it."""

    row: Row
    hits: Sequence[tuple[Claim, Hit]]
    parts: Sequence[Part]
    programme: Programme
    hints: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        notes = re.findall(r"[（(]([^（）()]{4,80})[)）]", self.row.sentence)
        self.hints = [*answer_hints(self.programme), *notes]
        self.words = [word for label in row_labels(self.row) for word in label_words(label)]
        if not isinstance(self.row, SumRow):
            self.words = []

    def values(self) -> Iterator[FieldValue]:
        """One value for every place where a label of the row is answered, or one ``missing``."""
        if isinstance(self.row, CountRow):
            yield from self._members(self.row)
            return
        for label in row_labels(self.row):
            mine = [hit for claim, hit in self.hits if claim.name == label.name]
            if label.year is not None and not any(hit.text for hit in mine) and (crossed := self._crossed_any(label)):
                yield crossed
            elif mine:
                yield from (self._answer(label, hit) for hit in mine)
            else:
                inner = self._inner(label) or self._bare_date(label)
                yield inner if inner is not None else self._missing(label.name)

    def _answer(self, label: Label, hit: Hit) -> FieldValue:
        """The value in the blank of one hit."""
        blocks = strip_blocks(hit.blocks, self.hints, hit.label)
        raw = answer_text(hit.blocks)
        together = {claim.name for claim in hit.claims if claim.row == self.row.id and claim.piece}
        if len(together) > 1:
            piece = labelled_part(raw, label, self._others(label)) or typed_part(raw, label) or ""
            return self._value(label, hit, piece, state_of(piece, self.hints))
        if isinstance(self.row, SumRow):
            return self._count(label, hit, raw)
        if isinstance(self.row, ChoiceRow):
            return self._choice(self.row, label, hit, raw)
        text = tidy(clean(answer_text(blocks), self.hints), label.type)
        state = state_of(raw, self.hints, self.words)
        if state is FieldState.FILLED:
            state = self._closer_look(label, raw, text)
        if state is FieldState.BLANK and has_picture(hit.blocks):
            state = FieldState.FILLED
        passage = Passage(hit.document, blocks) if blocks and state is FieldState.FILLED else None
        return self._value(label, hit, text if state is not FieldState.BLANK else "", state, passage=passage)

    def _closer_look(self, label: Label, raw: str, text: str) -> FieldState:
        """Whether words that look like an answer are still the form's own: a half date, a name with its gap."""
        if label.type is ValueType.DATE and _PARTIAL_DATE.match("".join(text.split())):
            return FieldState.BLANK
        if isinstance(self.row, NamingRow) and _GAP.search(raw.strip(" _＿\n")):
            printed = label_key(_GAP.sub("", raw))
            if any(label_key(_GAP.sub("", hint)) == printed for hint in self.hints) or len(printed) <= 10:
                return FieldState.BLANK
        if isinstance(self.row, SignRow) and not clean(_DATE.sub("", raw), self.hints):
            return FieldState.BLANK
        if not text:
            return FieldState.BLANK
        return FieldState.FILLED

    def _count(self, label: Label, hit: Hit, raw: str) -> FieldValue:
        row = self.row
        assert isinstance(row, SumRow)
        total = row.total is not None and label.name == row.total.name
        composite = "其中" in raw or sum(number_beside(raw, part) is not None for part in row.parts) >= 2
        if composite and total:
            number = number_beside(raw, label, first=True) or ""
            return self._value(label, hit, number, FieldState.FILLED if number else FieldState.BLANK)
        state = state_of(raw, self.hints, self.words)
        return self._value(label, hit, clean(raw, self.hints) if state is not FieldState.BLANK else "", state)

    def _choice(self, row: ChoiceRow, label: Label, hit: Hit, raw: str) -> FieldValue:
        text = clean(raw, self.hints)
        reading = read_choice(row, raw if any(sign in raw for sign in "([（[") else text)
        state = state_of(raw, self.hints)
        if reading.boxes:
            state = FieldState.FILLED if reading.chosen or reading.unknown else FieldState.BLANK
        elif state is FieldState.FILLED and not reading.chosen and not reading.unknown:
            state = FieldState.BLANK
        chosen = reading.chosen if state is FieldState.FILLED else ()
        return self._value(label, hit, text if state is not FieldState.BLANK else "", state, chosen)

    def _inner(self, label: Label) -> FieldValue | None:
        """A label printed inside another answer of the row: counts in a line, “职务：… 电话：…”, years in one cell."""
        others = self._others(label)
        for claim, hit in self.hits:
            raw = answer_text(hit.blocks)
            if not claim.name and (crossed := self._crossed(label, hit)) is not None:
                return crossed
            if isinstance(self.row, SumRow):
                number = number_beside(raw, label, first=self.row.total is not None and label == self.row.total)
                if number is not None:
                    return self._value(label, hit, number, FieldState.FILLED if number else FieldState.BLANK)
                continue
            piece = labelled_part(raw, label, others)
            if piece is not None:
                return self._value(label, hit, clean(piece), state_of(piece, self.hints))
            if label.type in (ValueType.PHONE, ValueType.EMAIL) and claim.name and (piece := typed_part(raw, label)):
                return self._value(label, hit, piece, FieldState.FILLED)
            if not claim.name and (piece := typed_part(raw, label)):
                return self._value(label, hit, piece, state_of(piece, self.hints))
        return None

    def _bare_date(self, label: Label) -> FieldValue | None:
        """The date line of a cover that has no label (“2021年9月10日”, “____年____月____日”)."""
        if label.type is not ValueType.DATE or "填报日期" not in label_words(label):
            return None
        for part in self.parts:
            for block in part.passage.blocks[:40]:
                if isinstance(block, Table) and block.rows * block.cols > 12:
                    break
                if not isinstance(block, Paragraph):
                    continue
                text = clean(block.text)
                squeezed = "".join(text.split())
                if _DATE.fullmatch(squeezed) and not _PARTIAL_DATE.match(squeezed):
                    state = FieldState.FILLED
                elif _DATE_LINE.fullmatch(squeezed):
                    text, state = "", FieldState.BLANK
                else:
                    continue
                return FieldValue(
                    self.row.id, label.name, text, state, part.document, part.id, block.location, "", "cover"
                )
        return None

    def _crossed_any(self, label: Label) -> FieldValue | None:
        titles = [hit for claim, hit in self.hits if not claim.name]
        return next((found for hit in titles if (found := self._crossed(label, hit)) is not None), None)

    def _crossed(self, label: Label, hit: Hit) -> FieldValue | None:
        """A figure where the row's title (at the left) and the year (at the top of the column) meet."""
        if label.year is None or hit.table < 0:
            return None
        numbers = [word for word in clean(answer_text(hit.blocks)).split() if re.match(r"^[\d,，.]+$", word)]
        years = sorted(one.year for one in row_labels(self.row) if one.year is not None)
        # Without printed years under a title that asks for them, as many figures as years stand in their order.
        if len(numbers) == len(years) and len(years) > 1:
            return self._value(label, hit, numbers[years.index(label.year)], FieldState.FILLED)
        return None

    def _members(self, row: CountRow) -> Iterator[FieldValue]:
        """The member units listed in numbered rows (成员单位1 …) or in one cell."""
        found = False
        for claim, hit in self.hits:
            text = answer_text(hit.blocks)
            base = label_key(hit.label)
            lines = [clean(line, self.hints) for line in re.split(r"[\n；;]", text)]
            names = [line for line in lines if line and not _ROW_NUMBER.match(line)]
            if not claim.name and len(names) <= 1 and names and "、" in names[0]:
                pieces = [piece.strip() for piece in names[0].split("、")]
                if sum(bool(ORGANISATION.search(piece)) for piece in pieces) >= 2:
                    names = pieces
            if claim.name or len(names) <= 1:
                state = state_of(text, self.hints)
                label = Label(name=base)
                yield self._value(label, hit, clean(text, self.hints) if state is not FieldState.BLANK else "", state)
                found = True
                continue
            units = [name for name in names if ORGANISATION.search(name)] or names
            for number, name in enumerate(units, start=1):
                yield self._value(Label(name=f"{row.title}{number}"), hit, name, state_of(name, self.hints))
            found = True
        if not found:
            yield self._missing(row.title or row.id)

    def _others(self, label: Label) -> list[Label]:
        return [other for other in row_labels(self.row) if other.name != label.name]

    def _value(
        self,
        label: Label,
        hit: Hit,
        text: str,
        state: FieldState,
        chosen: tuple[str, ...] = (),
        passage: Passage | None = None,
    ) -> FieldValue:
        printed = " ".join(hit.label.split())
        if passage is None and hit.blocks and state is FieldState.FILLED:
            passage = Passage(hit.document, strip_blocks(hit.blocks, self.hints, hit.label))
        return FieldValue(
            self.row.id,
            label.name,
            text,
            state,
            hit.document,
            hit.part,
            hit.location,
            printed,
            hit.place,
            chosen,
            passage,
        )

    def _missing(self, name: str) -> FieldValue:
        """A label that the form lacks, at the place of its nearest neighbour."""
        if self.hits:
            _, hit = self.hits[0]
            return FieldValue(
                self.row.id, name, "", FieldState.MISSING, hit.document, hit.part, hit.location, "", hit.place
            )
        part = self.parts[0]
        return FieldValue(
            self.row.id, name, "", FieldState.MISSING, part.document, part.id, part.passage.location, "", "table"
        )
