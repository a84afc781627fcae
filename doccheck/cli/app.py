"""The commands and their options. Each command's work is imported when it runs, so that help and version are quick."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="doccheck",
    help="检查创新联合体等项目申报材料：缺什么、超多少字、哪里前后矛盾、怎样修改。全程离线。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
outline_app = typer.Typer(help="项目文件（outlines/*.yaml）：核对写法。", no_args_is_help=True)
app.add_typer(outline_app, name="outline")


def _one_of(*values: str) -> object:
    """A callback that refuses other values and names those that are allowed."""

    def look(value: str | None) -> str | None:
        if value is not None and value not in values:
            raise typer.BadParameter(f"“{value}”不在可选值之内，可选：{'、'.join(values)}")
        return value

    return look


def _version(asked: bool) -> None:
    if asked:
        import doccheck

        typer.echo(f"doccheck {doccheck.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="显示版本号。")
    ] = False,
) -> None:
    """检查创新联合体等项目申报材料。"""


@app.command(help="检查一份申报材料。退出码：0 没有错误，1 有错误，2 无法检查。")
def check(
    path: Annotated[Path, typer.Argument(metavar="路径", help="申报材料：文件夹、压缩包（.zip、.tar.gz）或单个文件。")],
    programme: Annotated[
        str | None,
        typer.Option("--programme", "-p", metavar="编号", help="申报的项目；不写则自动识别。见 doccheck programmes。"),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            callback=_one_of("console", "json", "html", "sarif", "junit"),
            help="输出格式：console、json、html、sarif 或 junit。",
        ),
    ] = "console",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件夹", help="把各种格式的报告都写进这个文件夹。"),
    ] = None,
    occasion: Annotated[
        str | None,
        typer.Option(
            metavar="事由",
            callback=_one_of("apply", "annual"),
            help="apply（申报）或 annual（年度报告）；不写则自动判断。",
        ),
    ] = None,
    year: Annotated[
        int | None, typer.Option(metavar="年份", min=2000, max=2100, help="材料应当反映的年份；不写则自动判断。")
    ] = None,
    annotate: Annotated[
        bool,
        typer.Option("--annotate", help="另写出带批注的 Word、PDF 副本（在 --output 文件夹的“批注”中），原文件不动。"),
    ] = False,
    highlight: Annotated[
        bool, typer.Option("--highlight", help="批注副本中的 Word 文字同时按轻重标色（与 --annotate 同用）。")
    ] = False,
    against: Annotated[
        Path | None,
        typer.Option(metavar="报告", help="上一轮的 report.json（或其文件夹）：说明哪些已改正、未改正、新出现。"),
    ] = None,
    waivers: Annotated[
        Path | None, typer.Option(metavar="文件", help="豁免文件（YAML）：哪些问题经谁同意、因何不必改，报告中照列。")
    ] = None,
    mask: Annotated[bool, typer.Option("--mask", help="遮盖报告中的电话、身份证号、邮箱，便于转交。")] = False,
    mask_names: Annotated[bool, typer.Option("--mask-names", help="另遮盖报告中的人名。")] = False,
) -> None:
    from doccheck.cli.checking import run_check

    raise typer.Exit(
        run_check(
            path, programme, format, output, occasion, year, annotate, highlight, against, waivers, mask, mask_names
        )
    )


@app.command(help="列出可以检查的项目。")
def programmes() -> None:
    from doccheck.cli.telling import list_programmes

    list_programmes()


@app.command(help="解释一个问题编号（如 N001）或一条要求（如 jiangsu-2023:plan.2）。")
def explain(
    what: Annotated[str, typer.Argument(metavar="编号", help="问题编号、项目编号，或“项目编号:要求编号”。")],
) -> None:
    from doccheck.cli.telling import explain_one

    explain_one(what)


@app.command(help="对照人工标注的答案，打印查全率和查准率。")
def evaluate(
    corpus: Annotated[
        Path | None,
        typer.Argument(metavar="文件夹", help="带标注的样例文件夹；不写则用源码中的 corpora/demo。"),
    ] = None,
) -> None:
    from doccheck.cli.telling import evaluate_corpus

    evaluate_corpus(corpus)


@app.command(help="由 corpora/ 中的标注语料训练 models/ 中的模型（需要安装 doccheck[train]，约几分钟）。")
def train(
    corpora: Annotated[
        Path | None, typer.Option(metavar="文件夹", help="标注语料；不写则用源码中的 corpora/understanding。")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件夹", help="模型写到哪里；不写则写进源码中的 models。")
    ] = None,
    keep_folds: Annotated[
        Path | None, typer.Option(metavar="文件夹", help="另存按作者分组的各组模型，供逐篇衡量时使用。")
    ] = None,
) -> None:
    from doccheck.cli.learning import train_models

    raise typer.Exit(train_models(corpora, output, keep_folds))


@app.command(help="说明本机装有哪些可选组件，缺少时哪些功能不可用。")
def doctor() -> None:
    from doccheck.cli.doctor import print_parts

    print_parts()


@outline_app.callback()
def outline_root() -> None:
    """项目文件。"""


@outline_app.command("validate", help="核对一个项目文件是否合乎写法，逐条说明错在哪里。")
def outline_validate(
    file: Annotated[Path, typer.Argument(metavar="文件", help="项目文件（.yaml）。")],
) -> None:
    from doccheck.cli.telling import validate_outline

    validate_outline(file)
