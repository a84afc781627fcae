"""L001–L003: what is counted, and by which count a limit is broken."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from doccheck.checks.limits.words import judge, word_limits
from doccheck.document import Heading, Location, Paragraph
from doccheck.findings import Evidence, Finding
from doccheck.language.wordcount import WordCount, count
from doccheck.mapping.counting import counted_text
from doccheck.mapping.model import Passage
from doccheck.programme.schema import LimitRow
from tests.mapping.forms.paper import Paper, submission

JIANGSU, LIANGJIANG = "jiangsu-2023", "liangjiang-2021"
ROW = LimitRow(id="x", kind="limit", title="机制", level="error", code=["L001"], max_words=500, min_words=100)  # type: ignore[arg-type]


def _codes(words: int, plain: int) -> list[str]:
    return [one.code for one in judge(ROW, "“机制”", WordCount(words, plain), Evidence("d1", "", Location()))]


@pytest.mark.parametrize(
    ("words", "plain", "codes"),
    [
        (501, 501, ["L001"]),
        (501, 500, ["L003"]),
        (500, 480, ["L003"]),
        (490, 470, ["L003"]),
        (489, 470, []),
        (100, 99, ["L003"]),
        (100, 100, []),
        (99, 90, ["L002"]),
    ],
)
def test_rule_of_the_two_counts(words: int, plain: int, codes: list[str]) -> None:
    assert _codes(words, plain) == codes


def test_message_tells_counted_limit_and_excess() -> None:
    [found] = judge(ROW, "“机制”", WordCount(563, 520), Evidence("d1", "", Location()))
    for figure in ("563", "520", "500", "63"):
        assert figure in found.message


def _mechanism(text: str) -> list[Finding]:
    paper = Paper()
    paper.table([["联合体决策及运行机制", f"（决策执行机制、科技成果归属、利益分配等, 不超过500字）\n{text}"]])
    return [
        one for one in word_limits(submission(JIANGSU, application=paper)) if one.requirement == "application.mechanism"
    ]


def test_label_and_hint_are_not_counted() -> None:
    assert not _mechanism("字" * 489)
    [found] = _mechanism("字" * 501)
    assert found.code == "L001"
    assert "501" in found.message


def test_question_and_answer_in_one_cell() -> None:
    paper = Paper()
    paper.table([["创新联合主要建设内容(500字以内)\n" + "字" * 260 + "\n" + "字" * 260]])
    [found] = word_limits(submission(LIANGJIANG, application=paper))
    assert "520" in found.message


def test_each_profile_by_itself() -> None:
    long = Paper().heading("参与单位简介").lines("字" * 520)
    short = Paper().heading("参与单位简介").lines("字" * 300)
    found = list(word_limits(submission(JIANGSU, member_profile_1=long, member_profile_2=short, lead_profile=short)))
    assert [(one.code, one.requirement) for one in found] == [("L001", "member_profile.words")]
    assert found[0].evidence[0].document == "d1"


def test_titles_of_profiles_are_not_counted_whatever_their_style() -> None:
    paper = Paper().lines("参与单位简介", "江苏大学简介", "字" * 489)
    assert not list(word_limits(submission(JIANGSU, member_profile=paper)))


def test_counted_text_leaves_out_headings_captions_and_contents() -> None:
    body = Paragraph("正文十个字在这里呀。")
    run_in = replace(Paragraph("（一）情况。正文"), heading=Heading(2, "（一）", "情况", 6))
    passage = Passage(
        "d1",
        (
            replace(Paragraph("一、基础"), heading=Heading(1, "一、", "基础", 4)),
            body,
            run_in,
            Paragraph("图1 组织架构图"),
            Paragraph("目录……1", toc=True),
        ),
    )
    assert counted_text(passage) == "正文十个字在这里呀。\n正文"


def test_cells_count_like_any_text_and_skip_is_the_heading() -> None:
    paper = Paper()
    paper.table([["甲", "乙丙"], ["丁", ""]])
    document = paper.document()
    assert count(counted_text(Passage("d1", document.blocks))).words == 4
    assert counted_text(Passage("d1", (Paragraph("（一）情况。正文"),), skip=6)) == "正文"


def test_a_sentence_that_begins_with_a_figure_number_is_counted() -> None:
    text = "图1说明了组织架构；其中理事会是决策机构。"
    assert counted_text(Passage("d1", (Paragraph(text),))) == text
