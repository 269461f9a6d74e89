"""Doubts, shocks, policies, requirement and facts, in a scenario's file."""

import math
from collections.abc import Collection

from muster.doctrine import Doctrine
from muster.intake.scenario_doubts import read_distribution
from muster.intake.scenario_entries import Entry
from muster.mobilisation import ReplayFact
from muster.rehearsal import Doubts, Mark, Policy, Price, Requirement, Shock, fixed

LONGEST_MINUTES = 8784 * 60
MOST_UNITS = 100_000
SLOWEST = 10_000  # per cent of a usual time
MOST_LINES = 1000
DEAREST = 1e9
KINDS = ("travel", "people", "answer", "vehicles")
LOST = ("people", "vehicles")
DISPATCHES = ("nearest", "phone", "optimal")
AT_ONCE, NEVER = "at-once", "never"
MEASURES = ("units", "officers")


def read_requirement(entry: Entry) -> Requirement:
    """Return when a replication meets the requirement."""
    if entry.real and not entry.given:
        entry.missing("requirement", "write [requirement] with share = 90")
        return Requirement(0)
    marks = []
    for own in entry.tables("marks"):
        minutes = own.whole("minutes", 0, LONGEST_MINUTES)
        marks.append(Mark(minutes, own.whole("units", 1, MOST_UNITS)))
        own.done()
    found = Requirement(entry.whole("share", 0, 100), tuple(marks), entry.basis())
    entry.done()
    return found


def read_doubts(entry: Entry) -> Doubts:
    """Return what is not known about forces; nothing is in doubt where nothing is told."""
    found = Doubts(
        abstraction=read_distribution(entry, "abstraction", (0, 100), default=fixed(0)),
        turnout=read_distribution(entry, "turnout", (0, 100), default=fixed(100)),
        answer=read_distribution(entry, "answer", (0, LONGEST_MINUTES), default=fixed(0)),
        travel=read_distribution(entry, "travel", (1, SLOWEST), default=fixed(100)),
        shared=entry.flag("shared"),
    )
    _whole_shares(entry)
    entry.done()
    return found


def _whole_shares(entry: Entry) -> None:
    """Note shares and factors that are not whole per cent, as a share of one would be."""
    for key in ("abstraction", "turnout", "travel"):
        value = entry.given.get(key)
        told = value if isinstance(value, dict) else {key: value}
        for name, each in told.items():
            rows = each if isinstance(each, list) and name != "chances" else [each]
            broken = [n for n in rows if isinstance(n, float) and math.isfinite(n) and n % 1]
            if broken:
                remedy = "write 12 for 12 %"
                entry.fault(key, broken[0], "not-whole", "is not whole per cent", remedy)


def read_shock(entry: Entry, hours: int, doctrine: Doctrine) -> Shock:
    """Return something that may go wrong."""
    slug, kind = entry.slug("id"), entry.one_of("kind", KINDS)
    start, stop = entry.moment("from", hours), entry.moment("until", hours)
    if start is None and not entry.has("from"):
        entry.missing("from", "give the date and time it begins")
    if start is not None and stop is not None and stop <= start:
        fault = "is not after it begins"
        entry.fault("until", entry.given["until"], "reversed", fault, "let it end later")
    forces = [force.slug for force in doctrine.forces]
    found = Shock(
        slug=slug,
        name=entry.text("name", default=slug),
        kind=kind if kind in KINDS else "people",  # type: ignore[arg-type]
        start=start or 0,
        stop=hours * 60 if stop is None else stop,
        amount=entry.whole("per_cent", 0, 100 if kind in LOST else SLOWEST),
        chance=entry.number("chance", 0, 1, default=1.0),
        forces=_forces(entry, "forces", forces),
        hosts=_forces(entry, "hosts", forces),
        vehicle=_vehicle(entry, kind, doctrine),
        basis=entry.basis(),
    )
    entry.done()
    return found


def _forces(entry: Entry, key: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the forces that are named, each once."""
    named = tuple(entry.known(key, each, known) for each in entry.texts(key))
    for each in sorted({each for each in named if named.count(each) > 1}):
        entry.fault(key, each, "twice", "is named twice", "name it once")
    return named


def _vehicle(entry: Entry, kind: str, doctrine: Doctrine) -> str:
    known = [each.slug for each in doctrine.vehicle_kinds]
    if kind == "vehicles":
        return entry.one_of("vehicle", known)
    if entry.has("vehicle"):
        remedy = 'leave it out, or let the kind be "vehicles"'
        entry.fault("vehicle", entry.raw("vehicle"), "no-vehicle", "means nothing here", remedy)
    return ""


def read_policy(entry: Entry, hours: int, doctrine: Doctrine) -> Policy:
    """Return what is done when units are wanted."""
    levels = dict.fromkeys(level.slug for level in doctrine.alert_levels)
    counts = [
        entry.whole(key, 0, MOST_UNITS) if entry.has(key) else None
        for key in ("open_incidents", "short_units")
    ]
    found = Policy(
        name=entry.text("name"),
        dispatch=entry.one_of("dispatch", DISPATCHES, default="nearest"),  # type: ignore[arg-type]
        activate_at=_activation(entry, hours, any(each is not None for each in counts)),
        open_incidents=counts[0],
        short_units=counts[1],
        stand_to=entry.flag("stand_to"),
        order_ahead=entry.flag("order_ahead"),
        lines=entry.whole("lines", 1, MOST_LINES, default=1),
        floors=entry.one_of("floors", list(levels), default=""),
    )
    entry.asked |= {"open_incidents", "short_units"}
    entry.done()
    return found


def _activation(entry: Entry, hours: int, otherwise: bool) -> int | None:
    """Return the minute of activation: at once where nothing is told, none where never."""
    value = entry.given.get("activate")
    if value in (AT_ONCE, NEVER) or value is None:
        entry.asked.add("activate")
        return None if value == NEVER or (value is None and otherwise) else 0
    return entry.moment("activate", hours)


def read_price(entry: Entry, doctrine: Doctrine) -> Price:
    """Return what one more of a post, or of a kind of vehicle, costs."""
    posts = (post.slug for composition in doctrine.compositions for post in composition.posts)
    known = dict.fromkeys([*posts, *(kind.slug for kind in doctrine.vehicle_kinds)])
    found = Price(entry.one_of("what", known), entry.number("amount", 0, DEAREST), entry.basis())
    entry.done()
    return found


def read_fact(entry: Entry, slugs: list[str], doctrine: Doctrine) -> ReplayFact:
    """Return a published figure."""
    forces = [force.slug for force in doctrine.forces]
    if not entry.texts("demands"):
        entry.missing("demands", 'name the incidents it is of, as ["fair"]')
    found = ReplayFact(
        slug=entry.text("slug"),
        what=entry.text("what"),
        value=entry.number("value", 0, DEAREST),
        unit=entry.one_of("unit", MEASURES),
        source=entry.text("source"),
        demands=tuple(entry.known("demands", each, slugs) for each in entry.texts("demands")),
        force=entry.one_of("force", forces, default=""),
        outside=entry.one_of("outside", forces, default=""),
    )
    entry.done()
    return found
