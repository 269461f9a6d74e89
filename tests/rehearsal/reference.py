"""The slow and obvious rehearsal: docs/rehearsal-model.md once more, in SimPy, to hold others to.

Everything is an object or a list, and time is SimPy's. In one minute things happen in this
order: what happens of itself, calls that end, serving, the end of the minute.
"""

from dataclasses import dataclass, field

import simpy
from tests.rehearsal import reference_chance as chances
from tests.rehearsal.reference_answer import Dispatched, Reference, answer_of
from tests.rehearsal.reference_chance import Chance
from tests.rehearsal.reference_serving import (
    answer_calls,
    serve_best,
    serve_by_phone,
    serve_nearest,
)
from tests.rehearsal.reference_supply import Force, Shocks

from muster.mobilisation import great_circle_km

HAPPEN, CALLS, ANSWERS, SERVE, MINUTE_ENDS = 1, 2, 3, 4, 5
STOOD_DOWN_AFTER = 60


class Moment(simpy.Event):
    """A minute, and its part, that a process waits for."""

    def __init__(self, env, minute, part):
        super().__init__(env)
        self._ok, self._value = True, None
        env.schedule(self, part, minute - env.now)


@dataclass
class Incident:
    key: int
    source: int
    spot: int
    known: int
    real: bool = True
    needed: int = 0
    ends: int = 0
    ordered: bool = False


@dataclass(eq=False)
class Want:
    key: int
    incident: Incident
    count: int
    called: int
    needed: int
    left: int = 0
    new: bool = True
    calling: bool = False
    round: int = 0
    rung: set[int] = field(default_factory=set)
    fresh_when_begun: int = 0
    sent: list[Dispatched] = field(default_factory=list)


