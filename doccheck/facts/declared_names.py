"""Short names of units that a paper declares: in a list (“简称：砺驰、渝西院。”) or one by one (称墟渔船舶为“船厂”)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from doccheck.document import Document, Paragraph, Table
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy
from doccheck.mapping.model import Organisation
from doccheck.mapping.names.definitions import holds, short_names_listed

_LIST = lazy(
    r"(?:分别|依次)?简称(?:分别|依次|[^，。；;:：、“\d]{1,10}(?=[:：]))?[:：为是]?(?:分别|依次)?[为是]?\s?(?P<list>[^，。；;:：\d]{4,120})"
)
_CALLED = lazy(
    r"(?P<name>[一-龥A-Za-z]{3,30}?)[,，]?(?:[以本]?下(?:文|均)?|文[中内]|本[文书])?(?:统|均|简|合)?(?:称(?:之?为|作)?|叫[做作]?|记[为作]|为)[:：]?"
    r"[“\"「](?P<short>[一-龥A-Za-z]{2,6})[”\"」]"
)
"""称墟渔船舶为“船厂”，黄海海洋大学叫“海大”."""
_NOBODY = lazy(r"公司|单位|企业|联合体|联盟|成员|项目|课题|方$")
"""What a short name does not have that names a single unit."""
_CALLING = ("称", "叫", "记")
"""One of them stands in every sentence that says what somebody is called."""
_PIECE = lazy(r"[一-龥A-Za-z]{2,8}")
_SEVERAL = 3
"""Names from which on such a line is a list of them."""
_OWN = 3
"""So many signs of a name tell whose it is."""
_BEHIND = (
    r"(?!(?<=所)(?:有(?!效|[职研员专发教科\d一二三四五六七八九十])|在(?:[的地区城]|单位)|[需以用谓属示述致得])"
    r"|\s?[\d一二两三四五]+\s?[家所个])"
)
"""What follows a 所 that ends no name (膜所需), and a kind of which there are so many (行业协会1家)."""
_BEFORE = r"(?<![一-龥])|(?<=[、和与及由在对经给向为是比其中])"


def declared_names(
    documents: Iterable[Document], units: Iterable[Organisation], members: Collection[str] = ()
) -> dict[str, Organisation]:
    """Every short name of a note that only one unit's name, or one of the ``members``', can be meant by."""
    known = list({unit.name: unit for unit in units}.values())
    found: dict[str, Organisation] = {}
    documents = list(documents)
    for piece in _listed(documents):
        if (unit := _one([unit for unit in known if holds(unit.name, piece)], members)) is not None:
            found[piece] = unit
    for short, written in _side_by_side(documents):
        full = "".join(narrow(written).split())
        if (unit := _one([unit for unit in known if unit.name == full], members)) is not None:
            found.setdefault(short, unit)
    for written, short in _called(documents):
        if short not in found and (unit := _shortened(written, known, members)) is not None:
            found[short] = unit
    return found


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds the names in narrowed text where no other word goes before them (not in 国家检测中心)."""
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?:{_BEFORE})(?:{words}){_BEHIND}") if words else None


def _side_by_side(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Short names with full ones, where a table has columns or rows for both (单位 | 简称)."""
    for document in documents:
        for block in document.blocks:
            for short, full in short_names_listed(block) if isinstance(block, Table) else ():
                if _PIECE.fullmatch(short) and not _NOBODY.search(short) and holds(full, short):
                    yield short, full


def _listed(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        for block in document.blocks:
            if not isinstance(block, Paragraph) or "简称" not in block.text:
                continue
            for match in _LIST.finditer(narrow(block.text)):
                pieces = [piece.strip() for piece in match["list"].strip("“”\" ").split("、")]
                if len(pieces) >= _SEVERAL and all(map(_PIECE.fullmatch, pieces)):
                    yield from pieces


def _called(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Words behind which a unit's name ends, and in quotation marks what it is called from there on."""
    for document in documents:
        for block in document.blocks:
            if isinstance(block, Paragraph) and ("“" in block.text or '"' in block.text or "「" in block.text):
                clean = narrow(block.text)
                for match in _CALLED.finditer(clean) if any(word in clean for word in _CALLING) else ():
                    if not _NOBODY.search(match["short"]):
                        yield match["name"], match["short"]


def _shortened(written: str, known: list[Organisation], members: Collection[str]) -> Organisation | None:
    """The one unit of whose name the last of the words are a shorter form: 下文称巴屏特种钢绳."""
    for start in range(len(written) - _OWN + 1):
        words = written[start:]
        if fit := [unit for unit in known if words[:2] in unit.name and holds(unit.name, words)]:
            return _one(fit, members)
    return None


def _one(fit: list[Organisation], members: Collection[str]) -> Organisation | None:
    """The only unit, or the only member beside names that a paper has of it with a slip."""
    if len(fit) > 1:
        fit = [unit for unit in fit if unit.name in members]
    return fit[0] if len(fit) == 1 else None
