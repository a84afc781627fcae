"""Numbered lines that may be titles or items of a list: their siblings and what stands below them decide."""

from __future__ import annotations

from doccheck.document.flow import Flow, Line, in_running_text
from doccheck.document.headings import DEEP, Judged, Verdict, judge
from doccheck.document.numbering import Convention
from doccheck.document.shapes import (
    core,
    ends_like_text,
    has_figures,
    is_date,
    is_label,
    is_organisation,
    is_question,
    is_sentence,
    is_signature,
    names_matter,
)


def find_headings(flow: Flow) -> list[Judged]:
    """Every heading below level 0 in reading order."""
    lines = [line for line in flow.lines if not line.toc and in_running_text(line)]
    judged = judge(lines, flow)
    settle(lines, judged)
    return [item for _, item in sorted(judged.items()) if item.verdict is Verdict.HEADING]


def settle(lines: list[Line], judged: dict[int, Judged]) -> None:
    """Numbered lines that may be titles or items: siblings with text below them are headings, bare runs are lists."""
    runs: dict[tuple[Convention, int | None], list[int]] = {}
    for index, line in enumerate(lines):
        item = judged.get(index)
        if line.level_zero:
            _close_all(lines, judged, runs)
        if line.number is None:
            continue
        convention = line.number.convention
        ident = line.box.ident if line.box else None
        certain = item is not None and item.verdict is Verdict.HEADING
        if certain:
            # A heading of an outer convention ends the runs of the inner ones.
            for key in [key for key in runs if key[0].rank > convention.rank]:
                _close(lines, judged, runs.pop(key))
        if item is None:
            continue
        run = runs.get((convention, ident))
        if run is not None and line.number.value == 1:
            _close(lines, judged, run)
            run = None
        if run is None:
            runs[(convention, ident)] = [index]
        else:
            run.append(index)
    _close_all(lines, judged, runs)


def _close_all(
    lines: list[Line], judged: dict[int, Judged], runs: dict[tuple[Convention, int | None], list[int]]
) -> None:
    for run in runs.values():
        _close(lines, judged, run)
    runs.clear()


def _close(lines: list[Line], judged: dict[int, Judged], run: list[int]) -> None:
    items = [judged[index] for index in run]
    convention = lines[run[0]].number.convention  # type: ignore[union-attr]
    with_body = [_has_body(lines, judged, index) for index in run]
    first = lines[run[0] - 1] if run[0] else None
    lead = judged.get(run[0] - 1)
    text = lead is None or lead.body < len(lead.line.text)
    introduced = text and first is not None and first.text.rstrip().endswith(("：", ":"))
    if introduced and len(run) > 1 and not any(with_body[:-1]) and not any(i.line.source.style_level for i in items):
        for item in items:
            item.verdict = Verdict.TEXT if item.body == len(item.line.text) else item.verdict
        return
    maybe = [item for item in items if item.verdict is Verdict.MAYBE]
    if not maybe:
        return
    judged_by = with_body[:-1] if len(run) > 1 else with_body
    certain = any(item.verdict is Verdict.HEADING for item in items)
    heading = sum(judged_by) * 2 >= len(judged_by) and any(judged_by)
    if len(run) == 1:
        title = maybe[0].title
        heading = heading and len(core(title)) <= 20 and not has_figures(title)
    if not heading and (certain or _skeleton(lines, judged, run)):
        # Bare titles right under a heading, or beside headings with text, are sections left empty.
        listed = any(ends_like_text(item.line.text) or has_figures(item.title) for item in maybe)
        heading = convention not in DEEP and not listed
    below = {id(judged[index]): body for index, body in zip(run, with_body, strict=True)}
    for item in maybe:
        doubtful = ends_like_text(item.line.text) or has_figures(item.title) or is_sentence(core(item.title))
        item.verdict = Verdict.HEADING if heading and (below[id(item)] or not doubtful) else Verdict.TEXT


def _skeleton(lines: list[Line], judged: dict[int, Judged], run: list[int]) -> bool:
    if len(run) < 2 or run[0] == 0 or run[-1] - run[0] != len(run) - 1:
        return False
    parent = judged.get(run[0] - 1)
    return (
        parent is not None
        and parent.verdict is Verdict.HEADING
        and parent.body == len(parent.line.text)
        and not any(is_organisation(judged[index].title) or is_label(judged[index].title) for index in run)
        and all(len(core(judged[index].title)) <= 24 and names_matter(judged[index].title) for index in run)
        and not is_question(parent.title)
    )


def _has_body(lines: list[Line], judged: dict[int, Judged], index: int) -> bool:
    """Whether something stands below the line before its next sibling or a heading further out."""
    line = lines[index]
    assert line.number is not None
    if line.before_block or judged[index].body < len(line.text):
        return True
    if index + 1 >= len(lines):
        return False
    after = lines[index + 1]
    if after.level_zero or is_signature(after.text) or is_date(after.text):
        return False
    if line.box is not None and after.box is not line.box:
        return line.box.full_row or line.box.first_column
    if after.number is None:
        return index + 1 not in judged and (len(after.text.strip()) >= 15 or ends_like_text(after.text))
    return after.number.convention.rank > line.number.convention.rank
