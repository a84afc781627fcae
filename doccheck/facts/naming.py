"""Which quantity a figure of a sentence states: by the name before it, behind it, or carried from before.

Two kinds of name are told apart. A full name (销售收入, 授权发明专利) counts wherever it stands right before the
figure; a short one (收入, 发明, 省级, 企业) only where nothing but words of time, having and counting
shares its clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from doccheck.facts.catalogue import Entry, catalogue, label_names, words_in
from doccheck.facts.model import Quantity
from doccheck.language.patterns import lazy

DELIMITERS = '，,；;。：:（(）)、？?！!“”"①②③④⑤⑥⑦⑧⑨⑩'
_CLAUSES = lazy(rf"(?:.*[{DELIMITERS}])?", re.DOTALL)
UNIT_SIGN = "□"
"""Stands for each character of a unit's name once it is told."""

_AT = r"(?:(?:科研|研发|创新)?平台(?:这边|方面|中)?)?(?:新增|新建|建成)?(?:省市)?"
_SHORT: tuple[tuple[str, str], ...] = (
    ("revenue", r"(?<!业务)收入|卖(?:出|掉|得|到)?(?:了?(?:产品|货))?了?|销售目标|销售|营业收入|做了|进账了?"),
    ("main_revenue", r"主营业?务?收入"),
    ("output", r"工业产值|产值"),
    (
        "rd",
        r"(?:花|砸|投|用)(?:在|到)(?:了)?研发上?的?|(?:搞|做)研发(?:上)?(?:花|砸|投|用)?了?|研发(?:上|这块|方面)?(?:打算|计划|准备)?(?:总共|一共|拢共)?(?:花|砸|投|用|掏)了?|研发(?:上|经费)?(?:共|累计|总共|合计)?投入?了?|投入研发(?:经费|费用|资金)|投入科研经费|研发|R&D",
    ),
    (
        "rd_intensity",
        r"(?:研发|研发投入|投入)?强度|(?:研发(?:投入|费用|经费|支出)|科研投入)占|占(?:了)?(?:公司|当年|全年|年|同期)?(?:销售|营业|营业总)?(?:收入|销售额|营收)|(?:是|相当于|为)(?:销售|营业)?(?:收入|销售额?|营收)",
    ),
    ("profit", r"利润(?:总额)?|净利|纯利|净赚|净?赚(?:到)?了?|净?挣(?:到)?了?|净?亏损?了?|落袋(?:的利润)?"),
    (
        "tax",
        r"(?:上?交|上?缴|[上纳完])(?:了)?税[费款金]?|税(?:上?交|上?缴)了?|(?:上缴|入库|实缴|缴纳)(?:各项|各类)?税[金款收费]|税[金收]",
    ),
    (
        "staff",
        r"(?:在册|在职|在岗|在编)(?:职工|员工|人员)?|花名册上|工人|人手|(?<![一-龥])人员|正式工|教职工|全公司|全厂|厂里|全院|全所|在编在岗|全员|在编人员|团队规模|(?:固定|自有|长期|合同制?)?(?:用工|员工|职工)|干活的|实有",
    ),
    (
        "researchers",
        r"研发(?:人数|人才)?|(?:搞|做|从事)(?:科研|研发|技术|研究开发)(?:活动|工作)?[的者]?(?:人员|人)?|研发岗位?|(?:参与|进组|项目|课题)(?:团队|教师)|团队(?=参与)",
    ),
    (
        "rd_staff",
        r"(?:研发人员(?:里|中))?[专全]职(?:研发|从事研发|从事研究开发|搞研发|做研发|科研|在[一-龥]{2,8})?[的者]?(?:人员|岗位?)?",
    ),
    ("invention_patents", r"(?:新增|新)?(?:授权)?(?:国家)?发明(?:专利)?|授权任务为?|授权(?!专利)"),
    ("patent_grants", r"授权专利|专利"),
    ("patents", r"知识产权"),
    ("platforms", r"(?:科研|研发|创新|各类|省级以上)?平台"),
    (
        "platforms_national",
        _AT + r"国家级(?:的|[一-龥]{0,6}?平台)?",
    ),
    (
        "platforms_provincial",
        _AT + r"省(?:部)?级(?!及?以上)(?:的|[一-龥]{0,6}?平台)?",
    ),
    (
        "platforms_municipal",
        _AT + r"市级(?:的|[一-龥]{0,6}?平台)?",
    ),
    ("registered_capital", r"注册(?:资本|资金)|股本"),
    ("members", r"(?:成员|参[加与建]|共建|签约)?单位|成员|(?:参加|参与)方|缔约方|签约方"),
    ("enterprises", r"(?:成员)?企业(?:成员)?"),
    ("universities", r"高校|高等院校|院校|大学"),
    ("institutes", r"科研院所|科研机构|研究机构|研究院所?|院所|科研单位"),
    ("others", r"其[他它](?:单位|组织|机构)?|社会组织|(?:行业)?协会|检测机构|中介机构|服务机构"),
    ("total", r"(?:建设)?总投[入资]|总经费|经费总额|总盘子|项目总投[入资]"),
    ("self_funds", r"(?:各方|单位|企业)?自筹(?:资金|经费|部分)?(?:总额)?"),
    (
        "fiscal_funds",
        r"(?:向)?(?:市级?|省级?|区级?)?财政申请(?:支持|资金|补助|经费)?|(?:申请|争取)?(?:市级|省级|区级|新区)?(?:财政(?:资金|补助|经费|支持|申请)?|专项(?:资金|补助|经费|支持))"
        r"|(?<![一-龥])[省市区县]拨(?:经费|资金)?",
    ),
    (
        "investment",
        rf"(?:向{UNIT_SIGN}*[一-龥]{{0,6}}专户)?(?:以)?(?:货币|现金)(?:的?(?:形式|方式))?(?:承担|投入|出资|认缴)|(?:自筹|各方|认缴|现金|计划)?出资|(?:自己|自个儿)?(?:自?掏|拿出|认缴|凑|垫|拿|出钱?)了?(?:腰包)?|出|(?:以)?[一-龥]{0,8}折价|(?:首批|年度|当年)?投入|(?:经费|资金|投入)(?:分年|年度|逐年)安排|(?:只|安)排",
    ),
    (
        "projects",
        r"(?:做过)?(?:联合)?(?:重点|重大)?(?:[区市]级|省市级|省部?级|国家级|各[级类])?(?:重点|重大)?(?:以上|及以上)?(?:科技|科研|攻关|国家自然科学基金)?(?:项目|课题)",
    ),
)
_CONTEXT: dict[str, re.Pattern[str]] = {
    "invention_patents": lazy(r"专利|知识产权|发明"),
    "platforms_national": lazy(r"平台|中心|实验室|基地"),
    "platforms_provincial": lazy(r"平台|中心|实验室|基地"),
    "platforms_municipal": lazy(r"平台|中心|实验室|基地"),
    "rd_staff": lazy(r"研发|科研|研究|人员|员工|职工"),
    "rd_intensity": lazy(r"研发|研究开发|科研|投入强度|强度"),
    "universities": lazy(r"成员|单位|联合体|企业"),
    "institutes": lazy(r"成员|单位|联合体|企业|高校"),
    "others": lazy(r"成员|单位|联合体|企业"),
    "enterprises": lazy(r"成员|单位|联合体"),
}
"""What must have been spoken of in the paragraph for a short name to mean its quantity."""
_OF_PROJECTS = lazy(r"(?:项目|课题)[^平台]*$")
"""Projects were spoken of last: 承担科技项目8项，其中省级3项."""
_WITHIN = lazy(
    r"[^\d]*(?:专利|知识产权|人员|员工|职工|平台|成员|单位)(?:当中|之中|里头|里面|中|里|内)(?![一-龥]?(?:心|试))"
)
"""A whole of which the clause goes on to name a part: 授权专利里发明58件."""
_PLACE = lazy(r"占地|用地|厂|楼|场地|场所|面积|租用?了?|库|车间|房|办公|实验室|中心|基地|园区|[院校]区|地有|合计")
"""A place of work, whose figure in ㎡ or 亩 is an area whatever else stands in the clause."""
_LEVEL = lazy(r"(?:国家级|省部?级|市级)$")
_LAND = lazy(r"种植|茶园|果园|农田|耕地|示范|推广|覆盖|辐射|全[市县省区国]|其中|每|租赁$")
"""Land that is tilled or another's, and parts of a whole."""
_OWN_LAND = lazy(r"自有|自建|自用|自持")
_CENTRES = lazy(
    r"(国家级|省部?级|市级)(?:企业技术中心|工程(?:技术)?(?:研究)?中心|工程实验室|重点实验室|制造业创新中心|技术创新中心|新型研发机构|工业设计中心|(?:创新|科研|研发)?平台)$"
)
_FILL = lazy(
    rf"{UNIT_SIGN}+|本(?={UNIT_SIGN})|20\d\d年?\s?[—–~至-]\s?(?=20\d\d)|分年|逐年|在(?=(?:建设|实施|执行|合作|协议)周?期)|[比较](?=20\d\d|[上去前]一?年|单[看算])|[由从](?=现|目前|当前|原[有来]|[上去前今]一?年|\d)|[一二三四五]年(?:内|间)?|(?:建设|实施|执行|合作)周?期(?:内|间)?|周?期内|这次|本次|此次|本项目里?|到位|到账|先到|任务|指标|再拿|当前|原有|原来|(?:于|自|从|到|至|以|按|由|与|和|及|用|在|把|以及)(?=$|{UNIT_SIGN}|20\d\d|[一-龥\s]?$)|等(?=$)|[\s\u3000]+|20\d\d\s?(?:、20\d\d)*\s?年度?|"
    r"(?:二〇|二零)[〇零一二三四五六七八九]{2}年|"
    r"\d{1,2}\s?月[底末初份中]?(?:\d{1,2}日)?|\d{1,2}日|年?[底末初]|全年|当年|同年|同期|上年度?|去年|前年|今年|本年|目前|现在|截[至止]|截至目前|以来|期间|逐年|单年|一年|近?[两三五]年来?|"
    r"第[一二三四五六七八九十百\d]{1,3}条|其中|当中|其余|剩下|现(?=[共计达为约]|$)|(?:[那这]一?|该)年|包括|包含|内含|含|内有|里头?|里面|中(?=有|的|$)|分别|依次|总共|一共|共有|共计|合计|总计|累计|加总|加起来|加在一起|相加|计(?=$|有)|"
    r"(?:一路|逐步|稳步|快速|迅速|大幅|持续|进一步|再)*(?:[攀跃飙蹿爬抬回]升|[攀跃爬滑]|[滑回]落|[扩补]充|[拓扩]展|扩张|壮大|发展|推高|增[加长多])[到至]|再(?=[到至])|"
    r"分开数|拆开看|按家数|也就是说?|即(?:达)?|折合|约合|约为|大约|大概|约|接近|将近|近|逾|超过|突破|不低于|不少于|不小于|至少|最少|不超过|"
    r"[提升增涨降跌扩做冲压翻跨迈加添拉站登走](?:高|升|加|大|长)?[到至上]|算总账|合?下来|有效的$|一举|报告期|[同全](?=口径)|设(?=$)|达到|达至|达|增至|增加到|增长到|提高到|提升到|提升至|提高至|上升[到至为]|升为|目标(?=[为是]|$)|[—→]+|扩大?到|做到|冲到|守在|定在|控制在|稳定在|保持在|压到|掉到|降到|降至|升到|升至|到(?=$)|至(?=$)|"
    r"母公司|合并|集团|个别|单体|口径|报表|自己|自个儿?|单看|单算|一家|一起|拢共|统共|满打满算|合起来|合在一起|眼下|如今|当下|(?<!平均)一年|手握|握着|"
    r"实现|完成|取得|创造|形成|获得?|拥有|持有|建有|建成|设有|现有|共|已有?|已经|有|为|是|系|占(?=$)|占地?(?=$)|也|还|又|再|就|光|仅|只|都|均|的|了|得|过|数|总数|总量|人数|总额|金额|规模|数量|余额|额度|"
    r"名下|手里|账面|方面|情况|本部|自己|这块|这边|整体|整|在册|在编|在岗|在职|有效|现行|新授权|获授权|授权(?!专利|发明)|争取|力争|预计|计划|拟|将|要|需|用于|做(?=$)|投了?|花了?|砸了?|拿到?|出了|先|后|首|人民币|RMB|CNY|恰好|正好|刚好|整整|足足|增|主持|牵头(?=建)|承担|扛|报(?=$)|登记|填报|仍按|仍|按|另有|另|连同|加上|投入(?=$)|各方|各家|各(?=$)|大家|大伙|(?:连同?|[包内]?含|包括|算上|加上)牵头(?:单位|企业|方)?(?:在内|算上|也算上?)?|(?:连同?|[包内]?含|算上|加上)(?=□)|在内|算上|(?:[本名]?[册表])?所列|[上本下]表|再?添|大大小小|大小|全体|每|所|并|且|较多|比重|比例|之|上|下|地|这(?=$)|一块|^内|(?<=□)[内里]|检测业务|全部|不足|不到|以(?=$)"
    r"|(?:最(?:多|高|大|少|低|小|强)的?(?:一[家个所])?|其[次后]|再次|随后|接着|然后|排?第[一二三四五六七八九十]位?|居首|打头|垫底)的?(?:是|为|要?数|属)?(?:依次|分别)?(?:是|为)?(?=□)"
)
_CHANGE = lazy(
    r"(?:增长|增加|增幅|增速|提高|提升|上升|下降|减少|降低|降|涨幅?|[多少](?:[投花收卖赚缴交拿出]|投入|缴纳)?|净增|翻|高|低|收窄|扩大|回落)(?:了|约|近|超过|达|为|达到|\s)*$"
)
_CHANGE_ENDS = frozenset("长加幅速高升降少低涨多投花收卖赚缴交拿出入纳增翻窄大落了约近过达为到 \t\n\r\f\v\u3000\xa0")
"""Signs with which the words of ``_CHANGE`` end."""
_TO = lazy(r"(?:增长|增加|提高|提升|上升|扩大|扩|增|涨|升|降|掉|降低|下降)(?:到|至)(?:了|约|近|\s)*$")
_REJECT_BEFORE = lazy(
    r"(?:租赁|申请|[在正已]申请的|申请中的?|受理|[在待]审的?|审查|引进|招聘|培养|培训|新招|带动|每年|年均|人均|平均|均|户均|(?<![各员家体全])单位|转让|许可|相关|产品|(?<!总)项目(?!总)|板块|业务|线上|海外|出口|国外|联合|共同|计提|给予|资助|课题|专项|核心|高端|骨干|"
    r"(?<!不)含税的?|开票|博士|硕士|高级|兼职|外聘|派出|占|涉及|围绕|领域|女性?|青年|种植|示范|实缴|规上|规模以上|上下游|配套|服务|客户|合作|吸纳|吸引|孵化)$"
)
_REJECT_AFTER = lazy(
    r"\s?(?:的?(?:产品|项目)(?!总)|年度|季度|方面|阶段|的?(?:尾差|误差|差额|差距|出入)|以上的?(?:企业|项目|产品|单位|成员|[一二两三四五六七八九十]家)|规模的|用于|多?次(?!之|席|高|低)|(?:余|多)?(?:客户|用户|整车|主机|医院|工厂|门店|渠道))"
)
_BITS = lazy(
    r"\s?(?:及以上)?(?:高|低|国产|通用|嵌入式|车规级?|定点|浮点|双核|多核|单核|实时)*"
    r"(?:微|处理器|单片|内核|芯|M[CP]U|[CDG][PS][UP]|RISC|ARM|A/?D|D/?A|总线|控制器|操作系统|架构|指令|精度|模数|数模|编码|密钥|加密|定点|浮点|颜色|色)"
)
"""Behind the bits of a word (32位微控制器, 64位RISC-V), which are nobody."""


