"""N002, N003 and N004 within sentences and facts."""

from __future__ import annotations

import pytest

from doccheck.checks.figures.enumerations import enumerations
from tests.checks.figures.papers import fact, mapped, said


@pytest.mark.parametrize(
    "text",
    [
        "共16家，其中企业9家、高校4家、科研院所2家。",
        "联合体由十六家单位组成，其中企业九家、高校四家、科研院所两家。",
        "共16家，其中9家企业、4家高校和2家科研院所。",
        "联合体共有成员单位17家，其中：企业9家（其中高新技术企业7家）、高校4家、科研院所2家。",
        "总投资5000万元，其中自筹3000万元、财政资金1500万元。",
        "2023年投入1000万元、2024年2000万元、2025年2500万元，合计5000万元。",
        "总投入1.2亿元，其中2023年3000万元、2024年4000万元、2025年6000万元。",
        "建有省级以上平台8个，其中国家级2个、省级5个。",
        "授权专利120件，其中发明专利35件、实用新型66件、外观设计25件。",
        "三年共投入9,800万元。按年分：2023年900万元，2024年3,600万元，2025年3,300万元，2026年1,500万元。",
        "年末员工365人，按岗位分为生产236人、研发61人、管理和销售96人。",
        "职工120人，由生产60人、技术20人、行政30人组成。",
        "现有创新平台11个：国家级1个、市级4个、区级5个。",
        "有效知识产权31件：发明专利6件、实用新型19件、软件著作权4件，就这三样。",
        "10家成员单位中有企业6家、高校2家、科研院所2家、其他单位1家。",
        "共11家，其中企业6家、高校3所、科研院所2家、行业协会等其他单位1家。",
        "启动资金1,200万元，其中牵头单位出资800万元，其余7家企业成员合计出资300万元。",
        "现有各类创新平台7个，其中国家级1个、省级3个、市级2个。",
        "软件著作权22项和专利72件，后者由发明专利21件、实用新型38件、外观设计9件组成。",
        "职工３２７人，按学历划分：博士6人、硕士38人、本科146人、专科及以下147人。",
    ],
)
def test_lists_that_do_not_add_up(text: str) -> None:
    assert len(list(enumerations(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "共15家，其中企业9家、高校4家、科研院所2家。",
        "共16家，其中企业9家、高校4家等。",
        "10家成员单位中有企业6家、高校2家、科研院所2家。",
        "12家成员单位中有2家上市企业、3家国家级小巨人。",
        "共16家，其中高新技术企业9家。",
        "员工365人，其中生产236人、研发61人、销售20人。",
        "现有创新平台11个，其中国家级1个、市级4个、区级5个。",
        "约16家单位，其中企业9家、高校4家、科研院所2家。",
        "员工860人，其中研发人员120人、硕士以上80人。",
        "总投入1.2亿元，其中2023年0.4亿元、2024年0.4亿元、2025年0.4亿元。",
        "总投入1.2亿元，其中2023年0.35亿元、2024年0.42亿元、2025年0.44亿元。",
        "服务企业200家，其中企业80家、高校30家。",
        "授权专利120件，其中发明专利35件、实用新型60件。",
        "联合体共有成员单位15家，其中：企业9家（其中高新技术企业7家）、高校4家、科研院所2家。",
        "建有各类平台8个，其中国家级2个、省级5个。",
        "现有创新平台7个，其中国家级1个、省级3个、市级2个。",
        "职工337人，按学历划分：博士6人、硕士38人、本科146人、专科及以下147人。",
        "技术支撑体系6家（牵头单位的核心平台加3所高校、2家研究机构）。",
        "启动资金1,200万元，其中牵头单位出资800万元，其余7家企业成员合计出资400万元。",
    ],
)
def test_lists_that_are_right_or_incomplete(text: str) -> None:
    assert list(enumerations(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "2021年销售收入10.5亿元，2022年为12.1亿元，同比增长25.2%。",
        "公司员工2300人，其中专职研发人员312人，占员工总数的23.5%。",
        "研发人员120人，占员工总数860人的18%。",
    ],
)
def test_ratios_that_do_not_follow(text: str) -> None:
    assert said(mapped(texts=[text])) == [("N003", None)]


@pytest.mark.parametrize(
    "text",
    [
        "2021年销售收入10.5亿元，2022年为12.1亿元，同比增长15.2%。",
        "2022年销售收入12.1亿元，同比增长25.2%。",
        "公司员工2300人，其中专职研发人员312人，占员工总数的13.6%。",
        "研发人员120人，占员工总数860人的14%。",
        "公司员工2300人，其中研发人员312人，博士占研发人员的12%。",
        "市场占有率35%，员工2300人。",
    ],
)
def test_ratios_that_follow_or_lack_a_term(text: str) -> None:
    assert said(mapped(texts=[text])) == []


def test_spending_above_revenue_needs_a_word() -> None:
    facts = [fact("lead.revenue", 12100, quote="12100"), fact("lead.rd", 68000, quote="68000", block=2)]
    assert said(mapped(facts)) == [("N004", None)]
    assert said(mapped(facts, texts=["公司产品处于研发阶段，尚未盈利。"])) == []
    assert said(mapped(facts, texts=["2960（首颗芯片流片期，资金来自股权融资，故高于当年收入）"])) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("数据中心2021年建成，机房土建和设备已投入1,260亿元。", True),
        ("数据中心2021年建成，机房土建和设备已投入1,260万元。", False),
        ("“十四五”以来全市机房土建和设备已投入1,260亿元。", False),
        ("下游市场规模达到1,260亿元。", False),
    ],
)
def test_money_beyond_all_means(text: str, wrong: bool) -> None:
    facts = [fact("lead.revenue", 128600, quote="128600")]
    assert said(mapped(facts, texts=[text])) == ([("N004", None)] if wrong else [])


