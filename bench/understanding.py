"""What understanding costs beside reading: seconds in which the sample PDF is parsed and then understood.

Run as ``python -m bench.understanding [--runs N] [--file FILE] [--programme ID]``. LibreOffice makes the PDF of the
sample unless a file is given. Each run is a process of its own, so that models are read and patterns compiled anew.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.cold import ROOT, make_files

LIMIT = 0.5
"""Understanding may take this share of the time of parsing."""
STAGES = ("sections", "clauses", "elements", "roles")


def clocked(spent: dict[str, float], stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """``call`` with its seconds added to ``spent[stage]``; what it yields is drawn at once."""

    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            result = call(*arguments, **named)
            return list(result) if isinstance(result, Iterator) else result
        finally:
            spent[stage] += time.perf_counter() - start

    return timed


def one_run(source: Path, programme: str) -> dict[str, float]:
    """Seconds of parsing and of each stage of understanding in this process, the first and only time."""
    from doccheck.intake.reading import read_documents
    from doccheck.mapping import parts, pipeline
    from doccheck.programme.loader import load

    rules = load(programme)
    spent = dict.fromkeys(("parse", *STAGES), 0.0)
    documents = clocked(spent, "parse", read_documents)(source).documents
    for module, name, stage in (
        (pipeline, "_sections", "sections"),
        (pipeline, "_clauses", "clauses"),
        (pipeline, "_elements", "elements"),
        (parts, "role_of_content", "roles"),
    ):
        setattr(module, name, clocked(spent, stage, getattr(module, name)))
    pipeline.map_submission(documents, rules, source.stem)
    return spent


def measured(source: Path, programme: str, runs: int) -> list[dict[str, float]]:
    """``runs`` processes after one that is not counted."""
    command = [sys.executable, "-m", "bench.understanding", "--one", str(source), "--programme", programme]
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    outputs = [
        subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
        for _ in range(runs + 1)
    ]
    return [json.loads(output) for output in outputs[1:]]


def report(name: str, seen: Iterable[dict[str, float]]) -> float:
    """Print the medians; gives the median ratio of understanding to parsing."""
    seen = list(seen)
    understood = [sum(run[stage] for stage in STAGES) for run in seen]
    ratio = median(total / run["parse"] for total, run in zip(understood, seen, strict=True))
    print(name)
    print(f"  parsing        {median(run['parse'] for run in seen):6.3f} s")
    print(f"  understanding  {median(understood):6.3f} s   " + ", ".join(
        f"{stage} {median(run[stage] for run in seen):.3f}" for stage in STAGES
    ))  # fmt: skip
    print(f"  ratio          {ratio:6.2f}     (limit {LIMIT})")
    return ratio


def main() -> None:
    """Measure and print; exit status 1 where the limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="processes that are counted (default 5)")
    parser.add_argument("--file", type=Path, help="a file or folder of your own instead of the sample")
    parser.add_argument("--programme", default="liangjiang-2021", help="the programme that it is laid onto")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(one_run(options.one, options.programme)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        source = options.file or make_files(Path(temporary))[-1]
        if source.suffix != ".pdf" and options.file is None:
            parser.error("LibreOffice is needed to make the sample PDF")
        ratio = report(source.name, measured(source, options.programme, options.runs))
    sys.exit(1 if ratio > LIMIT else 0)


if __name__ == "__main__":
    main()
