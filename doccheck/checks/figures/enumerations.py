"""Complete lists of parts after a total in one sentence: 共16家，其中企业9家、高校4家、科研院所2家."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from doccheck.checks.figures.partitions import partitions
from doccheck.facts.model import Quantity
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.language.patterns import lazy

_SENTENCE = lazy(r"[^。；;！!？?\n]+")
_OPENING = lazy(
    r"(?:按年度?分?|分年度|具体)(?:安排|为|是|如下)*[:：]?|其中[:：]?|分别(?:为|是)[:：]?|(?<!不)包括[:：]?|(?<![不内])包?含[:：]?|\(|[:：]"
    r"|(?<=[个项件人])[,，](?=\s?(?:国家级|省级|发明|高级|正高))|(?:[里中内]|构成)[,，](?=\s?[\u4e00-\u9fff])|(?:单位|成员|各?方|之|当)中[,，]?有?(?=[\u4e00-\u9fff]{2,6}\s?\d)|(?<=[家个所件项人元])[,，]?\s?(?:(?:后者|它们?|其)?由|即|计有|(?:按[^,，]{1,6})?可?划?分为)(?=[\u4e00-\u9fff])|(?<=[家个所件项人元])[,，]?\s?按[^,，:：]{1,8}分(?:[:：]|[,，](?=[\u4e00-\u9fff]))|[,，](?=甲方|牵头(?:单位|方)(?:出|投|自)|现金|货币)"
)
_SKIP = lazy(
    r"等(?!(?:其[他它])?[\u4e00-\u9fff]{0,4}(?:单位|机构|组织|高校|院校|企业|院所)[^、,，]{0,2}$)"
    r"|加(?!工)|另|除|外(?!观)|占|同比|增长|比上|以上学历|至少|左右|另有|此外|平均|每|骨干|规上"
)
_CONTINUED = lazy(r"[。；;](?=按年|分年度|其中|具体为|[^,，。；;\d]{0,6}按[^,，。；;\d]{1,6}分[,，:：])")
"""“总投入9,800万元。按年分：…” is one statement in two sentences."""
_HOUSES = frozenset("家个所")
_PARTITIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "units",
        (
            "牵头单位",
            "企业",
            "高校",
            "大学",
            "高等院校",
            "院校",
            "科研院所",
            "研究院所",
            "科研机构",
            "研究机构",
            "科研单位",
            "院所",
            "科研平台",
            "服务机构",
            "协会",
            "行业组织",
            "金融机构",
            "医院",
            "事业单位",
            "其他",
            "其它",
            "用户单位",
            "新型研发机构",
            "创新平台",
            "社会组织",
        ),
    ),
    (
        "sources",
        (
            "自筹",
            "财政",
            "专项",
            "银行贷款",
            "贷款",
            "社会资本",
            "政府",
            "配套",
            "基金",
            "融资",
            "企业投入",
            "省拨",
            "市拨",
            "国拨",
            "支持",
            "补助",
            "资助",
            "出资",
        ),
    ),
    ("forms", ("现金", "货币", "设备", "实物", "折价", "作价", "场地", "技术入股", "无形资产")),
    ("parties", (*(f"{c}方" for c in "甲乙丙丁戊己庚辛壬癸"), "牵头方", "参加方")),
    (
        "posts",
        (
            "生产",
            "研发",
            "技术",
            "管理",
            "销售",
            "市场",
            "行政",
            "后勤",
            "财务",
            "质量",
            "质检",
            "采购",
            "售后",
            "服务人员",
            "工人",
            "营销",
        ),
    ),
    ("degrees", ("博士", "硕士", "研究生", "本科", "大专", "专科")),
    ("ranks", ("高级", "中级", "初级", "正高", "副高", "教授", "讲师", "助教", "实验人员", "实验师")),
    ("costs", ("费", "管理支出", "间接")),
    ("levels", ("国家级", "省部级", "省级", "市级", "区级", "县级")),
    ("rights", ("发明", "实用新型", "外观", "软件著作", "软著", "植物新品种", "集成电路布图", "商标")),
)
_CLOSED = lazy(
    r"[,，(（]?(?:一共|总共|共)?(?:就|仅|只有?)(?:有)?这[一二两三四五六七八九几些\d]*[样种类项个家件笔块]|[,，(（]?(?:仅此|除此(?:之外|以外)?(?:再|别)?无|没有别的|再没有|别无|全在(?:这|此)|合起来就是)"
)
"""Words behind a list that close it."""
_DIVIDED = lazy(r"(?:划?分为|分成|由|即)$|按[^,，]{1,8}分[:：,，]?$")
_SORTED = lazy(r"按[^,，。;；]{1,8}分[:：,，]")
_REST = lazy(r"其[余它他]|剩[余下]|余下|剩下")
_APPLIED_FOR = lazy(r"申请[^,，]{0,6}(?:财政|资金|补助|专项|经费)")
_YEAR = lazy(r"((?:19|20)\d{2})年?|第[一二三四五六]年")


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
    clean = _CONTINUED.sub("，", narrow(text))
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
            or "共计" in said
            or "总计" in said
            or "(" in said
            or ":" in said
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


def _declared(sentence: re.Match[str], text: str, found: list[Quantity]) -> Iterator[Enumeration]:
    """The first list of a sentence that it says to be complete, and that does not make its total."""
    for total, parts, confidence in partitions(sentence[0], found):
        start = sentence.start() + min(total.start, parts[0][1].start - len(parts[0][0]))
        end = sentence.start() + max(total.end, parts[-1][1].end)
        items = tuple((label, q.value) for label, q in parts)
        yield Enumeration(total.value, total.unit, items, text[start:end].strip(), confidence, "declared")
        return


_ASIDE = lazy(r"\([^()]*\)")


def _blank(aside: re.Match[str]) -> str:
    return " " * len(aside[0])


_Parts = list[tuple[str, Quantity]]


def _after_total(said: str, found: list[Quantity]) -> Iterator[tuple[Quantity, _Parts, str]]:
    for opening in _OPENING.finditer(said):
        before = [q for q in found if q.end <= opening.start()]
        if not before or not re.fullmatch(r"[^,，]{0,14}[,，]?\s?", said[before[-1].end : opening.start()]):
            continue
        total = before[-1]
        plain = said if opening[0] == "(" else said[: opening.end()] + _ASIDE.sub(_blank, said[opening.end() :])
        following = [q for q in found if q.start >= opening.end() and plain[q.start : q.end].strip()]
        closing = plain.find(")", opening.end()) if opening[0] == "(" else -1
        if closing >= 0:
            following = [q for q in following if q.start < closing]
        parts = _run(plain, opening.end(), following, total)
        kind = _kind(parts)
        if opening[0] in ",，" and _class(re.split(r"[,，、:：;；(]", said[: total.start])[-1]) == kind:
            continue  # 国家级2个，省级2个，市级1个: no total, but the first of the parts
        if kind and len(parts) >= 2:
            yield total, parts, kind


def _before_total(said: str, found: list[Quantity]) -> Iterator[tuple[Quantity, _Parts, str]]:
    """“2023年投入1000万元、2024年2000万元，合计3000万元”."""
    for closing in re.finditer(
        r"[,，](?:三年|五年|两年|四年)?(?:合计|共计|总计|累计)(?:投入|为|安排)?(?:经费|资金)?\s?", said
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
        label = re.sub(r"^[\s,，、和及以与]+|[为是有共约:：\s]+$", "", gap)
        behind = re.match(r"[\u4e00-\u9fff]{2,8}?(?=[、,，和及与以)]|$)", said[quantity.end :])
        if (
            behind is not None
            and _class(behind[0])
            and (not parts or following_names)
            and not (_class(label) and not parts)
        ):
            label, following_names = behind[0], True
        parts.append((label, quantity))
        at = quantity.end
    return parts


def _class(label: str) -> str:
    if _YEAR.search(label):
        return "years"
    if re.search(r"申请|受理|在审|以上", label):
        return "sources" if _APPLIED_FOR.search(label) else ""
    if _REST.match(label) and not re.search(r"单位|机构|企业", label):
        return "rest"
    label = _AND_OTHERS.sub("", label)
    for name, words in _PARTITIONS:
        if any(word in label for word in words):
            return name
    return ""


_AND_OTHERS = lazy(r"(?<=[一-鿿])[及和与]其[他它]$")
"""Behind a sort of which the others are counted with it (管理及其他)."""


def _kind(parts: _Parts) -> str:
    classes = {_class(label) for label, _ in parts} - {"rest"}
    if parts and parts[0][1].unit == "万元" and classes and classes <= {"units", "sources", "parties"}:
        return "sources"  # who pays
    if classes == {"units", ""} and sum(_class(label) == "units" for label, _ in parts) >= _UNITS:
        return "units"  # among enterprises, universities and institutes whatever else is counted is a kind of unit
    return next(iter(classes)) if len(classes) == 1 and "" not in classes else ""


_UNITS = 2
"""Kinds of units that are known in a list, so that the others are kinds of units too."""


def _judge(said: str, total: Quantity, parts: _Parts, kind: str) -> float | None:
    """Confidence that the list is complete and wrong, else ``None``."""
    every = [total, *(q for _, q in parts)]
    if any(q.approximate or q.bound for q in every):
        return None
    rest = said[parts[-1][1].end :]
    goes_on = kind != "units" and not _REST.search(parts[-1][0]) and re.match(r"[\u4e00-\u9fff]{0,4}[、和及]", rest)
    if re.match(r"[^,，]{0,10}等", rest) or goes_on:
        return None
    if re.match(r"[,，、;；]?\s?(?:其余|剩余|剩下|余下|其他[^,，]{0,8}(?:按|照|不)|另)", rest):
        return None  # 其余为2020年数
    labels = [label.strip(" ,，、;；") for label, _ in parts]
    if len(set(labels)) != len(labels):
        return None
    low, high = sum(q.low for _, q in parts), sum(q.high for _, q in parts)
    added = sum(q.value for _, q in parts)
    cut_off = total.value - 1e-9 <= added < total.value + (total.high - total.low) - 1e-9
    if (low <= total.high + 1e-9 and total.low - 1e-9 <= high) or cut_off:
        return None
    over = low > total.high
    if kind == "units":
        if total.unit not in _HOUSES or _looks_elsewhere(said, total):
            return None
        return 0.92 if len(parts) >= 3 or over else 0.8
    if kind == "forms":
        return 0.85 if total.unit == "万元" and over else None
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


def _looks_elsewhere(said: str, total: Quantity) -> bool:
    """Totals of services and customers (服务企业200家) are no membership."""
    before = said[max(0, total.start - 12) : total.start]
    return re.search(r"服务|客户|带动|孵化|培育|走访|对接|[与和及同](?:另外|其[他它余])的?\s?$", before) is not None
