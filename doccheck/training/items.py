"""The short items of ``corpora/figures/items``: a paragraph, a table or two papers, wrong in one way or right.

A pack is a whole submission; an item is one sentence of it as it comes to an officer's eye, with the code of what is
wrong in it, or none. ``dev`` is what development looks at, ``held`` items by other authors that it never reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from doccheck.training.packs import Pack

_TITLES = {
    "application": "创新联合体申请表",
    "plan": "创新联合体建设方案",
    "agreement": "创新联合体组建协议",
    "lead_profile": "牵头单位基本情况",
    "member_profile": "成员单位基本情况",
    "budget": "经费预算",
    "roster": "成员名单",
}
PROGRAMME = "jiangsu-2023"
"""The programme under which items are checked; none of their codes depends on it."""


class Snippet(BaseModel):
    """A piece of one paper: its role, its title, whose it is (profiles), its blocks as in a pack."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    role: str
    title: str = ""
    of: str = ""
    blocks: tuple[dict[str, Any], ...]


class Item(BaseModel):
    """One item: its snippets, the codes of what is wrong (at most one), and why."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: int
    snippets: tuple[Snippet, ...] = Field(alias="docs")
    wrong: tuple[str, ...] = ()
    why: str = ""


class Items(BaseModel):
    """The items of one author, all of one consortium."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    author: str
    year: int
    consortium: str
    lead: str
    members: tuple[str, ...]
    items: tuple[Item, ...]

    def pack(self, item: Item) -> Pack:
        """An item as a submission: a form that names the consortium and its units, and the snippets."""
        units = (self.lead, *self.members)
        roster = [["序号", "单位名称", "单位类型"], *([str(n), unit, _kind(unit)] for n, unit in enumerate(units, 1))]
        form = {
            "file": "01申请表.docx",
            "role": "application",
            "title": "创新联合体申请表",
            "blocks": [
                {"t": [["联合体名称", self.consortium], ["牵头单位", self.lead]]},
                {"h": "成员单位名单", "level": 1},
                {"t": roster},
            ],
        }
        papers = [form, *(_paper(number, snippet) for number, snippet in enumerate(item.snippets, 2))]
        return Pack.model_validate(
            {
                "id": f"{self.author}-{item.id}", "author": self.author, "programme": PROGRAMME, "year": self.year,
                "consortium": self.consortium, "lead": self.lead, "members": self.members, "documents": papers,
                "facts": [], "contradictions": [], "traps": [],
            }
        )  # fmt: skip


def _paper(number: int, snippet: Snippet) -> dict[str, Any]:
    called = _TITLES.get(snippet.role, "材料")
    title = snippet.title or called
    blocks = list(snippet.blocks)
    if snippet.of and snippet.role.endswith("profile") and snippet.of not in title:
        blocks.insert(0, {"p": f"单位名称：{snippet.of}"})
    return {"file": f"{number:02d}{called}.docx", "role": snippet.role, "title": title, "blocks": blocks}


def _kind(unit: str) -> str:
    if unit.endswith(("大学", "学院")):
        return "高校"
    return "科研院所" if unit.endswith(("院", "所", "研究中心", "中心")) else "企业"


def items_in(folder: Path) -> Iterator[Items]:
    """The items of every author in a folder, by name.

    Raises:
        pydantic.ValidationError: for a file that does not follow the form.
    """
    for path in sorted(folder.glob("*.json")):
        yield Items.model_validate_json(path.read_text(encoding="utf-8"))
