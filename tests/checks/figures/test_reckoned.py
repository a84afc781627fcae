"""Rates, multiples, means and proportions that a paragraph gives beside its own amounts, whatever they count."""

from __future__ import annotations

import pytest

from doccheck.checks.figures.measured import measures
from doccheck.checks.figures.reckoned import reckoned


def wrong(text: str, borders: tuple[int, ...] = ()) -> list[str]:
    return [v.message for v in reckoned(text, (), borders) if v.wrong]


def test_amounts_of_any_unit() -> None:
    text = "能量密度由160Wh/kg升至2,100吨标煤，寿命20万次，单价0.80元/Wh，判合格1,215，2022年三个月"
    assert [(m.value, m.unit) for m in measures(text)] == [
        (160.0, "Wh/kg"), (2100.0, "吨标煤"), (200000.0, "次"), (0.00008, "万元/Wh"), (1215.0, ""), (3.0, "个月"),
    ]  # fmt: skip


QUOTAS = [
    ("全年送检阀体640只，一次通过608只，一次通过率{}。", "97%", "95%"),
    ("合同约定交付36台，到年底实际交付27台，交付完成率{}。", "85%", "75%"),
    ("已取得授权发明60件，对外许可和转让的有21件，专利转化率{}。", "45%", "35%"),
    ("全国当年销量4,000套，本公司销出700套，市场占有率约为{}。", "27.5%", "17.5%"),
    ("课题组共52人，其中具有高级职称的13人，占比{}。", "35%", "25%"),
    ("公司资产总额6.4亿元，负债总额2.4亿元，资产负债率为{}。", "47.5%", "37.5%"),
    ("2022年营业收入3.2亿元，营业成本2.4亿元，毛利率{}。", "35%", "25%"),
    ("设备费列支90万元，相当于直接费用600万元的{}。", "25%", "15%"),
    ("全公司320口人，搞技术的有80人，算下来{}。", "近四成", "两成五"),
    ("在册职工500人，从事研发工作的120人，研发人员占比由上年的20%提高至{}。", "34%", "24%"),
]


@pytest.mark.parametrize(("text", "slip", "right"), QUOTAS)
def test_a_quota_is_the_part_over_the_whole(text: str, slip: str, right: str) -> None:
    assert len(wrong(text.format(slip))) == 1
    assert not wrong(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "现有生产线6条、中试线1条，薄膜国内市场占有率约23%。",
        "产品销往国内二十三个省份和海外十一个国家，国内市场占有率约21%。",
        "团队46人，其中教授12人、副教授15人，博士占九成一。",
        "现有员工512人，其中专业技术人员168人，大专以上学历占比超过六成。",
        "自筹4,320万元，占80%；拟申请财政资金1,080万元，占20%。",
        "节点40个，关掉30个，完成75%；按权重折算，进度已到81%。",
        "首检合格399台，送检420台，首检合格率95%；余下的整改后又有17台过关，综合合格率99%。",
        "设备费450万元，直接费用1,250万元，扣除设备费后按25%提取间接费用200万元，提取比例25%。",
        "五家企业收入合计26.8亿元，其中骨干两家占了七成多。",
        "抽检250件，合格240件，行业平均合格率90%。",
    ],
)
def test_a_share_of_something_else_is_left_alone(text: str) -> None:
    assert not wrong(text)


def test_another_units_amount_is_no_whole() -> None:
    text = "绎川电子有员工285人；峤岭空调研发人员57人，占职工总数的33.9%。"
    assert not wrong(text, (text.index("绎川"), text.index("峤岭")))


CHANGES = [
    ("单台能耗从400千瓦时降到300千瓦时，降幅{}。", "33.3%", "25%"),
    ("装配周期原来要60天，改造后压缩到48天，周期缩短{}。", "四分之一", "五分之一"),
    ("粘结强度由现有的20MPa提高到26MPa，即提升{}。", "20%", "30%"),
    ("2020年出货200万只，2022年出货360万只，增长{}。", "60%", "80%"),
    ("单套成本将从目前的150万元下降到结题时的120万元，较目前成本降低{}。", "25%", "20%"),
]


@pytest.mark.parametrize(("text", "slip", "right"), CHANGES)
def test_a_rise_or_fall_is_of_what_was_before(text: str, slip: str, right: str) -> None:
    assert len(wrong(text.format(slip))) == 1
    assert not wrong(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "收入从3.82亿元做到5.49亿元，2021年增长25%，2022年增长15%。",
        "车速由目前的1,600米提高到2,000米，吨纸能耗降低15%，国产化率由78%提高到95%。",
        "产量从200吨增加到300吨，销售收入增长30%。",
        "首轮电耗从500度降到425度，省电15%；次轮再降到340度，又省两成；两轮合起来省下32%。",
    ],
)
def test_a_change_of_something_else_is_left_alone(text: str) -> None:
    assert not wrong(text)


