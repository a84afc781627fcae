"""What happens to a worker that a file overcame, told as the file's own error.

The classes let benchmarks and fuzzing tell these mishaps from refusals that a parser foresaw; users see the message.
"""

from __future__ import annotations

from doccheck.intake.limits import ParseLimits
from doccheck.parsers.errors import LimitReached, UnreadableFile

_SMALLER = "请用 Word 或 WPS 打开并另存为新的 .docx 后再提交；文件很大时请先拆分或压缩图片。"


class Stumbled(UnreadableFile):
    """The parser raised an error that it did not foresee: the safety net, and a fault of the parser."""


class TooSlow(LimitReached):
    """The limit of time stopped the worker."""


class TooBig(LimitReached):
    """The limit of memory stopped the parser."""


class Died(LimitReached):
    """The worker ended by itself: a crash inside a library, or the system took it for want of memory."""


def stumbled(name: str | None) -> Stumbled:
    """For an error of this name that the parser did not foresee."""
    return Stumbled(
        f"读取文件时出错（{name}），文件可能已损坏，内容未检查。",
        "请用 Word 或 WPS 打开并另存为新的 .docx 或 PDF 后再提交。",
    )


def too_slow(limits: ParseLimits) -> TooSlow:
    """For a file that takes longer than the limits allow."""
    return TooSlow(
        f"读取此文件超过 {limits.seconds} 秒的时间上限，已停止，内容未检查。",
        f"{_SMALLER}确需读取的，可调大环境变量 DOCCHECK_LIMIT_SECONDS（秒）后重试。",
    )


def too_big(limits: ParseLimits) -> TooBig:
    """For a file that takes more memory than the limits allow."""
    return TooBig(
        f"读取此文件所需内存超过 {limits.megabytes} MB 的上限，已停止，内容未检查。",
        f"{_SMALLER}确需读取的，可调大环境变量 DOCCHECK_LIMIT_MEGABYTES（MB）后重试。",
    )


def died(status: int, limits: ParseLimits) -> Died:
    """For a worker that ended with this status (negative: by a signal)."""
    how = f"信号 {-status}" if status < 0 else f"退出码 {status}"
    if status == -9:
        how += "，可能是系统内存不足"
    return Died(
        f"读取此文件的进程意外中断（{how}；内存上限 {limits.megabytes} MB），内容未检查，其他文件不受影响。", _SMALLER
    )
