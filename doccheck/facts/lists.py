"""Figures dealt out to years or names: “2020—2022年销售收入分别为1.1亿元、1.2亿元和1.3亿元”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from doccheck.facts.carrying import carried
from doccheck.facts.catalogue import Entry, catalogue
from doccheck.facts.model import Nature, Quantity
from doccheck.facts.naming import UNIT_SIGN, Name, bare_of_fillers, fits, full_names, head_start, is_change, name_before
from doccheck.facts.sentence import Passage, Sentence, Stated
from doccheck.facts.settling import settled, years_of
from doccheck.facts.subjects import Subject
from doccheck.facts.timing import FUNDS, When, nature_of
from doccheck.language.patterns import lazy

_LIST = lazy(r"(?:分别|依次|逐年|分年|分期|分段)(?:为|是|达到?|实现|约为?|：|:)?")
_JOINED = lazy(r"[\s、,，和及以再:：约近达为]{0,5}(?:[一-龥]{0,4}[到至])?")
_VERB = lazy(r"[^\s，,。；;、：:（）()\d]{1,10}")
"""What may stand between a list's marker and its first figure: 分别出资, 分别投入研发经费."""
_RISES = lazy(
    r"[由从](?=\s?[\d.,]+\s?(?:%|[亿万]?元|[一-龥])\s?(?:[、，,]|[到至]\s?[\d.,]+\s?(?:%|[亿万]?元|[一-龥])[，,、]?再))"
)
"""What a series begins with that ends in what it rose to: 由5.0%、5.4%升到5.6%."""
_ADDS = lazy(r"新增|新获|新添|实现|完成|达到?")
"""A list's verb that names nothing: 分别新增8件、10件和12件."""
_NOT_OWN = lazy(r"(?:产品|项目|申请|博士|硕士|占)$")
_PIECE = lazy(r"[^、和与及]+")
_AND = lazy(r"\s?[、和与及]\s?")
_UP_TO = lazy(r"[^，,。；;、：:\d]{0,6}")
_EACH = lazy(r"(?:各自?|均|每家)(?:出资?|投入?|自筹|认缴|承担|配套)?(?:资金)?(?:约|为)?\s?$")
"""What makes one sum that of each unit named before it."""
_SHARES = 3
"""Shares from which on a list is known to deal out the money that was spoken of, though its sum was not told."""
_PAID_IN = lazy(r"投入|总额|总[经投]")
"""What makes a heading one of all that units put in, grants too."""
_PUT_IN = lazy(r"投入|出资|认缴|自筹|承担")
_ONES = ("unit", "party", "lead")


def runs(sentence: Sentence) -> dict[int, tuple[int, list[Quantity]]]:
    """The figures that each 分别为 or 依次为 of a sentence deals out, by where the first stands, with where it ends."""
    found: dict[int, tuple[int, list[Quantity]]] = {}
    for marker in _LIST.finditer(sentence.text, sentence.start, sentence.end):
        run = _run(sentence.text, marker.end(), sentence.found)
        if len(run) >= 2 and run[0].start not in found:
            found[run[0].start] = marker.start(), run
    for marker in _RISES.finditer(sentence.text, sentence.start, sentence.end):
        run = _run(sentence.text, marker.end(), sentence.found)
        if len(run) >= 3 and run[0].start not in found:
            found[run[0].start] = marker.start(), run
    return found


