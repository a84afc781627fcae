"""Roles inside files and across files: a file is cut into parts at the titles that name another kind of document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from doccheck.document import Block, Document, PageBreak, Paragraph, Table, block_text
from doccheck.language.patterns import lazy
from doccheck.mapping.model import Part, Passage
from doccheck.mapping.profiles import lead_name, split_profiles
from doccheck.mapping.roles import role_of_content, role_of_name, role_of_title
from doccheck.programme.schema import DocumentRow, Programme, Role, RosterRow

_SUBSTANCE = 15
"""Characters below a title under which it only announces a document (a list of attachments)."""
_SHORT_LEAD_IN = 200
_TITLE = 40
"""Characters of a first line that may be a title."""
_DIGEST = 400
"""Characters under which an agreement beside a much longer one only tells what that one says."""
_ATTACHABLE = {
    Role.LEAD_PROFILE,
    Role.MEMBER_PROFILE,
    Role.AGREEMENT,
    Role.MEMBER_ROSTER,
    Role.COUNCIL_ROSTER,
    Role.EXPERT_ROSTER,
    Role.TASK_LIST,
    Role.RESOURCE_LIST,
    Role.ALLOCATION,
}
_PROFILES = (Role.LEAD_PROFILE, Role.MEMBER_PROFILE)


_KIND_AND_UNIT = lazy(r"[^：:，,。；;]{2,16}[：:—–－-]+[^：:，,。；;]{4,30}|[^：:，,。；;]{4,30}(?:简介|概况|介绍)")


class _Cut(Struct, frozen=True):
    """A place where a part begins: block index, role, confidence and the title's words."""

    block: int
    role: Role
    confidence: float
    title: str


def asked_roles(programme: Programme) -> set[Role]:
    """Every role that some row of the programme asks for."""
    roles: set[Role] = set()
    for row in programme.rows:
        if isinstance(row, DocumentRow):
            roles |= {row.role, *row.satisfied_by}
        elif isinstance(row, RosterRow) and row.role is not None:
            roles.add(row.role)
    return roles


def find_parts(documents: Mapping[str, Document], programme: Programme) -> tuple[Part, ...]:
    """Every part of every document, in reading order; each block belongs to exactly one part."""
    asked = asked_roles(programme)
    parts: list[Part] = []
    for document_id, document in documents.items():
        parts.extend(_parts_of(document_id, document, programme, asked))
    parts = _demote_digests(_demote_evidence(parts, documents))
    parts = split_profiles(parts, lead_name(documents), asked)
    counts: dict[str, int] = {}
    numbered = []
    for part in parts:
        index = counts.get(part.document, 0)
        counts[part.document] = index + 1
        numbered.append(replace(part, id=f"{part.document}.{index}"))
    return tuple(numbered)


def _parts_of(document_id: str, document: Document, programme: Programme, asked: set[Role]) -> Iterator[Part]:
    named = role_of_name(document.path)
    cuts = _merge(_with_substance(list(_cuts(document, programme, asked)), document), document)
    if not cuts or cuts[0].block > 0:
        end = cuts[0].block if cuts else len(document.blocks)
        opening = _opening(document, end, named, cuts)
        cuts = [opening, *cuts] if opening.block != (cuts[0].block if cuts else -1) else cuts
        if len(cuts) > 1 and cuts[0].role == cuts[1].role and cuts[0].role not in _PROFILES:
            cuts = [replace(cuts[1], block=0), *cuts[2:]]
    for cut, following in zip(cuts, [*cuts[1:], None], strict=True):
        stop = following.block if following is not None else len(document.blocks)
        passage = Passage(document_id, document.blocks[cut.block : stop])
        yield Part("", document_id, cut.role, passage, cut.confidence, cut.title)


def _opening(document: Document, end: int, named: tuple[Role, float] | None, cuts: Sequence[_Cut]) -> _Cut:
    """The part before the first title: named by the file, by its content, or a lead-in of what follows."""
    texts = [text for block in document.blocks[:end] if (text := block_text(block).strip())]
    text = "\n".join(texts)
    if cuts and len(text.strip()) < _SHORT_LEAD_IN:
        return replace(cuts[0], block=0)
    titled = len(texts) > 1 and len(texts[0]) <= _TITLE
    told = role_of_title(texts[0]) if titled and not cuts and _KIND_AND_UNIT.fullmatch(texts[0]) else None
    if told is not None and told[1] >= 0.9:
        return _Cut(0, told[0], told[1], texts[0])  # 成员单位简介：某某公司, which no style makes a title
    content = role_of_content(texts[0], "\n".join(texts[1:])) if titled else role_of_content("", text)
    if named is not None and (content is None or named[1] >= 0.8 or named[1] >= content[1]):
        confidence = named[1] if content is None or content[0] == named[0] else named[1] - 0.1
        return _Cut(0, named[0], confidence, "")
    if content is not None:
        return _Cut(0, content[0], content[1], "")
    return _Cut(0, Role.UNKNOWN, 0.0, "")


