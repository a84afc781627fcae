"""N003: shares that a paragraph states beside the part and the whole."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from doccheck.checks.figures.paragraph_figures import Figure, alike, core
from doccheck.checks.figures.rates import Rate
from doccheck.checks.figures.terms import names_in
from doccheck.language.patterns import lazy

_POINTED = lazy(r"(?P<part>前者|后者)[^,，占]{0,3}(?:占|相当于|(?:约|恰|正好)?[为是](?!占))(?P<whole>前者|后者)")
"""A share of the two figures told last: 营业收入合计14.46亿元，研发投入合计0.99亿元，后者占前者的6.9%."""
_ADVERB = (
    r"(?:所|正好|恰好|恰|适|刚好|只|仅|大约|约|合计|合共|合|共|就|即|均|也|还|已|"
    r"平均|折合|相当于|等于|是|为|居|近|将近|不到|不足|接近|超过?|逾|达到?|了|有|:|\s)*"
)
_CUE = lazy(
    rf"{_ADVERB}(?:(?:占比|比重|比例|份额)|(?:研发|科研|研究开发)?(?:经费|费用)?(?:投入)?(?:强度|费用率)|(?:[占居]|[约折]合|相当于)(?P<of>[^,，。占]{{0,18}}?)|[为是](?P<as>[^,，。占为是]{{2,12}}的))?"
    rf"(?:的?(?:比例|比重|比|份额))?的?{_ADVERB}$"
)
"""How a share is said between the beginning of its clause, or the words that name the part, and its rate."""
_TOGETHER = lazy(r"合|共|总|两者|三者|前[两三四]")
_ALL = lazy(r"合计数?|总额|总数|总量|总计|全部|其|总|全体|当届|当年|同期|-")
_PART_OF = lazy(r"其中|里|内|中(?!心)|大头|当中")
_COMPARED = lazy(r"[比较与](?:(?:19|20)\d{2}|上|去|前)|上一?年|去年")
_RECKONED = lazy(r"(?:据此|由此|按此|以此|经|折合)?(?:计算|测算|推算|折算|核算)(?:得出|得|出)?的?")
_INTENSITY = lazy(r"强度|费用率")
_RESEARCH = lazy(r"研发|研究|科研|^rd$")
_INSIDE = lazy(r"(?:^|[,，;；])([\u4e00-\u9fff]{2,8}?)(?:之中|当中|中|里)[,，]")
_SUM = lazy(r"总|合计|共|全部")
_TOTAL = lazy(r"总|合计|共|全|在册|在岗|在编|现有|员工|职工|人员$|从业")


def share_terms(
    clean: str, begin: int, rate: Rate, figures: Sequence[Figure], shared: Sequence[Figure], whole: Figure | None,
    borders: Sequence[int] = (),
) -> tuple[Figure | None, list[Figure], bool]:
    """The part of a said share, the figures that may be its whole, the likeliest first, and whether that one is sure.

    ``shared`` are the parts of earlier shares of the paragraph, which are no wholes; ``whole`` that of the last one.
    """
    none: tuple[Figure | None, list[Figure], bool] = (None, [], False)
    before = [f for f in figures if f.end <= rate.start]
    inside = [f for f in before if f.start >= begin]
    clause = clean[begin : rate.start]
    cue = _CUE.search(clause)
    if cue is None or re.search(r"[由从](?!业)", cue[0]):
        return none
    if (told := _POINTED.match(clause)) is not None and len(before) > 1 and told["part"] != told["whole"]:
        share, of_all = before[-2:][:: -1 if told["part"] == "后者" else 1]
        return (share, [of_all], True) if share.term.unit == of_all.term.unit else none
    of = (cue["of"] or cue["as"] or "").removesuffix("的")
    within = [f for f in inside if f.start >= begin + cue.start("of") and cue["of"]]
    parts = [f for f in before if f not in within]
    if not parts:
        return none
    part = _part(clean, begin, begin + cue.start(), rate, parts, cue)
    if part is None:
        return none
    if part.start < begin and any(part.end <= at < rate.start for at in borders):
        return none  # ②某公司研发投入1,556万元；③另一公司…研发投入占营业收入的8%
    if _INTENSITY.search(cue[0]) and not _RESEARCH.search(f"{part.topic}{part.term.quantity}"):
        return none
    if within:
        return part, [f for f in within if f.term.unit == part.term.unit], True
    wholes = [
        f for f in reversed(before)
        if f.term.unit == part.term.unit and f is not part and f.term.high >= part.term.low and not f.difference
        and (not _COMPARED.search(f.label) or f.term.year == part.term.year is not None) and math.isfinite(f.term.high)
    ]  # fmt: skip
    if _SEVERAL_YEARS.search(part.label):  # 近三年研发投入21,246万元，占同期营业收入的8.56%
        wholes = [f for f in wholes if _SEVERAL_YEARS.search(f.label)]
    elif part.term.year is not None and part.term.unit == "万元":  # 三年收入合起来5.3亿元。去年研发884万元，占收入
        wholes = [f for f in wholes if f.term.year is not None or not _IN_YEARS.match(f.label)]
    if not wholes:
        return part, [], False
    if (rate.form == "each" and "元" in rate.written) or _INTENSITY.search(cue[0]):
        of = "收入"
    elif not of and (inside_of := _INSIDE.search(clean[clean.rfind("。", 0, part.start) + 1 : part.start])):
        of = inside_of[1]
    if names_in(of):  # of whom an earlier sentence's revenue is, where others are named since, is not sure
        near = [f for f in wholes if not any(f.end <= at < part.start for at in borders)]
    else:
        near = wholes
    best = _whole(clean, part, near, of, shared, whole)
    if best is None and not of and (made := _sum_of_all(part, near, figures)) is not None:
        return part, [made], True
    if best is None:
        return part, wholes, False
    if names_in(of) and part.term.unit == "万元":
        wholes = [f for f in wholes if _names(f, core(of)) or f.term.quantity == "main_revenue"]
    return part, [best, *(f for f in wholes if f is not best)], True


def _part(clean: str, begin: int, cue: int, rate: Rate, parts: Sequence[Figure], said: re.Match[str]) -> Figure | None:
    """What has the share: the figure right before, or the last one under the words that stand before the cue."""
    last = parts[-1]
    if rate.form == "each":
        gap = clean[last.end : rate.start]
        return last if re.fullmatch(r"[^,，。;；]{0,8}[,，(]?[^,，。;；\d]{0,8}", gap) else None
    if last.start >= begin:  # 研发人员45人占四成
        gap = clean[last.end : cue]
        return last if len(gap) <= 8 and not names_in(gap) else None
    named = core(_RECKONED.sub("", clean[begin:cue]))
    explicit = said["of"] is not None or said["as"] is not None or re.search(r"占比|比重|比例", said[0])
    if named:
        held = [f for f in parts if f.topic == named]  # 研发人员127人（专职研发人员96人）。研发人员占…
        held = held or [f for f in parts if f.topic.startswith(named) or f.topic.endswith(named)]
        whole_name = {n.quantity for n in names_in(named) if (n.start, n.end) == (0, len(named))}
        held = held or [f for f in parts if f.term.quantity in whole_name]  # 财政2,600万元。财政资金占总投入的21.7%
        return held[-1] if held and explicit else None
    gap = clean[last.end : begin]
    if re.fullmatch(r"[^,，。;；:：(（)）\d]{0,20}[,，(（]", gap) is None:
        return None
    return last


def _whole(
    clean: str, part: Figure, wholes: Sequence[Figure], of: str, shared: Sequence[Figure], last: Figure | None
) -> Figure | None:
    """The one figure of which a part is surely told."""
    named = core(of)
    if named and not _ALL.fullmatch(named) and not _ALL.fullmatch(of):
        group = _GROUP.search(part.label) is not None
        fits = [f for f in wholes if _names(f, named) and (group or not _GROUP.search(f.label))]
        if _SUM.search(of):
            fits = [f for f in fits if not _sibling(f, part)]
        fits = [f for f in fits if not _of_another_year(part, f)]  # 2021年收入4.9亿元。2022年出口0.9亿元，占收入的15%
        if part.term.unit == "万元" and len({f.term.value for f in fits}) > 1:
            fits = [f for f in fits if part.term.year in (f.term.year, None)]
            fits.sort(key=lambda f: -(f.term.year or 0))
        return fits[0] if fits else None
    if last is not None and last in wholes and _of_another_year(part, last):
        return None  # 研发投入5,429万元，占销售收入5.80%（2022年为4,557万元，占5.60%）
    if last is not None and last in wholes and all(f.start <= last.start or f in shared for f in wholes):
        return last
    ahead = [f for f in wholes if f.start < part.start and f not in shared and f.sentence == part.sentence]
    if re.search("总|合计", of) and not any(_TOTAL.search(f.label) for f in ahead):  # 总额4,000万元。甲方…，占总额的
        totals = [f for f in wholes if _SUM.search(f.label) and part.sentence - 2 < f.sentence < part.sentence]
        return totals[0] if len({f.term.value for f in totals}) == 1 else None
    if not ahead:
        return None
    near = ahead[0]
    between = clean[near.end : part.start]
    if re.search(r"[;；]", between) and part.term.unit != "人":
        return None
    if part.term.unit in ("家", "个") and re.search(r"\d[^,，]*元", between):
        return None  # 五家企业收入合计26.8亿元，其中骨干两家占了七成: the money has the share
    if _PART_OF.search(between) or (part.term.unit == "人" and _TOTAL.search(near.label)):
        return near
    adjacent = re.fullmatch(r"[^,，。;；]{0,4}[,，(（:：]?[^,，。;；\d]{1,12}", between) is not None
    return near if adjacent and part.term.unit not in ("万元", "年", "月", "") else None


def _of_another_year(part: Figure, whole: Figure) -> bool:
    """Whether two sums of money are of two years."""
    years = {part.term.year, whole.term.year}
    return part.term.unit == "万元" and None not in years and len(years) > 1


def _sum_of_all(part: Figure, wholes: Sequence[Figure], figures: Sequence[Figure]) -> Figure | None:
    """The figure that the part and its sentence's other figures make together (财政…，自筹…，总投入…，财政所占比例)."""
    alike_ = [f.term for f in figures if f.term.unit == part.term.unit and f.sentence == part.sentence]
    for whole in wholes:
        rest = [t for t in alike_ if t is not whole.term]
        if len({t.year for t in alike_}) > 1:
            return None  # 2021年的7,400万元，2022年8,600万元，多出来的1,200万元
        if whole.sentence == part.sentence and len(rest) > 1 and sum(t.value for t in rest) == whole.term.value:
            return whole
    return None


