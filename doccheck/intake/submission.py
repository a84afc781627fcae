"""A submission as it arrives: a folder, an archive or one file, told apart into the files that are to be read."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from msgspec import Struct

from doccheck.intake.judge import judge
from doccheck.intake.kinds import DOCUMENT_ENDINGS, ending, kind_of
from doccheck.intake.limits import NothingToCheck, ParseLimits
from doccheck.intake.names import is_litter, natural_key, written
from doccheck.intake.unpack import Aside, Budget, Limits, Unpacked, unpack_all
from doccheck.parsers.errors import LimitReached, ParseError

_ARCHIVES = frozenset({"zip", "tar", "tgz", "7z", "rar"})
_DOCUMENTS_IN_ZIP = frozenset({"docx", "docm", "xlsx", "xlsm", "ofd"})
_NAMED = 3
_COPY = re.compile(r"副本|复件|备份|copy|[(（]\d+[)）]", re.IGNORECASE)


class SourceFile(Struct, frozen=True):
    """One file of a submission. ``path`` is what the user sees, ``source`` where the bytes lie.

    ``read_as`` is “docx”, “pdf”, “xlsx” … where a parser can read it, else None; ``error`` says why not, or (with
    ``read_as``) that the file is not what its ending says.
    """

    path: str
    source: Path | None
    kind: str
    sha256: str
    read_as: str | None = None
    error: ParseError | None = None


class Submission:
    """The files of a submission in natural order; a context manager that removes what was unpacked.

    ``ignored`` are the paths of the files that are no part of it; a reason stands behind the path where the path alone
    does not tell. Litter of systems and office programs is named in one line.
    """

    def __init__(self, path: Path, limits: Limits | None = None, costs: ParseLimits | None = None) -> None:
        self.path = path
        self.name = written(path.name or path.resolve().name)
        self.files: list[SourceFile] = []
        self.ignored: list[str] = []
        self._budget = Budget(limits or Limits())
        self._unpacked: tempfile.TemporaryDirectory[str] | None = None
        self._archives = 0
        self._litter: list[str] = []
        self._paths: set[str] = set()
        self._costs = costs or ParseLimits.from_environment()
        try:
            self._collect()
        except BaseException:
            self.close()
            raise

    @property
    def sha256(self) -> str:
        """The digest of the one file, or over the digests and paths of all files."""
        if self.path.is_file():
            return digest(self.path)
        lines = "".join(f"{file.sha256}  {file.path}\n" for file in self.files)
        return hashlib.sha256(lines.encode()).hexdigest()

    def close(self) -> None:
        """Remove everything that was unpacked."""
        if self._unpacked is not None:
            self._unpacked.cleanup()
            self._unpacked = None

    def __enter__(self) -> Submission:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _collect(self) -> None:
        if self.path.is_dir():
            for path, found in _walk(self.path, self._litter):
                if isinstance(found, str):
                    self.ignored.append(f"{path}（{found}）")
                else:
                    self._add(self._own_path(path), found, 0)
        else:
            kind = _kind(self.path)
            if kind in _ARCHIVES and ending(self.path.name) in (DOCUMENT_ENDINGS - _DOCUMENTS_IN_ZIP) | {""}:
                self._open_archive("", self.path, kind, 0)
            else:
                self._add(written(self.path.name), self.path, 0)
        self.files.sort(key=lambda file: natural_key(file.path))
        self._set_copies_aside()
        self.ignored.sort(key=natural_key)
        if self._litter:
            names = list(dict.fromkeys(path.rpartition("/")[2] for path in self._litter))
            more = "等" if len(names) > _NAMED else ""
            self.ignored.append(f"系统或办公软件留下的文件 {len(self._litter)} 个（{'、'.join(names[:_NAMED])}{more}）")

    def _set_copies_aside(self) -> None:
        """Keep one of files that are the same byte for byte: a copy says nothing that is not read already.

        The one kept is the first whose name does not call it a copy, for its name may tell what it is.
        """
        first: dict[str, str] = {}
        kept: list[SourceFile] = []
        for file in sorted(self.files, key=lambda file: bool(_COPY.search(file.path))):
            same = first.get(file.sha256) if file.read_as is not None and file.sha256 else None
            if same is not None:
                self.ignored.append(f"{file.path}（与“{same}”完全相同，只检查一份）")
                continue
            if file.read_as is not None:
                first.setdefault(file.sha256, file.path)
            kept.append(file)
        self.files[:] = sorted(kept, key=lambda file: natural_key(file.path))

    def _add(self, path: str, source: Path, depth: int) -> None:
        suffix = ending(path)
        kind = _kind(source)
        if kind in _ARCHIVES and suffix in DOCUMENT_ENDINGS - _DOCUMENTS_IN_ZIP:
            self._open_archive(path, source, kind, depth + 1)
            return
        # A file without an ending is looked into: it promises nothing, and may be a document all the same.
        if suffix not in DOCUMENT_ENDINGS and not (suffix == "" and kind in {"docx", "pdf", "xlsx", "xls", "ofd"}):
            self.ignored.append(path)
            return
        read_as, error = judge(suffix, kind)
        self.files.append(SourceFile(path, source, kind, digest(source), read_as, error))

    def _open_archive(self, path: str, source: Path, kind: str, depth: int) -> None:
        """Add the files of an archive; ``path`` is empty where the archive is the submission itself."""
        shown = path or self.name
        if depth > self._budget.limits.depth:
            error: ParseError = LimitReached(
                f"压缩包套了超过 {self._budget.limits.depth} 层，里层未检查。", "请解开里层的压缩包后再提交。"
            )
            self.files.append(SourceFile(shown, source, kind, digest(source), None, error))
            return
        self._archives += 1
        unpacked = self._unpack(source, kind, self._room() / str(self._archives))
        self._budget = unpacked.budget
        for member in unpacked.members:
            inner = f"{path}/{member.name}" if path else member.name
            if member.aside is Aside.LITTER:
                self._litter.append(inner)
                continue
            inner = self._own_path(inner)
            if member.aside is Aside.LINK:
                self.ignored.append(f"{inner}（链接，未打开）")
            elif member.source is None:
                self.files.append(SourceFile(inner, None, "unknown", "", None, member.error))
            else:
                self._add(inner, member.source, depth)
        if unpacked.error is not None:
            self.files.append(SourceFile(shown, source, kind, digest(source), None, unpacked.error))
        elif not unpacked.members:
            self.ignored.append(f"{shown}（空压缩包）")

    def _unpack(self, source: Path, kind: str, target: Path) -> Unpacked:
        """The archive taken apart by a worker process, which one that hangs or eats memory costs, and nothing else."""
        from doccheck.intake.workers import Job, Workers

        if kind in ("7z", "rar"):
            from doccheck.intake.foreign import require_unpacker

            try:
                require_unpacker(kind)
            except ParseError as error:
                return Unpacked((), error, self._budget)
        with Workers([Job(0, unpack_all, (source, kind, target, self._budget))], self._costs) as workers:
            result = workers.finish()[0]
        return Unpacked((), result, self._budget) if isinstance(result, ParseError) else result

    def _own_path(self, path: str) -> str:
        """The path, told apart from another member's of the same name: an archive may hold a name twice."""
        own, number = path, 1
        while own in self._paths:
            number += 1
            stem, dot, suffix = path.rpartition(".")
            stem, suffix = (stem, suffix) if dot and "/" not in suffix else (path, "")
            own = f"{stem}（同名 {number}）{dot if suffix else ''}{suffix}"
        self._paths.add(own)
        return own

    def _room(self) -> Path:
        if self._unpacked is None:
            self._unpacked = tempfile.TemporaryDirectory(prefix="doccheck-", ignore_cleanup_errors=True)
        return Path(self._unpacked.name)


