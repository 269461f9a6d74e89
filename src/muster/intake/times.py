"""Read days, instants, clock times and weekdays, vectorised over the distinct texts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
from numpy.typing import NDArray

from muster.intake.cells import Parsed, Parser, parse_each
from muster.intake.faults import Problem
from muster.policing import clock

# Longer than a service, shorter than a slip of a century.
WINDOW_YEARS = 80
PERIOD_YEARS = (2000, 2099)
EXCEL_EPOCH = date(1899, 12, 30).toordinal()
NUMBER = re.compile(r"\d+(\.\d+)?")
BASIC_DAY = re.compile(r"(19|20)\d\d[01]\d[0-3]\d")
DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(.*)")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::(\d{2}))?")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = 0b1111111
OFFSET, LOCAL, WHOLE_DAY = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last day that can be right."""

    first: int
    last: int


def period_window() -> Window:
    """Return the days that can begin or end a period."""
    first, last = PERIOD_YEARS
    return Window(clock.day_of(date(first, 1, 1)), clock.day_of(date(last, 12, 31)))


def window_around(day: int) -> Window:
    """Return the days that can stand in a return whose period starts on `day`."""
    year = clock.date_of(day).year
    first, last = year - WINDOW_YEARS, year + WINDOW_YEARS
    return Window(
        clock.day_of(date(max(first, clock.FIRST_YEAR), 1, 1)),
        clock.day_of(date(min(last, clock.LAST_YEAR - 1), 12, 31)),
    )


