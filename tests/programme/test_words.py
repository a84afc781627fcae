"""The words of the outlines recognise a matter in any author's words, and are not satisfied by a mere mention."""

from __future__ import annotations

import re

import pytest

from doccheck.language.plain import plain
from doccheck.mapping.cues import first
from doccheck.programme.loader import load


def lacking(name: str, text: str) -> list[str]:
    """Names of what the row asks and the text does not say; the row's own id where it has no items."""
    programme, _, row_id = name.partition(":")
    row = load(programme).row(row_id)
    assert row is not None
    sentences = [plain(s) for s in re.split(r"(?<=[。；])", text) if s.strip()]
    if not row.items:
        return [] if first(row.cues, sentences) is not None else [row.id]
    return [i.name for i in row.items if not i.optional and first(i.cues, sentences) is None]


def contrary(name: str, text: str) -> bool:
    """Whether the row's contrary words hold in the text."""
    programme, _, row_id = name.partition(":")
    row = load(programme).row(row_id)
    assert row is not None
    sentences = [plain(s) for s in re.split(r"(?<=[。；])", text) if s.strip()]
    cues = [*row.contrary, *(c for i in row.items for c in i.contrary)]
    return first(cues, sentences) is not None


Y, J, G, L, C = "yongchuan-2023:", "jiangsu-2023:", "ganzhou-2022:", "liangjiang-2021:", "chongqing-2024:"

