"""The shipped models on clear-cut passages in words of their own, look-alikes among them, and what is shipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from doccheck.programme.loader import shared_data
from doccheck.training.corpus import digest
from doccheck.understanding.linear import model_folder
from doccheck.understanding.topics import (
    CLAUSES,
    ELEMENTS,
    ROLES,
    SECTIONS,
    clause_topics,
    roles,
    sayings,
    section_topics,
)

ROOT = Path(__file__).resolve().parents[2]
NAMES = (SECTIONS, CLAUSES, ELEMENTS, ROLES)


def best(chances: dict[str, float]) -> str:
    """The likeliest topic, the marks of states left out."""
    return max((label for label in chances if not label.startswith("~")), key=chances.__getitem__)


@pytest.mark.parametrize(
    ("heading", "body", "wanted", "look_alike"),
    [
        ("谁来拍板", "理事会由十一名理事组成，各家出一人，理事长由牵头单位董事长兼任，重大事项须三分之二以上理事同意，每半年开会一次。", "council", "experts"),
        ("请谁把脉", "聘请高校和检测机构的九位教授、高工组成专家委员会，为技术路线、选题和验收提供咨询评审，不参与经营决策。", "experts", "council"),
        ("日常谁来跑腿", "秘书处挂在牵头单位技术中心，配专职人员三名，负责会议筹备、文件收发、进度汇总和对外联络。", "secretariat", "council"),
        ("钱从哪里来", "三年计划总投入六千万元，其中企业自筹五千一百万元，其余申请财政补助；各单位按年度预算足额拨付，专账核算。", "funding", "benefits"),
        ("可能碰上的难处", "一是关键样机迟迟做不出来的技术风险，二是下游订单下滑的市场风险，三是核心人员流失的风险，分别准备替代路线和预案。", "risks", "safeguards"),
        ("按什么步子走", "第一年完成需求梳理和样机设计，第二年完成中试和台架考核，第三年装机示范并验收。", "schedule", "goals"),
    ],
)  # fmt: skip
def test_sections(heading: str, body: str, wanted: str, look_alike: str) -> None:
    found = section_topics(heading, body)
    assert best(found) == wanted
    assert found[wanted] > 0.5 > found[look_alike]


@pytest.mark.parametrize(
    ("heading", "body", "wanted", "look_alike"),
    [
        ("第六条 成果算谁的", "合作之前各自拥有的专利、软件和图纸仍归原来的单位；合作中共同做出的成果由参与研发的各方共有，单独完成的归完成方。", "c_ip", "c_confidential"),
        ("第九条 守口如瓶", "任何一方对从他方得到的图纸、配方、客户资料等未公开信息负有保密义务，未经书面同意不得向外泄露，协议终止后五年内仍然有效。", "c_confidential", "c_ip"),
        ("第十条 说不拢怎么办", "因履行本协议发生争议，各方先行协商；协商不成的，提交牵头单位所在地人民法院诉讼解决。", "c_dispute", "c_breach"),
        ("第十一条 起止", "本协议自各方签字盖章之日起生效，有效期三年，期满前两个月可书面续签。", "c_term", "c_dispute"),
        ("第七条 挣了钱怎么分", "成果转让或许可所得的净收益，扣除成本后按各方投入比例分配：甲方百分之五十，乙方百分之三十，丙方百分之二十。", "c_benefit", "c_ip"),
        ("第十二条 天灾", "因地震、洪水、疫情等不能预见、不能避免的不可抗力致使协议无法履行的，受影响一方应及时通知，可部分或全部免除责任。", "c_force", "c_breach"),
    ],
)  # fmt: skip
def test_clauses(heading: str, body: str, wanted: str, look_alike: str) -> None:
    found = clause_topics(heading, body)
    assert best(found) == wanted
    assert found[wanted] > 0.5 > found[look_alike]


@pytest.mark.parametrize(
    ("sentence", "wanted", "look_alike"),
    [
        ("联合体每个季度轮流在一家成员单位办一次技术交流会。", "exchange_quarterly", "council"),
        ("秘书处设在牵头企业的技术中心，由其副总兼任秘书长。", "secretariat_host", "experts"),
        ("成员单位提出退出的，应当提前三个月书面申请，经理事会批准后办理退出手续。", "exit", "secretariat"),
        ("本联合体不具有独立法人资格，不对外承担民事责任。", "nonlegal", "exit"),
        ("到2026年，各成员企业的研发投入强度不低于百分之五。", "rd_intensity", "p_patents"),
        ("公司现有授权发明专利四十二件，软件著作权十八项。", "p_patents", "p_revenue"),
    ],
)  # fmt: skip
def test_elements(sentence: str, wanted: str, look_alike: str) -> None:
    told = sayings(sentence)
    assert told[wanted].spoken > 0.5 > told[look_alike].spoken


def test_a_sentence_that_puts_off_is_told_from_one_that_settles() -> None:
    settled = sayings("共同完成的成果由完成各方按份共有，转让须经全体共有人同意。")["ownership"]
    put_off = sayings("共同成果的归属届时由各方另行协商，另签补充协议约定。")["ownership"]
    assert put_off.deferred > 0.5 > settled.deferred


def test_the_weather_is_about_nothing() -> None:
    text = "今天天气晴朗，孩子们在河边放风筝，老人坐在树下下棋。"
    assert max(clause_topics("", text).values()) < 0.5
    assert max(value for label, value in section_topics("", text).items() if not label.startswith("~")) < 0.5


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("水泵产业创新联合体组建方案", "一、组建的缘由\n本市水泵企业四十余家。\n二、发展目标\n三年内突破五项关键技术。\n三、运行机制\n设理事会。", "plan"),
        ("水泵产业创新联合体共建协议", "甲方：云岭泵业有限公司\n乙方：南屏大学\n经友好协商，达成如下协议：\n第一条 宗旨\n第二条 各方权利和义务", "agreement"),
    ],
)  # fmt: skip
def test_roles(title: str, text: str, wanted: str) -> None:
    assert best(roles(title, text)) == wanted


def test_what_is_shipped_is_small_and_holds_no_pickles() -> None:
    files = [path for path in model_folder().rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 30e6
    assert {path.suffix for path in files} - {"", ".json", ".txt", ".bin", ".md"} == set()
    for path in files:
        # a pickle begins with its protocol; a zip may hold one
        assert not path.read_bytes()[:4].startswith((b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05", b"PK\x03\x04"))


@pytest.mark.parametrize("name", NAMES)
def test_models_were_made_from_the_corpora_beside_them(name: str) -> None:
    about = json.loads((ROOT / "models" / name / "model.json").read_text(encoding="utf-8"))
    assert about["corpora"] == digest(ROOT / "corpora" / "understanding")
    assert about["corpora"] in (ROOT / "models" / name / "README.md").read_text(encoding="utf-8")


def test_models_know_nothing_but_the_topics_that_the_outlines_define() -> None:
    for name, labels in ((SECTIONS, shared_data("topics")), (CLAUSES, shared_data("clauses"))):
        learnt = json.loads((ROOT / "models" / name / "model.json").read_text(encoding="utf-8"))["labels"]
        assert set(learnt) - {"~deferred"} <= set(labels)
        assert len(learnt) >= 20
