"""XML spoilt as text (tags torn, entities declared) and as a tree (well-formed, and not what any program writes)."""

from __future__ import annotations

import copy
import re
from random import Random

from lxml import etree

_TOKEN = re.compile(rb"<[^>]*>|[^<]+")
_VALUES = (
    "", "0", "-1", "1", "2", "9", "63", "1000000", "2147483648", "-99999999999", "1e400", "NaN", "0x1F", "１２", "12.5", "true",
    "none", "auto", "restart", "A1:XFD1048576", "rId1", "../../../../etc/passwd", "http://127.0.0.1:9/x", "甲" * 3000, "\u202e",
    "%1%2%3%4%5%6%7%8%9", "1 0 0 1", "0 0 0 0", "nan nan nan nan", "g 99999999 1", "M L B", "\ud7ff\ufffd",
)  # fmt: skip
_TEXTS = (
    "",
    " ",
    "1" * 400,
    "－" * 50,
    "=1/0",
    "\u2028",
    "甲\t乙\n",
    "１２３",
    "9" * 30,
    "1e999",
    "a\u0301" * 100,
    "\U0010ffff",
)
_LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)
_FOREIGN = b'<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/hostname">]>'


def spoil_xml(data: bytes, dice: Random) -> bytes:
    """One XML part, spoilt; bytes that are no XML are spoilt as text."""
    if dice.random() < 0.25:
        return _as_text(data, dice)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return _as_text(data, dice)
    for _ in range(dice.choice((1, 1, 2, 4, 12))):
        _as_tree(root, dice)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _as_text(data: bytes, dice: Random) -> bytes:
    tokens = _TOKEN.findall(data)
    if not tokens:
        return data
    at, other = dice.randrange(len(tokens)), dice.randrange(len(tokens))
    match dice.randrange(7):
        case 0:
            del tokens[at]
        case 1:
            tokens[at] = tokens[other]
        case 2:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        case 3:
            tokens[at] = tokens[at] * dice.choice((2, 300))
        case 4:
            tokens[at] = tokens[at][: len(tokens[at]) // 2]
        case 5:
            start = 1 if tokens[0].startswith(b"<?") else 0
            tokens.insert(start, dice.choice((_LAUGHS, _FOREIGN)))
            texts = [index for index, token in enumerate(tokens) if index > start and not token.startswith(b"<")]
            if texts:
                tokens[dice.choice(texts)] = dice.choice((b"&j;", b"&a;"))
        case _:
            tokens[at] = dice.choice((b"&nbsp;", b"\x00", b"\xff\xfe", b"<![CDATA[x]]>", b"<!-- x -->", b"<?x y?>"))
    return b"".join(tokens)


def _as_tree(root: etree._Element, dice: Random) -> None:
    every = [one for one in root.iter() if isinstance(one.tag, str)]
    one, other = dice.choice(every), dice.choice(every)
    parent = one.getparent()
    match dice.randrange(9):
        case 0 | 1:
            # Attributes are rare, so they are sought.
            bearers = [element for element in every if element.attrib]
            if bearers:
                bearer = dice.choice(bearers)
                values = [str(value) for element in dice.choices(bearers, k=5) for value in element.attrib.values()]
                bearer.set(dice.choice(list(bearer.attrib)), dice.choice((*_VALUES, *values)))
        case 2:
            if one.attrib:
                del one.attrib[dice.choice(list(one.attrib))]
        case 3:
            if parent is not None:
                parent.remove(one)
        case 4:
            if parent is not None:
                times = dice.choice((1, 1, 3, 200))
                for _ in range(min(times, 20_000 // (1 + sum(1 for _ in one.iter())))):
                    parent.insert(parent.index(one), copy.deepcopy(one))
        case 5:
            other.insert(dice.randrange(len(other) + 1), copy.deepcopy(one))
        case 6:
            one.tag = other.tag
        case 7:
            one.text = dice.choice(_TEXTS)
        case _:
            # Deep nesting of a thing in itself.
            inner = one
            for _ in range(dice.choice((3, 60, 240))):
                inner = etree.SubElement(inner, one.tag)
