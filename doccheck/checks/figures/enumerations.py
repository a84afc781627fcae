"""Complete lists of parts after a total in one sentence: 共16家，其中企业9家、高校4家、科研院所2家."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from doccheck.checks.figures.partitions import of_one_before, partitions, times
from doccheck.facts.listed.list_classes import ANY_CLASS, REST, class_of
from doccheck.facts.model import Quantity
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.language.patterns import lazy

_SENTENCE = lazy(r"[^。；;！!？?\n]+")
_OPENING = lazy(
    r"(?:按年度?分?|分年度|具体)(?:安排|为|是|如下)*[:：]?|其中[:：]?|分别(?:为|是)[:：]?|(?<!不)包括[:：]?|(?<![不内])包?含[:：]?|\(|[:：]"
    r"|(?<=[个项件人])[,，](?=\s?(?:国家级|省级|发明|高级|正高))|(?:[里中内]|构成)[,，](?=\s?[\u4e00-\u9fff])|(?:单位|成员|各?方|之|当)中[,，]?有?(?=[\u4e00-\u9fff]{2,6}\s?\d)|(?<=[家个所件项人元])[,，]?\s?(?:(?:后者|它们?|其)?由|即|计有|(?:按[^,，]{1,6})?可?划?分为)(?=[\u4e00-\u9fff])|(?<=[家个所件项人元])[,，]?\s?按[^,，:：]{1,8}分(?:[:：]|[,，](?=[\u4e00-\u9fff]))|[,，](?=甲方|牵头(?:单位|方)(?:出|投|自)|现金|货币)"
    r"|(?<=元)\s?[=＝]"
    rf"|分[两三四五\d]年[^,，:：\d]{{0,6}}[:：]|(?P<plain>[,，])(?=[^,，、;；:：\d]{{0,4}}(?:{ANY_CLASS})[^,，、;；:：\d]{{0,8}}\d)"
)
_SKIP = lazy(
    r"等(?!(?:其[他它])?[\u4e00-\u9fff]{0,4}(?:单位|机构|组织|高校|院校|企业|院所)[^、,，]{0,2}$)"
    r"|(?<!参)加(?!工)|另|除|外(?!观)|占|同比|增长|比上|以上学历|至少|左右|另有|此外|平均|每|骨干|规上|(?:企业|高校|院所|单位)[里中内]"
)
_CONTINUED = lazy(r"[。；;](?=按年|分年度|其中|具体为|[^,，。；;\d]{0,6}按[^,，。；;\d]{1,6}分[,，:：])")
"""“总投入9,800万元。按年分：…” is one statement in two sentences."""
_SAME_AGAIN = lazy(
    r"(?P<of>[\u4e00-\u9fff]{4,8})(?P<n>\s?\d[\d,]*\s?[人名件])(?P<again>[。；;](?P=of)[中里][,，:：]?)(?=[\u4e00-\u9fff])"
)
"""“专职研发人员312人。专职研发人员中，博士21人…” is one statement in two sentences."""
_HOUSES = frozenset("家个所")
_CLOSED = lazy(
    r"[,，(（]?(?:一共|总共|共)?(?:就|仅|只有?)(?:有)?这[一二两三四五六七八九几些\d]*[样种类项个家件笔块]|[,，(（]?(?:仅此|除此(?:之外|以外)?(?:再|别)?无|没有别的|再没有|别无|全在(?:这|此)|合起来就是)"
)
"""Words behind a list that close it."""
_DIVIDED = lazy(r"(?:划?分为|分成|由|即)$|按[^,，]{1,8}分[:：,，]?$")
_SORTED = lazy(r"按[^,，。;；]{1,8}分[:：,，]")
_LAST_OF_YEARS = lazy(r"[、和及，,]\s?(?:19|20)\d{2}年?\s?$")
_ASIDE = lazy(r"\([^()]*\)")
_REMARK = lazy(r"\((?:其中|[包内不]?含|包括|较|比|另|不计|除|兼|专)[^()]*\)")
"""A bracket behind a total that says what counts in it, and is no total itself: 63人（含兼职12人），其中博士7人."""


class Enumeration(Struct, frozen=True):
    """A total with its parts (label, value) that do not make it; values in the normalised unit."""

    total: float
    unit: str
    parts: tuple[tuple[str, float], ...]
    quote: str
    confidence: float
    kind: str = ""
    """“units”, “sources”, “levels”, “rights” or “years”."""


def enumerations(text: str) -> Iterator[Enumeration]:
    """Lists in ``text`` whose parts do not add up to their total; only complete lists of one unit are judged."""
    if not any(c.isdigit() or c in "一二三四五六七八九十两" for c in text):
        return
    clean = _SAME_AGAIN.sub(_joined, _CONTINUED.sub("，", narrow(text)))
    clean = _ASIDE.sub(lambda aside: aside[0].replace("；", "，").replace(";", "，"), clean)
    for sentence in _SENTENCE.finditer(clean):
        said = sentence[0]
        if not (
            "其中" in said
            or "," in said
            or "，" in said
            or "包括" in said
            or "包含" in said
            or "分别" in said
            or "中" in said
            or "合计" in said
            or "共" in said
            or "总计" in said
            or "(" in said
            or ":" in said
            or "=" in said
            or "＝" in said
        ):
            continue
        found = quantities(said)
        if len(found) < 3:
            continue
        for hit in (*_after_total(said, found), *_before_total(said, found)):
            total, parts, kind = hit
            problem = _judge(said, total, parts, kind)
            if problem is not None:
                start, end = (
                    sentence.start() + min(total.start, parts[0][1].start),
                    sentence.start() + max(total.end, parts[-1][1].end),
                )
                yield Enumeration(
                    total.value,
                    "家" if total.unit in _HOUSES and kind == "units" else total.unit,
                    tuple((label, q.value) for label, q in parts),
                    text[start:end].strip(),
                    problem,
                    kind,
                )
                break
        else:
            yield from _declared(sentence, text, found)
    yield from _named_before(clean, text)


_AGAIN_BY_NAME = lazy(
    r"[。；;，,]\s?(?P<of>[\u4e00-\u9fff]{4,8}?)[里中]?[,，]?"
    r"(?:(?P<opens>由|包括|包含|分为|具体(?:包括|为|是))|(?P<sorted>按[^\d、,，:：]{1,8}?[分划](?:类|为)?)[,，:：]\s?)(?=[\u4e00-\u9fff])"
)
_OPENED = lazy(r"由|包|分|具体")
"""Without one of these no list is opened by a name told again."""
_OF_IT = lazy(r"(?:为|共|是|达|合计|总计|有)?\s?$")


def _named_before(clean: str, text: str) -> Iterator[Enumeration]:
    """Lists of what a sentence before gave a number to: 授权专利168件和软著18件；授权专利包括发明92件、外观61件…."""
    for match in _AGAIN_BY_NAME.finditer(clean) if _OPENED.search(clean) else ():
        of = match["of"]
        named = clean.rfind(of, 0, match.start())
        end = next((at for at in (clean.find(mark, match.end()) for mark in "。；;\n") if at >= 0), len(clean))
        if named < 0 or (match["sorted"] and re.search("依次|分别", clean[match.end() : end])):
            continue  # 按类型分，发明、实用新型依次为126件、98件 is read with its sentence
        total = next((q for q in quantities(clean[named : match.start()]) if q.start >= len(of)), None)
        if total is None or not _OF_IT.fullmatch(clean, named + len(of), named + total.start):
            continue
        opens = match["opens"] or f"{match['sorted']}："
        said = f"{of}{clean[named + total.start : named + total.end]}，{opens}{clean[match.end() : end]}"
        found = quantities(said)
        for whole, parts, confidence in partitions(said, found):
            if whole.start == len(of):
                items = tuple((label, q.value) for label, q in parts)
                yield Enumeration(
                    whole.value, whole.unit, items, text[named:end].strip(), confidence, "declared"
                )
                break


def _joined(match: re.Match[str]) -> str:
    """Two sentences as one of the same length: what the second repeats is 其中."""
    return f"{match['of']}{match['n']}{'，其中'.ljust(len(match['again']))}"


def _declared(sentence: re.Match[str], text: str, found: list[Quantity]) -> Iterator[Enumeration]:
    """The first list of a sentence that it says to be complete, and that does not make its total."""
    for total, parts, confidence in partitions(sentence[0], found):
        start = sentence.start() + max(0, min(total.start, parts[0][1].start - len(parts[0][0])))
        end = sentence.start() + max(total.end, parts[-1][1].end)
        items = tuple((label, q.value) for label, q in parts)
        yield Enumeration(total.value, total.unit, items, text[start:end].strip(), confidence, "declared")
        return


def _blank(aside: re.Match[str]) -> str:
    return " " * len(aside[0])


_Parts = list[tuple[str, Quantity]]


def _after_total(said: str, found: list[Quantity]) -> Iterator[tuple[Quantity, _Parts, str]]:
    for opening in _OPENING.finditer(said):
        ahead = said[: opening.start()] if opening[0] == "(" else _REMARK.sub(_blank, said[: opening.start()])
        before = [q for q in found if q.end <= opening.start() and ahead[q.start : q.end].strip()]
        if not before or not re.fullmatch(r"[^,，]{0,14}[,，]?\s?", " ".join(ahead[before[-1].end :].split())):
            continue
        total = before[-1]
        if len(before) > 1 and _LAST_OF_YEARS.fullmatch(said, before[-2].end, total.start):
            continue  # 2023年1,300万元、2024年1,700万元，其中自筹3,600万元: of what the years add up to
        plain = said if opening[0] == "(" else said[: opening.end()] + _ASIDE.sub(_blank, said[opening.end() :])
        following = [q for q in found if q.start >= opening.end() and plain[q.start : q.end].strip()]
        closing = plain.find(")", opening.end()) if opening[0] == "(" else -1
        if closing >= 0:
            following = [q for q in following if q.start < closing]
        parts = _run(plain, opening.end(), following, total)
        kind = _kind(parts)
        if opening[0] in ",，" and class_of(_undated(re.split(r"[,，、:：;；(]", said[: total.start])[-1])) == kind:
            continue  # 国家级2个，省级2个，市级1个: no total, but the first of the parts
        if len(before) > 1 and parts and _first_of(before[-2], [total, *(q for _, q in parts)]):
            continue  # 平台8个，其中国家技术中心1个，省级4个，市级3个
        if kind and len(parts) >= 2 and (not opening["plain"] or _is_their_total(said, total, parts, kind)):
            yield total, parts, kind


_DATE = lazy(r"(?:截[至止]到?)?(?:19|20)\d\d年?(?:度|[底末]|\d{1,2}月(?:\d{1,2}日|[底末])?)?")


def _undated(clause: str) -> str:
    """A clause without its date, which is not what it counts: 2021年末国家级平台."""
    return _DATE.sub("", clause)


def _first_of(whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether figures are all the parts of the one before them, so that the first of them is no total."""
    alike = all(_same_unit(whole, part) for part in parts)
    return alike and abs(whole.value - sum(part.value for part in parts)) < _EQUAL


