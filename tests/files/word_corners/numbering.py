"""Automatic numbers: every Chinese format, restarts, levels passed over, hidden numbers, numbers from styles."""

from __future__ import annotations

from functools import partial

from tests.parsers.word.word_files import abstract, level, num, numbered, p, style, write_docx

FORMATS = (
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographLegalTraditional",
    "ideographDigital",
    "ideographTraditional",
    "ideographZodiac",
    "ideographZodiacTraditional",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
    "japaneseDigitalTenThousand",
    "decimalEnclosedCircle",
    "decimalEnclosedCircleChinese",
    "decimalEnclosedParen",
    "decimalEnclosedFullstop",
    "ideographEnclosedCircle",
    "decimalFullWidth",
    "decimalFullWidth2",
    "decimalZero",
    "numberInDash",
)
_STARTS = (1, 10, 12)


def _formats() -> dict[str, object]:
    """Three items of each format: the first, the tenth and the twelfth."""
    definitions, lists, body = "", "", ""
    for place, kind in enumerate(FORMATS):
        for index, start in enumerate(_STARTS):
            key = place * len(_STARTS) + index
            definitions += abstract(key, level(0, kind, "%1、", start=start))
            lists += num(key + 1, key)
            body += numbered(kind, key + 1)
    return {"body": body, "parts": {"numbering": definitions + lists}}


def _restarts() -> dict[str, object]:
    outline = abstract(
        0,
        level(0, "chineseCountingThousand", "第%1章 "),
        level(1, "chineseCountingThousand", "第%2条 ", '<w:lvlRestart w:val="0"/>'),
        level(2, "chineseCounting", "（%3）"),
        level(3, "decimal", "%4．"),
    )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    plain = abstract(1, level(0, "decimal", "%1."), level(1, "decimalEnclosedCircleChinese", "%2"))
    body = "".join(
        numbered(text, number, ilvl)
        for text, number, ilvl in (
            ("总则", 1, 0),
            ("宗旨", 1, 1),
            ("名称", 1, 1),
            ("组织", 1, 0),
            ("理事会", 1, 1),
            ("职责", 1, 2),
            ("会议", 1, 2),
            ("每年两次", 1, 3),
            ("秘书处", 1, 1),
            ("日常", 1, 2),
            ("甲表第一项", 2, 0),
            ("甲表子项", 2, 1),
            ("甲表第二项", 2, 0),
            ("另一列表接着数", 3, 0),
            ("重新开始", 4, 0),
            ("重新开始之二", 4, 0),
            ("原列表接着数", 2, 0),
            ("附则", 1, 0),
            ("条号不重新开始", 1, 1),
        )
    )
    return {
        "body": body,
        "parts": {"numbering": outline + plain + num(1, 0) + num(2, 1) + num(3, 1) + num(4, 1, restart)},
    }


def _hidden_and_empty() -> dict[str, object]:
    """A number whose own format is hidden prints nothing; an item without words prints its number."""
    hidden = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:rPr><w:vanish/></w:rPr></w:lvl>'
    definitions = (
        abstract(0, hidden) + abstract(1, level(0, "chineseCounting", "%1、")) + abstract(2, level(0, "none", ""))
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    body = numbered("号码隐藏的一项", 1) + numbered("甲", 2) + p("", item) + numbered("丙", 2)
    body += p(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>整段隐藏的内容不计号</w:t></w:r>", item + "<w:rPr><w:vanish/></w:rPr>"
    )
    body += numbered("丁", 2) + numbered("没有号码的一级", 3)
    return {"body": body, "parts": {"numbering": definitions + num(1, 0) + num(2, 1) + num(3, 2)}}


def _from_styles() -> dict[str, object]:
    """Numbered headings whose list stands in the styles; one paragraph switches its number off."""
    styles = (
        style("H1", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>')
        + style("H2", "heading 2", '<w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>', based_on="H1")
        + style("Own", "条款", "", based_on="H2")
    )
    definitions = abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2 ", '<w:pStyle w:val="H2"/><w:isLgl/>'),
    )
    body = "".join(
        p(text, f'<w:pStyle w:val="{name}"/>{more}')
        for text, name, more in (
            ("基本情况", "H1", ""),
            ("牵头单位", "H2", ""),
            ("成员单位", "Own", ""),
            ("建设目标", "H1", ""),
            ("不编号的标题", "H1", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'),
            ("总体目标", "H2", ""),
        )
    )
    return {"body": body, "parts": {"styles": styles, "numbering": definitions + num(1, 0)}}


FILES = {
    "numbering-chinese-formats.docx": partial(write_docx, **_formats()),  # type: ignore[arg-type]
    "numbering-restarts.docx": partial(write_docx, **_restarts()),  # type: ignore[arg-type]
    "numbering-hidden-and-empty.docx": partial(write_docx, **_hidden_and_empty()),  # type: ignore[arg-type]
    "numbering-from-styles.docx": partial(write_docx, **_from_styles()),  # type: ignore[arg-type]
}
