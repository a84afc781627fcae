"""Profiles: one part for each unit, told apart by the headings or lines that name the unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from doccheck.document import Block, Document, Paragraph, Table, block_text
from doccheck.language.patterns import lazy
from doccheck.mapping.model import Part, Passage
from doccheck.mapping.names.find import organisation_names
from doccheck.mapping.names.lexicon import is_strong
from doccheck.mapping.names.written import is_generic
from doccheck.programme.schema import Role

_UNIT = (
    r"[\u4e00-\u9fffA-Za-z0-9·（）()]{2,40}?"
    r"(?:公司|集团|大学|学院|研究院|研究所|研究中心|创新中心|技术中心|医院|实验室|工程院|设计院|协会|学会|促进会|商会|联合会|研究会"
    r"|联盟|合作社|中心|厂|所)"
    r"(?!(?:集团)?(?:股份)?有限)"
)
_NAMES_UNIT = lazy(rf"^\W*(?:{_UNIT})(?:（[^）]{{1,20}}）|\([^)]{{1,20}}\))?(?:简介|介绍|概况|基本情况)?\W*$")
_UNIT_WITHIN = lazy(_UNIT)
_LABEL = lazy(
    r"^(?:参与|成员|合作|参加|牵头|核心)?(?:单位|企业|高校|院所|机构|成员)[一二三四五六七八九十\d]*"
    r"(?:名称|(?:基本)?(?:情况)?(?:简介|介绍|概况|简况|说明|自述)[一二三四五六七八九十\d]{0,2}"
    r"(?:[（(][^（()）]{1,8}[)）])?(?=[:：—－-]|[\u4e00-\u9fff]{4})|[（(][^（()）]{1,8}[)）](?=[:：]))?[:：—\-－\s]*"
)
_LEAD_LINE = lazy(
    rf"(?:牵头单位|牵头企业|申请单位|申报单位|企业名称)(?:（[^）]*）)?[:：\s]*({_UNIT})(?![\u4e00-\u9fff])"
)
_LEAD_LABEL = lazy(r"^(?:创新联合体)?(?:牵头|牵头单位|牵头企业|牵头方|申请单位|申报单位|企业名称)(?:全称|名称)?$")
_ORDINALS = lazy(r"^(?:[（(]?[一二三四五六七八九十甲乙丙丁戊己庚辛\d]+(?:[)）、.．]+|[ \t\u3000]+))+")
_REMARK = lazy(r"^(?:（[^（）]*）|\([^()]*\))")
"""What a line begins with that says who wrote it: （咨询公司供稿）."""
_SIGNED = lazy(r"^(?:19|20)\d{2}\s?[年./-]\s?\d{1,2}\s?[月./-]|(?:盖章|公章|签[字章])")
"""A line that is signed or dated with a unit's name, and heads nothing."""
_BECAME = lazy(r"(?:从|由).{2,12}(?:到|至|成为?|变为?)|(?:走|迈)向")
"""A heading on how a unit came to be what it is (从竹器社到股份公司), which names none."""
_TITLE_OF_PROFILE = lazy(
    r"(?:(?:(?<=公司)|(?<=集团))(?:公司|企业|单位)|(?:(?<=大学)|(?<=学院))(?:学校|单位)"
    r"|(?:(?<=研究[院所])|(?<=中心)|(?<=协会))(?:院所|单位|机构))?"
    r"(?:基本)?(?:简介|介绍|概况|简况|情况)$"
)
"""What ends a profile's title behind the unit's name: 某某有限公司 公司简介 is no 某某有限公司公司."""
_SHORT = 45
_OPENING, _BEFORE_UNIT = 80, 20
"""Of a running text the signs in which its unit is named, and how many may stand before it (2008年，…)."""


def lead_name(documents: Mapping[str, Document]) -> str:
    """The lead unit's name as the form's cover or table gives it, or the empty string."""
    for document in documents.values():
        for block in document.blocks:
            if isinstance(block, Paragraph):
                found = _LEAD_LINE.search(re.sub(r"[ \u3000_＿]+", "", block.text))
                if found:
                    return found.group(1)
            elif isinstance(block, Table):
                name = _lead_cell(block)
                if name:
                    return name
    return ""


def _lead_cell(table: Table) -> str:
    for cell, following in zip(table.cells, table.cells[1:], strict=False):
        if _LEAD_LABEL.match(re.sub(r"\s+", "", cell.text)) and following.row == cell.row:
            found = _UNIT_WITHIN.search(re.sub(r"\s+", "", following.text))
            if found:
                return re.sub(r"\s+", "", following.text)
    return ""


