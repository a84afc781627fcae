"""N005: work that is set for a time before that which it is said to wait for (须等任务二结束后方能开工)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Paragraph
from doccheck.facts.numbers import narrow
from doccheck.facts.relative_dates import relative
from doccheck.facts.spans import Moment, moments
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_PAPERS = (Role.PLAN, Role.APPLICATION, Role.TASK_LIST, Role.ALLOCATION, Role.AGREEMENT)
_WAITS = lazy(
    r"(?:须|需|应|必须|只有|待|等|要)[^，,。；;]{0,3}?(?P<thing>[^，,。；;]{2,24}?)(?P<deed>结束|完成|完工"
            r"|下水|就位|到货|安装|调试|竣工|建成|投产|投运|投用|交付|验收|"
    r"通过|批复|获批|定型|冻结|移交|签[订署])[^，,。；;]{0,20}?[，,]?[^，,。；;]{0,6}?(?:方可|方能|才可"
            r"|才能|始可|始能|方才|才)"
    r"(?=\s?(?:开|启动|实施|进行|动工|进场|着手|施工|投放|$|[，,。；;]))"
)
_NUMBERED = lazy(r"(?:课题|任务|子任务|专题|子项)\s?(?:[一二三四五六七八九十]|\d{1,2}(?!\d))")
_NOT = lazy(r"不必|无[须需]|不[须需]|毋须|不用|无需|可不")
_HEAD = lazy(r"[一-鿿]{2,4}$")
_OWN_TIME = lazy(r"(?:安排|计划|定|拟|将|排|预计|设)[在于为]?[^，,。；;\d]{0,6}$|[于在自从：:]\s?$")


class _Told(Struct, frozen=True):
    part: Part
    paragraph: Paragraph
    moment: Moment


@check("N005")
def work_before_its_condition(mapped: MappedSubmission) -> Iterator[Finding]:
    """Work whose sentence says for what it waits, and whose date is before that of what it waits for."""
    texts = [
        (part, paragraph, narrow(paragraph.text))
        for part in mapped.parts_of(*_PAPERS)
        for paragraph in part.passage.paragraphs()
        if not paragraph.toc
    ]
    for part, paragraph, text in texts:
        for waits in _WAITS.finditer(text) if "方" in text or "才" in text else ():
            begin = max(text.rfind(mark, 0, waits.start()) for mark in "。\n") + 1
            if _NOT.search(text[max(begin, waits.start() - 4) : waits.end()]):
                continue
            own = _time_of_waiting(part, paragraph, text, begin, waits)
            cause = _time_of_cause(texts, waits, text) if own is not None else None
            if own is None or cause is None:
                continue
            late = cause.moment.last if cause.moment.precision == "span" else cause.moment.first
            if own.moment.first < late:
                yield _finding(mapped, own, cause, text[waits.start() : waits.end()])


def _time_of_waiting(
    part: Part, paragraph: Paragraph, text: str, begin: int, waits: re.Match[str]
) -> _Told | None:
    """When the work that waits is to begin: by its number anywhere in the paragraph, else in its own sentence."""
    found = moments(text)
    numbered = _NUMBERED.search(text, begin, waits.start())
    if numbered is not None:
        of_it = [m for m in found if _subject(text, m.start) == numbered[0] and m.precision != "year"]
        return _Told(part, paragraph, of_it[0]) if of_it else None
    stop = next((at for mark in "。\n" if (at := text.find(mark, waits.end())) >= 0), len(text))
    here = [m for m in found if begin <= m.start < stop and m.precision != "year"]
    before = [m for m in here if m.end <= waits.start() and _OWN_TIME.search(text[begin : m.start])]
    return _Told(part, paragraph, before[0]) if before and len(here) == 1 else None


def _time_of_cause(
    texts: list[tuple[Part, Paragraph, str]], waits: re.Match[str], here: str
) -> _Told | None:
    """When that happens for which the work waits: the end of a numbered task, or the one date of its deed."""
    numbered = _NUMBERED.search(waits["thing"])
    head = _HEAD.search(waits["thing"])
    found: list[_Told] = []
    for part, paragraph, text in texts:
        if numbered is not None and text != here and numbered[0] not in text:
            continue
        if numbered is None and (waits["deed"] not in text or head is None or head[0][-2:] not in text):
            continue
        for moment in moments(text):
            if moment.precision == "year":
                continue
            its = _subject(text, moment.start) == numbered[0] if numbered else _done(text, moment, waits["deed"])
            if its:
                found.append(_Told(part, paragraph, moment))
    return found[-1] if found and len({told.moment.last for told in found}) == 1 else None


def _done(text: str, moment: Moment, deed: str) -> bool:
    """Whether a deed is told right behind a date (定于2026年8月下水)."""
    return re.match(rf"[^，,。；;\d]{{0,6}}{deed}", text[moment.end :]) is not None


def _subject(text: str, at: int) -> str:
    """The numbered task that was named last before a place, in its own clause or the one before."""
    begin = max(text.rfind(mark, 0, at) for mark in "。；;\n") + 1
    named = list(_NUMBERED.finditer(text, begin, at))
    if not named or len(re.findall(r"[，,]", text[named[-1].end() : at])) > 1:
        return ""
    return named[-1][0]


def _finding(mapped: MappedSubmission, own: _Told, cause: _Told, words: str) -> Finding:
    one = own.paragraph.text[own.moment.start : own.moment.end].strip()
    two = cause.paragraph.text[cause.moment.start : cause.moment.end].strip()
    return finding(
        "N005",
        None,
        f"{part_name(mapped, own.part.id, own.part.document)}称“{words[:40]}”，所排时间“{one}”"
        f"却早于其前提的时间“{two}”。",
        "请核对前后两项工作的时间，使前提先完成。",
        Evidence(own.part.document, one, own.paragraph.location),
        Evidence(cause.part.document, two, cause.paragraph.location),
        confidence=0.84,
    )


_NEEDED = lazy(
    r"(?:^|(?<=[，,。；;、]))(?P<thing>[^，,。；;\d]{2,14}?)(?:系|是|为|作为|列为)(?P<deed>[^，,。；;\d]{2,12}?)的?"
    r"(?:前置|必备|先决|前提|必要|必需)(?:性)?(?:材料|条件|要件|文件|依据|手续|条款)?"
)
_NO_KEY = lazy(r"报告|材料|文件|结果|结论|工作|第三方|项目|产品|课题|任务|的|合格|通过|证书|意见|办理|会议?$")


@check("N005")
def what_is_needed_for_it(mapped: MappedSubmission) -> Iterator[Finding]:
    """“海试定于2025年12月启动…海试报告是项目验收的前置材料…验收会安排在2025年10月”."""
    for part in mapped.parts_of(*_PAPERS):
        for paragraph in part.passage.paragraphs():
            text = narrow(paragraph.text)
            if paragraph.toc or not any(word in text for word in ("前置", "必备", "先决", "前提", "必要", "必需")):
                continue
            for needed in _NEEDED.finditer(text):
                own, cause = _dates_of(text, needed)
                if own is not None and cause is not None and own.last < cause.first:
                    one, two = (_Told(part, paragraph, moment) for moment in (own, cause))
                    yield _finding(mapped, one, two, needed[0].strip(" ，,"))


def _dates_of(text: str, needed: re.Match[str]) -> tuple[Moment | None, Moment | None]:
    """When that is done for which something is needed, and when that something is there at the latest."""
    things, deeds = _keys(needed["thing"]), _keys(needed["deed"])
    if not things or not deeds or things & deeds:
        return None, None
    said = sorted((*moments(text), *relative(text)), key=lambda m: m.start)
    own: list[Moment] = []
    causes: list[Moment] = []
    for moment in said:
        begin = max(text.rfind(mark, 0, moment.start) for mark in "，,。；;\n") + 1
        stop = re.search(r"[，,。；;\n]", text[moment.end :])
        clause = text[begin : moment.end + (stop.start() if stop is not None else len(text))]
        if moment.precision == "year" or needed.start() <= moment.start < needed.end():
            continue
        of_thing, of_deed = (any(key in clause for key in keys) for keys in (things, deeds))
        if of_deed and not of_thing:
            own.append(moment)
        elif of_thing and not of_deed:
            causes.append(moment)
    own = own if len(own) == 1 else []
    return (own[0] if own else None), max(causes, key=lambda m: m.first, default=None)


def _keys(words: str) -> set[str]:
    """Two signs in a row of a name, without words that any name may have."""
    plain = _NO_KEY.sub(" ", words)
    return {plain[i : i + 2] for i in range(len(plain) - 1) if " " not in plain[i : i + 2]}
