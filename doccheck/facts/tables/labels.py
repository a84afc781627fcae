"""What a label, header or caption of a table says: quantities, unit of measure, years, nature, scope and totals."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from doccheck.facts.books import scope_of
from doccheck.facts.catalogue import Entry, label_names, quantity_of_label
from doccheck.facts.dates import periods
from doccheck.facts.numbers import narrow
from doccheck.facts.units import normal_unit
from doccheck.language.patterns import lazy

BUDGET = frozenset(("total", "investment", "self_funds", "fiscal_funds"))
"""Quantities of which budget tables are made."""
COUNTS = frozenset(("members", "enterprises", "universities", "institutes", "others"))
"""Quantities that count the consortium's units; alone, their names are also answers (性质：企业)."""

_YEAR = lazy(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?:\s?[./]\s?\d{1,2}(?!\d))?")
_YEAR_ALONE = lazy(r"(?:19|20)\d{2}\s?(?:年度?)?(?:[底末]|上半年|下半年|全年|\(?(?:实际|预计|目标|计划)\)?)?")
_LAST = lazy(r"去年|上年|上一年|前一年|(?<!最)近一年|最近一年|上一会计年度|上一?年度")
_LAST_YEARS = lazy(r"(?:近|前|过去)([一二两三四五六七八九十\d])年")
_YEARS_TOTAL = lazy(r"[一二两三四五六\d]年(?=合计|累计|总计|小计|共计|出资|投入|总)|^[二两三四五六]年期?$")
_TOTAL = lazy(r"^[ΣΣ∑]$|^全部(?:费用|经费|支出|资金)?$|合\s?计|总\s?计|小\s?计|累\s?计|共\s?计")
_SECTION = lazy(r"小\s?计|其中")
_OWN_MONEY = lazy(r"[(（](?:(?:仅|均为|全部?为?)?自筹(?:资金|部分|经费)?)(?=[,，、)）])")
_SHARE_OF = lazy(r"占.{0,12}(?:比[例重]?|份额|[%％]|百分比)|占(?:总|自筹|全部).*|.*(?:占比|比[例重]|份额)(?:\(%\))?$")
"""A share though it names what it is a share of (占总投入比例)."""
_SHARE = lazy(r"占比|比例|比重|占(?!地).+|份额|百分比|增[长幅]率?|增速|同比")
_MONEY_SHARE = lazy(r"^(?!.*占).*(?:份额|份)\((?:人民币)?(?:百|千|十)?[万亿千]?元\)$")
"""A share that is paid in money and is no percentage: 省拨份额（万元）."""
_DIFFERENCE = lazy(
    r"(?:较|比)(?:上年|上期|去年|前年|基[期年准]|期初|(?:19|20)\d\d年?)[^,，:：]{0,4}?(?:多|少|增|减|升|降|提高|下降|变化|变动|差|净)"
    r"|(?:(?:增减|变动|变化)(?:额|量|值|幅度|情况|率|比例|百分比)?|(?:较|比)(?:上期|上年(?:同期)?|去年(?:同期)?))(?:\([^()]*\))?$"
)
"""What compares two years and is no figure of either: 2026比2022多."""
_TARGET = lazy(r"目标|力争|预期|预计|考核|逐年指标|分年指标|任务(?!期)")
_PLAN = lazy(r"预算|计划|拟|安排|经费|资金|出资|自筹|财政")
_DONE = lazy(
    r"已[^,;、]{0,6}?(?:投|到|付|拨|缴|支)|实际(?!控制)|实(?:到|缴|收|付|投|支)"
)
"""Money that has come or gone, where it would else be planned."""
_NOT_YET = lazy(r"计划|预[计算]|拟|应|承诺|认缴|目标|尚|待|未")
_NEW = lazy(r"新增|增加|新建|新获|新得|新取得|新添|新授权|增量|引进|培养")
_CONSORTIUM = lazy(r"联合体(?!以?[内外])|全体成员|各成员|成员单位合计|成员合计|^(?:全体|整体|总体)$")
_ALL_OF_THEM = lazy(
    r"(?<!非)(?:企业成员|成员企业)(?!数)|^成员(?:单位)?(?=研发|科研|职工|有效|发明|营业|销售)"
    r"|^(?:全部|[\d一二两三四五六七八九十]{1,2}家)(?:成员)?(?:企业|单位)(?:成员)?(?=.*(?:收入|研发|人员|职工|专利|利润|税))"
)
"""Whose a figure is of all the members or of all the enterprises among them: 企业成员营业收入合计, 五家企业营业收入."""
_LEAD = lazy(
    r"(?<!不含)(?<!不包括)(?<!除)(?:牵头(?:单位|企业|方|(?=营业?收|销售|研发|自筹|出资))"
    r"|(?:申报|发起|(?<!台)(?<!室)(?<!心)依托)单位)|^牵头(?:$|\()|\(牵头(?:单位|企业|方)?[),，;；、]"
    r"|^(?:我们?[厂司院校所]|[我本](?:厂|司|公司))(?!的)"
)
_MONEY_UNIT = lazy(
    r"(?:单位|金额|币种|[(,，:：;；、\s\[【])[^“”\"()]{0,8}?[:：]?\s*(?:人民币)?((?:百|千|十)?[万亿千]?元)(?=[()（）,，;；、。\s\]】/]|$)"
)
_BRIEF_UNIT = lazy(r"[(\[/](百?万|千万|亿)[)\]]?$")
_BRIEF_UNIT_SAID = lazy(r"(?:单位|金额)[:：为](百?万|千万|亿)(?=$|[()（）,，;；、。\s])")
"""A unit of money without 元: 营收（万）, 单位：万."""
_COUNTED_IN = lazy(
    r"以\s?(?:人民币)?((?:百|千|十)?[万亿千]?元)(?:人民币)?为?(?:单位|计|列示|填列|填报|反映|表示)"
    r"|[未没](?:有|另行?|特别|单独|)(?:[注标写填]|说明)(?:[明出上]|)(?:计量|金额|)(?:单位)?(?:的|者|处)?[^，。；、\d]{0,6}?"
    r"(?:均|都|一律|皆|即|就)?(?:[为是系按以]|)(?:人民币)?((?:百|千|十)?[万亿千]?元)(?!\d)"
)
_OF_AMOUNTS = lazy(
    r"(?:单位|金额|数额|数据|经费|资金)(?:一?律|[均皆都统一]|)*(?:[为是:：]|以|采用|人民币|(?=(?:百|千|十)?[万亿千]?元))"
)
_UNSAID = lazy(r"[未没](?:有|另行?|特别|单独|)[注标写填](?:[明出上]|)(?:计量|金额|)单位(?=[的者处，]|[均都一])(?!的\d)")
"""Says what holds where a table prints no unit: 表里没注单位的都是万元."""
_NOTE_LENGTH = 120
_DOTTED = lazy(
    r"^\s*\d{1,2}(?:\.\d{1,2}){1,3}[.、]?(?:\s+|(?=[\u4e00-\u9fff]))(?![万亿千百]{0,2}元|[%倍个人件项家台名亩])"
    r"|^\s*[一二三四五六七八九十]{1,2}、(?=[\u4e00-\u9fff]{2})(?![一二三四五六七八九十])"
)
"""The number of a form's line before its label (1.2 牵头单位, 三、实际缴纳税费), but no 1.5亿元."""
_COUNT_UNIT = lazy(r"[(\[【]\s*(?:单位\s*[:：]?\s*)?(人|名|家|个|项|件|台|所|套|%|亩|万?㎡|万?平方米)\s*[)\]】]")
_PEOPLE_UNIT = lazy(r"\((?:单位:)?[人名]\)$")
_SLASHED = lazy(
    r"(?<=.{2})[/|·,，](%|人|名|家|个|项|件|台|所|套|亩|万?㎡|万?平方米|(?:百|千|十)?[万亿千]?元|[百千]?万|亿)$"
)
_BRACKETS = lazy(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_TRIM = lazy(
    r"^(?:实际(?!控制)|约定|议定|承诺|其中|含|内含|内(?=[:：])|成员(?:单位)?中的?|成员(?:单位)?(?=出资|自筹|投入)|牵头单位|牵头企业|联合体|本单位|本企业|合计|总计|年度|年末|年底|[末底]|全年|现有|目前|当年|本年度?|拟实施|拟承担|拟设|拟|计划|预计|新[建获]|"
    r"预期|预计|力争|目标|申请|新增|累计|有效(?=发明)|上年度?|上一?年度?|去年|近[一二三四五两]年|最近[一二三]年|[一二三四五六]年|建设(?:期内?)?|(?:任务|实施|执行|合作)期内?|项目|课题|:|,|的|和|、)+"
)
_FISCAL = lazy(
    r"(?:申请)?(?:(?:国家|中央|省|市|区|县|级|本级)*财政(?:专项)?(?:资金|经费|拨款|补助|支持|资助|投入)?"
    r"|(?:国家|中央|省|市|[一-龥]{0,4}区|县)(?:级|拨)?(?:专项)?(?:资金|经费|补助|拨款|款)"
    r"|(?:国家|中央|省|市|区|县)级?[拨补])"
)
_AREA = lazy(
    r".{0,8}(?:场地|厂房|建筑|占地|厂区|园区|校区|院区)面积"
    r"|(?:研发|试验|实验|检测|中试|生产|办公|科研|业务|厂房|及|和|与|、|/)+(?:场地|用房|厂房)"
)
_FOUNDED = lazy(
    r"(?:(?:注册|成立|设立|创立|创建|始建|创办|开办|建[院所校厂社会立]|办学)[/或、及(]?){2,3}[)]?(?:时间|年份|日期|年月|年度?)?"
    r"|(?:注册|登记|工商)?(?:成立|设立|创立|创建|始建|创办|组建|开办|建(?:院|所|校|厂|社|会|立)|办学)(?:时间|年份|日期|年月|年度?|于)"
    r"|何[年时](?:成立|设立|建[院所校])|建[院所校厂社]"
)
_MEMBERS = lazy(
    r"(?:创新)?(?:联合体)?(?:成员|参加|参建|参与|共建|组成|组建|加盟|联合)?(?:单位|成员|单位成员)(?:总?数量?|规模|家数|总计)|家数|(?:创新)?联合体(?:规模|家数)"
    r"|(?:参加|参建|参与|共建|组成)单位"
)
_OTHER_KINDS = lazy(
    r".{0,6}(?:合作社|医院|医疗机构|协会|学会|商会|促进会|联盟|服务中心|其他(?:类型|性质)?(?:单位|机构)?)"
)
_OF_UNIT = lazy(r"^(?:各|该|本|承担|参与|参加)?(?:单位|企业|成员)(?=.*(?:经费|预算))")
_COST = lazy(r"(?<!研发)(?<!科研)(?<!开发)(?<!研究)(?<!经)(?<!税)(?<!规)费用?$")
"""Ends the name of a kind of cost (知识产权事务费, 人员劳务费), which counts neither rights nor people."""
_ONLY_SUM = lazy(r"(?:以上|各单位|单位)?(?:合计|小计|总计|累计|共计)")
_INNER = lazy(r"[(\[](?:[^()\[\]]{1,4}[,，])?(?:其中|内含|含|包括)[:：,，]?([^()\[\]]{2,12})[)\]](?:\([^()]{1,4}\))?$")
_APPLIED_FOR = lazy(
    r"(?:申请|受理|提交)[^授,，、/(]{0,4}(?:专利|知识产权)|(?:专利|知识产权)(?:的|当年|本年|年度?|年内|新|[三四五]年)*(?:申请|受理)"
)
"""Rights that are not granted yet are no figure of the catalogue."""
_OF_MUNICIPALITY = lazy(r"(?:北京|上海|天津|重庆)市级")
"""What a city that is a province grants is of a province's level."""
_LEVEL = lazy(r"国家级|省级|市级(?!(?:及其?)?以上)")
_JOINS = lazy(r"[/÷+、;；和及]")
_QUOTIENTS = (["rd", "revenue"], ["rd", "main_revenue"])
_PER_CENT = lazy(r"[%％]|百分比|比[例率重值]")
_TAIL = lazy(r"(?:份额|合计|小计|总计|累计|情况|目标值?|计划|年末数|数值|金额|总数|总额|数量|规模|人数|数|额|[:：])+$")


class Label(Struct, frozen=True):
    """What one label says; what it does not say is empty."""

    text: str = ""
    entries: tuple[Entry, ...] = ()
    """One quantity, or several for “企业／高校／院所”."""
    unit: str = ""
    year: int | None = None
    until: int | None = None
    years: tuple[int, ...] = ()
    """Several years named one by one (2020／2021／2022年)."""
    years_total: bool = False
    """It names several years without saying which (三年合计)."""
    total: bool = False
    section: bool = False
    """A part or a section's sum (其中, 小计)."""
    share: bool = False
    target: bool = False
    new: bool = False
    done: bool = False
    scope: str = ""
    consortium: bool = False
    lead: bool = False
    year_alone: bool = False
    """It is a year and nothing else."""
    inside: Entry | None = None
    """A part that it asks for in brackets: 授权专利（其中发明）."""

    @property
    def entry(self) -> Entry | None:
        """The quantity, if it names exactly one."""
        return self.entries[0] if len(self.entries) == 1 else None

    @property
    def id(self) -> str:
        """The id of the one quantity named, or empty."""
        return self.entries[0].id if len(self.entries) == 1 else ""


@lru_cache(maxsize=4096)
def label_of(text: str, reference_year: int) -> Label:
    """What ``text`` says as a label; ``reference_year`` is the year of the application."""
    clean = _squeezed(text)
    if not clean or len(clean) > 60:
        return Label(clean)
    year, until, years_total = _years(clean, reference_year)
    entries = _entries(clean)
    inner = _INNER.search(clean) if len(entries) == 1 else None
    inside = entry_of(inner[1]) if inner else None
    if inner and inside is None and entries[0].family == "people":
        inside = entry_of(f"{inner[1]}人员")  # 职工（其中专职研发）
    outer = clean[: inner.start()] if inner and inside else clean
    intensity = bool(entries) and entries[0].family == "share"
    return Label(
        text=clean,
        entries=entries,
        unit=_unit(clean, entries),
        year=year,
        until=until,
        years=_listed(clean) if year is None else (),
        years_total=years_total,
        total=_TOTAL.search(clean) is not None or _YEARS_TOTAL.search(clean) is not None,
        section=_SECTION.search(outer) is not None,
        share=(not intensity and _is_share(clean, entries)) or _DIFFERENCE.search(clean) is not None,
        target=_TARGET.search(clean) is not None,
        new=_NEW.search(clean) is not None,
        done=_DONE.search(clean) is not None and _NOT_YET.search(clean) is None,
        scope=scope_of(clean),
        consortium=_CONSORTIUM.search(clean) is not None or _of_all(clean, entries),
        lead=_LEAD.search(clean) is not None,
        year_alone=_YEAR_ALONE.fullmatch(clean) is not None,
        inside=inside,
    )


def _of_all(clean: str, entries: tuple[Entry, ...]) -> bool:
    return bool(entries) and _ALL_OF_THEM.search(clean) is not None and _SECTION.search(clean) is None


def _is_share(clean: str, entries: tuple[Entry, ...]) -> bool:
    if _MONEY_SHARE.search(clean) is not None:
        return False
    return _SHARE_OF.match(clean) is not None or (not entries and _SHARE.search(clean) is not None)


def plans(text: str) -> bool:
    """Whether a caption or heading announces money to be spent."""
    return _PLAN.search(text) is not None


def goals(text: str) -> bool:
    """Whether a caption or heading announces what is to be reached."""
    return _TARGET.search(text) is not None


def _years(clean: str, reference_year: int) -> tuple[int | None, int | None, bool]:
    spans = [p for p in periods(clean, 0) if p.begin and p.finish and p.begin.year < p.finish.year]
    if spans and spans[0].begin and spans[0].finish:
        return spans[0].begin.year, spans[0].finish.year, False
    years = sorted({int(y) for y in _YEAR.findall(clean)})
    if len(years) == 1:
        return years[0], None, False
    if years:
        return None, None, False
    if _LAST.search(clean):
        return reference_year - 1, None, False
    recent = _LAST_YEARS.search(clean)
    if recent and re.search(r"合计|累计|总|共|项目|课题", clean):
        count = "一二三四五六七八九十".find(recent[1]) + 1 if not recent[1].isdigit() else int(recent[1])
        count = 2 if recent[1] == "两" else count
        return reference_year - count, reference_year - 1, False
    return None, None, _YEARS_TOTAL.search(clean) is not None


def _listed(clean: str) -> tuple[int, ...]:
    years = tuple(int(y) for y in _YEAR.findall(clean))
    return years if len(years) > 1 and list(years) == sorted(set(years)) else ()


def _unit(clean: str, entries: tuple[Entry, ...]) -> str:
    count = _COUNT_UNIT.search(clean)
    money = _MONEY_UNIT.search(clean)
    if entries:
        first = next((m for m in (count, money) if m and fits(m[1], entries[0])), None)
        brief = _BRIEF_UNIT.search(clean) if first is None and entries[0].family == "money" else None
        return first[1] if first else f"{brief[1]}元" if brief else ""
    brief = _BRIEF_UNIT_SAID.search(clean) if money is None else None
    return money[1] if money else f"{brief[1]}元" if brief else count[1] if count else ""


def unit_in(caption: str) -> str:
    """The unit that a caption prints for the figures below it, money before counts."""
    plain = re.sub(r"\s+", " ", narrow(caption))  # 金额：万元　人数：人: a blank parts two units
    counted = _COUNTED_IN.search(plain) if "以" in plain or "未" in plain or "没" in plain else None
    return counted[1] or counted[2] if counted is not None else _unit(plain, ())


def unit_noted(line: str) -> str:
    """The unit that a note gives to the figures of tables (注：表中金额单位为万元; 除注明外，金额均以万元计)."""
    if len(line) > _NOTE_LENGTH:
        return ""
    return unit_in(line) if _OF_AMOUNTS.search(line) or _UNSAID.search(line) else ""


def fits(unit: str, entry: Entry) -> bool:
    """Whether a printed unit is of a quantity's family."""
    return normal_unit(unit)[0] in entry.units


def _squeezed(text: str) -> str:
    """A label without blanks, half-width, its unit in brackets however it is parted (“营业收入/万元”)."""
    return _SLASHED.sub(r"(\1)", re.sub(r"\s+", "", _DOTTED.sub("", narrow(text))))


def bare_label(text: str) -> str:
    """A label without years, brackets, order words and what only says that a number follows."""
    plain = _BRACKETS.sub("", _squeezed(text))
    plain = re.sub(r"截[至止]?(?=(?:19|20)\d{2})|(?:19|20)\d{2}年?度?(?:\d{1,2}月)?(?:\d{1,2}日)?[底末初]?", "", plain)
    plain = plain.strip(" :：,，、。;；-—“”\"'")
    while True:
        shorter = _TRIM.sub("", plain)
        if shorter == plain or not shorter:
            return plain
        plain = shorter


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether a label is the name of a quantity and no more, so that no unit's name opens it (工业总产值)."""
    entry = label_names().get(bare_label(text))
    return entry is not None and entry.id not in COUNTS


@lru_cache(maxsize=4096)
def entry_of(text: str) -> Entry | None:
    """The quantity that a label names: by its whole words first, else by the one name in it; platforms by their level.

    省级以上创新平台 and 市级研发平台 count those of one level; 市级以上 is every level of a city's units.
    """
    entry = _entry_named(text)
    if entry is not None and entry.id == "platforms":
        levels = {match[0] for match in _LEVEL.finditer(_squeezed(text))}
        if len(levels) == 1 and (own := label_names().get(levels.pop())) is not None:
            return own
    return entry


def _entry_named(text: str) -> Entry | None:
    clean = _squeezed(text)
    if "市级" in clean:
        clean = _OF_MUNICIPALITY.sub("省级", clean)
        text = _OF_MUNICIPALITY.sub("省级", text)
    if _APPLIED_FOR.search(clean):
        return None
    names = label_names()
    stripped = _BRACKETS.sub("", clean)
    if _COST.search(stripped):
        return None
    plain = bare_label(text)
    for form in (stripped, plain, _TAIL.sub("", plain), _OF_UNIT.sub("", plain)):
        if form in names:
            return names[form]
    if _FISCAL.fullmatch(plain) or _FISCAL.fullmatch(_TAIL.sub("", plain)):
        return names["财政"]
    if _AREA.fullmatch(plain):
        return names["占地面积"]
    if _FOUNDED.fullmatch(plain):
        return names["成立时间"]
    if _MEMBERS.fullmatch(plain) or _MEMBERS.fullmatch(stripped):
        return names["成员数"]
    if _OTHER_KINDS.fullmatch(plain):
        return names["其他单位"]
    return quantity_of_label(stripped) or quantity_of_label(plain)


def _entries(clean: str) -> tuple[Entry, ...]:
    plain = _BRACKETS.sub("", clean)
    if _AREA.fullmatch(plain):
        return (label_names()["占地面积"],)  # 研发/中试场地 is one place
    for mark in ("[/÷]", r"\+", "、", "[;；]", "和", "及其|及(?!以上)") if _JOINS.search(plain) else ():
        pieces = re.split(mark, plain)
        if len(pieces) > 1:
            several = [entry_of(piece) for piece in pieces]
            if [e.id if e else "" for e in several] in _QUOTIENTS and _PER_CENT.search(clean):
                return (label_names()["研发强度"],)  # 研发投入/收入（%）
            if all(several) and len({e.id for e in several if e}) == len(pieces):
                return tuple(e for e in several if e)
    one = entry_of(clean)
    if one is not None and one.family == "money" and (people := _PEOPLE_UNIT.search(clean)) is not None:
        one = entry_of(f"{clean[: people.start()]}人员") or one  # 研发（人） counts people
    if one is not None and one.family in ("places", "units"):
        # “创新平台（国家级/省级/市级）”: the bracket says what the figures count, in order
        for words in _BRACKETS.findall(clean):
            listed = [entry_of(piece) for piece in re.split("[/、]", words[1:-1])]
            if len(listed) > 1 and all(listed):
                return tuple(e for e in listed if e)
    if one is not None and one.id == "investment" and _OWN_MONEY.search(clean):
        return (label_names()["自筹资金"],)  # 出资（自筹，万元）
    if one is None and _ONLY_SUM.fullmatch(plain):
        # “小计（自筹）”: a sum says in brackets what it is the sum of
        inside = [entry_of(words[1:-1]) for words in _BRACKETS.findall(clean)]
        one = next((entry for entry in inside if entry is not None), None)
    return (one,) if one is not None else ()