class Name(Struct, gc=False):
    """A quantity's name in a text, or one carried to where its figure stands."""

    entry: Entry
    start: int
    end: int
    full: bool = True
    carried: bool = False


_compiled: list[tuple[Entry, re.Pattern[str]]] = []


def _short_names() -> list[tuple[Entry, re.Pattern[str]]]:
    if not _compiled:
        entries = catalogue()
        _compiled.extend((entries[id], lazy(rf"(?:{pattern})")) for id, pattern in _SHORT)
        # kinds of units are named in prose as in a form's labels
        _compiled.extend(
            (entry, lazy("|".join(entry.labels))) for entry in entries.values() if entry.family == "units"
        )
    return _compiled


@lru_cache(maxsize=64)
def _short_names_in(unit: str) -> tuple[tuple[Entry, re.Pattern[str]], ...]:
    """The short names of quantities that are stated in a unit."""
    return tuple((entry, pattern) for entry, pattern in _short_names() if unit in entry.units)


def fits(entry: Entry, quantity: Quantity) -> bool:
    """Whether the unit is one in which the quantity may be stated."""
    return quantity.unit in entry.units


@lru_cache(maxsize=4096)  # the same few words stand around most figures
def bare_of_fillers(text: str) -> str:
    """What is left of the words around a figure without those of time, having and counting."""
    return _FILL.sub("", text).strip()


