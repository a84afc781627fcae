"""Who may import whom: files → parsers → document → mapping → checks → findings → reports, and never back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "doccheck"

FORBIDDEN: dict[str, tuple[str, ...]] = {
    # What a file says is told without knowing what anybody asks.
    "document": (
        "parsers",
        "intake",
        "programme",
        "mapping",
        "facts",
        "checks",
        "findings",
        "reports",
        "assembly",
        "cli",
    ),
    "parsers": ("intake", "programme", "mapping", "facts", "checks", "findings", "reports", "assembly", "cli", "api"),
    "language": ("parsers", "intake", "programme", "mapping", "facts", "checks", "reports", "assembly", "cli", "api"),
    "intake": ("programme", "mapping", "facts", "checks", "reports", "assembly", "cli", "api"),
    "programme": ("parsers", "intake", "mapping", "facts", "checks", "reports", "assembly", "cli", "api"),
    "facts": ("parsers", "intake", "checks", "reports", "assembly", "cli", "api"),
    "mapping": ("parsers", "intake", "checks", "reports", "assembly", "cli", "api"),
    "checks": ("parsers", "intake", "reports", "assembly", "cli", "api"),
    "findings": ("parsers", "intake", "programme", "mapping", "checks", "reports", "assembly", "cli", "api"),
    "assembly": ("parsers", "checks", "reports", "cli", "api"),
    # What people do after a check: it knows the report and nothing of how it came about.
    "followup": ("parsers", "intake", "programme", "mapping", "facts", "checks", "assembly", "reports", "cli", "api"),
    # A writer knows one format and computes nothing.
    "reports": ("parsers", "intake", "programme", "mapping", "checks", "assembly", "language", "cli", "api"),
    # What a text says is told without knowing who asks.
    "understanding": (
        "parsers",
        "intake",
        "programme",
        "mapping",
        "facts",
        "checks",
        "findings",
        "reports",
        "cli",
        "api",
    ),
    "training": ("checks", "evaluation", "assembly", "reports", "cli", "api"),
    "evaluation": ("cli",),
}

NETWORK = {"socket", "urllib.request", "http.client", "requests", "httpx", "ftplib", "smtplib", "aiohttp"}
HEAVY = {"spacy", "sklearn", "pandas", "scipy", "numpy", "torch", "transformers"}
FILE_READERS = {"docx", "pdfplumber", "pypdfium2", "zipfile", "tarfile", "openpyxl", "lxml"}


def _modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def _imports(path: Path, *, outside_functions: bool = False) -> Iterator[str]:
    """Full names of what a file imports; with ``outside_functions`` only what is imported when it is loaded."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from _names(tree, path, outside_functions)


def _names(node: ast.AST, path: Path, outside_functions: bool) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{path}: imports are written in full"
            yield child.module or ""
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        elif not (outside_functions and _deferred(child)):
            yield from _names(child, path, outside_functions)


def _deferred(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return "TYPE_CHECKING" in ast.dump(node.test)
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def _hits(name: str, targets: set[str]) -> bool:
    return any(name == target or name.startswith(f"{target}.") for target in targets)


@pytest.mark.parametrize("package", sorted(FORBIDDEN))
def test_data_flows_one_way(package: str) -> None:
    targets = {f"doccheck.{name}" for name in FORBIDDEN[package]}
    # Errors of parsers travel with the files that raised them; they know nothing of any format.
    allowed = {"doccheck.parsers.errors"} if package in {"intake", "checks", "mapping"} else set()
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in _modules(PACKAGE / package)
        for name in _imports(path)
        if _hits(name, targets)
        and not _hits(name, allowed)
        # Intake is where parsers are called.
        and not (package == "intake" and name.startswith("doccheck.parsers"))
    ]
    assert not wrong


def test_nothing_imports_the_command_line() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in _modules(PACKAGE)
        if "cli" not in path.relative_to(PACKAGE).parts and path.name != "__main__.py"
        for name in _imports(path)
        if _hits(name, {"doccheck.cli"})
    ]
    assert not wrong


def test_checks_open_no_files() -> None:
    for path in _modules(PACKAGE / "checks"):
        assert not [name for name in _imports(path) if _hits(name, FILE_READERS | {"pathlib", "os", "io"})], path
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
        assert not [call for call in calls if getattr(call.func, "id", "") == "open"], path


def test_no_module_reaches_for_the_network() -> None:
    wrong = [f"{path}: {name}" for path in _modules(PACKAGE) for name in _imports(path) if _hits(name, NETWORK)]
    assert not wrong


def test_nothing_heavy_is_loaded_with_the_package() -> None:
    wrong = [
        f"{path}: {name}"
        for path in _modules(PACKAGE)
        if "training" not in path.relative_to(PACKAGE).parts  # where models are learnt, and nothing is checked
        for name in _imports(path, outside_functions=True)
        if _hits(name, HEAVY)
    ]
    assert not wrong


def test_nothing_that_checks_reaches_for_training() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in _modules(PACKAGE)
        if path.relative_to(PACKAGE).parts[0] not in {"training", "evaluation", "cli"}
        for name in _imports(path)
        if _hits(name, {"doccheck.training", "doccheck.evaluation"})
    ]
    assert not wrong


def test_files_stay_small_enough_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in _modules(PACKAGE)
    }
    assert not {path: lines for path, lines in long.items() if lines > 450}


def test_every_module_says_what_it_is_for() -> None:
    mute = [
        str(path.relative_to(ROOT))
        for path in _modules(PACKAGE)
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not mute


def test_every_code_of_the_catalogue_is_documented_for_users() -> None:
    from doccheck.findings.codes import CODES

    page = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    assert not [code for code in CODES if code not in page]