_EQUAL = 1e-6


def _is_their_total(said: str, total: Quantity, parts: _Parts, kind: str) -> bool:
    """Whether a figure before a comma is the total of the list behind it, and not the first item or another matter."""
    clause = re.split(r"[,，、;；(]", said[: total.start])[-1]
    added = sum(q.value for _, q in parts)
    named = total.unit not in ("万元", *_HOUSES) or _SUM.search(clause) is not None
    near = total.value <= _SLIP * added and added <= _SLIP * total.value
    return named and near and class_of(clause) not in (kind, "years") and not re.search(r"上年|去年", said)


_SUM = lazy(r"总|合计|共|成员|全部")


def _before_total(said: str, found: list[Quantity]) -> Iterator[tuple[Quantity, _Parts, str]]:
    """“2023年投入1000万元、2024年2000万元，合计3000万元”."""
    for closing in re.finditer(
        r"[,，](?:三年|五年|两年|四年)?(?:合计|共计|总计|累计|合起来|加起来|加总)(?:投入|为|安排|正好|恰好|就是|即|是)*"
        r"(?:经费|资金)?(?:上面|前面|上述|前述)?的?\s?", said
    ):
        after = next((q for q in found if q.start == closing.end()), None)
        if after is None:
            continue
        begin = max((m.end() for m in re.finditer(r"[:：]|分别(?:投入|为|安排)?", said[: closing.start()])), default=0)
        parts = _run(said, begin, [q for q in found if begin <= q.start and q.end <= closing.start()], after)
        kind = _kind(parts)
        if kind in ("years", "sources") and len(parts) >= 2 and parts[-1][1].end >= closing.start() - 1:
            yield after, parts, kind


