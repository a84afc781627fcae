"""Programmes from ``outlines/*.yaml``: shared blocks merged in, then validated, with errors a person can read.

A row (or one of its fields, columns, items …) takes a shared block with ``use: <id>`` or ``use: [<id>, …]``:
rows from ``shared/elements.yaml``, blanks of forms from ``shared/fields.yaml``. Of a key that both have, lists are
joined (the row's own first) and anything else is the row's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec import Struct

from doccheck.programme.building import built
from doccheck.programme.schema import Programme
from doccheck.programme.validation import validate

_BLANKS = ("fields", "columns", "parts", "total")
"""Keys of a row whose entries are blanks of a form."""
_CACHED = 48
"""How many merged files the cache keeps: several versions of every programme."""


class ProgrammeNotFound(KeyError):
    """No programme has this id; the message lists those that exist."""

    def __init__(self, programme_id: str, known: list[str]) -> None:
        super().__init__(programme_id)
        self.programme_id = programme_id
        self.known = known

    def __str__(self) -> str:
        return f"没有名为“{self.programme_id}”的申报事项。可用的有：{'、'.join(self.known) or '（无）'}"


class OutlineError(ValueError):
    """A programme file does not say what the schema asks; ``problems`` holds one Chinese line for each slip."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        super().__init__(f"{path.name} 有 {len(problems)} 处问题：\n" + "\n".join(f"  - {p}" for p in problems))
        self.path = path
        self.problems = problems


class Signature(Struct, frozen=True):
    """What detection needs of a programme, read without its rows."""

    id: str
    name: str
    region: tuple[str, ...]
    detect: tuple[str, ...]
    form: str
    number: str
    issuer: str
    reference_year: int


@lru_cache(maxsize=1)
def outline_folder() -> Path:
    """The folder of the programme files: of the installed package, else of the checkout.

    Raises:
        FileNotFoundError: when neither is there.
    """
    installed = Path(str(files("doccheck"))) / "_data" / "outlines"
    checkout = Path(__file__).resolve().parents[2] / "outlines"
    for folder in (installed, checkout):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"找不到申报事项文件夹 outlines（查过 {installed} 和 {checkout}），请重新安装 doccheck")


@lru_cache(maxsize=1)
def programmes() -> list[str]:
    """Ids of all programmes, sorted."""
    return sorted(path.stem for path in outline_folder().glob("*.yaml"))


@lru_cache(maxsize=16)
def load(programme_id: str) -> Programme:
    """The programme with this id.

    Raises:
        ProgrammeNotFound: when there is none.
        OutlineError: when its file is not valid.
    """
    if programme_id not in programmes():
        raise ProgrammeNotFound(programme_id, programmes())
    return load_file(outline_folder() / f"{programme_id}.yaml")


def load_file(path: Path | str) -> Programme:
    """The programme written in one YAML file, shared blocks merged in.

    Raises:
        FileNotFoundError: when the file is not there.
        OutlineError: when it is no YAML, names a shared block that is not there, or breaks the schema.
    """
    path = Path(path)
    return built(Programme, _merged(path))


@lru_cache(maxsize=1)
def detection_index() -> tuple[Signature, ...]:
    """What detection needs of every programme; only the heads of the files are read."""
    found = []
    for programme_id in programmes():
        path = outline_folder() / f"{programme_id}.yaml"
        head = _cached_yaml(path, path.read_text(encoding="utf-8").split("\nrows:", 1)[0])
        found.append(
            Signature(
                id=head["id"],
                name=head["name"],
                region=tuple(head.get("region", ())),
                detect=tuple(head.get("detect", ())),
                form=head.get("form", "创新联合体"),
                number=head["number"],
                issuer=head["issuer"],
                reference_year=head["reference_year"],
            )
        )
    return tuple(found)


def _yaml(path: Path, text: str) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark is not None else "某处"
        problem = getattr(error, "problem", None) or "格式有误"
        raise OutlineError(path, [f"{place}不是合法的 YAML：{problem}"]) from error


def _merged(path: Path) -> dict[str, Any]:
    """The file's data with the shared blocks in it, from the cache when neither it nor they have changed.

    Parsing the YAML and validating it cost many times what everything else does; the cache holds the merged, valid
    data as JSON under the hash of all that went into it, so it can be stale in no case. It only saves time.
    """
    text = path.read_text(encoding="utf-8")
    shared = {name: _shared_text(name) for name in ("elements", "fields", "topics", "clauses")}
    digest = hashlib.sha256("\0".join(("2", text, *shared.values())).encode()).hexdigest()[:32]
    cached = _read_cache(digest)
    if cached is not None:
        return cached
    data = _yaml(path, text)
    if not isinstance(data, dict):
        raise OutlineError(path, ["文件顶层应是“键: 值”的形式"])
    problems: list[str] = []
    elements, fields = _shared("elements"), _shared("fields")
    data["rows"] = [
        _complete(row, elements, fields, problems) if isinstance(row, dict) else row for row in data.get("rows") or []
    ]
    topics = {**_shared("topics"), **_shared("clauses"), **(data.get("topics") or {})}
    problems += [
        f"{row.get('id')}：topic “{row['topic']}”不在 shared/topics.yaml、shared/clauses.yaml 或本文件的 topics 中"
        for row in data["rows"]
        if isinstance(row, dict) and row.get("topic") and row["topic"] not in topics
    ]
    problems += _structure(data["rows"])
    if problems:
        raise OutlineError(path, problems)
    data["topics"] = topics
    if problems := validate(data):
        raise OutlineError(path, problems)
    _write_cache(digest, data)
    return data


