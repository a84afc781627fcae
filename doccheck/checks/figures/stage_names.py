"""N005 on stages that an author names himself: a series of named stages whose years another place gives differently."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from doccheck.checks.figures.stages import stages_in
from doccheck.checks.registry import check, finding
from doccheck.checks.words import path_of
from doccheck.document import Paragraph
from doccheck.facts.dates import periods
from doccheck.facts.numbers import narrow
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role, TimelineRow

_NAMED = lazy(r"(?:^|[^一-鿿]|[为在到至的入是和与即])(?P<name>[一-鿿]{2,5}?(?:期|阶段))(?=\s?[(（,，:：]|\s?自|\s?从)")
_CLOSE = lazy(r"(?:目标|任务)?[\s(:：,，为从自即指]*")
_MEMBERS = 3
"""So many stages, each beginning when the one before has ended, are a series and their names names."""


class _Told(Struct, frozen=True):
    """A stage's years as one place tells them."""

    name: str
    begin: int
    finish: int
    part: Part
    paragraph: Paragraph
    written: str


@check("N005")
def stage_names(mapped: MappedSubmission) -> Iterator[Finding]:
    """One finding for each name of a series that has other years elsewhere in the submission."""
    row = next((r for r in mapped.programme.rows if isinstance(r, TimelineRow) and "N005" in r.code), None)
    paragraphs = [
        (part, paragraph)
        for part in mapped.parts
        if part.role is not Role.NOTICE
        for paragraph in part.passage.paragraphs()
        if not paragraph.toc and ("期" in paragraph.text or "阶段" in paragraph.text)
    ]
    told = [one for part, paragraph in paragraphs for one in _told(part, paragraph)]
    series = {one.name: one for one in _series(told)}
    for name, first in series.items():
        named = [o for o in told if o.name.endswith(name)]  # 并在跃升期: what stands before a known name is none of it
        other = next((o for o in named if (o.begin, o.finish) != (first.begin, first.finish)), None)
        if other is None or all(stages_in(one.paragraph) for one in (first, other)):
            continue
        yield finding(
            "N005",
            row,
            f"“{name}”的起止年份前后不一致：{path_of(mapped, first.part.document)}一处为 "
            f"{first.begin}—{first.finish} 年，{path_of(mapped, other.part.document)}另一处为 "
            f"{other.begin}—{other.finish} 年。",
            "请统一各阶段的起止年份，使方案各处和申报表一致。",
            *(Evidence(one.part.document, one.written, one.paragraph.location) for one in (first, other)),
            confidence=0.85,
        )


def _told(part: Part, paragraph: Paragraph) -> Iterator[_Told]:
    text = narrow(paragraph.text)
    for match in _NAMED.finditer(text):
        behind = text[match.end() : match.end() + 30]
        span = next((p for p in periods(behind) if p.begin and p.finish and p.ordinal is None), None)
        if span is None or span.reversed or not _CLOSE.fullmatch(behind[: span.start]):
            continue
        if span.begin is None or span.finish is None:
            continue
        written = paragraph.text[match.start("name") : match.end() + span.end].strip("）) ")
        yield _Told(match["name"], span.begin.year, span.finish.year, part, paragraph, written)


def _series(told: list[_Told]) -> list[_Told]:
    """The first run of stages of different names that follow on each other in one paper."""
    run: list[_Told] = []
    for one in told:
        follows = run and one.part is run[-1].part and one.begin in (run[-1].finish, run[-1].finish + 1)
        if follows and one.name not in {other.name for other in run}:
            run.append(one)
        elif len(run) >= _MEMBERS:
            return run
        else:
            run = [one]
    return run if len(run) >= _MEMBERS else []
