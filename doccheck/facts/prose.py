"""Figures stated in running text: which quantity, whose, of which year, and meant how.

A paragraph is read sentence by sentence and figure by figure. Each figure looks for its name in its own clause, behind
itself, or (where only a year, a unit or a verb stands in its clause) in what was named before; then for whose it is and
when. What one of these questions leaves open gives no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from doccheck.facts.attribution import Speaker, Voice, voices
from doccheck.facts.books import books_at, declared, of_titles, speaks_of_books
from doccheck.facts.carrying import SUMS, carried, label_of
from doccheck.facts.catalogue import catalogue
from doccheck.facts.founding import founded_in, project_money
from doccheck.facts.lists import dealt_out, runs
from doccheck.facts.model import Nature, Quantity
from doccheck.facts.naming import (
    UNIT_SIGN,
    Name,
    bare_of_fillers,
    fits,
    full_names,
    head_start,
    is_change,
    name_before,
    name_behind,
    rejected,
    spent_on_rd,
    topics,
)
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities, states_number
from doccheck.facts.sentence import Passage, Sentence, Stated
from doccheck.facts.settling import COUNTS, dates_a_stock, demanded, settled, years_of
from doccheck.facts.subjects import CONSORTIUM, Subject, Units
from doccheck.facts.timing import FUNDS, PARTIAL, When, nature_of, sets_goals, time_of, times
from doccheck.language.patterns import lazy

__all__ = ["Passage", "Stated", "stated_in"]

_SENTENCE = lazy(r"[^。！!？?\n]+[。！!？?\n]?")
_OPENS = lazy(r"[：:]\s*$")
"""Ends a paragraph that the items of a list follow."""
_SUMMED = lazy(r"(?:[两三四五六]|\d)年(?:合计|加总|共|总计|累计|加起来)")
_OF_ALL = (*COUNTS, "total", "fiscal_funds", "self_funds", "investment")
_NEW = lazy(r"新(?:增|建|添|培育|引入|吸收|吸纳|吸引)|(?:争取|再)(?:拿|获|新|添|建|增)|增加|净增")
_BY = lazy(r"[到至截]\s?$")
"""What makes a year the one by whose end all that is new is counted: 到2026年新增授权发明专利30件."""
_BY_DAY = lazy(r"\d{1,2}月(?:\d{1,2}日)?[底末初中]?[^员工生者人户\d]{0,5}[为是]$")
"""A later day's number of staff, once that of all was told: 7月底旺季前为768人."""
_SETS = lazy(r"(?:安排|设立?|布置|部署|主要|主?抓|主?攻|组织|凝练|实施|开展|拆成|分[成为]?)")
"""What a consortium does with its projects: 主要抓3项课题."""
_OFFERS = lazy(r"(?:并|另|同时)?提供")
_SHARE = lazy(r"占比?(?:为|约)?\s?")
_OTHERS = lazy(
    r"(?:另有|另外|其[余他它]|会同|[协偕]同|联[合手]|携手?|邀请|带领)(?:(?:参[加与建]|成员|共建)(?:单位|企业)?)?\s?$"
)
"""What makes a number of units that of the others: 由集团牵头，会同九家单位组建，共10家."""
_REMARK = lazy(r"[（(][^（）()\d]{1,12}[)）]")
"""A remark within a clause, as in 成员单位（含牵头）共9家."""
_MARK = lazy(r"\s*(?:[-–—•◇▪·●○■◆*►]|[（(]?(?:\d{1,2}|[a-z]|[一二三四五六七八九十]{1,3})[)）.、](?!\d))\s*")
"""What marks an item of a list: -, •, 1., a), （二） or 三、."""
_FROM = lazy(r"[由从][^\d，,。；;、]{0,8}(?:20\d\d年?[底末]?的?)?\s?$")
_ON_TO = lazy(r"以?[上下]?(?!以?[上下]?达)[一-龥]{1,4}[到至]")
"""What a figure was, before what it is to be: 由41人增至60人, 从现在的61人加到90人."""
_LAST_YEAR = lazy(r"[由从](?:目前|现[有在]|当前|[上去]一?年)")
"""What dates the figure of a year from which another is to be reached."""
_WRITER = lazy(r"[（(][^（）()\d]{2,20}[)）]")
"""Who wrote a paragraph, as it begins: （咨询公司代拟）."""
_AGAIN = lazy(r"(?:折合?|合|约合|即|相当于|也就是)(?:成|为|约)?\s?")
_YEAR_AFTER = lazy(r"\s?\(((?:19|20)\d{2})(?:年?\s?[-—–~～至到]{1,2}\s?((?:19|20)\d{2}))?\s?年(?:度|[底末])?\)")


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
    if not states_number(text):
        return
    passage.planned = sets_goals(headings[-3:])
    clean = narrow(text)
    item = _MARK.match(clean) or _WRITER.match(clean)
    if item is not None:
        clean = " " * item.end() + clean[item.end() :]
    heard = voices(clean, units)
    speaker = Speaker(clean, heard, default)
    yield from founded_in(clean, speaker)
    of_projects = list(project_money(clean, heard))
    yield from of_projects
    taken = {stated.quantity.start for stated in of_projects}
    masked = _masked(clean, heard, units)
    names = sorted([*full_names(clean), *topics(clean)], key=lambda n: n.start)
    starts = frozenset(n.start for n in names)
    label = label_of(clean, headings)
    so_far: Subject | None = None
    everything = quantities(clean)
    masked = _without_remarks(masked, [*(n.start for n in names), *(q.start for q in everything)])
    of_books = speaks_of_books(clean)
    for match in _SENTENCE.finditer(clean):
        begin, end = match.span()
        sentence = Sentence(
            clean,
            masked,
            begin,
            end,
            times(clean, begin, end, reference_year, named=starts, planned=passage.planned, listed=passage.listed),
            [n for n in names if begin <= n.start < end],
            [q for q in everything if begin <= q.start < end and q.start not in taken],
            speaker,
            so_far,
        )
        sentence.opened, sentence.reference_year, sentence.label = passage.opened, reference_year, label
        if of_books:
            passage.books = declared(match[0]) or passage.books
        given = passage.books or of_titles(headings)
        for stated in _figures(sentence, passage, reference_year):
            if not (of_books or given) or stated.subject.kind == CONSORTIUM or stated.entry.id in _OF_ALL:
                yield stated
                continue
            scope = books_at(clean, begin, stated.quantity.start, given)
            yield replace(stated, scope=scope) if scope else stated
        so_far = speaker.after(begin, end, so_far)


