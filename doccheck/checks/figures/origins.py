"""N005: what a unit is said to have done before it was founded, deeds dated after signing, force before signing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from msgspec import Struct

from doccheck.checks.eligibility.signing_days import signing_days
from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Block, Paragraph, Table, block_paragraphs
from doccheck.facts.dates import Date, dates, parse_date
from doccheck.facts.numbers import narrow
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, MappedSubmission, Part
from doccheck.mapping.names.find import organisation_names
from doccheck.programme.schema import FieldRow, Role, ValueType

_FOUND = (
    r"(?:注册|登记|正式|依法|才|方|刚|就|挂牌)*"
    r"(?:(?:出资|投资|发起|全新)*新设(?:立|成立)?|股东?新?设[立成]|(?:出资|投资|发起|全新|新)*(?:成立|设立)|创立|创办|创建|创设|组建|注册|登记|建厂|办厂|建校|建所|建院|办学|办起来|(?:领|拿|取|办)[了到取得下的]*(?:营业)?执照"
    r"|(?:办|建|开|起)的小?(?:厂|店|家|公司)|改[制成]了?[^，,。；;]{0,4}公司)(?!之?[前后]|以[前后来])"
)
FOUND = lazy(_FOUND)
_BEHIND = lazy(
    rf"\s?(?:由[^，,。；;]{{1,12}})?(?:在[^，,。；;]{{1,16}})?{_FOUND}(?!的)(?:[^，,。；;]{{0,6}}(?:公司|单位))?(?=[，,。；;、（(]|$|于)"
)
_DEFINED = lazy(
    rf"\s?(?:由[^，,。；;]{{1,16}}?)?{_FOUND}的(?!全资|控股|参股|子)[^，,。；;]{{0,14}}(?:公司|企业|机构|单位|研究[院所])(?=[，,。；;]|$)"
)
_IS_OF = lazy(r"(?:系|是|为|属)(?:于|在)?\s?$")
"""本公司系2019年6月由三名自然人出资新设的民营企业."""
_JOINTLY = lazy(
    r"\s?由[^，,。；;]{2,16}(?:共建|合建|合办|联办|共同(?:建立|出资|发起)|发起)(?:而成|而来)?(?=[，,。；;（(]|$)"
)
"""How several found one unit (2016年由省内三方共建)."""
_UNVEILED = lazy(r"\s?(?:正式|才|刚|方)?(?:揭牌|挂牌|开业|开园|落户|落成)(?!上市|交易|新三板)(?:成立|运行|运营)?")
_UNIT_ITSELF = lazy(
    r"\s*[一-鿿]{4,30}(?<!实验室)(?<!平台)(?<!基地)(?<!工作站)(?<!中心)(?<!产线)(?:[(（][^()（）]*[)）])?\s?[,，]?\s?(?:于|在)?\s?"
)
"""The unit's own name, with which its profile opens, and nothing else."""
_BEFORE = lazy(rf"{_FOUND}(?:时间|日期|年份)?(?:于|在|为|是|[:：])?\s?$")
FORERUNNER = lazy(
    r"前身|原名|改制|更名|改名|改现名|更为现名|重组|合并(?!范围|口径|报表|财务|利润|总|营业?|销售|年?收入|净)|并入|分立|脱胎|转制|转企|收购|承继|沿袭|接手|接续|原(?!权利|专利|有?材料|创|来|因|理|始|属|件)[^，。；;]{1,16}(?:厂|所|公司|院)"
)
_NONE_BEFORE = lazy(r"(?:无|没有|未|非|不存在|不涉及|从未)[^，,。；;]{0,12}$")


def forerunners(text: str) -> Iterator[re.Match[str]]:
    """What a text tells of forerunners, renamings and mergers, unless it denies them (此前无任何前身企业)."""
    for match in FORERUNNER.finditer(text):
        if _NONE_BEFORE.search(text, max(0, match.start() - 20), match.start()) is None:
            yield match


