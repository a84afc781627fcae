"""Short names of units (衡舵线控 for 重庆衡舵线控技术有限公司), and the parties of an agreement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from doccheck.document import Document, Paragraph, Table
from doccheck.facts.numbers import narrow
from doccheck.facts.regions import is_county, without_place
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Organisation, Part
from doccheck.programme.schema import Role

_FULL = lazy(
    r"[一-龥A-Za-z0-9()·]{3,30}(?:公司|大学|学院|研究院|研究所|设计院|科学院|医院|中心|协会|商会|促进会|学会|联盟|合作社|实验室|集团|厂|院|所)"
)
_LABELLED = lazy(r"单位全?[名称]|名称|企业名|[一二三四五六七八九]是|牵头|成员")
_COLUMN = lazy(r"单位|企业|成员|名称|公司")
_LEGAL = lazy(r"(?:股份有限公司|有限责任公司|有限公司|集团公司|公司|集团)$")
_TRADES = frozenset(
    [
        "智能",
        "科技",
        "技术",
        "汽车",
        "机械",
        "工业",
        "材料",
        "新材",
        "能源",
        "新能",
        "电子",
        "信息",
        "软件",
        "生物",
        "医药",
        "医疗",
        "环保",
        "齿轮",
        "轴承",
        "传感",
        "检测",
        "食品",
        "农业",
        "精密",
        "装备",
        "数控",
        "化工",
        "光电",
        "电力",
        "通信",
        "网络",
        "数据",
        "交通",
        "建筑",
        "设计",
        "先进",
        "高端",
        "绿色",
        "创新",
        "国家",
        "中国",
        "全国",
        "东方",
        "西南",
        "西北",
        "华东",
        "华南",
        "华北",
        "华中",
        "东北",
        "中南",
        "江南",
        "江北",
        "南方",
        "北方",
        "家具",
        "行业",
        "产业",
        "质量",
        "理工",
        "师范",
        "职业",
        "人民",
        "第一",
        "第二",
        "永磁",
        "稀土",
        "机器",
        "航空",
        "海洋",
    ]
)
"""Beginnings of names that are words of a trade or a region and so name nobody alone."""
_OTHER_COMPANY = lazy(r"[^，,。;；、:：（）()的是与和及为由在\d]{1,12}?(?:(?:股份)?有限(?:责任)?公司|集团(?!公司))")
"""What makes another company's name of a unit's first two characters: 澜舵重工股份有限公司 beside 澜舵动力."""
_WITHIN = lazy(r"^(?:[一-龥]{2,8}?集团(?!有限|股份|公司)|(?:两江|高新|经开))")
"""A group or a new area with which a name begins: 矿山技术研究院 is short for 蜀岭钢铁集团矿山技术研究院."""
_PLACE_ON = lazy(r"(?:国家级)?(?:新区|高新|经开|开发区|工业园|[省市县区镇乡])")
"""What makes a place of the first two characters of a unit's name: 两江新区 beside 两江远控."""
_TRADE_ON = lazy(r"(?:产业)?(?:集群|链|园区?|带(?!动|来|头)|规模|产值|基地|政策)")
"""What makes a region's trade of the first words of a unit's name: 全区家具产业集群 beside 家具产业研究院."""
_LAST_SIGN = lazy(r"[一-龥](?=[与和及、，,。；;（(：:]|分别|各?自筹|出资|20\d\d|$)(?<![与和及出共各的已有在])")
"""A fourth sign that a full name has in another place or not at all: 茶山纺机 for 茶山纺织装备有限公司."""
_PARTY = lazy(
    r"(?P<party>[甲乙丙丁戊己庚辛壬癸])方(?P<number>[一二三四五六七八九十]{0,2})\s*"
    r"(?:\)?\s?[:：]|为|即|是|\([^()]{0,6}\)[:：]?|\()?\s*"
    r"(?P<name>(?:(?![甲乙丙丁戊己庚辛壬癸]方)[一-龥A-Za-z()·]){3,40})"
)
_PARTY_BEHIND = lazy(
    r"(?P<name>[一-龥A-Za-z()·]{4,40})\s*\((?:以下)?简?称?[“\"]?(?P<party>[甲乙丙丁戊己庚辛壬癸])方[”\"]?\)"
)

