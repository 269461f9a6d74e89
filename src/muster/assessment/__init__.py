"""Criteria graded into the threat by aspect matrix, with declared, recorded and demonstrated."""

from muster.assessment.comparison import Comparison, Difference, UnableToCompare, compare
from muster.assessment.evidence import REQUIRED, WORST_FIRST, Evidence, Grade, Judgement, Truth
from muster.assessment.grading import Finding, Requirement, Shown, Standing, grade_criterion
from muster.assessment.matrix import Cell, Matrix, assess
from muster.assessment.rollup import Gap, UnableToRollUp, roll_up, worst_gaps
from muster.assessment.sentences import because, beside, disagreements, moves, notice, number

__all__ = [
    "REQUIRED",
    "WORST_FIRST",
    "Cell",
    "Comparison",
    "Difference",
    "Evidence",
    "Finding",
    "Gap",
    "Grade",
    "Judgement",
    "Matrix",
    "Requirement",
    "Shown",
    "Standing",
    "Truth",
    "UnableToCompare",
    "UnableToRollUp",
    "assess",
    "because",
    "beside",
    "compare",
    "disagreements",
    "grade_criterion",
    "moves",
    "notice",
    "number",
    "roll_up",
    "worst_gaps",
]
