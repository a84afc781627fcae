"""N005: what a unit did itself before it was founded, whoever tells it however, and what only looks like that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.figures.test_periods import dated
from tests.submissions import Lines

OWN = [
    "该公司于2013年3月成立，2010年8月与矿山客户签下首笔衬板供货合同。",
    "公司2013年领的营业执照。公司的第一份检测报告，2011年就出了。",
    "公司成立于2013年5月，注册资本2000万元。首台样机2011年下线。",
    "公司2013年成立，2018年更为现名。2011年首次认定为高新技术企业。",
    "公司2013年成立，2015年吸收合并金坛铸钢厂。早在2011年，公司就参加了一项行业标准的制定。",
    "公司2013年成立。公司接下的第一单，是2010年给本地车厂做的电池包。",
    "2013年办的厂，142人。2011年拿过市科技进步三等奖。",
    "公司2013年注册，公司成立后于2011年承接首个运维合同。",
    "公司2013年挂牌成立，85人，2010年出具本公司第一份检测报告。",
    "公司2013年设立，授权专利14件，第一件2011年9月就授权了。",
    "公司2013年才注册，却早在2011年就以公司名义给码头上线了调度系统。",
    "公司2013年成立。其力矩传感器自2011年起向首家整机客户批量供货。",
    "公司2013年由省内三方共建，属新型研发机构。2011年，公司承担省重点研发课题。",
    "江苏沐能储能科技有限公司2013年成立。2011年，沐能储能独立完成首台机组修复。",
    "公司2013年注册登记，系全新设立，未承接任何原有企业的业务。公司2011年首次通过高新技术企业认定。",
    "本公司系2013年6月由三名自然人出资新设的民营企业，此前没有任何前身。2011年、2012年营业收入分别为860万元和1,240万元。",
]

OTHERS = [
    "公司2013年成立。举办单位是一支地质队，2009年在库区开始了巡测。",
    "公司2013年成立。厂房是2009年建成的，前后换过三家租户。",
    "公司2013年成立。2011年，行业出现了第一次洗牌。",
    "公司2013年成立。核心专利2011年由南京大学申请，2015年转让给公司。",
    "公司2013年成立。总经理2008年进了研究所，画过八年图。",
    "公司2013年成立，2010年出厂的老设备还在用。",
    "公司2013年成立，2011年更名前的经营部拿过奖。",
    "公司2013年由金坛电池厂改制而来，2011年中标过地铁项目。",
    "公司2013年成立。2010年，省里出台了储能补贴办法。",
    "公司2013年成立。创始团队2009年做出了首台样机。",
    "公司创办人早年在机床厂从事工具磨，2011年起办过一间磨刀铺子，2013年才注册公司。",
    "公司2013年成立。集团2008年拿过国家奖。",
    "公司2013年与高校共建实验室，2011年承担省重点研发课题。",
    "公司2013年成立，2014年与矿山客户签下首笔合同。",
    "公司2013年由原金坛电池厂改制设立，原厂业务全部由公司承继。2011年营业收入为3,150万元。",
    "公司2013年成立。控股股东2010年已上市，2011年营业收入12亿元。",
]


@pytest.mark.parametrize("line", OWN)
def test_a_deed_of_its_own_is_older_than_the_unit(tmp_path: Path, line: str) -> None:
    (finding,) = dated(tmp_path, profile=["一、概况", line])
    assert "2013" in finding.evidence[0].quote
    assert "201" in finding.evidence[1].quote


@pytest.mark.parametrize("line", OTHERS)
def test_others_deeds_and_things_do_not_age_a_unit(tmp_path: Path, line: str) -> None:
    assert dated(tmp_path, profile=["一、概况", line]) == []


def test_each_unit_of_one_paper_has_its_own_founding(tmp_path: Path) -> None:
    roster = [["单位名称", "成立年份", "2022年营业收入（万元）"], ["江苏沐能储能科技有限公司", "2012", "15,230"],
              ["常州炽衡电池材料有限公司", "2017", "3,200"]]  # fmt: skip
    profile: Lines = ["炽衡的董事长原来是村支书，带着几户人家做电池料。2015年，公司向沐能交付第一笔订单，40吨正极料。"]
    form: Lines = ["表2 成员单位名册", roster]
    (finding,) = dated(tmp_path, plan=["一、成员", *profile], form=form)
    assert "常州炽衡" in finding.message
    assert dated(tmp_path, plan=["一、成员", profile[0].replace("炽衡的", "沐能的")], form=form) == []  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("公司成立于2011年9月。公司深耕防护织物二十余载，客户遍及西南。", True),
        ("公司成立于2011年9月。公司入行已满十五年。", True),
        ("公司成立于2011年9月。公司深耕防护织物十二年。", False),
        ("公司成立于2011年9月。董事长从业26年，前十八年在运营商。", False),
        ("公司成立于2011年9月。核心团队深耕储能二十年。", False),
        ("公司成立于2011年9月。公司专注寿命二十年以上的储能柜。", False),
    ],
)
def test_a_unit_is_no_older_than_since_its_founding(tmp_path: Path, line: str, wrong: bool) -> None:
    lead = ["一、概况", "江苏沐能储能科技有限公司做储能电池。", line]
    assert len(dated(tmp_path, profile=lead)) == wrong


@pytest.mark.parametrize(("clause", "wrong"), [("近三年研发投入（2019年、2020年、2022年）合计900万元。", True),
                                               ("近三年研发投入（2020年、2021年、2022年）合计900万元。", False)])  # fmt: skip
def test_the_last_three_years_of_something(tmp_path: Path, clause: str, wrong: bool) -> None:
    assert len(dated(tmp_path, profile=["一、概况", clause])) == wrong


def test_what_a_paper_tells_is_not_later_than_its_own_day(tmp_path: Path) -> None:
    said = ["一、概况", "2025年3月，公司已获批省级企业技术中心。", "材料日期：2023年6月11日"]
    (finding,) = dated(tmp_path, profile=said)
    assert "2025年3月" in finding.evidence[0].quote
    assert dated(tmp_path, profile=[said[0], "拟于2025年9月申报省级企业技术中心。", said[2]]) == []


def test_force_before_the_one_day_of_signing(tmp_path: Path) -> None:
    lines = ["第二条 本协议于2023年3月1日起生效。", "签署地点：常州　签署日期：2023年6月18日　各方代表已签字。"]
    (finding,) = dated(tmp_path, agreement=lines)
    assert "生效早于签署" in finding.message


def test_a_forerunner_of_another_unit_excuses_nobody_else(tmp_path: Path) -> None:
    of_another = "常州炽衡电池材料有限公司（原名炽衡碳素厂）：2008年设立。"
    own = "江苏沐能储能科技有限公司：2013年登记。2011年交付第一台样机给客户。"
    known = ["第二条 各方共同攻关。"]
    (finding,) = dated(tmp_path, agreement=known, profile=[of_another, own])
    assert "2011年交付第一台样机" in finding.message
    assert dated(tmp_path, agreement=known, profile=[of_another, own.replace("公司：", "公司（原名沐能电池厂）：")]) == []