PERSON = lazy(
    r"毕业|任职|任教|博士|硕士|教授|先生|女士|董事长|总经理|总工|创始|创办[人者]|老板|东家|学历|出生|本人|参加工作|入职|加入|工作|个人|团队|师兄|同学|我和"
)
_ELSEWHERE = lazy(
    r"国家(?!级|重点|科技|高新|专精|发明)|国务院|工信部|科技部|财政部|行业|全国|我国|国内|全球|全市|全省|标准|政策|规划|意见|办法|条例|《|母公司|集团|股东|控股|子公司|分公司|协会|"
    r"园区|产业|学校|大学|学院|专利权人|受让|转让|购[入得买]|客户|基地(?=[一-鿿]{0,4}(?:成立|建成))"
)


class Founding(Struct, frozen=True):
    date: Date
    written: str
    part: Part
    paragraph: Paragraph
    unit: str

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.part.document, self.written, self.paragraph.location)


_CELL = lazy(r"(?:注册)?(?:成立|设立|注册|组建)(?:时间|日期|年份|年月)?[:：]?")


def founding_in_cell(part: Part) -> Founding | None:
    """The founding in a form's cell (“成立时间 | 2016年5月”), where the paper has one of them."""
    found: list[Founding] = []
    for block in part.passage.blocks:
        for label, value in pairwise(block.cells if isinstance(block, Table) else ()):
            if label.row != value.row or not _CELL.fullmatch(re.sub(r"\s", "", narrow(label.text))):
                continue
            day = parse_date(value.text) if len(value.text) < 24 else None
            if day is not None:
                place = Paragraph(value.text, value.location)
                found.append(Founding(day, f"{value.text.strip()}", part, place, part.organisation))
    return found[0] if len(found) == 1 else None


def about_one(part: Part) -> Iterator[list[Paragraph]]:
    """The paragraphs under each heading: what is said of one unit in a profile."""
    group: list[Paragraph] = []
    for block in part.passage.blocks:
        if isinstance(block, Paragraph) and block.heading is not None and group:
            yield group
            group = []
        group += _paragraphs(block)
    if group:
        yield group


def _paragraphs(block: Block) -> list[Paragraph]:
    return [] if isinstance(block, Table) else [p for p in block_paragraphs(block) if not p.toc]


def founding_told(part: Part, paragraph: Paragraph) -> Founding | None:
    """The one founding of a unit that a paragraph tells; none where it tells of two."""
    text = narrow(paragraph.text)
    found: list[Founding] = []
    for day in dates(paragraph.text):
        behind, before = _BEHIND.match(text, day.end), _BEFORE.search(text[: day.start])
        behind = behind or _JOINTLY.match(text, day.end)
        if behind is None and _IS_OF.search(text, max(0, day.start - 6), day.start):
            behind = _DEFINED.match(text, day.end)
        if behind is None and _UNVEILED.match(text, day.end) and _opens(text, day.start):
            behind = _UNVEILED.match(text, day.end)
        if behind is None and before is None:
            continue
        clause = max(text.rfind(mark, 0, day.start) for mark in "，。；,;\n") + 1
        if _ELSEWHERE.search(text[clause : day.start]) or PERSON.search(text[clause : day.start]):
            continue
        begin = before.start() if before is not None else day.start
        end = behind.end() if behind is not None else day.end
        names = [name for _, _, name in organisation_names(paragraph.text[:end])]
        titled = [name for title in paragraph.location.heading[-1:] for *_, name in organisation_names(title)]
        unit = next(iter((*names[-1:], *titled)), part.organisation)
        found.append(Founding(day, paragraph.text[begin:end].strip(), part, paragraph, unit))
    return found[0] if len(found) == 1 else None


_DONE = lazy(
    r"(?:已于|已在|已经于|已获|荣获|获评|获批|被评为|被认定为|获授权|授权公告|毕业于|颁发|通过验收|通过了?认定|签订了)"
)
_AHEAD = lazy(r"将|拟|计划|预计|预期|力争|争取|目标|到期|有效期|至|前|届时|待|安排|应(?!急|用|力|变|链)")


def _opens(text: str, at: int) -> bool:
    """Whether a sentence opens with the unit's name and the date at a place, or the paragraph with the date."""
    sentence = text.rfind("。", 0, at) + 1
    return _UNIT_ITSELF.fullmatch(text, sentence, at) is not None or not text[:at].strip()


