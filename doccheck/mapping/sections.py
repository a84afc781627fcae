"""Headings → outline rows, as one assignment over the whole tree.

Each pair of a heading and a row has a score of its own (likeness of the heading, content below it); the assignment
maximises the sum of these scores together with the agreement of the two trees (a child row below its parent's
heading) and of their order. Starting from the best pairs, rows move to other headings as long as the whole gains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp

from msgspec import Struct

from doccheck.language.normalise import heading_key
from doccheck.mapping.evidence import SURE, SectionEvidence
from doccheck.mapping.model import Doubt, SectionMatch
from doccheck.mapping.outline import HeadingNode, PartOutline, read_sentences
from doccheck.mapping.similarity import Likeness
from doccheck.mapping.unheaded import without_heading
from doccheck.programme.schema import Programme, SectionRow
from doccheck.understanding.decoding import odds_of

# All in log odds, as the evidence is: what a heading's place among the other headings adds to what it says itself.
_FAINT = -3.5
"""From which a heading may be a row's at all, if its neighbours speak for it."""
_POSSIBLE = -0.5
"""The same where the neighbours leave several rows and headings over."""
_FILLING = -0.5
"""The same where they leave as many rows as headings."""
_NEAREST = -2.5
"""From which a heading is shown as the one that comes nearest to a row without any."""
_BELOW_PARENT = 0.8
_ELSEWHERE = 0.5
_UNDER_OTHER = 1.6
_UNDER_NAMED = 8.0
_OUT_OF_ORDER = 0.6
_SHARED = 0.8
_UNMISTAKABLE = 8.0
_NAMED = 0.5
"""Mean likeness of the headings from which they are the outline's own."""
_BY_NAME = 6.0
"""What it adds that an empty heading names a row exactly."""
_EXACT = 0.95
"""Likeness from which a heading is a row's own name."""
_CANDIDATES = 12
_PLAINLY = 0.9
"""Likeness from which a heading plainly names another matter."""


class _Pair(Struct, frozen=True):
    """The log odds of a heading against none for a row; ``like`` is the likeness of the heading's words."""

    node: int
    odds: float
    like: float


