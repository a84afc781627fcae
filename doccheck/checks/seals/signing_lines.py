"""Places that ask for a date beside a signature: rows of tables to sign, and lines with one or several signatories."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from doccheck.checks.figures.grids import is_total
from doccheck.document import Cell, Location, Paragraph, Table
from doccheck.document.headers import titled
from doccheck.facts.dates import parse_date
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy
from doccheck.mapping.model import Part
from doccheck.mapping.names.lines import is_blank, rows_of_table
from doccheck.mapping.names.signing import UNDATED, date_in

_DATE_HEAD = lazy(r"(?:签[署字订约章名]|盖章|填写)?(?:日期|时间)(?:\([^()]*\))?[:：]?")
_SIGN_HEAD = lazy(r"签[署字约章名]|盖章|公章|代表|法人|签订")
_WHO_HEAD = lazy(r"单位|成员|各方|主体|名称|企业|签[署约订]方|协议方|当事方|参与方|合作方|方")
_EMPTY = (
    r"(?:签[署字订])?(?:日期|时间)?(?:处|栏)?(?:此?处?空[着缺白]?|留空|(?:尚未|暂未|还没|没有?|[未漏待缺])[填写签注补]?[明写上]?)(?:日期|时间)?"
)
"""How a place says itself that nothing is there: （未填）, （日期未填）, （空白）, （未注明日期）."""
_UNFILLED = lazy(rf"[(（]?{_EMPTY}[)）]?")
_NOTED = lazy(rf"[(（]{_EMPTY}[)）]\s*$")
_ASKS = lazy(
    rf"(?:(?:签[署字约章名]|盖章|签订)?\s*(?:日\s*期|时\s*间)\s*[:：]\s*)?(?:{UNDATED.pattern})"
    rf"|(?:签[署字约章名]|签订|填[报表写]|编制)?\s*日\s*期\s*[:：][\s_＿]*(?:[(（]{_EMPTY}[)）])?"
    r"(?=$|[;；。,，]|[(（](?:请?加?盖)?(?:单位|法人)?(?:公?章|盖章|签章|印章)[)）])"
)
_CUE = lazy(
    r"签\s*[字名章署]|盖\s*章|法定代表人|法人代表|负责人|(?:授权)?代表|[甲乙丙丁戊己庚辛壬癸]方|填表人|承诺人|声明人|申[请报]人"
    r"|(?:填[表报]|制表|编制|经办|复核|校对|审核)\s*(?:人|单位)?\s*[:：]"
)
_MAKER = lazy(r"(?:填[表报]|制表|编制|经办)\s*(?:人|单位)?\s*[:：]")
"""Beside whoever filled a paper in, the one who checks it (审核：…) is of the same house."""
_OTHERS_PLACE = lazy(
    r"推荐|主管|审核|审查|审批|受理|科技局|科技厅|意见|专家|评审|管委会|政府|见证|鉴证|监督|备案|联系人|[（(]印[章]?[)）]"
)
_LABEL = 30
_LETTER = lazy(r"[;；。]")


class SigningPlace(Struct, frozen=True):
    """One signatory's place that asks for a date: who, what was read, and whether a date and a name stand there."""

    who: str
    quote: str
    location: Location
    dated: bool
    signed: bool
    table: Location | None = None
    """The table of which it is a row."""
    named: bool = False
    """Whether a column of signatures holds a name beside an empty “年 月 日”."""


def by_its_maker(place: SigningPlace) -> bool:
    """Whether a line is signed by whoever filled the paper in (填表：…), as no stranger's paper asks for."""
    return _MAKER.search(narrow(place.quote)) is not None


def table_places(part: Part) -> Iterator[SigningPlace]:
    """The rows of tables that have a column of dates beside one of signatures or stamps."""
    for block in part.passage.blocks:
        if not isinstance(block, Table) or block.rows < 2:
            continue
        block = titled(block)
        grid = block.grid()
        head = [re.sub(r"\s", "", narrow(cell.text)) if cell else "" for cell in grid[0]]
        date = next((i for i, text in enumerate(head) if _DATE_HEAD.fullmatch(text)), None)
        if date is None:
            yield from _without_head(grid, block)
            continue
        who = next((i for i, text in enumerate(head) if _WHO_HEAD.search(text) and i != date), None)
        sign = next((i for i, text in enumerate(head) if _SIGN_HEAD.search(text) and i not in (date, who)), None)
        if who is None or (sign is None and not (_SIGN_HEAD.search(head[who]) or _SIGN_HEAD.search(head[date]))):
            continue
        name = next((i for i, t in enumerate(head) if re.search(r"单位|名称|企业", t) and i not in (date, sign)), who)
        for row in grid[1:]:
            cells = (row[name], row[who], row[date])
            if row[date] is row[who] or any(cell is None for cell in cells):
                continue
            place = _row(row, name, who, sign, date, block.location)
            if place is not None:
                yield place


_SIGNATORY = lazy(
    r"[\u4e00-\u9fff]{2,}(?:代表人?|方|公司|大学|学院|院|所|中心)(?:[(（][^()（）]*[)）])?"
    r"|.+[(（](?:加?盖?公?章|[签印]章)[)）](?:[:：].{0,6})?"
)
_TO_SIGN = lazy(r"签[署字章订约]|盖章")


