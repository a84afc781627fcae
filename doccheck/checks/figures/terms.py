"""What a text or table itself says of a quantity in a year: the terms from which a rate is recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct, field

from doccheck.checks.figures.grids import Amount, Grid, is_total
from doccheck.document import Location, Table
from doccheck.facts.catalogue import catalogue, printed_unit, words_in
from doccheck.facts.model import Fact, Quantity
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.facts.subjects import CONSORTIUM, Subject, Units
from doccheck.facts.units import normal_unit
from doccheck.language.patterns import lazy

_MORE_WORDS = lazy(
    r"(?P<rd_intensity>(?:投入)?强度)|(?P<rd_staff>专职(?:的|从事|搞)?(?:研发|科研)?(?:的)?(?!研发人员|人员))|(?P<total>(?:建设|项目)?总(?:经费|投入|投资|预算))"
    r"|(?P<fiscal_funds>财政(?:资金|补助|经费)?)|(?P<self_funds>自筹(?:资金|经费|总额|部分)?)|(?P<main_revenue>主营(?=$|占|业务占))"
    r"|(?P<revenue>(?<!出口)(?<!外销)(?<!内销)(?<!海外)(?<!境外)(?<!服务)(?<!产品)(?<!租赁)(?<!装备)(?<!技术)收入|营收)"
    r"|(?P<researchers>研发的?(?=占|\d+\s?人))|(?P<rd>研发(?!人|强|团队|队伍|平台|中心|占|型|机构|成果|设备|场地))"
)
"""Short names that only a neighbouring figure of the right unit makes clear."""
_YEAR = lazy(
    r"(?<!\d)((?:19|20)\d{2})\s?(?:年|(?=[^\d.,，年]))|([二][〇零][〇零一二三四五六七八九]{2})年|(上年|去年|[上前]一年|近一年)"
    r"|(?P<before>(?<![\d目之以此多几数三两二四五六])大?前年(?![均度产销]))"
)
_CARRIED = lazy(
    r"[\s,，、;；(和及到至]*(?:(?:比|较|到|而|而在|至)?\s?(?:(?:19|20)\d{2}\s?年?度?|上年|去年|前一年|当年|次年)?(?:末|底)?"
    r"(?:的|为|是|达到?|有|增至|升至|增长到|提高到|已|约|近|做到|又|再|:)*)\s?"
)
_COMPARED = lazy(r"比(?=\s?(?:19|20)\d{2}|上年|去年|上一年|前)")
_GAP = lazy(
    r"(?:总?[人件项个]?[数量额]{0,2}|规模|上|共|总额|总和|之和|合计|总计|费用)?(?:\([^()]{0,12}\))?\s?"
    r"(?:(?:19|20)\d{2}\s?年?|已|均|共|总|约|大约|近|接近|为|是|有|达到|达|到|计|实现|完成|突破|超过|超|逾|仅|只|不低于|不少于|人民币|卖了|做了|"
    r"投了|花了|拥有|增至|增到|:|由|从|在|了|的|上|资金|经费|每年)*\s?"
)
_CHINESE_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0"}


_RECENT = 3
"""The years of which a submission tells year by year: 上年 is the one before the last that was named."""


class Term(Struct, frozen=True):
    """A quantity (an id of the catalogue without its subject, or empty) with its year and interval."""

    quantity: str
    year: int | None
    value: float
    low: float
    high: float
    unit: str
    written: str
    start: int = 0
    end: int = 0
    document: str = ""
    location: Location = field(default_factory=Location)
    quote: str = ""


class Named(Struct, frozen=True):
    """A quantity's name in a sentence."""

    quantity: str
    start: int
    end: int


def names_in(text: str, label: bool = False) -> list[Named]:
    """Names of quantities in narrowed text, short ones with them (of a label only those that are clear alone)."""
    text = _COMPARED.sub("较", text)  # 研发投入比2021年增长: no 投入比
    found = [Named(w.entry.id, w.start, w.end) for w in words_in(text)]
    for match in _MORE_WORDS.finditer(text):
        if label and match.lastgroup in ("rd", "researchers", "rd_staff", "revenue") and match[0] != text:
            continue
        if not any(n.start < match.end() and match.start() < n.end for n in found) and match.lastgroup:
            found.append(Named(match.lastgroup, match.start(), match.end()))
    return sorted(found, key=lambda n: n.start)


def years_in(text: str, reference_year: int) -> list[tuple[int, int, int]]:
    """Years of a text as (start, end, year); 上年 is the one before ``reference_year``, 前年 one before that."""
    found: list[tuple[int, int, int]] = []
    for match in _YEAR.finditer(text):
        if match["before"]:
            found.append((match.start(), match.end(), reference_year - len(match["before"])))
        elif match[3]:
            spoken = [y for s, _, y in found if not AGAINST.search(text[:s])]  # 较2020年增长20%；…，比上年增长
            told = spoken[-1] if spoken and match[3] in ("上年", "上一年", "前一年") else 0
            recent = reference_year - _RECENT <= told < reference_year  # 2022年增长14%，上年增长10%
            found.append((match.start(), match.end(), (told if recent else reference_year) - 1))
        else:
            digits = match[1] or "".join(_CHINESE_DIGITS.get(c, "2") for c in match[2])
            found.append((match.start(), match.end(), int(digits)))
    return found


