"""Whose books a figure is from: the group's consolidated accounts or the parent company's own."""

from __future__ import annotations

from doccheck.language.patterns import lazy

_PARENT = lazy(r"母公司|本部|单体|个别(?:财务)?报表|不含(?:下属|各|全部)*[子分]公司|本级(?=报表|口径|数据|$)")
_GROUP = lazy(
    r"合并(?!重组|组建|成立|设立|而成|改制|改组|更名|单元格|入|为|后(?!口径))|并表|(?:全|整个)集团"
    r"|集团(?:口径|合计|汇总|整体)|含(?:下属|各|全部|所属)*[子分]公司"
)
_SAID = lazy(
    r"(?<!较)(?<!与)(?<!占)(?<!不是)(?:母公司|(?<!不)合并(?=数|口径|报表|范围|营业|销售|收入|研发|资产|利润|从业|员工|后口径)|单体口径|本部数)"
)
_THROUGHOUT = lazy(
    r"(?:下文|以下|本(?:材料|文|报告|简介)|未(?:加|作)?(?:特别|另行)?(?:说明|注明)|不加说明)[^。；]{0,16}合并(?:数|口径|报表)"
)


def scope_of(text: str) -> str:
    """Whose books a label or caption means: “group”, “parent” or nothing said."""
    if _PARENT.search(text):
        return "parent"
    return "group" if _GROUP.search(text) else ""


def scope_before(text: str, start: int) -> str:
    """Whose books the sentence says before the figure at ``start``; what was said last holds to the full stop."""
    begin = text.rfind("。", 0, start) + 1
    said = [match[0] for match in _SAID.finditer(text, begin, start)]
    return scope_of(f"{said[-1]}口径") if said else ""


def scope_throughout(text: str) -> str:
    """“group” where a paragraph says that all that follows is consolidated (下文不加说明的均为合并数)."""
    return "group" if _THROUGHOUT.search(text) else ""
