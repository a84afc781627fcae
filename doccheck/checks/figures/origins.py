"""N005: what a unit is said to have done before it was founded, deeds dated after signing, force before signing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from msgspec import Struct

from doccheck.checks.figures.places import evidence_of, number, part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Block, Paragraph, Table, block_paragraphs
from doccheck.facts.dates import Date, dates, parse_date
from doccheck.facts.model import Fact
from doccheck.facts.numbers import narrow
from doccheck.facts.subjects import Units
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, MappedSubmission, Part
from doccheck.mapping.names.find import organisation_names
from doccheck.programme.schema import FieldRow, Role, ValueType

_PAPERS = (Role.APPLICATION, Role.PLAN, Role.LEAD_PROFILE, Role.MEMBER_PROFILE)
_FOUND = r"(?:注册|登记|正式|依法)?(?:成立|设立|创立|创办|创建|组建|注册|建厂|办厂|建校|建所)"
_BEHIND = lazy(
    rf"\s?(?:由[^，,。；;]{{1,12}})?(?:在[^，,。；;]{{1,16}})?{_FOUND}(?!的)(?:[^，,。；;]{{0,6}}(?:公司|单位))?(?=[，,。；;、（(]|$|于)"
)
_UNVEILED = lazy(r"\s?(?:正式)?(?:揭牌|挂牌|开业|开园|落户|落成)(?!上市|交易|新三板)(?:成立|运行|运营)?")
_UNIT_ITSELF = lazy(
    r"\s*[一-鿿]{4,30}(?<!实验室)(?<!平台)(?<!基地)(?<!工作站)(?<!中心)(?<!产线)(?:[(（][^()（）]*[)）])?\s?[,，]?\s?(?:于|在)?\s?"
)
"""The unit's own name, with which its profile opens, and nothing else."""
_BEFORE = lazy(rf"{_FOUND}(?:时间|日期|年份)?(?:于|在|为|是|[:：])?\s?$")
FORERUNNER = lazy(
    r"前身|原名|改制|更名|改名|改现名|更为现名|重组|合并(?!范围|口径|报表|财务|利润|总|营业?|销售|年?收入|净)|并入|分立|脱胎|转制|转企|收购|承继|沿袭|接手|接续|原[^，。；;]{1,16}(?:厂|所|公司|院)"
)
_NAME_OF_ITS_OWN = (
    r"[以用](?:(?:本|该|这个|自己|我)(?:公司|企业|单位|院|所|司)?|公司|企业|单位)自?[己身]?的?(?:名[义头]|牌子)"
)
_DEED = lazy(
    r"供应|供货|供给?了|配套|承担|承接|承建|中标|销售|卖出|出货|交付|投产|量产|建成|研制|研发出|开发出|推出|完成|"
    r"获|荣获|取得|授权|通过|被评|被认定|入选|认定|签[订下约]|立项|实现|参与|主持|主导|牵头|发布|上市|出口|服务|申请|拿下|做出|做成"
    rf"|{_NAME_OF_ITS_OWN}"
)
PERSON = lazy(
    r"毕业|任职|任教|博士|硕士|教授|先生|女士|董事长|总经理|总工|创始|学历|出生|本人|参加工作|入职|加入|工作|个人|团队|师兄|同学|我和"
)
_ELSEWHERE = lazy(
    r"国家(?!级|重点|科技|高新|专精|发明)|国务院|工信部|科技部|财政部|行业|全国|我国|国内|全球|全市|全省|标准|政策|规划|意见|办法|条例|《|母公司|集团|股东|控股|子公司|分公司|协会|"
    r"园区|产业|学校|大学|学院|专利权人|受让|转让|购[入得买]|客户|基地(?=[一-鿿]{0,4}(?:成立|建成))"
)
_TO_WHOM = lazy(r"[向为给][^，,。;；]{1,12}?(?=供|交付|销|出|提供|卖|配套|研|开发|生产|加工|做)")
"""For whom a deed was done, which is no doer."""
_OPENS = lazy(
    r"^[\s•·●▪■◇◆○※▶►➢①-⑳\-—–*]*(?:[A-Za-z\u4e00-\u9fff]{2,10}[:：])?\s*(?:其中|早在|早于|并|曾|自|从|于|在|到|即|公司|本公司|我司|我公司|企业|本单位|本所|该公司|就|"
    r"(?:成立|注册)(?:之)?后|随后|此后)*\s*$"
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


@check("N005")
def deeds_before_founding(mapped: MappedSubmission) -> Iterator[Finding]:
    """“公司2013年成立…2011年6月给本地车厂批量供应”, unless a predecessor, a renaming or a person is told of."""
    for part in mapped.parts_of(*_PAPERS, Role.UNKNOWN):
        founded = founding_in_cell(part)
        unit = founded.unit if founded is not None else ""
        told: set[str] = set()
        for group in about_one(part):
            text = narrow("\n".join(p.text for p in group))
            own_name = FORERUNNER.search(text) is not None  # a forerunner's deeds are no wonder, unless so told
            if own_name:
                founded = None
                unit = ""
            for paragraph in group:
                names = {n for _, _, n in organisation_names(paragraph.text) if not _DEED.search(n)}  # 交付整车厂
                here = founding_told(part, paragraph)
                if here is not None:
                    founded, unit = here, here.unit
                if founded is None or (here is None and len(names) == 1 and unit not in ("", *names)):
                    continue
                deeds = () if own_name else _deeds(paragraph)
                rights = () if own_name else _own_rights(paragraph)
                for clause, day, at in (*deeds, *_in_own_name(paragraph), *rights):
                    if (
                        day.last >= founded.date.first
                        or founded.written in told
                        or (here is founded and at == founded.date.start)
                    ):
                        continue
                    told.add(founded.written)
                    quote = paragraph.text[at : at + len(clause)].strip()[:60]
                    yield finding(
                        "N005",
                        None,
                        f"{part_name(mapped, part.id, part.document)}写{founded.unit or '该单位'}“{founded.written}”，"
                        f"却称“{quote}”，事情早于单位成立。",
                        "请核对成立时间与该事项的时间；属前身单位的请注明。",
                        founded.evidence,
                        Evidence(part.document, quote, paragraph.location),
                        confidence=0.85,
                    )


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
        if behind is None and _UNVEILED.match(text, day.end) and _UNIT_ITSELF.fullmatch(text[: day.start]):
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


def _deeds(paragraph: Paragraph) -> Iterator[tuple[str, Date, int]]:
    """The clauses that open with a date and tell a deed of the unit, each with its date and offset."""
    text = narrow(paragraph.text)
    known = dates(paragraph.text)
    for match in re.finditer(r"[^。\n]+", text):
        for part in re.finditer(r"[^，,；;]+(?:[，,](?![^，,]{0,6}(?:19|20)\d\d)[^，,；;]+)?", match[0]):
            at = match.start() + part.start()
            day = next((d for d in known if at <= d.start < at + len(part[0])), None)
            if day is None or not _OPENS.match(text[at : day.start]):
                continue
            rest = text[day.end : at + len(part[0])]
            deed = _DEED.search(rest)
            told = re.split(r"[，,]", rest.lstrip("，,"))[0]
            before = text[match.start() : at]
            label = text[at : day.start]
            if deed is None or _width(rest[: deed.start()]) > _SOON or PERSON.search(before + label + told):
                continue
            if _ELSEWHERE.search(label + _TO_WHOM.sub("", told)):
                continue
            yield part[0], day, at


_OWN_NAME = lazy(_NAME_OF_ITS_OWN)


def _in_own_name(paragraph: Paragraph) -> Iterator[tuple[str, Date, int]]:
    """The clauses that tell of something done in the unit's own name (1995年即以本公司名义取得…), wherever the date."""
    for match in re.finditer(r"[^，,。；;\n]+", narrow(paragraph.text)):
        day = next((d for d in dates(paragraph.text) if match.start() <= d.start < match.end()), None)
        if day is not None and _OWN_NAME.search(match[0]) and not PERSON.search(_OWN_NAME.sub("", match[0])):
            yield match[0], day, match.start()


_RIGHT = lazy(r"专利|著作权|软著|新品种|专有技术")
_GRANTED = lazy(r"\s?(?:即|就|便|已|正式|首次|经)*(?:获|取得|得到|拿到|授权|登记|公告|授予|颁证|下证)")
_OWN_WORK = lazy(
    r"(?:公司|我司|本公司|企业|本单位|我院|本院|我所|本所)(?:自行|自主|独立|首次|最早)?(?:申请|申报|研发|研制|完成|取得|获得)|自行(?:申请|申报|研发|研制|开发)|自主(?:申请|研发|研制|开发)|原始取得"
)
_OF_OTHERS = lazy(r"受让|转让|转入|转移|购|原授权|原专利|原始?单位|许可|作价|入股|引进|高校|导师|发明人|院校|划转|继受")


def _own_rights(paragraph: Paragraph) -> Iterator[tuple[str, Date, int]]:
    """The clauses by which a right that the unit itself applied for was granted, wherever the date stands."""
    text = narrow(paragraph.text)
    if not _RIGHT.search(text):
        return
    for match in re.finditer(r"[^。；;\n]+", text):
        said = match[0]
        if not _RIGHT.search(said) or not _OWN_WORK.search(said) or _OF_OTHERS.search(said) or PERSON.search(said):
            continue
        for day in dates(said):
            if _GRANTED.match(said, day.end):
                begin = max(said.rfind(mark, 0, day.start) for mark in "，,") + 1
                clause = said[begin : day.end] + re.split("[，,]", said[day.end :])[0]
                yield clause, day, match.start() + begin


_SOON = 16
"""Within so many signs of the date the deed is told."""


def _width(text: str) -> int:
    """Signs of a text, a foreign word counting for one."""
    return len(re.sub(r"[A-Za-z][\w /&.-]*", "x", text))


_DONE = lazy(
    r"(?:已于|已在|已经于|已获|荣获|获评|获批|被评为|被认定为|获授权|授权公告|毕业于|颁发|通过验收|通过了?认定|签订了)"
)
_AHEAD = lazy(r"将|拟|计划|预计|预期|力争|争取|目标|到期|有效期|至|前|届时|待|安排|应")


@check("N005")
def deeds_of_a_named_unit(mapped: MappedSubmission) -> Iterator[Finding]:
    """“蜀葵堂公司自2015年起承担…” in any paper, where the roster or another paper says that it was founded in 2017."""
    units = Units(mapped)
    founded: dict[str, list[Fact]] = {}
    for fact in mapped.facts:
        if fact.quantity.endswith(".founded") and fact.year is None:
            founded.setdefault(fact.subject, []).append(fact)
    sure = {name: facts[0] for name, facts in founded.items() if len({f.value for f in facts}) == 1}
    texts = [(part, p) for part in mapped.parts_of(*_PAPERS) for p in part.passage.paragraphs() if not p.toc]
    told: set[str] = set()
    for part, paragraph in texts if sure else ():
        text = narrow(paragraph.text)
        for match in re.finditer(r"[^。；;\n]+", text):
            opening = next(iter(units.mentions(match[0])), None)
            name = opening[2].name if opening is not None and opening[0] <= 2 and opening[2] is not None else ""
            if opening is None or name not in sure or name in told:
                continue
            said = match[0][opening[1] :].removeprefix("公司")
            deed = next(iter(_deeds(Paragraph(said, paragraph.location))), None)
            if deed is None or deed[2] or deed[1].year >= sure[name].value or _of_forerunners(name, texts, units):
                continue
            told.add(name)
            quote = paragraph.text[match.start() : match.end()].strip()[:60]
            fact = sure[name]
            yield finding(
                "N005",
                None,
                f"{part_name(mapped, part.id, part.document)}称“{quote}”，而{name}成立于 {number(fact.value)} 年"
                f"（“{fact.quote.strip()}”），事情早于单位成立。",
                "请核对成立时间与该事项的时间；属前身单位的请注明。",
                Evidence(part.document, quote, paragraph.location),
                evidence_of(fact),
                confidence=0.82,
            )


def _of_forerunners(name: str, texts: list[tuple[Part, Paragraph]], units: Units) -> bool:
    """Whether any paper tells of what the unit was before."""
    return any(
        FORERUNNER.search(paragraph.text)
        and (part.organisation == name or _names(paragraph, name, units))
        for part, paragraph in texts
    )


def _names(paragraph: Paragraph, name: str, units: Units) -> bool:
    return any(unit is not None and unit.name == name for *_, unit in units.mentions(narrow(paragraph.text)))


@check("N005")
def deeds_after_signing(mapped: MappedSubmission) -> Iterator[Finding]:
    """What is told as done, on a date later than that on which the application was signed."""
    signed = signing_day(mapped)
    if signed is None:
        return
    day, evidence = signed
    for part in mapped.parts_of(Role.APPLICATION, Role.PLAN, Role.LEAD_PROFILE, Role.MEMBER_PROFILE):
        for paragraph in part.passage.paragraphs():
            text = narrow(paragraph.text)
            if paragraph.toc or not _DONE.search(text):
                continue
            for match in re.finditer(r"[^，,。；;\n]+", text):
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
            (day, block)
            for block in mapped.signatures
            if block.part == part.id and block.date and (day := parse_date(block.date)) is not None and day.day
        ]
        if not signed:
            continue
        first, block = min(signed, key=lambda s: s[0].first)
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
                    Evidence(block.document, block.date, block.location),
                    confidence=0.85,
                )
                return
