"""The name of one figure in a sentence: told by the plain names that people use, or heard by the model.

Names are sure where they stand (销售收入4.24亿元); what nobody wrote down as a name (卖出去4.24亿元的货) the model in
:mod:`doccheck.facts.tagging` hears from the words around.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from doccheck.facts.carrying import carried, is_rest
from doccheck.facts.catalogue import Entry, catalogue
from doccheck.facts.counted_units import OTHERS, counts_some, leaves_out_lead, of_all_kinds
from doccheck.facts.look_alikes import means_another
from doccheck.facts.model import Quantity
from doccheck.facts.naming import (
    UNIT_SIGN,
    Name,
    bare_of_fillers,
    fits,
    full_names,
    head_start,
    is_change,
    name_before,
    name_behind,
    rejected,
    spent_on_rd,
)
from doccheck.facts.rankings import of_more_units, of_ranking, spends_on_rd, spent
from doccheck.facts.rd_shares import goes_into_rd, near_rd
from doccheck.facts.sentence import Passage, Sentence
from doccheck.facts.tagging import NOTHING, tag
from doccheck.facts.timing import FUNDS, PARTIAL
from doccheck.language.patterns import lazy

_HEARD, _DENIED = 0.3, 1.2
"""How sure the model must be to name a figure that has no name, and to deny one its name (docs/figures.md)."""
_MOST_RIGHTS = 100_000
"""More pieces than that are goods: 2024年80万件."""
_BY_DAY = lazy(r"\d{1,2}月(?:\d{1,2}日)?[底末初中]?[^员工生者人户\d]{0,5}[为是]$")
"""A later day's number of staff, once that of all was told: 7月底旺季前为768人."""
_SETS = lazy(
    r"(?:(?:共同|联合|合力|协同)?(?:完成|承担|推进|攻克)"
    r"|安排|设立?|布置|部署|主要|主?抓|主?攻|组织|凝练|实施|开展|拆成|分[成为]?)"
)
"""What a consortium does with its projects: 主要抓3项课题."""
_OFFERS = lazy(r"(?:并|另|同时)?提供")
_APPLIED_FOR = lazy(r"申请(?!财政|获|书)|受理|在审|提交")
"""Rights that are only applied for: 申请发明专利110件."""
_OF_PRODUCTS = lazy(
    r"(?:新产品|新技术产品|主导产品|出口|外销|内销|海外|境外|线上|线下|省[内外]|市[内外])"
    r"(?:的?(?:销售|业务)?(?:收入|额|产值))?(?:所?占|比[重例])[^，,。；;]*$"
)
"""A share of sales that one sort of products has, which none of R&D is: 新产品销售收入占比由12%提高到18%."""
_COME_OR_GONE = lazy(r"新招|招聘|招收|招录|新聘|引进|入职|离职|退休|辞退|分流|劳务派遣|季节工|零工|临时工")
"""People who came or went, or are not of the unit: 4月新招调机工18人."""
_SENT = lazy(r"派驻|选派|派出|抽调|外派")
"""People of a unit who are sent to others, and not all that it has: 首批派驻骨干68名＝曜衡电子26名＋驰澜智联12名."""
_GRANTED = lazy(r"申请专利(?:约|近|超|逾)?[\d余多来]+[件项][，,、；;](?:其中|[已获现得])*授权的?(?:有|达|为)?\s?$")
"""Of all patents applied for, those granted: 累计申请专利260余件，已授权141件."""
_ARRIVES = lazy(r"(?:到账|到位|拨付|缴清)[^，,。；;]{0,4}$")
_PART = lazy(
    r"(?:其中|(?:资金|经费|支出|收入|投入|费用|自筹|财政)(?:总额)?(?:之?中|里面?|内))(?P<rest>[^，,；;。：:\d]+)$"
)
"""What names a part of a sum of money, up to its figure."""
_OF_PROJECT = lazy(r"[一-龥]{2}(?<![项个各本该子有级的攻关])(?:课题|专题)(?!经费|资金|总)[^。；;\d]*$")
"""A project by name, whose money it is: 水声传感课题用款最少，为3,300万元."""
_SOME_SUMMED = lazy(
    r"(?:以上|上述|前述|上列)(?:[一二两三四五六七八九十\d]{1,2}家)?(?:企业|高校|院所|单位(?<=家单位))(?:合计|共计?|小计)(?:为|约)?\s?$"
)
"""Says that a sum is that of the units just told, and not of all: 以上四家企业合计8,200万元；大学500万元."""
_FUNDS = lazy(
    r"出资|出钱|[各共方自]出|(?<!研发)(?<!科研)(?:投入|经费)|投资|筹|资金|财政|补助|拨|配套|承担|认缴|掏|拿出|款|预算"
)
_OF_SALES = lazy(r"(?:收入|营收|销售额)的?(?:约|近|比[重例]为?)?\s?$")
_PER_HUNDRED = lazy(r"每(?:一)?(?:百|100)元")
_LEVEL = lazy(r"(?:国家|省部?|市)级(?![^，,。；;+＋、]{0,8}\d)")
_LEVELS = {"国": "platforms_national", "省": "platforms_provincial", "市": "platforms_municipal"}
_SHARE_BEFORE = lazy(
    r"(?:占比?|达到?|超|近|约|为|有|了|\s)*(?:过半|一半|半数|[一二三四五六七八九]成[一二三四五六七八九半多]?(?:以上|左右)?|\d+(?:\.\d+)?%)\s?[(（]$"
)
_OF_PARTY = lazy(r"\s*[甲乙丙丁戊己庚辛壬癸]方(?:出资?|投入|为|约|人民币|[:：\s])*")
_SHARED_IN = lazy(
    r"(?<!研发)(?<!自筹)(?:投入|出资)(?:额度?|金额|资金|数额)?(?:[（(][^（）()]{0,24}[)）])?(?:情况|如下|分别|依次|为|是)*\s?[:：]"
    r"|各方[^，,。；;]{0,6}(?:投入|出资)[^。；;]{0,30}其中\s?[:：，,]?"
)
"""What opens a list of what each of the parties puts in."""


