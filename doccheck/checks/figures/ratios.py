"""N003: rates that a sentence states, recomputed from their terms.

A rate is wrong when its terms are known for sure and no pair of them, from the sentence, tables or facts, gives it: a
term that differs elsewhere and explains the rate is another check's cause.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial

from doccheck.checks.figures.divisions import divisions
from doccheck.checks.figures.form_shares import form_shares
from doccheck.checks.figures.intensities import intensity_row, stated_intensities
from doccheck.checks.figures.ledger import Ledger
from doccheck.checks.figures.paragraph_rates import verdicts
from doccheck.checks.figures.percentages import table_rates
from doccheck.checks.figures.points import wrong_points
from doccheck.checks.figures.rates import rates
from doccheck.checks.figures.reckoned import reckoned
from doccheck.checks.figures.said import Said
from doccheck.checks.figures.said_beside_tables import beside_tables
from doccheck.checks.figures.said_compound import COMPOUND, wrong_compound
from doccheck.checks.figures.said_growth import GROWTH, THOUSANDS, wrong_growth
from doccheck.checks.figures.said_in_turn import dealt_growth, multiple_of_year
from doccheck.checks.figures.said_intensities import listed_intensity, said_intensity
from doccheck.checks.figures.said_shares import SHARE, wrong_share
from doccheck.checks.figures.shares_of_one import side_by_side
from doccheck.checks.figures.slips import Slip
from doccheck.checks.figures.tables import tables_in
from doccheck.checks.figures.terms import Term, names_in, terms_in
from doccheck.checks.figures.verdicts import Verdict
from doccheck.checks.registry import check, finding
from doccheck.document import Paragraph
from doccheck.facts.numbers import narrow
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_RATE_SIGNS = lazy(r"[%％成番每倍]|百分之|分之|个点|过半|半数|一半|持平|两位数|人均|比例?[^,，。]{0,3}\d")
_RECKONS = lazy(
    r"均|[两三四五六](?:年|个[^,，。]{0,2}年度)[^,，。]{0,8}[计共和总加]|\d\s?[:：∶]\s?\d"
    r"|(?:增加|增长|新增|净增|减少|降低|缩短|压缩|节省|节约)[了出近约]*\d"
)
"""Signs of means, sums over years, proportions and differences."""
_SENTENCE = lazy(r"[^。；;！!？?\n]+")
_COMPLEX = lazy(r"年均|复合|平均|每年|分别|依次|各增|各占|逐年|其后|累计增")


@check("N003")
def ratios(mapped: MappedSubmission) -> Iterator[Finding]:
    """Shares, growth rates and intensities of prose, forms and tables against their terms."""
    ledger = Ledger(mapped)
    said: set[tuple[str, object, float]] = set()
    slips = (
        *_prose(mapped, ledger), *table_rates(mapped, ledger), *stated_intensities(mapped), *form_shares(mapped),
        *beside_tables(mapped),
    )  # fmt: skip
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
        labels = _labels(part)
        for paragraph in part.passage.paragraphs():
            if paragraph.toc or not (_RATE_SIGNS.search(paragraph.text) or _RECKONS.search(paragraph.text)):
                continue
            label = labels.get(paragraph.location.spot)
            if label is not None:
                yield from _filled(part, paragraph, label, ledger)
                continue
            clean, carried = narrow(paragraph.text), None
            borders = [start for start, *_ in ledger.units.mentions(clean)]
            on_record = partial(ledger.beside, part.document, paragraph.location)
            judged = {v.start: v for v in verdicts(clean, ledger.year, borders, on_record)}
            judged |= {v.start: v for v in divisions(clean)}
            judged |= {v.start: v for v in reckoned(clean, judged, borders)}
            judged |= {v.start: v for v in side_by_side(clean, {v.start for v in judged.values() if v.wrong})}
            for v in judged.values():
                if v.wrong:
                    yield _slip(part, paragraph, _sentence_at(paragraph, clean, v.start), v, ledger)
            earlier: list[Term] = []
            topic = ""
            for match in _SENTENCE.finditer(clean):
                text = match[0]
                goes_on = clean[match.start() - 1 : match.start()] in (";", "；") and not ledger.units.mentions(text)
                if not goes_on and not text.lstrip().startswith("其中"):
                    earlier = []
                terms = terms_in(text, ledger.year)
                named = {name.quantity for name in names_in(text)}
                topic = topic if goes_on and not named else ""
                if _RATE_SIGNS.search(text):
                    raw = paragraph.text[match.start() : match.end()].strip()
                    said = Said(part, paragraph, text, raw, terms, carried, earlier, topic)
                    yield from _sentence(said, ledger, {start - match.start() for start in judged})
                topic = next(iter(named)) if len(named) == 1 else topic
                earlier = [*earlier, *terms]
                carried = ledger.opening(text, not match.start()) or carried


_UNIT_BESIDE = lazy(r"[(（](?:单位[:：])?(万元|亿元|元|人|件|项|个|家)[)）]")
_SHARE_ALONE = lazy(r"\s*\d+(?:\.\d+)?\s?[%％]\s*")
_BARE = lazy(r"\s?\d[\d,]*(?:\.\d+)?(?=\s?[(，,;；]|$)")


def _labels(part: Part) -> dict[object, str]:
    """The words beside each blank of a form: “申请财政经费（万元）” for “2,400（占30%）”."""
    found: dict[object, str] = {}
    for table in tables_in(part):
        cells = sorted(table.cells, key=lambda c: (c.row, c.col))
        for label, value, behind in zip(cells, cells[1:], [*cells[2:], None], strict=False):
            if behind is not None and behind.row == value.row and _SHARE_ALONE.fullmatch(behind.text):
                continue  # 研发投入占营业收入 | 6.40% | 6.50%: a row of years
            one = label.row == value.row and len(label.text) <= _LABEL and not re.search(r"\d[%％]", label.text)
            lines = list(value.paragraphs) if one and _RATE_SIGNS.search(value.text) else []
            if len(lines) == 1:
                found[lines[0].location.spot] = narrow(label.text).strip()
    return found


_LABEL = 24


def _filled(part: Part, paragraph: Paragraph, label: str, ledger: Ledger) -> Iterator[Slip]:
    """A blank with its label as the sentence that both are."""
    unit, value = _UNIT_BESIDE.search(label), narrow(paragraph.text).strip()
    if unit is not None and (bare := _BARE.match(value)):
        value = f"{bare[0]}{unit[1]}{value[bare.end() :]}"
    text = f"{_UNIT_BESIDE.sub('', label)}{value}"
    owner = ledger.told_of(part, paragraph.location)
    said = Said(part, paragraph, text, paragraph.text.strip(), terms_in(text, ledger.year), owner, [])
    judged = {v.start: v for v in verdicts(text, ledger.year)}
    judged |= {v.start + len(text) - len(value): v for v in divisions(value)}
    yield from (_slip(part, paragraph, said.raw, v, ledger) for v in judged.values() if v.wrong)
    yield from _sentence(said, ledger, judged)


def _sentence_at(paragraph: Paragraph, clean: str, position: int) -> str:
    """The sentence of a position up to the end of its clauses, as the paper has it."""
    begin = max((m.end() for m in re.finditer(r"[。！!？?\n]", clean[:position])), default=0)
    end = next((m.start() for m in re.finditer(r"[。；;！!？?\n]", clean[position:])), len(clean)) + position
    return paragraph.text[begin:end].strip()


def _slip(part: Part, paragraph: Paragraph, quote: str, verdict: Verdict, ledger: Ledger) -> Slip:
    owner = ledger.told_of(part, paragraph.location, verdict.terms)
    intensity = [t.quantity for t in verdict.terms] == ["rd", "revenue"]
    return Slip(
        part.document, paragraph.location, paragraph.location, quote, verdict.rate, verdict.message, verdict.confidence,
        verdict.terms, f"{owner.kind if owner else 'lead'}.rd_intensity" if intensity else "",
    )  # fmt: skip


def _sentence(said: Said, ledger: Ledger, judged: Collection[int] = ()) -> Iterator[Slip]:
    """Slips of the rates that the paragraph alone did not judge (``judged``: where those begin)."""
    yield from wrong_points(said)
    yield from dealt_growth(said, ledger)
    for rate in rates(said.text):
        if rate.form == "fold" and not rate.bound and rate.start not in judged:
            yield from multiple_of_year(said, rate, ledger)
        before = THOUSANDS.sub("'", said.text[: rate.start])
        if rate.bound or rate.points or rate.form not in ("", "double") or rate.start in judged:
            continue
        if rate.form == "" and (compound := COMPOUND.search(before)) is not None:
            yield from wrong_compound(said, rate, compound, ledger)
            continue
        share, growth = SHARE.search(before), GROWTH.search(before)
        clause = re.split(r"[,，]", before)[-1]
        if share is not None and (growth is None or share.start() > growth.start()):
            if not re.search(r"分别|依次|各占", before):
                yield from wrong_share(said, rate, share, ledger)
        elif growth is not None and not _COMPLEX.search(clause):
            yield from wrong_growth(said, rate, growth, ledger)
        elif re.search(r"强度[^,，。()]{0,6}$", before) and not re.search(r"分别|依次|目标|平均", before):
            yield from said_intensity(said, rate, ledger)
        elif rate.form == "" and ("强度" in before or "研发" in before):
            yield from listed_intensity(said, rate, ledger)
