"""A002: plan and agreement say different things on who owns the results, or on how benefits are split."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from doccheck.checks.registry import check, finding
from doccheck.checks.words import path_of
from doccheck.document import Table
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.language.plain import plain
from doccheck.mapping.deferral import put_off
from doccheck.mapping.evidence import puts_off
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.mapping.names.parties import agreement_head
from doccheck.mapping.names.relation import align
from doccheck.mapping.names.written import unit_kind
from doccheck.mapping.organisations import defined_names
from doccheck.mapping.outline import Sentence, read_sentences
from doccheck.mapping.scope import parts_for
from doccheck.mapping.shares import Split, Way, split, splits_agree, splits_differ, table_split
from doccheck.mapping.terms import (
    LEAD,
    Owner,
    Ownership,
    Scope,
    called,
    owners_agree,
    owners_differ,
    ownerships,
    scope_of,
)
from doccheck.programme.schema import ClauseRow, Role, UnitKind
from doccheck.understanding.topics import clause_topics, sayings

_AGREEMENTS = (Role.AGREEMENT, Role.CHARTER)
_PLANS = (Role.PLAN, Role.APPLICATION)
_PAPERS = {Role.PLAN: "方案", Role.APPLICATION: "申报书", Role.AGREEMENT: "协议", Role.CHARTER: "章程"}
_OWNERSHIP = ("c_ip", "c_ip_all")
_BENEFIT = ("c_benefit", "c_sharing", "c_ip_all")
_SPEAKS = 0.5
_SURELY_OFF = 0.99
_DELAY = lazy(r"再[说商议谈定论]|到时|届时|待|另[行定议签]|商量|协商|商议|容后|暂|空着|拟|以后|今后")
_LONGEST = 240
"""Characters beyond which a “sentence” is a list run together, of which the parts cannot be told."""
_QUOTE = 80
_BENEFIT_HEADING = lazy(r"收益|利益|分成|分红|利润|钱怎么分|好处")
_OTHER_TABLE = lazy(r"出资|经费|成本|分摊|工作量|权重|预算|投入")

T = TypeVar("T")
S = TypeVar("S", Ownership, Split)


class _Statement(Struct, Generic[T], frozen=True):
    """What one sentence of a part settles."""

    part: Part
    evidence: Evidence
    said: T


class _Units(Struct, frozen=True):
    """How sentences name units: names and letters → canonical word, and words for one unit where only one fits."""

    names: Mapping[str, str]
    generic: Mapping[str, str]
    shown: Mapping[str, str]
    """Canonical word → the unit's own name."""

    def sure(self, differ: Callable[[S, S], bool]) -> Callable[[S, S], bool]:
        """``differ``, but a named unit is not told from “牵头单位” while nobody knows which unit that is."""

        def certainly(one: S, two: S) -> bool:
            led = LEAD in self.shown or LEAD not in (one.unit, two.unit) or not (one.unit and two.unit)
            return led and differ(one, two)

        return certainly


