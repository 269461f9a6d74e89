"""A plan of real places with forces of a few units each: small, short of some, and late."""

from muster.doctrine import read_doctrine
from muster.mobilisation import (
    Demand,
    Floor,
    GreatCircleTravel,
    Offer,
    Request,
    compare_tiers,
    donor_effects,
    explain_plan,
    make_plan,
)
from muster.policing import Place, clock
from muster.reporting import Background
from muster.strength import Held, Need, Step

DOCTRINE = read_doctrine()
AT = clock.parse_instant("2026-03-02T20:00")
TRAVEL = GreatCircleTravel(DOCTRINE.travel("great_circle", clock.instant_of(AT).date()))
ORIGINS = (("Asked in", "demands.csv"),)
BACKGROUND = Background(DOCTRINE, synthetic=True, notes=("A note.",), origins=ORIGINS)
DONORS = ("kent", "essex", "metropolitan", "surrey", "south-yorkshire", "derbyshire", "cumbria")


def request():
    """Return two demands that two notices of seven forces do not quite meet."""
    asked = (
        demand("D1", "psu", 9, Place(53.43, -1.357), "south-yorkshire", "Rotherham"),
        demand("D2", "psu", 30, Place(51.376, -0.098), "metropolitan", "Croydon", priority=2),
    )
    held = (Held("psu", 4, 0, (Need("constable", 3), Need("carrier", 1))),)
    offers = tuple(
        Offer(
            force,
            DOCTRINE.force(force).place,
            DOCTRINE.force(force).region,
            (Step("psu", 60, 1, 3, 2), Step("psu", 480, 2)),
            held=held,
        )
        for force in DONORS
    )
    floors = (Floor("kent", "psu", 1, "set when asked"), Floor("essex", "psu", 1, "a share"))
    return Request(asked, offers, AT, floors=floors, assembly=30)


def demand(slug, unit, count, place, host, rendezvous, priority=1, doctrine=DOCTRINE):
    """Return a demand for a night and a day."""
    region = doctrine.force(host).region
    needed = AT + 2 * clock.HOUR
    return Demand(
        slug, unit, count, place, needed, clock.DAY, priority, host, region, "Lantern", rendezvous
    )


def planned():
    """Return the plan, its reasons, what it asks of donors, and what wider tiers add."""
    asked = request()
    plan = make_plan(asked, travel=TRAVEL)
    because = explain_plan(plan, travel=TRAVEL)
    tiers = compare_tiers(asked, travel=TRAVEL, policy="optimal", seconds=5.0)
    return plan, because, donor_effects(plan), tiers
