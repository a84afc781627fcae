"""Names carried to figures whose clause has none: from the clause before, the list's line, the paragraph's label."""

from __future__ import annotations

import re

from msgspec.structs import replace

from doccheck.facts.catalogue import catalogue, label_names
from doccheck.facts.model import Quantity
from doccheck.facts.naming import UNIT_SIGN, Name, bare_of_fillers, fits, full_names
from doccheck.facts.sentence import Sentence
from doccheck.facts.timing import FUNDS
from doccheck.language.patterns import lazy

SUMS = lazy(r"\s*(?:以上|上述|合计|共计|总计)")
"""Opens what sums up the figures before."""
_ALL_LEVELS = lazy(r"\s*(?:一共|总共|共有?|计)\s?$")
_LEVELS = {"platforms_national", "platforms_provincial", "platforms_municipal"}
_SOURCES = ("self_funds", "fiscal_funds")
_RISEN = lazy(r"(?:增|提高?|提升|扩大?|涨|升|降|减|加|做|拉|添)[加长少]?[到至为]\s?$")
_REST = lazy(r"\s?(?:其余|余下|剩下|剩余|其他|其它|余)(?:的|部分)?\s?(?:约|近)?\s?\d")
REST_OF_YEAR = lazy(r"\s?(?:放|留|安排)?[在到](20\d\d)年")
"""Behind what is left of a sum, says of which year it is: 2025年7,900万元，其余5,100万元在2026年到位."""
_AFTER_PART = lazy(r"其中[^；;]*[；;][^；;]*$")
"""A semicolon ends what was told of a part."""
_OF_KIND = lazy(r"(?:(?:成员)?企业|高校|大学|(?:科研)?院所|研究[院所]|科研机构|事业单位|[、和与及])+")
"""Some of the units by their kind, whose share of a sum is nobody's."""
_LABEL = lazy(
    r"\s*(?:第[一二三四五六七八九十\d]+[条款]\s?|[一二三四五六七八九十]{1,2}、\s?|\d{1,2}[.、]\s?(?!\d))?(?P<label>[一-龥]{2,8})(?P<aside>[（(][^（）()\d]{1,12}[)）])?\s?[。：:]"
)
"""What a paragraph begins with where it names at once what its figures are of: 研发投入。2021年…, 第三条 自筹出资：…"""
_OPENING = lazy(
    r"\s*[^。，,；;：:\d]{0,6}(?P<rd>(?:研发|科研|研究开发)(?:上|方面)?的?(?:钱|账|投入|经费|费用|开支|开销|花销))"
    r"[^。；;：:\d]{0,16}。(?=\s*20\d\d年)"
)
_CLAUSE = lazy(r"[，,。；;：:]")
_ANOTHER_MATTER = lazy(
    r"[;；](?:(?![;；])[^\d，,]|20\d\d年?)*(?:用款|开支|支出|按|依|就|从|论|以)[^\d;；，,。]*[，,]\s?$"
)
"""A clause behind a semicolon that turns to another view of the money."""
_BY_TOPIC: tuple[tuple[re.Pattern[str], str], ...] = (
    (lazy(r"研发|科研|研究开发"), "rd"),
    (lazy(r"自筹"), "self_funds"),
)
_MONEY = ("资金", "经费", "投入", "费用", "出资")
"""Labels of money whose purpose the heading above says (研发实力 over 资金)."""


def carried(sentence: Sentence, quantity: Quantity, head: int) -> Name | None:
    """The last name before a figure whose clause has none: 2018年702万元、2019年851万元; 乙方1,500万元."""
    named = [n for n in sentence.names if n.end <= head]
    candidates = [n for n in named if fits(n.entry, quantity)]
    if sentence.last is not None and fits(sentence.last.entry, quantity):
        candidates.append(sentence.last)
    words = sentence.text[head : quantity.start]
    if _OF_KIND.fullmatch(bare_of_fillers(words)) and ("其中" in words or "企业" not in words):
        return None  # 投入研发人员合计144人，其中企业93人、高校51人
    if not candidates and (listed := _of_sentence_before(sentence, quantity, head)) is not None:
        return listed
    if not candidates:
        return _of_label(sentence, quantity, head) or _of_list(sentence, quantity, head)
    best = max(candidates, key=lambda n: n.start)
    if quantity.unit == "人" and _AFTER_PART.search(sentence.text, sentence.start, head):
        # 538人，其中专业技术人员271人；2022年末为497人: behind the part the whole goes on
        best = next((n for n in reversed(candidates) if n.entry.id == best.entry.part_of), best)
    if sentence.blocked.get(quantity.unit, -1) > best.start:
        return None
    if is_rest(sentence, quantity, head) and not REST_OF_YEAR.match(sentence.text, quantity.end):
        return None  # 财政资金1,200万元；其余5,600万元各单位自筹
    both = best.entry.id in _SOURCES and set(_SOURCES) <= sentence.told
    if both and SUMS.match(sentence.text, head):
        best = replace(best, entry=catalogue()["investment"])  # 自筹2,000万元，连同财政资金350万元，合计2,350万元
    several = len({n.entry.id for n in candidates if n.entry.id.startswith("platforms_")} | sentence.told & _LEVELS) > 1
    if best.entry.id.startswith("platforms_") and (
        SUMS.match(sentence.text, head) or ((several or _others(sentence, best, head)) and _ALL_LEVELS.fullmatch(words))
    ):
        best = replace(best, entry=catalogue()["platforms"])  # 省级两个，市级一个，合计3个
    between = sentence.text[best.end : head]
    if re.search(r"[;；]", between) and not best.full and best not in sentence.names:
        return _of_label(sentence, quantity, head)
    if best.entry.id in FUNDS and _ANOTHER_MATTER.search(sentence.masked[best.end : head]):
        return None  # 财政资金三千万元；2023年用款最巨，计5,500万元
    if quantity.unit == "人" and "真正" in between:
        return None  # 研发人员是全校口径，真正来干这个活的，甲大学18人
    risen = _RISEN.search(sentence.text, max(0, quantity.start - 5), quantity.start) is not None
    if not risen and quantity.unit in ("件", "项", "个", "家", "人", "所") and not re.search(
        r"20\d\d|[今去上]年|[:：]|□|即|共|计|有效的$", between + sentence.masked[head : quantity.start]
    ):
        return None
    return replace(best, carried=True)


