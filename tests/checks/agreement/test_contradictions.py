"""A002: what the plan says of ownership and benefits against what the agreement says."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.findings import Finding
from tests.submissions import check, found
from tests.texts import JIANGSU_AGREEMENT, JIANGSU_PLAN, lines

OWN = "独立完成的成果归完成方所有"
BENEFIT = "转化收益按甲方60%、乙方40%的比例分配。"


def contradictions(folder: Path, plan: list[str] | None = None, **articles: list[str]) -> list[Finding]:
    """The A002 findings with a quote from each paper; ``plan`` are the sentences on results in the plan."""
    mechanisms = [*JIANGSU_PLAN["3.2"][:-1], *(plan or [])]
    files = {
        "建设方案.docx": lines(JIANGSU_PLAN, **{"3_2": mechanisms}),
        "组建协议.docx": lines(JIANGSU_AGREEMENT, **articles),
    }
    report = check(folder, files, "jiangsu-2023")
    return [f for f in found(report, "A002") if len({e.document for e in f.evidence}) == 2]


def ip(*words: str) -> list[str]:
    return [JIANGSU_AGREEMENT["ip"][0], *words]


def benefit(*words: str) -> list[str | list[list[str]]]:
    return [JIANGSU_AGREEMENT["benefit"][0], *words]


@pytest.mark.parametrize(
    ("plan", "article"),
    [
        ("共同完成的成果归各方共有。", "各方共同完成的科技成果和知识产权归甲方单独所有。"),
        ("双方联合研发取得的专利由无锡锐锋数控装备股份有限公司和东南大学共同所有。", "合作形成的全部知识产权归牵头单位所有，其他单位不得主张权利。"),
        ("一起做出来的东西大家都有份，知识产权归几家共有。", "联合攻关产生的成果，知识产权一概归牵头企业独有。"),
        ("联合体形成的科技成果和知识产权归无锡锐锋数控装备股份有限公司所有。", "独立完成的归完成方所有，共同完成的知识产权由双方共有。"),
        ("建立知识产权分配机制，合作开发形成的专利归东南大学所有。", "合作开发形成的知识产权归无锡锐锋数控装备股份有限公司所有。"),
        ("联合体项目产生的知识产权谁完成归谁所有。", "联合体项目产生的知识产权全部归甲方所有，乙方可以免费使用。"),
        ("成果归属按照谁完成、谁所有的原则确定。", "成果归属按照谁出资、谁所有的原则确定。"),
        ("联合攻关成果由参与单位共同享有权利。", "联合攻关成果由甲方申请专利并单独享有专利权。"),
        ("各方独立完成的成果归各自所有。", "合作期内各方独立完成的成果亦归牵头单位所有。"),
        ("共同完成的成果由参与完成的各方共同享有。", "共同完成的科技成果，其知识产权归出资方所有。"),
    ],
)  # fmt: skip
def test_different_owners_of_the_same_results_are_reported(tmp_path: Path, plan: str, article: str) -> None:
    (finding,) = contradictions(tmp_path, [plan], ip=ip(article))
    assert finding.requirement == "agreement.ip"
    assert finding.evidence[0].quote in plan
    assert finding.evidence[1].quote in article
    assert all(evidence.quote in finding.message for evidence in finding.evidence)


@pytest.mark.parametrize(
    ("plan", "article"),
    [
        ("成果转化收益牵头单位占70%，东南大学占30%。", BENEFIT),
        ("成果转化所得的净收益由企业和学校对半分。", BENEFIT),
        ("卖技术挣的钱，公司拿七成，学校拿三成。", "转化所得收益甲方得百分之六十，乙方得百分之四十。"),
        ("转化收益由各成员单位平均分配。", "成果转化收益按各方投入和贡献大小分配。"),
        ("成果转化收益双方按7:3分成。", BENEFIT),
        ("成果转化收益由双方按贡献大小分配。", "成果转化取得的全部收益归甲方所有。"),
        ("成果收益由各成员均等分享。", "收益按各方出资比例进行分配。"),
        ("转让和许可净收入，双方各得一半。", "转让和许可净收入甲方六成、乙方四成。"),
        ("转化净收益的30%归无锡锐锋数控装备股份有限公司，70%归东南大学。", BENEFIT),
    ],
)
def test_different_splits_of_the_same_benefits_are_reported(tmp_path: Path, plan: str, article: str) -> None:
    (finding,) = contradictions(tmp_path, [plan], benefit=benefit(article))
    assert finding.requirement == "agreement.benefit"
    assert [evidence.quote for evidence in finding.evidence] == [plan, article]


def test_a_table_of_shares_is_compared(tmp_path: Path) -> None:
    table = [["单位", "收益分配比例"], ["无锡锐锋数控装备股份有限公司", "60%"], ["东南大学", "40%"]]
    article = benefit("成果转化收益按下表分配：", table)  # type: ignore[arg-type]
    (finding,) = contradictions(tmp_path, ["成果转化收益牵头单位占50%，东南大学占50%。"], benefit=article)  # type: ignore[arg-type]
    assert finding.requirement == "agreement.benefit"


def test_both_matters_are_told_apart(tmp_path: Path) -> None:
    plan = ["共同完成的成果归牵头单位所有。", "转化收益由双方平均分配。"]
    findings = contradictions(tmp_path, plan)
    assert [finding.requirement for finding in findings] == ["agreement.ip", "agreement.benefit"]


def test_one_row_for_both_matters_holds_both_findings(tmp_path: Path) -> None:
    head = ["# 赣州市脐橙精深加工创新联合体组建协议", "甲方：赣州橙源食品有限公司（牵头单位）", "乙方：赣南理工学院"]
    agreement = [
        *head,
        "第一条 科技成果、知识产权归属、许可使用和转化收益分配办法",
        "共同完成的知识产权归甲方所有，收益按甲方80%、乙方20%分配。",
        "第二条 其他",
        "本协议自各方签字盖章之日起生效。",
    ]
    plan = [
        "# 赣州市脐橙精深加工创新联合体组建方案",
        "一、本联合体目标、定位",
        "围绕脐橙精深加工，建成区域技术创新高地，到2025年突破关键技术5项。",
        "二、本联合体运行机制",
        "共同完成的知识产权归双方共有。",
        "转化收益按牵头单位60%、赣南理工学院40%分配。",
    ]
    report = check(tmp_path, {"组建方案.docx": plan, "组建协议.docx": agreement}, "ganzhou-2022")
    findings = [f for f in found(report, "A002", "agreement.ip") if len({e.document for e in f.evidence}) == 2]
    assert len(findings) == 2
    assert "归谁" in findings[0].message
    assert "分配" in findings[1].message


@pytest.mark.parametrize(
    ("plan", "articles"),
    [
        (["独立完成的成果归完成方所有，共同完成的归各方共有，收益按甲方60%、乙方40%分配。"], {}),
        (["各方的背景知识产权归原单位所有。"], {"ip": ip("共同完成的成果归各方共有。")}),
        (["无锡锐锋数控装备股份有限公司投入的原有技术归该公司所有。"], {}),
        (["由牵头单位独立完成的成果归牵头单位所有。"], {}),
        (["联合体形成的成果归各方共有。"], {"ip": ip("独立完成的成果归完成方所有，共同完成的成果归完成各方共有。")}),
        (["共同购置的设备归牵头单位所有。"], {}),
        (["共同完成的专利由牵头单位统一办理申请和维护。"], {}),
        (["研发经费由甲方承担70%、乙方承担30%。"], {}),
        (["转化净收益的50%奖励作出重要贡献的科研人员。"], {}),
        (["成果转化收益按各方贡献大小分配。"], {}),
        (["技术许可费收入甲方得50%，乙方得50%。"], {}),
        (["以成果作价入股的，股权甲方占80%、乙方占20%。"], {}),
        (["建立成果与知识产权分配机制，权属和收益由各方另行协商确定。"], {}),
        (["过去校企合作成果往往归企业所有，高校积极性不高。"], {}),
        (["收益分配遵循利益共享、风险共担的原则。"], {}),
        (["转化收益扣除成本后，牵头单位分得60%，东南大学分得40%。"], {}),
        (["转化收益六四开。"], {}),
        (["东南大学拥有数控系统相关发明专利86件，均归学校所有。"], {}),
        (["收益先提取10%作为公共基金，其余按甲方60%、乙方40%分配。"], {}),
        (["未约定份额的共有成果，收益由各方平均分配。"], {}),
        (["联合体运行中形成的检测数据归牵头单位所有。"], {}),
        (["课题二的成果归牵头单位所有，收益归牵头单位。"], {}),
        (["东南大学的科研成果归属学校，由科技处管理。"], {}),
        (["牵头单位的成果归牵头单位，参与单位的成果归参与单位。"], {}),
        (["前景成果中，控制算法归东南大学，整机归牵头单位。"], {}),
        (["共同完成的成果归牵头单位所有。"], {"ip": ip("共同完成的成果归无锡锐锋数控装备股份有限公司所有。")}),
        (["单一课题的收益甲方70%、乙方30%，由课题合同约定。"], {}),
        (["转化收益中牵头单位所得不低于50%。"], {}),
        (["省级奖励资金由各成员单位平均分配。"], {}),
        (["完成方内部的收益分配，团队得70%，单位得30%。"], {}),
        (["甲方出资70%，乙方出资30%，共同设立研发资金。"], {}),
    ],
)  # fmt: skip
def test_different_matters_are_no_contradiction(
    tmp_path: Path, plan: list[str], articles: dict[str, list[str]]
) -> None:
    assert contradictions(tmp_path, plan, **articles) == []


def test_a_letter_that_the_agreement_gives_to_another_is_not_the_lead(tmp_path: Path) -> None:
    parties = ["甲方：东南大学", "乙方：无锡锐锋数控装备股份有限公司（牵头单位）"]
    plan = ["成果转化收益按牵头单位60%、东南大学40%的比例分配。"]
    (finding,) = contradictions(tmp_path, plan, parties=parties)
    assert "东南大学60%" in finding.message
