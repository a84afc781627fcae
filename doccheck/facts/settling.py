"""Whose a named figure is, of which years, and whether it is the submission's own or only asked for."""

from __future__ import annotations

import re

from doccheck.facts.catalogue import Entry, catalogue
from doccheck.facts.founding import project_spoken_of
from doccheck.facts.model import Nature, Quantity
from doccheck.facts.naming import Name
from doccheck.facts.paying import chained, exceeds, of_others, part_of_own, pays_alone
from doccheck.facts.projects import source_in
from doccheck.facts.sentence import Passage, Sentence
from doccheck.facts.subjects import CONSORTIUM, Subject
from doccheck.facts.timing import FUNDS, GOAL, When
from doccheck.language.patterns import lazy

_EVERYBODY = Subject(CONSORTIUM)
_DEMAND = lazy(r"要求|规定|条件|通知|标准")
_YEAR = lazy(r"20\d\d\s?[年、]")
_TO_YEAR = lazy(r"到20\d\d年(?!\d{1,2}月)")
_OF_TERM = lazy(r"(?:建设|实施|合作|执行|项目)周?期|(?<![一-龥])周?期内|[一二三四五]年(?:内|新增)")
_SUMMED = lazy(r"(?:共计|合计|总计)(?:为|约)?(?:人民币)?\s?$")
_OF_SEVERAL = lazy(r"[两二三四五六七八九十\d][项个](?:课题|项目)?(?:经费)?(?:共计?|合计|总计|加起来)(?:为|约)?\s?$")
_OF_NAMED = lazy(r"[两三四五六][家方所](?:单位|企业)?(?:合计|一共|共计?)(?:为|约)?\s?$")
_SOME_PROJECTS = lazy(r"[前后][两二三四五六七八九][项个](?:课题|项目)?(?:经费)?(?:共计?|合计|总计|加起来)?\s?$")
"""The first or last of the projects: 前两项合计7550万元."""
_OF_SOME = lazy(
    r"企业[两三四五六七八九]方的?$|(?:高校|院校|院所|科研机构|社会组织)(?:[与和及、](?:科研)?(?:院所|高校|院校|机构|企业))?(?:之|的|各自?)?$"
    r"|(?:企业|高校|院所)[两二三四五六七八九\d]家$|[两二三四五六七八九\d]家(?:企业|高校|院所)$"
)
"""Some of the units, whose money is not all of it: 高校与院所自筹1,700万元, 企业五家自筹合计27,300万元."""
_ENTERPRISES = lazy(
    r"企业(?:成员|单位|方)?(?:承担|负担)?的?(?:自筹|出资|承担|负担|投入)?(?:资金|经费|部分|为|约|共|合计)*\s?$"
)
"""Money of the enterprises."""
_OTHERS_TOO = lazy(
    r"[^。]{0,120}?(?:(?:高校|院校|大学|院所|研究[院所]|科研机构|事业单位|检测中心)[^。；;，,\d]{0,12}(?:自筹|承担|出资|负担|投入)"
    r"|其[余它他]由[^。；;，,\d]{0,10}(?:高校|院校|院所|研究[院所]|机构|中心))"
)
"""Behind the money of the enterprises, says that others pay too."""
_PUT_IN = lazy(
    r"(?<![位员方])(?:投入|派往|派到|派驻|参加)(?:到|至)?(?:本|该)?(?:创新)?联合体的?[^，,。；;\d]{0,6}(?:人员|人数)(?:为|共|约|有)*\s?$"
)
"""People whom the unit that a paper presents puts into the consortium: neither all its staff nor the consortium's."""
_PAYS_IN = lazy(r"出资?|认缴|[自各]?掏|拿出")
_GETS = lazy(
    r"分配|分得|留用|自身使用|自用|分到|分给|所得|所获|获得|拨付?给|拨付?至|下拨到|[方校院所会司学心厂家]各?(?:得|领|自留)\s?$"
)
"""Says that a unit gets its part of what is granted to all."""
_GOT = lazy(r"(?:分得|分到|所得|所获)的?$")
"""What stands before money that somebody gets of it, who may be named behind: 连同分得的财政240万元，某公司…."""
_WHOLE = lazy(r"总[投经预额]|占|即")
"""What makes of the money behind it that of the whole, or says no new figure."""
_SAID = lazy(
    r"第?[一二三四五六七八九十\d]+[条款]|[\s（(）)\d.、]+|(?:用户|应用|需求|牵头|参[与加]|成员|合作|承担|配套|企业|院校|院所)(?:方|单位|企业)$"
)
"""The number of an article or what the unit is to the others, before its first words: 用户方荔溪公司自筹…."""
_LATER = lazy(r"\s?\d{1,2}月")
_STOCK_DATE = lazy(r"20\d\d年?(?:\d{1,2}月)?(?:\d{1,2}日|[底末])[^。]*$")
_BUILT = (
    "invention_patents", "patent_grants", "patents",
    "platforms", "platforms_national", "platforms_provincial", "platforms_municipal", "area",
)  # fmt: skip
_MAKES = lazy(r"建设|[建组]成|新建|争创|创建|组建|获批|培育|打造|共享|共建|新增|新获|新认定|争取")
"""What is done with platforms and places that are yet to be."""
_SHARED = lazy(r"共享|共建|公共")
_OUTSIDE = lazy(r"行业|全市|全省|全国|产业")
COUNTS = ("members", "enterprises", "universities", "institutes", "others")


