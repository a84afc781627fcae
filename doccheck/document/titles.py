"""Level 0: the titles of documents and parts, also in the middle of a file and also when nobody centred them."""

from __future__ import annotations

import re

from doccheck.document.contents import is_contents_title
from doccheck.document.flow import Flow, Line, in_running_text
from doccheck.document.numbering import Convention
from doccheck.document.shapes import (
    core,
    ends_like_text,
    is_caption,
    is_date,
    is_organisation,
    is_sentence,
    is_signature,
    squeeze,
)
from doccheck.language.patterns import lazy

# Words that say “this is a document of its own” wherever the line stands.
_DOCUMENT = lazy(
    r"(?:申报书|申请书|申请表|申报表|备案表|任务书|(?:建设|组建|实施|工作|分配|创建|试点)方案|方案书|协议|协议书|合作合同|章程"
    r"|承诺书|攻关清单|资源清单|任务清单|(?:推荐|人员|委员|成员|理事|专家|单位)名单"
    r"|(?:成员|参与|参加|参建|牵头|依托|共建|协作|核心|合作)(?:单位|企业|高校|机构).{0,6}简介"
    r"|单位表|基础信息表|自评报告|总结报告|年度报告|工作总结|攻关计划|参考提纲|管理办法|议事规则|(?:实施|管理|备案)细则)$"
)
# Words that also name sections or tables: a title only where its looks or its place say so.
_PERHAPS = lazy(
    r"(?:方案|合同|书|表|简介|清单|名单|声明|报告|总结|提纲|大纲|计划|纪要|说明|材料|汇编|指引|指南|制度|细则|办法|规划|规则|函"
    r"|通知|请示|批复|意见|案例|规程|汇报|简历|证明|基本信息)$"
)
_VERB = lazy(
    r"(?:提交|提供|编[制写]|填[写报]|制定|签[订署]|召开|完善|梳理|形成|印发|按照|根据|依据|同意|详?见|关于同意)"
)
_NOTES = lazy(r"(?:填[表报写]|编[制写]|模板)(?:说明|须知|要求)$")
_SUBTITLE = lazy(
    r"[（(〔【][^，。]{2,24}[）)〕】]$|(?:19|20)\d\d[-—－–~～至]+(?:19|20)?\d\d年?$|参考提纲$|(?:19|20)\d\d ?年度?$"
)
_NAME = lazy(r"(?:创新联合体|综合体|联合体|联盟|项目|试点|工程|中心|单位|公司|大学|产业|建设|关于.*)$")
_REFUSED = lazy(r"[：:；;。！!？?，,]|[_＿]{2,}|^[（(]|[√□☑]|^[•●○■◆▪◇➢]")
_LIST_LEAD = ("：", ":")


def _joined(text: str) -> str:
    """“理事推荐名单，秘书处人员名单” names two documents in one title: its comma parts no clauses."""
    pieces = re.split("[，,]", text)
    return "、".join(pieces) if all(_PERHAPS.search(core(piece)) for piece in pieces) else text


def is_title_line(line: Line, limit: int = 44) -> bool:
    """Whether a line is short, whole and unpunctuated enough to be a title at all."""
    text = _joined(line.text.strip())
    return (
        len(core(text)) <= limit
        and not _VERB.match(text)
        and not _REFUSED.search(re.sub(r"[《〈“‘].*?[》〉”’]", "", text))
        and not is_caption(text)
        and not is_date(text)
        and not is_signature(text)
        and not is_contents_title(text)
    )


def larger(line: Line, body_size: float | None, by: float) -> bool:
    """Whether the line is at least ``by`` points larger than the body; False where sizes are unknown."""
    return line.size is not None and body_size is not None and line.size >= body_size + by


def mark_titles(flow: Flow) -> None:
    """Sets ``level_zero`` on titles, their name lines and their subtitles."""
    lines = [line for line in flow.lines if not line.toc and in_running_text(line)]
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        line.level_zero = _is_title(flow, line, before, after)
    for index, line in enumerate(lines):
        if line.level_zero:
            _neighbours(flow, lines, index)


