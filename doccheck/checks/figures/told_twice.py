"""N001 and N004 of quantities that no catalogue has: one label, one unit of measure, one year, two values.

What is said more on one side than on the other (净, 其中, 首期, 国内) makes it another thing. Two labels that are the
same word for word are held against each other; where one says more, the digits must show that one number was mistyped.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from msgspec import Struct

from doccheck.checks.figures.far_apart import typed_alike
from doccheck.checks.figures.places import evidence_of, place_name, value_of
from doccheck.checks.registry import check, finding
from doccheck.facts.attribution import voices
from doccheck.facts.comparing import agree
from doccheck.facts.groups import Voice
from doccheck.facts.model import Fact, Nature
from doccheck.facts.subjects import CONSORTIUM, Subject, default_subject, units_of
from doccheck.facts.timing import GOAL, sets_goals, time_of, times
from doccheck.facts.told import BLANK, Told, told, usual
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Role

_LIMITS = lazy(
    r"国内|国际|全国|全球|世界|省内|省外|海外|境外|外销|内销|净|原值|账面|折旧|全职|专职|兼职|授权|申请|受理|公开|合同|到账|含税|税前|税后|认缴|实缴|主持|主导|参与"
    r"|产能|能力|产量|产出|首[期批年次]|第[一二三四五六七八九十\d]+[期批年阶步季]|[一二三四]期|中期|终期|每|年均|月均|平均|人均|累计|新增|新建|新签|其中|以上|以下|以内|上半年|下半年|季度|集团|合并|单体|子公司|常务|副"
    r"|毕业|在读|在研|结题|招收|录取|博士|硕士|本科|教授|正高|高级|中级|国家级|省部?级|市级|外部|内部|设计|预计|子课题|示范|最[高低大小]|增[长加幅]|下降|提高|减少|占|另|除|不含|剩余|其余"
)
"""Words that make of a thing a part or another side of it."""
_DONE = lazy(r"已|现有|目前|截[至止]|拥有|现状|当前|去年|上年")
_SO_FAR = lazy(r"(?:到|至|截[至止])\s?20\d\d\s?年|累计")
_ABROAD = lazy(
    r"全[市省国区县](?:规上|平均|目标|口径|整体|水平)|(?:行业|同行)(?:平均|均值|水平)|[市省区县]级?(?:方案|规划)?(?:所定|目标|平均)"
)
"""Words of a sentence about a region or a trade."""
_MEANT_TO = lazy(r"打算|应当?(?:于|在|共同|完成|实现|达到)")
_LESS = lazy(r"其中|其余|剩余|另有|另外|不含|除|扣除|每|平均|人均|年均")
_BOUNDARY = lazy(
    r"(?:^|[□的、了在有为是与和及]|实现|完成|取得|获得?|达到?|建成|形成|设立?|组建|建立|成立|依托|依靠|借助|利用好?|用好|发挥好?|聘请?|配备|安排|拥有|具有|攻克|突破|凝练|制定|缴纳|录得|收取|公司|企业|我校|学校|本所|全校|学院|单位|全部|各类|各项|合计|共计|累计|联合体|各方|将|应|拟|打算|共|一|承担|培养|年)$"
)
_GENERIC = lazy(
    r"工作日.*|日历天|单价|预算单价|报价|售价|寿命|人员|单位|企业|项目|课题|任务|资金|经费|金额|费用|收入|面积|建筑面积|"
    r"占地面积|数量|设备|专家|人才|成员|委员|平台|技术|专利|产品|成果|标准|比例|占比|比重|投入|投资|预算|"
    r"支出|合计|小计|总计|其他|高校|客户|用户|团队|骨干|总经费|总投资|财政资金|自筹资金|自筹|出资|万元|"
    r"课程|培训|会议|活动|论文|服务|应用|合同|论坛|案例"
)
"""Names of too many things to tell which is meant."""
_FAR = 1.7
_FEW = 12
_SLIPS = (1e2, 1e3, 1e4, 1e8)
_MANY = 40
"""More figures of one label are a list of data."""


_NOBODY = "nobody"
"""Kind of a subject that is somebody else."""
_GAP = 6
"""Signs that fillers take between a label and its figure."""


class _Meant(Struct, frozen=True):
    """Whose and of when a figure is."""

    subject: Subject | None
    year: int | None
    until: int | None
    goal: bool
    done: bool
    by: bool
    """Whether it is all that there is by then, not what one year brings."""


@check("N001", "N004")
def labels_differ(mapped: MappedSubmission) -> Iterator[Finding]:
    """Two figures of one label that cannot both be right."""
    yield from _Reader(mapped).findings()


def _years_of(headings: tuple[str, ...]) -> tuple[int | None, int | None]:
    """The years to which the nearest heading with one gives what stands below it: （二）2025年：做出样机."""
    for heading in reversed(headings):
        years = sorted({int(year) for year in _YEARS.findall(heading)})
        if years:
            return years[0], years[-1] if len(years) > 1 else None
    return None, None


_YEARS = lazy(r"(?<!\d)(20\d\d)(?=\s?[年—–\-至~])")
_STAGES = lazy(
    r"近期|中期|远期|终期|首年|[一二三四]期|第[一二三四五\d]+[年期步]|第[一二三四五\d]+(?:个)?阶段|[一二三四]阶段|准备|起步|攻坚|收官|推广"
)
"""Words of a heading below which one stage is told."""


class _Reader:
    def __init__(self, mapped: MappedSubmission) -> None:
        self.mapped = mapped
        self.units = units_of(mapped)
        self.meanings: dict[int, _Meant] = {}
        self.places: dict[tuple[str, bool, str], list[Told]] = {}
        self.known = {(f.document, f.location, f.value, f.unit) for f in mapped.facts}

    def findings(self) -> Iterator[Finding]:
        """Each label told twice with two values."""
        told_of: set[tuple[object, ...]] = set()
        for one, two, label in self.pairs():
            key = (one.document, one.location, two.document, two.location)
            if key in told_of:
                continue
            told_of.add(key)
            yield self.finding(one, two, label)

    def pairs(self) -> Iterator[tuple[Told, Told, str]]:
        groups: dict[tuple[str, str], list[Told]] = {}
        for each in told(self.mapped, self.units):
            self.places.setdefault((each.document, each.table, each.quantity.unit), []).append(each)
            keys = {each.before[-2:], *(each.after[i : i + 2] for i in range(len(each.after) - 1))}
            for key in keys:
                if len(key) == 2 and not key.isascii() and BLANK not in key:
                    groups.setdefault((each.quantity.unit, key), []).append(each)
        seen: set[tuple[int, int]] = set()
        for held in groups.values():
            if not 1 < len(held) <= _MANY:
                continue
            for one, two in combinations(held, 2):
                if (id(one), id(two)) in seen:
                    continue
                seen.add((id(one), id(two)))
                label = self.contradict(one, two)
                if label:
                    yield one, two, label

    def contradict(self, one: Told, two: Told) -> str:
        """The label under which two figures stand that differ, else nothing."""
        if _place(one) == _place(two):
            return ""
        a, b = _fact(one), _fact(two)
        if agree(a, b) or not a.value or not b.value:
            return ""
        label, whole = shared(one, two)
        if len(label) < 2 or label[0] in "占比" or label.startswith("其中"):
            return ""
        alike = _alike(one, two)
        under_one = (one.document, one.location.heading) == (two.document, two.location.heading)
        if under_one and not alike and not one.table:
            return ""  # items of a list under one heading
        known = sum((x.document, x.location, x.quantity.value, x.quantity.unit) in self.known for x in (one, two))
        if known == 2 or (known and not (alike and whole and len(label) > 3)):
            return ""
        if not alike and (not whole or _GENERIC.fullmatch(label) or len(label) < 3 or not _near(a, b)):
            return ""
        sure = whole and (len(label) > 3 or (_GENERIC.fullmatch(label) is None and len(f"{a.value:g}".strip("0")) > 2))
        if alike and (len(label) < 3 or _GENERIC.fullmatch(label)) and not sure:
            return ""
        if _limits(one, two, label) or not self.same(one, two) or self.of_many(one, label, two):
            return ""
        if self.of_many(two, label, one):
            return ""
        return label

    def of_many(self, each: Told, label: str, other: Told) -> bool:
        """Whether the figure's paper or table has several values of its label, so that they are of several things."""
        beside = self.places[each.document, each.table, each.quantity.unit]
        beside = [o for o in beside if o.before.endswith(label) or o.after.startswith(label)]
        beside = [o for o in beside if not each.table or _place(o) == _place(each)]
        own = self.meant(each)
        values = {
            o.quantity.value for o in beside
            if (m := self.meant(o)).subject == own.subject and (m.year, m.until) == (own.year, own.until)
        }  # fmt: skip
        in_one = not each.table and not other.table and each.document == other.document
        return len(values) > 1 + in_one

    def same(self, one: Told, two: Told) -> bool:
        """Whether two figures are of one unit and one time."""
        a, b = self.meant(one), self.meant(two)
        if a.subject != b.subject and not _within(a.subject, b.subject, one, two) and not self._built(one, two):
            return False
        if (a.goal and b.done) or (b.goal and a.done):
            return False
        if a.goal is not b.goal and one.quantity.unit in _OF_NOW and not _alike(one, two):
            return False
        if (a.year, a.until) == (b.year, b.until):
            return a.by is b.by or not (a.goal or b.goal) or a.year is None or _alike(one, two)
        if not (a.done or b.done) and (one.quantity.unit == "万元" or not _alike(one, two)):
            return False  # what one year brings is a part of what the term does
        return None in (a.year, b.year)

    def _built(self, one: Told, two: Told) -> bool:
        """Whether two figures count what is to be built, wherever it will stand."""
        planned = all(_BUILT.search(each.text) for each in (one, two)) and one.quantity.unit in _THINGS
        nobody = [each for each in (one, two) if self.meant(each).subject is None]
        return planned and bool(nobody)

    def meant(self, each: Told) -> _Meant:
        if id(each) not in self.meanings:
            self.meanings[id(each)] = self._meant(each)
        return self.meanings[id(each)]

    def _meant(self, each: Told) -> _Meant:
        default = default_subject(each.part, each.location.heading, "", self.units)
        heard = voices(each.text, self.units)
        year = self.mapped.year
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
        return _Meant(subject, at, until, goal and not (last and last < year), done, by)

    def _whose(self, each: Told, heard: list[Voice], default: Subject | None) -> Subject | None:
        """Who was named last before the figure, in its sentence or before it; somebody else only in its own clause."""
        position = each.quantity.start
        head = max(each.begin, *(each.text.rfind(sign, 0, position) + 1 for sign in "，,；;。：:（(—"))
        label = position - len(each.before) - _GAP
        current = default
        if _ABROAD.search(each.sentence):
            return Subject(_NOBODY, str(id(each)))
        for voice in heard:
            if voice.end > position:
                break
            if voice.kind == "self":
                mine = _MINE.search(each.text[voice.start : voice.end]) is not None
                current = default or (self._writer(each) if current is None and mine else current)
            elif voice.kind == "outsider":
                other = each.text[voice.start : voice.end]
                if _OTHERS.search(other):
                    current = Subject(_NOBODY, str(id(each))) if voice.start >= each.begin else current
                elif other.endswith(_ENDS) and not _NO_NAME.search(other):
                    current = Subject("other", other) if voice.start >= each.begin else current
                elif voice.start >= head and voice.start < label:
                    current = Subject(_NOBODY, str(id(each)))
            elif voice.kind == "consortium" and each.text[voice.start - 1 : voice.start] in tuple("给向为对供入到与和"):
                continue
            elif voice.kind != "same" and voice.subject is not None:
                both = current is not None and current != voice.subject and voice.start >= each.begin
                before = each.text[max(0, voice.start - 2) : voice.start]
                joined = both and before[-1:] in tuple("、和与及") and before[0] not in "元人件项"
                current = Subject(_NOBODY, str(id(each))) if joined else voice.subject
            elif voice.kind == "party":
                current = Subject(_NOBODY, str(id(each)))
        return current

    def _writer(self, each: Told) -> Subject | None:
        return self.units.lead_subject() if each.part.role in (Role.PLAN, Role.APPLICATION) else None

    def finding(self, one: Told, two: Told, label: str) -> Finding:
        """What is told of two figures."""
        a, b = _fact(one), _fact(two)
        meant = self.meant(one)
        who = meant.subject.name if meant.subject is not None else ""
        thing = f"{who}{f'{meant.year}年' if meant.year else ''}{label}"
        said = "，".join(
            f"{place_name(self.mapped, f.part, f.document, f.source, f.location)}写 {value_of(f)}" for f in (a, b)
        )
        slip = next((s for s in _SLIPS if agree(a, b, s) or agree(b, a, s)), 0.0)
        if slip and a.unit in ("万元", "%"):
            return finding(
                "N004", None, f"{thing}：{said}，数值相差 {slip:,.0f} 倍，疑似单位写错。",
                "请对照原始凭证核对单位，改正写错的一处。", evidence_of(a), evidence_of(b),
                confidence=0.85, related=("N001",),
            )  # fmt: skip
        return finding(
            "N001", None, f"{thing}：{said}，前后不一致。",
            "请以审计报告或原始凭证为准核对，把各处改成同一数据和同一口径。", evidence_of(a), evidence_of(b),
            confidence=0.8,
        )  # fmt: skip