_DEMANDS = lazy(
    r"\s*[【\[（(]?(?:申报|申请|通知|文件|指南|政策|认定)(?:的)?(?:要求|条件|门槛|标准)(?:摘录|摘要|原文|摘抄)?[】\]）):：]"
)
"""Opens a paragraph that only repeats what the notice demands."""


def repeats_demands(text: str) -> bool:
    """Whether a paragraph is labelled as what the notice demands: 【申报要求摘录】牵头单位营业收入不低于2亿元."""
    return _DEMANDS.match(text) is not None


def demanded(text: str, sentence: int, position: int) -> bool:
    """Whether a figure stands in the quotation of a demand (通知要求的“销售收入10亿元以上”)."""
    opened = max(text.rfind("“", sentence, position), text.rfind('"', sentence, position))
    if opened <= text.rfind("”", sentence, position):
        return False
    return _DEMAND.search(text, sentence, opened) is not None


def settled(
    sentence: Sentence, name: Name, subject: Subject | None, own: bool, passage: Passage, position: int
) -> tuple[Entry, Subject | None]:
    """The quantity and its subject where the quantity itself tells whose it is; its figure stands at ``position``."""
    if name.entry.id in FUNDS and part_of_own(sentence, name):
        return name.entry, None
    if name.entry.id in FUNDS and not (own and subject is not None and subject.kind != CONSORTIUM):
        if of_others(sentence, name, position, passage):
            return name.entry, None
        if passage.about_all and (payer := chained(sentence, name, position)) is not None:
            return catalogue()["investment"] if name.entry.id == "total" else name.entry, payer
    entry, subject = _settled(sentence, name, subject, own, passage, position)
    if entry.id not in FUNDS or subject != _EVERYBODY:
        return entry, subject
    if _SOME_PROJECTS.search(sentence.text, max(sentence.start, position - 12), position):
        return entry, None
    if _OF_SOME.search(sentence.text, sentence.start, name.start) or _of_enterprises(sentence, name, position):
        return entry, None
    # what the consortium would spend is the project's of which the sentence or the document speaks
    if entry.id in ("self_funds", "fiscal_funds") and "课题" in sentence.text[sentence.start : name.start] and (
        numbered := source_in(sentence.text, sentence.start, position, passage.projects)
    ):
        return entry, Subject("project", numbered)
    project = project_spoken_of(sentence.text, sentence.start, position)
    if project and _OF_SEVERAL.search(sentence.text, max(sentence.start, position - 12), position):
        return entry, None  # 课题三“框架”770万元，三项合计3,300万元
    if project is None:
        project = passage.project or None
    if project is None:
        return entry, subject
    return entry, Subject("project", project) if project else None


