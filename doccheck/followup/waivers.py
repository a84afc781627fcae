"""Waivers: a YAML file in which an office notes which findings need not be mended, by whose decision and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from doccheck.findings import Finding
from doccheck.findings.codes import CODES
from doccheck.findings.followup import IdleWaiver, Waived, Waiver

_KEYS = ("code", "reason", "person", "date", "requirement", "document", "quote", "until")
_NEEDED = {"code": "问题编号", "reason": "理由", "person": "决定人", "date": "决定日期"}


class BadWaivers(Exception):
    """The file of waivers is not what it should be; the message says which entry, and what to write."""


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file: a YAML list of entries with code, reason, person, date and what narrows them down.

    Raises:
        BadWaivers: there is no such file, it is no such list, or an entry lacks something.
    """
    import yaml

    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise BadWaivers(f"找不到豁免文件“{path}”。请检查路径。") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadWaivers(f"豁免文件“{path}”无法读取：应是 UTF-8 编码的 YAML 文本。") from error
    if entries is None:
        return ()
    if not isinstance(entries, list):
        raise BadWaivers(f"豁免文件“{path}”应是一个列表，每项以“- code: ”开头。")
    return tuple(_waiver(entry, number) for number, entry in enumerate(entries, start=1))


def _waiver(entry: Any, number: int) -> Waiver:
    at = f"豁免文件第 {number} 项"
    if not isinstance(entry, Mapping):
        raise BadWaivers(f"{at}应写成“code: …、reason: …、person: …、date: …”的形式。")
    unknown = [str(key) for key in entry if key not in _KEYS]
    if unknown:
        raise BadWaivers(f"{at}有不认识的键：{'、'.join(unknown)}。可写：{'、'.join(_KEYS)}。")
    lacking = [f"{key}（{name}）" for key, name in _NEEDED.items() if not str(entry.get(key) or "").strip()]
    if lacking:
        raise BadWaivers(f"{at}缺少 {'、'.join(lacking)}。豁免须写明理由、决定人和日期。")
    texts = {key: str(entry.get(key) or "").strip() for key in _KEYS if key not in ("date", "until")}
    texts["code"] = texts["code"].upper()
    if texts["code"] not in CODES:
        raise BadWaivers(f"{at}的问题编号“{texts['code']}”不存在。编号形如 N001，见 doccheck explain。")
    if not (texts["requirement"] or texts["document"] or texts["quote"]):
        raise BadWaivers(f"{at}没有写明豁免哪一处：请至少写 requirement、document、quote 中的一项。")
    decided = _day(entry["date"], f"{at}的 date")
    until = _day(entry["until"], f"{at}的 until") if entry.get("until") else None
    return Waiver(**texts, date=decided, until=until)


def _day(value: Any, at: str) -> date:
    if isinstance(value, date):
        return value if type(value) is date else date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise BadWaivers(f"{at}“{value}”不是日期，应写成 2026-11-21 的形式。") from error


def apply_waivers(
    waivers: Sequence[Waiver], findings: Sequence[Finding], paths: Mapping[str, str], today: date
) -> tuple[list[Finding], list[Waived], list[IdleWaiver]]:
    """The findings that stand, those that are waived, and the waivers that met nothing.

    ``paths`` gives each document's path by its id. A waiver that has run out before ``today`` waives nothing.
    """
    standing: list[Finding] = []
    waived: list[Waived] = []
    used: set[int] = set()
    valid = [(at, waiver) for at, waiver in enumerate(waivers) if waiver.until is None or waiver.until >= today]
    for finding in findings:
        at, waiver = next(((at, w) for at, w in valid if _means(w, finding, paths)), (-1, None))
        if waiver is None:
            standing.append(finding)
        else:
            used.add(at)
            waived.append(Waived(finding, waiver))
    kept = {at for at, _ in valid}
    idle = [
        IdleWaiver(waiver, "没有与之相符的问题" if at in kept else f"已于 {waiver.until} 到期")
        for at, waiver in enumerate(waivers)
        if at not in used
    ]
    return standing, waived, idle


def _means(waiver: Waiver, finding: Finding, paths: Mapping[str, str]) -> bool:
    if waiver.code != finding.code or (waiver.requirement and waiver.requirement != finding.requirement):
        return False
    documents = [paths.get(evidence.document, evidence.document) for evidence in finding.evidence]
    if waiver.document and not any(_path_fits(waiver.document, path) for path in documents):
        return False
    said = _bare(" ".join((finding.message, *(evidence.quote for evidence in finding.evidence))))
    return _bare(waiver.quote) in said


def _path_fits(wanted: str, path: str) -> bool:
    wanted, path = wanted.replace("\\", "/").strip("/"), path.replace("\\", "/")
    return path == wanted or path.endswith("/" + wanted)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