def dealt_out(
    sentence: Sentence, position: int, run: list[Quantity], floor: int, passage: Passage, reference_year: int
) -> Iterator[Stated]:
    """“2020—2022年销售收入分别为1.1亿元、1.2亿元和1.3亿元”: one figure for each year, or for each name.

    The list's marker stands at ``position``; ``floor`` is where the list before it ended. A list without a name of its
    own deals out what the figure before it was of: 新增发明专利30件，四个年度依次为4件、9件、11件、6件.
    """
    text = sentence.text
    names = [n for n in sentence.names if floor <= n.start and n.end <= position]
    if names and (both := _TOGETHER.fullmatch(text, max(floor, names[-1].start - 2), position)) is not None:
        names = [Name(catalogue()["investment"], both.start("all"), both.end("all"), full=False)]
    if not _JOINED.fullmatch(text, _marker_end(text, position), run[0].start):
        own = _name_within(sentence, position, run[0], floor)
        adds = _ADDS.fullmatch(text, _marker_end(text, position), run[0].start) is not None
        if own is None and _of_all_years(sentence, position, run, passage):
            own = Name(catalogue()["investment"], position, position, full=False)
        if own is None and not adds:
            _block(sentence, run)
            return
        names = [own] if own is not None else names
    names = _of_run(sentence, names, position, run, floor)
    if len(names) != len(run):
        short = _short_of(sentence, position, run, floor)
        if len(short) == len(run) and None in short and not _chain(sentence, position):
            # 国家级、省级、区级分别为1个、3个、2个: of some there are no facts
            yield from _each_its_own(sentence, position, run, short, passage, reference_year)
            return
        said = [name for name in short if name is not None]
        names = said if len(said) == len(run) or not names else names
    whom = _chain(sentence, position)
    if names and len(whom) == len(run) and fits(names[-1].entry, run[0]):
        sentence.last = names[-1]
        yield from _to_units(sentence, names[-1], whom, run, passage, reference_year)
        return
    rd = sentence.last is not None and sentence.last.entry.id == "rd"
    words = r"[,，]\s?(?:强度|占比|比重)$" if rd else r"[,，]\s?强度$"
    if not names and run[0].unit == "%" and re.search(words, text[floor:position]):
        names = [Name(catalogue()["rd_intensity"], position - 2, position, full=False)]
    years = _years_listed(sentence, position, len(run), floor, passage)
    if not names:
        _block(sentence, run)
        return
    if names[-1].entry.id in FUNDS and passage.term is not None and _IN_YEARS.search(text, floor, position):
        span = range(passage.term[0], passage.term[1] + 1)
        years = tuple(span) if len(span) == len(run) else years  # 三年分别投7600万元、9900万元、6500万元
    elif names[-1].entry.id in FUNDS and passage.term is not None and _BY_YEAR.match(text, position):
        span = range(passage.term[0], passage.term[1] + 1)
        told = any(w.year for w in sentence.times if floor <= w.at < position)
        years = tuple(span) if len(span) == len(run) and not told else years  # 自筹分年620万元、700万元、580万元
    if len(years) == len(run):
        targets = [(names[-1], When(year)) for year in years]
    elif passage.listed and len(passage.listed) == len(run) and "同期" in text[floor:position]:
        targets = [(names[-1], When(year)) for year in passage.listed]
    elif len(names) == len(run):
        single = [w for w in sentence.times if w.end <= position and not w.until and w.year]
        when = single[-1] if single else passage.year
        if when is None and not any(name.entry.flow for name in names):
            yield from _each_its_own(sentence, position, run, names, passage, reference_year)
            return
        targets = [(name, when) for name in names] if when else []
    else:
        _block(sentence, run)
        return
    passage.listed = years or passage.listed
    sentence.last = names[-1]
    for (name, when), quantity in zip(targets, run, strict=False):
        subject, _ = sentence.speaker.at(sentence.start, name.start, name.start, sentence.carried)
        entry, subject = settled(sentence, name, subject, False, passage, position)
        if subject is None or not fits(entry, quantity) or when.year is None:
            continue
        nature = nature_of(entry, quantity, when, sentence, position, passage.planned, reference_year)
        nature = Nature.ACTUAL if nature is Nature.CUMULATIVE else nature
        before = text[max(0, name.start - 2) : name.start]
        if _NOT_OWN.search(before) or (before == "新增" and nature is not Nature.TARGET):
            continue
        if nature is Nature.ACTUAL and entry.flow:
            passage.year = when
        yield Stated(entry, subject, quantity, when.year, nature, name.start, quantity.end, text[name.start : name.end])


