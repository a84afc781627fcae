"""N003: growth from one year to the next that a sentence states, recomputed from the two years' figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doccheck.checks.figures.ledger import Ledger
from doccheck.checks.figures.paragraph_growth import PART_OF_YEAR
from doccheck.checks.figures.rates import Rate
from doccheck.checks.figures.said import Said, closest, slip_of, subject_at
from doccheck.checks.figures.slips import Slip
from doccheck.checks.figures.terms import Term, names_in, to_the_digit, years_in
from doccheck.facts.catalogue import catalogue
from doccheck.language.patterns import lazy
from doccheck.programme.schema import Role

GROWTH = lazy(
    r"(?:(?P<against>比|较|相比|同比|环比)\s?(?P<base>(?:19|20)\d{2}\s?年度?|上一?年度?|去年度?|前一?年度?)?(?:同期|末|底|的)?"
    r"(?P<owner>[^,，。()]{0,14}?))?"
    r"(?P<way>增长|增加|上升|上涨|提高|提升|涨|增|多|下降|减少|下滑|降低|降|增幅|增速|涨幅|增长率|降幅)"
    r"(?:率|幅度|了|约|大约|接近|将近|近|不到|达到?|到|为|是|出|有|:|\s)*$"
)
"""How growth is said right before its rate."""
_NOTE = lazy(r"^\s*[\u4e00-\u9fff]{0,6}(?:说明|备注|注)[:：]")
THOUSANDS = lazy(r"(?<=\d),(?=\d{3}(?!\d))")
_FILLER = lazy(
    r"(?:(?:19|20)\d{2}\s?年?度?|上年|去年|当年|全年|一年|两年|同期|又|也|再|则|已|共|账面|实现|相|就|,|，|\(|\s|分别|\d\)|的|公司|我们|本部|"
    r"[、和及])*"
)


def wrong_growth(said: Said, rate: Rate, match: re.Match[str], ledger: Ledger) -> Iterator[Slip]:
    """“2022年为1.5亿元，比2021年增长20%”: one quantity in two years, wherever they stand."""
    plain = THOUSANDS.sub("'", said.text)
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
    ahead = _NOTE.sub("", before[clause_start : name.start]) if inside else ""
    if not _FILLER.fullmatch(re.sub(r"从|由|的|为|达到?|完成|:|比|较|至|亿|万?元", "", rest)):
        return
    if PART_OF_YEAR.search(before) or _SINCE.search(before):
        return  # 2023年上半年收入…，同比增长: no whole year's is its base
    if inside and _limited(before[clause_start : name.start]):
        return
    years = years_in(said.text, ledger.year)
    own = [(s, y) for s, e, y in years if e <= match.start() or (not match["base"] and e <= match.start("way"))]
    # 比2022年净增1.9亿元（增幅45.5%）
    compared = [y for s, y in own if before[s : s + 2] in ("19", "20") and _is_compared(before, s)]
    if match["base"] and match["base"][:2] in ("19", "20"):
        base: int | None = int(match["base"][:4])
    else:
        # 收入较2020年增长41.1%，净利润同比增长23.4%
        base = compared[-1] if compared and not match["base"] and match["against"] != "同比" else None
    new_years = [y for s, y in own if y != base and not _is_compared(before, s)]
    inside_owner = [t for t in figures if match["owner"] and match.start("owner") <= t.start < match.end("owner")]
    if inside_owner and (len(figures) > 1 or base is None):
        return  # 318,725万元，较上年的291,560万元增长…: the paragraph's own figures told
    told = [t.year for t in figures[-2:] if t.year is not None and t.quantity == name.quantity]
    if len(told) == 2 and told[1] < told[0] and not match["base"]:
        return  # 2022年23,640万元，2021年21,490万元，同比…: so did they
    if not new_years:
        beside = figures[-1:] if figures and figures[-1].quantity == name.quantity else []
        named = re.split(r"[,，、()]", before[: name.start])[-1]
        plainly = _FILLER.fullmatch(named.replace("完成", "")) or ledger.units.mentions(named)  # no 出口收入
        if base is not None and beside and plainly and re.fullmatch(r"[,，\s(]*", before[beside[0].end :]):
            subject = subject_at(said, match.start(), ledger)
            news = [*beside, *ledger.terms(subject, name.quantity, base + 1)]
            yield from _compared(said, rate, match, name.quantity, news, ledger.terms(subject, name.quantity, base))
        return
    new = new_years[-1]
    several = _years_of(before, new) if base is None else ()
    base = base if base is not None else several[0] if several else new - 1
    if base >= new:
        return
    foreign = (
        re.search(r"[\u4e00-\u9fff]", re.sub(r"(?:19|20)\d{2}\s?年?|年|末|底|全|实现|上|去|\d\)", "", ahead))
        is not None
    )
    subject = subject_at(said, match.start(), ledger)
    if subject is None and not foreign and said.part.role is Role.APPLICATION:
        subject = ledger.units.lead_subject()  # whose form it is
    own_terms = [t for t in figures if t.quantity == name.quantity or t in inside_owner]
    if foreign and not (subject is not None and subject.name):
        own_terms = []
    record = [] if subject is None else ledger.terms(subject, name.quantity, new)
    news = [t for t in own_terms if t.year == new] + record
    olds = [t for t in own_terms if t.year == base]
    olds += [] if subject is None else ledger.terms(subject, name.quantity, base)
    others = [t for year in several[1:] if subject is not None for t in ledger.terms(subject, name.quantity, year)]
    if any(rate.allows(*_signed(n, o, match)) for n in news for o in others if o.low > 0):
        return  # 三年增长 may be told of three years or of three rises
    yield from _compared(said, rate, match, name.quantity, news, olds, (base, new))


_AGAINST_YEAR = lazy(r"(?:比|较|相比|对比)于?\s?$")
_WITH_YEAR = lazy(r"[与同跟和以]\s?(?:19|20)\d{2}\s?年?度?(?:同期|末|底)?(?:相比|对比|比较?|为基)")
"""与2020年相比, 以2020年为基数."""
_SINCE = lazy(r"年(?:以来|至今|起(?!草)|开始)|(?:19|20)\d{2}年?后")
_SPAN = lazy(r"(?<![\d第])([两二三四五2-5])年(?:时?间|来|内|里|下来|累计|共|总共|合计|实现)*$")
_RANGE = lazy(r"(?<!\d)((?:19|20)\d{2})\s?年?度?\s?(?:[-—–~～－]{1,2}|至|到)\s?((?:19|20)\d{2})\s?年")
_COUNTED = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_LIMIT = lazy(
    r"(?:出口|外销|内销|境[内外]|国[内外]|海外|线[上下]|板块|业务|产品|系列|领域|分部|事业部|车间|市场|新品|技术服务|技术|服务|其[他它余]"
    r"|扣非|扣除[^,，。；;]{0,16}|半年|季度|月份?)[之后的]*\s?$"
)
"""Words right before a name that make it a part or another thing: 出口收入, 传感器板块收入, 扣非后净利润."""


def _limited(ahead: str) -> bool:
    """Whether the words before a quantity's name say that it is not all of it."""
    return _LIMIT.search(_NOTE.sub("", ahead)) is not None


