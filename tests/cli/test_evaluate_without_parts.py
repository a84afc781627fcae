"""``doccheck evaluate`` where the packages for training are not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.cli import telling


def test_what_cannot_be_measured_is_said_and_the_rest_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    measured: list[Path] = []
    monkeypatch.setattr(telling, "lacking", lambda: ["numpy"])
    monkeypatch.setattr(telling, "_print_figures", measured.append)
    telling.evaluate_corpus(None)
    told = capsys.readouterr()
    assert "没有安装 numpy" in told.out + told.err
    assert "doccheck[train]" in told.out + told.err
    assert "all" in told.out
    assert len(measured) == 1
