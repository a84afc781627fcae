"""V003: signatures, declarations and covers without a date; a date elsewhere does not heal a blank one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from doccheck.checks.registry import check, finding
from doccheck.checks.seals.places import cover_lines, date_of, declaration, opinion_box
from doccheck.checks.seals.signing_lines import SigningPlace, by_its_maker, line_places, table_places
from doccheck.checks.words import name_of, path_of
from doccheck.document import Table
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, MappedSubmission, Part, SignatureBlock
from doccheck.mapping.names.lines import rows_of_table
from doccheck.mapping.names.signing import date_in, is_undated
from doccheck.mapping.scope import parts_for
from doccheck.programme.schema import FieldRow, Role, SignRow

_NAMED = 12
_SHOWN = 120  # characters of a place to sign
_HEAD = lazy(
    r"(?:法定代表人|授权|代表人?|签[署字章约]|盖章|公章|姓名|[日时][期间]|[及和与、/（）()\s])*[日时][期间][)）]?"
)
"""The last cell of a table's heading row (签字代表及日期), which is nobody's place."""
_SIGNED = (
    Role.APPLICATION,
    Role.PLAN,
    Role.AGREEMENT,
    Role.CHARTER,
    Role.MEMBER_ROSTER,
    Role.LEAD_PROFILE,
    Role.MEMBER_PROFILE,
    Role.UNKNOWN,
)


@check("V003")
def undated_signatures(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report the parties whose place to sign has no date, in one finding for each agreement row."""
    for row in mapped.programme.rows:
        if not isinstance(row, SignRow) or row.who != "members" or not row.dated or "V003" not in row.code:
            continue
        parts = parts_for(row, mapped.programme, mapped.parts)
        ids = {part.id for part in parts}
        blocks = [block for block in mapped.signatures if block.part in ids]
        # A table that dates some of its rows is read row by row below.
        read = {(part.id, place.location.table) for part in parts for place in table_places(part) if place.dated}
        apart = _tables_of_cells(blocks)
        blocks = [
            b for b in blocks if (b.part, b.location.table) in apart or (b.part, b.location.table) not in read
        ]
        dates = {place: held for place, held in _row_dates(parts).items() if place[:2] not in apart}
        blocks = [b for b in blocks if not _HEAD.fullmatch(dates.get(_row_of(b), ("", ""))[1])]
        blank = [b for b in blocks if not b.date and not dates.get(_row_of(b), ("", ""))[0]]
        if not blank:
            continue
        all_blank = len(blank) == len(blocks)
        if all_blank and not any(block.date_blank for block in blank) and all(map(_excerpt, parts)):
            continue  # what was left out may hold the dates
        who = f"{len(blocks)}处签署栏均" if all_blank else f"{'、'.join(map(_called, blank[:_NAMED]))}的签署栏"
        how = "日期空白" if all(block.date_blank for block in blank) else "没有注明日期"
        yield finding(
            "V003",
            row,
            f"“{path_of(mapped, parts[0].document)}”{who}{how}"
            + ("。" if all_blank else f"（共{len(blocks)}处签署栏，{len(blank)}处未注明）。"),
            "请由签署各方在签署栏填写完整的年、月、日；其他单位或其他地方的日期不能代替。",
            *(Evidence(block.document, _shown(block, dates), block.location) for block in blank[:_NAMED]),
            confidence=0.95 if any(block.date_blank for block in blank) else 0.85,
        )


_EXCERPT = lazy(r"[(（](?:节选|摘录|摘编|节录|部分)[)）]|[(（〔].{0,8}(?:签[署字章]|盖章)[页栏]?略")


def _excerpt(part: Part) -> bool:
    """Whether a paper's title or its end says that it is given in part only."""
    texts = [p.text for p in part.passage.paragraphs() if not p.toc]
    return any(_EXCERPT.search(text[:80]) for text in (*texts[:2], *texts[-2:]))


def _tables_of_cells(blocks: Sequence[SignatureBlock]) -> set[tuple[str, int | None]]:
    """The tables in which several sign in one row, each in a cell of their own with the date in it."""
    rows = [_row_of(block) for block in blocks if block.location.table is not None]
    return {row[:2] for row in rows if rows.count(row) > 1}


_Row = tuple[str, int | None, int | None]


def _row_of(block: SignatureBlock) -> _Row:
    """The part, table and row in which a place to sign stands."""
    return block.part, block.location.table, block.location.cell[0] if block.location.cell else None


def _row_dates(parts: Sequence[Part]) -> dict[_Row, tuple[str, str]]:
    """The date of each row of the tables to sign that have one unit a row, and its words from the date's label on."""
    found: dict[_Row, tuple[str, str]] = {}
    for part in parts:
        for block in part.passage.blocks:
            if isinstance(block, Table):
                for cells in rows_of_table(block):
                    if len(cells) < 2 or len(cells) > 6:
                        continue
                    text = " ".join(cell.text.strip() for cell in cells[1:])
                    found[part.id, block.location.table, cells[0].row] = (date_in(text), cells[-1].text.strip())
    return found


