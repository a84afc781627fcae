"""The scorecard of a programme, filled with evidence and with the points that were reckoned."""

from __future__ import annotations

from doccheck.findings.papers import Scorecard, ScoreLine
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.scores import Scored, scored
from doccheck.programme.schema import ScoreRow


def build_scorecard(mapped: MappedSubmission) -> Scorecard:
    """The occasion's scorecard; without lines where the programme has none."""
    rows = scored(mapped)
    if not rows:
        return Scorecard()
    reckoned = [row for row in rows if row.points is not None]
    return Scorecard(
        title=mapped.programme.scorecards.get(mapped.occasion.value, "评分表"),
        lines=tuple(_line(row) for row in rows),
        max=sum(row.max for row in rows),
        points=sum(row.points or 0.0 for row in reckoned),
        reckoned=sum(row.max for row in reckoned),
        open=sum(row.max for row in rows if row.points is None),
    )


def _line(scored_row: Scored) -> ScoreLine:
    row = scored_row.row
    return ScoreLine(
        requirement=row.id,
        group=row.group if isinstance(row, ScoreRow) else "",
        title=row.title or row.must,
        sentence=row.sentence or row.must,
        max=scored_row.max,
        evidence=scored_row.evidence,
        points=scored_row.points,
        formula=scored_row.formula,
        note=scored_row.note,
    )
