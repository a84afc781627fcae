"""Gather what a reader of the plain text would not notice: revisions, comments, hidden text, active content."""

from __future__ import annotations

import re

from msgspec import Struct, field

from doccheck.document.model import Incident, IncidentKind, Location
from doccheck.parsers.errors import ParseError
from doccheck.parsers.word.names import OFFICE, TEXT, R, W
from doccheck.parsers.word.package import Package, Part

_CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z0-9]")
_QUOTED = 60
HIDDEN_NAMES = {
    "vanish": "设为“隐藏”格式的文字",
    "white": "与纸面同色（白色）的文字",
    "tiny": "小到无法辨认的文字",
    "off-page": "放在页面以外的文字",
    "row": "隐藏表格行中的文字",
    "shape": "隐藏形状中的文字",
    "merged": "被合并单元格遮住的文字",
    "clear": "透明或与底纹同色的文字",
}


def of_substance(text: str) -> bool:
    """Whether hidden characters say something: four Chinese characters, or twenty letters and digits."""
    return len(_CJK.findall(text)) >= 4 or len(_LATIN.findall(text)) >= 20


class _Found(Struct):
    count: int = 0
    quote: str = ""
    location: Location = field(default_factory=Location)

    def add(self, quote: str, location: Location) -> None:
        self.count += 1
        if not self.quote and quote.strip():
            self.quote, self.location = shorten(quote), location
        elif self.count == 1:
            self.location = location


class Watch:
    """Collects while the text is read; :meth:`incidents` gives one incident per kind of trace."""

    def __init__(self) -> None:
        self._inserted = _Found()
        self._deleted = _Found()
        self._marks = _Found()
        self._hidden: dict[str, _Found] = {}
        self._commented: dict[str, Location] = {}
        self._active: dict[str, _Found] = {}

    def revision(self, inserted: bool, quote: str, location: Location) -> None:
        """A tracked insertion or deletion of content, a row or a cell."""
        (self._inserted if inserted else self._deleted).add(quote, location)

    def mark(self, location: Location) -> None:
        """A tracked insertion or deletion of a mere paragraph mark."""
        self._marks.add("", location)

    def hidden(self, how: str, text: str, location: Location) -> None:
        """Text that cannot be seen; counted when it is of substance."""
        if of_substance(text):
            self._hidden.setdefault(how, _Found()).add(text, location)

    def comment(self, comment_id: str, location: Location) -> None:
        """A comment is anchored here."""
        self._commented.setdefault(comment_id, location)

    def active(self, what: str, quote: str = "", location: Location | None = None) -> None:
        """Something in the file would run, open or load other content."""
        self._active.setdefault(what, _Found()).add(quote, location or Location())

    def incidents(self, comments: Part | None) -> list[Incident]:
        """Everything noticed, in the order of the finding codes."""
        found = [*self._revisions(), *self._comments(comments)]
        for how, one in self._hidden.items():
            detail = f"有 {one.count} 处{HIDDEN_NAMES[how]}，打印和审阅时看不到，未计入正文"
            found.append(Incident(IncidentKind.HIDDEN_TEXT, detail, one.quote, one.count, one.location))
        for what, one in self._active.items():
            found.append(Incident(IncidentKind.ACTIVE_CONTENT, what, one.quote, one.count, one.location))
        return found

    def _revisions(self) -> list[Incident]:
        inserted, deleted = self._inserted, self._deleted
        first = inserted if inserted.count else deleted
        total = inserted.count + deleted.count
        if not total:
            if not self._marks.count:
                return []
            detail = f"有 {self._marks.count} 处段落标记的修订尚未接受，检查按接受后的文本进行"
            return [Incident(IncidentKind.TRACKED_CHANGES, detail, "", self._marks.count, self._marks.location)]
        parts = [f"{name} {one.count} 处" for name, one in (("插入", inserted), ("删除", deleted)) if one.count]
        detail = f"有 {total} 处修订尚未接受（{'、'.join(parts)}），检查按接受后的文本进行"
        quote, location = (first.quote, first.location) if first.quote else (deleted.quote, deleted.location)
        return [Incident(IncidentKind.TRACKED_CHANGES, detail, quote, total, location)]

    def _comments(self, comments: Part | None) -> list[Incident]:
        if comments is None:
            return []
        texts: list[tuple[str, str]] = []
        for comment in comments.root.iterchildren(W + "comment"):
            comment_id = comment.get(W + "id") or ""
            if comment_id in self._commented:
                words = "".join(text.text or "" for text in comment.iter(TEXT))
                texts.append((comment_id, words))
        if not texts:
            return []
        first_id, words = texts[0]
        detail = f"有 {len(texts)} 条批注尚未删除"
        return [Incident(IncidentKind.COMMENTS, detail, shorten(words), len(texts), self._commented[first_id])]


