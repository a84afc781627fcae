"""The letters of the procedure as the report holds them."""

from __future__ import annotations

from doccheck.findings.papers import Letter, LetterBlank
from doccheck.mapping.letters import drafted
from doccheck.mapping.model import MappedSubmission


def build_letters(mapped: MappedSubmission) -> tuple[Letter, ...]:
    """Every letter that the submission fills, in the notice's order."""
    return tuple(
        Letter(
            requirement=draft.row.id,
            title=draft.row.title,
            heading=draft.heading,
            to=draft.to,
            body=draft.body,
            closing=draft.row.closing,
            attachments=draft.attachments,
            signed=draft.row.signed,
            copies=draft.copies,
            blanks=tuple(
                LetterBlank(blank.name, blank.value, blank.document, blank.location) for blank in draft.blanks
            ),
        )
        for draft in drafted(mapped)
        if draft.body
    )