def head_start(text: str, quantity: Quantity, floor: int) -> int:
    """Where the clause begins in which a figure stands; a colon right before the figure belongs to the name."""
    clauses = _CLAUSES.match(text, floor, quantity.start)
    return clauses.end() if clauses is not None else floor


def full_names(text: str) -> list[Name]:
    """Every full name of the catalogue in a text."""
    return [Name(word.entry, word.start, word.end) for word in words_in(text)]


def is_change(head: str) -> bool:
    """Whether a figure says by how much something grew or fell, not what it is."""
    return head[-1:] in _CHANGE_ENDS and _CHANGE.search(head) is not None and _TO.search(head) is None


def name_before(
    text: str, head: tuple[int, int], quantity: Quantity, names: Sequence[Name], spoken: str
) -> Name | None:
    """The name in a figure's own clause ``text[head]``; ``spoken`` is the paragraph so far, which short names need."""
    begin, end = head
    for name in reversed([n for n in names if begin <= n.start and n.end <= end]):
        before = text[max(begin, name.start - 6) : name.start]
        before = before.removesuffix("配套") if name.entry.id == "self_funds" else before
        if name.entry.id != "total" and _REJECT_BEFORE.search(before):
            return None
        if bare_of_fillers(text[name.end : end]):
            break
        if fits(name.entry, quantity):
            return None if _bare_share(name, text, spoken) else _of_level(name, text)
    return _short_before(text, begin, end, quantity, spoken)


