"""Names of organisations: finding them in text, comparing two writings, and what a name tells of its unit."""

from doccheck.mapping.names.definitions import definitions
from doccheck.mapping.names.find import organisation_names
from doccheck.mapping.names.relation import Alignment, Group, Link, align, expand, link, resolve
from doccheck.mapping.names.written import bare, is_generic, legal_form, narrow, normal, stem, unit_kind

__all__ = [
    "Alignment",
    "Group",
    "Link",
    "align",
    "bare",
    "definitions",
    "expand",
    "is_generic",
    "legal_form",
    "link",
    "narrow",
    "normal",
    "organisation_names",
    "resolve",
    "stem",
    "unit_kind",
]
