"""Finds the names of organisations in running text, with left boundaries a reader would choose."""

from __future__ import annotations

import re
from typing import TypeAlias

from doccheck.facts.regions import place_of
from doccheck.language.patterns import lazy
from doccheck.mapping.names.lexicon import (
    AMBIGUOUS,
    ENDING,
    GENERIC,
    LEADING,
    PLACE_HEAD,
    POSSESSIVE,
    SEPARATING,
    is_strong,
)
from doccheck.mapping.names.written import is_generic, narrow

Found: TypeAlias = tuple[int, int, str]
"""Start and end in the text, and the name as written."""

_RUN = lazy(r"[一-鿿㐀-䶿A-Za-z0-9·&()\-]+")
_NAME_BRACKET = lazy(
    r"\((?:"
    + PLACE_HEAD.pattern
    + r"|集团|控股|中国|亚洲|华东|华南|西南|西北|华中|华北|东北|有限合伙|普通合伙|特殊普通合伙|[A-Za-z0-9]{1,10})\)"
    # a place nobody lists, between two parts of one company's name: 重庆炒青智控（两江）软件有限公司
    + r"|(?<=[一-鿿]{2})(?<!公司|大学)(?<![院所])\([一-鿿]{1,3}[^方头位章称等()]\)(?=[一-鿿]{2,14}有限(?:责任)?公司)"
)
_SUBUNIT = lazy(r"(?:分公司|研究院|研究所|学院|实验室|中心|分院|厂|分行|支行|事业部|有限公司|公司|集团|医院|院|所)$")
_OPENINGS = frozenset(("联合", "建设", "协同", "发展", *"和为以同有任至经从系含到即"))
_LIMIT = 40
_LONGEST_GAP = 14


def organisation_names(text: str) -> list[Found]:
    """The organisations named in a text, in reading order and without overlaps.

    “由重庆大学与甲乙丙有限公司（以下简称甲方）联合” gives “重庆大学” and “甲乙丙有限公司”. Common nouns
    (“本公司”, “国家重点实验室”) and platforms that somebody has built are left out.
    """
    flat = _cut_remarks(narrow(text))
    found: list[Found] = []
    for run in _RUN.finditer(flat):
        alone = text.strip() == text[run.start() : run.end()]
        for start, end in _names_of_run(run.group(), alone):
            found.append((run.start() + start, run.start() + end, text[run.start() + start : run.start() + end]))
    return found


def _cut_remarks(flat: str) -> str:
    """Brackets that are no part of a name become separators; the length stays."""
    chars = list(flat)
    keep = [(match.start(), match.end() - 1) for match in _NAME_BRACKET.finditer(flat)]
    kept = {place for pair in keep for place in pair}
    for index, char in enumerate(chars):
        if char in "()" and index not in kept:
            chars[index] = "\n"
    return "".join(chars)


def _names_of_run(run: str, alone: bool) -> list[tuple[int, int]]:
    names: list[tuple[int, int]] = []
    endings = list(ENDING.finditer(run))
    previous = 0
    for index, ending in enumerate(endings):
        if ending.start() < previous:
            continue
        end = ending.end()
        if run.startswith("名义", end):
            continue  # 以公司名义
        if run.endswith("上市公司", 0, end):
            continue  # 系深交所创业板上市公司 says what a company is
        if index + 1 < len(endings) and _goes_on(run, end, endings[index + 1]):
            continue
        start = _left(run, previous, end, alone)
        if start is not None:
            names.append((start, end))
        previous = end
    return names


def _goes_on(run: str, end: int, following: re.Match[str]) -> bool:
    """Whether the name does not end here: “…有限公司南京分公司”, “重庆大学产业技术研究院”, “中心医院”."""
    gap = run[end : following.start()]
    if len(gap) > _LONGEST_GAP or not _SUBUNIT.search(following.group()):
        return False
    if SEPARATING.search(gap) or any(char in "和" for char in gap):
        return False
    before = run[:end]
    if not gap or (gap.startswith("附属") and before.endswith(("大学", "学院"))):
        return True  # a university's hospital or school is a unit of its own, named as a whole
    if LEADING.match(gap):
        return False
    if is_strong(following.group()) and PLACE_HEAD.match(gap) and is_strong(before):
        # “江苏恒达公司南京分公司” goes on; “江苏恒达公司南京大学” are two names that lost their comma.
        return bool(re.search(r"分公司|分院|研究院|研究所|院|所$", following.group())) or before.endswith("科学院")
    return not re.search(r"有限公司$|股份公司$", following.group()) or not before.endswith("公司")


