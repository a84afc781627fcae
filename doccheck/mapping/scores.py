"""The rows of a scorecard with their evidence, and points where the rule is arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from doccheck.findings import Evidence
from doccheck.mapping import cues
from doccheck.mapping.answers import answers
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.mapping.outline import read_sentences
from doccheck.mapping.unit_shares import UnitShare, unit_share
from doccheck.mapping.yearly import year_of_paper, yearly_papers
from doccheck.programme.schema import AnnualRow, Occasion, Row, ScoreRow

_EACH = 4
_MOST = 8
_QUOTE = 60
_NAMED = 6


class Scored(Struct, frozen=True):
    """A row with what speaks for it. ``points`` is None where a person judges, ``formula`` how they were reckoned."""

    row: ScoreRow | AnnualRow
    max: float
    evidence: tuple[Evidence, ...]
    points: float | None = None
    formula: str = ""
    note: str = ""


def scored(mapped: MappedSubmission) -> list[Scored]:
    """Every row of the occasion's scorecard, in the notice's order; empty where the programme has none."""
    rows = mapped.programme.rows
    if mapped.occasion is Occasion.ANNUAL:
        return [_yearly(row, mapped) for row in rows if isinstance(row, AnnualRow) and row.max is not None]
    lines = [row for row in rows if isinstance(row, ScoreRow) and row.occasion is mapped.occasion]
    where = answers(mapped) if lines else {}
    return [_scored(row, mapped, where) for row in lines]


def _scored(row: ScoreRow, mapped: MappedSubmission, where: dict[str, list[Evidence]]) -> Scored:
    if row.share is not None and row.bands:
        return _reckoned(row, mapped, where)
    sentences = _spoken(row, mapped)
    evidence = (*sentences, *_answered(row, where, len(sentences)))
    note = "" if evidence else "材料中没有找到佐证。"
    if row.cues and evidence and not sentences:
        note = "所列章节中没有找到直接写明此项的文字，请翻阅全文。"
    return Scored(row, row.max, evidence, note=note)


def _answered(row: ScoreRow, where: dict[str, list[Evidence]], taken: int) -> tuple[Evidence, ...]:
    """The places of the rows that are the evidence, a few of each."""
    found = [evidence for row_id in row.evidence for evidence in where.get(row_id, [])[:_EACH]]
    return tuple(dict.fromkeys(found))[: max(1, _MOST - taken)]


def _spoken(row: ScoreRow, mapped: MappedSubmission) -> tuple[Evidence, ...]:
    """Sentences of the evidence rows' sections that the row's cues name."""
    found: list[Evidence] = []
    wanted = {row_id for name in row.evidence for row_id in _with_parent(name, mapped)}
    for section in mapped.sections if row.cues else ():
        if section.requirement in wanted:
            said = read_sentences(section.passage)
            for index in sorted(cues.holding(row.cues, [sentence.plain for sentence in said])):
                quote = said[index].raw.strip()[:_QUOTE]
                found.append(Evidence(section.passage.document, quote, said[index].paragraph.location))
    return tuple(dict.fromkeys(found))[:_EACH]


def _with_parent(row_id: str, mapped: MappedSubmission) -> Iterator[str]:
    yield row_id
    row: Row | None = mapped.programme.row(row_id)
    if row is not None and row.parent and row.kind == "element":
        yield row.parent


def _reckoned(row: ScoreRow, mapped: MappedSubmission, where: dict[str, list[Evidence]]) -> Scored:
    """Points by the share of units; left open where units of which nothing is said would change them."""
    assert row.share is not None
    counted = unit_share(row.share, mapped)
    if counted is None:
        return Scored(row, row.max, _answered(row, where, 0), note="材料中没有可供计算的内容，请人工核定。")
    note = _units(row.share.name, counted)
    evidence = counted.evidence or _answered(row, where, 0)
    has, total = len(counted.having), counted.total
    possible = {
        _band(row.bands, some, whole)
        for without in ((0, 0), _lead_alone(counted))
        for some, whole in (
            (has - without[0], total - without[1]),
            (has - without[0] + _doubtful(counted, without), total - without[1]),
        )
        if whole > 0
    }
    formula = f"{row.share.name}的单位 {has} 家 ÷ 成员单位 {total} 家（含牵头单位） = {has / total:.1%}"
    if len(possible) > 1:
        why = "是否计入牵头单位会影响得分"
        if counted.silent or counted.others:
            why = "未写明或名称对不上的单位会影响得分"
        return Scored(row, row.max, evidence, None, formula, f"{why}，请核实后评定。{note}")
    points = possible.pop()
    return Scored(row, row.max, evidence, points, f"{formula}，{_rule(row.bands, points)}", note)


def _lead_alone(counted: UnitShare) -> tuple[int, int]:
    """What falls away when the lead is not counted as a member: of those that have it, of all."""
    return (1 if counted.lead in counted.having else 0, 1 if counted.lead else 0)


def _doubtful(counted: UnitShare, without: tuple[int, int]) -> int:
    """How many more units may count: those of which nothing is said, and those that stand under another name."""
    silent = [unit for unit in counted.silent if not (without[1] and unit == counted.lead)]
    return len(silent) + min(len(counted.others), len(counted.lacking))


def _band(bands: Sequence[tuple[float, float]], some: int, whole: int) -> float:
    return next((points for low, points in bands if some * 100 >= low * whole), 0.0)


def _rule(bands: Sequence[tuple[float, float]], points: float) -> str:
    low = next(low for low, given in bands if given == points)
    above = [other for other, _ in bands if other > low]
    said = f"不足 {min(above):g}%" if above and not low else f"不低于 {low:g}%"
    between = f"、不足 {min(above):g}%" if above and low else ""
    return f"{said}{between}，计 {points:g} 分"


def _units(what: str, counted: UnitShare) -> str:
    said = []
    if counted.lacking:
        said.append(f"不计入 {len(counted.lacking)} 家：{_some(counted.lacking)}。")
    if counted.silent:
        said.append(f"材料未写明是否{what} {len(counted.silent)} 家：{_some(counted.silent)}。")
    if counted.others:
        said.append(f"表中另有不在成员名单内的单位：{_some(counted.others)}。")
    return "".join(said)


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + (f"等 {len(names)} 家" if len(names) > _NAMED else "")


def _yearly(row: AnnualRow, mapped: MappedSubmission) -> Scored:
    """Points for what was handed in: each item, or the whole; papers of another year are left to people."""
    assert row.max is not None
    parts, lacking = yearly_papers(row, mapped)
    current = [part for part in parts if _of_year(part, mapped.year)]
    parts.sort(key=lambda part: not _named(row, part, mapped))
    evidence = tuple(dict.fromkeys(_start(part) for part in parts))[:_MOST]
    if parts and not current:
        return Scored(row, row.max, evidence, note=f"材料写明的不是 {mapped.year} 年，请核实后评定。")
    if row.per_item is not None and row.items:
        there = len(row.items) - len(lacking) if parts else 0
        formula = f"每项 {row.per_item:g} 分 × {there} 项 = {row.per_item * there:g} 分"
        note = f"缺：{'、'.join(lacking)}。" if lacking and parts else ""
        return Scored(row, row.max, evidence, min(row.max, row.per_item * there), formula, note)
    if parts and not lacking:
        return Scored(row, row.max, evidence, row.max, f"有 {mapped.year} 年的材料，计 {row.max:g} 分")
    return Scored(row, row.max, evidence, 0.0, f"没有 {mapped.year} 年的材料，计 0 分", "补交材料后重评。")


def _named(row: AnnualRow, part: Part, mapped: MappedSubmission) -> bool:
    """Whether a paper's title or file is named for the duty: it speaks before those that only mention it."""
    heads = f"{part.title}\n{mapped.documents[part.document].path}"
    return any(name and name in heads for name in (row.title, *row.aliases))


def _of_year(part: Part, year: int) -> bool:
    years = year_of_paper(part)
    return not years or year in years or max(years) > year


def _start(part: Part) -> Evidence:
    first = next((p for p in part.passage.paragraphs() if p.text.strip()), None)
    words = part.title or (first.text.strip() if first is not None else "")
    return Evidence(part.document, words[:_QUOTE], part.passage.location)
