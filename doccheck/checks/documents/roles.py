"""D008, D009: files without a role, and files that claim one role twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz

from doccheck.checks.registry import check, finding
from doccheck.checks.words import path_of, start_of
from doccheck.findings import Finding
from doccheck.language.normalise import heading_key
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_SINGLE = {
    Role.APPLICATION: "申报（申请）书",
    Role.PLAN: "建设（组建）方案",
    Role.AGREEMENT: "组建协议",
    Role.CHARTER: "章程制度",
    Role.LEAD_PROFILE: "牵头单位简介",
    Role.MEMBER_ROSTER: "成员单位表",
    Role.COUNCIL_ROSTER: "理事名单",
    Role.EXPERT_ROSTER: "专家名单",
    Role.SELF_ASSESSMENT: "自评报告",
}
_PAGE = 400
"""Characters under which a part is a page scanned or sealed apart, not a document of its own."""
_SAME = 97.0
_ALIKE = 45.0


@check("D008")
def unknown_role(mapped: MappedSubmission) -> Iterator[Finding]:
    """Files in which no part has a role."""
    for document_id in mapped.documents:
        parts = [part for part in mapped.parts if part.document == document_id]
        if parts and all(part.role is Role.UNKNOWN for part in parts) and parts[0].passage.text.strip():
            yield finding(
                "D008",
                None,
                f"看不出“{path_of(mapped, document_id)}”属于哪一类材料，未用它核对任何要求。",
                "如果它是必需材料，请在文件名或首页标题中写明材料名称（如“组建方案”“组建协议”）。",
                start_of(parts[0]),
            )


@check("D009")
def duplicate_role(mapped: MappedSubmission) -> Iterator[Finding]:
    """Two files that are both the one form, plan or agreement of the submission, with different texts."""
    for role, name in _SINGLE.items():
        whole = [part for part in mapped.parts_of(role) if len(part.passage.text) >= _PAGE]
        for one, two in combinations(whole, 2):
            if one.document != two.document and _versions(one, two):
                yield finding(
                    "D009",
                    None,
                    f"“{path_of(mapped, one.document)}”与“{path_of(mapped, two.document)}”都是{name}，但内容不同，"
                    "无法判断以哪一份为准。",
                    "请只保留最终版本；如确为两种材料，请在标题中区分。",
                    start_of(one),
                    start_of(two),
                )


def _versions(one: Part, two: Part) -> bool:
    """Whether two parts are versions of one document: alike, yet not the same text in two formats."""
    first, second = ("".join(part.passage.text.split())[:6000] for part in (one, two))
    ratio = fuzz.ratio(first, second)
    if ratio >= _SAME:
        return False
    titles = heading_key(one.title), heading_key(two.title)
    return ratio >= _ALIKE or (bool(titles[0]) and fuzz.ratio(*titles) >= 85)
