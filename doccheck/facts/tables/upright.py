"""Tables on their side: records (units, projects, counted rows) side by side, and what is said of them down the left.

The readers look for records below each other. Which way a table stands is told by what its cells are, not by where
they stand: numbers in order, names of units or projects, years; else by the lines whose cells are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from doccheck.document import Cell, Document, Table
from doccheck.document.headers import merged_headers, titled
from doccheck.facts.tables.labels import BUDGET, COUNTS, label_of
from doccheck.facts.tables.layout import Grid, is_blank, is_order, is_value, is_year
from doccheck.facts.tables.measures import is_measures
from doccheck.facts.tables.names import plain_text
from doccheck.facts.tables.project_rows import PROJECT, PROJECT_CODE, PROJECT_NAME
from doccheck.language.patterns import lazy
from doccheck.mapping.rosters_turned import is_unit, turned

_NAME = 5
"""Signs of a unit's name; 曾用名 between two names is a label."""
_LINES = 3
"""Lines at an edge among which names or numbers of the records are looked for."""
_REMARK = lazy(r"\([^()]*\)")
_COUNTED = lazy(r"0?(\d{1,2})")
_COST = lazy(r"(?:其中)?[:：]?[^\d]{1,12}(?<!经)费用?(?:\(.*\))?")
"""A kind of cost."""
_PURE, _MIXED = 0.95, 0.75
"""Shares of cells of one kind in lines that hold one thing of every record, and in lines that hold one record."""

_ATTRIBUTE = lazy(
    r"单位|企业|成员|牵头|负责|承担|起止|期限|周期|时间|日期|年[度限份]|内容|目标|指标|成果|节点|进度|任务|[经资]费|资金|金额|来源|自筹|财政|备注|说明"
    r"|[(（](?:[万亿]?元|[%％]|[人家项件个])[)）]"
)
"""What headers of a table of projects or costs are called."""
_COSTS = lazy(r"(?:支出|预算|经费|费用|开支)*(?:科目|费用|支出|开支)(?:类别|名称|内容)?")
_OF_FORM = lazy(r"(?:拟?组?建?(?:创新)?联合体)(?:全称|名称)|牵头单位(?:全称|名称)?|(?:联合体|拟组建)?名称")
"""What a form asks first."""
_NAMED = lazy(r"联合体|联盟|平台|中心|公司|集团|大学|学院|[院所]$")
_HEADS_FORM = lazy(r"填报(?:项|内容|项目)|栏目|项目|内容|指标|事项")
_FIGURE = lazy(r"(?<!20)\d(?!\d?年|\d{2,3}年?)")
_SIGNED = lazy(r"签|章")
_ASIDE = lazy(r"备注|说明")
Line = list[Cell]


def stood_up(document: Document) -> Document:
    """The document with its tables upright; itself where all are."""
    blocks = tuple(upright(block) if isinstance(block, Table) else block for block in document.blocks)
    if all(new is old for new, old in zip(blocks, document.blocks, strict=True)):
        return document
    return replace(document, blocks=blocks)


def upright(table: Table, unit: Callable[[str], bool] = is_unit) -> Table:
    """The table with its records below each other, every cell keeping its place in the file; itself where they are.

    ``unit`` tells whether a cell names a unit.
    """
    whole, table = table, titled(table)
    if _form_on_its_side(table):
        return merged_headers(turned(table))
    if table.rows < 3 or table.cols < 3:
        return whole  # two rows would become a form
    if (bare := _unnumbered(table)) is not table:
        stood = upright(bare, unit)  # 序号 | 项目 | 课题一 | 课题二: the numbers count what is said, no records
        return stood if stood is not bare and _records_across(bare, unit) else whole
    across, down = _across_and_down(table)
    if not all((*across, *down)) or any(_SIGNED.search(line[0].text) for line in across):
        return whole
    if _lists_records(down[:_LINES], unit):
        return whole
    listed = _lists_records(across[:_LINES], unit) or _names_projects(across, down, unit)
    sideways = listed or _costs_by_year(across[0], down[0]) or _alike_across(across, down)
    return merged_headers(turned(table)) if sideways else whole


