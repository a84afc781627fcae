"""A credit code belongs to the unit it is told of: in a sentence, and on a card."""

from __future__ import annotations

import pytest

from doccheck.document import Cell, Paragraph, Table
from doccheck.mapping.model import Part, Passage
from doccheck.mapping.names.registered import registered
from doccheck.programme.schema import Role

CODE = "91500112305N71K424"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"重庆国翎动力有限公司，统一社会信用代码{CODE}。", ["重庆国翎动力有限公司"]),
        (f"甲方：重庆国翎动力有限公司，{CODE}；乙方：某大学。", ["重庆国翎动力有限公司"]),
        (f"重庆国翎动力有限公司的合同编号为{CODE}。", []),
        (f"国翎2014年由集团原航空发动机修理厂动力事业部改制设立，统一社会信用代码{CODE}。", []),
        (f"甲方：重庆国翎动力有限公司；乙方至丁方为其余三家（栎擎伺服统一社会信用代码{CODE}）。", []),
        (f"重庆国翎动力有限公司（牵头单位，其统一社会信用代码{CODE}）。", ["重庆国翎动力有限公司"]),
        (f"重庆国翎动力有限公司，系创业板上市公司，统一社会信用代码{CODE}。", ["重庆国翎动力有限公司"]),
        (f"项目由重庆国翎动力有限公司承担，统一社会信用代码{CODE}。", ["重庆国翎动力有限公司"]),
        (f"重庆国翎动力有限公司是渝州重工集团有限公司的控股子公司，信用代码{CODE}。", ["重庆国翎动力有限公司"]),
        (f"重庆国翎动力有限公司（下称国翎公司），民营企业，信用代码{CODE}。", ["重庆国翎动力有限公司"]),
        (
            f"重庆国翎动力有限公司由渝州重工有限公司、川东风电有限公司共同出资设立，统一社会信用代码{CODE}。",
            ["重庆国翎动力有限公司"],
        ),
        (f"渝州重工集团有限公司全资子公司，统一社会信用代码{CODE}。", []),
    ],
)
def test_the_code_behind_a_forerunner_is_not_its_own(text: str, names: list[str]) -> None:
    part = Part("d1.0", "d1", Role.LEAD_PROFILE, Passage("d1", (Paragraph(text),)))
    assert [entry.name for entry in registered([part])] == names


def test_a_cards_title_names_the_unit_of_its_code() -> None:
    texts = {(0, 0, 4): "卡片4　赣州沐桁数控装备有限公司／沐桁数控／锯切与分选装备", (1, 0, 1): "成立年份", (1, 1, 1): "2013",
             (1, 2, 1): "统一社会信用代码", (1, 3, 1): CODE}  # fmt: skip
    cells = tuple(Cell(row, col, (Paragraph(text),), colspan=span) for (row, col, span), text in texts.items())
    part = Part("d1.0", "d1", Role.MEMBER_ROSTER, Passage("d1", (Table(2, 4, cells),)))
    assert [(entry.name, entry.code) for entry in registered([part])] == [("赣州沐桁数控装备有限公司", CODE)]


def test_rows_of_parties_with_their_codes_need_no_header() -> None:
    other = "91500112305N71K43X"
    rows = (("甲方", "重庆国翎动力有限公司", CODE), ("乙方", "重庆澜舵智能装备有限公司", other))
    cells = tuple(Cell(r, c, (Paragraph(text),)) for r, row in enumerate(rows) for c, text in enumerate(row))
    part = Part("d1.0", "d1", Role.AGREEMENT, Passage("d1", (Table(2, 3, cells),)))
    assert [(entry.name, entry.code) for entry in registered([part])] == [
        ("重庆国翎动力有限公司", CODE),
        ("重庆澜舵智能装备有限公司", other),
    ]


def test_a_table_may_call_its_units_by_short_names() -> None:
    texts = (("单位", "统一社会信用代码"), ("国翎动力", CODE), ("某某动力", CODE))
    cells = tuple(Cell(r, c, (Paragraph(text),)) for r, row in enumerate(texts) for c, text in enumerate(row))
    part = Part("d1.0", "d1", Role.MEMBER_ROSTER, Passage("d1", (Table(3, 2, cells),)))
    known = {"国翎动力": "重庆国翎动力有限公司"}
    assert [entry.name for entry in registered([part], lambda name: known.get(name, ""))] == ["重庆国翎动力有限公司"]
    assert registered([part]) == []
