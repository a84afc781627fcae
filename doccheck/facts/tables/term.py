"""The years for which a consortium's money is planned, from what its papers say of the term of the project."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from doccheck.document import Paragraph, Table
from doccheck.facts.dates import periods
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Role

_TERM = lazy(r"期限|周期|建设期|实施期|执行期|合作期|起止(?:时间|年限|年月)")


def term(mapped: MappedSubmission) -> tuple[int, int] | None:
    """First and last year of the project's term: the one said most often, the earliest said of equals."""
    said: Counter[tuple[int, int]] = Counter()
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        for block in part.passage.blocks:
            if isinstance(block, Paragraph):
                _count(said, block.text, "")
            elif isinstance(block, Table) and block.cols <= 8:
                for row in block.grid():
                    for label, value in pairwise(row):
                        if label is not None and value is not None and label is not value and len(label.text) < 16:
                            _count(said, value.text, label.text)
    return said.most_common(1)[0][0] if said else None


def _count(said: Counter[tuple[int, int]], text: str, label: str) -> None:
    if not (_TERM.search(label) or (_TERM.search(text) and not label)) or not re.search(r"\d{4}", narrow(text)):
        return
    begin = 0 if label else max(0, next(m.start() for m in _TERM.finditer(text)) - 24)
    for period in periods(text[begin : begin + 90]):
        first, last = period.begin, period.finish
        if first and last and first.month and last.month and first.year < last.year <= first.year + 8:
            said[first.year, last.year] += 1
            return
