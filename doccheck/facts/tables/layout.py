"""How a table is laid out: a form of labels and answers, or rows and columns with headers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct, field

from doccheck.document import Cell, Table
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.facts.subjects import clean_name
from doccheck.facts.tables.cells import is_bare
from doccheck.facts.tables.generic import GENERIC, is_generic, is_told
from doccheck.facts.tables.labels import COUNTS, label_of
from doccheck.facts.tables.measures import measured, row_of_measures
from doccheck.facts.tables.names import UNIT_NAME, plain_text
from doccheck.facts.tables.project_rows import NUMBERED, PROJECT, PROJECT_CODE, PROJECT_NAME, PROJECT_NUMBER
from doccheck.language.patterns import lazy
from doccheck.mapping.rosters_turned import is_unit

_REMARK = lazy(r"\([^()]*\)")
_DATED = lazy(
    r"(?:(?:19|20)\d\d年?度?(?=$|[(（/／末底]|(?:年?[末底]|实际|预[计算]|目标|决算|数|合计)))"
    r"|(?:本|上|前|报告|基|去)(?:年同?|同)?[期年](?:同期|[末度数]|$|[(（])"
)
"""Opens a cell that says when its row's figures are, and names no project."""
_YEARS = lazy(r"(?:19|20)\d\d年?(?:\s?(?:[-—–~～至到、,，;；/和及]|——)\s?(?:19|20)\d\d年?)+")
"""Years from one to another, or one and another, in which things came about: 2016—2020, 2018；2021."""
Grid = list[list[Cell | None]]
_BLANK = lazy(r"[\s—–\-_/\\.·…无*]*|[(（]?(?:略|从略|同上|不适用|不涉及|未统计|N/?A)[)）]?")
_RANGE = lazy(r"(?:取数|统计|数据|填报|计算|核算|合并)(?:范围|口径|对象)")
"""Heads a column that says whose figures are added up, though 四家企业 counts."""
_ORDER = lazy(r"(?:课题|项目|任务)?(?:序号?|编号|代[号码])|附注(?:编?号)?|注释号?|[行栏]次|No\.?|#|年份排序")
"""Heads a column that counts the rows, or points to their notes."""
_PERIOD = lazy(
    r"起[止讫迄]|^[起止始终]$|^期间$|期限|周期|(?:实施|执行|研究|任务|课题|项目)期|时间|(?:[起开]始|启动|终止|截止|结束|完成|完工)(?:年月|日期|年份)|^(?:开始|结束|终止|截止)(?:\s|$)"
)
_RECOGNISED = lazy(r".{0,4}(?:认定|获批|批准|授牌|挂牌|评定|颁发|发证)(?:时间|年份|年度|日期|年月|年)?")
"""Heads a column of when what a row names was recognised, which dates no figure."""
_FINISHES = lazy(r"(?:终止|截?止|结束|完成|完工|到期|至|迄)(?:时间|年月|日期|年份)?")
_WITH_PART = lazy(r"(?!(?:19|20)\d\d\D)[\d,.]+\s?\((?:其中|含)?[\d,.]+\)")
"""“51（17）”: a figure and a part of it."""
_SELF_LABELLED = lazy(
    r"((?:(?:19|20)\d\d年(?:度|[底末])?)?[^\d：:，,；;]{2,12}(?:\((?:19|20)\d\d年?\)[^\d：:，,；;]{0,4})?)[：:]\s?(?=[\d,.]+[^\d，,；;。]{0,4}$)"
)
"""A cell with its label before its figure: 企业：5家, 总投入：4,500."""
_OF_SEVERAL = lazy(
    r"(?:[一二两三四五六七八九十]{1,2}|\d{1,2})家(?:成员)?(?:企业|单位)"
    r"[^\d]*(?:收入|研发|人员|职工|专利|利润|税)[^\d]*$"
)
"""A label that counts whose figures stand beside it: 五家企业营业收入（亿元）."""
IN_BRACKETS = lazy(r"\([^()]{1,8}\)$")
_THE_REST = ("其他", "其它", "其余")
"""Opens a header of those who have no column of their own (其他7家出), which counts them and answers nothing."""
_YEAR_PRICED = lazy(r"(?:19|20)\d\d\s?年?度?(?:金额|数额|发生额)?[(/](?:单位:|人民币)?[百千]?[万亿]?元\)?")
"""Heads a column of a year's money: 2022年（万元）."""
_YEAR_CELL = lazy(r"(?:19|20)\d{2}\s?(?:年度?)?(?:上半年|下半年|全年|[底末])?")