def _others(sentence: Sentence, level: Name, head: int) -> bool:
    """Whether another number of things than that of a level stands before its sum: 省级两个、区级一个，共三个."""
    return sum(level.end <= q.start < head and q.unit in ("个", "家") for q in sentence.found) > 1


def is_rest(sentence: Sentence, quantity: Quantity, head: int) -> bool:
    """Whether money is only what is left of a sum told before: 其余5,600万元各单位自筹."""
    return quantity.unit == "万元" and _REST.match(sentence.text, head) is not None


def _of_sentence_before(sentence: Sentence, quantity: Quantity, head: int) -> Name | None:
    """What the sentence before counted, where units alone follow: 专职一共646人。朗沅187人最多，泽衡108人其次."""
    before, words = sentence.before, sentence.masked[head : quantity.start]
    if before is None or quantity.unit not in ("人", "件", "%") or not fits(before.entry, quantity):
        return None
    if quantity.unit in sentence.blocked or not _ONE_UNIT.fullmatch(words):
        return None
    return Name(before.entry, quantity.start, quantity.start, full=False, carried=True)


_ONE_UNIT = lazy(rf"\s*(?:其中)?{UNIT_SIGN}+(?:的|有|是|为|则|达)*\s?")


def _of_list(sentence: Sentence, quantity: Quantity, head: int) -> Name | None:
    """The money that the line before a list speaks of, for an item with no more than a unit: （1）牵头方1,300万元."""
    words = sentence.masked[head : quantity.start]
    if not sentence.opened or not (UNIT_SIGN in words or SUMS.match(words)):
        return None
    named = [n for n in full_names(sentence.opened) if n.entry.id in FUNDS and fits(n.entry, quantity)]
    return Name(named[-1].entry, quantity.start, quantity.start, full=False, carried=True) if named else None


def label_of(text: str, headings: tuple[str, ...]) -> Name | None:
    """The quantity that the label at the head of a narrowed paragraph names, read with the heading above it.

    So does a first sentence without figures, where years follow: 研发的钱没有省过。2020年2,236万元，2021年….
    """
    opening = _OPENING.match(text)
    if opening is not None:
        return Name(catalogue()["rd"], opening.start("rd"), opening.end(), full=False)
    match = _LABEL.match(text)
    if match is None:
        return None
    label, entry = match["label"], None
    if label in _MONEY or match["aside"]:
        topic = match["aside"] or "".join(headings)
        entry = next((catalogue()[id] for pattern, id in _BY_TOPIC if pattern.search(topic)), None)
    entry = entry or label_names().get(label)
    return Name(entry, match.start("label"), match.end(), full=False) if entry is not None else None


def _of_label(sentence: Sentence, quantity: Quantity, head: int) -> Name | None:
    """The paragraph's label for a figure with a time or a unit alone in its clause, where nothing else was named."""
    label = sentence.label
    if label is None or not fits(label.entry, quantity) or quantity.unit not in ("万元", "%", "人"):
        return None
    last = sentence.last.entry if sentence.last is not None else None
    if (last is not None and last is not label.entry and fits(last, quantity)) or quantity.unit in sentence.blocked:
        return None
    labelled = head > label.end and sentence.text[head - 1] in "：:"
    if labelled and bare_of_fillers(_CLAUSE.split(sentence.masked[: head - 1])[-1]):
        return None  # 总投入：6,800万元。财政申请：1,500万元: another label
    return Name(label.entry, quantity.start, quantity.start, full=False, carried=True)
