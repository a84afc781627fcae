"""Figures stated in running text: which quantity, whose, of which year, and meant how.

A paragraph is read sentence by sentence and figure by figure. Each figure looks for its name in its own clause, behind
itself, or (where only a year, a unit or a verb stands in its clause) in what was named before; then for whose it is and
when. What one of these questions leaves open gives no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from doccheck.facts.attribution import Speaker, Voice, voices
from doccheck.facts.books import books_at, declared, of_titles
from doccheck.facts.catalogue import Entry, catalogue
from doccheck.facts.founding import founded_in, project_money
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
    topics,
)
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.facts.subjects import CONSORTIUM, Subject, Units
from doccheck.facts.timing import FUNDS, GOAL_HEADING, When, aims, nature_of, partial, time_of, times
from doccheck.language.patterns import lazy

_SENTENCE = lazy(r"[^。！!？?\n]+[。！!？?\n]?")
_SUMMED = lazy(r"(?:[两三四五六]|\d)年(?:合计|共|总计|累计|加起来)")
_LIST = lazy(r"(?:分别|依次)(?:为|是|达到?|实现|约为?|：|:)?")
_COUNTS = ("members", "enterprises", "universities", "institutes", "others")
_ALL_MONEY = ("total", "fiscal_funds", "self_funds", "investment")
_NEW = lazy(r"新(?:增|建|培育|引入|吸收|吸纳|吸引)|(?:争取|再)(?:拿|获|新)|增加|净增")
_YEAR_AFTER = lazy(r"^\s?\(((?:19|20)\d{2})\s?年(?:度|[底末])?\)")


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of a text: its quantity, subject and year as far as they are sure, and the span to quote."""

    entry: Entry
    subject: Subject
    quantity: Quantity
    year: int | None
    nature: Nature
    start: int
    end: int
    word: str
    until: int | None = None
    scope: str = ""


@dataclass(slots=True)
class Passage:
    """What a reader of a part knows before a paragraph: whom it is about, and the year the last figures were of."""

    default: Subject | None
    planned: bool = False
    about_all: bool = False
    """Whether figures of nobody are the consortium's, as in its plan and its agreement."""
    term: tuple[int, int] | None = None
    """The years of the construction period, where the submission says them."""
    year: When | None = None
    listed: tuple[int, ...] = ()
    """The years that the last list dealt its figures to, for the one of 同期."""
    books: str = ""
    """Whose books the part's own words said to hold for all that follows; see :attr:`Fact.scope`."""


@dataclass(slots=True)
class _Sentence:
    text: str
    masked: str
    start: int
    times: list[When]
    names: list[Name]
    found: list[Quantity]
    speaker: Speaker
    carried: Subject | None
    blocked: dict[str, int] = field(default_factory=dict)
    last: Name | None = None
    undealt: set[int] = field(default_factory=set)
    """Where figures of a list stand of which the years or names cannot be told."""


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
    if not any(c.isdigit() or c in "一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾" for c in text):
        return
    passage = passage or Passage(default)
    passage.planned = any(GOAL_HEADING.search(h) for h in headings[-3:])
    clean = narrow(text)
    heard = voices(clean, units)
    speaker = Speaker(clean, heard, default)
    yield from founded_in(clean, speaker)
    of_projects = list(project_money(clean, heard))
    yield from of_projects
    taken = {stated.quantity.start for stated in of_projects}
    masked = _masked(clean, heard)
    names = sorted([*full_names(clean), *topics(clean)], key=lambda n: n.start)
    carried: Subject | None = None
    everything = quantities(clean)
    for match in _SENTENCE.finditer(clean):
        begin, end = match.span()
        sentence = _Sentence(
            clean,
            masked,
            begin,
            list(_moved(times(match[0], reference_year), begin)),
            [n for n in names if begin <= n.start < end],
            [q for q in everything if begin <= q.start < end and q.start not in taken],
            speaker,
            carried,
        )
        passage.books = declared(match[0]) or passage.books
        given = passage.books or of_titles(headings)
        for stated in _figures(sentence, end, passage, reference_year):
            of_books = stated.subject.kind != CONSORTIUM and stated.entry.id not in (*_ALL_MONEY, *_COUNTS)
            scope = books_at(clean, begin, stated.quantity.start, given) if of_books else ""
            yield replace(stated, scope=scope) if scope else stated
        carried = speaker.after(begin, end, carried)


