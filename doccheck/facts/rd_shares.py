"""Shares that sentences say of what goes into R&D: 研发占5%, 研发砸进去一成, 收入…，研发1,776万元，占12%."""

from __future__ import annotations

import re

from doccheck.facts.model import Quantity
from doccheck.facts.naming import spent_on_rd
from doccheck.facts.sentence import Sentence
from doccheck.language.patterns import lazy

_SHARE = lazy(r"占比?(?:了|为|约)?\s?")
_RD_TAKES = lazy(
    r"(?:□|20\d\d年|[全当同去上]年|其中|公司|\s)*(?:研发|科研|研究开发)(?:投入|经费|费用|支出|上|这块|的钱|方面)?"
    r"(?:占|砸|花|投|用|拿|吃|掏)(?:了|去|走|掉|到|进去?|下去|出去?|比)*(?:其中)?(?:的|为|约|近|整整|恰好|正好|将近|大约)*\s?"
)
_PARTS_OF_RD = lazy(r"(?:以[上下])?(?:用于|用在|花在|投向|是|为|来自|在)")
"""Behind a share of the spending on R&D, not of revenue: 研发投入30%用于基础研究."""


def goes_into_rd(sentence: Sentence, quantity: Quantity, head: int) -> bool:
    """Whether a share is what goes into R&D: 研发占5%, 研发砸进去一成, 其中18%投入研发; 收入…，研发1,776万元，占12%."""
    text, words = sentence.text, sentence.text[head : quantity.start]
    if _SHARE.fullmatch(words) and _of_rd(sentence, head):
        return True
    if spent_on_rd(text, quantity) is not None:
        return "revenue" in sentence.told
    rest = _PARTS_OF_RD.match(text, quantity.end)
    return rest is None and _RD_TAKES.fullmatch(sentence.masked, head, quantity.start) is not None


def near_rd(sentence: Sentence, head: int) -> bool:
    """Whether spending on R&D was told right before: 研发投入1,024万元，占其收入的20%."""
    before = [q for q in sentence.found if q.end <= head]
    last = sentence.last
    told = last is not None and last.entry.id == "rd" and last.start <= head
    return told and bool(before) and not re.search(r"[;；。]", sentence.text[before[-1].end : head])


def _of_rd(sentence: Sentence, head: int) -> bool:
    """Whether spending on R&D stands in the clause before, behind the revenue of which a share may be said."""
    told = sentence.last is not None and sentence.last.entry.id == "rd" and sentence.found
    before = [q for q in sentence.found if q.end <= head]
    near = bool(before) and re.fullmatch(r"[，,（(]\s?", sentence.text[before[-1].end : head]) is not None
    return bool(told) and near and "revenue" in sentence.told