def _masked(text: str, heard: list[Voice], units: Units) -> str:
    """The text with everybody's names blanked by a sign, so that they are told from names of quantities."""
    known = [(start, end) for start, end, unit in units.mentions(text) if unit is not None]
    for start, end in (*known, *units.consortium_spans(text)):
        text = text[:start] + UNIT_SIGN * (end - start) + text[end:]
    for voice in heard:
        own = text[voice.start : voice.end]
        if voice.kind != "outsider" and not re.search(r"成员|单位|企业$", own if voice.kind == "consortium" else ""):
            text = text[: voice.start] + UNIT_SIGN * (voice.end - voice.start) + text[voice.end :]
    return text


def _without_remarks(text: str, told: list[int]) -> str:
    """Remarks in brackets blanked where nothing is named or counted in them, so that the clause goes on."""
    for remark in _REMARK.finditer(text):
        if not any(remark.start() <= place < remark.end() for place in told):
            text = text[: remark.start()] + UNIT_SIGN * len(remark[0]) + text[remark.end() :]
    return text


def _figures(sentence: Sentence, passage: Passage, reference_year: int) -> Iterator[Stated]:
    lists = runs(sentence)
    listed: set[int] = set()
    told = sentence.start
    latest: Stated | None = None
    for index, quantity in enumerate(sentence.found):
        if quantity.start in lists:
            position, run = lists[quantity.start]
            yield from dealt_out(sentence, position, run, told, passage, reference_year)
            listed.update(one.start for one in run)
            told = run[-1].end
        if quantity.start in listed:
            continue
        floor = sentence.found[index - 1].end if index else sentence.start
        limit = sentence.found[index + 1].start if index + 1 < len(sentence.found) else sentence.end
        head = head_start(sentence.masked, quantity, floor)
        if latest is not None and latest.quantity.end == floor and _restates(sentence.text, latest, quantity, head):
            latest = replace(latest, quantity=quantity, start=quantity.start, end=quantity.end)
            yield latest
            continue
        name = _name(sentence, quantity, head, limit, passage)
        if name is None:
            continue
        one = _stated(sentence, name, quantity, head, passage, reference_year)
        latest = one
        if one is not None:
            passage.staffed = passage.staffed or one.entry.id == "staff"
            yield one


def _restates(text: str, latest: Stated, quantity: Quantity, head: int) -> bool:
    """Whether a figure says the one before it in another unit: 占地126亩（合8.4万平方米）, 34,105万元，折3.41亿元."""
    said = latest.quantity
    if quantity.unit not in latest.entry.units or text[said.end : head].strip() not in ("，", ",", "（", "("):
        return False
    alike = quantity.unit != said.unit or (quantity.low <= said.high and said.low <= quantity.high)
    return alike and _AGAIN.fullmatch(text, head, quantity.start) is not None