def _same_unit(one: Quantity, two: Quantity) -> bool:
    return one.unit == two.unit or (one.unit in _HOUSES and two.unit in _HOUSES)


def _run(said: str, begin: int, following: list[Quantity], total: Quantity) -> _Parts:
    """Parts that follow each other with a label before or behind each; ends where unit or shape changes."""
    parts: _Parts = []
    at, following_names = begin, False
    for quantity in following:
        if total.unit == "万元" and quantity.unit in _HOUSES:
            continue  # 其余7家企业合计出资400万元
        gap = said[at : quantity.start]
        depth = gap.count("(") - gap.count(")")
        far = len(" ".join(gap.split())) > 24
        if depth or far or not _same_unit(quantity, total) or _SKIP.search(gap) or "其中" in gap or _SORTED.search(gap):
            break
        label = re.sub(r"^[\s,，、和及以与+＋]+|[为是有共约:：\s]+$", "", gap)
        behind = re.match(r"[\u4e00-\u9fff]{2,8}?(?=[、,，和及与以)]|$)", said[quantity.end :])
        if (
            behind is not None
            and class_of(behind[0])
            and (not parts or following_names)
            and not (class_of(label) and not parts)
        ):
            label, following_names = behind[0], True
        count = len(re.split(r"[、和及与]", label)) if label.endswith("各") else 1
        parts.append((label, times(quantity, count)))
        at = quantity.end
    return parts