SAID = [
    (Y + "plan.mechanism.exchange", "联合体每季度召开一次技术交流会。"),
    (Y + "plan.mechanism.exchange", "三个月开一回技术例会，轮流由成员单位承办。"),
    (Y + "plan.mechanism.exchange", "技术需求研讨按季举行，会后形成纪要。"),
    (Y + "plan.mechanism.exchange", "每月组织一次技术沙龙。"),
    (Y + "plan.org.secretariat", "秘书处挂靠牵头单位，配备专职人员3名。"),
    (Y + "plan.org.secretariat", "秘书处设在重庆渝西精工股份有限公司，固定工作人员3人，负责日常事务。"),
    (Y + "plan.org.council", "联合体设立理事会。理事长由牵头单位董事长担任，理事由各成员单位负责人组成。"),
    (Y + "plan.org.council", "理事会是最高决策机构，由全体成员单位负责人组成；理事长由牵头企业总经理出任。"),
    (Y + "plan.mechanism.change", "成员增减等重大事项变更，应在10日内报区科技局备案。"),
    (Y + "plan.mechanism.ip", "共同完成的专利由完成各方共有，成员可优先许可使用。"),
    (Y + "plan.org.chief", "设首席科学家岗，由张工担任。"),
    (J + "agreement.ip", "知识产权归完成方所有。"),
    (J + "agreement.ip", "研发成果谁完成、谁所有。"),
    (J + "agreement.ip", "各方在合作前已有的专利，权属不变。"),
    (J + "agreement.ip", "共同研发形成的技术秘密由参与各方按贡献大小共同享有。"),
    (J + "agreement.ip", "一切知识产权归甲方所有。"),
    (J + "agreement.licence", "未经共有人书面同意，任何一方不得许可第三方使用。"),
    (J + "agreement.licence", "成员单位可无偿使用该成果用于研发。"),
    (J + "agreement.benefit", "利润按出资比例分。"),
    (J + "agreement.benefit", "成果转让所得的净收益，甲方得60%，乙方得40%。"),
    (J + "agreement.breach", "一方未按约定投入经费的，应赔偿由此给其他方造成的损失。"),
    (J + "agreement.breach", "擅自退出的，退回已拨经费并取消成员资格。"),
    (J + "plan.3.2.ip", "成果归属按谁完成谁所有，转化收益按贡献分配。"),
    (J + "plan.1.2.team", "现有研发人员320人，其中博士46人。"),
    (J + "plan.1.2.spending", "2022年研发投入6200万元，占销售收入的4.1%。"),
    (J + "plan.1.2.cooperation", "自2019年起与江南理工大学联合开展主轴技术研发。"),
    (J + "plan.2.quantified", "完成攻关项目5项。"),
    (G + "agreement.ip.licence", "成员单位经书面同意可有偿使用共有专利。"),
    (G + "agreement.breach.misconduct", "发现数据造假、剽窃的，取消成员资格并上报主管部门。"),
    (G + "agreement.breach.liability", "违反本协议约定的，违约方应承担赔偿责任。"),
    (L + "plan.1.1.position", "公司为国内第二大电驱动供应商。"),
    (L + "plan.1.3.contribution", "2020年全区该产业税收21亿元。"),
    (L + "plan.2.1.limits", "高校院所与企业各自为战，科研资源分散，难以形成合力。"),
    (C + "plan.position.nonlegal", "综合体不具有独立法人资格，是契约型组织。"),
    (C + "plan.goals.new_products", "到2027年新产品销售收入占比达到27%。"),
    (C + "plan.goals.demand", "到2025年解决企业创新需求20项。"),
    (C + "plan.mechanism.exit", "每年开展绩效评价，实行动态管理。建立容错免责机制。连续两年不合格的成员退出。"),
    (J + "plan.1.2.core", "核心技术是无动物源蛋白配方设计和干粉微囊化工艺。"),
    (J + "plan.1.2.projects", "在研省级项目“高通量冻存装备”1项。"),
    (J + "plan.1.2.spending", "研发投入，2888万元。"),
    (J + "plan.1.2.team", "研发人员，286"),
    (J + "members.cooperation", "细胞中心与承露生物自2021年3月起签有载体委托开发合同，累计交付19批。"),
    (J + "members.cooperation", "与砺原装备共同研制的首台样机2022年10月下线。"),
    (J + "members.cooperation", "牵头单位和三家参与单位都有供货关系，最早的始于2015年。"),
    (J + "plan.2.team", "柔性引才3人。"),
    (J + "agreement.ip", "单独做出来的归自己，一起做出来的归大家。"),
    (J + "agreement.ip", "申请专利的权利属于甲方。"),
    (J + "agreement.licence", "内部用免费，外部用要付钱。"),
    (J + "agreement.benefit", "挣的钱扣除成本后，完成单位拿七成。"),
    (J + "agreement.breach", "拖延任务超过三个月，理事会可责令退出。"),
    (Y + "plan.mechanism.exchange", "三个月碰一次头，聊技术难题。"),
    (Y + "plan.mechanism.exchange", "每年3月、6月、9月、12月各组织一次技术研讨。"),
    (Y + "plan.mechanism.exchange", "技术交流频次为每季1次，年终另办一次总结大会。"),
    (Y + "plan.mechanism.exchange", "技术沙龙一年四期。"),
    (Y + "plan.org.council", "成立理事会。牵头企业主要负责人任理事长。七家单位的主要负责人都是理事。"),
    (Y + "plan.org.secretariat", "秘书处就设在渝西精工技术中心，常年有2个人坐班。"),
    (Y + "plan.mechanism.change", "负责人、成员和章程有变化的，十个工作日内书面报告科技主管部门。"),
    (L + "plan.1.1.position", "在重庆做这行的没有比我们更大的。"),
    (L + "plan.2.1.limits", "现有攻关模式以单个企业为主，拿不下系统级难题。"),
    (L + "plan.2.1.demand", "小微企业没钱也没人做验证。"),
    (G + "plan.7", "秘书处有小刘、小陈两人常驻。在三楼腾出两间屋办公。开会、用钱、保密都有规矩。"),
    (C + "plan.position.nonlegal", "不是一家新公司，各单位法人身份都不变。"),
]