def _name(sentence: Sentence, quantity: Quantity, head: int, limit: int, passage: Passage) -> Name | None:
    """The name of a figure, and what the figures behind it may carry on."""
    text = sentence.text
    words = text[head : quantity.start]
    if is_change(words) or rejected(text, quantity) or (quantity.unit in ("家", "个", "项") and _OTHERS.search(words)):
        return None
    spoken = sentence.masked[max(0, quantity.start - 400) : quantity.start]
    spoken = sentence.opened + ("成员" if sentence.last and sentence.last.entry.id == "members" else "") + spoken
    name = name_before(sentence.masked, (head, quantity.start), quantity, sentence.names, spoken)
    if name is not None and name.entry.id == "investment" and not name.full:
        name = spent_on_rd(text, quantity) or name
    if name is None:
        name = name_behind(text, quantity, limit, sentence.names)
        verb = _SETS if name is not None and name.entry.id == "projects" else _OFFERS
        before = verb.sub("", sentence.masked[head : quantity.start])
        if name is not None and bare_of_fillers(before):
            name = None
    if name is None and quantity.unit == "人" and _counts_staff(sentence, quantity, head, limit, passage):
        name = Name(catalogue()["staff"], quantity.start, quantity.start, full=False)
    if name is None and quantity.unit == "家" and bare_of_fillers(words) == "" and _of_parts(sentence, quantity, limit):
        name = Name(catalogue()["members"], quantity.start, quantity.start, full=False)
    if name is None and not bare_of_fillers(sentence.masked[head : quantity.start]):
        name = carried(sentence, quantity, head)
        if name is None and quantity.unit == "万元" and re.search(r"(?:到账|到位)$", words.strip()):
            name = Name(catalogue()["investment"], quantity.start - 2, quantity.start, full=False)
    if name is None and quantity.unit == "%" and _SHARE.fullmatch(words) and _of_rd(sentence, head):
        name = Name(catalogue()["rd_intensity"], head, quantity.start, full=False)
    if name is None and PARTIAL.search(words):
        spread = PARTIAL.sub(lambda m: UNIT_SIGN * len(m[0]), sentence.masked[head : quantity.start])
        name = name_before(sentence.masked[:head] + spread, (head, quantity.start), quantity, sentence.names, spoken)
        sentence.last = name or sentence.last  # 三年平均强度5.5%，2020年单年6.0%
        return None
    topic = _topic(sentence, name)
    if topic is not None and fits(topic.entry, quantity):
        name = replace(topic, carried=True)
    if name is None:
        sentence.blocked[quantity.unit] = quantity.start
    else:
        sentence.last = name
        sentence.told.add(name.entry.id)
    return name


def _of_rd(sentence: Sentence, head: int) -> bool:
    """Whether spending on R&D stands in the clause before, behind the revenue of which a share may be said."""
    told = sentence.last is not None and sentence.last.entry.id == "rd" and sentence.found
    before = [q for q in sentence.found if q.end <= head]
    near = bool(before) and re.fullmatch(r"[，,（(]\s?", sentence.text[before[-1].end : head]) is not None
    return bool(told) and near and "revenue" in sentence.told


def _topic(sentence: Sentence, name: Name | None) -> Name | None:
    """The label at the head of a sentence where a bare 投入 is what it labels: R&D：三年累计投入近0.7亿元."""
    if name is None or name.full:
        return None
    label = sentence.label
    if label is not None and label.entry.id == "self_funds" and name.entry.id == "investment":
        return replace(label, start=name.start, end=name.end)  # 自筹出资：六家企业共出4500万元
    if sentence.text[name.start : name.end] != "投入":
        return None
    before = [n for n in sentence.names if n.end < name.start and sentence.text[n.end] in "：:"]
    return before[-1] if before and before[-1].entry.id not in FUNDS else None


def _counts_staff(sentence: Sentence, quantity: Quantity, head: int, limit: int, passage: Passage) -> bool:
    """Whether a bare number of people is that of all: 2021年末536人，做研发的83人 or, later, 6月末到561人."""
    words = sentence.masked[head : quantity.start]
    if not any(w.at >= head for w in sentence.times) and not re.search(r"\d{1,2}月", words):
        return False
    if passage.staffed and (re.search(r"[到至]了?$", words) or _BY_DAY.search(words)):
        return not any(head <= n.start < quantity.start for n in sentence.names)
    if bare_of_fillers(words):
        return False
    return _has_part(sentence, quantity, limit, "staff", "人员")


def _of_parts(sentence: Sentence, quantity: Quantity, limit: int) -> bool:
    """Whether the kinds of units follow of which a number is the sum: 一共10家：企业6家、高校2家."""
    return re.search(r"[：:]|其中|分别", sentence.text[quantity.end : limit]) is not None and _has_part(
        sentence, quantity, limit, "members", "成员"
    )