_BY_YEAR = lazy(r"逐年|分年|分期|分段")
_IN_YEARS = lazy(r"(?<!近)(?<!前)[两三四五]年(?:里|内|间)?$")
_LAYS_OUT = lazy(r"(?:投入?|花|安排|出)")


def _of_all_years(sentence: Sentence, position: int, run: list[Quantity], passage: Passage) -> bool:
    """Whether a list without a name says what the consortium spends in each year: 三年分别投7600万元、9900万元…."""
    text = sentence.text
    spent = _LAYS_OUT.fullmatch(text, _marker_end(text, position), run[0].start) is not None
    alone = not any(sentence.start <= v.start < position for v in sentence.speaker.heard)
    return (
        spent and alone and passage.about_all and run[0].unit == "万元"
        and _IN_YEARS.search(text, sentence.start, position) is not None
    )  # fmt: skip


_TOGETHER = lazy(
    r"(?:连同|加上|算上|合上)[^,，。；;]{2,8}[,，][^,，。；;]{0,8}?(?P<all>投入|经费|资金)[^,，。；;]{0,4}"
)
"""“连同自筹，三年投入依次是…”: what is dealt out is the funds and what was spoken of before them."""


def _of_run(
    sentence: Sentence, names: list[Name], position: int, run: list[Quantity], floor: int
) -> list[Name]:
    """The names of a list among those before its marker: those behind the last figure, else what that figure was of.

    Of more names than figures those joined right before the marker (主营业务收入2.29亿元，利润和税金分别为…).
    """
    told = max((q.end for q in sentence.found if floor <= q.start and q.end <= position), default=floor)
    near = [n for n in names if n.start >= told and fits(n.entry, run[0])]
    if not near:
        last = max(filter(None, (sentence.last, sentence.heard)), key=lambda n: n.start, default=None)
        fit = [n for n in names if fits(n.entry, run[0])]  # 研发投入2,700万元，强度分别为7.0%…
        return [last] if last is not None and fits(last.entry, run[0]) and last.start < told else fit
    if len(near) > len(run):
        near = near[-len(run) :]
    return near


def _short_of(sentence: Sentence, position: int, run: Sequence[Quantity], floor: int) -> list[Name | None]:
    """The short name, or several joined by 和, right before a list's marker: 收入分别为; 国家级和市级分别为.

    None for what names nothing among others that do (区级, 外观设计); nothing where none of them does.
    """
    text, first = sentence.masked, run[0]
    head = head_start(text[:position] + text[first.start :], replace(first, start=position), floor)
    spoken = text[max(0, head - 400) : position]
    clause = max(floor, *(text.rfind(mark, floor, position) + 1 for mark in "，,。；;：:\n"))
    clause += len("其中") if text.startswith("其中", clause) else 0
    pieces = list(_PIECE.finditer(text, clause, position))
    if len(pieces) != len(run) or any(map(str.isdigit, text[clause:position])):
        pieces = list(_PIECE.finditer(text, head, position))
    found = [name_before(text, (piece.start(), piece.end()), first, sentence.names, spoken) for piece in pieces]
    return found if any(found) else []


def _each_its_own(
    sentence: Sentence, position: int, run: Sequence[Quantity], names: Sequence[Name | None], passage: Passage,
    reference_year: int,
) -> Iterator[Stated]:  # fmt: skip
    """Stocks told kind by kind, each of which may have no year: 企业、高校、科研院所分别为4家、1家、2家."""
    single = [w for w in sentence.times if w.end <= position and not w.until and w.year]
    when = single[-1] if single else None
    for name, quantity in zip(names, run, strict=True):
        if name is None or name.entry.flow or name.entry.family == "area" or not fits(name.entry, quantity):
            continue  # of areas each is a part: 其中编制车间与涂装车间分别为38,000㎡、16,500㎡
        subject, _ = sentence.speaker.at(sentence.start, name.start, name.start, sentence.carried)
        entry, subject = settled(sentence, name, subject, False, passage, position)
        if subject is None or _NOT_OWN.search(sentence.text[max(0, name.start - 2) : name.start]):
            continue
        nature = Nature.ACTUAL
        if entry.family != "units" or when is not None:  # 拟由七家单位组建，其中企业、高校分别为…: the seven are there
            nature = nature_of(entry, quantity, when, sentence, position, passage.planned, reference_year)
        year = when.year if when is not None else None
        words = sentence.text[name.start : name.end]
        yield Stated(entry, subject, quantity, year, nature, name.start, quantity.end, words)


