"""What has happened in the demonstration: a tour declared and a judgement made.

All of it is synthetic. The present tour is left undeclared, so that the gap is seen and can be
closed in a minute.
"""

from datetime import timedelta
from uuid import uuid4

from django.utils.translation import gettext as _

from muster.policing import clock as minutes
from muster.web import clock
from muster.web.accounts.models import User
from muster.web.accounts.rights import Viewer, viewer_for
from muster.web.demonstration.people import FORCE
from muster.web.documents.queries import latest_return
from muster.web.inspections.actions import Requested, ask_forces, open_request
from muster.web.judgements.actions import Said, record
from muster.web.picture.holding import return_of
from muster.web.rulebook import rulebook
from muster.web.tours.actions import Declared, Nominated, Stood, declare_tour
from muster.web.tours.candidates import Candidate, Parade
from muster.web.tours.queries import as_instant, starts_of, tour_of
from muster.web.tours.times import tour_before

COMMANDERS, VEHICLES = 5, 9
SOON = 60  # minutes within which whoever commands should be there
INTO_TOUR = 5  # minutes after which the last tour was declared
ON_CALL_NUMBER = "07700 900142"  # of those that are set aside for fiction
JUDGED = "public-order.consistency"
ASKED_ABOUT = "public-order.capability.units-within-the-hour"
WEEKS = timedelta(weeks=4)


def happen() -> None:
    """Let it happen once: the last tour declared, and a judgement beside a cell."""
    if latest_return(FORCE, clock.now()) is None:
        return
    _declare(_who("control@demo.invalid"))
    said = Said(
        force=FORCE,
        subject=JUDGED,
        grade="partly_met",
        reasons=_("Synthetic: two serials trained with the next force in the spring."),
        token=uuid4(),
    )
    record(said, by=_who("chief@demo.invalid"))


def ask() -> None:
    """Let the inspector open a request to the force and put one question, still to be answered."""
    by, now = _who("inspector@demo.invalid"), clock.now()
    requested = Requested(
        reference=by.held[0].request,
        title=_("Mobilising within the hour"),
        about=_("Synthetic: asked for the demonstration."),
        opens_at=now,
        closes_at=now + WEEKS,
        forces=(FORCE,),
    )
    opened = open_request(requested, by=by)
    text = _("When was mobilising within the hour last shown, and by how many units?")
    ask_forces(opened, [FORCE], ASKED_ABOUT, text, by=by, token=uuid4().hex)


def _who(email: str) -> Viewer:
    return viewer_for(User.objects.get(email=email))


def _declare(by: Viewer) -> None:
    """Declare the tour before this one a few minutes into it, from the return held by then."""
    now = clock.now()
    tour = tour_before(tour_of(FORCE, minutes.minute_of(now), now), starts_of(FORCE, now))
    at = as_instant(tour.start + INTO_TOUR)
    document, latest = latest_return(FORCE, at), latest_return(FORCE, now)
    if document is None or latest is None:
        return
    parade = Parade(return_of(document), tour.start, SOON, rulebook())
    nominated = _firmest(
        parade, Parade(return_of(latest), minutes.minute_of(now), SOON, rulebook())
    )
    vehicles = parade.vehicles()[:VEHICLES]
    declared = Declared(
        on_call_officer=_("Supt of the demonstration"),
        contact=ON_CALL_NUMBER,
        remarks=_("Synthetic: invented for the demonstration."),
        commanders=tuple(Nominated(each.officer, each.rank, each.base) for each in nominated),
        vehicles=tuple(
            Stood(each.vehicle, each.kind, each.base, place != VEHICLES - 1)
            for place, each in enumerate(vehicles)
        ),
    )
    declare_tour(FORCE, tour, declared, by=by, token=uuid4().hex, document=document, at=at)


def _firmest(then: Parade, now: Parade) -> list[Candidate]:
    """Return whom to nominate: those who can still be here now before those who have gone home."""
    still = {each.officer for each in now.suggest()}
    return sorted(then.suggest(), key=lambda each: each.officer not in still)[:COMMANDERS]
