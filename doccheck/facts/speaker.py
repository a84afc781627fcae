"""Whose a figure is: resolves, place by place, who is spoken of among those that a paragraph names."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct, field

from doccheck.facts.attribution import SCENERY
from doccheck.facts.groups import Voice
from doccheck.facts.subjects import CONSORTIUM, Subject
from doccheck.facts.timing import closed_bracket
from doccheck.language.patterns import lazy

_FIGURE = r"[^，,。；;、]{0,8}\d[\d.,]*[^，,。；;、\d]{1,8}"
_AROUND = lazy(
    r"市场|园区(?![^，,。；;\d]{0,8}(?:占地|面积|用地|厂房|车间|楼|场地))|开发区|高新区|产业链|客户|供应商|要求|规定|(?:[市省区县国]|上面)里?(?:定|划|给|下达)的(?:线|目标|指标|任务)|门槛|申报条件|带动|带来|孵化|服务企业|用户(?!方|单位|企业)|同类|平均|人均|亩均|参保|养老保险|社会保险|项目(?:实施|达产|建成)|产线|生产线|旗下|下属|参股(?!我)|订单|成交额|贷款|融资|估值|前身"
    r"|(?<![个大各])(?:事业部|分公司|分厂|子公司|办事处|项目部|班组|分院|分校|附属医院|课题组)(?=名下|现|共|有|员工|职工|教职|人员|研发|20\d\d)"
)
"""Words that make the figures of their own clause another's."""
_ONE_OF_LIST = lazy(rf"{_FIGURE}[、，,和及]")
_SUM_OF_LIST = lazy(rf"{_FIGURE}[，,](?:[两二三四五六七八九]家|企业|以上)?(?:合计|共计|总计|一共|加起来)")
"""One unit's figure in a list of them, and that of the last with the sum behind."""
_COUNTED_IN = lazy(r"家(?:成员)?(?:单位|企业)?[(（](?:连同?|包?含|包括|算上|加上)$")
"""What stands before one of those who are counted together: 五家单位（连恒创精密）."""
_SUMMED_UP = lazy(r"合计|平均|加总|总和|之和|合起来|加起来|合在一起|加在一起")
_TOGETHER = lazy(
    r"(?:[两二三四五六2-6]\s?[家校方者院所](?:单位|企业|公司)?|[与和及、][^，,。；;\d]{2,24}?(?:公司|大学|学院|[院所校厂会方]|中心|集团))"
    r"(?:(?:19|20)\d\d年|去年|上年)?(?:合计|合起来|加起来|合在一起|一共|总共|共(?!同))"
)
"""Says that a figure is that of several units: 靠驭霜和通陌，两家合计从业人员1,638人."""
_ADDED = lazy(r"(?:合计|共计|一共|总共)(?:约|近|超|达|为)*$")
_DEALT = lazy(r"[两二三四五六2-6]\s?[家校方者院所](?:单位|企业|公司|高校)?[^，,。；;]{0,16}分别")
"""Of several units, what follows is dealt out to them: 两校研发投入分别为…，发明专利合计1,758件."""
_COUNTED = lazy(r"\d\s?(?:件|项|人|名|家|个|[万亿]|%|亩|㎡)")
_BOTH = lazy(r"[两二三]者")
"""Both of what was told: units, or what one unit has (专利104件，软著23项，两者合起来127件)."""
_POINT = lazy(
    r"[一二三四五六七八九]是(?=[^，,。；;])|[①-⑨]|[；;：:]\s?[-—–]{1,2}(?=[^\d\s])"
    r"|[；;]\s?(?:[（(](?P<bracket>[一二三四五六七八九十\d]{1,2})[)）]|(?P<number>\d{1,2})[.、)）](?!\d))"
)
"""A point of a list within a sentence; of 1. …；2. … and （一）…；（二）… those behind the first."""
_SECOND = ("二", "2")
_CLOSED_BEHIND = lazy(r"(?:公司)?[)）]")
_SIGNS_OF_FIGURES = frozenset("%元件项人个家亩㎡上")
_WRITES = lazy(r"(?:本(?:公司|单位|企业|部)|我(?:司|公司|厂|企业|单位))(?!合计|共)")
_STOP = lazy(r"[，,；;。]")


def _of_one_kind(one: Subject | None, other: Subject) -> bool:
    """Whether both are units of one kind, so that 研究院 may mean either."""
    return one is not None and one.name[-2:] == other.name[-2:]


def _is_lead(voice: Voice, last: Voice | None, current: Subject | None) -> bool:
    """Whether 我公司, which was heard as the lead and as itself, is the lead (其中我公司出资7800万元)."""
    return last is not None and last.kind == "lead" and last.start == voice.start and last.subject == current


