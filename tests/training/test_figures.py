"""What the model of figures learns from: numbers of packs beside the annotations that they were given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from doccheck.facts.tagging import FIGURES, NOTHING
from doccheck.training.corpus import CorpusFault
from doccheck.training.figures import samples_of, train_figures
from doccheck.training.packs import Pack
from doccheck.understanding.linear import read

LEAD = "重庆岚谷机电有限公司"


def data(author: str, sold: float, staff: int) -> dict[str, object]:
    text = f"公司2020年卖出去{sold}亿元的货，厂里干活的有{staff}人，产品寿命{staff}小时。"
    return {
        "id": f"{author}-1",
        "author": author,
        "programme": "liangjiang-2021",
        "year": 2021,
        "consortium": "重庆岚谷机电创新联合体",
        "lead": LEAD,
        "members": [],
        "documents": [
            {"file": "简介.docx", "role": "lead_profile", "title": f"{LEAD}简介", "blocks": [{"p": text}, {"p": text}]}
        ],
        "facts": [
            {"d": 0, "q": q, "s": "lead", "y": 2020, "n": "actual", "v": v, "u": u, "x": x, "near": near}
            for _ in range(2)
            for q, v, u, x, near in (
                ("revenue", sold * 10000, "万元", f"{sold}亿元", "卖出去"),
                ("staff", staff, "人", f"{staff}人", "干活的有"),
            )
        ],
        "contradictions": [],
        "traps": [],
    }


def test_each_number_learns_its_own_annotation() -> None:
    taught = list(samples_of(Pack.model_validate(data("a", 4.2, 486))))
    assert [sample.first for sample in taught] == ["revenue", "staff", NOTHING] * 2
    assert {sample.author for sample in taught} == {"a"}


def test_equal_values_go_to_the_number_right_beside_the_words() -> None:
    both = data("a", 4.2, 486)
    both["documents"][0]["blocks"] = [{"p": "联合体有企业2家、高校2家、科研院所2家。"}]  # type: ignore[index]
    both["facts"] = [
        {"d": 0, "q": q, "s": "consortium", "y": None, "n": "actual", "v": 2, "u": "家", "x": "2家", "near": near}
        for q, near in (("institutes", "科研院所"), ("universities", "高校"), ("enterprises", "企业"))
    ]
    taught = list(samples_of(Pack.model_validate(both)))
    assert [sample.first for sample in taught] == ["enterprises", "universities", "institutes"]


def test_a_model_with_its_card_and_its_measure_is_written(tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    packs.mkdir()
    for number, author in enumerate(("a", "b", "c", "d")):
        text = json.dumps(data(author, 4.2 + number, 486 + number), ensure_ascii=False)
        (packs / f"{author}-1.json").write_text(text, encoding="utf-8")
    (tmp_path / "quality.json").write_text('{"tables": {"roles": {}}}', encoding="utf-8")
    table = train_figures(packs, tmp_path)
    assert table.macro_f1 == 1.0
    assert set(read(tmp_path / FIGURES).labels) == {"revenue", "staff", NOTHING}
    assert (tmp_path / FIGURES / "README.md").is_file()
    assert set(json.loads((tmp_path / "quality.json").read_text(encoding="utf-8"))["tables"]) == {"roles", FIGURES}


def test_too_few_authors_cannot_be_measured(tmp_path: Path) -> None:
    (tmp_path / "a-1.json").write_text(json.dumps(data("a", 4.2, 486), ensure_ascii=False), encoding="utf-8")
    with pytest.raises(CorpusFault, match="1 位作者"):
        train_figures(tmp_path, tmp_path)
