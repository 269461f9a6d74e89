"""Were we right? What was predicted of people called against what they did.

Turnout is a share, with Wilson's interval; a time to parade is the time by which a share of
those who came had come, with an interval between two of the times seen. People called on one
night come or stay away together, so an interval is at best as wide as it should be.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from muster.doctrine import Doctrine, TimeNorm
from muster.errors import MusterError
from muster.mobilisation.intervals import (
    Interval,
    quantile,
    quantile_interval,
    wilson_interval,
)
from muster.mobilisation.no_notice import (
    FROM_DUTY,
    NOT_SAID,
    ON_CALL,
    RECALLED,
    STATES,
    UNEXPECTED,
)
from muster.mobilisation.no_notice_score import MARKS
from muster.mobilisation.no_notice_turnout import Assembly, Outcome
from muster.mobilisation.prediction_seen import (
    AbsenceSeen,
    HourSeen,
    MinuteSeen,
    PredictionReview,
    RateSeen,
    TimeSeen,
)
from muster.policing import clock

KeyT = TypeVar("KeyT", bound=Any)
RATE, TIME, ASSEMBLY = "rate", "time", "assembly"


class UnableToReviewPredictions(MusterError):
    """Nothing was given from which turnout can be worked out."""


def review_predictions(
    outcomes: Sequence[Outcome], assemblies: Sequence[Assembly] = (), *, doctrine: Doctrine
) -> PredictionReview:
    """Return what was predicted of everyone called against what became of them.

    Norms are those of doctrine in force when the latest were called. Raises
    UnableToReviewPredictions where nobody was called.
    """
    outcomes = [each for each in outcomes if each.count]
    if not outcomes:
        raise UnableToReviewPredictions(
            "Nobody is recorded as called, so turnout cannot be worked out; give tests in which "
            "people were called and came, or records of call-outs"
        )
    at = max(each.called_at for each in outcomes)
    norms = _Norms(doctrine, at)
    return PredictionReview(
        forces=tuple(sorted({each.force for each in outcomes})),
        occasions=tuple(sorted({each.occasion for each in outcomes})),
        first=min(each.called_at for each in outcomes),
        at=at,
        rates=_rates(outcomes, norms),
        by_hour=_by_hour(outcomes, norms),
        by_minute=_by_minute(outcomes, norms),
        times=_times(outcomes, norms),
        absence=_absence(outcomes, norms),
        assembly=_assembly(assemblies, norms),
    )


@dataclass(frozen=True, slots=True)
class _Norms:
    """Doctrine's norms on the local day of a minute."""

    doctrine: Doctrine
    at: int

    def rate(self, state: str) -> float | None:
        """Return the share of people predicted to come; None where nothing predicts it."""
        if state in (ON_CALL, RECALLED):
            return self.doctrine.turnout(state, clock.instant_of(self.at).date()).rate
        return {FROM_DUTY: 1.0, UNEXPECTED: 0.0}.get(state)

    def minutes(self, outcome: Outcome) -> int:
        """Return when people were predicted to parade, by the norm where nobody foretold it."""
        if outcome.predicted is not None:
            return outcome.predicted
        return 0 if outcome.state == FROM_DUTY else self.norm(RECALLED).minutes

    def norm(self, slug: str) -> TimeNorm:
        """Return the norm of a time."""
        return self.doctrine.time_norm(slug, clock.instant_of(self.at).date())

    def sureness(self, slug: str) -> float:
        """Return how sure intervals of a kind are to be."""
        return self.doctrine.evidence_for_norms(slug, clock.instant_of(self.at).date()).confidence

    def wilson(self, came: int, called: int) -> Interval:
        """Return the interval of a share."""
        return wilson_interval(came, called, self.sureness(RATE))


def _total(outcomes: Iterable[Outcome]) -> int:
    return sum(each.count for each in outcomes)


