"""Write small real Word packages part by part, so that a test says exactly what stands in the XML."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": f"{_OFFICE}/relationships",
        "m": f"{_OFFICE}/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_TYPES = {
    "word/document.xml": "document.main",
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
    "word/comments.xml": "comments",
    "word/footnotes.xml": "footnotes",
    "word/endnotes.xml": "endnotes",
    "word/settings.xml": "settings",
    "word/header1.xml": "header",
    "word/footer1.xml": "footer",
}
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "comments": "comments",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
    "header1": "hdr",
    "footer1": "ftr",
}


def write_docx(
    path: Path,
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    files: Mapping[str, bytes | str] | None = None,
    relations: Sequence[tuple[str, str, str]] = (),
    external: Sequence[tuple[str, str, str]] = (),
    before_body: str = "",
    edit: Mapping[str, tuple[str, str]] | None = None,
    replace: Sequence[tuple[str, str]] = (),
    without: Sequence[str] = (),
) -> Path:
    """A Word file with this body. ``parts`` are the inner XML of ``styles``, ``numbering``, ``comments``…;

    ``files`` further entries as they are; ``relations`` and ``external`` are (id, kind, target) of the main part;
    ``edit`` replaces one string by another in every XML part whose name it names, ``replace`` in all XML parts;
    ``without`` are entries that are left out in the end.
    """
    entries: dict[str, bytes | str] = {
        "word/document.xml": f"<w:document {NAMESPACES}>{before_body}<w:body>{body}</w:body></w:document>"
    }
    lines = [
        f'<Relationship Id="{key}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for key, kind, target in relations
    ]
    lines += [
        f'<Relationship Id="{key}" Type="{_OFFICE}/relationships/{kind}" Target="{target}" TargetMode="External"/>'
        for key, kind, target in external
    ]
    for name, inner in (parts or {}).items():
        root = _ROOTS[name]
        entries[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{inner}</w:{root}>"
        kind = name.rstrip("1")
        lines.append(f'<Relationship Id="part_{name}" Type="{_OFFICE}/relationships/{kind}" Target="{name}.xml"/>')
    package = "http://schemas.openxmlformats.org/package/2006"
    entries["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{package}/relationships">{"".join(lines)}</Relationships>'
    )
    entries["_rels/.rels"] = (
        f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    entries |= files or {}
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{main}.{kind}+xml"/>'
        for name, kind in _TYPES.items()
        if name in entries
    )
    entries["[Content_Types].xml"] = (
        f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    for name, (old, new) in (edit or {}).items():
        text = entries[name]
        assert isinstance(text, str)
        entries[name] = text.replace(old, new)
    for old, new in replace:
        entries = {
            name: content.replace(old, new) if isinstance(content, str) else content
            for name, content in entries.items()
        }
    for name in without:
        del entries[name]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            # Always the same bytes for the same parts.
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return path


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph; plain words are put into a run."""
    if content and not content.startswith("<"):
        content = run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def cell(content: str = "", properties: str = "") -> str:
    """A table cell; plain words are put into a paragraph."""
    if not content.startswith("<"):
        content = p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    """A table."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def numbered(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(index: int, kind: str, text: str, more: str = "", *, start: int = 1) -> str:
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, more: str = "") -> str:
    """One list definition."""
    inner = f'{more}<w:multiLevelType w:val="multilevel"/>{"".join(levels)}'
    return f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'


def num(number: int, of: int, overrides: str = "") -> str:
    """One list that follows a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def style(
    style_id: str, name: str, properties: str = "", runs: str = "", based_on: str = "", kind: str = "paragraph"
) -> str:
    """One style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{runs}</w:rPr></w:style>"
    )


def field(instruction: str, result: str | None, data: str = "") -> str:
    """A complex field; without a result there is no separator."""
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(name: str = "图片 1", alt: str = "", kind: str = "inline", extra: str = "") -> str:
    """A run with a picture of 144 by 72 points."""
    return (
        f'<w:r><w:drawing><wp:{kind}{extra}><wp:extent cx="1828800" cy="914400"/>'
        f'<wp:docPr id="1" name="{name}" descr="{alt}"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip/></pic:blipFill>'
        f"</pic:pic></a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


def shape(content: str = "", *, kind: str = "inline", inner: str = "", before: str = "") -> str:
    """A ``w:drawing`` with one shape, holding a text box if there is content."""
    box = f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>" if content else ""
    return (
        f'<w:drawing><wp:{kind}>{before}<wp:extent cx="1828800" cy="914400"/><wp:docPr id="2" name="文本框 2"/>'
        "<a:graphic>"
        f'<a:graphicData uri="x"><wps:wsp>{inner}{box}</wps:wsp></a:graphicData></a:graphic></wp:{kind}></w:drawing>'
    )
