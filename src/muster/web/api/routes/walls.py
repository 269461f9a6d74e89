"""The wall of a control room and the tours declared before: one's own force alone."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from muster.policing import clock as minutes
from muster.web.accounts.rights import Right, force_of
from muster.web.api.contracts.base import InAddress, Name, Paged, Paging, page_of
from muster.web.api.contracts.tours import DeclaredCount, Nomination, Standing
from muster.web.api.contracts.walls import (
    DeclarationAnswer,
    DeclarationPart,
    DeclarationsAnswer,
    WallAnswer,
    WallCell,
    WallFleet,
    WallLine,
    WallPlace,
)
from muster.web.api.routes.asking import KnownAsked, known_of, question_of
from muster.web.api.security import allowed
from muster.web.rulebook import rulebook
from muster.web.tours.board import Board, board_of
from muster.web.tours.desk import desk_of
from muster.web.tours.models import Declaration
from muster.web.tours.queries import LISTED, as_instant, known_declarations, starts_of
from muster.web.tours.times import said_start
from muster.web.tours.walls import units_asked

router = Router(tags=["tours"])


class Walled(Schema):
    """What a wall is asked about."""

    at: str = Field("", description="Instant, ISO 8601; UK local time without an offset")
    known: str = Field("", description="As known at this earlier instant")
    units: Name = Field("", description="Up to four kinds of unit by slug, with commas between")


Walling: Any = Query(...)  # type: ignore[type-arg]


@router.get("/forces/{force}/wall", response=WallAnswer, by_alias=True, summary="The wall")
@allowed(Right.SEE_TOUR, force_of)
def wall(request: HttpRequest, force: str, walled: Walled = Walling) -> WallAnswer:
    """Return what the control room's wall shows: units by notice, the tour, and its vehicles."""
    asked = question_of(request)
    board = board_of(desk_of(force, asked.as_known), asked, units_asked(request))
    declared = board.declaration
    return WallAnswer(
        force=board.desk.force.slug,
        at=minutes.instant_of(asked.at),
        tour_start=as_instant(board.tour.start),
        tour_end=as_instant(board.tour.end),
        undeclared_since=board.gap_since,
        declaration=declared.pk if declared else None,
        on_call_officer=declared.on_call_officer if declared else "",
        commanders=_nominated(declared) if declared else [],
        remarks=declared.remarks if declared else "",
        roster_age_days=board.roster_age,
        trusts_declared=board.trusts_declared,
        fall=board.fall,
        lines=_lines(board),
        fleets=_fleets(board),
        document=board.document.sha256 if board.document else "",
        synthetic=bool(board.document and board.document.synthetic),
    )


CELL = ("recorded", "declared", "source", "value", "stops", "differs")


def _lines(board: Board) -> list[WallLine]:
    return [
        WallLine(
            unit=line.unit,
            cells=[
                WallCell(within_minutes=each.within, **{name: getattr(each, name) for name in CELL})
                for each in line.cells
            ],
        )
        for line in board.lines
    ]


def _fleets(board: Board) -> list[WallFleet]:
    return [
        WallFleet(
            kind=each.kind,
            on_road=each.on_road,
            off_road=list(each.off_road),
            places=[WallPlace(place=place, vehicles=count) for place, count in each.places],
        )
        for each in board.fleets
    ]


@router.get(
    "/forces/{force}/tours", response=DeclarationsAnswer, by_alias=True, summary="Tours before"
)
@allowed(Right.SEE_TOUR, force_of)
def tours_declared(
    request: HttpRequest, force: str, paging: Paging = Paged, known: str = KnownAsked
) -> DeclarationsAnswer:
    """Return what a force declared of its tours, the latest first, corrections among them."""
    slug, then = rulebook().force(force).slug, known_of(request)
    declared = known_declarations(slug, then).order_by("-declared_at", "-id")
    rows, said = page_of(declared.prefetch_related(*LISTED), paging)
    return DeclarationsAnswer(
        force=slug,
        starts=[said_start(each) for each in starts_of(slug, then)],
        items=[_declaration(each) for each in rows],
        **said,
    )


@router.get(
    "/forces/{force}/tours/{number}",
    response=DeclarationAnswer,
    by_alias=True,
    summary="A declaration",
)
@allowed(Right.SEE_TOUR, force_of)
def one_declaration(request: HttpRequest, force: str, number: InAddress) -> DeclarationAnswer:
    """Return one declaration of a tour: who, which vehicles, and what could be raised."""
    slug = rulebook().force(force).slug
    held = Declaration.objects.filter(force=slug, pk=number).prefetch_related(*LISTED).first()
    if held is None:
        raise Http404(f"There is no such declaration of {slug}")
    return DeclarationAnswer(force=slug, declaration=_declaration(held))


SAME = ("tour_start", "tour_end", "declared_at", "on_call_officer", "remarks")


def _declaration(declared: Declaration) -> DeclarationPart:
    return DeclarationPart(
        **{name: getattr(declared, name) for name in SAME},
        number=declared.pk,
        declared_by=declared.by_name,
        corrects=declared.corrects_id,
        commanders=_nominated(declared),
        vehicles=[Standing.model_validate(each) for each in declared.vehicles.all()],
        figures=[
            DeclaredCount(unit=each.unit, within_minutes=each.within, count=each.count)
            for each in declared.figures.all()
        ],
        sha256=declared.digest,
    )


def _nominated(declared: Declaration) -> list[Nomination]:
    return [Nomination.model_validate(each) for each in declared.commanders.all()]
