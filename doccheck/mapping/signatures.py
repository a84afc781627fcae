"""The places to sign at the end of agreements and charters: one block for each unit, whatever the layout."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from doccheck.document import Block, Document, Location, Paragraph, Table
from doccheck.language.patterns import lazy
from doccheck.mapping.model import Part, SignatureBlock
from doccheck.mapping.names.find import organisation_names
from doccheck.mapping.names.lines import Line, lines_of_paragraph
from doccheck.mapping.names.parties import LABEL, Head, agreement_head, is_article
from doccheck.mapping.names.signing import (
    DATE_LABEL,
    SigningReader,
    Slot,
    date_in,
    has_cue,
    is_undated,
    read_lines,
    read_table,
)
from doccheck.mapping.names.written import bare, narrow
from doccheck.programme.schema import Role

AGREEMENTS = (Role.AGREEMENT, Role.CHARTER)
"""Roles of the documents that units sign together."""

_OPENING = lazy(
    r"签\s*[署章字约]\s*(?:页|栏|处)|以下无正文|此页无正文|本页无正文|(?:签\s*章|签\s*字|盖\s*章|签\s*署)(?:、(?:盖章|签章|签署))?\s*[)）:：]?\s*$|^\s*[（(]?各方(?:签字|签署|盖章|签章)"
)
_LEAVING = lazy(r"^\s*附\s*(?:件|表|录|图)\s*[0-9一二三四五六七八九十]*\s*[:：]?")
_DATE_OF_SIGNING = lazy(r"(?:签[订署约]|订立)(?:的)?(?:日期|时间)|于.{0,24}(?:签[订署]|订立)|(?:签[订署]于)")


def map_signatures(documents: Mapping[str, Document], parts: Sequence[Part]) -> tuple[SignatureBlock, ...]:
    """Every unit's place to sign in the agreements and charters, in reading order.

    A party's letter (“甲方”) is resolved by the head of the agreement; ``organisation`` stays empty where the place
    names nobody. A date line that stands once for all is every block's date.
    """
    agreements = [part for part in parts if part.role in AGREEMENTS]
    heads = {part.id: agreement_head(part.passage.blocks) for part in agreements}
    letters: dict[str, str] = {}
    lead = ""
    for head in heads.values():
        for letter, name in head.letters.items():
            letters.setdefault(letter, name)
        lead = lead or next((party.name for party in head.parties if party.lead), "")
    blocks: list[SignatureBlock] = []
    for part in agreements:
        blocks.extend(_signatures_of(part, heads[part.id], letters, lead))
    return tuple(blocks)


def _signatures_of(part: Part, head: Head, letters: dict[str, str], lead: str) -> list[SignatureBlock]:
    blocks = part.passage.blocks
    slots: list[Slot] = []
    loose: list[tuple[int, str]] = []
    index = _first_place(blocks, head)
    while index < len(blocks):
        index, found, dates = _read_region(blocks, index, letters)
        loose.extend((len(slots) + count, date) for count, date in dates)
        slots.extend(found)
    slots = [slot for slot in slots if not slot.witness and (slot.label or slot.organisation)]
    slots = _drop_repetitions(slots, letters, lead)
    _spread_dates(slots, loose, _signing_date(blocks))
    return [
        SignatureBlock(
            organisation=_organisation(slot, letters, lead),
            document=part.document,
            part=part.id,
            location=slot.location,
            text="\n".join(dict.fromkeys(slot.texts))[:400],
            seal_place=slot.seal,
            legal_person=slot.legal_person,
            date=slot.date,
            date_blank=slot.dated and not slot.date,
        )
        for slot in slots
    ]


def _organisation(slot: Slot, letters: Mapping[str, str], lead: str) -> str:
    if slot.organisation:
        return bare(slot.organisation)
    if slot.label in letters:
        return letters[slot.label]
    return lead if re.search(r"牵头|发起|(?<!副)理事长", slot.label) else ""


def _first_place(blocks: Sequence[Block], head: Head) -> int:
    """The first block that may belong to a place to sign: after the head and, in a full agreement, after a text."""
    if head.end < len(blocks):
        return head.end
    # No article: a signature page alone, or a short agreement whose text has no numbers.
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and len(block.text) > 60 and not has_cue(block.text):
            return index + 1
    return 0


def _opens(block: Block) -> bool:
    if isinstance(block, Table):
        rows = [narrow(cell.text) for cell in block.cells]
        signs = sum(
            1
            for text in rows
            if re.search(r"盖\s*章|签\s*章|公\s*章|签\s*字|签\s*名|法定代表人", text) and len(text) < 200
        )
        return signs > 0 and bool(_looks_signed(block))
    if not isinstance(block, Paragraph) or block.toc:
        return False
    for line in lines_of_paragraph(block, 0):
        text = line.text.strip()
        if len(text) <= 40 and _OPENING.search(text) and not re.search(r"[。，]\s*\S", text.strip("（()）")):
            return True
        if has_cue(text):
            return True
        flat = narrow(text)
        label = LABEL.match(flat)
        if label and len(text) <= 60 and re.match(r"\s*(?:\([^()]*\)\s*)*[:：]", flat[label.end() :]):
            return True
    return False


def _looks_signed(table: Table) -> bool:
    """A table of places to sign has short cells: a contract laid out as a table is no place to sign."""
    texts = [cell.text for cell in table.cells if cell.text.strip()]
    return bool(texts) and sum(len(text) > 200 for text in texts) * 4 <= len(texts)


def _read_region(
    blocks: Sequence[Block], index: int, letters: Mapping[str, str]
) -> tuple[int, list[Slot], list[tuple[int, str]]]:
    """Skip to the next place to sign and read it; the index after it, its slots, and its date lines."""
    while index < len(blocks) and not _opens(blocks[index]):
        index += 1
    slots: list[Slot] = []
    dates: list[tuple[int, str]] = []
    run: list[Line] = []

    def flush() -> None:
        if run:
            reader: SigningReader = read_lines(run, letters)
            dates.extend((len(slots) + count, date) for count, date in reader.loose_dates)
            slots.extend(slot for slot in reader.slots if _signs(slot, reader))
            run.clear()

    start = index
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, Table):
            if index > start and not _opens(block):
                break
            flush()
            slots.extend(read_table(block, index, letters))
        elif isinstance(block, Paragraph):
            if index > start and _ends_region(block, index):
                break
            run.extend(line for line in lines_of_paragraph(block, index) if len(line.text) <= 160)
        index += 1
    flush()
    if index == start:
        index += 1
    return index, slots, dates


def _ends_region(block: Paragraph, index: int) -> bool:
    text = block.text.strip()
    if not text or _opens(block):
        return False
    if len(text) > 90 or _LEAVING.match(text):
        return True
    line = Line(text, block.location, index)
    return is_article(line) and not _OPENING.search(text)


def _signs(slot: Slot, reader: SigningReader) -> bool:
    """Whether the slot is a place to sign: a label, a seal or a signature; a bare name only among such."""
    if slot.label or slot.seal or slot.legal or slot.dated:
        return True
    return any(other.seal or other.legal for other in reader.slots) or all(
        not (other.label or other.seal or other.legal) for other in reader.slots
    )


def _drop_repetitions(slots: list[Slot], letters: Mapping[str, str], lead: str) -> list[Slot]:
    """A unit that signs on two pages keeps the fuller block; unnamed places all stay."""
    kept: list[Slot] = []
    known: dict[str, int] = {}
    for slot in slots:
        name = _organisation(slot, letters, lead)
        if name and name in known:
            other = kept[known[name]]
            other.seal, other.legal = other.seal or slot.seal, other.legal or slot.legal
            other.legal_person = other.legal_person or slot.legal_person
            if slot.dated and not other.dated:
                other.dated, other.date = True, slot.date
            other.texts.extend(slot.texts)
            continue
        if name:
            known[name] = len(kept)
        kept.append(slot)
    return kept


def _spread_dates(slots: list[Slot], loose: Sequence[tuple[int, str]], signing: tuple[str, bool]) -> None:
    """A date line that stands once, after all blocks or in the text, is the date of every block without its own."""
    common, blank = signing
    with_line = [slot for slot in slots if slot.dated]
    if (len(slots) > 1 and len(loose) == 1 and len(with_line) <= 1 and loose[0][0] >= len(slots)) or (
        not with_line and len(loose) == 1
    ):
        common, blank = loose[0][1] or common, not loose[0][1]
    elif with_line:
        return
    for slot in slots:
        if not slot.date and (common or blank):
            slot.dated, slot.date = True, common


def _signing_date(blocks: Sequence[Block]) -> tuple[str, bool]:
    """(date, blank) of a statement when the agreement was signed (“签订日期：…”, “于…在…签订”)."""
    blank = False
    for block in blocks:
        if not isinstance(block, Paragraph) or not _DATE_OF_SIGNING.search(block.text):
            continue
        text = block.text
        match = _DATE_OF_SIGNING.search(text)
        if match is None or re.search(r"之日|生效", text[match.start() : match.end() + 6]):
            continue
        near = text[max(0, match.start() - 4) : match.end() + 24]
        if date := date_in(near):
            return date, False
        blank = blank or (DATE_LABEL.search(narrow(near)) is not None and is_undated(near))
    return "", blank


def signing_place(blocks: Sequence[Block]) -> Location:
    """Where signatures should stand: the last block's place."""
    return blocks[-1].location if blocks else Location()


def with_organisation(block: SignatureBlock, name: str) -> SignatureBlock:
    """The block with the unit's name as resolved."""
    return replace(block, organisation=name) if organisation_names(name) or name else block
