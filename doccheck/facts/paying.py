"""Whose money is that names nobody: a unit's that was told right before, some kinds of units', or another payer's."""

from __future__ import annotations

from doccheck.facts.naming import Name
from doccheck.facts.sentence import Passage, Sentence
from doccheck.facts.subjects import Subject
from doccheck.language.patterns import lazy

_GOES_ON = lazy(
    r"(?:[\d,.\s%％，,、（）()：:]|[万亿]?元|其中|构成|来源|分别|依次|分|[一二两三四五六]个?年度?|年度?|[首当同]年|为|是"
    r"|占(?:联合体)?(?:的?(?:总|当年|全部|计划|同期))?(?:投入|经费|出资|额|资金)?的?(?:比例|比重)?|占比|比例|约|另|含|内|申请|承接|对应|相应|应"
    r"|[多少高低]于|自筹|财政|出资|投入|资金|经费|专项|[省市区县]级?|合计|两[项者]|共计?|小计|其|和|及|与)*"
)
"""What may stand between a unit's money and more money of the same unit: 占总投入42%，构成为财政."""
_KIND = (
    r"(?:[两二三四五六七八九一\d]\s?[家所个])?(?:成员)?"
    r"(?:企业|高校|院校|大学|科研院所|研究院所|院所|科研机构|研究机构|社会组织|社会服务机构|服务机构|检测机构|事业单位)"
    r"(?:成员|单位)?(?:[两二三四五六七八九一\d]\s?[家所])?"
)
_OF_KINDS = lazy(
    rf"(?:^|[，,。；;：:（(、\s中]|其中|由)(?P<kinds>{_KIND}(?:[、和及与]\s?{_KIND})*)"
    r"(?:的|[各均共]|合计|总共|一共|共计|承担|负担|投入|出资|自筹|配套|申请|获得?|分得|资金|经费|部分|财政|总?额|为|约|计|[两三]年|\s)*$"
)
"""Some kinds of units before their money: 五家企业自筹合计, 两所高校与一家院所合计自筹."""
_COUNT = lazy(r"([两二三四五六七八九一\d])\s?[家所个]")
_DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NO_ENTERPRISE = lazy(r"高校|院校|大学|院所|机构|组织|事业单位")
_OTHERS_BEHIND = lazy(
    r"[^。]{0,60}?[，,；;、](?:而|其余)?(?:高校|院校|大学|科研院所|院所|科研机构|社会组织|事业单位|机构)[^，,。；;\d]{0,16}\d"
)
"""Behind the money of the enterprises, says how much others pay."""
_OTHER_PAYER = lazy(
    r"(?:基金|银行|贷款|借款|社会资本|风险投资|创投)(?:将|拟|以增资方式|提供|增资|认购|另)*(?:投入|出资|投资|注资)?\s?$"
)
"""Somebody who is no member, before money that he gives."""
_PART_OF_OWN = lazy(r"(?:构成|来源|组成|包括|其中|由)[^。；;]*$")
_WINDOW = 40


def chained(sentence: Sentence, name: Name, position: int) -> Subject | None:
    """The one unit of whose money the segment spoke last: 某公司自筹480万元、财政90万元，合计570万元."""
    payer = sentence.payer
    if payer is None or payer.subject.kind not in ("lead", "member") or payer.quantity.end > position:
        return None
    if payer.quantity.start < _segment(sentence, position) or not pays_alone(sentence, position):
        return None
    spoken = any(
        v.start >= payer.quantity.end and not sentence.text.startswith("占", v.start - 1)
        for v in sentence.speaker.heard if v.start < position
    )
    if spoken or _GOES_ON.fullmatch(sentence.text, payer.quantity.end, position) is None:
        return None
    return None if exceeds(sentence, position) else payer.subject


def pays_alone(sentence: Sentence, position: int) -> bool:
    """Whether a segment has named no more than one unit so far, and lists none."""
    begin = _segment(sentence, position)
    heard = [v for v in sentence.speaker.heard if begin <= v.start < position and v.kind in ("unit", "party", "lead")]
    return len({v.subject for v in heard if v.subject}) <= 1


def exceeds(sentence: Sentence, position: int) -> bool:
    """Whether money is more than all that the unit puts in, so that it is no part of it."""
    payer = sentence.payer
    own = next((q for q in sentence.found if q.start == position), None)
    if payer is None or own is None or payer.entry.id != "investment":
        return False
    return own.value > payer.quantity.value


def of_others(sentence: Sentence, name: Name, position: int, passage: Passage) -> bool:
    """Whether money is that of some kinds of units or of an outsider, or goes on what was."""
    if sentence.of_others and sentence.of_others <= position:
        fresh = any(v.start >= sentence.of_others for v in sentence.speaker.heard if v.start < position)
        if not fresh and _GOES_ON.fullmatch(sentence.text, sentence.of_others, position):
            return True
    begin = max(_segment(sentence, position) - 1, position - _WINDOW, 0)
    text = sentence.text
    kinds = _OF_KINDS.search(text, begin, position)
    found = kinds is not None and _only_some(sentence, kinds["kinds"], position, passage)
    if not found and (name.carried or name.entry.id != "fiscal_funds"):
        found = _OTHER_PAYER.search(text, begin, position) is not None
    if found:
        sentence.of_others = position
    return found


def part_of_own(sentence: Sentence, name: Name) -> bool:
    """Whether 自有资金 is what a unit's own money, told before, is made of: 自筹1,800万元，来源为自有资金1,200万元."""
    payer = sentence.payer
    if payer is None or payer.entry.id != "self_funds" or not sentence.text.startswith("自有", name.start):
        return False
    return _PART_OF_OWN.search(sentence.text, payer.quantity.end, name.start) is not None


def _only_some(sentence: Sentence, kinds: str, position: int, passage: Passage) -> bool:
    if _NO_ENTERPRISE.search(kinds):
        return True
    counts = [_DIGITS.get(sign) or int(sign) for sign in _COUNT.findall(kinds)]
    if counts:
        return 0 < sum(counts) < passage.units
    return _OTHERS_BEHIND.match(sentence.text, position) is not None


def _segment(sentence: Sentence, position: int) -> int:
    """Where the part of a sentence begins, parted by semicolons, in which a figure stands."""
    return max(sentence.start, *(sentence.text.rfind(mark, sentence.start, position) + 1 for mark in "；;"))
