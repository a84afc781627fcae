"""The values of a letter of the procedure (征求意见函, 复函)."""

from __future__ import annotations

import re
from typing import Any

from doccheck.findings.papers import Letter
from doccheck.findings.report import Report
from doccheck.reports.papers.notice import BLANK_DATE

TEMPLATE = "函.docx"
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def letter_values(report: Report, letter: Letter) -> dict[str, Any]:
    """What the template may use; the names are Chinese for those who edit templates. ``内容`` holds every blank."""
    return {
        "标题": letter.heading or letter.title,
        "收件单位": letter.to,
        "正文": list(letter.body),
        "结语": letter.closing,
        "附件": list(letter.attachments),
        "发文机关": letter.signed or report.programme.issuer,
        "成文日期": BLANK_DATE,
        "抄送": letter.copies,
        "申报事项": report.programme.name,
        "内容": {blank.name: blank.value for blank in letter.blanks},
    }


def letter_name(letter: Letter) -> str:
    """The file of a letter, by its title."""
    return f"{_UNSAFE.sub('_', letter.title) or 'letter'}.docx"