def _name_within(sentence: Sentence, position: int, first: Quantity, floor: int) -> Name | None:
    """The name of a list whose marker stands before its verb: 甲方、乙方分别出资600万元、400万元; 研发分别投入…."""
    text, end = sentence.masked, _marker_end(sentence.text, position)
    if is_change(text[end : first.start]):
        return None
    head = head_start(text, first, max(floor, sentence.start))
    spoken = text[max(0, head - 400) : first.start]
    name = name_before(text, (head, first.start), first, sentence.names, spoken)
    if name is None:
        squeezed = text[head:position] + text[end : first.start]  # 研发分别投入 says 研发投入
        name = name_before(squeezed, (0, len(squeezed)), first, full_names(squeezed), spoken)
        if name is not None:
            name = Name(name.entry, end, first.start, full=False)
    return name


def _chain(sentence: Sentence, position: int) -> list[Subject]:
    """The units or parties right before a list's marker, joined by 、 or 和: 甲、乙、丙方; 渝州大学、西永学院以设备."""
    chain: list[Subject] = []
    after = position
    for voice in reversed(sentence.speaker.heard):
        if voice.start < sentence.start or voice.end > after:
            continue
        joint = _AND if chain else _UP_TO
        if voice.subject is None or voice.kind not in _ONES or not joint.fullmatch(sentence.text, voice.end, after):
            break
        chain.append(voice.subject)
        after = voice.start
    return chain[::-1]


def each_of(sentence: Sentence, quantity: Quantity) -> list[Subject] | None:
    """The units that state one sum each (甲大学、乙学院各100万元), none if not named; ``None`` of other sums."""
    if quantity.unit != "万元":
        return None
    each = _EACH.search(sentence.text, max(sentence.start, quantity.start - 6), quantity.start)
    return _chain(sentence, each.start()) if each is not None else None


def given_by_each(
    sentence: Sentence, quantity: Quantity, whom: list[Subject], passage: Passage, reference_year: int
) -> Iterator[Stated]:
    """One sum for each of several units; nothing if they, or what is given, are not told."""
    head = head_start(sentence.masked, quantity, sentence.start)
    spoken = sentence.masked[max(0, head - 400) : quantity.start]
    name = name_before(sentence.masked, (head, quantity.start), quantity, sentence.names, spoken)
    name = name or carried(sentence, quantity, head)
    if name is not None and name.entry.id in (*FUNDS, "investment") and len(whom) > 1:
        yield from _to_units(sentence, name, whom, [quantity] * len(whom), passage, reference_year)


def shared_out(sentence: Sentence, passage: Passage) -> dict[int, Stated]:
    """What each unit's share is of a sum told before, by where it stands, where the shares make that sum.

    五家企业营业收入合计10.4亿元，研发投入合计1.01亿元。其中甲公司1.99亿元，乙公司…: no name is nearer than the sum.
    """
    money = [q for q in sentence.found if q.unit == "万元"]
    if len(money) < 2 or len(money) < len(sentence.found) or not (passage.sums or passage.granted):
        return {}
    whom: list[Subject] = []
    for before, quantity in zip((None, *money), money, strict=False):
        head = head_start(sentence.masked, quantity, before.end if before else sentence.start)
        words = sentence.masked[head : quantity.start]
        subject, own = sentence.speaker.at(sentence.start, quantity.start, head, None)
        if UNIT_SIGN not in words or bare_of_fillers(words) or not own or subject is None or subject in whom:
            return {}
        whom.append(subject)
    low, high = sum(q.low for q in money), sum(q.high for q in money)
    fit = [one for one in passage.sums if low <= one.quantity.high and one.quantity.low <= high]
    granted = passage.granted if len(money) >= _SHARES else None
    if granted is not None and granted.id == "fiscal_funds" and _PUT_IN.search(
        sentence.text, sentence.start, money[0].start
    ):
        granted = None
    if not fit and granted is not None:
        term = passage.term or (None, None)  # 财政资金由甲方转拨。其中甲方450万元、乙方220万元…
        fit = [Stated(granted, whom[0], money[0], term[0], Nature.PLAN, 0, 0, "", term[1])]
    if len({(one.entry.id, one.year, one.until) for one in fit}) != 1:
        return {}
    return {
        quantity.start: replace(fit[0], subject=subject, quantity=quantity, start=quantity.start, end=quantity.end)
        for subject, quantity in zip(whom, money, strict=True)
    }


