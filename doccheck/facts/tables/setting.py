"""What stands around a table: whose it is, which year and unit its caption names, whether it plans or sets goals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from doccheck.document import Table
from doccheck.facts.subjects import CONSORTIUM, Subject, default_subject
from doccheck.facts.tables.labels import Label, goals, label_of, plans, scope_of
from doccheck.facts.tables.names import Names, plain_text
from doccheck.mapping.model import Part
from doccheck.programme.schema import Role

_PROFILES = (Role.LEAD_PROFILE, Role.MEMBER_PROFILE, Role.EVIDENCE)


@dataclass(frozen=True, slots=True)
class Setting:
    """The context of one table."""

    part: Part
    caption: str
    """The caption, or the line above the table, with its heading."""
    own: Label
    """What the caption says."""
    subject: Subject | None
    reference_year: int
    term: tuple[int, int] | None
    goal: bool
    plan: bool
    scope: str
    self_funded: bool
    partial: bool
    """It shows only some of the units."""
    stock_year: int | None
    form: bool = False


def setting_of(
    table: Table, part: Part, above: str, names: Names, reference_year: int, term: tuple[int, int] | None
) -> Setting:
    """The setting of a table; ``above`` is the line before it, which counts where the table has no caption."""
    caption = plain_text(table.caption or (above if len(above) <= 80 else ""))
    headings = tuple(h for h in table.location.heading if h != table.caption)
    heading = plain_text(headings[-1]) if headings else ""
    own = label_of(caption, reference_year) if len(caption) <= 60 else Label(caption)
    if own.year is None and own.until is None and heading:
        dated = label_of(heading, reference_year)
        if dated.year is not None and re.search(r"[底末日]|口径|数据|基本情况", heading):
            own = Label(own.text, own.entries, own.unit, dated.year, dated.until, scope=own.scope)
    around = f"{heading} {caption}"
    return Setting(
        part=part,
        caption=caption,
        own=own,
        subject=_subject(part, headings, caption, names),
        reference_year=reference_year,
        term=term,
        goal=goals(around),
        plan=plans(around),
        scope=scope_of(caption),
        self_funded="自筹" in caption,
        partial=re.search(r"部分|主要|重点|骨干|代表性", caption) is not None,
        stock_year=own.year if own.until is None else None,
    )


def _subject(part: Part, headings: tuple[str, ...], caption: str, names: Names) -> Subject | None:
    """Whom the table is about where its cells do not say."""
    for title in (caption, *reversed(headings)):
        plain = plain_text(title)
        if not plain:
            continue
        if names.several(plain):
            return None
        if re.search(r"成员单位|各单位|各成员|全体", plain):
            return None
        if re.search(r"联合体", plain) and not re.search(r"申[请报]|申请[书表]|协议|方案|名册", plain):
            return Subject(CONSORTIUM)
        if re.search(r"(?:牵头|发起|申报)(?:单位|企业)", plain):
            return names.lead
        named = names.within(plain) or _opening(names, plain)
        if named is not None:
            return named
    if part.role in _PROFILES and part.organisation:
        named = names.resolve(part.organisation) or names.within(part.organisation)
        if named is not None:
            return named
    title = names.within(part.title) if part.role is not Role.APPLICATION else None
    if title is not None:
        return title
    if part.role is Role.APPLICATION:
        return names.lead
    return default_subject(part, headings, caption, names.units)


def _opening(names: Names, title: str) -> Subject | None:
    found = names.opening(title)
    return found[0] if found is not None else None
