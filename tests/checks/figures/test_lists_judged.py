"""N002: totals whose neighbours nearly make them, and numbers of which one more or one fewer is named."""

from __future__ import annotations

import pytest

from doccheck.facts.listed.announced import misnumbered
from doccheck.facts.listed.breakdowns import breakdowns
from doccheck.facts.numbers import narrow
from tests.checks.figures.papers import figure_findings, grid, mapped


def sums(text: str) -> list[tuple[float, float]]:
    """Each total with what its neighbours make."""
    return [(found.total.value, found.added) for found in breakdowns(narrow(text))]


def told(*lines: str) -> list[str]:
    return [f.message for f in figure_findings(mapped([], list(lines))) if f.code == "N002"]


@pytest.mark.parametrize(
    ("text", "said", "made"),
    [
        ("实验室现有在读研究生46人：博士生12人，一年级硕士生11人、二年级12人、三年级14人。", 46, 49),
        ("全年用水31.2万吨，冷却用去18.8万吨，清洗用去7.1万吨，生活用水4.3万吨，别无其他。", 312_000, 302_000),
        ("三家单位共派驻工程师19名，甲公司8名、乙公司6名、丙公司4名。", 19, 18),
        ("监事会由七名监事组成，牵头单位推荐2名，四家企业各推荐1名，两所高校每所推荐1名。", 7, 8),
        ("收益按甲方40%、乙方30%、丙方20%、丁方15%分配，四方比例之和为100%。", 100, 105),
    ],
)
def test_a_total_is_held_against_the_figures_beside_it(text: str, said: float, made: float) -> None:
    assert (said, made) in [(total, pytest.approx(added)) for total, added in sums(text)]


@pytest.mark.parametrize(
    "text",
    [
        "企业5家、高校2家、科研院所1家、行业协会1家。",  # the first is no total of the others
        "解剖断轴137根，疲劳64根、腐蚀38根、划伤27根；另有8根原因不明。",  # one more makes it
        "平台12个，国家级2个、省级5个、市级5个，三个级别之外没有平台。",  # three levels are no part
        "主营收入8.2亿元，按产品分：电芯4.7亿元（含出口1.2亿元）、模组2.3亿元、服务1.2亿元。",  # exports are inside
        "职工438人；专业技术人员186人，研发人员148人，专职研发人员121人。",  # figures of their own
        "总投入4500万元。自筹部分由三家承担：甲方1900万元，乙方1200万元，丙方900万元。",  # of the part, not the whole
        "采购循环柜3台，每台45万元，试验箱2台，每台60万元，共计255万元。",  # what one costs
    ],
)
def test_figures_that_are_no_parts_are_not_added(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "said", "named"),
    [
        ("加工户分布于柳镇、石镇、沙镇和浦镇这五个镇。", 5, 4),
        ("公司获“省质量奖”“市长奖”“绿色工厂”“智能工厂”，以上三项荣誉均在有效期内。", 3, 4),
        ("设专门委员会3个，即技术委员会、成果与产权委员会、监督委员会和交流委员会。", 3, 4),
        ("依次推进三项机制：一是周例会；二是双周预警；三是挂牌督办；四是年度评价。", 3, 4),
        ("拟攻克的技术（4项）\n（1）密封织构；\n（2）精密铸造；\n（3）空化辨识。", 4, 3),
        ("三个阶段推进\n依次经过筹备阶段、攻关阶段、验证阶段和推广阶段，逐段评审。", 3, 4),
        ("坚持“三个统一”：首先统一接口，其次统一格式，再次统一方法，最后统一编码。", 3, 4),
        ("设4处验证点（镇江、徐州、无锡），由试验课题管理。", 4, 3),
    ],
)
def test_names_are_counted_however_they_are_written(text: str, said: int, named: int) -> None:
    assert (said, {named}) in [(found.said, set(found.counts)) for found in misnumbered(narrow(text))]


@pytest.mark.parametrize(
    "text",
    [
        "联合体设课题四项，由甲方、乙方、丁方分别牵头。",  # who leads them, not what they are
        "这三条靠哪一家都解决不了，要做网关的、做传感器的、做家具的、做电控的坐到一起。",
        "建有三个实验室：材料室、力学和热工室、电气室。",
        "各类平台有国家级2个、省级3个、市级4个。",  # numbers of their own
        "企业、高校、科研院所依次有5家、2所、1家。",
    ],
)
def test_names_that_are_not_what_the_number_counts(text: str) -> None:
    assert list(misnumbered(narrow(text))) == []


def test_a_list_in_new_words_is_told_with_both_numbers() -> None:
    messages = told("筹备以来大伙儿碰头11次，技术会4次、供需会3次、调度会2次、法务会3次，别的会没开过。")
    assert len(messages) == 1
    assert "11" in messages[0]
    assert "12" in messages[0]


def test_a_number_in_words_is_told_with_its_measure_once() -> None:
    (message,) = told("持证技工总共二十三名，其中高级技师三名、技师七名、高级工十五名，别的等级没有。")
    assert "总数为 23名" in message
    assert "= 25名，相差 2名" in message


def test_the_quotation_is_as_the_paper_has_it() -> None:
    text = "技术合同１３份：开发类５份、服务类４份、转让类２份、咨询类１份，除这四类外没有别的名目。"
    findings = [f for f in figure_findings(mapped([], [text])) if f.code == "N002"]
    assert [e.quote in text for f in findings for e in f.evidence] == [True]


def test_a_list_of_some_is_not_told() -> None:
    assert told("获奖27项，其中国家级2项、省级6项。") == []


def test_lines_under_a_heading_are_counted() -> None:
    messages = told("三、五项保障措施", "（一）组织保障，专人负责。", "（二）资金保障，专款专用。", "（三）人才保障。", "（四）制度保障。")
    assert len(messages) == 1
    assert "少 1 项" in messages[0]


def test_a_row_holds_its_number_against_its_other_cell() -> None:
    table = grid([["类别", "人数", "构成"], ["企业", "71人", "恒创28人、晶源17人、精工13人、海工8人、检测7人"]])
    messages = [f.message for f in figure_findings(mapped([], [], [table])) if f.code == "N002"]
    assert len(messages) == 1
    assert "73" in messages[0]


def test_what_a_rule_tells_is_told_once() -> None:
    assert len(told("联合体共有成员9家，其中企业5家、高校2家、科研院所1家。")) == 1


def test_a_sum_over_years_is_told_once() -> None:
    line = "营业收入2018年19,800万元，2019年22,400万元，2020年24,640万元，三年累计67,840万元。"
    found = [f.code for f in figure_findings(mapped([], [line])) if f.code in ("N002", "N003")]
    assert len(found) == 1
    assert not told(line.replace("67,840", "66,840"))
