"""Words that only put a matter off."""

from __future__ import annotations

import pytest

from doccheck.language.plain import plain
from doccheck.mapping.deferral import put_off


@pytest.mark.parametrize(
    "sentence",
    [
        "收益分配由各方另行协商确定",
        "具体分配比例待项目完成后再由各方商定",
        "知识产权归属以后续补充协议为准",
        "违约责任由双方协商解决",
        "许可使用办法另定",
        "转化收益的分配方式由成员单位友好协商确定",
        "相关责任暂不约定",
    ],
)
def test_putting_off_is_recognised(sentence: str) -> None:
    assert put_off(plain(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "本协议未尽事宜，由各方另行协商解决",
        "因履行本协议发生的争议，各方协商解决",
        "收益按各方投入比例分配",
        "理事会负责协商决定重大事项的议事规则",
        "违约方应赔偿守约方全部损失",
        "联合体以《共建协议》为基本章程，不另行制定章程文本",
    ],
)
def test_settling_and_closing_formulas_are_not(sentence: str) -> None:
    assert not put_off(plain(sentence))
