"""Diagrams: captions, boxes of the form and pictures, laid one to one onto the figures that a programme asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from doccheck.document import Block, Cell, Document, Figure, Location, PageBreak, Paragraph, Table
from doccheck.language.patterns import lazy
from doccheck.mapping.forms_labels import label_key, label_words
from doccheck.mapping.model import FigureMatch, Part
from doccheck.programme.schema import DocumentRow, FigureRow, Programme, Role, Row

_CAPTION_NUMBER = lazy(
    r"^(?:附?图表?|附件|附图|Fig(?:ure)?\.?)\s*[\d一二三四五六七八九十]*(?:[-.—–]\d+)*\s*[:：、.．]?\s*", re.IGNORECASE
)
_PICTURE_WORD = lazy(r"图(?:示|谱|表|片)?")
_MENTION = lazy(r"[。；;]|如图|见图|详见|见下图|绘制|编制了|形成了|完成")
_ELSEWHERE = lazy(r"(?:详?见|另见|附后|另附|参见|见附)[^。]{0,12}(?:附|后|图|件|方案)?")
_ARROW = lazy(r"→|⇒|➔|⟶|——>|-->|->|↓|⬇|↔|►|▶")
_LONGEST_CAPTION = 44
_REACH = 4
_LOW, _HIGH = 0.62, 0.05
_IMAGES = frozenset({"png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff", "webp", "image"})


class _Candidate(Struct, frozen=True):
    """A caption, a box's label or a picture's own words, with the picture that stands there."""

    caption: str
    location: Location
    picture: Figure | None
    document: str
    part: str
    role: Role
    box: bool = False
    elsewhere: bool = False
    """The box only says where the figure is to be found."""


def map_figures(
    documents: dict[str, Document], parts: tuple[Part, ...], programme: Programme
) -> tuple[FigureMatch, ...]:
    """The figures of a submission: one match per row, ``picture`` None where only a caption or an empty box stands.

    A diagram drawn as a table or with arrows in the text below its caption counts as a picture. Figures of a plan
    may stand in any other document of the submission; those of a box in the form stand in the form, or where its
    box points to.
    """
    rows = [row for row in programme.rows if isinstance(row, FigureRow)]
    if not rows:
        return ()
    names = {row.id: _names(row) for row in rows}
    candidates = [candidate for part in parts for candidate in _candidates(part, names)]
    candidates += list(_image_files(documents, parts))
    found: list[FigureMatch] = []
    by_role: dict[Role, list[FigureRow]] = {}
    for row in rows:
        by_role.setdefault(_role(row, programme), []).append(row)
    for role, mine in by_role.items():
        near = [candidate for candidate in candidates if candidate.role is role]
        chosen = _assign(mine, near, names)
        for row in mine:
            best = chosen.get(row.id)
            lacking = best is None or best.picture is None
            if lacking and (best is None or best.elsewhere) and (not row.fields or best is not None):
                far = [candidate for candidate in candidates if candidate.role is not role and candidate.picture]
                best = _assign(mine, far, names).get(row.id) or best
            if best is not None:
                found.append(FigureMatch(row.id, best.document, best.part, best.caption, best.location, best.picture))
    return tuple(found)


def _role(row: FigureRow, programme: Programme) -> Role:
    current: Row | None = row
    for _ in range(12):
        if current is None:
            break
        if isinstance(current, DocumentRow):
            return current.role
        current = programme.row(current.parent) if current.parent else None
    return Role.PLAN


def figure_key(text: str) -> str:
    """A caption's words without its number, brackets and spaces."""
    text = _CAPTION_NUMBER.sub("", unicodedata.normalize("NFKC", text).strip())
    key = label_key(text)
    return re.sub(r"(?:产业)?(?:科技)?创新联合体", "联合体", key)


def _names(row: FigureRow) -> list[str]:
    words = [row.title, *row.aliases, *(word for label in row.fields for word in label_words(label))]
    keys = [figure_key(word) for word in words if word]
    return list(dict.fromkeys(key for key in keys if len(key) >= 2))


def _candidates(part: Part, names: dict[str, list[str]]) -> Iterator[_Candidate]:
    yield from _in_blocks(part.passage.blocks, part, names, box=False)


