"""Figures stated in running text: which quantity, whose, of which year, and meant how.

A paragraph is read sentence by sentence and figure by figure. Each figure looks for its name in its own clause, behind
itself, or (where only a year, a unit or a verb stands in its clause) in what was named before; then for whose it is and
when. What one of these questions leaves open gives no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from doccheck.facts.attribution import voices
from doccheck.facts.books import books_at, declared, of_titles, speaks_of_books
from doccheck.facts.by_years import is_spread, runs_of_years, spread
from doccheck.facts.carrying import REST_OF_YEAR, SUMS, is_rest, label_of
from doccheck.facts.catalogue import catalogue
from doccheck.facts.figure_names import name_of
from doccheck.facts.founding import founded_in, project_money
from doccheck.facts.groups import Voice
from doccheck.facts.lists import dealt_out, each_of, given_by_each, runs, shared_out, source_of
from doccheck.facts.model import Nature, Quantity
from doccheck.facts.naming import (
    Name,
    full_names,
    head_start,
    name_before,
    topics,
)
from doccheck.facts.numbers import narrow
from doccheck.facts.parties import parties_counted
from doccheck.facts.per_hundred import per_hundred
from doccheck.facts.quantities import quantities, states_number
from doccheck.facts.rankings import heads_a_list
from doccheck.facts.restated import as_share, in_money, restates
from doccheck.facts.sentence import Passage, Sentence, Stated
from doccheck.facts.settling import COUNTS, dates_a_stock, demanded, put_in, repeats_demands, settled, years_of
from doccheck.facts.speaker import Speaker
from doccheck.facts.spelling import in_digits, listed, masked, without_remarks
from doccheck.facts.subjects import CONSORTIUM, Subject, Units
from doccheck.facts.timing import FUNDS, GOAL, PARTIAL, When, far_behind, nature_of, sets_goals, time_of, times, turned
from doccheck.facts.years_meant import (
    base_year,
    by_heading,
    fewer_years,
    is_gone_by,
    of_an_item_before,
    only_year,
    since_the_first,
)
from doccheck.language.patterns import lazy

__all__ = ["Passage", "Stated", "stated_in"]

_SENTENCE = lazy(r"[^。！!？?\n]+[。！!？?\n]?")
_OPENS = lazy(r"[：:]\s*$")
"""Ends a paragraph that the items of a list follow."""
_BY_WHEN = lazy(r"(?:到|至)\s?(20\d{2})\s?年(?!来)[^，,。；;\d]{0,12}(?:\d{1,2}月[底末]?)?[^，,。；;\d]{0,16}[:：]\s*$")
"""By when the items below a line are to be reached: 到2025年6月：."""
_REACHED = lazy(r"达到?|突破|提高到|提升到|升[到至]|增[至到]|保持|稳定|不低于|不少于|超过|力争")
_ON_RD = lazy(r"研发|科研|研究开发")
_SPENT = lazy(r"\s?(?:20\d\d年度?)?(?:共|又|再|则|已|实际)*投入(?:了|约|为)*\s?")
_SUMMED = lazy(r"(?:[两三四五六]|\d)年(?:合计|加总|共|总计|累计|加起来)")
_OF_ALL = (*COUNTS, "total", "fiscal_funds", "self_funds", "investment")
_NEW = lazy(r"争创|新(?:增|建|添|培育|引入|吸收|吸纳|吸引)|(?:争取|再)(?:拿|获|新|添|建|增)|增加(?![到至])|净增")
_BY = lazy(r"[到至截]\s?$")
"""What makes a year the one by whose end all that is new is counted: 到2026年新增授权发明专利30件."""
_COUNTED_IN = lazy(
    r"[（(](?:其中|以上|上述|金额|均|都|已|也)?不?(?:内|包)?(?:含|括)[^（）()\d]{2,16}[)）](?=[^，,。；;\d]{0,6}[:：])"
)
"""A bracket before a list's colon, which tells what its figures count in: 各方投入（含分得的财政资金）：."""
_MARK = lazy(r"\s*(?:[-–—•◇▪·●○■◆*►]|[（(]?(?:\d{1,2}|[a-z]|[一二三四五六七八九十]{1,3})[)）.、](?!\d))\s*")
"""What marks an item of a list: -, •, 1., a), （二） or 三、."""
_ARTICLE = lazy(r"\s*\d{1,2}(?:\.\d{1,2}){1,2}[.、]?\s*(?=[甲乙丙丁戊己庚辛壬癸]方|各方)")
"""The number of an article's paragraph: 3.1 甲方出资…."""
_FROM = lazy(r"[由从][^\d，,。；;、]{0,8}(?:20\d\d年?[底末]?的?)?\s?$")
_ON_TO = lazy(r"以?[上下]?(?!以?[上下]?达)[一-龥]{1,4}[到至]")
"""What a figure was, before what it is to be: 由41人增至60人, 从现在的61人加到90人."""
_ON_YEAR = lazy(r"同比|[较比]上年")
"""Says that what a figure was is that of the year before: 收入同比增长18.6%，研发强度由3.9%提到4.2%."""
_TO_BE = lazy(r"(?<!已)建成后|[拟将待]建|新建|投用后")
"""Says of a place that it is yet to be."""
_WITHOUT_SOME = lazy(
    r"[，,；;]\s?(?:如果?|若)?(?:连同|加上|算上|计入|再加|含上?)"
    r"[^，,。；;\d]{2,16}(?:[则共为约是达计]|合计)"
)
"""Behind a sum that leaves out some members: 企业收入小计15.1亿元，连同检测所则约15.8亿元."""
_NUMBERED = lazy(
    r"\s*(?:[（(](?P<bracket>[一二三四五六七八九十]{1,2}|\d{1,2})[)）]|(?P<plain>[一二三四五六七八九十]{1,2}(?=、)|\d{1,2}(?=[.、](?!\d))))"
)
"""The number of an item that is a sentence of its own."""
_WRITER = lazy(r"[（(][^（）()\d]{2,20}[)）]")
"""Who wrote a paragraph, as it begins: （咨询公司代拟）."""
_SO_FAR = lazy(r"已|累计")
_OF_PROJECTS = lazy(r"(?<![各全总])课题经费(?:合计|共计?|总计|为|约)*\s?$")
"""What the projects cost, which need not be all that is spent: 总投入由三块组成：课题经费15,600万元."""
_DONE = lazy(
    r"此前|先前|之前已?|以往|以前|过去|历年|曾经?(?=联|合|共|承|参|主|牵)|近[两三四五2345]年来?|已经?(?=联合|共同|合作|承担|完成|累计)"
)
"""Before the number of a consortium's projects, says that they were done before: 各方此前联合承担课题11项."""
_APPOSED = lazy(
    r"(?:成员|参建|共建)?(?:企业|单位|高校|院所)的?(?:年度?|全年|合计|总|平均|共?实现)*"
    r"(?=(?:主营业务|营业|销售)收入|营收|销售额|研发|专职|利润|纳税|从业|职工|员工|授权|发明|产值|自筹|出资)"
)
"""Behind a number of units, says that it only counts those whose figure follows: 五家企业年销售收入突破26亿元."""
_TO_FORM = lazy(r"(?:拟|将|计划|预计)(?:共同|联合|牵头|发起)*(?:组建|成立|设立|建立|结成|发起)")
"""Says of a consortium that it is to be formed, which its units are there for: 拟组建联合体，其中企业四家."""
_SO_MUCH = lazy(r"[末底]?[，,]?[^，,。；;\d]{0,6}累计")
"""Behind a year, what has been paid up to its end: 到2024年底累计投入."""
_YEAR_AFTER = lazy(
    r"\s?\(((?:19|20)\d{2})(?:年?\s?[-—–~～至到]{1,2}\s?((?:19|20)\d{2}))?\s?年(?:度|[底末])?(?:\)|[,，](?!(?:19|20)\d\d|其中))"
)



