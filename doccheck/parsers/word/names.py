"""The XML names that the Word parser asks for, in the transitional namespaces (strict ones are mapped on reading)."""

from __future__ import annotations

_OFFICE = "http://schemas.openxmlformats.org/"

W = "{" + _OFFICE + "wordprocessingml/2006/main}"
R = "{" + _OFFICE + "officeDocument/2006/relationships}"
A = "{" + _OFFICE + "drawingml/2006/main}"
WP = "{" + _OFFICE + "drawingml/2006/wordprocessingDrawing}"
PIC = "{" + _OFFICE + "drawingml/2006/picture}"
CHART = "{" + _OFFICE + "drawingml/2006/chart}"
DIAGRAM = "{" + _OFFICE + "drawingml/2006/diagram}"
MATH = "{" + _OFFICE + "officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
WPC = "{http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

VAL = W + "val"
PARAGRAPH = W + "p"
TABLE = W + "tbl"
ROW = W + "tr"
CELL = W + "tc"
RUN = W + "r"
TEXT = W + "t"
PARAGRAPH_PROPERTIES = W + "pPr"
RUN_PROPERTIES = W + "rPr"
SECTION_PROPERTIES = W + "sectPr"
CONTENT_CONTROL = W + "sdt"
CONTENT_CONTROL_PROPERTIES = W + "sdtPr"
CONTENT_CONTROL_CONTENT = W + "sdtContent"
TEXT_BOX_CONTENT = W + "txbxContent"
FIELD_MARK = W + "fldChar"
INSERTED = frozenset({W + "ins", W + "moveTo"})
DELETED = frozenset({W + "del", W + "moveFrom"})
WRAPPERS = frozenset({W + "smartTag", W + "customXml", W + "dir", W + "bdo", CONTENT_CONTROL_CONTENT})
"""Elements that only group others: their children are read as if they stood in the wrapper's place."""

ALTERNATIVES = MC + "AlternateContent"
CHOICE = MC + "Choice"
FALLBACK = MC + "Fallback"
