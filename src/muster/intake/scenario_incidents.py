"""Incidents and how they spread, in a scenario's file."""

from collections import Counter
from collections.abc import Collection, Sequence

from muster.doctrine import Doctrine
from muster.intake.scenario_doubts import read_distribution
from muster.intake.scenario_entries import Book, Entry
from muster.policing import Place
from muster.rehearsal import Escalation, Rate, Source, Spot, Spread

MOST_UNITS = 1000
LONGEST_HOURS = 8784
MOST_SPOTS = 64
MOST_A_DAY = 100_000
FURTHEST_KM = 2000
EVERY_FORCE = "every-force"
AN_HOUR = 60
LEVELS = (("by_hour", 24), ("by_weekday", 7), ("by_month", 12))


def read_source(entry: Entry, hours: int, doctrine: Doctrine) -> Source:
    """Return where incidents come from."""
    basis, slug, known = entry.basis(), entry.slug("id"), _known(entry, hours)
    rate = _rate(entry)
    if entry.has("known") and rate is not None:
        entry.fault("rate", None, "both", "has a time and a rate", "keep one of known and rate")
    if entry.has("chance") and not entry.has("known"):
        remedy = "leave it out: chance is of an incident at a known time"
        entry.fault("chance", entry.given["chance"], "no-time", "means nothing here", remedy)
    source = Source(
        slug=slug,
        name=entry.text("name", default=slug),
        unit=entry.one_of("unit", [kind.slug for kind in doctrine.units]),
        spots=_spots(entry, doctrine),
        size=read_distribution(entry, "size", (0, MOST_UNITS), basis=basis, whole=True),
        within=_within(entry, known, hours),
        lasts=read_distribution(entry, "hours", (0, LONGEST_HOURS), scale=AN_HOUR, basis=basis),
        priority=entry.whole("priority", 1, 1000, default=1),
        at=known,
        rate=rate,
        chance=entry.number("chance", 0, 1, default=1.0),
        foreseen=_foreseen(entry, known, hours),
        escalates=tuple(_escalation(each) for each in entry.tables("escalates")),
        basis=basis,
    )
    entry.done()
    return source


def _known(entry: Entry, hours: int) -> int | None:
    """Return when an incident becomes known, which has to be before the end."""
    known = entry.moment("known", hours)
    if known == hours * AN_HOUR:
        fault, remedy = "is at the end, and so never happens", "let the scenario last longer"
        entry.fault("known", entry.given["known"], "out-of-span", fault, remedy)
    return known


def _foreseen(entry: Entry, known: int | None, hours: int) -> int | None:
    foreseen = entry.moment("foreseen", hours)
    if foreseen is None:
        return None
    if not entry.has("known"):
        remedy = "leave it out: what is foreseen has a known time"
        entry.fault("foreseen", entry.given["foreseen"], "no-time", "cannot be told", remedy)
    if known is not None and foreseen > known:
        fault = "is after the incident is known"
        entry.fault("foreseen", entry.given["foreseen"], "late", fault, "foresee it earlier")
    return foreseen


def _within(entry: Entry, known: int | None, hours: int) -> int:
    """Return the minutes within which units are needed: told, or until an instant."""
    if not entry.has("needed"):
        return entry.whole("within_minutes", 0, LONGEST_HOURS * AN_HOUR, default=AN_HOUR)
    if entry.has("within_minutes"):
        remedy = "keep one of needed and within_minutes"
        entry.fault("needed", None, "both", "is told twice", remedy)
        entry.raw("within_minutes")
    needed = entry.moment("needed", hours)
    if needed is not None and not entry.has("known"):
        remedy = "give within_minutes, for it has no time of its own"
        entry.fault("needed", entry.given["needed"], "no-time", "cannot be told", remedy)
    if needed is None or known is None:
        return 0
    if needed < known:
        fault = "is before the incident is known"
        entry.fault("needed", entry.given["needed"], "early", fault, "need it later")
    return max(0, needed - known)


def _rate(entry: Entry) -> Rate | None:
    value = entry.raw("rate")
    if value is None:
        return None
    own = entry.within("rate", value if isinstance(value, dict) else {"per_day": value})
    levels = [_level(own, key, count) for key, count in LEVELS]
    rate = Rate(own.number("per_day", 0, MOST_A_DAY), *levels)
    own.done()
    return rate


