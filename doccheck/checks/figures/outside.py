"""N005: tasks, milestones, projects and yearly money outside the period in which the project runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from doccheck.checks.figures.places import part_name
from doccheck.checks.figures.run_times import Term, bounds, with_closing
from doccheck.checks.registry import check, finding
from doccheck.document import Cell, Paragraph
from doccheck.facts.numbers import narrow
from doccheck.facts.spans import Moment, moments
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

PAPERS = (Role.PLAN, Role.APPLICATION, Role.TASK_LIST, Role.ALLOCATION)
_SLACK = timedelta(days=31)
_AFTERWARDS = timedelta(days=366)
"""How long after its end a project is examined and settled."""

_OF_A_THING = timedelta(days=183)
"""The same for a line or a machine, which is no matter of the project's own examination."""
_THING = lazy(r"[产整示中]线|线的|样机|机组|装置|设备|车间|整机|第[二三四]次")
_WHOLE = lazy(r"项目|课题|联合体|总体|整体|全部|建设期|财务|结题|审计|总结")

_CLAUSE = lazy(r"[^。；;\n]+")
_LEAD = lazy(
    r"^[\s•·●▪■◇◆○※▶►➢①-⑳\-—–*]*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?(?:[^，,:：]{0,14}[:：])?\s*"
    r"(?:(?:并|再|最后|随后|其中|计划|拟|预计|将|争取|力争|须|应|最迟|不晚于|不迟于|于|在|从|自)\s*)*$"
)
SCHEDULE = lazy(
    r"(?:年度|逐年|分年度?)(?:任务|安排|计划|目标|进度|工作)|进度|里程碑|节点|时间(?:表|安排)|实施(?:计划|步骤|安排|进度)|任务(?:安排|分工|分解|计划)|节奏|步骤|第[一二三四五]步|路线图|建设期内?最后"
)
TASK = lazy(
    r"完成|建成|启动|开展|开工|实施|投产|上线|验收|组织|突破|搭建|调试|安装|交付|试验|试制|示范|推广|中试|攻关|研制|开发|打通|定型|定点|量产|"
    r"开题|发布|试运行|装车|出样|样机|样件|形成|制定|编制|测试|验证|结题|建立|引进|申请|考核|移交"
)
_NUMBERED = lazy(r"(?:课题|任务|专题|项目|工作包|方向)\s?(?:[一二三四五六七八九十]|[0-9A-Za-z]{1,3}(?![0-9A-Za-z]))")
_TASKS = lazy(r"任务|课题|攻关|进度|安排|步骤|节点")
PAST = lazy(
    r"已|曾|了(?=[,，。；;、]|$)|以来|前身|荣获|获批|获得|截至|基础上|远期|长期|长远|展望|愿景|后续|质保|运维|收尾|"
    r"(?:期满|建设期|项目|结题|验收)(?:结束|完成)?(?:之)?后"
)
_STATE = lazy(r"\s*[,，]?\s*(?:国家(?!级|标准)|国务院|各部委|全国|全球|我国|国内|行业|市场|全省|全市|政府)")
"""What others than the consortium will do."""
_NOT_OURS = lazy(r"国家(?!级)|国务院|部委|全国|全球|我国|国内|行业|市场|政府|[省市区县]里")
_SETTLING = lazy(r"验收|结题|审计|总结|归档|评估|移交|清算|收尾")
_BUILDING = lazy(
    r"(?:验证|试验|研制|试制|中试|攻关|研发|开发|搭建|调试|联调|安装|投产|量产|试运行|装车|示范)(?![^,，。;；并和及与、]{0,5}(?:验收|评估|审计))"
)
_AND_SETTLED = lazy(r"完成(?![^,，。;；]{0,8}(?:任务|项目|课题|全部|各项|工作|目标|指标))([^,，。;；]{4,20}?)并")
_SET_FOR = lazy(r"(?:安排|计划|放|排|定|推迟|延|预计|拟|将)(?:在|于|到|至)\s*$")
_PREPARING = lazy(
    r"启动|筹备|准备|签[订署](?![^，,。；;]{0,4}(?:采购|购销|设备|供货|订货|施工))"
    r"|组建|成立|调研|申报|论证|立项|备案|前期|谋划|动员"
)
_STAGE = lazy(r"(?:第[一二三四五]年|第[一二三四五]阶段|阶段[一二三四五])度?\s*[(（:：]\s*$")
_OWN_TERM = lazy(
    r"(?:第[一二三四五]年度?|第[一二三四五]阶段|阶段[一二三四五])\s*[(（:：]\s*$|(?:执行期|实施期|研发期|起止时间|起止年限|执行时间|实施时间|研究期限|执行期限|实施期限)(?:为|自|从|是|[:：\s])*$"
)


