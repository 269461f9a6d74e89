"""What is told today from the rows of other apps: tours, uploads, data requests."""

from collections.abc import Iterator, Mapping

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.policing import clock
from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Place, Right, Viewer, covers, may
from muster.web.inspections.models import Answer, Question
from muster.web.nation.links import address
from muster.web.picture.asked import Asked
from muster.web.returns.models import State, Upload
from muster.web.returns.queries import uploads_open
from muster.web.today.telling import Item, Slot, tells_today
from muster.web.tours.queries import declaration_at, tour_of

CLOCK = "%H:%M"


@tells_today(Slot.TOUR)
def tour_declared(viewer: Viewer, place: Place, asked: Asked) -> Iterator[Item]:
    """Yield what was declared of the tour that is on; nothing where nobody declared it."""
    if not may(viewer, Right.SEE_TOUR, place):
        return
    found = declaration_at(place.slug, asked.at, asked.known)
    if found is None:
        return
    commanders, vehicles = found.commanders.count(), found.vehicles.count()
    counts = [
        ngettext("%(n)d commander nominated", "%(n)d commanders nominated", commanders)
        % {"n": commanders},
        ngettext("%(n)d vehicle placed", "%(n)d vehicles placed", vehicles) % {"n": vehicles},
    ]
    said = _("%(counts)s; on call: %(officer)s. Declared by %(by)s at %(when)s.") % {
        "counts": ", ".join(counts),
        "officer": found.on_call_officer,
        "by": found.by_name,
        "when": clock.instant_of(clock.minute_of(found.declared_at)).strftime(CLOCK),
    }
    yield Item(_tour_words(place.slug, asked), said, tone="good")


def _tour_words(force: str, asked: Asked) -> str:
    tour = tour_of(force, asked.at, asked.known)
    return _("The tour of %(start)s to %(end)s is declared") % {
        "start": clock.instant_of(tour.start).strftime(CLOCK),
        "end": clock.instant_of(tour.end).strftime(CLOCK),
    }


@tells_today(Slot.RETURN)
def uploads_waiting(viewer: Viewer, place: Place, asked: Asked) -> Iterator[Item]:
    """Yield what was sent for a force and is neither accepted nor discarded yet."""
    if not may(viewer, Right.SEND_RETURN, place):
        return
    tones = {State.FAULTY: "none", State.READY: "short"}
    for upload in uploads_open(place.slug, asked.known):
        state = State(upload.state)
        url = address("returns:upload", force=place.slug, pk=str(upload.pk))
        yield Item(
            f"{upload.name}: {state.label}",
            _faults_words(upload),
            url or address("returns:list", force=place.slug),
            _("Go on with it"),
            tone=tones.get(state, ""),
        )


def _faults_words(upload: Upload) -> str:
    """Return how many faults were found, table by table."""
    counts: Mapping[str, int] = upload.found.get("by_table", {})
    total = upload.found.get("faults", 0)
    if not total:
        return ""
    said = ngettext("%(n)d fault: %(where)s.", "%(n)d faults: %(where)s.", total)
    where = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items())
    return said % {"n": total, "where": where}


def _unanswered(asked: Asked) -> QuerySet[Question]:
    """Return the questions asked by an instant that have no answer yet and were not taken back."""
    given = Answer.objects.filter(question=OuterRef("pk"), given=True, at__lte=asked.known)
    return Question.objects.filter(
        ~Exists(given), withdrawal=None, asked_at__lte=asked.known
    ).select_related("data_request")


@tells_today(Slot.DECIDE)
def questions_open(viewer: Viewer, place: Place, asked: Asked) -> Iterator[Item]:
    """Yield the data requests in which a force has questions to answer."""
    if place.reach is not Reach.FORCE or not may(viewer, Right.SEE_REQUESTS, place):
        return
    open_ = _unanswered(asked).filter(force=place.slug, data_request__closes_at__gt=asked.known)
    counted = open_.order_by().values(
        "data_request__reference", "data_request__title", "data_request__closes_at"
    )
    for each in counted.annotate(n=Count("pk")).order_by("data_request__closes_at"):
        said = ngettext(
            "%(n)d question of %(reference)s waits for an answer.",
            "%(n)d questions of %(reference)s wait for an answer.",
            each["n"],
        )
        yield Item(
            each["data_request__title"],
            said % {"n": each["n"], "reference": each["data_request__reference"]},
            address("inspections:list"),
            _("Questions"),
            each["data_request__closes_at"],
            "short",
        )


@tells_today(Slot.REQUEST)
def requests_followed(viewer: Viewer, place: Place, asked: Asked) -> Iterator[Item]:
    """Yield the questions an inspector's requests have put within a place, and what came back."""
    references = {each.request for each in viewer.held if each.request and each.place == place}
    questions = Question.objects.filter(
        data_request__reference__in=references, withdrawal=None, asked_at__lte=asked.known
    ).select_related("data_request")
    waiting = set(_unanswered(asked).values_list("pk", flat=True))
    by_request: dict[str, list[Question]] = {}
    for each in questions:
        if covers(place, Place.force(each.force)):
            by_request.setdefault(each.data_request.reference, []).append(each)
    for asked_of_them in by_request.values():
        request = asked_of_them[0].data_request
        left = sum(each.pk in waiting for each in asked_of_them)
        said = _("%(answered)d of %(all)d questions are answered.") % {
            "answered": len(asked_of_them) - left,
            "all": len(asked_of_them),
        }
        yield Item(
            request.title,
            said,
            address("inspections:list"),
            _("Answers"),
            request.closes_at,
            "short" if left else "good",
        )
