"""How many of the short items (corpora/figures/items) are told rightly: those that are wrong, and their look-alikes.

An item that is wrong counts as found when a finding of its code is told, or of a code of its kin: whether four plus two
against seven is a list (N002), a rate (N003) or a total (N006) is a matter of taste. Every finding about figures
in an item that is right is a false alarm.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from doccheck.evaluation.score import CodeScore
from doccheck.findings import Severity
from doccheck.training.items import Item, Items, items_in
from doccheck.training.packs import write_pack

CODES = ("N001", "N002", "N003", "N004", "N005", "N006", "M001", "M002", "E005")
_KIN = (frozenset(("N001", "N004")), frozenset(("N002", "N003", "N006")))


class ItemScores(Struct):
    """Scores by code, and what was missed or falsely told, a line each."""

    items: int = 0
    codes: dict[str, CodeScore] = field(default_factory=dict)
    slips: list[str] = field(default_factory=list)

    @property
    def all(self) -> CodeScore:
        """The sum over all codes."""
        total = CodeScore()
        for own in self.codes.values():
            total.right += own.right
            total.false += own.false
            total.missed += own.missed
        return total


def score_items(authors: Iterable[Items]) -> ItemScores:
    """Write every item as Word files, check it, and compare."""
    scores = ItemScores()
    for author in authors:
        for item in author.items:
            scores.items += 1
            told = told_in(author, item)
            found = any(_kin(code, wrong) for code in told for wrong in item.wrong)
            for code in item.wrong:
                own = scores.codes.setdefault(code, CodeScore())
                if found:
                    own.right += 1
                else:
                    own.missed += 1
                    scores.slips.append(f"{author.author}-{item.id} 漏报 {code} {item.why}")
            for code in told if not found else ():
                scores.codes.setdefault(code, CodeScore()).false += 1
                scores.slips.append(f"{author.author}-{item.id} 误报 {code}")
    return scores


def told_in(author: Items, item: Item) -> list[str]:
    """The codes of what is told (not for information only) of an item's figures."""
    from doccheck.api import check

    pack = author.pack(item)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / pack.consortium
        folder.mkdir()
        write_pack(pack, folder)
        report = check(folder, pack.programme, occasion="apply")
    return [f.code for f in report.findings if f.code in CODES and f.severity is not Severity.INFO]


def _kin(one: str, two: str) -> bool:
    return one == two or any({one, two} <= kin for kin in _KIN)


def item_lines(folder: Path) -> Iterator[str]:
    """The table of one folder of items."""
    scores = score_items(items_in(folder))
    yield f"短例 {scores.items} 条"
    for name, own in (*sorted(scores.codes.items()), ("合计", scores.all)):
        yield (
            f"  {name:<8}对 {own.right:>4}  误 {own.false:>4}  漏 {own.missed:>4}  "
            f"查准 {own.precision or 0:.3f}  查全 {own.recall or 0:.3f}"
        )