@check("A002")
def plan_against_agreement(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report, once for ownership and once for benefits, a sentence of the plan that the agreement contradicts."""
    plans = mapped.parts_of(*_PLANS)
    row = _row(mapped, _OWNERSHIP)
    other = _row(mapped, _BENEFIT)
    if not plans or (row is None and other is None):
        return
    agreements = [part for part in mapped.parts if part.role in _AGREEMENTS]
    for clause in (row, other):
        if clause is not None:
            agreements += [p for p in parts_for(clause, mapped.programme, mapped.parts) if p not in agreements]
    agreements = [part for part in agreements if part not in plans]
    if not agreements:
        return
    units = _units(mapped, agreements)
    if row is not None:
        sides = [[s for part in parts for s in _owned(part, units)] for parts in (plans, agreements)]
        owned = _first(sides[0], sides[1], units.sure(owners_differ), owners_agree, _closeness)
        if owned is not None:
            told = [_owner_words(each.said, units) for each in owned]
            yield _finding(mapped, row, "成果和知识产权归谁", owned, told)
    if other is not None:
        splits = [[s for part in parts for s in _divided(part, units)] for parts in (plans, agreements)]
        shared = _first(splits[0], splits[1], units.sure(splits_differ), splits_agree, lambda one, two: 0)
        if shared is not None:
            told = [_split_words(each.said, units) for each in shared]
            yield _finding(mapped, other, "收益怎样分配", shared, told)


def _row(mapped: MappedSubmission, topics: Sequence[str]) -> ClauseRow | None:
    """The clause row on a matter: by its own topic first, then by a topic that joins it."""
    rows = [row for row in mapped.programme.rows if isinstance(row, ClauseRow) and row.topic]
    for wanted in topics:
        for row in rows:
            if row.topic == wanted:
                return row
    for row in rows:
        topic = mapped.programme.topics.get(row.topic or "")
        if topic is not None and set(topic.joins) & set(topics):
            return row
    return None


def _units(mapped: MappedSubmission, agreements: Sequence[Part]) -> _Units:
    """Every way in which the submission writes its units; a letter counts where all agreements agree on it."""
    names: dict[str, str] = {}
    shown: dict[str, str] = {}
    tokens: list[str] = []
    for index, member in enumerate(mapped.members, 1):
        token = LEAD if member.lead else f"〈{index}〉"
        tokens.append(token)
        shown[token] = member.name
        for name in (member.name, *member.aliases):
            if len(name) >= 2:
                names.setdefault(plain(name), token)
    aliases = defined_names(mapped.documents)
    written = [member.name for member in mapped.members]
    letters: dict[str, set[str]] = {}
    for part in agreements:
        for letter, name in agreement_head(part.passage.blocks).letters.items():
            pairs = align([name], written, aliases).pairs
            if pairs:
                letters.setdefault(letter, set()).add(tokens[pairs[0][1]])
    names |= {letter: next(iter(meant)) for letter, meant in letters.items() if len(meant) == 1}
    generic: dict[str, str] = {}
    for kinds, words in (
        ((UnitKind.UNIVERSITY,), ("学校", "高校", "大学", "校方")),
        ((UnitKind.ENTERPRISE,), ("公司", "企业", "企业方")),
    ):
        fits = [token for token, name in zip(tokens, written, strict=True) if unit_kind(name) in kinds]
        if len(fits) == 1:
            generic |= dict.fromkeys(words, fits[0])
    return _Units(names, generic, shown)


def _read(part: Part) -> Iterator[tuple[Sentence, str]]:
    """The sentences of a part, each with the heading above it."""
    heading = ""
    for sentence in read_sentences(part.passage, headings=True):
        if sentence.paragraph.heading is not None:
            heading = sentence.paragraph.heading.title or sentence.paragraph.text[:40]
        if len(sentence.plain) <= _LONGEST:
            yield sentence, plain(heading)


def _owned(part: Part, units: _Units) -> Iterator[_Statement[Ownership]]:
    for sentence, heading in _read(part):
        text = called(sentence.plain, units.names)
        above = scope_of(heading)
        if above is Scope.OTHER:
            continue
        found = ownerships(text, above)
        if found and _speaks(sentence.plain, text, "ownership", "c_ip"):
            for one in found:
                yield _Statement(part, _evidence(part, sentence), one)


def _divided(part: Part, units: _Units) -> Iterator[_Statement[Split]]:
    for sentence, heading in _read(part):
        text = called(sentence.plain, units.names)
        found = split(text, units.generic, _BENEFIT_HEADING.search(heading) is not None)
        if found is not None and _speaks(sentence.plain, text, "benefit", "c_benefit"):
            yield _Statement(part, _evidence(part, sentence), found)
    yield from _tables(part, units)


def _tables(part: Part, units: _Units) -> Iterator[_Statement[Split]]:
    """Tables of shares under a heading or sentence on benefits."""
    above = ""
    for block in part.passage.blocks:
        if not isinstance(block, Table):
            above = getattr(block, "text", "") or above
            continue
        rows: dict[int, list[str]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(plain(cell.text))
        head = " ".join(rows[min(rows)]) if rows else ""
        if not _BENEFIT_HEADING.search(above + head) or _OTHER_TABLE.search(above[-60:] + head):
            continue
        found = table_split([[called(cell, units.names) for cell in row] for row in rows.values()], units.generic)
        if found is not None:
            quote = "；".join("，".join(row) for row in rows.values() if re.search(r"[%成]|百分之", "".join(row)))
            yield _Statement(part, Evidence(part.document, quote[:_QUOTE], block.location), found)


def _speaks(sentence: str, text: str, element: str, topic: str) -> bool:
    """Whether the models too see the matter in a sentence, settled and not put off."""
    for each in dict.fromkeys((sentence, text)):
        saying = sayings(each)[element]
        about = max(saying.spoken, saying.contrary, clause_topics("", each).get(topic, 0.0))
        if about >= _SPEAKS:
            # What is read so certainly is settled, unless words of delay stand beside it.
            return puts_off(sentence) < (_SPEAKS if _DELAY.search(sentence) or put_off(sentence) else _SURELY_OFF)
    return False


def _evidence(part: Part, sentence: Sentence) -> Evidence:
    return Evidence(part.document, sentence.raw[:_QUOTE], sentence.paragraph.location)


def _first(
    plans: Sequence[_Statement[T]],
    agreements: Sequence[_Statement[T]],
    differ: Callable[[T, T], bool],
    agree: Callable[[T, T], bool],
    closeness: Callable[[T, T], int],
) -> tuple[_Statement[T], _Statement[T]] | None:
    """The closest pair that cannot both hold; a statement that the other side also makes is no contradiction."""
    pairs = [
        (one, two)
        for one in plans
        for two in agreements
        if differ(one.said, two.said)
        and not any(agree(one.said, other.said) for other in agreements)
        and not any(agree(other.said, two.said) for other in plans)
    ]
    return min(pairs, key=lambda pair: closeness(pair[0].said, pair[1].said), default=None)


def _closeness(one: Ownership, two: Ownership) -> int:
    return 0 if one.scope is two.scope else 1


def _finding(
    mapped: MappedSubmission, row: ClauseRow, matter: str, pair: Sequence[_Statement[T]], told: Sequence[str]
) -> Finding:
    plan, agreement = pair
    papers = [_PAPERS.get(each.part.role, "文件") for each in pair]
    said = [
        f"{paper}“{path_of(mapped, each.part.document)}”写的是{words}（“{each.evidence.quote}”）"
        for paper, each, words in zip(papers, pair, told, strict=True)
    ]
    return finding(
        "A002",
        row,
        f"关于{matter}，{papers[0]}与{papers[1]}的说法不一致：{said[0]}，而{said[1]}。",
        f"请各方先确认以哪一种约定为准：以{papers[1]}为准的，按{papers[1]}修改{papers[0]}中的这一句；"
        f"以{papers[0]}为准的，修改{papers[1]}的相应条款并由各方重新签署。",
        plan.evidence,
        agreement.evidence,
        confidence=0.8,
    )


_RESULTS = {Scope.JOINT: "共同完成的成果", Scope.OWN: "各方独立完成的成果", Scope.ALL: "合作成果"}
_OWNERS = {Owner.SHARED: "由多方共有", Owner.DOER: "归完成方", Owner.INVESTOR: "归出资方"}


def _owner_words(said: Ownership, units: _Units) -> str:
    results = _RESULTS.get(said.scope, "成果")
    if said.owner is Owner.UNIT:
        return f"{results}归{_shown(said.unit, units)}一家"
    return f"{results}{_OWNERS[said.owner]}"


def _split_words(said: Split, units: _Units) -> str:
    if said.way is Way.SHARES:
        if said.shares:
            return "、".join(f"{_shown(party, units)}{much:g}%" for party, much in said.shares)
        return "各方按" + "∶".join(f"{much:g}" for much in said.ratio) + "的比例分配"
    if said.way is Way.ONE:
        return f"收益归{_shown(said.unit, units)}一家"
    return {Way.EQUAL: "各方平均分配", Way.PROPORTION: "按投入或贡献分配", Way.SHARED: "收益由各方共享"}[said.way]


def _shown(unit: str, units: _Units) -> str:
    name = units.shown.get(unit, "")
    return f"牵头单位（{name}）" if unit == LEAD and name else name or unit
