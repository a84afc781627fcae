"""Agreement articles → clause rows: by title, by chapter, and by what their sentences settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from doccheck.document import Paragraph, block_text
from doccheck.language.patterns import lazy
from doccheck.mapping import cues
from doccheck.mapping.deferral import put_off
from doccheck.mapping.evidence import (
    best_of,
    clause_evidence,
    cues_of,
    names_of,
    puts_off,
    settles_beside,
    topics_of,
    unlike_of,
)
from doccheck.mapping.model import ClauseMatch, Doubt, Part, Passage
from doccheck.mapping.outline import PartOutline, Sentence, outline, read_sentences
from doccheck.mapping.similarity import Likeness
from doccheck.programme.schema import ClauseRow, Programme
from doccheck.understanding.decoding import weighed
from doccheck.understanding.topics import clause_topics

_ARTICLE = lazy(r"^第[〇零一二三四五六七八九十百\d]+条")
TITLED = 0.7
"""Likeness from which an article's title names the clause."""
_NAMED = 0.9
"""Likeness from which a title alone shows that the clause is there, if only as a heading."""
_CLEARLY = 0.12
SETTLED = 0.5
"""Probability from which an article settles a clause."""
_PROMISED = 0.2
"""The same for an article whose title names the clause."""
_FAINT = 0.15
"""Probability from which an article is shown as the one that comes nearest."""
_PUT_OFF = 0.35
"""Probability from which a sentence is on the matter and puts it off."""
DEFERS = 0.7
"""Probability from which a sentence puts its matter off."""


class Article(Struct, frozen=True):
    """One article of an agreement: its number and title (or first words), its chapter's title, its text."""

    part: str
    heading: str
    title: str
    chapter: str
    passage: Passage
    sentences: tuple[Sentence, ...]


def articles(part: Part) -> list[Article]:
    """The articles of an agreement under any numbering; a text without headings gives an article a paragraph."""
    tree = outline(part)
    numbered = [node for node in tree.nodes if _ARTICLE.match(node.paragraph.text.strip())]
    result: list[Article] = []
    if tree.nodes and tree.opening.text.strip():
        result.extend(_bare(part.id, tree.opening))
    if len(numbered) >= 3:
        chosen = numbered + [
            node
            for node in tree.nodes
            if node not in numbered and not any(tree.within(n, node) or tree.within(node, n) for n in numbered)
        ]
        chosen.sort(key=lambda node: node.start)
    else:
        top = min((node.level for node in tree.nodes), default=1)
        chosen = [node for node in tree.nodes if node.level == top]
        if len(chosen) == 1 and len(tree.nodes) > 3:
            chosen = [node for node in tree.nodes if node.parent == chosen[0].index] or chosen
    for node in chosen:
        chapter = next((a.title for a in tree.ancestors(node)), "")
        result.append(_article(part.id, tree, node.index, chapter))
    if not tree.nodes:
        result.extend(_bare(part.id, part.passage))
    return result


def _article(part: str, tree: PartOutline, index: int, chapter: str) -> Article:
    node = tree.nodes[index]
    passage = tree.passage(node)
    head = node.paragraph.text[: passage.skip].strip() or node.paragraph.text.strip()[:20]
    return Article(part, head[:60], node.title, chapter, passage, tuple(read_sentences(passage)))


def _bare(part: str, passage: Passage) -> Iterator[Article]:
    """An article for each paragraph or table of a text without headings."""
    for block in passage.blocks:
        if isinstance(block, Paragraph) and (block.toc or not block.text.strip()):
            continue
        if isinstance(block, Paragraph) and block.heading is not None and block.heading.level == 0:
            continue
        text = block_text(block).strip()
        if text:
            piece = Passage(passage.document, (block,))
            yield Article(part, text[:20], "", "", piece, tuple(read_sentences(piece)))


def map_clauses(
    parts: Sequence[Part], rows: Sequence[ClauseRow], programme: Programme, likeness: Likeness, others: Sequence[Part]
) -> Iterator[ClauseMatch | Doubt]:
    """Matches of every clause row in the agreement's parts; where there is none, in ``others`` (``elsewhere``)."""
    all_articles = [article for part in parts for article in articles(part)]
    titles = clause_titles(all_articles, rows, programme, likeness)
    for row in rows:
        seen = judged(row, rows, all_articles, titles[row.id], programme)
        found = list(_in_agreement(row, seen, programme))
        yield from found
        if not found:
            yield from _elsewhere(row, others, programme)
            nearest = max(seen, key=lambda each: each.settled, default=None)
            if nearest is not None and nearest.settled >= _FAINT:
                passage = nearest.article.passage
                yield Doubt(row.id, passage.document, nearest.article.heading, passage.location, nearest.settled)


def clause_titles(
    all_articles: Sequence[Article], rows: Sequence[ClauseRow], programme: Programme, likeness: Likeness
) -> dict[str, list[float]]:
    """How well each article's title names each row; a title that names another row clearly better counts for none."""
    likes = {
        row.id: [_likeness(a, names_of(row, programme), unlike_of(row, programme), likeness) for a in all_articles]
        for row in rows
    }
    best = [max((likes[row.id][index] for row in rows), default=0.0) for index in range(len(all_articles))]
    return {
        row_id: [like if like >= best[index] - _CLEARLY else like * 0.6 for index, like in enumerate(values)]
        for row_id, values in likes.items()
    }


