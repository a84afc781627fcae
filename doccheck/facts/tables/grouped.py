"""Labels in two columns or rows, the left or upper one for a group: what its lines are of, and whose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from doccheck.document import Cell
from doccheck.facts.catalogue import Entry
from doccheck.facts.tables.labels import BUDGET, COUNTS, Label, is_name, label_of
from doccheck.facts.tables.layout import Matrix, is_blank
from doccheck.facts.tables.names import plain_text
from doccheck.language.patterns import lazy

if TYPE_CHECKING:
    from doccheck.facts.tables.says import Says

_SECONDED = lazy(
    r"(?:其中)?[:：]?(?:拟|计划|实际)*(?:投入|派往|派到|派驻|参加|参与)(?:到|至)?"
    r"(?:(?:本|该)?(?:创新)?(?:联合体|项目)的?(?:(?:研发|科研|研究|技术)?(?:人员|人数))?|(?:研发|科研|研究)人员)"
    r"(?:合计|数量?)?(?:\([人名]\))?"
)
_NOT_COUNTED = lazy(r"[未不]计入|^(?:在建|拟建|筹建|待建|在审|在申请|申请中)")
_PEOPLE = lazy(r"(?:人员|人数|职工|队伍)(?:情况|数|构成|\(.*\))*")


def _labels(table: Matrix, cells: list[Cell | None]) -> Iterator[str]:
    """The labels left of a row's figures, each once."""
    seen: list[Cell] = []
    for column in table.keys:
        cell = cells[column]
        if cell is not None and column < table.data[0] and not is_blank(cell.text) and not any(c is cell for c in seen):
            seen.append(cell)
            yield plain_text(cell.text)


def narrowed(says: Says, table: Matrix, cells: list[Cell | None], reference_year: int) -> None:
    """A row under a group's label is of what it names itself (收入 | 主营业务收入); a nameless part of it is none."""
    texts = list(_labels(table, cells))
    if len(texts) < 2 or says.entry is None or says.total:
        return
    group, own = (label_of(text, reference_year) for text in texts[-2:])
    if group.entry is not says.entry:
        return
    if own.entry is not None and _narrower(own, group.entry) and is_name(texts[-1]):
        says.entry = own.entry
    elif _NOT_COUNTED.search(own.text) is not None and not own.entries:
        says.inner = True  # 在建（未计入） among the platforms
    elif "其中" in own.text and not own.entries and says.subject is None and _says_nothing(own):
        says.inner = True


def _narrower(own: Label, group: Entry) -> bool:
    """Whether a row's own name counts, not that of its group: no kind of unit, no source beside another quantity."""
    budgets = own.id in BUDGET, group.id in BUDGET
    return own.id not in COUNTS and (budgets == (False, False) or group.id in ("total", "investment"))


def _says_nothing(label: Label) -> bool:
    return not (label.year or label.years_total or label.total or label.share or label.scope or label.lead)


def groups_rows(table: Matrix, cells: list[Cell | None], column: int, reference_year: int) -> bool:
    """Whether a label stands left of another that names the row's quantity (牵头单位 | 营业收入)."""
    right = [c for c in table.keys if column < c < table.data[0]]
    cell = cells[right[0]] if right else None
    return cell is not None and cell is not cells[column] and is_name(plain_text(cell.text))


def parts_of_rows_above(rows: Iterable[Says]) -> None:
    """“其中：境内研发投入” below 研发投入 is a part of it, and no second figure of the same."""
    seen: set[str] = set()
    for says in rows:
        plain = says.entry is not None and says.subject is None and says.year is None and not says.total
        if says.entry is None or not plain:
            continue
        if says.part and says.entry.id in seen and not says.scope and says.entry.id not in BUDGET:
            says.inner = True
        elif not says.part:
            seen.add(says.entry.id)


def tell_seconded(lines: Iterable[Says]) -> None:
    """People whom the units put into the consortium (其中：投入本联合体) are no unit's staff, but in all its own."""
    researchers = label_of("研发人员", 0).entry
    for says in lines:
        found = next((text for text in says.texts if _SECONDED.fullmatch(text)), "")
        people = "人" in found or any(map(_PEOPLE.fullmatch, says.texts))
        if found and people and (says.entry is None or says.entry is researchers):
            says.entry, says.seconded, says.inner, says.other = researchers, True, False, False
