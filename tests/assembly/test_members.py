"""The units against the papers: who stands where, under what name, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

import doccheck
from doccheck.assembly.members import build_members
from doccheck.document import Location
from doccheck.findings.report import MemberCell, MemberView, Standing
from doccheck.mapping.model import NameMention, Organisation
from doccheck.programme.schema import Role, UnitKind
from tests.checks.figures.papers import LEAD, PARTNER, jiangsu, mapped

THIRD = Organisation("无锡华测传感技术有限公司", UnitKind.ENTERPRISE)
UNITS = (LEAD, PARTNER, THIRD)


def party(name: str, source: str = "party", role: Role = Role.AGREEMENT, block: int = 1) -> NameMention:
    return NameMention(name, "d2", "p2", role, Location(block=block), name, source)


def listed(name: str) -> NameMention:
    return NameMention(name, "d1", "p1", Role.APPLICATION, Location(block=9), name, "roster")


def view(mentions: Iterable[NameMention], texts: tuple[str, ...] = ()) -> MemberView:
    submission = mapped(texts=texts)
    return build_members(replace(submission, members=UNITS, lead=LEAD, member_mentions=tuple(mentions)))


def cell(members: MemberView, name: str, column: str) -> MemberCell:
    (row,) = [row for row in members.rows if row.name == name]
    return row.cells[members.columns.index(column)]


def test_units_of_a_real_form_stand_in_the_form_its_roster_and_their_profiles(tmp_path: Path) -> None:
    jiangsu(tmp_path)
    members = doccheck.check(tmp_path, "jiangsu-2023").members
    assert members.rows[0].lead
    assert members.rows[0].name == LEAD.name
    for unit in (LEAD, PARTNER):
        for column in ("application", "roster", "profile"):
            assert cell(members, unit.name, column).standing is Standing.SAME
            assert cell(members, unit.name, column).places


def test_a_unit_that_the_agreement_leaves_out_is_a_gap() -> None:
    members = view([*(listed(unit.name) for unit in UNITS), party(LEAD.name), party(PARTNER.name)])
    assert cell(members, THIRD.name, "agreement").standing is Standing.GAP
    assert cell(members, PARTNER.name, "agreement").standing is Standing.SAME
    assert members.gaps == 1


def test_a_paper_that_names_few_leaves_no_gaps() -> None:
    members = view([party(LEAD.name, "profile", Role.LEAD_PROFILE), *(listed(unit.name) for unit in UNITS)])
    assert cell(members, PARTNER.name, "profile").standing is Standing.NONE
    assert members.gaps == 0


def test_a_list_of_members_may_leave_out_the_lead() -> None:
    members = view([party(unit.name, "roster", Role.MEMBER_ROSTER) for unit in UNITS[1:]])
    assert cell(members, LEAD.name, "roster").standing is Standing.NONE


def test_another_name_of_one_unit_is_marked() -> None:
    members = view([party(LEAD.name), party("苏州晶源科技股份有限公司"), party(THIRD.name)])
    found = cell(members, PARTNER.name, "agreement")
    assert (found.standing, found.names) == (Standing.DIFFERENT, ("苏州晶源科技股份有限公司",))
    assert len(members.rows) == len(UNITS)


def test_brackets_and_blanks_make_no_other_name() -> None:
    members = view([party("苏州 晶源科技有限公司"), party(LEAD.name), party(THIRD.name)])
    assert cell(members, PARTNER.name, "agreement").standing is Standing.SAME


def test_a_short_name_is_told_but_not_marked() -> None:
    members = view([party("恒创精密"), party(PARTNER.name), party(THIRD.name)])
    assert cell(members, LEAD.name, "agreement").standing is Standing.SHORT
    assert members.gaps == 0


def test_a_party_outside_the_list_stands_at_the_end() -> None:
    members = view([*(party(unit.name) for unit in UNITS), party("南通海川重工有限公司"), listed(LEAD.name)])
    last = members.rows[-1]
    assert (last.name, last.listed, members.gaps) == ("南通海川重工有限公司", False, 1)


def test_a_plan_names_units_in_its_sentences() -> None:
    members = view([listed(unit.name) for unit in UNITS], ("苏州晶源科技有限公司负责芯片。", "恒创精密负责整机。"))
    assert cell(members, PARTNER.name, "plan").standing is Standing.SAME
    assert cell(members, PARTNER.name, "plan").places[0].location.block == 0
    assert cell(members, LEAD.name, "plan").standing is Standing.SHORT


def test_without_units_there_is_nothing_to_show() -> None:
    assert build_members(replace(mapped(), members=(), lead=None)) == MemberView()
