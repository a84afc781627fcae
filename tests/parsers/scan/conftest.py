from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from bench.reading_pages import DPI, FONTS
from doccheck.document.model import Document
from doccheck.parsers.scan import engine, parse_image


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without the extra or a Chinese font there is nothing to be read; continuous integration has both."""
    lacking = engine.missing() or not any(Path(path).exists() for path in FONTS)
    for item in items:
        if lacking and Path(__file__).parent in item.path.parents and "without_the_extra" not in item.name:
            item.add_marker(pytest.mark.skip(reason=f"lacks {lacking}"))


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Document]:
    """Save pictures as one file and read it."""

    def read(*pictures: Image.Image, name: str = "扫描.tif") -> Document:
        source = tmp_path / name
        more = {"save_all": True, "append_images": list(pictures[1:])} if len(pictures) > 1 else {}
        pictures[0].save(source, dpi=(DPI, DPI), **more)
        return parse_image(source, name)

    return read
