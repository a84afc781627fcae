"""Lists whose items have no label of their own, or have it behind them, against the total beside them (N002).

“新增专利60件，三年分别为12件、22件、36件”; “5家企业、2所高校、3家院所共9家单位”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from doccheck.facts.listed.list_classes import class_of
from doccheck.facts.model import Quantity
from doccheck.language.patterns import lazy

Parts = list[tuple[str, Quantity]]

_N = r"[两二三四五六七八九]|[2-9]"
_EACH = lazy(
    rf"(?:(?P<n>{_N})(?:个?年度?|[个项](?:子?课题|任务|专题|项目|方向|阶段|板块)|家(?:单位|企业|成员)?|方)|各年度?|逐年|按年度?|分年度?)"
    r"(?:的|里|间)?(?P<of>[^,，。;；:：、\d]{0,8}?)(?:分别|依次|分解)(?:新增|投入|安排|完成|到位)?(?:为|是|有|计|:)?\s?"
)
_NEXT = lazy(r"\s?[、,，和及与+]\s?")
_GENERIC = frozenset(("", "经费", "预算", "投入", "金额", "资金"))
_GROWN = lazy(r"达到?|增至|提高|升至|累计有|存量|现有|拥有")
"""Words of figures that hold what the years before brought."""
_OF_A_SUM = lazy(r"总|共|合计|新增|自筹|财政|经费|投入|预算|出资|培养|引进|完成|制定|研制|开发|转化")
_SUMS_UP = lazy(
    rf"[,，(（]\s?(?:以上|上述|这)?(?:{_N})?(?:个?年|[个项](?:子?课题|任务)?|家|方)?(?:合计|共计|总计|总共|一共|共)[^\d,，、。]{{0,6}}"
)
_KINDS_BEHIND = lazy(r"(?P<kind>[一-鿿]{2,8}?)(?P<next>\s?[、,，和及与]\s?|以及|并)?")
_ALTOGETHER = lazy(r"[,，]?\s?(?:一?共(?:计|有)?|合计|总计|总共)\s?")
_COUNTS = {c: n for n, c in enumerate("二三四五六七八九", 2)} | {"两": 2}


def unlabelled(said: str, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Parts]]:
    """Each total of a narrowed sentence with the items, in order, that are declared to make it."""
    if "分别" in said or "依次" in said or "分解" in said:
        yield from _in_order(said, found)
    yield from _counted_first(said, found)


def _in_order(said: str, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Parts]]:
    for match in _EACH.finditer(said):
        run = _run(said, [q for q in found if q.start >= match.end()], match.end())
        count = match["n"]
        if len(run) < 2 or (count and (_COUNTS.get(count) or int(count)) != len(run)) or _GROWN.search(match[0]):
            continue
        parts = [(f"第{number}项", q) for number, q in enumerate(run, 1)]
        behind = _SUMS_UP.match(said, run[-1].end)
        after = next((q for q in found if behind is not None and q.start == behind.end()), None)
        if after is not None:
            if after.unit == run[0].unit:
                yield after, parts
            continue
        before = [q for q in found if q.end <= match.start() and q.unit == run[0].unit]
        if before and _is_of(said, before[-1], match):
            yield before[-1], parts


def _run(said: str, figures: Sequence[Quantity], at: int) -> list[Quantity]:
    """The figures of one unit that follow each other from a place on, commas alone between."""
    run: list[Quantity] = []
    for quantity in figures:
        joined = quantity.start == at if not run else _NEXT.fullmatch(said, run[-1].end, quantity.start) is not None
        if not joined or quantity.unit in ("%", "‰", "年", "月", "") or (run and quantity.unit != run[0].unit):
            break
        run.append(quantity)
    return run


def _is_of(said: str, total: Quantity, match: re.Match[str]) -> bool:
    """Whether the figure before a list is the total of what is listed: neither of another sort nor grown to so much."""
    clause = re.split(r"[,，、;；:：(（]", said[: total.start])[-1][-14:]
    between = said[total.end : match.start()]
    same = match["of"].strip() in _GENERIC or match["of"].strip() in clause
    narrower = re.search(r"自筹|财政|专项|配套|现金", clause) is not None and match["of"].strip() not in ("", clause)
    return (
        re.fullmatch(r"\s?[,，:：(（]?[^,，。\d]{0,4}", between) is not None
        and _OF_A_SUM.search(clause) is not None
        and not _GROWN.search(clause)
        and same
        and not narrower
    )


def _counted_first(said: str, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Parts]]:
    """“5家企业、2所高校和3家院所共9家单位”: numbers before the kinds that they count, the total last."""
    for index, total in enumerate(found):
        items = list(takewhile(lambda q: q.unit in ("家", "所", "个"), reversed(found[:index])))
        if total.unit not in ("家", "个") or len(items) < 2:
            continue
        parts: Parts = []
        end = total.start
        for item in items:
            gap = said[item.end : end]
            kind = _ALTOGETHER.sub("", gap) if not parts else gap
            match = _KINDS_BEHIND.fullmatch(kind)
            closed = "等" not in gap and (bool(parts) or _ALTOGETHER.search(gap) is not None)
            joined = match is not None and bool(parts) == bool(match["next"])
            if match is None or not closed or not joined or class_of(match["kind"]) != "units":
                break
            parts.append((match["kind"], item))
            end = item.start
        ahead = said[max(0, parts[-1][1].start - 6) : parts[-1][1].start] if parts else ""
        if len(parts) > 1 and not re.search(r"其中|另|除|等$", ahead):
            yield total, parts[::-1]
