"""``doccheck train``: what it writes and says, and what it says when something lacks."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from doccheck.cli import main
from doccheck.training.corpus import digest
from doccheck.understanding.linear import model_folder, read, use
from doccheck.understanding.topics import section_topics
from tests.training.tiny import AUTHORS, WORDS, write_corpora


def test_a_tiny_corpus_is_learnt_written_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpora, target, folds = write_corpora(tmp_path / "语料 一"), tmp_path / "模型", tmp_path / "folds"
    assert main(["train", "--corpora", str(corpora), "--output", str(target), "--keep-folds", str(folds)]) == 0
    out, err = capsys.readouterr()
    for name in ("sections", "clauses", "elements", "roles"):
        assert (target / name / "README.md").is_file()
        about = json.loads((target / name / "model.json").read_text(encoding="utf-8"))
        assert about["corpora"] == digest(corpora)
        assert read(target / name).labels
        assert any(line.startswith(name) and "宏平均 F1" in line for line in out.splitlines())
    quality = json.loads((target / "quality.json").read_text(encoding="utf-8"))
    assert quality["tables"]["sections"]["macro_f1"] > 0.9
    assert set(json.loads((target / "decoding.json").read_text(encoding="utf-8"))) >= {"section", "clause", "element"}
    assert f"模型已写入 {target}" in err
    dealt = [author for path in folds.glob("*/authors.json") for author in json.loads(path.read_text())]
    assert sorted(dealt) == sorted(AUTHORS)
    try:
        use(target)
        chances = section_topics("", WORDS["experts"])
        assert max(chances, key=chances.__getitem__) == "experts"
    finally:
        use(None)


def test_a_fold_knows_nothing_of_its_own_authors(tmp_path: Path) -> None:
    corpora, folds = write_corpora(tmp_path / "c"), tmp_path / "folds"
    path = corpora / "passages" / "a1.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("理事", "龘龘"), encoding="utf-8")
    main(["train", "--corpora", str(corpora), "--output", str(tmp_path / "m"), "--keep-folds", str(folds)])
    for authors in folds.glob("*/authors.json"):
        words = (authors.parent / "sections" / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        assert ("龘" in words) != ("a1" in json.loads(authors.read_text()))


def test_without_corpora_it_says_where_it_looked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--corpora", str(tmp_path / "无"), "--output", str(tmp_path / "m")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"没有找到标注语料：{tmp_path / '无'}" in err
    assert "--corpora" in err
    assert not (tmp_path / "m").exists()


def test_corpora_with_a_fault_change_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpora = write_corpora(tmp_path / "c")
    path = corpora / "passages" / "a2.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"council"', '"coumcil"', 1), encoding="utf-8")
    assert main(["train", "--corpora", str(corpora), "--output", str(tmp_path / "m")]) == 2
    assert "a2.jsonl:2: 没有这个标签 coumcil" in capsys.readouterr().err
    assert list((tmp_path / "m").iterdir()) == []


def test_too_few_authors_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpora = write_corpora(tmp_path / "c", AUTHORS[:3])
    assert main(["train", "--corpora", str(corpora), "--output", str(tmp_path / "m")]) == 2
    assert "只有 3 位作者" in capsys.readouterr().err


def test_without_its_libraries_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "sklearn" else found(name, *rest)
    )
    assert main(["train", "--corpora", str(tmp_path), "--output", str(tmp_path / "m")]) == 2
    err = capsys.readouterr().err
    assert "sklearn" in err
    assert "doccheck[train]" in err


def test_training_elsewhere_leaves_the_shipped_models_in_use(tmp_path: Path) -> None:
    before = section_topics("保密", "不得泄露")
    folder = model_folder()
    main(["train", "--corpora", str(write_corpora(tmp_path / "c")), "--output", str(tmp_path / "m")])
    assert section_topics("保密", "不得泄露") == before
    assert model_folder() == folder
