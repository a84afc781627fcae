"""N005: for how long the project and the agreement run, as each paper says it, and where these do not fit."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from doccheck.checks.figures.durations import misfits
from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Block, Location, Paragraph, Table, block_paragraphs
from doccheck.facts.dates import Date, dates
from doccheck.facts.numbers import narrow
from doccheck.facts.spans import spans
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.mapping.once import once
from doccheck.programme.schema import Role

_APPLICATION, _PLAN = (Role.APPLICATION,), (Role.PLAN,)
_AGREEMENT = (Role.AGREEMENT, Role.CHARTER)
_SLACK = timedelta(days=31)
"""From the end of a month to the beginning of the next, and days that one paper gives and another does not."""

_SPAN_WORD = r"(?:(?:起止)?(?:期限|期间|周期|年限|时间|日期|时限|期)|起止年月)"
_PROJECT = rf"(?:建设|实施|执行|组建|研发|攻关|项目|任务)(?:{_SPAN_WORD}|起止)"
_AGREEMENT_TERM = rf"(?:(?:协议|合同|合作|合作协议)(?:书)?(?:的)?(?:有效)?{_SPAN_WORD}|有效期限?)"
_BETWEEN = (
    r"(?:限|内|为期|为|是|定为|确定为|暂定|共|[一二两三四五六七八九十\d]+个?[年月]|[与同和](?:本?(?:协议"
            r"|项目|建设)(?:有效)?期限?|本?(?:项目|联合体)(?:的)?(?:建设|实施|执行)(?:期限?|周期)"
            r"|(?:建设|组建|实施)?方案|申[报请][书表]"
            r"|任务书)(?:所[定列载写])?(?:一致|相同|同步)|即|自|从|由|\s|[:：,，(（)）〔\[“”])*$"
)
_BEFORE_PROJECT = lazy(rf"(?P<label>{_PROJECT}){_BETWEEN}")
_BEFORE_AGREEMENT = lazy(
    rf"(?P<label>{_AGREEMENT_TERM}|本?(?:协议|合同|合约|契约)书?(?=自|从)|[本此](?:协议书?|合同书?|约|合约|契约)(?=[自从]|$)){_BETWEEN}"
)
_DATED = lazy(r"\d{4}|[〇○零]")
_LABEL_PROJECT = lazy(rf"(?:联合体|创新联合体|本?项目|总体|拟|计划)*{_PROJECT}(?:\([^()]*\)|（[^（）]*）)?[:：]?")
_LABEL_OF_FORM = lazy(r"(?:起止|起讫)(?:年月|时间|日期|期限)(?:\([^()]*\)|（[^（）]*）)?[:：]?")
"""The one period that a form asks for is the consortium's, though its label does not say so."""
_NUMBER = lazy(r"^\s*(?:第?[(（]?[一二三四五六七八九十\dA-Za-z]{1,3}(?:[.．]\d{1,2})*(?:[)）、.．条章节]|\s)*)+")
"""What numbers a label: A7 建设周期, （二）建设期."""
_LABEL_AGREEMENT = lazy(rf"(?:联合体|本)?{_AGREEMENT_TERM}[:：]?")
_TERM_HEADING = lazy(r"(?:期限|有效期|合作期)[)）]?\s*$|[(（](?:期限|有效期)[)）]")
_UNTIL = lazy(
    rf"(?P<label>{_AGREEMENT_TERM})(?:限|为|是|\s|[:：,，])*"
    r"(?:[一二两三四五六七八九十\d]+年[,，]|(?:自|从)[^,，。;；\d]{2,24}(?:之?日)?起(?:生效)?[,，]?)?(?:至"
            r"|到|截至|截止到?)\s*$"
)
_ENDS_ON = lazy(
    r"(?P<label>本?(?:协议|合同)书?)(?:自[^,，。;；\d]{2,24}起(?:生效"
            r"|执行)?[,，]?(?:有效期?)?)?(?:的)?(?:执行|履行|存续|持续|有效|延续)?(?:至|到|于|将于|在|截至)+\s*$"
)
_ENDING = lazy(r"\s?[年月]?[底末]?(?:为?止|终止|届满|到期|期满|失效|结束)")
"""本协议于2025年12月31日终止; 协议执行到2025年底为止; 本协议自各方盖章之日起生效，至2026年12月31日止."""
_LASTS = lazy(
    rf"\s?(?:之日)?起?(?:正式)?(?:生效|执行|实施|施行|算)?[,，]\s?(?P<label>(?:本?(?:协议|合同))?(?:有效|合作|协议)?{_SPAN_WORD})"
    r"(?:限|为|是|共|计|\s)*(?P<n>[一两二三四五六]|\d{1,2})(?P<unit>年|个月)(?!以)"
)
"""自2023年7月1日起生效，有效期两年."""
_OTHER = lazy(
    r"课题(?:[一二三四五六七八九十\d]+(?![项个类大])|[“\"「《])|子课题|[该各]课题"
            r"|项目(?:[一二三四五六七八九十\d]+(?![项个类大])|[“\"「《])|[该各]项目|上述项目|承担"
            r"|(?<!申请)(?<!申报)立项|中标|获批|补充协议|保密|"
    r"租赁|许可|劳动|保险|质保|供货|一期|二期|厂房|基地|平台|生产线|产线|大楼|园区|实验室|示范线"
)
_CLOSING = lazy(r"收尾|结题|验收|审计|清算|移交|登记|延长|顺延|宽限|后续")
_ALIKE = lazy(
    r"与(?:本?项目|联合体)?(?:的)?(?:建设|实施|执行|组建|项目)(?:期限|周期|时间|期)[^。；;,，]{0,6}?(?:相同"
            r"|一致|同步|相等|一样|对应)"
)


