"""Rosters: their header rows, their entries, their groups, and what is none of these."""

from __future__ import annotations

from doccheck.mapping.model import FieldState, RosterMatch
from tests.mapping.forms.paper import Paper, fields, submission, value

JIANGSU, GANZHOU = "jiangsu-2023", "ganzhou-2022"
HEADER = [
    "序号",
    "单位名称",
    "统一社会信用代码",
    "任务分工",
    "工作职责",
    "近一年销售收入\n(万元, 成员单位为企业填写)",
    "近一年研发投入\n(万元)",
]


def _rosters(programme: str, requirement: str, paper: Paper, role: str = "application") -> list[RosterMatch]:
    mapped = submission(programme, **{role: paper})
    return [match for match in mapped.rosters if match.requirement == requirement]


def _names(match: RosterMatch, column: str = "单位名称") -> list[str]:
    return [entry.cells[column].text for entry in match.entries]


def test_roster_inside_the_form_table_beside_its_merged_title() -> None:
    paper = Paper()
    paper.table(
        [
            ["重点研发方向", "高效燃烧", *["<"] * 6],
            ["创新联合体成员及分工", *HEADER],
            ["^", "1", "南通海擎动力股份有限公司", "91320600MA1", "总体", "牵头", "152300", "7600"],
            ["^", "2", "江苏大学", "12320000466", "仿真", "研究", "/", "/"],
            ["^", "3", "", "", "", "", "", ""],
            ["^", "...", "", "", "", "", "", ""],
            ["联合体决策及运行机制", "设理事会。", *["<"] * 6],
        ]
    )
    [match] = _rosters(JIANGSU, "application.members", paper)
    assert _names(match) == ["南通海擎动力股份有限公司", "江苏大学"]
    assert match.columns["近一年销售收入"] == 6
    assert match.entries[1].cells["近一年销售收入"].state is FieldState.NONE
    values = fields(JIANGSU, paper)
    assert value(values, "application.direction").text == "高效燃烧"
    assert value(values, "application.mechanism").text == "设理事会。"


def test_blank_template_rows_are_no_entries() -> None:
    paper = Paper()
    paper.table([HEADER, ["1", *[""] * 6], ["2", *[""] * 6], ["……", *[""] * 6]])
    [match] = _rosters(JIANGSU, "application.members", paper)
    assert match.entries == ()


def test_two_rosters_with_like_columns_are_told_apart() -> None:
    paper = Paper().lines("牵头及成员单位已建省级以上创新平台")
    paper.table(
        [
            ["序号", "平台名称", "产业领域", "级别", "依托单位", "建设时间"],
            ["1", "省重点实验室", "船舶", "省级", "江苏大学", "2016年"],
        ]
    )
    paper.lines("牵头及成员单位近三年承担省级以上重大科技计划项目")
    paper.table(
        [
            ["序号", "项目名称", "产业领域", "级别", "实施期", "承担单位"],
            ["1", "甲醇发动机", "船舶", "国家级", "2021-2023", "江苏大学"],
        ]
    )
    [platforms] = _rosters(JIANGSU, "application.platforms", paper)
    [projects] = _rosters(JIANGSU, "application.projects", paper)
    assert _names(platforms, "平台名称") == ["省重点实验室"]
    assert _names(projects, "项目名称") == ["甲醇发动机"]


def test_header_of_two_rows() -> None:
    paper = Paper().lines("创新联合体成员及分工")
    paper.table(
        [
            ["序号", "单位名称", "统一社会信用代码", "任务分工", "工作职责", "企业财务情况（万元）", "<"],
            ["^", "^", "^", "^", "^", "近一年销售收入", "近一年研发投入"],
            ["1", "南通海擎动力股份有限公司", "91320600MA1", "总体", "牵头", "152300", "7600"],
        ]
    )
    [match] = _rosters(JIANGSU, "application.members", paper)
    assert match.entries[0].cells["近一年研发投入"].text == "7600"
    assert _names(match) == ["南通海擎动力股份有限公司"]


def test_form_sections_one_after_the_other_in_one_table() -> None:
    wide = ["<"] * 4
    paper = Paper()
    paper.table(
        [
            ["三、创新联合体成员情况", *wide],
            ["成员单位\n名称", "统一社会信用代码", "所属研究\n方向", "所处产业链环节及分工", "前一年营业收入（万元）"],
            ["赣州磁源科技股份有限公司", "91360700MA35", "永磁", "上游材料", "85200"],
            ["四、创新联合体科研团队主要研究人员情况", *wide],
            ["成员单位名称", "牵头人姓名", "职务/职称", "<", "团队研究人员数"],
            ["江西理工大学", "王海", "教授", "<", "25"],
            ["县（市、区）科技主管部门推荐意见：\n同意推荐。\n（盖章）\n2022年8月1日", *wide],
        ]
    )
    [members] = _rosters(GANZHOU, "application.s3", paper)
    [team] = _rosters(GANZHOU, "application.s4", paper)
    assert _names(members) == ["赣州磁源科技股份有限公司"]
    assert _names(team) == ["江西理工大学"]
    assert team.entries[0].cells["团队研究人员数"].text == "25"


