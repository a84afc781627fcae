"""What tells whether two figures of one measure are one thing told with two values.

Each sign is a word of its own; models/rivals says what it weighs. No sign names a programme, an author or a trade.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from doccheck.facts.comparing import agree, digits, slip, typed_alike
from doccheck.facts.model import Fact
from doccheck.facts.rivals.pairs import Figure, Figures
from doccheck.facts.rivals.stated import DAYS, MONTHS, PER_TEN_THOUSAND, YEARS
from doccheck.facts.shared_labels import limited, shared
from doccheck.facts.told_meant import NOBODY
from doccheck.language.patterns import lazy
from doccheck.programme.schema import Role

_LIMITS = lazy(
    r"国内|国际|全国|全球|世界|省内|省外|海外|境外|外销|内销|净|原值|账面|折旧|全职|专职|兼职|授权|申请|受理|公开|合同|到账|含税|税前|税后|认缴|实缴|主持|主导|参与|产能|能力|产量"
    r"|首[期批年次]|第[一二三四五六七八九十\d]+[期批年阶步季]|[一二三四]期|中期|终期|每|年均|月均|平均|人均|累计|新增|新建|新签|其中|以上|以下|以内|上半年|下半年|季度|集团|合并|母公司|本部|单体|子公司"
    r"|常务|副|毕业|在读|在研|博士|硕士|本科|教授|正高|高级|中级|国家级|省级|市级|外部|内部|设计|预计|示范|最[高低大小]|增[长加幅]|下降|提高|减少|占|另|除|不含|剩余|其余|含|不[超低少]|约|近|超|余|多"
    r"|目标|计划|拟|已|其他|上述|约合|同比|比上年|到期|有效|续|分别|各|计算|折算|之一|初期|期末|年末|年初|现金|货币|实物|作价|现有|合计|共计|目前|现阶段|当前|只有|仅|指标|验收|逾期|迟延"
)
"""Words that make of a thing a part, another side or another time of it."""
_STAGE = lazy(r"[首第]|[一二三四]期")
_PART = lazy(r"其中|其余|剩余|另有|另外|不含|除|扣除|每|平均|人均|年均|首[期批年次]|第[一二三四五六七八九十]+[期批年]")
_YEAR = lazy(r"20\d\d")
_UNITS = {
    "万元": "money", "%": "share", "人": "people", PER_TEN_THOUSAND: "rate", DAYS: "days", YEARS: "years",
    MONTHS: "months", "㎡": "area", "亩": "area",
}  # fmt: skip
_RATIOS = (1.02, 1.06, 1.12, 1.2, 1.35, 1.6, 2.2, 5)
_BESIDE = (3, 6, 9, 12, 16, 20, 26, 34)
_SENTENCE = (4, 8, 12, 16, 22, 30, 45)
_COVER = (0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8)
_MOST = (0.2, 0.35, 0.5, 0.65, 0.8, 0.95)
_FEW = 12
_AS_ALIKE = 0.8
"""How alike, of what the rival is, the words beside a figure must be that bears one out or is a better rival."""


def signs_of(one: Figure, two: Figure, figures: Figures) -> frozenset[str]:
    """The signs of two figures among all of their submission."""
    among = (*_words(one, two, figures), *_others(one, two, figures), *_catalogued(one, two))
    return frozenset((*among, *_values(one, two), *_limits(one, two), *_meaning(one, two), *_places(one, two)))


def _values(one: Figure, two: Figure) -> Iterator[str]:
    low, high = sorted((one.fact.value, two.fact.value))
    unit = _UNITS.get(one.fact.unit, "count")
    figures = min(len(digits(low)), len(digits(high)))
    yield f"unit:{unit}"
    yield f"{unit} of digits:{min(figures, 3)}"
    yield f"digits:{min(figures, 4)}"
    yield f"ratio:{bisect_right(_RATIOS, high / low)}"
    yield f"power:{slip(one.fact, two.fact):.0f}"
    if typed_alike(low, high):
        yield "typed alike"
    if _one_digit(low, high):
        yield "one digit"
    if high <= _FEW and unit not in ("money", "share"):
        yield f"few:{min(3, int(high - low))}"
    if one.told.quantity.approximate or two.told.quantity.approximate:
        yield "approximate"
    bounds = bool(one.told.quantity.bound) + bool(two.told.quantity.bound)
    if bounds:
        yield f"bounds:{bounds}"


def _one_digit(low: float, high: float) -> bool:
    """Whether two numbers have as many digits and one of them differs."""
    a, b = digits(low), digits(high)
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _words(one: Figure, two: Figure, figures: Figures) -> Iterator[str]:
    weigh = figures.rarity
    yield f"beside:{bisect_right(_BESIDE, weigh(one.grams & two.grams))}"
    yield f"sentence:{bisect_right(_SENTENCE, weigh(one.sentence & two.sentence))}"
    cover = sorted(weigh(x.grams & y.sentence) / max(1.0, weigh(x.grams)) for x, y in ((one, two), (two, one)))
    yield f"least covered:{bisect_right(_COVER, cover[0])}"
    yield f"most covered:{bisect_right(_MOST, cover[1])}"
    label, whole = shared(one.told, two.told)
    yield f"label:{min(len(label), 6)}"
    if whole:
        yield "whole label"
        if len(label) > 3:
            yield "long label"
    if limited(one.told, two.told, label):
        yield "limited"
    if one.told.before and one.told.before == two.told.before:
        yield "same before"
    if len(one.told.after) > 1 and one.told.after[:4] == two.told.after[:4]:
        yield "same behind"


def _limits(one: Figure, two: Figure) -> Iterator[str]:
    said = [{match[0] for match in _LIMITS.finditer(each.told.clause)} for each in (one, two)]
    texts = [each.told.text if each.told.table else each.told.sentence for each in (one, two)]
    lone = [word for word in said[0] if word not in texts[1]] + [word for word in said[1] if word not in texts[0]]
    yield f"limits:{min(3, len(lone))}"
    yield from (f"only {'stage' if _STAGE.match(word) else word}" for word in lone)
    yield from (f"both {word}" for word in said[0] & said[1])
    parts = sum(_PART.search(each.told.clause) is not None for each in (one, two))
    if parts:
        yield f"parts:{parts}"


def _meaning(one: Figure, two: Figure) -> Iterator[str]:
    whose = [each.whose for each in (one, two)]
    if whose[0] == whose[1]:
        yield "subject same" if whose[0] else "no subject"
    elif whose[0] is None or whose[1] is None:
        yield "one subject"
    else:
        yield "somebody else" if NOBODY in (whose[0].kind, whose[1].kind) else "subjects differ"
    a, b = one.meant, two.meant
    if (a.year, a.until) == (b.year, b.until):
        yield "year same" if a.year else "no year"
    else:
        yield "one year" if None in (a.year, b.year) else "years differ"
    yield f"goals:{a.goal + b.goal}"
    yield f"done:{a.done + b.done}"
    if (a.goal and b.done) or (b.goal and a.done):
        yield "goal and done"
    if a.by != b.by and not (one.told.table or two.told.table):
        yield "by then"
    years = [set(_YEAR.findall(each.told.text if each.told.table else each.told.sentence)) for each in (one, two)]
    if not (years[0] and years[1]):
        yield "years told:one" if years[0] or years[1] else "years told:none"
    else:
        yield f"years told:{'same' if years[0] == years[1] else 'some' if years[0] & years[1] else 'apart'}"


def _catalogued(one: Figure, two: Figure) -> Iterator[str]:
    if not one.facts or not two.facts:
        yield f"catalogued:{bool(one.facts) + bool(two.facts)}"
        return
    same = [
        (a, b) for a in one.facts for b in two.facts if a.quantity.rpartition(".")[2] == b.quantity.rpartition(".")[2]
    ]
    if not same:
        yield "quantities differ"
        return
    a, b = max(same, key=lambda each: sum(_agreements(*each)))
    subject, year, nature, scope = _agreements(a, b)
    yield f"fact subject {'same' if subject else 'differs'}"
    yield f"fact year {'same' if year else 'of one' if None in (a.year, b.year) else 'differs'}"
    yield f"fact nature {'same' if nature else 'differs'}"
    yield f"fact books {'same' if scope else 'differ'}"
    if subject and year and nature and scope:
        yield "fact same"


def _agreements(a: Fact, b: Fact) -> tuple[bool, bool, bool, bool]:
    """Whether two facts are of one subject, time, nature and books."""
    return a.subject == b.subject, (a.year, a.until) == (b.year, b.until), a.nature == b.nature, a.scope == b.scope


_OF_HEADING = lazy(
    r"20\d\d|[近中远终]期|首年|[一二三四]期|第[一二三四五\d]+(?:个)?[年期步阶]|[一二三四]阶段|准备|起步|攻坚|收官|推广"
    r"|[一二三四五六七八九十]{1,2}号|(?:课题|任务|项目)[一二三四五六七八九十\d]"
)
"""Words of a heading below which one year, stage or task is told."""
_OPENING = lazy(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）.．、，,：:]|[①-⑳]|第[一二三四五六七八九十百\d]+条")
"""The mark with which an item of a list begins."""
_CONTRACTS = (Role.AGREEMENT, Role.CHARTER)


def _places(one: Figure, two: Figure) -> Iterator[str]:
    a, b = one.told, two.told
    yield f"tables:{a.table + b.table}"
    times = [frozenset(_OF_HEADING.findall(" ".join(each.location.heading))) for each in (a, b)]
    if times[0] != times[1]:
        yield "headings of two times" if times[0] and times[1] else "one heading with a time"
    if a.document == b.document:
        yield "one heading" if a.location.heading == b.location.heading else "one paper"
        if a.location.heading[:-1] == b.location.heading[:-1] and a.location.heading[-1:] != b.location.heading[-1:]:
            yield "sibling headings"
        if not (a.table or b.table) and _OPENING.match(a.sentence.strip()) and _OPENING.match(b.sentence.strip()):
            yield "items of a list"
    else:
        yield f"contracts:{(a.part.role in _CONTRACTS) + (b.part.role in _CONTRACTS)}"


def _others(one: Figure, two: Figure, figures: Figures) -> Iterator[str]:
    """What the other figures say: whether one value is told elsewhere, or something is more like one of the two."""
    weigh = figures.rarity
    alike = weigh(one.grams & two.grams)
    said_there = third = better = 0
    apart = one.told.document != two.told.document
    difference = abs(one.fact.value - two.fact.value)
    if any(abs(f.fact.value - difference) < 1e-6 * difference for f in (*figures.near(one), *figures.near(two))):
        yield "difference told"
    for x, y in ((one, two), (two, one)):
        there = figures.of_paper[y.told.document, y.fact.unit]
        if apart:
            agreeing = [f for f in there if agree(f.fact, x.fact)]
            if any(weigh(x.grams & f.grams) >= _AS_ALIKE * alike for f in agreeing):
                said_there += 1
            elif agreeing:
                yield "value in other paper"
            most = max((weigh(x.grams & f.grams) for f in there if not agree(f.fact, y.fact)), default=0.0)
            better += most > alike
            if alike >= most > _AS_ALIKE * alike:
                yield "rival as alike"
        papers = (one.told.document, two.told.document)
        third += any(
            f.told.document not in papers and agree(f.fact, x.fact) and weigh(x.grams & f.grams) >= _AS_ALIKE * alike
            for f in figures.of_unit[x.fact.unit]
        )
    yield f"said there:{said_there}"
    yield f"borne out:{third}"
    yield f"better rivals:{better}"
