"""Half-open intervals of aware time."""

from dataclasses import dataclass
from datetime import UTC, datetime

from muster.errors import MusterError


class UnableToMakeInterval(MusterError):
    """The two instants do not make an interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` until just before `end`, both aware; compared as instants, not wall clocks."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Refuse naive instants and an end that is not after the start."""
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise UnableToMakeInterval("An interval needs instants with a time zone; add an offset")
        if self.end.astimezone(UTC) <= self.start.astimezone(UTC):
            raise UnableToMakeInterval(
                f"The interval ends at {self.end.isoformat()}, not after it starts "
                f"at {self.start.isoformat()}; swap or mend the two"
            )

    def __contains__(self, instant: datetime) -> bool:
        """Say whether `instant` falls inside."""
        start, end = self.start.astimezone(UTC), self.end.astimezone(UTC)
        return start <= instant.astimezone(UTC) < end
