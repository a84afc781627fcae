"""Whether two written names mean one unit: equal, a short form, a slip of the pen, or two different units."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from msgspec import Struct, field

from doccheck.facts.regions import is_county
from doccheck.language.patterns import lazy
from doccheck.mapping.names.blocks import BRIEF_FORMS, Blocks
from doccheck.mapping.names.lexicon import GENERIC, LEGAL_FORM, PLACES
from doccheck.mapping.names.misread import misread
from doccheck.mapping.names.written import (
    bare,
    is_full,
    is_generic,
    legal_form,
    may_be_initials,
    normal,
    split_place,
    stem,
    unit_kind,
)
from doccheck.programme.schema import UnitKind

_NUMERALS = lazy(r"第?[一二三四五六七八九十0-9]+")
_COMPASS = lazy(r"[东南西北]")
_ACADEMIC = (UnitKind.UNIVERSITY, UnitKind.INSTITUTE, UnitKind.PLATFORM, UnitKind.OTHER, UnitKind.GOVERNMENT)
_BRANCH = lazy(r"分公司|分院|分所|分行|支行|分校|校区|子公司|分厂|分中心|办事处")
"""Words of a unit that belongs to another one and is not it."""
_DEPENDENT = lazy(r"分公司|分院|分所|分行|支行|分校|校区|子公司|分厂|分中心|办事处|附属")
_DIVISION = lazy(
    r"销售|贸易|商贸|物流|物业|置业|地产|投资|进出口|国际|海外|租赁|资本|创投|金融|财务|保理|研究|设计|工程|检测|培训|医药|饮料|环保|"
    r"新能源|信息|软件|数字|智慧"
)
"""Words by which a group tells its daughters apart: “恒达集团销售有限公司” is not “恒达集团有限公司”."""
_PLACE = lazy("|".join(PLACES))
_COMMON_WORD = lazy(r"技术|科技|科学|工程|应用|创新|产业")


_COMMON = 6
"""Signs from which a name of a school or an institute tells more than its place and kind."""
_ABRIDGED = 4
"""Signs from which a name without some of its signs is plainly short: the own name's two and two of its trade."""
_MUCH = 8
"""So many signs in another order are no chance."""


class Link(IntEnum):
    """How two written names belong together, the closest first."""

    SAME = 0
    SHORT = 1
    """One is a short form that a reader cannot mistake."""
    SLIP = 2
    """Two full names too alike for two units, if nothing else in the lists answers them."""
    OTHER = 3


def link(one: str, two: str) -> Link:
    """How the names belong together, judged by the names alone."""
    a, b = normal(one), normal(two)
    if not a or not b:
        return Link.OTHER
    if a == b:
        return Link.SAME
    if _is_short(a, b) or _is_short(b, a):
        return Link.SHORT
    return Link.SLIP if _is_slip(a, b) else Link.OTHER


def _is_short(short: str, full: str) -> bool:
    """Whether ``short`` is a short form of ``full``: its stem, a telling part of the stem, or its initials."""
    if len(short) < 2 or len(short) >= len(full) or _BRANCH.search(full) or is_generic(short):
        return False
    form = legal_form(short)
    if full.endswith(_COOPERATIVE):
        return _is_short_of_cooperative(short, full)
    if not legal_form(full):
        # “中科院重庆研究院”, “重大”: initials in order, for units without a legal form.
        if full.startswith(short) and unit_kind(short) in (UnitKind.UNIVERSITY, UnitKind.INSTITUTE):
            return False
        if short[0] in "省市区县" and full.endswith(short) and len(short) >= _COMMON:
            return True  # 市循环利用协会 for 重庆市循环利用协会
        if not may_be_initials(short):
            return False
        return short[0] == full[0] and _in_order(short, full)
    if form not in BRIEF_FORMS:
        return False
    core = short[: len(short) - len(form)] if form else short
    if unit_kind(short) != UnitKind.OTHER and not form:
        return False
    whole = stem(full)
    place, rest = split_place(whole)
    own = split_place(core)
    if own[0] and place and own[0] != place:
        return False
    if not own[1]:
        return False
    inside = rest.startswith(own[1]) or core in whole
    if not form and not inside and len(own[1]) >= _ABRIDGED:
        # 岚驰汽车 for 岚驰新能源汽车有限公司, 渡湾智装 for 渡湾智能装备股份有限公司
        inside = rest.startswith(own[1][:2]) and _in_order(own[1], rest)
    return inside and len(GENERIC.sub("", own[1])) >= 2


