"""Choices: boxes that are ticked, answers written out, and choices told in the running text of a plan."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from doccheck.document import Location, Paragraph
from doccheck.language.patterns import lazy
from doccheck.language.plain import plain
from doccheck.mapping.cues import search as search_cues
from doccheck.mapping.model import FieldState, FieldValue, Part, Passage
from doccheck.programme.schema import ChoiceRow, Option, Role

_TICKED = "☑☒■√✓✔✅●◉▣🗹🗸◼⊠☓"
_EMPTY = "□☐○◯▢〇◻⬜❏❑❒"
_BOX = lazy(
    rf"(?P<on>[（(\[【]\s*[{_TICKED}vVxX×✗✘]\s*[)）\]】]|[{_EMPTY}]\s*[√✓✔](?!\s*[{_EMPTY}])|[√✓✔]\s*[{_EMPTY}]|[{_TICKED}])"
    rf"|(?P<off>[{_EMPTY}]|[（(\[【]\s*[)）\]】])"
)
_TAIL = lazy(r"(?:产业|领域|行业|类|型|方向|单位)+$")
_SENTENCE = lazy(r"(?<=[。；;！!?？\n])")
_BETWEEN = lazy(r"(?:产业|领域|行业)?(?:[、,，;；/+&|]|和|与|以及|及)+")
_ALL_PRINTED = 3


class Reading(Struct, frozen=True):
    """What a choice's answer says: the options taken, and whether boxes stood there at all."""

    chosen: tuple[str, ...]
    boxes: bool
    unknown: str = ""
    """Words at a ticked box or written as the answer that are none of the options."""


