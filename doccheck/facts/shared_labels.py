"""The words that two figures share, and whether either says more: what makes two labels one."""

from __future__ import annotations

from doccheck.facts.told import BLANK, Told, usual
from doccheck.language.patterns import lazy

_LIMITS = lazy(
    r"国内|国际|全国|全球|世界|省内|省外|海外|境外|外销|内销|净|原值|账面|折旧|全职|专职|兼职|授权|申请|受理|公开|合同|到账|含税|税前|税后|认缴|实缴|主持|主导|参与"
    r"|产能|能力|产量|产出|首[期批年次]|第[一二三四五六七八九十\d]+[期批年阶步季]|[一二三四]期|中期|终期|每|年均|月均|平均|人均|累计|新增|新建|新签|其中|以上|以下|以内|上半年|下半年|季度|集团|合并|单体|子公司|常务|副"
    r"|毕业|在读|在研|结题|招收|录取|博士|硕士|本科|教授|正高|高级|中级|国家级|省部?级|市级|外部|内部|设计|预计|子课题|示范|最[高低大小]|增[长加幅]|下降|提高|减少|占|另|除|不含|剩余|其余"
)
"""Words that make of a thing a part or another side of it."""
_LESS = lazy(r"其中|其余|剩余|另有|另外|不含|除|扣除|每|平均|人均|年均")
_BOUNDARY = lazy(
    r"(?:^|[□的、了在有为是与和及]|实现|完成|取得|获得?|达到?|建成|形成|设立?|组建|建立|成立|依托|依靠|借助|利用好?|用好|发挥好?|聘请?|配备|安排|拥有|具有|攻克|突破|凝练|制定|缴纳|录得|收取|公司|企业|我校|学校|本所|全校|学院|单位|全部|各类|各项|合计|共计|累计|联合体|各方|将|应|拟|打算|共|一|承担|培养|年)$"
)
"""What may stand before a name without limiting it: a verb, a unit, a time."""
_STAGES = lazy(
    r"近期|中期|远期|终期|首年|[一二三四]期|第[一二三四五\d]+[年期步]|第[一二三四五\d]+(?:个)?阶段|[一二三四]阶段|准备|起步|攻坚|收官|推广"
)
"""Words of a heading below which one stage is told."""


def shared(one: Told, two: Told) -> tuple[str, bool]:
    """The name that two figures have in common, and whether neither says more."""
    best, whole = "", False
    words = [each.before.rpartition(BLANK)[2].replace("的", "") for each in (one, two)]
    if len(words[0]) >= _TURNED and sorted(words[0]) == sorted(words[1]):
        return words[0], True  # 横向科研到账经费, 到账的横向科研经费
    for x, y in ((one, two), (two, one)):
        for label, other in ((x.before, y.before), (x.before, y.after), (x.after, y.after)):
            common = _common_end(label, other) if other is not y.after else _ending_within(label, other)
            if label is x.after:
                begun = _common_begin(label, other)
                common = _common_end(label, other) or (begun if begun in (label, other) else "")
                common = common if len(common) <= _NAME and one.quantity.unit not in _MEASURED else ""
            if other is y.after and y.before and len(y.after) <= _SHORT and len(common) == len(y.after):
                other = y.before + y.after  # 在研课题32项, 在研的23项课题
                common = _common_end(label, other)
            if len(common) > len(best):
                common = _LEADING.sub("", common)
                best, whole = common, _says_the_same(label[: label.rfind(common)], x, other[: other.rfind(common)], y)
    return best.strip(BLANK).removeprefix("的"), whole


def _says_the_same(rest: str, one: Told, other_rest: str, two: Told) -> bool:
    """Whether what stands before the common name says nothing more on either side, or the other's text says it too."""
    return all(
        _BOUNDARY.search(mine) is not None or _said_there(mine, theirs)
        for mine, theirs in ((rest, two), (other_rest, one))
    )


def _said_there(rest: str, other: Told) -> bool:
    """Whether what limits a name stands in the other figure's text: 盾构机主驱动轴承 before 国内市场占有率."""
    words = rest.rpartition(BLANK)[2][-_WORDS:]
    return len(words) > 2 and words in other.text.replace(" ", "")


_LEADING = lazy(r"^(?:[的为了是共]|有(?!效))+")
_MEASURED = ("吨", "小时", "公里")
_NAME = 10
"""Signs of a name behind a figure; more is a sentence."""
_WORDS = 6
_SHORT = 4
"""Signs of a noun behind a figure that goes on with the words before it."""
_TURNED = 5
"""Signs of a label that may have the same words in another order."""


def _common_end(one: str, two: str) -> str:
    length = 0
    while length < min(len(one), len(two)) and one[-1 - length] == two[-1 - length] != BLANK:
        length += 1
    return one[len(one) - length :]


def _common_begin(one: str, two: str) -> str:
    length = 0
    while length < min(len(one), len(two)) and one[length] == two[length]:
        length += 1
    return one[:length]


def _ending_within(label: str, text: str) -> str:
    """The longest end of a label that stands within a text."""
    for start in range(max(0, len(label) - 14), len(label) - 1):
        if label[start:] in text and BLANK not in label[start:]:
            return label[start:]
    return ""


def limited(one: Told, two: Told, label: str) -> bool:
    """Whether one figure's clause limits what it counts by a word that the other's sentence has not."""
    stages = [{m[0] for heading in each.location.heading for m in _STAGES.finditer(heading)} for each in (one, two)]
    if stages[0] != stages[1]:
        return True
    for x, y in ((one, two), (two, one)):
        around = usual(x.clause).replace(label, "")
        if label.startswith("生产"):
            around = around.replace("产量", "")
        if x.table:
            around = around.replace("其中", "")
        words = {m[0] for m in _LIMITS.finditer(around)}
        beside = y.sentence + "".join(y.location.heading[-1:])
        if any(word not in beside for word in words):
            return True
    less = [not each.table and _LESS.search(each.clause) is not None for each in (one, two)]
    return less[0] is not less[1]