def _in_blocks(blocks: Sequence[Block], part: Part, names: dict[str, list[str]], box: bool) -> Iterator[_Candidate]:
    """Candidates in a run of blocks, then inside its tables."""
    taken: set[int] = set()
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.toc:
            continue
        caption = _caption(block.text, names)
        if not caption:
            continue
        at = _picture_near(blocks, index, taken, names)
        picture: Figure | None = None
        if at is not None:
            taken.add(at)
            near = blocks[at]
            picture = near if isinstance(near, Figure) else _drawn(blocks, index, names)
        else:
            picture = _drawn(blocks, index, names)
        rest = "".join(b.text for b in blocks if isinstance(b, Paragraph)) if box else ""
        elsewhere = picture is None and bool(_ELSEWHERE.search(rest))
        yield _Candidate(caption, block.location, picture, part.document, part.id, part.role, box, elsewhere)
    for index, block in enumerate(blocks):
        if isinstance(block, Figure):
            for words in (block.caption, block.alt, block.name):
                if words and (index not in taken or words == block.caption) and _caption(words, names):
                    yield _Candidate(words, block.location, block, part.document, part.id, part.role)
                    break
        elif isinstance(block, Table):
            yield from _in_table(block, part, names)


def _in_table(table: Table, part: Part, names: dict[str, list[str]]) -> Iterator[_Candidate]:
    grid: list[list[Cell | None]] | None = None
    for cell in table.cells:
        if not cell.blocks:
            continue
        first = next((b for b in cell.blocks if isinstance(b, Paragraph) and b.text.strip()), None)
        inner = list(_in_blocks(cell.blocks, part, names, box=True))
        own = next((block for block in cell.blocks if isinstance(block, Figure)), None)
        if own is not None and inner and inner[0].picture is None:
            # The box's label, the caption, the picture: all in one cell.
            inner[0] = replace(inner[0], picture=own, elsewhere=False)
        if first is not None and len("".join(cell.text.split())) <= _LONGEST_CAPTION * 2:
            for position, candidate in enumerate(inner):
                if candidate.picture is None:
                    grid = grid if grid is not None else table.grid()
                    picture, elsewhere = _beside(grid, cell)
                    inner[position] = _Candidate(
                        candidate.caption, candidate.location, picture, candidate.document, candidate.part,
                        candidate.role, True, candidate.elsewhere or elsewhere,
                    )  # fmt: skip
        yield from inner


def _beside(grid: list[list[Cell | None]], cell: Cell) -> tuple[Figure | None, bool]:
    """The picture in the cell right of a box's label or below it, and whether that cell points elsewhere."""
    places = []
    if cell.col + cell.colspan < len(grid[cell.row]):
        places.append(grid[cell.row][cell.col + cell.colspan])
    if cell.row + cell.rowspan < len(grid):
        places.append(grid[cell.row + cell.rowspan][cell.col])
    for other in places:
        if other is None:
            continue
        for block in other.blocks:
            if isinstance(block, Figure):
                return block, False
            if isinstance(block, Table):
                return Figure(block.location, name="表格图示"), False
        text = other.text
        if len(_ARROW.findall(text)) >= 2:
            return Figure(other.location, name="文字图示"), False
        if text.strip() and len(text) <= 60 and _ELSEWHERE.search(text):
            return None, True
    return None, False


def _caption(text: str, names: dict[str, list[str]]) -> str:
    """The text if it can be a caption: short, of a picture, no sentence that only mentions one."""
    stripped = text.strip()
    head = re.split(r"[:：\n]", _CAPTION_NUMBER.sub("", stripped))[0] or stripped
    if len(head) > _LONGEST_CAPTION or not _PICTURE_WORD.search(head):
        return ""
    if len(stripped) > _LONGEST_CAPTION and not re.search(r"图[^。]{0,20}[:：]", stripped[:_LONGEST_CAPTION]):
        return ""
    if _MENTION.search(head) and not _CAPTION_NUMBER.match(stripped):
        return ""
    if sum(name in figure_key(head) for name in {n for known in names.values() for n in known if len(n) >= 5}) > 2:
        return ""  # a list of the figures to be enclosed
    if "、" in head and len(_PICTURE_WORD.findall(head)) >= 3:
        return ""
    return stripped


def _picture_near(blocks: Sequence[Block], index: int, taken: set[int], names: dict[str, list[str]]) -> int | None:
    """Index of the picture that belongs to a caption: the nearest with no other caption or text between."""
    for step in (-1, 1):
        for distance in range(1, _REACH + 1):
            at = index + step * distance
            if not 0 <= at < len(blocks):
                break
            block = blocks[at]
            if isinstance(block, Figure):
                if at not in taken and not _others_caption(blocks, at, index, names):
                    return at
                break
            if isinstance(block, Table):
                break
            words = block.text.strip() if isinstance(block, Paragraph) else ""
            if words and (len(words) > 30 or step < 0 or _caption(words, names)):
                break
    return None


def _neighbour(blocks: Sequence[Block]) -> Block | None:
    """The first block that is no blank line and no page break."""
    return next((block for block in blocks if not isinstance(block, PageBreak) and not _blank(block)), None)


_NUMBERED = lazy(r"\s*附?图\s*[\d一二三四五六七八九十]")
"""What a caption begins with, and not the item of a list of diagrams."""


