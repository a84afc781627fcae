from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from doccheck.document.model import Cell, Document, Table
from doccheck.parsers.word import parse_docx
from tests.parsers.word.word_files import cell, field, p, row, run, table, write_docx

Parse = Callable[..., Document]


def only(document: Document) -> Table:
    [found] = document.tables()
    return found


def places(found: Table) -> dict[str, tuple[int, int, int, int]]:
    return {one.text: (one.row, one.col, one.rowspan, one.colspan) for one in found.cells}


def down(start: bool = False) -> str:
    return '<w:vMerge w:val="restart"/>' if start else "<w:vMerge/>"


def across(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


def test_merged_cells_stand_once_at_their_grid_place(parse: Parse) -> None:
    found = only(
        parse(
            table(
                row(cell("左", down(start=True)), cell("上", across(2))),
                row(cell("", down()), cell("中"), cell("右")),
                row(cell("", down()), cell("下", across(2))),
            )
        )
    )
    assert (found.rows, found.cols) == (3, 3)
    assert places(found) == {
        "左": (0, 0, 3, 1),
        "上": (0, 1, 1, 2),
        "中": (1, 1, 1, 1),
        "右": (1, 2, 1, 1),
        "下": (2, 1, 1, 2),
    }
    assert all(square is not None for line in found.grid() for square in line)


def test_a_second_merge_in_the_same_column_is_another_cell(parse: Parse) -> None:
    found = only(
        parse(
            table(
                *(
                    row(cell(text, down(start=bool(text))), cell(str(number)))
                    for number, text in enumerate(["甲", "", "乙", ""])
                )
            )
        )
    )
    assert places(found)["甲"] == (0, 0, 2, 1)
    assert places(found)["乙"] == (2, 0, 2, 1)


def test_a_merge_that_nothing_begins_is_a_cell(parse: Parse) -> None:
    assert places(only(parse(table(row(cell("甲", down()), cell("乙"))))))["甲"] == (0, 0, 1, 1)


def test_grid_before_moves_a_row(parse: Parse) -> None:
    found = only(
        parse(table(row(cell("甲"), cell("乙"), cell("丙")), row(cell("丁"), properties='<w:gridBefore w:val="2"/>')))
    )
    assert places(found)["丁"] == (1, 2, 1, 1)


def test_old_horizontal_merge(parse: Parse) -> None:
    found = only(parse(table(row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("乙")))))
    assert places(found) == {"甲": (0, 0, 1, 2), "乙": (0, 2, 1, 1)}


def test_nested_table_is_a_block_of_the_cell_with_the_outer_place(parse: Parse) -> None:
    inner = table(row(cell("内一"), cell("内二")))
    found = only(parse(p("前") + table(row(cell("甲"), cell(p("上文") + inner + p())))))
    outer: Cell = found.cells[1]
    nested = next(block for block in outer.blocks if isinstance(block, Table))
    assert [one.text for one in nested.cells] == ["内一", "内二"]
    location = next(iter(nested.cells[1].paragraphs)).location
    assert (location.block, location.table, location.cell) == (1, 0, (0, 1))


def test_locations_count_blocks_and_tables_of_the_top_level(parse: Parse) -> None:
    document = parse(p("甲") + table(row(cell("乙"))) + p("丙") + table(row(cell("丁"), cell("戊"))))
    assert [block.location.block for block in document.blocks] == [0, 1, 2, 3]
    last = list(document.paragraphs())[-1].location
    assert (last.block, last.table, last.cell) == (3, 1, (0, 1))


def test_caption_is_the_line_directly_above(parse: Parse) -> None:
    grid = table(row(cell("甲")))
    sequence = p(run("表 ") + field("SEQ 表 \\* ARABIC", "2") + run(" 预算"))
    document = parse(
        p("表1 成员单位") + grid + p("表明合作意向如下") + grid + sequence + grid + p("附表2：经费") + grid
    )
    assert [found.caption for found in document.tables()] == ["表1 成员单位", "", "表 2 预算", "附表2：经费"]


def test_a_table_of_a_thousand_rows_is_read_whole(tmp_path: Path) -> None:
    body = table(*(row(*(cell("甲") for _ in range(10))) for _ in range(1000)))
    document = parse_docx(write_docx(tmp_path / "大表.docx", body), "大表.docx")
    assert len(only(document).cells) == 10_000
