"""What a blank of a form holds: an answer, nothing, the form's own words, or a plain “there is none”."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from doccheck.language.normalise import normalise
from doccheck.language.patterns import lazy
from doccheck.language.placeholders import find

State = Literal["filled", "blank", "template", "none"]

_UNIT = r"(?:平方米|万元|亿元|个月|[个家项人名位件台套条篇部种元年月日时次%％㎡亩元]|公里|所)"
_NONE = lazy(
    r"(?:无|暂无|没有|尚无|不适用|不涉及|无此项|无相关(?:情况|内容|信息)?|暂未[有]?|本项无|未有|未建|None|none|无需填写|n/?a|N/?A"
    r"|/+|\\+|-+|—+|－+|零)"
    rf"|0+(?:\.0+)?{_UNIT}?"
)
_SIGN_WORD = r"(?:盖章|公章|签章|签字|签名|加盖单位公章|单位盖章|法定代表人|负责人|授权代表|经办人|日期|签字或盖章)"
# Words that a form prints between its units: “__个，其中：企业__个，高校__个”.
_NOUN = (
    r"(?:其中|企业|高校|高等院校|大学|科研院所|科研机构|研究机构|院所|其它|其他|机构|合计|总计|共计?|约|自|至|到|第|公元"
    r"|省级|市级|国家级|成员|单位)"
)
_TOKEN = lazy(rf"{_SIGN_WORD}|{_UNIT}|{_NOUN}")
_PRINTED_YEAR = lazy(r"20\d\d年月日?")
_BOXES = lazy(r"[□☐○◯▢]")
_TICKS = lazy(r"[√✓✔☑■●☒▣◉✅]")
_MARKS = lazy(r"[\s_＿.。,，;；:：、()（）\[\]【】<>《》\-~～/|]+")


def answer_state(text: str, hints: Iterable[str] = ()) -> State:
    """The state of an answer. ``hints`` are words that the form itself prints in the blank; they answer nothing.

    “blank” is also a printed unit or date without digits, a signature line, and boxes none of which is ticked;
    “template” is text that consists of ××× or instructions; “none” is 无, 不适用, /, — and a zero.
    """
    plain = normalise(text).text.strip()
    for hint in sorted(hints, key=len, reverse=True):
        words = "".join(normalise(hint).text.split())
        if words:
            plain = re.sub(r"\s*".join(map(re.escape, words)), " ", plain)
    squeezed = re.sub(r"\s+", "", plain)
    if not squeezed.strip("_"):
        return "blank"
    if _NONE.fullmatch(squeezed.strip("。.;；,，()（）“”\"'_")) or _NONE.fullmatch(squeezed.strip("_")):
        return "none"
    if _is_form(plain, squeezed):
        return "blank"
    return "template" if _is_template(plain) else "filled"


def _is_form(plain: str, squeezed: str) -> bool:
    """Whether only what the form prints is there: units, signature words, empty boxes, rules."""
    bare = _MARKS.sub("", squeezed)
    if not bare:
        return True
    if _PRINTED_YEAR.fullmatch(bare):
        return True
    if _BOXES.search(plain) and not _TICKS.search(plain):
        rest = _BOXES.split(plain)
        # “□是 □否”; a value written beside an unticked box is an answer all the same.
        return all(len(_MARKS.sub("", piece)) <= 16 for piece in rest) and not re.search(r"\d", plain)
    if re.search(r"\d", bare):
        return False
    units = 0
    place = 0
    while place < len(bare):
        match = _TOKEN.match(bare, place)
        if not match:
            return False
        if re.fullmatch(rf"{_UNIT}|{_SIGN_WORD}", match.group()):
            units += 1
        place = match.end()
    return units > 0


def _is_template(plain: str) -> bool:
    found = find(plain)
    if not found:
        return False
    kinds = {kind for _, _, kind in found}
    rest = plain
    for start, end, _ in reversed(found):
        rest = rest[:start] + rest[end:]
    rest = _MARKS.sub("", rest)
    if "example" in kinds and found[0][0] == 0:
        return True
    # What a placeholder leaves over is its frame: ××有限公司, ××年××月, XX大学XX学院.
    frame = re.sub(_UNIT, "", rest)
    return len(frame) <= (8 if kinds & {"crosses", "stars", "mock_name", "instruction", "blank"} else 3)