def _came(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [each for each in outcomes if each.arrived is not None]


def _occasions(outcomes: Iterable[Outcome]) -> int:
    return len({(each.force, each.occasion) for each in outcomes})


def _grouped(
    outcomes: Iterable[Outcome], by: Callable[[Outcome], KeyT]
) -> list[tuple[KeyT, list[Outcome]]]:
    found: dict[KeyT, list[Outcome]] = {}
    for each in outcomes:
        found.setdefault(by(each), []).append(each)
    return sorted(found.items(), key=lambda pair: pair[0])


def _rates(outcomes: Sequence[Outcome], norms: _Norms) -> tuple[RateSeen, ...]:
    found = []
    for state, group in _grouped(outcomes, lambda each: each.state):
        called, came = _total(group), _total(_came(group))
        interval = norms.wilson(came, called)
        found.append(RateSeen(state, called, came, norms.rate(state), interval, _occasions(group)))
    order = (*STATES, UNEXPECTED, NOT_SAID)
    return tuple(sorted(found, key=lambda each: order.index(each.state)))


def _foretold(outcomes: Iterable[Outcome], norms: _Norms) -> list[Outcome]:
    return [each for each in outcomes if norms.rate(each.state) is not None]


def _expected(outcomes: Iterable[Outcome], norms: _Norms) -> float:
    return sum(each.count * (norms.rate(each.state) or 0) for each in outcomes)


def _by_hour(outcomes: Sequence[Outcome], norms: _Norms) -> tuple[HourSeen, ...]:
    found = []
    for (hour, post), group in _grouped(
        _foretold(outcomes, norms),
        lambda each: (clock.instant_of(each.called_at).hour, each.post),
    ):
        called, came = _total(group), _total(_came(group))
        expected = _expected(group, norms)
        found.append(HourSeen(hour, post, called, expected, came, norms.wilson(came, called)))
    return tuple(found)


def _by_minute(outcomes: Sequence[Outcome], norms: _Norms) -> tuple[MinuteSeen, ...]:
    on = clock.instant_of(norms.at).date()
    found = []
    for post, group in _grouped(_foretold(outcomes, norms), lambda each: each.post):
        for mark in norms.doctrine.notice(MARKS, on).minutes:
            due = [each for each in group if norms.minutes(each) <= mark]
            there = [each for each in _came(group) if (each.arrived or 0) <= mark]
            found.append(MinuteSeen(mark, post, _expected(due, norms), _total(there)))
    return tuple(found)


def _spread(outcomes: Iterable[Outcome], when: Callable[[Outcome], int]) -> list[int]:
    """Return a minute for each person."""
    return [when(each) for each in outcomes for _ in range(each.count)]


def _times(outcomes: Sequence[Outcome], norms: _Norms) -> tuple[TimeSeen, ...]:
    share = norms.norm(RECALLED).share
    found = []
    for state in STATES:
        came = _came(each for each in outcomes if each.state == state)
        if not came:
            continue
        minutes = _spread(came, lambda each: each.arrived or 0)
        predicted = _spread(
            [each for each in came if each.predicted is not None], lambda each: each.predicted or 0
        )
        found.append(
            TimeSeen(
                state,
                len(minutes),
                share,
                quantile(minutes, share),
                quantile_interval(minutes, share, norms.sureness(TIME)),
                quantile(predicted, share) if predicted else None,
                _occasions(came),
            )
        )
    return tuple(found)


def _absence(outcomes: Sequence[Outcome], norms: _Norms) -> AbsenceSeen | None:
    due = [each for each in outcomes if each.state == FROM_DUTY]
    if not due:
        return None
    called, absent = _total(due), _total(each for each in due if each.absent)
    return AbsenceSeen(called, absent, norms.wilson(absent, called))


def _assembly(assemblies: Sequence[Assembly], norms: _Norms) -> TimeSeen | None:
    if not assemblies:
        return None
    share = norms.norm(ASSEMBLY).share
    minutes = [each.minutes for each in assemblies]
    return TimeSeen(
        ASSEMBLY,
        len(minutes),
        share,
        quantile(minutes, share),
        quantile_interval(minutes, share, norms.sureness(ASSEMBLY)),
        None,
        len({each.occasion for each in assemblies}),
    )
