"""Lists that the sentence itself declares to be all of a total, whatever their items are called.

“全员765人，依次为驾驶员402人、仓储作业218人、技术与管理155人”; “三个专题：…950万元、…600万元，合计2,570万元”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from doccheck.checks.figures.equations import equations
from doccheck.checks.figures.unlabelled import unlabelled
from doccheck.facts.catalogue import words_in
from doccheck.facts.listed.list_classes import class_of
from doccheck.facts.model import Quantity
from doccheck.facts.quantities import quantities
from doccheck.language.patterns import lazy

_JOINT = lazy(r"[\s、,，和及与]*(?P<label>[^\d、,，。;；:：()（）]{1,14})")
_NAME = r"[^\d、,，。;；:：()（）]{1,14}"
_OF_EACH = lazy(rf"[\s、,，]*(?P<label>(?:{_NAME}[、和及与])+{_NAME}各)(?:为|有|出)?")
"""丁方、戊方各; 企业技术中心、工程研究中心各."""
_UNFIT = lazy(
    r"等|(?<!参)加(?!工)|另|除|外(?!观|协|贸|购)|占|比|增(?!资)|(?<!自)升(?!降)|(?<!升)降|平均|每|骨干|规上|近|约|其中|以上|以下|以内|累计|原有|计划|新增|上年|去年|目标|(?:企业|高校|院所|单位)[里中内]"
    r"|[由从到至]$|(?:19|20)\d{2}|[年月]"
)
"""Words in an item's label after which the items are no parts of one whole, or not all of them."""
_AND_LESS = lazy(r"[及和或与]?以[上下](?:(?:职称|学历|学位)?的?人员)?$")
"""本科及以下 is a sort like any other."""
_DECLARES = lazy(
    r"分别|依次|按[^,，:：\d]{1,10}[:：]|(?:[由按](?=[^,，:：]{1,12}$))|[分拆划][为成]|[构组]成|[,，]计(?!划)|[,，]即(?=[^,，:：]{1,12}$)|(?<![到合])计有|(?P<n>[两二三四五六七八九]|\d)"
    r"(?:大|小)?[类项块种档部个支处](?:分|方面)?[^,，:：]{0,8}[:：]"
)
_SHARED_OUT = lazy(r"(?:分担|分摊|承担|出资|筹措|认缴|投入)(?:如下|情况)?[:：]\s?[^:：]*$")
"""自筹5,300万元由七家分担：…"""
_THINGS = frozenset(("台", "台套", "套", "条", "座", "亩", "㎡", "间", "栋", "艘", "辆", "架"))
"""Units of things of which none is in two items."""
_COUNT = {c: n for n, c in enumerate("两三四五六七八九", 2)} | {"二": 2}
_AHEAD = lazy(r"[、,，:：;；(（]|分别|依次|其中|(?:[为是由]|(?<!设)计|(?<![自国])有)(?=[^为是由计有]{2})")
"""What stands between a total and the label of its first item."""
_REST = lazy(
    r"[,，]?(?:其余|剩[余下]|余下)(?:的|全|都|则)?(?:各?(?:方|单位|成员|企业)|各家)?(?:合计|共计|一共|总共)?(?:是|为)?$"
)
_SUMS_UP = lazy(
    r"[^、,，。;；:：()\d]{0,4}[,，]\s?(?:以上|上述|这)?(?:[两二三四五六七八九\d][项类个块者笔部方家](?:分|课题|专题|单位|企业|成员)?)?"
    r"(?:合计|共计|总计|加起来|合起来|加在一起|相加|一共|总共|共)(?:经费|资金|金额|投入)?(?:为|是|有|达|:)?\s?"
)
_OPENS = lazy(r"[:：]|分别|依次|其中")
_GOES_ON = lazy(
    r"[^,，。;；]{0,10}等|[\u4e00-\u9fff]{0,6}[、和及](?!以下|其他)|[,，;；、]?\s?(?:另|此外|还有|加上|其[余他它])"
)
_BESIDES = lazy(r"(?:[与和及同]|联合|携手)(?:另外|其[他它余])的?\s?$")
"""Before a number of units that stand beside one named before: 由甲公司与另外6家单位组成，按性质分，企业5家…."""
_NEAR = 1.35
"""How far the sum of a list may be from its total and still be a slip in it."""

_TO_COME = lazy(r"拟|将|力争|突破|攻克|培养|培育|形成|制定|制修订|申请|研制|开发|建成|发表|完成")
"""Before a number that is to be reached: 形成标准12项，其中国家标准2项、行业标准5项、团体标准4项."""
_NEARLY = 0.88
"""How much of a planned number its sorts must make so that they are meant to be all of it."""

_SORTS_COUNTED = frozenset("类种部块")
Parts = list[tuple[str, Quantity]]


