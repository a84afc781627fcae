"""N003: shares of one whole that a sentence tells side by side, held against each other: 财政占21.7%，自筹占76.3%.

A list that is complete (其余…, 财政 and 自筹, 课题一…课题六) must make a hundred; what is told of its items together
must be their sum; and amounts told with their shares must all be of one whole.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from doccheck.checks.figures.measured import Measure, measures
from doccheck.checks.figures.places import number
from doccheck.checks.figures.rates import Rate, rates
from doccheck.checks.figures.reckoned_words import left_of, term_of
from doccheck.checks.figures.verdicts import Verdict
from doccheck.language.patterns import lazy

_FILL = r"(?:大?约|近|将近|接近|为|是|达到?|到|了|有|仅|只|也|各|就|又|便|:|：|\s)*"
_CUE = lazy(
    rf"(?P<verb>[占居](?!有率|地|用|据|股)(?P<of>[^,，、;；:：()（）占\d]{{0,12}}?)(?:的?(?:比例|比重|份额|比))?|占比|比重|比例|份额|权重|[占持]股(?:比例)?)的?{_FILL}$"
)
_PAID = lazy(r"(?:拨付|支付|兑付|付|拨)(?P<of>[^,，、;；:：()（）\d到至%]{0,12}?)的?\s?$")
"""Shares that are paid out one after another, which cannot be more than all."""
_GAP = lazy(r"\s?(?:左右|上下|以内|多|强)?[)）]?\s?[、，,；;和及与]+(?P<item>.*)", re.DOTALL)
_ELSE = lazy(
    r"其中|同比|环比|增长|增幅|增加|下降|减少|降幅|提高|提升|上升|较|比上|上年|去年|高于|低于|平均|目标|不[低高]于|不[少超]|至少|"
    r"占有率|市占|利润率|合格率|覆盖|毛利|强度|相当于|前[两三四五六七八九十]|各(?![项类])|均|每|不[足到]"
)
"""Words between two shares with which the second is of something else."""
_SUM = lazy(r"合计|共占|总共|总计|共计|相加|加起来|合起来|合占|加总|[两二三四五六]([项者类家块部]|部分)[^,，]{0,4}共")
_SUM_ALONE = lazy(
    rf"(?:以上|上述|前述|这|前)?(?:[两二三四五六\d](?:[者项类家块方个条种]|部分)[\u4e00-\u9fff]{{0,2}})?(?:{_SUM.pattern})[占共]*{_FILL}"
)
_AMOUNT = lazy(r"\d[\d,']*(?:\.\d+)?\s?(?:[百千]?[万亿]?元|[人名件项个家台套吨])")
_REST = lazy(r"其余|其[他它]|余下|剩余|剩下|余者|余额|及以下|尾款|余款")
_PAIRS = (
    (r"财政|拨款|专项资金|省级|国拨", r"自筹|自有|配套"), (r"国内|境内|内销", r"国外|境外|海外|出口|外销"),
    (r"线上", r"线下"), (r"直接费", r"间接费"), (r"男", r"女"), (r"[市省区]内|本[市省地]", r"[市省区]外|外[市省地]"),
)  # fmt: skip
"""Two parts that make a whole."""
_NUMBERED = lazy(
    r"(?:课题|项目|专题|方向|任务|标段|阶段|子课题)\s?(?P<a>[一二三四五六七八九十]|\d{1,2})|(?P<b>[甲乙丙丁戊己庚辛壬])方"
)
_ORDERS = ("一二三四五六七八九十", "甲乙丙丁戊己庚辛壬")
_MOST, _NEAR = 30.0, 5.0
"""How far from a hundred the sum of a complete list, and of one that only seems so, may be for a slip."""
_TIGHT = 0.015
"""How much of a whole two shares may leave open that say the same of it."""


class Share(Struct, frozen=True):
    """One share of a list with the words before it and the amount that has it."""

    rate: Rate
    item: str
    of: str
    amount: Measure | None


def side_by_side(clean: str, judged: Collection[int] = ()) -> Iterator[Verdict]:
    """What the lists of shares of a narrowed paragraph say of themselves; ``judged`` rates are wrong already."""
    if clean.count("%") + clean.count("％") + clean.count("成") + clean.count("百分之") < 2:
        return
    for run in (*_runs(clean), *_put_to_use(clean)):
        if any(share.rate.start in judged for share in run):
            continue
        yield from _summed(run)
        verdict = _one_whole(run) or _hundred(run)
        if verdict is not None:
            yield verdict


def _runs(clean: str) -> Iterator[list[Share]]:
    """Shares of one whole that follow each other, two and more."""
    found = [r for r in rates(clean) if not r.form and not r.points]
    amounts = measures(clean)
    for depth in (0, 1):
        plain = clean if depth else _without_brackets(clean)
        held = [r for r in found if _depth(clean, r.start) == depth and plain[r.start : r.end].strip()]
        run: list[Share] = []
        for rate in held:
            share = _next(plain, run, rate, amounts) if run else None
            if share is None:
                if len(run) > 1:
                    yield run
                share = _first(plain, rate, amounts)
                run = [] if share is None else [share]
            else:
                run.append(share)
        if len(run) > 1:
            yield run


_USED = lazy(
    r"(?:的[\u4e00-\u9fff]{1,6}?)?(?:用于|用来|用在|作为|投向|投入|归|来自|属于|分给|留给|分配给|奖励|返还|为|是|给)[^\d%,，、；;。]{1,16}[,，、；;和及]"
    r"(?P<rest>其余|余下|剩余|剩下|另外?)?(?:的|有)?\s?"
)
"""Between two shares that are told before what they are of: 40%用于设备，35%用于材料，其余25%用于劳务."""


def _put_to_use(clean: str) -> Iterator[list[Share]]:
    """Shares told before their uses, the last of them the rest or all of them more than a hundred."""
    found = [r for r in rates(clean) if not r.form and not r.points and _plain_rate(r)]
    run: list[Share] = []
    for rate in [*found, None]:
        gap = _USED.fullmatch(clean, run[-1].rate.end, rate.start) if run and rate is not None else None
        if rate is not None and gap is not None and not _ELSE.search(gap[0]):
            run.append(Share(rate, gap["rest"] or "", "", None))
            continue
        if len(run) > 2:
            yield run
        run = [] if rate is None else [Share(rate, "", "", None)]


def _depth(clean: str, position: int) -> int:
    return clean.count("(", 0, position) - clean.count(")", 0, position)


def _without_brackets(clean: str) -> str:
    return re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), clean)


def _plain_rate(rate: Rate) -> bool:
    return not rate.bound and math.isfinite(rate.low) and math.isfinite(rate.high)


def _first(plain: str, rate: Rate, amounts: Sequence[Measure]) -> Share | None:
    begin = max(plain.rfind(mark, 0, rate.start) for mark in "。；;！？\n") + 1
    words = plain[begin : rate.start]
    cue = _CUE.search(words) or _PAID.search(words)
    if cue is None or not _plain_rate(rate) or _ELSE.search(re.split("[,，]", words)[-1].split("其中")[-1]):
        return None
    return Share(rate, words, left_of(cue["of"] or ""), _amount(amounts, begin, rate.start))


def _next(plain: str, run: Sequence[Share], rate: Rate, amounts: Sequence[Measure]) -> Share | None:
    """The share as the next of a list, or ``None`` if it is of something else."""
    begin = run[-1].rate.end
    gap = _GAP.fullmatch(plain, begin, rate.start)
    if gap is None or not _plain_rate(rate) or len(" ".join(gap["item"].split())) > _FAR or _ELSE.search(gap["item"]):
        return None
    cue = _CUE.search(gap["item"]) or _PAID.search(gap["item"])
    words = _AMOUNT.sub("", gap["item"])
    if re.search(r"[。！？\n]", words) or (cue is None and not re.fullmatch(rf"[^\d,，;；、]{{1,14}}?{_FILL}", words)):
        return None
    of = left_of(cue["of"] or "") if cue is not None else ""
    base = next((share.of for share in run if share.of), "")
    if of and base and of not in base and base not in of:
        return None
    return Share(rate, gap["item"], of, _amount(amounts, begin, rate.start))


_FAR = 48


def _amount(amounts: Sequence[Measure], begin: int, end: int) -> Measure | None:
    """The one amount that stands right before a share."""
    held = [m for m in amounts if begin <= m.start and m.end <= end and m.unit and not m.bound]
    return held[-1] if held and len([m for m in held if m.unit == held[-1].unit]) == 1 else None


def _summed(run: Sequence[Share]) -> Iterator[Verdict]:
    """“传感器占20%，仪表占30%，两项合计占60%”."""
    told, items = run[-1], run[:-1]
    if len(items) < 2 or not _SUM.search(told.item) or any(_SUM.search(share.item) for share in items[1:]):
        return
    if _SUM_ALONE.fullmatch(_CUE.sub("", _AMOUNT.sub("", told.item)).strip(" ,，、")) is None:
        return  # 牵头单位占30%，高校占25%，其他企业合计占45%
    for count in range(2, len(items) + 1):
        low = sum(s.rate.low for s in items[-count:])
        high = sum(s.rate.high for s in items[-count:])
        if told.rate.allows(low, high):
            return
    value = sum(s.rate.value for s in items)
    if 0.5 < value / max(told.rate.value, 1e-6) < 2:
        yield _verdict(told, f"各项占比之和应为 {number(round(value, 2))}%，所写为“{told.rate.written}”。")


def _hundred(run: Sequence[Share]) -> Verdict | None:
    """A complete list whose shares do not make a hundred."""
    if _SUM.search(run[-1].item):
        return None
    low, high = sum(s.rate.low for s in run), sum(s.rate.high for s in run)
    value = sum(s.rate.value for s in run)
    off = abs(value - 100)
    paid = all(_PAID.search(share.item) for share in run)
    over = value > 100 and (paid or not run[0].item)  # payments or uses of one thing
    numbered = _is_numbered(run) and (value > 100 or (off <= _NEAR and len(run) > 2))
    if low <= 100 <= high or off > _MOST or not (_is_closed(run) or over or numbered):
        return None
    said = "、".join(share.rate.written for share in run)
    return _verdict(run[-1], f"各项占比 {said} 之和为 {number(round(value, 2))}%，应为100%。")


def _is_closed(run: Sequence[Share]) -> bool:
    """Whether a list says that it leaves nothing out."""
    if len(run) > 2 and any(_REST.search(share.item) for share in run[-2:]):
        return True
    if len(run) != 2:
        return False
    one, two = (_own_words(share.item) for share in run)
    return any(
        (re.search(a, one) and re.search(b, two) and not re.search(b, one))
        or (re.search(b, one) and re.search(a, two) and not re.search(b, two))
        for a, b in _PAIRS
    )


def _own_words(item: str) -> str:
    """What an item's share is of, without what stood before it and without the whole."""
    return re.split(r"[,，;；。]", _CUE.sub("", item))[-1]


