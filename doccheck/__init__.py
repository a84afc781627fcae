"""doccheck reads a project submission as a careful officer of a science bureau would, and says what to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from doccheck.api import annotate, check, papers, picture_pages
    from doccheck.findings.report import Report

__version__ = "0.1.0"
__all__ = ["Report", "__version__", "annotate", "check", "papers", "picture_pages"]


def __getattr__(name: str) -> object:
    """Import the public names when they are first used: ``doccheck --version`` needs none of them."""
    if name in ("check", "annotate", "papers", "picture_pages"):
        import doccheck.api

        return getattr(doccheck.api, name)
    if name == "Report":
        from doccheck.findings.report import Report

        return Report
    raise AttributeError(f"module 'doccheck' has no attribute {name!r}")
