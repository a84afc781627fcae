"""Archives taken apart into a private folder, never further than the limits and never by the names inside them."""

from __future__ import annotations

import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import IO

from msgspec import Struct

from doccheck.intake.kinds import DOCUMENT_ENDINGS, MAX_DIRECTORY, directory_bytes, ending
from doccheck.intake.names import is_litter, member_name, safe_name, written
from doccheck.parsers.errors import EncryptedFile, LimitReached, ParseError, UnreadableFile, UnsupportedFormat

_PIECE = 1 << 18
_UNIX = 3
_ZIP_TROUBLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


class Limits(Struct, frozen=True):
    """How much an archive may hold. A submission of scans is large; a bomb is larger by orders of magnitude."""

    files: int = 3000
    entries: int = 60_000
    """Folders, links and litter included."""
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
        self.entries = limits.entries
        self.bytes = limits.total_bytes


class Aside(StrEnum):
    """Why a file is set aside unread although its ending may promise a document."""

    LITTER = "litter"
    LINK = "link"


class Member(Struct, frozen=True):
    """A file out of an archive: its name inside, and either where its bytes lie now or why there are none.

    ``aside`` is why the member is none of the applicant's files and was not unpacked: litter, or a link.
    """

    name: str
    source: Path | None
    error: ParseError | None = None
    aside: Aside | None = None


class Unpacked(Struct, frozen=True):
    """What an archive gave: its files, why it was not read (to its end), and what of the limits is left."""

    members: tuple[Member, ...]
    error: ParseError | None
    budget: Budget


def unpack_all(archive: Path, kind: str, target: Path, budget: Budget) -> Unpacked:
    """Everything that ``unpack`` gives at once. The work of a worker process: archives are made to do harm, too."""
    members: list[Member] = []
    try:
        for member in unpack(archive, kind, target, budget):
            members.append(member)
    except ParseError as error:
        return Unpacked(tuple(members), error, budget)
    return Unpacked(tuple(members), None, budget)


def unpack(archive: Path, kind: str, target: Path, budget: Budget) -> Iterator[Member]:
    """The files of a zip, tar, 7z or RAR archive, one by one, written to ``target`` under numbered names.

    Raises EncryptedFile, UnreadableFile, UnsupportedFormat or LimitReached for the archive as a whole; members given
    until then stand.
    """
    target.mkdir(parents=True, exist_ok=True)
    if kind == "zip":
        yield from _unzip(archive, target, budget)
    elif kind in ("7z", "rar"):
        from doccheck.intake.foreign import as_tar

        with as_tar(archive, kind) as stream, tarfile.open(fileobj=stream, mode="r|") as package:
            yield from _members(package, archive.stat().st_size, target, budget)
    else:
        yield from _untar(archive, target, budget)


def _unzip(archive: Path, target: Path, budget: Budget) -> Iterator[Member]:
    if directory_bytes(archive) > MAX_DIRECTORY:
        raise LimitReached(
            f"压缩包的文件目录超过 {MAX_DIRECTORY >> 20} MB，疑似异常文件，其中内容未检查。",
            "请核实该文件，只保留申报材料，重新打包后再提交。",
        )
    try:
        package = zipfile.ZipFile(archive)
    except _ZIP_TROUBLE as error:
        raise UnreadableFile("压缩包已损坏，无法解开。", "请重新打包为 .zip 后再提交。") from error
    with package:
        files = [info for info in package.infolist() if info.filename and not info.filename.endswith("/")]
        if files and all(info.flag_bits & 0x1 for info in files):
            raise EncryptedFile("压缩包设有密码，包内文件均未检查。", "请去掉密码后重新打包。")
        for index, info in enumerate(package.infolist()):
            _count(budget)
            name = safe_name(member_name(info))
            if not name or info.filename.endswith("/"):
                continue
            if is_litter(name):
                yield Member(name, None, aside=Aside.LITTER)
                continue
            if info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16):
                yield Member(name, None, aside=Aside.LINK)
                continue
            if info.flag_bits & 0x1:
                locked = EncryptedFile("压缩包中的这个文件设有密码，未检查。", "请去掉密码后重新打包。")
                yield Member(name, None, locked)
                continue

            def read(info: zipfile.ZipInfo = info) -> IO[bytes]:
                return package.open(info)

            yield _take(name, read, info.compress_size, target / f"{index}", budget)


def _untar(archive: Path, target: Path, budget: Budget) -> Iterator[Member]:
    try:
        with tarfile.open(archive, "r:*") as package:
            yield from _members(package, archive.stat().st_size, target, budget)
    except (tarfile.TarError, *_ZIP_TROUBLE) as error:
        raise UnreadableFile("压缩包已损坏，未能全部解开。", "请重新打包为 .zip 后再提交。") from error


def _members(package: tarfile.TarFile, packed: int, target: Path, budget: Budget) -> Iterator[Member]:
    """The files of a tar archive; ``packed`` is the size of the whole, for its members are not packed one by one."""
    for index, info in enumerate(package):
        _count(budget)
        name = safe_name(written(info.name))
        if info.isdir() or not name:
            continue
        if is_litter(name):
            yield Member(name, None, aside=Aside.LITTER)
            continue
        if not info.isfile():
            # Links and devices are never followed: they could point out of the archive.
            yield Member(name, None, aside=Aside.LINK)
            continue

        def read(info: tarfile.TarInfo = info) -> IO[bytes]:
            stream = package.extractfile(info)
            if stream is None:
                raise OSError(info.name)
            return stream

        yield _take(name, read, packed, target / f"{index}", budget)


def _count(budget: Budget) -> None:
    budget.entries -= 1
    if budget.entries < 0:
        raise LimitReached(
            f"压缩包内的条目超过 {budget.limits.entries} 个，其余未检查。", "请只保留申报材料，分开打包后再提交。"
        )


def _take(name: str, read: Callable[[], IO[bytes]], packed: int, target: Path, budget: Budget) -> Member:
    """Copy one member out; a damaged member is its own trouble, a limit is the whole archive's."""
    limits = budget.limits
    if budget.files <= 0:
        raise LimitReached(
            f"压缩包内文件超过 {limits.files} 个，其余文件未检查。", "请只保留申报材料，分开打包后再提交。"
        )
    budget.files -= 1
    suffix = ending(name)
    target = target.with_suffix(f".{suffix}") if suffix in DOCUMENT_ENDINGS else target
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
