"""The words that end a consortium's name are the programme's: 联盟, 共同体, 创新中心 as well as 联合体."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from doccheck.checks.naming.consortium_name import named_differently
from doccheck.document.structure import structure
from doccheck.mapping.forms_labels import reduced_key
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.pipeline import map_submission
from doccheck.parsers.word import parse_docx
from doccheck.programme.formed import consortium_words
from doccheck.programme.loader import load, load_file, programmes
from tests.checks.conftest import write_docx

SIXTH = Path(__file__).resolve().parents[3] / "corpora" / "sixth" / "baoding-2021.yaml"
NAME = "保定市输变电装备产业创新战略联盟"
LEAD, UNI, WIRE = "冀泉电气股份有限公司", "华北电力大学", "保定天威线材有限公司"
Map = Callable[[Mapping[str, Sequence[str | list[list[str]]]]], MappedSubmission]


@pytest.fixture
def alliance(tmp_path: Path) -> Map:
    def run(files: Mapping[str, Sequence[str | list[list[str]]]]) -> MappedSubmission:
        documents = {
            f"d{number}": structure(parse_docx(write_docx(tmp_path / name, content), name))
            for number, (name, content) in enumerate(files.items(), 1)
        }
        return map_submission(documents, load_file(SIXTH), "submission")

    return run


def plan(name: str = NAME) -> list[str | list[list[str]]]:
    return [
        "创新联盟备案申请书",
        f"联盟名称：{name}",
        f"联盟牵头单位：{LEAD}（盖章）",
        "#1 一、联盟构成",
        f"{name}由{LEAD}牵头，成员单位为{UNI}、{WIRE}。联盟是开放的创新联盟。",
    ]


def agreement(name: str = NAME) -> list[str | list[list[str]]]:
    return [
        f"{name}协议书",
        f"甲方（牵头单位）：{LEAD}",
        f"乙方：{UNI}",
        f"丙方：{WIRE}",
        f"各方就共建{name}（以下简称“联盟”）达成协议：",
        "第一条 创新目标",
        "攻关植物油变压器，三年内挂网运行。",
    ]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("创新联合体", ("联合体", "综合体")),
        ("创新综合体", ("联合体", "综合体")),
        ("创新联盟", ("联盟",)),
        ("产业技术创新战略联盟", ("联盟",)),
        ("创新共同体", ("共同体",)),
        ("技术创新中心", ("创新中心",)),
    ],
)
def test_the_words_follow_the_form(form: str, words: tuple[str, ...]) -> None:
    assert consortium_words(form) == words


def test_a_programme_may_list_its_words() -> None:
    assert consortium_words("创新联盟", ["联盟", "创新联合体"]) == ("创新联合体", "联盟")


@pytest.mark.parametrize("programme", programmes())
def test_programmes_that_are_there_keep_theirs(programme: str) -> None:
    assert load(programme).consortium_words == ("联合体", "综合体")


def test_an_alliance_is_found_by_its_name(alliance: Map) -> None:
    mapped = alliance({"申请书.docx": plan(), "协议书.docx": agreement()})
    assert {mention.name for mention in mapped.consortium_names} == {NAME}
    assert {mention.source for mention in mapped.consortium_names} >= {"cover", "title"}


def test_an_alliance_is_no_member_of_itself(alliance: Map) -> None:
    mapped = alliance({"申请书.docx": plan(), "协议书.docx": agreement()})
    assert {member.name for member in mapped.members} == {LEAD, UNI, WIRE}
    assert mapped.lead is not None
    assert mapped.lead.name == LEAD


def test_an_alliance_that_is_named_the_same_has_no_finding(alliance: Map) -> None:
    assert list(named_differently(alliance({"申请书.docx": plan(), "协议书.docx": agreement()}))) == []


def test_an_alliance_named_differently(alliance: Map) -> None:
    other = "保定市输配电装备产业创新战略联盟"
    (found,) = named_differently(alliance({"申请书.docx": plan(), "协议书.docx": agreement(other)}))
    assert found.message.startswith("联盟名称前后写法不一致")
    assert other in found.message


def test_labels_of_an_alliance_are_those_of_a_consortium() -> None:
    assert reduced_key("创新联盟成员总数", ("联盟",)) == reduced_key("创新联合体成员总数")
    assert reduced_key("创新联盟成员总数") != reduced_key("创新联合体成员总数")


@pytest.mark.parametrize("heading", ["1 为什么要结成联盟", "2 走向联盟", "一、何以成联盟", "谁来组成产业联盟"])
def test_a_section_about_it_is_no_name(alliance: Map, heading: str) -> None:
    mapped = alliance({"方案.docx": [f"{NAME}建设方案", f"#1 {heading}", "本方案由各方编制。"], "协议.docx": agreement()})
    assert {mention.name for mention in mapped.consortium_names} == {NAME}


def test_a_numbered_title_that_begins_with_the_place_is_its_name(alliance: Map) -> None:
    mapped = alliance({"方案.docx": [f"一、{NAME}建设方案", "本方案由各方编制。"], "协议.docx": agreement("保定市电力产业创新联盟")})
    assert NAME in {mention.name for mention in mapped.consortium_names}


def test_the_label_beside_that_of_the_name_is_no_name(alliance: Map) -> None:
    form = [["联盟名称", "牵头单位", "所属领域"], [NAME, LEAD, "输变电"]]
    found = alliance({"申请书.docx": ["创新联盟备案申请书", form], "建设方案.docx": plan()})
    assert {mention.name for mention in found.consortium_names} == {NAME}
    assert not list(named_differently(found))