def _cuts(document: Document, programme: Programme, asked: set[Role]) -> Iterator[_Cut]:
    """Titles that name a kind of document, each moved back over the title lines that belong to it."""
    blocks = document.blocks
    for index, block in enumerate(blocks):
        title = _title_of(block)
        if title is None:
            continue
        text, level = title
        found = role_of_title(text, programme)
        if found is None or (level > 0 and (found[0] not in _ATTACHABLE & asked or found[1] < 0.9)):
            continue
        start = index
        while start > 0 and _is_title_line(blocks[start - 1]):
            start -= 1
        yield _Cut(start, found[0], found[1], text)


def _title_of(block: Block) -> tuple[str, int] | None:
    """Words and level of a block that may title a part: a title, a first-level heading, a table's first cell."""
    if isinstance(block, Paragraph) and block.heading is not None and not block.toc and block.heading.level <= 1:
        return block.heading.title or block.text, block.heading.level
    if isinstance(block, Table) and block.cells:
        first = block.cells[0]
        text = first.text.strip()
        if first.colspan == block.cols and 0 < len(text) <= 30 and "\n" not in text:
            return text, 1
    return None


def _is_title_line(block: Block) -> bool:
    """A title line without a role of its own, a page break or an empty line above a title."""
    if isinstance(block, PageBreak):
        return True
    if not isinstance(block, Paragraph) or block.toc:
        return False
    if not block.text.strip():
        return True
    return block.heading is not None and block.heading.level == 0 and role_of_title(block.text) is None


def _with_substance(cuts: list[_Cut], document: Document) -> list[_Cut]:
    """Drop titles below which nothing stands before the next one: a list of attachments announces, it is none."""
    kept = []
    for position, cut in enumerate(cuts):
        stop = cuts[position + 1].block if position + 1 < len(cuts) else len(document.blocks)
        body = 0
        for block in document.blocks[cut.block : stop]:
            if isinstance(block, Paragraph) and block.heading is not None and block.heading.level == 0:
                continue
            body += len(block_text(block).strip()) + (0 if isinstance(block, Paragraph | PageBreak) else _SUBSTANCE)
        following = cuts[position + 1] if position + 1 < len(cuts) else None
        same = following is not None and following.role == cut.role
        if body >= _SUBSTANCE or same or len(cuts) == 1:
            kept.append(cut)
    return kept


def _merge(cuts: list[_Cut], document: Document) -> list[_Cut]:
    """Join neighbours of one role, but for profiles, of which there may be many."""
    merged: list[_Cut] = []
    for cut in cuts:
        if merged and merged[-1].role == cut.role and cut.role not in _PROFILES:
            continue
        if merged and merged[-1].block == cut.block:
            merged[-1] = cut
            continue
        merged.append(cut)
    return merged


def _demote_evidence(parts: list[Part], documents: Mapping[str, Document]) -> list[Part]:
    """Files named as evidence stay evidence when another file already has the role (an old contract, say)."""
    supplied = {part.role for part in parts if not _named_evidence(documents[part.document])}
    kept: list[Part] = []
    for part in parts:
        if part.role is not Role.EVIDENCE and _named_evidence(documents[part.document]) and part.role in supplied:
            part = replace(part, role=Role.EVIDENCE, confidence=0.8)
        if kept and kept[-1].document == part.document and kept[-1].role is part.role is Role.EVIDENCE:
            joined = Passage(part.document, kept[-1].passage.blocks + part.passage.blocks)
            kept[-1] = replace(kept[-1], passage=joined)
            continue
        kept.append(part)
    return kept


def _demote_digests(parts: list[Part]) -> list[Part]:
    """A few lines of an agreement or charter in a plan's appendix are a digest where the whole stands elsewhere."""
    contracts = (Role.AGREEMENT, Role.CHARTER)
    longest = max((len(part.passage.text) for part in parts if part.role in contracts), default=0)
    return [
        replace(part, role=Role.EVIDENCE, confidence=0.6)
        if part.role in contracts and len(part.passage.text) < min(_DIGEST, longest / 4)
        else part
        for part in parts
    ]


def _named_evidence(document: Document) -> bool:
    named = role_of_name(document.path)
    return named is not None and named[0] is Role.EVIDENCE and re.search(r"图", document.path) is None
