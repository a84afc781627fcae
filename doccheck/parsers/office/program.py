"""LibreOffice on this machine: where it is, and how it is run so that it opens nothing but the one file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_GUARDS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Common/Misc", "UseLocking", "false"),
    ("Office.Common/Save/Document", "AutoSave", "false"),
    # A proxy that is not there: whatever a file links to is out of reach.
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetFTPProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
_MEMORY = 6 << 30


def find_office() -> str | None:
    """The LibreOffice program, or None. ``DOCCHECK_OFFICE`` names another one, or “none” for doing without."""
    wished = os.environ.get("DOCCHECK_OFFICE", "")
    if wished:
        return None if wished == "none" else shutil.which(wished)
    return _installed()


@cache
def _installed() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).exists()), None)


def run_office(program: str, profile: Path, source: Path, target: Path, seconds: int) -> str:
    """Convert ``source`` to .docx into the folder ``target``, with a profile of its own; gives what it printed.

    Macros are off, links are neither followed nor updated. Raises subprocess.TimeoutExpired after ``seconds``
    (everything it started is ended first) and OSError where the program cannot be run.
    """
    if not profile.exists():
        _write_profile(profile)
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--nofirststartwizard", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), str(source),
    ]  # fmt: skip
    nowhere = "http://127.0.0.1:9"
    surroundings = dict(
        os.environ, HOME=str(target), TMPDIR=str(target), TEMP=str(target), TMP=str(target),
        http_proxy=nowhere, https_proxy=nowhere, ftp_proxy=nowhere, no_proxy="", SAL_USE_VCLPLUGIN="svp",
    )  # fmt: skip
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=surroundings,
        preexec_fn=_limit_memory if sys.platform == "linux" else None,
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        raise
    return said.decode("utf-8", "replace")


def _write_profile(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _GUARDS)
    (user / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), encoding="utf-8")


def _limit_memory() -> None:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard), hard))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and its children: what is called soffice only starts the one that works."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        for child in _children(process.pid):
            _kill(child)
    process.kill()
    process.wait()


def _children(pid: int) -> list[int]:
    """All processes below one (Linux and macOS), the deepest first."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=False).stdout
    parents = [(int(line.split()[0]), int(line.split()[1])) for line in listed.splitlines() if line.strip()]
    found = [pid]
    for one in found:
        found.extend(child for child, parent in parents if parent == one)
    return found[:0:-1]


def _kill(pid: int) -> None:
    import signal

    try:
        os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