class Judged(Struct, frozen=True):
    """An article as one clause row sees it: how well its title names the row, how likely it settles the matter."""

    article: Article
    like: float
    settled: float
    hits: int
    """Cues that hold in sentences which settle the matter."""
    deferring: str
    """The words by which the article puts the matter off, where it does."""


def judged(
    row: ClauseRow,
    rows: Sequence[ClauseRow],
    all_articles: Sequence[Article],
    titles: Sequence[float],
    programme: Programme,
) -> list[Judged]:
    """Every article as a row sees it; ``rows`` are all clauses that are asked of the agreement."""
    topics = topics_of(row, programme)
    result = []
    for article, like in zip(all_articles, titles, strict=True):
        hits, words = _read(article, cues_of(row, programme), topics)
        if topics:
            settled = weighed("clause", evidence(row, rows, article, like, hits, programme))
        else:
            settled = 0.9 if hits else 0.1
        result.append(Judged(article, like, settled, hits, words))
    return result


def evidence(
    row: ClauseRow, rows: Sequence[ClauseRow], article: Article, like: float, hits: int, programme: Programme
) -> tuple[float, ...]:
    """What speaks for it that an article settles a row (``EVIDENCE["clause"]``)."""
    topics = topics_of(row, programme)
    rivals = [other for r in rows if not set(other := topics_of(r, programme)) & set(topics)]
    plain = [sentence.plain for sentence in article.sentences]
    return clause_evidence(like, hits, topics, article.title, article.passage.text, plain, rivals)


def _in_agreement(row: ClauseRow, seen: Sequence[Judged], programme: Programme) -> Iterator[ClauseMatch]:
    titled: list[ClauseMatch] = []
    settled: list[ClauseMatch] = []
    deferring: list[ClauseMatch] = []
    asked = bool(cues_of(row, programme) or topics_of(row, programme))
    for each in seen:
        article = each.article
        likely = each.settled >= _PROMISED and not each.deferring
        clear = each.settled >= SETTLED or (each.like >= TITLED and (each.hits > 0 or likely))
        if each.like >= TITLED:
            words = "" if clear else each.deferring or _only_puts_off(article)
            if not clear and asked and not words and each.like < _NAMED:
                continue  # a title that only touches the matter, and a text that says nothing of it
            confidence = each.settled if clear else min(0.99, 0.6 + 0.35 * each.like)
            titled.append(_match(row, article, confidence, words, settled=clear or not asked))
            if clear:
                settled.append(titled[-1])
        elif clear:
            settled.append(_match(row, article, each.settled, ""))
        elif each.deferring:
            deferring.append(_match(row, article, 0.6, each.deferring, settled=False))
    own = [m for m in titled if m in settled]
    if not own and any(m.deferred for m in titled):
        chosen = [m for m in titled if m.deferred]  # the article on the matter puts it off, whatever others touch
    elif settled:
        chosen = own or sorted(settled, key=lambda m: -m.confidence)[:3]
    else:
        chosen = titled or deferring[:1]
    yield from chosen


def _likeness(article: Article, names: Sequence[str], unlike: Sequence[str], likeness: Likeness) -> float:
    like = likeness(article.title, names) if 2 <= len(article.title) <= 40 else 0.0
    if like < TITLED and article.chapter:
        like = max(like, 0.9 * likeness(article.chapter, names)) if not article.title else like
    if unlike and like < 0.99 and article.title and likeness(article.title, unlike) > like:
        like *= 0.6
    return like


def hits_of(article: Article, row: ClauseRow, programme: Programme) -> int:
    """How many cues of a row hold in an article."""
    return _read(article, cues_of(row, programme), topics_of(row, programme))[0]


def _read(article: Article, row_cues: list[str], topics: Sequence[str]) -> tuple[int, str]:
    """How many sentences some cue holds in that settle the matter, and the words of one that puts it off."""
    plain = [sentence.plain for sentence in article.sentences]
    words = ""
    hits = 0
    for _, index in cues.search(row_cues, plain):
        if puts_off(plain[index]) >= DEFERS and not settles_beside(row_cues, plain[index]):
            words = words or put_off(plain[index]) or article.sentences[index].raw[:40]
            continue
        hits += 1
    if not words:
        for sentence in article.sentences:
            about = best_of(clause_topics(article.title, sentence.plain), topics)
            off = puts_off(sentence.plain)
            if off >= DEFERS and about * off >= _PUT_OFF:
                words = put_off(sentence.plain) or sentence.raw[:40]
                break
    return hits, words


def _only_puts_off(article: Article) -> str:
    """The words by which an article puts its matter off, if it has no other sentence of substance."""
    words = [put_off(sentence.plain) for sentence in article.sentences if len(sentence.plain) > 4]
    return words[0] if words and all(words) else ""


def _match(row: ClauseRow, article: Article, confidence: float, deferred: str, settled: bool = True) -> ClauseMatch:
    confidence = round(confidence, 2)
    return ClauseMatch(
        row.id, article.part, article.heading, article.passage, confidence, settled=settled, deferred=deferred
    )


def _elsewhere(row: ClauseRow, others: Sequence[Part], programme: Programme) -> Iterator[ClauseMatch]:
    """The one place outside the agreement that says what the clause asks."""
    row_cues = cues_of(row, programme)
    for part in others:
        for sentence in read_sentences(part.passage):
            if put_off(sentence.plain) or cues.first(row_cues, [sentence.plain]) is None:
                continue
            passage = Passage(part.document, (sentence.paragraph,))
            yield ClauseMatch(row.id, part.id, sentence.raw[:60], passage, 0.6, elsewhere=True)
            return
