"""How well whole papers are understood: roles, sections, clauses and elements against what their writers say.

Every paper is written as a Word file and read, mapped and judged like any submission.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from doccheck.evaluation.score import CodeScore
from doccheck.mapping.model import ElementState, MappedSubmission, SectionMatch
from doccheck.programme.schema import ClauseRow, ElementRow, Programme, SectionRow
from doccheck.training.corpus import Block, WholeDocument, digest, documents
from doccheck.training.figures import digest as digest_of_packs
from doccheck.training.papers import read
from doccheck.training.unseen import placed

_ALIKE = {"charter": {"agreement", "charter"}, "agreement": {"agreement", "charter"}}


class Share(Struct):
    """How many of how many were right."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.of += 1

    @property
    def value(self) -> float:
        """The share that was right; 1 of none."""
        return self.right / self.of if self.of else 1.0


class Slip(Struct, frozen=True):
    """One thing that was not understood: the paper, the row, what its writer says and what was made of it."""

    paper: str
    kind: str
    row: str
    wanted: str
    got: str
    confidence: float = 0.0


class Understood(Struct):
    """The measures of a set of papers, and every slip."""

    papers: int = 0
    roles: Share = field(default_factory=Share)
    sections: Share = field(default_factory=Share)
    clauses: CodeScore = field(default_factory=CodeScore)
    deferred: CodeScore = field(default_factory=CodeScore)
    states: Share = field(default_factory=Share)
    lacking: CodeScore = field(default_factory=CodeScore)
    slips: list[Slip] = field(default_factory=list)


def f1(score: CodeScore) -> float:
    """The harmonic mean of precision and recall."""
    whole = 2 * score.right + score.false + score.missed
    return 2 * score.right / whole if whole else 1.0


def understand(papers: Iterable[WholeDocument], programmes: Mapping[str, Programme] | None = None) -> Understood:
    """Read every paper and compare; ``programmes`` may give programmes that are not among the outlines."""
    result = Understood()
    for paper in papers:
        mapped = mapped_paper(paper, (programmes or {}).get(paper.programme))
        result.papers += 1
        _roles(paper, mapped, result)
        _sections(paper, mapped, result)
        _clauses(paper, mapped, result)
        _elements(paper, mapped, result)
    return result


def mapped_paper(paper: WholeDocument, programme: Programme | None = None) -> MappedSubmission:
    """A paper, written as a Word file, read and mapped."""
    from doccheck.mapping.pipeline import map_submission
    from doccheck.programme.loader import load

    return map_submission(read(paper), programme or load(paper.programme), paper.id)


def _roles(paper: WholeDocument, mapped: MappedSubmission, result: Understood) -> None:
    longest = max(mapped.parts, key=lambda part: len(part.passage.text), default=None)
    got = longest.role.value if longest else "nothing"
    right = got in _ALIKE.get(paper.role, {paper.role})
    result.roles.add(right)
    if not right:
        result.slips.append(Slip(paper.id, "role", "", paper.role, got, longest.confidence if longest else 0.0))


def _sections(paper: WholeDocument, mapped: MappedSubmission, result: Understood) -> None:
    if paper.role != "plan":
        return
    rows = [row for row in mapped.programme.rows if isinstance(row, SectionRow) and row.id.startswith("plan")]
    for each in placed(paper, rows, mapped.sections):
        result.sections.add(each.right)
        if not each.right:
            result.slips.append(
                Slip(
                    paper.id,
                    "section",
                    each.row,
                    "／".join(_name(b) for b in each.wanted) or "（没有写）",
                    _first(each.match) if each.match is not None else "（没有找到）",
                    each.match.confidence if each.match is not None else 0.0,
                )
            )


def _name(block: Block) -> str:
    return block.heading or "〔" + block.text[:16] + "〕"


def _first(match: SectionMatch) -> str:
    return match.heading.text[:30] if match.heading is not None else "〔" + match.passage.text[:16] + "〕"


def _clauses(paper: WholeDocument, mapped: MappedSubmission, result: Understood) -> None:
    for row in mapped.programme.rows:
        if not isinstance(row, ClauseRow) or row.id not in paper.clauses:
            continue
        wanted = paper.clauses[row.id]
        own = [m for m in mapped.clauses if m.requirement == row.id and not m.elsewhere]
        got = "absent"
        if own:
            got = "deferred" if all(m.deferred for m in own) else "settled"
            if got == "settled" and not any(m.settled for m in own if not m.deferred):
                got = "absent"
        for state, score in (("settled", result.clauses), ("deferred", result.deferred)):
            score.right += got == wanted == state
            score.false += got == state != wanted
            score.missed += wanted == state != got
        if got != wanted:
            text = "／".join(m.heading[:24] for m in own[:2])
            result.slips.append(
                Slip(paper.id, "clause", row.id, wanted, f"{got} {text}", own[0].confidence if own else 0)
            )


