"""Instants, days and ages in the words of a United Kingdom reader."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from muster.policing import clock

When = datetime | date | int
STYLES = {
    "full": "l j F Y, H:i T",
    "plain": "j F Y, H:i",
    "short": "j M Y, H:i",
    "time": "H:i",
}
DAY_STYLES = {"full": "l j F Y", "plain": "j F Y", "short": "j M Y", "weekday": "D j M"}
MONTH, YEAR = 61, 730  # days after which an age is said in months, and in years


def local(value: datetime | int) -> datetime:
    """Return an aware datetime or a UTC minute as local time. Refuses a naive datetime."""
    return clock.instant_of(value if isinstance(value, int) else clock.minute_of(value))


def instant_words(value: datetime | int, style: str = "plain") -> str:
    """Return an instant in words: `3 March 2026, 22:40`."""
    return date_format(local(value), STYLES[style])


def local_day(value: When) -> date:
    """Return the local calendar day of a date, an aware datetime or a UTC minute."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return local(value).date()


def day_words(value: When, style: str = "plain") -> str:
    """Return a day in words: `3 March 2026`."""
    return date_format(local_day(value), DAY_STYLES[style])


def iso(value: When) -> str:
    """Return what a machine reads: a date, or an instant with its offset."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return local(value).isoformat(timespec="minutes")


def age_words(value: When, at: datetime | int) -> str:
    """Return how old something is at an instant: `40 minutes old`, `3 days old`."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return _days_old((local_day(at) - value).days)
    then = value if isinstance(value, int) else clock.minute_of(value)
    minutes = (at if isinstance(at, int) else clock.minute_of(at)) - then
    if minutes < 0:
        return gettext("still to come")
    if minutes < clock.HOUR:
        return ngettext("%(n)d minute old", "%(n)d minutes old", minutes) % {"n": minutes}
    if minutes < clock.DAY:
        hours = minutes // clock.HOUR
        return ngettext("%(n)d hour old", "%(n)d hours old", hours) % {"n": hours}
    return _days_old(minutes // clock.DAY)


def _days_old(days: int) -> str:
    if days < 0:
        return gettext("still to come")
    if days == 0:
        return gettext("from today")
    if days < MONTH:
        return ngettext("%(n)d day old", "%(n)d days old", days) % {"n": days}
    if days < YEAR:
        months = round(days / 30.44)
        return ngettext("%(n)d month old", "%(n)d months old", months) % {"n": months}
    years = round(days / 365.25)
    return ngettext("%(n)d year old", "%(n)d years old", years) % {"n": years}
