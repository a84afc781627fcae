"""N003: shares that a sentence states, recomputed from the part and the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from doccheck.checks.figures.ledger import Ledger
from doccheck.checks.figures.rates import Rate
from doccheck.checks.figures.said import Said, closest, slip_of, subject_at
from doccheck.checks.figures.slips import Slip
from doccheck.checks.figures.terms import AGAINST, PUT_INTO, Term, names_in, years_in
from doccheck.facts.subjects import Subject
from doccheck.language.patterns import lazy
from doccheck.programme.schema import Role

SHARE = lazy(
    r"(?:占(?P<of>[^,，。占]{0,16}?)(?:的(?=[比\d约近百一二两三四五六七八九]|$))?(?:比例|比重|比|份额)?|(?:占比|比重|比例))"
    r"(?:大约|约|接近|将近|近|不到|为|达到?|到|是|了|有|:|\s)*$"
)
"""How a share is said right before its rate."""
_PRONOUN = lazy(r"(?:^|[,，、])(?:它|该(?:所|院|校|公司|单位|企业)|这家)(?!们)")
"""Whom a pronoun means, where several units were named, is not certain."""
_ONE_PARTY = lazy(r"牵头|(?:依托|发起|申报)单位|[甲乙丙丁戊己庚辛壬癸]方|本(?:公司|单位|院|所)|我[司公]")
_SOME = lazy(r"(?:共建|参[加与建]|其[他它余])(?:单位|企业)|高校|院所|院校|企业|机构|[两二三四五六七八九\d]家")
"""Some of the units, whose sums stand nowhere: 高校与院所自筹占全部自筹的5.9%."""
_LEADS = lazy(r"(?:牵头|依托|发起|申报)(?:单位|企业|方)")
_PUTS_IN = lazy(r"^(?:(?:\d{1,2}|[一二三四五])[.、．)）]\s?)?[^\d]{2,24}?(?:投入|出资)(?:额|总额|资金)?\s?$")
"""What one unit puts in, by the verb alone: 某公司投入占总预算的41.7%."""
_SPENT_ON = lazy(rf"^{PUT_INTO.pattern}(?:研究开发|研发|科研)(?:上|方面|活动)?")
_OVER_YEARS = lazy(r"(?:[近前]?[两三四五]|\d)年[^，,。；;]{0,12}(?:之和|合计|累计|加总|共|平均)|累计|同期")
_FUNDS = ("total", "self_funds", "fiscal_funds", "investment")
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


def wrong_share(said: Said, rate: Rate, match: re.Match[str], ledger: Ledger) -> Iterator[Slip]:
    """“财政资金1,800万元，占总经费7,800万元的23.1%”, “员工156人，研发97人，占62.2%”."""
    of = match["of"] or ""
    if re.search(r"[由从](?!业)", of):
        return  # 占营业收入的比重由上年4.5%升至…: the year of a rise's beginning is not said
    if re.search(r"[一二两三四五六七八九十几\d]家[^,，。;；]*$", said.text[: match.start()]):
        return  # 其中四家企业的研发投入占其营业收入的…: a group of units, whose sums stand nowhere
    subject = None if _PRONOUN.search(said.text[: match.start()]) else subject_at(said, match.start(), ledger)
    if subject is None and said.part.role is Role.APPLICATION and not ledger.units.mentions(said.text):
        subject = ledger.units.lead_subject()  # whose form it is
    ahead = [t for t in said.terms if t.end <= match.start()]
    within = [t for t in said.terms if match.start() <= t.start < rate.start]
    wanted = next((q for q, words in _OF.items() if re.search(words, of)), "")
    if wanted == "revenue" and _OVER_YEARS.search(said.text[: match.end()]):
        return  # 三年研发投入之和3,644万元，占同期营业收入的
    overall = re.fullmatch(r"(?:其|了)?(?:总[额数量计]|全部)", of) is not None
    if of and not wanted and not within and not overall:
        return
    part, adjacent = _part(said, match, ahead, subject, ledger, wanted)
    of_others = bool(ahead) and ahead[-1].unit == "万元" and ahead[-1].quantity not in _FUNDS  # 收入一亿元，财政占四成
    if not part and not of and not of_others and (funds := _funds_of_all(said, match, ledger)):
        part, wanted = funds, "total"  # 总经费1.2亿元，财政资金占三成
    if not part:
        return
    if not of and part[0].quantity == "main_revenue":
        wanted = "revenue"
    if not of and part[0].value in [t.value for t in ledger.of_all(part[0].quantity)]:
        wanted = "total"
    pairs = [(p, w) for p in part for w in _wholes(said, p, wanted, within, ahead, subject, ledger)]
    if overall and not within:  # 项目经费总额4,800万元，其中财政600万元（占总额的12.5%）
        larger = [t for t in ahead if t.unit == part[0].unit and t.end <= part[0].start and t.value >= part[0].value]
        pairs = [
            (p, t) for t in larger if re.search(r"总|合计|共", said.text[max(0, t.start - 8) : t.start]) for p in part
        ]
    if wanted == "revenue" and part[0].quantity not in ("rd", "main_revenue"):
        return
    # what is no larger is the part itself, taken for all where it was read
    pairs = [(p, w) for p, w in pairs if w.unit == p.unit and w.low > 0 and w.value > p.value]
    if not pairs or any(rate.allows(p.low / w.high * 100, p.high / w.low * 100) for p, w in pairs):
        return
    p, w = closest(pairs, said.part.document)
    yield slip_of(
        said, rate, (p, w),
        f"占比写“{rate.written}”，按 {p.written} ÷ {w.written} 计算应为 {p.value / w.value * 100:.1f}%。",
        0.88 if adjacent else 0.82,
        f"{subject.kind if subject else 'lead'}.rd_intensity" if (wanted, p.quantity) == ("revenue", "rd") else "",
    )  # fmt: skip


def _funds_of_all(said: Said, match: re.Match[str], ledger: Ledger) -> list[Term]:
    """The public or own funds of all, which the clause names without a figure and without a unit."""
    clause = re.split(r"[,，;；()、]", said.text[: match.start()])[-1]
    names = names_in(clause)
    if len(names) != 1 or clause[names[0].end :].strip() or ledger.units.mentions(clause):
        return []
    return ledger.of_all(names[0].quantity) if names[0].quantity in ("fiscal_funds", "self_funds") else []


def _part(
    said: Said, match: re.Match[str], ahead: Sequence[Term], subject: Subject | None, ledger: Ledger, wanted: str
) -> tuple[list[Term], bool]:
    """What has the share: the figure right before, else what its name stands for on record."""
    if ahead:
        last = ahead[-1]
        gap = said.text[last.end : match.start()]
        gap = _SPENT_ON.sub("", gap) if last.quantity == "rd" else gap
        if re.fullmatch(r"[\s,，(、]*(?:正好|恰好|只|仅|大约|约|的|合计|共|就)*", gap):
            return [last], True
    clause = re.split(r"[,，;；()、]", said.text[: match.start()])[-1]
    names = names_in(clause)
    if not names and wanted == "total" and _PUTS_IN.search(clause):
        units = [unit for *_, unit in ledger.units.mentions(clause)]
        known = ledger.units.subject(units[0]) if len(units) == 1 and units[0] is not None else None
        return (ledger.put_in(known) if known is not None else []), False
    if len(names) != 1 or not re.fullmatch(r"(?:出资|资金|总额|一项|只|仅|就|也|约|的)*\s?", clause[names[0].end :]):
        return [], False
    quantity = names[0].quantity
    own = [t for t in ahead if t.quantity == quantity]
    if wanted in ("self_funds", "total"):
        mentioned = ledger.units.mentions(clause)
        if any(unit is not None for *_, unit in mentioned):
            unit = mentioned[0][2]
            return (ledger.terms(ledger.units.subject(unit), quantity, None) if unit is not None else []), False
        if _ONE_PARTY.search(clause):  # 牵头单位自筹占自筹总额的50%
            whom = ledger.units.lead_subject() if _LEADS.search(clause) else subject
            return (ledger.terms(whom, quantity, None) if whom is not None and whom.name else []), False
        if _SOME.search(clause):
            return own, False
        return [*own, *ledger.of_all(quantity)], False
    text = said.text[: match.start()]
    told = (y for start, _, y in reversed(years_in(text, ledger.year)) if not AGAINST.search(text[:start]))
    year = next(told, None)  # 2023年收入16.38亿元，比2022年增长15.4%；主营占九成: of 2023
    return [*own, *_on_record(subject, quantity, year, ledger)], False


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
        return [*own, *_on_record(subject, wanted, part.year, ledger)]
    sentence = said.text[: part.start]
    if part.unit == "人":
        if not earlier:
            return []
        return [*earlier, *_on_record(subject, "staff", part.year, ledger)]
    if part.unit == "万元":
        return earlier if len(earlier) == 1 and "其中" in sentence[earlier[0].end :] else []
    return earlier if "其中" in sentence and len(earlier) == 1 else []


def _on_record(subject: Subject | None, quantity: str, year: int | None, ledger: Ledger) -> list[Term]:
    """What is on record of the year, or, where the part has none, of any."""
    if year is None:
        return ledger.ever(subject, quantity) if subject is not None and (subject.name or subject.kind) else []
    return [*ledger.terms(subject, quantity, year), *ledger.terms(subject, quantity, None)]


def _memberships(said: Said, part: Term, ahead: Sequence[Term]) -> list[Term]:
    """How many members there are by this passage (“共12家单位…其中…8家，占全部成员的”), with and without the lead."""
    counts = [t for t in (*said.before, *ahead) if t.unit == part.unit == "家" and t != part]
    most = max(counts, key=lambda t: t.value, default=None)
    if most is None:
        return []
    return [replace(most, value=most.value + n, low=most.low + n, high=most.high + n) for n in (0, -1, 1)]
