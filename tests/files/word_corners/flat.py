"""Word files as one XML text: WordprocessingML of Word 2003, which web applications hand out under the ending .doc."""

from __future__ import annotations

from pathlib import Path

_W = "http://schemas.microsoft.com/office/word/2003/wordml"


def _p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _cell(text: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{_p(text)}</w:tc>'


def write_2003(path: Path) -> None:
    """A heading, a paragraph and a table. Automatic numbers are left out: LibreOffice does not read them from this format."""
    styles = '<w:styles><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'
    table = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    table += f"<w:tr>{_cell('单位')}{_cell('甲公司')}</w:tr></w:tbl>"
    heading = _p("一、建设基础", '<w:pStyle w:val="1"/>')
    body = f"<w:body><wx:sect>{heading}{_p('甲公司成立于2012年。')}{table}{_p('完')}</wx:sect></w:body>"
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
        f'<w:wordDocument xmlns:w="{_W}" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" w:macrosPresent="no">{styles}{body}</w:wordDocument>'
    )
    path.write_text(text, encoding="utf-8", newline="\n")


FILES = {"word-2003-xml.doc": write_2003}
