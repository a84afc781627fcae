"""The consortium's own name wherever it is written in full: form, titles, the agreement's first words, prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from doccheck.document import Document, Location, Paragraph, Spot, Table
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, FieldValue, NameMention, Part
from doccheck.mapping.names.forming import NamePatterns, alternatives, name_patterns
from doccheck.mapping.names.lexicon import PLACE_HEAD
from doccheck.mapping.names.lines import is_placeholder, rows_of_table
from doccheck.mapping.names.written import bare, narrow, normal
from doccheck.programme.schema import NamingRow, Programme, Role

_CUT = lazy(
    r"成立了?|组建了?|[组结构]成了?|公司(?=[与和及同跟、等])|建设了?|共建|打造|加入|作为|申报|推进|构建|关于|名称为|命名为|定名为|名为|称为|即为|为了|以及|围绕|通过|依托|参加|参与|发起|设立|"
    r"形成|申请|建立|培育|支持|同意|批准|签署|制定|实施|完善|保障|推动|促进|服务|提升|加强|是|的|由|在|把|将|对|了|本次|本|该|此|我们|各方|双方|甲方|乙方|根据|按照|拟|(?<=[^\w])与"
)
_LEADING = lazy(
    r"^(?:以|为|和|与|及|向|从|等|并|被|让|使|给|到|牵头|联合|共同|成为|使得|要求|包括|包含|经|自|于|至|我|贵|各|其|一个|首个|这个|[0-9]+[.、])"
)
_NUMBERED = lazy(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.、．]?(?=[一-鿿])|第[一二三四五六七八九十]{1,3}[章节部分]+"
    r"|[（(]?[一二三四五六七八九十]{1,3}[）)、.．])"
)
"""The number of a section, before its heading."""
_ASKS = lazy(r"为什么|为何|何以|何为|如何|怎么|怎样|什么|哪些|谁来|是否|能否|我们|大家")
"""Words of a question or a speech, which no name has."""
_LABEL = lazy(
    r"(?:牵头|依托|申报|申请|发起|主持|参[与加建]|共建|成员|推荐|主管|组织|合作)(?:单位|企业|方|部门)(?:全称|名称|总?数)?"
    r"|(?:所属|产业|技术|建设)(?:领域|方向|产业)|(?:建设|组建|实施|合作)(?:周?期|周期|期限|时间|地点|目标)"
    r"|统一社会信用代码|法定代表人|(?:联系|负责|填报|经办|填表)人|(?:总投入|总经费|经费|[填申]报日期|成立(?:时间|日期|年份))"
)
"""Labels of a form's other blanks, which stand beside that of the name where the answers stand below."""
_GENERIC = lazy(
    r"产业|科技|技术|协同|战略|创新|试点|建设|高水平|高质量|高能级|新型|示范|体系化|任务型|国家级|省级|市级|区级|县级|"
    r"国家|我省|我市|我区|全省|全市|全区|龙头|企业|牵头|主导|领军|行业|若干|首批|一批|批|第|个|家|两类|类|有关|相关|其他|其它|不同|领域|所有|全体|拟|已|各|每|"
    r"省|市|区|县|型|新|等|[一二三四五六七八九十0-9]|[的之与和]"
)


def map_consortium_names(
    documents: Mapping[str, Document], parts: Sequence[Part], fields: Sequence[FieldValue], programme: Programme
) -> tuple[NameMention, ...]:
    """Every mention of the consortium's full name, the form's first; in prose each writing once in a part.

    The programme's own name, “市级创新联合体”, names with blanks or crosses and defined short names are none.
    """
    mentions = list(_labelled(parts, fields, programme))
    mentions += _titles(parts, programme)
    official = normal(mentions[0].name) if mentions else ""
    prose = list(_prose(parts, programme, official))
    if not mentions and prose:
        # Nobody states it on a form: the writing found most often goes first.
        common = Counter(normal(mention.name) for mention in prose).most_common(1)[0][0]
        prose.sort(key=lambda mention: normal(mention.name) != common)
    return tuple(_once(mentions + prose))


