"""Names misread by a scanner or mistyped: characters taken for their look-alikes, a character that was lost."""

from __future__ import annotations

from functools import lru_cache

from doccheck.language.patterns import lazy
from doccheck.mapping.names.lexicon import LEGAL_FORM

_LOOK_ALIKES = (
    "末未 己已巳 曰日 士土 工士 干千 人入 天夭 玉王 田由 刀力 贝见 候侯 戊戌戍 折拆析 技枝 司可 庆厌 理埋 研砑 材村 "
    "晴睛 治洽冶 浙淅 淮准 汽气 炼练 拔拨 徽微 历厉 讯汛迅 末耒 科枓 股殷 份伤 团困 术木 院浣 究穷 械诫 份仿 "
    "锂理 侍待 密蜜 辨辩瓣 绿缘 芯蕊 恒恆 宏宠 腾滕 鑫蠢 晟晨 瑞端 泰秦 昌晶 旭旮 衡衝 航肮 创刨 电屯"
)
"""Characters that scanners and hurried typists take for each other; none tells one place or number from another."""


def _table() -> dict[int, str]:
    first: dict[str, str] = {}
    for group in _LOOK_ALIKES.split():
        head = next((first[char] for char in group if char in first), group[0])
        for char in group:
            first.setdefault(char, head)
    return {ord(char): head for char, head in first.items() if char != head}


_FOLDED = _table()
_TELLING = lazy(r"[新老大小中总分子母外内上下前后南北东西一二三四五六七八九十甲乙丙丁\dA-Za-z]")
"""Characters whose loss makes another unit: “恒达新能源” is not “恒达能源”."""
_SHORTEST = 8


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """The normal form with each character replaced by the first of its look-alikes."""
    return name.translate(_FOLDED)


def misread(one: str, two: str) -> bool:
    """Whether two different normal forms are one name read or typed badly, without looking at who else is named.

    Look-alike characters, one wrong character within the legal form, or one lost character of a name of at least
    eight, unless the lost one tells units apart. Another trade name of the same length is no misreading.
    """
    if one == two or not one or not two:
        return False
    if folded(one) == folded(two):
        return True
    if len(one) == len(two):
        differ = [place for place in range(len(one)) if one[place] != two[place]]
        return len(differ) == 1 and any(differ[0] >= len(name) - _form_length(name) for name in (one, two))
    short, long = sorted((one, two), key=len)
    if len(long) - len(short) != 1 or len(long) < _SHORTEST:
        return False
    from rapidfuzz.distance import Levenshtein

    (edit,) = edits if len(edits := Levenshtein.editops(short, long)) == 1 else (None,)
    if edit is None or edit.dest_pos < 2:
        return False
    return not _TELLING.match(long[edit.dest_pos])


def _form_length(name: str) -> int:
    """The length of a full legal form at the end (“有限公司”); 0 for a bare 公司 or none."""
    match = LEGAL_FORM.search(name)
    return len(match.group()) if match and len(match.group()) >= 4 else 0
