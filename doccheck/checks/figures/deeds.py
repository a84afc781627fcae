"""N005: what a unit is said to have done itself before it was founded.

A dated clause is read as subject, adverbial and verb. Before the first preposition or the verb only fillers, the unit
itself or its first piece of something may stand: whatever else stands there did the deed, and not the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from doccheck.checks.figures.origins import (
    FOUND,
    PERSON,
    Founding,
    about_one,
    forerunners,
    founding_in_cell,
    founding_told,
)
from doccheck.checks.figures.places import evidence_of, part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Paragraph
from doccheck.facts.attribution import voices
from doccheck.facts.dates import Date, dates
from doccheck.facts.model import Fact
from doccheck.facts.numbers import narrow
from doccheck.facts.spans import bare_years
from doccheck.facts.speaker import Speaker
from doccheck.facts.subjects import Subject, Units, default_subject, units_of
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_PAPERS = (Role.APPLICATION, Role.PLAN, Role.LEAD_PROFILE, Role.MEMBER_PROFILE, Role.UNKNOWN)
_NAME_OF_ITS_OWN = (
    r"[以用](?:(?:本|该|这个|自己|我|自家)(?:公司|企业|单位|院|所|司|厂)?|公司|企业|单位)自?[己身家]?的?(?:名[义头]|牌子)"
)
_OWN_NAME = lazy(_NAME_OF_ITS_OWN)
_FIGURES = "营业收入|主营业务收入|销售收入|销售额|营收|净?利润|纳税"
"""What a unit has in a year only if it was there; :mod:`periods` tells it where a table gives the founding."""
_DEED = lazy(
    r"供应|供货|供给?了|配套|承担|承接|承建|中标|销售|卖出|出货|交付|投产|量产|建成|研制|研发出|开发|推出|完成|"
    r"获|荣获|取得|授权|通过|被评|被认定|入选|认定|签[订下约了]|立项|实现|参与|主持|主导|牵头|发布|上市|出口|服务|申请|拿|做[出成]|"
    rf"{_FIGURES}|"
    r"出具|下线|上线|接[下到了]|提供|制定|编制|发[出往]|生产|装[车上机]|落地|投用|拥有|建[了起]|"
    r"(?![他她们人者队里业司])(?:[一-鿿]{1,2}(?:了|(?<!通)过)(?!解|去|来|程)|[一-鿿](?:下(?!属|辖|游|列|半|发)|出(?!身|生|于|口|资|租|让|版|任|厂|台|现)))"
    rf"|{_NAME_OF_ITS_OWN}"
)
"""What units do; any verb with 了, 过, 下 or 出 is something done."""
_TABLED = ("field", "roster", "table")
_OF_FIGURES = lazy(_FIGURES)
_FILLER = (
    r"(?:(?:本|我|该|这家?)(?:公司|企业|单位|院|所|校|中心|厂|司)|我们厂?|公司|企业|单位|自身|自己|他们|它|其"
    r"|(?:却|还|又|而|但|并|且|曾|已经?|就|即|便|才|更|早|率先|独立|自主|自行|先后|首次|第一次|首先|成功|陆续|开始|正式|单独|共|累计|一举|顺利|分别|例如|比如|如(?![期何此下上果])|当时|当年|同年|现|均|都|再|则|也|只|仅)"
    r"|□|(?:成立|注册)(?:之)?后|随后|此后|(?:上|下)半年|春天?|夏天?|秋天?|冬天?|年?[初中底末]|第?[一二三四]季度|早在|早于|其中|在|从|自|于|到|即|起|以来|前后|左右|间|度|份|月|[，,：:\s（）()—–－·•●▪■◆※▶►➢\-*/／、【】“”\"]|[①-⑳])*"
)
_ITSELF = lazy(_FILLER)
_LABEL = lazy(r"[A-Za-z\u4e00-\u9fff]{2,10}[:：]")
_FIRST = lazy(r"(?:首|第一|头一)(?:[个件项台套笔单份批条款座次艘辆架炉代张家支根块片枚期届场]|[一-鿿]{2})")
"""A first thing of the unit's, of which a clause tells as if it had done itself what was done (首台样机2009年下线)."""
_ADVERBIAL = lazy(r"[与和同跟为向给替帮对在从随由以经被把将用按凭靠](?!此|来|即)")
_FORMERLY = lazy(r"曾用名[^，,。；;（）()]*")
_OTHERS_OBJECT = lazy(
    r"受让|转让|转入|转移|购[入得买置]|原授权|原专利|原始?单位|许可给|作价|入股|引进|导师|发明人|划转|继受|出厂|版|标准号|毕业|出生"
)
_ELSEWHERE = lazy(
    r"前身|母公司|集团|股东|控股|子公司|分公司|团队|创始|国家|国务院|行业|我国|国内|全球|政策|标准|客户|原"
)


