"""The year ahead of one force: hour by hour, with the cliffs in it."""

from threading import Lock

from muster import strength
from muster.policing import clock
from muster.strength import Forecast
from muster.web.documents.models import Document
from muster.web.picture.asked import Asked
from muster.web.picture.holding import return_of
from muster.web.picture.since import since_return
from muster.web.rulebook import rulebook

KEPT = 200
YEAR = 365 * 24
_years: dict[tuple[object, ...], Forecast] = {}
_lock = Lock()


def year_of(
    document: Document, asked: Asked, *, floor: int | None = None, hours: int = YEAR
) -> Forecast | None:
    """Return what a force could raise at every hour of the year from the day asked about.

    Of the unit kind and at the notice asked; `floor` is what it should not fall under. None
    for a force that gives totals only, or for a day outside the period of its return.
    """
    found = return_of(document)
    start = asked.at - asked.at % clock.DAY
    if found.roster is None or not found.roster.starts <= start < found.roster.ends:
        return None
    overlays = since_return(document.subject, asked).overlays
    key = (document.sha256, asked.unit, asked.within, start, floor, hours, overlays)
    if key not in _years:
        made = strength.forecast(
            found.roster,
            units=[asked.unit],
            start=start,
            hours=hours,
            within=asked.within,
            doctrine=rulebook(),
            floors=None if floor is None else {asked.unit: floor},
            overlays=overlays,
        )
        with _lock:
            while len(_years) >= KEPT:
                _years.pop(next(iter(_years)))
            _years[key] = made
    return _years[key]
