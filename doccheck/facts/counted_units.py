"""Numbers of units: which count all members, which only some of them or others."""

from __future__ import annotations

from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Quantity
from doccheck.facts.naming import UNIT_SIGN, Name
from doccheck.facts.sentence import Sentence
from doccheck.language.patterns import lazy

OTHERS = lazy(
    r"(?:(?<![一-龥])(?:我们|分别)?[给向]|另有|另外|(?<!、)其[余他它]|会同|[协偕]同|联[合手]|携手?|邀请|邀约|带领|带动|服务|孵化|覆盖|走访|调研)(?:了)?(?:(?:参[加与建]|成员|共建)(?:单位|企业)?)?\s?$"
)
"""What makes a number of units that of others: 由集团牵头，会同九家单位组建，共10家; 带动六家企业."""
_BUT_SOME = lazy(
    r"(?:成员|参建|共建)?单位\s?[（(](?:[^（）()]{2,12}(?:除外|不计|未计|不含)|(?:不含|除|不计)(?!牵头)[^（）()]{2,12})[)）]"
)
"""Behind a number of units that leaves out some of them: 六家单位（投资机构除外）专职研发人员307人."""
_APPOSED = lazy(rf"{UNIT_SIGN}+(?:[、和与及][^，,。；;：:、\d共]{{1,12}})+\s?$")
"""Units by name, of which the figure behind is but the count: 芯屿、嘉宏、鱼复三家企业."""
_LEAD_BEHIND = lazy(r"\s?[、，,和及与加+]\s?(?:牵头|发起|主持)(?:方|单位|企业)?(?:1|一)\s?家")
"""Behind a number of units that does not count the lead: 参加单位7家，牵头单位1家，共8家."""
_BESIDE_LEAD = lazy(
    r"(?:牵头|发起|主持)(?:方|单位|企业)?\s?$|(?:牵头|发起|主持)(?:方|单位|企业)?(?:1|一)\s?家\s?[、，,和及与加+＋]\s?(?:参[加与建]|成员|共建|其[他它余])(?:方|单位|企业)?(?:共|计|有)?\s?$"
    r"|(?:甲方|乙方|牵头(?:方|单位|企业)|我(?:司|公司|厂|校|院)|本(?:公司|单位|企业)|自身)\s?(?:[及和与加]|以及|连同|会同|联合)(?:其[他它余])?\s?$"
    r"|[乙丙丁戊己庚辛壬癸]方?至[甲乙丙丁戊己庚辛壬癸]方?(?:共|计|等)*\s?$"
)
"""What makes a number of units all but the lead: 牵头方1家、参加方7家，共8家; 由甲方及五家成员单位共六家组成."""
_IN_ALL = lazy(r"(?:一共|总共|合共|合计|共计|总计|共|凡|计)\s?$")
_JOINED = lazy(r"(?P<kinds>[^，,。；;：:\d]{4,30})$")
_KIND = lazy(r"企业|公司|厂商")
_JOINT = lazy(r"[、和与及]")
_COUNTING = lazy(
    r"一共|总共|合共|合计|共计|总计|共|凡|计|(?:连同?|加上|包括)(?:自身|自己|我司|本公司|牵头单位)|[\s，,]"
)


def counts_some(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number of units is only the count of those just named, or leaves out some."""
    return _APPOSED.search(sentence.masked, sentence.start, quantity.start) is not None or (
        _BUT_SOME.match(sentence.text, quantity.end) is not None
    )


def leaves_out_lead(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number of units counts all but the one that leads."""
    return _BESIDE_LEAD.search(sentence.text, sentence.start, quantity.start) is not None or (
        _LEAD_BEHIND.match(sentence.text, quantity.end) is not None
    )


def of_all_kinds(sentence: Sentence, name: Name, head: int, quantity: Quantity) -> Name | None:
    """The name of a number of units that adds up kinds told before it or joined: 企业四家、院所一家，共八家.

    ``name`` is the kind that it was read as; ``None`` where it adds up some kinds only (高校、院所共3家).
    """
    text, words = sentence.text, sentence.text[head : quantity.start]
    if name.entry.id == "enterprises" and text[quantity.end - 1] == "所":
        return None  # 联合5家企业和2所高校
    if name.entry.family != "units" or name.entry.id == "members" or _IN_ALL.search(words) is None:
        return name
    if name.carried or not _COUNTING.sub("", words):
        told = {"enterprises", "universities", "institutes", "others"} & sentence.told
        return _members(quantity) if len(told) > 1 else name
    series = _JOINED.search(text, sentence.start, name.end)
    before = text[series.start() : name.start] if series is not None else ""
    if not _JOINT.search(before[-3:] if before else ""):
        return name
    return _members(quantity) if _KIND.search(before) else None


def _members(quantity: Quantity) -> Name:
    return Name(catalogue()["members"], quantity.start, quantity.start, full=False)
