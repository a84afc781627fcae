"""The figures of a paragraph with the words that they stand under: what a said rate may be recomputed from."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from doccheck.checks.figures.terms import Term, terms_in
from doccheck.language.patterns import lazy

THOUSANDS = lazy(r"(?<=\d),(?=\d{3}(?!\d))")
_SENTENCE = lazy(r"[^。！!？?\n]+")
_BREAK = lazy(r"[，,;；。:：()（）、\n]")
TIME = lazy(
    r"(?:(?:19|20)\d{2}|[二][〇零][〇零一二三四五六七八九]{2})\s?年?(?:度|初|末|底)*|(?:上一?|去|大?前一?|当|同|本|该|全|次)年(?:度|同期|末|底)*|同期"
)
_FILLING = (
    r"(?:分别|依次|[这该此]一?个?(?:项|数字?|数目|指标)|同一?口径|实现|完成|合计|共计|总计|累计|折合|计有|计|人民币|大约|将近|接近|其中|就是|相比|对比|同比|环比|"
    r"[而—–~～\-为是达有约近共则的由比较与和及以至到又也再已仅只均了于在且]|从(?!业)|\s)+"
)
_FILLER = lazy(rf"^{_FILLING}|(?:[\u4e00-\u9fff]{{0,2}}[到至])?{_FILLING}$|[\u4e00-\u9fff]{{0,2}}[到至]$")
_STRETCH = lazy(r"[;；]")
_DIFFERENCE = lazy(r"(?:(?:净|共|新)?(?:增加|减少|增|减|多|少|高出|高)[了出]?|相差|差额为?)\s?$")
MEASURED = lazy(r"\s*[，,(（]?(?:比|较|相比)(?:于)?(?:(?:19|20)\d\d年度?|上年度?|去年)(?:同期|末|底)?的?\s?")
"""Between a figure and the one with which it is compared."""
_NOTED = lazy(r"^.*[，,;；。:：]")
_FROM, _TO = lazy(r"[由从]"), lazy(r"[到至为]")
_PER_ONE = lazy(r"(?:每|均(?!数|值|人数|员工数|从业|用工|职工|在岗|在册|在职))[\u4e00-\u9fff]*$")


class Figure(Struct, frozen=True):
    """A figure of a paragraph (offsets are the paragraph's)."""

    term: Term
    label: str
    """The words right before it, since the last sign or figure."""
    topic: str
    """What it is a figure of: the label without times and fillers, or that of the figure that it carries on."""
    sentence: int
    difference: bool
    """Whether it says by how much something rose or fell."""

    @property
    def start(self) -> int:
        return self.term.start

    @property
    def end(self) -> int:
        return self.term.end


def says_rise(label: str) -> bool:
    """Whether a figure behind these words is by how much something rose or fell."""
    return _DIFFERENCE.search(label) is not None


def core(words: str) -> str:
    """What words say beyond times and fillers: empty for “2021年为”, “较上年的”, “攀升至2022年的”."""
    return _FILLER.sub("", TIME.sub("", words).strip()).strip()


def labelled(clean: str, reference_year: int) -> list[Figure]:
    """The figures of a narrowed paragraph; those per head or per hundred (人均…、每百元…) are no operands."""
    plain = THOUSANDS.sub("'", clean)
    found: list[Figure] = []
    for number, match in enumerate(_SENTENCE.finditer(clean)):
        before: Figure | None = None
        for term in terms_in(match[0], reference_year):
            here = replace(term, start=term.start + match.start(), end=term.end + match.start())
            breaks = [b.end() for b in _BREAK.finditer(plain, match.start(), here.start)]
            begin = max([before.end if before else match.start(), *breaks[-1:]])
            label = clean[begin : here.start]
            if _PER_ONE.search(label) or clean[here.end : here.end + 1] == "数":  # 两位数
                continue
            if not label and clean[begin - 1 : begin] == "(" and before is not None:  # 与2022年(6,305万元)相比
                label = _NOTED.sub("", clean[before.end : begin - 1])
            topic = core(label)
            follows = before is not None and before.end == begin
            if before is not None and follows and _FROM.search(before.label) and _TO.search(label):
                topic = ""  # 从2019年的8,000万元一路涨到2022年的1.2亿元
                if TIME.search(label) is None and TIME.search(before.label) is not None:
                    here = replace(here, year=None)  # 由2022年的6.1亿元提升至9.5亿元 is of a later year
            alike_unit = before is not None and before.term.unit == here.unit
            if before is not None and alike_unit and MEASURED.fullmatch(clean, before.end, here.start):
                topic = before.topic  # 集团2021年收入9.8亿元，其中本公司41,260万元，较2020年的35,870万元增长15.0%
            if not topic:
                dated = TIME.search(label) is not None
                held = [f for f in found if f.sentence == number and f.term.unit == here.unit]
                near = [f for f in held if not _STRETCH.search(plain, f.end, begin)]
                held = near if any(f.topic for f in near) else held  # …；利润4,260万元，比上年的3,120万元
                dated = dated and any(TIME.search(f.label) for f in held)
                topic = next((f.topic for f in reversed(held) if not dated or TIME.search(f.label)), "")
                topic = topic or (before.topic if before and before.term.unit == here.unit else "")
            difference = before is not None and says_rise(label)
            if difference and before is not None:
                topic = before.topic
            before = Figure(here, label, topic, number, difference)
            found.append(before)
    return found


def alike(one: str, other: str) -> bool:
    """Whether two topics may name one thing: either holds the other."""
    return min(len(one), len(other)) > 1 and (one in other or other in one)


def clause_of(plain: str, position: int) -> int:
    """Where the clause of a position begins (``plain``: thousands' commas replaced)."""
    return max((m.end() for m in re.finditer(r"[，,;；。:：()（）\n]", plain[:position])), default=0)