def _suits(quantity: str, unit: str) -> bool:
    entry = catalogue().get(quantity)
    return entry is not None and (unit in entry.units or (entry.family == "rights" and unit in ("项", "件", "个")))


def terms_in(said: str, reference_year: int) -> list[Term]:
    """The figures of one narrowed sentence, each with the name and year that it belongs to."""
    return list(_terms(said, reference_year))


@lru_cache(maxsize=4096)  # several checks recompute what one sentence says
def _terms(said: str, reference_year: int) -> tuple[Term, ...]:
    found: list[Term] = []
    names, years = names_in(said), years_in(said, reference_year)
    listed = re.search(r"分别|依次|各为", said)
    held = [q for q in quantities(said) if q.unit not in ("%", "‰", "百分点", "年")]
    ordered = _by_years(said, listed.start(), names, years, held, reference_year) if listed is not None else {}
    for quantity in held:
        name, year = ordered.get(quantity.start, ("", None))
        if not name:
            year = None if listed else year_at(said, years, found, quantity.start)
            name = _name_of(said, quantity.start, quantity.end, quantity.unit, names, found)
        found.append(
            Term(
                name,
                year,
                quantity.value,
                quantity.low,
                quantity.high,
                quantity.unit,
                quantity.written,
                quantity.start,
                quantity.end,
            )
        )
    return tuple(found)


def _by_years(
    said: str, at: int, names: list[Named], years: list[tuple[int, int, int]], figures: list[Quantity],
    reference_year: int,
) -> dict[int, tuple[str, int | None]]:
    """“2018年、2019年、2020年销售收入分别为5.83亿元、6.4亿元和6.9亿元”: name and year of each figure by its place."""
    name, before = [n for n in names if n.end <= at], [y for _, e, y in years if e <= at]
    behind = _run(said, [q for q in figures if q.start > at])
    if len(before) == 2 and re.search(r"\d{4}\s?年?\s?(?:[-—–~～]{1,2}|至|到)\s?\d{4}", said[:at]):
        before = list(range(before[0], before[1] + 1))  # 2020—2022年收入分别为
    elif not before and (recent := re.search(r"近([两二三四五])年", said[:at])):
        count = "两三四五".find(recent[1].replace("二", "两")) + 2
        before = list(range(reference_year - count, reference_year))
    fits = len(name) == 1 and len(before) == len(behind) > 1 and all(_suits(name[0].quantity, q.unit) for q in behind)
    return {q.start: (name[0].quantity, y) for q, y in zip(behind, before, strict=True)} if fits else {}


def _run(said: str, figures: list[Quantity]) -> list[Quantity]:
    """The first figures of a list, up to where something else than a comma or 和 parts them."""
    for index in range(1, len(figures)):
        if not re.fullmatch(r"[\s、,，和及与]*", said[figures[index - 1].end : figures[index].start]):
            return figures[:index]
    return figures


PUT_INTO = lazy(r"(?:全部?|都|专门|[用投花放砸]|[于在到进入来去]|搞|做|抓)*")
"""What stands between money and the research that it is spent on: 拿出412万元搞研发, 412万元都用在研发上."""
_OVER = lazy(r"[%％成倍][^,，;；]{0,6}[,，;；]")
"""What ends a comparison that told a rate only: 比上年多15%；."""
AGAINST = lazy(r"(?:比|较|相比|对比|同)(?:于)?\s?$")


def year_at(
    said: str, years: list[tuple[int, int, int]], figures: Sequence[Term], position: int
) -> int | None:
    """The year that holds at a position: the last one, but “比2020年的1.2亿元” tells that of the next figure only.

    So does 上年 behind a later year: 2022年收入1.2亿元，上年1亿元；研发投入600万元 (of 2022).
    """
    for index in reversed(range(len(years))):
        start, end, year = years[index]
        if end > position:
            continue
        ended = any(end <= term.start < position for term in figures) or _OVER.search(said, end, position)
        aside = said[start] in "上去前大" and any(y > year for *_, y in years[:index])
        if ended and (aside or AGAINST.search(said[:start])):
            continue
        return year
    return None