def _moved(found: list[When], offset: int) -> Iterator[When]:
    for when in found:
        yield replace(when, at=when.at + offset, end=when.end + offset)


def _masked(text: str, heard: list[Voice]) -> str:
    """The text with everybody's names blanked by a sign, so that they are told from names of quantities."""
    for voice in heard:
        own = text[voice.start : voice.end]
        if voice.kind != "outsider" and not re.search(r"成员|单位|企业$", own if voice.kind == "consortium" else ""):
            text = text[: voice.start] + UNIT_SIGN * (voice.end - voice.start) + text[voice.end :]
    return text


def _figures(sentence: _Sentence, end: int, passage: Passage, reference_year: int) -> Iterator[Stated]:
    listed = set()
    for stated, quantity in _lists(sentence, end, passage, reference_year):
        listed.add(quantity.start)
        yield stated
    for index, quantity in enumerate(sentence.found):
        if quantity.start in listed or quantity.start in sentence.undealt:
            continue
        floor = sentence.found[index - 1].end if index else sentence.start
        limit = sentence.found[index + 1].start if index + 1 < len(sentence.found) else end
        head = head_start(sentence.text, quantity, floor)
        name = _name(sentence, quantity, head, limit)
        if name is None:
            continue
        one = _stated(sentence, name, quantity, head, passage, reference_year)
        if one is not None:
            yield one


def _name(sentence: _Sentence, quantity: Quantity, head: int, limit: int) -> Name | None:
    """The name of a figure, and what the figures behind it may carry on."""
    text = sentence.text
    words = text[head : quantity.start]
    if is_change(words) or rejected(text, quantity):
        return None
    spoken = sentence.masked[max(0, quantity.start - 400) : quantity.start]
    name = name_before(sentence.masked, (head, quantity.start), quantity, sentence.names, spoken)
    if name is None:
        name = name_behind(text, quantity, limit, sentence.names)
        if name is not None and bare_of_fillers(sentence.masked[head : quantity.start]):
            name = None
    if name is None and not bare_of_fillers(sentence.masked[head : quantity.start]):
        name = _carried(sentence, quantity, head)
        if name is None and quantity.unit == "万元" and re.search(r"(?:到账|到位)$", words.strip()):
            name = Name(catalogue()["investment"], quantity.start - 2, quantity.start, full=False)
    if name is None:
        sentence.blocked[quantity.unit] = quantity.start
    else:
        sentence.last = name
    return name


def _carried(sentence: _Sentence, quantity: Quantity, head: int) -> Name | None:
    """The last name before a figure whose clause has none: 2018年702万元、2019年851万元; 乙方1,500万元."""
    named = [n for n in sentence.names if n.end <= head]
    candidates = [n for n in named if fits(n.entry, quantity)]
    if sentence.last is not None and fits(sentence.last.entry, quantity):
        candidates.append(sentence.last)
    if not candidates:
        return None
    best = max(candidates, key=lambda n: n.start)
    if sentence.blocked.get(quantity.unit, -1) > best.start:
        return None
    between = sentence.text[best.end : head]
    if re.search(r"[;；]", between) and not best.full and best not in sentence.names:
        return None
    if quantity.unit in ("件", "项", "个", "家", "人", "所") and not re.search(
        r"20\d\d|[今去上]年|[:：]|□|即|共|计", between + sentence.masked[head : quantity.start]
    ):
        return None
    return replace(best, carried=True)


