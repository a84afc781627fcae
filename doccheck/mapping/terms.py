"""Who owns results, as a sentence settles it: of which results it speaks, and to whom it gives them.

Pure functions on sentences in plain form. They are careful rather than complete: a sentence that names a condition,
an exception, a single task or things (equipment, samples) gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from doccheck.language.patterns import lazy

LEAD = "牵头单位"
_TOKEN = r"(?:牵头单位|〈\d+〉)"
UNIT = (
    rf"(?:{_TOKEN}|[甲乙丙丁戊己庚辛]方|(?:龙头|链主|核心|主导|骨干)企业|集团公司|集团|(?:本|我)(?:公司|院|校|所|厂)|"
    r"平台公司|运营公司|公司|大学|学校|高校|研究院|研究所|医院|厂子|厂里|校方|院方|企业方)"
)
"""One unit: the lead, another member (“〈2〉”, see :func:`called`), a party's letter, or a word for one unit."""


class Scope(StrEnum):
    """The results a sentence speaks of: made together, alone, brought along, everything of the joint work, others."""

    JOINT = "joint"
    OWN = "own"
    BACKGROUND = "background"
    ALL = "all"
    OTHER = "other"


class Owner(StrEnum):
    """To whom results go: several together, whoever made them, whoever paid, one unit alone."""

    SHARED = "shared"
    DOER = "doer"
    INVESTOR = "investor"
    UNIT = "unit"


class Ownership(Struct, frozen=True):
    """What a sentence settles on one kind of results; ``matter``: a particular object (商标, 数据), “” for results."""

    scope: Scope
    owner: Owner
    unit: str = ""
    matter: str = ""


_SYNONYMS = lazy(r"牵头(?:单位|方|企业|公司|集团|院所|高校|大学|医院|人|者)|主持单位|盟主(?:单位|企业)?")
_TASK_LEAD = lazy(r"(?:课题|任务|项目|专项|题目|方向)(?:的)?牵头(?:单位|方|企业|人|者)")
_BRACKETS = lazy(r"（[^（）]{0,60}）|[“”‘’\"「」『』]")
_TWICE = lazy(rf"({_TOKEN})(?:\1)+")
_LETTERS = lazy(r"([甲乙丙丁戊己])(?=[、和与及][甲乙丙丁戊己]|[甲乙丙丁戊己]+(?:[二两三四五双各]?方))")
_SHORT_LETTER = lazy(r"([甲乙丙丁戊己])(?=\d|得|占|拿|[一二三四五六七八九]成)")
_COUNTED = lazy(r"(?<=[甲乙丙丁戊己])[二两三四五双各]方")


def called(sentence: str, names: Mapping[str, str]) -> str:
    """The sentence with its units called by what they are; remarks in brackets and quotation marks are left out.

    ``names``: each name, short name or party letter in plain form → “牵头单位” for the lead, “〈n〉” for others.
    """
    text = _BRACKETS.sub("", sentence)
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 2:
            text = text.replace(name, names[name])
    text = _TASK_LEAD.sub("课题承担方", text)
    text = _SYNONYMS.sub(LEAD, text)
    text = _COUNTED.sub("方", text)
    text = _LETTERS.sub(r"\1方、", text).replace("方、、", "方、").replace("方、和", "方和").replace("方、与", "方与")
    text = _SHORT_LETTER.sub(r"\1方", text)
    for name in names:
        if len(name) <= 2:
            text = text.replace(name, names[name])
    return _TWICE.sub(r"\1", text)


