"""Word and PDF files with findings made up at given words, and what a reader finds in their annotated copies."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.oxml import parse_xml
from lxml import etree

from doccheck.document import Document, Location
from doccheck.document.quoting import ink_of
from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.report import DocumentNote, ProgrammeNote, Report, SubmissionNote, Summary, Tool
from doccheck.parsers.word.tracing import trace_docx
from doccheck.reports.annotate import sheet_of
from doccheck.reports.annotate.word import annotate_word

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_file(path: Path, *blocks: str) -> Path:
    """A .docx whose body holds these pieces of WordprocessingML."""
    document = docx.Document()
    body = document.element.body
    for block in blocks:
        wrapped = parse_xml(f"<w:body {NAMESPACES}>{block}</w:body>")
        for child in list(wrapped):
            body.insert(len(body) - 1, child)
    document.save(str(path))
    return path


def finding(quote: str, location: Location | None = None, severity: Severity = Severity.ERROR) -> Finding:
    """A finding that quotes some words of the document d1."""
    evidence = Evidence("d1", quote, location or Location())
    return Finding(
        "N001", severity, f"“{quote}”前后不一致。", "请核对。", sentence="数据须一致。", evidence=(evidence,)
    )


def report_of(findings: Sequence[Finding], path: str, document: Document | None = None) -> Report:
    """A report on one document."""
    return Report(
        Tool("0.1.0"),
        ProgrammeNote(name="试点申报"),
        SubmissionNote(path, path, ""),
        documents=(DocumentNote("d1", path, "docx", "" if document is None else document.sha256),),
        findings=tuple(findings),
        summary=Summary.of(tuple(findings)),
        texts={} if document is None else {"d1": document},
    )


def annotated(source: Path, *findings: Finding, highlight: bool = False, homeless: Sequence[Finding] = ()) -> bytes:
    """The annotated copy of a Word file."""
    trace = trace_docx(source, source.name)
    report = report_of(findings, source.name)
    sheet = sheet_of(report, report.documents[0], ink_of(trace.document), homeless)
    return annotate_word(source.read_bytes(), trace, sheet, highlight=highlight)[0]


def body_of(data: bytes) -> etree._Element:
    """The root of the main part."""
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def comments_of(data: bytes) -> dict[str, tuple[str, str]]:
    """Text of each comment of doccheck but the first, with the words in its range, by id; read by python-docx."""
    ranges = ranges_of(body_of(data))
    comments = [one for one in docx.Document(BytesIO(data)).comments if one.author == "doccheck"]
    return {str(one.comment_id): (one.text, ranges[str(one.comment_id)]) for one in comments[1:]}


def summary_of(data: bytes) -> str:
    """The text of the first comment."""
    return next(one.text for one in docx.Document(BytesIO(data)).comments if one.author == "doccheck")


def ranges_of(root: etree._Element) -> dict[str, str]:
    """The text between the ends of each comment's range; every range must have its reference behind it."""
    open_: dict[str, str] = {}
    found: dict[str, str] = {}
    for element in root.iter():
        key = element.get(W + "id") or ""
        if element.tag == W + "commentRangeStart":
            open_[key] = ""
        elif element.tag == W + "commentReference":
            found[key] = open_.pop(key + "!")
        elif element.tag == W + "commentRangeEnd":
            open_[key + "!"] = open_.pop(key)
        elif element.tag == W + "t":
            open_ = {one: text + (element.text or "" if not one.endswith("!") else "") for one, text in open_.items()}
    return found


def text_of(root: etree._Element) -> str:
    """All text of a part."""
    return "".join(one.text or "" for one in root.iter(W + "t", W + "delText"))