def _settled(
    sentence: Sentence, name: Name, subject: Subject | None, own: bool, passage: Passage, position: int
) -> tuple[Entry, Subject | None]:
    entry, everybody = name.entry, _EVERYBODY
    unit = subject is not None and subject.kind != CONSORTIUM
    if entry.id in COUNTS:
        if own and not unit:
            return entry, everybody
        return entry, None if unit and not passage.about_all else everybody if passage.about_all else subject
    if entry.id in ("total", "fiscal_funds"):
        if unit and entry.id == "fiscal_funds" and (
            (passage.project and own) or (not passage.about_all and _beside_own_money(sentence, position))
        ):
            return entry, subject  # what each party gets of a project's grant, and a unit beside what it pays
        if unit and own and entry.id == "fiscal_funds" and (
            _GETS.search(sentence.text, sentence.start, position) or _begins_with(sentence, name, subject)
        ):
            return entry, subject  # 按任务书分配：甲方700万元, 某公司分得300万元, 某大学财政经费450万元
        if entry.id == "fiscal_funds" and unit and subject is not None and _of_payer(sentence, name, subject):
            return entry, subject if not exceeds(sentence, position) else everybody if passage.about_all else None
        if entry.id == "fiscal_funds" and _GOT.search(sentence.text, sentence.start, name.start):
            return entry, None
        if entry.id == "fiscal_funds" and unit and name.carried and _named_since(sentence, position):
            return entry, None  # 财政资金一千万元；甲公司3,300万元: of one unit it need not be public money
        if entry.id == "total" and unit and own and name.carried and _named_since(sentence, position):
            return catalogue()["investment"], subject  # 占总投入41.67%；某公司0.23亿元，占21.17%
        return entry, everybody if passage.about_all or not unit else None
    if entry.id == "projects" and subject is None and passage.about_all:
        dated = any(w.end <= position for w in sentence.times) and not passage.planned
        return entry, None if dated else everybody
    if entry.id == "self_funds":
        of_it = name.start >= 2 and sentence.text.startswith("其中", name.start - 2) and "investment" in sentence.told
        if unit and (own or of_it or _party_pays(sentence, position)):
            paid_in = name.carried and sentence.text.startswith("出资", name.end)
            return (catalogue()["investment"], subject) if paid_in else (entry, subject)
        if own and subject is None:
            return entry, None  # a party whom nobody names, or several of them
        return entry, everybody if passage.about_all else subject
    if entry.id == "investment":
        if unit and (own or not passage.about_all):
            paid_in = passage.granted is not None and passage.granted.id == "self_funds"
            paid_in = paid_in and passage.about_all and _PAYS_IN.match(sentence.text, name.start) is not None
            return catalogue()["self_funds"] if paid_in else entry, subject  # 第3条 自筹出资: 甲方出资2,650万元
        if own and subject is None and _OF_NAMED.search(sentence.text, max(sentence.start, position - 8), position):
            return entry, None  # 甲、乙、丙三家合计800万元
        if not unit and sentence.text.startswith("自筹", name.start):
            return catalogue()["self_funds"], everybody  # 各方自筹出资合计
        summed = _SUMMED.search(sentence.text, max(sentence.start, position - 9), position) is not None
        if summed and not unit and passage.about_all and sentence.text[name.start : name.end] == "投入":
            dated = sentence.says(_YEAR, position)
            return catalogue()["investment" if dated else "total"], everybody  # 各方投入合计 is the total
        return entry, everybody if passage.about_all and (summed or sentence.says(_YEAR, position)) else None
    if own or not passage.about_all:
        return entry, subject
    if entry.id in _BUILT and _builds(sentence, passage, position):
        return entry, everybody
    of_term = entry.family in ("rights", "places") and sentence.says(_OF_TERM, position)
    if of_term and _OF_TERM.search(sentence.text, max(sentence.start, position - 40), position):
        return entry, everybody
    goal = passage.planned or sentence.says(GOAL, position) or sentence.says(_TO_YEAR, position)
    said = [w.until or w.year for w in sentence.times if w.end <= position and w.year]
    past = bool(said) and all(year < sentence.reference_year for year in said if year)
    if subject is None and not own and passage.form_of is not None and (past or not goal):
        return entry, passage.form_of
    if subject is None and goal and not sentence.says(_OUTSIDE, position):
        return entry, everybody
    return entry, subject


def _of_payer(sentence: Sentence, name: Name, subject: Subject) -> bool:
    """Whether public money stands right behind what one unit puts in: 出资8,200万元，其中自筹7,300万元、财政900万元."""
    payer = sentence.payer
    if payer is None or payer.subject != subject or payer.quantity.end > name.start:
        return False
    beside = _BESIDE.fullmatch(sentence.text, payer.quantity.end, name.start)
    return beside is not None and (beside[0].strip() not in ("，", ",") or pays_alone(sentence, name.start))


def _named_since(sentence: Sentence, position: int) -> bool:
    """Whether a unit was named since the figure before the one at ``position``."""
    begin = max((q.end for q in sentence.found if q.end <= position), default=sentence.start)
    return any(begin <= v.start < position and v.kind in ("unit", "party", "lead") for v in sentence.speaker.heard)


_BESIDE = lazy(r"\s?[、，,和及与]?\s?(?:其中|另|申请|含|内|拟)*\s?")


