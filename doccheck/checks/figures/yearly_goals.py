"""N005: goals promised for every year that leave a year out, in a sentence or in a table by years."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from doccheck.checks.figures.places import part_name
from doccheck.checks.figures.run_times import Term, project_term
from doccheck.checks.registry import check, finding
from doccheck.document import Block, Cell, Location, Paragraph, Table
from doccheck.document.headers import titled
from doccheck.facts.dates import Period
from doccheck.facts.numbers import narrow
from doccheck.facts.spans import bare_years, months, spans
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_PAPERS = (Role.PLAN, Role.APPLICATION, Role.TASK_LIST, Role.ALLOCATION)
_EACH_YEAR = lazy(
    r"逐年|分年度?(?!限)|每年(?:度)?(?:都|均|设|有|定|列|明确)|按年(?!报|龄|级|代|计息)度?|各年度|年年|一年一|每一?年都|个年度?[都均]"
)
_GOAL = lazy(r"目标|指标|任务|考核|分解|计划|安排|授权|下达|设定|列|[见如][下附]?表")
_AHEAD_OF = lazy(
    r"(?<!\d)20\d\d\s?年?(?:\s?[、,，和及]\s?20\d\d\s?年?)+|(?<!\d)20\d\d\s?年?(?:度|起)?\s?[,，]?\s?(?:[-—–~－]{1,2}|直?[至到])\s?20\d\d"
)
_ITEM = lazy(r"(?:^|[:：,，、;；。和及为])\s*(?P<year>20\d\d)\s?年(?!以来|[底末]?[前后比的起至到—–-])")
_TABLE_NAME = lazy(r"(?<![A-Za-z])[A-Z]\s?表|表\s?(?:[一二三四五六七八九十]{1,3}|[A-Z]|\d{1,2})(?:[-.—]\d{1,2})?")
_BY_YEAR = lazy(r"逐年|分年|年度(?:目标|指标|任务|计划|考核)")
_MONEY = lazy(r"经费|资金|预算|投入|出资")


@check("N005")
def years_left_out(mapped: MappedSubmission) -> Iterator[Finding]:
    """A sentence that promises goals for every year against the years that it, or its table, then gives."""
    for part in mapped.parts_of(*_PAPERS):
        blocks = part.passage.blocks
        told: set[Location] = set()
        for index, block in enumerate(blocks):
            if not isinstance(block, Paragraph) or block.toc:
                continue
            text = narrow(block.text)
            heads = text.rstrip().endswith(":") and any(isinstance(b, Table) for b in blocks[index + 1 : index + 3])
            if not _EACH_YEAR.search(text) or not (heads or _GOAL.search(text)):
                continue
            for start, sentence in _sentences(text):
                each = _EACH_YEAR.search(sentence)
                if each is None or not (heads or _GOAL.search(sentence)):
                    continue
                counted = _COUNTED.search(sentence)
                promised, behind = _promised(sentence, each.end())
                if not behind:
                    wanted = _wanted(mapped, sentence[: each.end()], counted)
                    if wanted:
                        behind = max(each.end(), counted.end() if counted else 0)
                        yield from _too_few(mapped, part, blocks, index, (start, sentence), behind, wanted)
                    else:
                        yield from _ends_early(mapped, part, blocks, index, told)
                    continue
                if len(promised) < 2 or promised[-1] < mapped.year:
                    continue
                said = block.text[start : start + len(sentence)].strip()
                inline = _listed(sentence[behind:])
                if len(inline) >= 2:
                    lacking = _lacking(promised, inline)
                    if lacking:
                        yield _finding(
                            mapped, part, said, lacking, promised, Evidence(part.document, said[:120], block.location)
                        )
                    continue
                table, name = _table_of(blocks, index, text)
                if table is None or table.location in told:
                    continue
                given = _years_of(table)
                lacking = _lacking(promised, given)
                if len(given) >= 2 and lacking:
                    told.add(table.location)
                    where = Evidence(part.document, name or "表", table.location)
                    yield _finding(
                        mapped,
                        part,
                        said,
                        lacking,
                        promised,
                        Evidence(part.document, said[:120], block.location),
                        where,
                        *_goals(part, table),
                        given=given,
                    )
        yield from _holes(mapped, part, told)


_COUNTED = lazy(
    r"(?<![近前第每满过去])(?P<count>[两二三四五]|[2-5])年[^。；;，,\d]{0,8}(?:逐年|分年|每年|按年)|(?:逐年|分年|按年)[^。；;，,\d]{0,6}(?P<other>[两二三四五])年"
)
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


def _too_few(
    mapped: MappedSubmission,
    part: Part,
    blocks: Sequence[Block],
    index: int,
    at: tuple[int, str],
    behind: int,
    wanted: int,
) -> Iterator[Finding]:
    """“三年目标逐年分解：2024年5件，2025年9件”: fewer years than promised, where no years are named."""
    start, sentence = at
    block = blocks[index]
    if not isinstance(block, Paragraph):
        return
    given = {year for year in _listed(sentence[behind:]) if year >= mapped.year}
    where: list[Evidence] = []
    if len(given) < 2:
        table, name = _table_of(blocks, index, narrow(block.text))
        if table is None:
            return
        given = {year for year in _years_of(table) if year >= mapped.year}
        where = [Evidence(part.document, name or "表", table.location)]
    if not 2 <= len(given) < wanted:
        return
    said = block.text[start : start + len(sentence)].strip()
    yield finding(
        "N005",
        None,
        f"{part_name(mapped, part.id, part.document)}称“{said[:60]}”，应有{wanted}个年度，"
        f"只给出{'、'.join(f'{year}年' for year in sorted(given))}。",
        "请补齐缺少的年度，或改正所称的年限。",
        Evidence(part.document, said[:120], block.location),
        *where,
        confidence=0.8,
    )


_GOAL_YEAR = lazy(r"(?:^|[。；;，,\n])\s*(?:力争)?到\s?(?P<year>20\d\d)\s?年(?:底|末)?\s?[,，:：]")


def _ends_early(
    mapped: MappedSubmission, part: Part, blocks: Sequence[Block], index: int, told: set[Location]
) -> Iterator[Finding]:
    """“到2026年，…。逐年安排如下” over a table whose rows go year by year to 2025 only."""
    block = blocks[index]
    if not isinstance(block, Paragraph) or (goal := _GOAL_YEAR.search(narrow(block.text))) is None:
        return
    table, name = _table_of(blocks, index, narrow(block.text))
    term = project_term(mapped)
    last = int(goal["year"])
    if table is None or table.location in told or (term is not None and last != term.finish.year):
        return
    given = sorted(_years_of(table))
    if len(given) < 2 or given[0] < mapped.year or given != list(range(given[0], last)):
        return
    told.add(table.location)
    said = goal[0].strip("，,。；;：: \n")
    where = Evidence(part.document, name or "表", table.location)
    quote = Evidence(part.document, said, block.location)
    final = _years_told(part, table, given[-1])
    yield _finding(mapped, part, said, [last], [*given, last], quote, where, *final, given=given)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^。\n]+", text):
        yield match.start(), match[0]


def _promised(sentence: str, each: int) -> tuple[list[int], int]:
    """The years that a promise names, and the offset behind its words; 0 where it names none."""
    named = _AHEAD_OF.search(sentence)
    if named is None or named.start() > each + 12:
        return [], 0
    years = list(bare_years(named[0]))
    if not re.search(r"[、,，和及]", named[0]):
        years = list(range(years[0], years[-1] + 1)) if years[0] <= years[-1] else []
    return years, max(named.end(), each)


def _wanted(mapped: MappedSubmission, before: str, counted: re.Match[str] | None) -> int:
    """How many years a promise counts (“三年目标逐年…”, “建设期内逐年…”); 0 where it counts none."""
    if counted is not None:
        count = counted["count"] or counted["other"]
        return _NUMBERS.get(count) or int(count)
    term = project_term(mapped) if re.search(r"(?:建设|实施|执行|项目|组建)(?:期|周期)", before) else None
    if term is None or term.begin is None:
        return 0
    return round(months(Period(term.begin, term.finish, term.written, 0, 0)) / 12)


def _listed(text: str) -> set[int]:
    """The years to each of which the sentence gives something: “2022年5件、2023年10件”."""
    years = {int(match["year"]) for match in _ITEM.finditer(text)}
    for span in spans(text):
        if span.begin is not None and span.finish is not None and not span.reversed:
            years |= set(range(span.begin.year, span.finish.year + 1))
    return years


def _lacking(promised: Sequence[int], given: set[int]) -> list[int]:
    """Promised years of which nothing is said, where the rest is."""
    lacking = [year for year in promised if year not in given]
    return lacking if lacking and len(set(promised) & given) >= 2 else []


def _table_of(blocks: Sequence[Block], index: int, text: str) -> tuple[Table | None, str]:
    """The table that the paragraph names (“见表五”) anywhere in the part, else the next under its heading."""
    names = [re.sub(r"\s", "", name[0]) for name in _TABLE_NAME.finditer(text)]
    above = ""
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            title = re.sub(r"\s", "", narrow(f"{block.caption} {above}"))
            for name in names:
                if re.match(rf"(?:附)?{re.escape(name)}(?!\d|[一二三四五六七八九十])", title.strip()):
                    return titled(block), (titled(block).caption or above).strip()
            if not names and index < at <= index + 3 and _years_of(block):
                return block, (block.caption or above).strip()
            above = ""
        elif isinstance(block, Paragraph):
            if not names and at > index and block.heading is not None:
                return None, ""
            above = block.text
    return None, ""


def _years_of(table: Table) -> set[int]:
    """The years of a table's head or first columns, a span of years counting for each of its years."""
    grid = titled(table).grid()
    head = [cell for row in grid[:2] for cell in row if cell is not None]
    side = [cell for row in grid for cell in row[:2] if cell is not None]
    best: set[int] = set()
    for cells in (head, side):
        years: set[int] = set()
        for cell in dict.fromkeys(cells):
            text = narrow(cell.text).strip()
            if len(text) <= 24:
                years |= set(bare_years(text)) | _listed(text)
        best = years if len(years) > len(best) else best
    return best