def test_group_rows() -> None:
    paper = Paper().lines("成员单位表")
    paper.table(
        [
            ["序号", "成员单位", "所处产业链环节"],
            ["", "技术支撑体系：", ""],
            ["1", "江西理工大学", "上游"],
            ["", "产业促进体系：", ""],
            ["1", "赣州华昇电机有限公司", "下游"],
        ]
    )
    [match] = _rosters(GANZHOU, "member_roster", paper, "member_roster")
    assert [(entry.group, entry.cells["成员单位"].text) for entry in match.entries] == [
        ("技术支撑体系", "江西理工大学"),
        ("产业促进体系", "赣州华昇电机有限公司"),
    ]


def test_blank_member_roster_of_the_official_papers_has_no_entries() -> None:
    paper = Paper().lines("成 员 单 位 表", "牵头单位：")
    paper.table(
        [
            ["序号", "成员单位", "所处产业链环节"],
            ["", "技术支撑体系：", ""],
            ["1", "（核心平台）", ""],
            ["2", "高校、科研院所成员1", "支撑产业链供应链上中下游具体环节（按产业链供应链上中下游顺序排序）"],
            ["", "……", ""],
            ["N", "高校、科研院所成员N", ""],
            ["", "产业促进体系：", ""],
            ["1", "企业成员1", "产业链供应链上中下游具体环节（按产业链供应链上中下游顺序排序）"],
            ["N", "企业成员N", ""],
        ]
    )
    [match] = _rosters(GANZHOU, "member_roster", paper, "member_roster")
    assert match.entries == ()


def test_roster_in_two_tables_with_their_own_columns() -> None:
    paper = Paper().lines("理事推荐名单，秘书处人员名单", "理事推荐名单：")
    paper.table(
        [["姓名", "单位", "职务/职称", "在理事会职务"], ["何强", "赣州磁源科技股份有限公司", "董事长", "理事长"]]
    )
    paper.lines("秘 书 处：")
    paper.table([["姓名", "单位", "秘书处分工"], ["刘敏", "赣州磁源科技股份有限公司", "秘书长"]])
    council, office = _rosters(GANZHOU, "council_roster", paper, "council_roster")
    assert [entry.group for entry in council.entries] == ["理事"]
    assert [entry.group for entry in office.entries] == ["秘书处"]
    assert office.entries[0].cells["秘书处分工"].text == "秘书长"


def test_roster_that_goes_on_in_a_second_table() -> None:
    paper = Paper().lines("专家咨询委员会推荐名单")
    paper.table([["姓名", "单位", "职务/职称", "在专家委职务"], ["王海", "江西理工大学", "教授", "主任"]])
    paper.docx.add_page_break()
    paper.table([["陈立", "赣南师范大学", "教授", "委员"]])
    matches = _rosters(GANZHOU, "expert_roster", paper, "expert_roster")
    assert [name for match in matches for name in _names(match, "姓名")] == ["王海", "陈立"]


def test_merged_unit_stands_in_each_of_its_rows() -> None:
    paper = Paper().lines("五、创新联合体已建市级及以上科研平台")
    paper.table(
        [
            ["成员单位", "拥有平台名称", "平台批准部门", "学科/产业领域", "省级/市级", "建设时间"],
            ["江西理工大学", "省重点实验室", "省科技厅", "材料", "省级", "2015年"],
            ["^", "市工程中心", "市科技局", "材料", "市级", "2018年"],
        ]
    )
    [match] = _rosters(GANZHOU, "application.s5", paper)
    assert _names(match) == ["江西理工大学", "江西理工大学"]


def test_total_rows_and_remarks_are_no_entries() -> None:
    paper = Paper().lines("创新联合体成员及分工")
    paper.table(
        [
            HEADER,
            ["1", "江苏大学", "123", "仿真", "研究", "/", "/"],
            ["合计", "", "", "", "", "0", "0"],
            ["备注：以上均已核实", *["<"] * 6],
        ]
    )
    [match] = _rosters(JIANGSU, "application.members", paper)
    assert _names(match) == ["江苏大学"]


def test_an_answer_below_a_roster_is_not_its_entry() -> None:
    paper = Paper()
    paper.table([HEADER, ["1", "江苏大学", "123", "仿真", "研究", "/", "/"], ["通讯地址", "南京市", *["<"] * 5]])
    [match] = _rosters(JIANGSU, "application.members", paper)
    assert _names(match) == ["江苏大学"]


def test_roster_written_as_a_list() -> None:
    paper = Paper().lines(
        "成员单位名单",
        "技术支撑体系：",
        "1.江西理工大学：永磁材料研发",
        "产业促进体系：",
        "2.赣州华昇电机有限公司：电机应用",
        "3.赣州磁源科技股份有限公司：材料制备",
    )
    [match] = _rosters(GANZHOU, "member_roster", paper, "member_roster")
    assert [(entry.group, entry.cells["成员单位"].text) for entry in match.entries] == [
        ("技术支撑体系", "江西理工大学"),
        ("产业促进体系", "赣州华昇电机有限公司"),
        ("产业促进体系", "赣州磁源科技股份有限公司"),
    ]


def test_a_table_of_figures_is_no_roster() -> None:
    paper = Paper().lines("主要指标")
    paper.table([["指标", "2021年", "2022年"], ["销售收入", "100", "120"]])
    assert not submission(JIANGSU, application=paper).rosters
