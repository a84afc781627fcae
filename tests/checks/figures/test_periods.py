"""N005 between papers: periods, tasks, durations, yearly goals, founding and signing."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.findings import Finding
from tests.submissions import Lines, check, found

NAME = "江苏省长时储能电池创新联合体"
PERIOD = [["联合体名称", NAME, "建设周期", "2023年10月至2026年9月"]]


def dated(
    tmp_path: Path, plan: Lines = (), agreement: Lines = (), profile: Lines = (), form: Lines = (), code: str = "N005"
) -> list[Finding]:
    files: dict[str, Lines] = {"申请书.docx": ["# 江苏省创新联合体建设试点申请书", PERIOD, *form]}
    if plan:
        files["建设方案.docx"] = [f"# {NAME}建设方案", *plan]
    if agreement:
        files["组建协议.docx"] = [f"# {NAME}组建协议", "甲方：江苏沐能储能科技有限公司", "乙方：常州炽衡电池材料有限公司", *agreement]
    if profile:
        files["牵头单位简介.docx"] = ["# 牵头单位简介", *profile]
    return found(check(tmp_path, files, "jiangsu-2023", year=2023, occasion="apply"), code)


@pytest.mark.parametrize(
    "clause",
    [
        "第二条 合作期限为2023年10月至2025年9月，期满自动结清。",
        "第二条 有效期：2023年10月1日起，至2025年9月30日止。",
        "第二条 本协议自二〇二三年十月一日起至二〇二五年九月三十日止。",
        "第二条 项目实施期为2023年10月1日至2026年12月31日。",
        "第二条 本协议有效期至2025年9月30日。",
        "第二条 本协议自2023年10月1日起至2027年9月30日止，与建设期一致。",
        "第二条 协议自2023年10月1日生效，2025年9月30日终止，期满各自结清。",
        "第二条（期限）协议自2023年10月1日起执行，至2025年9月30日终止。",
        "第二条 本协议自各方盖章之日起生效，至2025年9月30日止，期满可另行续签。",
        "第二条 协议期限：2023年10月1日起，2025年9月30日止。",
        "第二条 建设期与本协议期一致，自2023年10月1日起至2025年9月30日止。",
        "第二条 本协议即联合体建设期限，为期两年，自2023年10月1日起至2025年9月30日止。",
        "第二条 本协议有效期自签署之日起至2025年9月30日止，期满可续签。",
        "第二条 合作期间自2023年10月1日至2025年9月30日。",
        "（二）协议期限。2023年10月1日至2025年9月30日，共两年。",
        "第二条 任务期为2023年10月1日至2026年12月31日。",
    ],
)
def test_an_agreement_that_does_not_fit_the_project(tmp_path: Path, clause: str) -> None:
    (finding,) = dated(tmp_path, agreement=[clause])
    assert len(finding.evidence) == 2
    assert "2023年10月至2026年9月" in finding.message


@pytest.mark.parametrize(
    "clause",
    [
        "第二条 合作期限为2023年10月1日至2026年9月30日。",
        "第二条 本协议自2023年10月1日起至2027年3月31日止，其中2026年10月以后为验收收尾期。",
        "第二条 本协议长期有效。",
        "第二条 协议自2023年10月1日生效，至2026年9月30日终止。",
        "第七条 保密期限自2023年10月1日至2025年9月30日。",
        "第七条 甲方厂房建设期为2021年3月至2022年5月。",
    ],
)
def test_an_agreement_that_fits_or_tells_of_something_else(tmp_path: Path, clause: str) -> None:
    assert dated(tmp_path, agreement=[clause]) == []


SCHEDULE = "2023年底完成方案；2024年6月建成中试线；2025年底完成示范；2026年9月前通过验收"


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        (f"{SCHEDULE}；2027年3月完成2款产品定型。", "2027年3月完成2款产品定型"),
        ("年度任务：2027年下半年完成系统开发并上线。", "2027年下半年"),
        (f"2023年3月完成中试线安装调试；{SCHEDULE}。", "2023年3月完成中试线安装调试"),
        ("二期产线联调安排在2027年3月完成，由沐能负责。", "二期产线联调安排在2027年3月完成"),
        ("2024年6月底前建成中试线，2025年底完成示范，2027年5月底前交付样件。", "2027年5月底前交付样件"),
        (f"{SCHEDULE}；2026年12月完成三类证注册临床并结题。", "2026年12月完成三类证注册临床"),
        ("• 2024年底前：建成中试线\n• 2027年1月底前：8英寸线投产", "2027年1月底前"),
        ("• 2022年第四季度：样件定型\n• 2024年：完成示范\n• 2025年：量产交付", "2022年第四季度"),
        (f"{SCHEDULE}；2027年一季度完成实船航行验证并总结验收。", "2027年一季度完成实船航行验证"),
        ("课题三“整机实证”，经费4,200万元，2028年3月前完成示范电站满负荷试运行，随后转入验收。", "2028年3月前完成"),
        ("课题一：电芯（5,800万元），2023年6月前完成方案评审，2025年底样机鉴定。", "2023年6月前完成方案评审"),
        ("电池管理系统由沐能主责，2027年6月底前完成装车验证。", "2027年6月底前完成装车验证"),
        ("2021年第四季度完成中试线安装；2024年打通工艺；2025年形成产品；2026年5月验收。", "2021年第四季度"),
        ("年度安排讲三句。2025年建成示范站；调度平台二期于2028年1月上线，归沐能负责。", "2028年1月上线"),
        ("包装线的第二次整线验收安排在2027年6月，由沐能负责。", "2027年6月"),
    ],
)
def test_tasks_outside_the_period(tmp_path: Path, line: str, quote: str) -> None:
    (finding,) = dated(tmp_path, plan=["三、进度安排", line])
    assert quote in finding.evidence[0].quote


@pytest.mark.parametrize(
    "line",
    [
        f"{SCHEDULE}。",
        f"{SCHEDULE}；2026年12月完成项目验收和审计。",
        f"{SCHEDULE}；2026年12月完成全部任务并结题。",
        f"2022年6月已建成小试线；{SCHEDULE}。",
        "• 2022年第四季度：样件已定型\n• 2024年：完成示范\n• 2025年：量产交付",
        f"{SCHEDULE}。到2030年，产业规模突破百亿元。",
        "2027年国家将发布新的储能标准。",
        "课题三“整机实证”，经费4,200万元，2026年12月前完成验收。",
        "课题一：电芯，甲方在2022年6月前完成了小试，2025年底样机鉴定。",
        f"{SCHEDULE}；2026年12月完成示范线验收并总结。",
        "2021年第四季度完成了小试线安装；2024年打通工艺；2025年形成产品；2026年5月验收。",
        "2021年完成小试；2022年完成样机；2024年打通工艺；2025年形成产品；2026年5月验收。",
        "年度安排讲三句。2025年建成示范站；项目整体于2026年12月验收。",
        "年度安排讲三句。2025年建成示范站；国家标准预计2028年1月发布。",
    ],
)
def test_tasks_within_the_period_history_and_visions(tmp_path: Path, line: str) -> None:
    assert dated(tmp_path, plan=["三、进度安排", line]) == []


def test_a_table_of_projects_outside_the_period(tmp_path: Path) -> None:
    table = [["课题", "牵头单位", "起止时间"], ["电芯", "沐能", "2023.10—2025.9"], ["系统", "炽衡", "2026年1月—2027年6月"]]
    (finding,) = dated(tmp_path, plan=["表3 课题安排", table])
    assert "2026年1月—2027年6月" in finding.message
    table[0][1] = "承担单位"  # who carries a project out is no sign that it is past
    assert len(dated(tmp_path, plan=["表3 课题安排", table])) == 1


def test_a_task_in_the_row_of_a_year_and_months_of_a_year(tmp_path: Path) -> None:
    head = ["年度", "主要任务"]
    rows = [head, ["2024年", "建成中试线"], ["2025年", "完成示范"], ["2026年", "示范50台；2027年3月前完成路试"]]
    (finding,) = dated(tmp_path, plan=["表5 年度任务", rows])
    assert "2027年3月前" in finding.message
    late = [["起止时间", "主要任务"], ["2024年1—12月", "建成中试线"], ["2026年1—12月", "完成示范"]]
    (finding,) = dated(tmp_path, plan=["表5 年度任务", late])
    assert "2026年1—12月" in finding.message


def test_a_column_of_months_beside_one_of_years(tmp_path: Path) -> None:
    rows = [["年度", "主要任务", "完成时间"], ["2024年", "样机", "2024年11月"], ["2025年", "中试", "2025年12月"],
            ["2026年", "示范线试运行与验收", "2027年3月"]]  # fmt: skip
    (finding,) = dated(tmp_path, plan=["表5 年度任务", rows])
    assert "2027年3月" in finding.message
    rows[3][2] = "2026年9月"
    assert dated(tmp_path, plan=["表5 年度任务", rows]) == []


def test_a_column_of_who_leads_is_no_history(tmp_path: Path) -> None:
    rows = [["序", "课题", "牵头承担", "起止"], ["1", "电芯", "沐能", "2023.10—2025.12"], ["2", "传感", "炽衡", "2024.01—2026.12"]]
    (finding,) = dated(tmp_path, plan=["表5 任务分解", rows])
    assert "2024.01—2026.12" in finding.message


@pytest.mark.parametrize(
    ("line", "late"),
    [
        ("沐能公司应于2027年11月底前向联合体交付样机两套。", True),
        ("沐能公司应于2026年6月底前向联合体交付样机两套。", False),
        ("沐能公司应于2027年11月底前返还保证金。", False),
        ("沐能公司应于2026年12月底前完成结题验收。", False),
    ],
)
def test_duties_of_an_agreement_after_the_project(tmp_path: Path, line: str, late: bool) -> None:
    assert len(dated(tmp_path, agreement=["第一条 共同攻关。", line])) == late


@pytest.mark.parametrize(
    ("month", "task", "late"),
    [("第39个月", "系统联调试验", True), ("第36个月", "系统联调试验", False), ("第39个月", "总结验收", False)],
)
def test_a_month_counted_from_the_start(tmp_path: Path, month: str, task: str, late: bool) -> None:
    rows = [["里程碑", "时间", "内容"], ["M1", "第12个月", "样机"], ["M2", month, task]]
    assert len(dated(tmp_path, plan=["表3 里程碑", rows])) == late


def test_a_unit_named_in_another_paper_before_its_founding(tmp_path: Path) -> None:
    roster = [["单位名称", "成立年份", "2022年营业收入（万元）"], ["江苏沐能储能科技有限公司", "2012", "15,230"],
              ["常州炽衡电池材料有限公司", "2017", "3,200"]]  # fmt: skip
    lines: Lines = ["表2 成员单位名册", roster]
    early = "常州炽衡电池材料有限公司自2015年起即以本公司名义承担省级试点任务。"
    (finding,) = dated(tmp_path, plan=[early], form=lines)
    assert "2017" in finding.message
    assert dated(tmp_path, plan=[early.replace("2015", "2018")], form=lines) == []


def test_the_past_year_in_prose_is_no_yearly_goal(tmp_path: Path) -> None:
    goals = [["年度", "主要任务"], ["2023年", "立项"], ["2024年", "中试"], ["2025年", "示范"], ["2026年", "验收"]]
    plan: Lines = ["一、建设基础", "2021年，成员营业收入合计2.82亿元。", "二、年度目标任务", goals]
    assert dated(tmp_path, plan=plan) == []


def test_a_table_of_past_projects_is_no_conflict(tmp_path: Path) -> None:
    table = [["项目名称", "牵头单位", "起止时间"], ["电芯", "沐能", "2019.10—2021.9"], ["系统", "炽衡", "2024.1—2026.6"]]
    assert dated(tmp_path, plan=["表3 已承担的项目", table]) == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("协议有效期三年，自2023年10月1日起至2027年9月30日止。", True),
        ("攻关周期三年，2023年1月—2025年6月。", True),
        ("课题执行期2024年1月至2025年12月，共三年。", True),
        ("试用期为期24个月（2024年1月至2024年12月）。", False),  # the count stands before 为期's own span in brackets
        ("协议有效期三年，自2023年10月1日起至2026年9月30日止。", False),
        ("2021—2023年三年累计投入500万元。", False),
        ("有效期三年，自2023年10月1日起至2027年3月31日止，其中最后半年为收尾期。", False),
    ],
)
def test_years_said_and_dates_given(tmp_path: Path, line: str, wrong: bool) -> None:
    said = [f for f in dated(tmp_path, plan=["一、概述", line]) if "起止时间" in f.message and "却是" in f.message]
    assert len(said) == wrong or "24个月" in line


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("近三年（2019—2021年）研发投入6000万元。", True),
        ("近三年（2020—2022年）研发投入6000万元。", False),
        ("近三年：2020年1000万元、2021年2000万元、2022年3000万元。", False),
        ("行业近三年（2018—2020年）增长两成。", False),
    ],
)
def test_the_last_three_years(tmp_path: Path, line: str, wrong: bool) -> None:
    assert len(dated(tmp_path, profile=["一、概况", line])) == wrong


ROWS = [["年份", "收入（亿元）"], ["2024年", "12"], ["2026年", "20"]]


@pytest.mark.parametrize(
    "plan",
    [
        ["2024、2025、2026三年每年都有硬指标，逐年列在表5：", "表5 逐年指标", ROWS],
        ["2024—2026年逐年考核，指标见表5。", "其他说明。", "表5 逐年目标", ROWS],
        ["发明专利按2023—2026年逐年分解：2023年5件、2024年10件、2026年9件。"],
        ["2024、2025、2026三个年度都立了数，见下表。", "表5 分年度数", ROWS],
        ["自2024年起至2026年，沐能逐年设营收目标，如下表。", "营收目标", ROWS],
    ],
)
def test_a_year_without_its_goal(tmp_path: Path, plan: Lines) -> None:
    (finding,) = dated(tmp_path, plan=["二、目标", *plan])
    assert "2025年" in finding.message


@pytest.mark.parametrize(
    "plan",
    [
        ["2024—2026年逐年考核，指标见表5。", "表5 逐年目标", [["指标", "2024年", "2025年", "2026年"], ["收入", "1", "2", "3"]]],
        ["发明专利按2023—2026年逐年分解：2023年5件、2024—2025年各10件、2026年9件。"],
        ["里程碑：2024年完成样机，2026年完成示范。", "表5 阶段目标", ROWS],
    ],
)
def test_every_year_has_its_goal(tmp_path: Path, plan: Lines) -> None:
    assert dated(tmp_path, plan=["二、目标", *plan]) == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("公司2013年成立，注册资本5000万元。2011年6月给本地一家车厂批量供应电池，是第一笔业务。", True),
        ("公司于2016年5月注册成立，2014年以公司名义承担省科技计划课题并通过验收。", True),
        ("公司2013年5月成立，注册资本5000万元。2011年即向上海客户交付首批探测器。", True),
        ("公司2013年成立，曾用名金坛电池有限公司，2011年为主机厂批量供货。", True),
        ("公司2020年3月设立，自2018年起便连续三年以本公司名义为主机厂供货。", True),
        ("公司2013年成立，注册资本5000万元。\n• 业绩：2009年交付首套电池。集团合并收入3亿元。", True),
        ("公司2013年成立，注册资本5000万元。\n• 母公司：2009年交付首套电池。", False),
        ("公司成立于2013年5月。早在2011年3月，公司即向某国家实验室交付首批放大器。", True),
        ("公司成立于2013年5月。2011年3月，某国家实验室交付首批放大器。", False),
        ("公司2013年由原金坛电池厂改制设立，产品2011年即以本公司名义取得生产许可。", True),
        ("公司2013年由原金坛电池厂改制设立，产品2011年取得生产许可。", False),
        ("公司由金坛电池经营部改制而来，2013年登记设立，2011年即以公司名义中标采购项目。", True),
        ("公司由金坛电池经营部改制而来，2013年登记设立，2011年以经营部名义中标采购项目。", False),
        ("公司2013年成立，前身金坛电池厂1998年即承担省科技项目。", False),
        ("公司2013年成立。董事长王强2008年毕业于南京大学，2010年获省科技进步奖。", False),
        ("公司2013年成立。2010年，国家发布新能源汽车规划。", False),
        ("公司2013年成立，2014年给本地车厂供应电池。", False),
    ],
)
def test_deeds_before_founding(tmp_path: Path, line: str, wrong: bool) -> None:
    assert len(dated(tmp_path, profile=["一、概况", line])) == wrong


@pytest.mark.parametrize(
    ("note", "signed", "late"),
    [
        ("注：本书须在2023年6月30日前送到省厅窗口，过期不收。", "签订日期：2023年7月6日", True),
        ("注：本书须在2023年6月30日前送到省厅窗口，过期不收。", "签订日期：2023年6月20日", False),
        ("样机须在2023年6月30日前完成。", "签订日期：2023年7月6日", False),
        ("", "签订日期：2023年10月8日", True),
        ("", "签署日期：2024年5月12日", True),  # the project began in October 2023
        ("填表日期：2024年3月2日", "签署日期：2024年5月12日", False),  # an application of the next year
    ],
)
def test_papers_signed_after_the_deadline(tmp_path: Path, note: str, signed: str, late: bool) -> None:
    agreement = ["第一条 共同攻关。", "第二条 各方出资。", signed]
    assert len(dated(tmp_path, agreement=agreement, form=[note] if note else [], code="E005")) == late


LIMITS = [
    "申报截止日期：2023年9月15日。",
    "根据申报通知，材料受理截止日为2023年9月15日。",
    "通知规定的申报截止时间是2023年9月15日17时。",
    "按申报通知，书面材料须于2023年9月15日（截止日）前送达。",
    "申报材料应于2023年9月15日前报送。",
    "市里的通知说纸质件2023年9月15日前送到窗口，请抓紧签。",
    "申报书报送时间截至2023年9月15日，逾期不予受理。",
    "推荐材料最迟2023年9月15日17:00前提交市科技局，逾期不受理。",
    "申报材料提交不得晚于2023年9月15日。",
    "通知要求申报材料9月15日前上报省科技厅。",
    "本批申报受理至2023年9月15日止。",
    "本表须在2023年9月15日前提交。",
    "区里的通知写得明白，9月15日前交表，过时不候。",
    "填报说明：申报系统2023年9月15日17时关闭，纸质件同日截止。",
    "牵头单位要求各家2023年9月15日下班前交齐材料，过期不收。",
]


@pytest.mark.parametrize("limit", LIMITS)
def test_every_wording_of_a_deadline(tmp_path: Path, limit: str) -> None:
    signed = "牵头单位（盖章）：江苏沐能储能科技有限公司　法定代表人（签字）：钟礼煌　2023年9月{}日"
    for day, late in ((12, False), (20, True)):
        folder = tmp_path / str(day)
        folder.mkdir()
        assert len(dated(folder, form=[limit, signed.format(day)], code="E005")) == late


@pytest.mark.parametrize(
    "signed",
    [
        "落款：江苏沐能储能科技有限公司　2023年9月20日",
        "本申报书落款：江苏沐能储能科技有限公司，2023年9月20日。",
        "编制单位：江苏沐能储能科技有限公司　编制日期：2023年9月20日",
        "申报单位（公章）：江苏沐能储能科技有限公司　负责人：罗启衡　2023年9月20日",
        "填报人：钟小禾　填报日期：2023-09-20",
        "制表：谈绍文　审核：罗启衡　二〇二三年九月二十日",
        "本方案2023年9月20日由牵头单位盖章。",
        "材料日期：2023年9月20日",
        "汇总人：沐能财务部　　汇总日期：2023年9月20日",
    ],
)
def test_every_place_of_a_date_of_signing(tmp_path: Path, signed: str) -> None:
    plan = ["申报截止时间为2023年9月15日。", "# 一、基础", "钠离子电池已小试。", signed]
    (finding,) = dated(tmp_path, plan=plan, code="E005")
    assert "20" in finding.evidence[0].quote or "二十" in finding.evidence[0].quote


@pytest.mark.parametrize(
    "line",
    [
        "数据截止日期：2023年3月31日。",
        "截至2023年6月30日，拥有专利20件。",
        "乙方应于2023年6月30日前将盖章材料交甲方。",
        "样机须于2023年6月30日前提交省检验院检测。",
        "课题单位须于2023年6月30日前报送年度报告。",
        "实验室2023年6月30日关闭检修，样品应提前送达。",
        "旧版系统已于2023年6月30日停止运行。",
        "本表所列设备须在2023年6月30日前交付。",
    ],
)
def test_days_that_are_no_deadline(tmp_path: Path, line: str) -> None:
    signed = "牵头单位（盖章）：江苏沐能储能科技有限公司　2023年9月20日"
    assert dated(tmp_path, form=[line, signed], code="E005") == []


@pytest.mark.parametrize(
    "line",
    [
        "公司负责人于2023年9月20日获省劳动模范称号。",
        "牵头单位江苏沐能储能科技有限公司，新厂2023年9月20日开工。",
        "牵头单位：江苏沐能储能科技有限公司（2023年9月20日前更名）",
    ],
)
def test_days_that_are_no_signing(tmp_path: Path, line: str) -> None:
    assert dated(tmp_path, form=["申报截止日期：2023年9月15日。", line, "以上属实。"], code="E005") == []


def test_a_papers_own_deadline_goes_before_a_later_one(tmp_path: Path) -> None:
    agreement = ["第一条 共同攻关。", "本协议受理至2023年6月12日为止。", "签订日期：2023年6月17日"]
    form = ["申报材料提交截止时间为2023年6月28日17时。"]
    assert len(dated(tmp_path, agreement=agreement, form=form, code="E005")) == 1
    assert dated(tmp_path, agreement=[agreement[0], agreement[2]], form=form, code="E005") == []


def test_a_deadline_in_the_form(tmp_path: Path) -> None:
    form = [[["受理截止日期", "2023年9月15日"]], "本单位承诺以上内容真实。江苏沐能储能科技有限公司（盖章）  2023年9月20日"]
    (finding,) = dated(tmp_path, form=[form[0], form[1]], code="E005")  # type: ignore[list-item]
    assert [e.quote for e in finding.evidence] == ["2023年9月20日", "2023年9月15日"]


def test_force_before_signing(tmp_path: Path) -> None:
    lines = ["第一条 本协议自2023年3月1日起生效。", "甲方（盖章）：江苏沐能储能科技有限公司", "日期：2023年5月8日",
             "乙方（盖章）：常州炽衡电池材料有限公司", "日期：2023年5月9日"]  # fmt: skip
    (finding,) = dated(tmp_path, agreement=lines)
    assert "生效早于签署" in finding.message
    usual = [lines[0].replace("3月1日", "5月1日"), *lines[1:]]
    assert dated(tmp_path, agreement=usual) == []  # from the first of the month


def test_a_closing_phase_ends_with_the_agreement(tmp_path: Path) -> None:
    plan = ["三、进度安排", f"{SCHEDULE}；中试线整体验收放在2026年12月。"]
    assert dated(tmp_path, plan=plan) == []
    closing = ["第一条 本协议有效期为2023年7月1日至2026年10月31日，项目期满后的一个月用于收尾结题。"]
    (finding,) = dated(tmp_path, plan=plan, agreement=closing)
    assert "2026年12月" in finding.message


def test_years_counted_and_a_table_by_its_letter(tmp_path: Path) -> None:
    early = [["年份", "收入（亿元）"], ["2024年", "9.6"], ["2025年", "12.1"]]
    (finding,) = dated(tmp_path, plan=["二、目标", "三年指标按年落实，见F表。", "F表 逐年指标", early])
    assert "3个年度" in finding.message
    whole = [*early, ["2026年", "15"]]
    assert dated(tmp_path, plan=["二、目标", "三年指标按年落实，见F表。", "F表 逐年指标", whole]) == []


def test_a_term_that_is_shorter_than_it_says_is_told_once(tmp_path: Path) -> None:
    (finding,) = dated(tmp_path, agreement=["第二条 本协议有效期三年，自2023年10月1日起至2025年9月30日止。"])
    assert "“三年”" in finding.message


@pytest.mark.parametrize("label", ["建设周期", "A7 建设周期", "（三）建设周期"])
def test_a_period_under_a_numbered_label(tmp_path: Path, label: str) -> None:
    form: Lines = [[["联合体名称", NAME, label, "2023年10月至2026年9月"]]]
    lines: dict[str, Lines] = {
        "申请书.docx": ["# 江苏省创新联合体建设试点申请书", *form],
        "组建协议.docx": [f"# {NAME}组建协议", "第二条 合作期限为2023年10月至2025年9月。"],
    }
    assert len(found(check(tmp_path, lines, "jiangsu-2023", year=2023, occasion="apply"), "N005")) == 1


def test_a_period_that_opens_its_sentence_behind_its_label(tmp_path: Path) -> None:
    lines: dict[str, Lines] = {
        "申请书.docx": ["# 江苏省创新联合体建设试点申请书", "（二）建设期。2023年10月至2026年9月，共三年。"],
        "组建协议.docx": [f"# {NAME}组建协议", "第二条 合作期限为2023年10月至2025年9月。"],
    }
    assert len(found(check(tmp_path, lines, "jiangsu-2023", year=2023, occasion="apply"), "N005")) == 1


@pytest.mark.parametrize(("late", "count"), [("2027年3月", 1), ("2026年6月", 0)])
def test_milestones_whose_headers_say_nothing_of_work(tmp_path: Path, late: str, count: int) -> None:
    rows = [["节点", "干什么", "谁来干"], ["2024年6月", "样机下线", "牵头"], ["2025年6月", "中试", "牵头"], [late, "注册受理", "牵头"]]
    assert len(dated(tmp_path, plan=["## 三、里程碑", rows])) == count


@pytest.mark.parametrize(("last", "told"), [("2026年11月", 1), ("2026年8月", 0)])
def test_a_column_of_ends_beside_one_of_beginnings(tmp_path: Path, last: str, told: int) -> None:
    rows = [
        ["编号", "课题名称", "开始", "结束", "经费（万元）"],
        ["KT-1", "正极材料研制", "2023年10月", "2025年6月", "4,100"],
        ["KT-2", "电解液研制", "2023年12月", "2026年3月", "3,600"],
        ["KT-3", "系统集成", "2024年1月", last, "1,900"],
    ]
    assert len(dated(tmp_path, plan=["## 任务与课题", rows])) == told


@pytest.mark.parametrize(("until", "told"), [("二〇二五年八月三十一日", 1), ("二〇二六年九月三十日", 0)])
def test_this_covenant_is_the_agreement(tmp_path: Path, until: str, told: int) -> None:
    clause = f"第二条　本约自二〇二三年十月一日起，至{until}止有效，逾期自行失效。"
    assert len(dated(tmp_path, agreement=[clause])) == told


@pytest.mark.parametrize("head", ["起讫", "期间", "执行时限", "何时做"])
@pytest.mark.parametrize(("span", "late"), [("2024年3月—2026年9月", 0), ("2024年3月—2027年1月", 1)])
def test_a_column_of_spans_whatever_it_is_called(tmp_path: Path, head: str, span: str, late: int) -> None:
    rows = [["内容", "承担", head], ["电芯配方", "沐能", "2023年10月—2025年6月"], ["舱体热管理", "炽衡", span],
            ["并网联调", "沐能", "2025年1月—2026年9月"]]  # fmt: skip
    assert len(dated(tmp_path, plan=["# 课题", rows])) == late


@pytest.mark.parametrize(("row", "late"), [(3, 0), (2, 1)])
def test_an_acceptance_after_the_end_closes_a_list(tmp_path: Path, row: int, late: int) -> None:
    rows = [["节点", "交付物", "日期"], ["一", "设计冻结", "2024年2月"], ["二", "舱体样件", "2025年3月"],
            ["三", "整舱试验", "2026年5月"]]  # fmt: skip
    rows.insert(row + 1, ["四", "测试平台验收", "2026年11月"])
    assert len(dated(tmp_path, plan=["# 里程碑", rows])) == late


def test_begun_and_closed_without_to(tmp_path: Path) -> None:
    plan = ["建设期三年，2023年10月开工，2026年9月结题。"]
    (finding,) = dated(tmp_path, plan=plan, agreement=["第二条 本协议自签署之日起生效，至2025年9月30日终止。"])
    assert len(finding.evidence) == 3


PLATFORMS = [["平台", "级别", "认定时间"], ["企业技术中心", "省级", "2008年"], ["工程研究中心", "市级", "2016年"]]


@pytest.mark.parametrize(
    ("line", "early"),
    [
        ("江苏沐能储能科技有限公司成立于2011年。", True),
        ("江苏沐能储能科技有限公司成立于2011年。2019年更名，更名不改变主体。", True),
        ("江苏沐能储能科技有限公司成立于2005年。", False),
        ("江苏沐能储能科技有限公司成立于2011年，前身为2003年建厂的沐阳电源厂。", False),
        ("江苏沐能储能科技有限公司成立于2011年，由沐阳电源厂改制而来。", False),
    ],
)
def test_a_platform_older_than_its_unit(tmp_path: Path, line: str, early: bool) -> None:
    form = [["牵头单位", "江苏沐能储能科技有限公司"]]
    profile = ["# 江苏沐能储能科技有限公司简介", line, PLATFORMS]
    assert bool(dated(tmp_path, form=form, profile=profile)) is early


@pytest.mark.parametrize("column", ["建设单位", "依托企业"])
def test_platforms_of_several_units_are_nobodys(tmp_path: Path, column: str) -> None:
    rows = [[*row, "某所" if at else column] for at, row in enumerate(PLATFORMS)]
    profile = ["# 江苏沐能储能科技有限公司简介", "江苏沐能储能科技有限公司成立于2011年。", rows]
    assert dated(tmp_path, form=[["牵头单位", "江苏沐能储能科技有限公司"]], profile=profile) == []
