"""The count against LibreOffice's own, on Word files made here."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from doccheck.language.wordcount import count

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

ALIKE = [
    "联合体由12家单位组成，其中企业8家、高校2所（含“双一流”高校1所）。",
    "2022年研发投入占比3.5%，较上年提高0.8个百分点（2021年为2.7%）。",
    "执行 GB/T 19001-2016 标准，A/B 两条产线，重庆-成都, 覆盖5G技术。",
    "①研发平台；②中试基地：２０２３年建成，Ⅳ类 café 𠀀𪚥 😀。",
    "邮箱 office@example.org；网址 https://example.org/a?b=1",
]
DASHES = ["建设周期——三年", "近期目标……", "3×4矩阵"]


def write(folder: Path, lines: list[str], name: str) -> None:
    file = docx.Document()
    for line in lines:
        file.add_paragraph(line)
    file.save(str(folder / f"{name}.docx"))


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    folder = tmp_path_factory.mktemp("office")
    write(folder, ALIKE, "alike")
    write(folder, DASHES, "dashes")
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "odt"]
    files = [str(folder / f"{name}.docx") for name in ("alike", "dashes")]
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=120)
    found = {}
    for name in ("alike", "dashes"):
        meta = zipfile.ZipFile(folder / f"{name}.odt").read("meta.xml").decode()
        match = re.search(r'meta:word-count="(\d+)"', meta)
        assert match
        found[name] = int(match[1])
    return found


def test_both_agree_on_ordinary_text(counts: dict[str, int]) -> None:
    assert count("\n".join(ALIKE)).words == counts["alike"]


def test_word_counts_dashes_dots_and_signs_that_libreoffice_joins(counts: dict[str, int]) -> None:
    # —— is 2 more, …… 1 more, and × parts the figures beside it: 2 more.
    assert count("\n".join(DASHES)).words == counts["dashes"] + 5
