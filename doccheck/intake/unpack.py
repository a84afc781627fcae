"""Archives taken apart into a private folder, never further than the limits and never by the names inside them."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from doccheck.intake.kinds import ending
from doccheck.intake.names import is_litter, member_name, safe_name
from doccheck.parsers.errors import EncryptedFile, LimitReached, ParseError, UnreadableFile, UnsupportedFormat

_PIECE = 1 << 18
_ZIP_TROUBLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold. A submission of scans is large; a bomb is larger by orders of magnitude."""

    files: int = 3000
    file_bytes: int = 512 << 20
    total_bytes: int = 2 << 30
    ratio: int = 300
    """Unpacked size of one member against its packed size, looked at above ``ratio_from`` bytes."""
    ratio_from: int = 8 << 20
    depth: int = 3
    """Archives inside archives."""


class Budget:
    """What is left of the limits while one submission is unpacked, archives inside archives included."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.files = limits.files
        self.bytes = limits.total_bytes


@dataclass(frozen=True, slots=True)
class Member:
    """A file out of an archive: its name inside, and either where its bytes lie now or why there are none."""

    name: str
    source: Path | None
    error: ParseError | None = None


def unpack(archive: Path, kind: str, target: Path, budget: Budget) -> Iterator[Member]:
    """The files of a zip or tar archive, one by one, written to ``target`` under numbered names.

    Raises EncryptedFile, UnreadableFile or LimitReached for the archive as a whole; members given until then stand.
    """
    target.mkdir(parents=True, exist_ok=True)
    if kind == "zip":
        yield from _unzip(archive, target, budget)
    else:
        yield from _untar(archive, target, budget)


def _unzip(archive: Path, target: Path, budget: Budget) -> Iterator[Member]:
    try:
        package = zipfile.ZipFile(archive)
    except _ZIP_TROUBLE as error:
        raise UnreadableFile("压缩包已损坏，无法解开。", "请重新打包为 .zip 后再提交。") from error
    with package:
        infos = [info for info in package.infolist() if not info.is_dir()]
        for index, info in enumerate(infos):
            name = safe_name(member_name(info))
            if not name or is_litter(name):
                continue
            if info.flag_bits & 0x1:
                raise EncryptedFile("压缩包设有密码，包内文件均未检查。", "请去掉密码后重新打包。")

            def read(info: zipfile.ZipInfo = info) -> IO[bytes]:
                return package.open(info)

            yield _take(name, read, info.compress_size, target / f"{index}", budget)


def _untar(archive: Path, target: Path, budget: Budget) -> Iterator[Member]:
    try:
        with tarfile.open(archive, "r:*") as package:
            for index, info in enumerate(package):
                name = safe_name(info.name)
                # Links and devices are never followed: they could point out of the archive.
                if not info.isfile() or not name or is_litter(name):
                    continue

                def read(info: tarfile.TarInfo = info) -> IO[bytes]:
                    stream = package.extractfile(info)
                    if stream is None:
                        raise OSError(info.name)
                    return stream

                yield _take(name, read, 0, target / f"{index}", budget)
    except (tarfile.TarError, *_ZIP_TROUBLE) as error:
        raise UnreadableFile("压缩包已损坏，未能全部解开。", "请重新打包为 .zip 后再提交。") from error


def _take(name: str, read: Callable[[], IO[bytes]], packed: int, target: Path, budget: Budget) -> Member:
    """Copy one member out; a damaged member is its own trouble, a limit is the whole archive's."""
    limits = budget.limits
    if budget.files <= 0:
        raise LimitReached(
            f"压缩包内文件超过 {limits.files} 个，其余文件未检查。", "请只保留申报材料，分开打包后再提交。"
        )
    budget.files -= 1
    suffix = ending(name)
    target = target.with_suffix(f".{suffix}") if suffix.isalnum() else target
    written = 0
    try:
        with read() as stream, target.open("wb") as out:
            while piece := stream.read(_PIECE):
                written += len(piece)
                budget.bytes -= len(piece)
                _guard(name, written, packed, budget)
                out.write(piece)
    except LimitReached:
        target.unlink(missing_ok=True)
        raise
    except (NotImplementedError, RuntimeError):
        return Member(
            name, None, UnsupportedFormat("压缩方式不受支持，无法解开此文件。", "请用普通 .zip 方式重新打包。")
        )
    except (tarfile.TarError, *_ZIP_TROUBLE):
        target.unlink(missing_ok=True)
        return Member(name, None, UnreadableFile("压缩包中的这个文件已损坏，无法解开。", "请重新打包后再提交。"))
    return Member(name, target)


def _guard(name: str, written: int, packed: int, budget: Budget) -> None:
    limits = budget.limits
    if written > limits.file_bytes:
        raise LimitReached(
            f"压缩包中“{name}”解开后超过 {limits.file_bytes >> 20} MB，读取到此为止，其后的文件未检查。",
            "请核实该文件，必要时拆分后再提交。",
        )
    if budget.bytes < 0:
        raise LimitReached(
            f"压缩包解开后合计超过 {limits.total_bytes >> 20} MB，读取到此为止，其余文件未检查。",
            "请压缩扫描件的分辨率，或分开打包后再提交。",
        )
    if packed and written > limits.ratio_from and written > packed * limits.ratio:
        raise LimitReached(
            f"压缩包中“{name}”的压缩比超过 {limits.ratio} 倍，疑似异常文件，读取到此为止，其后的文件未检查。",
            "请核实该文件后重新打包。",
        )