_HALF = lazy(r"\s?(?P<year>20\d\d)年(?P<half>[上下])半年(?:约|投入|安排|为|到位)*\s?")
"""A half-year alone before a sum: 2027年上半年投入2,400万元."""
_GROWN_FROM = lazy(r"[由从][^，,。；;、]{1,16}?[人名位](?:增|提|扩|升|加|涨|达|发展)[加长多高大展]?[到至]\s?$")
_YEARS_BEGIN = lazy(
    r"\s?(?:近|这)?[两三四五]年(?:里|来|间)?(?:一共|合计|累计|总计|共计?|加起来|合起来|下来)+(?:约|近|达|为|是|计)*\s?"
)
"""Opens a sentence with the sum of what the one before told of a year: 三年合计5,466万元."""
_YEARS_SUMMED = lazy(r"[，,；;][两三四五]年(?:合?下来|一共|总共|加起来|合计|累计)$")
"""The sum of the years just listed, whose name is that of the list: 2022年…、2023年…，三年下来5,446.15万元."""


def name_of(sentence: Sentence, quantity: Quantity, head: int, limit: int, passage: Passage) -> Name | None:
    """The name of a figure, and what the figures behind it may carry on; ``None`` for a figure of nothing we know.

    ``head`` is where its clause begins, ``limit`` where the next figure does.
    """
    name = _name_of(sentence, quantity, head, limit, passage)
    text = sentence.text
    if name is not None and means_another(name.entry.id, text, head, quantity, sentence.end):
        sentence.last = None
        return None
    if name is not None and name.entry.id == "investment" and not name.full and _OWN.match(text, sentence.start):
        name = replace(name, entry=catalogue()["self_funds"])
    if name is not None and name.entry.id == "invention_patents" and _GRANTED.search(
        sentence.text, sentence.start, quantity.start
    ):
        return replace(name, entry=catalogue()["patent_grants"])
    if name is not None and name.entry.id in FUNDS and (
        _BOTH_SOURCES.search(text, head, quantity.start)
        or (sentence.told >= _BOTH and _TWO_SUMS.search(text, max(sentence.start, head - 4), quantity.start))
    ):
        return Name(catalogue()["investment"], quantity.start, quantity.start, full=False)
    if quantity.unit == "万元" and _GETS.search(text, head, quantity.start):
        words = _GETS.sub("", _OF_PARTY.sub("", sentence.masked[head : quantity.start]))
        paid = name.entry.id in FUNDS if name is not None else not bare_of_fillers(words)
        return _granted(sentence, quantity) if paid else name
    if name is not None and name.entry.id.startswith("platforms"):
        if _NO_LEVEL.search(sentence.text, head, quantity.start):
            return None
        level = _LEVEL.match(sentence.text, quantity.end)  # 平台：2个省级＋3个市级
        return replace(name, entry=catalogue()[_LEVELS[level[0][0]]]) if level else name
    return name


