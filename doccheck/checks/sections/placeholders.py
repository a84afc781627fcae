"""S008: ×××, ＿＿＿, “此处填写…” and their like left in the text."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from doccheck.checks.registry import check, finding
from doccheck.checks.words import path_of
from doccheck.document import Location, Spot, Zone
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.language.placeholders import find
from doccheck.mapping.forms_answers import strip_hints
from doccheck.mapping.model import FieldState, MappedSubmission, Part
from doccheck.programme.schema import Role

_KINDS = {
    "crosses": "×××",
    "stars": "***",
    "blank": "空白横线",
    "instruction": "填写提示",
    "example": "示例文字",
    "braces": "占位括号",
    "pending": "“待补充”一类字样",
    "mock_name": "“某某”字样",
    "template_note": "模板说明",
}
_SEAL = lazy(r"公章|盖章|签字|签章")
_RUNNING = 30


class _Spot(Struct, frozen=True):
    """Template text in one paragraph: its position in the part, the words, their kind."""

    index: int
    words: str
    kind: str
    evidence: Evidence


@check("S008")
def placeholders(mapped: MappedSubmission) -> Iterator[Finding]:
    """Template text left in any part; paragraphs that follow each other give one finding."""
    blank_places = {
        (value.document, value.location.spot)
        for value in mapped.fields
        if value.state in (FieldState.BLANK, FieldState.MISSING)
    }
    told: set[tuple[str, Location]] = set()
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        group: list[_Spot] = []
        for spot in _spots(part, mapped, blank_places):
            key = (spot.evidence.document, spot.evidence.location)
            if key in told:
                continue
            told.add(key)
            if group and spot.index - group[-1].index > 1:
                yield _finding(group, mapped)
                group = []
            group.append(spot)
        if group:
            yield _finding(group, mapped)


def _spots(part: Part, mapped: MappedSubmission, blanks: set[tuple[str, Spot]]) -> Iterator[_Spot]:
    form = part.role is Role.APPLICATION
    hints = [hint for hint in mapped.programme.hints if not find(hint)]
    drawn = [hint for hint in mapped.programme.hints if find(hint)] if form else []
    index = -1
    for paragraph in part.passage.paragraphs():
        if not paragraph.text.strip():
            continue
        index += 1
        if paragraph.toc or paragraph.zone not in (Zone.BODY, Zone.TEXTBOX):
            continue
        text = paragraph.text
        found = find(text)
        if not found:
            continue
        if hints or drawn:
            left = find(strip_hints(text, [*hints, *drawn], notes=form))
            if not left:
                continue
        for start, end, kind in found:
            if kind == "blank" and (form or (part.document, paragraph.location.spot) in blanks):
                # An empty line of the form is a blank field; a gap inside a written sentence is not.
                rest = "".join((text[:start] + text[end:]).replace("_", "").split())
                if len(rest) <= _RUNNING or (part.document, paragraph.location.spot) in blanks:
                    continue
            if kind in ("stars", "crosses") and form and _SEAL.search(text) and len(text.strip()) <= _RUNNING:
                continue
            words = _around(text, start, end)
            yield _Spot(index, words, kind, Evidence(part.document, words, paragraph.location))
            break


def _around(text: str, start: int, end: int) -> str:
    """The words with a little before and after, at most forty characters, taken from the text as it stands."""
    return text[max(0, start - 10) : min(len(text), max(end + 10, start + 4))].strip()[:60]


def _finding(group: list[_Spot], mapped: MappedSubmission) -> Finding:
    kinds = "、".join(dict.fromkeys(_KINDS.get(spot.kind, spot.kind) for spot in group))
    first = group[0]
    more = f"等 {len(group)} 处" if len(group) > 1 else ""
    return finding(
        "S008",
        None,
        f"“{path_of(mapped, first.evidence.document)}”中留有{kinds}：“{first.words}”{more}。",
        "请替换为实际内容，或删去模板文字。",
        *(spot.evidence for spot in group[:10]),
        confidence=0.9,
    )
