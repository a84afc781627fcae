"""The catalogue of quantities (outlines/shared/quantities.yaml) and the finding of their names in text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from doccheck.language.patterns import lazy
from doccheck.programme.loader import shared_data

_FAMILY_UNITS: dict[str, tuple[str, ...]] = {
    "money": ("万元",),
    "share": ("%",),
    "people": ("人",),
    "rights": ("项", "件", "个"),
    "places": ("个", "家", "项", "所"),
    "units": ("家", "个", "所"),
    "area": ("㎡", "亩"),
    "date": (),
}
SUBJECTS = {"lead": "牵头单位", "member": "成员单位", "consortium": "联合体", "project": "项目", "budget": "预算"}
"""Subjects of a quantity id with their Chinese names."""


class Entry(Struct, frozen=True):
    """One quantity: its words, the family of its unit, and the bounds within which a value is sane."""

    id: str
    name: str
    family: str
    words: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """Short names that hold only as a whole label (强度, 有效数)."""
    unlike: tuple[str, ...] = ()
    flow: bool = False
    min: float | None = None
    max: float | None = None
    part_of: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """Normalised units in which it may be stated, the usual one first."""
        return _FAMILY_UNITS[self.family]


class Word(NamedTuple):
    """A name of a quantity found in text."""

    entry: Entry
    start: int
    end: int


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Entry]:
    """All quantities by id, in the order of the file."""
    raw: dict[str, dict[str, object]] = shared_data("quantities")
    return {id: _entry(id, fields) for id, fields in raw.items()}


def _spelled_out(word: str) -> list[str]:
    """Every spelling of a word with alternatives: “占(当年|)收入” gives 占当年收入 and 占收入."""
    match = re.search(r"\(([^()]*\|[^()]*)\)", word)
    if match is None:
        return [word]
    choices = match[1].split("|")
    return [w for choice in choices for w in _spelled_out(word[: match.start()] + choice + word[match.end() :])]


def _entry(id: str, fields: dict[str, object]) -> Entry:
    def words(key: str) -> tuple[str, ...]:
        value = fields.get(key, [])
        return tuple(w for v in value for w in _spelled_out(str(v))) if isinstance(value, list) else ()

    def number(key: str) -> float | None:
        value = fields.get(key)
        return float(value) if isinstance(value, int | float) else None

    return Entry(
        id=id,
        name=str(fields["name"]),
        family=str(fields["family"]),
        words=words("words"),
        labels=words("labels"),
        unlike=words("unlike"),
        flow=bool(fields.get("flow")),
        min=number("min"),
        max=number("max"),
        part_of=str(fields.get("part_of", "")),
    )


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, Entry | None], dict[str, tuple[int, ...]], re.Pattern[str]]:
    """What each name means (``None`` for a look-alike), and the lengths of names, longest first, by their first signs.

    The pattern finds every place where a name may begin.

    One pattern of a thousand alternatives takes longer to build than most submissions take to read.
    """
    meaning: dict[str, Entry | None] = {}
    for entry in catalogue().values():
        for word in entry.unlike:
            meaning.setdefault(word, None)
    for entry in catalogue().values():
        for word in entry.words:
            meaning[word] = entry
    lengths: dict[str, set[int]] = {}
    for word in meaning:
        lengths.setdefault(word[:2], set()).add(len(word))
    first, second = ("".join({sign[at] for sign in lengths}) for at in (0, 1))
    begins = re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])")
    return meaning, {sign: tuple(sorted(found, reverse=True)) for sign, found in lengths.items()}, begins


def words_in(text: str) -> list[Word]:
    """Names of quantities in ``text`` from left to right, the longest at each place; look-alikes are left out."""
    meaning, lengths, begins = _lexicon()
    found: list[Word] = []
    floor = 0
    for match in begins.finditer(text):
        start = match.start()
        if start < floor:
            continue
        for length in lengths.get(text[start : start + 2], ()):
            word = text[start : start + length]
            if word in meaning and len(word) == length:
                floor = start + length
                entry = meaning[word]
                if entry is not None:
                    found.append(Word(entry, start, floor))
                break
    return found


@lru_cache(maxsize=1)
def label_names() -> dict[str, Entry]:
    """Every name that is a quantity's when it is the whole of a label or header."""
    return {name: entry for entry in catalogue().values() for name in (*entry.labels, *entry.words)}


def quantity_of_label(label: str) -> Entry | None:
    """The quantity that a form's label or a table's header names, if it names exactly one."""
    squeezed = re.sub(r"\s+", "", label)
    ids = {word.entry.id: word.entry for word in words_in(squeezed)}
    return next(iter(ids.values())) if len(ids) == 1 else None


_PRINTED_UNIT = lazy(
    r"[（(\[【]\s*(?:单位\s*[:：]\s*)?((?:百|千|十)?[万亿千百]?(?:元|美元)|人|名|家|个|项|件|台|所|套|%|％|亩|㎡|平方米)\s*[,，；;）)\]】]|单位\s*[:：]\s*(?:人民币)?\s*((?:百|千|十)?[万亿千]?(?:元|美元)|人|名|家|个|项|件|台|所|%)"
)


def printed_unit(text: str) -> str:
    """The unit that a label, header or caption prints (“销售收入（万元）”, “单位：亿元”), or empty."""
    match = _PRINTED_UNIT.search(text)
    return (match[1] or match[2] or "") if match else ""
