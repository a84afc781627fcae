"""Patterns that wait for a text which may hold what they look for."""

from __future__ import annotations

import re

import pytest

from doccheck.language.patterns import lazy

TEXTS = ("", "乙方承担", "甲方牵头，甲方汇总", "由甲方、丙方")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("source", ["甲(方)", "[甲丙]方", "方?", "(?<=由)甲"])
def test_a_lazy_pattern_answers_as_a_compiled_one(source: str, text: str) -> None:
    pattern = re.compile(source)
    for ask in ("search", "match", "fullmatch"):
        found, wanted = getattr(lazy(source), ask)(text), getattr(pattern, ask)(text)
        assert (found and found.span()) == (wanted and wanted.span())
    assert [m.span() for m in lazy(source).finditer(text, 1)] == [m.span() for m in pattern.finditer(text, 1)]
    assert lazy(source).findall(text) == pattern.findall(text)
    assert lazy(source).split(text) == pattern.split(text)
    assert lazy(source).sub("某", text, 1) == pattern.sub("某", text, 1)
    assert lazy(source).subn("某", text) == pattern.subn("某", text)


def test_a_pattern_is_compiled_only_for_a_text_with_its_words() -> None:
    broken = lazy("甲方(")
    assert broken.search("乙方承担") is None
    with pytest.raises(re.error):
        broken.search("甲方(承担")


def test_after_many_texts_a_pattern_is_compiled_all_the_same() -> None:
    broken = lazy("甲方(")
    with pytest.raises(re.error):
        [broken.search("乙方承担") for _ in range(1000)]


def test_signs_in_any_case_are_no_reason_to_look_no_further() -> None:
    assert lazy("tbd", re.IGNORECASE).search("金额 TBD")
    assert lazy("甲 方", re.VERBOSE).search("甲方")
