"""``python -m bench.seals``: are seals found, are only seals found, are their names read?

Half of the pages bear seals, half only what is taken for seals. Odd seeds are for tuning, even ones for the report.
``--foreign`` takes pages drawn by other means, on which nothing was tuned; ``--capture copy`` copies without colours.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import cv2

from bench import seal_foreign, seal_lures, seal_pages
from bench.seal_pages import Box, Page
from doccheck.parsers.marks.seals import SealPrint, find_seals


class Tally(NamedTuple):
    """The outcome of one page."""

    page: Page
    hits: list[tuple[int, SealPrint]]
    missed: list[int]
    false: list[SealPrint]
    seconds: float


def shared(one: Box | tuple[float, ...], two: Box | tuple[float, ...]) -> float:
    """Intersection over union."""
    wide = min(one[2], two[2]) - max(one[0], two[0])
    high = min(one[3], two[3]) - max(one[1], two[1])
    if wide <= 0 or high <= 0:
        return 0.0
    both = wide * high
    return both / ((one[2] - one[0]) * (one[3] - one[1]) + (two[2] - two[0]) * (two[3] - two[1]) - both)


def look(page: Page) -> Tally:
    """Find the seals of a page and lay them beside those that were set."""
    began = time.perf_counter()
    found = find_seals(page.image, page.dpi / 25.4)
    seconds = time.perf_counter() - began
    free = list(found)
    hits, missed = [], []
    for index, stamped in enumerate(page.seals):
        best = max(free, key=lambda one: shared(one.box, stamped.box), default=None)
        if best is not None and shared(best.box, stamped.box) >= 0.4:
            hits.append((index, best))
            free.remove(best)
        else:
            missed.append(index)
    return Tally(page, hits, missed, free, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=120, help="pages in each half of the set")
    parser.add_argument("--tune", action="store_true", help="the pages for tuning instead of those for the report")
    parser.add_argument("--first", type=int, default=0, help="an even number to begin with other pages")
    parser.add_argument("--names", type=int, default=40, help="seals whose names are read (0: none)")
    parser.add_argument("--foreign", action="store_true", help="pages drawn by other means")
    parser.add_argument("--capture", choices=seal_foreign.CAPTURES, help="all foreign pages captured in this way")
    parser.add_argument("--show", action="store_true", help="tell each miss and each false find")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    first = given.first + (1 if given.tune else 2)
    set_, found, false, seconds = 0, 0, 0, []
    kinds: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    readable: list[tuple[Page, int, SealPrint]] = []
    silent = 0
    for half, make in _halves(given.foreign or given.capture is not None, given.capture):
        for number in range(given.pages):
            seed = first + 2 * number
            tally = look(make(seed))
            set_ += len(tally.page.seals)
            found += len(tally.hits)
            silent += bool(tally.page.seals and not tally.hits and not tally.false)
            false += len(tally.false)
            seconds.append(tally.seconds)
            for index, _ in tally.hits:
                kinds[_kind(tally.page, index)] += 1
            for index in tally.missed:
                kinds[_kind(tally.page, index)] += 1
                wrong[_kind(tally.page, index)] += 1
                if given.show:
                    page = tally.page
                    print(f"missed {half} seed {seed} {page.dpi} dpi {page.kind}: {page.seals[index]}")
            for one in tally.false:
                wrong["false: " + tally.page.kind] += 1
                if given.show:
                    print(f"false {half} seed {seed} {tally.page.dpi} dpi {tally.page.kind}: {one}")
            readable += [(tally.page, index, one) for index, one in tally.hits if _legible(tally.page, index, one)]
    print(f"pages {2 * given.pages}, seals {set_}, found {found}, false {false}")
    print(f"recall {found / max(1, set_):.4f}  precision {found / max(1, found + false):.4f}")
    print(f"pages with a seal on which nothing was seen: {silent}")
    print(f"seconds a page {sum(seconds) / len(seconds):.3f}, slowest {max(seconds):.3f}")
    print("by kind:", ", ".join(f"{kind} {total - wrong[kind]}/{total}" for kind, total in sorted(kinds.items())))
    print("false:", {kind: count for kind, count in wrong.items() if kind.startswith("false")} or "none")
    if given.names:
        _names(readable, given.names)


def _halves(foreign: bool, capture: str | None) -> list[tuple[str, Callable[[int], Page]]]:
    if not foreign:
        return [("sealed", seal_pages.sealed_page), ("bare", seal_pages.bare_page)]
    return [
        ("sealed", lambda seed: seal_foreign.sealed_page(seed, capture)),
        ("bare", lambda seed: seal_lures.bare_page(seed, capture)),
    ]


def _kind(page: Page, index: int) -> str:
    seal = page.seals[index]
    capture = f"{page.kind} " if page.kind in seal_foreign.CAPTURES else ""
    return f"{capture}{seal.style.shape}{' cut' if seal.partly else ''}"


def _legible(page: Page, index: int, one: SealPrint) -> bool:
    seal = page.seals[index]
    return seal.style.shape != "square" and not seal.partly and page.dpi >= 150 and page.kind != "overlap"


def _names(readable: list[tuple[Page, int, SealPrint]], most: int) -> None:
    from rapidfuzz.distance import Levenshtein

    from doccheck.parsers.marks.reading import line_reader
    from doccheck.parsers.marks.ring import read_name

    reader = line_reader()
    if reader is None:
        print("names: no recogniser installed")
        return
    random.Random(1).shuffle(readable)
    whole = near = silent = signs = errors = 0
    began = time.perf_counter()
    for page, index, one in readable[:most]:
        name, _ = read_name(page.image, one, page.dpi / 25.4, reader)
        true = page.seals[index].style.name
        off = Levenshtein.distance(name, true)
        silent += not name
        whole += off == 0
        near += 0 < off <= 2
        if name:
            signs += len(true)
            errors += off
    count = min(most, len(readable))
    print(
        f"names of {count} seals (≥150 dpi, not cut, not overlapping): exact {whole}, one or two signs off {near}, "
        f"left unread {silent}, character errors of those read {errors / max(1, signs):.3f}, "
        f"{(time.perf_counter() - began) / max(1, count):.2f} s each"
    )


if __name__ == "__main__":
    main()