def _begins_with(sentence: Sentence, name: Name, subject: Subject | None) -> bool:
    """Whether the unit's own name stands right before that of the money: 江东科大财政经费450万元."""
    return any(v.end == name.start and v.kind == "unit" and v.subject == subject for v in sentence.speaker.heard)


def _of_enterprises(sentence: Sentence, name: Name, position: int) -> bool:
    """Whether money is that of the enterprises alone: 企业自筹3,980万元…；院所和高校自筹620万元."""
    text = sentence.text
    if "企业" not in text[sentence.start : position]:
        return False
    paid = _ENTERPRISES.search(text, max(sentence.start, position - 20), position) is not None
    return paid and _OTHERS_TOO.match(text, position) is not None


def put_in(text: str, begin: int, position: int) -> bool:
    """Whether people are those whom the unit that a paper presents puts into the consortium."""
    return _PUT_IN.search(text, begin, position) is not None


def _beside_own_money(sentence: Sentence, position: int) -> bool:
    """Whether a unit's own money was told before in the sentence: 投入4,000万元，其中自筹3,200万元，财政资金800万元."""
    told = {"self_funds", "investment"} & sentence.told
    return bool(told) and _WHOLE.search(sentence.text, sentence.start, position) is None


def _builds(sentence: Sentence, passage: Passage, position: int) -> bool:
    """Whether a plan builds what a clause counts, in which nobody is named: …提高到7.5%；建成省级平台1—2个."""
    text = sentence.text
    begin = max(sentence.start, *(text.rfind(mark, sentence.start, position) + 1 for mark in "，,；;"))
    if passage.planned:
        made = _MAKES.search(text, begin, position) is not None
    else:
        made = _SHARED.search(text, begin, position) is not None
    stop = max(text.rfind(mark, sentence.start, position) for mark in ";；") + 1 or sentence.start
    return made and not any(stop <= v.start < position and v.subject is not None for v in sentence.speaker.heard)


def _party_pays(sentence: Sentence, position: int) -> bool:
    """Whether all since the last stop is about one party of the agreement: 甲方承担整机集成，自筹0.188亿元."""
    text = sentence.text
    begin = max(sentence.start, *(text.rfind(mark, sentence.start, position) + 1 for mark in ";；"))
    heard = [v for v in sentence.speaker.heard if begin <= v.start < position]
    if len({v.subject for v in heard}) != 1 or heard[0].subject is None:
        return False
    alone = heard[0].kind == "party" or (heard[0].kind == "unit" and "联合体" not in text[begin:position])
    alone = alone and not _SAID.sub("", text[begin : heard[0].start])
    return alone and _WHOLE.search(text, begin, position) is None


def dates_a_stock(text: str, when: When | None, head: int, quantity: Quantity, reference_year: int) -> bool:
    """A stock is dated by 截至2022年底, 2022年末 or by a year in its own clause; a goal by its year."""
    if when is None or when.year is None:
        return when is not None and when.term
    if when.year > reference_year or when.until:
        return True
    later = _LATER.match(text, when.end) and _STOCK_DATE.search(text, max(0, when.at - 40), when.at)
    if later and re.search("[;；]", text[when.end : head]):
        return False  # 2023年末1,286人，2024年6月末1,312人；专业技术人员402人
    rest = text[when.end : when.end + 8]
    if re.match(r"\s?(?:\d{1,2}月(?:\d{1,2}日)?)?[底末]|\s?\d{1,2}月", rest):
        return not re.search(r"20\d\d年(?!\d{1,2}月|[底末])", text[when.end : quantity.start])
    return when.at >= head or re.search(r"截[至止]|到$", text[max(0, when.at - 4) : when.at]) is not None


def years_of(
    when: When | None, entry: Entry, subject: Subject, passage: Passage, nature: Nature
) -> tuple[int | None, int | None]:
    past = when is not None and when.until is not None and passage.term is not None and when.until < passage.term[0]
    if past and entry.id in FUNDS and nature is Nature.PLAN:
        when = None  # 近三年无事故，申请财政资金3,000万元
    if when is not None and when.year is not None:
        return when.year, when.until if when.until != when.year else None
    whole = (when is not None and when.term) or entry.id in FUNDS
    if whole and passage.term is not None and (entry.flow or entry.id in FUNDS):
        first, last = passage.term
        if when is not None and when.closing and entry.id not in FUNDS:
            return last, None
        return first, last if last != first else None
    return None, None