class _Deed(Struct):
    """A clause that tells of something done: its words and place, its date, and where those end who did it."""

    clause: str
    at: int
    day: Date
    verb: int
    own_name: bool = False


class Founded(Struct):
    """The day or year in which a unit was founded, and where that stands, the nearest place first."""

    unit: str
    date: Date
    places: list[Evidence]


@check("N005")
def deeds_before_founding(mapped: MappedSubmission) -> Iterator[Finding]:
    """“公司2013年成立…2011年6月给本地车厂批量供应”, unless a predecessor, a renaming or a person is told of."""
    units = units_of(mapped)
    known = known_foundings(mapped)
    tabled = {f.subject: f.value for f in mapped.facts if f.quantity.endswith(".founded") and f.source in _TABLED}
    early = {f.subject for f in mapped.facts if f.year is not None and f.year < tabled.get(f.subject, 0)}
    told: set[str] = set()
    for part in mapped.parts_of(*_PAPERS):
        units.listen_to(part.document)
        in_cell = founding_in_cell(part)
        for group in about_one(part):
            for founded, deed, paragraph in _too_early(part, group, units, known, in_cell):
                key = founded.unit or founded.places[0].quote
                if key in told or (founded.unit in early and _OF_FIGURES.search(deed.clause)):
                    continue
                told.add(key)
                quote = paragraph.text[deed.at : deed.at + len(deed.clause)].strip()[:60]
                yield finding(
                    "N005",
                    None,
                    f"{part_name(mapped, part.id, part.document)}称“{quote}”，而{founded.unit or '该单位'}成立于 "
                    f"{founded.date.chinese}（“{founded.places[0].quote}”），事情早于单位成立。",
                    "请核对成立时间与该事项的时间；属前身单位的请注明。",
                    founded.places[0],
                    Evidence(part.document, quote, paragraph.location),
                    *founded.places[1:],
                    confidence=0.85,
                )


def known_foundings(mapped: MappedSubmission) -> dict[str, Founded]:
    """When each unit was founded by what the papers state, the earliest year where they disagree."""
    facts: dict[str, list[Fact]] = {}
    for fact in mapped.facts:
        if fact.quantity.endswith(".founded") and fact.year is None:
            facts.setdefault(fact.subject, []).append(fact)
    found: dict[str, Founded] = {}
    for name, all_of in facts.items():
        year = int(min(fact.value for fact in all_of))
        found[name] = Founded(name, Date(year), [evidence_of(f) for f in all_of if f.value == year])
    return found


def _too_early(
    part: Part, group: Sequence[Paragraph], units: Units, known: dict[str, Founded], in_cell: Founding | None
) -> Iterator[tuple[Founded, _Deed, Paragraph]]:
    """The deeds of what is said under one heading that are older than the unit which did them."""
    texts = [narrow(p.text) for p in group]
    default = default_subject(part, group[0].location.heading, "", units)
    stretches = _stretches(texts, units)
    told = in_cell
    carried: Subject | None = None
    for at, (paragraph, text) in enumerate(zip(group, texts, strict=True)):
        if at in stretches:
            forerunners = forerunner_years(texts[at : stretches[at]])
            told = in_cell if at else told
        if not any(mark in text for mark in ("19", "20")):
            continue
        here = founding_told(part, paragraph)
        told = here or told
        heard = voices(_FORMERLY.sub(lambda name: " " * len(name[0]), text), units)
        speaker = Speaker(text, heard, default)
        plain = _without_names(text, speaker)
        for sentence in re.finditer(r"[^。！？\n]+", text):
            for deed in _deeds(text, plain, sentence.start(), sentence.end()):
                if here is not None and deed.day.start == here.date.start:
                    continue
                head = max(deed.at, sentence.start())
                who, named = speaker.at(sentence.start(), max(deed.verb, deed.day.end), head, carried)
                if who is None and named:
                    continue  # somebody else, of whom nobody knows
                founded = _of_whom(who, told, known, part)
                if founded is None or deed.day.last >= founded.date.first:
                    continue
                if deed.own_name or not any(year is None or year <= founded.date.year for year in forerunners):
                    yield founded, deed, paragraph
            carried = speaker.after(sentence.start(), sentence.end(), carried)


