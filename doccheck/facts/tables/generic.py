"""Headers of answers that say nothing of what stands below them: 数值, 金额, 内容, maybe with a year or unit."""

from __future__ import annotations

from doccheck.facts.tables.names import plain_text
from doccheck.language.patterns import lazy

GENERIC = lazy(r"数值|数量|金额|指标值|数据|内容|填报内容|备注|说明|金额\(万元\)|数额|实际值|完成值|目标值")
_TOLD = lazy(r"(?P<what>[^\d()]{2,4})\((?=[^()]*(?:(?:19|20)\d\d|元))[^()]{1,16}\)")


def is_generic(text: str) -> bool:
    """Whether a header says no more than that answers stand below it, maybe with their year or unit."""
    plain = plain_text(text)
    return GENERIC.fullmatch(plain) is not None or is_told(text)


def is_told(text: str) -> bool:
    """Whether a header of answers gives their year or their unit in brackets: 数值（2022年末）, 数额（万元）."""
    match = _TOLD.fullmatch(plain_text(text))
    return match is not None and GENERIC.fullmatch(match["what"]) is not None