_COVERS = lazy(r"(?:适用于|覆盖|涵盖|贯穿|跨越)[^。；;,，]{0,10}(?:建设|实施|执行|项目|组建)(?:期|周期|全过程|全程)")
"""What an agreement says that is to be in force as long as the project runs."""
_SUBTASK = lazy(r"子课题|子任务|子项目|本课题|本任务(?!所属)|单列")


class Term(Struct, frozen=True):
    """For how long a “project” or “agreement” runs, where that stands; a beginning may be unsaid."""

    kind: str
    label: str
    begin: Date | None
    finish: Date
    written: str
    part: Part
    location: Location
    around: str
    closing: Date | None = None
    """The end of the phase that the agreement keeps for examining and settling, behind the project's own end."""
    also: tuple[Term, ...] = ()
    """Where else the same period stands, an agreement's own among them."""

    @property
    def evidence(self) -> Evidence:
        """The words at their place."""
        return Evidence(self.part.document, self.written, self.location)

    def same(self, other: Term) -> bool:
        """Whether both may mean one period, each within its precision and a month of slack."""
        if self.begin is not None and other.begin is not None and not _near(self.begin, other.begin):
            return False
        return _near(self.finish, other.finish)


def _near(one: Date, two: Date) -> bool:
    return one.first - _SLACK <= two.last and two.first - _SLACK <= one.last


@once
def terms(mapped: MappedSubmission) -> tuple[Term, ...]:
    """What the application, the plan and the agreement say of their own periods; those of single tasks are left out."""
    found: list[Term] = []
    for part in mapped.parts_of(*_APPLICATION, *_PLAN, *_AGREEMENT):
        for block in part.passage.blocks:
            if isinstance(block, Table):
                found += _of_table(part, block)
            elif isinstance(block, Paragraph) and not block.toc:
                found += _of_text(part, block)
    return tuple(term for term in found if term.begin is None or term.begin.first <= term.finish.last)


def _of_table(part: Part, table: Table) -> Iterator[Term]:
    cells = sorted(table.cells, key=lambda c: (c.row, c.col))
    alone = sum(bool(_LABEL_OF_FORM.fullmatch(re.sub(r"\s", "", narrow(c.text)))) for c in cells) == 1
    for label, value in pairwise(cells):
        if label.row != value.row or len(value.text) > 60:
            continue
        words = "".join(_NUMBER.sub("", narrow(label.text)).split())
        of_form = part.role in _APPLICATION and alone and _LABEL_OF_FORM.fullmatch(words)
        own = of_form or _LABEL_PROJECT.fullmatch(words)
        kind = "project" if own else "agreement" if _LABEL_AGREEMENT.fullmatch(words) else ""
        said = spans(value.text) if kind else []
        one = said[0] if len(said) == 1 else None
        if one is not None and one.begin is not None and one.finish is not None:
            yield Term(kind, words.strip(":："), one.begin, one.finish, one.written, part, value.location, value.text)
    for cell in cells:
        for block in cell.blocks:
            yield from _of_block(part, block)


def _of_block(part: Part, block: Block) -> Iterator[Term]:
    for paragraph in block_paragraphs(block):
        yield from _of_text(part, paragraph)


