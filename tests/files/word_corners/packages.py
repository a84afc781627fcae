"""Packages with other main types, chunks, sub-documents, glossaries, and parts that are damaged or missing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.parsers.word.word_files import (
    NAMESPACES,
    abstract,
    cell,
    level,
    num,
    numbered,
    p,
    row,
    style,
    table,
    write_docx,
)

_HTML = (
    "<html><head><title>不读</title><style>p{{}}</style></head><body><h1>网页片段标题</h1><p>网页<b>片段</b>第一段<br>换行</p>"
    "<ul><li>条目甲</li></ul><table><tr><th>名称</th><th>金额</th></tr><tr><td colspan=2>合计</td></tr></table>"
    "<script>document.write(1)</script>散字</body></html>"
)
_NUMBERS = abstract(0, level(0, "chineseCounting", "%1、")) + num(1, 0)
_STYLES = style("1", "heading 1", '<w:outlineLvl w:val="0"/>')


def _chunk(key: str) -> str:
    return f'<w:altChunk r:id="{key}"/>'


def _write_chunks(path: Path) -> None:
    """Whole documents put in as they are: Word, web page, plain text in GBK; one of a kind that is not read."""
    with TemporaryDirectory() as room:
        inner = write_docx(
            Path(room) / "chunk.docx",
            numbered("片段中的编号", 1) + table(row(cell("片段中的表"))) + p("片段末段"),
            parts={"numbering": _NUMBERS},
        ).read_bytes()
    names = ("afchunk1.docx", "afchunk2.htm", "afchunk3.txt", "afchunk4.bin")
    write_docx(
        path,
        p("片段之前") + "".join(_chunk(f"rId{index}") for index in (1, 2, 3, 4, 5)) + p("片段之后"),
        files={
            "word/afchunk1.docx": inner,
            "word/afchunk2.htm": _HTML.encode(),
            "word/afchunk3.txt": "纯文本第一行\r\n纯文本第二行".encode("gb18030"),
            "word/afchunk4.bin": b"\x00\x01\x02\x03",
        },
        relations=[(f"rId{index}", "aFChunk", name) for index, name in enumerate(names, 1)],
    )


def _sub_documents() -> dict[str, object]:
    return {
        "body": p("主控文档") + '<w:subDoc r:id="rIdSub"/>' + p("子文档之后"),
        "external": [("rIdSub", "subDocument", "第二章.docx")],
    }


def _glossary() -> dict[str, object]:
    entry = f"<w:glossaryDocument {NAMESPACES}><w:docParts><w:docPart><w:docPartBody>{p('构建基块里的文字')}</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>"
    return {
        "body": p("只有正文"),
        "files": {"word/glossary/document.xml": entry},
        "relations": [("rIdGlossary", "glossaryDocument", "glossary/document.xml")],
    }


def _typed(kind: str) -> dict[str, tuple[str, str]]:
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return {"[Content_Types].xml": (plain, kind)}


def _body() -> str:
    return p("基本情况", '<w:pStyle w:val="1"/>') + numbered("编号的一项", 1) + p("正文")


_RELS = "word/_rels/document.xml.rels"
_BOTH = {"styles": _STYLES, "numbering": _NUMBERS}
FILES = {
    "alt-chunks.docx": _write_chunks,
    "sub-document.docx": partial(write_docx, **_sub_documents()),  # type: ignore[arg-type]
    "glossary.docx": partial(write_docx, **_glossary()),  # type: ignore[arg-type]
    "macros.docm": partial(
        write_docx,
        body=p("带宏的申请书"),
        files={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
        relations=[("rIdVba", "vbaProject", "vbaProject.bin")],
        edit=_typed("application/vnd.ms-word.document.macroEnabled.main+xml"),
    ),
    "template.dotx": partial(
        write_docx,
        body=p("按模板填写的申请书"),
        edit=_typed("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
    ),
    "damaged-relationships.docx": partial(
        write_docx, body=_body(), parts=_BOTH, edit={_RELS: ("</Relationships>", "</Rel")}
    ),
    "missing-relationships.docx": partial(write_docx, body=_body(), parts=_BOTH, without=(_RELS, "_rels/.rels")),
    "dangling-relationship.docx": partial(write_docx, body=_body(), parts=_BOTH, without=("word/numbering.xml",)),
    "missing-styles.docx": partial(
        write_docx,
        body=_body().replace('w:val="1"/>', 'w:val="Heading1"/>', 1),
        parts=_BOTH,
        without=("word/styles.xml",),
    ),
}
