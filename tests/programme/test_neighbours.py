"""What one matter of a section says is not taken for its neighbour: sections without one matter lack exactly that."""

from __future__ import annotations

import pytest

from doccheck.language.plain import plain
from doccheck.language.sentences import sentences
from doccheck.mapping.cues import first
from doccheck.programme.loader import load

J, L, Y, G, C = "jiangsu-2023:", "liangjiang-2021:", "yongchuan-2023:", "ganzhou-2022:", "chongqing-2024:"


def _cues(name: str) -> list[str]:
    programme, _, rest = name.partition(":")
    row_id, _, item = rest.partition("/")
    row = load(programme).row(row_id)
    assert row is not None, name
    return next(i.cues for i in row.items if i.name == item) if item else row.cues


def said(name: str, text: str) -> bool:
    """Whether a text says what the row (or, after a slash, one of its items) asks."""
    return first(_cues(name), [plain(text[a:b]) for a, b in sentences(text)]) is not None


SECTIONS: list[dict[str, str]] = [
    {
        J + "plan.1.2.team": "联合体现有研发人员320人，其中博士46人、高级职称87人，由首席科学家周启明教授领衔。",
        J + "plan.1.2.core": "核心技术包括气相液氮罐自动补液、程序降温控制和干粉微囊化工艺，均已用于量产。",
        J + "plan.1.2.platforms": "2019年获批江苏省细胞制备工程技术研究中心，南京的中试车间同年投用。",
        J + "plan.1.2.projects": "先后承担国家重点研发计划课题3项，在研省级项目“高通量冻存装备”1项。",
        J + "plan.1.2.spending": "研发投入2020年2100万元、2021年2530万元、2022年2888万元。",
        J + "plan.1.2.cooperation": "细胞中心与承露生物自2021年3月起签有载体委托开发合同，累计交付19批。"
        "与砺原装备共同研制的首台样机2022年10月下线，至今运行稳定。金陵医药大学与细胞中心联合招收博士研究生11名，共同发表论文23篇。",
    },
    {
        J + "plan.1.2.team": "技术口一共83个人，干了十年以上的有一半。",
        J + "plan.1.2.core": "看家本领是大尺寸单晶生长，国内能做到8英寸的只有两家。技术上的看家本领是温场控制。",
        J + "plan.1.2.platforms": "省级以上研发平台，5个。",
        J + "plan.1.2.projects": "做过的课题有主轴热误差、刀具磨损、在线检测。",
        J + "plan.1.2.spending": "每年从销售额里拿5%出来搞研发。",
        J + "plan.1.2.cooperation": "公司同东大机械学院合作七年。早在2016年，砺原就为细胞中心定制液氮罐。",
    },
    {
        J + "plan.2.projects": "2023年启动主轴热误差补偿项目，年底做出样机；2024年完成首轮试验。",
        J + "plan.2.team": "引进博士3名，招博士后2人，送6名骨干去高校进修。",
        J + "plan.2.spending": "2023年安排研发经费1200万元，2024年1500万元，其中自筹不低于80%。",
    },
    {
        J + "plan.2.projects": "年内拿下2项卡脖子技术，申报省重点研发计划2项。",
        J + "plan.2.team": "研发队伍扩到120人。",
        J + "plan.2.spending": "经费，2888万元。研发投入不低于销售收入的5%。",
    },
    {
        J + "plan.3.2.share": "大型仪器对成员开放，网上预约，按成本价收费。",
        J + "plan.3.2.funds": "设专户，专款专用，各方按任务量自筹，每年审计一次。",
        J + "plan.3.2.collab": "难题由企业出题，高校答题，每个课题由一家牵头、两家以上参与。",
        J + "plan.3.2.ip": "共同研发取得的专利由各方共有，转让收入扣除成本后完成方得七成。",
    },
    {
        J + "plan.3.2.share": "流式细胞仪成员单位都能用，机时费打六折。",
        J + "plan.3.2.funds": "钱由牵头单位统一管，用一笔报一笔。",
        J + "plan.3.2.collab": "组成跨单位的攻关小组，驻厂办公，三个月碰一次头解决接口问题。",
        J + "plan.3.2.ip": "单独做出来的归自己，一起做出来的大家都有份，许可费五五开。",
    },
    {
        J + "application.mechanism.decision": "大事由各家一把手开会定，一家一票。",
        J + "application.mechanism.ip": "单独搞出来的归单独方，合作搞出来的算大家的。",
        J + "application.mechanism.benefit": "挣了钱按投入多少分，谁投资谁受益。",
    },
    {
        L + "plan.1.1.position": "公司为国内第二大电驱动供应商，每四台国产混动车就有一台用我们的电机。",
        L + "plan.1.1.rd": "从设计到试验的正向开发能力齐备，试验设备原值2.3亿元。",
        L + "plan.1.1.collaboration": "产学研方面，与重邮签技术开发合同11份，联合培养硕士24名。",
        L + "plan.1.1.spending": "研发费用，12000万元，占营收5.6%。",
        L + "plan.1.1.platforms": "2019年获批市级企业技术中心，EMC试验室2020年投用。",
    },
    {
        L + "plan.1.3.cluster": "全区聚集整车厂6家，产业集群年营收突破千亿。",
        L + "plan.1.3.contribution": "年缴税18亿，解决就业6.2万人。",
        L + "plan.1.3.sme": "配套小厂近两年多了90家，民营科技企业占八成。",
        L + "plan.1.3.capability": "区内企业近三年牵头国标12项，行业技术水平与国内先进持平。",
    },
    {
        L + "plan.2.1.direction/产业发展的方向": "软件定义汽车已成共识，整车架构正向集中式演进。",
        L + "plan.2.1.direction/技术瓶颈": "车规芯片九成靠进口，碳化硅衬底良率上不去。",
        L + "plan.2.1.demand": "走访的62家配套厂里，45家提出要共享仿真软件。",
        L + "plan.2.1.limits": "高校的成果转不出来，企业的题目没人接，单靠哪一家都啃不动。",
    },
    {
        L + "plan.2.3.tackle": "围绕电驱、热管理、域控三个方向列出12个课题，2022年拿出样机。",
        L + "plan.2.3.collab": "联合立项，企业出题、院所答题，每月开一次技术调度会。",
        L + "plan.2.3.sharing": "试验场成员单位可预约，检测数据存入共享库。",
    },
    {
        Y + "plan.mechanism.exchange": "三个月碰一次头，聊技术难题，由成员轮流承办。",
        Y + "plan.mechanism.ip": "一起搞出来的成果大家都有份，成员之间免费许可。",
        Y + "plan.mechanism.change": "换人、换单位、换方向，都要先到区科技局备个案。",
    },
    {
        G + "agreement.ip.ownership": "共同完成的由完成各方共有，原来是谁的还是谁的。",
        G + "agreement.ip.licence": "其他成员要用别家的专利，按市价打七折付费，对外许可须经共有人同意。",
        G + "agreement.ip.benefit": "净利润扣除成本后六四开。",
    },
    {
        G + "agreement.breach.misconduct": "编数据、抄别人的，一律除名。",
        G + "agreement.breach.liability": "不按时出钱的，每天付万分之五的违约金。",
    },
    {
        C + "plan.goals.rd_intensity": "每100元收入里拿出3元搞研发。",
        C + "plan.goals.tackle": "啃下5块硬骨头，攻克8项卡脖子技术。",
        C + "plan.goals.demand": "每年帮企业办成10件技术上的事，承接企业需求40条。",
        C + "plan.goals.cases": "总结可复制的做法3例。",
        C + "plan.goals.new_products": "新品卖的钱占到三成。",
    },
    {
        C + "plan.mechanism.exit/绩效评价": "年底打分排名。",
        C + "plan.mechanism.exit/动态管理": "成员能进能出，名单每年调整一次。",
        C + "plan.mechanism.exit/容错": "因技术路线不成熟未达预期的，不影响后续申报。",
        C + "plan.mechanism.exit/退出机制": "不干活的劝退。",
    },
]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda s: next(iter(s)))
def test_a_full_section_lacks_nothing(section: dict[str, str]) -> None:
    text = "".join(section.values())
    assert [name for name in section if not said(name, text)] == []


@pytest.mark.parametrize(
    ("section", "name"),
    [(section, name) for section in SECTIONS for name in section],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_taken_out_of_a_section_is_missed(section: dict[str, str], name: str) -> None:
    rest = "".join(text for other, text in section.items() if other != name)
    assert not said(name, rest)