_FRAGMENT = lazy(r"[^，；。：？！,;]+")
_EXCEPT = lazy(r"除[^，；。]{1,24}?(?:以外|之外|外)")
_MADE = (
    r"(?:完成|研发|研制|研究|开发|攻关|攻克|形成|取得|产生|所得|所生|创造|创新|发明|试制|做|搞|弄|干|憋|写|摸索|育成|申请|"
    r"获得|设计|改进)"
)
_TOGETHER = lazy(
    rf"(?:共同|联合(?!体)|合作(?!期|过程|中|协议)|协同|协作|合力|联手|携手|一起|一块儿?|一同|合着|合伙)[^，；。]{{0,6}}?{_MADE}"
    r"|(?:共同|联合(?!体)|合作)(?:的|所有的)?(?:成果|专利|知识产权|技术成果|发明)|合(?:做|搞|打|写|弄)的"
    rf"|(?:两|多|几|三|二)(?:方|家|个)(?:单位|成员)?(?:或|及|和)?以上[^，；。]{{0,8}}?{_MADE}"
)
_ALONE = lazy(
    rf"(?:独立|单独|独自|自行|各自|单方|一方|一家|自己|本方)(?:独立|单独|自主|自行)?(?:承担|投入)?[^，；。归]{{0,2}}{_MADE}|单(?:干|做|打)"
)
_BEFORE = lazy(
    r"背景|[原既已固]有|原始|此前|之前|以前|[约入立作议]前|带来|带入|带进|自有|自主知识产权|(?<!归)各自(?:的|拥有|所有|持有)|\d+余?[件项]|已获|background",
    re.IGNORECASE,
)
_OTHER = lazy(
    r"其中|例外|委托|受托|改进|改良|后续|衍生|二次|购置|采购|购买|设备|仪器|样机|样品|样本|装置|场地|厂房|资产|材料归|退出|放弃|"
    r"终止|解除|清算|解散|如果|[若倘]|未[作做]?(?:约定|写|列|明确)|没有?(?:约定|写|说)|不明|写不|无法|难以(?:区分|确定|划分)|"
    r"个别|特定|单一|单个|(?:具体|每个|各)(?:课题|项目)|(?:课题|任务|项目|方向)[一二三四五六七八九十\d]|博士|学生|实习|论文|署名"
)
_BACK = lazy(r"上述|前述|前款|该|此类|这些|其")
_PAST = lazy(
    r"以往|过去|从前|曾经|曾与|原先|改变|不再|避免|防止|杜绝|克服|而不是|而非|并非|不宜|不应|不能简单|(?:19|20)\d\d年|痛点|"
    r"[？?]|争论|有的(?:单位|企业|地方|联合体|成员)|往往|通常|常见|国外|据了解|例如|比如|某(?:联合体|企业|公司|市|省|校)"
)
_WHOSE = lazy(r"归谁|算谁的")
_RIGHTS = lazy(
    r"(?:使用|实施|收益|处置|管理|许可|经营|署名|优先|申请|受让|推广|受益)权|使用费|收益|利润|所得|收入|许可费|转让费|款"
)
_OWNED = lazy(r"所有权|产权归|权属|权利归|专利权")
_GENERAL = lazy(r"成果|知识产权|专利|技术(?!资料|文件|标准|服务|秘密|图纸|人员)|发明|产权|\bIP\b", re.IGNORECASE)
_PARTICULAR = lazy(
    r"商标|标识|品牌|名称|著作权|软件|代码|数据|标准|资料|配方|品种|模型|图纸|菌种|秘密|参数|平台|商号|版图|样|方案"
)
_ALL_WORDS = lazy(
    r"全部|所有的?(?=成果|知识产权|专利|技术)|一切|一概|统统|一律|联合体|合作|项目|协议期|前景|foreground",
    re.IGNORECASE,
)
_SEVERAL = (
    r"(?:各方|双方|[两三四五多]方|各?成员单位|全体成员|各成员|所有成员|大家|[几两三四五]家|各家|各单位|参与各方|合作各方|"
    r"完成各方)"
)
_SHARED = lazy(
    r"(?<!不)(?<!非)共有(?!成果|知识产权|专利|技术|人|方|产权|[权的\d])"
    r"|(?:归|属于?|由|为|得?以)[^，；。]{0,18}共(?:同)?(?:所有|拥有|享有|持有|享)"
    rf"|(?:归|属)(?:属于?|于)?[^，；。]{{0,6}}{_SEVERAL}(?:[一共]同?)?(?:所有|拥有|享有|持有|共享|有)?$"
    rf"|(?:归|属)(?:属于?|于)?{UNIT}[、和与及]|{_SEVERAL}(?:[按依][^，；。]{{0,8}})?共同?(?:所有|享有|拥有|持有|享)"
    r"|(?:大家|人人|[几两三]家|各家|谁出力谁)都?有份|jointownership|joint ownership",
    re.IGNORECASE,
)
_NOT_SHARED = lazy(r"[不无非](?:予|得|能|享有|主张|再)?(?:任何)?共有|无共有|不享有|不共享|互不|均不|不得")
_DOER = lazy(
    r"归(?:属于?|于)?(?:实际|各自?)?(?:的)?(?:完成|研发|研制|开发|创造|发明|作出|做出|承担|课题承担)(?:方|者|单位|人|的)"
    r"|谁(?:完成|做|研发|开发|干|弄|创造|打|研制|创)[^，；。谁]{0,5}(?:归谁|谁(?:所|拥|享|持)?有|就?归谁)"
    r"|归(?:属于?|于)?(?:该方|该单位|各自|自己|其|原|己方|本单位|他自己|那)|各归各"
)
_INVESTOR = lazy(
    r"归(?:属于?|于)?(?:主要|实际)?(?:出资|投资|资助|出钱|经费提供|资金投入|经费投入)(?:方|人|者|单位|企业|的)?(?:单独|独家)?(?:所有|拥有|享有|持有)?$"
    r"|谁(?:出资|投资|投入|出钱)[^，；。谁]{0,5}(?:归谁|谁(?:所|拥|享|持)?有)"
)
_ALONE_WORDS = r"(?:一方|单方|一家|单独|独家|独自|独立|全权|全部|永久|排他|完全|名下|公司)*"
_HELD = r"(?:所有|拥有|享有|持有|独有|独占|独享|名下)"
_ONE = lazy(
    rf"(?:归属?于?|属于?|划归|转归|转让[至给])(?P<a>{UNIT}){_ALONE_WORDS}{_HELD}?$"
    rf"|由(?P<b>{UNIT}){_ALONE_WORDS}{_HELD}$"
    rf"|(?:为|是|以)(?P<c>{UNIT})(?:为)?(?:唯一|单独)的?(?:专利)?(?:权利|所有权?)人"
    rf"|(?P<d>{UNIT})(?:为|是)(?:唯一|单独)的?(?:专利)?(?:权利|所有权?)人"
)
_SUBJECT = lazy(
    rf"(?:^|[，；：])(?P<u>{UNIT})(?:单独|独家|独自|依法|完全)*(?:拥有|享有|持有|取得)(?:其|全部|完整|该)*的?"
    r"(?:知识产权|成果|所有权|专利权?|权属|产权)$"
    rf"|(?P<w>{UNIT})[^，；：]{{0,8}}?(?:单独|独家|独自)(?:拥有|享有|持有|取得)[^，；：]{{0,4}}(?:知识产权|所有权|专利权|产权|权利)$"
)
_OF_ONE = lazy(rf"{UNIT}的(?:科研|研发|技术|创新)?(?:成果|专利|知识产权|技术)")
_FILLERS = lazy(
    r"均|都|全|统统|一概|一律|亦|则|其|应当?|也|悉|将|由|所有权|权利|权属|一切|部|无条件|当然|最终|依法|不论|由谁|东西|属|归|划|"
    r"自动|直接|原则上|为|是|以|的"
)
_REGISTERED = lazy(rf"登记(?:在|于|至)(?P<u>{UNIT})名?下?$")
_EXCLUDED = lazy(r"(?:不占|无|没有)(?:任何)?份额|不享有|不得主张|无权|互不共享|不共享|单独所有|独有")
_AGENT = lazy(r"代持|代为|统一(?:办理|申请|管理|保管)|保管|管理$")


