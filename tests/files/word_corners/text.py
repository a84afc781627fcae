"""Soft line breaks, columns, notes, East Asian layout, equations and symbols."""

from __future__ import annotations

from functools import partial

from tests.parsers.word.word_files import field, p, run, style, write_docx

_HEADINGS = style("1", "heading 1", '<w:outlineLvl w:val="0"/>') + style("2", "heading 2", '<w:outlineLvl w:val="1"/>')
_BREAK = "<w:r><w:br/></w:r>"


def _soft_breaks() -> dict[str, object]:
    """Long headings broken by hand so that they look well; the words belong together."""
    body = (
        p(run("第一章 创新联合体") + _BREAK + run("组建背景与意义"), '<w:pStyle w:val="1"/>')
        + p("本章说明组建的背景，内容如下。")
        + p(run("（一）牵头单位") + _BREAK + run("基本情况"), '<w:pStyle w:val="2"/>')
        + p(run("牵头单位成立于2012年。") + _BREAK + run("注册资本3000万元。"))
    )
    return {"body": body, "parts": {"styles": _HEADINGS}}


def _columns() -> str:
    def section(kind: str, count: int) -> str:
        return f'<w:sectPr><w:type w:val="{kind}"/><w:cols w:num="{count}"/></w:sectPr>'

    column = '<w:r><w:br w:type="column"/></w:r>'
    old = '<w:sectPrChange w:id="9" w:author="a"><w:sectPr><w:type w:val="nextPage"/></w:sectPr></w:sectPrChange>'
    return (
        p("通栏标题", section("continuous", 1))
        + p("左栏第一段")
        + p(column + run("右栏第一段"))
        + p(run("右栏前半") + column + run("第三栏后半"))
        + p("两栏结束", section("continuous", 2))
        + p("又是通栏")
        + section("continuous", 1).replace("</w:sectPr>", old + "</w:sectPr>")
    )


def _notes() -> dict[str, object]:
    def note(kind: str, key: int, text: str) -> str:
        return f'<w:{kind} w:id="{key}">{p(text)}</w:{kind}>'

    separator = '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    body = (
        p(
            run("营业收入见审计报告")
            + '<w:r><w:footnoteReference w:id="2"/></w:r>'
            + run("，研发投入另附")
            + '<w:r><w:footnoteReference w:id="1"/></w:r>'
        )
        + p(run("参考文献") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
        + p(
            '<w:del w:id="5" w:author="a"><w:r><w:delText>已删</w:delText><w:footnoteReference w:id="3"/></w:r></w:del>'
            + run("末段")
        )
    )
    feet = (
        separator.format("footnote")
        + note("footnote", 1, "专项审计报告第12页。")
        + note("footnote", 2, "2023年度审计报告。")
    )
    return {
        "body": body,
        "parts": {
            "footnotes": feet + note("footnote", 3, "随修订删去的脚注。"),
            "endnotes": separator.format("endnote") + note("endnote", 1, "《创新联合体组建指引》。"),
        },
    }


def _ruby(base: str, above: str) -> str:
    return f"<w:r><w:ruby><w:rubyPr/><w:rt>{run(above)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"


def _east_asian() -> str:
    combined = run("合并", '<w:eastAsianLayout w:id="1" w:combine="1"/>')
    upright = run("2024", '<w:eastAsianLayout w:id="2" w:vert="1"/>')
    return (
        p(_ruby("赣", "gàn") + _ruby("州", "zhōu") + run("市科技局"))
        + p(combined + run("字符与") + upright + run("年纵横混排"))
        + p(run("旧式合并字符：") + field("EQ \\o(\\s\\up 5(创新),\\s\\do 2(联合))", None) + run("体"))
        + p(
            run("旧式拼音：")
            + field('EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(yú),渝)', None)
            + run("北区")
        )
        + p(run("带圈：") + field("EQ \\o\\ac(○,7)", None) + field("EQ \\o\\ac(□,√)", None) + run("同意"))
        + p(
            run("着重", '<w:em w:val="dot"/>')
            + run("号与")
            + run("字符缩放", '<w:w w:val="66"/><w:fitText w:val="900"/>')
        )
        + p(
            run("⼯⻓⽬标", '<w:rFonts w:eastAsia="宋体"/>')
            + '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'
            + run("已核")
        )
    )


def _equations() -> str:
    def m(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    fraction = f"<m:f><m:num>{m('研发投入')}</m:num><m:den>{m('营业收入')}</m:den></m:f>"
    powers = f"<m:sSup><m:e>{m('x')}</m:e><m:sup>{m('2')}</m:sup></m:sSup>"
    limit = f"<m:func><m:fName><m:limLow><m:e>{m('lim')}</m:e><m:lim>{m('n→∞')}</m:lim></m:limLow></m:fName><m:e>{m('a')}</m:e></m:func>"
    array = f"<m:eqArr><m:e>{m('x=1')}</m:e><m:e>{m('y=2')}</m:e></m:eqArr>"
    braces = f'<m:d><m:dPr><m:begChr m:val="{{"/><m:endChr m:val=""/></m:dPr><m:e>{array}</m:e></m:d>'
    accent = f'<m:acc><m:accPr><m:chr m:val="̅"/></m:accPr><m:e>{m("x")}</m:e></m:acc>'
    deleted = f'<w:del w:id="8" w:author="a">{m("旧项")}</w:del>'
    return (
        p(run("强度＝") + f"<m:oMath>{fraction}{m('×100%')}</m:oMath>")
        + f"<m:oMathPara><m:oMath>{powers}{m('+1')}{deleted}</m:oMath></m:oMathPara>"
        + p(
            f"<m:oMath>{limit}</m:oMath>"
            + run("；")
            + f"<m:oMath>{braces}</m:oMath>"
            + run("；")
            + f"<m:oMath>{accent}</m:oMath>"
        )
        + p(
            run("旧式分式 ")
            + field("EQ \\f(1,2)", None)
            + run(" 与根式 ")
            + field("EQ \\r(3,x)", None)
            + run(" 与括号 ")
            + field("EQ \\b\\bc\\[(\\a\\al(甲,乙))", None)
        )
    )


FILES = {
    "soft-breaks-in-headings.docx": partial(write_docx, **_soft_breaks()),  # type: ignore[arg-type]
    "columns.docx": partial(write_docx, body=_columns()),
    "notes.docx": partial(write_docx, **_notes()),  # type: ignore[arg-type]
    "east-asian-layout.docx": partial(write_docx, body=_east_asian()),
    "equations.docx": partial(write_docx, body=_equations()),
}
