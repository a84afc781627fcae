"""The years of the construction period that a submission names."""

from __future__ import annotations

from collections import Counter

from doccheck.document import Paragraph, Table
from doccheck.facts.dates import periods
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.once import once
from doccheck.programme.schema import Role

_TERM = lazy(r"(?:建设|组建|任务|实施|执行|协议|合作|有效|起止|项目)(?:期|周期|时间|年限)|期限|起止")
_WEIGHT = {Role.APPLICATION: 3, Role.PLAN: 2, Role.AGREEMENT: 1}


@once
def construction_term(mapped: MappedSubmission) -> tuple[int, int] | None:
    """First and last year of the construction period: the application's word before the plan's and the agreement's."""
    votes: Counter[tuple[int, int]] = Counter()
    for part in mapped.parts:
        weight = _WEIGHT.get(part.role, 0)
        if not weight:
            continue
        for block in part.passage.blocks:
            for text in _texts(block) if isinstance(block, Paragraph | Table) else ():
                for term in _terms(text, mapped.year):
                    votes[term] += weight
    return max(votes, key=lambda t: (votes[t], -t[0], t[1])) if votes else None


def _texts(block: Paragraph | Table) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text] if _TERM.search(block.text) else []
    rows: dict[int, list[str]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append("".join(cell.text.split()))  # 建 设 期
    return [joined for row in rows.values() if len(joined := " ".join(row)) < 400 and _TERM.search(joined)]


def _terms(text: str, reference_year: int) -> list[tuple[int, int]]:
    found = []
    for match in _TERM.finditer(text):
        for period in periods(text[match.start() : match.end() + 60]):
            if period.begin and period.finish and not period.reversed:
                first, last = period.begin.first.year, period.finish.last.year
                if reference_year - 1 <= first <= reference_year + 2 and first < last <= first + 8:
                    found.append((first, last))
                break
    return list(dict.fromkeys(found))