def _stretches(texts: Sequence[str], units: Units) -> dict[int, int]:
    """Where the paragraphs about one unit begin and end: a new one begins with another unit's name (准测设备：…)."""
    begins, last = [0], ""
    for at, text in enumerate(texts):
        opening = next((v for v in voices(text[:_OPENING], units) if v.kind == "unit"), None)
        if opening is None or opening.subject is None or opening.start > _MARKS:
            continue
        if last and opening.subject.name != last:
            begins.append(at)
        last = opening.subject.name
    return dict(zip(begins, [*begins[1:], len(texts)], strict=True))


_OPENING = 40
"""So many signs of a paragraph tell with whose name it opens."""
_MARKS = 4
"""So many signs at most are an item's number (（1）, ①)."""


def forerunner_years(texts: Sequence[str]) -> list[int | None]:
    """When a paper tells of mergers, renamings and forerunners, whose deeds are no wonder; ``None`` for no year.

    What a unit merged with, or was called, after its founding does not make it older.
    """
    found: list[int | None] = []
    for text in texts:
        dated: dict[str, int] = {}
        for match in forerunners(text):
            begin = max(text.rfind(mark, 0, match.start()) for mark in "，,。；;\n") + 1
            years = list(bare_years(text[begin : match.start()]))
            # 2019年更名前叫…，更名不改变主体: the renaming of which the year was said
            found.append(years[-1] if years else dated.get(match[0]))
            dated |= {match[0]: years[-1]} if years else {}
    return found


def _of_whom(who: Subject | None, told: Founding | None, known: dict[str, Founded], part: Part) -> Founded | None:
    """The founding of whoever did it: as told right there, else as any paper states it."""
    name = who.name if who is not None else ""
    stated = known.get(name or part.organisation)
    if told is not None and (told.unit in ("", name, part.organisation) or not name):
        also = [place for place in stated.places if place.location != told.paragraph.location] if stated else []
        return Founded(name or told.unit, told.date, [told.evidence, *also])
    if who is None:
        return None
    if stated is not None:
        own = [place for place in stated.places if place.document == part.document]
        return Founded(stated.unit, stated.date, [*own, *(p for p in stated.places if p not in own)])
    return None


def _without_names(text: str, speaker: Speaker) -> str:
    """A paragraph with marks for the names of units, which is not what their clauses are judged by."""
    for voice in speaker.heard:
        if voice.kind in ("unit", "self", "same") and (voice.subject is not None or voice.kind != "unit"):
            end = voice.end + len((re.match(r"公司|本部", text[voice.end :]) or [""])[0])
            text = text[: voice.start] + "□" * (end - voice.start) + text[end:]
    return text


