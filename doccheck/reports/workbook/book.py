"""A workbook being written: formats made once, sheets that are ready to be filtered and printed on A4."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from doccheck.reports.workbook.cells import Column, Text, Value, looks_like_formula, safe

_PLAIN = {"font_name": "宋体", "font_size": 10}
_FONT = {**_PLAIN, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#BFC5CC"}
_STYLES: dict[str, dict[str, Any]] = {
    "text": {},
    "centre": {"align": "center"},
    "count": {"align": "center", "num_format": "#,##0"},
    "number": {"align": "right", "num_format": "#,##0"},
    "seconds": {"align": "center", "num_format": "0.0"},
    "points": {"align": "center", "num_format": "General"},
}
_TONES: dict[str, dict[str, Any]] = {
    "": {},
    "error": {"bg_color": "#F8D7DA", "font_color": "#842029", "bold": True},
    "warning": {"bg_color": "#FFF0C2", "font_color": "#664D03", "bold": True},
    "info": {"bg_color": "#DCE9F7", "font_color": "#1B4B7A"},
    "good": {"bg_color": "#DDF0E0", "font_color": "#14532D"},
    "quiet": {"font_color": "#6C757D"},
    "strong": {"bold": True, "bg_color": "#EEF1F4"},
}
_HEAD = {**_FONT, "font_name": "黑体", "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E3E8EE"}
_TITLE = {"font_name": "黑体", "font_size": 16, "bold": True, "valign": "vcenter"}
_LINK = {"font_color": "#0B57A4", "underline": 1}
_A4 = 9
_HEADER_ROOM = 40
_LINE = 13.5
_HIGHEST = 409.0


class Book:
    """A workbook of sheets that look alike. Text goes in as text: formulas, numbers and addresses are never guessed."""

    def __init__(self, running_head: str) -> None:
        """``running_head`` is printed at the top of every page."""
        self._memory = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._memory,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        self._book.set_properties({"title": safe(running_head), "author": "doccheck", "comments": "doccheck 自动核对"})
        self._head = safe(" ".join(running_head.split()))
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def finish(self) -> bytes:
        """The bytes of the .xlsx file; nothing can be written afterwards."""
        self._book.close()
        return self._memory.getvalue()

    def table(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], frozen: int = 1, empty: str = ""
    ) -> None:
        """A sheet that is one table: head frozen and filtered, printed on A4 across with the head on every page.

        ``frozen`` columns at the left stay in sight; ``empty`` is said where there is no row.
        """
        sheet = self._sheet(name)
        self._widths(sheet, columns)
        last = self._table(sheet, 0, columns, rows)
        sheet.freeze_panes(1, frozen)
        if last:
            sheet.autofilter(0, 0, last, len(columns) - 1)
        elif empty:
            sheet.write_string(1, 0, safe(empty), self._format(_PLAIN))
        sheet.repeat_rows(0)

    def page(
        self, name: str, title: str, pairs: Iterable[tuple[str, Value]], columns: Sequence[Column],
        rows: Iterable[Sequence[Value]], closing: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """A sheet with a title, what is known in pairs of name and value, then a table, and lines at its end."""
        sheet = self._sheet(name)
        self._widths(sheet, columns)
        sheet.set_row(0, 30)
        sheet.merge_range(0, 0, 0, len(columns) - 1, "", self._format(_TITLE))
        sheet.write_string(0, 0, safe(title), self._format(_TITLE))
        at = 1
        for key, value in pairs:
            sheet.write_string(at, 0, safe(key), self._format({**_FONT, "bold": True, "bg_color": "#EEF1F4"}))
            form = self._styled(value, "text", {"align": "left"})
            sheet.merge_range(at, 1, at, len(columns) - 1, "", form)
            self._value(sheet, at, 1, value, form)
            text = value.text if isinstance(value, Text) else str(value)
            sheet.set_row(at, _height([(text, sum(column.width for column in columns[1:]))]))
            at += 1
        last = self._table(sheet, at + 1, columns, rows)
        for number, line in enumerate(closing, start=last + 2):
            form = self._format({"font_name": "宋体", "font_size": 9, "text_wrap": True, "font_color": "#6C757D"})
            sheet.merge_range(number, 0, number, len(columns) - 1, "", form)
            sheet.write_string(number, 0, safe(line), form)
            sheet.set_row(number, _height([(line, sum(column.width for column in columns))]))

    def _sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        head = self._head if len(self._head) <= _HEADER_ROOM else self._head[: _HEADER_ROOM - 1] + "…"
        sheet.set_header(f"&L&9{head.replace('&', '&&')}&R&9&A")
        sheet.set_footer("&L&9doccheck 自动核对，供参考&R&9第 &P 页，共 &N 页")
        return sheet

    def _widths(self, sheet: Any, columns: Sequence[Column]) -> None:
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)

    def _table(self, sheet: Any, top: int, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
        """Write a head and its rows; gives the last row written, ``top`` where there was none."""
        for place, column in enumerate(columns):
            sheet.write_string(top, place, safe(column.head), self._format(_HEAD))
        at = top
        for at, row in enumerate(rows, start=top + 1):
            said: list[tuple[str, float]] = []
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._value(sheet, at, place, value, self._styled(value, column.style))
                text = value.text if isinstance(value, Text) else value
                said.append((text if isinstance(text, str) else "", column.width))
            # Excel finds the height of wrapped text by itself, other programs do not.
            sheet.set_row(at, _height(said))
        return at

    def _value(self, sheet: Any, row: int, column: int, value: Value, form: Any) -> None:
        if value is None:
            sheet.write_blank(row, column, None, form)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, form)
        else:
            text = value.text if isinstance(value, Text) else value
            link = value.link if isinstance(value, Text) else ""
            # A cell may refuse its link (too long, too many of them): the text stays.
            if not link or sheet.write_url(row, column, link, form, safe(text)) != 0:
                sheet.write_string(row, column, safe(text), form)

    def _styled(self, value: Value, style: str, more: dict[str, Any] | None = None) -> Any:
        props = {**_FONT, **_STYLES[style], **(more or {})}
        text = value
        if isinstance(value, Text):
            props |= _TONES[value.tone]
            if value.link:
                props |= _LINK
            text = value.text
        if isinstance(text, str):
            props["num_format"] = "@" if text and style == "text" and len(text) < 255 else "General"
            if looks_like_formula(text):
                props["quote_prefix"] = True
        return self._format(props)

    def _format(self, props: dict[str, Any]) -> Any:
        key = tuple(sorted(props.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(props)
        return self._formats[key]


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """The height in points that texts need in cells of these widths, at most what Excel allows."""
    lines = 1
    for text, width in cells:
        room = max(2, int(width) - 1)
        lines = max(lines, sum(max(1, -(-_digits(line) // room)) for line in text.split("\n")))
    return min(_HIGHEST, _LINE * lines + 4)


def _digits(text: str) -> int:
    """How many digits of the standard font a line of text is wide."""
    return sum(2 if ord(character) > 0x2000 else 1 for character in text)
