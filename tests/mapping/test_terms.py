"""What single sentences settle on ownership and on benefits."""

from __future__ import annotations

import pytest

from doccheck.language.plain import plain
from doccheck.mapping.shares import Split, Way, split, splits_differ, table_split
from doccheck.mapping.terms import Owner, Ownership, Scope, called, owners_differ, ownerships

NAMES = {
    "无锡锐锋数控装备股份有限公司": "牵头单位",
    "锐锋数控": "牵头单位",
    "东南大学": "〈1〉",
    "甲方": "牵头单位",
    "乙方": "〈1〉",
}


def told(sentence: str) -> list[Ownership]:
    return ownerships(called(plain(sentence), NAMES))


def divided(sentence: str) -> Split | None:
    return split(called(plain(sentence), NAMES), {"学校": "〈1〉", "公司": "牵头单位"})


@pytest.mark.parametrize(
    ("sentence", "scope", "owner"),
    [
        ("共同完成的成果归各方共有。", Scope.JOINT, Owner.SHARED),
        ("双方联合研发形成的知识产权，由甲乙双方共同所有。", Scope.JOINT, Owner.SHARED),
        ("几家合着做的，归合着做的几家共有。", Scope.JOINT, Owner.SHARED),
        ("合作开发取得的专利归无锡锐锋数控装备股份有限公司与东南大学共同享有。", Scope.JOINT, Owner.SHARED),
        ("共同完成的知识产权由锐锋数控单独所有。", Scope.JOINT, Owner.UNIT),
        ("联合攻关产生的专利归甲方（牵头单位）所有，乙方享有署名权。", Scope.JOINT, Owner.UNIT),
        ("一起弄出来的成果，统统归牵头企业。", Scope.JOINT, Owner.UNIT),
        (
            "合作期间产生的全部知识产权，不论由谁完成，均归牵头单位单独所有，其他单位不得主张权利。",
            Scope.ALL,
            Owner.UNIT,
        ),
        ("联合体形成的知识产权归完成方所有。", Scope.ALL, Owner.DOER),
        ("谁完成的成果归谁所有。", Scope.ALL, Owner.DOER),
        ("联合体项目成果归出资方所有。", Scope.ALL, Owner.INVESTOR),
        ("独立完成的成果归完成方所有。", Scope.OWN, Owner.DOER),
        ("背景知识产权归原权利人。", Scope.BACKGROUND, Owner.DOER),
        ("凡课题产出的专利和软件，一概登记在牵头单位名下，参加单位互不共享。", Scope.ALL, Owner.UNIT),
    ],
)
def test_scope_and_owner_are_read(sentence: str, scope: Scope, owner: Owner) -> None:
    assert [(one.scope, one.owner) for one in told(sentence)] == [(scope, owner)]


def test_each_clause_of_a_sentence_has_its_own_scope() -> None:
    found = told("合作前各自拥有的知识产权归各自所有，独立完成的归完成方，共同完成的由各方共有")
    assert [(one.scope, one.owner) for one in found] == [
        (Scope.BACKGROUND, Owner.DOER),
        (Scope.OWN, Owner.DOER),
        (Scope.JOINT, Owner.SHARED),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "由甲方独立完成的成果归甲方所有。",
        "甲方主导开发的技术成果归甲方所有。",
        "委托甲方研发的成果归甲方所有。",
        "共同购置的设备归甲方所有。",
        "共同完成的成果由甲方统一申请专利。",
        "共同完成的成果，使用权归甲方所有。",
        "一方放弃的共有知识产权归甲方所有。",
        "未约定归属的共同成果归甲方所有。",
        "过去合作成果归甲方所有，伙伴积极性不高。",
        "课题二形成的成果归甲方所有。",
        "成果归谁？",
        "甲方拥有自主知识产权的核心技术12项。",
        "成果转化收益归甲方所有。",
        "共有成果由课题牵头单位代持。",
    ],
)
def test_what_settles_nothing_on_common_results_gives_no_single_owner(sentence: str) -> None:
    assert [one for one in told(sentence) if one.owner is Owner.UNIT] == []