def _without_head(grid: list[list[Cell | None]], table: Table) -> Iterator[SigningPlace]:
    """A table of signatories without a heading row, “甲方代表 | 覃某 | 2024年8月10日”: most rows end with a day."""
    last = len(grid[0]) - 1
    dated = sum(1 for row in grid if (cell := row[last]) is not None and _dated(cell.text) and len(cell.text) < _DAY)
    who = [re.sub(r"\s", "", cell.text) if (cell := row[0]) is not None else "" for row in grid]
    signs = _TO_SIGN.search(table.caption) is not None or all(_SIGNATORY.fullmatch(name) for name in who)
    if last < 1 or 2 * dated <= len(grid) or not signs:
        return
    for row in grid:
        if row[last] is not None and row[last] is not row[0]:
            place = _row(row, 0, 0, last - 1 if last > 1 else None, last, table.location)
            if place is not None:
                yield place


_DAY = 16
"""A cell as long as this holds more than a day."""


def _row(
    row: list[Cell | None], name: int, who: int, sign: int | None, date: int, table: Location
) -> SigningPlace | None:
    def text(index: int | None) -> str:
        cell = row[index] if index is not None else None
        return cell.text.strip() if cell is not None else ""

    called = re.sub(r"[(（][^()（）]*[)）]", "", text(name) or text(who)).strip()
    cell = row[date]
    if not called or is_total(called) or cell is None or re.fullmatch(r"[-—/\s]+", text(date)):
        return None
    said = re.sub(r"^(?:签[署字章])?日\s*期\s*[:：]?", "", narrow(text(date))).strip()
    blank = is_blank(said) or _UNFILLED.fullmatch(said) is not None
    asked = UNDATED.fullmatch(_NOTED.sub("", said).strip()) is not None
    if not blank and not asked and not _dated(text(date)):
        return None
    signed = bool(sign is not None and text(sign) and not is_blank(text(sign)))
    quote = " ".join(t for t in (text(name), text(sign) if sign != name else "", cell.text.strip("\n")) if t)
    dated = _dated(text(date))
    return SigningPlace(called, quote[:80], cell.location, dated, signed or sign is None, table, signed and asked)


def _dated(text: str) -> bool:
    day = parse_date(text)
    return bool(date_in(text)) or (day is not None and day.precision != "year")


def line_places(part: Part) -> Iterator[SigningPlace]:
    """The places on lines and in cells, one for each signatory: “丙方 贺知遥 签字日期：　年　月　日；丁方 …”."""
    box = ""
    for block in part.passage.blocks:
        if isinstance(block, Paragraph):
            line = narrow(block.text).strip()
            if line.endswith(":") and len(line) <= _LABEL:
                # 市科技局审核意见：, under which 盖章 and 年 月 日 are the office's
                box = line if _OTHERS_PLACE.search(line) else ""
            if not block.toc:
                yield from _of_line(block, box, False)
            if UNDATED.search(line) or _dated(line):
                box = ""
        elif isinstance(block, Table):
            for cells in rows_of_table(block):
                yield from _of_cells(cells)
                for index, cell in enumerate(cells):
                    label = narrow(cells[index - 1].text) if index else ""
                    for paragraph in cell.paragraphs:
                        yield from _of_line(paragraph, label if len(label) <= _LABEL else "", True)


def _of_cells(cells: list[Cell]) -> Iterator[SigningPlace]:
    """A form's row “法定代表人签字 | 岑照野 | 签字日期 | （空）”."""
    for index in range(2, len(cells) - 1):
        label, value = re.sub(r"\s", "", narrow(cells[index].text)), narrow(cells[index + 1].text).strip()
        who, name = narrow(cells[index - 2].text), cells[index - 1].text.strip()
        if not _DATE_HEAD.fullmatch(label) or not _CUE.search(who) or _OTHERS_PLACE.search(who) or len(who) > 30:
            continue
        empty = not _dated(value) and (is_blank(value) or UNDATED.fullmatch(value) or _UNFILLED.fullmatch(value))
        if empty and re.search(r"[一-鿿]{2,}", name):
            quote = f"{who.strip()} {name} {label} {cells[index + 1].text.strip()}".strip()
            yield SigningPlace(f"{who.strip()} {name}", quote[:80], cells[index + 1].location, False, True)


def _of_line(paragraph: Paragraph, label: str, cell: bool) -> Iterator[SigningPlace]:
    for line in paragraph.text.split("\n"):
        flat = narrow(line)
        if "日" not in flat or len(flat) > 400:
            continue
        pieces = [piece for piece in _LETTER.split(line) if piece.strip()]
        for piece in pieces:
            words = narrow(piece)
            asks = _ASKS.search(words)
            if asks is None or date_in(words[max(0, asks.start() - 6) : asks.end()]):
                continue
            before = label + " " + words[: asks.start()]
            if not _CUE.search(before) or (_OTHERS_PLACE.search(before) and not _MAKER.search(before)):
                continue
            shown = piece.strip(" 　") if cell else piece.strip()
            yield SigningPlace(
                _who(words[: asks.start()], label),
                shown[:80],
                paragraph.location,
                False,
                _signed(words[: asks.start()], label),
            )


def _who(before: str, label: str) -> str:
    said = re.sub(r"签\s*字\s*日\s*期|日\s*期|[_＿\s:：]+", " ", before).strip()
    return (said or label).strip()[:30]


def _signed(before: str, label: str) -> bool:
    """Whether a name is written before the date that is asked for."""
    rest = re.sub(
        r"(?:授权|法定|单位|法人|项目|牵头)?(?:代表人?|负责人|法人|签字人)(?:或(?:其)?(?:授权)?(?:代表|委托人))?|[(（][^()（）]*[)）]|签\s*[字名章署]|盖\s*章|公章|日\s*期|"
        r"[甲乙丙丁戊己庚辛壬癸]方|填表人|承诺人|声明人|单位|[:：_＿\s]",
        "",
        before,
    )
    return bool(re.search(r"[一-鿿]{2,}", rest))