@pytest.mark.parametrize(
    ("quantity", "value", "unit"),
    [("lead.rd_intensity", 104.2, "%"), ("member.revenue", 3.86e8, "万元"), ("lead.staff", 12.5, "人")],
)
def test_impossible_values(quantity: str, value: float, unit: str) -> None:
    assert said(mapped([fact(quantity, value, unit=unit, half=0, quote="x")])) == [("N004", None)]


def test_invention_patents_above_all_rights_of_one_document() -> None:
    facts = [fact("lead.patents", 100, unit="项", half=0, year=None, quote="100项"),
             fact("lead.invention_patents", 120, unit="项", half=0, year=None, quote="120项", block=2)]  # fmt: skip
    assert said(mapped(facts)) == [("N002", None)]


def test_an_intensity_explained_by_a_differing_term_is_one_cause() -> None:
    facts = [fact("lead.revenue", 152300, quote="a"), fact("lead.revenue", 125000, quote="b", block=2),
             fact("lead.rd", 6852.5, half=0.05, quote="c", block=3),
             fact("lead.rd_intensity", 4.5, unit="%", half=0.05, quote="d", block=4)]  # fmt: skip
    assert said(mapped(facts)) == [("N001", "same.revenue")]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2022年营业收入318,725万元，较上年的291,560万元增长12.3%。", True),
        ("2022年营业收入318,725万元，较上年的291,560万元增长9.3%。", False),
        ("2022年研发投入8,131万元，较上年7,866万元增长5.4%。", True),
        ("2022年研发投入8,131万元，比2021年的7,866万元增加了3.4%。", False),
        ("2021年8,420万元，涨了一成；2022年9,846.5万元，比2021年增长19.6%。", True),
        ("2021年8,420万元，涨了一成；2022年9,846.5万元，比2021年增长16.9%。", False),
        ("营业收入41,620万元，占合并数四成左右；研发投入1,415万元，强度4.3%。", True),
        ("营业收入41,620万元，占合并数四成左右；研发投入1,415万元，强度3.4%。", False),
        ("2022年营业收入66,163万元，研发投入11,690万元，其中四家企业的研发投入占其营业收入的12.3%。", False),
        ("2022年营业收入248,658万元，研发投入12,433万元，研发投入占营业收入的比重由上年4.5%升至5%。", False),
        ("研发投入强度由4.50%（2021年）升到5.00%，提高0.5个百分点。", False),
        ("合计营业收入21.6亿元，其中甲12.4亿元，乙4.6亿元，丙4.6亿元；当年研发投入8,640万元，据此计算的强度为4.6%。", True),
        ("合计营业收入21.6亿元，其中甲12.4亿元，乙4.6亿元，丙4.6亿元；当年研发投入8,640万元，据此计算的强度为4.0%。", False),
        ("联合体共12家单位，高校3家。其中建有省级平台的有8家，占全部成员的75.0%。", True),
        ("联合体共12家单位，高校3家。其中建有省级平台的有8家，占全部成员的66.7%。", False),
        ("联合体共12家单位（含牵头单位），其中建有省级平台的有8家，占成员单位的72.7%。", False),
    ],
)
def test_rates_with_their_terms_beside_them(text: str, wrong: bool) -> None:
    assert ("N003" in [code for code, _ in said(mapped(texts=[text]))]) == wrong