_OF_YEAR = lazy(r"^(?:19|20)\d\d年?度?")
"""The year of a round, before the programme's own name: 2024年度重庆市创新联合体组建申报书."""


def is_generic_name(name: str, programme: Programme) -> bool:
    """Whether the words name no particular consortium: the programme's own name, “市级创新联合体”."""
    rest = re.sub(alternatives(programme.consortium_words), "", _OF_YEAR.sub("", normal(name)))
    for region in sorted(programme.region, key=len, reverse=True):
        rest = rest.replace(normal(region), "")
    while match := PLACE_HEAD.match(rest):
        rest = rest[match.end() :]
    return len(re.sub(r"[^\w]", "", _GENERIC.sub("", rest))) < 2


_NEXT_LABEL = lazy(r"(?<=联合体)[一-鿿]{2,8}[:：].*$|(?<=综合体)[一-鿿]{2,8}[:：].*$")
"""The label that follows a name on its line: …创新联合体 填表日期：2023年6月20日."""


def clean_name(text: str, patterns: NamePatterns) -> str:
    """A name as filled in: without underscores, spaces, quotes and the kind of document behind it."""
    name = bare(_NEXT_LABEL.sub("", re.sub(r"[_＿\s]+", "", text)))
    match = patterns.filled.match(name)
    return match.group(1) if match else name


def _usable(name: str, programme: Programme) -> bool:
    if _ASKS.search(name) or _LABEL.fullmatch(name):
        return False
    return len(name) <= 50 and not is_placeholder(name) and not is_generic_name(name, programme)


def _labelled(parts: Sequence[Part], fields: Sequence[FieldValue], programme: Programme) -> Iterator[NameMention]:
    roles = {part.id: part.role for part in parts}
    patterns = name_patterns(programme.consortium_words)
    naming = {row.id for row in programme.rows if isinstance(row, NamingRow)}
    seen: set[tuple[str, Spot]] = set()
    values = [value for value in fields if value.requirement in naming and value.state == FieldState.FILLED]
    # The table is filled with more care than the cover, and is what the bureau registers.
    for value in sorted(values, key=lambda value: value.place == "cover"):
        name = clean_name(value.text, patterns)
        if name and not is_placeholder(name) and len(name) <= 60 and not _LABEL.fullmatch(name):
            seen.add((value.document, value.location.spot))
            source = "cover" if value.place == "cover" else "field"
            quote = f"{value.label or value.name}：{value.text}"[:100]
            yield NameMention(
                name, value.document, value.part, roles.get(value.part, Role.UNKNOWN), value.location, quote, source
            )
    for part in parts:
        if part.role in (Role.NOTICE, Role.EVIDENCE, Role.UNKNOWN):
            continue
        for block in part.passage.blocks:
            for text, location, quote in _label_lines(block, patterns):
                if (part.document, location.spot) not in seen and _usable(clean_name(text, patterns), programme):
                    seen.add((part.document, location.spot))
                    yield NameMention(
                        clean_name(text, patterns), part.document, part.id, part.role, location, quote[:100], "cover"
                    )


def _label_lines(block: object, patterns: NamePatterns) -> Iterator[tuple[str, Location, str]]:
    if isinstance(block, Paragraph):
        for line in block.text.split("\n"):
            match = patterns.label.match(line)
            if match and patterns.end.search(match.group(1)):
                yield match.group(1), block.location, line.strip()
    elif isinstance(block, Table):
        for row in rows_of_table(block):
            for cell, following in pairwise(row):
                label = re.sub(r"\s+", "", cell.text)
                if patterns.cell_label.match(label) and following.text.strip():
                    yield following.text, following.location, f"{label}：{following.text.strip()}"


