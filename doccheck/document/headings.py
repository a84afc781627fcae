"""Which lines are headings: numbered titles, run-in headings, styled and merely visible ones.

Each verdict rests on the line, its number, its looks and its neighbours; levels are settled in
:mod:`doccheck.document.outline`.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from msgspec import Struct

from doccheck.document.flow import Flow, Line
from doccheck.document.numbering import Convention
from doccheck.document.shapes import (
    core,
    ends_like_text,
    has_figures,
    is_caption,
    is_date,
    is_label,
    is_organisation,
    is_sentence,
    is_signature,
    names_matter,
    squeeze,
)
from doccheck.document.titles import larger
from doccheck.language.patterns import lazy

_STRONG = {
    Convention.PART,
    Convention.CHAPTER,
    Convention.SECTION,
    Convention.STEP,
    Convention.FORMAL,
    Convention.CHINESE,
    Convention.CHINESE_PAREN,
    Convention.DECIMAL_2,
    Convention.DECIMAL_3,
    Convention.DECIMAL_4,
}
_IN_CELLS = (
    Convention.FORMAL, Convention.CHINESE, Convention.CHINESE_PAREN, Convention.ARTICLE, Convention.CHAPTER
)  # fmt: skip
DEEP = {Convention.CIRCLED, Convention.LETTER_PAREN, Convention.ARABIC_CLOSE, Convention.LETTER}
_RUN_IN = lazy(r"(?P<title>[^。：:；;！!？?]{2,60}?)(?P<sep>。|[：:]|[ 　]{2,}|　)(?P<body>.*)", re.DOTALL)
_BRACKETED = lazy(r"[（(【〔\[](?P<title>[^（()）【】]{2,24})[）)】〕\]][：:。]?\s*")
_NUMERIC_LINE = lazy(r"[\d\W_a-zA-Z]+")
_NOTES = lazy(r"(?:填[表报写]|编[制写]|模板)(?:说明|须知|要求)[:：]?$")
# “任务一：高温封装技术”, “第一阶段：平台建设”, “2024年：”: a colon behind a counted word is no label's.
_TOPIC = lazy(
    r"^(?:(?:重点|攻关|研究|主要|研发)?(?:任务|课题|方向|项目|专题|目标|措施|步骤|单元))"
    r" ?[一二三四五六七八九十\d]{1,3} ?[：:]"
    r"|^第[一二三四五六七八九十\d]{1,2}(?:阶段|年度?|期)[^：:]{0,16}[：:]|^(?:20)\d\d ?年(?:度|底|末)?[：:]"
)
_WORDS = lazy(r"[\u4e00-\u9fff]")


_LOUD = 20
"""Characters of a line in larger bold type that is a heading even with a comma in it (“为什么干，干成什么样”)."""


class Verdict(Enum):
    """What a line is taken for; MAYBE is settled by the line's siblings and what follows."""

    HEADING = auto()
    MAYBE = auto()
    TEXT = auto()


class Judged(Struct):
    """A line with its verdict; ``title`` and ``body`` as in :class:`~doccheck.document.model.Heading`."""

    line: Line
    verdict: Verdict
    title: str = ""
    body: int = 0
    look: str = ""
    """Name of the looks of an unnumbered heading; headings that look alike share a level."""
    until_break: bool = False


def judge(lines: list[Line], flow: Flow) -> dict[int, Judged]:
    """The lines that are or may be headings below level 0, by their place in ``lines``."""
    judged: dict[int, Judged] = {}
    for index, line in enumerate(lines):
        if line.level_zero or not _may_head(line):
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        before = lines[index - 1] if index else None
        headed = before is None or before.level_zero or index - 1 in judged
        found = _numbered(flow, line) if line.number else _unnumbered(flow, line, before, after, headed)
        if found.verdict is not Verdict.TEXT:
            judged[index] = found
    return judged


def _may_head(line: Line) -> bool:
    """In a table only a full-width label or a cell that holds a text has headings, or a numbered first column."""
    box = line.box
    if box is None or box.full_row or box.holds_text:
        return True
    number = line.number
    return (
        box.first_column
        and box.paragraphs == 1
        and number is not None
        and number.convention in _IN_CELLS
    )


