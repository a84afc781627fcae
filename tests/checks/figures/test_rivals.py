"""N001 and N004 between papers that tell one thing in words of their own, and look-alikes that are two things."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.figures.test_told_twice import LEAD, NAME, ROSTER
from tests.submissions import Lines, check


def told(folder: Path, agreement: Lines, plan: Lines) -> list[tuple[str, str]]:
    files: dict[str, Lines] = {
        "申请书.docx": ["# 创新联合体申请表", [["联合体名称", NAME], ["牵头单位", LEAD]], "成员单位名单", ROSTER],
        "协议.docx": ["# 创新联合体组建协议", *agreement],
        "方案.docx": ["# 创新联合体建设方案", *plan],
    }
    report = check(folder, files, "jiangsu-2023", year=2023, occasion="apply")
    found = [f for f in report.findings if f.code in ("N001", "N004") and f.severity.value != "info"]
    return [(f.code, f.message) for f in found]


WRONG = [
    ("第九条　任何一方要求退出的，应当提前六十日以书面形式通知秘书处和其他各方。",
     "退出机制：成员单位要求退出联合体的，须提前30日书面告知秘书处及其他成员。", "六十日"),
    ("第十二条　设技术咨询委员会，委员共十三人，由理事会聘任，任期与理事会相同。",
     "治理架构：理事会下设技术咨询委员会，委员定为15人，均由理事会聘任，负责路线把关。", "十三人"),
    ("附件一　验收指标：整机平均无故障工作时间不低于800小时，由第三方检测。",
     "验收时整机平均无故障工作时间不低于1000小时，由第三方检测机构出具报告。", "800小时"),
    ("第三十条　本协议有效期五年，自各方签字盖章之日起算。",
     "各方已签署组建协议，协议有效期4年，自签字盖章之日起算。", "五年"),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "sentence", "quoted"), WRONG)
def test_one_thing_in_two_wordings(tmp_path: Path, clause: str, sentence: str, quoted: str) -> None:
    [(code, message)] = told(tmp_path, [clause], [sentence])
    assert code == "N001"
    assert quoted in message


def test_words_behind_the_numbers_are_not_taken_for_a_name(tmp_path: Path) -> None:
    [(_, message)] = told(tmp_path, [WRONG[0][0]], [WRONG[0][1]])
    assert message.startswith("两处说的像是同一件事：")


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("第九条　第一步（2023年）突破关键技术4项，第二步（2024至2025年）突破5项。",
         "目标分两步走：第一步打底子，突破关键技术4项；第二步见成效，突破关键技术5项。"),
        ("第八条　砺舟检测以现金出资300万元，另以检测设备作价200万元投入。",
         "砺舟检测投入合计500万元，现金和作价都算在内，作价部分只记台账。"),
        ("第十二条　设技术咨询委员会，委员共十三人，由理事会聘任。",
         "理事会下设财务监督组，成员15人，由成员大会推举，不得兼任秘书处职务。"),
        ("附件一　验收指标：整机平均无故障工作时间不低于1000小时，由第三方检测。",
         "目前国产同类整机平均无故障工作时间大多只有800小时左右，与国外产品有差距。"),
    ],
)  # fmt: skip
def test_two_things_in_like_words(tmp_path: Path, clause: str, sentence: str) -> None:
    assert told(tmp_path, [clause], [sentence]) == []


def test_a_pair_that_rules_tell_is_told_once(tmp_path: Path) -> None:
    clause = "牵头单位2022年营业收入48,620万元，2022年末资产负债率38.2%。"
    sentence = "恒槎储运2022年营业收入46,820万元，2022年末资产负债率为32.8%。"
    assert sorted(code for code, _ in told(tmp_path, [clause], [sentence])) == ["N001", "N001"]
