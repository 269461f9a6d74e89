"""What one replication of the reference comes to."""

from dataclasses import dataclass

STEPS = 120
ASKED_ABOUT = (1, 10, 100)


@dataclass(frozen=True, order=True)
class Dispatched:
    """Units of a force sent to a want, by number; instants in minutes."""

    source: int
    spot: int
    force: int
    kind: int
    notice: int
    count: int
    ordered: int
    leaves: int
    arrives: int
    due: int
    away_until: int


@dataclass(frozen=True)
class Objective:
    """What was sent at a moment: units by priority, then minutes late and of travel in all."""

    minute: int
    sent: tuple[tuple[int, int], ...]
    late: int
    travel: int


@dataclass(frozen=True)
class Reference:
    """What became of a replication; `place` and `short` are at step marks."""

    wanted: int
    in_time: int
    late: int
    never: int
    late_minutes: int
    short_minutes: int
    incidents: int
    stood_down: int
    activated: int
    came: tuple[int, ...]
    place: tuple[int, ...]
    short: tuple[tuple[int, ...], ...]
    bottlenecks: frozenset[tuple[int, int, tuple[str, int]]]
    exposed: frozenset[int]
    dispatches: tuple[Dispatched, ...]
    objective: Objective | None
    met: bool


def answer_of(play) -> Reference:
    horizon = play.scenario.minutes
    step = 60 * -(-play.scenario.hours // STEPS)
    marks = range(0, horizon + 1, step)
    real = [want for want in play.wants if want.incident.real]
    false = [want for want in play.wants if not want.incident.real]
    counted = [want for want in real if want.needed <= horizon]
    sent = [(want, each) for want in counted for each in want.sent]
    in_time = sum(each.count for want, each in sent if each.arrives <= want.needed)
    late = sum(each.count for want, each in sent if each.arrives > want.needed)
    wanted = sum(want.count for want in counted)
    first = min((max(want.called, want.incident.known) for want in real), default=-1)
    came = _came(real, first, horizon)
    return Reference(
        wanted=wanted,
        in_time=in_time,
        late=late,
        never=sum(want.left for want in counted),
        late_minutes=sum(each.count * (each.arrives - want.needed) for want, each in sent),
        short_minutes=sum(_short_minutes(want, horizon) for want in real),
        incidents=len(play.incidents),
        stood_down=sum(each.count for want in false for each in want.sent),
        activated=play.activated,
        came=tuple(came[n - 1] if len(came) >= n else -1 for n in ASKED_ABOUT),
        place=tuple(_in_place(real, mark) for mark in marks),
        short=tuple(_short(play, real, force, marks) for force in range(len(play.forces))),
        bottlenecks=frozenset(play.bottlenecks),
        exposed=frozenset(play.exposed),
        dispatches=tuple(sorted(each for want in play.wants for each in want.sent)),
        objective=play.first_objective,
        met=_met(play.scenario.requirement, wanted, in_time, came if real else None),
    )


def _came(wants, first, horizon):
    """Return the minutes from the first want to each unit that came, in order."""
    minutes = [
        each.arrives - first
        for want in wants
        for each in want.sent
        for _ in range(each.count)
        if each.arrives < horizon
    ]
    return sorted(minutes)


def _in_place(wants, mark):
    return sum(
        each.count for want in wants for each in want.sent if each.arrives <= mark < each.due
    )


def _short(play, wants, force, marks):
    """Return the units a host is short of at each mark."""
    own = [want for want in wants if play.spot(want).host == play.forces[force].name]
    return tuple(sum(_missing(want, mark) for want in own) for mark in marks)


def _missing(want, mark):
    if not want.needed <= mark < want.incident.ends:
        return 0
    return want.count - sum(each.count for each in want.sent if each.arrives <= mark)


def _short_minutes(want, horizon):
    """Return the minutes that the units of a want are waited for, one unit after another."""
    stop = min(want.incident.ends, horizon)
    came = [each.arrives for each in want.sent for _ in range(each.count)]
    never = [stop] * want.left
    return sum(max(0, min(until, stop) - want.needed) for until in (*came, *never))


def _met(requirement, wanted, in_time, came):
    """Say whether the requirement is met; `came` is None where nothing was ever wanted."""
    if 100 * in_time < requirement.share * wanted or came is None:
        return came is None
    return all(
        mark.units <= sum(minutes <= mark.minutes for minutes in came) for mark in requirement.marks
    )
