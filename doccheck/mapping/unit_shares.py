"""Which member units have something, for the shares of a scorecard: told by a roster or by sentences on each unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from doccheck.findings import Evidence
from doccheck.language.patterns import lazy
from doccheck.mapping import cues
from doccheck.mapping.model import MappedSubmission, Organisation, Passage
from doccheck.mapping.names.relation import align
from doccheck.mapping.outline import Sentence, read_sentences
from doccheck.programme.schema import RosterRow, Share

_NUMBER = lazy(r"^[\s（(]*[一二三四五六七八九十\d]{0,3}[)）、.．\s]*")
_OPENING = 10
"""How far into a paragraph the name of the unit that it is about may stand."""
_ALL = lazy(r"^(?:联合体|全体|各成员|所有成员|各单位|成员单位|本联合体|综上|总体)")
_QUOTE = 60


class UnitShare(Struct, frozen=True):
    """The units that count (``having``), those that do not, and those of which nothing is said."""

    having: tuple[str, ...]
    lacking: tuple[str, ...]
    silent: tuple[str, ...]
    lead: str = ""
    evidence: tuple[Evidence, ...] = ()
    others: tuple[str, ...] = ()
    """Units of the roster that are no members."""

    @property
    def total(self) -> int:
        """How many units there are, the lead with them."""
        return len(self.having) + len(self.lacking) + len(self.silent)


def unit_share(share: Share, mapped: MappedSubmission) -> UnitShare | None:
    """The units by a share; None where no unit is known or the submission has nothing that tells."""
    if not mapped.members:
        return None
    return _by_roster(share, mapped) if share.roster else _by_sentences(share, mapped)


def _by_roster(share: Share, mapped: MappedSubmission) -> UnitShare | None:
    row = mapped.programme.row(share.roster)
    entries = [(m, entry) for m in mapped.rosters if m.requirement == share.roster for entry in m.entries]
    if not isinstance(row, RosterRow) or not entries:
        return None
    names: dict[str, list[Evidence]] = {}
    doubtful: set[str] = set()
    for match, entry in entries:
        name, told = entry.cells.get(share.unit), entry.cells.get(share.column)
        if name is None or not name.text.strip():
            continue
        if told is None or not told.text.strip():
            doubtful.add(name.text)
        elif any(value in told.text for value in share.values):
            what = "，".join(cell.text.strip() for cell in entry.cells.values() if cell.text.strip())
            names.setdefault(name.text, []).append(Evidence(match.document, what[:_QUOTE], name.location))
    if not names and not doubtful and all(share.unit not in entry.cells for _, entry in entries):
        return None
    members = [member.name for member in mapped.members]
    written = [*names, *(doubtful - set(names))]
    aligned = align(written, members)
    found = {members[j]: written[i] for i, j, _ in aligned.pairs}
    having = [member for member in members if found.get(member) in names]
    silent = [member for member in members if member in found and member not in having]
    return UnitShare(
        tuple(having),
        tuple(member for member in members if member not in having and member not in silent),
        tuple(silent),
        _lead(mapped),
        tuple(names[found[member]][0] for member in having),
        tuple(written[i] for i in aligned.left if written[i] in names),
    )


def _by_sentences(share: Share, mapped: MappedSubmission) -> UnitShare | None:
    said: dict[str, list[tuple[str, Sentence]]] = {member.name: [] for member in mapped.members}
    for passage, default in _passages(share, mapped):
        for unit, sentence in _told(passage, mapped.members, default):
            said[unit].append((passage.document, sentence))
    if not any(said.values()):
        return None
    having, lacking, silent, evidence = [], [], [], []
    for unit, sentences in said.items():
        plain = [sentence.plain for _, sentence in sentences]
        yes = min(cues.holding(share.cues, plain), default=None)
        if yes is not None:
            document, sentence = sentences[yes]
            having.append(unit)
            evidence.append(Evidence(document, sentence.raw.strip()[:_QUOTE], sentence.paragraph.location))
        elif cues.holding(share.denied, plain):
            lacking.append(unit)
        else:
            silent.append(unit)
    return UnitShare(tuple(having), tuple(lacking), tuple(silent), _lead(mapped), tuple(evidence))


def _passages(share: Share, mapped: MappedSubmission) -> Iterator[tuple[Passage, str]]:
    """The texts that describe units, each with the unit it is about before it names one."""
    lead = _lead(mapped)
    for row_id in share.within:
        for section in mapped.sections:
            if section.requirement == row_id:
                yield section.passage, ""
        for value in mapped.field_values(row_id):
            if value.passage is not None:
                yield value.passage, lead


def _told(passage: Passage, members: tuple[Organisation, ...], default: str) -> Iterator[tuple[str, Sentence]]:
    """Each sentence with the unit that it is about: the one named last at the beginning of a paragraph or line."""
    current = default
    seen: object = None
    for sentence in read_sentences(passage, headings=True):
        if sentence.paragraph is not seen:
            seen = sentence.paragraph
            opening = _NUMBER.sub("", re.sub(r"\s+", "", sentence.raw), count=1)
            named = _named(opening, members)
            if named:
                current = named
            elif _ALL.match(opening):
                current = default
        if current:
            yield current, sentence


def _named(opening: str, members: tuple[Organisation, ...]) -> str:
    """The member whose name, or a short form of it, stands first and near the beginning of a text."""
    best: tuple[int, int, str] | None = None
    for member in members:
        for name in (member.name, *member.aliases):
            at = opening.find(re.sub(r"\s+", "", name))
            if 0 <= at <= _OPENING and (best is None or (at, -len(name)) < best[:2]):
                best = (at, -len(name), member.name)
    return best[2] if best else ""


def _lead(mapped: MappedSubmission) -> str:
    return mapped.lead.name if mapped.lead is not None else ""