def partitions(said: str, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Parts, float]]:
    """Totals of a narrowed sentence with the declared parts that do not make them, and how sure that is."""
    for total, parts in equations(said, found) if "=" in said or "＝" in said else ():
        if _differ(total, parts) and not any(q.approximate or q.bound for q in (total, *(q for _, q in parts))):
            yield total, parts, 0.9
    for index, total in enumerate(found[:-2]):
        parts = _items(said, found[index + 1 :], total)
        if len(parts) < 2 or _BESIDES.search(said, 0, total.start) or of_one_before(found, total, parts):
            continue
        between = said[total.end : parts[0][1].start]
        confidence = _declared(said, total, between, parts)
        if confidence and _differ(total, parts):
            yield total, parts, confidence
    for index, total in enumerate(found):
        before = list(found[:index])
        if before and before[-1].unit != total.unit:
            before.pop()  # 三项合计700万元
        closing = _SUMS_UP.fullmatch(said, before[-1].end, total.start) if len(before) > 1 else None
        parts = (_items_before(said, before, total) or _run_before(said, before, total)) if closing is not None else []
        sums = [parts[-size:] for size in range(2, len(parts) + 1)]
        if sums and all(_differ(total, some, 0.0) for some in sums) and _differ(total, parts):
            yield total, parts, 0.85

    if "依次" in said or "分别" in said:
        yield from _in_turn(said, found)
    for total, parts in unlabelled(said, found):
        if _differ(total, parts):
            yield total, parts, 0.88


_IN_TURN = lazy(
    r"(?:(?P<of>[^,，。;；:：、\d]{0,8})按[^,，:：、\d]{1,6}分[,，:：]|(?P<next>[,，:：]))\s?"
    r"(?P<labels>(?:[^、,，。;；:：\d]{1,10}、)+[^、,，。;；:：\d]{1,10}?)(?:三者|各)?(?:依次|分别)(?:为|是|有|计|达|:)?\s?"
)
_NEXT = lazy(r"\s?[、,，和及与]\s?")
_DEALS = lazy(r"(?:依次|分别)(?:为|是|有|计|达|:|：)?\s?$")


def _in_turn(said: str, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Parts, float]]:
    """“授权专利241件，…按类型分，发明、实用新型、外观设计依次为126件、98件、21件”: names first, figures behind."""
    for match in _IN_TURN.finditer(said):
        names = match["labels"].removeprefix("其中")
        within = names != match["labels"]
        labels = [_AND_LESS.sub("", label) for label in re.split(r"[、和与]|及(?!以)", names)]
        run = [q for q in found if q.start >= match.end()][: len(labels)]
        joined = run and run[0].start == match.end() and len(run) == len(labels)
        if not joined or not all(_NEXT.fullmatch(said, a.end, b.start) for a, b in pairwise(run)):
            continue
        before = [q for q in found if q.end <= match.start() and q.unit == run[0].unit]
        if match["of"]:
            before = [q for q in before if said[: q.start].rstrip("共计为有").endswith(match["of"].strip("其中"))]
        elif match["next"]:
            before = [q for q in before if q.end == match.start() and q.unit != "万元"]
        if not before or any(q.unit != run[0].unit for q in run) or any(map(_UNFIT.search, labels)):
            continue
        parts = list(zip(labels, run, strict=True))
        if within and not (sum(q.low for q in run) > before[-1].high or (len(run) > 2 and _near(before[-1], parts))):
            continue  # sorts of some of them: 其中高级、中级职称分别为12人、18人
        if not _GOES_ON.match(said, run[-1].end) and _differ(before[-1], parts):
            yield before[-1], parts, 0.88


def _items(said: str, following: Sequence[Quantity], total: Quantity) -> Parts:
    """The figures right behind a total that stand each under a label of their own."""
    parts: Parts = []
    at = total.end
    for quantity in following:
        gap = said[at : quantity.start]
        if not parts and quantity.unit in _SORTS_COUNTED:
            continue  # 三类合计而来：
        if not parts and quantity.unit in "家方" and total.unit not in "家方" and "由" in gap:
            continue  # 由七家分担：
        if parts:
            match = _JOINT.fullmatch(gap) or _OF_EACH.fullmatch(gap)
            label = match["label"] if match is not None else ""
        else:
            label = _INCLUDED.sub("", _AHEAD.split(gap)[-1].strip(" 为是有共"))
            of_each = _OF_EACH.search(gap) if gap.endswith("各") else None
            label = "" if len(gap) > 24 or re.search(r"[;；。)）]", gap) else label
            label = of_each["label"] if of_each is not None else label
        label = re.sub(r"[为是有共约\s]+$", "", label).strip("是为")
        rest = _REST.fullmatch(label) is not None
        if not _of_kind(quantity, total) or not label or (_UNFIT.search(_AND_LESS.sub("", label)) and not rest):
            break
        parts.append((label, times(quantity, len(re.split(r"[、和及与]", label)) if label.endswith("各") else 1)))
        at = quantity.end
        if rest:
            break
    return parts


