"""One contradiction in the words of many writers, in whole Word submissions, each with its look-alikes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.submissions import Lines, check

NAME = "江苏省高端数控装备创新联合体"
LEAD, CHIPS, SENSORS = "江苏恒创精密装备股份有限公司", "苏州晶源科技有限公司", "无锡华测传感技术有限公司"
SCHOOL, INSTITUTE = "江南理工大学", "太湖机电研究院"
FORM = [
    ["联合体名称", NAME], ["牵头单位", LEAD], ["2022年营业收入（万元）", "62,350"], ["2022年利润总额（万元）", "5,120"],
    ["从业人员（人）", "486"], ["成员单位总数（含牵头单位）", "5家"], ["起止年月", "2023年7月至2026年6月"],
]  # fmt: skip
ROSTER = [
    ["序号", "单位名称", "2022年营业收入（万元）", "2022年研发投入（万元）", "职工（人）"], ["1", LEAD, "62,350", "3,741", "486"],
    ["2", CHIPS, "18,240", "1,276", "154"], ["3", SENSORS, "9,860", "788", "96"], ["4", SCHOOL, "—", "—", "1,860"],
    ["5", INSTITUTE, "—", "—", "142"],
]  # fmt: skip
PROJECTS = [
    ["课题", "总经费（万元）", "自筹（万元）", "财政（万元）"], ["高精度转台", "4,000", "3,300", "700"],
    ["数控芯片", "3,200", "2,700", "500"], ["合计", "7,200", "6,000", "1,200"],
]  # fmt: skip
PAID = [["出资方", "自筹（万元）"], [LEAD, "4,000"], [CHIPS, "1,300"], [SENSORS, "700"], ["合计", "6,000"]]
CODES = ("N001", "N002", "N003", "N004", "N005", "N006", "M002", "E005")


def codes(
    folder: Path, form: Lines = (), profile: Lines = (), plan: Lines = (), agreement: Lines = (), roster: Lines = ()
) -> list[str]:
    files: dict[str, Lines] = {
        "申请书.docx": ["# 江苏省创新联合体建设申请书", FORM, *form],
        "成员名册.docx": ["# 成员单位名册（2022年）", ROSTER, *roster],
        "牵头单位简介.docx": [f"# {LEAD}简介", f"{LEAD}（简称恒创精密）主营五轴机床。", *profile],
        "建设方案.docx": [f"# {NAME}建设方案", "一、课题与经费", PROJECTS, "二、目标", *plan],
        "共建协议.docx": [f"# {NAME}共建协议", f"甲方：{LEAD}", f"乙方：{CHIPS}", f"丙方：{SENSORS}", PAID, *agreement],
    }
    report = check(folder, files, "jiangsu-2023", year=2023, occasion="apply")
    return [f.code for f in report.findings if f.code in CODES]


@pytest.mark.parametrize(
    ("paper", "line", "wrong"),
    [
        ("profile", "公司现有职工468人。", True),
        ("profile", "公司机床事业部员工180人。", False),
        ("profile", "2022年利润5,210万元。", True),
        ("profile", "2022年净利润4,380万元。", False),
        ("plan", "三家企业2022年研发投入合计5,905万元。", True),
        ("plan", "三家企业2022年研发投入合计5,805万元。", False),
        ("plan", "五家单位2022年共有职工2,783人。", True),
        ("plan", "两家企业2022年研发投入合计2,100万元。", False),
        ("plan", "建设共享中试车间6,800㎡。", False),
        ("plan", "用户方华测传感自筹1,300万元。", True),
        ("plan", "用户方华测传感自筹700万元。", False),
        ("plan", "五家单位（连恒创精密）2022年底职工2,738人。", False),
        ("plan", "其中恒创精密现金自筹3,000万元。", False),
        ("agreement", "恒创精密现金自筹4,800万元。", True),
        ("agreement", "第二条 “数控芯片”课题总经费3,500万元，由乙方牵头。", True),
        ("agreement", "第二条 “数控芯片”课题总经费3,200万元，由乙方牵头。", False),
        ("agreement", "甲方与乙方等共6家单位经协商一致，签订本协议。", True),
        ("agreement", "甲方与乙方等共5家单位经协商一致，签订本协议。", False),
        ("agreement", "第四条 本协议由6家单位共同签署。", True),
        ("agreement", "第四条 六方就共建事宜达成一致。", True),
        ("agreement", "第四条 五方就共建事宜达成一致。", False),
        ("agreement", "第四条 甲方会同另外4家单位签署本协议。", False),
        ("agreement", "第四条 课题二由乙丙两方共同承担。", False),
    ],
)
def test_figures_of_another_paper(tmp_path: Path, paper: str, line: str, wrong: bool) -> None:
    found = codes(tmp_path, **{paper: [line]})
    assert found == ["N001"] * wrong


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("共享中试车间建筑面积6,800㎡，由甲方提供土地。", True),
        ("共享中试车间建筑面积8,600㎡。", False),
        ("共享检测中心建筑面积6,800㎡。", False),
        ("晶源科技中试车间6,800㎡。", False),
    ],
)
def test_the_area_of_a_place_for_all(tmp_path: Path, told: str, wrong: bool) -> None:
    assert codes(tmp_path, plan=["（四）建设共享中试车间8,600㎡。"], agreement=[f"第四条 {told}"]) == ["N001"] * wrong


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("第三条 合作期内新增授权发明专利54件，由各方共有。", True),
        ("第三条 合作期内新增授权发明专利45件，由各方共有。", False),
        ("第三条 每年新增授权发明专利15件。", False),
    ],
)
def test_rights_of_the_whole_term(tmp_path: Path, told: str, wrong: bool) -> None:
    assert codes(tmp_path, plan=["联合体新增授权发明专利45件。"], agreement=[told]) == ["N001"] * wrong


@pytest.mark.parametrize(
    ("clause", "wrong"),
    [
        ("第二条 本协议有效期自2023年7月1日起至2025年12月31日止。", True),
        ("第二条 本协议自2023年7月1日起生效，有效期两年。", True),
        ("第二条 本协议自2023年7月1日起生效，有效期三年。", False),
        ("第二条 本协议于2025年12月31日终止。", True),
        ("第二条 协议执行到2025年底为止。", True),
        ("第二条 本协议于2026年6月30日终止。", False),
        ("第二条 保密义务自2023年7月1日起，期限两年。", False),
    ],
)
def test_an_agreement_against_the_period_of_the_form(tmp_path: Path, clause: str, wrong: bool) -> None:
    assert codes(tmp_path, agreement=[clause]) == ["N005"] * wrong


SIGNED = f"牵头单位（盖章）：{LEAD}　二〇二三年六月五日"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("网上受理时间至2023年5月31日17时，过时系统自动关闭。", True),
        ("申报受理时间为2023年5月4日至5月31日。", True),
        ("申报通道2023年5月31日17:00关闭。", True),
        ("本批次申报于2023年5月31日截止。", True),
        ("网上受理时间至2023年6月30日17时。", False),
        ("公司受理客户投诉，服务时间至2023年5月31日。", False),
    ],
)
def test_a_deadline_in_other_words(tmp_path: Path, said: str, wrong: bool) -> None:
    assert codes(tmp_path, form=[f"填报说明：{said}", SIGNED]) == ["E005"] * wrong


@pytest.mark.parametrize("code", ["91320500MA1XK2W47C", "91320500MA1XK2M47C"])
@pytest.mark.parametrize(
    "clause",
    [
        "第三条 晶源科技统一社会信用代码：{}。",
        "第三条 乙方统一社会信用代码为{}。",
        "第三条 乙方（晶源科技，统一社会信用代码{}）负责芯片。",
    ],
)
def test_a_code_behind_a_short_name_or_a_party(tmp_path: Path, clause: str, code: str) -> None:
    known = f"{CHIPS}，统一社会信用代码：91320500MA1XK2M47C。"
    found = codes(tmp_path, roster=[known], agreement=[clause.format(code)])
    assert found == ["M002"] * (code[12:15] != "2M4" and code != "91320500MA1XK2M47C")


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("主营占九成多，具体为90.6%。", True),
        ("主营占九成多，具体为95.9%。", False),
        ("主营占九成多（95.9%）。", False),
    ],
)
def test_the_exact_rate_behind_a_rough_one(tmp_path: Path, told: str, wrong: bool) -> None:
    form = [[["2022年主营业务收入（万元）", "59,800"], ["牵头单位", LEAD]]]
    assert codes(tmp_path, form=form, profile=[f"2022年营业收入6.235亿元，比2021年增长13.2%；{told}"]) == ["N003"] * wrong


@pytest.mark.parametrize(("total", "wrong"), [("11", True), ("10", False)])
def test_a_total_and_what_it_is_made_of_in_two_blanks(tmp_path: Path, total: str, wrong: bool) -> None:
    made = [["创新平台", f"共{total}个", "平台构成", "国家级2个、省级5个、市级3个"]]
    assert codes(tmp_path, form=[made]) == ["N002"] * wrong