def _name_of(said: str, start: int, end: int, unit: str, names: list[Named], earlier: list[Term]) -> str:
    before = [n for n in names if n.end <= start]
    if before and _suits(before[-1].quantity, unit) and _GAP.fullmatch(said, before[-1].end, start):
        return before[-1].quantity
    after = next((n for n in names if n.start >= end), None)
    if after is not None and _suits(after.quantity, unit):
        between = said[end : after.start]
        if between in ("", "的") or (after.quantity == "rd" and PUT_INTO.fullmatch(between)):
            return after.quantity
    if earlier and earlier[-1].unit == unit and _CARRIED.fullmatch(said, earlier[-1].end, start):
        return earlier[-1].quantity
    nearer = before[-1].end if before else 0
    if earlier and earlier[-1].quantity and earlier[-1].unit == unit and nearer <= earlier[-1].start:
        between = re.sub(r"销售额|收入|营收|亿|多|余", "", said[earlier[-1].end : start])
        return earlier[-1].quantity if _CARRIED.fullmatch(between) else ""
    return ""


_LOOSE = 0.01
"""The share of a figure that its digits may leave open before a more precise one in its range goes for it."""


def to_the_digit(terms: Sequence[Term]) -> list[Term]:
    """The figures without the rough ones that a much more precise one among them stands for."""
    return [
        term
        for term in terms
        if term.high - term.low <= _LOOSE * term.value
        or not any(
            term.low <= other.value <= term.high and 10 * (other.high - other.low) <= term.high - term.low
            for other in terms
        )
    ]


def fact_term(fact: Fact) -> Term:
    """A fact as a term."""
    return Term(
        fact.quantity.rpartition(".")[2], fact.year, fact.value, fact.low, fact.high, fact.unit, fact.quote.strip(),
        document=fact.document, location=fact.location, quote=fact.quote.strip(),
    )  # fmt: skip


def table_terms(
    table: Table, document: str, subject: Subject | None, units: Units, reference_year: int
) -> Iterator[tuple[Subject, Term]]:
    """Figures of a table under a year and a quantity's name, of ``subject`` or of the unit that names the row.

    In totals stand the consortium's funds (合计 under 自筹, 财政 or 总经费).
    """
    if table.rows < 2 or table.cols < 2 or table.rows > 400:
        return
    grid = Grid(table)
    if not grid.first and table.cols > 2:
        return  # a form, whose labels stand beside their blanks
    context = f"{table.location.heading[-1] if table.location.heading else ''} {table.caption}"
    caption_years = years_in(narrow(table.caption), reference_year)
    corner = "·".join(grid.heads[: grid.labels])
    planned = re.search(r"目标|计划|预期", context) is not None
    named_by = [_of_head(head) for head in grid.heads]
    for row in range(grid.first, table.rows):
        label = grid.names[row]
        of_row = {n.quantity for n in names_in(label, True)}
        named_row = units.named(re.sub("其中:?", "", label.split("·")[0])) if label else None
        for col in range(grid.labels, table.cols):
            figure, cell = grid.figure(row, col), grid.cells[row][col]
            if figure is None or cell is None:
                continue
            held = named_by[col] or of_row
            if len(held) != 1:
                continue
            head, last = grid.heads[col], grid.heads[col].split("·")[-1]
            total = is_total(label.split("·")[-1]) or is_total(last)
            years = {y for _, _, y in years_in(f"{label}·{head}·", reference_year)} or {y for *_, y in caption_years}
            part = "其中" in label or "其中" in last
            named = named_row or (units.named(re.sub(r"其中:?|自筹", "", last)) if part else None)
            owner = named or (None if part else subject)
            if len(years) > 1:
                continue
            quantity = next(iter(held))
            if total:
                if quantity not in ("total", "self_funds", "fiscal_funds") or years or (part and named is None):
                    continue
                owner = named if part else Subject(CONSORTIUM)
            elif planned or re.search(r"累计|目标|计划|预算", label + head):
                continue
            if owner is None:
                continue
            term = _cell_term(figure, quantity, next(iter(years), None), f"{label}·{head}·{corner}", table.caption)
            if term is not None:
                yield owner, _placed(term, document, cell.location, cell.text.strip())


def _of_head(head: str) -> set[str]:
    """The quantities that the lowest header of a column names, else those above it."""
    last = head.split("·")[-1]
    return {n.quantity for n in names_in(last, True)} or {n.quantity for n in names_in(head, True)}


def _cell_term(figure: Amount, quantity: str, year: int | None, label: str, caption: str) -> Term | None:
    entry = catalogue().get(quantity)
    if entry is None or entry.family == "share":
        return None
    unit, factor = entry.units[0] if entry.units else "", 1.0
    if entry.family == "money" and not figure.money:
        printed = (
            printed_unit(label) or printed_unit(caption) or next(iter(re.findall(r"[万亿]元", caption)), "")
        )  # 前七行为自筹，万元
        if not printed:
            return None
        unit, scale = normal_unit(printed)
        factor = float(scale)
    half = figure.step / 2 if entry.family == "money" or figure.step < 1 else 0.0
    value = figure.value * factor
    return Term(quantity, year, value, value - half * factor, value + half * factor, unit, "")


def _placed(term: Term, document: str, location: Location, quote: str) -> Term:
    return Term(
        term.quantity, term.year, term.value, term.low, term.high, term.unit, quote,
        document=document, location=location, quote=quote,
    )  # fmt: skip
