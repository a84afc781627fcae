"""E005: papers dated after the deadline, the programme's own or one that the papers themselves state."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.eligibility.due_days import Day, due_days
from doccheck.checks.eligibility.signing_days import signing_days
from doccheck.checks.figures.places import part_name
from doccheck.checks.figures.run_times import project_term
from doccheck.checks.registry import check, finding
from doccheck.document import Spot
from doccheck.facts.dates import parse_date
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import FieldState, MappedSubmission
from doccheck.programme.schema import DeadlineRow, Role


@check("E005")
def deadline(mapped: MappedSubmission) -> Iterator[Finding]:
    """The latest date at the form against the deadline of the submission's year; one finding a row."""
    for row in mapped.programme.rows:
        if not isinstance(row, DeadlineRow):
            continue
        late = []
        stated = _stated(mapped).get("")
        later = stated is not None and (stated.date.month or 1, stated.date.day or 1) > (row.month, row.day)
        for value in mapped.fields if not later else ():  # after an extension, the stated day is asked below
            if value.requirement != row.id or value.state is not FieldState.FILLED:
                continue
            date = parse_date(value.text)
            if date is None or date.month is None or date.year != mapped.year:
                continue
            if (date.month, date.day or 1) > (row.month, row.day):
                late.append((date, value))
        if not late:
            yield from _signed_late(mapped, row)
        else:
            date, value = late[0]
            yield finding(
                "E005",
                row,
                f"填报日期为“{value.text.strip()}”，晚于截止日期 {mapped.year} 年 {row.month} 月 {row.day} 日。",
                row.advice or "请核对日期；确已逾期的，请先联系受理部门确认是否仍可申报。",
                *(Evidence(v.document, v.text.strip(), v.location) for _, v in late),
                confidence=0.9,
            )


_AGREED = (Role.AGREEMENT, Role.CHARTER)
_OWN = (
    Role.APPLICATION,
    Role.PLAN,
    *_AGREED,
    Role.MEMBER_ROSTER,
    Role.LEAD_PROFILE,
    Role.MEMBER_PROFILE,
)


def _stated(mapped: MappedSubmission) -> dict[str, Day]:
    """The latest deadline of the year that each of the papers states, by part; under “” that of any of them."""
    limits: dict[str, Day] = {}
    for part in mapped.parts:
        for day in due_days(part, mapped.year):
            if day.date.year == mapped.year:
                for key in ("", part.id):
                    limits[key] = max(limits.get(key, day), day, key=lambda d: d.date.last)
    return limits


def _signed_late(mapped: MappedSubmission, row: DeadlineRow) -> Iterator[Finding]:
    """The papers signed after the programme's deadline, where the form itself is not dated so."""
    stated = _stated(mapped).get("")
    if stated is not None and (stated.date.month or 1, stated.date.day or 1) > (row.month, row.day):
        # The papers know of a later day, as after an extension: they are held to that one.
        return
    days = {p.id: list(signing_days(mapped, p)) for p in mapped.parts_of(Role.APPLICATION, *_AGREED)}
    forms = [day for p in mapped.parts_of(Role.APPLICATION) for day in days[p.id]]
    term = project_term(mapped)
    begun = term.begin.first if term is not None and term.begin is not None else None
    # Of a project that began in the year of application, nothing is signed in time in the next year.
    next_year = begun is not None and begun.year == mapped.year and all(d.date.year <= mapped.year for d in forms)
    for part in mapped.parts_of(Role.APPLICATION, *_AGREED):
        late = [
            day
            for day in days[part.id]
            if (day.date.year == mapped.year and (day.date.month or 1, day.date.day or 1) > (row.month, row.day))
            or (day.date.year == mapped.year + 1 and next_year)
        ]
        if late:
            last = max(late, key=lambda d: d.date.first)
            yield finding(
                "E005",
                row,
                f"{part_name(mapped, part.id, part.document)}的日期“{last.quote}”晚于截止日期 "
                f"{mapped.year} 年 {row.month} 月 {row.day} 日。",
                row.advice or "请核对日期；确已逾期的，请先联系受理部门确认是否仍可申报。",
                last.evidence,
                confidence=0.85,
            )


def _told(mapped: MappedSubmission) -> set[Spot]:
    """The places of form dates that are already late for the programme's own deadline."""
    told: set[Spot] = set()
    for row in mapped.programme.rows:
        if isinstance(row, DeadlineRow):
            stated = _stated(mapped).get("")
            later = stated is not None and (stated.date.month or 1, stated.date.day or 1) > (row.month, row.day)
            for value in mapped.field_values(row.id) if not later else ():
                day = parse_date(value.text) if value.state is FieldState.FILLED else None
                if day is not None and day.month and (day.month, day.day or 1) > (row.month, row.day):
                    told.add(value.location.spot)
    return told


@check("E005")
def stated_deadline(mapped: MappedSubmission) -> Iterator[Finding]:
    """Dates of signing after the deadline that any of the papers states; one for each paper."""
    limits = _stated(mapped)
    if not limits:
        return
    told = _told(mapped)
    for part in mapped.parts_of(*_OWN, Role.EVIDENCE, Role.UNKNOWN):
        limit = limits.get(part.id) or limits[""]  # what a paper says of its own day goes before what others say
        days = (day for day in signing_days(mapped, part) if day.location.spot not in told)
        late = [day for day in days if day.date.first > limit.date.last]
        if not late:
            continue
        last = max(late, key=lambda d: d.date.first)
        yield finding(
            "E005",
            None,
            f"{part_name(mapped, part.id, part.document)}的日期“{last.quote}”晚于材料所写的截止日期"
            f"“{limit.quote}”（{limit.date.chinese}）。",
            "请核对日期；确已逾期的，请先联系受理部门确认是否仍可申报。",
            last.evidence,
            limit.evidence,
            confidence=0.9,
        )