_GETS = lazy(r"(?<!获)(?:分得|得|领得?|自留)(?:约|共|人民币)?\s?$")
"""Says that somebody gets money, and pays none: 乙方得二百五十万元."""
_PUBLIC = lazy(r"财政|专项|补助|资助|拨|公帑|官帑|官款")


def _granted(sentence: Sentence, quantity: Quantity) -> Name | None:
    """What somebody gets: public money, where the sentence speaks of any."""
    if not _PUBLIC.search(sentence.text, sentence.start, quantity.start):
        return None
    return Name(catalogue()["fiscal_funds"], quantity.start, quantity.start, full=False)


_OWN = lazy(r"[^，,。；;：:\d]{0,6}自筹[^，,。；;：:\d]{0,12}[：:]")
"""Heads a sentence about own money: 自筹部分的来源说明：."""
_LABELS = lazy(r"\s?[：:]\s?")


def _labelled(sentence: Sentence, name: Name, quantity: Quantity) -> bool:
    """Whether a full name and a colon are all that stands before a figure in its clause: 创新平台：14个."""
    own = next((n for n in sentence.names if n.entry is name.entry and n.full and n.end <= quantity.start), None)
    return own is not None and _LABELS.fullmatch(sentence.text, own.end, quantity.start) is not None


_OTHER_RATE = lazy(r"(?<!增长)(?<!占有)率(?:20\d\d年|[由从为是])[^。；;]{0,40}$")
"""A rate by another name, whose figures of several years follow: 返修率2020年3.1%，2022年1.8%."""
_BOTH_SOURCES = lazy(r"(?:自筹加(?:上)?财政|财政加(?:上)?自筹)(?:资金)?(?:合计|共计?|一共|总共|约|为)*\s?$")
"""Own and public money together right before a figure, which is what is invested."""
_BOTH = {"self_funds", "fiscal_funds"}
_TWO_SUMS = lazy(r"[两二](?:项|者|部分|类|块)(?:资金|来源)?(?:合|并|加|相加|总|一?共)[一-龥]{0,3}\s?$")
"""The same where both were told before: 自筹四年之和为…，财政…，首年两项并计600万元."""
_AS_FOR = lazy(r"一项[，,]\s?(?:20\d\d年|三年|近)")
"""Only points at what follows, and counts nothing: 研发一项，2019年投入1,810万元."""
_FORMED = lazy(
    r"(?:^|(?<=[，,。；;：:\s本])|(?:组成|组建|成立|结成|建立)(?:了)?(?:本|创新)?)联合体(?:成员)?[，,]?(?:一共|总共|共计|合计|共|计|由)?\s?$"
)
"""What stands before the number of its units behind 联合体: 联合体七家。各方组成联合体，共7家，甲方牵头."""
_STOP = lazy(r"\s?[，,。；;（(]")
"""What must follow that number."""
_NO_LEVEL = lazy(
    r"[区县校院厂]级(?!市)[^，,。；;、]{0,10}$"
    r"|(?:国家|省|市)级?\s?(?:[、和及与]|以及)\s?(?:国家|省|市)级?(?:(?:的|创新|科研|研发)*平台)?(?:共|合计|总共|一共|总计)*\s?$"
)
"""Platforms of a district, and those of two levels together (国家级和省级平台共4个): of no level that is counted."""
_LEASED = lazy(r"另[^，,。；;\d]{0,10}租")
"""Land and rooms that are leased besides the own site."""
_OTHER_BUSINESS = lazy(r"其[他它]业务(?:的?(?:收入|利润|收益))?[为是约共\s]*$")
"""Revenue beside that of the main business, which is a part of all."""
_RANK = lazy(r"(?:研究员|教授|讲师|工程师|技师|博士后?|硕士|院士|专家|本科|学历者?)\s*(?:共|有|为)?\s*$")
"""Whom a figure counts that is no number of all researchers, though the model hears one."""