def _within(one: Subject | None, two: Subject | None, first: Told, second: Told) -> bool:
    """Whether two figures are of one part of a unit: 机械工程学院 here, 某大学机械工程学院 there."""
    names = [subject.name[-_PART:] for subject in (one, two) if subject is not None and subject.name.endswith(_ENDS)]
    return any(len(name) == _PART and name in first.text and name in second.text for name in names)


_BUILT = lazy(r"建成|新建|拟建|建设内容")
_THINGS = ("条", "座", "套", "㎡")
_PART = 6
"""Signs by which a part of a unit is known in two texts."""
_OTHERS = lazy(r"集团|母公司|子公司|分公司|控股|股东|事业部|分厂|上级")
_NO_NAME = lazy(r"[设有的在及和作为将]")
_MINE = lazy(r"公司|司|企业|单位|厂")
_ENDS = ("学院", "研究院", "研究所", "中心", "实验室", "公司", "大学", "基地")
def _place(each: Told) -> tuple[object, ...]:
    """The paragraph or the table of a figure, neither of which is held against itself."""
    location = each.location
    return each.document, location.table if each.table else location, each.table


def _fact(each: Told) -> Fact:
    quantity = each.quantity
    nature = {"at_least": Nature.AT_LEAST, "at_most": Nature.AT_MOST}.get(quantity.bound, Nature.ACTUAL)
    quote = each.text[max(each.begin, quantity.start - 24) : quantity.end] if not each.table else quantity.written
    return Fact(
        "consortium.label", "", None, nature, quantity.value, quantity.low, quantity.high, quantity.unit,
        each.document, quote.strip(), each.location, each.part.id, "table" if each.table else "prose",
    )  # fmt: skip


def _alike(one: Told, two: Told) -> bool:
    return typed_alike(*sorted((one.quantity.value, two.quantity.value)))


_OF_NOW = ("万元", "%", "人")
"""Units of what there is now as well as of what is aimed at."""


def _near(one: Fact, two: Fact) -> bool:
    low, high = sorted((one.value, two.value))
    return low > 0 and (high <= _FAR * low or (high <= _FEW and one.unit not in ("万元", "%")))


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


def _limits(one: Told, two: Told, label: str) -> bool:
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