def shorten(text: str) -> str:
    """The first words of a passage, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"


_REMOTE = re.compile(r"(?:https?|ftp|smb|mhtml)://|\\\\[^\\?.]|//[^/]|file:///?(?:\\\\|//)|file://[^/]", re.IGNORECASE)
# Objects that Word users paste as formulas, drawings and tables. They hold data, not programs.
_HARMLESS = re.compile(
    r"(?:Equation|MathType|Visio|Excel|Word|PowerPoint|MSGraph|MSProject|Paint|PBrush|StaticMetafile|ChemDraw|Origin"
    r"|AutoCAD|KSO|KWPS|WPS|KET|ET|WPP|DPS|KSEE|ProcessOn|EDraw|Edraw|XMind|MindManager|opendocument|soffice|Acrobat|AcroExch"
    r"|FoxitReader|FoxitPhantom|CorelDRAW|Photoshop|Illustrator|PDF|SmartDraw|Aurora|Mathcad|Prism|MATLAB)",
    re.IGNORECASE,
)
_RUNNABLE = (
    ".exe",
    ".bat",
    ".cmd",
    ".com",
    ".js",
    ".jse",
    ".vbs",
    ".vbe",
    ".ps1",
    ".scr",
    ".lnk",
    ".hta",
    ".wsf",
    ".msi",
    ".jar",
    ".dll",
)


def watch_package(package: Package, main: Part, settings: Part | None, watch: Watch) -> None:
    """Report macros, ActiveX controls, embedded programs and remote templates among the parts of the file."""
    names = [name.lower() for name in package.names()]
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        watch.active("文件带有宏（VBA 程序）")
    if any("/activex/" in f"/{name}" for name in names):
        watch.active("文件带有 ActiveX 控件")
    kinds = _object_kinds(main)
    for name in package.names():
        lowered = name.lower()
        if lowered.endswith(_RUNNABLE):
            watch.active("文件内嵌可执行程序", name.rpartition("/")[2])
        elif "/embeddings/" in lowered and lowered.endswith(".bin"):
            _watch_object(package, name, kinds.get(lowered), watch)
    if settings is not None:
        for relation in settings.relations.values():
            if relation.kind == "attachedTemplate" and relation.external and _REMOTE.match(relation.target):
                watch.active("打开时会加载外部模板", shorten(relation.target))
    for relation in main.relations.values():
        if relation.external and relation.kind in ("oleObject", "frame", "aFChunk"):
            watch.active("链接到文件以外的对象", shorten(relation.target))


def _object_kinds(main: Part) -> dict[str, str]:
    """The program id that the body gives for each embedded object, by part name in lower case."""
    kinds: dict[str, str] = {}
    for element in main.root.iter(OFFICE + "OLEObject"):
        relation = main.relations.get(element.get(R + "id") or "")
        if relation is not None:
            kinds[relation.target.lower()] = element.get("ProgID") or ""
    return kinds


def _watch_object(package: Package, name: str, kind: str | None, watch: Watch) -> None:
    if kind is not None and _HARMLESS.match(kind):
        return
    if kind is None:
        try:
            data = package.read(name)
        except ParseError:  # a broken object runs nothing
            return
        if not _wraps_file(data) and (_holds_data(data) or not _is_related(package, name)):
            return  # leftovers of formulas and drawings that nothing shows
    watch.active("文件内嵌对象（程序包）", kind or name.rpartition("/")[2])


def _wraps_file(data: bytes) -> bool:
    return data.startswith(b"MZ") or "Ole10Native".encode("utf-16-le") in data


def _holds_data(data: bytes) -> bool:
    streams = ("Equation Native", "VisioDocument", "Workbook", "WordDocument", "PowerPoint Document")
    return any(stream.encode("utf-16-le") in data for stream in streams)


def _is_related(package: Package, name: str) -> bool:
    main = package.relations_of(package.main_name)
    return any(relation.target.lower() == name.lower() for relation in main.values())