def _left(run: str, floor: int, end: int, alone: bool) -> int | None:
    """Where the name that ends at ``end`` begins, or ``None`` if no name stands there.

    ``alone``: the text is nothing but this run, as in a cell, so that it more likely begins with the name.
    """
    start = max(floor, end - _LIMIT)
    segment = run[start:end]
    ending = list(ENDING.finditer(segment))[-1]
    cut = 0
    for match in SEPARATING.finditer(segment[: ending.start()]):
        if not _inside_word(segment, match) and not _inside_name(
            segment[cut : match.start()], match.group(), segment[match.end() :]
        ):
            cut = match.end()
    for index, char in enumerate(segment[: ending.start()]):
        if index < cut or char not in AMBIGUOUS or _inside_name(segment[cut:index], char, segment[index + 1 :]):
            continue
        rest = segment[index + 1 :]
        after_name = (
            char in "和同跟" and index > 0 and (ENDING.search(segment[:index]) or segment[index - 1] in "方者员")
        )
        if after_name or (PLACE_HEAD.match(rest) and not _part_of_place(segment, index)):
            cut = index + 1
    name = segment[cut:]
    moved = True
    while moved:
        moved = False
        word = LEADING.match(name)
        joined = floor > 0 and cut == 0
        if (
            word
            and not _begins_place(name)
            and _plausible(name[word.end() :])
            and (joined or not _begins_names(word.group(), name[word.end() :], alone))
        ):
            cut, name, moved = cut + word.end(), name[word.end() :], True
    while name and name[0] in "-·&)":
        cut, name = cut + 1, name[1:]
    if not _plausible(name):
        return None
    if not is_strong(name):
        before = run[: start + cut]
        if POSSESSIVE.search(before) or not (
            PLACE_HEAD.match(name) or ENDING.search(name[:-2]) or _own_words(name) >= 4
        ):
            return None
    return start + cut


def _inside_word(segment: str, match: re.Match[str]) -> bool:
    """“自由”, “普及”, “参与” and the like: the separating sign is a part of another word."""
    word = match.group()
    before = segment[match.start() - 1 : match.start()]
    if word == "由":
        return before in ("自", "缘")
    if word == "及":
        return before in ("普", "埃", "以") and before != "以"
    if word in ("获得", "获") or word == "通过":
        return False
    if word in ("组织", "支持", "整合", "集聚", "汇聚", "推进", "突破", "提升", "配合", "携手"):
        # Names hold such words now and then (“集聚科技有限公司”); they separate where more than a stem follows.
        return (
            not PLACE_HEAD.match(segment[match.end() :])
            and match.start() > 0
            and not segment[: match.start()].endswith("方")
        )
    return False


def _begins_place(name: str) -> bool:
    """“于都”, “从江”, “向阳区”: a county whose first sign looks like a preposition."""
    if name[0] not in "于从向到以为经同对和将含任":
        return False
    return any(place_of(name[:2] + tail).county == name[:2] + tail for tail in "县市区")


def _inside_name(before: str, sign: str, after: str) -> bool:
    """“江苏省细胞与基因治疗技术创新中心”: what stands before 与 begins as a name and is none that could be joined.

    People, kinds of unit and pronouns (“科研人员与…”, “我们与…”) are joined to a name, not a part of it.
    """
    if sign not in "与和及" or ENDING.search(before) or PLACE_HEAD.match(after):
        return False
    place = PLACE_HEAD.match(before)
    if place is not None:
        return len(before) - place.end() >= 2
    return len(before) >= 4 and before[-1] not in "员者方业位们队家厂校司构体门等工生师" and not _SPEAKS.search(before)


_SPEAKS = lazy(r"[的了已将由在为是可]|联合|合作|共同|我们|参加|牵头|组织|以及|签订|签署|先后|通过|负责")


def _part_of_place(segment: str, index: int) -> bool:
    """“合肥” begins with 合; “从化” with 从: the sign belongs to the place itself."""
    return bool(PLACE_HEAD.match(segment[index:])) or (
        segment[index] == "合" and segment[index - 1 : index] in ("联", "结", "综")
    )


def _begins_names(word: str, rest: str, alone: bool) -> bool:
    """A leading word that this name really begins with (“联合汽车电子”, “建设工业集团”, “和邦生物”)."""
    if PLACE_HEAD.match(rest) or (word == "联合" and not alone):
        return False
    return word in _OPENINGS and len(rest) < 14 and is_strong(rest)


def _plausible(name: str) -> bool:
    """Whether the words name somebody, not a kind of organisation."""
    matches = list(ENDING.finditer(name))
    if not matches or matches[-1].end() != len(name) or matches[-1].start() < 2:
        return False
    if name[: matches[-1].start()].count("(") != name[: matches[-1].start()].count(")"):
        return False
    if matches[-1].group() == "公司" and len(GENERIC.sub("", PLACE_HEAD.sub("", name, count=1))) < 2:
        return bool(PLACE_HEAD.match(name)) and len(name) > 6
    return not is_generic(name[: matches[-1].start()]) and _own_words(name) >= 2


def _own_words(name: str) -> int:
    """How many characters of the name are its own (neither generic words nor signs)."""
    return len(re.sub(r"[^\w]", "", GENERIC.sub("", name)))