def _has_part(sentence: Sentence, quantity: Quantity, limit: int, whole: str, spoken: str) -> bool:
    """Whether the figure behind is named as a part of the ``whole``, which ``spoken`` brings up."""
    text = sentence.masked
    following = next((q for q in sentence.found if q.start >= limit and q.unit == quantity.unit), None)
    if following is None:
        return False
    begin = head_start(text, following, quantity.end)
    said = text[sentence.start : begin] + spoken
    part = name_before(text, (begin, following.start), following, sentence.names, said)
    return part is not None and part.entry.part_of == whole


def _stated(
    sentence: Sentence, name: Name, quantity: Quantity, head: int, passage: Passage, reference_year: int
) -> Stated | None:
    text = sentence.text
    place = min(name.start, quantity.start) if not name.carried else quantity.start
    subject, own = sentence.speaker.at(sentence.start, quantity.start, _before_bracket(text, head), sentence.carried)
    when, said = time_of(sentence.times, text, sentence.start, quantity.start, head, passage.year)
    if when is not None and when.term and when.at < head and name.entry.family == "share":
        # 到2027年，执行期内新增专利22件，研发投入强度提高到6.8%: what is added in a term does not date what is reached
        when = next((w for w in reversed(sentence.times) if w.end <= when.at and w.year), when)
    if when is not None and when.until:
        when = _turned(when, text, quantity)
    after = _YEAR_AFTER.match(text, quantity.end)
    if after:
        until = int(after[2]) if after[2] else None
        when, said = When(int(after[1]), until, at=after.start(1), end=after.end(1)), True
    entry, subject = settled(sentence, name, subject, own, passage, quantity.start)
    if subject is None or demanded(text, sentence.start, quantity.start):
        return None
    if entry.flow or entry.id == "projects":
        if when is not None and entry.id in FUNDS and text[when.at : when.at + 1] in tuple("两三四五"):
            when = None  # what is planned of 三年自筹 is that of the term
        begin = when.at if when and said else 0
        if entry.id != "investment" and _of_clause(sentence, PARTIAL, begin, quantity.start):
            return None
        summed = entry.flow and (not said or entry.id == "investment")
        if summed and _of_clause(sentence, _SUMMED, 0, quantity.start):
            return None  # 三年共投入12,600万元: the sum of the years' money is no year's
        if not said and entry.id in (*FUNDS, "projects"):
            when = None
    elif not said or not dates_a_stock(text, when, head, quantity, reference_year):
        when = None
    nature = nature_of(entry, quantity, when, sentence, quantity.start, passage.planned, reference_year)
    risen = _FROM.search(text, head, quantity.start) and _ON_TO.match(text, quantity.end)
    if risen and nature is Nature.TARGET:
        nature, when = Nature.ACTUAL, None
        if entry.flow and _LAST_YEAR.search(text, head, quantity.start):
            when = When(reference_year - 1)
    if sentence.says(_NEW, quantity.start) and _NEW.search(text[head : quantity.start]):
        if nature is not Nature.TARGET or entry.family not in ("rights", "places"):
            return None
        by = when is not None and _BY.search(text, max(sentence.start, when.at - 2), when.at)
        when = None if when is None or when.until or when.term or when.year is None or by else when
    if entry.id == "projects" and subject.kind == CONSORTIUM and nature is Nature.ACTUAL:
        nature = Nature.PLAN  # what a consortium sets itself is still to be done
    year, until = years_of(when, entry, subject, passage, nature)
    if (
        entry.flow
        and year is None
        and entry.id not in FUNDS
        and nature in (Nature.ACTUAL, Nature.AT_LEAST, Nature.AT_MOST, Nature.CUMULATIVE)
    ):
        return None
    beside = when is not None and when.compared  # 比2019年的20亿元 leaves the text in its own year
    if nature is Nature.ACTUAL and entry.flow and year is not None and until is None and not beside:
        passage.year = When(year)
    if entry.id == "profit" and re.search(r"亏", text[name.start : name.end]) and quantity.value > 0:
        quantity = replace(quantity, value=-quantity.value, low=-quantity.high, high=-quantity.low)
    start, end = min(place, quantity.start), max(quantity.end, name.end if not name.carried else 0)
    return Stated(entry, subject, quantity, year, nature, start, end, text[name.start : name.end], until)


def _turned(when: When, text: str, quantity: Quantity) -> When:
    """The first or last year of a span for 从3.82亿元 and 做到5.49亿元 (近三年收入从3.82亿元做到5.49亿元)."""
    if re.search(r"[从由]\s?$", text[: quantity.start][-3:]):
        return When(when.year, at=when.at, end=when.end)
    if re.search(r"[从由]\s?[\d.,]+\s?[万亿]?元?[一-龥]{1,3}[到至]\s?$", text[: quantity.start][-30:]):
        return When(when.until, at=when.at, end=when.end)
    return when


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
