"""Chinese sentences with their offsets."""

from __future__ import annotations

from doccheck.language.patterns import lazy

_CLOSERS = "”’\"'）)】]》〉」』"
_PAIRS = {"（": "）", "(": ")", "【": "】", "[": "]", "“": "”", "《": "》", "「": "」", "『": "』"}
_LONGEST_PAIR = 300
_MAY_END = lazy(r"[。！？；!?;.”」』]")
"""The only signs at which a sentence may end: nothing between them need be looked at."""
_BRACKETS = lazy(r"[（(【\[“《「『）)】\]”》」』]")
"""The signs of :data:`_PAIRS`."""


def _han(char: str) -> bool:
    return "\u3400" <= char[:1] <= "\u9fff"


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence; blanks around a sentence are left out, signs at its end belong to it.

    Ends are 。！？； and line breaks, also ! ? ; beside Chinese characters and a full stop typed as “.” between them.
    Nothing is split inside brackets or quotation marks that close within the line, nor inside numbers.
    """
    spans: list[tuple[int, int]] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        spans += [(offset + start, offset + end) for start, end in _of_line(line)]
        offset += len(line)
    return spans


def _of_line(line: str) -> list[tuple[int, int]]:
    guarded = _guarded(line)
    spans: list[tuple[int, int]] = []
    start = index = 0
    while (sign := _MAY_END.search(line, index)) is not None:
        index = sign.start()
        if not guarded[index] and _ends(line, index, start):
            index += 1
            while index < len(line) and (line[index] in "。！？；!?;" or (line[index] in _CLOSERS and guarded[index])):
                index += 1
            _add(line, start, index, spans)
            start = index
        elif (
            guarded[index] and line[index] in "”」』" and line[index - 1] in "。！？" and not _goes_on(line, index + 1)
        ):
            # A quotation that ends its sentence inside the marks ends the sentence outside as well.
            index += 1
            _add(line, start, index, spans)
            start = index
        else:
            index += 1
    _add(line, start, len(line), spans)
    return spans


def _add(line: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    piece = line[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        spans.append((left, right))


def _guarded(line: str) -> list[bool]:
    """For each character whether it stands inside (or closes) a pair of brackets or quotation marks."""
    guarded = [False] * len(line)
    opened: list[tuple[str, int]] = []
    for sign in _BRACKETS.finditer(line):
        index, char = sign.start(), sign.group()
        if char in _PAIRS:
            opened.append((_PAIRS[char], index))
        elif opened and any(char == closer for closer, _ in opened):
            while opened:
                closer, place = opened.pop()
                if closer == char:
                    if index - place <= _LONGEST_PAIR and not (opened and guarded[place]):
                        guarded[place : index + 1] = [True] * (index + 1 - place)
                    break
    return guarded


def _ends(line: str, index: int, start: int) -> bool:
    char = line[index]
    if char in "。！？；":
        return True
    before, after = line[max(index - 1, 0)], line[index + 1 : index + 2]
    if char in "!?;":
        return _han(before) or before in _CLOSERS
    if char == "." and _han(before) and index - start > 3:
        return not after.strip() or _han(after)
    return False


def _goes_on(line: str, index: int) -> bool:
    """“他说：‘……。’的做法” goes on behind the quotation."""
    return line[index : index + 1] in tuple("，、；：的等和与及。") if line[index : index + 1] else False
