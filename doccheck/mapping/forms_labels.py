"""The labels of a programme's form and how printed words are recognised as one of them.

A label is compared by its key: half-width, without spaces, numbers, notes in brackets and closing signs. Four
steps, each only when the one before found nothing: the same key; a synonym that belongs to the label's type; the
same key without words that carry no meaning (创新联合体, 名称, 数量 …); one slip of the pen in a long label.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from doccheck.language.patterns import lazy
from doccheck.mapping.names.forming import alternatives
from doccheck.programme.formed import CONSORTIUM_WORDS
from doccheck.programme.schema import (
    ChoiceRow,
    CountRow,
    DeadlineRow,
    FieldRow,
    FigureRow,
    Label,
    LimitRow,
    NamingRow,
    Programme,
    RosterRow,
    Row,
    SameRow,
    SignRow,
    SumRow,
    ThresholdRow,
    ValueType,
)

_CIRCLED = lazy(r"^[\s]*[①-⑳⑴-⒇❶-❿]")
_DOTTED = lazy(
    r"^\s*\d{1,2}(?:[.．]\d{1,2}){1,3}[.．、]?(?:\s+|(?=[\u4e00-\u9fff]))(?![万亿千百]{0,2}元|[倍个人件项家台名亩])"
)
"""1.2 牵头单位: the number of a form's line, but no 1.5亿元."""
_BRACKETS = lazy(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")
_OPEN_BRACKET = lazy(r"\([^()]*$")
_NUMBER = lazy(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.．:]|\d{1,2}(?:\.\d{1,2})*[、.．)](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）])"
)
_DROP = lazy(r"[\s_＿*★☆●◆■※\u200b\ufeff]+")
_YEAR = lazy(r"^(20\d\d)年?度?$")
_SUFFIX = lazy(r"(?:名称|姓名|数量|人数)$")
_JOINER = lazy(r"[、/,及和与]")
_LONGEST = 160

_SYNONYMS: dict[ValueType, tuple[str, ...]] = {
    ValueType.PHONE: (
        "电话", "联系电话", "手机", "手机号", "手机号码", "联系手机", "联系方式", "电话号码", "办公电话", "移动电话",
        "联系电话/手机", "手机/电话", "座机",
    ),
    ValueType.EMAIL: ("邮箱", "电子邮箱", "电子邮件", "email", "e-mail", "邮件", "邮箱地址"),
    ValueType.USCC: (
        "统一社会信用代码", "社会信用代码", "统一信用代码", "信用代码", "统一社会信用代码/组织机构代码", "信用代码证号",
    ),
}  # fmt: skip
_TITLES = frozenset(
    {"职务", "职称", "职务/职称", "职务职称", "职称/职务", "职务、职称", "职务及职称", "职位", "现任职务"}
)
_EQUAL: tuple[frozenset[str], ...] = (
    _TITLES,
    frozenset({"填报日期", "填表日期", "填写日期", "申报日期", "申请日期", "编制日期"}),
    frozenset({"通讯地址", "通信地址", "联系地址", "单位地址"}),
    frozenset({"法定代表人", "法人代表", "法定代表人姓名", "法人代表姓名", "单位法人", "法人"}),
    frozenset({"联系人", "项目联系人", "联系人姓名", "单位联系人", "业务联系人"}),
    frozenset({"负责人", "主要负责人", "联合体负责人", "联合体主要负责人", "创新联合体负责人", "创新联合体主要负责人"}),
    frozenset({"牵头单位", "牵头单位名称", "牵头企业", "牵头企业名称", "创新联合体牵头单位", "联合体牵头单位"}),
    frozenset({"注册成立时间", "成立时间", "注册时间", "成立日期", "注册日期", "注册成立日期"}),
)


