"""Reads places to sign: who, seal, legal representative, date, from lines, side-by-side columns and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from doccheck.document import Location, Table
from doccheck.document.headers import titled
from doccheck.language.patterns import lazy
from doccheck.mapping.names.find import organisation_names
from doccheck.mapping.names.lines import Line, is_blank, lines_of_cell, rows_of_table
from doccheck.mapping.names.parties import LABEL, letter_of
from doccheck.mapping.names.written import bare, narrow

_DIGIT = r"[0-9〇○零一二三四五六七八九十]"
DATED = lazy(
    rf"(?:20[0-9]{{2}}|二[〇○零O0]{_DIGIT}{{2}})\s*(?:年\s*{_DIGIT}{{1,3}}\s*月(?:\s*{_DIGIT}{{1,3}}\s*[日号]|(?!\s*[_＿\s]*日))|"
    rf"\s*[-./]\s*[0-9]{{1,2}}\s*[-./]\s*[0-9]{{1,2}})"
)
UNDATED = lazy(r"(?:20[0-9]{0,2})?[\s_＿×xX*/—-]*(?<![当本次同每今明后翌该])年[\s_＿×xX*/—0-9-]*月[\s_＿×xX*/—0-9-]*日")
SEAL = lazy(
    r"\(\s*(?:请?加?盖?(?:单位|法人|本单位|企业)?(?:公\s*章|印\s*章)|(?:单位|法人)?\s*[盖签]\s*章|签字[、/及和]?(?:盖章|公章)|签名[、/及和]?盖章|盖章[、/及和]?签字|章)\s*(?:处)?\s*\)"
    r"|(?:盖\s*章|签\s*章|公\s*章|签署)\s*(?:处)?\s*[:：]|^\s*(?:盖\s*章|签\s*章|公\s*章)\s*$"
)
_SIGN = r"(?:法定代表人|法人代表|法人|单位负责人|负责人|(?:授权|委托)?代[理表]人?|授权签字人|签字人|代表)"
LEGAL = lazy(
    rf"{_SIGN}(?:\s*[或/、及]\s*(?:其)?(?:{_SIGN}|授权代表|委托代理人))*\s*(?:\([^()]*\)|签字|签名|签章|签署)*\s*(?:\([^()]*\))?\s*[:：]"
    rf"|{_SIGN}(?:\s*[或/、]\s*{_SIGN})*\s*\((?:[^()]*[签章][^()]*)\)|(?:签\s*字|签\s*名)\s*(?:\([^()]*\))?\s*[:：]|\(\s*(?:签字|签名)\s*\)"
)
DATE_LABEL = lazy(r"(?:(?:签[署订字约章]|填报|盖章)?\s*(?:日\s*期|时\s*间))\s*[:：]")
_WITNESS = lazy(r"(?:见证|鉴证|监督|备案|推荐|主管|审核|指导|鉴定)(?:方|单位|机构|部门|人)")
_NAME = lazy(r"^[\s_＿]*([一-鿿](?:[\s\u3000]?[一-鿿·]){1,4})[\s_＿]*$")
_HEADER_UNIT = lazy(r"单位|成员|各方|主体|名称|企业")
_HEADER_SIGN = lazy(r"盖章|签章|签字|签名|公章|签署|日期|法定代表人|法人代表|印章")


class Slot(Struct):
    """One unit's place to sign while it is being read; frozen into a SignatureBlock afterwards."""

    label: str
    organisation: str
    location: Location
    texts: list[str] = field(default_factory=list)
    seal: bool = False
    legal: bool = False
    legal_person: str = ""
    dated: bool = False
    date: str = ""
    witness: bool = False


class _Event(Struct, frozen=True):
    start: int
    end: int
    kind: str
    text: str


def has_cue(text: str) -> bool:
    """Whether a short line belongs to a place to sign."""
    flat = narrow(text)
    if (
        len(flat) > 150
        or re.search(r"[。；]\s*\S", flat)
        or (flat.rstrip().endswith("。") and not re.search(r"[:：]", flat))
    ):
        return False
    return bool(SEAL.search(flat) or (LEGAL.search(flat) and re.search(r"签|章|[:：][\s_＿]*$|[:：]", flat)))


def date_in(text: str) -> str:
    """The first complete date of a text as written, without spaces; empty if there is none."""
    match = DATED.search(narrow(text))
    return re.sub(r"\s+", "", match.group()) if match else ""


def is_undated(text: str) -> bool:
    """Whether the text holds a date's blank (“年 月 日”, “日期：＿＿”) and no complete date."""
    flat = narrow(text)
    if DATED.search(flat):
        return False
    label = DATE_LABEL.search(flat)
    return bool(UNDATED.search(flat)) or bool(label and is_blank(flat[label.end() :]))


