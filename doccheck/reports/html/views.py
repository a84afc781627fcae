"""Three views of one result: what the applicant mends, what the officer decides, what the reviewer asks."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from doccheck.findings import Finding, Severity
from doccheck.findings.codes import COLLECTED
from doccheck.findings.report import Report, RequirementStatus, Status
from doccheck.reports import words

VIEWS = {"applicant": "申请人", "officer": "管理人员", "reviewer": "评审专家"}
"""The views by the names that follow “#” in the page's address."""

PURPOSE = {
    "applicant": "逐条说明怎样修改：先轻重，后文件。",
    "officer": "受理、补正或退回，及其理由；要求逐项对照。",
    "reviewer": "数据、门槛和值得追问之处；形式问题折叠在后。",
}

PANELS = {
    "applicant": ("mend", "followup", "figures", "members", "matrix", "documents", "rules"),
    "officer": ("decide", "followup", "matrix", "proofs", "members", "figures", "documents", "rules"),
    "reviewer": ("ask", "figures", "proofs", "members", "followup", "documents", "rules"),
}
"""The panels of each view in their order; the first is the view's own, the others are shared."""

PANEL = {
    "mend": "修改清单",
    "decide": "审核意见",
    "ask": "疑点与追问",
    "followup": "复核与豁免",
    "matrix": "要求对照",
    "figures": "数据比对",
    "members": "成员对照",
    "proofs": "门槛核算",
    "documents": "材料",
    "rules": "编号说明",
}

TODO = {
    Severity.ERROR: "会被退回，必须修改",
    Severity.WARNING: "须更正或核实",
    Severity.INFO: "供参考，不影响提交",
}

DECISIONS = (
    ("pass", "受理", "没有发现错误和须更正之处。"),
    ("correct", "补正", "没有会导致退回的问题，请申请人更正或说明。"),
    ("return", "退回", "有会导致退回的问题，请申请人修改后重报。"),
)
"""Verdict, the officer's word for it, and what it means."""

QUESTIONS = {
    "N001": "两处以哪一处为准？请出示审计报告或统计报表。",
    "N002": "合计与分项哪一个是对的？差额是什么？",
    "N003": "这个比例按什么口径计算，分子、分母各是多少？",
    "N004": "单位是否写错？实际数值是多少，依据是什么？",
    "N005": "实际的起止时间是什么，为何与其他材料不同？",
    "N006": "表内哪一项有误，改后合计是多少？",
    "E001": "达不到门槛的差额如何解释，是否另有可计入的数据？",
    "E002": "成员单位究竟有哪些，以哪一份名单为准？",
    "E003": "牵头单位注册地和主要经营地在哪里？",
    "E004": "项目属于支持的哪一个领域，理由是什么？",
    "S001": "该材料是没有准备还是没有提交，其中内容由哪里体现？",
    "S002": "这一部分的内容在哪里体现？",
    "S003": "这一部分为何空缺，具体打算是什么？",
    "S005": "这一点打算怎样做，由谁负责？",
    "S006": "请用图说明组织架构或技术路线。",
    "S007": "名单缺少的信息请当场补充说明。",
    "S009": "为何与要求不同，能否按要求调整？",
    "A001": "各方对这一事项是怎样约定的，为何没有写进协议？",
    "A002": "这一点各方是否已经谈定，具体怎样约定？",
    "A004": "协议从何时起生效？",
    "A005": "推迟约定的原因是什么，发生分歧时按什么处理？",
    "A006": "协议各方与成员名单为何不同，谁是真正的参加单位？",
    "M002": "是否为同一单位，是否更过名？",
    "B001": "相同的内容由谁撰写，与另一份申报是什么关系？",
    "B002": "该单位同时参加几个联合体，人员和投入如何分配？",
    "B003": "两个牵头单位是什么关系？",
    "B004": "同一份文件为何用于两份申报？",
}
"""What a reviewer may ask the applicant where a code was found; codes that are not here are formal."""

TOPICS = (
    ("数据与门槛", ("N", "E001", "E002")),
    ("内容与约定", ("S", "A")),
    ("单位与关系", ("E", "M", "B")),
)


class Group(Struct, frozen=True):
    """Findings, by their numbers from 1, under a title; ``severity`` where all share it."""

    title: str
    numbers: tuple[int, ...]
    severity: Severity | None = None
    document: str = ""


class Views(Struct, frozen=True):
    """What each view's own panel shows. The applicant's and officer's groups hold a group for each document."""

    mend: tuple[tuple[Group, tuple[Group, ...]], ...]
    returns: tuple[Group, ...]
    corrections: tuple[Group, ...]
    notes: tuple[Group, ...]
    unsure: tuple[RequirementStatus, ...]
    asks: tuple[Group, ...]
    formal: tuple[int, ...]
    collected: tuple[int, ...]
    """Evidence for a scorecard and drafted letters: for officer and reviewer, nothing to mend."""


def views_of(report: Report) -> Views:
    """Sort the findings of a report for its three readers."""
    by_severity = {
        severity: [
            n
            for n, finding in enumerate(report.findings, start=1)
            if finding.severity is severity and finding.code not in COLLECTED
        ]
        for severity in Severity
    }
    by_document = {severity: _by_document(report, numbers) for severity, numbers in by_severity.items()}
    asks, formal = _topics(report)
    return Views(
        mend=tuple(
            (Group(TODO[severity], tuple(numbers), severity), by_document[severity])
            for severity, numbers in by_severity.items()
            if numbers
        ),
        returns=by_document[Severity.ERROR],
        corrections=by_document[Severity.WARNING],
        notes=by_document[Severity.INFO],
        unsure=tuple(line for line in report.matrix if line.status is Status.UNKNOWN),
        asks=asks,
        formal=formal,
        collected=tuple(n for n, finding in enumerate(report.findings, start=1) if finding.code in COLLECTED),
    )


def home(finding: Finding) -> str:
    """The id of the document that a finding is filed under; empty for the submission as a whole."""
    return next((evidence.document for evidence in finding.evidence if evidence.document), "")


def _by_document(report: Report, numbers: Iterable[int]) -> tuple[Group, ...]:
    groups: dict[str, list[int]] = {"": []}
    groups.update({note.id: [] for note in report.documents})
    for number in numbers:
        groups.setdefault(home(report.findings[number - 1]), []).append(number)
    return tuple(
        Group(report.path_of(document) if document else "全部材料", tuple(held), document=document)
        for document, held in groups.items()
        if held
    )


def _topics(report: Report) -> tuple[tuple[Group, ...], tuple[int, ...]]:
    """Doubts worth asking by topic, the gravest first, and the rest."""
    held: dict[str, list[int]] = {title: [] for title, _ in TOPICS}
    formal: list[int] = []
    for number, finding in enumerate(report.findings, start=1):
        title = next((title for title, codes in TOPICS if finding.code.startswith(codes)), "")
        if finding.code in COLLECTED:
            continue
        if finding.code in QUESTIONS and title:
            held[title].append(number)
        else:
            formal.append(number)
    for numbers in (*held.values(), formal):
        numbers.sort(key=lambda number: (report.findings[number - 1].severity.rank, number))
    return tuple(Group(title, tuple(numbers)) for title, numbers in held.items() if numbers), tuple(formal)


def families(report: Report) -> dict[str, str]:
    """The families of codes that the report's findings belong to, with their names."""
    return {letter: words.FAMILY[letter] for letter in sorted({finding.code[0] for finding in report.findings})}