@lru_cache(maxsize=65536)
def label_key(text: str) -> str:
    """The form of printed words in which labels are compared; empty for an empty or over-long text."""
    if len(text) > _LONGEST * 3:
        return ""
    text = _DOTTED.sub("", _CIRCLED.sub("", text))
    text = _DROP.sub("", unicodedata.normalize("NFKC", text))
    if len(text) > _LONGEST:
        return ""
    text = _NUMBER.sub("", text)
    bare = text
    for _ in range(2):
        bare = _BRACKETS.sub("", bare)
    bare = _OPEN_BRACKET.sub("", bare)
    text = bare or text
    text = _NUMBER.sub("", text)
    text = text.strip(":;,.。、-—/")
    text = text.removeprefix("其中").lstrip(":,")
    year = _YEAR.match(text)
    return f"{year.group(1)}年" if year else text.lower()


@lru_cache(maxsize=65536)
def reduced_key(key: str, words: tuple[str, ...] = CONSORTIUM_WORDS) -> str:
    """A key without words that carry no meaning; the key itself where too little would remain.

    ``words`` end a consortium's name in the programme (联合体, 联盟 …).
    """
    short = _consortium(words).sub("联合体", key).replace("的", "")
    for pattern in (re.compile(r"^联合体内?"), _SUFFIX, re.compile(r"^本")):
        rest = pattern.sub("", short)
        if len(rest) >= 3 and rest != "联合体":
            short = rest
    return short.replace("成员单位", "成员").replace("参与单位", "成员")


@lru_cache(maxsize=8)
def _consortium(words: tuple[str, ...]) -> re.Pattern[str]:
    word = alternatives(words)
    return re.compile(rf"(?:产业)?(?:科技)?(?:产业)?创新(?:战略)?(?:{word})|{word}|创新联合(?!体)")


class Claim(Struct, frozen=True):
    """A row that a label belongs to. ``name`` is the Label's name, empty for the row's own title."""

    row: str
    name: str = ""
    piece: bool = False
    """One of several labels printed in one cell, whose answer is to be divided."""


class Lexicon(Struct):
    """All labels of the rows whose form is being read."""

    exact: dict[str, list[Claim]] = field(default_factory=dict)
    titles: dict[str, list[Claim]] = field(default_factory=dict)
    synonyms: dict[str, list[Claim]] = field(default_factory=dict)
    reduced: dict[str, list[tuple[str, Claim]]] = field(default_factory=dict)
    stops: set[str] = field(default_factory=set)
    types: dict[Claim, ValueType] = field(default_factory=dict)
    words: tuple[str, ...] = CONSORTIUM_WORDS
    """Words that end a consortium's name in the programme."""
    sums: set[str] = field(default_factory=set)
    """Rows of counts, whose short labels (企业, 高校) are also common words."""
    memo: dict[str, tuple[Claim, ...]] = field(default_factory=dict)

    def claims(self, text: str) -> tuple[Claim, ...]:
        """The claims that the whole of ``text`` makes as a label; empty if it is none."""
        key = label_key(text)
        if not key:
            return ()
        if key not in self.memo:
            self.memo[key] = tuple(self._claims(key))
        return self.memo[key]

    def _claims(self, key: str) -> Iterable[Claim]:
        # A title that is also somebody's label (成员总数) is both.
        found = list(self.exact.get(key, []))
        have = {claim.row for claim in found}
        found += [claim for claim in self.titles.get(key, []) if claim.row not in have]
        if found or key in self.stops:
            return found
        if found := self.synonyms.get(key, []):
            return found
        if found_reduced := self.reduced.get(reduced_key(key, self.words), []):
            return _nearest(key, found_reduced)
        return self._compound(key) or self._slip(key)

    def _compound(self, key: str) -> list[Claim]:
        """Two labels of one row in one cell (联系人及电话)."""
        pieces = [piece for piece in _JOINER.split(key) if piece]
        if not 2 <= len(pieces) <= 4:
            return []
        each = [self.exact.get(piece) or self.synonyms.get(piece) or [] for piece in pieces]
        common = set.intersection(*({claim.row for claim in claims} for claims in each))
        return [replace(claim, piece=True) for claims in each for claim in claims if claim.row in common]

    def _slip(self, key: str) -> list[Claim]:
        from rapidfuzz.distance import Levenshtein

        if len(key) < 6:
            return []
        for table in (self.exact, self.titles):
            for known, claims in table.items():
                if len(known) >= 6 and len(known) == len(key) and known[-2:] == key[-2:]:
                    same = not any(sign.isdigit() for sign in known + key)
                    if same and Levenshtein.distance(known, key, score_cutoff=1) <= 1:
                        return claims
        return []

    def is_exact(self, text: str) -> bool:
        """Whether ``text`` is a label in the very words of the programme's file."""
        key = label_key(text)
        return key in self.exact or key in self.titles

    def is_common(self, text: str, claims: tuple[Claim, ...]) -> bool:
        """Whether a label is so short a word of a row of counts that it needs its number to be one."""
        return len(label_key(text)) <= 2 and bool(claims) and all(claim.row in self.sums for claim in claims)

    def is_label(self, text: str) -> bool:
        """Whether ``text`` as a whole is a printed label or heading of the form, so no answer."""
        return bool(self.claims(text)) or label_key(text) in self.stops