_PARTY_ALONE = lazy(r"(?P<party>[甲乙丙丁戊己庚辛壬癸])方?(?:\([^()]*\))?")


def unit_names(mapped: MappedSubmission) -> dict[str, int]:
    """Full names in the columns of units of all tables, in profiles and of members, with how often each stands."""
    counted: Counter[str] = Counter()
    for member in ((mapped.lead,) if mapped.lead else ()) + mapped.members:
        counted[_bare(member.name)] += 1
    for part in mapped.parts:
        if part.organisation and part.role in (Role.MEMBER_PROFILE, Role.LEAD_PROFILE):
            name = _bare(part.organisation)
            if _FULL.fullmatch(name):
                counted[name] += 1
    for document in mapped.documents.values():
        for block in document.blocks:
            if isinstance(block, Table):
                counted.update(_of_table(block))
    for name, other in [(n, o) for n in counted for o in counted if o != n and n.endswith(o)]:
        # “一是重庆榫和数控机械有限公司” is no name; 渝州医药大学 is the short one of 重庆渝州医药大学
        counted.pop(other if without_place(name) == without_place(other) else name, None)
    return {
        name: count
        for name, count in counted.items()
        if _FULL.fullmatch(name) and not _LABELLED.match(name) and not re.match(r"\d", name)
    }


def lead_name(mapped: MappedSubmission) -> str:
    """The lead as the form's own cell says, where mapping did not settle it; empty if no cell does."""
    for part in mapped.parts:
        if part.role is not Role.APPLICATION:
            continue
        for block in part.passage.blocks:
            if not isinstance(block, Table):
                continue
            cells = {(c.row, c.col): _bare(c.text) for c in block.cells}
            for cell in block.cells:
                if re.fullmatch(r"(?:联合体)?(?:牵头|依托(?=单位))(?:单位|企业)(?:名称)?", _bare(cell.text)):
                    written = re.sub(r"\(.*", "", cells.get((cell.row, cell.col + cell.colspan), ""))
                    if _FULL.fullmatch(written):
                        return written
    return ""


_OF_MANY = lazy(
    r"联合体|方案|计划|协议|合同|章程|名册|名单|清单|汇总|申请|申报|承诺|任务书|预算|通知|指南|伙伴|各家|成员"
)
"""Words of a title whose document is about more than one unit."""


_TAG = lazy(
    r"[（(](?:成员|参与|共建|参加)(?:单位|企业)?(?:材料|附件|情况|简介|概况)?(?:之?[一二三四五六七八九十\d]{1,2})?[)）]"
    r"|^(?:成员|参与|共建|参加)(?:单位|企业)?[一-龥]{0,4}[：:—-]+"
    r"|\s?[：:—–-]+\s?(?:成员|参与|共建|参加)(?:单位|企业)[一-龥]{0,6}$"
)
"""Says beside a unit's name that it is a member: 某某公司（成员单位）, 成员单位材料：某某公司."""


def untagged(title: str) -> str:
    """A title without the remark that its unit is a member."""
    return _TAG.sub("", title)


def titled(document: Document) -> str:
    """The title of a document that may present one unit (“缙衡检测情况说明”), else empty."""
    for block in document.blocks[:3]:
        if isinstance(block, Paragraph) and block.text.strip():
            title = untagged(block.text.strip())
            title = title.partition("关于")[0] or title  # 某某公司关于数据口径的说明, but 关于某某公司的说明
            return title if len(title) <= 40 and not _OF_MANY.search(title) else ""
    return ""


def _of_table(table: Table) -> Iterator[str]:
    """Names of a column that is headed 单位名称 or the like and holds at least three."""
    if table.rows > 200:
        return
    columns: dict[int, list[str]] = {}
    headed: set[int] = set()
    for cell in table.cells:
        name = _bare(cell.text)
        if _FULL.fullmatch(name) and not _COLUMN.fullmatch(name) and cell.row:
            columns.setdefault(cell.col, []).append(name)
        elif cell.row <= 2 and len(name) <= 12 and _COLUMN.search(name):
            headed.add(cell.col)
    for column, names in columns.items():
        if column in headed and len(names) >= 3:
            yield from names