def _holes(mapped: MappedSubmission, part: Part, told: set[Location]) -> Iterator[Finding]:
    """A table named for its years (逐年, 年度目标) in which one year between two others has neither row nor column."""
    above = ""
    for block in part.passage.blocks:
        if isinstance(block, Paragraph):
            above = block.text
            continue
        if not isinstance(block, Table) or block.location in told:
            continue
        block = titled(block)
        title = (block.caption or above).strip()
        if not _BY_YEAR.search(title) or len(title) > 40:
            continue
        years = sorted(year for year in _years_of(block) if year >= mapped.year)
        gaps = [year for year in range(years[0], years[-1]) if year not in years] if len(years) >= 3 else []
        whole = Evidence(part.document, title, block.location)
        if len(gaps) == 1:
            yield _finding(mapped, part, title, gaps, years, whole, *_goals(part, block))
        elif len(years) > 1 and not gaps and (term := project_term(mapped)) is not None and _cut_short(years, term):
            yield _finding(
                mapped, part, title, [term.finish.year], [*years, term.finish.year], whole,
                *_goals(part, block), *_years_told(part, block, years[-1]), term.evidence, given=years,
            )  # fmt: skip


_LATE = 6
"""A project that ends in this month or later has goals for its last year."""


def _cut_short(years: Sequence[int], term: Term) -> bool:
    """Whether goals begin in the year in which the project begins, and leave out just the year in which it ends."""
    if term.begin is None or years[0] != term.begin.year or years[-1] + 1 != term.finish.year:
        return False
    return term.finish.last.month >= _LATE and term.begin.first.month > 1