def _name_of(sentence: Sentence, quantity: Quantity, head: int, limit: int, passage: Passage) -> Name | None:
    words = sentence.text[head : quantity.start]
    if quantity.unit == "家" and any(
        v.kind == "outsider" and v.start == quantity.start for v in sentence.speaker.heard
    ):
        return None  # 两家研发人员合计60人, of more
    if quantity.unit in ("㎡", "亩") and _LEASED.search(words):
        return None
    if quantity.unit == "万元" and "其" in words and _OTHER_BUSINESS.search(words):
        return None
    if quantity.unit == "万元" and _SOME_SUMMED.search(sentence.text, max(sentence.start, head - 2), quantity.start):
        return None
    others: object = quantity.unit in ("家", "个", "项") and OTHERS.search(sentence.text, head, quantity.start)
    others = others or (quantity.unit == "家" and counts_some(sentence, quantity))
    others = others or (quantity.unit == "%" and _OF_PRODUCTS.search(sentence.text, sentence.start, quantity.start))
    if quantity.unit == "家" and leaves_out_lead(sentence, quantity):
        sentence.last = Name(catalogue()["members"], quantity.start, quantity.start, full=False)
        return None  # what follows may be the sum of both
    others = others or (quantity.unit == "项" and _AS_FOR.match(sentence.text, quantity.end - 2))
    if others or is_change(words) or rejected(sentence.text, quantity):
        return None
    name = _told(sentence, quantity, head, limit, passage)
    if name is not None and quantity.unit in ("家", "所"):
        name = of_all_kinds(sentence, name, head, quantity)
        if name is None:
            return None
    named = name is not None and ((name.full and not name.carried) or _labelled(sentence, name, quantity))
    heard, margin = tag(sentence, quantity, head, limit, named=named)
    if heard == NOTHING:
        summed = bool(name is not None and name.carried and _YEARS_SUMMED.search(sentence.text, 0, quantity.start))
        summed = summed or (name is not None and name.entry.id in FUNDS and name.start >= quantity.end)
        return None if name is not None and margin > _DENIED and not summed else name
    entry = catalogue()[heard]
    paid = heard == "self_funds" and _SELF_PAID.match(sentence.text, quantity.end) is not None
    if name is None and is_rest(sentence, quantity, head) and not paid:
        return None
    if entry.family == "rights" and quantity.value > _MOST_RIGHTS:
        return None
    if name is not None or margin < _HEARD or not fits(entry, quantity):
        return name
    if entry.family == "rights" and _APPLIED_FOR.search(words):
        return None
    if entry.id == "rd_intensity" and _OTHER_RATE.search(sentence.text, sentence.start, quantity.start):
        return None
    if "利税" in words and entry.id in ("profit", "tax"):
        return None  # the sum of both is neither
    if entry.family == "places" and "其中" in words and "占地" in sentence.text[sentence.start : head]:
        return None  # 占地186,000平方米，其中建筑面积9.7万平方米
    if entry.family == "people" and not passage.planned and _COME_OR_GONE.search(words):
        return None
    if entry.family == "people" and _SENT.search(sentence.text, sentence.start, quantity.start):
        return None
    if entry.family == "people" and _RANK.search(words):
        return None
    unit = UNIT_SIGN in sentence.masked[head : quantity.start]
    if entry.id in FUNDS and (_ARRIVES.search(words) or (unit and not _speaks_of_funds(sentence, quantity))):
        return None  # when money arrives is not when it is spent
    if entry.family == "money" and _a_part(sentence, quantity, entry):
        return None
    sentence.heard = Name(entry, quantity.start, quantity.start, full=False, carried=True)
    return sentence.heard


_SELF_PAID = lazy(r"\s?(?:由[^，,。；;\d]{0,8})?自筹(?=[，,。；;]|解决|$)")
"""Behind what is left of a sum, says what it is: 余下4,000万元自筹."""


def _paid_by_party(sentence: Sentence, quantity: Quantity, head: int) -> bool:
    """Whether a party of the agreement alone stands before a figure of a list of what each puts in.

    企业成员的投入额（含分得的财政资金）分别为：甲方人民币27,000,000元；乙方人民币13,500,000元.
    """
    if quantity.unit != "万元" or _OF_PARTY.fullmatch(sentence.text, head, quantity.start) is None:
        return False
    return _SHARED_IN.search(sentence.text, sentence.start, head) is not None


def _a_part(sentence: Sentence, quantity: Quantity, heard: Entry) -> bool:
    """Whether what is ``heard`` is a part of the same that was told, or one project's: 财政资金中省级4,000万元."""
    text, begin = sentence.text, max((q.end for q in sentence.found if q.end <= quantity.start), default=sentence.start)
    within = _PART.search(text, sentence.start, quantity.start)
    if within is not None and (rest := sentence.masked[within.start("rest") : quantity.start]):
        told = [n.entry for n in sentence.names if n.end <= within.start("rest")][-1:]
        told += [sentence.last.entry] if sentence.last is not None else []
        if heard in told and UNIT_SIGN not in rest and bare_of_fillers(rest):
            return True
    return heard.id in FUNDS and _OF_PROJECT.search(text, begin, quantity.start) is not None