UNSAID = [
    (Y + "plan.mechanism.exchange", "理事会每季度召开一次会议，审议预算。"),
    (Y + "plan.mechanism.exchange", "鼓励成员单位加强技术交流。"),
    (Y + "plan.mechanism.exchange", "技术交流会每半年举办一次。"),
    (Y + "plan.mechanism.ip", "拥有专利50件，其中发明专利20件。"),
    (Y + "plan.mechanism.ip", "加强知识产权保护。"),
    (J + "agreement.ip", "各方保证所提供的技术不侵犯第三方的知识产权。"),
    (J + "agreement.ip", "各方应加强知识产权保护，提高自主知识产权水平。"),
    (J + "agreement.ip", "牵头单位拥有专利50件。"),
    (J + "agreement.licence", "企业取得生产许可证。"),
    (J + "agreement.benefit", "各方公平合理地共享发展成果。"),
    (J + "agreement.breach", "各方应严格遵守本协议。"),
    (J + "plan.1.2.spending", "公司高度重视研发。"),
    (J + "plan.1.2.team", "团队建设十分重要。"),
    (G + "agreement.breach.misconduct", "违反本协议的，应赔偿损失。"),
    (G + "agreement.breach.liability", "发现学术不端的，取消成员资格。"),
    (J + "lead_profile.enterprise.1", "位于无锡市，是高新技术企业，研发人员286人，2022年销售收入15亿元。"),
    (C + "plan.goals.new_products", "大力开发新产品。"),
    (J + "members.cooperation", "联合体将加强与高校院所的合作。"),
    (J + "members.cooperation", "下一步各方将联合开展攻关。"),
    (J + "plan.1.2.core", "核心技术是买不来的。"),
    (J + "plan.1.2.team", "将引进一批高层次人才3名。"),
    (J + "plan.2.team", "研发投入1200万元。"),
    (J + "plan.2.projects", "引进博士3名，培养硕士10名。"),
    (J + "plan.2.projects", "安排项目经费800万元。"),
    (J + "plan.2.spending", "新增产值3亿元。"),
    (J + "agreement.ip", "成果转让所得归甲方。"),
    (J + "agreement.licence", "许可费收入按贡献分配。"),
    (J + "agreement.licence", "成员可优先使用大型仪器。"),
    (J + "agreement.benefit", "费用由各方按比例承担。"),
    (J + "agreement.breach", "科研失信的，按规定上报。"),
    (L + "plan.1.1.position", "掌握国内领先的技术。"),
    (Y + "plan.mechanism.exchange", "每季度报送一次进展材料。"),
]

CONTRARY = [
    (Y + "plan.mechanism.exchange", "技术交流会每半年举办一次。"),
    (Y + "plan.mechanism.exchange", "技术交流活动不定期开展。"),
    (Y + "plan.mechanism.exchange", "每年召开一次技术研讨会。"),
    (Y + "plan.org.secretariat", "秘书处由成员单位逐年轮值承担。"),
    (Y + "plan.org.secretariat", "秘书处挂靠重庆市机械工业协会。"),
    (Y + "plan.org.secretariat", "秘书处不设固定人员，由各单位派员兼职。"),
    (Y + "plan.org.council", "理事长由各成员单位轮流担任。"),
    (Y + "plan.org.council", "理事长由西南理工大学校长担任。"),
    (Y + "plan.mechanism.change", "成员变更由理事会自行决定。"),
    (C + "plan.position.nonlegal", "综合体注册为独立法人公司。"),
    (C + "plan.position.nonlegal", "综合体是具有独立法人资格的实体。"),
    (Y + "plan.mechanism.exchange", "技术研讨一年两次。"),
    (Y + "plan.mechanism.exchange", "每年年底办一次技术交流会。"),
    (Y + "plan.mechanism.exchange", "有需要时再开技术研讨会。"),
    (Y + "plan.mechanism.exchange", "技术交流会上下半年各一次。"),
    (Y + "plan.org.secretariat", "秘书处由成员轮流承担，一年一换。"),
    (Y + "plan.org.secretariat", "秘书处设在西南理工大学科研处。"),
    (Y + "plan.org.secretariat", "秘书处无专职人员，均为兼职。"),
    (Y + "plan.org.council", "理事长聘请行业专家王教授担任。"),
    (Y + "plan.org.council", "理事长实行轮值，每年一换。"),
    (Y + "plan.mechanism.change", "人员变动不用报备。"),
    (Y + "plan.mechanism.ip", "成果由牵头企业独占，不与其他成员共享。"),
    (C + "plan.position.nonlegal", "综合体登记为民办非企业单位。"),
    (C + "plan.position.nonlegal", "由五家单位出资成立综合体公司，注册资本1000万元。"),
]

