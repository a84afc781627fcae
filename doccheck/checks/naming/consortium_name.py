"""M001: the consortium is named differently in two places; M003: its name does not follow the programme's rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.checks.words import path_of
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, NameMention
from doccheck.mapping.names.forming import name_patterns
from doccheck.mapping.names.lexicon import PLACE_HEAD
from doccheck.mapping.names.written import normal
from doccheck.programme.formed import CONSORTIUM_WORDS
from doccheck.programme.schema import NamingRow, Programme, Role

_OWN = ("field", "cover", "title")
_COUNTED = 3
_FULL = lazy(r"全称(?:为|是)?[:：“\"]*$")


@check("M001")
def named_differently(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report the writings of the consortium's name that differ from the form's, in one finding with their places."""
    mentions = _without_short_forms([mention for mention in mapped.consortium_names if _own_paper(mention)])
    if not mentions:
        return
    official = mentions[0]
    variants: dict[str, list[NameMention]] = {}
    for mention in mentions[1:]:
        if _differs(mention, official, mapped.programme):
            variants.setdefault(normal(mention.name), []).append(mention)
    if not variants:
        return
    written = [f"“{official.name}”（{_place(mapped, official)}）"]
    for same in variants.values():
        written.append(f"“{same[0].name}”（{'、'.join(dict.fromkeys(_place(mapped, m) for m in same[:_COUNTED]))}）")
    evidence = [_evidence(official), *(_evidence(mention) for same in variants.values() for mention in same[:_COUNTED])]
    yield finding(
        "M001",
        _row(mapped.programme),
        f"{_thing(mapped.programme)}名称前后写法不一致，共有{len(variants) + 1}种：" + "；".join(written) + "。",
        f"请核定一个名称（申报表中为“{official.name}”），在申报表、方案、协议等所有材料中统一使用。"
        if official.source in ("field", "cover")
        else "请核定一个名称，在方案、协议等所有材料中统一使用。",
        *evidence,
        related=_broken_rules(mapped, [official, *(same[0] for same in variants.values())]),
        confidence=0.95 if any(m.source in _OWN for same in variants.values() for m in same) else 0.8,
    )


def _without_short_forms(mentions: list[NameMention]) -> list[NameMention]:
    """The mentions without short forms of their own paper: 永川传感联合体 above 全称：永川区传感创新联合体."""
    full = {m.document: normal(m.name) for m in mentions if _FULL.search(m.quote[: m.quote.find(m.name)])}
    return [m for m in mentions if m.document not in full or not _shortens(normal(m.name), full[m.document])]


def _shortens(name: str, full: str) -> bool:
    signs = iter(full)
    return len(name) < len(full) and all(sign in signs for sign in name)


@check("M003")
def breaks_naming_rule(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report a name that does not follow the programme's pattern (“赣州市×××科技创新联合体”)."""
    for row in mapped.programme.rows:
        if not isinstance(row, NamingRow) or not row.pattern:
            continue
        pattern = re.compile(row.pattern)
        own = [mention for mention in mapped.consortium_names if _own_paper(mention)]
        stated = [
            mention for mention in own if mention.source in ("field", "cover") and mention.role == Role.APPLICATION
        ]
        stated = stated or [mention for mention in own if mention.source in _OWN] or own[:1]
        broken: dict[str, NameMention] = {}
        for mention in stated:
            if not pattern.fullmatch(mention.name) and not pattern.fullmatch(normal(mention.name)):
                broken.setdefault(normal(mention.name), mention)
        if not broken or any(pattern.fullmatch(m.name) for m in own if m.source in _OWN):
            # Where one writing follows the rule, the other is a difference between two places (M001).
            continue
        first = next(iter(broken.values()))
        rule = row.example or row.title
        yield finding(
            "M003",
            row,
            f"{_thing(mapped.programme)}名称“{first.name}”不符合命名规则（规则：{row.must}；例如“{rule}”）。",
            row.advice or f"请按“{rule}”的形式修改联合体名称，并在所有材料中同步修改。",
            *(_evidence(mention) for mention in broken.values()),
        )


def _broken_rules(mapped: MappedSubmission, mentions: list[NameMention]) -> tuple[str, ...]:
    """M003 follows from a difference if only one of the writings keeps the rule."""
    row = _row(mapped.programme)
    if row is None or not row.pattern:
        return ()
    kept = [bool(re.fullmatch(row.pattern, mention.name)) for mention in mentions]
    return ("M003",) if any(kept) and not all(kept) else ()


def _own_paper(mention: NameMention) -> bool:
    return mention.role not in (Role.NOTICE, Role.EVIDENCE)


def _row(programme: Programme) -> NamingRow | None:
    return next((row for row in programme.rows if isinstance(row, NamingRow)), None)


def _core(name: str, programme: Programme) -> str:
    """The name without the region before it and without 创新联合体 and the like behind it."""
    rest = normal(name)
    for region in sorted(programme.region, key=len, reverse=True):
        rest = rest.removeprefix(normal(region))
    while match := PLACE_HEAD.match(rest):
        if len(rest) - match.end() < 4:
            break
        rest = rest[match.end() :]
    return rest.removeprefix("市").removeprefix("区")


def _differs(mention: NameMention, official: NameMention, programme: Programme) -> bool:
    """Whether a mention is another name; the official one without its region is a short form."""
    from rapidfuzz import fuzz

    one, two = normal(mention.name), normal(official.name)
    if one == two:
        return False
    core_one, core_two = _core(mention.name, programme), _core(official.name, programme)
    regions = [core != name for core, name in ((core_one, one), (core_two, two))]
    if core_one == core_two and regions[0] != regions[1]:
        return False
    tail = name_patterns(programme.consortium_words).tail
    if tail.sub("", core_one) == tail.sub("", core_two) and mention.source not in _OWN and not regions[0]:
        return False
    if mention.source in _OWN:
        return True
    # In running text another consortium may be meant: only a name much like this one is this one misnamed.
    if one in two or two in one:
        return regions[0] and one not in two
    return fuzz.ratio(core_one, core_two) >= 60


def _thing(programme: Programme) -> str:
    """What the messages call it: 联合体, or the word of a programme that forms something else."""
    words = programme.consortium_words
    return CONSORTIUM_WORDS[0] if CONSORTIUM_WORDS[0] in words else words[0]


def _place(mapped: MappedSubmission, mention: NameMention) -> str:
    where = {"field": "表格", "cover": "封面", "title": "标题", "prose": "正文"}.get(mention.source, "正文")
    page = f"第{mention.location.page}页" if mention.location.page else ""
    return f"{path_of(mapped, mention.document)}{page}{where}"


def _evidence(mention: NameMention) -> Evidence:
    return Evidence(mention.document, mention.quote or mention.name, mention.location)
