"""Places to sign in paragraphs, columns and tables."""

from __future__ import annotations

from collections.abc import Sequence

from doccheck.document import Block, Cell, Location, Paragraph, Table
from doccheck.mapping.model import Part, Passage, SignatureBlock
from doccheck.mapping.signatures import map_signatures
from doccheck.programme.schema import Role

ONE, TWO, THREE = "江苏恒远新材料股份有限公司", "江南大学", "无锡微芯研究院有限公司"
HEAD = (
    "共建协议",
    f"甲方：{ONE}",
    f"乙方：{TWO}",
    f"丙方：{THREE}",
    "各方达成协议如下：",
    "第一条 目标",
    "各方共同建设创新联合体，开展技术攻关，共享成果，并按约定履行各自的义务和责任，任何一方不得违反本协议各条的约定。",
    "第九条 本协议经各方法定代表人签字并加盖公章之日起生效。一式三份。",
)


def table(*rows: list[str]) -> Table:
    cells = tuple(
        Cell(r, c, tuple(Paragraph(line) for line in text.split("\n")), location=Location(cell=(r, c)))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(len(rows), max(map(len, rows)), cells)


def signed(*tail: str | Table, head: Sequence[str] = HEAD) -> list[SignatureBlock]:
    blocks: list[Block] = [Paragraph(text) for text in head]
    blocks += [Paragraph(item) if isinstance(item, str) else item for item in tail]
    return list(map_signatures({}, [Part("p1", "d1", Role.AGREEMENT, Passage("d1", tuple(blocks)))]))


def told(blocks: list[SignatureBlock]) -> list[tuple[str, str, bool]]:
    return [(block.organisation, block.date, block.date_blank) for block in blocks]


def test_blocks_one_below_the_other_resolve_letters() -> None:
    blocks = signed(
        f"甲方（盖章）：{ONE}",
        "法定代表人（签字）：王建",
        "日期：2023年5月8日",
        "丙方（盖章）：",
        "法定代表人或授权代表（签字）：",
        "日期：   年   月   日",
    )
    assert told(blocks) == [(ONE, "2023年5月8日", False), (THREE, "", True)]
    assert blocks[0].legal_person == "王建"
    assert blocks[0].seal_place


def test_side_by_side_lines() -> None:
    blocks = signed(
        "（以下无正文，为签署页）",
        f"甲方（盖章）：{ONE}          乙方（盖章）：{TWO}",
        "法定代表人（签字）：            法定代表人（签字）：",
        "日期：2023年5月8日             日期：   年  月  日",
    )
    assert told(blocks) == [(ONE, "2023年5月8日", False), (TWO, "", True)]


def test_a_cell_for_each_unit() -> None:
    cell = "{}（盖章）：{}\n法定代表人：\n日期：2023年5月8日"
    blocks = signed(table([cell.format("甲方", ONE), cell.format("乙方", TWO)], [cell.format("丙方", THREE), ""]))
    assert sorted(block.organisation for block in blocks) == sorted([ONE, TWO, THREE])


def test_a_row_for_each_unit_under_a_header() -> None:
    blocks = signed(
        table(["单位名称", "盖章", "法定代表人签字", "日期"], [ONE, "", "王建", "2023.5.8"], [TWO, "", "", ""])
    )
    assert told(blocks) == [(ONE, "2023.5.8", False), (TWO, "", True)]


def test_labels_and_values_in_two_columns() -> None:
    blocks = signed(
        table(
            ["甲方（盖章）", ONE],
            ["法定代表人（签字）", ""],
            ["日期", "2023年5月8日"],
            ["乙方（盖章）", TWO],
            ["日期", "年 月 日"],
        )
    )
    assert told(blocks) == [(ONE, "2023年5月8日", False), (TWO, "", True)]


def test_a_small_table_for_each_unit_with_the_date_beside_the_signature() -> None:
    blocks = signed(
        table([f"签约单位：{ONE}（公章）", ""], ["法定代表人（签字）：", "签署日期：2023年5月8日"]),
        table([f"签约单位：{TWO}（公章）", ""], ["法定代表人（签字）：", "签署日期：   年   月   日"]),
    )
    assert told(blocks) == [(ONE, "2023年5月8日", False), (TWO, "", True)]


def test_one_date_after_a_list_of_seals_holds_for_all() -> None:
    blocks = signed("九、所有成员单位签章", f"1．{ONE}（公章）", f"2．{TWO}（公章）", "2023年5月8日")
    assert told(blocks) == [(ONE, "2023年5月8日", False), (TWO, "2023年5月8日", False)]


def test_an_article_about_signing_is_no_place_to_sign() -> None:
    assert signed() == []


def test_a_signature_page_alone() -> None:
    assert told(signed("甲方（公章）：" + ONE, "二〇二三年五月八日", head=("（签署页）",))) == [
        (ONE, "二〇二三年五月八日", False)
    ]


def test_an_attachment_after_the_signatures_ends_them() -> None:
    blocks = signed(f"甲方（盖章）：{ONE}", "日期：2023年5月8日", "附件1 任务分工表", "乙方负责材料测试")
    assert [block.organisation for block in blocks] == [ONE]
