"""The classes of things by which papers divide a total: kinds of units, who pays, levels, degrees, ranks …."""

from __future__ import annotations

import re

from doccheck.language.patterns import lazy

_CLASSES: tuple[tuple[str, str], ...] = (
    ("standards", "国际标准 国家标准 行业标准 地方标准 团体标准 企业标准 国标 行标 地标 团标 企标"),
    ("sexes", "男性 女性 男职工 女职工 男员工 女员工"),
    (
        "units",
        "牵头单位 参与单位 参加单位 企业 高校 大学 高等院校 院校 科研院所 研究院所 科研机构 研究机构 科研单位 院所"
        " 科研平台 服务机构 协会 行业组织 金融机构 医院 事业单位 其他 其它 用户单位 新型研发机构 创新平台 社会组织"
        " 合作社",
    ),
    (
        "sources",
        "自筹 财政 专项 银行贷款 贷款 社会资本 政府 配套 基金 融资 企业投入 省拨 市拨 国拨 支持 补助 资助 出资",
    ),
    ("forms", "现金 货币 设备 实物 折价 作价 场地 技术入股 无形资产"),
    ("parties", "甲方 乙方 丙方 丁方 戊方 己方 庚方 辛方 壬方 癸方 牵头方 参加方 参与方"),
    (
        "posts",
        "生产 研发 技术 管理 销售 市场 行政 后勤 财务 质量 质检 采购 售后 服务人员 工人 营销 专任教师 教辅 工勤"
        " 辅助人员",
    ),
    ("degrees", "博士 硕士 研究生 本科 大专 专科"),
    ("ranks", "高级 中级 初级 正高 副高 教授 讲师 助教 实验人员 实验师"),
    ("costs", "费 管理支出 间接"),
    ("levels", "国家级 省部级 省级 市级 区级 县级"),
    ("rights", "发明 实用新型 外观 软件著作 软著 植物新品种 集成电路布图 商标"),
)
_WORDS = tuple((name, tuple(words.split())) for name, words in _CLASSES)
ANY_CLASS = "|".join(dict.fromkeys(word for _, words in _WORDS for word in words if word not in ("费", "其他", "其它")))
"""Every word that tells a class, as a pattern."""
REST = lazy(r"其[余它他]|剩[余下]|余下|剩下")
_APPLIED_FOR = lazy(r"申请[^,，]{0,6}(?:财政|资金|补助|专项|经费)")
_YEAR = lazy(r"((?:19|20)\d{2})年?|第[一二三四五六]年")
_AND_OTHERS = lazy(r"(?<=[一-鿿])[及和与]其[他它]$")
"""Behind a sort of which the others are counted with it (管理及其他)."""


def class_of(label: str) -> str:
    """The class of what a label counts; “years”, “rest” (其余) or empty for none."""
    label = "".join(label.split())
    if _YEAR.search(label):
        return "years"
    if re.search(r"申请|受理|在审|以上", label):
        return "sources" if _APPLIED_FOR.search(label) else ""
    if REST.match(label) and not re.search(r"单位|机构|企业", label):
        return "rest"
    label = _AND_OTHERS.sub("", label)
    return next((name for name, words in _WORDS if any(word in label for word in words)), "")
