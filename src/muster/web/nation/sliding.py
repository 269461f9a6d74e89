"""Moving through the coming year: days ahead as instants, and steps back and forth."""

from dataclasses import dataclass

import numpy as np
from django.http import HttpRequest
from django.utils.translation import gettext as _

from muster.policing import clock
from muster.web.picture.asked import Asked, UnableToAsk
from muster.web.shell.asking import query_with

AHEAD = "ahead"
MOST = 364  # days: what one index of a year reaches from any hour of the first
WEEK = 7


@dataclass(frozen=True, slots=True)
class Jump:
    """A step to another instant."""

    label: str
    url: str


def moved_ahead(request: HttpRequest, asked: Asked) -> Asked:
    """Return the question at the same hour so many days ahead, where the address asks for that.

    Raises UnableToAsk for anything but a number of days the slider reaches.
    """
    text = request.GET.get(AHEAD, "")
    if not text:
        return asked
    if not text.isdecimal() or len(text) > len(str(MOST)) or int(text) > MOST:
        raise UnableToAsk(
            _("ahead is %(text)s; give 0 to %(most)d days") % {"text": repr(text), "most": MOST}
        )
    local = int(clock.local_from_utc(np.array([asked.at]))[0])
    wanted = (_today(asked) + int(text)) * clock.DAY + local % clock.DAY
    return asked.moved_to(int(clock.utc_from_local(np.array([wanted]))[0]))


def days_ahead(asked: Asked) -> int:
    """Return where the slider stands: whole days from the day it is known, within its reach."""
    day = int(clock.local_day(np.array([asked.at]))[0])
    return min(MOST, max(0, day - _today(asked)))


def first_day(asked: Asked) -> int:
    """Return the UTC minute of the slider's nought: the hour asked about, on the first day."""
    local = int(clock.local_from_utc(np.array([asked.at]))[0])
    wanted = _today(asked) * clock.DAY + local % clock.DAY
    return int(clock.utc_from_local(np.array([wanted]))[0])


def _today(asked: Asked) -> int:
    return int(clock.local_day(np.array([clock.minute_of(asked.known)]))[0])


def written(at: int) -> str:
    """Return a UTC minute as addresses have it: local, with its offset where it happens twice."""
    local = clock.local_from_utc(np.array([at]))
    twice = bool(clock.is_ambiguous(local)[0])
    return clock.describe_instant(at) if twice else f"{clock.instant_of(at):%Y-%m-%dT%H:%M}"


def jumps_of(request: HttpRequest, asked: Asked) -> list[Jump]:
    """Return steps to other instants, as links that need nothing but a browser."""
    steps = (
        (_("4 weeks earlier"), -4 * WEEK * clock.DAY),
        (_("1 day earlier"), -clock.DAY),
        (_("1 hour earlier"), -clock.HOUR),
        (_("1 hour later"), clock.HOUR),
        (_("1 day later"), clock.DAY),
        (_("4 weeks later"), 4 * WEEK * clock.DAY),
    )
    found = [
        Jump(said, query_with(request, at=written(asked.at + step), ahead=None))
        for said, step in steps
    ]
    now = Jump(_("Now"), query_with(request, at=None, ahead=None))
    return [*found[:3], now, *found[3:]] if "at" in asked.said else found
