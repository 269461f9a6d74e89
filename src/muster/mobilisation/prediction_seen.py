"""The values a review of predictions is made of."""

from dataclasses import dataclass

from muster.mobilisation.intervals import Interval


@dataclass(frozen=True, slots=True)
class RateSeen:
    """People called in one way: how many came, and how many were predicted to.

    `predicted` is None where no norm speaks of the way they were to come.
    """

    state: str
    called: int
    came: int
    predicted: float | None
    interval: Interval
    occasions: int

    @property
    def share(self) -> float:
        """Return the share who came."""
        return self.came / self.called


@dataclass(frozen=True, slots=True)
class HourSeen:
    """People called for a post in one local hour of the day: predicted to come, and who came."""

    hour: int
    post: str
    called: int
    predicted: float
    came: int
    interval: Interval

    @property
    def as_predicted(self) -> bool:
        """Say whether the predicted share lies within the interval of the share seen."""
        return self.interval.holds(self.predicted / self.called)


@dataclass(frozen=True, slots=True)
class MinuteSeen:
    """People for a post who were predicted to have come by a minute after the call, and had."""

    minutes: int
    post: str
    predicted: float
    came: int


@dataclass(frozen=True, slots=True)
class TimeSeen:
    """Minutes from call to parade of those who came in one way, at a share of them.

    `foretold` is the same of the minutes predicted for them, None where none were.
    """

    state: str
    came: int
    share: float
    minutes: int
    interval: Interval
    foretold: int | None
    occasions: int


@dataclass(frozen=True, slots=True)
class AbsenceSeen:
    """People whom records put on duty, and who were found away when they were called."""

    called: int
    absent: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class PredictionReview:
    """Predicted against actual over some tests and call-outs; `at` is the latest, a UTC minute."""

    forces: tuple[str, ...]
    occasions: tuple[str, ...]
    first: int
    at: int
    rates: tuple[RateSeen, ...]
    by_hour: tuple[HourSeen, ...]
    by_minute: tuple[MinuteSeen, ...]
    times: tuple[TimeSeen, ...]
    absence: AbsenceSeen | None
    assembly: TimeSeen | None