def _kind(parts: _Parts) -> str:
    classes = {class_of(label) for label, _ in parts} - {"rest"}
    if parts and parts[0][1].unit in _HOUSES and classes == {"parties"}:
        return "units"  # 牵头方1家、参加方7家
    if parts and parts[0][1].unit == "万元" and classes and classes <= {"units", "sources", "parties", "levels"}:
        return "sources"  # who pays
    if classes == {"units", ""} and sum(class_of(label) == "units" for label, _ in parts) >= _UNITS:
        return "units"  # among enterprises, universities and institutes whatever else is counted is a kind of unit
    return next(iter(classes)) if len(classes) == 1 and "" not in classes else ""


_UNITS = 2
"""Kinds of units that are known in a list, so that the others are kinds of units too."""


_APART = 12
"""How many times its total a list cannot be that is only mistyped."""
_REST_BEHIND = lazy(
    r"(?:是[\u4e00-\u9fff]{2,6})?[,，、;；]?\s?(?:其余|剩余|剩下|余下|其他[^,，]{0,8}(?:按|照|不)|另)"
)


def _judge(said: str, total: Quantity, parts: _Parts, kind: str) -> float | None:
    """Confidence that the list is complete and wrong, else ``None``."""
    every = [total, *(q for _, q in parts)]
    if any(q.approximate or q.bound for q in every):
        return None
    rest = said[parts[-1][1].end :]
    goes_on = kind != "units" and not REST.search(parts[-1][0]) and re.match(r"[\u4e00-\u9fff]{0,4}[、和及]", rest)
    if re.match(r"[^,，]{0,10}等", rest) or goes_on:
        return None
    if _REST_BEHIND.match(rest):
        return None  # 其余为2020年数
    missing = total.value - sum(q.value for _, q in parts)
    if any(q.unit == total.unit and abs(q.value - missing) < _EQUAL for q in quantities(rest)):
        return None  # a last part under many words: 己、庚、辛三方以科研经费和设备使用等方式合计投入1200万元
    labels = [label.strip(" ,，、;；") for label, _ in parts]
    if len(set(labels)) != len(labels):
        return None
    low, high = sum(q.low for _, q in parts), sum(q.high for _, q in parts)
    added = sum(q.value for _, q in parts)
    if added > _APART * total.value:
        return None  # 每投入1元带动3元：财政1,500万元，企业4,500万元
    cut_off = total.value - 1e-9 <= added < total.value + (total.high - total.low) - 1e-9
    if (low <= total.high + 1e-9 and total.low - 1e-9 <= high) or cut_off:
        return None
    if of_one_before(quantities(said), total, parts):
        return None
    over = low > total.high
    if kind == "units":
        if total.unit == "人":  # 专职研发人员168人，其中企业方112人、高校院所方66人: nobody is on two payrolls
            return 0.88 if over and added <= _SLIP * total.value and not _GUESTS.search(said) else None
        if total.unit not in _HOUSES or _looks_elsewhere(said, total):
            return None
        return 0.92 if len(parts) >= 3 or over else 0.8
    if kind == "forms":
        return 0.85 if total.unit == "万元" and over else None
    if kind == "years" and total.start > parts[-1][1].start:
        return 0.9 if total.value <= _SLIP * added and added <= _SLIP * total.value else None  # …, 合计36台
    if kind == "years" and total.unit != "万元":
        return _of_years(said, total, parts, added)
    if kind in ("years", "sources"):
        return None if total.unit != "万元" else 0.9 if over or kind == "years" or len(parts) > 2 else 0.8
    between = said[total.end : parts[0][1].start]
    opened = said[total.end : parts[0][1].start - len(labels[0]) if labels[0] in between else parts[0][1].start]
    closed = _CLOSED.match(rest) is not None or _DIVIDED.search(opened.strip()) is not None
    if len(parts) >= 3 and (closed or (kind == "levels" and re.fullmatch(r"\s?[:：]\s?", opened) and not rest.strip())):
        return 0.85
    if kind == "posts":
        return 0.85 if over and len(parts) >= 3 else None
    if kind in ("degrees", "costs", "ranks"):
        last = labels[-1]
        complete = re.search(r"以下|其[他它余]|剩[余下]|余下", last) is not None and len(parts) >= 3
        return 0.88 if over or complete else None
    if kind == "levels":
        whole = said[max(0, total.start - 14) : total.end + 14]
        complete = re.search(r"省级(?:及)?以上", whole) is not None and any("国家" in x for x in labels)
        listed = re.search(r"各级|各类|共|全部", whole[:14]) is not None and all(
            any(level in label for label in labels) for level in ("国家", "省", "市")
        )
        named = all(any(level in label for label in labels) for level in ("国家", "省", "市"))
        listed = listed or (named and re.search(r"包[括含]|计有|即", opened) is not None)
        return 0.85 if over or listed or (complete and not any("市" in x for x in labels)) else None
    three = all(any(word in label for label in labels) for word in ("发明", "实用", "外观"))
    whole = said[max(0, total.start - 10) : total.start]
    every_kind = three and any("软" in label for label in labels) and "知识产权" in whole
    return 0.85 if over or every_kind or (three and "专利" in whole) else None