class Play:
    """One replication under way."""

    def __init__(self, scenario, supply, minutes, assembly, policy, floors, seed, replication):
        self.scenario, self.supply, self.policy = scenario, supply, policy
        self.minutes, self.assembly, self.floors = minutes, assembly, floors
        self.env = simpy.Environment()
        self.chance = Chance(seed, replication)
        self.shocks = Shocks(scenario, self.chance)
        self.forces = [
            Force(number, scenario, supply, self.shocks, self.chance)
            for number in range(len(supply.forces))
        ]
        self.kinds = [kind.unit for kind in supply.kinds]
        self.incidents, self.wants, self.dispatches, self.ended = [], [], {}, []
        self.struck, self.bottlenecks, self.exposed = set(), set(), set()
        self.activated, self.fresh, self.lines_taken = -1, 0, 0
        self.serving_due, self.all_due, self.first_objective = -1, False, None
        self.activation = self.env.event()
        starts, self.first_spot = 0, []
        for source in scenario.sources:
            self.first_spot.append(starts)
            starts += len(source.spots)

    def run(self):
        for source, each in enumerate(self.scenario.sources):
            self._begin(source, each)
        self.env.process(self._blocks())
        if self.policy.activate_at is not None:
            self.env.process(self._activate_at(self.policy.activate_at))
        self.env.run(until=self.scenario.minutes)

    # Time.

    @property
    def now(self):
        return self.env.now

    def at(self, minute, part=HAPPEN):
        return Moment(self.env, max(minute, self.env.now), part)

    def changed(self):
        """See that wants are served in this minute, after all that happens."""
        if self.serving_due != self.now:
            self.serving_due = self.now
            self.at(self.now, SERVE).callbacks.append(self._serve)
            self.at(self.now, MINUTE_ENDS).callbacks.append(self._end_minute)

    def anew(self):
        """See that all wants are served in this minute, and may be rung for again."""
        self.all_due = True
        self.fresh += 1
        self.changed()

    def _blocks(self):
        while True:
            self.anew()
            yield self.at(self.now + self.supply.block)

    # Incidents.

    def _begin(self, source, each):
        if each.at is not None:
            key = chances.incident_key(source, 0)
            real = self.chance.happens(each.chance, key, chances.OCCURS)
            incident = self._drawn(Incident(key, source, -1, each.at, real))
            if real:
                self.env.process(self._incident(incident))
            if each.foreseen is not None and self.policy.order_ahead:
                self.env.process(self._ordered_ahead(incident, each.foreseen))
        if each.rate:
            marks = chances.expected(each.rate, self.scenario.starts, self.scenario.hours)
            known = chances.minutes_of_rate(self.chance, source, marks)
            for n, minute in enumerate(known, start=1):
                key = chances.incident_key(source, n)
                self.env.process(self._incident(self._drawn(Incident(key, source, -1, minute))))

    def _drawn(self, incident):
        """Return an incident with its spot and its end."""
        source = self.scenario.sources[incident.source]
        if incident.spot < 0:
            spots = chances.spot_distribution(source.spots)
            incident.spot = self.chance.value(spots, incident.key, chances.SPOT)
        incident.needed = incident.known + source.within
        lasts = self.chance.value(source.lasts, incident.key, chances.DURATION)
        incident.ends = (
            incident.needed + lasts if incident.real else incident.needed + STOOD_DOWN_AFTER
        )
        return incident

    def _incident(self, incident):
        yield self.at(incident.known)
        source = self.scenario.sources[incident.source]
        self.incidents.append(incident)
        self.changed()
        if not incident.ordered:
            self._want_own(incident)
        for number, escalation in enumerate(source.escalates):
            if self.chance.happens(escalation.chance, incident.key, chances.ESCALATES, number):
                self.env.process(self._escalates(incident, number, escalation))
        for number, spread in enumerate(self.scenario.spreads):
            if spread.origin == source.slug:
                self._spread(incident, number, spread)

    def _ordered_ahead(self, incident, foreseen):
        while self.activated < 0:
            yield self.activation
        yield self.at(max(foreseen, self.activated))
        if self.now < incident.known < self.scenario.minutes:
            self._want_own(incident)

    def _want_own(self, incident):
        source = self.scenario.sources[incident.source]
        size = self.chance.value(source.size, incident.key, chances.SIZE)
        key = chances.want_key(incident.key, 0)
        incident.ordered = True
        self.want(key, incident, size, incident.needed)

    def _escalates(self, incident, number, escalation):
        key = incident.key
        after = self.chance.value(escalation.after, key, chances.ESCALATES_AFTER, number)
        yield self.at(incident.known + after)
        if self.now < incident.ends:
            units = self.chance.value(escalation.by, key, chances.ESCALATES_BY, number)
            within = self.scenario.sources[incident.source].within
            own = chances.want_key(key, 1 + number)
            self.want(own, incident, units, self.now + within)

    def _spread(self, incident, number, spread):
        slugs = [source.slug for source in self.scenario.sources]
        to = slugs.index(spread.to)
        place = self.scenario.sources[incident.source].spots[incident.spot].place
        for spot, there in enumerate(self.scenario.sources[to].spots):
            if there.place == place:
                continue
            if great_circle_km([place], [there.place])[0, 0] > spread.within_km:
                continue
            name = incident.key, chances.SPREADS, number * 64 + spot
            if self.chance.happens(spread.chance, *name):
                name = incident.key, chances.SPREADS_AFTER, number * 64 + spot
                after = self.chance.value(spread.after, *name)
                self.env.process(self._strikes(to, spot, after))

    def _strikes(self, source, spot, after):
        yield self.at(self.now + after)
        if (source, spot) not in self.struck:
            self.struck.add((source, spot))
            key = chances.incident_key(source, (1 << 32) + spot)
            self.env.process(self._incident(self._drawn(Incident(key, source, spot, self.now))))

    # Wants.

    def want(self, key, incident, count, needed):
        if count > 0 and needed < incident.ends:
            self.wants.append(Want(key, incident, count, self.now, needed, left=count))
            self.changed()

    def open_wants(self):
        """Return wants that are not over, in the order in which they stand."""
        stands = [want for want in self.wants if self.now < want.incident.ends]
        return sorted(stands, key=self.standing)

    def standing(self, want):
        return self.source(want).priority, want.needed, want.key, want.count

    def source(self, want):
        return self.scenario.sources[want.incident.source]

    def spot(self, want):
        return self.source(want).spots[want.incident.spot]

    def host(self, want):
        return next(force for force in self.forces if force.name == self.spot(want).host)

    def kind(self, want):
        return self.kinds.index(self.source(want).unit)

    def column(self, want):
        """Return where the spot of a want is in the table of travel minutes."""
        return self.first_spot[want.incident.source] + want.incident.spot

    # Units under way.

    def out(self, force, kind):
        """Return the units of a force that are out, or resting."""
        sent = self.dispatches.get((force, kind), [])
        return sum(each.count for each in sent if self.now < each.away_until)

    def is_free_again(self, minute):
        yield self.at(minute)
        self.anew()

    def is_relieved(self, want, key, count, due):
        yield self.at(due - self.scenario.relief_lead)
        self.want(key, want.incident, count, due)

    def rings(self, want, force, answer):
        yield self.at(self.now + answer, CALLS)
        self.ended.append((want, force))
        yield self.at(self.now, ANSWERS)
        answer_calls(self)
        self.changed()

    # Activation.

    def _activate_at(self, minute):
        yield self.at(minute)
        self._activate()

    def _activate(self):
        if self.activated < 0:
            self.activated = self.now
            self.activation.succeed()
            self.anew()

    def _end_minute(self, _):
        if self.activated >= 0:
            return
        count = sum(incident.ends > self.now for incident in self.incidents)
        short = sum(want.left for want in self.open_wants())
        policy = self.policy
        if (policy.open_incidents is not None and count >= policy.open_incidents) or (
            policy.short_units is not None and short >= policy.short_units
        ):
            self.serving_due = -1
            self._activate()

    def _serve(self, _):
        self.serving_due = -1
        serve = {"nearest": serve_nearest, "phone": serve_by_phone, "optimal": serve_best}
        serve[self.policy.dispatch](self)
        for want in self.wants:
            want.new = False
        self.all_due = False


def play(scenario, supply, minutes, assembly, policy, floors, seed, replication) -> Reference:
    """Play one replication; `minutes` (forces, spots), `floors` (forces, kinds)."""
    playing = Play(scenario, supply, minutes, assembly, policy, floors, seed, replication)
    playing.run()
    return answer_of(playing)