class Pair(Struct, frozen=True):
    """A label of a form and the cell that answers it."""

    label: str
    cell: Cell
    section: str = ""
    """The title row above, across the whole form (“二、牵头单位2020年指标”)."""
    said: str = ""
    """The answer alone, where the cell holds its own label too."""
    unit: str = ""
    """The unit that the row of such cells names: 重庆澄溪公司 | 成立年份：2008 | 职工总数：742."""

    @property
    def answer(self) -> str:
        """What answers the label."""
        return self.said or self.cell.text


class Matrix(Struct):
    """Header rows, the columns that say what a row is about, and the columns that hold figures."""

    grid: Grid
    depth: int
    keys: list[int] = field(default_factory=list)
    data: list[int] = field(default_factory=list)
    project: int | None = None
    period: int | None = None
    finish: int | None = None
    """The column of the last months, where those of begin and end stand apart (起 | 止)."""
    _above: dict[int, list[str]] = field(default_factory=dict)

    def headers(self, column: int) -> list[str]:
        """The texts above a column, the lowest first."""
        if column not in self._above:
            above = distinct([self.grid[row][column] for row in range(self.depth - 1, -1, -1)])
            self._above[column] = measured([cell.text for cell in above if cell.text.strip()])
        return self._above[column]


OTHERS = lazy(
    r"(?:其他|其它|其余|各)(?:的?[两二三四五六七八九十\d]{1,3}家|成员|参与|企业|单位)"
    r"|(?:除牵头(?:单位|企业)?外)?(?:的|各|其余)?(?:成员|参[与加建]|共建)(?:单位|企业)?[两二三四五六七八九十\d]{1,2}家$"
)
"""Heads the figures of those whom the table does not name: 其他成员, 成员七家."""


@lru_cache(maxsize=4096)
def is_blank(text: str) -> bool:
    """Whether a cell is empty or crossed out."""
    return _BLANK.fullmatch(narrow(text)) is not None


