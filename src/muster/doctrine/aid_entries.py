"""Turn one entry about aid between forces into one value, or say what is wrong with it."""

from datetime import date

from muster.doctrine import figures
from muster.doctrine.values import Entry, some, text

COMMON_YEAR = 1970  # has no 29 February


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
