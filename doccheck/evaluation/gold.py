"""Gold lists: what is wrong with a submission, written down by its author beside the files.

A folder with ``gold.yaml`` is one gold submission; its files lie in ``files/``. Keys of ``gold.yaml``: ``programme``,
``source`` (who wrote it; one author's texts never stand on both sides of a split), optional ``occasion`` and
``year``, and ``findings``: a list of ``code``, ``requirement`` (null where the ledger has no row), ``where`` (words
that stand in the finding's message, quotes or file names) and ``note``. ``optional: true`` marks a finding that is
right to report and no fault to leave out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class GoldFinding(BaseModel):
    """One thing that is wrong with a gold submission."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    requirement: str | None = None
    where: str = ""
    note: str = ""
    optional: bool = False


class GoldSubmission(BaseModel):
    """A submission with the list of what is wrong with it (error and warning findings)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: Path
    programme: str
    source: str
    occasion: str | None = None
    year: int | None = None
    findings: list[GoldFinding] = []

    @property
    def name(self) -> str:
        """The folder's name, for tables."""
        return self.folder.name

    @property
    def files(self) -> Path:
        """The folder that is checked."""
        return self.folder / "files"


def find_gold(folder: Path) -> Iterator[GoldSubmission]:
    """Every gold submission below ``folder``, in the order of their paths.

    Raises:
        pydantic.ValidationError: for a gold list that does not follow the schema.
    """
    for path in sorted(folder.rglob("gold.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "findings" in data and (path.parent / "files").is_dir():
            yield GoldSubmission(folder=path.parent, **data)