def _is_compared(before: str, start: int) -> bool:
    """Whether the year that stands at a place is one with which another is compared."""
    return _AGAINST_YEAR.search(before[:start]) is not None or _WITH_YEAR.match(before, max(0, start - 1)) is not None


def _years_of(before: str, new: int) -> tuple[int, ...]:
    """The years from which growth over several years may be told, the likeliest first."""
    told = next(iter(list(_RANGE.finditer(before))[-1:]), None)
    if told is not None and int(told[2]) == new and not re.search(r"(?:19|20)\d{2}", before[told.end() :]):
        return int(told[1]), int(told[1]) - 1
    span = _SPAN.search(before)
    if span is None:
        return ()
    count = _COUNTED.get(span[1]) or int(span[1])
    return new - count, new - count + 1


def _signed(new: Term, old: Term, match: re.Match[str]) -> tuple[float, float]:
    """The growth that two figures allow, as a fall where a fall is told."""
    low, high = sorted((-1 if match["way"] in _FALLS else 1) * end for end in _between(new, old))
    return low, high


_FALLS = ("下降", "减少", "下滑", "降低", "降", "降幅")


def _between(new: Term, old: Term) -> tuple[float, float]:
    """The growth in per cent that the written digits of two figures allow."""
    return (new.low / old.high - 1) * 100, (new.high / old.low - 1) * 100


def _unnamed_growth(said: Said, rate: Rate, match: re.Match[str], before: str, ledger: Ledger) -> Iterator[Slip]:
    """“2022年营收增长43.9%；2023年增长18%”: a clause that does not repeat what it tells of."""
    one = None if match["base"] else _of_the_list_before(said, before) or _of_the_clause_before(said, before)
    if one is not None:
        subject = subject_at(said, match.start(), ledger)
        news, olds = (ledger.terms(subject, one[0], year) for year in (one[1], one[1] - 1))
        yield from _compared(said, rate, match, one[0], news, olds, (one[1] - 1, one[1]))
        return


def _of_the_list_before(said: Said, before: str) -> tuple[str, int] | None:
    """“2018年、2019年、2020年销售收入分别为…。其中2019年同比增长…”: the one quantity spoken of, and the year."""
    what = {t.quantity for t in said.before}
    year = re.fullmatch(r"\s*其中[,，:]?\s?((?:19|20)\d{2})\s?年度?", before)
    return (next(iter(what)), int(year[1])) if len(what) == 1 and all(what) and year is not None else None


def _of_the_clause_before(said: Said, before: str) -> tuple[str, int] | None:
    """“2022年营收增长43.9%；2023年增长…”: the year, and the one quantity that the clause before is about."""
    year = re.fullmatch(r"\s*((?:19|20)\d{2})\s?年度?(?:又|再|继续|同比|则|\s)*", before)
    return (said.topic, int(year[1])) if said.topic and year is not None else None


def _compared(
    said: Said,
    rate: Rate,
    match: re.Match[str],
    quantity: str,
    news: Sequence[Term],
    olds: Sequence[Term],
    years: tuple[int, int] | None = None,
) -> Iterator[Slip]:
    """A slip if no pair of figures gives the growth; a rough figure (约7.84亿元) is what others have to the digit."""
    news, olds = to_the_digit(news), to_the_digit(olds)
    pairs = [(n, o) for n in news for o in olds if o.low > 0 and n.unit == o.unit]
    down = match["way"] in _FALLS
    sign = -1 if down else 1
    for n, o in pairs:
        low, high = sorted(sign * end for end in _between(n, o))
        if rate.allows(low, high):
            return
    if pairs:
        n, o = closest(pairs, said.part.document)
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
