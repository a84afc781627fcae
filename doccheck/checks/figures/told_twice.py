"""N001 and N004 of quantities that no catalogue has: one label, one unit of measure, one year, two values.

What is said more on one side than on the other (净, 其中, 首期, 国内) makes it another thing. Two labels that are the
same word for word are held against each other; where one says more, the digits must show that one number was mistyped.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from doccheck.checks.figures.judged import doubtful
from doccheck.checks.figures.places import evidence_of, place_name, value_of
from doccheck.checks.registry import check, finding
from doccheck.facts.comparing import agree, slip, typed_alike
from doccheck.facts.model import Fact
from doccheck.facts.shared_labels import limited, shared
from doccheck.facts.subjects import Subject, units_of
from doccheck.facts.told import BLANK, SEATS, Told, as_fact, told
from doccheck.facts.told_meant import NOBODY, Meanings
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.once import once
from doccheck.programme.schema import ElementRow, Row

_GENERIC = lazy(
    r"工作日.*|日历天|单价|预算单价|报价|售价|寿命|人员|单位|企业|项目|课题|任务|资金|经费|金额|费用|收入|面积|建筑面积|"
    r"占地面积|数量|设备|专家|人才|成员|委员|平台|技术|专利|产品|成果|标准|比例|占比|比重|投入|投资|预算|"
    r"支出|合计|小计|总计|其他|高校|客户|用户|团队|骨干|总经费|总投资|财政资金|自筹资金|自筹|出资|万元|"
    r"课程|培训|会议|活动|论文|服务|应用|合同|论坛|案例"
)
"""Names of too many things to tell which is meant."""
_FAR = 1.7
_FEW = 12
_TITLE = 6
"""Signs of a row's title that names one thing."""
_MANY = 40
"""More figures of one label are a list of data."""


@check("N001", "N004")
def labels_differ(mapped: MappedSubmission) -> Iterator[Finding]:
    """Two figures of one label that cannot both be right."""
    yield from told_of_labels(mapped)


@once
def told_of_labels(mapped: MappedSubmission) -> tuple[Finding, ...]:
    """What :func:`labels_differ` tells of a submission."""
    return tuple(_Reader(mapped).findings())


class _Reader:
    def __init__(self, mapped: MappedSubmission) -> None:
        self.mapped = mapped
        self.units = units_of(mapped)
        self.meanings = Meanings(self.units, mapped.year)
        self.places: dict[tuple[str, bool, str], list[Told]] = {}
        compared = (f for f in mapped.facts if not f.quantity.endswith(".projects"))
        self.known = {(f.document, f.location, f.value, f.unit) for f in compared}

    def findings(self) -> Iterator[Finding]:
        """Each label told twice with two values."""
        told_of: set[tuple[object, ...]] = set()
        for one, two, label in self.pairs():
            key = (one.document, one.location, two.document, two.location)
            if key in told_of:
                continue
            told_of.add(key)
            if doubtful(self.mapped, (as_fact(one), as_fact(two))):
                continue
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
        a, b = as_fact(one), as_fact(two)
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
        if limited(one, two, label) or not self.same(one, two) or self.of_many(one, label, two):
            return ""
        if self.of_many(two, label, one):
            return ""
        return label

    def of_many(self, each: Told, label: str, other: Told) -> bool:
        """Whether the figure's paper or table has several values of its label, so that they are of several things."""
        beside = self.places[each.document, each.table, each.quantity.unit]
        beside = [o for o in beside if o.before.endswith(label) or o.after.startswith(label)]
        beside = [o for o in beside if not each.table or _place(o) == _place(each)]
        own = self.meanings.of(each)
        values = {
            o.quantity.value for o in beside
            if (m := self.meanings.of(o)).subject == own.subject and (m.year, m.until) == (own.year, own.until)
        }  # fmt: skip
        in_one = not each.table and not other.table and each.document == other.document
        return len(values) > 1 + in_one

    def same(self, one: Told, two: Told) -> bool:
        """Whether two figures are of one unit and one time."""
        a, b = self.meanings.of(one), self.meanings.of(two)
        if a.subject != b.subject and not _within(a.subject, b.subject, one, two) and not self._built(one, two):
            return False
        if one.before == two.before and one.before.endswith(SEATS):
            return True  # an agreement gives a body its seats for all of its term
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
        whose = [self.meanings.of(each).subject for each in (one, two)]
        return planned and any(subject is None or subject.kind == NOBODY for subject in whose)

    def _row(self, label: str) -> Row | None:
        """The programme's row that asks for what the label names."""
        asked = (row for row in self.mapped.programme.rows if isinstance(row, ElementRow))
        return next((row for row in asked if len(t := row.title.removesuffix("数量")) > _TITLE and t in label), None)

    def finding(self, one: Told, two: Told, label: str) -> Finding:
        """What is told of two figures."""
        a, b = as_fact(one), as_fact(two)
        meant = self.meanings.of(one)
        who = meant.subject.name if meant.subject is not None else ""
        thing = f"{who}{f'{meant.year}年' if meant.year else ''}{label}"
        said = "，".join(
            f"{place_name(self.mapped, f.part, f.document, f.source, f.location)}写 {value_of(f)}" for f in (a, b)
        )
        row = self._row(label)
        power = slip(a, b)
        if power and a.unit in ("万元", "%"):
            return finding(
                "N004", row, f"{thing}：{said}，数值相差 {power:,.0f} 倍，疑似单位写错。",
                "请对照原始凭证核对单位，改正写错的一处。", evidence_of(a), evidence_of(b),
                confidence=0.85, related=("N001",),
            )  # fmt: skip
        return finding(
            "N001", row, f"{thing}：{said}，前后不一致。",
            "请以审计报告或原始凭证为准核对，把各处改成同一数据和同一口径。", evidence_of(a), evidence_of(b),
            confidence=0.8,
        )  # fmt: skip


def _within(one: Subject | None, two: Subject | None, first: Told, second: Told) -> bool:
    """Whether two figures are of one part of a unit: 机械工程学院 here, 某大学机械工程学院 there."""
    names = [subject.name[-_PART:] for subject in (one, two) if subject is not None and subject.name.endswith(_PARTS)]
    return any(len(name) == _PART and name in first.text and name in second.text for name in names)


_BUILT = lazy(r"建成|新建|拟建|建设内容")
_THINGS = ("条", "座", "套", "㎡")
_PARTS = ("学院", "分院", "基地")
_PART = 6
"""Signs by which a part of a unit is known in two texts."""
def _place(each: Told) -> tuple[object, ...]:
    """The paragraph or the table of a figure, neither of which is held against itself."""
    location = each.location
    return each.document, location.table if each.table else location, each.table


def _alike(one: Told, two: Told) -> bool:
    return typed_alike(*sorted((one.quantity.value, two.quantity.value)))


_OF_NOW = ("万元", "%", "人")
"""Units of what there is now as well as of what is aimed at."""


def _near(one: Fact, two: Fact) -> bool:
    low, high = sorted((one.value, two.value))
    return low > 0 and (high <= _FAR * low or (high <= _FEW and one.unit not in ("万元", "%")))