_COOPERATIVE = "合作社"


def _is_short_of_cooperative(short: str, full: str) -> bool:
    """Whether a cooperative is called by its own name: 橙禾合作社 or 橙禾 for 信丰县橙禾种植专业合作社."""
    if is_full(short) and not short.endswith(_COOPERATIVE):
        return False
    (place, own), (whole_place, whole) = (
        split_place(name.removesuffix(_COOPERATIVE).removesuffix("专业")) for name in (short, full)
    )
    return place in ("", whole_place) and len(GENERIC.sub("", own)) > 1 and whole.startswith(own)


def _in_order(short: str, full: str) -> bool:
    place = -1
    for char in short:
        place = full.find(char, place + 1)
        if place < 0:
            return False
    return True


def _is_slip(a: str, b: str) -> bool:
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    if _NUMERALS.findall(a) != _NUMERALS.findall(b) or sorted(_DEPENDENT.findall(a)) != sorted(_DEPENDENT.findall(b)):
        return False
    if misread(a, b):
        return True
    if not (is_full(a) and is_full(b)):
        return False
    if len(a) == len(b) >= _MUCH and sorted(a) == sorted(b):
        return True  # 香料香精 for 香精香料: the same signs in another order
    kinds = unit_kind(a), unit_kind(b)
    (place_a, rest_a), (place_b, rest_b) = split_place(stem(a)), split_place(stem(b))
    if place_a and place_b and place_a != place_b:
        return False
    if sorted(_COMPASS.findall(rest_a)) != sorted(_COMPASS.findall(rest_b)):
        return False
    if sorted(_PLACE.findall(rest_a)) != sorted(_PLACE.findall(rest_b)) or _other_county(rest_a, rest_b):
        return False
    if "集团" in a + b and sorted(_DIVISION.findall(rest_a)) != sorted(_DIVISION.findall(rest_b)):
        # A daughter carries its group's name with a word of its own.
        return False
    company = [bool(legal_form(a)), bool(legal_form(b))]
    if company[0] != company[1]:
        # “江苏恒达研究院” / “江苏恒达研究院有限公司”
        return rest_a == rest_b and bool(place_a) == bool(place_b) and len(rest_a) >= 4
    if not company[0]:
        if rest_a == rest_b or _but_for_rank(a, b):
            return True
        if kinds[0] in _ACADEMIC and (a.startswith(b) or b.startswith(a)):
            return unit_kind(min(a, b, key=len)) in (UnitKind.UNIVERSITY, UnitKind.INSTITUTE)
        if place_a != place_b or (kinds[0] != kinds[1] and min(len(a), len(b)) < 7):
            return False
        if min(len(a), len(b)) >= 7 and (Levenshtein.distance(a, b) <= 1 or _JOINT.sub("", a) == _JOINT.sub("", b)):
            return True  # 数字设计与制造研究院 / 数字化设计制造研究院
        return kinds[0] == kinds[1] and (_but_for_a_common_word(a, b) or _but_for_a_trade(rest_a, rest_b))
    if rest_a == rest_b:
        return True
    short, long = sorted((rest_a, rest_b), key=len)
    if short[:2] == long[:2]:
        if long.startswith(short) or (long.endswith(short[2:]) and len(short) > 3):
            return len(long) - len(short) <= 4
        begins = len(short) == len(long) >= 6 and short[:-2] == long[:-2] and place_a == place_b != ""
        return fuzz.ratio(rest_a, rest_b) >= 70 or begins  # the trade's last word alone differs: 设备 for 科技
    distance = Levenshtein.distance(rest_a, rest_b)
    return (len(short) >= 4 and distance == 1) or (len(short) >= 8 and distance == 2)


