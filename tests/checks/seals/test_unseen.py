"""V002: signatures of legal representatives that a Word file cannot show are said, never guessed."""

from __future__ import annotations

from pathlib import Path

from tests.submissions import check, found
from tests.texts import JIANGSU_AGREEMENT, lines

GANZHOU = [
    line.replace("江苏省高端数控装备", "赣州市稀土新材料科技").replace("江苏省", "赣州市")
    for line in lines(JIANGSU_AGREEMENT)
]


def test_a_signature_that_cannot_be_seen_is_for_a_person(tmp_path: Path) -> None:
    (finding,) = found(check(tmp_path, {"组建协议.docx": GANZHOU}, "ganzhou-2022"), "V002")
    assert finding.severity.value == "info"
    assert "无法判断" in finding.message


def test_a_programme_that_asks_for_none_is_not_told_of_one(tmp_path: Path) -> None:
    report = check(tmp_path, {"组建协议.docx": lines(JIANGSU_AGREEMENT)}, "jiangsu-2023")
    assert found(report, "V002") == []
