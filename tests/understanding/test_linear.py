"""Reading models: what is missing or strange is said clearly, and any byte order reads the same."""

from __future__ import annotations

import json
import sys
from array import array
from pathlib import Path

import pytest

from doccheck.understanding import decoding, linear, topics
from doccheck.understanding.linear import LinearModel, ModelMissing, read, use

WORDS = ("甲", "乙", "丙")
IDF, ENDS, COLUMNS, WEIGHTS = (1.0, 2.0, 1.5), (1, 3, 3), (0, 0, 1), (100, -50, 127)


def write_model(folder: Path, **changes: object) -> Path:
    """A model of three features and two labels, made byte by byte."""
    folder.mkdir(parents=True)
    about = {
        "format": linear.FORMAT, "labels": ["a", "b"], "intercepts": [-0.5, 0.25], "calibration": [[2.0, 0.0], [1.0, 1.0]],
        "scale": 0.01, "shares": [0.5, 1.0], "weights": 3,
    } | changes  # fmt: skip
    (folder / "model.json").write_text(json.dumps(about), encoding="utf-8")
    (folder / "vocabulary.txt").write_text("\n".join(WORDS), encoding="utf-8")
    parts = [array("f", IDF), array("I", ENDS), array("B", COLUMNS), array("b", WEIGHTS)]
    if sys.byteorder == "big":
        for part in parts:
            part.byteswap()
    (folder / "weights.bin").write_bytes(b"".join(part.tobytes() for part in parts))
    return folder


def test_scores_are_what_the_arrays_say(tmp_path: Path) -> None:
    model = read(write_model(tmp_path / "m"))
    # body: 甲 (1.0) and 乙 (2.0), brought to length one; unknown features count nothing
    length = 5**0.5
    wanted = [-0.5 + (1.0 * 1.00 + 2.0 * -0.50) / length, 0.25 + 2.0 * 1.27 / length]
    assert model.scores((set(), {"甲", "乙", "丁"})) == pytest.approx(wanted, abs=1e-4)
    # the heading counts half
    assert model.scores(({"甲"}, set())) == pytest.approx([-0.5 + 0.5 * 1.0, 0.25], abs=1e-4)
    assert model.scores(((), ())) == [-0.5, 0.25]


def test_probabilities_follow_the_calibration(tmp_path: Path) -> None:
    model = read(write_model(tmp_path / "m"))
    chance = model.probabilities(((), ()))
    assert chance["a"] == pytest.approx(1 / (1 + 2.718281828**1.0))
    assert chance["b"] == pytest.approx(1 / (1 + 2.718281828**-1.25))


@pytest.mark.parametrize("name", ["model.json", "vocabulary.txt", "weights.bin"])
def test_a_missing_file_is_said(tmp_path: Path, name: str) -> None:
    folder = write_model(tmp_path / "sections")
    (folder / name).unlink()
    with pytest.raises(ModelMissing, match="没有找到模型 sections，请重新安装 doccheck 或运行 doccheck train"):
        read(folder)


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="模型 m 的格式是 1，本程序读 2"):
        read(write_model(tmp_path / "m", format=1))


@pytest.mark.parametrize("cut", [1, 7, 21])
def test_a_file_cut_short_is_refused(tmp_path: Path, cut: int) -> None:
    folder = write_model(tmp_path / "m")
    path = folder / "weights.bin"
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(ModelMissing, match="模型 m 的文件不完整"):
        read(folder)


def test_a_broken_description_is_refused(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "m")
    (folder / "model.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelMissing, match="模型 m 的文件已损坏"):
        read(folder)


def test_a_big_endian_machine_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told that the machine has the other byte order, ``read`` must turn every number of several bytes round."""
    model = read(write_model(tmp_path / "m"))
    folder = write_model(tmp_path / "turned")
    data = (folder / "weights.bin").read_bytes()
    turned = b"".join(data[at : at + 4][::-1] for at in range(0, 24, 4)) + data[24:]
    (folder / "weights.bin").write_bytes(turned)
    monkeypatch.setattr(linear.sys, "byteorder", "little" if sys.byteorder == "big" else "big")
    other: LinearModel = read(folder)
    assert (other.idf, other.ends, other.columns, other.weights) == (
        model.idf,
        model.ends,
        model.columns,
        model.weights,
    )


def test_models_of_another_folder_are_used_until_the_shipped_are_again(tmp_path: Path) -> None:
    shipped = topics.section_topics("保密", "各方不得泄露商业秘密")
    try:
        use(tmp_path)
        with pytest.raises(ModelMissing, match="没有找到模型 sections"):
            topics.section_topics("保密", "各方不得泄露商业秘密")
        with pytest.raises(ModelMissing, match=r"没有找到 decoding\.json"):
            decoding.weighed("contrary", (0.0, 0.0))
        (tmp_path / "decoding.json").write_text("{}", encoding="utf-8")
        with pytest.raises(ModelMissing, match=r"decoding\.json 与本程序不符"):
            decoding.weighed("contrary", (0.0, 0.0))
    finally:
        use(None)
    assert topics.section_topics("保密", "各方不得泄露商业秘密") == shipped


@pytest.mark.parametrize(("value", "wanted"), [(0.0, 0.5), (800.0, 1.0), (-800.0, 0.0)])
def test_the_logistic_function_is_safe_for_any_size(value: float, wanted: float) -> None:
    assert linear.sigmoid(value) == pytest.approx(wanted)
