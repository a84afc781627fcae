"""Figures of units one after the other: ranked, with their sum before them, or going on with what was spoken of."""

from __future__ import annotations

from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Quantity
from doccheck.facts.naming import UNIT_SIGN, Name, bare_of_fillers, fits, full_names, name_before
from doccheck.facts.sentence import Passage, Sentence
from doccheck.facts.timing import FUNDS
from doccheck.language.patterns import lazy

_MOST = lazy(
    rf"(?:^|[，,；;。：:])(?P<what>[一-龥]{{1,8}}?)得?最(?:多|高|大)的?(?:还?是|为|要数|属){UNIT_SIGN}+[，,]?(?:为|达)?\s?$"
)
"""The best of a ranking, with what it ranks by: 出资最多的是牵头单位，5200万元."""
_RANK = lazy(rf"(?:第[二三四五六七八九]位?|其次|再次|随后|接着)[是为]?{UNIT_SIGN}+\s?")
_GIVES: dict[str, str] = {"掏": "self_funds", "出": "investment", "投": "investment"}


def of_ranking(sentence: Sentence, quantity: Quantity, head: int, spoken: str) -> Name | None:
    """What a ranking goes by, for the unit that leads it and those behind: …，第二位睿芒光电2350万元."""
    if sentence.ranked is not None and _RANK.fullmatch(sentence.masked, head, quantity.start):
        return sentence.ranked if fits(sentence.ranked.entry, quantity) else None
    begin = max(sentence.start, quantity.start - 40)
    if "最" not in sentence.masked[begin : quantity.start]:
        return None
    most = _MOST.search(sentence.masked, begin, quantity.start)
    if most is None:
        return None
    what = most["what"].removesuffix("得")
    name = name_before(what, (0, len(what)), quantity, full_names(what), spoken)
    entry = name.entry if name is not None else catalogue()[_GIVES[what]] if what in _GIVES else None
    if entry is None or not fits(entry, quantity):
        return None
    sentence.ranked = Name(entry, quantity.start, quantity.start, full=False, carried=True)
    return sentence.ranked


_OUTLAY = lazy(r"(?:投入?|花|砸|用)(?:了|为|约)*\s?$")
_IN_ALL = lazy(
    r"(?:[两三四五]年(?:建设期)?|(?:建设|实施|执行)期)(?:[（(][^（）()]{4,16}[)）])?(?:里|内|间|总)?(?:一共|总共|合计|共)?(?:计划|拟|准备|打算)?要?"
    r"(?:花|投入?|拿出|安排)(?:了|约)?\s?$"
)
"""What a consortium spends in all its years: 三年建设期里计划花1.26亿元; 三年（2024—2026年）一共投24,000万元."""


def spends_on_rd(sentence: Sentence, quantity: Quantity, head: int) -> bool:
    """Whether a bare 投入 goes on with the R&D that the sentences before are of: 研发强度…。衡视图像投入1,380.4万元."""
    before = sentence.last or sentence.before
    if before is None or before.entry.id not in ("rd", "rd_intensity") or {*FUNDS} & sentence.told:
        return False
    return _OUTLAY.search(sentence.text, head, quantity.start) is not None


def spent(sentence: Sentence, quantity: Quantity, head: int, passage: Passage) -> Name | None:
    """The name of money behind no more than a verb: what the consortium spends in all, or R&D goes on with."""
    if _OUTLAY.search(sentence.text, head, quantity.start) is None:
        return None
    if spends_on_rd(sentence, quantity, head) and not bare_of_fillers(
        _OUTLAY.sub("", sentence.masked[head : quantity.start])
    ):
        return Name(catalogue()["rd"], quantity.start, quantity.start, full=False, carried=True)
    ones = (v for v in sentence.speaker.heard if v.kind in ("unit", "party", "self", "lead"))
    if not passage.about_all or any(sentence.start <= v.start < quantity.start for v in ones):
        return None
    if _IN_ALL.search(sentence.text, sentence.start, quantity.start) is None:
        return None
    return Name(catalogue()["total"], quantity.start, quantity.start, full=False, carried=True)


def of_more_units(sentence: Sentence, quantity: Quantity, head: int) -> bool:
    """Whether nothing but units stands before a figure, so that the list it is in may go on behind it.

    有效发明专利八家合计1448件，除岚江大学的1286件外，其余七家162件，最多的是泓澍医院44件.
    """
    words = sentence.masked[head : quantity.start]
    if quantity.unit not in ("人", "件", "项"):
        return False
    units = UNIT_SIGN in words or sentence.text[max(0, head - 1) : head] in tuple("家所校")
    return units and not bare_of_fillers(_LEFT_OUT.sub("", words))


_LEFT_OUT = lazy(r"除了?|剔除|剩下")


_TOTAL = lazy(r"(?:一共|合计|总计|总共|共计|共)(?:有|为|是|约)?\s?$")


def heads_a_list(sentence: Sentence, name: Name, head: int, quantity: Quantity) -> bool:
    """Whether a sentence begins with a sum that units follow, as all have it: 发明专利合计2,279件，栖棠大学1,740件."""
    if sentence.masked[sentence.start : min(name.start, head)].strip() or name.carried:
        return False
    if _TOTAL.search(sentence.text, head, quantity.start) is None or quantity.unit not in ("人", "件", "万元"):
        return False
    ones = (v for v in sentence.speaker.heard if v.kind in ("unit", "lead"))
    return any(quantity.end < v.start <= quantity.end + 4 for v in ones)