def _of_text(part: Part, paragraph: Paragraph) -> Iterator[Term]:
    text = narrow(paragraph.text)
    if not _DATED.search(text):
        return
    said = spans(text)
    for one in said:
        if one.begin is None or one.finish is None:
            continue
        sentence = max(text.rfind(mark, 0, one.start) for mark in "。；;\n") + 1
        before = text[sentence : one.start]
        before = before if before.strip() else _heading_of(paragraph, text, sentence)
        project, agreement = _BEFORE_PROJECT.search(before), _BEFORE_AGREEMENT.search(before)
        if project is None and agreement is None:
            if part.role not in _AGREEMENT or not _titled(paragraph, before):
                continue
            kind, label, at = "agreement", "协议期限", len(before)
        elif agreement is not None and (project is None or agreement.start("label") >= project.start("label")):
            kind, label, at = "agreement", agreement["label"], agreement.start("label")
        elif project is not None:
            kind, label, at = "project", project["label"], project.start("label")
        else:
            continue
        if kind == "agreement" and part.role not in _AGREEMENT and not re.search(r"协议|合同", before):
            continue  # 有效期 in a plan may be a certificate's
        covers = kind == "agreement" and _COVERS.search(before) is not None
        elsewhere = _OTHER.search(before[max(0, at - 40) :]) or _SUBTASK.search(before)
        if elsewhere and not covers and not (kind == "agreement" and label.startswith("本")):
            continue
        written = with_end(paragraph.text, one.start, one.end)
        yield Term(kind, label, one.begin, one.finish, written, part, paragraph.location, paragraph.text)
    if part.role in _AGREEMENT:
        for day in dates(text):
            before = text[max(text.rfind(mark, 0, day.start) for mark in "。；;\n") + 1 : day.start]
            until = _UNTIL.search(before) or (_ENDS_ON.search(before) if _ENDING.match(text, day.end) else None)
            if until is None and re.search(r"[自从由]\s?$", before):
                yield from _lasting(part, paragraph, day, before)
            if until is None or _OTHER.search(before) or any(p.start <= day.start < p.end for p in said):
                continue
            written = with_end(paragraph.text, day.start, day.end)
            yield Term("agreement", until["label"], None, day, written, part, paragraph.location, paragraph.text)


def _heading_of(paragraph: Paragraph, text: str, at: int) -> str:
    """The label of a period that opens its sentence: the words before (（二）建设期。2023年…), else the heading."""
    words = text[:at].strip("。；;\n ") if at else (paragraph.location.heading or ("",))[-1]
    label = _NUMBER.sub("", narrow(words).strip())
    return label if _LABEL_PROJECT.fullmatch(label) or _LABEL_AGREEMENT.fullmatch(label) else ""


_COUNTS = {c: n for n, c in enumerate("一二三四五六", 1)} | {"两": 2}


def _lasting(part: Part, paragraph: Paragraph, day: Date, before: str) -> Iterator[Term]:
    """The agreement's term where its beginning is said with how long it lasts."""
    lasts = _LASTS.match(narrow(paragraph.text), day.end)
    if lasts is None or _OTHER.search(before) or day.month is None:
        return
    written = paragraph.text[day.start : lasts.end()].strip()
    finish = _ending(day, lasts, written)
    yield Term("agreement", lasts["label"], day, finish, written, part, paragraph.location, paragraph.text)


def _ending(day: Date, lasts: re.Match[str], written: str) -> Date:
    """The day or month in which so many years or months from a day are over."""
    count = _COUNTS.get(lasts["n"]) or int(lasts["n"])
    whole = count * (12 if lasts["unit"] == "年" else 1) - (not day.day or day.day == 1)
    months = day.year * 12 + (day.month or 1) - 1 + whole
    year, month = months // 12, months % 12 + 1
    last = None if not day.day else monthrange(year, month)[1] if day.day == 1 else min(day.day, 28)
    return Date(year, month, last, written, day.start, lasts.end())


def with_end(text: str, start: int, end: int) -> str:
    """The words of a span, with the 止, 为止 or 收官 that closes it."""
    closing = re.match(r"为?止|收[官工]|完工|竣工", text[end:])
    return text[start : end + (len(closing[0]) if closing else 0)].strip()


def _titled(paragraph: Paragraph, before: str) -> bool:
    """Whether an article on the term holds the span: its title says 期限, or its first words (“第三条（期限）自…”)."""
    heading = paragraph.location.heading[-1] if paragraph.location.heading else ""
    opening = re.sub(r"[自从由起为:：,，\s]+$", "", before)
    return bool(_TERM_HEADING.search(opening) or (_TERM_HEADING.search(heading) and len(opening) < 12))


