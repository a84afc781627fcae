"""The proof sheet: every threshold that asks for a figure and finds some, worked out step by step."""

from __future__ import annotations

from doccheck.findings.proofs import Proof, ProofInput
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.thresholds import Input, Judgement, asked_of, judge
from doccheck.programme.schema import ThresholdRow


def build_proofs(mapped: MappedSubmission) -> tuple[Proof, ...]:
    """A proof for each threshold row that is asked of this lead and has inputs, in the notice's order."""
    held: list[Proof] = []
    for row in mapped.programme.rows:
        if not isinstance(row, ThresholdRow) or row.occasion is not mapped.occasion or not asked_of(row, mapped):
            continue
        judged = judge(row, mapped)
        if judged is not None and judged.facts:
            held.append(_proof(judged))
    return tuple(held)


def _proof(judged: Judgement) -> Proof:
    row, test = judged.row, judged.row.threshold
    bound = test.min if test.min is not None else test.max or 0.0
    return Proof(
        requirement=row.id,
        title=row.title or row.must,
        sentence=row.sentence or row.must,
        over=judged.over,
        inputs=tuple(_input(held) for held in judged.inputs),
        formula=judged.formula,
        result=_round(judged.value),
        unit=judged.unit,
        limit=judged.limit,
        bound=bound,
        margin=_round(judged.margin),
        verdict=judged.verdict,
        note=judged.note,
    )


def _input(held: Input) -> ProofInput:
    fact = held.fact
    if fact is None:
        return ProofInput(held.label)
    return ProofInput(held.label, fact.quote, fact.value, fact.unit, fact.document, fact.location)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
