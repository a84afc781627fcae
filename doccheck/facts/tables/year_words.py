"""Years that labels of a table call by a word (报告年度, 基期, 本年), as the paper or the table itself defines it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from doccheck.document import Cell, Paragraph, Table
from doccheck.language.patterns import lazy

_WORD = r"报告年度?|报告期|基期|基准?年|本年度?|上年度?|前年度?"
_NAMED = lazy(
    rf"(?<!比)(?P<word>{_WORD})[末底]?[”\"』）)]?(?:为|是|指|即|系|均为|同为|，即|（|\(|：|:)"
    r"[^\d。；;]{0,6}(?P<year>20\d\d)年"
)
_CALLED = lazy(rf"(?P<year>20\d\d)年[^\d。；;]{{0,8}}(?:下称|以下称|简称|即|称为?)[“\"『]?(?P<word>{_WORD})")
_IN_LABEL = lazy(rf"(?<![同比较])(?:{_WORD})(?=[末底]|$|[^同的比增])")
_YEAR = lazy(r"(?:19|20)\d{2}")
_WHOLE_YEAR = lazy(r"(?<!\d)((?:19|20)\d{2})\s?年?(?:度|审计|财务|经营|报表|决算|合并|母公司|主要|利润)")
"""The year of a report in its title, and no day on which something was so."""
_RELATIVE = ("前年", "上年", "本年")
_LONGEST = 40
_TO_COME = lazy(r"计划|预算|目标|预计")


def defined_years(lines: Iterable[str]) -> dict[str, int]:
    """The years that a paper's lines give to such words (报告年度，即2023年; 2021年全年（下称报告年度）)."""
    found: dict[str, int] = {}
    for line in lines:
        for pattern in (_NAMED, _CALLED):
            for match in pattern.finditer(line):
                found.setdefault(_plain(match["word"]), int(match["year"]))
    return found


def with_years(table: Table, defined: Mapping[str, int], reference_year: int) -> Table:
    """The table with years for such words in its labels; itself where it has none.

    A report's year is the one before the application. 前年, 上年 and 本年 side by side end with it, too, unless the
    paper says otherwise; 本年 alone is left as it is. Cells that hold figures stay untouched.
    """
    labels = [cell for cell in table.cells if len(cell.text) <= _LONGEST and _IN_LABEL.search(cell.text)]
    if not labels and not _IN_LABEL.search(table.caption):
        return table
    years = _years([_bare(cell.text) for cell in labels], defined, reference_year)
    years = _of_report(table, labels, years) | years
    cells = tuple(_dated(cell, years) if any(cell is label for label in labels) else cell for cell in table.cells)
    return replace(table, cells=cells, caption=_put(table.caption, years))


def _of_report(table: Table, labels: list[Cell], known: Mapping[str, int]) -> dict[str, int]:
    """本年数 beside 上年数 under a title of one year (2022年度审计报告) are that year's and the one before."""
    words = {_plain(match[0]) for cell in labels for match in _IN_LABEL.finditer(_bare(cell.text))}
    if not {"本年", "上年"} <= words or "本年" in known:
        return {}
    for line in (table.caption, *reversed(table.location.heading[-2:])):
        named = {int(year) for year in _WHOLE_YEAR.findall(line)}
        if len(named) == 1 and not _TO_COME.search(line):
            this = named.pop()
            return {"本年": this, "上年": this - 1, "前年": this - 2}
    return {}


def _bare(text: str) -> str:
    return "".join(text.split())


def _years(labels: Iterable[str], defined: Mapping[str, int], reference_year: int) -> dict[str, int]:
    last = reference_year - 1
    years = {"报告年": last, "报告期": last, "基期": last, "基年": last, "基准年": last}
    if set(labels) >= set(_RELATIVE):
        this = defined.get("本年", last)
        years |= {word: this - 2 + number for number, word in enumerate(_RELATIVE)}
    return years | dict(defined)


def _plain(word: str) -> str:
    return re.sub(r"度$", "", word)


def _dated(cell: Cell, years: Mapping[str, int]) -> Cell:
    blocks = tuple(replace(b, text=_put(b.text, years)) if isinstance(b, Paragraph) else b for b in cell.blocks)
    return replace(cell, blocks=blocks)


def _put(text: str, years: Mapping[str, int]) -> str:
    if _YEAR.search(text):
        return text
    return _IN_LABEL.sub(lambda match: f"{years[_plain(match[0])]}年" if _plain(match[0]) in years else match[0], text)