def only(found: Sequence[Term]) -> Term | None:
    """The one period that all of them mean; ``None`` where they differ or nothing is said."""
    return found[0] if found and all(found[0].same(other) for other in found) else None


def project_term(mapped: MappedSubmission, found: Sequence[Term] | None = None) -> Term | None:
    """The project's period: as the application says it, else the plan, else the agreement."""
    said = terms(mapped) if found is None else found
    projects = [term for term in said if term.kind == "project"]
    for roles in (_APPLICATION, _PLAN, _AGREEMENT):
        own = [term for term in projects if term.part.role in roles]
        if own:
            return only(own)
    if projects:
        return None
    return only(loose_terms(mapped)) or only([t for t in said if t.kind == "agreement" and _bounds_all(t)])


_ALL_WITHIN = lazy(
    r"(?:全部|所有|各项?|一切)[^，,。；;]{0,12}?(?:课题|任务|项目|工作|研发|示范)[^，,。；;]{0,6}?(?:须|应当?|必须|均|都)"
    r"[^，,。；;]{0,4}[在于][^，,。；;]{0,8}(?:有效期|协议期|合作期|期限|期满|届满)[^，,。；;]{0,4}?(?:内|之前|以前|前)[^，,。；;]{0,4}"
    r"(?:结题|完成|办结|验收|结项|办理完毕)"
)
"""What an agreement says that bounds all the work by its own term."""


def bounds_all(text: str) -> bool:
    """Whether an agreement sets all the work within its own term (全部课题须在协议有效期内结题)."""
    return _ALL_WITHIN.search(text) is not None


def _bounds_all(term: Term) -> bool:
    """Whether an agreement's term is the project's by its own words."""
    around = narrow(term.around)
    return _ALIKE.search(around) is not None or bounds_all(around)


_RUNS = lazy(
    r"(?:^|[，,。；;：:、\s])(?:按|依)?(?P<label>(?:本|整个|全部|申[报请])?(?:项目|联合体建设|攻关任务"
            r"|研[发究]工作|研发任务|各项任务|总工期|建设期|实施期|执行期)"
    r"(?:总?体?(?:工期|周期|时间)?)?)(?:将|拟|计划|预计|定|约定|执行|安排)?(?:自|从|于|由|在|到|至|为|是|[:：])?\s*$"
)
"""What runs, right before its beginning and end, or its end: 项目自…, 研发工作于…截止."""
_OVER = lazy(r"\s?[底末]?(?:前|之前)?(?:即|方|全部|整体|正式|自然)*(?:告|予以)?(?:届满|期满|结束|结题|截止"
            r"|收官|收尾|到期|终止)(?!后?的)")
_BEGINS_AND_LASTS = lazy(
    r"\s?(?:之日)?(?:起算?|算起|开始|启动)?(?:正式)?(?:启动|实施|执行|建设)?[,，]\s?(?:总?(?:建设|实施|执行"
            r"|项目)(?:期限?|周期|时间)|为期|历时|总?工期)"
    r"(?:限|为|是|共|计|\s)*(?P<n>[一两二三四五六]|\d{1,2})(?P<unit>年|个月)(?![以内半])"
)
_LASTS_FROM = lazy(
    r"(?:建设|实施|执行|项目)(?:期限?|周期|时间)(?:限|为|是|共|计|\s|[:：])*(?P<n>[一两二三四五六]"
            r"|\d{1,2})(?P<unit>年|个月)"
    r"\s?[,，(（]\s?[自从]\s?$"
)


@once
def loose_terms(mapped: MappedSubmission) -> tuple[Term, ...]:
    """The project's period where no paper calls it so: 项目自…启动，…结束; 项目定于…结题; 建设期三年，自…起."""
    found: list[Term] = []
    for part in mapped.parts_of(*_APPLICATION, *_PLAN, *_AGREEMENT, Role.ALLOCATION):
        for paragraph in part.passage.paragraphs():
            if not paragraph.toc and _DATED.search(narrow(paragraph.text)):
                found += _loosely(part, paragraph, mapped.year)
    return tuple(found)