def _but_for_rank(one: str, two: str) -> bool:
    """“淮海邮电学院” / “淮海邮电大学”: a school under one name, taken for what it is not or not yet."""
    heads = {name[:-2] for name in (one, two)}
    ranks = {name[-2:] for name in (one, two)}
    return len(heads) == 1 and ranks == {"大学", "学院"} and len(heads.pop()) >= _SCHOOL


_SCHOOL = 4
"""Signs before 大学 or 学院 that are more than a place."""
_JOINT = lazy(r"[与和及暨化]")
"""Small words of a name that a hasty hand leaves out or puts in."""
_TRADE = lazy(
    r"技术|科技|科学|工程|应用|创新|产业|测试|检测|材料|高分子|化工|机械|设备|装备|工业|职业|信息|电子|智能|研究"
)
_OWN_NAME = 3
"""Signs of an own name before its trade that two units of one list seldom share."""


def _but_for_a_trade(one: str, two: str) -> bool:
    """“泽苇可降解高分子研究院” / “泽苇可降解材料研究院”: one word of trade for another behind the same beginning."""
    begin = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 0)
    rest_one, rest_two = one[begin:], two[begin:]
    behind = next((n for n, (a, b) in enumerate(zip(rest_one[::-1], rest_two[::-1], strict=False)) if a != b), 0)
    if begin < _OWN_NAME or behind < 2:
        return False
    return all(_TRADE.fullmatch(rest[: len(rest) - behind]) for rest in (rest_one, rest_two))


def _but_for_a_common_word(one: str, two: str) -> bool:
    """“江北合成生物研究院” / “江北合成生物技术研究院”: a word of every such name was left out or put in."""
    short, long = sorted((one, two), key=len)
    return len(short) >= _COMMON and len(long) - len(short) == 2 and any(
        long[: m.start()] + long[m.end() :] == short for m in _COMMON_WORD.finditer(long)
    )


def _other_county(one: str, two: str) -> bool:
    """Whether both begin with a county that the list of places does not hold, and with different ones."""
    heads = [next((rest[:n] for n in (4, 3, 2) if len(rest) > n and is_county(rest[:n])), "") for rest in (one, two)]
    return bool(heads[0] and heads[1]) and heads[0] != heads[1] and one[len(heads[0]) :] == two[len(heads[1]) :]


_RENAMINGS = 3
"""A short name may stand for a former name, and that for a name changed again."""


class Group(Struct, frozen=True):
    """One unit: ``name`` its fullest writing, ``written`` every writing found, in order of appearance."""

    name: str
    written: tuple[str, ...]


def resolve(names: Iterable[str], aliases: Mapping[str, str] | None = None, misreadings: bool = False) -> list[Group]:
    """Names put together that mean one unit: equal forms, defined short and former names, unmistakable short forms.

    ``aliases`` maps defined short and former names to full ones. With ``misreadings``, names that a scanner or a hasty
    hand spoilt (:func:`doccheck.mapping.names.misread.misread`) join the one name that they can be. Otherwise slips are
    kept apart: only the lists in which the names stand can tell a slip from another unit (:func:`align`).
    """
    written: dict[str, list[str]] = {}
    times: Counter[str] = Counter()
    for name in names:
        full = expand(name, aliases or {})
        key = normal(full)
        if key:
            times[key] += 1
            seen = written.setdefault(key, [bare(full)])
            if bare(name) not in seen:
                seen.append(bare(name))
    spoilt = _misread_targets(list(written), times) if misreadings else {}
    shorts = _short_targets([key for key in written if key not in spoilt])
    groups: dict[str, list[str]] = {}
    for key, seen in written.items():
        right = spoilt.get(key, key)
        groups.setdefault(shorts.get(right, right), []).extend(seen)
    return [Group(written[key][0], tuple(dict.fromkeys((written[key][0], *seen)))) for key, seen in groups.items()]


