"""Parties in the layouts of real agreements."""

from __future__ import annotations

from doccheck.document import Cell, Location, Paragraph, Table
from doccheck.mapping.names.parties import agreement_head


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, Location(block=index)) for index, text in enumerate(texts)]


def table(*rows: list[str]) -> Table:
    cells = tuple(
        Cell(r, c, (Paragraph(text),), location=Location(cell=(r, c)))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(len(rows), max(map(len, rows)), cells)


def test_lettered_parties_with_codes_and_addresses() -> None:
    head = agreement_head(
        paragraphs(
            "共建协议",
            "甲 方（牵头单位）：江苏恒远新材料股份有限公司",
            "统一社会信用代码：91320200MA1X2Y3Z4K",
            "地址：无锡市新吴区创新中心12号",
            "乙 方：江南大学",
            "第一条 建设目标",
            "与南京大学合作。",
        )
    )
    assert [party.name for party in head.parties] == ["江苏恒远新材料股份有限公司", "江南大学"]
    assert head.parties[0].lead
    assert head.parties[0].code == "91320200MA1X2Y3Z4K"
    assert head.letters["乙方"] == "江南大学"
    assert head.end == 5


def test_article_of_parties_with_a_list_in_one_sentence() -> None:
    head = agreement_head(
        paragraphs(
            "组建协议",
            "牵头单位：赣州瑞磁新材料有限公司（盖章）",
            "一、参与单位",
            "1．牵头单位：赣州瑞磁新材料有限公司",
            "2．其他成员单位：江西理工大学、赣州富材电子股份有限公司、虔东甲乙集团股份有限公司。",
            "二、宗旨及定位",
            "正文",
        )
    )
    assert [party.name for party in head.parties] == [
        "赣州瑞磁新材料有限公司",
        "江西理工大学",
        "赣州富材电子股份有限公司",
        "虔东甲乙集团股份有限公司",
    ]


def test_numbered_lines_under_labels_without_colons() -> None:
    head = agreement_head(
        paragraphs(
            "协议",
            "一、参与单位",
            "1．牵头单位",
            "赣州瑞磁新材料有限公司",
            "2．其他成员单位",
            "（1）江西理工大学",
            "（2）赣州富材电子股份有限公司",
            "二、宗旨及定位",
        )
    )
    assert [(party.name, party.lead) for party in head.parties] == [
        ("赣州瑞磁新材料有限公司", True),
        ("江西理工大学", False),
        ("赣州富材电子股份有限公司", False),
    ]


def test_preamble_in_a_sentence_leaves_out_the_notice_and_its_issuer() -> None:
    head = agreement_head(
        paragraphs(
            "协议",
            "由重庆智联汽车科技有限公司牵头，联合重庆大学、重庆邮电大学，根据《重庆两江新区科技创新局关于申报的通知》共同组建。",
            "第一条 目标",
        )
    )
    assert [party.name for party in head.parties] == ["重庆智联汽车科技有限公司", "重庆大学", "重庆邮电大学"]
    assert head.parties[0].lead
    assert not head.open


def test_an_open_sentence_is_no_complete_list() -> None:
    head = agreement_head(
        paragraphs("协议", "由重庆智联汽车科技有限公司牵头，联合重庆大学、重庆邮电大学等8家单位组建。", "第一条 目标")
    )
    assert head.open


def test_table_of_parties() -> None:
    rows = table(["序号", "单位名称", "角色"], ["1", "重庆智联汽车科技有限公司", "牵头单位"], ["2", "重庆大学", "成员"])
    head = agreement_head([*paragraphs("协议书"), rows, *paragraphs("第一条 目标")])
    assert [(party.name, party.lead) for party in head.parties] == [
        ("重庆智联汽车科技有限公司", True),
        ("重庆大学", False),
    ]


def test_a_code_on_a_partys_own_line_is_its_own() -> None:
    head = agreement_head(
        paragraphs(
            "合作协议",
            "甲方（牵头单位）：重庆骐骨医疗机器人股份有限公司（统一社会信用代码：91500112MA5U2K8P4Q）",
            "乙方：重庆枢衡伺服技术有限公司（统一社会信用代码：91500107MA5YW4T661）",
            "丙方：山城医科大学（统一社会信用代码：12500000450823477F）",
            "第一条 定位",
        )
    )
    assert [party.code for party in head.parties] == ["91500112MA5U2K8P4Q", "91500107MA5YW4T661", "12500000450823477F"]


def test_codes_behind_the_names_of_a_line_are_no_parties() -> None:
    head = agreement_head(
        paragraphs(
            "合作协议书",
            "甲方（牵头单位）：重庆骐骨医疗机器人股份有限公司，统一社会信用代码91500112MA5U2K8P4Q。"
            "乙方：重庆枢衡伺服技术有限公司，91500107MA5YW4T661；丙方：山城医科大学，12500000450823477F。",
            "第一条 定位",
        )
    )
    assert [(party.name, party.code) for party in head.parties] == [
        ("重庆骐骨医疗机器人股份有限公司", "91500112MA5U2K8P4Q"),
        ("重庆枢衡伺服技术有限公司", "91500107MA5YW4T661"),
        ("山城医科大学", "12500000450823477F"),
    ]


def test_a_code_behind_all_parties_is_whose_it_says() -> None:
    head = agreement_head(
        paragraphs(
            "合作协议书",
            "甲方：重庆骐骨医疗机器人股份有限公司；乙方：山城医科大学。甲方信用代码91500112MA5U2K8P4Q。",
            "第一条 定位",
        )
    )
    assert [(party.name, party.code) for party in head.parties][1] == ("山城医科大学", "")
