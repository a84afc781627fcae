"""N003: portions told behind their rate, quotas by any name, means of listed years, wholes that their parts make."""

from __future__ import annotations

import pytest

from doccheck.checks.figures.measured import measures
from doccheck.checks.figures.paragraph_rates import verdicts
from doccheck.checks.figures.reckoned import reckoned


def wrong(text: str) -> list[str]:
    judged = {v.start: v for v in verdicts(text, 2023)}
    judged |= {v.start: v for v in reckoned(text, judged)}
    return [v.message for v in judged.values() if v.wrong]


TWO_WAYS = [
    ("设备合同总价720万元，签约后付总价的30%，计{}，余款验收后结清。", "261万元", "216万元"),
    ("许可费每年160万元，其中25%归发明人，即{}，其余入公共账户。", "45万元", "40万元"),
    ("违约金以认缴额的15%为限，如某方认缴600万元，应缴违约金{}。", "95万元", "90万元"),
    ("大会应到代表140人，实到126人，到会率为{}。", "85%", "90%"),
    ("盲测投入样本250份，判对235份，准确率{}。", "92%", "94%"),
    ("首批装机60台，57台一次点亮、3台返修，一次合格率{}。", "97%", "95%"),
    ("全国当年产量60万套，我公司产出9万套，市场占有率按产量计为{}。", "18%", "15%"),
    ("预算9,000万元，其中申请省级资金1,800万元，约合总预算的{}。", "28%", "20%"),
    ("财政资金1,400万元，自筹4,200万元，总投入5,600万元，财政资金所占比例为{}。", "35%", "25%"),
    ("改造前单件电耗60度，工艺调整后降到45度，下降{}。", "33%", "25%"),
    ("2019年送检样本1.6万管，2022年为4.0万管，三年间增长了{}。", "250%", "150%"),
    ("渗漏由每小时90毫升降到每小时36毫升，降幅达{}。", "70%", "60%"),
    ("现役泵寿命2000小时，本方案目标值为7000小时，目标值是现役泵的{}。", "4.5倍", "3.5倍"),
    ("年产量由200台增至500台，后者是前者的{}。", "3倍", "2.5倍"),
    ("研发投入2,700万元，研发人员90名，人均研发投入{}。", "45万元", "30万元"),
    ("全年平均用工200人，实现产值3.2亿元，折合人均产值{}。", "190万元", "160万元"),
    ("研发投入分别为1,300万元、1,600万元、1,900万元，三年平均{}。", "1,700万元", "1,600万元"),
    ("六家成员（不含牵头单位）出资合起来2,400万元，平均下来每家{}。", "480万元", "400万元"),
]


@pytest.mark.parametrize(("text", "slip", "right"), TWO_WAYS)
def test_what_a_passage_reckons_with_its_own_amounts(text: str, slip: str, right: str) -> None:
    assert len(wrong(text.format(slip))) == 1
    assert not wrong(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "许可费每年160万元，提取25%奖励发明人，另发奖金60万元。",
        "首期缴付认缴额的40%，计160万元，余款240万元于次年缴清，合计400万元。",
        "总投入8,000万元的四分之一来自财政，即2,000万元，另外75%即6,000万元自筹，自筹与财政之比为3:1。",
        "2022年卖出8,600万元，比2021年的7,400万元多出来1,200万元，其中弹簧贡献了将近一半。",
        "累计供货30台，2022年开动28台，焊点合格率99.1%。",
        "节点40个，关掉30个，完成75%；若按合同约定的权重折算，进度已到81%。",
        "研发投入2,400万元，研发人员60人，全员人均研发投入12万元。",
    ],
)
def test_what_is_reckoned_otherwise_is_left_alone(text: str) -> None:
    assert not wrong(text)


def test_units_and_what_is_none() -> None:
    text = "五家成员派代表120人，投票21票，送样2.5万管"
    assert [(m.value, m.unit) for m in measures(text)] == [(5, "家"), (120, "人"), (21, "票"), (25000, "管")]


DEALT = [
    ("设备费600万元、材料费300万元、人员费100万元，分别占{}。", "50%、30%、10%", "60%、30%、10%"),
    ("甲方出资350万元、乙方出资150万元，分别占{}。", "60%、40%", "70%、30%"),
    ("收益按甲方60%、乙方40%分配，当年分配500万元，{}。", "甲方得350万元，乙方得150万元", "甲方得300万元，乙方得200万元"),
    ("理事会由15名理事组成，须经三分之二以上即{}同意。", "9名", "10名"),
    ("准备金按上年营收2.5亿元的3%计提，计{}，另列专项200万元。", "570万元", "750万元"),
    ("项目经费800万元，签约后拨付40%，即{}，其余验收后拨付。", "360万元", "320万元"),
    ("专任教师96人、在读研究生672人，生师比为{}。", "8:1", "7:1"),
    ("年内开机5,256小时，全年8,760小时，设备利用率为{}。", "65%", "60%"),
]


@pytest.mark.parametrize(("text", "slip", "right"), DEALT)
def test_shares_dealt_in_turn_and_by_a_rule(text: str, slip: str, right: str) -> None:
    assert len(wrong(text.format(slip))) == 1
    assert not wrong(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "2020年至2022年研发投入分别为1,200万元、1,500万元、1,800万元，研发投入强度分别为5.0%、5.5%、6.0%。",
        "营业收入2.1亿元、2.5亿元、3.0亿元，同比增速分别为15%、19%、20%。",
        "间接费用按直接费用扣除设备费后的20%核定，直接费用1,000万元，设备费400万元，间接费用120万元。",
        "理事会由13名理事组成，须经三分之二以上即9名理事同意。",
        "三个课题经费4,800万元、2,640万元、2,160万元，占比依次为50%、27.5%、22.5%。",
    ],
)
def test_rates_in_a_row_of_something_else(text: str) -> None:
    assert not wrong(text)


def test_a_proportion_may_be_of_a_part_and_the_rest() -> None:
    text = "总经费5,400万元，财政与自筹之比约为2:7，其中财政{}。"
    assert not wrong(text.format("1,200万元"))