def _sibling(figure: Figure, part: Figure) -> bool:
    """Whether a figure is told in the part's words, and so is no whole: 经费3,600万元。…经费1,900万元，占总经费"""
    alike = bool(part.topic) and figure.topic == part.topic and part.topic in part.label
    return alike and not _SUM.search(figure.label)


_SEVERAL_YEARS = lazy(
    r"(?:近|前|过去|最近)[两二三四五]年(?!来?(?:每|年均|平均)|[一-龥]{2,8}的)|累计|[两二三四五]年(?:来|间|内|的)?(?:累计|合计|共|总)"
    r"|(?:19|20)\d\d年?[—–~～至到-]{1,2}(?:19|20)?\d\d年"
)
"""Words of figures of several years, which are no share of one year's."""
_IN_YEARS = lazy(r"(?:近|前|过去|最近)?[两二三四五]年")
_GROUP = lazy(r"集团|合并|并表")
"""Words of a group's figures, of which a unit's own is no share."""
_STAFF = lazy(r"员工|职工|从业|全员|在册|在岗|在编|全院|全所|全公司|教职")


def _names(figure: Figure, of: str) -> bool:
    """Whether a figure stands under the words that a share is said to be of."""
    words = f"{figure.topic}{figure.label}"
    if figure.term.unit == "人" and _STAFF.search(of):
        return _STAFF.search(words) is not None or figure.term.quantity == "staff"
    held = {n.quantity for n in names_in(of)}
    if held and figure.term.quantity:
        return figure.term.quantity in held
    tail = re.sub(r"总额|总数|总量|总|全部", "", of)
    return bool(tail) and (tail in words or alike(re.sub(r"总额|总数|总", "", figure.topic), tail))


def together(clause: str) -> bool:
    """Whether a share may be that of several figures together (合占两成)."""
    return _TOGETHER.search(clause) is not None


def of_another_year(clean: str, begin: int, rate: Rate, part: Figure) -> bool:
    """Whether the words around a share give it a year that is not its part's."""
    years = re.findall(r"(?:19|20)\d{2}(?=\s?年)", clean[max(begin, part.end) : rate.start])
    return bool(years) and (int(years[-1]) != part.term.year or _OF_YEARS.search(part.label) is not None)


_OF_YEARS = lazy(r"[两三四五]年(?:来|间|内|的)?(?:累计|合计|共|总)|累计")