def _goals(part: Part, table: Table) -> Iterator[Evidence]:
    """The labels of a table's first goals, for which the year is lacking."""
    grid = table.grid()
    heads = [i for i, row in enumerate(grid[:3]) if sum(_is_year(cell) for cell in row) > 1]
    for row in grid[heads[-1] + 1 :][:_NAMED] if heads else []:
        if (cell := row[0]) is not None and cell.text.strip():
            yield Evidence(part.document, cell.text.strip()[:40], cell.location)


def _is_year(cell: Cell | None) -> bool:
    return cell is not None and len(cell.text) < _SHORT and any(bare_years(narrow(cell.text)))


def _years_told(part: Part, table: Table, year: int) -> Iterator[Evidence]:
    """The cell of the last year that has goals."""
    for cell in table.cells:
        if cell.text.strip().startswith(str(year)) and len(cell.text) < _SHORT:
            yield Evidence(part.document, cell.text.strip(), cell.location)
            return


_SHORT = 12
_NAMED = 3


def _finding(
    mapped: MappedSubmission,
    part: Part,
    said: str,
    lacking: Sequence[int],
    years: Sequence[int],
    *places: Evidence,
    given: Collection[int] = (),
) -> Finding:
    named = "、".join(f"{year}年" for year in lacking)
    table = f"，{places[1].quote[:30]}中" if len(places) > 1 and places[0].location.table is None else "，其中"
    there = f"，只有{'、'.join(f'{year}年' for year in sorted(given))}" if given else ""
    return finding(
        "N005",
        None,
        f"{part_name(mapped, part.id, part.document)}称“{said[:60]}”{table}没有{named}{there}"
        f"（{years[0]}—{years[-1]}年应逐年都有）。",
        "请补齐缺少的年度，或改正所称的年限。",
        *places,
        confidence=0.85,
    )