class Assignment:
    """One part's headings laid onto one document's section rows."""

    def __init__(self, tree: PartOutline, rows: Sequence[SectionRow], programme: Programme, likeness: Likeness) -> None:
        self.tree = tree
        self.rows = list(rows)
        self.programme = programme
        self._read: dict[int, list[str]] = {}
        self._all: dict[str, list[_Pair]] = {}
        self._evidence = SectionEvidence(tree, self.rows, programme, likeness)
        self._order, self._parent = self._evidence.order, self._evidence.parent
        self.pairs = {row.id: self._score(row) for row in self.rows}
        self.of: dict[str, _Pair | None] = dict.fromkeys(self._order)
        self._likeness = likeness
        self._solve({})
        filled = self._fill_gaps()
        if filled:
            self._solve(self.of)
        self._lift()

    def _score(self, row: SectionRow) -> list[_Pair]:
        home = self._evidence.counterpart(row)
        branching = any(self._parent[other] == row.id for other in self._parent)
        pairs = []
        for node in self.tree.nodes:
            odds = odds_of("section", self._evidence.of(row, home, node))
            if self._evidence.names(row, node):
                odds += _BY_NAME
            odds = max(-_UNMISTAKABLE, min(_UNMISTAKABLE, odds))
            if odds >= _FAINT or (branching and self._evidence.children(node)):
                pairs.append(_Pair(node.index, odds, self._evidence.like[row.id][node.index]))
        pairs.sort(key=lambda pair: -pair.odds)
        self._all[row.id] = pairs
        return pairs[:_CANDIDATES]

    @property
    def own_words(self) -> bool:
        """Whether the author heads things in words of their own rather than in the outline's."""
        likes = [pair.like for pair in self.of.values() if pair is not None]
        return not likes or sum(likes) / len(likes) < _NAMED

    def probability(self, row_id: str, pair: _Pair) -> float:
        """The probability of a row's heading among all headings and none."""
        total = 1.0 + sum(exp(other.odds) for other in self._all[row_id] if other.node != pair.node)
        return exp(pair.odds) / (total + exp(pair.odds))

    def _sentences(self, node: HeadingNode) -> list[str]:
        if node.index not in self._read:
            own = [s.plain for s in read_sentences(self.tree.passage(node, own=True))]
            self._read[node.index] = own
        return self._read[node.index]

    def _below(self, node: HeadingNode) -> list[str]:
        """The sentences of the subsections, for a heading that has no text of its own."""
        return [s.plain for s in read_sentences(self.tree.passage(node), headings=True)]

    def _relation(self, row_id: str, pair: _Pair, chosen: Mapping[str, _Pair | None]) -> float:
        """What the rest of the assignment says of this pair: parent, order, sharing."""
        node = self.tree.nodes[pair.node]
        gain = 0.0
        parent = self._parent[row_id]
        above = chosen.get(parent) if parent else None
        if above is not None:
            if above.node == pair.node:
                cost = self._under_other(node, row_id, chosen)
                empty = 0.0 if self._sentences(node) else _UNDER_OTHER * 2  # nothing but subsections stands there
                gain -= max(empty, cost if cost >= _UNDER_NAMED else 0.0)
            elif self.tree.within(node, self.tree.nodes[above.node]):
                cost = self._under_other(node, row_id, chosen)
                gain += _BELOW_PARENT if cost < _UNDER_NAMED else -cost
            else:
                gain -= self._under_other(node, row_id, chosen) or _ELSEWHERE
        else:
            cost = self._under_other(node, row_id, chosen)
            gain -= cost if cost >= _UNDER_NAMED else cost / 2
        for other, taken in chosen.items():
            if other == row_id or taken is None:
                continue
            if taken.node == pair.node:
                if self._parent[other] != row_id and parent != other and min(taken.like, pair.like) < 0.75:
                    apart = self._branch(other) != self._branch(row_id) and taken.like >= SURE
                    gain -= _UNDER_NAMED if apart else _SHARED
            elif self._parent[other] == parent:
                before = self._order[other] < self._order[row_id]
                gain -= _OUT_OF_ORDER if before != (taken.node < pair.node) else 0.0
        return gain

    def _under_other(self, node: HeadingNode, row_id: str, chosen: Mapping[str, _Pair | None]) -> float:
        """What it costs that a heading stands below one that answers a row of another branch, more if by its name."""
        branch = self._branch(row_id)
        owners = {taken.node: (other, taken) for other, taken in chosen.items() if taken is not None}
        cost = 0.0
        for ancestor in self.tree.ancestors(node):
            if ancestor.index in owners:
                other, taken = owners[ancestor.index]
                if self._branch(other) != branch:
                    cost = max(cost, _UNDER_NAMED if taken.like >= SURE else _UNDER_OTHER)
        return cost

    def _branch(self, row_id: str) -> str:
        parent = self._parent[row_id]
        while parent is not None:
            row_id, parent = parent, self._parent[parent]
        return row_id

    def _solve(self, start: Mapping[str, _Pair | None]) -> None:
        """Move rows to other headings as long as the whole gains, from ``start`` or from the best pairs."""
        chosen: dict[str, _Pair | None] = {
            row_id: start.get(row_id) or self._first(row_id, pairs) for row_id, pairs in self.pairs.items()
        }
        for _ in range(12):
            moved = False
            for row_id, pairs in self.pairs.items():
                best: _Pair | None = None
                best_gain = 0.0
                for pair in pairs:
                    rest = {**chosen, row_id: None}
                    gain = pair.odds + self._relation(row_id, pair, rest)
                    gain += self._children_gain(row_id, pair, rest) - self._children_gain(row_id, None, rest)
                    if gain > best_gain + 1e-9:
                        best, best_gain = pair, gain
                if (best.node if best else None) != (held.node if (held := chosen[row_id]) else None):
                    chosen[row_id] = best
                    moved = True
            if not moved:
                break
        self.of = chosen

    def _children_gain(self, row_id: str, pair: _Pair | None, chosen: dict[str, _Pair | None]) -> float:
        """What this choice is worth to the rows below."""
        trial = {**chosen, row_id: pair}
        return sum(
            self._relation(child, taken, {**trial, child: None})
            for child, taken in chosen.items()
            if taken is not None and self._parent[child] == row_id
        )

    def _first(self, row_id: str, pairs: Sequence[_Pair]) -> _Pair | None:
        """Where a row starts from: the heading at its own place if that may do, else the best one."""
        home = self._evidence.counterpart(self.rows[self._order[row_id]])
        fit = [pair for pair in pairs if pair.odds >= 0.0]
        at_home = next((pair for pair in fit if home is not None and pair.node == home.index), None)
        best = fit[0] if fit else None
        return best if best is not None and best.like >= SURE else at_home or best

    def _fill_gaps(self) -> bool:
        """Rows and headings left over between the same neighbours, in equal number, belong together by their place.

        “3、奔着什么去” between the headings for rows 2 and 4 is row 3 in words that nobody foresaw; a heading that
        plainly names another matter is not taken. Whether anything was filled.
        """
        before_all = dict(self.of)
        for parent in {self._parent[row_id] for row_id in self._order}:
            rows = [row for row in self.rows if self._parent[row.id] == parent]
            nodes = self._siblings(parent, rows)
            places = {node.index: position for position, node in enumerate(nodes)}
            at: list[int | None] = []
            for row in rows:
                pair = self.of[row.id]
                at.append(places.get(pair.node) if pair is not None else None)
            if sum(place is not None for place in at) * 3 < len(rows) and len(nodes) != len(rows):
                continue
            start = 0
            while start < len(rows):
                if at[start] is not None or self.of[rows[start].id] is not None:
                    start += 1
                    continue
                stop = start
                while stop < len(rows) and at[stop] is None and self.of[rows[stop].id] is None:
                    stop += 1
                before = at[start - 1] if start else -1
                after = at[stop] if stop < len(rows) else len(nodes)
                if before is not None and after is not None:
                    self._fill(rows[start:stop], nodes[before + 1 : after])
                start = stop
        return self.of != before_all

    def _fill(self, rows: Sequence[SectionRow], nodes: Sequence[HeadingNode]) -> None:
        """Lay rows onto the headings between the same neighbours: one to one, or by what their texts say."""
        if len(rows) == len(nodes):
            for row, node in zip(rows, nodes, strict=True):
                self._take(row, node)
            return
        free = {node.index: node for node in nodes}
        best = {row.id: max((p.odds for p in self._all[row.id] if p.node in free), default=_FAINT) for row in rows}
        for row in sorted(rows, key=lambda row: -best[row.id]):
            pair = next((p for p in self._all[row.id] if p.node in free and p.odds >= _POSSIBLE), None)
            if pair is not None:
                self._take(row, free.pop(pair.node))

    def _lift(self) -> None:
        """Rows of one parent stand on one level: a subheading that answers a row hands it to the free heading above."""
        for parent in {self._parent[row_id] for row_id in self._order}:
            held = {r: pair for r, pair in self.of.items() if self._parent[r] == parent and pair is not None}
            for row_id, pair in held.items():
                levels = [self.tree.nodes[other.node].level for r, other in held.items() if r != row_id]
                above = self._free_above(self.tree.nodes[pair.node], levels)
                if above is None:
                    continue
                named = self._evidence.like[row_id][above.index]
                if pair.like < _EXACT or named >= pair.like:  # 二、建设任务及目标 above 1.年度目标任务
                    self.of[row_id] = _Pair(above.index, pair.odds, pair.like)

    def _free_above(self, node: HeadingNode, levels: Sequence[int]) -> HeadingNode | None:
        """The heading above a heading on the level of most rows beside it, if no row has it."""
        if not levels:
            return None
        level = max(set(levels), key=levels.count)
        taken = {pair.node for pair in self.of.values() if pair is not None}
        above = next((a for a in self.tree.ancestors(node) if a.level == level), None)
        return above if node.level > level and above is not None and above.index not in taken else None

    def _siblings(self, parent: str | None, rows: Sequence[SectionRow]) -> list[HeadingNode]:
        """The headings among which a parent's rows stand: those of the level that most of the rows' headings have."""
        above = self.of.get(parent) if parent else None
        if parent and above is None:
            return []
        chosen = [self.tree.nodes[pair.node] for row in rows if (pair := self.of[row.id]) is not None]
        inside = [
            node for node in self.tree.nodes if above is None or self.tree.within(node, self.tree.nodes[above.node])
        ]
        levels = [node.level for node in chosen if node in inside] or [min((n.level for n in inside), default=1)]
        level = max(set(levels), key=levels.count)
        return [node for node in inside if node.level == level]

    def _take(self, row: SectionRow, node: HeadingNode) -> None:
        own = {row.topic, *(r.topic for r in self.rows if r.parent == row.id)}
        others = [
            name
            for key, topic in self.programme.topics.items()
            if key not in own
            for name in (topic.name, *topic.aliases)
        ]
        below = {r.id for r in self.rows if self._branch(r.id) == row.id}
        taken = {pair.node for row_id, pair in self.of.items() if pair is not None and row_id not in below}
        key = heading_key(node.title)
        elsewhere = max((self._likeness.of_keys(key, heading_key(name)) for name in others), default=0.0)
        odds = next((p.odds for p in self._all[row.id] if p.node == node.index), None)
        if (
            odds is not None
            and odds >= _POSSIBLE - 0.5
            and node.index not in taken
            and elsewhere < _PLAINLY
            and len(self._below(node)) >= 1
        ):
            pair = _Pair(node.index, max(odds, 0.01), 0.0)
            self.of[row.id] = pair
            self.pairs[row.id] = [pair, *(p for p in self.pairs[row.id] if p.node != node.index)]

    def nearest(self, row_id: str) -> _Pair | None:
        """The free heading that comes nearest to a row without one."""
        taken = {pair.node for pair in self.of.values() if pair is not None}
        return next((p for p in self._all[row_id] if p.node not in taken and p.odds >= _NEAREST), None)

    def more(self, row_id: str) -> list[_Pair]:
        """Further headings that plainly answer a row too and belong to no other row."""
        first = self.of[row_id]
        if first is None:
            return []
        taken = {pair.node for pair in self.of.values() if pair is not None}
        extra: list[_Pair] = []
        for pair in self.pairs[row_id]:
            node = self.tree.nodes[pair.node]
            family = [self.tree.nodes[first.node], *(self.tree.nodes[p.node] for p in extra)]
            if pair.like < 0.9 or pair.node in taken:
                continue
            if any(self.tree.within(node, f) or self.tree.within(f, node) for f in family):
                continue
            if self._under_other(node, row_id, self.of) > 0:
                continue
            extra.append(pair)
        return extra