def _stated(
    sentence: _Sentence, name: Name, quantity: Quantity, head: int, passage: Passage, reference_year: int
) -> Stated | None:
    entry, text = name.entry, sentence.text
    place = min(name.start, quantity.start) if not name.carried else quantity.start
    subject, own = sentence.speaker.at(sentence.start, quantity.start, _before_bracket(text, head), sentence.carried)
    when, said = time_of(sentence.times, text, sentence.start, quantity.start, head, passage.year)
    after = _YEAR_AFTER.match(text[quantity.end :])
    if after:
        when, said = When(int(after[1])), True
    before = text[sentence.start : quantity.start]
    entry, subject = _settled(entry, name, subject, own, passage, before)
    if subject is None or _demanded(text, sentence.start, quantity.start):
        return None
    if entry.flow or entry.id == "projects":
        clause = max(
            sentence.start, when.at if when and said else 0, *(text.rfind(m, 0, quantity.start) for m in ";；")
        )
        if partial(text[clause : quantity.start]) and entry.id != "investment":
            return None
        if not said and entry.flow and _SUMMED.search(text[clause : quantity.start]):
            return None  # 三年合计销售收入34,455万元，研发投入5,830万元
        if not said and entry.id in (*FUNDS, "projects"):
            when = None
    elif not said or not _dates_a_stock(text, when, head, quantity, reference_year):
        when = None
    nature = nature_of(entry, quantity, when, before, passage.planned, reference_year)
    if _NEW.search(text[head : quantity.start]):
        if nature is not Nature.TARGET or entry.id not in (
            "invention_patents", "platforms_municipal", "platforms_provincial", "platforms_national"
        ):  # fmt: skip
            return None
        when = None if when is None or when.until or when.term or when.year is None else when
    year, until = _years(when, entry, subject, passage, nature)
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


def _before_bracket(text: str, head: int) -> int:
    """Where a clause begins that a bracket interrupts: 衡准（重庆衡准精密传动有限公司）出1500万元."""
    if head and text[head - 1] in "）)":
        opened = max(text.rfind("（", 0, head), text.rfind("(", 0, head))
        while opened > 0 and text[opened - 1] not in "，,；;。：:":
            opened -= 1
        return max(opened, 0)
    return head


def _demanded(text: str, sentence: int, position: int) -> bool:
    """Whether a figure stands in the quotation of a demand (通知要求的“销售收入10亿元以上”)."""
    before = text[sentence:position]
    opened = max(before.rfind("“"), before.rfind('"'))
    return opened > before.rfind("”") and re.search(r"要求|规定|条件|通知|标准", before[:opened]) is not None


def _settled(
    entry: Entry, name: Name, subject: Subject | None, own: bool, passage: Passage, before: str
) -> tuple[Entry, Subject | None]:
    """The quantity and its subject where the quantity itself tells whose it is."""
    everybody = Subject(CONSORTIUM)
    unit = subject is not None and subject.kind != CONSORTIUM
    if entry.id in _COUNTS:
        if own and not unit:
            return entry, everybody
        return entry, None if unit and not passage.about_all else everybody if passage.about_all else subject
    if entry.id in ("total", "fiscal_funds"):
        return entry, everybody if passage.about_all or not unit else None
    if entry.id == "self_funds":
        if own and unit:
            return (catalogue()["investment"], subject) if name.carried else (entry, subject)
        return entry, everybody if passage.about_all else subject
    if entry.id == "investment":
        if unit and (own or not passage.about_all):
            return entry, subject
        return entry, everybody if passage.about_all and re.search(r"20\d\d\s?年", before) else None
    if own or not passage.about_all:
        return entry, subject
    of_term = re.search(r"(?:建设|实施|合作)期|[一二三四五]年(?:内|新增)", before[-40:]) is not None
    if of_term and entry.family in ("rights", "places"):
        return entry, everybody
    goal = passage.planned or aims(before) or re.search(r"到20\d\d年", before) is not None
    if subject is None and goal and not re.search(r"行业|全市|全省|全国|产业", before):
        return entry, everybody
    return entry, subject


def _dates_a_stock(text: str, when: When | None, head: int, quantity: Quantity, reference_year: int) -> bool:
    """A stock is dated by 截至2022年底, 2022年末 or by a year in its own clause; a goal by its year."""
    if when is None or when.year is None:
        return when is not None and when.term
    if when.year > reference_year or when.until:
        return True
    rest = text[when.end : when.end + 8]
    if re.match(r"\s?(?:\d{1,2}月(?:\d{1,2}日)?)?[底末]|\s?\d{1,2}月", rest):
        return not re.search(r"20\d\d年(?!\d{1,2}月|[底末])", text[when.end : quantity.start])
    return when.at >= head or re.search(r"截[至止]|到$", text[max(0, when.at - 4) : when.at]) is not None