def _whole(line: Line, verdict: Verdict, title: str = "", look: str = "") -> Judged:
    return Judged(line, verdict, (title or line.rest).strip().rstrip("。：:；;"), len(line.text), look)


def _no(line: Line) -> Judged:
    return Judged(line, Verdict.TEXT)


def _visible(flow: Flow, line: Line) -> bool:
    """Whether the line is declared or shown as something other than body text."""
    styled = line.source.style_level is not None and line.source.style_level >= 1
    return styled or (line.bold and not flow.body_bold) or larger(line, flow.body_size, 1)


def _numbered(flow: Flow, line: Line) -> Judged:
    assert line.number is not None
    convention = line.number.convention
    rest = line.rest.rstrip()
    if convention is Convention.ARTICLE:
        return _article(line, rest)
    if not rest or convention is Convention.ANNEX:
        return _no(line)
    if is_signature(rest) or (not _WORDS.search(rest) and len(rest) < 3):
        return _no(line)
    title = core(rest)
    strong = convention in _STRONG
    visible = _visible(flow, line)
    limit = 50 if strong or visible else 40 if convention in (Convention.ARABIC, Convention.BARE) else 26
    lead = _bold_lead(line)
    if lead:
        return Judged(line, Verdict.HEADING, line.text[line.number.length : lead].strip(" 　。：:；;"), lead)
    inner = re.search(r"[。！!；;]", rest.rstrip("。；;：: 　"))
    if not inner and len(title) <= limit:
        found = _whole_title(line, rest, title, strong, visible)
        if found.verdict is not Verdict.TEXT:
            return found
    return _run_in(line, rest, strong, visible)


def _whole_title(line: Line, rest: str, title: str, strong: bool, visible: bool) -> Judged:
    """A line that is nothing but its number and a title."""
    assert line.number is not None
    convention = line.number.convention
    clause = "，" in title or is_sentence(title)
    ends_text = ends_like_text(rest)
    colon = rest[-1] in "：:"
    styled = line.source.style_level is not None and line.source.style_level >= 1
    parted = re.search(r"[：:]", rest[:-1])
    if parted and not styled:
        head, tail = rest[: parted.start()], core(rest[parted.end() :])
        named = is_label(head) or is_organisation(tail) or has_figures(title)
        doubtful = len(title) <= 24 and tail and not named and not ends_text and not clause
        return _whole(line, Verdict.MAYBE) if doubtful else _no(line)
    if rest[-1] in "。！!，,、" and (clause or len(title) > 24):
        return _whole(line, Verdict.HEADING) if styled and len(title) <= 40 else _no(line)
    if ends_text:
        return _whole(line, Verdict.HEADING if styled else Verdict.MAYBE)
    if clause and not visible:
        return _no(line) if is_sentence(title) and len(title) > 24 else _whole(line, Verdict.MAYBE)
    if visible and convention not in DEEP and len(title) <= 40:
        return _whole(line, Verdict.HEADING)
    if convention is Convention.BARE:
        return _whole(line, Verdict.MAYBE)
    if strong and not (colon and len(title) > 24) and not has_figures(title):
        return _whole(line, Verdict.HEADING)
    box = line.box
    if box is not None and box.full_row and box.paragraphs == 1 and convention is Convention.ARABIC:
        return _whole(line, Verdict.HEADING)
    return _whole(line, Verdict.MAYBE)


def _run_in(line: Line, rest: str, strong: bool, visible: bool) -> Judged:
    """“（一）牵头单位情况。发起单位…”, “（二）组织架构：理事会…”, “（三）运行机制　联合体…”."""
    assert line.number is not None
    match = _RUN_IN.match(rest)
    if not match:
        return _no(line)
    title, sep, body = match["title"], match["sep"], match["body"].strip()
    words = core(title)
    convention = line.number.convention
    if convention in DEEP or not body or len(words) < 2:
        return _no(line)
    longest = 30 if strong and sep in "。：:" else 20
    if len(words) > longest or "，" in words or is_sentence(words) or is_label(title):
        return _no(line)
    if sep == "。":
        good = len(body) >= 6 and not has_figures(words)
    elif sep in "：:":
        good = len(body) >= (1 if strong else 24) and not has_figures(words) and not is_organisation(words)
    else:
        good = len(body) >= 24 and re.search(r"[，。]", body) is not None and len(words) <= 16
    if not good:
        return _no(line)
    offset = line.number.length + match.start("body")
    offset += len(match["body"]) - len(match["body"].lstrip())
    return Judged(line, Verdict.HEADING, title.strip(), offset)