class Speaker(Struct):
    """Resolves the subject at places of one paragraph, read in order."""

    text: str
    heard: list[Voice]
    default: Subject | None
    writer: Subject | None = None
    """Whom 本公司 means in a paper that presents no unit."""
    presents: bool = False
    """Whether the paper presents the one unit that ``default`` is."""
    points: list[int] = field(default_factory=list)
    """Where the points of a list within a sentence begin (一是…；二是…), each of which is about whom all is."""

    def __post_init__(self) -> None:
        for match in _POINT.finditer(self.text):
            if (match["bracket"] or match["number"]) in _SECOND:  # the first began with the sentence
                self.points.append(max(self.text.rfind(mark, 0, match.start()) for mark in "。：:\n") + 1)
            self.points.append(match.start())

    def at(self, sentence: int, position: int, head: int, carried: Subject | None) -> tuple[Subject | None, bool]:
        """Whose figure stands at ``position``, and whether the figure's own clause names them.

        ``sentence`` is where the sentence begins, ``head`` where the clause does, ``carried`` the subject so far.
        """
        if _AROUND.search(self.text[head:position]):
            return None, True
        current: Subject | None = carried or self.default
        own = False
        blocked = joint = False
        last: Voice | None = None
        points = [at for at in self.points if sentence <= at < position]
        for voice in self.heard:
            if voice.start < sentence or voice.end > position:
                continue
            if points and points[0] <= voice.start < points[-1]:
                continue  # 一是…，某公司收入达到3.5亿元；二是…: the next point is about whom all is
            between = self.text[last.end : voice.start] if last else ""
            if self._remarked(voice, head, position) or _COUNTED_IN.search(self.text, 0, voice.start):
                continue
            if self._of_part(sentence, voice, position):
                continue
            if voice.kind == "outsider":
                if last is not None and last.kind in ("self", "lead") and self._met(last, voice, position):
                    continue
                blocked = blocked or not closed_bracket(self.text, voice.end, position)
            elif voice.kind == "self":
                blocked = False
                alone = last is None or last.kind != "unit"
                alone = alone and (carried is None or carried.kind in (CONSORTIUM, "lead"))
                if alone and self.writer is not None and self._writes(voice):
                    current, own, last = self.writer, voice.start >= head, voice
                    continue
                if voice.subject is not None and self.default is None and not _of_one_kind(carried, voice.subject):
                    current, own, last = voice.subject, voice.start >= head, voice
                    continue  # 学院540名教职工, where one unit alone is a 学院
                summed = self.default is None and _SUMMED_UP.search(self.text, max(voice.end, head), position)
                current = Subject(CONSORTIUM) if summed else self._itself(carried) or current
            elif voice.kind == "party" and voice.subject is None:
                blocked = True  # whoever it is, it is not the party before it
            elif voice.kind == "same":
                # 澜岳智能（其2022年收入1.9亿元）: the bracket is about whom it stands behind
                blocked = blocked and last is not None and between.strip() in ("（", "(")
            elif voice.subject is not None:
                joint = (  # two units in one breath
                    last is not None
                    and last.kind == voice.kind
                    and voice.kind in ("unit", "party")
                    and re.fullmatch(r"\s?[、和与及]\s?", between) is not None
                    and voice.subject != last.subject
                )
                current, blocked = voice.subject, False
            own = voice.start >= head and (voice.kind not in ("self", "same") or _is_lead(voice, last, current))
            last = voice
        if joint and last is not None and last.subject == current:
            return None, True
        begin = sentence if last is None else last.end
        one = last is None or last.kind in ("unit", "party")
        if one and current is not None and current.kind != CONSORTIUM and self._together(sentence, begin, position):
            return None, True
        if last is not None and last.kind == "unit" and self._summed_up(sentence, last.end, position):
            return Subject(CONSORTIUM), True
        if last is not None and last.kind in ("unit", "lead", "party") and self._adds_list_up(last, sentence, position):
            everybody = any(v.kind == "consortium" for v in self.heard if sentence <= v.start < last.start)
            return Subject(CONSORTIUM) if everybody else None, everybody
        if blocked and last is not None and re.search(r"[;；]", self.text[last.end : position]):
            return carried or self.default, False
        return (None, True) if blocked else (current, own)

    def _together(self, sentence: int, begin: int, position: int) -> bool:
        """Whether a figure is said of several units: 两家合计; 两者合起来 not behind two figures of one unit."""
        if _ADDED.search(self.text, begin, position) and _DEALT.search(self.text, sentence, begin):
            return True
        stop = max(self.text.rfind(mark, begin, position) for mark in "；;") + 1
        match = _TOGETHER.search(self.text, max(begin, stop), position)
        if match is None or not _BOTH.match(match[0]):
            return match is not None
        named = {v.start for v in self.heard if sentence <= v.start < position and v.kind in ("unit", "party")}
        return len(named) > 1 or len(_COUNTED.findall(self.text[sentence : match.start()])) < 2

    def aside(self, end: int) -> Subject | None:
        """The unit alone in brackets behind a figure that ends at ``end``: 强度力争10%（驭电）."""
        if self.text[end : end + 1] not in ("(", "（"):
            return None
        known = (v for v in self.heard if v.start == end + 1 and v.kind in ("unit", "lead", "party"))
        return next((v.subject for v in known if _CLOSED_BEHIND.match(self.text, v.end)), None)

    def _remarked(self, voice: Voice, head: int, position: int) -> bool:
        """Whether a unit alone in brackets says whose the figure before it is: 强度力争10%（驭电），新增专利45件."""
        alone = voice.kind in ("unit", "lead", "party") and self.text[voice.start - 1 : voice.start] in ("(", "（")
        return alone and voice.end < head and _CLOSED_BEHIND.match(self.text, voice.end) is not None and (
            self.text[max(0, voice.start - 2)] in _SIGNS_OF_FIGURES
        )

    def _adds_list_up(self, last: Voice, sentence: int, position: int) -> bool:
        """Whether a sum follows the figures of several units: 甲1,054万元、乙372万元，合计1,426万元，占5.1%."""
        if _SUM_OF_LIST.match(self.text, last.end, position) is None:
            return False
        named = [v for v in self.heard if sentence <= v.start <= last.start and v.kind in ("unit", "lead", "party")]
        return any(
            one.subject != last.subject and _ONE_OF_LIST.fullmatch(self.text, one.end, two.start)
            for one, two in pairwise(named)
        )

    def _of_part(self, sentence: int, voice: Voice, position: int) -> bool:
        """Whether a bracket that deals out what was told has been closed: 专利93件（其中甲36件、乙22件），近三年…."""
        opened = max(self.text.rfind(mark, sentence, voice.start) for mark in "（(")
        if opened < 0 or not self.text.startswith("其中", opened + 1):
            return False
        return not closed_bracket(self.text, opened + 1, voice.start) and closed_bracket(self.text, voice.end, position)

    def _met(self, last: Voice, voice: Voice, position: int) -> bool:
        """Whether a trade or a country is only what a unit met with: 公司克服行业去库存影响，实现收入6.81亿元."""
        scenery = self.text[voice.start : voice.end] in SCENERY
        begun = _STOP.search(self.text, last.end, voice.start) is None
        ended = _STOP.search(self.text, voice.end, position)
        return scenery and begun and ended is not None and not re.search(r"\d", self.text[last.end : ended.start()])

    def _summed_up(self, sentence: int, begin: int, position: int) -> bool:
        """Whether a sentence about all returns to all: 五家单位收入17.6亿元，其中A占三成；研发投入合计0.91亿元."""
        first = next((voice for voice in self.heard if voice.start >= sentence), None)
        if first is None or first.kind != "consortium":
            return False
        ended = self.text.find("；", begin, position) + 1 or self.text.find(";", begin, position) + 1
        return ended > 0 and _SUMMED_UP.search(self.text, ended, position) is not None

    def after(self, sentence: int, end: int, carried: Subject | None) -> Subject | None:
        """The subject with which the next sentence of the paragraph goes on."""
        for voice in self.heard:
            named = voice.subject is not None and voice.kind in ("unit", "consortium", "lead")
            if self.default is not None and voice.kind == "consortium":
                continue  # what a unit's profile says of the consortium ends with its sentence
            if voice.kind == "self" and sentence <= voice.start < sentence + 3:
                lead = carried is None or carried.kind in (CONSORTIUM, "lead")
                speaks = lead and self.writer is not None and self._writes(voice)
                return self.writer if speaks else self._itself(carried)  # 先说我司。2023年收入4.67亿元
            if named and sentence <= voice.start < end:
                carried = voice.subject
                if voice.start - sentence <= 12:
                    break
        return carried

    def _writes(self, voice: Voice) -> bool:
        """Whether a word means whoever writes: 本公司, or 公司 where a paragraph names no unit besides."""
        alone = {v.kind for v in self.heard} == {"self"} and self.text[voice.start : voice.end] == "公司"
        return alone or _WRITES.match(self.text, voice.start) is not None

    def _itself(self, carried: Subject | None) -> Subject | None:
        """Whom 公司 means: the unit that the passage presents, though another was named (“A供料，B来用。公司…”)."""
        if self.default is not None and (self.default.kind == "member" or self.presents):
            return self.default
        return carried if carried is not None and carried.kind != CONSORTIUM else self.default