def _normal(text: str) -> str:
    """Half-width, without spaces; one sign stays one sign wherever possible."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _words(option: Option) -> list[str]:
    words = [option.value, *option.aliases]
    for match in re.finditer(r"[（(]([^（）()]+)[)）]", option.value):
        words.append(option.value[: match.start()] + option.value[match.end() :])
        if not option.open:
            words.extend(re.split("[、/]", match.group(1)))
    normal = [_normal(word) for word in words]
    short = [_TAIL.sub("", word) for word in normal]
    return sorted({word for word in normal + short if len(word) >= 2}, key=len, reverse=True)


def _occurrences(text: str, options: Sequence[Option]) -> list[tuple[int, int, str]]:
    """Where options stand in a normalised text; of overlapping ones only the longest."""
    found: list[tuple[int, int, str]] = []
    for option in options:
        for word in _words(option):
            start = text.find(word)
            while start >= 0:
                found.append((start, start + len(word), option.value))
                start = text.find(word, start + 1)
    found.sort(key=lambda one: (one[0] - one[1], one[0]))
    kept: list[tuple[int, int, str]] = []
    for start, end, value in found:
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, value))
    return sorted(kept)


def read_choice(row: ChoiceRow, text: str) -> Reading:
    """The options that an answer takes, by its boxes if it has any, else by its words."""
    flat = "".join(text.split())
    boxes = list(_BOX.finditer(flat))
    ticked = [box for box in boxes if box.group("on")]
    bullets = len(boxes) >= 2 and len(ticked) == len(boxes) and len({box.group() for box in boxes}) == 1
    if boxes and not (bullets and boxes[0].group() in "●■◼" and len(boxes) >= min(len(row.options), 3)):
        return _read_boxes(row, flat, boxes)
    bare = _BOX.sub("", flat) if boxes else flat
    return _read_words(row, bare, bool(boxes))


def _read_boxes(row: ChoiceRow, flat: str, boxes: list[re.Match[str]]) -> Reading:
    first_words = re.search(r"[\u4e00-\u9fffA-Za-z]", _BOX.sub(lambda m: " " * len(m.group()), flat))
    before = first_words is None or boxes[0].start() < first_words.start()
    if not before and len(boxes) > 1:
        # A lead-in (“牵头单位类型：□…”) before the first box: boxes that end the text stand after their option.
        before = bool(re.search(r"[\u4e00-\u9fffA-Za-z]", flat[boxes[-1].end() :]))
    chosen: list[str] = []
    unknown = ""
    for index, box in enumerate(boxes):
        if not box.group("on"):
            continue
        if before:
            piece = flat[box.end() : boxes[index + 1].start() if index + 1 < len(boxes) else len(flat)]
        else:
            piece = flat[boxes[index - 1].end() if index else 0 : box.start()]
        found = _occurrences(_normal(piece), row.options)
        if found:
            value = found[0][2] if before else found[-1][2]
            if value not in chosen:
                chosen.append(value)
        elif piece.strip("：:，,。；;/"):
            unknown = unknown or piece.strip("：:，,。；;/")
    if unknown and not chosen:
        chosen.extend(option.value for option in row.options if option.open)
    return Reading(tuple(chosen), True, unknown)


def _read_words(row: ChoiceRow, text: str, boxes: bool) -> Reading:
    normal = _normal(text)
    found = list(dict.fromkeys(value for _, _, value in _occurrences(normal, row.options)))
    if len(found) >= _ALL_PRINTED and len(found) == len(row.options):
        # Every option is printed and none marked: nothing was chosen.
        return Reading((), boxes)
    named = [value for value in found if not any(option.open and option.value == value for option in row.options)]
    if named:
        if row.exactly_one and len(named) > 1 and not _enumerated(normal, row):
            # One description that touches several fields (锂电材料化工) is one choice: that of its longest words.
            spans = [one for one in _occurrences(normal, row.options) if one[2] in named]
            named = [max(spans, key=lambda one: one[1] - one[0])[2]]
        return Reading(tuple(named), boxes)
    if found:
        return Reading(tuple(found), boxes)
    from rapidfuzz import fuzz

    key = _TAIL.sub("", normal)
    if 2 <= len(key) <= 24:
        scored = [
            (fuzz.ratio(key, _TAIL.sub("", word)), option.value)
            for option in row.options
            for word in _words(option)
            if min(len(key), len(word)) >= 3
        ]
        if scored and max(scored)[0] >= 80:
            return Reading((max(scored)[1],), boxes)
    if normal and any(option.open for option in row.options):
        return Reading(tuple(option.value for option in row.options if option.open), boxes, text)
    return Reading((), boxes, text)


def _enumerated(normal: str, row: ChoiceRow) -> bool:
    """Whether two different options stand side by side with nothing but a sign or 和 between them."""
    spans = _occurrences(normal, row.options)
    return any(
        left[2] != right[2] and _BETWEEN.fullmatch(normal[left[1] : right[0]]) is not None
        for left, right in pairwise(spans)
    )


def told_in_text(row: ChoiceRow) -> bool:
    """Whether a choice may be told in running text, because no form of the programme asks for it."""
    return all(label.optional for label in row.fields)


def map_text_choices(rows: Sequence[ChoiceRow], parts: Sequence[Part]) -> Iterator[FieldValue]:
    """Choices that no form asks for: read from the plan (or, failing that, the agreement) near the row's cues.

    A choice that is nowhere told has one value in the state ``missing``, at the beginning of the plan.
    """
    plans = [part for part in parts if part.role is Role.PLAN] or [
        part for part in parts if part.role in (Role.AGREEMENT, Role.CHARTER, Role.APPLICATION)
    ]
    if not plans:
        return
    for row in rows:
        found = next((value for part in plans if (value := _told(row, part)) is not None), None)
        if found is not None:
            yield found
            continue
        part = plans[0]
        yield FieldValue(
            row.id, row.title, "", FieldState.MISSING, part.document, part.id, part.passage.location, row.title, "text"
        )


def _told(row: ChoiceRow, part: Part) -> FieldValue | None:
    """The choice as a part tells it: ticked, in its title, or in the first sentence with a cue that names an option."""
    paragraphs = [paragraph for paragraph in part.passage.paragraphs() if paragraph.text.strip() and not paragraph.toc]
    printed = [word for label in row.fields for word in (label.name, *label.labels) if len(word) >= 4]
    cue_words = [word for word in (row.title, *row.aliases, *printed) if word]
    chosen: dict[str, tuple[str, Location]] = {}
    weak: tuple[str, tuple[str, ...], Location] | None = None
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if _BOX.search("".join(text.split())):
            reading = read_choice(row, text)
            if reading.boxes and _occurrences(_normal(text), row.options):
                return _value(row, part, text, reading.chosen, paragraph.location)
        for sentence in _SENTENCE.split(text):
            normal = plain(sentence)
            cued = any(plain(word) in normal for word in cue_words)
            cued = cued or any(True for _ in search_cues(row.cues, [normal]))
            early = index < 6 or (paragraph.heading is not None and paragraph.heading.level == 0)
            if not cued and not early:
                continue
            options = [option for option in row.options if not option.open]
            values = tuple(dict.fromkeys(value for _, _, value in _occurrences(_normal(sentence), options)))
            if not values:
                continue
            if cued:
                for value in values:
                    chosen.setdefault(value, (sentence.strip(), paragraph.location))
            elif weak is None:
                weak = (sentence.strip(), values, paragraph.location)
    if chosen:
        quote, location = next(iter(chosen.values()))
        return _value(row, part, quote, tuple(chosen), location)
    if weak is not None:
        return _value(row, part, weak[0], weak[1], weak[2])
    return None


def _value(row: ChoiceRow, part: Part, text: str, chosen: tuple[str, ...], location: Location) -> FieldValue:
    passage = Passage(part.document, (Paragraph(text, location),))
    return FieldValue(
        row.id, row.title, text, FieldState.FILLED, part.document, part.id, location, row.title, "text", chosen, passage
    )