def open_submission(
    path: str | os.PathLike[str], limits: Limits | None = None, costs: ParseLimits | None = None
) -> Submission:
    """Open a folder, an archive (.zip, .7z, .rar, .tar, .tar.gz) or a single file.

    ``limits`` say how much archives may hold, ``costs`` what taking one apart may cost. Raises NothingToCheck where the
    path does not exist or holds no file that could be checked. A file that cannot be read never stops the others: it
    stands among the files with its ``error``.
    """
    where = Path(path).expanduser()
    if not where.exists():
        raise NothingToCheck(f"找不到“{where}”。请检查路径是否写对。")
    try:
        submission = Submission(where, limits, costs)
    except OSError as error:
        raise NothingToCheck(f"无法打开“{where}”：{error.strerror or error}。") from error
    if not submission.files:
        others = f"（另有 {len(submission.ignored)} 个不属于申报材料的文件）" if submission.ignored else ""
        submission.close()
        raise NothingToCheck(
            f"“{where.name or where}”里没有可检查的材料{others}。"
            "可检查的格式：.docx、.pdf、.ofd、.xlsx、.xls、.csv，以及 .zip、.7z、.rar、.tar.gz 压缩包。"
        )
    return submission


def digest(source: Path) -> str:
    """The SHA-256 of a file in hexadecimal; empty if it cannot be opened."""
    try:
        with source.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _kind(source: Path) -> str:
    try:
        return kind_of(source)
    except OSError:
        return "locked"


def _walk(folder: Path, litter: list[str]) -> Iterator[tuple[str, Path | str]]:
    """Every regular file below a folder with its path relative to it; a phrase that says why for what is not opened.

    Links to folders are not followed. What systems leave behind joins ``litter``, a whole folder of it as one.
    """
    inside = folder.resolve()
    closed: list[str] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
        litter.extend(name for name in folders if is_litter(name))
        folders[:] = sorted(name for name in folders if not is_litter(name))
        for name in names:
            source = Path(root) / name
            path = written(source.relative_to(folder).as_posix())
            if is_litter(path):
                litter.append(path)
            elif source.is_symlink() and not _leads_inside(source, inside):
                yield path, "链接，未打开"
            elif source.is_file():
                yield path, source
    for one in closed:
        yield written(Path(one).relative_to(folder).as_posix()), "文件夹打不开，其中内容未检查"


def _leads_inside(link: Path, folder: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(folder)
    except (OSError, RuntimeError):  # it leads nowhere, or to itself
        return False
