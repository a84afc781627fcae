"""What holds for every test."""

from __future__ import annotations

import pytest

from doccheck.checks import registry


@pytest.fixture(autouse=True)
def failing_checks_fail(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that breaks is told in a finding to users; to us it is a failed test."""

    def fail(_: registry.Check, error: Exception) -> None:
        raise error

    if "broken_check" not in request.keywords:
        monkeypatch.setattr(registry, "unfinished", fail)
