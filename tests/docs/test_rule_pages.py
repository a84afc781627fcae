"""The pages of codes and programmes are what the program's own data says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from doccheck.findings.codes import CODES

ROOT = Path(__file__).resolve().parents[2]
_SPEC = importlib.util.spec_from_file_location("rule_pages", ROOT / "scripts" / "rule_pages.py")
assert _SPEC is not None
assert _SPEC.loader is not None
rule_pages = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(rule_pages)
PAGES = rule_pages.pages()


@pytest.mark.parametrize("path", sorted(PAGES))
def test_a_page_is_up_to_date(path: str) -> None:
    assert (ROOT / "docs" / path).read_text(encoding="utf-8") == PAGES[path], "run scripts/rule_pages.py"


def test_no_page_is_left_over() -> None:
    held = {f"{folder}/{p.name}" for folder in ("rules", "programmes") for p in (ROOT / "docs" / folder).glob("*.md")}
    assert held == set(PAGES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_reason_examples_and_remedy(code: str) -> None:
    text = PAGES[f"rules/{code}.md"]
    for part in ("**为什么要紧**：", "- 不妥：", "- 妥当："):
        assert len(text.split(part, 1)[1].split("\n", 1)[0]) >= 4
    assert len(text.split("## 怎样改\n\n", 1)[1].split("\n", 1)[0]) >= 4