def _is_numbered(run: Sequence[Share]) -> bool:
    """Whether a list's items are numbered from the first on, without a gap."""
    marks = [_NUMBERED.findall(share.item) for share in run]
    if not all(marks):
        return False
    signs = [(found[-1][0] or found[-1][1]) for found in marks]
    for order in _ORDERS:
        if all(sign in order for sign in signs):
            return [order.index(sign) for sign in signs] == list(range(len(signs)))
    return signs == [str(n + 1) for n in range(len(signs))]


def _one_whole(run: Sequence[Share]) -> Verdict | None:
    """Amounts with their shares of which one alone is of another whole than the others."""
    told = [(s, s.amount) for s in run if s.amount is not None and s.rate.low > 0]
    if len({m.unit for _, m in told}) != 1 or len(told) < 3 or re.search(r"收入|营收|销售", run[0].of):
        return None
    for odd, amount in told:
        others = [_whole_of(s, m) for s, m in told if s is not odd]
        low, high = max(a for a, _ in others), min(b for _, b in others)
        own = _whole_of(odd, amount)
        tight = sum(b - a <= 2 * _TIGHT * a for a, b in others)
        agreed = low <= high and high - low <= _TIGHT * high and tight > 1
        if not agreed or (own[0] <= high and low <= own[1]) or len(others) < (2 if run[0].of else 3):
            continue
        true = 200 * amount.value / (low + high)
        if not 0.5 < true / odd.rate.value < 2:
            return None
        return Verdict(
            odd.rate.start, odd.rate.value, True,
            f"占比写“{odd.rate.written}”，按 {amount.written} 和并列各项的占比计算应为 {true:.1f}%。",
            (term_of(amount),), 0.86,
        )  # fmt: skip
    return None


def _whole_of(share: Share, amount: Measure) -> tuple[float, float]:
    """The whole of which an amount is such a share."""
    return amount.low / share.rate.high * 100, amount.high / share.rate.low * 100


def _verdict(share: Share, message: str) -> Verdict:
    return Verdict(share.rate.start, share.rate.value, True, message, (), 0.88)
