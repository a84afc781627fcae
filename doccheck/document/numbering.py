"""Typed and automatic numbers at the start of a line: which convention, which ordinal, how many characters.

Chinese documents count in several alphabets that nest by custom (第一章 > 第一节 > 第一条; 一、 > （一） > 1. > （1）).
Full and half width, Kangxi radicals and sloppy separators (“一 、”, “(一）、”, “1．”) are the same convention.
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from doccheck.language.patterns import lazy

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_DIGITS |= {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", start=1)}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "廿": 20, "卅": 30}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Convention(StrEnum):
    """How a number is written; the order of the members is the customary order of nesting."""

    PART = "第一部分"
    CHAPTER = "第一章"
    SECTION = "第一节"
    ARTICLE = "第一条"
    STEP = "第一步"
    ROMAN = "I."
    FORMAL = "壹、"
    CHINESE = "一、"
    CHINESE_PAREN = "（一）"
    CHINESE_CLOSE = "一）"
    BARE = "1 "
    ARABIC = "1."
    DECIMAL_2 = "1.1"
    DECIMAL_3 = "1.1.1"
    DECIMAL_4 = "1.1.1.1"
    ARABIC_PAREN = "（1）"
    ARABIC_CLOSE = "1）"
    CIRCLED = "①"
    LETTER = "A."
    LETTER_PAREN = "（a）"
    ANNEX = "附件1"

    @property
    def rank(self) -> int:
        """Place in the customary order of nesting, 0 outermost."""
        return _RANKS[self]


_RANKS = {convention: rank for rank, convention in enumerate(Convention)}
DECIMALS = {2: Convention.DECIMAL_2, 3: Convention.DECIMAL_3, 4: Convention.DECIMAL_4}


class Number(Struct, frozen=True):
    """A number at the start of a text.

    ``value`` is the ordinal (of the last component for 1.2.3; 0 for an annex without one), ``length`` the characters
    of the number with its separator and the blanks after it, ``text`` the number as written, blanks stripped.
    """

    convention: Convention
    value: int
    length: int
    text: str
    path: tuple[int, ...] = ()


def chinese_value(text: str) -> int | None:
    """The value (0–999) of a Chinese numeral, positional (一二三) or spoken (一百二十三); ``None`` if it is none."""
    if not text or any(c not in _DIGITS and c not in _TENS for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text)) if len(text) <= 3 else None
    total, digit, last = 0, -1, 1000
    for char in text:
        if char in _DIGITS:
            if digit > 0:
                return None
            digit = _DIGITS[char]
            continue
        unit = _TENS[char]
        if unit in (20, 30):
            if digit != -1 or last <= 10:
                return None
            total, last = total + unit, 10
        else:
            if unit >= last or (digit == 0 and unit == 100):
                return None
            total += (digit if digit > 0 else 1) * unit
            last = unit
        digit = -1
    return total + max(digit, 0)


def chinese_numeral(value: int) -> str:
    """The spoken Chinese numeral of ``value`` (1–999), as headings write it: 十二, 二十, 一百零五."""
    if not 1 <= value <= 999:
        raise ValueError(value)
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


def roman_value(text: str) -> int | None:
    """The value of a Roman numeral (either case) if it is written canonically, else ``None``."""
    values = [_ROMAN.get(c, 0) for c in text.lower()]
    if not values or 0 in values:
        return None
    total = sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
    return total if 0 < total < 400 and roman_numeral(total) == text.lower() else None


def roman_numeral(value: int) -> str:
    """The lower-case Roman numeral of ``value`` (1–399)."""
    text = ""
    for letters, worth in (("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4)):
        count, value = divmod(value, worth)
        text += letters * count
    return text + "i" * value


def _look_alikes(signs: str, plain: str) -> dict[int, str]:
    return {ord(sign): char for sign, char in zip(signs, plain, strict=True)}


# One raw character ↔ one plain character, so that offsets hold: full width, Kangxi radicals, look-alikes.
_PLAIN = {ord("０") + i: str(i) for i in range(10)}
_PLAIN |= {ord("Ａ") + i: chr(ord("A") + i) for i in range(26)} | {ord("ａ") + i: chr(ord("a") + i) for i in range(26)}
_PLAIN |= _look_alikes("⼀⼆⼋⼗﹙﹚（）〔〕［］﹒．：，､﹑　\u00a0\t\u2002\u2003", "一二八十()()()()..:,、、     ")


def _ring(start: int, count: int, first: int = 1) -> dict[str, int]:
    return {chr(start + i): first + i for i in range(count)}


_CIRCLED = _ring(0x2460, 20) | _ring(0x3251, 15, 21) | _ring(0x32B1, 15, 36) | _ring(0x2776, 10) | _ring(0x2780, 10)
_CIRCLED |= _ring(0x278A, 10) | _ring(0x24F5, 10)
_SINGLE = (
    [(c, v, Convention.CIRCLED) for c, v in _CIRCLED.items()]
    + [(c, v, Convention.CHINESE_PAREN) for c, v in (_ring(0x3220, 10)).items()]
    + [(c, v, Convention.CHINESE) for c, v in _ring(0x3280, 10).items()]
    + [(c, v, Convention.ARABIC) for c, v in _ring(0x2488, 20).items()]
    + [(c, v, Convention.ARABIC_PAREN) for c, v in _ring(0x2474, 20).items()]
)
_SINGLES = {c: (v, kind) for c, v, kind in _SINGLE}
_ROMAN_SIGNS = _ring(0x2160, 12) | _ring(0x2170, 12)

_N = "[零〇○一二三四五六七八九十百两廿卅壹贰叁肆伍陆柒捌玖拾佰]"
_FORMAL_SIGNS = frozenset("壹贰叁肆伍陆柒捌玖拾佰")
"""Numerals of cheques, which stand over 一、二、三 where a paper numbers with both."""
_COUNT = rf"(?:{_N}{{1,6}}|\d{{1,3}}|{_N}(?: ?{_N}){{0,5}})"
_ORDINAL = lazy(
    rf"第 ?(?P<n>{_COUNT}) ?(?P<unit>部 ?分|[章节節条條步篇编])(?P<sep> *[、:.]? *)"
    r"(?:(?<=[、:. ])|(?!的|所|规定|之一|款|至|或|及|和|与|中|第|项|内容|约定|目))"
)
_UNITS = {"部": Convention.PART, "篇": Convention.PART, "编": Convention.PART, "章": Convention.CHAPTER}
_UNITS |= {"节": Convention.SECTION, "節": Convention.SECTION, "条": Convention.ARTICLE, "條": Convention.ARTICLE}
_UNITS["步"] = Convention.STEP
_ANNEX = lazy(rf"(?:附 ?[件表录錄]|文件) ?(?P<n>{_N}{{1,3}}|\d{{1,2}}|[A-Z](?![A-Za-z]))?(?P<sep>(?: *[:.、\-—])? *)")
_PAREN = lazy(rf"\( ?(?:(?P<cn>{_COUNT})|(?P<la>[A-Za-z]{{1,4}})) ?\) *[、.:]? *")
_CLOSE = lazy(rf"(?:(?P<cn>{_N}{{1,4}})|(?P<n>\d{{1,3}})|(?P<la>[A-Za-z])) ?\)[、.]? *")
_CHINESE = lazy(rf"(?P<n>{_N}{{1,5}})(?: ?[、.:,] *| {{1,4}}(?=\S))")
_DECIMAL = lazy(r"(?P<n>\d{1,2}(?: ?\. ?\d{1,2}){1,3})(?![\d.%‰])(?P<sep> ?[、.:]? *)")
_ARABIC = lazy(r"(?P<n>\d{1,3})(?: ?[、.:](?!\d) *|(?P<bare> {1,4})(?=\S))")
_LETTER = lazy(r"(?P<n>[A-Za-z]|[IVXivx]{2,5}) ?[、.](?![A-Za-z\d]) *")
# What follows a plain number when it is a quantity or a date and no heading's number.
_QUANTITY = lazy(
    r"(?!项目|人[才员力]|成[果员立效本功]|条[件款]|部[署分门]|年度|分[工析配布解类期阶]|时间|个[人性]|位置|台账|元[器宇素]|所[处属有]"
    r"|场[景地所]|日常|月度|季度|名[称单]|天然|周[期边]|克服|多[元方维]|批准|座谈|种[业子植质]|家[电具居]|度量|百[亿年强]|千[亿人]|万[物])"
    r"(?:[年月日号时分秒天周季岁度个家项人名位件台套条批次场亩份篇部种类座所只辆吨克斤米元倍成万亿千百余多几]"
    r"|平方|公里|毫|厘|美元|[%％‰℃°×xX*/~～\-–—+＋=<>≥≤])"
)


def _value(text: str) -> int | None:
    text = text.replace(" ", "")
    return int(text) if text.isdigit() and text.isascii() else chinese_value(text)


def parse(text: str, label: str = "") -> Number | None:
    """The number with which ``text`` begins, or ``None``.

    ``label`` is the automatic number that the parser resolved (a prefix of the text); it counts as a number even
    where a typed one would need a separator (“1总则”). Quantities (“3.5亿元”, “2 个”), dates and references
    (“第三条规定的…”) are no numbers.
    """
    blank = len(text) - len(text.lstrip())
    raw = text[blank:]
    if not raw:
        return None
    head = raw[:40].translate(_PLAIN)
    label = label.strip()
    if label and raw.startswith(label):
        number = _labelled(label)
        if number:
            convention, value, path = number
            length = len(label)
            length += len(raw) - length - len(raw[length:].lstrip())
            return Number(convention, value, blank + length, label, path)
    found = _single(head) or _ordinal(head) or _bracketed(head) or _plain(head)
    if found is None:
        return None
    convention, value, length, path = found
    return Number(convention, value, blank + length, raw[:length].strip(), path)


_Found = tuple[Convention, int, int, tuple[int, ...]]


def _single(head: str) -> _Found | None:
    sign = head[0]
    after = re.match(r" ?[、.:]? *", head[1:])
    length = 1 + (after.end() if after else 0)
    if sign in _SINGLES:
        value, convention = _SINGLES[sign]
        return convention, value, length, ()
    if sign in _ROMAN_SIGNS and len(head) > 1 and head[1] in "、.: ":
        return Convention.ROMAN, _ROMAN_SIGNS[sign], length, ()
    return None


def _ordinal(head: str) -> _Found | None:
    match = _ORDINAL.match(head)
    if match:
        value = _value(match["n"])
        convention = _UNITS[match["unit"][0]]
        if value is None or (convention is Convention.STEP and not match["sep"].strip()):
            return None
        # “第一条、第二条的约定” speaks about articles.
        if re.match(rf"[、 ]*第 ?{_COUNT} ?[条款章节]", head[match.end() :]):
            return None
        return convention, value, match.end(), ()
    match = _ANNEX.match(head)
    if match and (match["n"] or not head[match.end() :].strip() or ":" in match["sep"]):
        written = match["n"] or ""
        if head.startswith("文件") and not written:
            return None
        rest = head[match.end() :]
        # “附件1和附件2”, “附件一所列” speak about an annex.
        if rest and not match["sep"] and re.match(r"[和及与或所中的、，。]|至", rest):
            return None
        value = ord(written) - 64 if written.isascii() and written.isalpha() else _value(written) if written else 0
        return (Convention.ANNEX, value, match.end(), ()) if value is not None else None
    return None


def _bracketed(head: str) -> _Found | None:
    match = _PAREN.match(head)
    if match:
        if match["la"]:
            return _lettered(match["la"], match.end(), Convention.LETTER_PAREN)
        value = _value(match["cn"])
        if value is None or value == 0:
            return None
        ascii_digits = match["cn"].replace(" ", "").isascii()
        return Convention.ARABIC_PAREN if ascii_digits else Convention.CHINESE_PAREN, value, match.end(), ()
    match = _CLOSE.match(head)
    if match:
        if match["la"]:
            return _lettered(match["la"], match.end(), Convention.LETTER_PAREN)
        value = _value(match["cn"] or match["n"])
        if value:
            return Convention.CHINESE_CLOSE if match["cn"] else Convention.ARABIC_CLOSE, value, match.end(), ()
    return None


def _lettered(letters: str, length: int, convention: Convention) -> _Found | None:
    roman = roman_value(letters) if letters.lower() not in "cdlm" else None
    if roman is not None and (len(letters) > 1 or letters in "IVXivx"):
        return (Convention.ROMAN if convention is Convention.LETTER else convention), roman, length, ()
    return (convention, ord(letters.lower()) - 96, length, ()) if len(letters) == 1 else None


def _plain(head: str) -> _Found | None:
    match = _CHINESE.match(head)
    if match:
        value = chinese_value(match["n"])
        rest = head[match.end() :]
        if value and not (head[match.end() - 1] == " " and _QUANTITY.match(rest)) and not _listing(head, match.end()):
            formal = all(sign in _FORMAL_SIGNS for sign in match["n"])
            return Convention.FORMAL if formal else Convention.CHINESE, value, match.end(), ()
        return None
    match = _DECIMAL.match(head)
    if match:
        parts = [part.strip() for part in match["n"].split(".")]
        rest = head[match.end() :]
        if all(part[0] != "0" for part in parts) and rest and not _QUANTITY.match(rest):
            path = tuple(int(part) for part in parts)
            return DECIMALS[len(path)], path[-1], match.end(), path
        return None
    match = _ARABIC.match(head)
    if match:
        value = int(match["n"])
        if value == 0 or (match["n"][0] == "0" and len(match["n"]) > 2):
            return None
        if match["bare"]:
            rest = head[match.end() :]
            bare = value <= 30 and not _QUANTITY.match(rest) and not re.match(r"[\d.,:)(]", rest)
            return (Convention.BARE, value, match.end(), (value,)) if bare else None
        return Convention.ARABIC, value, match.end(), (value,)
    match = _LETTER.match(head)
    return _lettered(match["n"], match.end(), Convention.LETTER) if match else None


def _listing(head: str, end: int) -> bool:
    """“一、二级…”, “三、四线城市” run two numerals together and count nothing."""
    # “五、五年目标” is a number and a title all the same: a count of years begins a matter, no second ordinal.
    return head[end - 1] == "、" and re.match(rf"{_N}(?:[级类线期季月次个批等区]|年[级份])", head[end:]) is not None


def _labelled(label: str) -> tuple[Convention, int, tuple[int, ...]] | None:
    number = parse(label + "　题")
    if number and number.length >= len(label):
        return number.convention, number.value, number.path
    plain = label.translate(_PLAIN).strip(" .")
    if re.fullmatch(r"\d+(\.\d+)*", plain):
        path = tuple(int(part) for part in plain.split("."))
        convention = Convention.BARE if len(path) == 1 else DECIMALS.get(len(path), Convention.DECIMAL_4)
        return convention, path[-1], path
    value = chinese_value(plain)
    return (Convention.CHINESE, value, ()) if value else None