def stated_in(
    text: str,
    default: Subject | None,
    headings: tuple[str, ...],
    units: Units,
    reference_year: int,
    passage: Passage | None = None,
) -> Iterator[Stated]:
    """Figures of the catalogue that a paragraph states; ``reference_year`` is the year of the application.

    ``default`` is whom the passage is about; figures without a sure subject are left out.
    """
    passage = passage or Passage(default)
    if _OPENS.search(text):
        passage.opened = text
    elif _MARK.match(narrow(text)) is None and not SUMS.match(text):
        passage.opened = ""
    if not states_number(text) or repeats_demands(text):
        return
    passage.planned = sets_goals(headings[-3:])
    clean = listed(narrow(text))
    if (article := _ARTICLE.match(clean)) is not None:
        clean = " " * article.end() + clean[article.end() :]
    item = _MARK.match(clean) or _WRITER.match(clean)
    if item is not None:
        clean = " " * item.end() + clean[item.end() :]
    if item is not None and (of_list := only_year(passage.opened)) is not None and of_list < reference_year:
        passage.year, passage.spoken_year = When(of_list), of_list
    opened = _BY_WHEN.search(narrow(passage.opened)) if item is not None else None
    by_when = int(opened[1]) if opened is not None else by_heading(headings)
    passage.planned = passage.planned or (by_when is not None and by_when >= reference_year)
    everything = quantities(clean)
    clean = in_digits(clean, everything)
    everything = per_hundred(clean, everything)
    heard = voices(clean, units)
    passage.sums.clear()
    passage.paid.clear()
    passage.projects, passage.units = units.projects, units.count
    speaker = Speaker(clean, heard, default, writer=passage.writer, presents=not passage.about_all)
    yield from founded_in(clean, speaker)
    bygone = not passage.about_all and not passage.planned
    of_projects = list(project_money(clean, heard, everything, units.projects, bygone, not passage.about_all))
    yield from of_projects
    taken = {stated.quantity.start for stated in of_projects}
    if passage.about_all and not passage.project:
        yield from parties_counted(clean)
    blanked = masked(clean, heard, units)
    names = sorted([*full_names(clean), *topics(clean)], key=lambda n: n.start)
    counted_in = [m.span() for m in _COUNTED_IN.finditer(clean)] if "含" in clean or "包括" in clean else []
    names = [n for n in names if not any(b <= n.start and n.end <= e for b, e in counted_in)]
    starts = frozenset(n.start for n in names)
    label = label_of(clean, headings)
    so_far = _gone_on(passage, heard) if item is not None else None
    blanked = without_remarks(blanked, [*(n.start for n in names), *(q.start for q in everything)])
    of_books = speaks_of_books(clean)
    at_first, listing, topic = so_far, item is not None, None
    for match in _SENTENCE.finditer(clean):
        begin, end = match.span()
        if (number := _NUMBERED.match(clean, begin)) is not None:
            first = (number["bracket"] or number["plain"]) in ("一", "1")
            at_first = so_far if first else at_first
            listing = listing or first
            so_far = at_first if listing else so_far  # （二） is about whom （一） began with
        sentence = Sentence(
            clean,
            blanked,
            begin,
            end,
            times(
                clean, begin, end, reference_year,
                named=starts, planned=passage.planned, listed=passage.listed, before=passage.spoken_year,
            ),
            [n for n in names if begin <= n.start < end],
            [q for q in everything if begin <= q.start < end and q.start not in taken],
            speaker,
            so_far,
        )  # fmt: skip
        sentence.opened, sentence.reference_year, sentence.label = passage.opened, reference_year, label
        sentence.headings = headings[-2:]
        sentence.before = topic
        passage.granted = source_of(names, begin, headings)
        if of_books:
            passage.books = declared(match[0]) or passage.books
        given = passage.books or of_titles(headings)
        for stated in _figures(sentence, passage, reference_year):
            if by_when is not None and stated.nature is Nature.TARGET and stated.year is None and _yearly(stated):
                stated = replace(stated, year=by_when)
            if not (of_books or given) or stated.subject.kind == CONSORTIUM or stated.entry.id in _OF_ALL:
                yield stated
                continue
            scope = books_at(clean, begin, stated.quantity.start, given)
            yield replace(stated, scope=scope) if scope else stated
        topic = sentence.last or (sentence.names[-1] if sentence.names else topic)
        so_far = speaker.after(begin, end, so_far)
        years = [w.year for w in sentence.times if w.year and not w.until and not w.compared]
        passage.spoken_year = years[-1] if years else passage.spoken_year
    passage.spoken_of = so_far


