"""Read one paragraph's runs into the text that a reader sees, with the looks of each stretch."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree
from msgspec import Struct, field

from doccheck.document.model import Location
from doccheck.parsers.word.drawings import Drawings, Drawn, box_text, chosen, text_boxes
from doccheck.parsers.word.equations import linear
from doccheck.parsers.word.fields import FieldStack, result_without_text, sequence
from doccheck.parsers.word.glyphs import CHECKED, in_symbol_font, is_symbol_font, readable, symbol
from doccheck.parsers.word.incidents import Watch
from doccheck.parsers.word.names import (
    ALTERNATIVES,
    CONTENT_CONTROL,
    CONTENT_CONTROL_CONTENT,
    CONTENT_CONTROL_PROPERTIES,
    DELETED,
    FIELD_MARK,
    INSERTED,
    MATH,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    VAL,
    W14,
    WRAPPERS,
    XML_SPACE,
    W,
)
from doccheck.parsers.word.run_formats import read_run_format
from doccheck.parsers.word.styles import Looks, StyleSheet

_PROMPTS = ("单击", "点击", "请输入", "请选择", "在此处", "此处键入", "键入", "选择一项", "click", "choose", "enter")
_DYNAMIC_DATA = frozenset({"DDE", "DDEAUTO"})


class Draft(Struct):
    """A paragraph in the making.

    ``pieces`` are its visible stretches, ``splits`` the numbers of pieces before each forced page break that follows
    text, ``unseen`` its hidden text by the way it is hidden.
    """

    style: str = ""
    pieces: list[tuple[str, Looks]] = field(default_factory=list)
    unseen: dict[str, list[str]] = field(default_factory=dict)
    drawn: Drawn | None = None
    notes: list[tuple[str, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    sequence: str = ""
    contents: bool = False
    contents_link: bool = False
    break_before: bool = False
    splits: list[int] = field(default_factory=list)
    page: int = 1
    location: Location = field(default_factory=Location)
    element: etree._Element | None = None


class Surroundings(Struct):
    """What the reader must know of the place: the fields open, pages passed, and whether white text shows."""

    fields: FieldStack
    drawings: Drawings
    page: int = 1
    contents_part: int = 0
    coloured_ground: int = 0
    check_box: etree._Element | None = None
    """The check box control that stands around whole paragraphs or a cell."""


class Inline:
    """Reads the children of paragraphs. One instance serves a whole file."""

    def __init__(self, styles: StyleSheet, watch: Watch) -> None:
        self._styles = styles
        self._watch = watch
        self._in_run: dict[str, Callable[[etree._Element, Draft, Looks, Surroundings], None]] = {
            W + "tab": lambda e, d, looks, s: self._add("\t", d, looks, s),
            W + "ptab": lambda e, d, looks, s: self._add("\t", d, looks, s),
            W + "cr": lambda e, d, looks, s: self._add("\n", d, looks, s),
            W + "noBreakHyphen": lambda e, d, looks, s: self._add("-", d, looks, s),
            W + "br": self._break,
            W + "sym": self._symbol,
            FIELD_MARK: self._field_mark,
            W + "instrText": lambda e, d, looks, s: s.fields.instruct(e.text or ""),
            W + "drawing": self._drawing,
            W + "pict": self._picture,
            W + "object": self._picture,
            W + "ruby": self._ruby,
            W + "footnoteReference": lambda e, d, looks, s: d.notes.append(("footnote", e.get(W + "id") or "")),
            W + "endnoteReference": lambda e, d, looks, s: d.notes.append(("endnote", e.get(W + "id") or "")),
            W + "commentReference": lambda e, d, looks, s: d.comments.append(e.get(W + "id") or ""),
            W + "lastRenderedPageBreak": self._rendered_break,
        }

    def read(self, element: etree._Element, draft: Draft, around: Surroundings) -> None:
        """Add the content of a paragraph, or of an element that groups runs, to the draft."""
        for child in element:
            tag = child.tag
            if tag == RUN:
                self._run(child, draft, around)
            elif tag in WRAPPERS:
                self.read(child, draft, around)
            elif tag in INSERTED:
                if len(child):
                    self._watch.revision(True, _words(child, W + "t"), draft.location)
                self.read(child, draft, around)
            elif tag in DELETED:
                if len(child):
                    self._watch.revision(False, _words(child, W + "delText", W + "t"), draft.location)
            elif tag == W + "hyperlink":
                if (child.get(W + "anchor") or "").startswith("_Toc"):
                    draft.contents_link = True
                self.read(child, draft, around)
            elif tag == W + "fldSimple":
                self._simple_field(child, draft, around)
            elif tag == CONTENT_CONTROL:
                self._content_control(child, draft, around)
            elif tag == ALTERNATIVES:
                branch = chosen(child)
                if branch is not None:
                    self.read(branch, draft, around)
            elif tag in (MATH + "oMath", MATH + "oMathPara"):
                self._equation(child, draft, around)
            elif tag == W + "commentRangeStart":
                draft.comments.append(child.get(W + "id") or "")

    def paragraph(self, element: etree._Element, draft: Draft, around: Surroundings) -> None:
        """Add the content of a whole paragraph; inside a check box control its sign becomes ☑ or □."""
        start = len(draft.pieces)
        self.read(element, draft, around)
        if around.check_box is not None and len(draft.pieces) > start:
            self._tick(around.check_box, start, draft, around)

    def _tick(self, box: etree._Element, start: int, draft: Draft, around: Surroundings) -> None:
        shown = "".join(text for text, _ in draft.pieces[start:])
        looks = draft.pieces[start][1] if shown else self._styles.looks(draft.style, read_run_format(None))
        del draft.pieces[start:]
        self._add(_box(box, shown), draft, looks, around)

    def _equation(self, element: etree._Element, draft: Draft, around: Surroundings) -> None:
        looks = self._styles.looks(draft.style, read_run_format(None))
        self._add(readable(linear(element)), draft, looks, around)

    def _run(self, run: etree._Element, draft: Draft, around: Surroundings) -> None:
        properties = run.find(RUN_PROPERTIES)
        looks = self._styles.looks(draft.style, read_run_format(properties))
        for child in run:
            tag = child.tag
            if tag == TEXT:
                text = child.text
                if text:
                    self._text(child, text, draft, looks, around)
            elif tag == ALTERNATIVES:
                branch = chosen(child)
                for one in () if branch is None else branch:
                    self._dispatch(one, draft, looks, around)
            else:
                handler = self._in_run.get(tag)
                if handler is not None:
                    handler(child, draft, looks, around)

    def _dispatch(self, element: etree._Element, draft: Draft, looks: Looks, around: Surroundings) -> None:
        if element.tag == TEXT:
            self._text(element, element.text or "", draft, looks, around)
        elif element.tag == RUN:
            self._run(element, draft, around)
        elif (handler := self._in_run.get(element.tag)) is not None:
            handler(element, draft, looks, around)

    def _text(self, element: etree._Element, text: str, draft: Draft, looks: Looks, around: Surroundings) -> None:
        if element.get(XML_SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        if "\n" in text or "\r" in text:
            text = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
        if is_symbol_font(looks.font):
            text = in_symbol_font(text, looks.font)
        self._add(readable(text), draft, looks, around)

    def _add(self, text: str, draft: Draft, looks: Looks, around: Surroundings) -> None:
        fields = around.fields
        if not text or not fields.visible:
            return
        if looks.hidden and not (looks.hidden == "white" and around.coloured_ground):
            draft.unseen.setdefault(looks.hidden, []).append(text)
            return
        if not draft.pieces:
            draft.page = around.page
        if fields.in_contents or around.contents_part:
            draft.contents = True
        draft.pieces.append((text, looks))
        fields.showed(len(text))

    def _break(self, element: etree._Element, draft: Draft, looks: Looks, around: Surroundings) -> None:
        kind = element.get(W + "type")
        if kind == "column" and not any(text.strip() for text, _ in draft.pieces):
            return  # the paragraph stands at the head of a column
        if kind != "page":
            self._add("\n", draft, looks, around)
        elif any(text.strip() for text, _ in draft.pieces) or (draft.drawn is not None and draft.drawn.figures):
            draft.splits.append(len(draft.pieces))
        else:
            draft.break_before = True

    def _rendered_break(self, element: etree._Element, draft: Draft, looks: Looks, around: Surroundings) -> None:
        around.page += 1
        if not draft.pieces:
            draft.page = around.page

    def _symbol(self, element: etree._Element, draft: Draft, looks: Looks, around: Surroundings) -> None:
        try:
            code = int(element.get(W + "char") or "", 16)
        except ValueError:
            return
        self._add(symbol(code, element.get(W + "font")), draft, looks, around)

    def _field_mark(self, element: etree._Element, draft: Draft, looks: Looks, around: Surroundings) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            around.fields.begin(element.find(W + "ffData"))
        elif kind == "separate":
            opened = around.fields.separate()
            if opened is not None:
                self._field_opened(opened.text, draft)
        elif kind == "end":
            closed = around.fields.end()
            if closed is not None:
                if not closed.in_result:
                    self._field_opened(closed.text, draft)
                self._add(readable(result_without_text(closed)), draft, looks, around)

    def _field_opened(self, instruction: str, draft: Draft) -> None:
        draft.sequence = draft.sequence or sequence(instruction)
        words = instruction.split()
        code = words[0].upper() if words else ""
        if code == "HYPERLINK" and "_Toc" in instruction:
            draft.contents_link = True
        elif code in _DYNAMIC_DATA:
            self._watch.active("文件含有会调用其他程序的 DDE 域", instruction[:60], draft.location)

    def _simple_field(self, element: etree._Element, draft: Draft, around: Surroundings) -> None:
        instruction = element.get(W + "instr") or ""
        self._field_opened(instruction.strip(), draft)
        around.fields.open_simple(instruction)
        self.read(element, draft, around)
        closed = around.fields.end()
        if closed is not None:
            looks = self._styles.looks(draft.style, read_run_format(None))
            self._add(readable(result_without_text(closed)), draft, looks, around)

    def _drawing(self, element: etree._Element, draft: Draft, looks: Looks, around: Surroundings) -> None:
        if looks.hidden == "vanish":
            _put_away(element, draft)
        elif around.fields.visible:
            draft.drawn = draft.drawn or Drawn()
            around.drawings.drawing(element, draft.drawn)

    def _picture(self, element: etree._Element, draft: Draft, looks: Looks, around: Surroundings) -> None:
        if looks.hidden == "vanish":
            _put_away(element, draft)
        elif around.fields.visible:
            draft.drawn = draft.drawn or Drawn()
            around.drawings.picture(element, draft.drawn)

    def _ruby(self, element: etree._Element, draft: Draft, looks: Looks, around: Surroundings) -> None:
        base = element.find(W + "rubyBase")
        if base is not None:
            self.read(base, draft, around)

    def _content_control(self, element: etree._Element, draft: Draft, around: Surroundings) -> None:
        content = element.find(CONTENT_CONTROL_CONTENT)
        properties = element.find(CONTENT_CONTROL_PROPERTIES)
        if content is None or shows_prompt(properties, content, self._styles):
            return
        box = None if properties is None else properties.find(W14 + "checkbox")
        if box is None:
            self.read(content, draft, around)
            return
        start = len(draft.pieces)
        self.read(content, draft, around)
        self._tick(box, start, draft, around)


def _put_away(element: etree._Element, draft: Draft) -> None:
    """Remember the words of text boxes whose anchor is hidden."""
    words = "".join(box_text(box) for box in text_boxes(element))
    if words:
        draft.unseen.setdefault("vanish", []).append(words)


def _box(control: etree._Element, shown: str) -> str:
    """A check box control as ☑ or □, by the character shown, whichever glyphs its author chose for the two states."""
    sign = shown.strip()
    if sign in CHECKED:
        return "☑"
    if sign and sign in "□☐○◯▢◇":
        return "□"
    if len(sign) > 1:
        return sign
    state = control.find(W14 + "checked")
    on = state is not None and (state.get(W14 + "val") or "1") not in ("0", "false", "off")
    return "☑" if on else "□"


def shows_prompt(properties: etree._Element | None, content: etree._Element, styles: StyleSheet) -> bool:
    """Whether a content control still shows its prompt (“单击此处输入文字”).

    Programs that fill a form often leave ``w:showingPlcHdr`` behind, so the text must look like a prompt as well.
    """
    flag = None if properties is None else properties.find(W + "showingPlcHdr")
    if flag is None or (flag.get(VAL) or "1") in ("0", "false", "off"):
        return False
    if any(styles.is_placeholder(style.get(VAL)) for style in content.iter(W + "rStyle")):
        return True
    words = _words(content, TEXT).strip().lower()
    return not words or any(prompt in words for prompt in _PROMPTS)


def _words(element: etree._Element, *tags: str) -> str:
    return "".join(text.text or "" for text in element.iter(*tags))
