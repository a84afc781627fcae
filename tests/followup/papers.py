"""A small submission whose plan lacks a part and whose agreement puts one off."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import doccheck
from doccheck.findings.report import Report
from tests.submissions import write
from tests.texts import JIANGSU_AGREEMENT, JIANGSU_PLAN, lines

PUT_OFF = ["第七条 收益分配", "收益分配由各方另行协商确定。"]


def submission(folder: Path, *, without: Sequence[str] = ("3.1",), benefit: Sequence[str] = PUT_OFF, **plan: list[str]) -> Path:
    """The files: a plan without some sections, an agreement whose article on benefits reads as given."""
    files = {
        "建设方案.docx": lines(JIANGSU_PLAN, without=tuple(without), **plan),
        "组建协议.docx": lines(JIANGSU_AGREEMENT, benefit=list(benefit)),
    }
    return write(folder, files)


def checked(folder: Path, **options: object) -> Report:
    """The report on a folder of the Jiangsu programme."""
    return doccheck.check(folder, "jiangsu-2023", **options)  # type: ignore[arg-type]