def _of_level(name: Name, text: str) -> Name:
    """市级创新平台 are those of the city, where 创新平台 alone are all."""
    level = _LEVEL.search(text, 0, name.start) if name.entry.id == "platforms" else None
    if level is None:
        return name
    id = {"国": "platforms_national", "省": "platforms_provincial", "市": "platforms_municipal"}[level[0][0]]
    return Name(catalogue()[id], level.start(), name.end, full=False)


def _bare_share(name: Name, text: str, spoken: str) -> bool:
    """A bare “占销售收入” counts only where spending on R&D was spoken of last."""
    written = text[name.start : name.end]
    last = list(_ON_RESEARCH.finditer(spoken[-60:]))[-1:]
    return written.startswith("占") and (not last or _OF_SALES.search(spoken[-60:], last[0].end()) is not None)


_ON_RESEARCH = lazy(r"研发|研究开发|R&D|科研")
_OF_SALES = lazy(r"主营业务收入|主营收入|出口|外销|内销|新产品|高新技术产品|净利|利润")
"""Behind research, what is a share of the sales itself: 研发投入9,000万元。主营业务收入23亿元，占营业收入的96.8%."""


def _short_before(text: str, begin: int, end: int, quantity: Quantity, spoken: str) -> Name | None:
    whole = _WITHIN.match(text, begin, end)
    begin = whole.end() if whole is not None else begin
    head = text[begin:end]
    if not head.strip():
        return None
    centre = _CENTRES.search(head.rstrip("共有是为 "))
    if centre and quantity.unit in ("个", "家"):
        level = {"国": "platforms_national", "省": "platforms_provincial", "市": "platforms_municipal"}[centre[1][0]]
        return Name(catalogue()[level], begin + centre.start(), end, full=False)
    area = catalogue()["area"]
    if fits(area, quantity):
        place = _PLACE.search(head) or _OWN_LAND.search(head)
        if place is None or (_LAND.search(head) and not _OWN_LAND.search(head)):
            return None
        return Name(area, begin + place.start(), end, full=False)
    best: Name | None = None
    for entry, pattern in _short_names_in(quantity.unit):
        needed = _CONTEXT.get(entry.id)
        if needed and not needed.search(spoken):
            continue
        if entry.id.startswith("platforms_") and quantity.unit == "项" and _OF_PROJECTS.search(spoken):
            continue
        for match in pattern.finditer(head):
            if bare_of_fillers(head[: match.start()]) or bare_of_fillers(head[match.end() :]):
                continue
            if best is None or (entry.id in ("self_funds", "fiscal_funds"), match.end() - match.start()) > (
                best.entry.id in ("self_funds", "fiscal_funds"),
                best.end - best.start,
            ):
                best = Name(entry, begin + match.start(), begin + match.end(), full=False)
    return best