def map_sections(
    trees: Sequence[PartOutline], rows: Sequence[SectionRow], programme: Programme, likeness: Likeness
) -> Iterator[SectionMatch | Doubt]:
    """The sections of one document's rows in the parts that may hold them, the best part for each row first.

    Rows without a heading are looked for in the text (``inferred``): under the parent's heading, before the first
    heading and under headings that answer nothing else. For a row that is not found, what comes nearest to it.
    """
    assignments = [Assignment(tree, rows, programme, likeness) for tree in trees]
    for row in rows:
        found = False
        for assignment in assignments:
            pair = assignment.of[row.id]
            if pair is None:
                continue
            found = True
            for each in (pair, *assignment.more(row.id)):
                node = assignment.tree.nodes[each.node]
                yield SectionMatch(
                    row.id,
                    assignment.tree.part.id,
                    node.paragraph,
                    assignment.tree.passage(node),
                    assignment.tree.passage(node, own=True),
                    round(min(0.99, assignment.probability(row.id, each)), 2),
                )
        if not found:
            inferred = without_heading(row, assignments, programme)
            yield from [inferred] if inferred is not None else _doubts(row, assignments)


def _doubts(row: SectionRow, assignments: Sequence[Assignment]) -> Iterator[Doubt]:
    near = [(a.probability(row.id, pair), a.tree, pair) for a in assignments if (pair := a.nearest(row.id)) is not None]
    if near:
        score, tree, pair = max(near, key=lambda each: each[0])
        paragraph = tree.nodes[pair.node].paragraph
        yield Doubt(row.id, tree.part.document, paragraph.text[:40], paragraph.location, min(0.49, round(score, 2)))