def is_order(text: str) -> bool:
    """Whether a header is that of a column or row which only counts (序号)."""
    return _ORDER.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_year(text: str) -> bool:
    """Whether a cell holds a year and nothing else."""
    return _YEAR_CELL.fullmatch(plain_text(text)) is not None


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether a cell answers with a figure (and is no label that holds one, no year)."""
    plain = plain_text(text)
    if not plain or is_year(plain) or is_blank(plain) or plain.startswith(_THE_REST) or _YEARS.fullmatch(plain):
        return False
    if is_bare(plain) or _WITH_PART.fullmatch(plain):
        return True
    found = quantities(plain) if not _OF_SEVERAL.match(plain) else []
    return bool(found) and found[0].start <= 4 and found[0].unit not in ("年", "月", "天", "期")


def forms(table: Table, reference_year: int) -> list[Pair] | None:
    """The pairs of a form (one, two or three a row), or ``None`` for a table with headers."""
    raw = [distinct(row) for row in table.grid()]
    rows = [row for row in (_sectioned(row, table) for row in _unnumbered(raw)) if row]
    if not rows or _heads_groups(raw, table):
        return None
    even = [row for row in rows if len(row) % 2 == 0 and len(row) <= 8]
    lines = sum(len(row) == 1 and row[0].colspan == table.cols for row in rows)
    if not even or len(even) * 10 < (len(rows) - lines) * 7:
        return None
    alone = sum(is_year(cell.text) for cell in rows[0]) == 1 and len(rows[0]) > 2  # “申报年度 | 2023年” is an answer
    top = [
        _header_like(cell.text, reference_year)
        and not (is_year(cell.text) and (alone or label_of(before.text, reference_year).entries))
        for before, cell in zip(rows[0][::2], rows[0][1::2], strict=False)
    ]
    generic = [is_generic(cell.text) for cell in rows[0][1::2]]
    if len(rows) > 1 and len(rows[0]) % 2 == 0 and (any(top) or _heads_columns(rows[0], generic)):
        return None
    dated = ""
    if len(rows[0]) == 2 and any(generic) and len(rows) > 1:
        dated = next((cell.text for cell in rows[0] if is_year(cell.text) or is_told(cell.text)), "")  # 2020年 | 金额
        rows = rows[1:]
    if len(rows[0]) == 2 and any(generic) and table.cols == 2 and _lists(rows, reference_year):
        return None
    wrong = sum(
        (is_value(cell.text) and not _SELF_LABELLED.match(plain_text(cell.text)))
        or is_year(cell.text)
        or _YEARS.fullmatch(plain_text(cell.text)) is not None
        for row in even
        for cell in row[2::2]
    )
    labels = sum(bool(label_of(cell.text, reference_year).entries) for row in even for cell in row[::2])
    labels += sum(_SELF_LABELLED.match(plain_text(cell.text)) is not None for row in even for cell in row[1::2])
    if wrong * 10 > sum(len(row[2::2]) for row in even) or (not labels and table.cols > 2):
        return None
    pairs: list[Pair] = []
    section = dated
    for row in rows:
        if len(row) == 1 and row[0].colspan == table.cols and len(row[0].text) <= 40:
            section = row[0].text
        elif len(row) % 2 == 0:
            pairs += _pairs(row, section)
        elif len(row) == 3 and is_value(row[1].text) and label_of(row[0].text, reference_year).entries:
            pairs += [Pair(row[0].text, cell, section) for cell in row[1:]]  # 创新平台（个） | 7 | 国家级1个，省级4个
    return pairs


def _pairs(row: list[Cell], section: str) -> Iterator[Pair]:
    """Labels with the cells that answer them; a cell that holds its own label (总投入：4,500) answers itself."""
    own = [_SELF_LABELLED.match(plain_text(cell.text)) for cell in row]
    if any(own[::2]):
        head = "" if own[0] else row[0].text
        unit = IN_BRACKETS.search(plain_text(head))
        named = [cell.text for cell, match in zip(row, own, strict=True) if not match and UNIT_NAME.fullmatch(
            clean_name(cell.text)
        )]
        whose = named[0] if len(named) == 1 else ""
        for cell, match in zip(row, own, strict=True):
            if match:
                said = plain_text(cell.text)[match.end() :]
                yield Pair(f"{match[1]}{unit[0] if unit else ''}", cell, section, said, whose)
        return
    yield from (Pair(row[i].text, row[i + 1], section) for i in range(0, len(row), 2) if row[i].text.strip())


def _sectioned(row: list[Cell], table: Table) -> list[Cell]:
    """A row without the merged cell at its left that only heads the pairs of several rows (人员情况 | 职工 | 1,146)."""
    headed = len(row) % 2 == 1 and len(row) > 2 and row[0].col == 0 and 1 < row[0].rowspan < table.rows
    return row[1:] if headed and not any(is_value(cell.text) for cell in row[1::2]) else row


def _unnumbered(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows of a form without a first column that only numbers them (一, 二) and a last one of remarks or blanks."""
    long = [row for row in rows if len(row) > 2]
    counted = [row for row in long if _COUNTS_ROWS.fullmatch(plain_text(row[0].text))]
    if len(counted) < _NUMBERED_ROWS or len(counted) < len(long):
        return rows
    rows = [row[1:] if len(row) > 2 else row for row in rows]
    odd = [row for row in rows if len(row) > 2 and len(row) % 2]
    if not odd or any(is_value(row[-1].text) for row in odd):
        return rows
    return [row[:-1] if len(row) > 2 and len(row) % 2 else row for row in rows]


_COUNTS_ROWS = lazy(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]?[、.．]?")
_NUMBERED_ROWS = 3
"""Rows from which on numbers at the left are told from answers."""


def _heads_columns(row: list[Cell], generic: list[bool]) -> bool:
    """Whether a first row heads columns (科目 | 金额 | 说明 | 备注) and no pairs (项目 | 内容 | 项目 | 内容)."""
    labels = {plain_text(cell.text) for cell in row[::2]}
    headed = len(row) > 2 and any(generic) and (len(labels) > 1 or not all(generic))
    return headed and not any(is_value(cell.text) for cell in row)


def _heads_groups(rows: list[list[Cell]], table: Table) -> bool:
    """Whether the first row has a header for the merged cells at the left too (年度 | 经费来源 | 金额): no form."""
    first = rows[0]
    if len(first) != table.cols or len(first) % 2 == 0 or first[0].rowspan > 1:
        return False
    grouped = sum(row[0].rowspan > 1 for row in rows[1:] if row)
    return grouped * 2 > len(rows) and not any(is_value(cell.text) for cell in first)


def _lists(rows: list[list[Cell]], reference_year: int) -> bool:
    """Whether what stands left of the answers are units or kinds of cost with their sum, and no quantities."""
    left = [label_of(row[0].text, reference_year) for row in rows]
    named = sum(bool(label.entries) and not all(e.id in COUNTS for e in label.entries) for label in left)
    return named * 3 < len(left) and any(label.total for label in left)


