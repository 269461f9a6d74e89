"""What declarations change in strength: vehicles off the road for the length of a tour."""

from datetime import timedelta

from muster.policing import clock as minutes
from muster.strength import Overlay
from muster.web.picture.asked import Asked
from muster.web.picture.since import Since, tells_since
from muster.web.tours.models import Declaration
from muster.web.tours.queries import as_instant, standing_declarations

OFF_ROAD = "off_road"
AHEAD = timedelta(days=2)  # the longest notice that is asked about, and a tour begun within it


def declared_since(force: str, asked: Asked) -> Since:
    """Return the vehicles declared off the road, each for the tour it was declared of.

    Nominated commanders stay counted: to nominate is not to send. Every instant from today on
    gets the same answer, so that what is computed for one serves the next.
    """
    today = _midnight(minutes.minute_of(asked.known))
    start = min(_midnight(asked.at), today)
    until = None if start == today else as_instant(start) + AHEAD
    declared = standing_declarations(force, as_instant(start), until, asked.known)
    return Since(overlays=tuple(each for one in declared for each in _overlays(one)))


def forces_declared(asked: Asked) -> list[str]:
    """Return the forces that had declared any tour by the time that is asked as known."""
    found = Declaration.objects.filter(declared_at__lte=asked.known)
    return list(found.order_by().values_list("force", flat=True).distinct())


tells_since(declared_since, among=forces_declared)


def _midnight(minute: int) -> int:
    return minute - minute % minutes.DAY


def _overlays(declaration: Declaration) -> list[Overlay]:
    start, end = declaration.tour_start, declaration.tour_end
    return [
        Overlay(
            start=minutes.minute_of(start),
            end=minutes.minute_of(end),
            subject=each.vehicle,
            effect=OFF_ROAD,
            reason="declared off the road at the start of the tour",
            recorded_at=minutes.minute_of(declaration.declared_at),
        )
        for each in declaration.vehicles.all()
        if not each.on_road
    ]