def _yearly(stated: Stated) -> bool:
    return stated.entry.flow or stated.entry.family == "share"


def _gone_on(passage: Passage, heard: list[Voice]) -> Subject | None:
    """The consortium, where the item before was about it and this item names nobody (（二）授权专利742项)."""
    everybody = passage.spoken_of is not None and passage.spoken_of.kind == CONSORTIUM
    everybody = everybody and passage.form_of is None  # each note to a form is about whom the form is
    return passage.spoken_of if everybody and passage.about_all and not heard else None


def _figures(sentence: Sentence, passage: Passage, reference_year: int) -> Iterator[Stated]:
    lists, yearly = runs(sentence), runs_of_years(sentence)
    shared = shared_out(sentence, passage)
    listed: set[int] = set()
    told = sentence.start
    latest: Stated | None = None
    for index, quantity in enumerate(sentence.found):
        if quantity.start in lists:
            position, run = lists[quantity.start]
            yield from dealt_out(sentence, position, run, told, passage, reference_year)
            listed.update(one.start for one in run)
            told = run[-1].end
        if quantity.start in yearly and quantity.start not in listed:
            parts = spread(sentence, yearly[quantity.start], passage)
            yield from parts
            listed.update(one.start for one in parts)
        if quantity.start in listed:
            continue
        if quantity.start in shared:
            yield shared[quantity.start]
            continue
        whom = each_of(sentence, quantity)
        if whom is not None:
            yield from given_by_each(sentence, quantity, whom, passage, reference_year)
            continue
        floor = sentence.found[index - 1].end if index else sentence.start
        limit = sentence.found[index + 1].start if index + 1 < len(sentence.found) else sentence.end
        head = _head(sentence, index, floor)
        if latest is not None and latest.quantity.end == floor and restates(sentence.text, latest, quantity, head):
            latest = replace(latest, quantity=quantity, start=quantity.start, end=quantity.end)
            yield latest
            continue
        if latest is not None and latest.quantity.end == floor and as_share(sentence.text, latest, quantity):
            kept = latest.nature in (Nature.TARGET, Nature.PLAN, Nature.CUMULATIVE)
            nature = latest.nature if kept else Nature.CUMULATIVE if latest.until else Nature.ACTUAL
            share = catalogue()["rd_intensity"]
            latest = replace(latest, entry=share, quantity=quantity, nature=nature, start=floor, end=quantity.end)
            yield latest
            continue
        if latest is not None and latest.quantity.end == floor and in_money(sentence.text, latest, quantity):
            latest = replace(latest, entry=catalogue()["rd"], quantity=quantity, start=floor, end=quantity.end)
            yield latest
            continue
        name = name_of(sentence, quantity, head, limit, passage)
        if name is None:
            continue
        one = _stated(sentence, name, quantity, head, passage, reference_year)
        latest = one
        if one is not None:
            if one.subject.kind == CONSORTIUM and quantity.unit == "万元":
                passage.sums.append(one)
            if one.entry.id in ("self_funds", "investment", "fiscal_funds") and one.subject.kind != CONSORTIUM:
                sentence.payer = one
            if is_spread(one):
                passage.paid.append(one)
            passage.staffed = passage.staffed or one.entry.id == "staff"
            yield one