def _titles(parts: Sequence[Part], programme: Programme) -> Iterator[NameMention]:
    """Names in the titles of parts (“…创新联合体建设方案”), also where the kind stands on the next line."""
    patterns = name_patterns(programme.consortium_words)
    for part in parts:
        if part.role in (Role.NOTICE, Role.EVIDENCE, Role.UNKNOWN):
            continue
        for block in part.passage.blocks[:8]:
            if not isinstance(block, Paragraph) or block.toc:
                continue
            text = re.sub(r"[\s_＿]+", "", block.text).strip('《》“”"')
            number = _NUMBERED.match(text)
            match = patterns.title.match(text[number.end() :] if number else text)
            if number and match and not _begins_as_name(match.group(1), programme):
                continue  # 1 结成联合体: a section's heading
            if match and not re.search(r"[。，；：:]", text) and _usable(match.group(1), programme):
                name = bare(_CUT.sub("", match.group(1)) if _CUT.match(match.group(1)) else match.group(1))
                yield NameMention(name, part.document, part.id, part.role, block.location, text[:80], "title")


def _begins_as_name(words: str, programme: Programme) -> bool:
    """Whether words open with a place, as the names of consortia do."""
    placed = PLACE_HEAD.match(words) is not None
    return placed or any(words.startswith(region) for region in programme.region)


def _prose(parts: Sequence[Part], programme: Programme, official: str) -> Iterator[NameMention]:
    patterns = name_patterns(programme.consortium_words)
    for part in parts:
        if part.role in (Role.NOTICE, Role.EVIDENCE):
            continue
        seen: set[str] = set()
        for paragraph in part.passage.paragraphs():
            if paragraph.toc or not any(word in paragraph.text for word in patterns.words):
                continue
            defined = set(re.findall(r"简称(?:为)?[:：]?[“\"'‘]?([^”\"'’）)]{2,30})", paragraph.text))
            for match in patterns.run.finditer(paragraph.text):
                begins = match.start() > 0 and paragraph.text[match.start() - 1] in "“《‘「"
                name = _trim(match.group(), programme, official, begins)
                if not name or normal(name) in seen or name in defined or not _usable(name, programme):
                    continue
                seen.add(normal(name))
                start = max(0, match.start() - 10)
                quote = paragraph.text[start : match.end() + 10]
                yield NameMention(name, part.document, part.id, part.role, paragraph.location, quote, "prose")


def _trim(run: str, programme: Programme, official: str, begins: bool) -> str:
    """The name at the end of a run of characters, with the left boundary a reader would choose."""
    if official and normal(run).endswith(official):
        return run[len(run) - len(official) :] if normal(run[len(run) - len(official) :]) == official else run
    flat = narrow(run)
    depth = flat.rfind("(")
    if depth >= 0 and ")" not in flat[depth:]:
        run = run[depth + 1 :]
    ends = list(name_patterns(programme.consortium_words).end.finditer(run))
    if len(ends) > 1:
        run = run[ends[-2].end() :]
    ends = list(name_patterns(programme.consortium_words).end.finditer(run))
    body = run[: ends[-1].start()] if ends else run
    cut = max((match.end() for match in _CUT.finditer(body)), default=0)
    run, anchored = run[cut:], False
    while leading := _LEADING.match(run):
        run = run[leading.end() :]
    places = [run.find(region) for region in programme.region if region in run]
    if places:
        run, anchored = run[min(places) :], True
    name = bare(run)
    anchored = anchored or bool(PLACE_HEAD.match(name)) or begins
    return name if anchored or _like(name, official, programme) else ""


def _like(name: str, official: str, programme: Programme) -> bool:
    """Whether a name without a sure beginning is a writing of the official name, its region left out or not."""
    if not official:
        return False
    from rapidfuzz import fuzz

    core = official
    for region in programme.region:
        core = core.removeprefix(normal(region)).removeprefix("市").removeprefix("区")
    return max(fuzz.ratio(normal(name), official), fuzz.ratio(normal(name), core)) >= 70


def _once(mentions: Sequence[NameMention]) -> Iterator[NameMention]:
    seen: set[tuple[str, str, str, int | None, object]] = set()
    for mention in mentions:
        place = mention.location
        key = (normal(mention.name), mention.document, mention.part, place.block, place.cell)
        if key not in seen:
            seen.add(key)
            yield mention
