"""Loading: shared blocks, the cache, detection heads, and errors that a person can mend by."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from doccheck.programme import loader
from doccheck.programme.loader import OutlineError, ProgrammeNotFound, detection_index, load, load_file, programmes

HEAD = "id: p-2020\nname: 甲\nissuer: 乙\nnumber: 丙\nreference_year: 2020\nrows:\n"
SECTION = "  - {id: plan.1, kind: section, title: 一, level: error, code: [S002]"


@pytest.fixture
def write(tmp_path: Path):
    def _write(rows: str) -> Path:
        path = tmp_path / "p-2020.yaml"
        path.write_text(HEAD + rows, encoding="utf-8")
        return path

    return _write


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "_cache_file", lambda digest: tmp_path / "cache" / f"{digest}.json")


def test_unknown_programme_names_the_known_ones() -> None:
    with pytest.raises(ProgrammeNotFound) as caught:
        load("suzhou-2030")
    assert "suzhou-2030" in str(caught.value)
    assert all(programme in str(caught.value) for programme in programmes())


def test_unknown_programme_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load("")


def test_a_row_takes_a_shared_block_and_adds_to_it(write) -> None:
    row = load_file(
        write(
            "  - {id: e, kind: element, level: info, code: [S005], use: talent_team, cues: [本行的], advice: 自己的}\n"
        )
    ).rows[0]
    assert row.cues[0] == "本行的"
    assert len(row.cues) > 1
    assert row.advice == "自己的"


def test_several_blocks_join_their_items(write) -> None:
    row = load_file(
        write("  - {id: e, kind: element, level: info, code: [S005], use: [profile_general, profile_honours]}\n")
    ).rows[0]
    names = [item.name for item in row.items]
    assert "员工数量" in names
    assert "奖项" in names


def test_a_blank_is_taken_by_name(write) -> None:
    row = load_file(write("  - {id: f, kind: field, level: info, code: [F001], fields: [contact_phone]}\n")).rows[0]
    assert row.fields[0].type == "phone"
    assert "联系电话" in row.fields[0].labels


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (SECTION + ", colour: red}\n", ["plan.1", "colour"]),
        ("  - {id: plan.1, kind: chapter, level: error, code: [S002]}\n", ["plan.1", "kind"]),
        ("  - {id: plan.1, kind: section, level: fatal, code: [S002]}\n", ["plan.1", "level", "fatal"]),
        ("  - {id: plan.1, kind: section, level: error}\n", ["plan.1", "code", "缺少"]),
        (
            "  - {id: l, kind: limit, level: error, code: [L001], max_words: 五百}\n",
            ["l：", "max_words", "整数", "五百"],
        ),
        (SECTION + ", use: nothing_such}\n", ["plan.1", "nothing_such", "elements.yaml"]),
        (SECTION + ", topic: nothing_such}\n", ["plan.1", "nothing_such"]),
        (SECTION + ", parent: plan.9}\n", ["plan.1", "plan.9", "parent"]),
        (SECTION + "}\n" + SECTION + "}\n", ["plan.1", "重复"]),
        (
            "  - {id: s, kind: score, level: info, code: [R001], max: 5, share: {name: 甲, within: [plan.9]}}\n",
            ["s：", "share.within", "plan.9"],
        ),
        (
            "  - {id: l, kind: letter, level: info, code: [R002], body: ['{甲}'], fill: {甲: form.lead}}\n",
            ["l：", "fill", "form.lead"],
        ),
        ("  - {id: plan.1, kind: section\n  - {\n", ["行", "列"]),
    ],
)
def test_a_slip_is_told_with_its_row_and_key(write, rows: str, words: list[str]) -> None:
    with pytest.raises(OutlineError) as caught:
        load_file(write(rows))
    for word in words:
        assert word in str(caught.value)


def test_every_slip_is_told_at_once(write) -> None:
    with pytest.raises(OutlineError) as caught:
        load_file(write(SECTION + ", colour: red}\n  - {id: plan.2, kind: section, level: fatal, code: [S002]}\n"))
    assert len(caught.value.problems) == 2


def test_missing_file_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_file(tmp_path / "none.yaml")


def test_the_cache_follows_the_file(write) -> None:
    assert load_file(write(SECTION + "}\n")).rows[0].title == "一"
    assert load_file(write(SECTION.replace("一", "二") + "}\n")).rows[0].title == "二"


def test_cached_and_fresh_are_the_same(write) -> None:
    path = write(SECTION + ", use: decision, topic: council}\n")
    assert asdict(load_file(path)) == asdict(load_file(path))


def test_a_spoilt_cache_is_no_harm(write, tmp_path: Path) -> None:
    path = write(SECTION + "}\n")
    load_file(path)
    for cached in (tmp_path / "cache").glob("*.json"):
        cached.write_text("{", encoding="utf-8")
    assert load_file(path).rows[0].title == "一"


def test_a_cache_that_cannot_be_written_is_no_harm(write, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert load_file(write(SECTION + "}\n")).rows[0].title == "一"


def test_the_cache_does_not_grow_for_ever(write, tmp_path: Path) -> None:
    for number in range(60):
        load_file(write(SECTION.replace("一", f"第{number}章") + "}\n"))
    assert len(list((tmp_path / "cache").iterdir())) == 48


def test_detection_heads_agree_with_the_programmes() -> None:
    for head in detection_index():
        programme = load(head.id)
        assert (head.name, list(head.detect), list(head.region)) == (programme.name, programme.detect, programme.region)
        assert head.detect
        assert head.reference_year == programme.reference_year


def test_a_warm_load_reads_no_yaml_again(monkeypatch: pytest.MonkeyPatch) -> None:
    outline = loader.outline_folder() / "ganzhou-2022.yaml"
    first = load_file(outline)
    monkeypatch.setattr("yaml.load", lambda *_, **__: pytest.fail("read again"))
    assert [row.id for row in load_file(outline).rows] == [row.id for row in first.rows]


def test_installed_data_goes_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_data" / "outlines").mkdir(parents=True)
    monkeypatch.setattr(loader, "files", lambda package: tmp_path)
    assert loader.outline_folder.__wrapped__() == tmp_path / "_data" / "outlines"