def _misread_targets(keys: Sequence[str], times: Mapping[str, int]) -> dict[str, str]:
    """For each spoilt name the one right name that it can be.

    Right is the longer, as a character was lost; of equal length the one that more writings resemble, else the more
    frequent, the earlier.
    """
    blocks = Blocks(keys)
    alike = {
        key: [keys[j] for j in blocks.candidates(key) if misread(key, keys[j]) and link(key, keys[j]) == Link.SLIP]
        for key in keys
    }
    order = {key: (len(key), len(alike[key]), times[key], -index) for index, key in enumerate(keys)}
    targets: dict[str, str] = {}
    for key, others in alike.items():
        better = [other for other in others if order[other] > order[key]]
        if better and all(a == b or misread(a, b) for a in better for b in better):
            targets[key] = max(better, key=order.__getitem__)
    return {key: _end_of(key, targets) for key in targets}


def _end_of(key: str, targets: Mapping[str, str]) -> str:
    while key in targets:
        key = targets[key]
    return key


def expand(name: str, aliases: Mapping[str, str]) -> str:
    """The full name that a defined short or former name, alone or with 公司 behind it, stands for, else the name."""
    for _ in range(_RENAMINGS):
        short = normal(name)
        full = aliases.get(short) or aliases.get(short.removesuffix("公司")) if aliases else None
        if full is None or normal(full) == normal(name):
            break
        name = full
    return name


def _short_targets(keys: Sequence[str]) -> dict[str, str]:
    """For each short form among ``keys`` the one full name that it can mean; ambiguous ones are left alone."""
    by_char: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        for char in set(key):
            by_char[char].append(key)
    targets: dict[str, str] = {}
    for key in keys:
        if legal_form(key) not in BRIEF_FORMS or len(key) > 12:
            continue
        rarest = min((by_char[char] for char in set(key)), key=len)
        fits = [full for full in rarest if full != key and _is_short(key, full)]
        if len(fits) == 1 and not (is_full(key) and unit_kind(key) in (UnitKind.UNIVERSITY,)):
            targets[key] = fits[0]
    return {key: targets.get(full, full) for key, full in targets.items()}


class Alignment(Struct, frozen=True):
    """Two lists laid side by side: pairs of indices with their link, and the indices that stay alone."""

    pairs: tuple[tuple[int, int, Link], ...]
    left: tuple[int, ...] = field(default=())
    right: tuple[int, ...] = field(default=())


def align(one: Sequence[str], two: Sequence[str], aliases: Mapping[str, str] | None = None) -> Alignment:
    """Each name of one list paired with the name of the other that means the same unit, the closest links first.

    A slip is only assumed between names that no closer name of the other list answers.
    """
    table = aliases or {}
    left, right = [expand(name, table) for name in one], [expand(name, table) for name in two]
    linked = _links(left, right)
    pairs: list[tuple[int, int, Link]] = []
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    for wanted in (Link.SAME, Link.SHORT, Link.SLIP):
        fits = [(i, j) for i, j, kind in linked if kind == wanted and i in free_left and j in free_right]
        answers: dict[int, set[int]] = defaultdict(set)
        asked: dict[int, set[int]] = defaultdict(set)
        for i, j in fits:
            answers[i].add(j)
            asked[j].add(i)
        for i, j in fits:
            if i not in free_left or j not in free_right:
                continue
            if wanted == Link.SHORT and (len(answers[i] & free_right) > 1 or len(asked[j] & free_left) > 1):
                continue
            pairs.append((i, j, wanted))
            free_left.discard(i)
            free_right.discard(j)
    return Alignment(tuple(sorted(pairs)), tuple(sorted(free_left)), tuple(sorted(free_right)))


_FEW = 64
"""Pairs up to which comparing all is quicker than filing."""


def _links(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, Link]]:
    """Every pair of indices with a link closer than OTHER, in order."""
    if len(left) * len(right) <= _FEW:
        pairs: Iterable[tuple[int, int]] = ((i, j) for i in range(len(left)) for j in range(len(right)))
    else:
        blocks = Blocks(right)
        pairs = ((i, j) for i, name in enumerate(left) for j in blocks.candidates(name))
    return [(i, j, kind) for i, j in pairs if (kind := link(left[i], right[j])) != Link.OTHER]


def bare_stem(name: str) -> str:
    """Stem without place, for messages and comparison of trade names."""
    return split_place(LEGAL_FORM.sub("", normal(name)))[1]
