"""``python -m tests.fuzz --count 10000 --seed 1``: spoilt files of every kind, and what became of them."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.harness import fuzz
from tests.fuzz.seeds import make_pictures, make_seeds


def main() -> int:
    """Run it; gives 1 where anything crashed, hung or was left behind."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--count", type=int, default=1000, help="files in all, shared out among the kinds")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--kinds", default="", help="kinds to spoil, with commas between (all)")
    asked.add_argument("--seeds", type=Path, help="a folder of further whole files to spoil, by their endings")
    asked.add_argument("--keep", type=Path, default=Path("out/fuzz"), help="where files that did harm are kept")
    asked.add_argument("--ocr", action="store_true", help="pictures and scanned pages instead, read by OCR: slow")
    given = asked.parse_args()
    if not given.ocr:  # else every page with a spoilt text layer costs seconds
        os.environ["DOCCHECK_OCR"] = "none"
    with tempfile.TemporaryDirectory() as folder:
        seeds = make_pictures(Path(folder)) if given.ocr else make_seeds(Path(folder))
    for path in sorted(given.seeds.rglob("*")) if given.seeds else []:
        if path.is_file():
            seeds.setdefault(path.suffix.lstrip(".").lower(), []).append(path.read_bytes())
    kinds = list(filter(None, given.kinds.split(","))) or list(seeds)
    # The formats of most submissions get the larger share.
    weights = {kind: {"docx": 6, "pdf": 5, "zip": 3, "ofd": 3, "xlsx": 2}.get(kind, 1) for kind in kinds}
    total = sum(weights.values())
    faults: list[str] = []
    print(f"{'kind':6}{'files':>7}{'parsed':>8}{'refused':>9}{'crashed':>9}{'hung':>6}{'leaked':>8}  slowest, by code")
    for kind, weight in weights.items():
        started = time.perf_counter()
        tally = fuzz(kind, seeds[kind], range(given.count * weight // total), given.seed, given.keep)
        words = tally.words
        refused = {word: count for word, count in sorted(words.items()) if word not in ("read", "crashed", "hung")}
        print(
            f"{kind:6}{tally.files:7}{words['read']:8}{sum(refused.values()):9}{words['crashed']:9}{words['hung']:6}"
            f"{tally.leaked:8}  {tally.slowest:.1f} s ({tally.slowest_file}), {tally.megabytes:.0f} MB; "
            f"{'、'.join(f'{code} {count}' for code, count in refused.items())}; {time.perf_counter() - started:.0f} s",
            flush=True,
        )
        faults += [f"{kind}: {fault}" for fault in tally.faults]
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
