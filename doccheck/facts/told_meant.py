"""Of whom and of when a figure is that no catalogue names, and whether it is there already or still to come."""

from __future__ import annotations

from msgspec import Struct

from doccheck.facts.attribution import voices
from doccheck.facts.groups import Voice
from doccheck.facts.subjects import CONSORTIUM, Subject, Units, default_subject
from doccheck.facts.timing import GOAL, sets_goals, time_of, times
from doccheck.facts.told import Told
from doccheck.language.patterns import lazy
from doccheck.programme.schema import Role

_DONE = lazy(r"已|现有|目前|截[至止]|拥有|现状|当前|去年|上年")
_SO_FAR = lazy(r"(?:到|至|截[至止])\s?20\d\d\s?年|累计")
_ABROAD = lazy(
    r"全[市省国区县](?:规上|平均|目标|口径|整体|水平)|(?:行业|同行)(?:平均|均值|水平)|[市省区县]级?(?:方案|规划)?(?:所定|目标|平均)"
)
"""Words of a sentence about a region or a trade."""
_MEANT_TO = lazy(r"打算|应当?(?:于|在|共同|完成|实现|达到)")
_OTHERS = lazy(r"集团|母公司|子公司|分公司|控股|股东|事业部|分厂|上级")
_NO_NAME = lazy(r"[设有的在及和作为将]")
_HAS = lazy(r"(?:拥?有|[共新]?建(?:成|有|设)?|设[有立]?|获批)(?:了)?$")
"""Before a centre that a unit has and that is not spoken of."""
_MINE = lazy(r"公司|司|企业|单位|厂")
PARTS = ("学院", "研究院", "研究所", "中心", "实验室", "公司", "大学", "基地")
NOBODY = "nobody"
"""Kind of a subject that is somebody else."""
_GAP = 6
"""Signs that fillers take between a label and its figure."""


class Meant(Struct, frozen=True):
    """Whose and of when a figure is."""

    subject: Subject | None
    year: int | None
    until: int | None
    goal: bool
    done: bool
    by: bool
    """Whether it is all that there is by then, not what one year brings."""


def _years_of(headings: tuple[str, ...]) -> tuple[int | None, int | None]:
    """The years to which the nearest heading with one gives what stands below it: （二）2025年：做出样机."""
    for heading in reversed(headings):
        years = sorted({int(year) for year in _YEARS.findall(heading)})
        if years:
            return years[0], years[-1] if len(years) > 1 else None
    return None, None


_YEARS = lazy(r"(?<!\d)(20\d\d)(?=\s?[年—–\-至~])")


class Meanings:
    """Reads figures of one submission, each once."""

    def __init__(self, units: Units, year: int) -> None:
        self.units = units
        self.year = year
        self.meanings: dict[int, Meant] = {}

    def of(self, each: Told) -> Meant:
        """What is meant by a figure, found once."""
        if id(each) not in self.meanings:
            self.meanings[id(each)] = self._meant(each)
        return self.meanings[id(each)]

    def _meant(self, each: Told) -> Meant:
        default = default_subject(each.part, each.location.heading, "", self.units)
        heard = voices(each.text, self.units)
        year = self.year
        end = each.begin + len(each.sentence)
        if each.table:
            named = {v.subject for v in heard if v.subject is not None and v.kind in ("unit", "lead", "consortium")}
            subject = named.pop() if len(named) == 1 else None if named else default
            position = end
        else:
            position = each.quantity.start
            subject = self._whose(each, heard, default)
        if subject is not None and subject.kind == CONSORTIUM:
            subject = None
        found = times(each.text, each.begin, end, year, named=frozenset(), planned=False, listed=())
        when = time_of(found, each.text, each.begin, position, position, None)[0] or (
            found[0] if len(found) == 1 else None
        )
        at, until = (when.year, when.until) if when is not None else (None, None)
        if at is None:
            at, until = _years_of(each.location.heading)
        by = not each.table and _SO_FAR.search(each.text, each.begin, position) is not None
        last = until or at
        goal = bool(last and last >= year) or GOAL.search(each.text, each.begin, end) is not None
        goal = goal or _MEANT_TO.search(each.text, each.begin, end) is not None
        goal = goal or sets_goals(each.location.heading[-2:])
        done = bool(last and last < year) or (not goal and _DONE.search(each.text, each.begin, position) is not None)
        return Meant(subject, at, until, goal and not (last and last < year), done, by)

    def _whose(self, each: Told, heard: list[Voice], default: Subject | None) -> Subject | None:
        """Who was named last before the figure, in its sentence or before it; somebody else only in its own clause."""
        position = each.quantity.start
        head = max(each.begin, *(each.text.rfind(sign, 0, position) + 1 for sign in "，,；;。：:（(—"))
        label = position - len(each.before) - _GAP
        current = default
        if _ABROAD.search(each.text, each.begin, position):
            return Subject(NOBODY, str(id(each)))
        for voice in heard:
            if voice.end > position:
                break
            if voice.kind == "self":
                mine = _MINE.search(each.text[voice.start : voice.end]) is not None
                current = default or (self._writer(each) if current is None and mine else current)
            elif voice.kind == "outsider":
                other = each.text[voice.start : voice.end]
                if _OTHERS.search(other):
                    current = Subject(NOBODY, str(id(each))) if voice.start >= each.begin else current
                elif other.endswith(PARTS) and not _NO_NAME.search(other):
                    named = voice.start >= each.begin and not _HAS.search(each.text, 0, voice.start)
                    current = Subject("other", other) if named else current
                elif voice.start >= head and voice.start < label:
                    current = Subject(NOBODY, str(id(each)))
            elif voice.kind == "consortium" and each.text[voice.start - 1 : voice.start] in tuple("给向为对供入到与和"):
                continue
            elif voice.kind != "same" and voice.subject is not None:
                both = current is not None and current != voice.subject and voice.start >= each.begin
                before = each.text[max(0, voice.start - 2) : voice.start]
                joined = both and before[-1:] in tuple("、和与及") and before[0] not in "元人件项"
                current = Subject(NOBODY, str(id(each))) if joined else voice.subject
            elif voice.kind == "party":
                current = Subject(NOBODY, str(id(each)))
        return current

    def _writer(self, each: Told) -> Subject | None:
        return self.units.lead_subject() if each.part.role in (Role.PLAN, Role.APPLICATION) else None
