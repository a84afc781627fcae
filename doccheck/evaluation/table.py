"""The quality table of ``doccheck evaluate`` as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from doccheck.evaluation.gold import GoldSubmission, find_gold
from doccheck.evaluation.score import CodeScore, Evaluation, evaluate
from doccheck.findings.codes import CODES
from doccheck.findings.report import Report


def evaluate_folder(folder: Path) -> Evaluation:
    """Check and score every gold submission below ``folder``."""
    return evaluate(find_gold(folder), _check)


def _check(gold: GoldSubmission) -> Report:
    from doccheck.api import check

    return check(gold.files, gold.programme, occasion=gold.occasion, year=gold.year)


def table(evaluation: Evaluation) -> Iterator[str]:
    """Lines of the quality table: a row a code, the total, then every failure by name."""
    yield f"金标准材料 {evaluation.submissions} 份（只计 error 与 warning）"
    yield f"{'code':<6}{'name':<24}{'right':>6}{'false':>6}{'missed':>7}{'precision':>11}{'recall':>8}"
    for code in sorted(evaluation.codes):
        yield _line(code, CODES[code].name, evaluation.codes[code])
    yield _line("all", "", evaluation.total)
    if evaluation.misses:
        yield ""
        yield "漏报："
        for name, entry in evaluation.misses:
            yield f"  {name}  {entry.code} {entry.requirement or '-'}  {entry.where}  {entry.note}"
    if evaluation.alarms:
        yield ""
        yield "误报："
        for name, finding in evaluation.alarms:
            yield f"  {name}  {finding.code} {finding.requirement or '-'}  {finding.message}"


def _line(code: str, name: str, score: CodeScore) -> str:
    precision = f"{score.precision:.3f}" if score.precision is not None else "–"
    recall = f"{score.recall:.3f}" if score.recall is not None else "–"
    return f"{code:<6}{name:<24}{score.right:>6}{score.false:>6}{score.missed:>7}{precision:>11}{recall:>8}"
