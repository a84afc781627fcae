"""The catalogue of finding codes: name, severity of its own, and the words that explain it to a person."""

from __future__ import annotations

from msgspec import Struct

from doccheck.findings.model import Severity


class Code(Struct, frozen=True):
    """One finding code. ``severity`` weighs where no requirement's level does."""

    id: str
    name: str
    severity: Severity
    what: str
    why: str = ""
    bad: str = ""
    good: str = ""
    mend: str = ""


def _code(id: str, name: str, severity: str, what: str) -> Code:
    return Code(id, name, Severity(severity), what)


COLLECTED = frozenset({"R001", "R002"})
"""What is collected for reviewers and officers: nothing is wrong, and nobody has to mend it."""

CODES: dict[str, Code] = {
    code.id: code
    for code in (
        _code("D001", "unreadable-file", "error", "文件无法解析：已损坏、为空，或内容与后缀不符"),
        _code("D002", "encrypted-file", "error", "文件设有密码"),
        _code("D003", "low-confidence-ocr", "info", "文字来自扫描件，可能有误读"),
        _code("D004", "tracked-changes", "warning", "留有未接受的修订"),
        _code("D005", "comments-left", "info", "留有审阅批注"),
        _code("D006", "hidden-text", "warning", "有隐藏、白色或页外的实质文字"),
        _code("D007", "active-content", "warning", "含宏、嵌入程序或启动动作"),
        _code("D008", "unknown-role", "info", "看不出文件属于哪一类材料"),
        _code("D009", "duplicate-role", "warning", "两份文件同为一种唯一材料且内容不同"),
        _code("D010", "unsupported-format", "error", "此格式需要未安装的可选组件"),
        _code("D011", "limit-reached", "error", "压缩包、页数或大小超限，读取中止"),
        _code("S001", "missing-document", "error", "缺少必需的材料"),
        _code("S002", "missing-section", "error", "缺少必需的章节或声明"),
        _code("S003", "empty-section", "error", "有标题而无实质内容"),
        _code("S004", "section-order", "info", "章节的次序或层级与提纲不同"),
        _code("S005", "missing-element", "warning", "章节缺少应写明的内容"),
        _code("S006", "missing-figure", "error", "缺少必需的图"),
        _code("S007", "incomplete-roster", "error", "名单表缺失，或缺列、缺项"),
        _code("S008", "placeholder", "warning", "留有模板说明或占位符"),
        _code("S009", "contrary-element", "warning", "写到了但与要求相反或不达要求"),
        _code("L001", "over-limit", "error", "超过字数上限"),
        _code("L002", "under-limit", "error", "不足字数下限"),
        _code("L003", "near-limit", "info", "临近字数上限，或仅按另一种计法超限"),
        _code("N001", "figures-differ", "error", "同一数据在两处不一致"),
        _code("N002", "sum-mismatch", "error", "总数与分项之和不符，或部分大于整体"),
        _code("N003", "ratio-mismatch", "error", "比例、占比或增幅与所列数据不符"),
        _code("N004", "implausible-figure", "warning", "疑似单位错误或不可能的数值"),
        _code("N005", "dates-conflict", "warning", "日期先后矛盾或超出所属期间"),
        _code("N006", "table-total", "error", "表格合计与各项之和不符"),
        _code("A001", "missing-clause", "error", "协议缺少必需条款"),
        _code("A002", "clause-element", "error", "条款缺少应约定的内容"),
        _code("A003", "missing-signatory", "error", "有成员单位没有签署栏"),
        _code("A004", "missing-effective-date", "error", "没有约定协议生效时间或规则"),
        _code("A005", "deferred-clause", "error", "条款只说以后另行约定"),
        _code("A006", "parties-differ", "error", "协议各方、签署方与成员名单不一致"),
        _code("E001", "threshold", "error", "数据或资格达不到门槛"),
        _code("E002", "member-count", "error", "成员数量不在规定范围"),
        _code("E003", "region", "error", "牵头单位不在规定区域"),
        _code("E004", "sector", "warning", "产业领域不在支持范围"),
        _code("E005", "deadline", "warning", "日期晚于截止日期"),
        _code("F001", "blank-field", "error", "表格栏目未填"),
        _code("F002", "invalid-uscc", "error", "统一社会信用代码有误"),
        _code("F003", "invalid-format", "error", "电话、邮箱、日期或数字格式有误"),
        _code("F004", "option", "error", "应单选的选项未选或多选"),
        _code("M001", "consortium-name", "warning", "联合体名称前后不一致"),
        _code("M002", "organisation-name", "warning", "单位名称写法不一致，或名称与代码不对应"),
        _code("M003", "naming-rule", "warning", "联合体名称不合命名规则"),
        _code("V001", "no-seal", "error", "应盖章处未见印章"),
        _code("V002", "no-signature", "error", "应由法定代表人签字处未见签字"),
        _code("V003", "undated", "warning", "签署或声明未注明日期"),
        _code("B001", "near-duplicate", "warning", "与同批其他申报材料雷同"),
        _code("B002", "shared-member", "warning", "同一单位出现在多份申报中"),
        _code("B003", "shared-contact", "warning", "不同牵头单位使用相同联系方式"),
        _code("B004", "same-file", "warning", "与其他申报的文件相同"),
        _code("R001", "score-evidence", "info", "评分行的佐证"),
        _code("R002", "letter-drafted", "info", "程序函件已按材料填好"),
    )
}
