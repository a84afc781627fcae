"""What speaks for it that a heading answers a row, an article settles a clause, a sentence says an element.

Rules (likeness of headings, cue phrases) and models see different things; here each becomes a number, and
:mod:`doccheck.understanding.decoding` weighs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from doccheck.language.patterns import lazy
from doccheck.mapping import cues
from doccheck.mapping.deferral import put_off
from doccheck.mapping.outline import HeadingNode, PartOutline, read_sentences
from doccheck.mapping.similarity import Likeness
from doccheck.programme.schema import Programme, Row, SectionRow
from doccheck.understanding.decoding import logit, weighed
from doccheck.understanding.topics import DEFERRED, clause_topics, sayings, section_topics

SURE = 0.8
"""Likeness from which a heading names a row."""
_EXACT = 0.95
_WHOLE_NAME = 5
"""Signs of a row's name that an empty heading holds by no chance: 带动一片：赋能产业发展能级提升."""
_OWN = 30
"""Characters from which a heading's own text tells what it is about."""
PIECE = 25
"""Characters from which a paragraph tells its topic by itself."""
_SENTENCE = 8
"""Characters from which a sentence says something by itself."""
_SENTENCES = 10
"""Sentences of a heading's text that are looked at one by one."""
_TOUCHES = 0.2
"""Probability from which a text has something to do with a row."""
_READ = 800
"""Characters of a text that are enough to tell its topic."""


def names_of(row: Row, programme: Programme) -> list[str]:
    """Every heading by which a row is known: its title, its aliases, those of its topic."""
    topic = programme.topics.get(row.topic) if row.topic else None
    return [name for name in (row.title, *row.aliases, *(topic.aliases if topic else ())) if name]


def cues_of(row: Row, programme: Programme) -> list[str]:
    """The content cues of a row and of its topic."""
    topic = programme.topics.get(row.topic) if row.topic else None
    return [*row.cues, *(topic.cues if topic else ())]


def unlike_of(row: Row, programme: Programme) -> list[str]:
    """Headings that look like the row's and are something else."""
    topic = programme.topics.get(row.topic) if row.topic else None
    return list(topic.unlike) if topic else []


def topics_of(row: Row, programme: Programme) -> tuple[str, ...]:
    """The topics that answer a row: its own and those of which its own is made."""
    if not row.topic:
        return ()
    topic = programme.topics.get(row.topic)
    return (row.topic, *(topic.joins if topic else ()))


def best_of(probabilities: Mapping[str, float], topics: Iterable[str]) -> float:
    """The highest probability among some topics."""
    return max([probabilities.get(topic, 0.0) for topic in topics], default=0.0)


