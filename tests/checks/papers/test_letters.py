"""Letters of the procedure: filled from the submission, the rest left to the officer."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from doccheck.findings.report import Report
from doccheck.mapping.letters import Filled, _written
from doccheck.programme.loader import load, programmes
from doccheck.reports.papers import papers
from tests.submissions import check, found

LEAD = "赣州市橙光食品有限公司"


def applied(tmp_path: Path, sector: str = "医药食品", lead: str = LEAD) -> Report:
    lines = [
        "# 赣州市产业科技创新联合体组建申请表", "创新联合体名称：赣州市脐橙科技创新联合体", f"产业领域：{sector}",
        f"牵头单位：{lead}（盖章）", "核心平台：江西省脐橙工程技术研究中心", "联系人：王某", "填报日期：2022年9月1日",
    ]  # fmt: skip
    return check(tmp_path, {"申请表.docx": lines}, "ganzhou-2022")


def paper(report: Report, name: str) -> Any:
    return docx.Document(io.BytesIO(next(one.data for one in papers(report) if one.name == name)))


def test_the_letter_to_the_departments_names_lead_and_consortium(tmp_path: Path) -> None:
    report = applied(tmp_path)
    letter = next(one for one in report.letters if one.requirement == "letter.consult")
    assert letter.body[0] == f"{LEAD}已来函申请牵头组建赣州市脐橙科技创新联合体。"
    assert letter.body[1].startswith("我局对医药食品产业链产业发展情况")
    assert letter.lacking == ("产业链责任部门", "推荐理由", "反馈期限", "经办人及电话")
    assert letter.attachments == (f"{LEAD}请示",)


def test_the_letter_of_consent_goes_to_the_lead(tmp_path: Path) -> None:
    said = [paragraph.text for paragraph in paper(applied(tmp_path), "关于同意牵头组建的函.docx").paragraphs]
    assert said[0] == "关于同意牵头组建赣州市脐橙科技创新联合体的函"
    assert f"{LEAD}：" in said
    assert any("以江西省脐橙工程技术研究中心为核心平台" in line for line in said)
    assert "专此函复" in said
    assert "赣州市科技局" in said
    assert said[-1] == "抄送：＿＿＿＿＿＿"


def test_each_letter_has_a_remark_that_says_what_is_left(tmp_path: Path) -> None:
    remarks = {finding.requirement: finding for finding in found(applied(tmp_path), "R002")}
    assert set(remarks) == {"routing", "letter.consult", "letter.approve"}
    assert "农社科" in remarks["routing"].message
    assert "反馈期限" in remarks["letter.consult"].suggestion
    assert [evidence.quote for evidence in remarks["letter.consult"].evidence][:2] == [LEAD, "赣州市脐橙科技创新联合体"]


def test_an_open_option_is_named_by_what_stands_beside_it(tmp_path: Path) -> None:
    report = applied(tmp_path, "其他产业（稀土功能材料）")
    letter = next(one for one in report.letters if one.requirement == "letter.consult")
    assert letter.body[1].startswith("我局对稀土功能材料产业链产业发展情况")
    assert "对口科室负责" in next(f.message for f in found(report, "R002", "routing"))


def test_what_the_papers_do_not_tell_is_left_to_the_officer(tmp_path: Path) -> None:
    report = check(tmp_path, {"申请表.docx": ["# 赣州市产业科技创新联合体组建申请表", "产业领域：化工"]}, "ganzhou-2022")
    letter = next(one for one in report.letters if one.requirement == "letter.consult")
    assert letter.body[0] == "＿＿＿＿＿＿已来函申请牵头组建＿＿＿＿＿＿。"


def test_a_submission_that_fills_nothing_gives_no_letter(tmp_path: Path) -> None:
    report = check(tmp_path, {"协议.docx": ["# 保密协议", "双方约定保守秘密。"]}, "ganzhou-2022")
    assert not report.letters
    assert not found(report, "R002")


@pytest.mark.parametrize(
    ("value", "text", "said"),
    [("稀土产业", "{甲}产业链", "稀土产业链"), ("稀土", "{甲}产业链", "稀土产业链"), ("", "{甲}产业链", "＿＿＿＿＿＿产业链"), ("产业", "{甲}产业链", "产业产业链")],
)
def test_words_that_answer_and_text_share_stand_once(value: str, text: str, said: str) -> None:
    assert _written(text, {"甲": Filled("甲", value)}) == said


def test_a_bureau_may_lay_out_one_letter_of_its_own(tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("致{{ 内容.牵头单位 }}：{{ 正文[0] }}")
    (tmp_path / "模板").mkdir()
    own.save(str(tmp_path / "模板" / "征求意见函.docx"))
    written = {one.name: one for one in papers(applied(tmp_path / "材料"), tmp_path / "模板")}
    said = docx.Document(io.BytesIO(written["征求意见函.docx"].data)).paragraphs[0].text
    assert said.startswith(f"致{LEAD}：{LEAD}已来函")
    assert len(docx.Document(io.BytesIO(written["关于同意牵头组建的函.docx"].data)).paragraphs) > 5


@pytest.mark.parametrize("programme", programmes())
def test_letters_and_scores_name_rows_that_are_there(programme: str) -> None:
    loaded = load(programme)
    for row in loaded.rows:
        if row.kind == "letter":
            texts = " ".join([row.heading, row.to, *row.body, *row.attachments, row.copies])
            assert all(loaded.row(target) and f"{{{name}}}" in texts for name, target in row.fill.items())
            assert not row.routing or loaded.row(row.by) is not None
        if row.kind == "score" and row.share is not None:
            named = [row.share.roster, *row.share.within]
            assert all(loaded.row(name) is not None for name in named if name)
            assert [low for low, _ in row.bands] == sorted((low for low, _ in row.bands), reverse=True)
            assert row.bands[-1][0] == 0
