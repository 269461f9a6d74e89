"""The years that aid is weighed over, and spans of time in words."""

from datetime import date

from muster.doctrine import BalancePeriod
from muster.policing import clock


def years_before(at: int, rule: BalancePeriod) -> tuple[int, int]:
    """Return the first minute, and the one after the last, of the years complete by `at`.

    A year starts on the rule's day, at midnight by UK local time.
    """
    year = year_of(at, rule)
    return _opening(year - rule.years, rule), _opening(year, rule)


def year_of(minute: int, rule: BalancePeriod) -> int:
    """Return the calendar year in which the rule's year that holds a minute begins."""
    when = clock.instant_of(minute)
    return when.year - ((when.month, when.day) < (rule.month, rule.day))


def bounds_of(year: int, rule: BalancePeriod) -> tuple[int, int]:
    """Return the first minute of a year, and the first of the next."""
    return _opening(year, rule), _opening(year + 1, rule)


def year_words(year: int, rule: BalancePeriod) -> str:
    """Return a year's name: `2011/12`, or `2011` where it starts on 1 January."""
    if (rule.month, rule.day) == (1, 1):
        return str(year)
    return f"{year}/{(year + 1) % 100:02}"


def span_words(start: int, end: int) -> str:
    """Return a half-open span of minutes as the days it touches: `1 April 2011 to …`."""
    first, last = (clock.instant_of(minute).date() for minute in (start, end - 1))
    if first == last:
        return _day(first)
    return f"{_day(first)} to {_day(last)}"


def _opening(year: int, rule: BalancePeriod) -> int:
    return clock.parse_instant(date(year, rule.month, rule.day).isoformat())


def _day(day: date) -> str:
    return day.strftime("%-d %B %Y")
