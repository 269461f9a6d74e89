"""Tours of a force: what is declared, as counts; by name only to whoever may see the names."""

from collections import Counter
from uuid import uuid4

from django.http import HttpRequest, QueryDict
from ninja import Router, Status
from ninja.errors import ValidationError

from muster.policing import clock as minutes
from muster.web.accounts.rights import Place, Right, force_of, may
from muster.web.api.contracts.tours import (
    DeclaredCount,
    Declaring,
    Fleet,
    Names,
    Nomination,
    Standing,
    TourAnswer,
)
from muster.web.api.routes.asking import KnownAsked, known_of
from muster.web.api.routes.sending import Once, token_of
from muster.web.api.security import allowed, viewer_asking
from muster.web.rulebook import rulebook
from muster.web.tours import desk as desks
from muster.web.tours.actions import UnableToDeclare, declare_tour
from muster.web.tours.forms import EXTRAS, figure_name
from muster.web.tours.models import Declaration
from muster.web.tours.queries import as_instant
from muster.web.tours.times import TourTime

router = Router(tags=["tours"])


@router.get("/forces/{force}/tour", response=TourAnswer, by_alias=True, summary="The tour")
@allowed(Right.SEE_PICTURE, force_of)
def tour_known(request: HttpRequest, force: str, known: str = KnownAsked) -> TourAnswer:
    """Return what is declared of the tour now, or as known then: counts, and names by right."""
    desk = desks.desk_of(rulebook().force(force).slug, known_of(request))
    return _answer(request, desk, desk.present, desk.declaration)


@router.post(
    "/forces/{force}/tour", response={201: TourAnswer}, by_alias=True, summary="Declare a tour"
)
@allowed(Right.DECLARE_TOUR, force_of)
def declare(
    request: HttpRequest, force: str, given: Declaring, once: str = Once
) -> Status[TourAnswer]:
    """Declare a tour as its page does: what the return doubts has to be meant (`anyway`).

    Nothing is done where somebody else declared it since (409): ask for it, and give its
    number as `seen`.
    """
    desk = desks.desk_of(rulebook().force(force).slug)
    tour = _tour(desk, given)
    token = token_of(request, once) or uuid4().hex
    declaring = desks.Declaring(desk, tour, _typed(desk, tour, given, token))
    if not declaring.form.is_valid():
        raise ValidationError(
            [
                {"loc": ("body", field), "msg": str(each), "type": "declared"}
                for field, said in declaring.form.errors.items()
                for each in said
            ]
        )
    made = declare_tour(
        desk.force.slug,
        tour,
        declaring.form.declared([each.stood() for each in declaring.rows]),
        by=viewer_asking(request),
        token=token,
        seen=given.seen,
        document=desk.document,
    )
    return Status(201, _answer(request, desk, tour, made))


def _tour(desk: desks.Desk, given: Declaring) -> TourTime:
    if given.tour_start is None:
        return desk.present
    found = desk.tour_starting(minutes.minute_of(given.tour_start))
    if found is None:
        raise UnableToDeclare(
            "No tour before, now or next starts then; leave tour_start out to declare this tour"
        )
    return found


def _typed(desk: desks.Desk, tour: TourTime, given: Declaring, token: str) -> QueryDict:
    """Return a declaration as its form would send it."""
    typed = QueryDict(mutable=True)
    typed["token"], typed["tour_start"] = token, str(tour.start)
    typed["seen"] = str(given.seen or "")
    typed["others"] = " ".join(given.commanders)
    typed["on_call_officer"], typed["contact"] = given.on_call_officer, given.contact
    typed["remarks"] = given.remarks
    if given.anyway:
        typed["anyway"] = "on"
    for figure in given.figures:
        typed[figure_name(figure.within_minutes)] = str(figure.count)
    for name, value in _vehicles(desk, tour, given).items():
        typed[name] = value
    return typed


def _vehicles(desk: desks.Desk, tour: TourTime, given: Declaring) -> dict[str, str]:
    known = {each.vehicle.vehicle: each for each in desks.Declaring(desk, tour).rows}
    found: dict[str, str] = {}
    lent = 0
    for each in given.vehicles:
        row = known.get(each.vehicle)
        if row is not None:
            found[f"place:{each.vehicle}"] = each.place or row.place
            if each.on_road:
                found[f"road:{each.vehicle}"] = "on"
        elif lent < EXTRAS and each.on_road:
            found[f"extra-{lent}"], found[f"extra-place-{lent}"] = each.vehicle, each.place
            lent += 1
        else:
            raise UnableToDeclare(
                f"{each.vehicle} is not in the return; at most {EXTRAS} on loan are declared, "
                "each on the road"
            )
    return found


def _answer(
    request: HttpRequest, desk: desks.Desk, tour: TourTime, declared: Declaration | None
) -> TourAnswer:
    named = may(viewer_asking(request), Right.SEE_TOUR, Place.force(desk.force.slug))
    return TourAnswer(
        force=desk.force.slug,
        tour_start=as_instant(tour.start),
        tour_end=as_instant(tour.end),
        declared=declared is not None,
        number=declared.pk if declared else None,
        declared_at=declared.declared_at if declared else None,
        commanders=declared.commanders.count() if declared else 0,
        fleets=_fleets(declared) if declared else [],
        figures=_figures(declared) if declared else [],
        names=_names(declared) if declared and named else None,
        sha256=declared.digest if declared else "",
    )


def _fleets(declared: Declaration) -> list[Fleet]:
    counts = Counter((each.kind, each.on_road) for each in declared.vehicles.all())
    kinds = dict.fromkeys(kind for kind, _on_road in counts)
    return [
        Fleet(kind=kind, on_road=counts[kind, True], off_road=counts[kind, False]) for kind in kinds
    ]


def _figures(declared: Declaration) -> list[DeclaredCount]:
    return [
        DeclaredCount(unit=each.unit, within_minutes=each.within, count=each.count)
        for each in declared.figures.all()
    ]


def _names(declared: Declaration) -> Names:
    return Names(
        on_call_officer=declared.on_call_officer,
        commanders=[Nomination.model_validate(each) for each in declared.commanders.all()],
        vehicles=[Standing.model_validate(each) for each in declared.vehicles.all()],
        remarks=declared.remarks,
        declared_by=declared.by_name,
    )
