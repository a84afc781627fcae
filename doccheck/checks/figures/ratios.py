"""N003: intensities, growth rates and shares recomputed from the terms that the same text states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.places import evidence_of, number, place_name, subject_name, value_of, year_name
from doccheck.checks.registry import check, finding
from doccheck.document import Paragraph
from doccheck.facts.catalogue import words_in
from doccheck.facts.model import Fact, Nature, Quantity
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Role, Row, ThresholdRow


def within(stated: Fact | Quantity, low: float, high: float) -> bool:
    """Whether a stated percentage may be a true value between ``low`` and ``high``, cut-off digits allowed."""
    cut_off = stated.value + (stated.high - stated.low)
    return stated.low - 1e-9 <= high and low < max(stated.high, cut_off - 1e-9) + 1e-12


@check("N003")
def intensity(mapped: MappedSubmission) -> Iterator[Finding]:
    """R&D intensity against R&D spending ÷ revenue of the same unit and year, stated in the same document."""
    facts = [f for f in mapped.facts if f.nature is Nature.ACTUAL]
    held: _Index = {}
    for fact in facts:
        held.setdefault((fact.quantity, fact.subject, fact.year), []).append(fact)
    done: set[tuple[str, int | None]] = set()
    for stated in facts:
        kind, _, what = stated.quantity.rpartition(".")
        if what != "rd_intensity" or (stated.subject, stated.year) in done:
            continue
        terms = [
            (rd, revenue)
            for rd in _terms(held, stated, f"{kind}.rd")
            for revenue in _terms(held, stated, f"{kind}.revenue")
            if revenue.low > 0
        ]
        local = [(a, b) for a, b in terms if a.document == b.document == stated.document]
        if not local or any(within(stated, a.low / b.high * 100, a.high / b.low * 100) for a, b in terms):
            continue  # a term that differs elsewhere and explains the ratio is N001's cause
        done.add((stated.subject, stated.year))
        rd, revenue = local[0]
        true = rd.value / revenue.value * 100
        place = place_name(mapped, stated.part, stated.document, stated.source, stated.location)
        yield finding(
            "N003",
            _intensity_row(mapped, stated.quantity),
            f"{subject_name(stated)}{year_name(stated.year)}研发投入强度写 {number(stated.value)}%（{place}），"
            f"按研发投入 {value_of(rd)} ÷ 销售收入 {value_of(revenue)} 计算应为 {true:.2f}%。",
            "请核对研发投入、销售收入和强度三个数，改正算错或写错的一个。",
            evidence_of(stated),
            evidence_of(rd),
            evidence_of(revenue),
            confidence=0.92,
        )


_Index = dict[tuple[str, str, int | None], list[Fact]]


def _terms(index: _Index, stated: Fact, quantity: str) -> list[Fact]:
    held = index.get((quantity, stated.subject, stated.year), [])
    if stated.year is None:
        held = [f for f in held if f.document == stated.document and f.location == stated.location]
    distinct: dict[tuple[str, float, float], Fact] = {}
    for fact in held:
        distinct.setdefault((fact.document, fact.low, fact.high), fact)
    return list(distinct.values())[:40]


def _intensity_row(mapped: MappedSubmission, quantity: str) -> Row | None:
    return next(
        (
            r
            for r in mapped.programme.rows
            if isinstance(r, ThresholdRow) and "N003" in r.code and r.threshold.quantity == quantity
        ),
        None,
    )


_GROWTH = lazy(
    r"(?:同比|较上年|比上年|较去年|比去年|较20\d\d年|比20\d\d年|年均)?(?P<way>增长|增加|上升|提高|下降|减少|下滑|增幅)(?:率|了|约|达到?|为|幅度)*\s?$"
)
_SHARE = lazy(
    r"[,，(]?\s?(?:约)?占(?P<of>[^,，。；;占\d%]{0,14}?)(?:的)?(?:比例|比重|比)?(?:约)?(?:为|达到?|是|的)?\s?$"
)


@check("N003")
def shares_and_growth(mapped: MappedSubmission) -> Iterator[Finding]:
    """Growth rates and shares whose two terms stand in the same sentence."""
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        for paragraph in part.passage.paragraphs():
            if paragraph.toc or not re.search(r"[%％成]|百分之", paragraph.text):
                continue
            for message, quote, confidence in (*_growth(paragraph), *_shares(paragraph)):
                yield finding(
                    "N003",
                    None,
                    message,
                    "请核对所列数据，改正比例或其计算依据。",
                    Evidence(part.document, quote, paragraph.location),
                    confidence=confidence,
                )


def _sentences(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    clean = narrow(paragraph.text)
    for match in re.finditer(r"[^。；;\n]+", clean):
        yield match[0], paragraph.text[match.start() : match.end()]


def _growth(paragraph: Paragraph) -> Iterator[tuple[str, str, float]]:
    """“2021年销售收入1.25亿元，2022年为1.5亿元，同比增长20%”: two years, one quantity, one rate."""
    for said, raw in _sentences(paragraph):
        found = quantities(said)
        rates = [q for q in found if q.unit == "%" and _GROWTH.search(said[: q.start])]
        if (
            len(rates) != 1
            or rates[0].bound
            or rates[0].approximate
            or "年均" in said
            or "复合" in said
            or "分别" in said
        ):
            continue
        rate = rates[0]
        names = {w.entry.id for w in words_in(said[: rate.start]) if w.entry.family != "share"}
        terms = [
            (year, q)
            for q in found
            if q.end <= rate.start
            and (year := _year_of(said, q.start))
            and not q.bound
            and not q.approximate
            and q.unit == "万元"
        ]
        if len(names) != 1 or len(terms) != 2 or len({y for y, _ in terms}) != 2:
            continue
        (_, old), (_, new) = sorted(terms, key=lambda t: t[0])
        if abs(terms[0][0] - terms[1][0]) != 1 or old.low <= 0:
            continue
        down = re.search(r"下降|减少|下滑", said[max(0, rate.start - 8) : rate.start]) is not None
        sign = -1 if down else 1
        low, high = sorted((sign * (new.low / old.high - 1) * 100, sign * (new.high / old.low - 1) * 100))
        if within(rate, low, high):
            continue
        true = (new.value / old.value - 1) * 100
        yield (f"增幅写“{rate.written}”，按 {old.written} 到 {new.written} 计算应为 {true:.1f}%。", raw.strip(), 0.9)


def _year_of(said: str, position: int) -> int | None:
    years = list(re.finditer(r"(?<!\d)((?:19|20)\d{2})\s?年", said[:position]))
    if not years or len(re.findall(r"[,，]", said[years[-1].end() : position])) > 1:
        return None
    return int(years[-1][1])


def _shares(paragraph: Paragraph) -> Iterator[tuple[str, str, float]]:
    """“研发人员120人，占员工总数860人的14%”, “员工860人，其中研发人员120人，占比13.95%”."""
    for said, raw in _sentences(paragraph):
        found = quantities(said)
        for index, rate in enumerate(found):
            if rate.unit != "%" or rate.bound or rate.approximate or index == 0:
                continue
            start = max((q.end for q in found[:index]), default=0)
            whole: Quantity | None = None
            tail = _SHARE.search(said[start : rate.start])
            part = found[index - 1]
            if tail is None or tail.start() != 0:
                if index < 2:
                    continue
                # 占员工总数860人的14%: the whole stands between
                whole, part = found[index - 1], found[index - 2]
                between = said[part.end : whole.start]
                if not re.fullmatch(r"[,，(]?\s?占[^,，。占]{0,12}", between) or not re.fullmatch(
                    r"[的之]?(?:比例|比重)?(?:约|为|达)*\s?", said[whole.end : rate.start]
                ):
                    continue
            else:
                of = tail["of"]
                earlier = [q for q in found[: index - 1] if q.unit == part.unit and q.value >= part.value]
                if not re.fullmatch(
                    r"(?:公司|企业|单位|学校)?(?:员工|职工|从业人员|人员|全体|研发)?(?:总数|总人数|总量|总额|人数|总投入|总投资)?",
                    of,
                ):
                    continue
                if len(earlier) != 1 or not re.search(r"其中|共|总|现有|员工|职工|从业", said[: part.start]):
                    continue
                whole = earlier[0]
                if of.startswith("研发") or (part.unit != "人" and not of):
                    continue
            if whole.unit != part.unit or whole.low <= 0 or any(q.approximate or q.bound for q in (whole, part)):
                continue
            if within(rate, part.low / whole.high * 100, part.high / whole.low * 100):
                continue
            true = part.value / whole.value * 100
            yield (
                f"占比写“{rate.written}”，按 {part.written} ÷ {whole.written} 计算应为 {true:.1f}%。",
                raw.strip(),
                0.85,
            )