_TOPICS: tuple[tuple[str, str, str], ...] = (
    ("revenue", "收入", r"(?<![一-龥])(?:营业|销售)?收入(?=[：:])"),
    ("rd", "研发", r"(?<![一-龥])研发(?=[：:]|是)"),
    ("rd", "研发", r"(?<![一-龥])研发(?!人|团|队)[^。；;：:\d]{0,16}(?=[：:]\s?20\d\d年)"),
    ("rd", "研发", r"(?<![一-龥])研发[^，,。；;：:\d]{0,8}(?=[，,]\s?20\d\d年)"),
    ("investment", "安排", r"(?:经费|资金|投入)(?:分年|年度|逐年)安排(?=[：:])"),
    ("investment", "分年", r"(?<![一-龥])分年(?:投入|安排)?(?:看|算)?(?=[：:])"),
    ("investment", "单位", r"(?<![一-龥])(?:按|分|依|论)(?:各|出资|承担)?单位(?:来?[分看计算说]|划分)?(?=[，,：:])"),
    ("investment", "花法", r"(?<![一-龥])花法(?=[：:])"),
    (
        "fiscal_funds",
        "拨",
        r"(?<![一-龥])[省市区县]拨(?:资金|经费)?(?:分[一-龥]{1,2}年|逐年|按年)(?:到位|拨付|下达)?(?=[：:])",
    ),
    ("self_funds", "自筹", r"(?<![一-龥])自筹(?:资金|经费)?(?:分[一-龥]{1,2}年|逐年|按年)(?:到位)?(?=[：:])"),
    ("staff", "", r"(?<![一-龥])(?:人员|Headcount)(?=[：:])"),
    ("revenue", "Revenue", r"Revenue(?=[：:])"),
    ("rd", "R&D", r"R&D(?=[：:])"),
    ("patents", "IP", r"\bIP(?=[：:])"),
    ("researchers", "研发", r"从事研发(?=[，,]即)"),
    ("revenue", "收入", r"(?<![一-龥])(?:(?:再|先|从|按)[说论看])?(?:营业|销售)?收入(?:上|方面|这一?块|来看)(?=[，,])"),
    ("rd", "研发", r"(?<![一-龥])(?:(?:再|先|从|按)[说论看])?研发(?:上|方面|这一?块|来看)(?=[，,])"),
    ("staff", "员", r"(?<![一-龥])(?:(?:再|先|从|按)[说论看])?(?:人员|员工)(?:上|方面|这一?块|规模|来看)(?=[，,])"),
    ("staff", "职工", r"(?<![一-龥])(?:(?:再|先|从|按)[说论看])?职工(?:上|方面|这一?块|规模|来看)(?=[，,])"),
)
"""Short names that head a list of figures of the years, each with a word that all its writings hold."""
_TOPIC_SENTENCE = lazy(
    r"(?<![一-龥])(?:研发|科研)(?:上|方面)?的?(?:钱|账|开销|花费|开支|投入|经费)[^，,。；;\d]{0,12}。(?=\s?20\d\d年[^，,。；;一-龥]*\d)"
)
"""A sentence that only says what the next one counts: 研发的钱没有省过。2020年2,236万元."""
_HEADS = lazy(r"[：:]|单位[^，,\d]{0,3}[，,]|[上面块看模][，,]|。\s?20\d\d年|[，,]\s?20\d\d年|研发是|从事研发[，,]即")
"""What one of the topics ends with, and most paragraphs do not hold."""
_LABELLED = lazy(r"(?<![一-龥])(?:各方|各单位|各家)?(?P<label>[一-龥]{2,8})(?:[（(][^（）()]{1,12}[)）])?(?=[：:])")
_topics: list[tuple[Entry, str, re.Pattern[str]]] = []


