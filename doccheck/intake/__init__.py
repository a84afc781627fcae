"""Intake: what an applicant handed in, opened safely and told apart into documents."""

from doccheck.intake.reading import Problem, Progress, Reading, read_documents
from doccheck.intake.submission import NothingToCheck, SourceFile, Submission, open_submission
from doccheck.intake.unpack import Limits

__all__ = [
    "Limits",
    "NothingToCheck",
    "Problem",
    "Progress",
    "Reading",
    "SourceFile",
    "Submission",
    "open_submission",
    "read_documents",
]