NOT_CONTRARY = [
    (Y + "plan.mechanism.exchange", "理事会每年召开一次，每季度召开技术交流会。"),
    (Y + "plan.mechanism.exchange", "理事会每半年召开一次会议，听取交流情况。"),
    (Y + "plan.org.council", "理事长由牵头单位董事长担任，副理事长由西南理工大学副校长担任。"),
    (Y + "plan.org.council", "副理事长由成员单位轮流担任。"),
    (Y + "plan.org.secretariat", "秘书处挂靠牵头单位重庆渝西精工股份有限公司，设专职秘书2名。"),
    (Y + "plan.mechanism.change", "重大事项变更报区科技局备案，一般事项由理事会自行决定。"),
    (C + "plan.position.nonlegal", "综合体是非独立法人实体，各成员独立法人地位不变。"),
    (C + "plan.position.nonlegal", "综合体不注册为独立法人。"),
    (C + "plan.position.nonlegal", "牵头单位具有独立法人资格。"),
    (Y + "plan.mechanism.exchange", "年度总结大会每年召开一次。"),
    (Y + "plan.mechanism.exchange", "理事会每年召开两次会议。"),
    (Y + "plan.mechanism.exchange", "技术交流每季1次，年终另办一次总结大会。"),
    (Y + "plan.org.secretariat", "秘书长由牵头单位委派。"),
    (Y + "plan.org.secretariat", "技术例会由成员单位轮流承办，秘书处设在牵头单位。"),
    (Y + "plan.org.secretariat", "秘书处设专职人员2名，另有各单位联络员兼职。"),
    (Y + "plan.org.council", "理事长由牵头单位委派，为公司董事长。"),
    (C + "plan.position.nonlegal", "综合体由重庆某某电池有限公司牵头组建。"),
    (C + "plan.position.nonlegal", "牵头单位2012年在涪陵注册成立有限责任公司，负责综合体日常工作。"),
]


@pytest.mark.parametrize(("row", "text"), SAID)
def test_said_in_other_words(row: str, text: str) -> None:
    assert lacking(row, text) == []


@pytest.mark.parametrize(("row", "text"), UNSAID)
def test_a_mention_is_not_enough(row: str, text: str) -> None:
    assert lacking(row, text) != []


@pytest.mark.parametrize(("row", "text"), CONTRARY)
def test_the_opposite_is_known(row: str, text: str) -> None:
    assert contrary(row, text)
    assert lacking(row, text) != []


@pytest.mark.parametrize(("row", "text"), NOT_CONTRARY)
def test_what_only_looks_opposite_is_none(row: str, text: str) -> None:
    assert not contrary(row, text)


PROFILE = (
    "江南精工股份有限公司位于无锡市惠山区，2003年创立，未上市，是国家高新技术企业、专精特新小巨人企业，现有员工860人，"
    "2022年实现销售收入15.23亿元。公司研发团队286人，其中博士21人；建有江苏省数控主轴工程技术研究中心；2022年研发投入6200万元，"
    "占4.1%；承担国家重点研发计划课题3项；掌握高速电主轴核心技术；高端主轴国内市场占有率达18%。拥有发明专利96件，"
    "获江苏省科学技术奖二等奖。"
)


def test_a_full_profile_lacks_nothing() -> None:
    for row in ("lead_profile.enterprise.1", "lead_profile.enterprise.2", "lead_profile.enterprise.3"):
        assert lacking(J + row, PROFILE) == []
    assert lacking(J + "member_profile.enterprise", PROFILE) == []


@pytest.mark.parametrize(
    ("removed", "name"),
    [
        ("位于无锡市惠山区，", "地址"),
        ("现有员工860人，", "员工数量"),
        ("是国家高新技术企业、专精特新小巨人企业，", "企业资质"),
        ("2022年实现销售收入15.23亿元。", "2022年销售收入"),
        ("公司研发团队286人，其中博士21人；", "研发团队"),
        ("建有江苏省数控主轴工程技术研究中心；", "研发平台"),
        ("2022年研发投入6200万元，占4.1%；", "研发投入"),
        ("承担国家重点研发计划课题3项；", "承担科技计划"),
        ("掌握高速电主轴核心技术；", "核心技术"),
        ("高端主轴国内市场占有率达18%。", "高端产品及市场占有率"),
        ("拥有发明专利96件，", "知识产权"),
        ("获江苏省科学技术奖二等奖。", "奖项"),
    ],
)
def test_what_is_taken_out_of_a_profile_is_missed(removed: str, name: str) -> None:
    text = PROFILE.replace(removed, "")
    assert text != PROFILE
    assert name in lacking(J + "member_profile.enterprise", text)
