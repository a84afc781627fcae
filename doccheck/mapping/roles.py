"""Which role a title, a file name or a text speaks for; the words stand in outlines/shared/roles.yaml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from doccheck.language.patterns import lazy
from doccheck.language.plain import plain
from doccheck.mapping import cues
from doccheck.programme.loader import shared_data
from doccheck.programme.schema import DocumentRow, Programme, Role, RosterRow
from doccheck.understanding.topics import roles

_NOT_A_KIND = lazy(r"(的(说明|函|请示|公示)|(?<!逐[户家个])说明|目录|封面)$")
_TITLE_TAIL = lazy(r"[（(〔\[【].{0,40}?[)）〕\]】]$|[:：。\s]+$|附[件表]?[\d一二三四五六七八九十]*$")
_OF_UNIT = lazy(
    r"(?:[一二三四五六七八九十\d]{0,2}[：:—–－-]|[（(][^（()）]{1,8}[)）])+"
    r"[^：:，,。]{2,26}(?:公司|集团|大学|学院|医院|中心|协会|学会|商会|实验室|[院所厂校社])"
)
"""What may follow the kind of a paper: 成员单位简介：某某研究所, 参与单位简介（企业）某某公司, 参与单位简介1：…."""
_THEN_UNIT = lazy(r"(?<=[介况绍）)])\s+(?=\S{4})")


_BOUND = lazy(r"[（(](?=[^（()）]*(?:合订|[：:、]))[^（()）]+[)）]")
"""A line in brackets that tells what all is bound together: （本册合订：合作协议、理事会名单）."""


class RoleWords(Struct, frozen=True):
    """The words of one role; ``titles`` and ``files`` are searched, ``content`` are cues."""

    role: Role
    titles: tuple[re.Pattern[str], ...]
    files: tuple[re.Pattern[str], ...]
    content: tuple[str, ...]


@lru_cache(maxsize=1)
def role_words() -> tuple[RoleWords, ...]:
    """The role lexicon of outlines/shared/roles.yaml in its own order."""
    data = shared_data("roles")
    return tuple(
        RoleWords(
            Role(role),
            tuple(lazy(p) for p in words["titles"]),
            tuple(lazy(p) for p in words["files"]),
            tuple(words["content"]),
        )
        for role, words in data.items()
    )


def _core(title: str) -> str:
    """The title without spaces, trailing brackets and trailing attachment numbers."""
    text = re.sub(r"\s+", "", title)
    previous = ""
    while text != previous:
        previous, text = text, _TITLE_TAIL.sub("", text)
    return text or re.sub(r"\s+", "", title)


def role_of_title(title: str, programme: Programme | None = None) -> tuple[Role, float] | None:
    """Role and confidence that a title line gives, or ``None``.

    The kind of a Chinese document stands at the end of its title, so the match that ends last wins, the longer one
    of two that end together; a match in mid-title counts less.
    """
    if _BOUND.fullmatch(title.strip()):
        return None
    text = _core(_THEN_UNIT.sub("：", title.strip()))
    if not text or len(text) > 60 or _NOT_A_KIND.search(text):
        return None
    best: tuple[int, int, Role] | None = None
    for words in role_words():
        for pattern in words.titles:
            for match in pattern.finditer(text):
                candidate = (match.end(), match.end() - match.start(), words.role)
                if best is None or candidate[:2] > best[:2]:
                    best = candidate
    if programme is not None:
        for row in programme.rows:
            role = row.role if isinstance(row, DocumentRow | RosterRow) else None
            if role is None:
                continue
            for name in (row.title, *row.aliases):
                key = re.sub(r"\s+|（.*?）", "", name)
                if len(key) >= 4 and text.endswith(key) and (best is None or (len(text), len(key)) > best[:2]):
                    best = (len(text), len(key), role)
    if best is None:
        return None
    tail = 0 if _OF_UNIT.fullmatch(text, best[0]) else len(text) - best[0]
    if tail > 6:
        return None
    return best[2], 0.95 if tail == 0 else 0.75


def role_of_name(path: str) -> tuple[Role, float] | None:
    """Role that a file's name gives (the folder's name counts when the file's says nothing), or ``None``."""
    pieces = [piece for piece in re.split(r"[/\\]", path) if piece]
    for depth, piece in enumerate(reversed(pieces[-2:])):
        stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", piece)
        best: tuple[int, int, Role] | None = None
        for words in role_words():
            for pattern in words.files:
                for match in pattern.finditer(stem):
                    candidate = (match.end(), match.end() - match.start(), words.role)
                    if best is None or candidate[:2] > best[:2]:
                        best = candidate
        if best is not None:
            return best[2], 0.8 - 0.3 * depth
    return None


def role_of_content(title: str, text: str) -> tuple[Role, float] | None:
    """The role that a text of this title speaks for, by the model and by cues, or ``None`` where both are in doubt."""
    told = {role: chance for role, chance in roles(title, text).items() if role in _KNOWN}
    ranked = sorted(told.items(), key=lambda item: -item[1])
    if ranked and ranked[0][1] >= _LIKELY:
        return Role(ranked[0][0]), ranked[0][1]
    by_cues = _role_by_cues([plain(line) for line in text.splitlines() if line.strip()])
    if by_cues is not None and told.get(by_cues[0].value, 0.0) >= _AGREES:
        return by_cues
    if ranked and ranked[0][1] >= _POSSIBLE and ranked[0][1] >= 2 * (ranked[1][1] if len(ranked) > 1 else 0.0):
        return Role(ranked[0][0]), ranked[0][1]
    return by_cues


_KNOWN = {role.value for role in Role}
_LIKELY = 0.5
_POSSIBLE = 0.25
_AGREES = 0.1


def _role_by_cues(sentences: Sequence[str]) -> tuple[Role, float] | None:
    """Role whose content cues hold most, if at least two do and clearly more than another role's."""
    scores = []
    for words in role_words():
        if words.content:
            held = sum(1 for _ in cues.search(words.content, sentences))
            scores.append((held / len(words.content), held, words.role))
    scores.sort(key=lambda score: score[:2], reverse=True)
    if not scores or scores[0][1] < 2 or scores[0][0] < 0.4:
        return None
    margin = scores[0][0] - (scores[1][0] if len(scores) > 1 else 0.0)
    return scores[0][2], min(0.9, 0.5 + margin)
