"""One force: its strength, matrix and year ahead, as counts."""

from django.http import Http404, HttpRequest
from ninja import Router

from muster.exchange import (
    ForecastAnswer,
    MatrixAnswer,
    StrengthAnswer,
    forecast_answer,
    matrix_answer,
    strength_answer,
)
from muster.web.accounts.rights import Right, force_of
from muster.web.api.routes.asking import Asking, Question, provenance_of, question_of
from muster.web.api.security import allowed
from muster.web.documents.models import Document
from muster.web.documents.queries import latest_return
from muster.web.picture.asked import Asked
from muster.web.picture.counts import count_anyway
from muster.web.picture.holding import return_of
from muster.web.picture.matrices import matrix_of
from muster.web.picture.reach import not_known_words, reach_of
from muster.web.picture.years import year_of
from muster.web.rulebook import rulebook

router = Router(tags=["forces"])


def held_return(force: str, asked: Asked) -> Document:
    """Return the latest return of a force as known then. Raises Http404 where there is none."""
    slug = rulebook().force(force).slug
    found = latest_return(slug, asked.known)
    if found is None:
        raise Http404(f"No return of {slug} was known then")
    return found


@router.get(
    "/forces/{force}/strength", response=StrengthAnswer, by_alias=True, summary="Whole units"
)
@allowed(Right.SEE_PICTURE, force_of)
def whole_units(request: HttpRequest, force: str, question: Question = Asking) -> StrengthAnswer:
    """Return how many whole units a force can raise, along the curve, and what stops the next.

    `known` is false where the return in use does not reach the instant: no figure is then
    given, and `reach` says of which period it speaks. That is not the same as none.
    """
    asked = question_of(request)
    document = held_return(force, asked)
    counted = count_anyway(document, asked)
    if counted is None:
        raise Http404(f"The return of {force} gives neither people nor totals")
    found = return_of(document)
    return strength_answer(
        counted,
        provenance=provenance_of(document),
        synthetic=found.synthetic,
        skipped=dict(found.rows_skipped),
        notes=found.notes,
        reach=reach_of(document),
    )


@router.get("/forces/{force}/matrix", response=MatrixAnswer, by_alias=True, summary="The matrix")
@allowed(Right.SEE_PICTURE, force_of)
def matrix(request: HttpRequest, force: str, question: Question = Asking) -> MatrixAnswer:
    """Return the requirement for a force: every criterion graded, with the three truths."""
    asked = question_of(request)
    document = held_return(force, asked)
    return matrix_answer(
        matrix_of(document, asked),
        doctrine=rulebook(),
        provenance=provenance_of(document),
        synthetic=document.synthetic,
        notes=[said] if (said := not_known_words(document, asked.at)) else (),
    )


@router.get(
    "/forces/{force}/year", response=ForecastAnswer, by_alias=True, summary="The year ahead"
)
@allowed(Right.SEE_PICTURE, force_of)
def year(
    request: HttpRequest, force: str, floor: int | None = None, question: Question = Asking
) -> ForecastAnswer:
    """Return what a force could raise at every hour of the year ahead, and the first falls."""
    asked = question_of(request)
    document = held_return(force, asked)
    found = year_of(document, asked, floor=floor)
    if found is None:
        raise Http404(f"The return of {force} gives no people at that day")
    return forecast_answer(
        found,
        doctrine=rulebook(),
        provenance=provenance_of(document),
        synthetic=document.synthetic,
    )