def _shown(block: SignatureBlock, dates: Mapping[_Row, tuple[str, str]]) -> str:
    """The first line of a place to sign, with the blank for its date or the last cell of its row."""
    lines = [line.strip() for line in block.text.split("\n")]
    last = dates.get(_row_of(block), ("", ""))[1] if block.location.cell else ""
    if not last and block.date_blank:
        # Without a gap, so that a reader is shown the very words.
        end = next((n for n, line in enumerate(lines) if is_undated(line)), 0)
        return " ".join(lines[: end + 1])[:_SHOWN]
    return lines[0][:80] if not last or last in lines[0] else f"{lines[0]} {last}"[:80]


def _called(block: SignatureBlock) -> str:
    return f"“{block.organisation}”" if block.organisation else f"“{block.text.split(chr(10))[0].strip()[:20]}”"


@check("V003")
def undated_papers(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report declarations, covers and opinions that stand without a date."""
    for row in mapped.programme.rows:
        if "V003" not in row.code:
            continue
        parts = parts_for(row, mapped.programme, mapped.parts)
        if not parts:
            continue
        if isinstance(row, FieldRow):
            for value in mapped.field_values(row.id):
                if value.state == FieldState.FILLED and is_undated(value.text) and not date_in(value.text):
                    yield _blank(row, f"“{value.label or row.title}”没有填写完整的年、月、日。", Evidence(
                        value.document, value.text.strip()[:60] or value.label, value.location))  # fmt: skip
                    break
        elif isinstance(row, SignRow) and row.dated and row.phrases:
            lines = declaration(row, mapped)
            if lines and not date_of(lines):
                last = lines[-1]
                yield _blank(row, f"“{name_of(row)}”没有注明完整的日期。", Evidence(
                    parts[0].document, last.text.strip()[:60], last.location))  # fmt: skip
        elif isinstance(row, SignRow) and row.dated and row.who == "bureau":
            box = opinion_box(row, mapped)
            if box is not None and box.text and not box.date:
                yield _blank(row, f"“{name_of(row)}”已填写，但没有注明日期。", box.evidence)
        elif isinstance(row, SignRow) and row.dated and row.who == "lead":
            lines = cover_lines(parts[0])
            if not lines or date_of(lines):
                continue
            near = next((line for line in reversed(lines) if is_undated(line.text)), None)
            if near is None:
                # A form without a cover of its own has no place for this date.
                near = next((line for line in lines if any(key in line.text for key in _keys(row))), None)
            if near is not None:
                yield _blank(row, f"“{path_of(mapped, parts[0].document)}”封面没有填写完整的日期。", Evidence(
                    parts[0].document, near.text.strip()[:60], near.location))  # fmt: skip


def _keys(row: SignRow) -> list[str]:
    return [word for label in row.fields for word in label.labels] or [row.title]


def _blank(row: FieldRow | SignRow, message: str, evidence: Evidence) -> Finding:
    return finding("V003", row, message, row.advice or "请填写完整的年、月、日。", evidence, confidence=0.9)


def _mixed(part: Part) -> list[SigningPlace]:
    """The undated rows of the tables to sign of which other rows are dated, or that one alone signed with a name."""
    rows = list(table_places(part))
    dated = {row.table for row in rows if row.dated}
    tables = [row.table for row in rows]
    counted = part.role in (Role.AGREEMENT, Role.CHARTER)  # an agreement without any date is told as a whole
    alone = {row.table for row in rows if row.named and tables.count(row.table) == 1 and not counted}
    return [row for row in rows if not row.dated and row.table in dated | alone]


@check("V003")
def undated_signatories(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report signatories whose own place asks for a date that is not there, while others', or their names, are."""
    signs = next((row for row in mapped.programme.rows if isinstance(row, SignRow) and row.who == "members"), None)
    for part in mapped.parts_of(*_SIGNED):
        agreement = part.role in (Role.AGREEMENT, Role.CHARTER)
        row = signs if agreement else None
        places = _mixed(part)
        lines = [line for line in line_places(part) if part.role is not Role.UNKNOWN or by_its_maker(line)]
        if agreement:
            # Places to sign of their own are counted above, one finding for all of them.
            known = {block.location for block in mapped.signatures if block.part == part.id}
            texts = "\n".join(block.text for block in mapped.signatures if block.part == part.id and not block.date)
            lines = [line for line in lines if line.signed and line.location not in known and line.quote not in texts]
        for group in (places, lines):
            if not group:
                continue
            who = "、".join(dict.fromkeys(f"“{place.who}”" for place in group[:_NAMED]))
            yield finding(
                "V003",
                row,
                f"“{path_of(mapped, part.document)}”{who}的签字处没有填写日期。",
                "请由签署人在签字处填写完整的年、月、日；其他单位或其他地方的日期不能代替。",
                *(Evidence(part.document, place.quote, place.location) for place in group[:_NAMED]),
                confidence=0.92,
            )
