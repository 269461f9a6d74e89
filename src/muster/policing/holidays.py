"""The bank holidays of England and Wales, by rule.

The rule is that of the Banking and Financial Dealings Act 1971, schedule 1, and of the days
proclaimed under it every year: a day that falls on a weekend is kept on the next weekday that
is not one already. Days moved or added by proclamation for one year are not known here.
"""

from datetime import date, timedelta

DAY = timedelta(days=1)
MONDAY, SATURDAY = 0, 5
JANUARY, MAY, AUGUST, DECEMBER = 1, 5, 8, 12


def bank_holidays(year: int) -> dict[date, str]:
    """Return the bank holidays of a year by day, each with its name in a sentence."""
    easter = easter_sunday(year)
    boxing = date(year, DECEMBER, 26)  # a Christmas Day on a Sunday gives way to it
    christmas = _next_weekday(boxing - DAY, (boxing,))
    boxing = _next_weekday(boxing, (christmas,))
    return {
        _next_weekday(date(year, JANUARY, 1), ()): "New Year’s Day",
        easter - 2 * DAY: "Good Friday",
        easter + DAY: "Easter Monday",
        _monday_from(date(year, MAY, 1)): "the early May bank holiday",
        _monday_from(date(year, MAY, 25)): "the spring bank holiday",
        _monday_from(date(year, AUGUST, 25)): "the August bank holiday",
        christmas: "Christmas Day",
        boxing: "Boxing Day",
    }


def easter_sunday(year: int) -> date:
    """Return Easter Sunday, by the Gregorian reckoning of J.-M. Oudin (1940)."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    ahead = moon - weekday
    month = 3 + (ahead + 40) // 44
    return date(year, month, ahead + 28 - 31 * (month // 4))


def _next_weekday(day: date, taken: tuple[date, ...]) -> date:
    while day.weekday() >= SATURDAY or day in taken:
        day += DAY
    return day


def _monday_from(day: date) -> date:
    """Return the first Monday on or after a day."""
    while day.weekday() != MONDAY:
        day += DAY
    return day
