"""Responsibilities in, question sets out: the library, the chooser, the coverage, and the lint of the rubric.

Every question is an authored whole: words of a document are quoted beside it, never put into it.
"""

from app.engines.questions.chooser import generate
from app.engines.questions.file import file_of
from app.engines.questions.lint import Fault, lint
from app.engines.questions.loader import edition, entries_in, library, library_of, library_version
from app.engines.questions.plan import (
    Asked,
    Chosen,
    Coverage,
    Kept,
    Plan,
    Stage,
    StagePlan,
    Uncovered,
    Wanted,
    reserved_minutes,
)
from app.engines.questions.question import KINDS, LEVELS, Entry, Library, Question
from app.engines.questions.serving import coverage
from app.engines.questions.shape import Misshapen, entry_of, table_of
from app.engines.questions.slots import alternatives

__all__ = [
    "KINDS",
    "LEVELS",
    "Asked",
    "Chosen",
    "Coverage",
    "Entry",
    "Fault",
    "Kept",
    "Library",
    "Misshapen",
    "Plan",
    "Question",
    "Stage",
    "StagePlan",
    "Uncovered",
    "Wanted",
    "alternatives",
    "coverage",
    "edition",
    "entries_in",
    "entry_of",
    "file_of",
    "generate",
    "library",
    "library_of",
    "library_version",
    "lint",
    "reserved_minutes",
    "table_of",
]