@check("N005")
def tasks_outside(mapped: MappedSubmission) -> Iterator[Finding]:
    """Each task, milestone, project or year of money that lies wholly or partly outside the project's period."""
    term = with_closing(mapped)
    if term is None:
        return
    for part in mapped.parts_of(Role.AGREEMENT, Role.CHARTER):
        for paragraph in part.passage.paragraphs():
            yield from _duties(mapped, part, paragraph, term)
    for part in mapped.parts_of(*PAPERS):
        listed: Counter[tuple[str, ...]] = Counter()
        for block in part.passage.blocks:
            if isinstance(block, Paragraph):
                said = opened_in(narrow(block.text))
                listed[block.location.heading] += sum(
                    place(m, term) == "" and bool(TASK.search(c)) for _, c, m in said
                )
        for block in part.passage.blocks:
            if isinstance(block, Paragraph) and not block.toc:
                yield from _in_text(mapped, part, block, term, listed[block.location.heading])


_DUTY = lazy(r"(?:应当?|须|需|要|负责|承诺|保证|确保)[^，,。；;]{0,10}$")
_NO_DUTY = lazy(r"质保|保密|保修|维护|返还|支付|结算|通知|告知|退出|续签|争议|报告")


def _duties(mapped: MappedSubmission, part: Part, paragraph: Paragraph, term: Term) -> Iterator[Finding]:
    """What an agreement has a party do by a day after the project (某方应于2027年11月底前交付样机)."""
    text = narrow(paragraph.text)
    if paragraph.toc or "20" not in text:
        return
    for moment in moments(text):
        begin = max(text.rfind(mark, 0, moment.start) for mark in "，,。；;\n") + 1
        clause = text[begin : moment.end] + re.split(r"[，,。；;\n]", text[moment.end :])[0]
        if not moment.before or place(moment, term) != "after" or not _DUTY.search(text[begin : moment.start]):
            continue
        if not TASK.search(clause) or _NO_DUTY.search(clause) or PAST.search(clause):
            continue
        if not settled(clause, moment, term, moment.end - begin):
            quote = paragraph.text[begin : begin + len(clause)].strip()[:60]
            yield outside_finding(mapped, part, term, quote, paragraph, moment.written, "after")


def opened_in(text: str) -> list[tuple[int, str, Moment]]:
    """The clauses that open with a date: offset, words, date."""
    if not re.search(r"(?:19|20)\d\d|二[〇○零]", text):
        return []
    return [(m.start(), m[0], moment) for m in _CLAUSE.finditer(text) if (moment := _opening(m[0])) is not None]


