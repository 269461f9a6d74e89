"""Criteria graded into the threat by aspect matrix, with declared, recorded and demonstrated."""

from muster.assessment.assessor import Assessor
from muster.assessment.assurance import Assurance, Line, Worse, assure, place_of, sources_of
from muster.assessment.comparison import Change, Comparison, Difference, UnableToCompare, compare
from muster.assessment.evidence import REQUIRED, WORST_FIRST, Evidence, Grade, Judgement, Truth
from muster.assessment.grading import (
    Finding,
    Meeting,
    Requirement,
    Shown,
    Standing,
    grade_criterion,
)
from muster.assessment.matrix import Cell, Matrix, assess
from muster.assessment.rollup import Gap, UnableToRollUp, roll_up, worst_gaps
from muster.assessment.sentences import (
    because,
    beside,
    disagreements,
    figure,
    meet_words,
    moves,
    notice,
    number,
    unit_name,
)

__all__ = [
    "REQUIRED",
    "WORST_FIRST",
    "Assessor",
    "Assurance",
    "Cell",
    "Change",
    "Comparison",
    "Difference",
    "Evidence",
    "Finding",
    "Gap",
    "Grade",
    "Judgement",
    "Line",
    "Matrix",
    "Meeting",
    "Requirement",
    "Shown",
    "Standing",
    "Truth",
    "UnableToCompare",
    "UnableToRollUp",
    "Worse",
    "assess",
    "assure",
    "because",
    "beside",
    "compare",
    "disagreements",
    "figure",
    "grade_criterion",
    "meet_words",
    "moves",
    "notice",
    "number",
    "place_of",
    "roll_up",
    "sources_of",
    "unit_name",
    "worst_gaps",
]