def _form_on_its_side(table: Table) -> bool:
    """Whether a form's labels stand side by side over their answers: 联合体名称 | 牵头单位 | 总投入 above one row.

    A row of answers may be followed by another one of labels. Lists of one record begin with its number or kind.
    """
    if table.rows not in (2, 4) or table.cols < 4 or len(table.cells) != table.rows * table.cols:
        return False
    lines = [[plain_text(cell.text) for cell in line if cell is not None] for line in table.grid()]
    at = 1 if _HEADS_FORM.fullmatch(lines[0][0]) else 0
    if _OF_FORM.fullmatch(lines[0][at]) is None or _NAMED.search(lines[1][at]) is None:
        return False
    labels = [text for line in lines[::2] for text in line if text]
    answers = [text for line in lines[1::2] for text in line]
    asked = any(label_of(text, 0).entries and not _FIGURE.search(text) for text in answers)
    return not asked and not any(map(_FIGURE.search, labels)) and any(map(_FIGURE.search, answers))


def _unnumbered(table: Table) -> Table:
    """The table without a first column that does no more than count its rows; itself where it has none."""
    first = [cell for cell in table.cells if cell.col == 0]
    if any(cell.colspan > 1 or cell.rowspan > 1 for cell in first) or not is_order(plain_text(first[0].text)):
        return table
    numbers = [text for cell in first[1:] if not is_blank(text := plain_text(cell.text))]
    if numbers != [str(n) for n in range(1, len(numbers) + 1)]:
        return table
    cells = tuple(replace(cell, col=cell.col - 1) for cell in table.cells if cell.col)
    return replace(table, cols=table.cols - 1, cells=cells)


def _records_across(table: Table, unit: Callable[[str], bool]) -> bool:
    """Whether units or projects stand side by side, and none below each other."""
    if table.cols < 3 or table.rows < 3:
        return False
    across, down = _across_and_down(table)
    if not all((*across, *down)) or any(_names(line, unit) for line in down[:_LINES]):
        return False
    return any(_names(line, unit) for line in across[:_LINES]) or _names_projects(across, down, unit)


def _across_and_down(table: Table) -> tuple[list[Line], list[Line]]:
    """The rows, without the cells of a last column of remarks, and the columns."""
    grid = table.grid()
    last = grid[0][-1]
    end = -1 if last is not None and table.cols > 3 and _ASIDE.fullmatch(plain_text(last.text)) else table.cols
    return _lines([line[:end] for line in grid]), _lines([list(column) for column in zip(*grid, strict=True)])


def _lines(grid: Grid) -> list[Line]:
    """The cells of each line, each once, without a label that is said again or that heads a group of lines."""
    lines = [list({id(cell): cell for cell in line if cell is not None}.values()) for line in grid]
    heads = [line[0] for line in lines if line]
    return [
        line[1:] if len(line) > 2 and (line[0].text == line[1].text or heads.count(line[0]) > 1) else line
        for line in lines
    ]


def _lists_records(lines: Iterable[Line], unit: Callable[[str], bool]) -> bool:
    """Whether one of the lines at an edge counts or names the records behind its label."""
    return any(_counts(line) or _names(line, unit) for line in lines if len(line) > 2)


def _counts(line: Line) -> bool:
    """序号 | 1 | 2 | 3, 编号 | 课题一 | 课题二."""
    if not is_order(plain_text(line[0].text)):
        return False
    codes = [text for cell in line[1:] if not is_blank(text := plain_text(cell.text)) and not label_of(text, 0).total]
    if len(set(codes)) > 1 and all(map(PROJECT_CODE.fullmatch, codes)):
        return True
    numbers = [_COUNTED.fullmatch(text) for cell in line[1:] if not is_blank(text := plain_text(cell.text))]
    told = [int(match[1]) for match in numbers if match is not None]
    return len(told) > 1 and told == sorted(told) and len(told) * 3 >= len(numbers) * 2


