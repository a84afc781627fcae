"""Dated events of a paragraph: which step of which course a date is of, and whether two are told of one thing."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from doccheck.facts.relative_dates import relative
from doccheck.facts.spans import Moment, moments
from doccheck.language.event_words import Step, steps
from doccheck.language.patterns import lazy

_CLAUSE_SIGNS = "，,；;。：:、（(）)\n"
_STOP = lazy(r"[，,；;。\n（(）)]")
_DATE_OPENS = lazy(r"[、]?\s?(?:并|且|又|再|后|而后|随后|其后|已|将|拟|计划|预计)*[于在自从至到]?\s?$")
_LABEL_ENDS = lazy(
    r"[^，,、。；;:：]{0,10}?(?:公告|批准|通过|签署|登记|通知书?)?(?:之?日期?|时间|年月|年份|节点|期)?\s?"
    r"(?:[:：]|为|是|系|即|在|于|自|从|定于|定在|安排在|放在|排在|计划于|拟于)*\s?"
)
_DENIED = lazy(r"未|尚|不|没|无|非|免|拒")
_ATTRIBUTIVE = lazy(r"[^，,。；;]{0,8}?的(?!$|[，,。；;])")
_DEFINES = lazy(r"(?:系|是|为)(?:在|于|自)?\s?$")
_COUNTED = lazy(
    r"\d[\d,.]*\s?余?(?:件|项|篇|个(?!月)|台|套|人|名|家|万|亿|次|批|种|部|座|条|%)"
    r"|[一二三四五六七八九十两]+(?:件|项|篇|个(?!月)|台|套|人|名|家)"
)
_FAR = 22
"""So many signs at most stand between a date and the word of its event."""


class Event(Struct, frozen=True):
    """A date with the step of a course that it is told of."""

    step: Step
    moment: Moment
    lead: str
    """What stands in its clause before the date, or before the word where that stands first."""
    between: str
    tail: str
    begin: int
    end: int
    labelled: bool = False
    """Whether the word stands before the date (申请日为…)."""


def events(text: str) -> list[Event]:
    """The dated events of narrowed text in reading order; a clause may tell of several steps at once."""
    said = sorted((*moments(text), *relative(text)), key=lambda m: m.start)
    found: list[Event] = []
    for number, moment in enumerate(said):
        begin = max(text.rfind(sign, 0, moment.start) for sign in _CLAUSE_SIGNS) + 1
        begin = max(begin, said[number - 1].end if number else 0)
        stop = _STOP.search(text, moment.end)
        end = stop.start() if stop is not None else len(text)
        if number + 1 < len(said) and said[number + 1].start < end:
            gap = text[moment.end : said[number + 1].start]
            opens = _DATE_OPENS.search(gap)
            end = moment.end + (opens.start() if opens is not None else len(gap))
        found += (*_behind(text, moment, begin, end), *_before(text, moment))
    return found


def _behind(text: str, moment: Moment, begin: int, end: int) -> Iterator[Event]:
    """What is said behind a date (2021年8月提交申请)."""
    predicate, lead = text[moment.end : end], text[begin : moment.start]
    for step in steps():
        word = step.words.search(predicate)
        if word is None or word.start() > _FAR or _DENIED.search(predicate[: word.start()]):
            continue
        tail = predicate[word.end() :]
        if (_ATTRIBUTIVE.match(tail) and not _DEFINES.search(lead)) or _COUNTED.search(tail):
            continue
        yield Event(step, moment, lead, predicate[: word.start()], tail, begin, end)


def _before(text: str, moment: Moment) -> Iterator[Event]:
    """What the words right before a date name (授权公告日为2020年11月3日, 中期检查于2026年3月组织)."""
    begin = max(text.rfind(sign, 0, moment.start) for sign in "，,；;。、（(\n") + 1
    said = text[begin : moment.start]
    for step in steps():
        word = next((w for w in step.words.finditer(said) if _LABEL_ENDS.fullmatch(said, w.end())), None)
        if word is not None and not _DENIED.search(said[: word.start()]):
            lead = said[: word.start()]
            yield Event(step, moment, lead, said[word.end() :], "", begin, moment.end, True)


_FILLER = lazy(
    r"(?:\s|已|就|即|便|又|并|且|而|却|则|于|在|自|从|至|到|由|再|才|方|最终|随后|此后|其后|后|现|其中|实际|正式|顺利"
    r"|首次|早在|早|分别|经|拟|将|计划|预计|约|大约|[“”\"()（）\[\]【】])*"
)
_AGAIN = lazy(
    r"(?:而|但|并|且|目前|现|后来|随后|现在|最终)?(?:该|此|上述|前述|这一?|本|其|同一|约定的|所[购订签建])[^，,。；;：:]{0,20}?[，,]?"
)
_OTHER = lazy(
    r"另[一有外件项]|此外|其他|其它|二期|三期|第二|第三|再次|[又还]一[件项个]|改造|扩建|上一[期轮个届]|前一[期轮个届]|新一[期轮代]|重新|前期|后续"
)
"""Words behind which something else is told."""
_EXCUSED = lazy(r"前身|原(?:计划|定|拟)|推迟|延期|延至|补[办签录]|追[溯认]|承继|受让|先行|提前")
"""Words that say how a later step may come first."""
_TAIL_ENDS = lazy(r"[并且后以及和、起中]|之[前后]")
_OBJECTLESS = lazy(
    r"(?:学位|学历|手续|使用|运行|生产|仪式|工作|任务|证书|通知|合同|公告|验收|结题|评审|文件|专利权|证|了|建设|施工|[：:“”\"\s])*"
)
_APART = 60
"""So many signs at most lie between two clauses of one sentence about one thing."""


def of_one_thing(text: str, one: Event, two: Event) -> bool:
    """Whether what is told later is told of the same thing: nothing else is named between the two."""
    start = max(text.rfind(sign, 0, one.begin) for sign in "。\n") + 1
    last = max(two.end, one.end)
    if _EXCUSED.search(text, start, last) or _OTHER.search(text, one.end, last) or _another(text, two):
        return False
    if one.step.course == _CAREER and not _one_employer(one, two):
        return False
    marks = [at for at in range(one.end, two.begin) if text[at] in "。；;\n"]
    lead = _FILLER.sub("", two.lead)
    if marks:
        opening = text[marks[-1] + 1 : two.begin].strip() + lead
        if one.labelled and two.labelled and not opening and "。" not in text[one.end : two.begin]:
            return True  # 开工时间：…；竣工时间：…
        return bool(opening) and _AGAIN.fullmatch(opening) is not None
    return two.begin - one.end < _APART and (not lead or _AGAIN.fullmatch(lead) is not None)


_CAREER = "career"
_EMPLOYER = lazy(r"(?P<name>[一-鿿]{2,20}?)(?:股份|有限)*(?:公司|大学|学院|研究[院所]|集团|医院)")
_OWN_EMPLOYER = lazy(r"[本我]\s?(?:公司|单位|[校院所司企])")


def _one_employer(one: Event, two: Event) -> bool:
    """Whether somebody is said to have joined the very unit in which he had held an office before."""
    if _OWN_EMPLOYER.search(one.tail) and _OWN_EMPLOYER.search(two.tail):
        return True
    said = _EMPLOYER.search(two.tail)
    return said is not None and said["name"] in one.tail


def _another(text: str, two: Event) -> bool:
    """Whether a clause names an object of its own, of which nothing was said before (2020年建成二号车间)."""
    ends = _TAIL_ENDS.search(two.tail)
    thing = two.tail[: ends.start()] if ends is not None else two.tail
    return two.step.course != _CAREER and not objectless(thing) and thing.strip("的了“”\" ") not in text[: two.begin]


def objectless(tail: str) -> bool:
    """Whether what stands behind a verb names nothing that it is done to."""
    return _OBJECTLESS.fullmatch(tail) is not None