def _most(texts: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The highest probability of each topic among several texts of which all topics are known."""
    return {topic: max([text[topic] for text in texts]) for topic in texts[0]} if texts else {}


class SectionEvidence:
    """All that speaks for each pair of a heading and a section row of one part."""

    def __init__(self, tree: PartOutline, rows: Sequence[SectionRow], programme: Programme, likeness: Likeness) -> None:
        self.tree = tree
        self.rows = list(rows)
        self.programme = programme
        self.order = {row.id: position for position, row in enumerate(self.rows)}
        self.parent = {row.id: row.parent if row.parent in self.order else None for row in self.rows}
        self._text: dict[int, list[str]] = {}
        self.like = {row.id: self._likenesses(row, likeness) for row in self.rows}
        self._own = [section_topics(node.title, self._body(node)) for node in tree.nodes]
        bodies = [self._body(node) for node in tree.nodes]
        self._bodies = [section_topics("", body) if len(body.strip()) >= PIECE else {} for body in bodies]
        self._topics = {row.id: topics_of(row, programme) for row in self.rows}
        self._model = {row_id: [best_of(own, topics) for own in self._own] for row_id, topics in self._topics.items()}
        texts = [self.sentences(node) for node in tree.nodes]
        self._cued = {row.id: _held(texts, cues_of(row, programme)) for row in self.rows}
        self._rivals = {row.id: self._rivals_of(row.id) for row in self.rows}
        self._kin = {row.id: self._kin_of(row.id) for row in self.rows}
        self._said = [_most([section_topics("", s) for s in t[:_SENTENCES] if len(s) >= _SENTENCE]) for t in texts]
        self._ranked = [sorted(own, key=own.__getitem__, reverse=True) for own in self._own]
        self._depth = _depths(tree)
        self._beside = [
            [
                other.index
                for other in tree.nodes
                if other.index != node.index and not tree.within(other, node) and not tree.within(node, other)
            ]
            for node in tree.nodes
        ]
        self._children: dict[int, list[HeadingNode]] = {node.index: [] for node in tree.nodes}
        for node in tree.nodes:
            if node.parent is not None:
                self._children[node.parent].append(node)

    def _likenesses(self, row: SectionRow, likeness: Likeness) -> list[float]:
        """The likeness of each heading with a row."""
        names, unlike = names_of(row, self.programme), unlike_of(row, self.programme)
        of_title = {title: likeness(title, names) if title else 0.0 for title in {n.title for n in self.tree.nodes}}
        for title, like in of_title.items():
            if unlike and like < 0.99 and likeness(title, unlike) > like:
                of_title[title] = like * 0.6
        return [of_title[node.title] for node in self.tree.nodes]

    def names(self, row: SectionRow, node: HeadingNode) -> bool:
        """Whether a heading names a row exactly and nothing, or 无, stands below: the section is empty, not missing."""
        if len(self.tree.passage(node).text.strip()) >= _SENTENCE:
            return False
        held = any(len(name) >= _WHOLE_NAME and name in node.title for name in names_of(row, self.programme))
        return held or self.like[row.id][node.index] >= _EXACT

    def sentences(self, node: HeadingNode) -> list[str]:
        """The sentences of a heading's own text; those of its subsections where it has none."""
        if node.index not in self._text:
            own = [s.plain for s in read_sentences(self.tree.passage(node, own=True))]
            if not own:
                own = [s.plain for s in read_sentences(self.tree.passage(node), headings=True)]
            self._text[node.index] = own
        return self._text[node.index]

    def _body(self, node: HeadingNode) -> str:
        own = self.tree.passage(node, own=True).text
        return (own if len(own) >= _OWN else self.tree.passage(node).text)[:_READ]

    def children(self, node: HeadingNode) -> list[HeadingNode]:
        """The headings right below a heading."""
        return self._children[node.index]

    def counterpart(self, row: SectionRow) -> HeadingNode | None:
        """The heading at a row's place, where the author's outline branches just as the programme's does."""
        rows = [r for r in self.rows if self.parent[r.id] == self.parent[row.id]]
        parent = self.parent[row.id]
        if parent is None:
            top = min((node.level for node in self.tree.nodes), default=1)
            nodes = [node for node in self.tree.nodes if node.level == top]
        else:
            above = self.counterpart(self.rows[self.order[parent]])
            nodes = [node for node in self.tree.nodes if above is not None and node.parent == above.index]
        return nodes[rows.index(row)] if len(nodes) == len(rows) else None

    def _rivals_of(self, row_id: str) -> list[str]:
        """The rows that compete with a row for a heading: all but those above and below it."""
        kin = {row_id}
        above = self.parent[row_id]
        while above is not None:
            kin.add(above)
            above = self.parent[above]
        for other in self.parent:
            if self.parent[other] in kin - {self.parent[row_id]} and self.parent[other] is not None:
                kin.add(other)
        return [other for other in self.parent if other not in kin]

    def of(self, row: SectionRow, home: HeadingNode | None, node: HeadingNode) -> tuple[float, ...]:
        """The evidence for one pair in the order of ``EVIDENCE["section"]``; ``home`` is the row's counterpart."""
        place = node.index
        like = self.like[row.id][place]
        topics = self._topics[row.id]
        own = self._model[row.id]
        rivals = self._rivals[row.id]
        best_like = max([self.like[other][place] for other in rivals], default=0.0)
        others = max([own[other] for other in self._beside[place]], default=0.0)
        children = self.children(node)
        below = sum(own[child.index] for child in children) / len(children) if children else own[place]
        said = best_of(self._said[place], topics)
        kin = self._kin[row.id]
        elsewhere = next((self._own[place][topic] for topic in self._ranked[place] if topic not in kin), 0.0)
        at_home = home is not None and home.index == place
        branches = any(parent == row.id for parent in self.parent.values())
        depth = self._depth[place]
        known = bool(topics)
        return (
            like,
            self._cued[row.id][place],
            logit(own[place]) - logit(others) if known else 0.0,
            like - best_like,
            logit(below) if known else 0.0,
            logit(said) if known else 0.0,
            elsewhere * (1.0 - own[place]) if known else 0.0,
            float(at_home),
            float(at_home and own[place] >= _TOUCHES),
            float(branches and bool(children)),
            float(branches and depth == 0),
            -abs(self._along(place, len(self.tree.nodes)) - self._along(self.order[row.id], len(self.rows))),
            float((depth > 0) == (self.parent[row.id] is not None)),
            like * (1.0 - best_of(self._bodies[place], kin)) if known and self._bodies[place] else 0.0,
        )

    def _kin_of(self, row_id: str) -> set[str]:
        """The topics of a row, of those right below it and of the one above it."""
        family = {row_id, self.parent[row_id], *(other for other, parent in self.parent.items() if parent == row_id)}
        return {topic for each in family if each is not None for topic in self._topics[each]}

    @staticmethod
    def _along(place: int, count: int) -> float:
        """How far along a place is, 0…1."""
        return place / (count - 1) if count > 1 else 0.0


def _depths(tree: PartOutline) -> list[int]:
    """How deep each heading stands, 0 for those of the highest level of which there are several."""
    levels = sorted({node.level for node in tree.nodes})
    several = [level for level in levels if sum(node.level == level for node in tree.nodes) > 1]
    top = min(several or levels, default=1)
    return [max(0, sum(top <= level < node.level for level in levels)) for node in tree.nodes]


def _held(texts: Sequence[Sequence[str]], row_cues: Sequence[str]) -> list[float]:
    """0…1 for each text: how much of its content speaks for a row."""
    return [float(1.0 - 0.62**held) for held in cues.counted(row_cues, texts)]


def clause_evidence(
    like: float,
    hits: int,
    topics: Sequence[str],
    title: str,
    text: str,
    sentences: Sequence[str],
    rivals: Sequence[Sequence[str]],
) -> tuple[float, ...]:
    """What speaks for it that an article settles a clause, in the order of ``EVIDENCE["clause"]``."""
    whole = clause_topics(title, text[:_READ])
    article = best_of(whole, topics)
    other = max((best_of(whole, rival) for rival in rivals), default=0.0)
    said = [(best_of(clause_topics("", s), topics), puts_off(s)) for s in sentences if len(s) >= _SENTENCE]
    pieces = [clause_topics("", piece[:_READ]) for piece in text.split("\n") if len(piece) >= PIECE]
    return (
        like,
        1.0 if like >= SURE else 0.0,
        1.0 - 0.5**hits,
        logit(article),
        logit(max((about * (1.0 - off) for about, off in said), default=0.0)),
        logit(max((best_of(p, topics) * (1.0 - p.get(DEFERRED, 0.0)) for p in pieces), default=0.0)),
        logit(article) - logit(other),
        sum(off for _, off in said) / len(said) if said else 0.0,
        max((about * off for about, off in said), default=0.0),
    )


@lru_cache(maxsize=8192)
def puts_off(sentence: str) -> float:
    """The probability that a sentence (in plain form) only puts its matter off."""
    return weighed("deferred", deferral_evidence(sentence))


def settles_beside(row_cues: list[str], sentence: str) -> bool:
    """Whether a sentence settles the matter and only leaves details for later (“按贡献分配，细则另定”).

    Some part without words that put off must hold a cue, and the model must not take that part for put off.
    """
    if not put_off(sentence):
        return False
    parts = [part for part in _PARTS.split(sentence) if len(part) >= _SENTENCE and not put_off(part)]
    firm = [part for part in parts if sayings(part).deferred < _NOTHING_SETTLED]
    return bool(firm) and cues.first(row_cues, firm) is not None


_PARTS = lazy(r"[；;。]")
_NOTHING_SETTLED = 0.6


def deferral_evidence(sentence: str) -> tuple[float, ...]:
    """What speaks for it that a sentence puts its matter off, in the order of ``EVIDENCE["deferred"]``."""
    return (
        logit(sayings(sentence).deferred),
        1.0 if put_off(sentence) else 0.0,
    )


def spoken_evidence(sentence: str, elements: Sequence[str], cue: bool) -> tuple[float, ...]:
    """What speaks for it that a sentence speaks of one of some elements, in the order of ``EVIDENCE["spoken"]``."""
    model = logit(sayings(sentence).spoken(elements))
    return model, float(cue), float(cue) * model


def contrary_evidence(sentence: str, elements: Sequence[str], cue: bool) -> tuple[float, ...]:
    """What speaks for it that a sentence says the contrary, in the order of ``EVIDENCE["contrary"]``.

    Who deputises is no answer to who presides, and reads like a wrong one: such clauses are left out.
    """
    if "副" in sentence:
        sentence = _DEPUTY.sub("", sentence)
    return logit(sayings(sentence).contrary(elements)), float(cue)


_POST = "(?:理事长|秘书长|主任|主席|会长)"
_CLAUSE = rf"(?:(?!(?<!副){_POST})[^，,；;。])*"
_DEPUTY = lazy(rf"(?<![^，,；;。]){_CLAUSE}副{_POST}{_CLAUSE}(?:[，,；;。]|$)")