def _in_text(mapped: MappedSubmission, part: Part, paragraph: Paragraph, term: Term, listed: int) -> Iterator[Finding]:
    text = narrow(paragraph.text)
    if not re.search(r"(?:19|20)\d\d|二[〇○零]", text):
        return
    opened = opened_in(text)
    dated = _dated_list(opened, term)
    within = max(listed, sum(place(moment, term) == "" for _, _, moment in opened))
    heading = paragraph.location.heading[-1] if paragraph.location.heading else ""
    planned = bool(SCHEDULE.search(heading) or SCHEDULE.search(text)) or within >= 2
    for at, clause, moment in opened:
        where = place(moment, term)
        begins_list = dated and at == opened[0][0] and where == "before" and "了" not in clause
        if not where or not planned or PAST.search(clause) or not TASK.search(clause):
            continue
        if moment.precision == "span" and not begins_list:
            continue
        if _STATE.match(clause, moment.end):
            continue
        if where == "after" and (vision(clause, moment) or settled(clause, moment, term)):
            continue
        # of a schedule that gives each date its task, the first line is no history
        first = mapped.year - (bool(SCHEDULE.search(heading)) and listed >= _SOME and _heads(clause, moment))
        early = moment.first.year < first and not begins_list
        if where == "before" and (early or not within or _PREPARING.search(clause)):
            continue
        quote = paragraph.text[at : at + len(clause)].strip()[:60]
        yield outside_finding(mapped, part, term, quote, paragraph, moment.written, where)
    for moment in moments(text):
        begin = max(text.rfind(mark, 0, moment.start) for mark in "，,。；;\n") + 1
        clause = text[begin : moment.end] + re.split(r"[，,。；;\n]", text[moment.end :])[0]
        where = place(moment, term)
        if moment.precision == "span" or not where or begin in {at for at, _, _ in opened}:
            continue
        leads = _LEAD.match(text[begin : moment.start]) is not None
        due = leads and _is_due(text, begin, moment, heading, where)
        listed_here = leads and _dated_beside(text, begin, term) >= _SOME
        scheduled = due or (listed_here and SCHEDULE.search(f"{heading} {text[:begin]}") is not None)
        if where == "before" and (not scheduled or moment.first.year < mapped.year or _PREPARING.search(clause)):
            continue
        # 调度平台二期于2028年1月上线: in a schedule a task may stand before its date
        named = planned and where == "after" and moment.precision in ("day", "month", "part")
        named = named and _NOT_OURS.search(text[begin : moment.start]) is None
        if not (due or listed_here or named or _SET_FOR.search(text[: moment.start])):
            continue
        if vision(text, moment) or PAST.search(clause):
            continue
        rest = text[moment.end :].lstrip()
        if _SET_FOR.search(text[: moment.start]) and TASK.search(text[begin : moment.start]):
            wrong = not settled(clause, moment, term, 0)  # 整体验收放在2026年3月
        else:
            task = re.match(rf"[底末前]?(?:{TASK.pattern})", rest) is not None
            late = _THING.search(clause) is not None and _behind_its_stage(opened, moment)
            wrong = task and (late or not settled(clause, moment, term, moment.end - begin))
        if wrong:
            quote = paragraph.text[begin : begin + len(clause)].strip()[:60]
            yield outside_finding(mapped, part, term, quote, paragraph, moment.written, where)
    for moment in (m for m in moments(text) if m.precision == "span" and _OWN_TERM.search(text[: m.start])):
        sentence = text[max(text.rfind(mark, 0, moment.start) for mark in "。；;\n") + 1 : moment.start]
        if "课题" not in sentence and "任务" not in sentence and not _STAGE.search(sentence):
            continue
        where = overlap(moment, term)
        if where and moment.first.year >= mapped.year and not PAST.search(sentence):
            quote = paragraph.text[max(0, moment.start - 4) : moment.end].strip()
            yield outside_finding(mapped, part, term, quote, paragraph, moment.written, where)


def _behind_its_stage(opened: Sequence[tuple[int, str, Moment]], moment: Moment) -> bool:
    """Whether a day lies behind the span that heads its own item (2025年7月—2026年6月：…，2026年9月完成整线移交)."""
    stage = next((m for at, clause, m in opened if at + m.end <= moment.start < at + len(clause)), None)
    return stage is not None and stage.precision == "span" and stage.last < moment.first


def _dated_list(opened: Sequence[tuple[int, str, Moment]], term: Term) -> bool:
    """Whether a paragraph goes from date to date and, but for its first, keeps to the term: no history but a plan."""
    days = [moment.first for _, _, moment in opened]
    later = opened[1:]
    inside = all(fits(moment, term) and not PAST.search(clause) for _, clause, moment in later)
    return len(later) >= _MANY and inside and days == sorted(days)


_SOME = 2
"""Dates within the term that make a sentence or heading one of the project's tasks."""
_MANY = 3
"""Dates within the term, beside one before it, that make a paragraph a schedule."""