def party_names(parts: Iterable[Part], document: str = "") -> Iterator[tuple[str, str]]:
    """“甲” and what it is said to be, in the order of the agreements, or in one ``document`` alone."""
    for part in parts:
        if part.role not in (Role.AGREEMENT, Role.CHARTER) or document not in ("", part.document):
            continue
        for block in part.passage.blocks:
            if isinstance(block, Table):
                yield from _parties_of(block)
            elif isinstance(block, Paragraph) and "方" in block.text:
                clean = narrow(block.text)
                yield from _parties_in_turn(clean)
                for match in _PARTY_BEHIND.finditer(clean):
                    yield match["party"], match["name"]
                for match in _PARTY.finditer(clean):
                    yield match["party"] + match["number"], match["name"]


_STEMS = "甲乙丙丁戊己庚辛壬癸"
_IN_TURN = lazy(
    rf"(?P<first>[{_STEMS}])方?\s?(?:至|到|[-—–~～])\s?(?P<last>[{_STEMS}])(?:[二两三四五六七八九十]|各)?方(?:依次|分别|顺次)+(?:[为是系即]|[:：])+"
    rf"|(?P<each>[{_STEMS}](?:方?[、和及与][{_STEMS}])+)(?:[二两三四五六七八九十]|各)?方(?:依次|分别|顺次)+(?:[为是系即]|[:：])+"
)
"""Says that the names behind it are those of several parties in order: 乙方至庚方依次为, 乙、丙、丁三方分别为."""


def _parties_in_turn(text: str) -> Iterator[tuple[str, str]]:
    """Parties whose names are listed in their order, as many as they are: 乙方至丁方依次为：某公司、某大学、某院."""
    for match in _IN_TURN.finditer(text) if "方" in text else ():
        if match["each"]:
            letters = [sign for sign in match["each"] if sign in _STEMS]
        else:
            letters = list(_STEMS[_STEMS.index(match["first"]) : _STEMS.index(match["last"]) + 1])
        listed = re.split(r"[。；;:：]", text[match.end() :], maxsplit=1)[0]
        pieces = re.split(r"[、,，]|(?<=[司学院所会心])[和及与]", listed)
        names = [re.sub(r"\([^()]*\)", "", name).strip() for name in pieces]
        if len(names) == len(letters) and all(len(name) >= _NAME for name in names):
            yield from zip(letters, names, strict=True)


_NAME = 4


def _parties_of(table: Table) -> Iterator[tuple[str, str]]:
    """The parties of a table whose rows begin with them: 乙方 | 重庆经纬电控技术有限公司."""
    for row in table.grid():
        for label, value in pairwise(row):
            if label is None or value is None or not (match := _PARTY_ALONE.fullmatch(_bare(label.text))):
                continue
            if _FULL.fullmatch(name := _bare(value.text)):
                yield match["party"], name


def shared_places(names: Iterable[str]) -> set[str]:
    """Beginnings of two signs that are a place's, though no map has it: 澜州市… and 澜州理工大学 beside 澜州瑞岳轴承….

    A town or province is called one in somebody's name, or gives its name to a company and to a university.
    """
    companies: Counter[str] = Counter()
    others: set[str] = set()
    said: set[str] = set()
    for name in {without_place(_bare(name)) for name in names}:
        if name[2:3] in ("省", "市", "县") and len(name) > _WITH_PLACE:
            said.add(name[:2])
        if _LEGAL.search(name):
            companies[name[:2]] += 1
        elif name.endswith(("大学", "学院")):
            others.add(name[:2])
    return {place for place, count in companies.items() if place in said or place in others}


_WITH_PLACE = 7
"""Signs of a company's name behind which a place may be taken off."""


