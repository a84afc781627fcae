"""Packs with annotated figures: written as Word files, their facts and contradictions compared with what was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.evaluation.figures import matches, score
from doccheck.facts.model import Fact, Nature
from doccheck.training.packs import GoldFact, Pack, packs, write_pack

CORPORA = Path(__file__).resolve().parents[2] / "corpora" / "figures"
LEAD = "重庆岚谷机电有限公司"


def pack(**changes: object) -> Pack:
    data: dict[str, object] = {
        "id": "t-1",
        "author": "t",
        "programme": "liangjiang-2021",
        "year": 2021,
        "consortium": "重庆岚谷机电创新联合体",
        "lead": LEAD,
        "members": [],
        "documents": [
            {
                "file": "01牵头单位简介.docx",
                "role": "lead_profile",
                "title": f"{LEAD}简介",
                "blocks": [{"p": "公司2020年销售收入4.24亿元，研发投入2,541万元，现有员工486人。"}],
            },
            {
                "file": "02成员名册.docx",
                "role": "member_roster",
                "title": "联合体成员单位名册",
                "blocks": [
                    {
                        "t": [
                            ["单位名称", {"x": "2020年（万元）", "r": 1, "c": 2}, None],
                            [LEAD, "45,320", "2,541"],
                        ]
                    }
                ],
            },
            {
                "file": "03申请表.docx",
                "role": "application",
                "title": "两江新区创新联合体申请表",
                "blocks": [{"t": [["联合体名称", "重庆岚谷机电创新联合体"], ["牵头单位", LEAD]]}],
            },
        ],
        "facts": [],
        "contradictions": [],
        "traps": [],
    }
    return Pack.model_validate(data | changes)


def gold(**changes: object) -> GoldFact:
    data = {"d": 0, "q": "revenue", "s": "lead", "y": 2020, "n": "actual", "v": 42400, "u": "万元", "x": "4.24亿元"}
    return GoldFact.model_validate(data | changes)


def fact(**changes: object) -> Fact:
    data: dict[str, object] = {
        "quantity": "lead.revenue",
        "subject": LEAD,
        "year": 2020,
        "nature": Nature.ACTUAL,
        "value": 42400.0,
        "low": 42350.0,
        "high": 42450.0,
        "unit": "万元",
        "document": "d1",
        "quote": "4.24亿元",
    }
    return Fact(**(data | changes))  # type: ignore[arg-type]


def test_merged_cells_of_a_pack_are_merged_in_the_file(tmp_path: Path) -> None:
    from docx import Document

    write_pack(pack(), tmp_path)
    row = Document(str(tmp_path / "02成员名册.docx")).tables[0].rows[0]
    assert row.cells[1]._tc is row.cells[2]._tc
    assert row.cells[0]._tc is not row.cells[1]._tc


@pytest.mark.parametrize(
    ("wanted", "found", "same"),
    [
        ({}, {}, True),
        ({"v": 42350}, {}, False),
        ({"y": 2019}, {}, False),
        ({"n": "target"}, {}, False),
        ({"n": "target"}, {"nature": Nature.PLAN}, True),
        ({"s": "consortium"}, {}, False),
        ({"y": [2018, 2020], "n": "cumulative"}, {"year": 2018, "until": 2020, "nature": Nature.CUMULATIVE}, True),
        ({"y": [2018, 2020], "n": "cumulative"}, {"year": 2018, "nature": Nature.CUMULATIVE}, False),
        ({"q": "staff", "y": None, "v": 486, "u": "人"}, {"quantity": "lead.staff", "value": 486.0}, True),
        ({"q": "staff", "y": None, "v": 486, "u": "人"}, {"quantity": "member.staff", "value": 486.0}, False),
    ],
)
def test_a_fact_matches_in_quantity_subject_period_nature_and_value(
    wanted: dict[str, object], found: dict[str, object], same: bool
) -> None:
    assert matches(gold(**wanted), fact(**found), pack()) is same


def test_what_is_read_missed_and_false_is_counted() -> None:
    facts = [
        {"d": 0, "q": "staff", "s": "lead", "y": None, "n": "actual", "v": 486, "u": "人", "x": "486人"},
        {"d": 0, "q": "revenue", "s": "lead", "y": 2020, "n": "actual", "v": 99999, "u": "万元", "x": "4.24亿元"},
    ]
    seen = score([pack(facts=facts)])
    assert seen.facts.right == 1
    assert seen.facts.missed == 1
    assert seen.quantities["revenue"].false == 1
    assert any("漏 0 revenue" in slip for slip in seen.slips)


@pytest.mark.parametrize("half", ["dev", "held"])
def test_the_corpus_is_as_large_as_it_says(half: str) -> None:
    held = list(packs(CORPORA / half))
    assert sum(len(each.documents) for each in held) >= 50
    assert sum(len(each.facts) for each in held) >= 1300
    assert sum(len(each.contradictions) for each in held) >= 100
    assert sum(len(each.traps) for each in held) >= 200


def test_no_author_stands_on_both_sides() -> None:
    dev, held = ({each.author for each in packs(CORPORA / half)} for half in ("dev", "held"))
    assert dev
    assert not dev & held


@pytest.mark.parametrize(("optional", "counts"), [(False, (1, 0, 1)), (True, (0, 0, 0))])
def test_what_follows_from_another_contradiction_may_be_told_or_not(
    optional: bool, counts: tuple[int, int, int]
) -> None:
    profile, *others = (paper.model_dump() for paper in pack().documents)
    others[-1]["blocks"][0]["t"].append(["2020年销售收入（万元）", "45,320"])
    told = {"code": "N001", "d": [0, 2], "x": ["4.24亿元", "45,320"], "why": "2020年收入", "optional": optional}
    untold = {"code": "N003", "d": [0], "x": ["486人"], "why": "不存在的占比", "optional": optional}
    seen = score([pack(documents=[profile, *others], contradictions=[told, untold])]).clashes
    assert (seen.right, seen.false, seen.missed) == counts


@pytest.mark.parametrize(("quotes", "right"), [(["7,870", "4,800"], 1), (["420", "4,800"], 0)])
def test_a_wrong_total_is_found_whichever_of_its_parts_the_gold_cites(quotes: list[str], right: int) -> None:
    profile, *others = (paper.model_dump() for paper in pack().documents)
    rows = [["单位", "合计", "自筹", "财政"], ["甲", "5,220", "4,800", "420"], ["乙", "2,560", "2,280", "280"]]
    table = [*rows, ["合计", "7,870", "7,080", "700"]]
    others[-1]["blocks"] = [*others[-1]["blocks"], {"t": table, "caption": "经费预算（单位：万元）"}]
    told = {"code": "N006", "d": [2, 2], "x": quotes, "why": "合计不是各项之和"}
    assert score([pack(documents=[profile, *others], contradictions=[told])]).clashes.right == right