def _speaks_of_funds(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether anything before a figure, or over it, speaks of money that is given; a unit's name alone does not."""
    around = (sentence.text[: quantity.end + 12], sentence.opened, *sentence.headings)
    return any(_FUNDS.search(text) for text in around)


def _told(sentence: Sentence, quantity: Quantity, head: int, limit: int, passage: Passage) -> Name | None:
    """What names of quantities say of a figure."""
    text = sentence.text
    words = text[head : quantity.start]
    spoken = sentence.masked[max(0, quantity.start - 400) : quantity.start]
    spoken = sentence.opened + ("成员" if sentence.last and sentence.last.entry.id == "members" else "") + spoken
    if quantity.unit in ("家", "个", "所"):  # 联合体内企业6家: whose name is blanked was spoken of
        heard = (v for v in sentence.speaker.heard if v.kind == "consortium")
        spoken += "联合体" * any(sentence.start <= v.start < quantity.start for v in heard)
    name = name_before(sentence.masked, (head, quantity.start), quantity, sentence.names, spoken)
    if name is not None and name.entry.id == "investment" and not name.full:
        name = spent_on_rd(text, quantity) or name
    if name is None:
        name = name_behind(text, quantity, limit, spoken)
        verb = _SETS if name is not None and name.entry.id == "projects" else _OFFERS
        before = verb.sub("", sentence.masked[head : quantity.start])
        if name is not None and bare_of_fillers(before):
            name = None
    if name is None and quantity.unit == "万元" and _YEARS_BEGIN.fullmatch(text, sentence.start, quantity.start):
        name = _of_years_before(sentence, quantity)
    if name is None and quantity.unit == "人":
        name = _of_share_before(sentence, quantity, head, spoken)
    if name is None and quantity.unit == "人" and _counts_staff(sentence, quantity, head, limit, passage):
        name = Name(catalogue()["staff"], quantity.start, quantity.start, full=False)
    if name is None and quantity.unit == "家" and bare_of_fillers(words) == "" and _of_parts(sentence, quantity, limit):
        name = Name(catalogue()["members"], quantity.start, quantity.start, full=False)
    if name is None and quantity.unit == "家" and _FORMED.search(text, sentence.start, quantity.start):
        name = Name(catalogue()["members"], quantity.start, quantity.start) if _STOP.match(text, quantity.end) else None
    if name is None and _paid_by_party(sentence, quantity, head):
        name = Name(catalogue()["investment"], quantity.start, quantity.start, full=False, carried=True)
    if name is None and not bare_of_fillers(sentence.masked[head : quantity.start]):
        name = carried(sentence, quantity, head)
    if name is None and quantity.unit == "%" and (_OF_SALES.search(words) or _PER_HUNDRED.search(words)):
        on_rd = spent_on_rd(text, quantity) is not None or re.search(r"研发|科研|R&D", words) is not None
        if on_rd or near_rd(sentence, head):
            name = Name(catalogue()["rd_intensity"], head, quantity.start, full=False)
    if name is None and quantity.unit == "%" and goes_into_rd(sentence, quantity, head):
        name = Name(catalogue()["rd_intensity"], head, quantity.start)
    if name is None and _half_of_term(words, passage):
        name = carried(sentence, quantity, head)
    if name is None and PARTIAL.search(words):
        spread = PARTIAL.sub(lambda m: UNIT_SIGN * len(m[0]), sentence.masked[head : quantity.start])
        name = name_before(sentence.masked[:head] + spread, (head, quantity.start), quantity, sentence.names, spoken)
        sentence.last = name or sentence.last  # 三年平均强度5.5%，2020年单年6.0%
        return None
    if name is None and quantity.unit == "万元":
        name = spent(sentence, quantity, head, passage)
    if quantity.unit == "万元" and _KEPT.search(words) and "财政" in text[sentence.start : head]:
        name = Name(catalogue()["fiscal_funds"], quantity.start, quantity.start, full=False)
    ranked = of_ranking(sentence, quantity, head, spoken)
    if ranked is not None and (name is None or name.carried):
        name = ranked
    if name is not None and name.entry.id == "investment" and not name.full and spends_on_rd(sentence, quantity, head):
        name = replace(name, entry=catalogue()["rd"])
    topic = _topic(sentence, name)
    if topic is not None and fits(topic.entry, quantity):
        name = replace(topic, carried=True)
    if name is None:
        if not of_more_units(sentence, quantity, head):
            sentence.blocked[quantity.unit] = quantity.start
    else:
        sentence.last = name
        sentence.told.add(name.entry.id)
    return name


_KEPT = lazy(r"(?:留用|自用|留存)(?:的?(?:资金|经费|部分))?(?:为|约|共)?\s?$")
"""Says of public money, of which the sentence spoke, that somebody keeps a part: 甲方留用900万元."""


def _half_of_term(words: str, passage: Passage) -> bool:
    """Whether words name the half-year with which the term begins or ends, all of its first or last year."""
    half = _HALF.fullmatch(words) if "半年" in words else None
    if half is None or passage.term is None:
        return False
    return int(half["year"]) == passage.term[0 if half["half"] == "下" else 1]


def _of_years_before(sentence: Sentence, quantity: Quantity) -> Name | None:
    """What the sentence before told of one year, where this one begins with the sum: 研发投入…。三年合计5,466万元."""
    before = sentence.before
    if before is None or before.entry.id not in ("rd", "rd_intensity", "revenue", "tax", "profit"):
        return None
    entry = catalogue()["rd"] if before.entry.id == "rd_intensity" else before.entry
    return Name(entry, quantity.start, quantity.start, full=False, carried=True)


def _of_share_before(sentence: Sentence, quantity: Quantity, head: int, spoken: str) -> Name | None:
    """What the share is of that a number of people in brackets says again: 研发人员过半（79人）, 占六成多（52人）."""
    share = _SHARE_BEFORE.search(sentence.masked, sentence.start, head)
    if share is None or sentence.masked[head : quantity.start].strip():
        return None
    begin = head_start(sentence.masked, replace(quantity, start=share.start()), sentence.start)
    clause = sentence.masked[begin : share.start()]  # 研发人员占 alone is no name of their number
    name = name_before(clause, (0, len(clause)), quantity, full_names(clause), spoken)
    return Name(name.entry, begin, quantity.start) if name is not None else None


def _topic(sentence: Sentence, name: Name | None) -> Name | None:
    """The label at the head of a sentence where a bare 投入 is what it labels: R&D：三年累计投入近0.7亿元."""
    if name is None or name.full:
        return None
    label = sentence.label
    if label is not None and label.entry.id == "self_funds" and name.entry.id == "investment":
        return replace(label, start=name.start, end=name.end)  # 自筹出资：六家企业共出4500万元
    if sentence.text[name.start : name.end] != "投入":
        return None
    before = [n for n in sentence.names if n.end < name.start and sentence.text[n.end] in "：:"]
    return before[-1] if before and before[-1].entry.id not in FUNDS else None


def _counts_staff(sentence: Sentence, quantity: Quantity, head: int, limit: int, passage: Passage) -> bool:
    """Whether a bare number of people is that of all: 2021年末536人，做研发的83人 or, later, 6月末到561人."""
    words = sentence.masked[head : quantity.start]
    if _GROWN_FROM.search(sentence.text, sentence.start, quantity.start):
        return False  # 研发人员由320人增至400人
    if not any(w.at >= head for w in sentence.times) and not re.search(r"\d{1,2}月", words):
        return False
    if passage.staffed and (re.search(r"[到至]了?$", words) or _BY_DAY.search(words)):
        return not any(head <= n.start < quantity.start for n in sentence.names)
    if bare_of_fillers(words):
        return False
    return _has_part(sentence, quantity, limit, "staff", "人员")


def _of_parts(sentence: Sentence, quantity: Quantity, limit: int) -> bool:
    """Whether the kinds of units follow of which a number is the sum: 一共10家：企业6家、高校2家."""
    return re.search(r"[：:]|其中|分别", sentence.text[quantity.end : limit]) is not None and _has_part(
        sentence, quantity, limit, "members", "成员"
    )


def _has_part(sentence: Sentence, quantity: Quantity, limit: int, whole: str, spoken: str) -> bool:
    """Whether the figure behind is named as a part of the ``whole``, which ``spoken`` brings up."""
    text = sentence.masked
    following = next((q for q in sentence.found if q.start >= limit and q.unit == quantity.unit), None)
    if following is None:
        return False
    begin = head_start(text, following, quantity.end)
    said = text[sentence.start : begin] + spoken
    part = name_before(text, (begin, following.start), following, sentence.names, said)
    return part is not None and part.entry.part_of == whole