_BROUGHT = lazy(r"新|培养|引进|完成|制定|研制|开发|转化|授权|攻克")
_GROWN = lazy(r"达|至|累计(?!新增)|现有|拥有|存量|[末底]")
_ONE_YEAR = lazy(r"(?:其中)?(?:20\d\d年?|第[一二三四五]年)度?(?:新增|完成|授权|计划|安排)?")


def _of_years(said: str, total: Quantity, parts: _Parts, added: float) -> float | None:
    """新增专利60件，其中2024年12件、2025年22件、2026年36件: what single years bring, and no number grown to."""
    clause = re.split(r"[,，、;；:：(]", said[: total.start])[-1]
    single = all(_ONE_YEAR.fullmatch(label.strip(" ,，、;；:：(")) for label, _ in parts)
    brought = _BROUGHT.search(clause) is not None and not _GROWN.search(said[total.start - len(clause) :])
    return 0.85 if single and brought and total.value < added <= _SLIP * total.value and len(parts) > 1 else None


_SLIP = 1.35
"""How far people counted by kinds of unit may exceed their total and still be a slip."""
_GUESTS = lazy(r"人次|兼|外聘|柔性|双聘|企业家")


def _looks_elsewhere(said: str, total: Quantity) -> bool:
    """Totals of services and customers (服务企业200家) are no membership."""
    before = said[max(0, total.start - 12) : total.start]
    return re.search(r"服务|客户|带动|孵化|培育|走访|对接|[与和及同](?:另外|其[他它余])的?\s?$", before) is not None