def _structure(rows: list[Any]) -> list[str]:
    """Ids that stand twice, and parents that are no row."""
    ids = [row.get("id") for row in rows if isinstance(row, dict)]
    twice = sorted({str(i) for i in ids if ids.count(i) > 1})
    lost = [
        f"{row.get('id')}：parent “{row['parent']}”不是本文件中的条目"
        for row in rows
        if isinstance(row, dict) and row.get("parent") and row["parent"] not in ids
    ]
    named = [
        f"{row.get('id')}：{key} “{target}”不是本文件中的条目"
        for row in rows
        if isinstance(row, dict)
        for key, target in _named(row)
        if target and target not in ids
    ]
    return [f"{i}：编号重复" for i in twice] + lost + named


def _named(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The rows that a score or a letter takes its content from."""
    share, fill = row.get("share"), row.get("fill")
    yield "by", row.get("by")
    if row.get("kind") == "score":
        yield from (("evidence", target) for target in row.get("evidence") or ())
    if isinstance(share, dict):
        yield "share.roster", share.get("roster")
        yield from (("share.within", target) for target in share.get("within") or ())
    if isinstance(fill, dict):
        yield from (("fill", target) for target in fill.values())


def _complete(
    row: dict[str, Any], elements: dict[str, Any], fields: dict[str, Any], problems: list[str]
) -> dict[str, Any]:
    """A row with its shared blocks and those of its blanks and items merged in."""
    row = _use(row, elements, "elements.yaml", str(row.get("id")), problems)
    for key in _BLANKS:
        value = row.get(key)
        if isinstance(value, dict):
            row[key] = _use(value, fields, "fields.yaml", f"{row.get('id')}.{key}", problems)
        elif isinstance(value, list):
            row[key] = [
                _use({"use": v} if isinstance(v, str) else v, fields, "fields.yaml", f"{row.get('id')}.{key}", problems)
                for v in value
            ]
    if isinstance(row.get("items"), list):
        # An item takes only the words of a block: its advice and title belong to whole rows.
        words = {
            block: {k: v for k, v in keys.items() if k in ("cues", "contrary")} for block, keys in elements.items()
        }
        row["items"] = [_use(i, words, "elements.yaml", f"{row.get('id')}.items", problems) for i in row["items"]]
    return row


def _use(entry: Any, blocks: dict[str, Any], source: str, place: str, problems: list[str]) -> Any:
    if not isinstance(entry, dict) or "use" not in entry:
        return entry
    wanted = entry["use"]
    merged = {key: value for key, value in entry.items() if key != "use"}
    for block_id in [wanted] if isinstance(wanted, str) else wanted:
        block = blocks.get(block_id)
        if block is None:
            problems.append(f"{place}：use “{block_id}”不在 shared/{source} 中")
            continue
        for key, value in block.items():
            if isinstance(value, list) and isinstance(merged.get(key), list):
                merged[key] = merged[key] + [v for v in value if v not in merged[key]]
            else:
                merged.setdefault(key, value)
    return merged


def shared_data(name: str) -> Any:
    """A file of outlines/shared as plain data, from the cache when it has not changed."""
    return _cached_yaml(outline_folder() / "shared" / f"{name}.yaml", _shared_text(name))


def _cached_yaml(path: Path, text: str) -> Any:
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    cached = _read_json(digest)
    if cached is not None:
        return cached
    data = _yaml(path, text)
    _write_cache(digest, data)
    return data


def _shared_text(name: str) -> str:
    path = outline_folder() / "shared" / f"{name}.yaml"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@lru_cache(maxsize=8)
def _shared(name: str) -> dict[str, Any]:
    return _yaml(outline_folder() / "shared" / f"{name}.yaml", _shared_text(name)) or {}


def _cache_file(digest: str) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("doccheck") / "outlines" / f"{digest}.json"


def _read_cache(digest: str) -> dict[str, Any] | None:
    data = _read_json(digest)
    return data if isinstance(data, dict) and "rows" in data else None


def _read_json(digest: str) -> Any:
    try:
        return json.loads(_cache_file(digest).read_bytes())
    except (OSError, ValueError):
        return None


def _write_cache(digest: str, data: Any) -> None:
    path = _cache_file(digest)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written apart and moved in one step: two checks may start at the same time.
        draft = path.with_suffix(f".{id(data):x}.part")
        draft.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)
        kept = sorted(path.parent.glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
        for outdated in kept[_CACHED:]:
            outdated.unlink(missing_ok=True)
    except (OSError, TypeError):
        return
