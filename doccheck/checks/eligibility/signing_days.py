"""The days on which papers were signed, sealed, filled in or drawn up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from doccheck.checks.eligibility.due_days import Day, table_rows
from doccheck.document import Paragraph, Table
from doccheck.document.headers import titled
from doccheck.facts.dates import dates, parse_date
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part

_SIGNED = lazy(
    r"(?:签[订署字约章名发]|填[报表写制]|编[制写]|制[表定作]|申报|申请|报送|提交|上报|盖章|用印|落款|成文|出具|定稿|材料"
    r"|汇总|整理|起草|承诺|声明|复核|审核|校核|确认)(?:日期|时间|日|于)"
    r"|(?:^|[)）\s\u3000])\s*日\s*期\s*[:：]"
)
_SEALED = lazy(r"[(（](?:请)?(?:加盖)?(?:单位|法人)?(?:公章|盖章|签章|签字|签名|章)[)）][\s:：]*$")
_ALONE = lazy(r"[\s_＿（(）)。.日期:：]*")
# Who signs: from one of these words to the day there are only names.
_SIGNER = lazy(
    r"(?:本?(?:申[报请](?:书|表|材料)|材料|文件|协议书?|方案|[书表件]))?落\s*款|盖\s*章|公\s*章|签\s*[字章名署]|用印|法定代表人|法人代表|负责人|(?:填[表报]|编制|制表|经办|申[报请]|承诺|声明|审[核定])(?:单位|人)?(?=[:：(（])"
    r"|(?:牵头|申[报请]|承担|填报|编制|参与|成员)(?:单位|方)"
)
_NAMES = lazy(r"[^，,。；;！!？?、]{0,48}")
_OF_THE_PAPER = lazy(r"(?:本|此|该)(?:[书表]|申[请报][书表]|材料|协议书?|方案|名册|简介)[^，,。；;]{0,6}$")
_DONE_BY = lazy(
    r"\s?(?:由|经)?[^，,。；;、]{0,16}?(?:盖[了好上]?[公印]?章|签章|用印|签[字署][^，,。；;]{0,4}(?=[，,。；;]|$)|填[报写表好][^，,。；;]{0,4}(?=[，,。；;]|$)|定稿|报出|送出|交出|寄出|递交)"
)
"""本表2023年9月6日由牵头单位盖章."""
_IN_TITLE = lazy(r"(?:定稿|修订稿?|送审稿?|报送稿?|报批稿?|编制|编写)[)）]\s*")
"""Behind the day of a paper in its title: 建设方案（2023年9月20日定稿）."""
_TITLE = 60
_NOT_NOW = lazy(r"成立|注册|出生|截[止至]|之?前|起|以[来前后]|签约|获|开工|立项|批准|有效|任期|[于到至自]\s*$")
_DATE_COLUMN = lazy(r"(?:签[署字订约章名]|盖章|填[写报表])?(?:日期|时间)(?:\([^()]*\))?")
_SIGN_COLUMN = lazy(r"签[署字约章名]|盖章|公章|代表人?|法人")
_ENDING = 4


def signing_days(mapped: MappedSubmission, part: Part) -> Iterator[Day]:
    """The days of a paper's signing: at places to sign, behind 签订日期 or a signer, or alone on its end."""
    for block in mapped.signatures:
        day = parse_date(block.date) if block.part == part.id and block.date else None
        if day is not None and day.day and not _of_a_term(block.text, block.date):
            yield Day(day, block.date, part, block.location)
    yield from _in_tables(part)
    blocks = [b for b in part.passage.blocks if isinstance(b, Paragraph)]
    last = {id(b) for b in blocks[-_ENDING:]}
    for paragraph in part.passage.paragraphs():
        text = narrow(paragraph.text)
        for day in dates(paragraph.text):
            if not day.day:
                continue
            line = text.rfind("\n", 0, day.start) + 1
            before = text[max(line, text.rfind("。", 0, day.start) + 1) : day.start]
            rest = text[day.end :].split("\n")[0]
            near = before[-14:]
            named = _SIGNED.search(near)
            if _IN_TITLE.fullmatch(rest) and before.endswith(("(", "（")) and len(text) <= _TITLE:
                yield Day(day, paragraph.text[day.start : day.end + len(rest)].strip("）) "), part, paragraph.location)
            elif named is not None and re.fullmatch(r"[\s:：为是]*", near[named.end() :]):
                begin = day.start - len(near) + named.start()
                yield Day(day, paragraph.text[begin : day.end].strip(), part, paragraph.location)
            elif (
                _SEALED.search(near)
                or _by_signer(before, rest)
                or (_OF_THE_PAPER.search(before) and _DONE_BY.match(rest))
                or (id(paragraph) in last and _ALONE.fullmatch(text[: day.start]) and _ALONE.fullmatch(text[day.end :]))
            ):
                yield Day(day, day.written, part, paragraph.location)


def _of_a_term(text: str, written: str) -> bool:
    """Whether what was taken for the day of a signature is that of an article: “协议自2024年9月1日生效”."""
    ahead, _, behind = narrow(text).partition(narrow(written))
    return re.search(r"[自从至]\s*$", ahead) is not None or re.match(r"\s*(?:起|止|生效|终止)", behind) is not None


def _by_signer(before: str, rest: str) -> bool:
    """Whether a line “牵头单位（盖章）：某公司　2024年12月6日” ends with the day, names alone between."""
    if not _ALONE.fullmatch(rest):
        return False
    before = re.sub(r"[，,]\s*$", "", before)
    signers = (m for m in _SIGNER.finditer(before) if not m.start() or not re.match(r"[一-鿿]", before[m.start() - 1]))
    signer = next(signers, None)
    if signer is None:
        return False
    between = before[signer.end() :]
    gap = re.search(r"[:：)）\s]", between)
    return gap is not None and _NAMES.fullmatch(between) is not None and not _NOT_NOW.search(between)


def _in_tables(part: Part) -> Iterator[Day]:
    for cells in table_rows(part):
        for label, value in pairwise(cells):
            words = re.sub(r"\s", "", narrow(label.text)) + ":"
            day = parse_date(value.text) if len(value.text) < 30 else None
            if day is not None and day.day and len(words) <= 10 and _SIGNED.search(words):
                yield Day(day, value.text.strip(), part, value.location)
    for block in part.passage.blocks:
        if not isinstance(block, Table) or block.rows < 2:
            continue
        grid = titled(block).grid()
        head = [re.sub(r"\s", "", narrow(cell.text)) if cell else "" for cell in grid[0]]
        date = next((i for i, text in enumerate(head) if _DATE_COLUMN.fullmatch(text)), None)
        if date is None or not any(_SIGN_COLUMN.search(text) for text in head):
            continue
        for row in grid[1:]:
            cell = row[date]
            day = parse_date(cell.text) if cell is not None and len(cell.text) < 30 else None
            if cell is not None and day is not None and day.day:
                yield Day(day, cell.text.strip(), part, cell.location)