def ends_alike(written: str, name: str) -> bool:
    """Whether a short name has the kind with which a name ends, and before it signs of the name in their order."""
    if not written.endswith(_KINDS):
        return False  # asked of every unit for whatever may be a name
    kind = next((kind for kind in _KINDS if written.endswith(kind) and name.endswith(kind)), "")
    signs = iter(name.removesuffix(kind))
    return bool(kind) and len(written) > 1 and all(sign in signs for sign in written.removesuffix(kind))


_KINDS = ("大学", "学院", "中心", "协会", "院", "所")


class ShortNames:
    """Finds units by the distinctive beginning of their names.

    A company may be called by two characters that nobody else's name begins with; a university or an institute needs
    more of its name (渝川理工, 翠云研究院).
    """

    def __init__(self, known: Mapping[str, tuple[Organisation, int]], whole_names: Iterable[str] = ()) -> None:
        self._units: dict[str, list[tuple[str, Organisation, int]]] = {}
        places = shared_places([*known, *whole_names])
        for name, (organisation, count) in known.items():
            whole = re.sub(r"\([^()]*\)", "", without_place(name))
            if whole[:2] in places and _LEGAL.search(whole) and len(whole) > _WITH_PLACE:
                brand = whole[2:].removeprefix("市").removeprefix("省")
                whole = brand if brand[:2] not in _TRADES else whole
            for rest in (whole, _LEGAL.sub("", _WITHIN.sub("", whole))):
                stem = rest[:2]
                if len(rest) >= 4 and len(stem) == 2 and (rest is whole or not whole.startswith(rest)):
                    self._units.setdefault(stem, []).append((rest, organisation, count))
        stems = sorted(self._units)
        self._pattern = re.compile("|".join(map(re.escape, stems))) if stems else None

    def find(
        self, text: str, taken: list[tuple[int, int, Organisation | None]]
    ) -> list[tuple[int, int, Organisation | None]]:
        """Short names in narrowed text as (start, end, unit), apart from what is ``taken``."""
        found: list[tuple[int, int, Organisation | None]] = []
        if self._pattern is None:
            return found
        for match in self._pattern.finditer(text):
            if any(start <= match.start() < end for start, end, _ in taken):
                continue
            best: tuple[int, int, Organisation] | None = None
            for rest, organisation, count in self._units[match[0]]:
                length = _run_length(text, match.start(), rest)
                # 凤凰湖 alone may be the park: a county's name is a unit's only with more of it (山城汽车)
                alone = _LEGAL.search(rest) is not None and match[0] not in _TRADES and not is_county(match[0])
                # 茶山所, 丘陵院: the beginning of a name with the last character of its kind
                kind = length == 3 and text[match.start() + 2] == rest[-1] and rest[-1] in "所院会校厂社"
                if (length >= 4 or kind or (length >= 2 and alone)) and (best is None or (length, count) > best[:2]):
                    best = (length, count, organisation)
            if best is not None and not (best[0] == 2 and _PLACE_ON.match(text, match.end())):
                other = _OTHER_COMPANY.match(text, match.start() + best[0]) if best[0] < 4 else None
                end = other.end() if other is not None else match.start() + best[0]
                if match[0] in _TRADES and _TRADE_ON.match(text, end):
                    continue
                if best[0] == 3 and other is None and _LAST_SIGN.match(text, end) and _LEGAL.search(best[2].name):
                    end += 1
                start = match.start() - _place_before(text, match.start(), best[2].name)
                found.append((start, end, None if other is not None else best[2]))
        return found


def _place_before(text: str, start: int, name: str) -> int:
    """How many characters of a name's place stand before its distinctive beginning (凤凰 in 凤凰湖传感)."""
    at = narrow(name).find(text[start : start + 2])
    length = 0
    while length < min(at, start) and text[start - length - 1] == name[at - length - 1]:
        length += 1
    return length


def _run_length(text: str, start: int, name: str) -> int:
    """How many characters from ``start`` stand in ``name`` in the same order."""
    length, at = 0, 0
    while start + length < len(text):
        at = name.find(text[start + length], at) + 1
        if at == 0:
            break
        length += 1
    return length


def _bare(name: str) -> str:
    return "".join(narrow(name).split())