def of_one_before(found: Sequence[Quantity], total: Quantity, parts: Parts) -> bool:
    """Whether a list makes the figure before its total: 成员8家，连同牵头单位共9家。其中企业5家、高校2家、院所1家."""
    added = sum(q.value for _, q in parts)
    return any(q.end <= total.start and q.unit == total.unit and q.value == added for q in found)


def times(quantity: Quantity, count: int) -> Quantity:
    """What several have together of which each has this: 庚方、辛方各60万元."""
    if count == 1:
        return quantity
    return replace(quantity, value=count * quantity.value, low=count * quantity.low, high=count * quantity.high)


def _of_kind(quantity: Quantity, total: Quantity) -> bool:
    """Whether a part is counted as its total is; 台（套） counts what is told in 台 or 套."""
    return quantity.unit == total.unit or (total.unit == "台套" and quantity.unit in ("台", "套"))


def _items_before(said: str, before: Sequence[Quantity], total: Quantity) -> Parts:
    """The figures before “合计” back to where their list begins; nothing if that is not plain."""
    parts: Parts = []
    for index in range(len(before) - 1, -1, -1):
        quantity = before[index]
        start = before[index - 1].end if index else 0
        gap = said[start : quantity.start]
        label = re.split(r"[、,，和及与:：;；(（]|分别|依次|其中", gap)[-1].strip(" 为是有约")
        if quantity.unit != total.unit or not label or _UNFIT.search(label):
            return []
        parts.append((label, quantity))
        if _OPENS.search(gap) or not index:
            return parts[::-1]
        if _JOINT.fullmatch(gap) is None:
            return []
    return []


def _run_before(said: str, before: Sequence[Quantity], total: Quantity) -> Parts:
    """The figures without labels that 依次 or 分别 deals out before “合计”: 经费依次为2,300万元、1,600万元和900万元."""
    parts: Parts = []
    for index in range(len(before) - 1, -1, -1):
        if before[index].unit != total.unit:
            return []
        parts.append(("", before[index]))
        gap = said[before[index - 1].end if index else 0 : before[index].start]
        if _DEALS.search(gap):
            return [(f"第{number}项", quantity) for number, (_, quantity) in enumerate(parts[::-1], 1)]
        if not _NEXT.fullmatch(gap):
            return []
    return []


def _declared(said: str, total: Quantity, between: str, parts: Parts) -> float:
    """How sure the sentence says that these are all parts; 0 if it does not."""
    labels = [label for label, _ in parts]
    end = parts[-1][1].end
    if len(set(labels)) < len(labels):
        return 0.0
    if _REST.fullmatch(labels[-1]):
        return 0.88 if len(parts) > 2 else 0.0
    if _GOES_ON.match(said, end):
        return 0.0
    declares = _DECLARES.search(between)
    if declares is not None:
        count = declares["n"]
        return 0.9 if not count or (_COUNT.get(count) or int(count)) == len(parts) else 0.0
    if len(parts) > 2 and "其中" not in between and all(map(_LEADS.search, labels)):
        return 0.85  # each project has one who leads it
    if len(parts) > 2 and _INCLUDES.fullmatch(between[: len(between) - len(labels[0])]):
        return 0.82 if _differ(total, parts, _NEARER) else 0.0
    near = re.split(r"[:：]", between)[0]
    if len(parts) > 2 and (_SHARED_OUT.search(between) or (parts[0][1].unit in _THINGS and not near.strip())):
        return 0.88
    closed = between.lstrip()[:1] in (":", "：") and _CLOSES.match(said, end) is not None
    closed = closed and (total.unit == "人" or total.unit in _THINGS)  # of rights some sorts may be left out
    if len(parts) > 2 and closed and not near.strip() and not any(map(_CROSSING.search, labels)):
        return 0.82  # 培养60人：工程师28人、技师20人、研究生15人。
    added = sum(q.low for _, q in parts)
    summed = re.search(r"总|共|合计", re.split(r"[,，;；:：]", said[: total.start])[-1][-8:]) is not None
    if len(parts) > 2 and summed and parts[0][1].unit in _THINGS and added > total.high:
        return 0.82
    if len(parts) > 2 and "其中" in between and _TO_COME.search(re.split(r"[，,;；。]", said[: total.start])[-1]):
        return 0.82 if added >= _NEARLY * total.value else 0.0  # what is planned is planned by its sorts
    if len(parts) > 2 and "其中" in between and len({label[-1] for label in labels}) == 1 and labels[0][-1] in _KINDS:
        return 0.82  # 注册证14张，其中球囊类6张、导管类5张、支架类2张
    if between.lstrip()[:1] in (":", "：", "(", "（") and "其中" not in between and _are_levels(labels) and (
        _ends(said, end, total.unit)
    ):
        return 0.82  # 创新平台4个：省级平台2个、市级平台1个
    if _opens_all(said, total, parts) and _nearly_all(total, parts) and _ends(said, end, total.unit):
        return 0.75
    alike = len(parts) > 2 and len({label[-1] for label in labels}) == 1 and not labels[0].endswith(("员", "人"))
    over = added > total.high and between.lstrip()[:1] in ",，:：("
    return 0.82 if alike and over and labels[0][-1] in _SORTS else 0.0