MULTIPLES = [
    ("2020年交付40台，2022年交付140台，后者是前者的{}。", "4.5倍", "3.5倍"),
    ("申请财政资助600万元，各方配套2,400万元，配套金额是资助金额的{}。", "3倍", "4倍"),
    ("改造前每天检测15组，改造后每天检测60组，检测能力达到改造前的{}。", "5倍", "4倍"),
    ("2022年合同额1.8亿元，是2020年4,500万元的{}。", "三倍", "四倍"),
    ("2020年产值3.2亿元，2022年产值{}，实现产值翻番。", "5.1亿元", "6.5亿元"),
]


@pytest.mark.parametrize(("text", "slip", "right"), MULTIPLES)
def test_a_multiple_is_one_amount_over_the_other(text: str, slip: str, right: str) -> None:
    assert len(wrong(text.format(slip))) == 1
    assert not wrong(text.format(right))


def test_so_many_times_more_may_be_the_multiple_or_the_rise() -> None:
    assert not wrong("从20万次提到50万次，等于提高1.5倍。")
    assert not wrong("2025年收入达到3.5亿元，2026年产值达到72,000万元，为2022年的1.99倍。")


MEANS = [
    ("已举办培训16期，累计1,280人次，平均每期{}。", "96人次", "80人次"),
    ("订购12套，合同总价900万元，折合单套均价{}。", "85万元", "75万元"),
    ("2020—2022年三个年度合计投入9,000万元，平均每年{}。", "3,500万元", "3,000万元"),
    ("2020年缴税800万元，次年900万元，2022年1,000万元，三年年均缴税{}。", "950万元", "900万元"),
    ("名单所列40人，三年总投入960人月，人均投入{}。", "28人月", "24人月"),
    ("五家企业自筹1,500万元，牵头的认下700万元，另外4家企业平均每家{}。", "260万元", "200万元"),
    ("引导资金500万元落地，带动社会资本1,500万元，等于财政每1元撬动社会资本{}。", "5元", "3元"),
    ("财政资金1,000万元与自筹资金3,000万元按{}的比例配套使用。", "1:4", "1:3"),
    ("总经费4,000万元，申请财政资助1,000万元，其余3,000万元由各方自筹，自筹与财政资助之比为{}。", "4:1", "3:1"),
]


@pytest.mark.parametrize(("text", "slip", "right"), MEANS)
def test_means_sums_and_proportions(text: str, slip: str, right: str) -> None:
    assert len(wrong(text.format(slip))) == 1
    assert not wrong(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "五年累计研发支出2.1亿元，年均4,200万元，其中2022年达到6,100万元。",
        "2020年0.32亿元，2021年0.39亿元，2022年0.47亿元，三年累计1.17亿元。",
        "累计办班30期、2,250人次，期均75人次；单看线下班，18期共1,116人次，平均每期62人次。",
        "采用5项工艺、2项装备，实现深宽比10:1的微孔。",
    ],
)
def test_means_of_something_else_are_left_alone(text: str) -> None:
    assert not wrong(text)


@pytest.mark.parametrize(
    ("text", "slip", "right"),
    [
        ("年度计划研制样机12台，实际完成9台，完成年度计划的{}。", "80%", "75%"),
        ("2022年实现利润1,500万元，利润率{}，全年营业收入1.00亿元。", "18%", "15%"),
        ("财政资金占总经费的{}，其中总经费6,000万元，财政资金1,500万元。", "35%", "25%"),
        ("内销收入1,300万元，外贸收入2,700万元，内销占比{}。", "40%", "32.5%"),
        ("设备费、材料费、劳务费分别为500万元、300万元和200万元，设备费占{}。", "55%", "50%"),
        ("每家成员单位选派5人，8家单位共选派{}。", "45人", "40人"),
        ("产值从2020年的2.0亿元增至2022年的3.2亿元，增加{}。", "1.5亿元", "1.2亿元"),
        ("研究生45名，由15位导师带教，每位导师平均指导{}。", "4名", "3名"),
        ("用户从2,000户发展到4,500户，翻了{}。", "两番", "一番多"),
    ],
)
def test_margins_products_and_differences(text: str, slip: str, right: str) -> None:
    assert len(wrong(text.format(slip))) == 1
    assert not wrong(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "八家单位里除一家外，每家出3人，合起来21人。",
        "末总资产213,640万元，净资产120,493万元，资产负债率四成多一点。",
        "获得授权发明54件，十余件已在产品上实施，新增的产品销售额占比超过三成。",
        "设备投入1,200万元，材料投入800万元，研发占比12%。",
    ],
)
def test_what_the_amounts_do_not_make_is_left_alone(text: str) -> None:
    assert not wrong(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("换线时间从90分钟压到35分钟，人均产量提一倍。", 0),
        ("单线日产从90台提到270台，提了两倍。", 0),
        ("单线日产从90台提到270台，提了四倍。", 1),
    ],
)
def test_a_multiple_is_of_what_has_grown(text: str, told: int) -> None:
    assert len(wrong(text)) == told
