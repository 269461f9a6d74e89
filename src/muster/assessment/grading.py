"""Grade one criterion by a small closed set of rules, with the reason attached.

1. What is dated after the instant asked about is not known yet.
2. The requirement is the latest declared `<measure>.required`, of two as late the higher,
   else doctrine's.
3. Evidence counts when it is recorded or demonstrated, at the criterion's notice, at the
   level it asks for, within its shelf life, and with a figure where one is asked for. A
   declaration alone never grades.
4. Of what counts, the freshest local day wins; on one day, what was demonstrated; then the
   lower figure; then the later minute; then the statement that says more, and the words
   themselves, so that the order of rows decides nothing.
5. At or above the requirement is met; below it but at or above the partial figure is
   partly met; lower is not met. Bounds on both sides of a line leave it not evidenced.
6. Anything else is not evidenced, and says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import inf

from muster.assessment.evidence import REQUIRED, Evidence, Grade, Truth
from muster.doctrine import LEVELS, Criterion, Level
from muster.policing import clock

TRUTHS = tuple(Truth)


class Standing(StrEnum):
    """Whether a piece of evidence counts, and if not why."""

    COUNTS = "counts"
    DECLARED_ONLY = "a declaration alone does not grade"
    NO_FIGURE = "says so without a figure"
    NO_NOTICE = "carries no notice"
    OTHER_NOTICE = "is at another notice"
    LOWER_LEVEL = "was shown at a lower level than is asked"
    STALE = "is past its shelf life"


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence as it stands against a criterion: its age in days, and standing."""

    evidence: Evidence
    age: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is asked for, and who says so."""

    value: float
    source: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """How many forces meet what is asked of each, where their figures have no sum.

    `met`, `partly` and `unmet` are evidenced, of `unknown` nothing that counts is held, and
    of `unasked` nothing is required.
    """

    met: int
    partly: int
    unmet: int
    unknown: int
    unasked: int = 0

    @property
    def asked(self) -> int:
        """Return how many forces are to meet it."""
        return self.met + self.partly + self.unmet + self.unknown

    @property
    def short(self) -> int:
        """Return how many do not meet it, or not wholly."""
        return self.partly + self.unmet


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion graded: the three truths beside the requirement, and the evidence that won.

    `shown` maps each truth to its latest piece, a piece that counts before one that does
    not; `others` are pieces that count and would have graded otherwise; `pieces` is all that
    is known of it, the firmest first. `forces` is there only for several forces together
    whose figures do not add up: it then stands in place of a requirement and of evidence.
    """

    criterion: Criterion
    grade: Grade
    required: Requirement | None
    shown: dict[Truth, Shown]
    decided_by: Shown | None
    others: tuple[Shown, ...]
    pieces: tuple[Shown, ...] = ()
    forces: Meeting | None = None


def grade_criterion(criterion: Criterion, evidence: Iterable[Evidence], *, at: int) -> Finding:
    """Return the finding for a criterion from everything known by the UTC minute `at`."""
    known = [each for each in evidence if each.as_at <= at]
    required = _requirement(criterion, known)
    about = (criterion.slug, criterion.measure)
    pieces = [
        Shown(each, day_of(at) - day_of(each.as_at), _standing(criterion, each, at))
        for each in known
        if each.about in about
    ]
    pieces.sort(key=_firmness)
    counting = [piece for piece in pieces if piece.standing is Standing.COUNTS]
    decided = counting[0] if counting else None
    grade = _grade(criterion, required, decided)
    others = tuple(
        piece for piece in counting[1:] if _grade(criterion, required, piece) is not grade
    )
    return Finding(criterion, grade, required, _shown(pieces), decided, others, tuple(pieces))


def _requirement(criterion: Criterion, known: Sequence[Evidence]) -> Requirement | None:
    declared = [each for each in known if each.about == criterion.measure + REQUIRED]
    if declared:
        latest = max(declared, key=lambda each: (each.as_at, each.low, each.source))
        return Requirement(latest.low, latest.source)
    if criterion.requirement is None:
        return None
    return Requirement(criterion.requirement, criterion.source.describe())


def _standing(criterion: Criterion, piece: Evidence, at: int) -> Standing:
    """Return whether a piece counts, the first reason against it if not."""
    if piece.truth is Truth.DECLARED:
        return Standing.DECLARED_ONLY
    if piece.outcome and not criterion.yes_no:
        return Standing.NO_FIGURE
    if piece.within != criterion.within_minutes:
        none = piece.within is None and criterion.within_minutes is not None
        return Standing.NO_NOTICE if none else Standing.OTHER_NOTICE
    if piece.truth is Truth.DEMONSTRATED and _level(piece.level) < _level(criterion.level):
        return Standing.LOWER_LEVEL
    if day_of(at) - day_of(piece.as_at) > criterion.shelf_life_days:
        return Standing.STALE
    return Standing.COUNTS


def _level(level: Level | None) -> int:
    return LEVELS.index(level) if level else 0


@lru_cache(maxsize=4096)
def day_of(minute: int) -> int:
    """Return the local calendar day of a minute: age and shelf life are counted in them."""
    return clock.instant_of(minute).toordinal()


def _firmness(piece: Shown) -> tuple[int, bool, float, float, int, int, tuple[str, ...]]:
    """Return a key that sorts the firmest piece first, the same whatever order rows come in.

    Fresher by local day, not by hour of asking; then demonstrated; then the lower figure at
    least and at most; then the later minute; then, of pieces sent in together, the last;
    then every word.
    """
    value = piece.evidence
    most = inf if value.value is None else value.value
    words = (value.level or "", value.statement, value.source, value.about)
    return (
        -day_of(value.as_at),
        value.truth is not Truth.DEMONSTRATED,
        value.low,
        most,
        -value.as_at,
        -value.order,
        (*words, str(value.within), str(value.outcome), value.truth),
    )


def _grade(criterion: Criterion, required: Requirement | None, piece: Shown | None) -> Grade:
    if required is None or piece is None:
        return Grade.NOT_EVIDENCED
    return grade_figure(
        piece.evidence.low, piece.evidence.value, required.value, criterion.partial_share
    )


def grade_figure(
    low: float, high: float | None, required: float, partial_share: float | None
) -> Grade:
    """Return the grade of a figure between `low` and `high` (None: no limit known)."""
    at_best = _grade_exact(high, required, partial_share)
    return at_best if _grade_exact(low, required, partial_share) is at_best else Grade.NOT_EVIDENCED


def _grade_exact(value: float | None, required: float, partial_share: float | None) -> Grade:
    if value is None or value >= required:
        return Grade.MET
    if partial_share is not None and value >= required * partial_share:
        return Grade.PARTLY_MET
    return Grade.NOT_MET


def _shown(pieces: Sequence[Shown]) -> dict[Truth, Shown]:
    """Return the piece to show for each truth: one that counts if any does, then the firmest."""
    best: dict[Truth, Shown] = {}
    for piece in sorted(pieces, key=lambda each: each.standing is not Standing.COUNTS):
        best.setdefault(piece.evidence.truth, piece)
    return {truth: best[truth] for truth in TRUTHS if truth in best}