def scope_of(fragment: str) -> Scope | None:
    """The results that a clause of a sentence (or a heading) names, or ``None`` if it names none of its own."""
    if _OTHER.search(fragment):
        return Scope.OTHER
    if _BEFORE.search(fragment):
        return Scope.BACKGROUND
    together, alone = _TOGETHER.search(fragment), _ALONE.search(fragment)
    if together and alone:
        return Scope.ALL
    if together or alone:
        return Scope.JOINT if together else Scope.OWN
    return Scope.ALL if _ALL_WORDS.search(fragment) else None


def ownerships(sentence: str, default: Scope | None = None) -> list[Ownership]:
    """What a sentence (as :func:`called` gives it) settles on who owns results; ``default`` is its heading's scope."""
    if _PAST.search(sentence) or (
        _WHOSE.search(sentence) and not _DOER.search(sentence) and not _INVESTOR.search(sentence)
    ):
        return []
    found: list[Ownership] = []
    scope: Scope | None = None
    matter: str | None = None
    subject = ""
    for match in _FRAGMENT.finditer(_EXCEPT.sub("", sentence)):
        fragment = match.group()
        own = scope_of(fragment)
        if own is None and scope is None and _BACK.match(fragment):
            own = Scope.OTHER  # results that a sentence before has named
        if own is not None and not (own is Scope.ALL and scope is not None and not _GENERAL.search(fragment)):
            scope = own
        if _GENERAL.search(fragment):
            matter = ""
        elif (particular := _PARTICULAR.search(fragment)) is not None:
            matter = particular.group()
        subject += "，" + fragment
        who = _owner(fragment, sentence)
        if who is None:
            continue
        owner, unit, start = who
        of = scope or (None if default is None and matter is None else default or Scope.ALL)
        if scope is None and default is None and _SUBJECT.match(fragment):
            of = None  # “公司拥有完整知识产权” boasts of its own
        if of is Scope.ALL and matter is None and not _ALL_WORDS.search(subject):
            of = None
        if of is not None and not (
            unit and of is not Scope.JOINT and _made_by(unit, subject[: len(subject) - len(fragment) + start])
        ):
            if of is Scope.OWN and owner is Owner.SHARED:
                owner = Owner.DOER
            named = _thing(fragment[:start]) if unit else ""
            found.append(Ownership(of, owner, unit, named or matter or ""))
    return _plain_ones(found)