def test_things_other_than_results_are_another_matter() -> None:
    (data,) = told("联合体运行形成的数据归甲方所有。")
    (results,) = told("联合体运行形成的成果归各方共有。")
    assert not owners_differ(data, results)


@pytest.mark.parametrize(
    ("sentence", "shares"),
    [
        ("转化收益按甲方60%、乙方40%的比例分配。", {"牵头单位": 60, "〈1〉": 40}),
        ("净收益由锐锋数控分得百分之六十，东南大学分得百分之四十。", {"牵头单位": 60, "〈1〉": 40}),
        ("卖技术挣的钱，公司拿七成，学校拿三成。", {"牵头单位": 70, "〈1〉": 30}),
        ("收益按甲乙双方7:3分配。", {"牵头单位": 70, "〈1〉": 30}),
        ("所得收益60%归甲方，40%归乙方。", {"牵头单位": 60, "〈1〉": 40}),
        ("转化净收益由甲方、乙方分别享有55%、45%。", {"牵头单位": 55, "〈1〉": 45}),
        ("成果收益甲方与乙方各得50%。", {"牵头单位": 50, "〈1〉": 50}),
        ("扣除成本后的收益，牵头单位六成五，参与单位三成半。", {"牵头单位": 65, "参与单位": 35}),
        ("转让收益牵头单位得60%，其余成员单位得40%。", {"牵头单位": 60, "其余成员单位": 40}),
    ],
)
def test_shares_are_read_in_many_wordings(sentence: str, shares: dict[str, float]) -> None:
    found = divided(sentence)
    assert found is not None
    assert dict(found.shares) == shares


@pytest.mark.parametrize(
    ("sentence", "way"),
    [
        ("转化收益由各方平均分配。", Way.EQUAL),
        ("赚的钱两家对半分。", Way.EQUAL),
        ("收益按各方实际贡献大小分配。", Way.PROPORTION),
        ("转化收益按出资比例分享。", Way.PROPORTION),
        ("转化收益全部归牵头单位所有。", Way.ONE),
        ("成果转化所得收益由各方共同享有。", Way.SHARED),
    ],
)
def test_other_ways_are_read(sentence: str, way: Way) -> None:
    found = divided(sentence)
    assert found is not None
    assert found.way is way


@pytest.mark.parametrize(
    "sentence",
    [
        "研发成本由甲方承担60%、乙方承担40%。",
        "甲方出资60%，乙方出资40%。",
        "净收益的50%奖励科研人员。",
        "未约定份额的收益平均分配。",
        "前三年收益甲方60%、乙方40%。",
        "甲方独立转化的收益归甲方所有。",
        "项目执行期内营业收入年均增长20%。",
        "完成方内部团队收益分得60%。",
    ],
)
def test_what_is_no_split_between_units_is_none(sentence: str) -> None:
    assert divided(sentence) is None


def test_a_ratio_without_names_is_compared_with_named_shares() -> None:
    one, other, same = (
        divided("收益七三开。"),
        divided("收益按甲方60%、乙方40%分配。"),
        divided("收益按甲方30%、乙方70%分配。"),
    )
    assert one is not None
    assert other is not None
    assert same is not None
    assert splits_differ(one, other)
    assert not splits_differ(one, same)


def test_a_deduction_leaves_the_ratio_between_units() -> None:
    one = divided("收益先提取10%作公共基金，其余按甲方60%、乙方40%分配。")
    other = divided("收益按甲方60%、乙方40%分配。")
    assert other is not None
    assert one is None or not splits_differ(one, other)


def test_a_table_of_shares_is_read_whole_or_not_at_all() -> None:
    whole = table_split([["单位", "比例"], ["牵头单位", "60%"], ["〈1〉", "40%"]])
    assert whole is not None
    assert dict(whole.shares) == {"牵头单位": 60, "〈1〉": 40}
    assert table_split([["单位", "转让", "许可"], ["牵头单位", "60%", "50%"], ["〈1〉", "40%", "50%"]]) is None
    assert table_split([["牵头单位", "60%"], ["〈1〉", "20%"]]) is None
