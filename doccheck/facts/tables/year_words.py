"""Years that labels of a table call by a word (报告年度, 基期, 本年), as the paper or the table itself defines it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from doccheck.document import Cell, Paragraph, Table
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy

_WORD = r"(?:首|头一)年(?=[投财自资出经到拨])|报告年度?|报告期|基期|基准?年|本年度?|上年度?|前年度?|本期|上期"
_NAMED = lazy(
    rf"(?<!比)(?P<word>{_WORD}|(?<![\u4e00-\u9fff])期[末初])[末底]?(?:数|余额)?[”\"』）)]?(?:为|是|指|即|系|均为|同为|，即|（|\(|：|:)"
    r"[^\d。；;]{0,6}(?P<year>20\d\d)年(?P<opens>1月1日)?"
)
_CALLED = lazy(rf"(?P<year>20\d\d)年[^\d。；;]{{0,8}}(?:下称|以下称|简称|即|称为?)[“\"『]?(?P<word>{_WORD})")
_IN_LABEL = lazy(rf"(?<![同比较])(?:{_WORD})(?=[末底]|$|[^同的比增])")
_YEAR = lazy(r"(?:19|20)\d{2}")
_WHOLE_YEAR = lazy(r"(?<!\d)((?:19|20)\d{2})\s?年?(?:度|审计|财务|经营|报表|决算|合并|母公司|主要|利润)")
"""The year of a report in its title, and no day on which something was so."""
_LAST_DAY = lazy(r"(?<!\d)((?:19|20)\d{2})年12月31日")
_BALANCE = lazy(r"(?P<word>[期年][末初])(?:数|余额|金额|账面(?:余额|价值)|值)?(?=$|\()")
"""A whole label of a balance sheet's column; 期末（2027年） of a plan has its own year."""
_BEFORE = {"上期": ("本期",), "上年": ("本年", "本期", "报告期"), "期初": ("期末",), "年初": ("年末",)}
"""Words for the year before, with those for this one beside which they stand."""
_SPACED = lazy(r"[一-鿿](?:\s+[一-鿿]){1,5}")
_SPELLED = lazy(r"[一二][〇零○九八][〇零○一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_RELATIVE = ("前年", "上年", "本年")
_LONGEST = 40
_TO_COME = lazy(r"计划|预算|目标|预计")


def defined_years(lines: Iterable[str]) -> dict[str, int]:
    """The years that a paper's lines give to such words (报告年度，即2023年; 2021年全年（下称报告年度）)."""
    found: dict[str, int] = {}
    for line in lines:
        for pattern in (_NAMED, _CALLED):
            for match in pattern.finditer(line):
                opens = bool(match.groupdict().get("opens"))  # 期初为2023年1月1日 is the end of 2022
                found.setdefault(_plain(match["word"]), int(match["year"]) - opens)
    return found


def with_years(table: Table, defined: Mapping[str, int], reference_year: int) -> Table:
    """The table with years for such words in its labels; itself where it has none.

    A report's year is the one before the application. 前年, 上年 and 本年 side by side end with it, too, unless the
    paper says otherwise; 本年 alone is left as it is. Cells that hold figures stay untouched.
    """
    table = _in_digits(_joined(table))
    labels = [cell for cell in table.cells if len(cell.text) <= _LONGEST and _called(cell.text)]
    if not labels and not _IN_LABEL.search(table.caption):
        return table
    own = defined_years((table.caption, *(cell.text for cell in labels)))
    years = _years([_bare(cell.text) for cell in labels], {**defined, **own}, reference_year)
    years = _of_report(table, labels, years) | years
    years = _year_before(labels, years, own)
    cells = tuple(_dated(cell, years) if any(cell is label for label in labels) else cell for cell in table.cells)
    return replace(table, cells=cells, caption=_put(table.caption, years))


def _joined(table: Table) -> Table:
    """The table with such words in one where they are letter-spaced (上　年)."""
    spaced = [cell for cell in table.cells if _SPACED.fullmatch(cell.text) and _IN_LABEL.search(_bare(cell.text))]
    if not spaced:
        return table
    cells = (_with_text(cell, _bare) if any(cell is one for one in spaced) else cell for cell in table.cells)
    return replace(table, cells=tuple(cells))


def _in_digits(table: Table) -> Table:
    """The table with years that labels spell (二〇二一年) in digits."""
    spelled = [cell for cell in table.cells if len(cell.text) <= _LONGEST and _SPELLED.match(cell.text.strip())]
    if not spelled:
        return table
    cells = (_spelled(cell) if any(cell is other for other in spelled) else cell for cell in table.cells)
    return replace(table, cells=tuple(cells))


def _spelled(cell: Cell) -> Cell:
    return _with_text(cell, lambda text: _SPELLED.sub(lambda match: match[0].translate(_DIGITS), text))


def _called(text: str) -> bool:
    """Whether a label has such a word, or is one of a balance sheet's columns."""
    return _IN_LABEL.search(text) is not None or _BALANCE.match(_bare(text)) is not None


def _words(labels: Iterable[Cell]) -> set[str]:
    plain = [_bare(cell.text) for cell in labels]
    words = {_plain(match[0]) for text in plain for match in _IN_LABEL.finditer(text)}
    return words | {match["word"] for text in plain if (match := _BALANCE.match(text))}


def _year_before(labels: Iterable[Cell], years: dict[str, int], own: Mapping[str, int]) -> dict[str, int]:
    """The years, with the one before for 上期 and 期初 where 本期 and 期末 beside them have theirs.

    上年 is the year before that of this very table (本期（2022年） | 上年); alone it is left as it is.
    """
    words = _words(labels)
    for word in words & _BEFORE.keys():
        for this in _BEFORE[word]:
            if word not in years and this in (own if word == "上年" else years) and this in words:
                years = {**years, word: years[this] - 1}
    return years


def _of_report(table: Table, labels: list[Cell], known: Mapping[str, int]) -> dict[str, int]:
    """本年数 beside 上年数 under a title of one year (2022年度审计报告) are that year's and the one before."""
    words = _words(labels)
    beside = [
        (this, word) for word, these in _BEFORE.items() for this in these if this in words and word in words
    ]
    beside = [(this, word) for this, word in beside if this not in known and word not in known]
    for line in (table.caption, *reversed(table.location.heading[-2:])) if beside else ():
        named = {int(year) for pattern in (_WHOLE_YEAR, _LAST_DAY) for year in pattern.findall(line)}
        if len(named) == 1 and not _TO_COME.search(line):
            year = named.pop()
            found = {this: year for this, _ in beside} | {word: year - 1 for _, word in beside}
            return found | ({"前年": year - 2} if "本年" in found else {})
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
    return _with_text(cell, lambda text: _put(text, years))


def _with_text(cell: Cell, change: Callable[[str], str]) -> Cell:
    blocks = tuple(replace(b, text=change(b.text)) if isinstance(b, Paragraph) else b for b in cell.blocks)
    return replace(cell, blocks=blocks)


def _put(text: str, years: Mapping[str, int]) -> str:
    if _YEAR.search(text):
        return text
    balance = _BALANCE.match(_bare(text))
    if balance is not None:
        return f"{years[balance['word']]}年末" if balance["word"] in years else text
    return _IN_LABEL.sub(lambda match: f"{years[_plain(match[0])]}年" if _plain(match[0]) in years else match[0], text)


def years_in_full(span: str) -> str:
    """A span of months with all digits of its years: 22.7—24.12, 23年1月至25年6月."""
    plain = narrow(span).replace(" ", "")
    return _BRIEF_YEARS.sub(r"20\1\2", plain) if _BRIEF_SPAN.fullmatch(plain) else span


_BRIEF_YEARS = lazy(r"(?<!\d)'?([1-4]\d)((?:\.|年|/)\d{1,2})")
_BRIEF_SPAN = lazy(
    r"'?[1-4]\d(?:\.|年|/)(?:0?[1-9]|1[0-2])月?\s?[—–~～至到-]+\s?'?[1-4]\d(?:\.|年|/)(?:0?[1-9]|1[0-2])月?"
)