def _is_title(flow: Flow, line: Line, before: Line | None, after: Line | None) -> bool:
    if line.box is not None and not (line.box.full_row and line.box.characters >= 1500):
        return False
    number = line.number
    if number is not None and number.convention is Convention.ANNEX:
        return _is_annex(flow, line, before, after)
    text = core(_joined(line.text))
    if number is not None and number.convention is Convention.PART:
        return _DOCUMENT.search(text) is not None and not ends_like_text(line.text)
    if number is not None and line.source.style_level != 0:
        return False
    if not is_title_line(line) or len(text) < 2:
        return False
    if line.source.style_level == 0:
        return True
    if line.source.style_level is not None and not (line.centred and larger(line, flow.body_size, 3)):
        # A declared heading is what it declares, unless it names a document.
        return _DOCUMENT.search(text) is not None and line.source.style_level == 1 and not is_sentence(text)
    if _DOCUMENT.search(text) and not is_sentence(text):
        return line.centred or larger(line, flow.body_size, 1) or line.fresh or _stands_alone(line, before, after)
    strong = line.fresh or larger(line, flow.body_size, 2) or _after_annex(before)
    if _PERHAPS.search(text) and not is_sentence(text) and not _NOTES.search(text):
        return strong and (line.centred or larger(line, flow.body_size, 1) or _after_annex(before))
    named = is_organisation(text) or _NOTES.search(text)
    return bool(line.fresh and line.centred and larger(line, flow.body_size, 4) and not named)


def _stands_alone(line: Line, before: Line | None, after: Line | None) -> bool:
    """A plain line that names a document is its title unless it stands in a list or a sentence around it."""
    if before is not None:
        text = before.text.strip()
        if text.endswith(_LIST_LEAD) and not before.level_zero:
            return False
        if before.box is None and not before.level_zero and _DOCUMENT.search(core(text)):
            return False
        if text[-1:] in "，、,和及与":
            return False
    if after is None:
        return line.before_block
    if line.before_block:
        return True
    follows = core(after.text)
    return not (is_title_line(after) and after.number is None and _DOCUMENT.search(follows) and len(follows) > 12)


def _after_annex(before: Line | None) -> bool:
    return (
        before is not None
        and before.level_zero
        and before.number is not None
        and before.number.convention is Convention.ANNEX
    )


def _is_annex(flow: Flow, line: Line, before: Line | None, after: Line | None) -> bool:
    """“附件1 …” heads an annex; “附件：1. … 2. …” and runs of “附件1：…” only list them."""
    assert line.number is not None
    rest = core(line.rest)
    caption = is_caption(line.text) and line.source.style_level not in (0, 1)  # 附表一, unless declared a heading
    if len(rest) > 40 or ends_like_text(line.text) or caption or is_sentence(rest):
        return False
    if line.number.value == 0 and rest:
        return bool(line.fresh and not re.match(r"\d", rest) and line.centred)
    for other in (before, after):
        if other is None or other.box is not None:
            continue
        number = other.number
        if number is not None and number.convention is Convention.ANNEX and rest and not other.level_zero:
            return False
    if before is not None and before.text.strip().endswith(_LIST_LEAD) and not line.fresh:
        return False
    # A bare “附件：” with a list behind it heads nothing.
    if not rest and re.search(r"[：:]\s*$", line.text):
        return after is not None and after.number is None and line.fresh
    return not (not rest and after is None and not line.before_block and not line.fresh)


def _neighbours(flow: Flow, lines: list[Line], index: int) -> None:
    """A title over two lines (name, kind) and a bracketed subtitle are level 0 as well."""
    line = lines[index]
    if index + 1 < len(lines):
        after = lines[index + 1]
        text = squeeze(after.text)
        same = after.box is None or line.box is not None
        if (
            same
            and not after.level_zero
            and after.number is None
            and len(text) <= 26
            and _SUBTITLE.match(text)
            and not is_date(after.text)
        ):
            after.level_zero = True
    if line.number is not None or index == 0:
        return
    before = lines[index - 1]
    if before.level_zero or before.number is not None or (before.box is None) != (line.box is None):
        return
    if not is_title_line(before) or is_sentence(before.text) or before.before_block or line.fresh:
        return
    short = len(core(line.text)) <= 12
    alike = before.size == line.size and before.centred == line.centred and before.bold == line.bold
    standing = before.centred or larger(before, flow.body_size, 1) or before.fresh
    if short and (_NAME.search(core(before.text)) or (alike and standing)) and (standing or alike):
        before.level_zero = True
