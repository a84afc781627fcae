"""N003: rates that a sentence states, recomputed from their terms.

A rate is wrong when its terms are known for sure and no pair of them, from the sentence, tables or facts, gives it: a
term that differs elsewhere and explains the rate is another check's cause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from doccheck.checks.figures.intensities import intensity_row, stated_intensities
from doccheck.checks.figures.ledger import Ledger
from doccheck.checks.figures.percentages import table_rates
from doccheck.checks.figures.rates import Rate, rates
from doccheck.checks.figures.said import Said, closest, slip_of, subject_at
from doccheck.checks.figures.said_intensities import said_intensity
from doccheck.checks.figures.slips import Slip
from doccheck.checks.figures.terms import Term, names_in, terms_in, years_in
from doccheck.checks.registry import check, finding
from doccheck.facts.catalogue import catalogue
from doccheck.facts.numbers import narrow
from doccheck.facts.subjects import Subject
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Role

_RATE_SIGNS = lazy(r"[%％成番]|百分之|分之|个点")
_SENTENCE = lazy(r"[^。；;！!？?\n]+")
_GROWTH = lazy(
    r"(?:(?P<against>比|较|相比|同比|环比)\s?(?P<base>(?:19|20)\d{2}\s?年|上一?年|去年|前一?年)?(?:同期|末|底|的)?"
    r"(?P<owner>[^,，。()]{0,14}?))?"
    r"(?P<way>增长|增加|上升|上涨|提高|提升|涨|增|多|下降|减少|下滑|降低|降|增幅|增速|涨幅|增长率|降幅)"
    r"(?:率|幅度|了|约|大约|接近|将近|近|不到|达到?|到|为|是|出|有|:|\s)*$"
)
_FILLER = lazy(
    r"(?:(?:19|20)\d{2}\s?年?度?|上年|去年|当年|全年|一年|两年|同期|又|也|再|则|已|共|账面|实现|相|就|,|，|\(|\s|分别|\d\)|的|公司|我们|本部|"
    r"[、和及])*"
)
_SHARE = lazy(
    r"(?:占(?P<of>[^,，。占]{0,16}?)(?:的(?=[比\d约近百一二两三四五六七八九]|$))?(?:比例|比重|比|份额)?|(?:占比|比重|比例))"
    r"(?:大约|约|接近|将近|近|不到|为|达到?|到|是|了|有|:|\s)*$"
)
_PRONOUN = lazy(r"(?:^|[,，、])(?:它|该(?:所|院|校|公司|单位|企业)|这家)(?!们)")
"""Whom a pronoun means, where several units were named, is not certain."""
_THOUSANDS = lazy(r"(?<=\d),(?=\d{3}(?!\d))")
_COMPLEX = lazy(r"年均|复合|平均|每年|分别|依次|各增|各占|逐年|其后|累计增")
_OF = {
    "self_funds": r"自筹",
    "fiscal_funds": r"财政",
    "revenue": r"收入|营收|(?:销售|营业)总?额|^销售$",
    "total": r"总(?:投入|经费|投资|预算)|(?:项目|建设)(?:总)?(?:投入|经费)|经费总额|预算总额|投资总额|全部经费",
    "staff": r"员工|职工|从业|总人数|全员|在册|全公司|人员总数",
    "researchers": r"研发人员|科研人员",
    "members": r"成员|单位总数|全部单位|全体单位|家单位",
    "patents": r"知识产权",
    "patent_grants": r"专利",
}


@check("N003")
def ratios(mapped: MappedSubmission) -> Iterator[Finding]:
    """Shares, growth rates and intensities of prose, forms and tables against their terms."""
    ledger = Ledger(mapped)
    said: set[tuple[str, object, float]] = set()
    slips = (*_prose(mapped, ledger), *table_rates(mapped, ledger), *stated_intensities(mapped))
    for slip in slips:
        place = (slip.document, slip.place, round(slip.rate, 4))
        if place in said:
            continue
        said.add(place)
        row = intensity_row(mapped, slip.quantity) if slip.quantity else None
        evidence = (Evidence(slip.document, slip.quote, slip.location), *(_term_evidence(t, slip) for t in slip.terms))
        yield finding(
            "N003",
            row,
            slip.message,
            slip.suggestion,
            *(e for e in evidence if e is not None),
            confidence=slip.confidence,
        )


def _term_evidence(term: Term, slip: Slip) -> Evidence | None:
    return Evidence(term.document, term.quote, term.location) if term.document and term.quote else None


def _prose(mapped: MappedSubmission, ledger: Ledger) -> Iterator[Slip]:
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        for paragraph in part.passage.paragraphs():
            if paragraph.toc or not _RATE_SIGNS.search(paragraph.text):
                continue
            clean, carried = narrow(paragraph.text), None
            earlier: list[Term] = []
            for match in _SENTENCE.finditer(clean):
                text = match[0]
                goes_on = clean[match.start() - 1 : match.start()] in (";", "；") and not ledger.units.mentions(text)
                if not goes_on and not text.lstrip().startswith("其中"):
                    earlier = []
                terms = terms_in(text, ledger.year)
                if _RATE_SIGNS.search(text):
                    raw = paragraph.text[match.start() : match.end()].strip()
                    yield from _sentence(Said(part, paragraph, text, raw, terms, carried, earlier), ledger)
                earlier = [*earlier, *terms]
                carried = ledger.opening(text, not match.start()) or carried


def _sentence(said: Said, ledger: Ledger) -> Iterator[Slip]:
    for rate in rates(said.text):
        before = _THOUSANDS.sub("'", said.text[: rate.start])
        if rate.bound or rate.points:
            continue
        share, growth = _SHARE.search(before), _GROWTH.search(before)
        clause = re.split(r"[,，]", before)[-1]
        if share is not None and (growth is None or share.start() > growth.start()):
            if not re.search(r"分别|依次|各占", before):
                yield from _share(said, rate, share, ledger)
        elif growth is not None and not _COMPLEX.search(clause):
            yield from _growth(said, rate, growth, ledger)
        elif re.search(r"强度[^,，。()]{0,6}$", before) and not re.search(r"分别|依次|目标|平均", before):
            yield from said_intensity(said, rate, ledger)


def _growth(said: Said, rate: Rate, match: re.Match[str], ledger: Ledger) -> Iterator[Slip]:
    """“2022年为1.5亿元，比2021年增长20%”: one quantity in two years, wherever they stand."""
    plain = _THOUSANDS.sub("'", said.text)
    before = plain[: match.start()]
    clause_start = max(before.rfind(","), before.rfind("，"), before.rfind("("), before.rfind("、")) + 1
    names = [n for n in names_in(said.text) if n.end <= match.start("way") and n.quantity != "rd_intensity"]
    if match["owner"] and not re.fullmatch(r"的?(?:[\d.,'亿万千元人件项家]+)?(?:又|就|也|还|约)?", match["owner"]):
        return
    if not names:
        yield from _unnamed_growth(said, rate, match, before, ledger)
        return
    name = names[-1]
    inside = name.start >= clause_start
    rest = before[name.end :] if inside else before[clause_start:]
    figures = [t for t in said.terms if t.end <= rate.start]
    for term in figures:
        rest = rest.replace(plain[term.start : term.end], "")
    ahead = before[clause_start : name.start] if inside else ""
    if not _FILLER.fullmatch(re.sub(r"从|由|的|为|达到?|完成|:|比|较|至|亿|万?元", "", rest)):
        return
    years = years_in(said.text, ledger.year)
    own = [y for s, e, y in years if e <= match.start() or (not match["base"] and e <= match.start("way"))]
    if match["base"] and match["base"][:2] in ("19", "20"):
        base: int | None = int(match["base"][:4])
    else:
        base = None
    new_years = [y for y in own if y != base]
    against = [t for t in figures if match["owner"] and match.start("owner") <= t.start < match.end("owner")]
    if against:  # 318,725万元，较上年的291,560万元增长…: both figures stand here
        ahead_of = [t for t in figures if t.end <= match.start() and t.quantity == name.quantity]
        if ahead_of and re.fullmatch(r"[,，\s(]*", before[ahead_of[-1].end :]):
            yield from _compared(said, rate, match, name.quantity, ahead_of[-1:], against[:1])
        return
    if not new_years:
        return
    new = new_years[-1]
    base = base if base is not None else new - 1
    if base >= new:
        return
    subject = subject_at(said, match.start(), ledger)
    foreign = (
        re.search(r"[\u4e00-\u9fff]", re.sub(r"(?:19|20)\d{2}\s?年?|年|末|底|全|实现|上|去|\d\)", "", ahead))
        is not None
    )
    own_terms = [t for t in figures if t.quantity == name.quantity]
    if foreign and not (subject is not None and subject.name):
        own_terms = []
    record = [] if subject is None else ledger.terms(subject, name.quantity, new)
    news = [t for t in own_terms if t.year == new] + record
    olds = [t for t in own_terms if t.year == base]
    olds += [] if subject is None else ledger.terms(subject, name.quantity, base)
    yield from _compared(said, rate, match, name.quantity, news, olds, (base, new))


def _unnamed_growth(said: Said, rate: Rate, match: re.Match[str], before: str, ledger: Ledger) -> Iterator[Slip]:
    """“2020年8,420万元；2021年9,846万元，比2020年增长17%”: an answer that does not repeat what was asked for."""
    base = match["base"] or ""
    if base[:2] not in ("19", "20") or match["owner"]:
        return
    ahead = [t for t in said.terms if t.end <= match.start()]
    last = ahead[-1] if ahead else None
    olds = [t for t in [*said.before, *ahead] if t.year == int(base[:4])]
    if last is None or last.year is None or last.year <= int(base[:4]) or len(olds) != 1 or olds[0].unit != last.unit:
        return
    if last.quantity != olds[0].quantity or not re.fullmatch(r"[,，\s(]*", before[last.end :]):
        return
    if not re.search(r"\d{4}年[为是]?$", said.text[: last.start]):
        return
    yield from _compared(said, rate, match, "", [last], olds)


def _compared(
    said: Said,
    rate: Rate,
    match: re.Match[str],
    quantity: str,
    news: Sequence[Term],
    olds: Sequence[Term],
    years: tuple[int, int] | None = None,
) -> Iterator[Slip]:
    """A slip if no pair of figures gives the growth."""
    pairs = [(n, o) for n in news for o in olds if o.low > 0 and n.unit == o.unit]
    down = match["way"] in ("下降", "减少", "下滑", "降低", "降", "降幅")
    sign = -1 if down else 1
    for n, o in pairs:
        low, high = sorted((sign * (n.low / o.high - 1) * 100, sign * (n.high / o.low - 1) * 100))
        if rate.allows(low, high):
            return
    if pairs:
        n, o = closest(pairs)
        true = (n.value / o.value - 1) * 100
        entry = catalogue().get(quantity)
        old_year, new_year = (f"{year}年 " for year in years) if years else ("", "")
        way = "降幅" if down else "增幅"
        yield slip_of(
            said, rate, (n, o),
            f"{entry.name if entry else ''}{way}写“{rate.written}”，按 {old_year}{o.written} 到 {new_year}{n.written} "
            f"计算应为 {sign * true:.1f}%。",
            0.9,
        )  # fmt: skip


def _share(said: Said, rate: Rate, match: re.Match[str], ledger: Ledger) -> Iterator[Slip]:
    """“财政资金1,800万元，占总经费7,800万元的23.1%”, “员工156人，研发97人，占62.2%”."""
    of = match["of"] or ""
    if re.search(r"[由从]", of):
        return  # 占营业收入的比重由上年4.5%升至…: the year of a rise's beginning is not said
    if re.search(r"[一二两三四五六七八九十几\d]家[^,，。;；]*$", said.text[: match.start()]):
        return  # 其中四家企业的研发投入占其营业收入的…: a group of units, whose sums stand nowhere
    subject = None if _PRONOUN.search(said.text[: match.start()]) else subject_at(said, match.start(), ledger)
    ahead = [t for t in said.terms if t.end <= match.start()]
    within = [t for t in said.terms if match.start() <= t.start < rate.start]
    wanted = next((q for q, words in _OF.items() if re.search(words, of)), "")
    overall = re.fullmatch(r"(?:其|了)?(?:总[额数量计]|全部)", of) is not None
    if of and not wanted and not within and not overall:
        return
    part, adjacent = _part(said, match, ahead, subject, ledger, wanted)
    if not part:
        return
    wholes = _wholes(said, part[0], wanted, within, ahead, subject, ledger)
    if overall and not within:  # 项目经费总额4,800万元，其中财政600万元（占总额的12.5%）
        larger = [t for t in ahead if t.unit == part[0].unit and t.end <= part[0].start and t.value >= part[0].value]
        wholes = [t for t in larger if re.search(r"总|合计|共", said.text[max(0, t.start - 8) : t.start])]
    if wanted == "revenue" and part[0].quantity not in ("rd", "main_revenue"):
        return
    pairs = [(p, w) for p in part for w in wholes if w.unit == p.unit and w.low > 0 and w.value >= p.value]
    if not pairs or any(rate.allows(p.low / w.high * 100, p.high / w.low * 100) for p, w in pairs):
        return
    p, w = closest(pairs)
    yield slip_of(
        said, rate, (p, w),
        f"占比写“{rate.written}”，按 {p.written} ÷ {w.written} 计算应为 {p.value / w.value * 100:.1f}%。",
        0.88 if adjacent else 0.82,
        f"{subject.kind if subject else 'lead'}.rd_intensity" if (wanted, p.quantity) == ("revenue", "rd") else "",
    )  # fmt: skip


def _part(
    said: Said, match: re.Match[str], ahead: Sequence[Term], subject: Subject | None, ledger: Ledger, wanted: str
) -> tuple[list[Term], bool]:
    """What has the share: the figure right before, else what its name stands for on record."""
    if ahead:
        last = ahead[-1]
        gap = said.text[last.end : match.start()]
        if re.fullmatch(r"[\s,，(、]*(?:正好|恰好|只|仅|大约|约|的|合计|共|就)*", gap):
            return [last], True
    clause = re.split(r"[,，;；()、]", said.text[: match.start()])[-1]
    names = names_in(clause)
    if len(names) != 1 or not re.fullmatch(r"(?:出资|资金|总额|一项|只|仅|就|也|约|的)*\s?", clause[names[0].end :]):
        return [], False
    quantity = names[0].quantity
    own = [t for t in ahead if t.quantity == quantity]
    if wanted in ("self_funds", "total"):
        mentioned = ledger.units.mentions(clause)
        if any(unit is not None for *_, unit in mentioned):
            unit = mentioned[0][2]
            return (ledger.terms(ledger.units.subject(unit), quantity, None) if unit is not None else []), False
        return [*own, *ledger.of_all(quantity)], False
    year = next((y for *_, y in reversed(years_in(said.text[: match.start()], ledger.year))), None)
    return [
        *own,
        *ledger.terms(subject, quantity, year),
        *(ledger.terms(subject, quantity, None) if year else []),
    ], False


def _wholes(
    said: Said,
    part: Term,
    wanted: str,
    within: Sequence[Term],
    ahead: Sequence[Term],
    subject: Subject | None,
    ledger: Ledger,
) -> list[Term]:
    """What the share is of: the figure after 占, what its name stands for, or the larger figure before."""
    if within:
        return list(within)
    earlier = [t for t in ahead if t.unit == part.unit and t.start < part.start and t.value >= part.value]
    if wanted in ("total", "self_funds", "fiscal_funds"):
        return [*(t for t in ahead if t.quantity == wanted), *ledger.of_all(wanted)]
    if wanted == "members":
        return _memberships(said, part, ahead)
    if wanted:
        own = [t for t in ahead if t.quantity == wanted and t.year in (part.year, None)]
        return [*own, *ledger.terms(subject, wanted, part.year), *ledger.terms(subject, wanted, None)]
    sentence = said.text[: part.start]
    if part.unit == "人":
        if not earlier:
            return []
        return [*earlier, *ledger.terms(subject, "staff", part.year), *ledger.terms(subject, "staff", None)]
    if part.unit == "万元":
        return earlier if len(earlier) == 1 and "其中" in sentence[earlier[0].end :] else []
    return earlier if "其中" in sentence and len(earlier) == 1 else []


def _memberships(said: Said, part: Term, ahead: Sequence[Term]) -> list[Term]:
    """How many members there are by this passage (“共12家单位…其中…8家，占全部成员的”), with and without the lead."""
    counts = [t for t in (*said.before, *ahead) if t.unit == part.unit == "家" and t != part]
    most = max(counts, key=lambda t: t.value, default=None)
    if most is None:
        return []
    return [replace(most, value=most.value + n, low=most.low + n, high=most.high + n) for n in (0, -1, 1)]
