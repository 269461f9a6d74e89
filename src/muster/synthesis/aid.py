"""The aid that forces gave one another before their returns were prepared, told by both sides.

Each host's events, and each donor's part in them, have streams of their own: both sides of a
deployment draw the same, a force by itself has the same ledger as in the nation, and one force
more in doctrine changes what the others gave one another in nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np

from muster.doctrine import Doctrine
from muster.intake import Table
from muster.policing import clock
from muster.synthesis.calibration import AidOperation, Calibration
from muster.synthesis.county import REGION
from muster.synthesis.setting import YEAR
from muster.synthesis.stream import Stream

COLUMNS = (
    *("operation", "donor", "host", "unit", "units", "start", "end"),
    *("officers", "reference", "direction", "leaves_out", "source"),
)
SOURCE = "synthetic ledger"
THOUSAND = 1000
UNIT = "psu"  # what is sent to an operation with a name


@dataclass(frozen=True, slots=True)
class _Event:
    """Something a host was helped with, from the minute `start` until before `end`."""

    name: str
    reference: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Luck:
    """What a donor draws for one event, each from 0 up to 1."""

    joins: float
    units: float
    kind: float
    late: float
    stated: float
    fewer: float
    telling: float


DRAWS = len(_Luck.__slots__)


@dataclass(frozen=True, slots=True)
class _Sent:
    """One deployment, and who tells it: `donor`, `host`, `both`, or both and `differs`."""

    event: _Event
    donor: str
    host: str
    unit: str
    units: int
    start: int
    end: int
    officers: int
    reference: str
    telling: str


class AidHistory:
    """Every deployment among the forces of the nation, or of the fictional county."""

    def __init__(
        self,
        sizes: Mapping[str, int],
        *,
        fictional: bool,
        seed: int,
        first_day: int,
        doctrine: Doctrine,
        calibration: Calibration,
    ) -> None:
        """Hold the officers of each force, and the local day the returns are prepared on."""
        self.sizes, self.seed, self.first_day = sizes, seed, first_day
        self.doctrine, self.calibration, self.figures = doctrine, calibration, calibration.aid
        known = {force.slug for force in doctrine.forces}
        self.operations = [
            each
            for each in calibration.operations
            if (each.among == REGION) == fictional and each.host in known
        ]
        self.events: dict[str, tuple[_Event, ...]] = {}

    def table_of(self, force: str) -> Table:
        """Return the aid table of one force: what it sent, and what it was sent."""
        found = [
            each
            for each in (*self._given(force), *self._received(force))
            if each.telling in ("both", "differs", "donor" if each.donor == force else "host")
        ]
        found.sort(key=lambda each: (each.start, each.reference))
        return Table(COLUMNS, tuple(_row(each, force) for each in found))

    def _given(self, donor: str) -> Iterator[_Sent]:
        for host in self.sizes:
            if host != donor:
                yield from self._to_events(donor, host)
        for operation in self.operations:
            if operation.host != donor:
                yield from self._to_operation(donor, operation)

    def _received(self, host: str) -> Iterator[_Sent]:
        for donor in self.sizes:
            if donor != host:
                yield from self._to_events(donor, host)
                for operation in self.operations:
                    if operation.host == host:
                        yield from self._to_operation(donor, operation)

    def _events(self, host: str) -> tuple[_Event, ...]:
        """Return the events a host was helped with, made once."""
        if host not in self.events:
            self.events[host] = tuple(self._make_events(host))
        return self.events[host]

    def _make_events(self, host: str) -> Iterator[_Event]:
        figures, stream = self.figures, Stream(self.seed, host, "aid events")
        wanted = self.sizes[host] / figures.officers_each * figures.days / YEAR
        number = int(wanted * stream.between(*figures.needy) + stream.between(0.0, 1.0))
        lasts, opens = list(figures.hours), list(figures.opens)
        hours = [lasts[at] for at in stream.pick(number, list(figures.hours.values()))]
        opening = [opens[at] for at in stream.pick(number, list(figures.opens.values()))]
        days = stream.uniform(number)
        name = self.doctrine.force(host).name
        for at in range(number):
            room = figures.days - ceil((opening[at] + hours[at]) / (clock.DAY // clock.HOUR))
            start = self._minute(figures.days - int(days[at] * room), opening[at])
            end = start + hours[at] * clock.HOUR
            yield _Event(f"{name} event {at + 1}", f"SYN-{host}-{at + 1:03}", start, end)

    def _minute(self, days_before: int, hour: int) -> int:
        """Return the UTC minute of a local hour so many days before returns are prepared."""
        local = (self.first_day - days_before) * clock.DAY + hour * clock.HOUR
        return int(clock.utc_from_local(np.array(local)))

    def _to_events(self, donor: str, host: str) -> Iterator[_Sent]:
        """Yield what a donor sent to the events of a host."""
        events, figures = self._events(host), self.figures
        generous = Stream(self.seed, donor, "aid ways").between(*figures.generous)
        near = self.doctrine.force(donor).region == self.doctrine.force(host).region
        size = self.sizes[donor]
        chance = (figures.near if near else figures.far) * generous * size / THOUSAND
        stream = Stream(self.seed, donor, f"aid to {host}")
        drawn = stream.uniform(len(events) * DRAWS).reshape(len(events), DRAWS)
        for event, row in zip(events, drawn.tolist(), strict=True):
            luck = _Luck(*row)
            if luck.joins < chance:
                kind = self._kind(luck.kind)
                units = 1 + int(luck.units * size / figures.unit_officers)
                yield self._sent(event, donor, host, kind, units if kind == UNIT else 1, luck)

    def _kind(self, drawn: float) -> str:
        edges = np.cumsum(list(self.figures.kinds.values()))
        at = int(np.searchsorted(edges, drawn * edges[-1], side="right"))
        return list(self.figures.kinds)[min(at, len(edges) - 1)]

    def _to_operation(self, donor: str, operation: AidOperation) -> Iterator[_Sent]:
        """Yield what a donor sent to an operation with a name, a row for each relief."""
        topic = f"aid in {operation.slug}"
        luck = _Luck(*Stream(self.seed, donor, topic).uniform(DRAWS).tolist())
        if luck.joins >= operation.joins:
            return
        units = max(1, int(self.sizes[donor] / operation.officers_each * (luck.units + 1 / 2)))
        for number, event in enumerate(self._reliefs(operation)):
            yield self._sent(event, donor, operation.host, UNIT, units, luck, late=not number)

    def _reliefs(self, operation: AidOperation) -> Iterator[_Event]:
        """Yield an operation in the parts between one relief and the next, one for no relief."""
        hour, step = min(self.figures.opens), operation.relief_days or operation.days
        for number, day in enumerate(range(0, operation.days, step)):
            start = self._minute(operation.days_before - day, hour)
            end = self._minute(operation.days_before - min(day + step, operation.days), hour)
            yield _Event(operation.name, f"SYN-{operation.slug}-{number + 1:02}", start, end)

    def _sent(
        self,
        event: _Event,
        donor: str,
        host: str,
        unit: str,
        units: int,
        luck: _Luck,
        *,
        late: bool = True,
    ) -> _Sent:
        figures = self.figures
        on = clock.instant_of(event.start).date()
        people = self.doctrine.composition(unit, on).people * units
        missing = min(int(luck.fewer * figures.fewer), people - 1)
        late_by = int(luck.late * figures.late_hours) * clock.HOUR if late else 0
        return _Sent(
            event=event,
            donor=donor,
            host=host,
            unit=unit,
            units=units,
            start=event.start + late_by,
            end=event.end,
            officers=people - missing if luck.stated < figures.stated else 0,
            reference=f"{event.reference}-{donor}",
            telling=self._telling(luck.telling),
        )

    def _telling(self, drawn: float) -> str:
        figures = self.figures
        if drawn < figures.one_sided:
            return "donor" if drawn < figures.one_sided / 2 else "host"
        return "differs" if drawn < figures.one_sided + figures.differs else "both"


def _row(sent: _Sent, teller: str) -> tuple[str, ...]:
    """Return a deployment as a row of one side's table."""
    later = clock.HOUR if sent.telling == "differs" and teller == sent.host else 0
    return (
        sent.event.name,
        sent.donor,
        sent.host,
        sent.unit,
        str(sent.units),
        clock.describe_instant(sent.start),
        clock.describe_instant(sent.end + later),
        str(sent.officers or ""),
        sent.reference,
        "",
        "",
        SOURCE,
    )
