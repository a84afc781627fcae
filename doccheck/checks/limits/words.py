"""L001–L003: texts over their word limit, under their minimum, or so near that another way of counting decides."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from doccheck.checks.form.blanks import asked
from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of
from doccheck.findings import Evidence, Finding
from doccheck.language.wordcount import WordCount, count
from doccheck.mapping.counting import counted_text
from doccheck.mapping.forms import row_role
from doccheck.mapping.model import FieldState, MappedSubmission, Part, Passage
from doccheck.programme.schema import LimitRow

_NEAR = 0.02


class _Text(Struct, frozen=True):
    """A text that a limit counts: what it is called, its count and where it stands."""

    called: str
    counted: WordCount
    evidence: Evidence


@check("L001", "L002", "L003")
def word_limits(mapped: MappedSubmission) -> Iterator[Finding]:
    """Each limited text against its row; a text that two places repeat is judged once."""
    for row in mapped.programme.rows:
        if not isinstance(row, LimitRow) or not asked(row, mapped):
            continue
        seen: set[tuple[str, int]] = set()
        for text in _texts(row, mapped):
            key = (text.called, text.counted.words)
            if key not in seen:
                seen.add(key)
                yield from judge(row, text.called, text.counted, text.evidence)


def judge(row: LimitRow, called: str, counted: WordCount, evidence: Evidence) -> Iterator[Finding]:
    """The finding on one counted text, if there is one."""
    words, plain = counted.words, counted.without_punctuation
    both = f"按 Word 字数统计 {words} 字，不计标点 {plain} 字"
    top, least = row.max_words, row.min_words
    if top is not None and words > top:
        over = words - top
        if plain > top:
            yield finding(
                "L001",
                row,
                f"{called}超过字数上限：{both}，上限 {top} 字，超出 {over} 字。",
                row.advice or f"请至少删去 {over} 字，压缩到 {top} 字以内。",
                evidence,
            )
        else:
            yield finding(
                "L003",
                row,
                f"{called}仅按计标点的算法超限：{both}，上限 {top} 字，计标点超出 {over} 字。",
                f"建议再删去 {over} 字，避免因计数方法不同被认定超限。",
                evidence,
            )
    elif top is not None and words >= top * (1 - _NEAR):
        yield finding(
            "L003",
            row,
            f"{called}临近字数上限：{both}，上限 {top} 字，余 {top - words} 字。",
            "目前符合要求；修改时请注意不要超限。",
            evidence,
        )
    if least is not None and plain < least:
        if words < least:
            yield finding(
                "L002",
                row,
                f"{called}不足字数下限：{both}，下限 {least} 字，还差 {least - words} 字。",
                row.advice or f"请至少再补写 {least - words} 字。",
                evidence,
            )
        else:
            yield finding(
                "L003",
                row,
                f"{called}仅按不计标点的算法不足下限：{both}，下限 {least} 字。",
                f"建议再补写 {least - plain} 字。",
                evidence,
            )


def _texts(row: LimitRow, mapped: MappedSubmission) -> Iterator[_Text]:
    hints = mapped.programme.hints
    if row.fields:
        for value in mapped.field_values(row.id):
            if value.passage is None or value.state not in (FieldState.FILLED, FieldState.TEMPLATE):
                continue
            counted = count(counted_text(value.passage, hints))
            quote = value.text.strip().split("\n")[0][:40]
            yield _Text(f"“{name_of(row)}”", counted, Evidence(value.document, quote, value.location))
        return
    for part in mapped.parts_of(row_role(row, mapped.programme)):
        counted = count(part_text(part, hints))
        if counted.words:
            called = f"“{part.organisation}”的{_kind(part)}" if part.organisation else f"“{part.title or name_of(row)}”"
            yield _Text(called, counted, part.passage.evidence())


def part_text(part: Part, hints: list[str]) -> str:
    """The counted text of a whole part: its title and the bare name of its unit are headings, whatever their style."""
    lines = counted_text(part.passage, hints).split("\n")
    titles = {_flat(part.title), _flat(part.organisation)} - {""}
    kept = list(lines)
    while kept and (_flat(kept[0]) in titles or _is_title(kept[0])):
        kept.pop(0)
    return "\n".join(kept)


def _flat(text: str) -> str:
    return "".join(text.split()).strip("：:（）()")


def _is_title(line: str) -> bool:
    """A short first line such as “参与单位简介（二）” or “1.某某公司简介”."""
    flat = _flat(line).rstrip("）)一二三四五六七八九十0123456789（(")
    return len(flat) <= 40 and flat.endswith(("简介", "介绍", "概况")) and "。" not in flat


def _kind(part: Part) -> str:
    return "简介" if "profile" in part.role.value else "文字"


def counted_words(passage: Passage, hints: list[str]) -> int:
    """Word's 字数 of a passage as limits count it; also the report's figure for a section."""
    return count(counted_text(passage, hints)).words
