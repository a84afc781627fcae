"""N005: work that begins within the project's period and goes on past its end, and what is set 周期内 and is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from doccheck.checks.figures.outside import PAST, TASK, outside_finding, settled
from doccheck.checks.figures.run_times import Term, bounds, bounds_all, terms, with_closing
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
_STRICT = lazy(
    r"(?:及其?|和|并|、|连同|含)(?:结题|任务|最终)*验收[^。；;]{0,8}(?:须|应|均|都"
            r"|必须)[^。；;]{0,6}?在?[^。；;]{0,6}期(?:限|之)?内完成"
)
"""What leaves no time for examining after the end."""
_WITHIN = lazy(r"(?:建设|项目|实施|执行|研究|任务)(?:期限|周期|期)(?:之?内|以内)")
_SET_FOR = lazy(r"(?:定|安排|排|放|计划|拟|预计|最末|末次|最后)[^，,。；;]{0,8}$")
_AIMED = lazy(r"(?:到|至|截至|展望|截止到?)\s?$")


@check("N005")
def overruns(mapped: MappedSubmission) -> Iterator[Finding]:
    """“于2026年10月至2027年3月完成现场试用” of a project that ends in between, or before, as its own tasks go."""
    term = with_closing(mapped)
    if term is None:
        return
    own = {(t.part.id, t.location) for t in terms(mapped)}
    told = (p.text for part in mapped.parts for p in part.passage.paragraphs() if "验收" in p.text)
    strict = any(_STRICT.search(narrow(text)) for text in told)
    strict = strict or any(bounds_all(narrow(t.around)) for t in terms(mapped))
    for part in mapped.parts_of(*_PAPERS):
        for block in part.passage.blocks:
            places = block.cells if isinstance(block, Table) else list(block_paragraphs(block))
            for place in places:
                if "20" in place.text and not (isinstance(place, Paragraph) and place.toc):
                    yield from _past(mapped, part, place, term, (part.id, place.location) in own, strict)


def _past(
    mapped: MappedSubmission, part: Part, place: Paragraph | Cell, term: Term, own: bool, strict: bool
) -> Iterator[Finding]:
    text = narrow(place.text)
    end = bounds(term)[1]
    for moment in moments(text):
        begin = max(text.rfind(mark, 0, moment.start) for mark in "。；;\n") + 1
        stop = min((at for mark in "。；;\n" if (at := text.find(mark, moment.end)) >= 0), default=len(text))
        sentence = text[begin:stop]
        if moment.precision == "span":
            wrong = _runs_over(sentence, moment, begin, term)
        else:
            told = sentence, moment, begin
            wrong = _not_within(*told) or _of_the_period(*told) or (strict and _numbered(*told))
            wrong = wrong and moment.first > end
        comma = max(begin, max(text.rfind(mark, begin, moment.start) for mark in "，,") + 1)
        clause = text[comma : moment.end] + re.split(r"[，,]", text[moment.end : stop])[0]
        if not wrong or (own and moment.written in term.written):
            continue
        if strict or not (_CLOSING.search(clause) and settled(clause, moment, term, 0)):
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


def _numbered(sentence: str, moment: Moment, begin: int) -> bool:
    """Whether a day is that of a numbered task's own work (任务五…计划于2027年3月完成并通过验收)."""
    rest = sentence[moment.end - begin :]
    known = _NUMBERED.search(sentence[: moment.start - begin]) is not None
    return known and TASK.match(rest.lstrip("底前")) is not None and not PAST.search(sentence)


_ALL_OF_IT = lazy(
    r"(?:建设|项目|实施|执行|研究|任务)期(?:限)?(?:之?内|以内)的[^，,。；;]{0,6}(?:任务|工作|内容|目标|工程|硬指标)"
    r"|(?:均?属于?|列入|纳入|计入)[^，,。；;]{0,6}期(?:限)?内"
)
_SO_MANY = lazy(r"期内[^，,。；;]{0,6}(?:完成|安排|实施|开展)[^，,。；;]{0,8}?[一二两三四五六七八九十\d][项个]")
_ONE_OF_THEM = lazy(r"(?:第[一二三四五六七八]|最后一|末|后[一两二]|另一)[项个]")
_DOES = lazy(rf"[^，,。；;\d]{{0,8}}?(?:{TASK.pattern})")
_BEYOND = lazy(r"期满|期后|之后|以后|后续|届时|远期|长期|争取|展望|带动")


def _of_the_period(sentence: str, moment: Moment, begin: int) -> bool:
    """Whether a day is set for what its sentence calls the period's own work (系建设期内的头等任务，…2027年3月投产)."""
    before, rest = sentence[: moment.start - begin], sentence[moment.end - begin :]
    listed = _SO_MANY.search(before) is not None and _ONE_OF_THEM.search(before) is not None
    if not listed and _ALL_OF_IT.search(sentence) is None:
        return False
    own = _DOES.match(re.sub(r"^[底末]?前?", "", rest)) is not None
    return own and not _BEYOND.search(sentence) and not PAST.search(re.split(r"[，,]", before)[-1])


def _not_within(sentence: str, moment: Moment, begin: int) -> bool:
    """Whether a day stands behind words that put it within the period (项目周期内每年…，末次定在2027年3月)."""
    before = sentence[: moment.start - begin]
    within = _WITHIN.search(before)
    if within is None or _AIMED.search(before) or PAST.search(before[within.end() :]):
        return False
    return _SET_FOR.search(before) is not None or not re.search(r"[，,]", before[within.end() :])
