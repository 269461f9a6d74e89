"""One subject assessed at many instants: what is said of it does not change, records do.

A finding that rests on nothing computed stays as it is until a piece of evidence comes to be
known or grows too old. It is graded once for that stretch and used again within it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muster.assessment.evidence import Evidence, Judgement
from muster.assessment.grading import Finding, Standing, day_of, grade_criterion
from muster.assessment.matrix import Matrix, by_name, gather, names_of
from muster.doctrine import Criterion, Doctrine
from muster.policing import clock


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A finding, and while it holds: from a minute, until another, and through a local day."""

    start: int
    end: int
    last_day: int
    finding: Finding

    def holds(self, at: int) -> bool:
        return self.start <= at < self.end and day_of(at) <= self.last_day


class Assessor:
    """What is said of one subject, ready to be assessed at any instant.

    Ages inside findings that are used again are those of the instant they were graded at.
    """

    def __init__(
        self, subject: str, said: Sequence[Evidence], *, doctrine: Doctrine, edition: str
    ) -> None:
        """Keep what is said. Raises UnableToFindDoctrine for an edition that is not there."""
        self._subject, self._doctrine, self._edition = subject, doctrine, edition
        self._said = by_name(said)
        self._criteria = doctrine.criteria_of(edition)
        self._stretches: dict[str, _Stretch] = {}

    def assess(
        self, recorded: Sequence[Evidence], judgements: Sequence[Judgement] = (), *, at: int
    ) -> Matrix:
        """Return the matrix that `assess` gives of what is said and recorded by `at`."""
        records = by_name(recorded)
        findings = [self._finding(each, records, at) for each in self._criteria]
        return gather(
            self._subject,
            findings,
            judgements,
            doctrine=self._doctrine,
            edition=self._edition,
            at=at,
        )

    def _finding(
        self, criterion: Criterion, records: Mapping[str, list[Evidence]], at: int
    ) -> Finding:
        names = names_of(criterion)
        said = [piece for name in names for piece in self._said.get(name, ())]
        computed = [piece for name in names for piece in records.get(name, ())]
        if computed:
            return grade_criterion(criterion, [*said, *computed], at=at)
        held = self._stretches.get(criterion.slug)
        if held is not None and held.holds(at):
            return held.finding
        found = grade_criterion(criterion, said, at=at)
        if not any(piece.standing is Standing.STALE for piece in found.pieces):
            self._stretches[criterion.slug] = _stretch(criterion, said, found, at)
        return found


def _stretch(criterion: Criterion, said: Sequence[Evidence], found: Finding, at: int) -> _Stretch:
    """Return while a finding holds that rests on nothing too old."""
    known = [piece.as_at for piece in said if piece.as_at <= at]
    coming = [piece.as_at for piece in said if piece.as_at > at]
    freshest_until = [day_of(each.evidence.as_at) for each in found.pieces]
    return _Stretch(
        start=max(known, default=clock.NEVER),
        end=min(coming, default=clock.FOREVER),
        last_day=min(freshest_until, default=clock.FOREVER) + criterion.shelf_life_days,
        finding=found,
    )
