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


def check(*codes: str) -> Callable[[Check], Check]:
    """Register a function as the check that reports ``codes``; KeyError for a code the catalogue lacks."""
    for code in codes:
        CODES[code]

    def register(function: Check) -> Check:
        _CHECKS[f"{function.__module__}.{function.__name__}"] = function
        return function

    return register


def all_checks() -> list[Check]:
    """Every registered check, the families in the order of the contract's table."""
    for family in _FAMILIES:
        package = import_module(f"doccheck.checks.{family}")
        for module in sorted(info.name for info in iter_modules(package.__path__)):
            import_module(f"doccheck.checks.{family}.{module}")
    return list(_CHECKS.values())


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
