"""How the judge of rivals is learnt: pairs of figures that look alike, and whether one of the two is a mistake.

Examples come from the packs (the places of what their gold calls N001 or N004, and all other pairs), from the short
items, and from the whole applications of ``fresh``, all of whose other pairs are none. A pair of which one figure is
part of some contradiction is left out where nobody said whether the other is too.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import yaml

from doccheck.facts.comparing import digits
from doccheck.facts.numbers import narrow
from doccheck.facts.rivals import RIVALS
from doccheck.facts.rivals.pairs import Figure, Figures
from doccheck.facts.rivals.signs import signs_of
from doccheck.facts.rivals.words import Rarity, grams
from doccheck.intake.reading import begin_reading
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.pipeline import map_submission
from doccheck.programme.loader import load
from doccheck.training.items import Item, Items, items_in
from doccheck.training.judging import Example, Quality, write_judges
from doccheck.training.packs import Clash, Pack, packs, write_pack

NEEDED = {"rivals": 0.85}
"""From what probability a pair is told: chosen on unseen authors (ten folds)."""
_CODES = ("N001", "N004")
_LEAST = 4
"""Papers of the corpora that must have a pair of characters beside a figure for it to be kept."""
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_WINDOW = re.compile(r"[^\d。]{0,18}\d[\d,.]*[^\d。]{0,12}")


def train_rivals(folder: Path, target: Path) -> list[Quality]:
    """Learn the judge from ``folder`` (corpora/figures: ``dev``, ``items/dev``) and write it into ``target``.

    Gives how it fares on authors that it has not learnt from.
    """
    known = list(packs(folder / "dev"))
    rarity = learn_rarity(known)
    held: list[Example] = []
    with ProcessPoolExecutor() as pool:
        for found in pool.map(partial(_of_pack, rarity), known, chunksize=4):
            held += found
        for found in pool.map(partial(_of_submission, rarity), sorted((folder.parent / "fresh").glob("*/gold.yaml"))):
            held += found
        for author in items_in(folder / "items" / "dev"):
            for found in pool.map(partial(_of_item, rarity, author), author.items, chunksize=8):
                held += found
    own = target / RIVALS
    return write_judges(
        own, {"rivals": held}, NEEDED, [folder / "dev", folder / "items" / "dev"], _ABOUT,
        {"beside": {"": rarity.papers, **rarity.seen}},
    )  # fmt: skip


def learn_rarity(known: Iterable[Pack]) -> Rarity:
    """Count in how many papers each pair of characters stands beside a number or in a table."""
    seen: Counter[str] = Counter()
    papers = 0
    for pack in known:
        for paper in pack.documents:
            papers += 1
            seen.update(frozenset().union(*map(grams, _texts(paper.blocks))))
    return Rarity(papers, {pair: count for pair, count in sorted(seen.items()) if count >= _LEAST})


def _texts(blocks: Sequence[dict[str, object]]) -> Iterator[str]:
    for block in blocks:
        if "p" in block:
            yield from _WINDOW.findall(narrow(str(block["p"])))
        for row in block.get("t", ()):  # type: ignore[attr-defined]
            for cell in row:
                yield narrow(str(cell["x"] if isinstance(cell, dict) else cell or ""))


def mapped_pack(pack: Pack) -> tuple[MappedSubmission, dict[str, int]]:
    """A pack written as Word files, read and laid onto its programme; each document's number in the pack."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / pack.consortium
        folder.mkdir()
        write_pack(pack, folder)
        mapped, stems = _mapped(folder, pack.programme, pack.year)
    numbers = {Path(paper.file).stem: number for number, paper in enumerate(pack.documents)}
    return mapped, {key: numbers[stem] for key, stem in stems.items()}


def _mapped(folder: Path, programme: str, year: int | None) -> tuple[MappedSubmission, dict[str, str]]:
    """A folder's files laid onto a programme; the stem of each document's file."""
    with begin_reading(folder, None, None) as underway:
        reading = underway.finish()
    mapped = map_submission(reading.documents, load(programme), reading.name, year=year)
    return mapped, {key: Path(document.path).stem for key, document in reading.documents.items()}


def _of_pack(rarity: Rarity, pack: Pack) -> list[Example]:
    mapped, numbers = mapped_pack(pack)
    figures = Figures(mapped, rarity)
    held = []
    for one, two in figures.pairs():
        slip = _told_by(pack.contradictions, one, two, numbers)
        if slip is not None:
            held.append(Example(pack.author, signs_of(one, two, figures), slip))
    return held


def _of_submission(rarity: Rarity, path: Path) -> list[Example]:
    """Pairs of a whole submission that are none, so that the judge knows what whole papers look like.

    What stands in its gold list, and may be another of its places, is left out.
    """
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    mapped, _ = _mapped(path.parent / "files", gold["programme"], gold.get("year"))
    wrong = " ".join(f"{told.get('where')} {told.get('note')}" for told in gold["findings"] if told["code"][0] == "N")
    known = {digits(float(number)) for number in _NUMBERS.findall(narrow(wrong).replace(",", ""))}
    figures = Figures(mapped, rarity)
    plain = (pair for pair in figures.pairs() if not any(digits(figure.fact.value) in known for figure in pair))
    return [Example(gold["source"], signs_of(one, two, figures), False) for one, two in plain]


def _told_by(gold: Iterable[Clash], one: Figure, two: Figure, numbers: dict[str, int]) -> bool | None:
    """Whether the gold calls two figures a contradiction; ``None`` where it tells of one of them something else."""
    touched = False
    for clash in gold:
        at = [_quotes(clash, figure, numbers) for figure in (one, two)]
        if at[0] and at[1] and any(i != j for i in at[0] for j in at[1]):
            return True if clash.code in _CODES else None
        touched = touched or bool(at[0] or at[1])
    return None if touched else False


def _quotes(clash: Clash, figure: Figure, numbers: dict[str, int]) -> list[int]:
    """The clash's quotes in which a figure stands."""
    told = figure.told
    written, sentence = _bare(told.quantity.written), _bare(told.text if told.table else told.sentence)
    found = []
    for number, (document, quote) in enumerate(zip(clash.documents, map(_bare, clash.quotes), strict=False)):
        if numbers.get(told.document) != document:
            continue
        within = written in quote and (told.table or quote in sentence)
        if written == quote or within or (told.table and quote in written):
            found.append(number)
    return found


def _of_item(rarity: Rarity, author: Items, item: Item) -> list[Example]:
    if item.wrong and not set(item.wrong) & set(_CODES):
        return []
    mapped, _ = mapped_pack(author.pack(item))
    figures = Figures(mapped, rarity)
    pairs = list(figures.pairs())
    if item.wrong and len(pairs) > 1:
        why = {digits(float(number)) for number in _NUMBERS.findall(narrow(item.why).replace(",", ""))}
        pairs = [pair for pair in pairs if all(digits(figure.fact.value) in why for figure in pair)]
    return [Example(author.author, signs_of(one, two, figures), bool(item.wrong)) for one, two in pairs]


def _bare(text: object) -> str:
    return "".join(narrow(str(text)).split())


_ABOUT = """A judge of rivals: two figures of one measure in two places that have words in common and nearly, or but for
their typing, the same value. `rivals` says how likely it is that they tell one thing and one of them is a mistake. Two
characters that stand together weigh by how rarely papers have them beside a figure (`beside` in `model.json`)."""
