"""Labels of groups of rows that are said once, with blanks or ditto marks below, are those of all their rows."""

from __future__ import annotations

import pytest

from doccheck.document.groups import merged_groups
from tests.facts.test_tables import table

ROWS = """
单位 | 来源 | 2023年 | 合计
恒创精密 | 财政 | 10 | 10
{0} | 自筹 | 40 | 40
{0} | 小计 | 50 | 50
晶源 | 财政 | 6 | 6
{0} | 自筹 | 20 | 20
{0} | 小计 | 26 | 26
{1} | 合计 | 76 | 76
"""


def spans(rows: str) -> list[tuple[str, int]]:
    cells = merged_groups(table(rows)).cells
    return [(cell.text, cell.rowspan) for cell in cells if cell.col == 0]


@pytest.mark.parametrize(("mark", "last"), [("同上", "总计"), ("〃", "总计"), ("", "总计"), ("", "")])
def test_a_group_covers_its_rows(mark: str, last: str) -> None:
    assert spans(ROWS.format(mark, last)) == [("单位", 1), ("恒创精密", 3), ("晶源", 3), (last, 1)]


def test_blanks_before_labels_that_never_come_again_are_blanks() -> None:
    rows = "序号 | 内容 | 金额\n一 | 设备 | 30\n | 材料 | 20\n二 | 差旅 | 10\n | 会议 | 5"
    assert all(span == 1 for _, span in spans(rows))