def _owner(fragment: str, sentence: str) -> tuple[Owner, str, int] | None:
    """The owner that a clause names, and where it begins to; those on other rights and on agents name none."""
    if (_RIGHTS.search(fragment) and not _OWNED.search(fragment)) or _AGENT.search(fragment):
        return None
    if _NOT_SHARED.search(fragment):
        return None
    if _SHARED.search(fragment):
        return Owner.SHARED, "", 0
    if _INVESTOR.search(fragment):
        return Owner.INVESTOR, "", 0
    if _DOER.search(fragment):
        return Owner.DOER, "", 0
    one = _ONE.search(fragment) or _SUBJECT.search(fragment)
    if one is None and _EXCLUDED.search(sentence):
        one = _REGISTERED.search(fragment)
    return (Owner.UNIT, next(filter(None, one.groups())), one.start()) if one is not None else None


def _made_by(unit: str, before: str) -> bool:
    """Whether the words before name the owner as the one who made, brought or paid for the results."""
    deed = rf"{re.escape(unit)}[^，；。]{{0,14}}(?:{_MADE}|提供|投入|出资|负责|承担|主导|提出|派)"
    return re.search(deed, before) is not None or _OF_ONE.search(before) is not None


def _thing(subject: str) -> str:
    """The particular thing (“抗体序列”) that stands before its owner, or “” where results at large are meant."""
    if scope_of(subject) is not None or _GENERAL.search(subject):
        return ""
    rest = _FILLERS.sub("", subject)
    return rest if len(rest) >= 2 else ""


def _plain_ones(found: list[Ownership]) -> list[Ownership]:
    """Without the scopes that one sentence gives to different owners: it says more than is understood here."""
    return [
        one
        for one in found
        if one.scope is not Scope.OTHER
        and all(other.owner is one.owner and other.unit == one.unit for other in found if other.scope is one.scope)
    ]


def is_known(unit: str) -> bool:
    """Whether a word stands for one certain unit of the consortium (“公司” does not)."""
    return re.fullmatch(_TOKEN, unit) is not None


def owners_differ(one: Ownership, other: Ownership) -> bool:
    """Whether two statements cannot both hold: the same results, and owners that exclude each other."""
    if not same_results(one, other):
        return False
    kinds = {one.owner, other.owner}
    if kinds == {Owner.SHARED, Owner.UNIT}:
        return True
    if kinds == {Owner.UNIT}:
        return one.unit != other.unit and is_known(one.unit) and is_known(other.unit)
    if one.scope is not other.scope:
        return False
    return kinds in ({Owner.DOER, Owner.UNIT}, {Owner.SHARED, Owner.INVESTOR}, {Owner.DOER, Owner.INVESTOR})


def owners_agree(one: Ownership, other: Ownership) -> bool:
    """Whether two statements say the same of the same results."""
    return same_results(one, other) and one.owner is other.owner and not owners_differ(one, other)


def same_results(one: Ownership, other: Ownership) -> bool:
    """Whether two statements speak of the same results; everything holds what was made together."""
    compared = {Scope.JOINT, Scope.ALL}
    if one.matter != other.matter:
        return False
    if one.scope is other.scope:
        return one.scope in (*compared, Scope.OWN)
    return {one.scope, other.scope} == compared
