"""Arrests take up units: escorts, custody places and investigators, as demands of their own."""

from datetime import date

from muster.doctrine import Doctrine
from muster.mobilisation.demands import Demand


def absorb_arrests(
    demand: Demand, arrests: int, *, doctrine: Doctrine, on: date
) -> tuple[Demand, ...]:
    """Return the demands that so many arrests make beside the one they are made at.

    One for each kind of unit that doctrine says arrests take up, whole units rounded up,
    at the same place, time and priority, for as long as doctrine says. They are the host's
    own work and are sought as far as the demand is. No arrests make no demands.
    """
    found = []
    for each in doctrine.absorbed_by(on) if arrests > 0 else ():
        found.append(
            Demand(
                slug=f"{demand.slug}.{each.slug}",
                unit=each.unit,
                count=-(-arrests // each.arrests),
                place=demand.place,
                needed_by=demand.needed_by,
                minutes=each.minutes,
                priority=demand.priority,
                host=demand.host,
                region=demand.region,
                operation=demand.operation,
                rendezvous=demand.rendezvous,
                authority=demand.authority,
                tier=demand.tier,
            )
        )
    return tuple(found)
