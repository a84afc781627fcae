r"""EQ fields, the equations of old Word, which Chinese Word still writes for enclosed and combined characters.

``\o\ac(○,3)`` is ③, ``\o(\s\up 5(合),\s\do 2(并))`` reads 合并, ``\o\ad(\s\up 9(yú),渝)`` is 渝 with its sound above.
"""

from __future__ import annotations

import re

_COMMAND = re.compile(r"\\([a-z]+)", re.IGNORECASE)
_SEPARATORS = ",;，；"
_TICKS = frozenset("√✓✔vV☑")
_BOXES = frozenset("□☐▢")
_CIRCLES = frozenset("○〇◯O")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_DEEP = 20
_LONGEST = 2000
"""Characters of an instruction that are read; a hostile one would cost the square of its length."""


def equation_field(text: str) -> str:
    """The reading of the instruction behind the word ``EQ``."""
    return _read(re.sub(r"\\\*\s*(?:\"[^\"]*\"|\w+)", "", text[:_LONGEST]), 0).strip()


def _read(text: str, depth: int) -> str:
    shown = ""
    place = 0
    while place < len(text):
        match = _COMMAND.match(text, place)
        if match is None:
            if text[place] == "\\" and place + 1 < len(text):  # an escaped sign
                place += 1
            shown += text[place]
            place += 1
            continue
        opening = _opening(text, match.end())
        closing = _closing(text, opening) if opening is not None else None
        if opening is None or closing is None or depth > _DEEP:
            place = match.end()
            continue
        options = text[match.end() : opening]
        arguments = _split(text[opening + 1 : closing])
        shown += _write(match[1].lower(), options, arguments, depth)
        place = closing + 1
    return shown


def _opening(text: str, start: int) -> int | None:
    r"""The bracket that opens the arguments, past options such as ``\ac`` or ``\up 5`` and escaped brackets."""
    place = start
    while place < len(text):
        if text[place] == "\\":
            match = _COMMAND.match(text, place)
            place = match.end() if match else place + 2
        elif text[place] in "(（":
            return place
        elif text[place].isalnum() or text[place] in " -\t":
            place += 1
        else:
            return None
    return None


def _closing(text: str, opening: int) -> int | None:
    depth = 0
    place = opening
    while place < len(text):
        if text[place] == "\\" and not _COMMAND.match(text, place):
            place += 1
        elif text[place] in "(（":
            depth += 1
        elif text[place] in ")）":
            depth -= 1
            if not depth:
                return place
        place += 1
    return None


def _split(inner: str) -> list[str]:
    parts = [""]
    depth = 0
    for char in inner:
        depth += (char in "(（") - (char in ")）")
        if char in _SEPARATORS and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts]


def _write(command: str, options: str, arguments: list[str], depth: int) -> str:
    if command == "o" and len(arguments) == 2 and _is_sound(arguments[0], arguments[1], options):
        return _read(arguments[1], depth + 1)
    parts = [_read(argument, depth + 1).strip() for argument in arguments]
    if command == "o":
        return _enclosed(parts) if r"\ac" in options.lower() and len(parts) == 2 else "".join(parts)
    if command == "f" and len(parts) == 2:
        return "/".join(parts)
    if command == "r":
        return (parts[0] if len(parts) > 1 else "") + f"√({parts[-1]})"
    if command == "b":
        opening = re.search(r"\\(?:bc|lc)\s*\\(.)", options, re.IGNORECASE)
        left = opening[1] if opening else "" if "c\\" in options.lower() else "("
        right = _BRACKETS.get(left, left) if r"\lc" not in options.lower() else ""
        return left + ",".join(parts) + right
    if command in ("s", "d", "x"):
        return "".join(parts)
    return ",".join(parts)


def _is_sound(above: str, base: str, options: str) -> bool:
    """Whether the first of two overstruck parts is set above the second as its pronunciation."""
    return r"\up" in above.lower() and r"\do" not in base.lower() and r"\ac" not in options.lower()


def _enclosed(parts: list[str]) -> str:
    shape, inner = parts[0][-1:], parts[1]
    if shape in _CIRCLES and inner.isdecimal() and 1 <= int(inner) <= 20:
        return chr(ord("①") + int(inner) - 1)
    if shape in _BOXES and inner in _TICKS:
        return "☑"
    return inner or shape