def _are_levels(labels: Sequence[str]) -> bool:
    """Whether the items are platforms by their levels, each level once: 国家级, 省级, 市级."""
    return all(class_of(label) == "levels" for label in labels)


def _opens_all(said: str, total: Quantity, parts: Parts) -> bool:
    """Whether the words behind a total say that its parts follow: 其中, a colon, a bracket, or a list all in 、."""
    between = said[total.end : parts[0][1].start].lstrip()
    listed = all("、" in said[a.end : b.start] for (_, a), (_, b) in pairwise(parts))
    listed = listed and total.unit not in ("万元", "家")
    if "其中" in between or re.match(r"[之当]?[里中内][,，:：]", between):  # 自筹2,800万元里，自有…，增资…，贷款…
        return True
    return between[:1] in (":", "：", "(", "（") or (listed and between[:1] in (",", "，"))


def _ends(said: str, end: int, unit: str) -> bool:
    """Whether a list is over: its sentence or bracket closes, or what follows counts something else.

    Of money only the close is sure: 其中甲公司4,200万元…乙公司600万元，高校、院所出资见方案.
    """
    rest = re.split(r"[。；;\n)）]", said[end:])[0]
    if unit == "万元" and rest.strip():
        return False
    return not any(q.unit == unit for q in quantities(rest)) and rest.lstrip()[:1] in ("", ",", "，")


def _nearly_all(total: Quantity, parts: Parts) -> bool:
    """Whether three or more sorts of one thing make a total but for so little that a figure is rather wrong than left.

    In the annotated packs every such list with a tenth or less left over was a slip. What may be counted twice
    (people by rank and by degree) is no such list, nor are rights told together with standards; levels, of which one
    is often left out, are not judged.
    """
    labels = [label for label, _ in parts]
    classes = {class_of(label) for label in labels}
    if len(parts) <= 2 or classes & {"years"} or classes == {"levels"} or {"rights", "standards"} <= classes:
        return False
    if (len(classes) > 1 and any(map(_CROSSING.search, labels))) or sum(bool(words_in(label)) for label in labels) > 1:
        return False  # 营业收入, 净利润, 研发投入: figures of their own
    return _near(total, parts)


def _near(total: Quantity, parts: Parts) -> bool:
    counted = total.unit != "万元" and total.value == int(total.value)
    return 0 < abs(total.value - sum(q.value for _, q in parts)) <= max(_LEFT * total.value, 1.0 if counted else 0.0)


_LEFT = 0.1
"""The share of a total that its sorts may leave over and still be meant to be all of it."""
_CROSSING = lazy(r"女|党员|职称|高级|中级|初级|专职|兼职|骨干|博士|硕士|本科|学历|归国|外聘")
"""Sorts of people of whom one may be in two."""
_CLOSES = lazy(r"\s?(?:[。；;\n]|$)")
_LEADS = lazy(r"(?:主持|牵头|领衔)$")
_INCLUDED = lazy(r"^(?:包括|包含|计有)")
_INCLUDES = lazy(r"[,，]?(?:包括|包含|计有)[:：]?")
"""What opens a list that is all of its total unless it says otherwise (等, 主要包括)."""
_NEARER = 1.2


_SORTS = "岗类线型级档期区组科系部门"
"""How labels end that are sorts of one thing, so that no item is in two of them: 管理岗, 技术岗, 操作岗."""


_KINDS = "类型线"
"""How labels end that sort all of a total, though 其中 stands before them."""


def _differ(total: Quantity, parts: Parts, near: float = _NEAR) -> bool:
    """Whether the items do not make the total; with ``near``, only if they nearly do."""
    if any(q.approximate or q.bound for q in (total, *(q for _, q in parts))):
        return False
    added = sum(q.value for _, q in parts)
    low, high = sum(q.low for _, q in parts), sum(q.high for _, q in parts)
    if low <= total.high + 1e-9 and total.low - 1e-9 <= high:
        return False
    return not near or total.value / near <= added <= total.value * near
