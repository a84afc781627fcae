"""Write docs/rules (a page for each code) and docs/programmes (one for each programme) from the program's own data.

Run as ``python scripts/rule_pages.py``; a test fails where a page differs from what this writes.
"""

from __future__ import annotations

from pathlib import Path

from doccheck.findings.codes import CODES
from doccheck.findings.explained import code_title
from doccheck.programme.explain import explain
from doccheck.programme.loader import load, programmes

DOCS = Path(__file__).resolve().parent.parent / "docs"


def pages() -> dict[str, str]:
    """Each page's text by its path below docs/."""
    found = {f"rules/{code}.md": f"{explain(code).rstrip()}\n" for code in CODES}
    found |= {f"programmes/{name}.md": f"{explain(name).rstrip()}\n" for name in programmes()}
    found["rules/README.md"] = _index("# 问题编号", [(f"{code}.md", f"{code} {code_title(code)}") for code in CODES])
    names = [(f"{name}.md", f"{load(name).name}（{name}）") for name in programmes()]
    found["programmes/README.md"] = _index("# 项目", names)
    return found


def _index(title: str, entries: list[tuple[str, str]]) -> str:
    return "\n".join((title, "", *(f"- [{name}]({path})" for path, name in entries))) + "\n"


def main() -> None:
    """Write every page."""
    for path, text in pages().items():
        target = DOCS / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
