"""Personal data in a report that is passed on: telephones, ID numbers, e-mails and, on request, people's names.

Every masked text keeps its length, so that places in it stay right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from doccheck.document import Document, Table
from doccheck.findings.report import Report
from doccheck.language.patterns import lazy
from doccheck.language.surnames import begins_as_name, words_of

_PHONE = lazy(
    r"(?<![\dA-Za-z.])(?:(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\(?0\d{2,3}\)?[ \-—]{0,2}[2-8]\d{6,7})"
    r"(?![\dA-Za-z])"
)
_ID = lazy(r"(?<![\dA-Za-z])[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])")
_EMAIL = lazy(r"[A-Za-z0-9._%+\-]+[@＠][A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_FULL = str.maketrans("０１２３４５６７８９－（）＋", "0123456789-()+")
_WHO = (
    r"(?:姓\s*名|联\s*系\s*人|法定代表人|法人代表|(?:项目|单位|技术|课题|团队)?负责人|理事长|秘书长|委托代理人|授权代表|经办人|填表人|"
    r"带头人|签字人|专家)"
)
_LABEL = lazy(_WHO + r"(?:姓名)?(?:[(（][^()（）]{0,8}[)）])?\s*[:：]?\s*$")
_LINE = lazy(
    _WHO + r"(?:姓名)?(?:[(（][^()（）]{0,8}[)）])?\s*[:：]\s*(?P<name>[一-鿿](?:[ 　]?[一-鿿·]){1,3})(?![一-鿿])"
)
_NAME = lazy(r"[一-鿿]{2,4}|[一-鿿]{1,6}·[一-鿿]{1,8}")
_NO_NAME = lazy(r"单位|公司|签|章|姓名|电话|职务|部门|日期|大学|学院|年|月|无|见|附|负责|联系|企业|牵头|成员|人$|长$")


def masked(report: Report, names: bool = False) -> Report:
    """The report with personal data replaced in every text: “138****5678”, “zh******@…”, with ``names`` “王**”.

    Names are those that stand beside a label (联系人, 法定代表人 …) or in such a column; each is masked wherever it
    stands. Codes of organisations are no personal data.
    """
    found = sorted(_names(report), key=len, reverse=True) if names else []
    pattern = re.compile("|".join(map(re.escape, found))) if found else None

    def mask(text: str) -> str:
        plain = text.translate(_FULL) if any(c in text for c in "０１２３４５６７８９") else text
        spans = [
            *((m.start(), _middle(m[0], 3, 4)) for m in _PHONE.finditer(plain)),
            *((m.start(), _middle(m[0], 6, 0)) for m in _ID.finditer(plain)),
            *((m.start(), _mail(m[0])) for m in _EMAIL.finditer(plain)),
            *((m.start(), m[0][0] + "*" * (len(m[0]) - 1)) for m in (pattern.finditer(plain) if pattern else ())),
        ]
        for start, hidden in spans:
            text = text[:start] + hidden + text[start + len(hidden) :]
        return text

    changed: Report = _each(report, mask, {})
    return replace(changed, masked=True)


def _middle(text: str, first: int, last: int) -> str:
    """The digits between the first and last few as stars, signs kept."""
    digits = [at for at, char in enumerate(text) if char.isalnum()]
    hidden = set(digits[first : len(digits) - last])
    return "".join("*" if at in hidden else char for at, char in enumerate(text))


def _mail(text: str) -> str:
    at = next(i for i, char in enumerate(text) if char in "@＠")
    kept = min(2, at - 1)
    return text[:kept] + "*" * (at - kept) + text[at:]


def _each(value: Any, mask: Callable[[str], str], done: dict[int, Any]) -> Any:
    """The value with every text in it masked; what holds none is given back as it is."""
    if isinstance(value, str):
        return mask(value) if type(value) is str else value
    if isinstance(value, tuple):
        items = [_each(item, mask, done) for item in value]
        if all(new is old for new, old in zip(items, value, strict=True)):
            return value
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    if isinstance(value, dict):
        return {key: _each(item, mask, done) for key, item in value.items()}
    if isinstance(value, Struct):
        if id(value) not in done:
            changed = {
                name: new
                for name in value.__struct_fields__
                if not name.endswith("sha256") and (new := _each(old := getattr(value, name), mask, done)) is not old
            }
            done[id(value)] = replace(value, **changed) if changed else value
        return done[id(value)]
    return value


def _names(report: Report) -> set[str]:
    found = {name for document in report.texts.values() for name in _of_document(document)}
    words = words_of({_flat(name) for name in found})
    return {name for name in found if _flat(name) not in words}


def _of_document(document: Document) -> Iterator[str]:
    for paragraph in document.paragraphs():
        yield from _named(match["name"] for match in _LINE.finditer(paragraph.text))
    for table in document.tables():
        yield from _named(_of_table(table))


def _of_table(table: Table) -> Iterator[str]:
    """What stands right of a label, or below one in the head row."""
    grid = table.grid()
    for row, cells in enumerate(grid):
        for col, cell in enumerate(cells):
            if cell is None or (cell.row, cell.col) != (row, col) or not _LABEL.fullmatch(_flat(cell.text)):
                continue
            beside = grid[row][col + cell.colspan] if col + cell.colspan < len(cells) else None
            if beside is not None:
                yield beside.text
            yield from (below.text for line in grid[row + cell.rowspan :] if (below := line[col]) is not None)


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _named(texts: Iterator[str]) -> Iterator[str]:
    for text in texts:
        for piece in re.split(r"[、，,;；/\n]", text):
            bare = _flat(piece)
            if _NAME.fullmatch(bare) and not _NO_NAME.search(bare) and ("·" in bare or begins_as_name(bare)):
                yield bare
                if bare != piece.strip():
                    yield piece.strip()


