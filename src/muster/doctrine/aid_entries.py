"""Turn entries about aid between forces into values: travel, tours, arrests, waits, pay.

As in `muster.doctrine.entries`, each maker raises KeyError, ValueError or TypeError.
"""

from datetime import date

from muster.doctrine import figures
from muster.doctrine.values import Entry, number, only, some, text, whole

MOST_TIMES = 10
COMMON_YEAR = 1970  # has no 29 February


def travel(entry: Entry) -> figures.TravelSpeeds:
    """Return a factor and bands of speed; the bands start at nought and rise."""
    bands = tuple(_band(each) for each in entry["bands"])
    starts = [band.over_km for band in bands]
    if starts[:1] != [0] or starts != sorted(set(starts)):
        raise ValueError("bands of speed start at over_km = 0 and rise")
    factor = number(entry["factor"], 1, 100)
    return figures.TravelSpeeds(
        text(entry["slug"]), factor, bands, entry["starts"], entry["source"]
    )


def _band(entry: Entry) -> figures.SpeedBand:
    only("a band of speed", entry, ("over_km", "kmh"))
    return figures.SpeedBand(
        number(entry["over_km"], 0, float("inf")), number(entry["kmh"], 1, float("inf"))
    )


def absorption(entry: Entry) -> figures.Absorption:
    """Return how many arrests one unit deals with."""
    return figures.Absorption(
        text(entry["slug"]),
        text(entry["unit"]),
        some(entry["arrests"]),
        some(entry["minutes"]),
        entry["starts"],
        entry["source"],
    )


def aid_tour(entry: Entry) -> figures.AidTour:
    """Return how long a unit on aid works at a stretch, and how many days it is away."""
    return figures.AidTour(
        text(entry["slug"]),
        some(entry["minutes"]),
        some(entry["days"]),
        entry["starts"],
        entry["source"],
    )


def premium(entry: Entry) -> figures.Premium:
    """Return how hours are paid that are paid more than once."""
    return figures.Premium(
        text(entry["slug"]),
        number(entry["factor"], 1, MOST_TIMES),
        whole(entry["minutes"]),
        entry["starts"],
        entry["source"],
    )


def secondment(entry: Entry) -> figures.Secondment:
    """Return how long aid lasts before it is a secondment."""
    return figures.Secondment(
        text(entry["slug"]), some(entry["days"]), entry["starts"], entry["source"]
    )


def balance_period(entry: Entry) -> figures.BalancePeriod:
    """Return the years aid is weighed over; a year starts on a day that every year has."""
    month, day = some(entry["month"]), some(entry["day"])
    date(COMMON_YEAR, month, day)
    return figures.BalancePeriod(
        text(entry["slug"]), some(entry["years"]), month, day, entry["starts"], entry["source"]
    )


def wait(entry: Entry) -> figures.Wait:
    """Return how long to wait before a reminder."""
    return figures.Wait(
        text(entry["slug"]), some(entry["minutes"]), entry["starts"], entry["source"]
    )
