"""Small ledgers of the fictional county, made by hand or drawn."""

from dataclasses import replace

from hypothesis import strategies as st

from muster.mobilisation import AggregateEntry, AidAsked, Deployment, Ledger, weigh_aid
from muster.policing import clock
from muster.synthesis import county_doctrine

DOCTRINE = county_doctrine()
FORCES = ("barsetshire", "loamshire", "mummerset", "borchester-city")
OPERATIONS = ("", "Operation Harebell", "Loamshire fair", "Dale Farm")
START = clock.parse_instant("2024-04-01T00:00")
END = clock.parse_instant("2026-04-01T00:00")
PEOPLE = DOCTRINE.composition("psu", clock.instant_of(START).date()).people


def minute(text):
    return clock.parse_instant(text)


def sent(
    donor="barsetshire",
    host="borchester-city",
    units=1,
    start="2024-06-01T08:00",
    hours=24,
    operation="Operation Harebell",
    unit="psu",
    **more,
):
    begins = minute(start)
    people = DOCTRINE.composition(unit, clock.instant_of(begins).date()).people
    given = {"officers": people * units, **more}
    return Deployment(operation, donor, host, unit, units, begins, begins + hours * 60, **given)


def total(
    side="received",
    units=43,
    force="barsetshire",
    start="2024-04-01T00:00",
    end="2026-04-01T00:00",
    **more,
):
    return AggregateEntry(force, side, "psu", units, minute(start), minute(end), **more)


def asked(*forces, start=START, end=END, **more):
    return AidAsked(forces or ("barsetshire",), more.pop("unit", "psu"), start, end, **more)


def weigh(ledger, question=None, **more):
    return weigh_aid(ledger, question or asked(**more), doctrine=DOCTRINE)


@st.composite
def deployments(draw):
    donor, host = draw(st.permutations(FORCES))[:2]
    start = draw(st.integers(START - 90 * clock.DAY, END + 10 * clock.DAY))
    units = draw(st.integers(1, 5))
    return Deployment(
        operation=draw(st.sampled_from(OPERATIONS)),
        donor=donor,
        host=host,
        unit=draw(st.sampled_from(("psu", "psu", "dog_section"))),
        units=units,
        start=start,
        end=start + draw(st.integers(1, 100 * clock.DAY)),
        officers=draw(st.integers(1, 30)) * units,
        reference=draw(st.text("AB12", max_size=2)),
    )


def drawn_ledgers():
    return st.lists(deployments(), max_size=12).map(lambda rows: Ledger(tuple(rows)))


instants = st.integers(START, END)


def told_by(ledger, force):
    """Return the part of a ledger that one force's own return tells."""
    rows = [each for each in ledger.deployments if force in (each.donor, each.host)]
    return Ledger(tuple(replace(each, told_by=(force,)) for each in rows))
