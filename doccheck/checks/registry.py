"""The register of checks: one small function per thing that may be wrong, filed under its finding code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeAlias

from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.codes import CODES
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Row

Check: TypeAlias = Callable[[MappedSubmission], Iterator[Finding]]

_FAMILIES = (
    *("documents", "sections", "limits", "figures", "agreement"),
    *("eligibility", "form", "naming", "seals", "papers"),
)
_CHECKS: dict[str, Check] = {}
_CODES: dict[str, tuple[str, ...]] = {}
"""The codes of each check."""


def check(*codes: str) -> Callable[[Check], Check]:
    """Register a function as the check that reports ``codes``; KeyError for a code the catalogue lacks."""
    for code in codes:
        CODES[code]

    def register(function: Check) -> Check:
        name = f"{function.__module__}.{function.__name__}"
        _CHECKS[name], _CODES[name] = function, codes
        return function

    return register


def all_checks() -> list[Check]:
    """Every registered check, the families in the order of the contract's table."""
    for family in _FAMILIES:
        package = import_module(f"doccheck.checks.{family}")
        for module in sorted(info.name for info in iter_modules(package.__path__)):
            import_module(f"doccheck.checks.{family}.{module}")
    return list(_CHECKS.values())


def unfinished(function: Check, error: Exception) -> Finding:
    """What a person is told of a check that failed: a fault of ours, which says nothing of the submission."""
    codes = _CODES[f"{function.__module__}.{function.__name__}"]
    what = "、".join(f"{code} {CODES[code].what}" for code in codes)
    return Finding(
        code=codes[0],
        severity=Severity.INFO,
        message=f"有一项没有核对完：{what}。程序在这里出错（{function.__name__}：{type(error).__name__}），其他各项不受影响。",
        suggestion="请人工核对这一项，并把这句话告诉 doccheck 的维护者（详情：设环境变量 DOCCHECK_TRACEBACK=1 再试）。",
    )


def finding(
    code: str,
    row: Row | None,
    message: str,
    suggestion: str,
    *evidence: Evidence,
    severity: Severity | None = None,
    confidence: float = 1.0,
    related: tuple[str, ...] = (),
) -> Finding:
    """A finding about a row (or about none): the row's level weighs unless ``severity`` says otherwise."""
    weight = severity or (row.level if row is not None and code in row.code else CODES[code].severity)
    return Finding(
        code=code,
        severity=weight,
        message=message,
        suggestion=suggestion,
        requirement=row.id if row is not None else None,
        sentence=(row.sentence or row.must) if row is not None else "",
        confidence=confidence,
        evidence=evidence,
        related=related,
    )
