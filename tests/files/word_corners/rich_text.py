r"""The legacy paper as an .rtf in the way Word and WPS write it in China: GBK bytes, ``\ansicpg936``, lists of the East."""

from __future__ import annotations

from pathlib import Path


def _gbk(text: str) -> str:
    """Text as RTF: GBK bytes where GBK has the character, its number otherwise."""
    written = ""
    for char in text:
        if char.isascii():
            written += char
            continue
        try:
            written += "".join(f"\\'{byte:02x}" for byte in char.encode("gbk"))
        except UnicodeEncodeError:
            written += f"\\u{ord(char)} ?"
    return written


def _level(kind: int, text: str, numbers: str) -> str:
    return (
        rf"{{\listlevel\levelnfc{kind}\levelnfcn{kind}\leveljc0\leveljcn0\levelfollow2\levelstartat1\levelspace0\levelindent0"
        rf"{{\leveltext{text};}}{{\levelnumbers{numbers};}}\fi0\li0}}"
    )


def _heading(text: str, level: int) -> str:
    return rf"\pard\plain\s{level + 1}\ls1\ilvl{level}\outlinelevel{level}\b {_gbk(text)}\b0\par" + "\n"


def _row(*cells: tuple[str, str, int]) -> str:
    """A table row: each cell's merge words, text and right edge."""
    marks = "".join(rf"{merge}\cellx{edge}" for merge, _, edge in cells)
    texts = "".join(rf"\pard\plain\intbl {_gbk(text)}\cell" for _, text, _ in cells)
    return rf"\trowd{marks}{texts}\row" + "\n"


def write_rtf(path: Path) -> None:
    """Write the paper."""
    # 39 is ST_NumberFormat chineseCountingThousand; the first byte of a level's text is its length in characters.
    first = _level(39, r"\'02\'00" + _gbk("、"), r"\'01")
    second = _level(39, r"\'03" + _gbk("（") + r"\'01" + _gbk("）"), r"\'02")
    head = (
        r"{\rtf1\ansi\ansicpg936\deff0\deflang1033\deflangfe2052" + "\n"
        r"{\fonttbl{\f0\fnil\fcharset134 " + _gbk("宋体") + ";}}\n"
        r"{\stylesheet{\s0\snext0 Normal;}{\s1\sbasedon0\outlinelevel0\b heading 1;}{\s2\sbasedon0\outlinelevel1\b heading 2;}}"
        "\n"
        rf"{{\*\listtable{{\list\listtemplateid1\listhybrid{first}{second}\listid7}}}}" + "\n"
        r"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}}" + "\n"
        r"{\header\pard\plain " + _gbk("申报材料") + r"\par}" + "\n"
    )
    footnote = r"{\super\chftn}{\footnote\pard\plain{\super\chftn}" + _gbk("见审计报告。") + "}"
    body = (
        rf"\pard\plain\qc {_gbk('创新联合体建设方案')}\par"
        + "\n"
        + _heading("建设基础", 0)
        + _heading("牵头单位", 1)
        + rf"\pard\plain {_gbk('甲公司营业收入5000万元')}{footnote}{_gbk('。')}\par"
        + "\n"
        + _heading("成员单位", 1)
        + rf"\pard\plain {_gbk('☑企业 □高校')}\b {_gbk('　编号：JS-2024')}\b0\par"
        + "\n"
        + rf"\pard\plain {_gbk('前一行')}\line {_gbk('后一行')}\par"
        + "\n"
        + _heading("经费预算", 0)
        + _row((r"\clvmgf", "类别", 2000), ("", "金额", 6000))
        + _row((r"\clvmrg", "", 2000), ("", "财政", 4000), ("", "自筹", 6000))
        + _row(("", "设备费", 2000), ("", "100", 4000), ("", "200", 6000))
        + rf"\pard\plain\pagebb {_gbk('另起一页')}\par"
        + "\n"
    )
    path.write_bytes((head + body + "}").encode("ascii"))


FILES = {"legacy.rtf": write_rtf}