def distinct(row: list[Cell | None]) -> list[Cell]:
    return list({id(cell): cell for cell in row if cell is not None}.values())


_FOUNDED = lazy(r"(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:成立|注册|设立)")
"""Opens an answer: 2010年9月成立."""


def _header_like(text: str, reference_year: int) -> bool:
    """Whether a cell is a column's header: a quantity, a year or a sum, but no answer such as 企业."""
    plain = plain_text(text)
    if not plain or len(plain) > 30 or is_value(plain) or _FOUNDED.match(plain):
        return False
    label = label_of(plain, reference_year)
    if label.entries and all(e.id in COUNTS for e in label.entries) and not (label.unit or "数" in plain):
        return False  # 企业 and 企业（用户） answer 单位性质
    if label.year is not None and _YEAR_PRICED.fullmatch(plain):
        return True
    return bool(label.entries) or label.year_alone or (label.total and len(plain) <= 8) or label.share


def matrix(table: Table, reference_year: int, unit: Callable[[str], bool] = is_unit) -> Matrix | None:
    """The headers and key columns of a table, or ``None`` where it has no header row.

    ``unit`` tells whether a cell names a unit, by its full or its short name.
    """
    grid = table.grid()
    depth = _depth(table, grid, reference_year, unit)
    if not depth or depth >= table.rows:
        return None
    found = Matrix(grid, depth)
    numbered = False  # whether the column before numbers the projects (课题一) that the next one names
    for column in range(table.cols):
        header = plain_text(" ".join(found.headers(column)))
        label = label_of(header, reference_year)
        lowest = plain_text(next(iter(found.headers(column)), ""))
        texts = [
            text
            for row in grid[depth:]
            if (cell := row[column]) is not None and not is_blank(text := cell.text) and cell.colspan < table.cols
        ]
        if is_order(lowest):
            numbered = sum(PROJECT_CODE.fullmatch(plain_text(text)) is not None for text in texts) * 2 > len(texts) > 0
            continue
        if not texts or (_RECOGNISED.fullmatch(lowest) and not label.entries):
            continue
        years = sum(is_year(text) for text in texts)
        numbers = sum(PROJECT_NUMBER.fullmatch(plain_text(text)) is not None for text in texts) * 2 > len(texts)
        if numbers and not found.keys and PROJECT.fullmatch(_REMARK.sub("", header)):
            found.keys.append(column)
            numbered = True
            continue
        values = sum(is_value(text) for text in texts)
        founded = any(e.family == "date" for h in found.headers(column) for e in label_of(h, reference_year).entries)
        if founded:
            found.data.append(column)
        elif _PERIOD.search(header) and not label.entries:
            if found.keys or not _of_years(texts, reference_year):
                if found.period == column - 1 and found.finish is None and _finishes(found.headers(column)):
                    found.finish = column
                else:
                    found.period = column
            else:
                found.keys.append(column)
        elif (years * 2 >= len(texts) and values * 2 < len(texts)) or _RANGE.fullmatch(header):
            found.keys.append(column)
        elif (
            values * 2 >= len(texts)
            or (found.keys and GENERIC.fullmatch(header) and not numbered)
            or (found.keys and values > 1 and _figures_among_figures(grid[depth:], column))
        ):
            found.data.append(column)
        else:
            if numbered and PROJECT_NAME.fullmatch(_REMARK.sub("", header)):
                found.project = column
            numbered = numbers and not found.keys
            said = [_REMARK.sub("", plain_text(text)) for text in found.headers(column)]  # 课题（板块）
            names = any(map(PROJECT.fullmatch, (said if said[:1] == ["名称"] else said[:1]) or [header]))
            names = names and not _beside_units_or_years(found, column, unit)
            if found.project is None and _only_groups(found, unit) and names and not numbers:
                named = sum(
                    unit(t)  # 项目 | 甲公司 | 乙大学, turned
                    or _DATED.match(plain_text(t)) is not None  # 项目 | 营业收入 over 2023年度（本期）
                    or bool(label_of(NUMBERED.sub("", t), reference_year).entries or GENERIC.fullmatch(plain_text(t)))
                    for t in texts
                )
                found.project = column if named * 2 < len(texts) else None
            found.keys.append(column)
    return found if found.data and found.keys else None