def _years(
    when: When | None, entry: Entry, subject: Subject, passage: Passage, nature: Nature
) -> tuple[int | None, int | None]:
    if when is not None and when.year is not None:
        return when.year, when.until if when.until != when.year else None
    whole = (when is not None and when.term) or entry.id in FUNDS
    if whole and passage.term is not None and (entry.flow or entry.id in FUNDS):
        first, last = passage.term
        return first, last if last != first else None
    return None, None


def _lists(sentence: _Sentence, end: int, passage: Passage, reference_year: int) -> Iterator[tuple[Stated, Quantity]]:
    """“2020—2022年销售收入分别为1.1亿元、1.2亿元和1.3亿元”: one figure for each year, or for each name."""
    text = sentence.text
    for marker in _LIST.finditer(text, sentence.start, end):
        run = _run(text, marker.end(), sentence.found)
        if len(run) < 2:
            continue
        floor = max((m.end() for m in _LIST.finditer(text, sentence.start, marker.start())), default=sentence.start)
        names = [n for n in sentence.names if floor <= n.start and n.end <= marker.start()]
        if not names and re.search(r"[,，]\s?强度$", text[floor : marker.start()]) and run[0].unit == "%":
            names = [Name(catalogue()["rd_intensity"], marker.start() - 2, marker.start(), full=False)]
        years = _years_listed(sentence, marker.start(), len(run), floor)
        for quantity in run:
            sentence.blocked[quantity.unit] = quantity.start
        if not names:
            continue
        if len(years) == len(run):
            targets = [(names[-1], When(year)) for year in years]
        elif passage.listed and len(passage.listed) == len(run) and "同期" in text[floor : marker.start()]:
            targets = [(names[-1], When(year)) for year in passage.listed]
        elif len(names) == len(run):
            single = [w for w in sentence.times if w.end <= marker.start() and not w.until and w.year]
            when = single[-1] if single else passage.year
            targets = [(name, when) for name in names] if when else []
        else:
            sentence.undealt.update(quantity.start for quantity in run)
            continue
        passage.listed = years or passage.listed
        for (name, when), quantity in zip(targets, run, strict=False):
            subject, _ = sentence.speaker.at(sentence.start, name.start, name.start, sentence.carried)
            before = text[sentence.start : marker.start()]
            entry, subject = _settled(name.entry, name, subject, False, passage, before)
            if subject is None or not fits(entry, quantity) or when.year is None:
                continue
            if re.search(r"(?:产品|项目|新增|申请|博士|硕士|占)$", text[max(0, name.start - 2) : name.start]):
                continue
            nature = nature_of(entry, quantity, when, before, passage.planned, reference_year)
            nature = Nature.ACTUAL if nature is Nature.CUMULATIVE else nature
            if nature is Nature.ACTUAL and entry.flow:
                passage.year = when
            yield (
                Stated(
                    entry, subject, quantity, when.year, nature, name.start, quantity.end, text[name.start : name.end]
                ),
                quantity,
            )


def _run(text: str, begin: int, found: list[Quantity]) -> list[Quantity]:
    """Quantities that follow each other right after ``begin``, joined by 、 ， 和."""
    run: list[Quantity] = []
    for quantity in found:
        if quantity.start < begin:
            continue
        between = text[begin : quantity.start]
        if not re.fullmatch(r"[\s、,，和及以:：约近达为]{0,5}", between):
            break
        run.append(quantity)
        begin = quantity.end
    return run


def _years_listed(sentence: _Sentence, position: int, count: int, floor: int) -> tuple[int, ...]:
    """The years that a list of ``count`` figures deals out."""
    before = [w for w in sentence.times if w.end <= position]
    near = [w for w in before if w.at >= floor] or before
    for when in reversed(near):
        if len(when.years) == count:
            return when.years
    single = tuple(w.year for w in near if w.year and not w.until)
    return single if len(single) == count else ()