def topics(text: str) -> list[Name]:
    """Short names set at the head of a list (研发：2020年1,180万)."""
    if not _HEADS.search(text):
        return []
    if not _topics:
        entries = catalogue()
        _topics.extend((entries[id], word, lazy(pattern)) for id, word, pattern in _TOPICS)
    heads = [(entry, pattern) for entry, word, pattern in _topics if word in text]
    found = [Name(entry, m.start(), m.end(), full=False) for entry, pattern in heads for m in pattern.finditer(text)]
    found += [Name(catalogue()["rd"], m.end(), m.end(), full=False) for m in _TOPIC_SENTENCE.finditer(text)]
    known = label_names()
    for match in _LABELLED.finditer(text):
        if match["label"] in known and not any(n.start < match.end() and match.start() < n.end for n in found):
            found.append(Name(known[match["label"]], match.start(), match.end(), full=False))
    return found


_ITS_PLATFORMS = r"(?:(?:的|以上)?(?:创新|科研|研发)?平台|(?=[，,。；;、：:（()）+/]|$))"
_BEHIND: tuple[tuple[str, str], ...] = (
    ("members", r"(?:成员)?单位|成员(?!企业)|共建单位|缔约"),
    ("enterprises", r"(?:成员)?企业(?:成员)?(?!技术|自|研)"),
    ("universities", r"高校|高等院校|(?<=[是为])(?:大学|学校)"),
    ("institutes", r"科研院所|研究院所|科研机构|(?<=[是为])研究[院所]|研究[院所](?=组成|构成|参[加与]|共同)"),
    ("revenue", r"(?:的)?(?:年)?(?:销售额|营业收入|销售收入|营收)"),
    ("profit", r"(?:的)?(?:年)?(?:净?利润|利润总额|盈利)(?!率)"),
    ("tax", r"(?:的)?(?:税[款金收]|税费)"),
    ("staff", r"(?:在职|在册|正式)?(?:员工|职工|从业人员)"),
    ("researchers", r"研发人员|科研人员|研究人员|(?:搞|做|从事)(?:研发|科研)(?!中心|平台)"),
    ("rd_staff", r"(?:专职|全职)(?:搞|做|从事)?(?:研发|科研)(?:人员)?|(?:专职|全职)(?=[，,。；;、）)])"),
    ("technical_staff", r"(?:专业)?技术人员"),
    ("invention_patents", r"(?:有效|授权|国家)*发明专利"),
    ("patents", r"(?:有效|自主)知识产权"),
    ("patent_grants", r"(?:授权|有效)专利"),
    ("platforms", r"(?:省级以上|各类|省部级以上)?(?:创新|科研|研发)平台"),
    (
        "platforms_national",
        rf"国家级{_ITS_PLATFORMS}",
    ),
    ("platforms_provincial", rf"省级{_ITS_PLATFORMS}"),
    (
        "platforms_municipal",
        rf"市级{_ITS_PLATFORMS}",
    ),
    ("projects", r"(?:重大|重点)?课题(?![组])"),
    ("registered_capital", r"注册资(?:本|金)"),
    (
        "self_funds",
        r"(?:均|全部)?(?:由?(?:各方|各家|各?成员(?:单位|企业)?|各单位|企业))?(?:自筹|自己?(?:来)?(?:掏|出)(?!租))|自筹(?:资金|经费)",
    ),
    (
        "fiscal_funds",
        r"(?:(?:来自|来源于|靠|拟?申请|争取|则|使?用)(?:的)?)?(?:[省市区]级?|中央|国家)?(?:财政(?:资金|补助|经费|支持|拨款)?|[省市区县]拨(?:经费|资金)?|专项资金)(?![^，,。；;、]{0,6}\d)",
    ),
    ("investment", r"(?:的)?配套"),
    ("area", r"的?[一-龥]{0,4}?(?:场地|厂房|用房|实验室)"),
)
_NOT_HELD = lazy(r"\s?的?(?:申请|受理|在审|实审|审查|公开)")
"""Behind rights that are only applied for: 另有39件发明专利申请在审."""
_behind: list[tuple[Entry, re.Pattern[str]]] = []