def _loosely(part: Part, paragraph: Paragraph, year: int) -> Iterator[Term]:
    text = narrow(paragraph.text)
    said = spans(text)
    for one in said:
        runs = _RUNS.search(text[: one.start])
        if runs is None or one.begin is None or one.finish is None or one.begin.year < year - 1 or one.reversed:
            continue
        written = with_end(paragraph.text, one.start, one.end)
        yield Term("project", runs["label"], one.begin, one.finish, written, part, paragraph.location, paragraph.text)
    for day in dates(text):
        if day.year < year or any(p.start <= day.start < p.end for p in said):
            continue
        before = text[: day.start]
        runs, over = _RUNS.search(before), _OVER.match(text, day.end)
        if runs is not None and over is not None and day.year > year:
            written = paragraph.text[runs.start("label") : over.end()]
            yield Term("project", runs["label"], None, day, written, part, paragraph.location, paragraph.text)
        behind, ahead = _BEGINS_AND_LASTS.match(text, day.end), _LASTS_FROM.search(before)
        lasts = behind or ahead
        if lasts is not None and day.month:
            written = paragraph.text[min(day.start, lasts.start()) : max(day.end, lasts.end())].strip()
            finish = _ending(day, lasts, written)
            yield Term("project", "建设期", day, finish, written, part, paragraph.location, paragraph.text)


def with_closing(mapped: MappedSubmission) -> Term | None:
    """The project's period, with all its places and the end of a closing phase for which the agreement runs on."""
    found = terms(mapped)
    main = project_term(mapped, found)
    own = [term for term in found if term.kind == "agreement"]
    agreed = only(own)
    if main is None:
        return None
    also = tuple(t for t in found if t is not main and t.same(main))
    closes = agreed is not None and _closes(agreed, main)
    return replace(main, also=also, closing=agreed.finish if agreed is not None and closes else None)


def bounds(term: Term) -> tuple[date | None, date]:
    """The first and last day of a term."""
    return (term.begin.first if term.begin is not None else None), term.finish.last


@check("N005")
def terms_in_conflict(mapped: MappedSubmission) -> Iterator[Finding]:
    """The project's period in two papers, and an agreement that ends before the project that it is for."""
    found = terms(mapped)
    main = project_term(mapped, found)
    if main is None:
        return
    told: set[str] = set()
    for term in found:
        if term.part.id in told or term is main or term.same(main):
            continue
        if term.kind == "project":
            if (
                term.part.id == main.part.id
                or only([t for t in found if t.kind == "project" and t.part is term.part]) is None
            ):
                continue
            if term.part.role in _AGREEMENT and _closes(term, main):
                continue
            told.add(term.part.id)
            yield _differ(mapped, main, term, "两处的起止时间不一致", found)
        elif term.part.role in _AGREEMENT:
            alike = _ALIKE.search(narrow(term.around)) is not None
            near = next((t for t in found if t.kind == "project" and t.part is term.part and t.same(main)), main)
            shorter = term.finish.last + _SLACK < main.finish.last and term.finish.last < main.finish.first
            if shorter and not alike and any(misfits(narrow(term.around))):
                continue  # 有效期三年，自2025年1月1日起至2026年12月31日止 is told as such
            if shorter or (alike and not _near(term.finish, main.finish)):
                told.add(term.part.id)
                how = "协议期早于项目期结束" if shorter else "协议期与项目期并不相同"
                yield _differ(mapped, near, term, how, found)


def _closes(term: Term, main: Term) -> bool:
    """Whether the later end is that of a closing phase, which the paper names."""
    return term.finish.last > main.finish.last and _CLOSING.search(term.around) is not None


def _repeated(mapped: MappedSubmission, main: Term, known: Collection[str]) -> Iterator[Evidence]:
    """Where else a plan or application says the project's period without calling it so (自2023年1月始，迄…止)."""
    for part in mapped.parts_of(*_APPLICATION, *_PLAN):
        for paragraph in part.passage.paragraphs() if part.id not in known else ():
            for one in spans(paragraph.text) if not paragraph.toc else ():
                if one.begin is None or one.finish is None or main.begin is None:
                    continue
                if (one.begin.first, one.finish.last) == (main.begin.first, main.finish.last):
                    yield Evidence(part.document, with_end(paragraph.text, one.start, one.end), paragraph.location)
                    return


def _differ(mapped: MappedSubmission, main: Term, term: Term, how: str, found: Sequence[Term]) -> Finding:
    alike = {t.part.id: t for t in found if t.kind == "project" and t.part.id != term.part.id and t.same(main)}
    alike.pop(main.part.id, None)
    one = part_name(mapped, main.part.id, main.part.document)
    two = part_name(mapped, term.part.id, term.part.document)
    return finding(
        "N005",
        None,
        f"{one}写{main.label}为“{main.written}”，{two}写{term.label}为“{term.written}”，{how}。",
        "请统一项目期与协议期；协议另含收尾、验收时间的，请在条款中写明。",
        main.evidence,
        term.evidence,
        *(other.evidence for other in alike.values()),
        *_repeated(mapped, main, {main.part.id, term.part.id, *alike}),
        confidence=0.88,
    )
