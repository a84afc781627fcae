"""Fields with and without results, legacy form fields, content controls."""

from __future__ import annotations

from functools import partial

from tests.parsers.word.word_files import cell, field, p, row, run, table, write_docx

_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _instruct(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def _fields() -> str:
    """Results are what stands there, whatever the instructions say; instructions may hold fields and be split."""
    nested = (
        _BEGIN
        + _instruct(' IF "')
        + field("MERGEFIELD 性质", "企业")
        + _instruct('" = "企业" "是" "否" ')
        + _SEPARATE
        + run("是")
        + _END
    )
    split = _BEGIN + _instruct(" RE") + _instruct("F 附件一 \\h ") + _SEPARATE + run("附件") + run("一") + _END
    spanning = p(run("域跨段：") + _BEGIN + _instruct(" INCLUDETEXT x ") + _SEPARATE + run("前段")) + p(
        run("后段") + _END + run("。")
    )
    simple = f'<w:fldSimple w:instr=" DOCPROPERTY 单位 ">{run("甲公司")}</w:fldSimple>'
    return (
        p(run("是否企业：") + nested)
        + p(run("见") + split + run("；") + simple)
        + spanning
        + p(
            run("合计")
            + field("=SUM(ABOVE)", "300")
            + run("万元")
            + field("XE 索引词", None)
            + field("TC 目录词 \\l 1", None)
        )
        + p(field("MACROBUTTON NoMacro [点此填写]", None) + run("，") + field("GOTOBUTTON 书签 转到附件", None))
        + p(run("符号：") + field("SYMBOL 254 \\f Wingdings", None) + field("HYPERLINK http://example.com", "网址"))
        + p(field("AUTONUM", None) + run("旧式自动编号甲"))
        + p(field("AUTONUM", None) + run("旧式自动编号乙"))
    )


def _form_fields() -> str:
    def box(inner: str) -> str:
        return f"<w:ffData><w:enabled/><w:checkBox><w:sizeAuto/>{inner}</w:checkBox></w:ffData>"

    def listed(inner: str) -> str:
        entries = "".join(f'<w:listEntry w:val="{one}"/>' for one in ("请选择", "国有企业", "民营企业"))
        return f"<w:ffData><w:ddList>{inner}{entries}</w:ddList></w:ffData>"

    def check(inner: str) -> str:
        return field("FORMCHECKBOX", None, box(inner))

    return (
        p(
            check('<w:default w:val="0"/><w:checked/>')
            + run("企业 ")
            + check('<w:default w:val="0"/>')
            + run("高校 ")
            + check('<w:default w:val="1"/><w:checked w:val="0"/>')
            + run("院所")
        )
        + p(run("性质：") + field("FORMDROPDOWN", None, listed('<w:result w:val="2"/>')))
        + p(run("未选：") + field("FORMDROPDOWN", None, listed("")))
        + p(run("名称：") + field("FORMTEXT", "甲公司", "<w:ffData><w:textInput/></w:ffData>"))
        + p(
            run("电话：")
            + field("FORMTEXT", "\u2002\u2002\u2002\u2002\u2002", "<w:ffData><w:textInput/></w:ffData>")
            + run("（空）")
        )
    )


def _control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _controls() -> str:
    on = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    off = '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'
    listed = '<w:dropDownList><w:listItem w:displayText="江苏" w:value="js"/></w:dropDownList>'
    prompt = run("单击此处输入文字。", '<w:rStyle w:val="PlaceholderText"/>')
    return (
        p(_control(on, run("☒")) + run("是 ") + _control(off, run("☐")) + run("否"))
        + _control(on, p("☒"))
        + p(
            run("地区：")
            + _control(listed, run("江苏"))
            + run("，日期：")
            + _control('<w:date w:fullDate="2024-05-01T00:00:00Z"/>', run("2024年5月1日"))
        )
        + p(run("联系人：") + _control("<w:showingPlcHdr/><w:text/>", prompt))
        + _control("<w:richText/>", p("控件里的段落") + table(row(cell("控件里的表"))) + p("控件末段"))
        + table(
            row(cell("甲"), _control(on, cell("☒"))),
            _control(
                '<w15:repeatingSection xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
                row(cell("重复节"), cell("乙")),
            ),
        )
        + p(
            '<w:customXml w:element="单位">'
            + run("自定义标记内的文字")
            + "</w:customXml>"
            + '<w:smartTag w:element="place">'
            + run("苏州")
            + "</w:smartTag>"
        )
    )


FILES = {
    "fields.docx": partial(write_docx, body=_fields()),
    "form-fields.docx": partial(write_docx, body=_form_fields()),
    "content-controls.docx": partial(write_docx, body=_controls()),
}
