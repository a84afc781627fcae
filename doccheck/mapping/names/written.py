"""How a name is written: its normal form, its stem without the legal form, its place, and the kind of unit it tells."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from doccheck.language.patterns import lazy
from doccheck.mapping.names.lexicon import GENERIC, LEGAL_FORM, PLACES
from doccheck.programme.schema import UnitKind

_REMARK = lazy(
    r"\((?:[^()]*(?:盖章|签章|公章|签字|签名|以下|简称|下称|牵头|甲方|乙方|丙方|丁方|单位|成员|发起|理事|主持|依托|核心平台|法人|印章|全称|原名|曾用名|"
    r"排名|参与|企业|高校|信用代码)[^()]*|(?:[^()0-9A-Za-z]{0,12})[0-9]{2}[0-9A-Za-z]{13,16}|[^()]?方[^()]?|章|公章)\)"
)
_HEAD_NUMBER = lazy(
    r"^(?:\(?[0-9]{1,2}\)|[0-9]{1,2}[.、．:]\s*(?![0-9])|[①-⑳⑴-⒇]|\(?[一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+[,、:]|[-•●■◆▪·*]\s*)"
)
_QUOTES = str.maketrans("", "", "“”\"'‘’《》〈〉「」『』【】＿_")


@lru_cache(maxsize=8192)
def narrow(text: str) -> str:
    """Full-width Latin letters, digits and brackets made half-width, one character for one."""
    return "".join(
        chr(code - 0xFEE0)
        if 0xFF01 <= (code := ord(char)) <= 0xFF5E and char not in "，：；！？．"
        else "("
        if char in "〔［"
        else ")"
        if char in "〕］"
        else " "
        if char == "\u3000"
        else char
        for char in text
    )


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The name as a person would copy it: number before it, remarks in brackets and quotes taken off, no spaces."""
    name = unicodedata.normalize("NFC", text).replace("\u200b", "").strip()
    name = re.sub(r"(?<=[A-Za-z])\s+(?=[A-Za-z])", "\0", name)
    name = re.sub(r"\s+", "", name).replace("\0", " ")
    flat = narrow(name)
    while match := _HEAD_NUMBER.match(flat):
        name, flat = name[match.end() :], flat[match.end() :]
    for match in reversed(list(_REMARK.finditer(flat))):
        name = name[: match.start()] + name[match.end() :]
    return name.translate(_QUOTES).strip(" ,，;；。.、:：*")


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """The form in which two writings of one name are equal: half-width, small letters, no spaces."""
    return unicodedata.normalize("NFKC", bare(text)).replace(" ", "").replace("・", "·").casefold()


@lru_cache(maxsize=8192)
def legal_form(text: str) -> str:
    """The legal form at the end (“股份有限公司”), empty if there is none."""
    match = LEGAL_FORM.search(normal(text))
    return match.group() if match else ""


@lru_cache(maxsize=8192)
def stem(text: str) -> str:
    """The normal form without its legal form."""
    name = normal(text)
    form = legal_form(text)
    return name[: len(name) - len(form)] if form else name


_IN_BRACKETS = lazy(r"\((" + "|".join(PLACES) + r"|中国)\)")


@lru_cache(maxsize=8192)
def split_place(name: str) -> tuple[str, str]:
    """(place, rest) of a normal form or stem; places lose 省/市/区 and brackets: “重庆市智联” → (“重庆”, “智联”)."""
    match = _IN_BRACKETS.search(name)
    if match:  # 璧山某某(重庆) is 重庆璧山某某
        return match.group(1), name[: match.start()] + name[match.end() :]
    for place in PLACES:
        if name.startswith(place):
            rest = name[len(place) :]
            match = re.match(r"(?:省|市|新区|区|县)(?=..)", rest)
            return place, rest[match.end() :] if match else rest
    return "", name


def is_generic(text: str) -> bool:
    """Whether the words name nobody in particular: “本公司”, “国家重点实验室”, “其他成员单位”."""
    rest = GENERIC.sub("", normal(text))
    return len(re.sub(r"[^\w]", "", rest)) < 2


_KINDS: tuple[tuple[UnitKind, re.Pattern[str]], ...] = (
    (
        UnitKind.PLATFORM,
        lazy(r"(?:创新中心|实验室|工程研究中心|工程技术研究中心|技术研究中心)(?:有限(?:责任)?公司)?$"),
    ),
    (UnitKind.ENTERPRISE, lazy(r"(?:公司|集团|厂|合作社|企业|农场|林场)(?:\([^()]*\))?$|\((?:有限|普通)合伙\)$")),
    (
        UnitKind.UNIVERSITY,
        lazy(r"(?:大学|(?<!科)(?<!研究)学院|专科学校|职业学校|党校)(?:\([^()]*\)|[^公司]*(?:学院|校区))?$"),
    ),
    (
        UnitKind.SERVICE,
        lazy(
            r"(?:事务所|基金会?|协会|学会|商会|联盟|促进会|银行|孵化器|(?:服务|促进|交易|孵化|转移|生产力|认证|推广|咨询)[^院所]*中心|"
            r"联合会|担保|支行|分行)$"
        ),
    ),
    (UnitKind.GOVERNMENT, lazy(r"(?:政府|局|厅|委员会|管委会|办公室|街道|办事处)$")),
    (
        UnitKind.INSTITUTE,
        lazy(
            r"(?:研究院|研究所|科学院|设计院|勘察院|规划院|工程院|总院|分院|研究中心|检验院|检测院|监测院|(?:检验|检测|监测)(?:研究)?[院所]|检测中心|[院所])(?:\([^()]*\))?$"
        ),
    ),
)


@lru_cache(maxsize=4096)
def unit_kind(name: str) -> UnitKind:
    """The kind of unit that a name tells; OTHER if it tells none (a hospital, a short name)."""
    text = normal(name)
    if text.endswith("医院"):
        return UnitKind.OTHER
    for kind, pattern in _KINDS:
        if pattern.search(text):
            return kind
    return UnitKind.OTHER


@lru_cache(maxsize=8192)
def is_full(name: str) -> bool:
    """Whether the name has the ending of a full name (a legal form, 大学, 研究院 …)."""
    return bool(legal_form(name)) or unit_kind(name) != UnitKind.OTHER or normal(name).endswith("医院")


def may_be_initials(name: str) -> bool:
    """Whether the name may stand for a longer one by some of its characters (“重大”, “中科院重庆研究院”)."""
    return not is_full(name) or normal(name).startswith(("中科院", "中国科学院", "农科院"))