def _only_groups(found: Matrix, unit: Callable[[str], bool]) -> bool:
    """Whether what stands left of a column only groups its rows (类 | 课题 | 承担), and names no units."""
    for column in found.keys:
        cells = [cell for row in found.grid[found.depth :] if (cell := row[column]) is not None]
        headed = _GROUP.fullmatch(plain_text(next(iter(found.headers(column)), ""))) is not None
        if not (headed or any(cell.rowspan > 1 for cell in cells)) or any(unit(cell.text) for cell in cells):
            return False
    return True


_GROUP = lazy(r"(?:课题|任务|项目)?(?:类别?|类型|板块|领域|组别?|分[组类]|环节)")
"""Heads a column of groups of projects."""


def _beside_units_or_years(found: Matrix, column: int, unit: Callable[[str], bool]) -> bool:
    """Whether units or years stand in the next column under the same header: 项目 over 企业 | 甲公司."""
    head = found.grid[0][column]
    if head is None or column + 1 >= len(found.grid[0]) or found.grid[0][column + 1] is not head:
        return False
    beside = [cell.text for row in found.grid[found.depth :] if (cell := row[column + 1]) is not None]
    return max(sum(map(unit, beside)), sum(map(is_year, beside))) * 2 > len(beside)


def _figures_among_figures(rows: Grid, column: int) -> bool:
    """Whether a column has figures wherever the others do: a unit's, beside its name, code and kind in rows above."""
    for row in rows:
        others = [c.text for n, c in enumerate(row[1:], 1) if c is not None and n != column and not is_blank(c.text)]
        cell = row[column]
        if cell is None or is_blank(cell.text) or len(others) < 2:
            continue
        if sum(map(is_value, others)) * 2 >= len(others) and not is_value(cell.text):
            return False
    return True


def _finishes(headers: list[str]) -> bool:
    """Whether a column beside one of periods says when they end (止, 结束时间)."""
    return any(_FINISHES.fullmatch(plain_text(header)) is not None for header in headers)


def _of_years(texts: list[str], reference_year: int) -> bool:
    """Whether periods are years or months of one year each (2024年7—12月), so that the rows are about years."""
    said = [label_of(text, reference_year) for text in texts]
    return sum(label.year is not None and label.until is None for label in said) * 2 > len(said)


def _depth(table: Table, grid: Grid, reference_year: int, unit: Callable[[str], bool]) -> int:
    depth = 0
    for number, row in enumerate(grid[: min(3, table.rows - 1)]):
        cells = distinct(row)
        if any(is_value(cell.text) and not OTHERS.match(plain_text(cell.text)) for cell in cells[1:]):
            break
        titles = [cell for cell in cells if _header_like(cell.text, reference_year)]
        if number == 0:
            if len(cells) == 1 and table.cols > 1:  # the table's own title
                depth = 1
                continue
            below = [c for r in grid[1:4] for c in r[1:] if c is not None]
            if not (titles or any(is_value(c.text) for c in below) or _names_units(cells, unit)):
                break
        elif not (_opens(grid[number - 1], number) and (titles or _names_units(cells, unit) or grid[0][0] is row[0])):
            if not row_of_measures([cell.text for cell in cells]):
                break
        elif len(cells) == 1 and len(distinct(grid[number - 1])) > 1:
            break  # （一）企业 across the table opens its rows
        depth = number + 1
    return depth


def _names_units(cells: list[Cell], unit: Callable[[str], bool]) -> bool:
    """Whether the units stand side by side in a header row, behind what it says of them (单位名称 | …公司 | …大学)."""
    return len(cells) > 2 and not unit(cells[0].text) and sum(unit(c.text) for c in cells[1:]) * 2 > len(cells)


def _opens(row: list[Cell | None], below: int) -> bool:
    """Whether a header row asks for the one ``below``: some of its cells are merged, and do not end with it."""
    return any(cell is not None and (cell.row + cell.rowspan > below or cell.colspan > 1) for cell in row)


def section_line(found: Matrix, cells: list[Cell | None]) -> str:
    """The text of a row that is one line over the rows below it: merged across the table, or its figures left out."""
    filled = [cell for cell in distinct(cells) if not is_blank(cell.text)]
    if len(filled) != 1 or filled[0] is not cells[found.keys[0]] or label_of(filled[0].text, 0).total:
        return ""
    empty = [cells[c] for c in found.data if cells[c] is not filled[0]]
    return "" if any(cell is not None and cell.text.strip() for cell in empty) else filled[0].text


def body(found: Matrix) -> Iterator[tuple[int, list[Cell | None]]]:
    """The rows below the headers with their numbers."""
    yield from enumerate(found.grid[found.depth :], found.depth)
