"""The commands that only tell: programmes, explanations, the quality table, the check of a programme file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from doccheck.cli.exits import Exit, Refusal
from doccheck.cli.learning import lacking
from doccheck.cli.streams import say


def list_programmes() -> None:
    """Print a line for each programme."""
    from doccheck.programme.loader import detection_index

    for entry in sorted(detection_index(), key=lambda entry: entry.id):
        print(f"{entry.id:<18}{entry.name}")
        print(f"{'':<18}{entry.issuer} · {entry.number} · {entry.reference_year} 年")


def explain_one(what: str) -> None:
    """Print the page of a code, a programme or a requirement."""
    from doccheck.programme.explain import explain
    from doccheck.programme.loader import ProgrammeNotFound

    try:
        page = explain(what)
    except (ProgrammeNotFound, LookupError) as error:
        raise Refusal(str(error)) from error
    print(page.rstrip())


@contextmanager
def _faults_raised() -> Iterator[None]:
    """Meanwhile a check that breaks stops the run: in a measure it must not pass for one that finds nothing."""
    before = os.environ.get("DOCCHECK_TRACEBACK")
    os.environ["DOCCHECK_TRACEBACK"] = "1"
    try:
        yield
    finally:
        del os.environ["DOCCHECK_TRACEBACK"]
        if before is not None:
            os.environ["DOCCHECK_TRACEBACK"] = before


@_faults_raised()
def evaluate_corpus(folder: Path | None) -> None:
    """Print the quality table of the gold submissions below ``folder``.

    Without a folder the tables of understanding and of figures follow.
    """
    from doccheck.evaluation.gold import GoldError
    from doccheck.evaluation.table import evaluate_folder, table

    where = folder or Path(__file__).resolve().parents[2] / "corpora" / "demo"
    if not where.is_dir():
        raise Refusal(f"找不到样例文件夹“{where}”。请写明带标注样例的文件夹。")
    try:
        evaluation = evaluate_folder(where)
    except GoldError as error:
        raise Refusal(f"{error}\n请按 corpora/README.md 的说明改正后重试。") from error
    if not evaluation.submissions:
        raise Refusal(f"“{where}”里没有带标注的样例。")
    for line in table(evaluation):
        print(line)
    corpora = Path(__file__).resolve().parents[2] / "corpora" / "understanding"
    if folder is None and lacking():
        say(f"没有安装 {'、'.join(lacking())}，理解部分的表不打印。需要时请运行 pip install 'doccheck[train]'。")
    elif folder is None and corpora.is_dir():
        from doccheck.evaluation.understanding import report
        from doccheck.understanding.linear import model_folder

        print()
        for line in report(corpora, model_folder()):
            print(line)
    if folder is None:
        _print_figures(Path(__file__).resolve().parents[2] / "corpora" / "figures")


def _print_figures(packs: Path) -> None:
    """Print how well figures are read and contradictions found in the packs that are there."""
    from doccheck.evaluation.figures import report_lines
    from doccheck.evaluation.items import item_lines

    for name, what, lines in (
        ("dev", "数字与矛盾，开发时看过的材料包", report_lines),
        ("held", "数字与矛盾，开发时没有看过的材料包", report_lines),
        ("items/held", "数字与矛盾，开发时没有看过的短例", item_lines),
    ):
        if (packs / name).is_dir():
            print(f"\n{what}：")
            for line in lines(packs / name):
                print(line)


def validate_outline(file: Path) -> None:
    """Say whether a programme file is valid; a bad one ends with status 1 and a line for each slip."""
    import typer

    from doccheck.programme.loader import OutlineError, load_file

    try:
        programme = load_file(file)
    except FileNotFoundError as error:
        raise Refusal(f"找不到文件“{file}”。请检查路径是否写对。") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"“{file}”不是 UTF-8 编码的文本文件。") from error
    except OutlineError as error:
        say(str(error))
        raise typer.Exit(Exit.FOUND) from error
    print(
        f"{file.name}：写法正确。{programme.name}（{programme.id}@{programme.version}），共 {len(programme.rows)} 条。"
    )
