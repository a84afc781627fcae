"""Tracked changes and moves, comments, hidden and white text."""

from __future__ import annotations

from functools import partial

from tests.parsers.word.word_files import cell, p, picture, row, run, table, write_docx

_WHO = 'w:id="1" w:author="王工" w:date="2024-05-01T00:00:00Z"'


def _moves() -> str:
    """A sentence, a whole paragraph and a table row that were moved; a field that was struck out."""
    gone = (
        f'<w:del {_WHO}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:delInstrText> REF 甲 </w:delInstrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:delText>旧引用</w:delText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>'
    )
    mark = f"<w:rPr><w:moveFrom {_WHO}/></w:rPr>"
    return (
        p(
            run("甲句。")
            + f'<w:moveFromRangeStart {_WHO} w:name="m1"/><w:moveFrom {_WHO}>{run("乙句。")}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>'
        )
        + p(f"<w:moveFrom {_WHO}>{run('整段移走。')}</w:moveFrom>", mark)
        + p(run("丙句。") + f"<w:moveTo {_WHO}>{run('乙句。')}</w:moveTo>" + gone)
        + p(f"<w:moveTo {_WHO}>{run('整段移走。')}</w:moveTo>", f"<w:rPr><w:moveTo {_WHO}/></w:rPr>")
        + table(
            row(cell(p(f"<w:moveTo {_WHO}>{run('移来的行')}</w:moveTo>")), properties=f"<w:ins {_WHO}/>"),
            row(cell("原来的行")),
            row(cell(p(f"<w:moveFrom {_WHO}>{run('移来的行')}</w:moveFrom>")), properties=f"<w:del {_WHO}/>"),
        )
        + p(
            run("投入")
            + f"<w:del {_WHO}><w:r><w:delText>三千</w:delText></w:r></w:del><w:ins {_WHO}>{run('五千')}</w:ins>"
            + run("万元")
        )
    )


def _comments() -> dict[str, object]:
    def comment(key: int, text: str) -> str:
        return f'<w:comment w:id="{key}" w:author="专家">{p(text)}</w:comment>'

    def anchored(key: int, text: str) -> str:
        mark = f'<w:r><w:commentReference w:id="{key}"/></w:r>'
        return f'<w:commentRangeStart w:id="{key}"/>{run(text)}<w:commentRangeEnd w:id="{key}"/>{mark}'

    body = p(run("营业收入") + anchored(0, "5000万元") + run("。")) + table(row(cell(p(anchored(1, "表中批注")))))
    return {
        "body": body,
        "parts": {"comments": comment(0, "请核对审计数") + comment(1, "此处单位不明") + comment(7, "没有锚点的旧批注")},
    }


def _hidden() -> str:
    white = '<w:color w:val="FFFFFF"/>'
    theme = '<w:color w:val="auto" w:themeColor="background1"/>'
    dark = '<w:shd w:val="clear" w:fill="1F3864"/>'
    return (
        p(run("看得见的正文。") + run("隐藏格式的一段说明文字。", "<w:vanish/>"))
        + p(run("白色的关键词堆砌文字", white) + run("其余可见"))
        + p(run("主题白色的堆砌文字", theme))
        + p(run("小到看不清的堆砌文字", '<w:sz w:val="2"/>'))
        + table(row(cell(p(run("深色底上的白字", white)), dark), cell(p(run("白底表格里的白字内容", white)))))
        + table(row(cell("隐藏的表格行文字"), properties="<w:hidden/>"), row(cell("可见行")))
        + p(
            run("底色与文字同色的段落", '<w:color w:val="C00000"/><w:shd w:val="clear" w:fill="C00000"/>')
            + run("，后面可见")
        )
        + p(run("完全透明的文字内容", "<w14:textFill><w14:noFill/></w14:textFill>") + run("不透明"))
        + p(run("末段") + picture())
    )


FILES = {
    "moves.docx": partial(write_docx, body=_moves()),
    "comments.docx": partial(write_docx, **_comments()),  # type: ignore[arg-type]
    "hidden-and-white-text.docx": partial(write_docx, body=_hidden()),
}
