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
from pydantic import BaseModel, ConfigDict, ValidationError

from doccheck.programme.validation import slip


class GoldError(ValueError):
    """A gold list does not say what its schema asks; the message names the file and each slip in Chinese."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        super().__init__(f"标注文件“{path}”有 {len(problems)} 处问题：\n" + "\n".join(f"  - {p}" for p in problems))


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
        GoldError: for a gold list that is no YAML or does not follow the schema.
    """
    for path in sorted(folder.rglob("gold.yaml")):
        if (path.parent / "files").is_dir() and (gold := _read(path)) is not None:
            yield gold


def _read(path: Path) -> GoldSubmission | None:
    """The gold list of one file; None for one that lists no findings (it belongs to another measure)."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise GoldError(path, [f"不是 UTF-8 编码的 YAML：{error}"]) from error
    if not isinstance(data, dict):
        raise GoldError(path, ["应为“键: 值”的形式"])
    if "findings" not in data:
        return None
    try:
        return GoldSubmission.model_validate({**data, "folder": path.parent})
    except ValidationError as error:
        raise GoldError(path, [slip(problem, problem["loc"]) for problem in error.errors()]) from error
