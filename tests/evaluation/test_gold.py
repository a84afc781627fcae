"""A gold list that does not follow its form is named with its slips, not taken as an empty one."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.cli import telling
from doccheck.cli.exits import Refusal
from doccheck.evaluation.gold import GoldError, find_gold

HEAD = "programme: jiangsu-2023\nsource: test\n"


def _gold(folder: Path, text: str) -> Path:
    (folder / "files").mkdir()
    (folder / "gold.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + "lookalikes: []\nfindings: []\n", "lookalikes 没有这个键"),
        (HEAD + "findings:\n- {code: N001}\n- {requirement: same.revenue}\n", "findings.2.code 缺少必需的键"),
        ("findings: []\n", "programme 缺少必需的键"),
        ("findings: [\n", "YAML"),
        ("- findings\n", "键: 值"),
    ],
)
def test_a_slip_is_told_with_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(GoldError) as caught:
        list(find_gold(_gold(tmp_path, text)))
    assert told in str(caught.value)
    assert "gold.yaml" in str(caught.value)


def test_a_list_without_findings_belongs_to_another_measure(tmp_path: Path) -> None:
    assert list(find_gold(_gold(tmp_path, HEAD))) == []


def test_the_command_refuses_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="改正后重试"):
        telling.evaluate_corpus(_gold(tmp_path, HEAD + "findings: 3\n"))
