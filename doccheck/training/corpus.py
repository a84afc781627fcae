"""The labelled texts of ``corpora/understanding``: passages and whole documents, read and checked.

``passages/*.jsonl``: the first line tells author, voice, style, industry and source of the rest; every other line is
one passage. ``documents/*.json`` (for learning) and ``heldout/*.json`` (never learnt from) are whole papers, block by
block. corpora/README.md says what each label means.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

State = Literal["met", "deferred", "contrary", "absent"]
Kind = Literal["section", "clause", "element", "role"]
_ABOUT = ("author", "voice", "industry", "source")
NEAR_DUPLICATE = 0.6
"""Share of the shorter text's three-character runs from which two passages count as the same."""


class Passage(BaseModel):
    """One labelled text with its author; ``deferred`` are clause topics that the text only puts off."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    labels: tuple[str, ...]
    deferred: tuple[str, ...] = ()
    states: Mapping[str, State] = Field(default_factory=dict)
    heading: str = ""
    text: str
    author: str
    voice: str
    industry: str
    source: str
    programme: str = ""
    place: str = ""
    """File and line, for messages."""


class Block(BaseModel):
    """A heading of a whole document with the text below it, and the rows of the programme that it answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    level: int = 0
    heading: str = Field(default="", alias="h")
    rows: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    deferred: tuple[str, ...] = Field(default=(), alias="d")
    text: str = Field(default="", alias="x")


class WholeDocument(BaseModel):
    """A plan or agreement written whole; what it leaves out is said in ``missing``."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    author: str
    voice: str
    style: str = ""
    industry: str
    source: str = "original"
    programme: str
    role: str
    hard: bool = False
    title: str
    blocks: tuple[Block, ...]
    elements: Mapping[str, State] = Field(default_factory=dict)
    clauses: Mapping[str, Literal["settled", "deferred", "absent"]] = Field(default_factory=dict)
    missing: tuple[str, ...] = ()


class CorpusFault(Exception):
    """Something in the corpora that must be put right before anything is learnt from them."""


def passages(folder: Path) -> Iterator[Passage]:
    """Every passage below ``folder/passages`` in the order of files and lines.

    Raises:
        CorpusFault: for a line that cannot be read.
    """
    for path in sorted((folder / "passages").glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        try:
            about = _object(lines[0])
            about = {key: about[key] for key in _ABOUT}
        except (ValueError, IndexError, KeyError) as error:
            raise CorpusFault(f"{path.name}:1: 第一行应写明 {'、'.join(_ABOUT)}") from error
        for number, line in enumerate(lines[1:], 2):
            if line.strip():
                try:
                    yield _passage(_object(line), about, f"{path.name}:{number}")
                except KeyError as error:
                    raise CorpusFault(f"{path.name}:{number}: 缺少 {error}") from error
                except ValueError as error:
                    raise CorpusFault(f"{path.name}:{number}: {error}") from error


def _object(line: str) -> dict[str, object]:
    data = json.loads(line)
    if not isinstance(data, dict):
        raise ValueError("应为一个 JSON 对象（{…}）")
    return data


def _passage(data: Mapping[str, object], about: Mapping[str, object], place: str) -> Passage:
    states = data.get("s", {})
    if not isinstance(states, dict):
        raise ValueError("s 应写成 {要素: 状态}")
    return Passage.model_validate(
        {
            "kind": data["k"],
            "labels": data.get("t", list(states)),
            "deferred": data.get("d", []),
            "states": states,
            "heading": data.get("h", ""),
            "text": data["x"],
            "place": place,
            **about,
        }
    )


def documents(folder: Path, kind: str = "documents") -> Iterator[WholeDocument]:
    """Every whole document below ``folder/documents`` or ``folder/heldout``.

    Raises:
        CorpusFault: for a file that does not follow the form.
    """
    for path in sorted((folder / kind).glob("*.json")):
        try:
            yield WholeDocument.model_validate_json(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise CorpusFault(f"{path.name}: {error}") from error


def from_documents(papers: Iterable[WholeDocument]) -> Iterator[Passage]:
    """The passages of whole documents that carry topics, with the programme that they were written for."""
    for paper in papers:
        kind: Kind = "section" if paper.role == "plan" else "clause"
        for number, block in enumerate(paper.blocks):
            topics = tuple(t for t in block.topics if t.startswith("c_") == (kind == "clause"))
            if (topics or block.deferred) and len(block.text) >= 15:
                yield Passage(
                    kind=kind,
                    labels=topics,
                    deferred=block.deferred,
                    heading=block.heading,
                    text=block.text,
                    author=paper.author,
                    voice=paper.voice,
                    industry=paper.industry,
                    source=paper.source,
                    programme=paper.programme,
                    place=f"{paper.id}#{number}",
                )


def unknown_labels(texts: Iterable[Passage], known: Mapping[str, set[str]]) -> Iterator[str]:
    """A message for each label that no topic has; ``known`` gives the labels of each kind."""
    for passage in texts:
        for label in (*passage.labels, *passage.deferred, *passage.states):
            if label not in known[passage.kind]:
                yield f"{passage.place}: 没有这个标签 {label}"


def _runs(text: str) -> set[str]:
    letters = "".join(char for char in text if char.isalnum())
    return {letters[i : i + 3] for i in range(len(letters) - 2)}


def near_duplicates(texts: Sequence[Passage]) -> Iterator[tuple[Passage, Passage, float]]:
    """Pairs of passages of one kind that share most of the shorter one's three-character runs.

    Only passages that share some rare run are compared, so that thousands of texts take a second.
    """
    runs = [_runs(passage.text) for passage in texts]
    holders: dict[str, list[int]] = {}
    for index, own in enumerate(runs):
        for run in own:
            holders.setdefault(run, []).append(index)
    seen: set[tuple[int, int]] = set()
    for index, own in enumerate(runs):
        shared: dict[int, int] = {}
        for run in own:
            if len(holders[run]) <= 40:
                for other in holders[run]:
                    if other < index:
                        shared[other] = shared.get(other, 0) + 1
        for other, count in shared.items():
            shorter = min(len(own), len(runs[other]))
            if count * 2.5 < shorter or texts[index].kind != texts[other].kind or (other, index) in seen:
                continue
            seen.add((other, index))
            share = len(own & runs[other]) / max(1, shorter)
            if share >= NEAR_DUPLICATE:
                yield texts[other], texts[index], share


def digest(folder: Path) -> str:
    """The hash of everything that is learnt from: names and bytes of all passage and document files."""
    total = hashlib.sha256()
    for path in sorted([*(folder / "passages").glob("*.jsonl"), *(folder / "documents").glob("*.json")]):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()
