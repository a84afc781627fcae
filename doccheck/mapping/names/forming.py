"""Patterns by which the name of a consortium is known, for the words that end it in a programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from doccheck.language.patterns import lazy
from doccheck.programme.formed import CONSORTIUM_WORDS

_ADJECTIVE = "(?:创新|技术|产业|战略|协同)"
"""A word that a name in full has before 联合体, 联盟 …."""
_KIND_OF_PAPER = (
    r"(?:建设|组建|共建|合作|试点|备案|运行|实施|申报|申请|年度)*"
    r"(?:方案|协议书?|章程|申报书|申请书|申请表|合同|制度|办法|清单|名单|报告|表|材料|简介|计划)"
)
_WISH = "拟?(?:申请|申报|组建)?"


class NamePatterns(Struct, frozen=True):
    """The patterns of one set of words."""

    words: tuple[str, ...]
    end: re.Pattern[str]
    """The end of a name, 创新 with it."""
    label: re.Pattern[str]
    """A line that states the name: group 1."""
    cell_label: re.Pattern[str]
    """A cell beside which the name stands."""
    run: re.Pattern[str]
    """Characters of running text up to the end of a name in full."""
    title: re.Pattern[str]
    """A title whose first words (group 1) are a name."""
    filled: re.Pattern[str]
    """A blank's answer: the name (group 1), with the kind of paper behind it or not."""
    tail: re.Pattern[str]
    """All that tells the kind of thing at the end of a name, not the thing."""


@lru_cache(maxsize=8)
def name_patterns(words: tuple[str, ...] = CONSORTIUM_WORDS) -> NamePatterns:
    """The patterns for the words of a programme (``Programme.consortium_words``)."""
    word = alternatives(words)
    end = f"(?:创新(?:{word})|{word})"
    before = "(?:产业|科技|技术|创新|战略|协同)*?"
    full = "|".join(re.escape(w) if w.startswith("创新") else _ADJECTIVE + re.escape(w) for w in words)
    return NamePatterns(
        words,
        lazy(end),
        lazy(rf"^\s*(?:{_WISH}(?:的)?{before}(?:{word})(?:的)?名\s*称|申请名称)\s*[:：]\s*(.+)$"),
        lazy(rf"^(?:{_WISH}{before}(?:{word})名称|申请名称)$"),
        lazy(rf"[一-鿿A-Za-z0-9（）()·\-]{{2,60}}?(?:{full})"),
        lazy(rf"^(?:关于)?(.{{2,40}}?{end})(?:{_KIND_OF_PAPER}[》]?(?:[（(][^）)]*[)）])?)?$"),
        lazy(rf"^(.*?{end})(?:{_KIND_OF_PAPER})?$"),
        lazy(rf"(?:产业|科技|技术|创新|战略)*(?:{word})$"),
    )


def alternatives(words: Sequence[str]) -> str:
    """The words as alternatives of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
