"""Which labels the corpora may use: the topics, meanings and roles that the outlines define."""

from __future__ import annotations

from doccheck.programme.loader import shared_data
from doccheck.programme.schema import Role
from doccheck.training.samples import NONE


def known_labels() -> dict[str, set[str]]:
    """The labels of each kind of passage, those for “none of these” included."""
    return {
        "section": {*shared_data("topics"), *NONE},
        "clause": {*shared_data("clauses"), *NONE},
        "element": set(shared_data("meanings")),
        "role": {*(role.value for role in Role), *NONE},
    }