def source_of(names: list[Name], before: int, headings: tuple[str, ...]) -> Entry | None:
    """The one source of money of which a paragraph spoke so far, else its heading (第4条 财政资金)."""
    above = headings[-1:] if headings and not _PAID_IN.search(headings[-1]) else ()
    told = [n.entry for n in names if n.end <= before] or [n.entry for h in above for n in full_names(h)]
    sources = {entry.id: entry for entry in told if entry.id in FUNDS}
    only = next(iter(sources.values())) if len(sources) == 1 else None
    return only if only is not None and only.id in ("self_funds", "fiscal_funds") else None


def _to_units(
    sentence: Sentence, name: Name, whom: list[Subject], run: list[Quantity], passage: Passage, reference_year: int
) -> Iterator[Stated]:
    """One figure of a list for each unit named before it."""
    said = [w for w in sentence.times if w.end <= run[0].start]
    when = said[-1] if said else passage.year
    if name.entry.id in FUNDS:
        when = None
    elif name.entry.flow and (when is None or when.year is None or when.until):
        return
    for subject, quantity in zip(whom, run, strict=True):
        nature = nature_of(name.entry, quantity, when, sentence, name.start, passage.planned, reference_year)
        year, until = years_of(when, name.entry, subject, passage, nature)
        word = sentence.text[name.start : name.end]
        yield Stated(name.entry, subject, quantity, year, nature, name.start, quantity.end, word, until)


def _block(sentence: Sentence, run: list[Quantity]) -> None:
    """Leave out figures of which the years or names cannot be told, and let none of them be carried on."""
    for quantity in run:
        sentence.blocked[quantity.unit] = quantity.start


def _marker_end(text: str, position: int) -> int:
    match = _LIST.match(text, position) or _RISES.match(text, position)
    return match.end() if match is not None else position


def _run(text: str, begin: int, found: list[Quantity]) -> list[Quantity]:
    """Quantities that follow each other right after ``begin``, joined by 、 ， 和."""
    run: list[Quantity] = []
    for quantity in found:
        if quantity.start < begin:
            continue
        near = _JOINED.fullmatch(text, begin, quantity.start) is not None
        if not (near or (not run and _VERB.fullmatch(text, begin, quantity.start))):
            break
        if run and quantity.unit != run[0].unit:
            break
        run.append(quantity)
        begin = quantity.end
    return run


def _years_listed(sentence: Sentence, position: int, count: int, floor: int, passage: Passage) -> tuple[int, ...]:
    """The years that a list of ``count`` figures deals out; those of the term where what is planned names none."""
    before = [w for w in sentence.times if w.end <= position]
    near = [w for w in before if w.at >= floor] or before
    spanned = next((w for w in reversed(near) if len(w.years) == count), None)
    # 三年研发投入依次为：2021年…、2022年…、2023年…，强度分别为: the years told last are those meant
    single = tuple(w.year for w in near if w.year and not w.until and (spanned is None or w.at > spanned.at))
    if len(single) == count:
        return single
    if spanned is not None:
        return spanned.years
    if passage.term is not None and (passage.planned or any(w.term for w in near)):
        first, last = passage.term
        return tuple(range(first, last + 1)) if last - first + 1 == count else ()
    return ()