def _names(line: Line, unit: Callable[[str], bool]) -> bool:
    """单位 | 甲公司 | 乙大学 | 合计: names of units behind a label that is none."""
    behind = [text for cell in line[1:] if not is_blank(text := plain_text(cell.text))]
    behind = [text for text in behind if not (label_of(text, 0).total or is_measures(text))]
    if len(set(behind)) < 2 or unit(line[0].text):
        return False
    named = [text for text in behind if unit(text)]
    others = [text for text in behind if text not in named]  # maybe a centre or station whose name tells less
    if len(set(named)) < 2 or len(named) * 3 < len(behind) * 2:
        return False
    return all(len(text) >= _NAME and not _is_header(text) for text in others)


def _names_projects(across: list[Line], down: list[Line], unit: Callable[[str], bool]) -> bool:
    """课题 | 甲 | 乙, 科目 | 设备 | 材料: what has its money below, and no 项目 | 甲公司 over quantities."""
    label = _REMARK.sub("", plain_text(across[0][0].text))
    costs = _COSTS.fullmatch(label) is not None
    if not costs and PROJECT.fullmatch(label) is None:
        return False
    behind = [text for cell in across[0][1:] if not is_blank(text := plain_text(cell.text))]
    behind = [text for text in behind if not label_of(text, 0).total]
    numbered = all(map(PROJECT_CODE.fullmatch, behind))  # 课题一 | 课题二, maybe with their names below
    if len(set(behind)) < 2 or (any(map(_is_header, behind)) and not numbered) or any(map(unit, behind)):
        return False
    labels = [text for cell in down[0][1:] if not PROJECT_NAME.fullmatch(text := plain_text(cell.text))]
    said = [entry.id for text in labels for entry in label_of(text, 0).entries]
    return costs or all(id in BUDGET for id in said)


def _is_header(text: str) -> bool:
    """Whether a cell says what stands below or beside it, so that it names no project."""
    quantity = any(entry.id not in COUNTS for entry in label_of(text, 0).entries)  # 其他 may be a kind of cost
    return quantity or is_value(text) or is_year(text) or _ATTRIBUTE.search(text) is not None


def _costs_by_year(across: Line, down: Line) -> bool:
    """Whether kinds of cost and no sources of money stand side by side, and years below each other."""
    if any(entry.id in BUDGET for cell in across[1:] for entry in label_of(cell.text, 0).entries):
        return False
    costs = [text for cell in across[1:] if (text := plain_text(cell.text)) and _COST.fullmatch(text)]
    years = [cell for cell in down[1:] if is_year(cell.text)]
    return len(costs) > 1 and len(years) > 1 and len(years) * 3 >= len(down[1:]) * 2


def _alike_across(across: list[Line], down: list[Line]) -> bool:
    """Whether each row holds one thing of all records, some in words and some in figures, under no quantities."""
    if any(label_of(cell.text, 0).entries for cell in across[0][1:]):
        return False
    said = sum(bool(label_of(line[0].text, 0).entries) for line in across)
    if not said or said * 4 < len(across):
        return False
    kinds = [[_kind(cell) for cell in line[1:]] for line in across[1:]]
    words = sum(line.count("words") * 2 > len(line) for line in kinds)
    figures = sum(line.count("figure") * 2 > len(line) for line in kinds)
    if not words or not figures:
        return False
    columns = [[_kind(cell) for cell in line[1:]] for line in down[1:]]
    return _purity(kinds) >= _PURE and _purity(columns) <= _MIXED


def _kind(cell: Cell) -> str:
    text = cell.text
    return "" if is_blank(text) else "figure" if is_value(text) else "year" if is_year(text) else "words"


def _purity(lines: list[list[str]]) -> float:
    """The share of cells that are of their line's most frequent kind, blank ones left out."""
    filled = [[kind for kind in line if kind] for line in lines]
    whole = sum(map(len, filled))
    return sum(max(map(line.count, set(line)), default=0) for line in filled) / whole if whole else 0.0

