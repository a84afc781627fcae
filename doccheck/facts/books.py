"""Whose books a figure is from: the consolidated ones of a group or those of the parent alone."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec.structs import replace

from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Fact, Nature
from doccheck.language.patterns import lazy

GROUP, PARENT = "group", "parent"
_PARENT = lazy(r"母公司|本部|单体|个别(?:财务)?报表|不含(?:下属|各|全部)*[子分]公司|本级(?=报表|口径|数据|$)")
_GROUP = lazy(
    r"合并(?!重组|组建|成立|设立|而成|改制|改组|更名|单元格|入|为|后(?!口径))|并表|(?:全|整个)集团"
    r"|集团(?:口径|合计|汇总|整体)|含(?:下属|各|全部|所属)*[子分]公司"
)
_UNLESS_A_SHARE = r"(?<!占)(?<!占了)(?<!约占)(?<!接近)(?<!相当于)(?<!不含)(?<!未)(?<!不)(?<!没)(?<!没有)"
_MARK = lazy(
    rf"(?P<group>{_UNLESS_A_SHARE}(?:合并(?:财务)?(?:口径|报表|范围|数据?|后|计算)|合并(?=[总年主净]?[营销收利研资从员职纳税产])"
    r"|(?:合)?并表(?!公司)|(?:含|包括|连同?|加上|并入|把)(?:各|全部|全资|控股|下属|所属|境外|海外|[一二三四五六七八九两\d][个家])*[一-龥]{0,4}?(?:子公司|分公司)"
    r"|把[一-龥]{2,12}?公司(?:一并|合并|也|都|并|全)*(?:计算|计入|算上|算进|并进)"
    r"|并入[一-龥]{2,4}子公司|子公司并(?:进|入|表)"
    r"|(?:本|全)集团(?=口径|合计|共|现|20|员工|职工|年|营|收)|集团(?:合并)?口径))"
    rf"|(?P<parent>{_UNLESS_A_SHARE}(?<![其该])(?<!上市)(?:母公司(?!是|为(?![\d约])|[：:][^\d]|[一-龥]{{2,10}}(?:集团|公司|控股))"
    r"|其中(?=母公司)|(?:公司)?(?:单体|本部|个别)(?:口径|报表|数)|(?:不含|不包括|没并|未并|剔除)(?:各|全资|控股|下属)*子公司))"
)
"""A mark speaks of books; a share of the consolidated figure (占合并数的三成) changes none."""
_WORDS = lazy(r"合并|并表|子公司|分公司|集团|母公司|单体|本部|个别")
"""Every alternative of ``_MARK`` holds one of them."""
_FOR_ALL = lazy(
    r"未(?:加|作)?(?:说明|注明|特别说明)|不(?:加|作)?(?:说明|注明)|除(?:另有)?注明|除特别|均[为系按是]|都[为是按]|下文|以下|下同|本(?:材料|表|文|节|段)|[上前]表|表[上中内]"
)
"""Words that make a statement about books hold for all that follows."""
_SUM = lazy(r"[\d一二三四五六七八九](?:[万亿]|元)")


def speaks_of_books(text: str) -> bool:
    """Whether a word stands in ``text`` without which it says nothing of whose books its figures are from."""
    return _WORDS.search(text) is not None


def declared(text: str) -> str:
    """The books that a sentence, heading or caption declares for what follows: “下文均为合并数”; empty if none.

    Of several marks the one right behind such words holds: “凡未注明者均为合并数，取个别报表的写明母公司”.
    """
    for clause in re.split(r"[，,；;。]", text):
        mark = next(iter(_MARK.finditer(clause)), None)
        if mark is not None and _FOR_ALL.search(clause) and not _SUM.search(clause):
            return mark.lastgroup or ""
    return ""


def noted(text: str) -> str:
    """The books that a line below a table gives to it: 附注：上表取自母公司个别报表; empty if it gives none."""
    return declared(text) if "表" in text and speaks_of_books(text) else ""


def by_note(fact: Fact, books: str) -> Fact:
    """What the lead earned and spent in a year, by the books that the note below its table gives."""
    flow = fact.quantity.startswith("lead.") and fact.nature is Nature.ACTUAL
    flow = flow and catalogue()[fact.quantity.rpartition(".")[2]].flow
    return replace(fact, scope=books) if books and flow and not fact.scope else fact


@lru_cache(maxsize=256)
def of_titles(titles: tuple[str, ...]) -> str:
    """The books that the nearest heading, caption or label names."""
    for title in reversed(titles):
        marks = {mark.lastgroup for mark in _MARK.finditer(title)}
        if len(marks) == 1:
            return marks.pop() or ""
    return ""


def books_at(text: str, sentence: int, position: int, given: str) -> str:
    """The books of the figure at ``position``: what its sentence said last before it, else what is ``given``."""
    last = given
    for mark in _MARK.finditer(text, sentence, position):
        last = mark.lastgroup or last
    return last


def speaks_of_own_books(text: str, start: int) -> bool:
    """Whether 母公司 or 合并 at ``start`` names books of the unit spoken of and not another unit.

    So does 集团 or 子公司 behind words of consolidation: 并入山东子公司以后，集团2022年营业收入17.4亿元.
    """
    supposed = _SUPPOSED.match(text, start)
    if _MARK.match(text, supposed.end() if supposed is not None else start) is not None:
        return True
    if (holds := _HOLDS.match(text, start)) is not None and (mark := _MARK.search(text, holds.end())) is not None:
        # 本公司有一家控股的贸易公司（只卖配件），按合并报表2022年营业收入…
        return mark.lastgroup == GROUP and _SUM_OR_STOP.search(text, holds.end(), mark.start()) is None
    group = text.startswith("集团", start)
    if not (group and _BARE_GROUP.search(text, max(0, start - 2), start)) and not text.startswith("子公司", start):
        return False
    sentence = max(text.rfind(mark, 0, start) for mark in "。\n") + 1
    if _OWNERS.search(text, sentence, start):
        return False
    near = start + (_OF_GROUP if group else _NEAR)
    marks = [mark for mark in _MARK.finditer(text, sentence, near) if mark.lastgroup == GROUP]
    return bool(marks) and (group or marks[-1].end() > start)


_SUPPOSED = lazy(r"(?:如果?|若是?|要是|倘若?|假如)")
"""What a name begins with that is none: 若连同两家控股子公司合并计算."""
_HOLDS = lazy(
    r"(?:本公司|我公司|我们|我司|公司)(?:另|还|也|现|旗下|名下|下面)*[有设](?:[一二两三四五六七八九几数\d]+家)[一-龥]{0,10}?公司"
)
"""A company of the unit's own that it only mentions: 本公司有一家控股的贸易公司."""
_SUM_OR_STOP = lazy(r"[。；;]|\d[\d.,]*\s?[万亿]?[元人件]")
_OF_GROUP, _NEAR = 6, 8
"""Signs from 集团 or 子公司 on within which 合并 tells whose books these are: 另有一家子公司，合并营业收入1.38亿元."""
_BARE_GROUP = lazy(r"(?:^|[，,。；;：:（(\s后的按本全])$")
_OWNERS = lazy(r"母公司|控股股东|隶属|所属|旗下|[一-龥]集团")
"""Whose consolidated figures are not the unit's."""


def scope_of(text: str) -> str:
    """Whose books a label or caption means: “group”, “parent” or nothing said."""
    if _PARENT.search(text):
        return "parent"
    return "group" if _GROUP.search(text) else ""