def _level(own: Entry, key: str, count: int) -> tuple[float, ...]:
    value = own.raw(key)
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) != count:
        own.fault(key, value, "wrong-length", f"is not {count} weights", f"give {count} weights")
        return ()
    weights = tuple(own.checked(key, each, 0, MOST_A_DAY) for each in value)
    if not any(weights):
        own.fault(key, value, "no-weight", "has no weight above nought", "give some weight")
        return ()
    return weights


def _escalation(own: Entry) -> Escalation:
    basis = own.basis()
    found = Escalation(
        chance=own.number("chance", 0, 1),
        after=read_distribution(own, "after_minutes", (0, LONGEST_HOURS * AN_HOUR), basis=basis),
        by=read_distribution(own, "by", (0, MOST_UNITS), basis=basis, whole=True),
    )
    own.done()
    return found


def _spots(entry: Entry, doctrine: Doctrine) -> tuple[Spot, ...]:
    if entry.has("host"):
        if entry.has("spots"):
            entry.fault("spots", None, "both", "is told twice", "keep one of host and spots")
            entry.raw("spots")
        return (_spot(entry, doctrine),)
    spots = _every_force(entry, doctrine)
    if spots is None:
        own = entry.tables("spots")
        spots = [_listed_spot(each, doctrine) for each in own[:MOST_SPOTS]]
        _refuse_number(entry, len(own))
    if spots and not any(spot.weight for spot in spots):
        entry.fault("spots", None, "no-weight", "have no weight above nought", "give some weight")
    return tuple(spots)


def _every_force(entry: Entry, doctrine: Doctrine) -> list[Spot] | None:
    """Return a spot at each territorial force; None where spots are told one by one."""
    value = entry.raw("spots")
    if not isinstance(value, str):
        return None
    if value != EVERY_FORCE:
        remedy = f'write "{EVERY_FORCE}", or [{{ host = … }}]'
        entry.fault("spots", value, "unknown", "is not known", remedy)
        return []
    own = [force for force in doctrine.forces if force.territorial]
    _refuse_number(entry, len(own))
    return [Spot(force.name, force.place, force.slug) for force in own[:MOST_SPOTS]]


def _refuse_number(entry: Entry, number: int) -> None:
    if not 0 < number <= MOST_SPOTS:
        fault = f"has {number:,} spots, not 1 to {MOST_SPOTS}"
        entry.fault("spots", None, "no-spots", fault, "give host, or spots = [{ host = … }]")


def _listed_spot(own: Entry, doctrine: Doctrine) -> Spot:
    spot = _spot(own, doctrine)
    own.done()
    return spot


def _spot(own: Entry, doctrine: Doctrine) -> Spot:
    known = {force.slug: force for force in doctrine.forces}
    host = own.one_of("host", list(known))
    place = known[host].place if host in known else Place(0, 0)
    default = known[host].name if host in known else host
    lat, lon = own.has("lat"), own.has("lon")
    if lat != lon:
        own.missing("lon" if lat else "lat", "give lat and lon, or neither")
    if lat and lon:
        place = Place(own.number("lat", -90, 90), own.number("lon", -180, 180))
    own.asked |= {"lat", "lon"}
    name = own.text("place", default="") if own.has("place") else own.text("name", default=default)
    return Spot(name, place, host, own.number("weight", 0, 1_000_000, default=1.0))


def read_spread(entry: Entry, slugs: Collection[str]) -> Spread:
    """Return how incidents start others."""
    spread = Spread(
        origin=entry.one_of("from", slugs),
        to=entry.one_of("to", slugs),
        chance=entry.number("chance", 0, 1),
        after=read_distribution(entry, "after_minutes", (0, LONGEST_HOURS * AN_HOUR)),
        within_km=entry.number("within_km", 0, FURTHEST_KM, default=1000.0),
    )
    entry.basis()
    entry.done()
    return spread


def refuse_twice(book: Book, table: str, key: str, names: Sequence[str]) -> None:
    """Note names that stand more than once among the tables of a list, with their lines."""
    lines = book.lines.get(table, [])
    for name, times in Counter(names).items():
        if times > 1 and name:
            own = [at for at, each in enumerate(names) if each == name]
            placed = [str(lines[at]) for at in own] if len(lines) == len(names) else []
            where = f": the tables on lines {', '.join(placed)}" if placed else ""
            fault = f"is the {key} of {times} tables [[{table}]]{where}"
            line = lines[own[1]] if placed else None
            Entry(book, table, {}, line).fault(key, name, "twice", fault, "give each its own")
