"""What is declared, recorded or demonstrated, whoever says so; and judgements beside it."""

from dataclasses import dataclass
from enum import StrEnum

from muster.doctrine import Level

REQUIRED = ".required"


class Truth(StrEnum):
    """Said in a return, supported by records, or shown in a test, exercise or operation."""

    DECLARED = "declared"
    RECORDED = "recorded"
    DEMONSTRATED = "demonstrated"


class Grade(StrEnum):
    """How a requirement stands."""

    MET = "met"
    PARTLY_MET = "partly met"
    NOT_MET = "not met"
    NOT_EVIDENCED = "not evidenced"


# The worst first: a cell takes its worst criterion.
WORST_FIRST = (Grade.NOT_MET, Grade.NOT_EVIDENCED, Grade.PARTLY_MET, Grade.MET)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing said, recorded or shown about one measure.

    `about` is a criterion's slug or a measure; `low` and `value` bound a figure and are
    equal where it is exact; `value` is None where nothing known limits it. `within` is the
    notice in minutes, None where the figure carries none. `as_at` is a UTC minute. `level`
    belongs to what was demonstrated. `outcome` marks an answer of yes, partly or no, whose
    value is 1, a half or nought and no figure of anything. `statement` says it in words,
    `source` says where from; `order` is its place among what was sent in together.
    """

    about: str
    truth: Truth
    value: float | None
    low: float
    within: int | None
    as_at: int
    statement: str
    source: str
    level: Level | None = None
    outcome: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a named person says of a criterion or a cell (`threat.aspect`), and why."""

    subject: str
    grade: Grade
    reasons: str
    by: str
    at: int
