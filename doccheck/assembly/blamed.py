"""Which facts the findings on contradicting figures speak of, told by the places and words of their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct

from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Fact
from doccheck.findings import Finding, Severity

_CODES = frozenset(("N001", "N004"))

Topic: TypeAlias = tuple[str, str]
"""A quantity and its subject."""


class Case(Struct, frozen=True):
    """One finding on one topic: the facts that it quotes, and whether it sets them against each other."""

    finding: int
    topic: Topic
    facts: tuple[int, ...]
    contradiction: bool


def topic(fact: Fact) -> Topic:
    """What a fact is about; blanks in the subject's name do not tell topics apart."""
    return fact.quantity, "".join(fact.subject.split())


def blamed(facts: Sequence[Fact], findings: Sequence[Finding]) -> list[Case]:
    """The facts behind each finding that says figures differ or cannot be; what is told for information blames none."""
    at: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, fact in enumerate(facts):
        at[(fact.document, fact.location, fact.quote)].append(index)
    return [
        case
        for number, finding in enumerate(findings)
        if finding.code in _CODES and finding.severity is not Severity.INFO
        for case in _cases(facts, number, finding, at)
    ]


def _cases(
    facts: Sequence[Fact], number: int, finding: Finding, at: dict[tuple[object, ...], list[int]]
) -> Iterator[Case]:
    quoted = [at.get((e.document, e.location, e.quote), []) for e in finding.evidence]
    by_topic: dict[Topic, dict[int, None]] = defaultdict(dict)
    cover: dict[Topic, int] = defaultdict(int)
    for indices in quoted:
        for about in {topic(facts[index]) for index in indices}:
            cover[about] += 1
        for index in indices:
            by_topic[topic(facts[index])][index] = None
    if not cover:
        return
    most = max(cover.values())
    if most > 1:
        # One sentence may state several quantities: the finding is about the one that all its places state.
        about = _told([about for about, times in cover.items() if times == most], by_topic, facts, finding)
        held = tuple(by_topic[about])
        yield Case(number, about, held, len({facts[index].value for index in held}) > 1)
        return
    # The other side is no fact (the rows of a roster, say), or the finding weighs two quantities against each other.
    alone = len(cover) == 1 and finding.code == "N001" and len(quoted) > 1
    for about, held_facts in by_topic.items():
        yield Case(number, about, tuple(held_facts), alone)


def _told(
    topics: Sequence[Topic], by_topic: dict[Topic, dict[int, None]], facts: Sequence[Fact], finding: Finding
) -> Topic:
    """Of several topics the one whose values differ and whose name the message says."""

    def fit(about: Topic) -> tuple[bool, bool]:
        entry = catalogue().get(about[0].rpartition(".")[2])
        differ = len({facts[index].value for index in by_topic[about]}) > 1
        return differ, entry is not None and entry.name in finding.message

    return max(topics, key=fit)
