"""Totals, lists and ratios of Word papers through the public path: what contradicts itself and what only looks so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document as WordFile

from tests.checks.figures.papers import LEAD, figure_findings, read

Rows = Sequence[Sequence[str | None]]
CODES = ("N002", "N003", "N006")


def found(folder: Path, text: str = "", rows: Rows = (), caption: str = "") -> list[str]:
    """Codes of a plan with one paragraph and one table; ``None`` continues the cell on its left."""
    file = WordFile()
    file.add_paragraph("江苏省创新联合体建设方案")
    file.add_paragraph("牵头单位简介")
    file.add_paragraph(f"{LEAD.name}位于南京市，成立于2005年。{text}")
    if caption:
        file.add_paragraph(caption)
    if rows:
        table = file.add_table(len(rows), len(rows[0]))
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is None:
                    table.cell(r, c - 1).merge(table.cell(r, c))
                else:
                    table.cell(r, c).text = value
    file.save(str(folder / "方案.docx"))
    return [f.code for f in figure_findings(read(folder, "jiangsu-2023")) if f.code in CODES]


FUNDS = [
    ["来源", "2023年", "2024年", "2025年", "合计"],
    ["自筹资金", "100", "200", "300", "600"],
    ["其中：甲公司", "60", "120", "180", "360"],
    ["自筹小计", "100", "200", "300", "600"],
    ["财政资金", "50", "60", "70", "180"],
    ["总计", "150", "260", "370", "780"],
]


def with_cell(rows: Rows, row: int, column: int, text: str) -> list[list[str | None]]:
    copy = [list(line) for line in rows]
    copy[row][column] = text
    return copy


SPLIT = [
    ["年度", "自筹资金", "其中：牵头单位", "财政资金", "年度投入"],
    ["2024年", "1,200", "550", "300", "1,500"],
    ["2025年", "3,800", "1,750", "800", "4,600"],
    ["2026年", "3,500", "1,610", "600", "4,100"],
    ["2027年", "1,500", "690", "300", "1,800"],
    ["合计", "10,000", "4,600", "2,000", "12,000"],
]
HEADED = [
    ["单位", "人员（人）", None, "知识产权（件）", None],
    ["", "职工", "研发人员", "有效总数", "其中：发明专利"],
    ["甲公司", "120", "30", "40", "12"],
    ["乙公司", "80", "20", "25", "9"],
    ["丙公司", "60", "15", "12", "4"],
    ["合计", "260", "65", "77", "25"],
]
SHARES = [
    ["科目", "金额（万元）", "占比"],
    ["设备费", "4,415", "35.0%"],
    ["材料费", "3,785", "30.0%"],
    ["测试费", "1,265", "10.0%"],
    ["人员费", "2,130", "16.9%"],
    ["其他", "1,005", "8.0%"],
    ["合计", "12,600", "99.9%"],
]
YEARS = [
    ["指标（万元）", "2020年", "2021年", "2022年"],
    ["销售收入", "10,000", "12,000", "15,000"],
    ["研发投入", "500", "720", "900"],
    ["研发投入强度", "5.0%", "6.0%", "6.0%"],
]
UNITS = [["单位", "年度", "营业收入", "研发投入"], ["甲公司", "2021", "4,126", "123"], ["", "2022", "4,483", "148"],
         ["", "三年合计", "8,609", "271"], ["乙公司", "2021", "1,234", "80"], ["", "2022", "1,390", "94"],
         ["", "三年合计", "2,624", "174"]]  # fmt: skip


RATES = [["序号", "指标名称", "计量单位", "2020年", "2021年", "2022年", "三年合计"],
         ["1", "营业收入", "万元", "98,640.00", "105,280.00", "112,360.00", "316,280.00"],
         ["2", "研发投入", "万元", "5,327.00", "6,106.00", "6,966.00", "18,399.00"],
         ["3", "研发投入强度", "%", "5.40", "5.80", "6.20", "5.82"]]  # fmt: skip
OTHERS = [["单位", "营业收入（万元）", "占比"], ["甲公司", "12,240", "23.7%"], ["乙公司", "31,310", "60.6%"],
          ["其余三家小计", "8,110", "15.7%"], ["合计", "51,660", "100%"]]  # fmt: skip


@pytest.mark.parametrize("rows", [FUNDS, SPLIT, HEADED, SHARES, YEARS, UNITS, OTHERS, RATES])
def test_tables_that_add_up_are_silent(tmp_path: Path, rows: Rows) -> None:
    assert found(tmp_path, rows=rows, caption="单位：万元") == []


@pytest.mark.parametrize(
    ("rows", "row", "column", "text", "code"),
    [
        (FUNDS, 5, 2, "280", "N006"),
        (FUNDS, 4, 4, "190", "N006"),
        (SPLIT, 2, 3, "900", "N006"),
        (SPLIT, 3, 4, "4,400", "N006"),
        (HEADED, 5, 2, "56", "N006"),
        (UNITS, 6, 3, "147", "N006"),
        (OTHERS, 3, 1, "8,210", "N006"),
        (HEADED, 4, 4, "14", "N002"),
        (SHARES, 4, 2, "19.6%", "N003"),
        (YEARS, 3, 2, "7.5%", "N003"),
    ],
)
def test_one_wrong_cell_is_one_finding(tmp_path: Path, rows: Rows, row: int, column: int, text: str, code: str) -> None:
    said = found(tmp_path, rows=with_cell(rows, row, column, text), caption="单位：万元")
    assert code in said
    assert said.count(code) == 1


def test_a_line_that_its_total_adds_up_is_no_sum_of_its_neighbours(tmp_path: Path) -> None:
    head = ["单位", "2023年", "2024年", "2025年", "2026年", "财政", "自筹"]
    rows = [["甲公司", "340", "820", "760", "480", "300", "2,100"], ["乙公司", "200", "480", "440", "280", "200", "1,200"],
            ["丙大学", "140", "340", "320", "200", "600", "400"],
            ["合计", "680", "1,640", "1,520", "960", "1,100", "3,700"]]  # fmt: skip
    assert found(tmp_path, rows=[head, *rows], caption="单位：万元") == []
    assert found(tmp_path, rows=with_cell([head, *rows], 4, 5, "1,000"), caption="单位：万元") == ["N006"]


def test_a_form_whose_part_exceeds_its_whole(tmp_path: Path) -> None:
    rows = [["有效知识产权", "104件", "其中：发明专利", "141件"], ["员工", "226人", "其中：研发人员", "97人"]]
    assert found(tmp_path, rows=rows) == ["N002"]
    assert found(tmp_path, rows=with_cell(rows, 0, 3, "41件")) == []


def test_a_total_and_its_parts_in_two_blanks(tmp_path: Path) -> None:
    rows = [["授权专利", "50件", "专利构成", "发明9件、实用新型33件、外观设计10件"]]
    assert found(tmp_path, rows=rows) == ["N002"]
    assert found(tmp_path, rows=with_cell(rows, 0, 1, "52件")) == []
    assert found(tmp_path, rows=[["创新平台", "4个"], ["成员构成", "共11家：企业6家、高校3家、科研院所2家"]]) == []


def test_a_share_in_a_blank_is_of_what_its_label_says(tmp_path: Path) -> None:
    rows = [["职工人数", "1,026人", "研发人员", "286人，占职工总数37.9%"]]
    assert found(tmp_path, rows=rows) == ["N003"]
    assert found(tmp_path, rows=with_cell(rows, 0, 3, "286人，占职工总数27.9%")) == []


BILL = [["科目", "金额"], ["设备", "1,620"], ["其中：检测设备", "540"], ["材料", "980"], ["检测", "790"], ["人员", "850"],
        ["合计", "4,200"]]  # fmt: skip


def test_a_single_column_with_a_part_of_one_line(tmp_path: Path) -> None:
    assert found(tmp_path, rows=BILL, caption="单位：万元") == ["N006"]
    assert found(tmp_path, rows=with_cell(BILL, 6, 1, "4,240"), caption="单位：万元") == []


PAID = [["单位", "自筹（万元）"], ["甲公司", "500"], ["乙公司", "300"], ["企业小计", "800"], ["丙大学", "80"], ["丁研究院", "150"],
        ["院校小计", "260"], ["戊医院", "90"], ["合计", "1,120"]]  # fmt: skip


def test_a_subtotal_that_the_right_total_bears_out(tmp_path: Path) -> None:
    assert found(tmp_path, rows=PAID) == ["N006"]
    assert found(tmp_path, rows=with_cell(PAID, 6, 1, "230")) == []


@pytest.mark.parametrize(
    "text",
    [
        "10家单位里，企业6家、高校2家、科研院所1家、其他单位2家。",
        "授权专利152件，其中发明16件、实用新型58件、外观设计87件。",
        "创新平台7个，即国家级1个、省级5个、市级2个。",
        "员工176人，研发人员38人；专职研发45人。",
        "职工43人，其中专业技术人员47人、研发人员31人。",
        "研发人员118人：博士9人、硕士45人、本科及以下74人。",
        "共8家单位，其中企业4家、高校2家、科研院所1家、养殖合作社2家。",
        "经批准的创新平台共7个，含国家级1个、省级4个、市级3个。",
        "创新平台6个，国家级1个、省级3个、市级3个。",
        "专业技术人员92人，其中高级职称37人、中级46人、初级12人。",
    ],
)
def test_lists_and_parts_that_cannot_be(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == ["N002"]


@pytest.mark.parametrize(
    "text",
    [
        "近三年研发共投入2,540万元：2018年702万元、2019年851万元，其余为2020年数。",
        "由12家单位组成，分为企业7家、高校3所、科研院所1家及医疗机构1家，其中骨干企业4家。",
        "2022年末员工176人，今年新引进研发人员200人。",
        "授权专利35件，新申请发明专利62件。",
        "研发人员118人，其中硕士以上80人、博士9人。",
        "自筹资金合计6,000万元，甲方出资2,800万元，乙方1,200万元，其余各方按附表执行。",
        "共8家单位，其中企业4家、高校2家、科研院所1家、医疗机构1家，骨干单位4家。",
        "创新平台5个，按层级分：国家级2个，省级2个，市级1个。",
        "建有8个平台，其中国家企业技术中心1个，省级4个，市级3个。",
        "课题三项：集群调度（经费900万元）、混场搬运（经费560万元）、数字孪生（经费400万元）。",
        "2022年营业收入3.04亿元，较2021年的25,780万元增长18.0%，主营业务收入29,650万元。",
    ],
)
def test_open_lists_and_other_matters(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "营业收入2020年74,512万元、2021年91,648万元，2021年同比增长两成八。",
        "2021年销售收入2.17亿元，2022年3.86亿元，2022年又涨了87.7%。",
        "总投入7,800万元，其中财政资金1,800万元，占总投入的13.1%。",
        "2022年营业收入3,160万元，研发投入266万元，研发投入强度9.2%。",
        "自筹资金6,000万元，牵头单位出资2,600万元，占自筹资金的四分之一。",
        "2022年营业收入23,640万元，2021年为21,490万元，同比增长13.6%。",
        "牵头单位研发投入强度由2020年的6.0%提到7.5%，提高2.5个百分点。",
        "产值由2023年的6.4亿元增加到2027年的11.2亿元，增长60%。",
        "2022年卖棚、建棚合起来收入9,460万元，拿出412万元搞研发，占销售收入的5.4%。",
        "2022年收入9,460万元，其中412万元都用在研发上，占销售收入的5.4%。",
        "2021年收入7,935万元；2022年0.964亿元，比2021年增长27.4%。",
        "2022年营收92,170万元，2021年80,850万元，2020年73,500万元。2022年营收增长14.0%（上年增长12.0%）。",
    ],
)
def test_rates_that_do_not_follow(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == ["N003"]


@pytest.mark.parametrize(
    "text",
    [
        "营业收入2020年74,512万元、2021年91,648万元，2021年同比增长两成三。",
        "2022年营业收入3.33亿元，比2021年的30,250万元多了一成。",
        "2022年销售收入38,600万元，2021年21,700万元，海外业务增长12%。",
        "2022年研发投入强度6.5%，比2021年提高0.2个百分点。",
        "2022年末员工226人，研发人员97人，占四成多。",
        "总投入12,000万元，其中财政资金2,000万元，占总投入的六分之一。",
        "2020年销售收入10,000万元，2022年20,100万元，两年平均每年增长41.8%。",
        "自筹资金6,000万元，牵头单位出资2,800万元，占自筹资金的四成六强。",
        "2022年营业收入23,640万元，2021年为21,490万元，同比增长10.0%。",
        "牵头单位研发投入强度由2020年的6.0%提到7.5%，提高1.5个百分点。",
        "产值由2023年的6.4亿元增加到2027年的11.2亿元，增长75%。",
        "2022年卖棚、建棚合起来收入9,460万元，拿出412万元搞研发，占销售收入的4.4%。",
        "2021年收入7,935万元；2022年0.964亿元，比2021年增长21.5%。",
        "2022年营收92,170万元，2021年80,850万元，2020年73,500万元。2022年营收增长14.0%（上年增长10.0%）。",
        "2022年营业收入41,250万元，2021年36,820万元。到2026年营业收入达到6亿元，比2022年净增18,750万元（增幅45.5%）。",
        "产值由2023年的6.4亿元增加到2027年的11.2亿元，年均增长15%。",
        "2021年销售收入1.43亿元，比2020年的12,450万元增长15.0%，研发投入573万元，强度4.0%。",
    ],
)
def test_rates_that_follow_or_lack_a_term(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(("growth", "wrong"), [("35.0", True), ("25.0", False)])
def test_growth_of_what_the_clause_before_is_about(tmp_path: Path, growth: str, wrong: bool) -> None:
    text = f"2021年销售收入增长20.0%；2022年增长{growth}%。"
    assert found(tmp_path, text, YEARS, "近三年主要指标") == ["N003"] * wrong


def test_a_kind_of_patents_told_behind_is_not_their_whole(tmp_path: Path) -> None:
    assert found(tmp_path, "拥有有效知识产权97项，其中发明专利58项，授权的美国专利共11项。") == []
    assert found(tmp_path, "拥有有效知识产权57项，其中发明专利58项。") == ["N002"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("全年完成营业收入1.5亿元（较2021年增长30.0%）。", True),
        ("全年完成营业收入1.5亿元（较2021年增长25.0%）。", False),
        ("出口营业收入1.5亿元（较2021年增长30.0%）。", False),
    ],
)
def test_growth_of_the_figure_beside_it(tmp_path: Path, line: str, wrong: bool) -> None:
    assert found(tmp_path, line, YEARS, "近三年主要指标") == ["N003"] * wrong


def test_growth_against_a_table_of_the_same_profile(tmp_path: Path) -> None:
    assert found(tmp_path, "2022年研发投入比2021年增长35%。", YEARS, "近三年主要指标") == ["N003"]
    assert found(tmp_path, "2022年研发投入比2021年增长25%。", YEARS, "近三年主要指标") == []
