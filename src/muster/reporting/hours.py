"""An axis of time: which hours and days are written beneath a chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from muster.policing import clock
from muster.reporting.svg import line, words

APART = 58  # the width one mark needs
EVERY = (1, 2, 3, 6, 12, 24, 48, 168)
DAY_HOURS = 24


@dataclass(frozen=True, slots=True)
class HourMark:
    """A mark so far along the axis (0 to 1), and what is written beneath it."""

    share: float
    label: str


def hour_marks(starts: int, minutes: int, width: float) -> Sequence[HourMark]:
    """Return marks at whole local hours, as many as there is room for; midnight is the day."""
    hours = max(1, minutes // clock.HOUR)
    every = next((each for each in EVERY if hours / each * APART <= width), EVERY[-1])
    first_day = clock.instant_of(starts).toordinal()
    marks = []
    for minute in range(-starts % clock.HOUR, minutes, clock.HOUR):
        local = clock.instant_of(starts + minute)
        days = max(1, every // DAY_HOURS)
        if local.hour % min(every, DAY_HOURS) or (local.toordinal() - first_day) % days:
            continue
        label = local.strftime("%H:%M") if local.hour else local.strftime("%a %-d")
        marks.append(HourMark(minute / minutes, label))
    return marks


def hour_words(minute: int) -> str:
    """Return a UTC minute as a row of a table says it: `Sat 7 Mar 14:00`."""
    return clock.instant_of(minute).strftime("%a\u00a0%-d\u00a0%b %H:%M")


def hour_sentence(minute: int) -> str:
    """Return a UTC minute as a sentence says it: `Saturday 7 March at 14:00`."""
    return clock.instant_of(minute).strftime("%A %-d %B at %H:%M")


def hour_axis(marks: Sequence[HourMark], left: float, right: float, base: float) -> list[str]:
    """Return the marks drawn beneath a line from left to right; those at its ends stay within."""
    drawn = []
    for mark in marks:
        x = left + (right - left) * mark.share
        drawn.append(line((x, base), (x, base + 5), "rule"))
        anchor = "start" if x - left < APART / 3 else "end" if right - x < APART / 3 else "middle"
        drawn.append(words(x, base + 20, mark.label, "label", anchor))
    return drawn