def _deeds(written: str, text: str, begin: int, end: int) -> Iterator[_Deed]:
    """The dated clauses of a sentence that tell a deed of whoever is spoken of; units are marked in ``text``."""
    known = [d for d in dates(text) if begin <= d.start < end]
    for day in known:
        at = max(text.rfind(mark, begin, day.start) for mark in "，,；;：:") + 1
        at = max(at, begin)
        rest = text[day.end : end]
        said = re.match(r"[^，,；;]*(?:[，,](?![^，,]{0,6}(?:19|20)\d\d)[^，,；;]+)?", rest)
        clause = text[at : day.end + (said.end() if said is not None else 0)]
        told = re.split(r"[，,；;]", rest.lstrip("，,"))[0]
        label, lead = text[at : day.start], text[begin:at]
        if (of := _FIRST_IS.search(lead)) is not None and _IS.fullmatch(label):
            end_of = day.end + len(re.split(r"[，,；;]", rest)[0])
            yield _Deed(written[begin + of.start() : end_of], begin + of.start(), day, day.end)
            continue
        if (other := _IS_SOMEBODY.match(lead)) is not None and not _ITSELF.fullmatch(other["who"]):
            continue
        if lead.endswith((":", "：")) and _ELSEWHERE.search(lead):
            continue
        if FOUND.search(clause) or _OTHERS_OBJECT.search(clause):
            continue
        if _OWN_NAME.search(written, at, at + len(clause)):
            if not PERSON.search(_OWN_NAME.sub("", written[day.end : at + len(clause)])):
                yield _Deed(written[at : at + len(clause)], at, day, day.end, True)
            continue
        deed = _DEED.search(text, day.end, day.end + len(clause) - len(label) - len(day.written))
        if deed is None or PERSON.search(lead + label + told):
            continue
        verb_end = deed.end() + len(re.split(r"[，；;]|,(?!\d{3})", text[deed.end() : end])[0])
        clause = text[at:verb_end]
        between = _AND_YEARS.sub("", text[day.end : deed.start()])
        adverbial = _ADVERBIAL.search(between)
        between = between[: adverbial.start()] if adverbial is not None else between
        subject = label + "，" + between
        of_first = _FIRST.search(subject) is not None or _of_its_own(text[begin:end], subject)
        if of_first:
            subject = re.sub(rf"(?:{_FIRST.pattern}|{_RIGHT.pattern})[^，,]*", "", subject)
        elif len(between) > _SOON:
            continue
        subject = _OF_ITSELF.sub("", subject)
        if _ITSELF.fullmatch(subject) or (_LABEL.match(subject) and _ITSELF.fullmatch(_LABEL.sub("", subject))):
            yield _Deed(written[at : at + len(clause)], at, day, day.end + len(between))


_AND_YEARS = lazy(r"^(?:\s?[、,，和及至到\-—–~]\s?(?:19|20)\d\d\s?年?度?)+")
"""Further years of a list (2017年、2018年营业收入…)."""
_RIGHT = lazy(r"(?:[该这此]|其)?[件项个]?(?:授权|发明|实用新型)*(?:专利|著作权|软著|新品种|专有技术)")
_OWN_WORK = lazy(
    r"(?:公司|我司|企业|本单位|[我本][院所厂]|自行|自主|独立)(?:自行|自主|独立|首次|最早)*(?:申请|申报|研发|研制|开发|完成|取得|获得)|原始取得"
)


def _of_its_own(sentence: str, subject: str) -> bool:
    """Whether a right of which a clause tells was applied for by the unit itself, as the sentence says."""
    return _RIGHT.search(subject) is not None and _OWN_WORK.search(sentence) is not None


_OF_ITSELF = lazy(
    r"□[一-鿿]{0,6}的(?:“[^”]*”)?[^，,]*"
    r"|(?:其|□)[一-鿿]{0,8}(?:产品|设备|装备|系统|装置|仪|机|[器件](?!官)|材料|膜|片|芯片|阀|泵|轴承|电池|模组|软件)(?=[自从于在，,])"
)
"""What the unit has or has made: □的米糊就进了商超, □申请的“…”发明专利."""
_FIRST_IS = lazy(rf"[^，,；;]*(?:{_FIRST.pattern})[^，,；;]{{0,16}}[，,]$")
_IS = lazy(r"\s*(?:是|为|即|出自|来自|始于|可追溯到|要追溯到)?(?:在|于|到)?\s*")
"""公司承揽的首个项目，是2007年…的设计制造."""
_IS_SOMEBODY = lazy(r"(?P<who>[^，,；;是为系]{2,10})(?:是|为|系)(?:[^，,；;]{0,12}(?:队|局|厂|所|院|校|公司|人))[，,]")
"""A sentence about somebody else (举办单位是一支地质队，1979年…)."""
_SOON = 16
"""Within so many signs of the date the deed is told."""