def parse_days(window: Window, blank: int) -> Parser:
    """Return a parser of calendar days into day numbers."""

    def read(text: str) -> int | Problem:
        when = _moment(text)
        if isinstance(when, Problem):
            return when
        kind, minute = when
        if kind != WHOLE_DAY and minute % clock.DAY:
            return Problem("time-in-date", "has a time of day", "write the date alone")
        return _century(text, minute // clock.DAY, window) or minute // clock.DAY

    return lambda texts: parse_each(texts, read, blank, np.int64)


def parse_instants(window: Window, blank: int, *, closing: bool) -> Parser:
    """Return a parser of instants into UTC minutes.

    A date alone means 00:00 local that day or, when `closing`, the end of it. Without an
    offset the time is UK local; one that happens twice or never is a fault.
    """

    def parse(texts: Sequence[str]) -> Parsed:
        kinds = np.full(len(texts), OFFSET, dtype=np.int8)
        minutes = np.full(len(texts), blank, dtype=np.int64)
        problems: dict[int, Problem] = {}
        for at, text in enumerate(texts):
            if not text:
                continue
            when = _moment(text)
            if isinstance(when, Problem):
                problems[at] = when
                continue
            kinds[at], minutes[at] = when
            if wrong := _century(text, int(minutes[at]) // clock.DAY, window):
                problems[at], minutes[at] = wrong, 0
        problems |= _clock_changes(kinds, minutes)
        minutes += (kinds == WHOLE_DAY) * clock.DAY * closing
        return Parsed(np.where(kinds == OFFSET, minutes, _utc(kinds, minutes)), problems)

    return parse


def _utc(kinds: NDArray[np.int8], minutes: NDArray[np.int64]) -> NDArray[np.int64]:
    return clock.utc_from_local(np.where(kinds == OFFSET, 0, minutes))


def _clock_changes(kinds: NDArray[np.int8], minutes: NDArray[np.int64]) -> dict[int, Problem]:
    """Return a problem for each local time that happens twice or never."""
    local = np.where(kinds == LOCAL, minutes, 0)
    twice = Problem(
        "ambiguous-hour",
        "happens twice in UK local time, when the clocks go back",
        "add an offset: +01:00 for the first, +00:00 for the second",
    )
    never = Problem(
        "missing-hour",
        "never happens in UK local time, when the clocks go forward",
        "write the time the clock showed, or add an offset",
    )
    found = {int(at): twice for at in np.flatnonzero(clock.is_ambiguous(local))}
    return found | {int(at): never for at in np.flatnonzero(clock.is_missing(local))}


def _moment(text: str) -> tuple[int, int] | Problem:
    """Return how a text gives its time, and its minute (UTC, or local as if UTC)."""
    if NUMBER.fullmatch(text) and not BASIC_DAY.fullmatch(text):
        return _serial(text)
    try:
        return WHOLE_DAY, clock.day_of(date.fromisoformat(text)) * clock.DAY
    except ValueError:
        pass
    try:
        instant = datetime.fromisoformat(text)
        kind = LOCAL if instant.tzinfo is None else OFFSET
        aware = instant.replace(tzinfo=UTC) if kind == LOCAL else instant
        if aware.second or aware.microsecond:
            return Problem("seconds", "has seconds", "give whole minutes, as 2026-03-02T20:00")
        return kind, clock.minute_of(aware)
    except (ValueError, OverflowError):
        return _not_iso(text)


def _serial(text: str) -> Problem:
    """Return what to say of a number where a date should be."""
    hint, days = "", float(text)
    if days < date.max.toordinal() - EXCEL_EPOCH:
        meant = date.fromordinal(EXCEL_EPOCH + int(days)).isoformat()
        hint = f" (Excel's number for {meant})"
    return Problem(
        "number-in-date-cell",
        f"is a number, not a date{hint}",
        "format the column as a date, or write it as 2026-03-02",
    )


def _not_iso(text: str) -> Problem:
    """Return what to say of a date that is not ISO 8601, with the reading it may have."""
    remedy = "write it as 2026-03-02, or 2026-03-02T20:00 with a time"
    found = DAY_FIRST.fullmatch(text)
    if found:
        day, month, year, rest = found.groups()
        try:
            meant = date(int(year) + (2000 if len(year) == len("26") else 0), int(month), int(day))
            remedy = f"write it as {meant.isoformat()}{'T' if rest.strip() else ''}{rest.strip()}"
        except ValueError:
            pass
    return Problem("not-a-date", "is not a date in ISO 8601", remedy)


def _century(text: str, day: int, window: Window) -> Problem | None:
    """Return what is wrong with a day that is a century or so out."""
    if window.first <= day <= window.last:
        return None
    given = clock.date_of(day)
    middle = clock.date_of((window.first + window.last) // 2).year
    year = middle - middle % 100 + given.year % 100
    return Problem(
        "wrong-century",
        f"is in the year {given.year}",
        f"check the year: did you mean {year}? Leave it blank when there is no date",
    )


def parse_clock(texts: Sequence[str]) -> Parsed:
    """Return local times of day as minutes, up to 24:00; blank is -1."""

    def read(text: str) -> int | Problem:
        found = CLOCK.fullmatch(text)
        minute = int(found[1]) * clock.HOUR + int(found[2]) if found else -1
        if found and found[3] and int(found[3]):
            return Problem("seconds", "has seconds", "give whole minutes, as 07:00")
        if not found or int(found[2]) >= clock.HOUR or minute > clock.DAY:
            return Problem("not-a-time", "is not a time of day", "write it as 07:00")
        return minute

    return parse_each(texts, read, -1)


def parse_hours(texts: Sequence[str]) -> Parsed:
    """Return hours of the day (0 to 24, or HH:MM) as minutes; blank is -1."""

    def read(text: str) -> int | Problem:
        if ":" in text:
            value = parse_clock([text])
            return value.problems.get(0) or int(value.values[0])
        wrong = Problem("not-an-hour", "is not an hour of the day", "write 0 to 24, or HH:MM")
        if not NUMBER.fullmatch(text):
            return wrong
        minute = float(text) * clock.HOUR
        return int(minute) if minute.is_integer() and minute <= clock.DAY else wrong

    return parse_each(texts, read, -1)


def parse_weekdays(texts: Sequence[str]) -> Parsed:
    """Return weekdays as bits, Monday first: names, 1 to 7, ranges, lists; blank is every day."""
    return parse_each(texts, _read_weekdays, EVERY_DAY, np.uint8)


def _read_weekdays(text: str) -> int | Problem:
    bits = 0
    for part in re.split(r"[,;+/ ]+", text.casefold().replace(" to ", "-").replace("–", "-")):
        ends = [_weekday(word) for word in part.split("-")]
        if -1 in ends or len(ends) > len(("first", "last")):
            return Problem(
                "unknown-weekday",
                "is not a weekday",
                "write mon to sun, 1 to 7, or a range such as mon-fri; blank is every day",
            )
        days = (ends[-1] - ends[0]) % len(WEEKDAYS)
        for step in range(days + 1):
            bits |= 1 << (ends[0] + step) % len(WEEKDAYS)
    return bits


def _weekday(word: str) -> int:
    """Return a weekday, Monday 0; -1 when it is none."""
    if word in ("1", "2", "3", "4", "5", "6", "7"):
        return int(word) - 1
    name = word[:3]
    full = {"mon": "monday", "tue": "tuesday", "wed": "wednesday", "thu": "thursday"}
    full |= {"fri": "friday", "sat": "saturday", "sun": "sunday"}
    return WEEKDAYS.index(name) if name in full and full[name].startswith(word) else -1
