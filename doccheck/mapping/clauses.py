"""Agreement articles → clause rows: by title, by chapter, and by what their sentences settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doccheck.document import Paragraph, block_text
from doccheck.language.patterns import lazy
from doccheck.mapping import cues
from doccheck.mapping.deferral import put_off, settled_beside
from doccheck.mapping.model import ClauseMatch, Part, Passage
from doccheck.mapping.outline import PartOutline, Sentence, outline, read_sentences
from doccheck.mapping.sections import cues_of, names_of, unlike_of
from doccheck.mapping.similarity import Likeness
from doccheck.programme.schema import ClauseRow, Programme

_ARTICLE = lazy(r"^第[〇零一二三四五六七八九十百\d]+条")
TITLED = 0.7
"""Likeness from which an article's title names the clause."""
_NAMED = 0.9
"""Likeness from which a title alone shows that the clause is there, if only as a heading."""
_CLEARLY = 0.12


@dataclass(frozen=True, slots=True)
class Article:
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
) -> Iterator[ClauseMatch]:
    """Matches of every clause row in the agreement's parts; where there is none, in ``others`` (``elsewhere``)."""
    all_articles = [article for part in parts for article in articles(part)]
    titles = _titles(all_articles, rows, programme, likeness)
    for row in rows:
        found = list(_in_agreement(row, all_articles, titles[row.id], programme))
        yield from found
        if not found:
            yield from _elsewhere(row, others, programme)


def _titles(
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


def _in_agreement(
    row: ClauseRow, all_articles: Sequence[Article], titles: Sequence[float], programme: Programme
) -> Iterator[ClauseMatch]:
    row_cues = cues_of(row, programme)
    titled: list[ClauseMatch] = []
    settled: list[ClauseMatch] = []
    deferring: list[ClauseMatch] = []
    for article, like in zip(all_articles, titles, strict=True):
        state, words, hits = _judge(article, row_cues)
        if like >= TITLED:
            confidence = min(0.99, 0.6 + 0.35 * like)
            words = words if state != "settled" else ""
            words = words or _only_puts_off(article)
            if state != "settled" and row_cues and not words and like < _NAMED:
                continue  # a title that only touches the matter, and a text that says nothing of it
            titled.append(_match(row, article, confidence, words, settled=state == "settled" or not row_cues))
            if state == "settled":
                settled.append(titled[-1])
        elif state == "settled":
            settled.append(_match(row, article, min(0.9, 0.6 + 0.1 * hits + 0.2 * like), ""))
        elif state == "deferred":
            deferring.append(_match(row, article, 0.6, words, settled=False))
    own = [m for m in titled if m in settled]
    if not own and any(m.deferred for m in titled):
        chosen = [m for m in titled if m.deferred]  # the article on the matter puts it off, whatever others touch
    elif settled:
        chosen = own or settled[:3]
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


def _judge(article: Article, row_cues: list[str]) -> tuple[str, str, int]:
    """“settled”, “deferred” or “silent”, the words that put off, and how many cues hold."""
    plain = [sentence.plain for sentence in article.sentences]
    words = ""
    hits = 0
    for _, index in cues.search(row_cues, plain):
        off = put_off(plain[index])
        if off and not settled_beside(row_cues, plain[index]):
            words = words or off
            continue
        hits += 1
    if hits:
        return "settled", "", hits
    return ("deferred", words, 0) if words else ("silent", "", 0)


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
