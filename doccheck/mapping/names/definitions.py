"""Short and former names that a document defines: “（以下简称‘甲方’）”, “（曾用名：…）”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from doccheck.document import Table
from doccheck.language.patterns import lazy
from doccheck.mapping.names.find import Found, organisation_names
from doccheck.mapping.names.written import narrow, normal
from doccheck.mapping.rosters_turned import turned

_QUOTE = "“”\"'‘’「」『』《》"
_DEFINED = lazy(
    rf"\((?:[^()]{{0,40}}[,，、;；])?(?:以下|下文|下称|后文|下同)?(?:均|统|并|又|分别)?(?:简称|称|下称|简称为|称为)(?:为|作)?[:：]?"
    rf"[{_QUOTE}]?([^(){_QUOTE}]{{1,20}}?)[{_QUOTE}]?(?:(?:或|、)[{_QUOTE}]([^(){_QUOTE}]{{1,20}})[{_QUOTE}])?(?:[,，;；][^()]*)?\)"
)
_FORMER = lazy(
    r"\((?:[^()]{0,40}[,，、;；])?(?:曾用名称?|原名称?|原单位名称|前身|原(?![件则因定始料告文价有])|更名前(?:名称)?)(?:为|是|系)?[:：]?([^(),，、;；]{4,30})(?:[,，、;；][^()]*)?\)"
)
_PRESENT = lazy(
    r"\((?:[^()]{0,20}[,，、;；])?(?:现名称?|现已?更名|现已?改名|已于?[^()]{0,12}?更名|已更名|更名|后更名)(?:为|是)?[:：]?([^(),，、;；]{4,30})(?:[,，、;；][^()]*)?\)"
)
_ONCE = lazy(r"^[,，]?\s*(?:曾用名称?|原名称?|前身)(?:为|是|系)?[:：]?\s*$")
_NOW = lazy(
    r"^(?:\([^()]*\))?[,，]?(?:现|已|后|后来)?(?:(?:自|于)?[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:起)?)?[,，]?(?:正式|经批准)?"
    r"(?:更名|改名|变更名称|名称变更|改制更名)(?:为|成)[:：]?[“\"]?\s*$"
)
_GREW = lazy(r"\([^()]{0,20}由([^()]{4,30}?)(?:更名|改名|改制)而来[^()]*\)")
_NAMED = lazy(r"(?P<full>[一-鿿]{6,30})[（(](?P<short>[一-鿿]{2,6})[）)]")
"""A cell or line that is a unit's full name with its short one: 南岭工程学院（南岭学院）."""
_TOLD = ("称", "曾用", "原名", "（原", "(原", "更名", "改名", "现名", "前身", "名称变更", "改制而来")


def defines(text: str) -> bool:
    """Whether the text can define a short name or tell a former one; a quick look before the real one."""
    return any(word in text for word in _TOLD) or _NAMED.fullmatch(text.strip()) is not None


def definitions(texts: Iterable[str]) -> dict[str, str]:
    """Defined short (or former) name in normal form → full name, over several texts; the first definition holds."""
    found: dict[str, str] = {}
    for text in texts:
        if not defines(text):
            continue
        flat = narrow(text)
        names = organisation_names(text)
        for match in _DEFINED.finditer(flat):
            full = _before(names, match.start())
            for short in match.groups() if full else ():
                if short and normal(short) and normal(short) != normal(full):
                    found.setdefault(normal(short), full)
        beside = _NAMED.fullmatch(flat.strip())
        if beside is not None and names and names[0][2] == beside["full"] and _is_short(*beside.groups()):
            found.setdefault(normal(beside["short"]), beside["full"])
        for pattern in (_FORMER, _GREW):
            for match in pattern.finditer(flat):
                _rename(found, _whole(match.group(1)), _before(names, match.start()))
        for match in _PRESENT.finditer(flat):
            _rename(found, _before(names, match.start()), _whole(match.group(1)))
        for (_, end, one), (start, _, two) in pairwise(names):
            if _NOW.match(flat[end:start]):
                _rename(found, one, two)
            elif _ONCE.match(flat[end:start]):
                _rename(found, two, one)
    return found


def short_names_listed(table: Table) -> Iterator[tuple[str, str]]:
    """Short names with their full ones, where 单位全称 | 简称 heads two columns or two rows of a table."""
    edge = [cell.text for cell in table.cells if not (cell.row and cell.col)]
    if any("简" in text and len(text) <= _HEAD for text in edge):
        for upright in (table, turned(table)):
            yield from _listed([[cell.text if cell is not None else "" for cell in row] for row in upright.grid()])


def _listed(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    heads = ["".join(text.split()) for text in rows[0]]
    short = next((at for at, head in enumerate(heads) if _SHORT_COLUMN.fullmatch(head)), None)
    full = next((at for at, head in enumerate(heads) if _FULL_COLUMN.fullmatch(head)), None)
    if short is None or full is None:
        return
    for row in rows[1:]:
        if max(short, full) < len(row) and 2 <= len(row[short].strip()) < len(row[full].strip()):
            yield row[short].strip(), row[full].strip()


_HEAD = 10
"""Signs of a header."""
_SHORT_COLUMN = lazy(r"(?:单位|成员|企业)?(?:简称|简写)(?:[（(].*[)）])?|(?:以下|下文|本[册表])称")
_FULL_COLUMN = lazy(r"(?:成员|单位|企业|机构)*(?:全称|名称)(?:[（(].*[)）])?|单位|成员单位")


def _is_short(full: str, short: str) -> bool:
    """Whether a name has all the signs of a shorter one, but for a 公司 behind them."""
    return len(short) < len(full) - 1 and holds(full, short.removesuffix("公司"))


def holds(name: str, piece: str) -> bool:
    """Whether a name has all the signs of a short name in their order."""
    signs = iter(name)
    return all(sign in signs for sign in piece)


def _before(names: list[Found], place: int) -> str:
    """The name that ends where a bracket opens."""
    return next((name for _, end, name in reversed(names) if end == place), "")


def _whole(text: str) -> str:
    """The text if all of it is one organisation's name: “某集团下属企业” tells no former name."""
    names = organisation_names(text)
    return names[0][2] if names and (names[0][0], names[0][1]) == (0, len(text)) else ""


def _rename(found: dict[str, str], former: str, present: str) -> None:
    if former and present and normal(former) != normal(present):
        found.setdefault(normal(former), present)


def defined_at(text: str) -> list[tuple[int, str]]:
    """Every (offset of the bracket, short name) of a “（以下简称…）” in the text."""
    return [(match.start(), short) for match in _DEFINED.finditer(narrow(text)) for short in match.groups() if short]


def named_units(text: str) -> list[Found]:
    """The organisations that a text names; a short or former name in the bracket behind its unit is no second unit."""
    flat = narrow(text)
    brackets = [match.span() for pattern in (_DEFINED, _FORMER, _PRESENT, _GREW) for match in pattern.finditer(flat)]
    return [
        found
        for found in organisation_names(text)
        if not any(start < found[0] and found[1] < end for start, end in brackets)
    ]