@check("N005")
def deeds_after_signing(mapped: MappedSubmission) -> Iterator[Finding]:
    """What is told as done, on a date later than that on which the application was signed."""
    form = signing_day(mapped)
    for part in mapped.parts_of(Role.APPLICATION, Role.PLAN, Role.LEAD_PROFILE, Role.MEMBER_PROFILE):
        own = [(said.date, said.evidence) for said in signing_days(mapped, part)] if form is None else []
        signed = form or max(own, key=lambda s: s[0].last, default=None)
        if signed is None:
            continue
        day, evidence = signed
        for paragraph in part.passage.paragraphs():
            text = narrow(paragraph.text)
            if paragraph.toc or not _DONE.search(text):
                continue
            for match in re.finditer(r"[^，,。；;\n]+(?:(?<=[年月日])[，,][^，,。；;\n]+)?", text):
                if not _DONE.search(match[0]) or _AHEAD.search(match[0]):
                    continue
                for said in dates(match[0]):
                    if said.precision == "year" or said.first <= day.last + timedelta(days=31):
                        continue
                    quote = paragraph.text[match.start() : match.end()].strip()[:60]
                    yield finding(
                        "N005",
                        None,
                        f"{part_name(mapped, part.id, part.document)}写“{quote}”，"
                        f"晚于申报材料的签署日期 {day.chinese}。",
                        "请核对该日期；尚未发生的事项不应写成已完成。",
                        Evidence(part.document, quote, paragraph.location),
                        evidence,
                        confidence=0.85,
                    )
                    break


def signing_day(mapped: MappedSubmission) -> tuple[Date, Evidence] | None:
    """The latest date on which the form says that it was filled or signed, in or next to the year of application."""
    found: list[tuple[Date, Evidence]] = []
    for row in mapped.programme.rows:
        if isinstance(row, FieldRow) and any(label.type is ValueType.DATE for label in row.fields):
            for value in mapped.field_values(row.id):
                day = parse_date(value.text) if value.state is FieldState.FILLED else None
                if day is not None and day.precision == "day" and re.search(r"填|申报|签|^日期", value.name):
                    found.append((day, Evidence(value.document, value.text.strip(), value.location)))
    found = [(day, where) for day, where in found if abs(day.year - mapped.year) <= 1]
    return max(found, key=lambda f: f[0].last, default=None)


_FORCE_BEHIND = lazy(r"\s?(?:零时)?\s?(?:起|之日起|开始)?\s?(?:正式)?(?:生效|施行)")
_FORCE_BEFORE = lazy(r"生效(?:日期|时间|日)?(?:为|是|于|[:：])?\s*$")


@check("N005")
def force_before_signing(mapped: MappedSubmission) -> Iterator[Finding]:
    """An agreement in force (自…起生效) from a day on which none of its parties had signed."""
    for part in mapped.parts_of(Role.AGREEMENT, Role.CHARTER):
        signed = [
            (day, Evidence(block.document, block.date, block.location))
            for block in mapped.signatures
            if block.part == part.id and block.date and (day := parse_date(block.date)) is not None and day.day
        ] or [(said.date, said.evidence) for said in signing_days(mapped, part)]
        if not signed:
            continue
        first, where = min(signed, key=lambda s: s[0].first)
        for paragraph in part.passage.paragraphs():
            text = narrow(paragraph.text)
            if "效" not in text and "施行" not in text:
                continue
            for day in dates(paragraph.text):
                forced = _FORCE_BEHIND.match(text, day.end) or _FORCE_BEFORE.search(text[: day.start])
                early = day.precision != "year" and (day.last.year, day.last.month) < (first.year, first.month)
                if not forced or not early or "追溯" in text:  # from the first of the month of signing is usual
                    continue
                begin = max(text.rfind(mark, 0, day.start) for mark in "，。；,;\n") + 1
                quote = paragraph.text[begin : max(day.end, forced.end())].strip(" 。，；")
                yield finding(
                    "N005",
                    None,
                    f"协议写“{quote}”，而最早的签署日期是 {first.chinese}，生效早于签署。",
                    "请核对生效日期与签署日期；约定追溯生效的请写明。",
                    Evidence(part.document, quote, paragraph.location),
                    where,
                    confidence=0.85,
                )
                return