def _head(sentence: Sentence, index: int, floor: int) -> int:
    """Where a figure's clause begins; years counted in it part no name from the figure: 纳税三年累计5,431万元."""
    found, quantity = sentence.found, sentence.found[index]
    head = head_start(sentence.masked, quantity, floor)
    if not index or found[index - 1].unit != "年" or head != floor:
        return head
    if sentence.text[found[index - 1].start - 1] in "占比较":
        return head  # 占三年收入66,900万元的4.97%
    wide = head_start(sentence.masked, quantity, found[index - 2].end if index > 1 else sentence.start)
    spoken = sentence.masked[sentence.start : quantity.start]
    named = name_before(sentence.masked, (wide, quantity.start), quantity, sentence.names, spoken) is not None
    return wide if named else head


def _stated(
    sentence: Sentence, name: Name, quantity: Quantity, head: int, passage: Passage, reference_year: int
) -> Stated | None:
    text = sentence.text
    place = min(name.start, quantity.start) if not name.carried else quantity.start
    subject, own = sentence.speaker.at(sentence.start, quantity.start, _before_bracket(text, head), sentence.carried)
    aside = sentence.speaker.aside(quantity.end)
    if aside is not None:
        subject, own = aside, True
    when, said = time_of(sentence.times_at(quantity.start), text, sentence.start, quantity.start, head, passage.year)
    if when is not None and when.term and when.at < head and _reached(name, text, head, quantity):
        # 到2027年，执行期内新增专利22件，研发投入强度提高到6.8%: what is added in a term does not date what is reached
        when = next((w for w in reversed(sentence.times) if w.end <= when.at and w.year), when)
    unit = subject is not None and subject.kind != CONSORTIUM
    if name.entry.id in FUNDS and unit and when is not None and of_an_item_before(sentence, when, head):
        when, said = None, False
    of_task = name.entry.id == "total" and when is not None and when.year is not None and when.until is None
    if of_task and when is not None and re.search("[;；]", text[when.end : head]):
        when, said = None, False  # …，2025年5月投用；五项相加正合总经费15,000万元: the year of a task
    spanned = when is not None and when.until is not None
    if when is not None and when.until:
        when = turned(when, text, quantity)
    after = _YEAR_AFTER.match(text, quantity.end)
    if after is None and name.carried and is_rest(sentence, quantity, head) and (
        left := REST_OF_YEAR.match(text, quantity.end)
    ):
        when, said = When(int(left[1]), at=left.start(1), end=left.end(1)), True
    if after:
        until = int(after[2]) if after[2] else None
        when, said = When(int(after[1]), until, at=after.start(1), end=after.end(1)), True
    entry, subject = settled(sentence, name, subject, own, passage, quantity.start)
    if not own and entry.id not in FUNDS and passage.about_all and heads_a_list(sentence, name, head, quantity):
        subject = Subject(CONSORTIUM)
    if subject is not None and subject.kind == CONSORTIUM and _WITHOUT_SOME.match(text, quantity.end):
        return None
    if entry.id == "researchers" and passage.default is not None and put_in(text, sentence.start, quantity.start):
        return None
    if subject is None or demanded(text, sentence.start, quantity.start):
        return None
    if entry.id == "total" and subject.kind == CONSORTIUM and _OF_PROJECTS.search(text, sentence.start, quantity.start):
        return None
    if when is not None and text[when.at : when.at + 1] in tuple("两三四五"):
        if entry.id in FUNDS:
            when = None  # what is planned of 三年自筹 is that of the term
        elif quantity.bound == "at_least" and passage.about_all and when.until and when.until < reference_year:
            done = _SO_FAR.search(text, when.at, quantity.start) is not None
            when = when if done else When(term=True, at=when.at, end=when.end)  # 三年授权不少于108件 is to come
    if entry.flow or entry.id == "projects":
        begin = when.at if when and said else 0
        if entry.id != "investment" and _of_clause(sentence, PARTIAL, begin, quantity.start):
            return None
        summed = entry.flow and (not said or entry.id == "investment")
        summed = summed or (entry.id in FUNDS and fewer_years(sentence, passage, quantity.start))
        listed = when is not None and len(when.years) > 1 and _SUMMED.match(text, when.end) is not None
        if summed and not (listed and entry.id in FUNDS) and _of_clause(sentence, _SUMMED, 0, quantity.start):
            return None  # 三年共投入12,600万元: the sum of the years' money is no year's
        if not said and entry.id in (*FUNDS, "projects"):
            when = None
    elif not said or not dates_a_stock(text, when, head, quantity, reference_year):
        when = None
    nature = nature_of(entry, quantity, when, sentence, quantity.start, passage.planned, reference_year)
    risen = _FROM.search(text, head, quantity.start) if _ON_TO.match(text, quantity.end) else None
    if risen and nature is Nature.TARGET:
        nature, when = Nature.ACTUAL, None
        if entry.flow:
            when = base_year(sentence, head, quantity, reference_year)
    elif risen and entry.id in ("registered_capital", "area"):
        return None  # 注册资本由2,000万元增至6,000万元: what it once was
    elif risen and entry.flow and when is not None and not spanned and when.at < risen.start():
        # 2022年强度由7.5%提到8.5%: what it was is of the year compared with, else of none that is said
        past = [w for w in sentence.times if w.year and w.year < (when.year or 0) and w.end <= head]
        yearly = when.year if not past and when.until is None and sentence.says(_ON_YEAR, head) else None
        when = When(past[-1].year) if past else When(yearly - 1) if yearly else None
    if sentence.says(_NEW, quantity.start) and _NEW.search(text[head : quantity.start]):
        if nature is not Nature.TARGET or entry.family not in ("rights", "places"):
            return None
        by = when is not None and _BY.search(text, max(sentence.start, when.at - 2), when.at) is not None
        by = by or (when is not None and far_behind(text, when, head, passage.term))
        when = None if when is None or when.until or when.term or when.year is None or by else when
    if entry.id == "area" and subject.kind == CONSORTIUM and nature is Nature.ACTUAL and _TO_BE.search(
        text, sentence.start, sentence.end
    ):
        nature = Nature.TARGET  # 共享中试车间6,800㎡，建成后对成员开放
    if entry.id == "projects" and "子" in text[max(0, name.start - 1) : name.end]:
        return None  # 子课题九项 are parts of the projects
    if entry.id == "projects" and subject.kind == CONSORTIUM:
        done = _of_clause(sentence, _DONE, 0, quantity.start) and not _of_clause(sentence, GOAL, 0, quantity.start)
        if done:
            nature = nature if nature is Nature.CUMULATIVE else Nature.ACTUAL  # 成员此前合作课题6项
        elif nature is Nature.ACTUAL:
            nature = Nature.PLAN  # what a consortium sets itself is still to be done
    to_form = entry.id in COUNTS and _of_clause(sentence, _TO_FORM, 0, quantity.start)
    if entry.id in COUNTS and (to_form or _APPOSED.match(text, quantity.end)):
        nature, when = Nature.ACTUAL, None  # 到2026年，五家企业年销售收入突破26亿元: the five that there are
    year, until = years_of(when, entry, subject, passage, nature)
    if entry.id == "total" and subject.kind == CONSORTIUM and year is not None and until is None:
        entry = catalogue()["investment"]  # 2025年总投入 is what is spent in that year
    if entry.id in FUNDS and nature is Nature.PLAN and is_gone_by(year, until, passage, reference_year):
        spent = _SPENT.fullmatch(text, head, quantity.start) is not None and subject.kind != CONSORTIUM
        if entry.id != "investment" or not spent or not sentence.says(_ON_RD, quantity.start):
            return None
        entry, nature = catalogue()["rd"], Nature.ACTUAL  # 研发一项，2019年投入1,810万元
    if entry.id in FUNDS and when is not None and _SO_MUCH.match(text, when.end, quantity.start):
        year, until = since_the_first(passage, year, until)
    if (
        entry.flow
        and year is None
        and entry.id not in FUNDS
        and nature in (Nature.ACTUAL, Nature.AT_LEAST, Nature.AT_MOST, Nature.CUMULATIVE)
    ):
        return None
    beside = when is not None and when.compared  # 比2019年的20亿元 leaves the text in its own year
    if nature is Nature.ACTUAL and entry.flow and year is not None and until is None and not beside:
        # 2020年2.52亿元，2018年是2.14亿元。利润…: the latest year of a sentence goes on, not the last said
        earlier = passage.dated == sentence.start and passage.year is not None and (passage.year.year or 0) > year
        passage.year, passage.dated = (passage.year if earlier else When(year)), sentence.start
    if entry.id == "profit" and re.search(r"亏", text[name.start : name.end]) and quantity.value > 0:
        quantity = replace(quantity, value=-quantity.value, low=-quantity.high, high=-quantity.low)
    start, end = min(place, quantity.start), max(quantity.end, name.end if not name.carried else 0)
    return Stated(entry, subject, quantity, year, nature, start, end, text[name.start : name.end], until)


def _reached(name: Name, text: str, head: int, quantity: Quantity) -> bool:
    """Whether a figure is a level to be reached, not what adds up in a term."""
    if name.entry.family == "share":
        return True
    return name.entry.id in ("revenue", "main_revenue", "output") and _REACHED.search(
        text, head, quantity.start
    ) is not None


def _of_clause(sentence: Sentence, pattern: re.Pattern[str], begin: int, position: int) -> bool:
    """Whether ``pattern`` stands before a figure, behind the last semicolon and ``begin``, where its time is said."""
    if not sentence.says(pattern, position):
        return False
    text = sentence.text
    clause = max(sentence.start, begin, *(text.rfind(mark, sentence.start, position) for mark in ";；"))
    return pattern.search(text[clause:position]) is not None


def _before_bracket(text: str, head: int) -> int:
    """Where a clause begins that a bracket interrupts: 衡准（重庆衡准精密传动有限公司）出1500万元."""
    if head and text[head - 1] in "）)":
        opened = max(text.rfind("（", 0, head), text.rfind("(", 0, head))
        while opened > 0 and text[opened - 1] not in "，,；;。：:":
            opened -= 1
        return max(opened, 0)
    return head
