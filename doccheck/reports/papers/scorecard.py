"""The values of a scorecard (评分表): evidence with its places, reckoned points, blanks for the reviewer."""

from __future__ import annotations

from typing import Any

from doccheck.findings.papers import ScoreLine
from doccheck.findings.report import Report
from doccheck.reports import words
from doccheck.reports.papers.notice import lead

NAME = "评分表.docx"
_QUOTE = 34
_SHOWN = 6
_HEAD = 12


def score_values(report: Report) -> dict[str, Any]:
    """What the template may use; the names are Chinese for those who edit templates."""
    card = report.scorecard
    return {
        "标题": card.title,
        "申报事项": report.programme.name,
        "牵头单位": lead(report) or "（未读到）",
        "申报材料": report.submission.name,
        "满分": f"{card.max:g}",
        "已算分": f"{card.points:g}",
        "已算满分": f"{card.reckoned:g}",
        "待评满分": f"{card.open:g}",
        "评分": [
            {
                "序号": number,
                "编号": line.requirement,
                "类别": line.group if number == 1 or line.group != card.lines[number - 2].group else "",
                "名称": line.title,
                "要求": line.sentence,
                "满分": f"{line.max:g}",
                "佐证": evidence(report, line),
                "算法": line.formula,
                "说明": line.note,
                "计算分": "" if line.points is None else f"{line.points:g}",
            }
            for number, line in enumerate(card.lines, start=1)
        ],
    }


def evidence(report: Report, line: ScoreLine, most: int = _SHOWN) -> list[str]:
    """The evidence of a line as people cite it, a file after the other: its places and words."""
    by_file: dict[str, list[str]] = {}
    for one in line.evidence[:most]:
        where = words.spot(one.location)
        quote = f"：{words.short(one.quote, _QUOTE)}" if one.quote and one.quote[:_HEAD] not in where else ""
        by_file.setdefault(report.path_of(one.document), []).append(f"{where}{quote}")
    said = [f"《{path}》{'；'.join(dict.fromkeys(places))}" for path, places in by_file.items()]
    return said + ([f"等 {len(line.evidence)} 处"] if len(line.evidence) > most else [])