def _nearest(key: str, candidates: list[tuple[str, Claim]]) -> list[Claim]:
    from rapidfuzz import fuzz

    best = max(fuzz.ratio(key, known) for known, _ in candidates)
    return [claim for known, claim in candidates if fuzz.ratio(key, known) == best]


def row_labels(row: Row) -> list[Label]:
    """Every blank of a row, the total of a sum first."""
    match row:
        case SumRow():
            return ([row.total] if row.total is not None else []) + row.parts
        case (
            FieldRow()
            | ChoiceRow()
            | LimitRow()
            | NamingRow()
            | ThresholdRow()
            | SameRow()
            | DeadlineRow()
            | SignRow()
            | FigureRow()
        ):
            return list(row.fields)
        case _:
            return []


def label_words(label: Label) -> list[str]:
    """The words under which a label may be printed."""
    return [label.name, *label.labels]


def build_lexicon(rows: Iterable[Row], programme: Programme) -> Lexicon:
    """The labels of ``rows`` and, as mere stops, everything else that the programme's form prints."""
    lexicon = Lexicon(words=programme.consortium_words)

    def add(table: dict[str, list[Claim]], word: str, claim: Claim) -> None:
        key = label_key(word)
        if key and claim not in table.setdefault(key, []):
            table[key].append(claim)

    rows = list(rows)
    lexicon.sums = {row.id for row in rows if isinstance(row, SumRow)}
    for row in rows:
        for label in row_labels(row):
            claim = Claim(row.id, label.name)
            lexicon.types[claim] = label.type
            for word in label_words(label):
                add(lexicon.exact, word, claim)
            for word in label.group:
                add(lexicon.titles, word, Claim(row.id))
        if isinstance(row, RosterRow | FigureRow | CountRow | SumRow):
            for word in (row.title, *row.aliases):
                add(lexicon.titles, word, Claim(row.id))
    for row in rows:
        for label in row_labels(row):
            claim = Claim(row.id, label.name)
            keys = {label_key(word) for word in label_words(label)}
            groups = [set(_SYNONYMS.get(label.type, ()))] + [set(group) for group in _EQUAL if group & keys]
            for key in set().union(*groups) - set(lexicon.exact):
                add(lexicon.synonyms, key, claim)
    for key, claims in list(lexicon.exact.items()) + list(lexicon.titles.items()):
        short = reduced_key(key, lexicon.words)
        if len(short) >= 3:
            lexicon.reduced.setdefault(short, []).extend((key, claim) for claim in claims)
    lexicon.stops = {label_key(word) for word in programme.bureau_fields} - {""}
    for other in programme.rows:
        if isinstance(other, RosterRow | FigureRow) and other.title:
            lexicon.stops.add(label_key(other.title))
    return lexicon
