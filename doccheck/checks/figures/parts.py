"""N002: a part above its whole (发明专利 above 知识产权, 研发人员 above 员工) in a sentence, form or table row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from doccheck.checks.figures.grids import Grid, Kind, amount, blank, is_total
from doccheck.checks.figures.places import evidence_of, number, part_name, place_name, quantity_name, subject_name
from doccheck.checks.figures.tables import tables_in
from doccheck.checks.figures.terms import Term, names_in, terms_in
from doccheck.checks.registry import check, finding
from doccheck.document import Cell, Location, Table
from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Fact, Nature
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.findings import Evidence, Finding, Severity
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, MappedSubmission, Part
from doccheck.programme.schema import Role, SumRow

_WITHIN: dict[str, tuple[str, ...]] = {
    "technical_staff": ("staff",),
    "researchers": ("staff",),
    "rd_staff": ("researchers", "staff"),
    "invention_patents": ("patent_grants", "patents"),
    "patent_grants": ("patents",),
    "main_revenue": ("revenue",),
    "platforms_national": ("platforms",),
}
"""What each quantity can never exceed, for one unit at one time; the closest whole first."""
_SENTENCE = lazy(r"[^。！!？?\n]+")
_WORTH = lazy(r"其中|内含|内有|里面|专职|专利.*知识产权|知识产权.*专利|人员|主营|平台")
_INSIDE = lazy(r"[,，;；(\s]*(?:其中|内含|内有|里面)[:：]?")
_ELSEWHERE = lazy(
    r"新增|新引进|引进|培养|申请|受理|在审|目标|力争|达到|计划|兼职|外聘|合作|带动|培训|全校|全院|联合体|合计|另有|另外"
)


class _Above(Struct, frozen=True):
    """A part and its whole as they are written."""

    part: str
    part_value: str
    whole: str
    whole_value: str
    evidence: tuple[Evidence, ...]


@check("N002")
def parts_above_whole(mapped: MappedSubmission) -> Iterator[Finding]:
    """Each pair is reported once, from the place that shows it most plainly."""
    said: set[tuple[str, str, str]] = set()
    filled = {
        (v.document, v.location)
        for v in mapped.fields
        if v.state is FieldState.FILLED and isinstance(mapped.programme.row(v.requirement), SumRow)
    }
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        place = part_name(mapped, part.id, part.document)
        for hit in (*_tables(part, filled), *_sentences(part)):
            key = (part.document, re.sub(r"\D", "", hit.part_value), re.sub(r"\D", "", hit.whole_value))
            if key in said:
                continue
            said.add(key)
            yield finding(
                "N002",
                None,
                f"{place}中{hit.part}写 {hit.part_value}，超过{hit.whole} {hit.whole_value}，部分大于整体。",
                "请核对两个数据的口径，使其中数不超过总数。",
                *hit.evidence,
                severity=Severity.INFO if _much_above(hit.part_value, hit.whole_value) else None,
                confidence=0.9,
            )
    yield from _facts(mapped, said)


def _sentences(part: Part) -> Iterator[_Above]:
    for paragraph in part.passage.paragraphs():
        if paragraph.toc or len(paragraph.text) < 8:
            continue
        clean = narrow(paragraph.text)
        for match in _SENTENCE.finditer(clean):
            if not _WORTH.search(match[0]):
                continue
            raw = paragraph.text[match.start() : match.end()].strip()
            yield from _sentence(match[0], raw, part.document, paragraph.location)


def _sentence(said: str, raw: str, document: str, location: Location) -> Iterator[_Above]:
    if len(re.findall(r"(?:有限公司|大学|学院|研究院|研究所)", said)) > 1:
        return
    terms = [t for t in terms_in(said, 0) if t.high - t.low <= 0.2 * abs(t.value)]
    for part in terms:
        if "其中" in said[: part.start] and _AND_MORE.match(said, part.end):
            continue  # 有效知识产权1,046项，发明专利412项，其中我公司426项和158项: of each its own
        pair = _whole_of(said, part, terms)
        if pair is not None:
            name = _name(part.quantity) or "其中数"
            yield _Above(
                name, _written(part), _name(pair.quantity) or "总数", _written(pair),
                (Evidence(document, raw, location),),
            )  # fmt: skip
            return


_AND_MORE = lazy(r"\s?(?:和|、|及|与)\s?\d")


def _whole_of(said: str, part: Term, terms: list[Term]) -> Term | None:
    """A whole that the part exceeds; none where another reading of the whole holds it."""
    before = [t for t in terms if t.end <= part.start]
    wholes = [t for t in terms if t.quantity in _WITHIN.get(part.quantity, ()) and t.unit == part.unit]
    if wholes and not _ELSEWHERE.search(said[max(0, part.start - 14) : part.start]):
        closest = next(q for q in _WITHIN[part.quantity] if any(t.quantity == q for t in wholes))
        held = [t for t in wholes if t.quantity == closest]
        same = [t for t in held if t.year == part.year or None in (t.year, part.year)]
        clear = same and not any(_ELSEWHERE.search(said[max(0, t.start - 14) : t.start]) for t in same)
        behind = all(t.start > part.start for t in same)
        if behind and any(part.low <= t.high for t in wholes):
            return None  # 知识产权97项，其中发明58项，授权的美国专利11项: the whole stood before, this is another part
        if clear and all(part.low > t.high for t in held):  # a year said in passing may belong to another figure
            return same[-1]
    if before:
        last = before[-1]
        between = said[last.end : part.start]
        opening = _INSIDE.match(between)
        if (
            opening is not None
            and len(between) <= 20
            and not (len(before) > 1 and re.search(r"[、和及]", said[before[-2].end : last.start]))
            and last.unit == part.unit
            and part.low > _most(last, before)
            and not re.search(r"[,，]|年|累计|合计|目标", between[opening.end() :])
            and not re.search(r"新增|每年|当年", said[max(0, last.start - 12) : last.start])
        ):
            return last
    return None


def _most(last: Term, before: list[Term]) -> float:
    """What a part behind “其中” cannot exceed: a named figure right before it, else any of its unit in the sentence."""
    return last.high if last.quantity in _WITHIN else max(t.high for t in before if t.unit == last.unit)


def _tables(part: Part, filled: set[tuple[str, Location]]) -> Iterator[_Above]:
    for table in tables_in(part):
        if table.rows > 400 or table.cols < 2:
            continue
        grid = Grid(table)
        if grid.first and any(grid.heads[c] for c in range(grid.cols)):
            yield from _rows(grid, part.document)
        yield from _form(table, part.document, filled)


def _rows(grid: Grid, document: str) -> Iterator[_Above]:
    """A row for each unit, with the part and its whole in two columns."""
    named: dict[str, int] = {}
    for col in range(grid.labels, grid.cols):
        ids = {n.quantity for n in names_in(grid.heads[col].split("·")[-1], True)} or _kind_of(grid, col)
        if len(ids) == 1:
            named.setdefault(next(iter(ids)), col)
    pairs = [
        (col, next(named[w] for w in _WITHIN[q] if w in named))
        for q, col in named.items()
        if any(w in named for w in _WITHIN.get(q, ()))
    ]
    pairs += [
        (c, whole)
        for c in range(grid.labels + 1, grid.cols)
        if grid.heads[c].split("·")[-1].startswith("其中")
        and (whole := _left_of_parts(grid, c)) is not None
        and (c, whole) not in pairs
        and not any(p == c for p, _ in pairs)
    ]
    for low, high in pairs:
        hits = []
        for row in (line.index for line in grid.row_lines() if line.kind in (Kind.ITEM, Kind.SKIP)):
            small, large = grid.figure(row, low), grid.figure(row, high)
            one, two = grid.cells[row][low], grid.cells[row][high]
            if small is None or large is None or one is None or two is None or small.value <= large.value:
                continue
            who = grid.names[row].split("·")[0] or f"第{row + 1}行"
            hits.append(
                _Above(
                    f"“{who}”的{_label(grid, low)}",
                    one.text.strip(),
                    _label(grid, high),
                    two.text.strip(),
                    (
                        Evidence(document, one.text.strip(), one.location),
                        Evidence(document, two.text.strip(), two.location),
                    ),
                )
            )
        if len(hits) <= max(1, (grid.rows - grid.first) // 4):  # else the columns are no part and whole
            yield from hits


def _left_of_parts(grid: Grid, col: int) -> int | None:
    """The column of which one headed 其中 is a part, the last that is none: 出资额 | 其中：自筹 | 其中：财政."""
    before = (c for c in range(col - 1, grid.labels - 1, -1) if not grid.heads[c].split("·")[-1].startswith("其中"))
    return next(before, None)


def _kind_of(grid: Grid, col: int) -> set[str]:
    """What a short header under a common one means (知识产权: 有效数 | 其中发明)."""
    head = grid.heads[col]
    last = head.split("·")[-1]
    if re.search(r"其中.*发明", last):
        return {"invention_patents"}
    if "知识产权" in head and re.search(r"总|有效|数", last):
        return {"patents"}
    return {n.quantity for n in names_in(head, True)} if re.search(r"总", last) else set()


def _label(grid: Grid, col: int) -> str:
    words = grid.heads[col].split("·")
    return re.sub(r"^其中[:：]?", "", words[-1]) or words[0]


def _form(table: Table, document: str, filled: set[tuple[str, Location]]) -> Iterator[_Above]:
    """Labels with their blanks beside them: 有效知识产权 | 104件 | 其中：发明专利 | 141件."""
    cells = [c for c in table.cells if not blank(c.text)]
    pairs: list[tuple[str, Cell, float, str]] = []
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    couples = [
        (label, value)
        for row in rows.values()
        if len(row) % 2 == 0 and all(amount(c.text) is None for c in row[::2])
        for label, value in zip(row[::2], row[1::2], strict=True)
    ]
    for label, value in couples:
        name = re.sub(r"\s+", "", narrow(label.text))
        if label.row != value.row or len(name) > 24 or amount(label.text) is not None:
            continue
        found = quantities(value.text.strip(), "个")
        if not found or found[0].start > 0 or found[0].approximate or found[0].bound or found[0].unit in ("%", "年"):
            continue
        pairs.append((name, value, found[0].value, found[0].unit))
    for at, (name, cell, figure, unit) in enumerate(pairs):
        if not re.match(r"[(（]?其中", name) or not at or is_total(name):
            continue
        whole = next((p for p in reversed(pairs[:at]) if not p[0].startswith("其中")), None)
        if whole is None or whole[3] != unit or figure <= whole[2] or cell.row - whole[1].row > 1:
            continue
        if (document, cell.location) in filled and (document, whole[1].location) in filled:
            continue  # the programme's own row on them is judged
        yield _Above(
            re.sub(r"^[(（]?其中[:：]?", "", name), cell.text.strip(), whole[0], whole[1].text.strip(),
            (
                Evidence(document, cell.text.strip(), cell.location),
                Evidence(document, whole[1].text.strip(), whole[1].location),
            ),
        )  # fmt: skip


def _much_above(part: str, whole: str) -> bool:
    """Whether a part is many times its whole, as it is where one of them is of something else."""
    values = [[q.value for q in quantities(text)] or [_bare(text)] for text in (part, whole)]
    return 0 < _MUCH * values[1][0] <= values[0][0]


def _bare(text: str) -> float:
    digits = re.sub(r"[^\d.]", "", narrow(text))
    return float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else 0.0


_MUCH = 3


def _name(quantity: str) -> str:
    entry = catalogue().get(quantity)
    return entry.name if entry else ""


def _written(term: Term) -> str:
    return re.sub(r"\s+", "", term.written)


def _facts(mapped: MappedSubmission, said: set[tuple[str, str, str]]) -> Iterator[Finding]:
    """Facts of one subject in one document: technical staff above staff, invention patents above all rights.

    Tables, in which a figure is nobody else's, are held against each other from paper to paper.
    """
    held: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in mapped.facts:
        if fact.nature is Nature.ACTUAL and not fact.scope:
            held.setdefault((fact.document, fact.subject, fact.quantity), []).append(fact)
    for (document, subject, quantity), facts in held.items():
        kind, _, what = quantity.rpartition(".")
        entry = catalogue().get(what)
        if entry is None or not entry.part_of or entry.flow or entry.family == "units":
            continue
        wholes = held.get((document, subject, f"{kind}.{entry.part_of}"), [])
        others = [w for (_, s, q), h in held.items() if s == subject and q == f"{kind}.{entry.part_of}" for w in h]
        for part in facts:
            if any(part.low <= w.high for w in others):
                continue  # another paper's whole holds it: the two wholes differ, which is N001's cause
            every = wholes or ([w for w in others if w.source != "prose"] if part.source != "prose" else [])
            near = [w for w in every if w.year in (part.year, None) or part.year is None]
            if not near or any(part.low <= w.high for w in near):
                continue
            if part.source == "field" and any(w.source == "field" for w in near):
                continue  # the form's own row is judged elsewhere
            whole = max(near, key=lambda f: f.value)
            if part.value >= _MUCH * whole.value > 0:
                continue  # one of them is of something else
            if any(
                d == document and p.startswith(f"{part.value:g}") and w.startswith(f"{whole.value:g}")
                for d, p, w in said
            ):
                continue
            place = place_name(mapped, part.part, part.document, part.source, part.location)
            yield finding(
                "N002",
                None,
                f"{subject_name(part)}{quantity_name(part)}写 {number(part.value)}{part.unit}（{place}），"
                f"超过{quantity_name(whole)} {number(whole.value)}{whole.unit}，部分大于整体。",
                "请核对两个数据的口径，使其中数不超过总数。",
                evidence_of(part),
                evidence_of(whole),
                confidence=0.88,
            )
            break