def _elements(paper: WholeDocument, mapped: MappedSubmission, result: Understood) -> None:
    for row in mapped.programme.rows:
        if not isinstance(row, ElementRow) or row.id not in paper.elements:
            continue
        found = next((m for m in mapped.elements if m.requirement == row.id), None)
        if found is None:
            continue
        wanted = paper.elements[row.id]
        got = ElementState.ABSENT.value if found.lacking else found.state.value
        result.states.add(got == wanted)
        result.lacking.right += got != "met" and wanted != "met"
        result.lacking.false += got != "met" and wanted == "met"
        result.lacking.missed += got == "met" and wanted != "met"
        if got != wanted:
            quote = "、".join(found.lacking) or found.quote[:40]
            result.slips.append(Slip(paper.id, "element", row.id, wanted, f"{got} {quote}", found.confidence))


def summary(name: str, understood: Understood) -> Iterator[str]:
    """The measures of a set of papers, one line each."""
    u = understood
    clauses, lacking = u.clauses, u.lacking
    yield f"{name}：{u.papers} 篇"
    yield f"  角色 {u.roles.value:.3f}（{u.roles.right}/{u.roles.of}）"
    yield f"  章节 {u.sections.value:.3f}（{u.sections.right}/{u.sections.of}）"
    counts = f"对 {clauses.right}，漏 {clauses.missed}，误 {clauses.false}"
    yield f"  条款 F1 {f1(clauses):.3f}（{counts}），推后 F1 {f1(u.deferred):.3f}"
    yield f"  要素状态 {u.states.value:.3f}（{u.states.right}/{u.states.of}）"
    yield (
        f"  缺项 查准 {lacking.precision or 0:.3f} 查全 {lacking.recall or 0:.3f}"
        f"（对 {lacking.right}，漏 {lacking.missed}，误 {lacking.false}）"
    )


def model_tables(quality: Mapping[str, Any]) -> Iterator[str]:
    """The lines of ``models/quality.json``: each label's measures on authors that were not learnt from."""
    about = quality["about"]
    yield f"模型（语料 {about['corpora'][:12]}，{about['trained']} 训练）：按作者分四组，以下均为未参与学习的作者的文字"
    for name, table in quality["tables"].items():
        yield ""
        states = f"，状态宏平均 F1 {table['state_f1']:.3f}" if table["states"] else ""
        main = f"，主要主题宏平均 F1 {table['main_f1']:.3f}，正确率 {table['right']:.3f}" if table["main"] else ""
        yield f"{name}：多标签宏平均 F1 {table['macro_f1']:.3f}{main}{states}"
        yield f"  {'label':<24}{'precision':>10}{'recall':>8}{'F1':>8}{'support':>9}{'calibration':>13}"
        for line in (*table["lines"], *({**state, "label": "状态 " + state["label"]} for state in table["states"])):
            yield (
                f"  {line['label']:<24}{line['precision']:>10.3f}{line['recall']:>8.3f}{line['f1']:>8.3f}"
                f"{line['support']:>9}{line['calibration_error']:>13.3f}"
            )
    yield ""
    yield "去掉一个项目的全部文档后学习，再读这个项目的文档：主要主题的宏平均 F1 与正确率"
    for line in quality["unseen_programmes"]:
        name = f"  {line['model']:<10}{line['programme']:<18}"
        yield f"{name}{line['main_f1']:>8.3f}{line['right']:>8.3f}  {line['texts']} 段"
    yield "同上，把这个项目的大纲各行放到它的方案里（整篇读、整树放）：放对的份额"
    for line in quality["placed_unseen"]:
        yield f"  {line['programme']:<28}{line['right'] / line['of']:>8.3f}  {line['right']}/{line['of']} 行"


def report(corpora: Path, models: Path) -> Iterator[str]:
    """Everything that can be said of understanding: the models' tables, then the held-out papers read now."""
    quality = json.loads((models / "quality.json").read_text(encoding="utf-8"))
    yield from model_tables(quality)
    learnt = [(digest(corpora), quality["about"])]
    if "figures" in quality:
        learnt.append((digest_of_packs(corpora.parent / "figures" / "dev"), quality["figures"]))
    if any(now != about["corpora"] for now, about in learnt):
        yield "注意：语料在训练之后改动过，请运行 doccheck train。"
    held = list(documents(corpora, "heldout"))
    if held:
        yield ""
        yield "整篇文档（作者不曾参与学习，读成 Word 文件后逐项核对）："
        for name, papers in (("普通", [p for p in held if not p.hard]), ("难", [p for p in held if p.hard])):
            found = understand(papers)
            yield from summary(name, found)
            for slip in found.slips:
                got = slip.got[:60].replace("\n", " ")
                yield f"    {slip.kind} {slip.paper} {slip.row}：应为 {slip.wanted[:40]}，得 {got}"