def _dated_beside(text: str, at: int, term: Term) -> int:
    """How many clauses of a place's sentence open with a date within the term: a list of milestones."""
    begin = max(text.rfind(mark, 0, at) for mark in "。\n") + 1
    sentence = re.split(r"[。\n]", text[begin:])[0]
    dated = [_opening(clause) for clause in re.split(r"[，,、:：；;]", sentence)]
    return sum(1 for moment in dated if moment is not None and not place(moment, term))


def _is_due(text: str, at: int, moment: Moment, heading: str, where: str) -> bool:
    """Whether a clause within a sentence gives the day by which a task is due (“课题三…，2028年3月前完成…”).

    The sentence is about a numbered task, or stands under a heading of tasks; without 前 it may be of what is past.
    """
    begin = max(text.rfind(mark, 0, at) for mark in "。；;\n") + 1
    numbered = _NUMBERED.search(text[begin:at]) is not None
    if moment.before:
        return numbered or _TASKS.search(heading) is not None
    return numbered and where == "after" and moment.precision != "year"


def _heads(clause: str, moment: Moment) -> bool:
    """Whether a date stands like a label before its task (“2024年下半年：…”)."""
    return re.match(r"\s*(?:[:：]|——|—)", clause[moment.end :]) is not None


def _opening(clause: str) -> Moment | None:
    """The date with which a clause opens, behind a label or a word such as 计划 or 于."""
    moment = next(iter(moments(clause)), None)
    return moment if moment is not None and _LEAD.match(clause[: moment.start]) else None


def vision(clause: str, moment: Moment) -> bool:
    """“到2030年…” is a goal beyond the project, as is a bare year more than one after it."""
    return re.match(r".{0,3}(?:到|至)\s*$", clause[max(0, moment.start - 4) : moment.start]) is not None


def settled(clause: str, moment: Moment, term: Term, after: int | None = None) -> bool:
    """Whether a clause is about examining or settling the project in the year after its end."""
    rest = clause[moment.end if after is None else after :]
    if (first := _AND_SETTLED.search(rest)) is not None and not _SETTLING.search(first[1]):
        return False  # what is done first is no settling
    of_a_thing = _THING.search(clause) is not None and _WHOLE.search(clause) is None
    limit = bounds(term)[1] + (_OF_A_THING if of_a_thing else _AFTERWARDS)
    if term.closing is not None:
        limit = term.closing.last
    return bool(_SETTLING.search(rest)) and not _BUILDING.search(rest) and moment.first <= limit


def place(moment: Moment, term: Term) -> str:
    """“before” or “after” for a moment wholly outside the term; empty within it."""
    begin, finish = bounds(term)
    first = moment.first - timedelta(days=1) if moment.before else moment.first
    if first > finish:
        return "after"
    return "before" if begin is not None and moment.last < begin else ""


def overlap(moment: Moment, term: Term) -> str:
    """The same for a span, of which either end may stand outside by more than a month."""
    begin, finish = bounds(term)
    if moment.last > finish + _SLACK:
        return "after"
    return "before" if begin is not None and moment.first + _SLACK < begin else ""


def fits(moment: Moment, term: Term) -> bool:
    """Whether a date or span lies within the term."""
    return not (overlap(moment, term) if moment.precision == "span" else place(moment, term))


def outside_finding(
    mapped: MappedSubmission, part: Part, term: Term, quote: str, place: Paragraph | Cell, when: str, where: str
) -> Finding:
    source = part_name(mapped, term.part.id, term.part.document)
    own = part_name(mapped, part.id, part.document)
    how = {"after": "晚于", "before": "早于"}[where]
    label = term.label if term.kind == "project" else "协议期限"
    return finding(
        "N005",
        None,
        f"{own}所写“{quote}”的时间“{when}”{how}{source}所写的{label}“{term.written}”。",
        "请把任务安排在项目期之内，或核对项目的起止时间。",
        Evidence(part.document, quote, place.location),
        *(own_term.evidence for own_term in term.also if own_term.part.id == part.id),
        term.evidence,
        *(agreed.evidence for agreed in term.also if agreed.kind == "agreement" and agreed.part.id != part.id),
        confidence=0.85,
    )
