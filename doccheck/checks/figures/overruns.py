"""N005: work that begins within the project's period and goes on past its end, and what is set 周期内 and is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from doccheck.checks.figures.outside import PAST, TASK, outside_finding, settled
from doccheck.checks.figures.run_times import Term, bounds, terms, with_closing
from doccheck.checks.registry import check
from doccheck.document import Cell, Paragraph, Table, block_paragraphs
from doccheck.facts.numbers import narrow
from doccheck.facts.spans import Moment, moments
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_PAPERS = (Role.PLAN, Role.APPLICATION, Role.TASK_LIST, Role.ALLOCATION)
_NO_WORK = lazy(
    r"协议|合同|有效|任期|保密|许可|租赁|聘[任期用]|合作期|规划|十[四五]五|政策|延续|延长|延期|顺延|宽限"
            r"|长期|远期|跟踪|自筹|"
    r"另行|不[作列计纳占]|以后|之后|存续|质保|保修|(?:建设|执行|实施|项目)期(?!内)|周期为|期满"
)
"""Behind or before a span that is no task's own."""
_OURS = lazy(r"任务|课题|专题|方向|阶段|试验|试用|试制|考核|示范|研制|攻关|中试|验证|开发|集成")
_NUMBERED = lazy(r"(?:课题|任务|专题|子项)\s?[一二三四五六七八九十\d]")
_CLOSING = lazy(r"验收|结题|审计|总结|归档|移交|清算|收尾")
_WITHIN = lazy(r"(?:建设|项目|实施|执行|研究|任务)(?:期限|周期|期)(?:之?内|以内)")
_AIMED = lazy(r"(?:到|至|截至|展望|截止到?)\s?$")


@check("N005")
def overruns(mapped: MappedSubmission) -> Iterator[Finding]:
    """“于2026年10月至2027年3月完成现场试用” of a project that ends in between, or before, as its own tasks go."""
    term = with_closing(mapped)
    if term is None:
        return
    own = {(t.part.id, t.location) for t in terms(mapped)}
    for part in mapped.parts_of(*_PAPERS):
        for block in part.passage.blocks:
            places = block.cells if isinstance(block, Table) else list(block_paragraphs(block))
            for place in places:
                if "20" in place.text and not (isinstance(place, Paragraph) and place.toc):
                    yield from _past(mapped, part, place, term, (part.id, place.location) in own)


def _past(mapped: MappedSubmission, part: Part, place: Paragraph | Cell, term: Term, own: bool) -> Iterator[Finding]:
    text = narrow(place.text)
    end = bounds(term)[1]
    for moment in moments(text):
        begin = max(text.rfind(mark, 0, moment.start) for mark in "。；;\n") + 1
        stop = min((at for mark in "。；;\n" if (at := text.find(mark, moment.end)) >= 0), default=len(text))
        sentence = text[begin:stop]
        if moment.precision == "span":
            wrong = _runs_over(sentence, moment, begin, term)
        else:
            wrong = _not_within(sentence, moment, begin) and moment.first > end
        comma = max(begin, max(text.rfind(mark, begin, moment.start) for mark in "，,") + 1)
        clause = text[comma : moment.end] + re.split(r"[，,]", text[moment.end : stop])[0]
        if not wrong or (own and moment.written in term.written):
            continue
        if not (_CLOSING.search(clause) and settled(clause, moment, term, 0)):
            quote = place.text[comma : moment.end + _BEHIND].split("。")[0].strip()[:60]
            yield outside_finding(mapped, part, term, quote, place, moment.written, "after")


_BEHIND = 16
_TO_THE_MONTH = lazy(r"\d\s?[./-]\s?\d{1,2}")
_SLACK = timedelta(days=31)


def _runs_over(sentence: str, moment: Moment, begin: int, term: Term) -> bool:
    """Whether a span begins within the term and ends more than a month after it, as a task's own."""
    first, last = bounds(term)
    if (first is not None and moment.first < first) or moment.last <= last + _SLACK:
        return False
    if "月" not in moment.written and not _TO_THE_MONTH.search(moment.written) and moment.last.year == last.year:
        return False  # 2024—2026年 of a project that ends within 2026
    before = sentence[: moment.start - begin]
    known = any(m.last <= last for m in moments(before)) or _NUMBERED.search(before) is not None
    if moment.first > last and not known:
        return False  # what only follows may be the next thing
    if PAST.search(sentence) or _NO_WORK.search(sentence):
        return False
    return bool(_OURS.search(sentence) or TASK.search(sentence[moment.end - begin :]))


def _not_within(sentence: str, moment: Moment, begin: int) -> bool:
    """Whether a day stands behind words that put it within the period (项目周期内每年…，末次定在2027年3月)."""
    before = sentence[: moment.start - begin]
    within = _WITHIN.search(before)
    return within is not None and not _AIMED.search(before) and not PAST.search(before[within.end() :])
