"""Nested and floating tables, and merged cells whose marks contradict each other."""

from __future__ import annotations

from functools import partial

from tests.parsers.word.word_files import cell, p, row, table, write_docx

_DOWN = '<w:vMerge w:val="restart"/>'
_ON = "<w:vMerge/>"


def _width(twips: int, more: str = "") -> str:
    return f'<w:tcW w:w="{twips}" w:type="dxa"/>{more}'


def _columns(*twips: int) -> str:
    return "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{one}"/>' for one in twips) + "</w:tblGrid>"


def _gridded(grid: str, *rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"


def _nested() -> str:
    inner = table(row(cell("姓名"), cell("电话")), row(cell("王工"), cell("0512-66660000")))
    floating = '<w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="1000" w:tblpY="9000"/>'
    return (
        table(row(cell("单位"), cell("联系人")), row(cell("甲公司"), cell(p("见下：") + inner + p("以上"))))
        + p("两表之间的正文")
        + table(row(cell("浮动表"), cell("三格")), properties=floating)
        + p("浮动表之后的正文")
    )


def _merged() -> str:
    """A plain merge; then cells that go on from nothing, over another width, over two narrow ones, and with words."""
    honest = table(
        row(cell("类别", _DOWN), cell("金额", '<w:gridSpan w:val="2"/>')),
        row(cell("", _ON), cell("财政"), cell("自筹")),
        row(cell("设备费"), cell("100"), cell("200")),
    )
    from_nothing = table(row(cell("首行即续", _ON), cell("甲")), row(cell("", _ON), cell("乙")))
    other_width = table(
        row(cell("宽两格", _DOWN + '<w:gridSpan w:val="2"/>'), cell("丙")),
        row(cell("窄一格", _ON), cell("右邻"), cell("丁")),
    )
    two_narrow = table(
        row(cell("两格并入上方", _DOWN + '<w:gridSpan w:val="2"/>'), cell("戊")),
        row(cell("", _ON), cell("", _ON), cell("己")),
    )
    with_words = table(row(cell("看得见", _DOWN), cell("庚")), row(cell("被合并遮住的文字内容", _ON), cell("辛")))
    return p("间隔").join((honest, from_nothing, other_width, two_narrow, with_words)) + p("完")


def _spans() -> str:
    """Spans that do not add up to the grid, though the widths do; a row that begins late; a span beyond the grid."""
    return (
        _gridded(
            _columns(1000, 2000, 3000),
            row(cell("序号", _width(1000)), cell("名称", _width(2000)), cell("备注", _width(3000))),
            row(cell("一", _width(1000)), cell("横跨两列却没有写", _width(5000))),
            row(cell("合计", _width(3000)), cell("三百", _width(3000))),
        )
        + p("间隔")
        + _gridded(
            _columns(1000, 1000, 1000),
            row(cell("甲"), cell("乙"), cell("丙")),
            row(cell("晚到的单元格"), cell("丁"), properties='<w:gridBefore w:val="1"/>'),
            row(cell("超出网格", '<w:gridSpan w:val="9"/>')),
        )
        + p("完")
    )


FILES = {
    "tables-nested-and-floating.docx": partial(write_docx, body=_nested()),
    "tables-merged-cells-that-lie.docx": partial(write_docx, body=_merged()),
    "tables-spans-that-lie.docx": partial(write_docx, body=_spans()),
}
