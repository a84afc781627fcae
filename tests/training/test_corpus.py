"""The corpora: what is refused, how faults are named, and that the shipped ones are sound."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from doccheck.training import build, corpus
from doccheck.training.corpus import CorpusFault, Passage
from tests.training.tiny import write_corpora

SHIPPED = Path(__file__).resolve().parents[2] / "corpora" / "understanding"
HEAD = '{"author": "a", "voice": "v", "industry": "i", "source": "original"}'
ONE = "理事会由各成员单位各推选一名代表组成，理事长由牵头单位代表担任，每届任期三年，期满可以连任。"
ALMOST = "理事会由各成员单位各推选一名代表组成，理事长由牵头单位代表担任，每届任期两年，期满可以连选。"
OTHER = "专家委员会聘请校外教授九名，对技术路线提出意见，一年评一次，意见抄送全体成员。"


def passage(text: str, kind: str = "section", label: str = "council", place: str = "a.jsonl:2") -> Passage:
    about = {"author": "a", "voice": "v", "industry": "i", "source": "original"}
    return Passage.model_validate({"kind": kind, "labels": [label], "text": text, "place": place, **about})


def folder_with(tmp_path: Path, *lines: str) -> Path:
    (tmp_path / "passages").mkdir()
    (tmp_path / "passages" / "甲.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_near_duplicates_are_refused_with_both_places() -> None:
    with pytest.raises(CorpusFault, match=r"a\.jsonl:2 与 b\.jsonl:7 近似重复") as fault:
        build.check([passage(ONE), passage(OTHER, place="a.jsonl:3"), passage(ALMOST, place="b.jsonl:7")])
    assert "1 处问题" in str(fault.value)


def test_alike_texts_of_different_kinds_and_texts_on_one_matter_are_no_duplicates() -> None:
    clause = passage(ALMOST, "clause", "c_decision", "a.jsonl:4")
    council = passage("成员单位选出代表进入理事会；牵头单位的代表做理事长，三年一届。", place="a.jsonl:5")
    build.check([passage(ONE), passage(OTHER, place="a.jsonl:3"), clause, council])


def test_an_unknown_label_is_refused() -> None:
    with pytest.raises(CorpusFault, match=r"a\.jsonl:2: 没有这个标签 coumcil"):
        build.check([passage(ONE, label="coumcil")])


def test_a_label_of_another_kind_is_unknown() -> None:
    with pytest.raises(CorpusFault, match="没有这个标签 c_ip"):
        build.check([passage(ONE, label="c_ip")])


def test_unknown_topics_in_whole_documents_are_refused() -> None:
    paper = corpus.WholeDocument.model_validate(
        {
            "id": "d1", "author": "a", "voice": "v", "industry": "i", "programme": "jiangsu-2023", "role": "plan",
            "title": "方案", "blocks": [{"h": "一、理事会", "topics": ["coumcil"], "x": ONE}],
        }
    )  # fmt: skip
    with pytest.raises(CorpusFault, match="d1#0: 没有这个标签 coumcil"):
        build.check([], [paper])


@pytest.mark.parametrize(
    "bad",
    [
        '{"k": "section", "t": ["council"], "x": ',
        '{"k": "section", "t": ["council"]}',
        '{"k": "chapter", "t": ["council"], "x": "文字"}',
        '{"k": "element", "s": {"council": "perhaps"}, "x": "文字"}',
        '{"k": "element", "s": ["council"], "x": "文字"}',
        '["section", "文字"]',
    ],
)
def test_a_bad_line_is_named_with_file_and_line(tmp_path: Path, bad: str) -> None:
    good = json.dumps({"k": "section", "t": ["council"], "x": ONE}, ensure_ascii=False)
    folder = folder_with(tmp_path, HEAD, good, "", bad)
    with pytest.raises(CorpusFault, match=r"甲\.jsonl:4: "):
        list(corpus.passages(folder))


@pytest.mark.parametrize("head", ["", "[]", '{"author": "a", "voice": "v", "industry": "i"}', "不是 JSON"])
def test_a_first_line_without_its_author_is_named(tmp_path: Path, head: str) -> None:
    with pytest.raises(CorpusFault, match=r"甲\.jsonl:1: 第一行应写明 author、voice、industry、source"):
        list(corpus.passages(folder_with(tmp_path, head)))


def test_a_bad_document_is_named(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "d9.json").write_text('{"id": "d9"}', encoding="utf-8")
    with pytest.raises(CorpusFault, match=r"d9\.json: "):
        list(corpus.documents(tmp_path))


def test_the_digest_changes_with_content_and_names_and_with_nothing_else(tmp_path: Path) -> None:
    one = write_corpora(tmp_path / "one", each=1)
    two = tmp_path / "two"
    shutil.copytree(one, two)
    assert corpus.digest(one) == corpus.digest(two)
    (two / "notes.md").write_text("x", encoding="utf-8")
    assert corpus.digest(one) == corpus.digest(two)
    path = two / "passages" / "a1.jsonl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + " ", encoding="utf-8")
    changed = corpus.digest(two)
    assert changed != corpus.digest(one)
    path.write_text(text, encoding="utf-8")
    path.rename(path.with_name("b1.jsonl"))
    assert corpus.digest(two) not in (changed, corpus.digest(one))


def test_held_out_documents_do_not_count_in_the_digest(tmp_path: Path) -> None:
    folder = write_corpora(tmp_path / "one", each=1)
    before = corpus.digest(folder)
    (folder / "heldout").mkdir()
    (folder / "heldout" / "h.json").write_text("{}", encoding="utf-8")
    assert corpus.digest(folder) == before


@pytest.mark.slow
def test_the_shipped_corpora_are_sound() -> None:
    texts, papers = list(corpus.passages(SHIPPED)), list(corpus.documents(SHIPPED))
    build.check(texts, papers)
    assert len(texts) >= 4000
    assert len(papers) >= 60


def test_no_author_of_a_held_out_document_wrote_what_is_learnt_from() -> None:
    learnt = {text.author for text in corpus.passages(SHIPPED)} | {paper.author for paper in corpus.documents(SHIPPED)}
    assert learnt.isdisjoint(paper.author for paper in corpus.documents(SHIPPED, "heldout"))
