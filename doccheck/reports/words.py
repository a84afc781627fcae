"""The Chinese words that reports for people share: verdicts, severities, roles, kinds, how a place is said."""

from __future__ import annotations

from doccheck.document import Location
from doccheck.findings import Severity
from doccheck.findings.followup import ChangeKind
from doccheck.findings.report import FigureState, Standing, Status, Verdict

VERDICT = {
    Verdict.RETURN: "需退回修改",
    Verdict.CORRECT: "需更正或核实",
    Verdict.PASS: "未发现问题",
}

VERDICT_LONG = {
    Verdict.RETURN: "有会导致退回的问题，请逐条修改后再提交。",
    Verdict.CORRECT: "没有会导致退回的问题，但有需要更正或核实之处。",
    Verdict.PASS: "就能够自动核对的内容，未发现错误或需更正之处。",
}

SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}

SEVERITY_LONG = {
    Severity.ERROR: "会被退回",
    Severity.WARNING: "须更正或核实",
    Severity.INFO: "供参考",
}

EXPLAINED = "各编号的含义、例子和改法：doccheck explain 编号，或见网页报告和工作簿的“编号说明”。"
"""Where a person finds a page for each code."""

FAMILY = {
    "D": "文件",
    "S": "材料与章节",
    "L": "字数",
    "N": "数据",
    "A": "协议",
    "E": "申报条件",
    "F": "表格填写",
    "M": "名称",
    "V": "签章",
    "B": "批次比对",
    "R": "评分与函件",
}
"""The families of finding codes by their letter."""

CHANGE = {
    ChangeKind.FILE: "文件",
    ChangeKind.SECTION: "章节",
    ChangeKind.FIGURE: "数据",
    ChangeKind.MEMBER: "成员",
}

STATUS = {
    Status.MET: "符合",
    Status.NOT_MET: "不符合",
    Status.UNKNOWN: "无法判断",
    Status.NOT_APPLICABLE: "不适用",
}

PROOF = {"met": "达到", "missed": "未达到", "undecided": "无法判断"}
PROOF_STATUS = {"met": Status.MET, "missed": Status.NOT_MET, "undecided": Status.UNKNOWN}

OCCASION = {"apply": "申报", "annual": "年度报告"}

ROLE = {
    "application": "申请书",
    "plan": "建设方案",
    "agreement": "组建协议",
    "charter": "章程制度",
    "lead_profile": "牵头单位简介",
    "member_profile": "成员单位简介",
    "member_roster": "成员名单",
    "council_roster": "理事会名单",
    "expert_roster": "专家名单",
    "task_list": "攻关清单",
    "resource_list": "资源清单",
    "allocation": "任务分配方案",
    "self_assessment": "自评表",
    "annual": "年度报告",
    "evidence": "佐证材料",
    "notice": "通知",
    "unknown": "未识别",
}

KIND = {
    "document": "材料",
    "section": "章节",
    "element": "内容要点",
    "clause": "协议条款",
    "field": "表格栏目",
    "choice": "选项",
    "limit": "字数",
    "count": "数量",
    "threshold": "门槛",
    "sum": "合计",
    "same": "前后一致",
    "roster": "名单表",
    "figure": "图",
    "sign": "签章",
    "naming": "命名",
    "timeline": "年度目标",
    "deadline": "期限",
    "annual": "年度事项",
}

COLUMN = {
    **ROLE,
    "roster": "名单表",
    "agreement": "协议",
    "unknown": "其他材料",
}
"""The papers that figures are compared between."""

MEMBER_COLUMN = {
    "application": "申请书",
    "roster": "名单表",
    "plan": "建设方案",
    "agreement": "协议各方",
    "signature": "签署栏",
    "profile": "单位简介",
}

UNIT = {
    "enterprise": "企业",
    "university": "高校",
    "institute": "科研院所",
    "platform": "创新平台",
    "service": "服务机构",
    "government": "政府部门",
    "other": "其他",
}
"""Kinds of units."""

SUBJECT = {"lead": "牵头单位", "member": "成员单位", "consortium": "联合体", "project": "项目", "budget": "预算"}

NATURE = {
    "actual": "实际",
    "target": "目标",
    "plan": "计划",
    "cumulative": "累计",
    "at_least": "不少于",
    "at_most": "不超过",
}

SCOPE = {"": "", "group": "合并口径", "parent": "母公司口径"}

FIGURE_STATE = {
    FigureState.CONTRADICTED: "互相矛盾",
    FigureState.DOUBTFUL: "有疑问",
    FigureState.DIFFERENT: "数值不同",
    FigureState.AGREED: "一致",
    FigureState.SINGLE: "仅一处",
}

FIGURE_STATE_LONG = {
    FigureState.CONTRADICTED: "同一数据在几处互相矛盾",
    FigureState.DOUBTFUL: "数值本身有疑问，见所列问题",
    FigureState.DIFFERENT: "几处数值不同，未判为矛盾（时点、口径可能不同）",
    FigureState.AGREED: "几处一致",
    FigureState.SINGLE: "只有一处写到，无从比对",
}

STANDING = {
    Standing.SAME: "全称",
    Standing.SHORT: "简称",
    Standing.DIFFERENT: "写法不同",
    Standing.GAP: "未见",
    Standing.NONE: "—",
}

DISCLAIMER = (
    "本报告由程序自动核对生成，只供修改和初审参考：通过检查不等于材料被受理或立项，"
    "最终以主管部门的审核意见为准。标为“无法判断”的事项须由人工核对。"
)


def period(year: int | None, until: int | None) -> str:
    """“2022年”, “2023—2025年”; empty where no year is known."""
    if year is None:
        return f"至{until}年" if until is not None else ""
    return f"{year}—{until}年" if until is not None and until != year else f"{year}年"


def variant(number: int) -> str:
    """The mark of one of several contradicting values: ①, ② …"""
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else f"({number})"


def place(location: Location, *, headings: int = 2) -> str:
    """A place in words: “第3页 · 二、建设任务 › （一）目标 · 表2第3行第5列”; empty if nothing is known."""
    said = []
    if location.page is not None:
        said.append(f"第{location.page}页")
    if location.heading and headings:
        said.append(" › ".join(short(heading, 24) for heading in location.heading[-headings:]))
    if location.table is not None:
        cell = f"第{location.cell[0] + 1}行第{location.cell[1] + 1}列" if location.cell is not None else ""
        said.append(f"表{location.table + 1}{cell}")
    if not said and location.block is not None:
        said.append(f"第{location.block + 1}段")
    return " · ".join(said)


def spot(location: Location) -> str:
    """A place in few words, for the cells of tables: the page, and the table's cell or else the nearest heading."""
    said = [f"第{location.page}页"] if location.page is not None else []
    if location.table is not None:
        said.append(place(Location(table=location.table, cell=location.cell)))
    elif location.heading:
        said.append(short(location.heading[-1], 14))
    return " · ".join(said) or place(location) or "查看"


def short(text: str, length: int) -> str:
    """Text on one line, cut to ``length`` characters with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def amount(value: float, unit: str) -> str:
    """A value of at most two decimals with its unit: 1,234.5 万元, 3.2%."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text + unit if unit in ("%", "") else f"{text} {unit}"