def _article(line: Line, rest: str) -> Judged:
    """Every 第X条 is a heading; its title may be missing, bracketed, or run into the text."""
    assert line.number is not None
    start = line.number.length
    if not rest:
        return Judged(line, Verdict.HEADING, "", len(line.text))
    match = _BRACKETED.match(rest)
    if match and not re.search(r"以下|简称|如有", match["title"]):
        return Judged(line, Verdict.HEADING, match["title"].strip(), start + match.end())
    lead = _bold_lead(line)
    if lead and lead > start:
        return Judged(line, Verdict.HEADING, line.text[start:lead].strip(" 　。：:；;"), lead)
    words = core(rest)
    sentence = is_sentence(words) or (rest.endswith("。") and not (len(words) <= 12 and names_matter(words)))
    if len(words) <= 30 and not sentence and not re.search(r"[。；;：:]", rest[:-1]):
        return Judged(line, Verdict.HEADING, rest.strip().rstrip("。：:；;"), len(line.text))
    match = _RUN_IN.match(rest)
    if match:
        title = core(match["title"])
        if 2 <= len(title) <= 20 and not is_sentence(title) and not has_figures(title) and match["body"].strip():
            offset = start + match.start("body")
            offset += len(match["body"]) - len(match["body"].lstrip())
            return Judged(line, Verdict.HEADING, match["title"].strip(), offset)
    return Judged(line, Verdict.HEADING, "", start)


def _bold_lead(line: Line) -> int | None:
    """Offset behind a bold phrase that opens a paragraph of ordinary weight, if there is one."""
    if line.bold or not line.source.spans:
        return None
    start = line.number.length if line.number else 0
    text = line.text
    end = 0
    for span in sorted(line.source.spans, key=lambda span: span.start):
        blank = not text[span.start : span.end].strip()
        if span.start > end or not (span.bold or blank):
            break
        end = max(end, span.end)
    phrase = text[start:end].strip()
    body = text[end:]
    # The separator often lost its bold face.
    gap = re.match(r"[ 　]*[。：:]?[ 　]*", body)
    end += gap.end() if gap else 0
    closed = phrase[-1:] in ("。", "：", ":", "　") or bool(gap and gap.group().strip())
    words = core(phrase)
    if not closed or not 2 <= len(words) <= 36 or len(text[end:].strip()) < 10 or re.search(r"[。；]", phrase[:-1]):
        return None
    return end


def _unnumbered(flow: Flow, line: Line, before: Line | None, after: Line | None, headed: bool) -> Judged:
    text = line.text.strip()
    title = core(text)
    style = line.source.style_level
    if is_caption(text) or is_date(text) or is_signature(text) or not _WORDS.search(text):
        return _no(line)
    if _NOTES.search(squeeze(text)) and len(title) <= 12 and line.box is None:
        found = _whole(line, Verdict.HEADING, look="notes")
        found.until_break = True
        return found
    if style is not None and style >= 1 and len(title) <= 50 and not (ends_like_text(text) and len(title) > 20):
        if re.search(r"[_＿]{2,}", text) or (is_label(text) and not text.endswith(("：", ":")) and not _parts(text)):
            return _no(line)
        return _whole(line, Verdict.HEADING, look="styled") if len(title) > 1 else _no(line)
    lead = _bold_lead(line)
    if lead and len(core(line.text[:lead])) <= 20 and len(line.text) - lead >= 30 and not is_sentence(line.text[:lead]):
        return Judged(line, Verdict.HEADING, line.text[:lead].strip(" 　。：:；;"), lead, "lead")
    if after is None or (line.box is not None and not line.box.holds_text):
        return _no(line)
    if not _quiet(text, title):
        return _whole(line, Verdict.HEADING, look=_look(line)) if _loud(flow, line, after) else _no(line)
    if line.source.label or (line.source.list_level is not None and not line.bold):
        return _no(line)
    if _shown(flow, line, after):
        return _whole(line, Verdict.HEADING, look=_look(line))
    if _isolated(line, before, after, headed):
        return _whole(line, Verdict.HEADING, look="plain")
    return _no(line)