def unit_in_title(text: str) -> str:
    """The unit that a short title or line names (“参与单位简介——江南大学”), or the empty string.

    A kind of unit (“参与单位简介（科研院所）”) is none.
    """
    core = re.sub(r"\s+", "", _ORDINALS.sub("", text.strip()))
    core = _LABEL.sub("", _ORDINALS.sub("", core))
    core = re.sub(r"^[（(](.*)[)）]$", r"\1", core)
    core = _TITLE_OF_PROFILE.sub("", core)
    found = _UNIT_WITHIN.match(core)
    if not found or _BECAME.match(core):
        return ""
    longest = re.match(_UNIT.replace("{2,40}?", "{2,40}"), core)
    names = [longest.group(0), found.group(0)] if longest else [found.group(0)]
    if not _whole(names[0]):
        names = [name for name in names[1:] if core[len(name) :][:1] in ("（", "(")]  # 甲省研究院（科研院所）
    return next((name for name in names if _whole(name) and not is_generic(name)), "")


def _whole(name: str) -> bool:
    """Whether all brackets of a name are closed; 介绍（咨询公司 is cut from 介绍（咨询公司）."""
    return name.count("（") + name.count("(") == name.count("）") + name.count(")")


def split_profiles(parts: list[Part], lead: str, asked: set[Role]) -> list[Part]:
    """Cut parts with profiles into one part a unit and give each its organisation; the lead's gets its own role."""
    result: list[Part] = []
    for part in parts:
        if part.role not in (Role.LEAD_PROFILE, Role.MEMBER_PROFILE):
            result.append(part)
            continue
        for piece in _split(part):
            unit = piece.organisation or _first_unit(piece)
            role = piece.role
            if lead and unit and (unit == lead) and Role.LEAD_PROFILE in asked:
                role = Role.LEAD_PROFILE
            elif role is Role.LEAD_PROFILE and not unit:
                unit = lead
            result.append(replace(piece, role=role, organisation=unit))
    return result


def _split(part: Part) -> Iterator[Part]:
    if part.role is Role.LEAD_PROFILE and unit_in_title(part.title):
        yield replace(part, organisation=unit_in_title(part.title))
        return
    blocks = part.passage.blocks
    starts = [(index, unit) for index, block in enumerate(blocks) if (unit := _names_unit(block))]
    if part.role is Role.LEAD_PROFILE or not starts:
        title = unit_in_title(part.title)
        yield replace(part, organisation=title or (starts[0][1] if starts else ""))
        return
    if len(starts) == 1 or (unit_in_title(part.title) and starts[0][0] == 0 and len(starts) == 1):
        yield replace(part, organisation=starts[0][1])
        return
    starts[0] = (0, starts[0][1])
    for (start, unit), following in zip(starts, [*starts[1:], None], strict=True):
        stop = following[0] if following is not None else len(blocks)
        above = _above(blocks[start:stop])
        passage = Passage(part.document, blocks[start : start + above])
        yield replace(part, organisation=unit, passage=passage)
        if start + above < stop:  # 合在一起看, behind the last unit
            rest = Passage(part.document, blocks[start + above : stop])
            yield replace(part, role=Role.MEMBER_ROSTER, title="", passage=rest)


def _above(blocks: tuple[Block, ...]) -> int:
    """How many blocks there are before a heading of a higher level than that of the unit with which they begin."""
    own = blocks[0].heading.level if isinstance(blocks[0], Paragraph) and blocks[0].heading is not None else 0
    for index, block in enumerate(blocks[1:], 1):
        if isinstance(block, Paragraph) and block.heading is not None and 0 < block.heading.level < own:
            return index
    return len(blocks)


def _names_unit(block: Block) -> str:
    """The unit that a line naming nothing but a unit stands for, else empty."""
    if isinstance(block, Table) and block.cells and block.cells[0].colspan == block.cols:
        text = block.cells[0].text
    elif isinstance(block, Paragraph) and not block.toc:
        text = block.text if block.heading is None else block.text[: block.heading.body]
    else:
        return ""
    text = text.strip()
    if not text or len(text) > _SHORT or text[-1] in "。；，,;" or _SIGNED.search(text):
        return ""
    core = _LABEL.sub("", _ORDINALS.sub("", re.sub(r"\s+", "", _ORDINALS.sub("", text))))
    if not _NAMES_UNIT.match(core):
        return ""
    return unit_in_title(text)


def _first_unit(part: Part) -> str:
    """The unit with which the profile's running text begins."""
    for block in part.passage.blocks:
        if not isinstance(block, Paragraph):
            continue  # a table's words run together begin with its labels
        text = _REMARK.sub("", re.sub(r"\s+", "", block_text(block)))
        if len(text) < _SHORT:
            continue
        names = organisation_names(text[:_OPENING])
        if names and names[0][0] <= _BEFORE_UNIT and is_strong(names[0][2]):
            return names[0][2]
    return ""