def _others_caption(blocks: Sequence[Block], at: int, index: int, names: dict[str, list[str]]) -> bool:
    """Whether the picture above a caption has a caption of its own above it while this one has a picture below."""
    if at > index:
        below = _neighbour(blocks[at + 1 : at + 3])
        named = isinstance(below, Paragraph) and bool(_caption(below.text, names))
        own, others = (isinstance(b, Paragraph) and bool(_NUMBERED.match(b.text)) for b in (blocks[index], below))
        before = blocks[index - 1] if index else None
        listed = isinstance(before, Paragraph) and bool(_caption(before.text, names))  # 1.环节覆盖图 2.供应链图 …
        return named and (_figure_after(blocks, index) != at or (listed and others and not own))
    above = _neighbour(blocks[max(0, at - 2) : at][::-1])
    named = isinstance(above, Paragraph) and bool(_caption(above.text, names))
    return named and _figure_after(blocks, index) is not None


def _figure_after(blocks: Sequence[Block], index: int) -> int | None:
    for at in range(index + 1, min(index + 3, len(blocks))):
        if isinstance(blocks[at], Figure):
            return at
        if not _blank(blocks[at]):
            return None
    return None


def _blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.text.strip()


def _drawn(blocks: Sequence[Block], index: int, names: dict[str, list[str]]) -> Figure | None:
    """A diagram in table form or arrow text below (or after the colon of) a caption, as a figure."""
    caption = blocks[index]
    assert isinstance(caption, Paragraph)
    if len(_ARROW.findall(caption.text)) >= 2:
        return Figure(caption.location, name="文字图示")
    arrows = 0
    for block in blocks[index + 1 : index + 1 + _REACH * 2]:
        if isinstance(block, Table):
            if block.rows * block.cols >= 2 and any(cell.text.strip() for cell in block.cells):
                return Figure(block.location, name="表格图示")
            return None
        if isinstance(block, Paragraph) and block.text.strip():
            if _caption(block.text, names) or block.heading is not None:
                break
            arrows += len(_ARROW.findall(block.text))
            if arrows >= 2:
                return Figure(block.location, name="文字图示")
            if not _ARROW.search(block.text) and len(block.text) > 40:
                break
    return None


def _image_files(documents: dict[str, Document], parts: tuple[Part, ...]) -> Iterator[_Candidate]:
    """Pictures sent as files of their own, known by their names."""
    roles = {part.document: part for part in parts}
    for key, document in documents.items():
        if document.format.lower() in _IMAGES:
            name = re.split(r"[/\\]", document.path)[-1].rsplit(".", 1)[0]
            part = roles.get(key)
            figure = Figure(Location(page=1), name=name)
            place, role = (part.id, part.role) if part else ("", Role.UNKNOWN)
            yield _Candidate(name, Location(page=1), figure, key, place, role)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def similarity(caption: str, names: Sequence[str], others: Sequence[str]) -> float:
    """How surely a caption names a figure (0…1). ``others`` are the names of the look-alikes beside it.

    The words that only this figure's names have must not be those of another.
    """
    from rapidfuzz import fuzz

    key = figure_key(re.split(r"[:：]", _CAPTION_NUMBER.sub("", caption))[0] or caption)
    key = re.sub(r"(?:示意图|图示|图谱)$", "图", key)
    if not key:
        return 0.0
    best = 0.0
    for name in names:
        if key == name:
            return 1.0
        ratio = fuzz.ratio(key, name) / 100
        if len(name) >= 4 and name in key:
            ratio = max(ratio, 0.75 + 0.24 * len(name) / len(key))
        elif len(key) >= 4 and key in name:
            ratio = max(ratio, 0.7 + 0.25 * len(key) / len(name))
        best = max(best, ratio)
    own = set().union(*map(_pairs, names)) if names else set()
    foreign = set().union(*map(_pairs, others)) - own if others else set()
    strange = len(_pairs(key) & foreign)
    return max(0.0, best - 0.12 * strange)


def _assign(
    rows: Sequence[FigureRow], candidates: Sequence[_Candidate], names: dict[str, list[str]]
) -> dict[str, _Candidate]:
    """The best caption for each row, each caption once; with a picture rather than without."""
    scored: list[tuple[float, int, str]] = []
    for row in rows:
        others = [name for other in rows if other.id != row.id for name in names[other.id]]
        for index, candidate in enumerate(candidates):
            score = similarity(candidate.caption, names[row.id], others)
            if score >= _LOW:
                scored.append((score + (_HIGH if candidate.picture is not None else 0.0), index, row.id))
    scored.sort(key=lambda one: (-one[0], one[1]))
    chosen: dict[str, _Candidate] = {}
    used: set[int] = set()
    for _, index, row_id in scored:
        if row_id in chosen or index in used:
            continue
        chosen[row_id] = candidates[index]
        used.add(index)
    return chosen