def _parts(text: str) -> bool:
    """“篇章二：使命坐标” names a part before the colon and its matter behind it; “联系人：张三” fills in a label."""
    head, _, tail = text.replace(":", "：").partition("：")
    counted = re.search(r"[一二三四五六七八九十\d]$|^序|^[终尾]章|结语", head) is not None
    return counted and len(tail) >= 3 and not has_figures(tail) and not is_organisation(tail)


def _look(line: Line) -> str:
    return f"look {line.size} {line.bold} {line.centred}"


def _loud(flow: Flow, line: Line, after: Line) -> bool:
    """A short line in larger bold type without an end is a heading, even with a comma or colon in it."""
    text = line.text.strip()
    inner = re.split(r"[：:]", text, maxsplit=1)
    return (
        line.bold
        and not flow.body_bold
        and larger(line, flow.body_size, 2)
        and 2 <= len(core(text)) <= _LOUD
        and not re.search(r"[。；;！!_＿√□☑●■◆★*]|[，,：:]$", text)
        and not (len(inner) == 2 and (is_label(inner[0]) or is_organisation(inner[1]) or has_figures(inner[1])))
        and _shown(flow, line, after)
    )


def _quiet(text: str, title: str) -> bool:
    """Short, without the signs of a sentence, a blank or a value."""
    if (
        not 2 <= len(title) <= 30
        or re.search(r"[局厅委部会府]制$", title)
        or re.search(r"[。；;，,！!_＿√□☑•●■◆★*]|\.{2,}|…", text)
    ):
        return False
    inner = _TOPIC.sub("", text)[:-1]
    return not re.search(r"[：:]", inner) and not is_sentence(title) and _NUMERIC_LINE.fullmatch(title) is None


def _shown(flow: Flow, line: Line, after: Line) -> bool:
    """Visibly a heading, and something follows for it to head."""
    text = line.text.strip()
    big = larger(line, flow.body_size, 1)
    bold = line.bold and not flow.body_bold
    if not (big or bold):
        return False
    if (after.fresh and not line.before_block) or after.level_zero or is_date(after.text):
        return line.before_block
    if text.endswith(("：", ":")) and not _leads(line, after, bold):
        return False
    if is_organisation(text) and len(after.text) < 20:
        return False
    follows_text = len(after.text.strip()) > len(text) or after.number is not None or line.before_block
    lower = after.size is not None and line.size is not None and after.size < line.size
    return follows_text or lower or (line.bold and not after.bold)


def _leads(line: Line, after: Line, bold: bool) -> bool:
    """A short line with a colon heads the text or table below it; before a blank or another label it is a label."""
    text = line.text.strip()
    if len(core(text)) > 15 or is_organisation(text) or text[0] in "各致" or "单位" in text:
        return False
    if not bold or len(line.text) - len(line.text.rstrip()) > 2 or is_label(after.text):
        return False
    return line.before_block or len(after.text.strip()) > 20 or ends_like_text(after.text)


def _isolated(line: Line, before: Line | None, after: Line, headed: bool) -> bool:
    """A plain short line between full paragraphs, or right under a heading (``headed``)."""
    text = line.text.strip()
    if len(core(text)) > 16 or text.endswith(("：", ":")) or has_figures(text) or line.before_block:
        return False
    if line.box is not None and before is not None and before.box is not line.box and line.box.paragraphs < 3:
        return False
    if after.box is not line.box or after.number is not None or after.fresh:
        return False
    body = after.text.strip()
    if len(body) < 40 or not re.search(r"[。；]", body) or line.source.align == "right":
        return False
    if headed or before is None or before.box is not line.box:
        return True
    return before.text.rstrip().endswith(("。", "！", "”", "；", "）"))
