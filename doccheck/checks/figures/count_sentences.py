"""Sentences that say how many units the consortium has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from doccheck.document import Paragraph
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.language.patterns import lazy
from doccheck.programme.formed import CONSORTIUM_WORDS

_SOME = (
    "企业", "核心", "骨干", "高校", "院所", "其他", "其余", "主要", "重点", "首批", "理事", "新增", "新", "外地",
    "部分", "支撑",
)  # fmt: skip
_KIND_BEFORE = "".join(f"(?<!{word})" for word in _SOME)
_N = r"(?P<n>[\d一二三四五六七八九十百两]+)\s?[家个]"
_UNIT = "(?:成员)?(?:单位|企事业单位|机构)"
_JOINED = lazy(r"(?:牵头|带头)[^。；]{0,12}?(?:联合|携手|会同|联动|邀请|带领|率领|引领)")
"""Whoever leads stands in front: those counted behind are the others."""
_LEAD_BESIDE = lazy(r"(?:[1一]\s?家牵头(?:单位|企业|方)?|牵头(?:单位|企业|方)\s?[1一]\s?家)\s?[和与及、,，]\s?$")
"""由1家牵头企业和8家成员单位组成, 牵头单位1家、成员单位7家: the lead is counted beside the others."""
_OTHERS = lazy(r"(?:另外|其他|其它|其余|余下)的?\s?$")
_PROSE = (
    # 由16家单位共同组成: everybody, the lead included
    (
        lazy(rf"由[^。；]{{0,40}}?{_N}{_UNIT}(?:共同|联合)?(?:组成|组建|构成|发起|成立|签署|签订|订立|缔结)"),
        True,
    ),
    (
        lazy(rf"(?:牵头|带头)[^。；]{{0,12}}(?:联合|携手|会同|联动)[^。；]{{0,40}}?等?{_N}{_UNIT}"),
        False,
    ),
    # 本协议缔约方共9家, 协议各方合计9家: whoever signs, the lead included
    (
        re.compile(
            rf"(?:缔约|签约|签署|立约|当事|协议)(?:各)?(?:方|单位|主体|人)(?:[(（][^()（）]*[)）])?(?:总数|总共|共有?|共计|合计|总计|计|为|有)+\s?{_N}"
        ),
        True,
    ),
    # 甲方与除甲方以外的其余七家成员单位
    (
        lazy(rf"(?:除?(?:甲方|牵头(?:单位|方))(?:以外|之外|外)的?(?:其[余他它])?的?)\s?{_N}{_UNIT}"),
        False,
    ),
    # 甲方与乙方等共9家单位经协商一致，签订本协议
    (
        lazy(
            rf"(?:等|合计|总共|一共|[,，:：]|^)\s?共?{_N}{_UNIT}[,，]?(?:(?:经|在|本着|就|为|依据|根据|按照?|遵循)[^。；;,，]{{0,16}}?[,，]?)?"
            r"(?:友好|平等|充分|反复)?(?:协商|订立|签订|签署|缔结|立约|达成)"
        ),
        True,
    ),
    # 八方经友好协商，八方代表均已签字: all who sign, at the beginning of their sentence
    (
        lazy(
            r"^[^，,。；;\d一-鿿]*(?:签署[:：]|第[一二三四五六七八九十\d]+条\s?|本协议由?|兹?由|以上|上述)?(?P<n>[三四五六七八九]|十[一二三四五六七八九]?)方"
            r"(?:[,，]?(?:经|在|本着|就|代表|均|共同|友好|平等|一致|自愿|于))"
        ),
        True,
    ),
    (
        lazy(
            _KIND_BEFORE + rf"成员(?:单位)?(?:总数|数量|数)?(?:共有?|共计|合计|总计|总数|为|是|有|达到?|：|:)*\s?{_N}"
        ),
        None,
    ),
    (
        lazy(
            r"(?:共有?|现有|拥有|汇聚了?|集聚了?|包括|吸纳了?|设有?)\s?(?P<n>[\d一二三四五六七八九十百两]+)\s?[家个]成员单位"
        ),
        None,
    ),
)


@lru_cache(maxsize=8)
def _of_whole(words: tuple[str, ...]) -> re.Pattern[str]:
    """“联合体现有成员单位共12家”, for the words by which the programme calls what is formed."""
    return lazy(
        rf"(?:{'|'.join(words)})(?:现|目前|成员)?(?:共|共有|共计|总共|合计)\s?(?P<n>[\d一二三四五六七八九十百两]+)\s?[家个]"
        r"(?:成员)?(?:单位)?"
    )


_NOT_NOW = lazy(
    r"力争|争取|目标|计划|规划|拟|将|发展到|扩大到|扩展到|增加到|吸引|新增|不少于|不低于|不超过|超过|以上|以内|至少|(?<![缔签立])约|近|(?<!其)余|左右|一般|须|应当|人数|三分之|半数|过半|出席|同意|推荐|提议|提名|联名|附议|赞成|到20\d\d|每"
)
_ADDED = lazy(
    rf"{_N}(?:{_UNIT})?[,，](?:连同|加上|算上|外加|再加)(?:一家)?牵头[^,，。；;]{{0,6}}[,，]?(?:总共|一共|合计|共计|共|计)"
)
"""成员单位10家，连同牵头单位共11家: the first number leaves out the lead."""
WITH_LEAD = lazy(r"(?<!不)[含包][括含]?牵头|(?:加上|连同)牵头|牵头单位\s?(?:1|一)\s?[家个]")
WITHOUT_LEAD = lazy(r"不[含包]括?含?牵头|除牵头|牵头单位(?:除|之|以)?外|甲方(?:之|以)?外|(?:其他|其余)成员")


def prose_counts(
    paragraph: Paragraph, words: tuple[str, ...] = CONSORTIUM_WORDS
) -> Iterator[tuple[int, bool | None, str]]:
    """Numbers of members that a paragraph states: (number, whether the lead is counted, the words).

    ``words`` are those by which the programme calls what is formed (联合体, 联盟 …).
    """
    text = narrow(paragraph.text)
    if any(re.search(r"目标|规划|展望", heading) for heading in paragraph.location.heading[-2:]):
        return
    for sentence in re.finditer(r"[^。；;\n]+", text):
        said = sentence[0]
        for pattern, counted in (*_PROSE, (_of_whole(words), None)):
            match = pattern.search(said)
            if match is None:
                continue
            rest = said[match.start("n") :].split("，")[0].split(",")[0]
            if rest[len(match["n"]) : len(match["n"]) + 1] == "方":
                rest = f"{match['n']}家"
            found = [q for q in quantities(rest, "家") if q.start == 0]
            around = said[max(0, match.start() - 8) : match.end() + 3]
            if (
                not found
                or found[0].approximate
                or found[0].bound
                or found[0].unit not in ("家", "个")
                or _NOT_NOW.search(around.removeprefix("以上"))
            ):
                continue
            if re.search(r"其中|另有|企业家|理事", said[max(0, match.start("n") - 5) : match.start("n")]):
                continue
            with_lead = False if WITHOUT_LEAD.search(said) else True if WITH_LEAD.search(said) else counted
            if _ADDED.match(said, match.start("n")):
                with_lead = False
            ahead = said[: match.start("n")]
            beside = any(_LEAD_BESIDE.search(words) is not None for words in (ahead, said[: match.start()]))
            if beside or (counted and (_JOINED.search(ahead[match.start() :]) or _OTHERS.search(ahead))):
                with_lead = False
            begin = sentence.start() + match.start()
            yield int(found[0].value), with_lead, paragraph.text[begin : sentence.start() + match.end()].strip()
            break
