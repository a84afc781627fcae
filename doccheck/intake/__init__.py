"""Intake: what an applicant handed in, opened safely and told apart into documents."""

from doccheck.intake.limits import BadSetting, NothingToCheck, ParseLimits
from doccheck.intake.reading import Problem, Progress, Reading, begin_reading, read_documents
from doccheck.intake.submission import SourceFile, Submission, open_submission
from doccheck.intake.unpack import Limits

__all__ = [
    "BadSetting",
    "Limits",
    "NothingToCheck",
    "ParseLimits",
    "Problem",
    "Progress",
    "Reading",
    "SourceFile",
    "Submission",
    "begin_reading",
    "open_submission",
    "read_documents",
]