def _events(text: str) -> list[_Event]:
    flat = narrow(text)
    found: list[_Event] = []

    def add(kind: str, start: int, end: int, words: str) -> None:
        if not any(event.start < end and start < event.end for event in found):
            found.append(_Event(start, end, kind, words))

    for start, end, name in organisation_names(text):
        add("unit", start, end, name)
    for match in LEGAL.finditer(flat):
        add("legal", match.start(), match.end(), match.group())
    for match in DATE_LABEL.finditer(flat):
        add("date", match.start(), match.end(), match.group())
    for match in SEAL.finditer(flat):
        add("seal", match.start(), match.end(), match.group())
    for match in LABEL.finditer(flat):
        before = flat[: match.start()].rstrip()
        if not before or before[-1] in ")_＿:：.、\t" or flat[match.start() - 1].isspace() or before[-1].isdigit():
            add("label", match.start(), match.end(), match.group())
    for pattern in (DATED, UNDATED):
        for match in pattern.finditer(flat):
            add("when", match.start(), match.end(), match.group())
    return sorted(found, key=lambda event: event.start)


class SigningReader:
    """Takes lines one after the other and gathers the slots; one instance reads one stream (a column, a cell)."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        self.letters = letters
        self.slots: list[Slot] = []
        self._row: list[Slot] = []
        self.loose_dates: list[tuple[int, str]] = []
        """(number of slots read before it, date or empty) of date lines, for dates that hold for all."""

    def read(self, line: Line) -> None:
        """Take one line."""
        events = _events(line.text)
        flat = narrow(line.text)
        if _WITNESS.search(flat) and not any(event.kind == "label" for event in events):
            self._row = [Slot("", "", line.location, witness=True)]
            return
        fresh: list[Slot] = []
        counts = {"seal": 0, "legal": 0, "date": 0}
        for index, event in enumerate(events):
            following = events[index + 1].start if index + 1 < len(events) else len(line.text)
            value = line.text[event.end : following]
            if event.kind == "label":
                fresh.append(self._open(letter_of(event.text) or re.sub(r"\s+", "", event.text), "", line, value))
            elif event.kind == "unit":
                self._unit(event.text, line, fresh, events, index)
            elif event.kind in ("seal", "legal"):
                slot = self._slot(fresh, counts[event.kind])
                counts[event.kind] += 1
                if slot is None:
                    continue
                if event.kind == "seal":
                    slot.seal = True
                    name = bare(value)
                    if not slot.organisation and 2 <= len(name) <= 24 and not _NAME_BLOCKED.search(name):
                        slot.organisation = name
                else:
                    slot.legal = True
                    match = _NAME.match(re.sub(r"[（(][^（()）]*[)）]|[:：]", " ", value))
                    slot.legal_person = slot.legal_person or (re.sub(r"\s", "", match.group(1)) if match else "")
            elif event.kind == "date" and not (index + 1 < len(events) and events[index + 1].kind == "when"):
                self._date(fresh, counts, date_in(value))
            elif event.kind == "when":
                self._date(fresh, counts, date_in(event.text))
        for slot in fresh or self._row:
            slot.texts.append(line.text.strip())
        if fresh:
            self._row = fresh

    def _open(self, label: str, name: str, line: Line, value: str) -> Slot:
        slot = Slot(label, name, line.location, witness=bool(_WITNESS.search(label)))
        short = bare(re.sub(r"^(?:[（(][^（()）]*[)）])*\s*[:：]?", "", value))
        if not name and 2 <= len(short) <= 24 and not organisation_names(value) and not _NAME_BLOCKED.search(short):
            slot.organisation = short
        self.slots.append(slot)
        return slot

    def _unit(self, name: str, line: Line, fresh: list[Slot], events: Sequence[_Event], index: int) -> None:
        if fresh and not fresh[-1].organisation and events[index - 1].kind in ("label", "seal"):
            fresh[-1].organisation = name
            return
        waiting = [slot for slot in self._row if not slot.organisation and not slot.legal and not slot.dated]
        if not fresh and waiting:
            waiting[0].organisation = name
            return
        if index and events[index - 1].kind in ("legal",):
            return
        if fresh and fresh[-1].organisation and bare(name) == bare(fresh[-1].organisation):
            return
        slot = Slot("", name, line.location)
        self.slots.append(slot)
        fresh.append(slot)

    def _slot(self, fresh: list[Slot], count: int) -> Slot | None:
        if fresh:
            return fresh[-1]
        if not self._row:
            return None
        return self._row[min(count, len(self._row) - 1)]

    def _date(self, fresh: list[Slot], counts: dict[str, int], date: str) -> None:
        slot = self._slot(fresh, counts["date"])
        counts["date"] += 1
        self.loose_dates.append((len(self.slots), date))
        if slot is not None and not slot.dated:
            slot.dated, slot.date = True, date


_NAME_BLOCKED = lazy(r"^(?:[（(]|法定|授权|代表|签字|签名|盖章|公章|签章|日期|年月日|年|电话|地址)|年.*月.*日|[:：]")


def read_lines(lines: Iterable[Line], letters: Mapping[str, str]) -> SigningReader:
    """The slots of a run of lines."""
    reader = SigningReader(letters)
    for line in lines:
        reader.read(line)
    return reader


def read_table(table: Table, block: int, letters: Mapping[str, str]) -> list[Slot]:
    """The slots of a table: a row per unit under a header, label and value cells, or a cell or column per unit."""
    rows = rows_of_table(table)
    if not rows:
        return []
    header = [re.sub(r"\s+", "", cell.text) for cell in rows[0]]
    if (
        len(header) >= 2
        and any(_HEADER_SIGN.search(text) for text in header[1:])
        and any(_HEADER_UNIT.search(text) for text in header)
        and not any(organisation_names(text) or letter_of(text) or re.search(r"[:：]", text) for text in header)
    ):
        return _read_headed(table, letters)
    if _label_value(rows):
        stream: list[Line] = []
        for row in rows:
            index = 0
            while index < len(row):
                text = re.sub(r"\s+", "", row[index].text)
                value = row[index + 1].text.strip() if index + 1 < len(row) else ""
                place = row[index + 1].location if value else row[index].location
                stream.append(Line(f"{text.rstrip('：:')}：{value}".replace("\n", " "), place, block))
                index += 2
        return read_lines(stream, letters).slots
    columns: list[list[Slot]] = []
    for column in sorted({cell.col for cell in table.cells}):
        cells = sorted((cell for cell in table.cells if cell.col == column), key=lambda cell: cell.row)
        columns.append(read_lines((line for cell in cells for line in lines_of_cell(cell, block)), letters).slots)
    if len(columns) > 1 and sum(bool(column) for column in columns) == 1:
        # Only one column names units: the others hold what belongs to them (“法定代表人：” | “日期：”).
        across = (line for row in rows for cell in row for line in lines_of_cell(cell, block))
        return read_lines(across, letters).slots
    return [slot for column in columns for slot in column]


def _label_value(rows: Sequence[Sequence[object]]) -> bool:
    """Whether cells alternate between printed labels and their blanks or values."""
    from doccheck.document import Cell

    pairs = good = 0
    for row in rows:
        cells = [cell for cell in row if isinstance(cell, Cell)]
        if len(cells) < 2 or len(cells) % 2:
            return False
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            pairs += 1
            text = re.sub(r"\s+", "", narrow(label.text))
            cue = bool(
                LABEL.match(text) or LEGAL.search(text + ":") or SEAL.search(text) or DATE_LABEL.search(text + ":")
            )
            other = narrow(value.text)
            if (
                cue
                and len(text) < 24
                and not organisation_names(text)
                and not (SEAL.search(other) and LABEL.search(other))
                and not LEGAL.search(other)
            ):
                good += 1
    return pairs > 0 and good >= max(1, pairs * 2 // 3)


def _read_headed(table: Table, letters: Mapping[str, str]) -> list[Slot]:
    grid = titled(table).grid()
    header = [re.sub(r"\s+", "", cell.text) if cell else "" for cell in grid[0]]

    def column(pattern: str) -> int | None:
        return next((index for index, text in enumerate(header) if re.search(pattern, text)), None)

    unit = column(r"单位(?!.*(?:盖章|公章))|成员|名称|企业|各方|主体")
    if unit is None:
        unit = column(r"单位")
    seal, legal, date = (
        column(r"盖章|公章|签章|印章|签署"),
        column(r"法定代表人|法人代表|签字|签名|代表"),
        column(r"日期|时间"),
    )
    slots: list[Slot] = []
    for row in grid[1:]:
        cell = row[unit] if unit is not None else None
        text = re.sub(r"\s+", "", cell.text) if cell else ""
        if cell is None or not text or re.fullmatch(r"[0-9.…、]+", text):
            continue
        names = organisation_names(text)
        slot = Slot(
            letter_of(text),
            names[0][2] if names else ("" if LABEL.fullmatch(narrow(text)) else bare(text)),
            cell.location,
        )
        slot.seal = seal is not None or bool(SEAL.search(narrow(text)))
        slot.texts.append(" ".join(other.text.strip() for other in row if other is not None))
        if legal is not None and (other := row[legal]) is not None and legal != unit:
            slot.legal = True
            match = _NAME.match(other.text.strip())
            slot.legal_person = re.sub(r"\s", "", match.group(1)) if match else ""
        if date is not None and (other := row[date]) is not None:
            slot.dated, slot.date = True, date_in(other.text)
        slots.append(slot)
    return slots
