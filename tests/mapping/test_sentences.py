"""Sentences of a passage as the elements read them."""

from __future__ import annotations

from doccheck.document import Heading, Location, Paragraph
from doccheck.mapping.model import Passage
from doccheck.mapping.outline import read_sentences


def test_a_heading_before_the_text_of_its_paragraph_is_told_from_what_it_heads() -> None:
    text = "（三）知识产权“共建共享”。八家单位另外签订管理协议。"
    paragraph = Paragraph(text, Location(), heading=Heading(2, "（三）", "知识产权“共建共享”", 14))
    sentences = read_sentences(Passage("d1", (paragraph,)))
    assert [(sentence.raw, sentence.heading) for sentence in sentences] == [
        ("（三）知识产权“共建共享”。", True),
        ("八家单位另外签订管理协议。", False),
    ]


def test_a_sentence_under_a_heading_is_none() -> None:
    paragraph = Paragraph("知识产权共建共享。", Location())
    assert [sentence.heading for sentence in read_sentences(Passage("d1", (paragraph,)))] == [False]
