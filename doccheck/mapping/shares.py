"""How benefits are split, as a sentence settles it: shares of parties, equally, by contribution, all to one.

Pure functions on sentences as :func:`doccheck.mapping.terms.called` gives them. What is mixed, conditional, or only
divides one party's part among its people gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from doccheck.facts.numbers import chinese_value
from doccheck.language.patterns import lazy
from doccheck.mapping.terms import UNIT, is_known


class Way(StrEnum):
    """How benefits are split."""

    SHARES = "shares"
    EQUAL = "equal"
    PROPORTION = "proportion"
    SHARED = "shared"
    ONE = "one"


class Split(Struct, frozen=True):
    """One way of splitting: ``shares`` are (party, per cent); ``ratio`` shares that name no party, the largest first.

    ``streams`` are the kinds of income it is for (empty: benefits at large); ``cut`` says that something is taken
    off first, so that a single party's share cannot be compared.
    """

    way: Way
    shares: tuple[tuple[str, float], ...] = ()
    ratio: tuple[float, ...] = ()
    unit: str = ""
    streams: frozenset[str] = frozenset()
    cut: bool = False


_WORDS = lazy(
    r"收益|利益|利润|所得|收入|分红|红利|净利|盈利|好处|转让费|许可费|使用费|价款|[卖挣赚]|分成|效益|回报|进账"
)
_COSTS = lazy(r"(?:扣除|减去|刨去|扣|除去|先扣|扣掉)[^，；。]{0,24}?(?:后|成本|税费|费用|税|费)(?:以?后|之后|的)?")
_UNFIT = lazy(
    r"分担|分摊|摊|亏损|债务|赔偿|违约|罚|补助|补贴|资助|奖补|财政|专项资金|拨付|预算|认缴|实缴|注册资本|自筹|配套|启动金|"
    r"经费(?:按|由|的)|出资(?:额|款)?(?:为|是|[:：]|\d|各|共)|各出资|投入(?:资金|经费)\d|如果|[若倘]|未[作做]?(?:约定|列|写|明确)|"
    r"没有?(?:约定|写)|不明|无法|独立|单独|自行|各自(?:完成|实施|转化|研发)|背景|既有|原有|(?:课题|任务|项目)[一二三四五六七八九十\d]|其中|(?:单一|单个|具体|每个|各)(?:课题|项目)|课题合同|"
    r"例外|除外|以往|过去|曾|(?:19|20)\d\d年|第[一二三四五六七八九十\d]+年|前[一二三四五\d]+年|退出|解散|清算|工资|绩效|增长|提高|提升|"
    r"降低|下降|达到|超过|不低于|不少于|不高于|不超过|以上|约(?=\d)|市场占有|例如|避免|不再|[？?]|利润率|税率"
)
_INNER = lazy(
    r"奖励|奖给|激励|内部|发明人|发明者|完成人|科研人员|研发人员|技术人员|团队|个人|骨干|课题组|研究组|作者|师傅|干活的|职工|员工"
)
_REST = lazy(r"其余|余下|余额|剩余|剩下|余款|再按|再分|先[提留]|提取|公积|滚存|维护金")
_STREAMS = (
    ("licence", lazy(r"许可|授权")),
    ("transfer", lazy(r"转让|出让")),
    ("equity", lazy(r"入股|股权|股份|分红|作价|持股")),
    ("sales", lazy(r"销售|产品|产业化|提成|营业|订单|加工|量产|样机")),
    ("service", lazy(r"服务|检测|测试|设备|仪器|平台|租|培训|咨询|数据")),
)
_NUMBER = (
    r"(?:一半|\d+(?:\.\d+)?%|百分之[零〇一二两三四五六七八九十百点\d.]+|"
    r"(?:[一二两三四五六七八九]|\d)成(?:[一二三四五六七八九]|半)?(?!本|果|员))"
)
_PARTY = (
    rf"(?:{UNIT}|(?:其他|其余|其它)(?:各方|各家|成员单位|参与单位|成员|单位)|参与单位|参与方|参加单位|成员单位|合作单位|合作方|配合单位|配合方|"
    r"完成单位|完成方|研发单位|研发方|主研方|参研方|转化单位|转化方|实施方|实施单位|应用方|场景方|平台方|企业|院所|"
    r"(?:联合体)?(?:公共|发展|滚动|创新)?(?:基金|账户|资金池)|公共池|联合体|秘书处)"
)
_GAINS = (
    r"(?:应|可|各自|各|共|合计|分别|可以)?(?:分得|取得|获得|享有|享受|占有|分享|提取|分配|得到|拿走|留存|得|占|享|拿|取|留|分|为|是|按|：)*"
    r"(?:其中的|收益的?|净收益的?|比例为?|份额为?|大头)?(?:的)?"
)
_JOINT = r"[、和与及，：:/]"
_LISTED = lazy(
    rf"(?P<who>{_PARTY}(?:(?:以及|{_JOINT}){_PARTY})+)(?P<gap>[^，；。%成]{{0,16}}?)(?P<much>{_NUMBER}(?:(?:以及|[、和与及：:/]){_NUMBER})+)"
)
_LISTED_BACK = lazy(
    rf"(?P<much>{_NUMBER}(?:[、和与及：:/]{_NUMBER})+)[^，；。%]{{0,10}}?(?:归|给|分给)(?P<who>{_PARTY}(?:{_JOINT}{_PARTY})+)"
)
_RATIO = lazy(r"(?<![\d.])(\d{1,3}(?:\.\d+)?(?:\s*[:：∶比]\s*\d{1,3}(?:\.\d+)?)+)(?![\d.]*%)")
_OPEN = lazy(
    r"(?:(?<=[按以作为])|(?<=^)|(?<=[^一二三四五六七八九十第]))([一二三四五六七八九])([一二三四五六七八九])([一二三四五六七八九])?(?:开|分成|分账)"
)
_EACH = lazy(
    rf"(?P<who>{_PARTY}(?:[、和与及]{_PARTY})*)(?P<each>各|均)(?:分?得|占|享有?|拿|取得|获得|按)*(?P<much>{_NUMBER})"
)
_FORWARD = lazy(rf"(?P<who>{_PARTY})(?:方面)?{_GAINS}(?P<much>{_NUMBER})")
_BACKWARD = lazy(
    rf"(?P<much>{_NUMBER})(?:的(?:净?收益|利润|部分)?)?(?:应|则|将)?(?:归属于?|归|分给|分配给|支付给?|返还给?|划归|付给|留给|给|属于?)(?P<who>{_PARTY})"
)
_PARTIES = lazy(_PARTY)
_NUMBERS = lazy(_NUMBER)
_EACH_HALF = lazy(
    r"(?:各自?(?:得|占|拿|分得?|享有?)?|一人|一家)一半|(?:平分|均分|平均分[配享]?)，?各(?:得|占|享有?|分得)?(?:50%|百分之五十|五成)"
    r"|(?<=双方|两家|两方)各(?:得|占|享有?|分得)?(?:50%|百分之五十|五成)"
)
_EQUAL = lazy(
    r"平均(?:分配|分享|分成|享有|分|给)|均分|平分|等额|均等|等份|同等份额|平均享有|对半|各半|各得?一半|各占一半|一人一半|一家一半|五五(?:开|分)|"
    r"均摊收益|一视同仁地?分"
)
_PROPORTION = lazy(
    r"[按依据照][^，；。]{0,18}(?:贡献|工作量|工时|投入|出力|出资|股权|持股)[^，；。]{0,14}(?:分|享|切|结)|"
    r"(?:视|根据)[^，；。]{0,10}(?:贡献|投入|出资)[^，；。]{0,12}(?:分配|分享|分成)|多劳多得|贡献大者?多[得分]|谁(?:贡献|投入|出资)[^，；。]{0,4}谁(?:受益|得)"
)
_TO_ONE = lazy(
    rf"(?:收益|利润|所得|收入|利益|款)[^，；。]{{0,12}}?(?:全部|全额|悉数|统统|一律|均|都|全)?(?:归属?于?|属于)(?P<unit>{UNIT})(?:一方|单方|一家|单独|独家|独自)*(?:所有|享有|独享|独有|支配)?(?=[，；。]|$)"
    rf"|(?:^|[，；：])由?(?P<whole>{UNIT})(?:单独|独家|独自)?(?:享有|取得|获得)(?:全部|所有)(?:的)?(?:转化|转让|许可)?(?:收益|利润|所得|收入)"
)
_TOGETHER = lazy(
    r"(?:收益|利益|利润|所得|收入)[^，；。]{0,10}(?:共享|共有|共同(?:享有|分享|所有|分配))|共享(?:收益|利益)|按(?:份额|比例|份子)(?:分|享)"
)
_ALMOST = 0.6
"""Percentage points up to which two shares count as the same."""


def split(sentence: str, generic: Mapping[str, str] | None = None, headed: bool = False) -> Split | None:
    """How a sentence splits benefits, or ``None`` if it settles nothing certain.

    ``generic``: words for one unit (“学校”) → the unit, where only one can be meant. ``headed``: a heading on
    benefits stands above, so that the sentence itself need not name them.
    """
    text = _EACH_HALF.sub("均分", _COSTS.sub("", sentence))
    if _UNFIT.search(text) or not (headed or _WORDS.search(text)):
        return None
    streams = frozenset(name for name, pattern in _STREAMS if pattern.search(text))
    cut = bool(_REST.search(text) or _INNER.search(text))
    kept = "".join(f for f in re.findall(r"[^，；。]+[，；。]?", text) if not _INNER.search(f))
    shares, ratio = _shares(kept, generic or {})
    ways = [
        way
        for way, pattern in ((Way.EQUAL, _EQUAL), (Way.PROPORTION, _PROPORTION), (Way.ONE, _TO_ONE))
        if pattern.search(kept)
    ]
    if shares or ratio:
        if (
            set(ways) - {Way.ONE}
            or len({party for party, _ in shares}) < len(shares)
            or sum(much for _, much in shares) > 100 + _ALMOST
        ):
            return None
        return Split(Way.SHARES, shares, ratio, streams=streams, cut=cut)
    if _NUMBERS.search(kept) or len(ways) > 1 or (_REST.search(text) and ways == [Way.ONE]):
        return None
    if ways == [Way.ONE]:
        match = _TO_ONE.search(kept)
        unit = next(filter(None, match.groups())) if match else ""
        return Split(Way.ONE, unit=(generic or {}).get(unit, unit), streams=streams, cut=cut)
    if ways:
        return Split(ways[0], streams=streams, cut=cut)
    return Split(Way.SHARED, streams=streams, cut=cut) if _TOGETHER.search(kept) else None


def table_split(rows: list[list[str]], generic: Mapping[str, str] | None = None) -> Split | None:
    """The shares of a table with a party and one per cent in each row; ``rows`` hold cells as ``called`` gives them."""
    found: list[tuple[str, float]] = []
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        parties = [cell for cell in cells if _PARTIES.fullmatch(cell)]
        numbers = [cell for cell in cells if _NUMBERS.fullmatch(cell)]
        if len(numbers) > 1:
            return None
        if len(parties) == 1 and len(numbers) == 1:
            found.append(((generic or {}).get(parties[0], parties[0]), _per_cent(numbers[0])))
    if len(found) < 2 or len({party for party, _ in found}) < len(found):
        return None
    return Split(Way.SHARES, tuple(found)) if abs(sum(much for _, much in found) - 100) <= _ALMOST else None


def _shares(text: str, generic: Mapping[str, str]) -> tuple[tuple[tuple[str, float], ...], tuple[float, ...]]:
    """The shares of named parties, or a ratio whose parties are not told."""
    found: list[tuple[str, float]] = []
    for pattern in (_LISTED, _LISTED_BACK):
        if match := pattern.search(text):
            who, much = _PARTIES.findall(match["who"]), _NUMBERS.findall(match["much"])
            if len(who) == len(much):
                return _named(zip(who, map(_per_cent, much), strict=True), generic), ()
    ratio = _ratio(text)
    if ratio:
        who = _PARTIES.findall(text[: ratio[1]])[-len(ratio[0]) :]
        if len(who) != len(ratio[0]):
            who = _PARTIES.findall(text[ratio[1] :])[: len(ratio[0])]
        if len(who) == len(ratio[0]) and len(set(who)) == len(who):
            return _named(zip(who, ratio[0], strict=True), generic), ()
        return (), tuple(sorted(ratio[0], reverse=True))
    for match in _EACH.finditer(text):
        found += [(party, _per_cent(match["much"])) for party in _PARTIES.findall(match["who"])]
    if not found:
        for pattern in (_FORWARD, _BACKWARD):
            found += [(match["who"], _per_cent(match["much"])) for match in pattern.finditer(text)]
            if found:
                break
    if len(found) < len(_NUMBERS.findall(text)) and not _each_told(text):
        return (), ()
    return _named(found, generic), ()


def _each_told(text: str) -> bool:
    return _EACH.search(text) is not None and len(_NUMBERS.findall(text)) == 1


def _named(pairs: object, generic: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
    return tuple((generic.get(party, party), much) for party, much in pairs)  # type: ignore[attr-defined]


def _ratio(text: str) -> tuple[tuple[float, ...], int] | None:
    """A ratio in per cent (“7:3”, “七三开”) and where it stands."""
    if match := _RATIO.search(text):
        numbers = [float(n) for n in re.split(r"\s*[:：∶比]\s*", match.group(1))]
    elif match := _OPEN.search(text):
        numbers = [_digit(sign) for sign in match.groups() if sign]
    else:
        return None
    total = sum(numbers)
    if total not in (10, 100) and len(numbers) < 3 and total > 20:
        return None
    return (tuple(100 * n / total for n in numbers), match.start()) if total else None


def _digit(sign: str) -> float:
    return float("一二三四五六七八九".index(sign) + 1)


def _per_cent(text: str) -> float:
    """“60%”, “百分之六十”, “六成五” as a number."""
    if text == "一半":
        return 50.0
    if text.endswith("%"):
        return float(text[:-1])
    if text.startswith("百分之"):
        rest = text.removeprefix("百分之")
        written = None if rest[0].isdigit() else chinese_value(rest)
        return float(rest) if written is None else float(written.value)
    tenths, _, more = text.partition("成")
    whole = float(tenths) if tenths.isdigit() else (2.0 if tenths == "两" else _digit(tenths))
    return whole * 10 + (5.0 if more == "半" else _digit(more) if more else 0.0)


def splits_differ(one: Split, other: Split) -> bool:
    """Whether two ways of splitting the same benefits cannot both hold."""
    if not same_benefits(one, other):
        return False
    ways = {one.way, other.way}
    if ways == {Way.SHARES}:
        return _shares_differ(one, other)
    if ways == {Way.ONE}:
        return one.unit != other.unit and is_known(one.unit) and is_known(other.unit)
    if ways == {Way.SHARES, Way.EQUAL}:
        return _unequal(one if one.way is Way.SHARES else other)
    if Way.ONE in ways:
        left = other if one.way is Way.ONE else one
        return left.way is not Way.SHARES or len(left.shares) >= 2 or bool(left.ratio)
    return ways == {Way.EQUAL, Way.PROPORTION}


def splits_agree(one: Split, other: Split) -> bool:
    """Whether two ways of splitting the same benefits are the same way."""
    if not same_benefits(one, other) or one.way is not other.way or splits_differ(one, other):
        return False
    if one.way is not Way.SHARES or not one.shares or not other.shares:
        return True
    return bool(dict(one.shares).keys() & dict(other.shares).keys())


def same_benefits(one: Split, other: Split) -> bool:
    """Whether two splits are for the same income: benefits at large, or the same kinds of income."""
    general = [not s.streams or {"licence", "transfer"} <= s.streams for s in (one, other)]
    return all(general) or one.streams == other.streams


def _unequal(split: Split) -> bool:
    values = list(split.ratio) or [much for party, much in split.shares if re.fullmatch(UNIT, party)]
    return len(values) >= 2 and max(values) - min(values) > 2


def _shares_differ(one: Split, other: Split) -> bool:
    left, right = dict(one.shares), dict(other.shares)
    if not left or not right:
        values = [split.ratio or tuple(sorted(dict(split.shares).values(), reverse=True)) for split in (one, other)]
        if len(values[0]) != len(values[1]) or any(abs(sum(v) - 100) > _ALMOST for v in values):
            return False
        return any(abs(a - b) > _ALMOST for a, b in zip(*values, strict=True))
    common = sorted(left.keys() & right.keys())
    if len(common) >= 2:
        totals = [sum(shares[party] for party in common) for shares in (left, right)]
        if not all(totals):
            return False
        return any(abs(100 * left[p] / totals[0] - 100 * right[p] / totals[1]) > _ALMOST for p in common)
    if one.cut or other.cut or not common:
        return False
    return abs(left[common[0]] - right[common[0]]) > _ALMOST