_ON_RD = lazy(
    r"(?:\([^()]{1,16}\))?\s?(?:用于|用在|用来|花在|投入?到?|投进|搞|做)(?:搞|做)?(?:了)?研发(?!中心|平台|基地|楼)"
)


def spent_on_rd(text: str, quantity: Quantity) -> Name | None:
    """The name of money that is said behind it to go into R&D: 拿出412万元搞研发."""
    match = _ON_RD.match(text, quantity.end)
    return Name(catalogue()["rd"], match.start(), match.end(), full=False) if match is not None else None


@lru_cache(maxsize=64)
def _names_behind(unit: str) -> tuple[tuple[Entry, re.Pattern[str]], ...]:
    """The names right behind figures, of quantities that are stated in a unit."""
    if not _behind:
        entries = catalogue()
        _behind.extend(
            (entries[id], lazy(rf"\s?(?:余|多)?(?:名|位|的|[都均全]?[是为]|专职(?=研究)|由)?\s?({pattern})"))
            for id, pattern in _BEHIND
        )
    return tuple((entry, pattern) for entry, pattern in _behind if unit in entry.units)


def name_behind(text: str, quantity: Quantity, limit: int, spoken: str) -> Name | None:
    """The name right behind a figure (486名员工, 8家单位), unless it belongs to a figure behind it.

    A level alone (平台：2个省级、3个市级) is one of what was ``spoken`` of.
    """
    for entry, pattern in _names_behind(quantity.unit):
        match = pattern.match(text, quantity.end)
        if match is None or match.end() > limit + 1 or _NOT_HELD.match(text, match.end()):
            continue
        rest = text[match.end() : limit]
        if limit < len(text) and text[limit : limit + 1].isdigit() and not bare_of_fillers(rest):
            return None  # “共860人，研发人员120人” reads forward
        if match[1].endswith("级") and not _CONTEXT[entry.id].search(spoken):
            continue
        return Name(entry, match.start(1), match.end(1), full=False)
    return None


def rejected(text: str, quantity: Quantity) -> bool:
    """Whether words behind a figure make it another's (十余家客户, 3亿元的产品, 32位微控制器)."""
    if quantity.unit == "人" and text[quantity.end - 1] == "位" and _BITS.match(text, quantity.end):
        return True
    return _REJECT_AFTER.match(text, quantity.end, quantity.end + 8) is not None
