"""Boards of forces and regions by a measure at an instant, and single cells of the matrix."""

import json
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router

from muster.exchange import MatrixAnswer, matrix_answer
from muster.web.accounts.rights import Right, force_of, nation_of, region_given
from muster.web.api.contracts.base import Name
from muster.web.api.contracts.boards import BoardAnswer, RegionPart, RegionsAnswer
from muster.web.api.routes.asking import (
    Asking,
    KnownAsked,
    Question,
    known_of,
    provenance_of,
    question_of,
)
from muster.web.api.routes.forces import held_return
from muster.web.api.security import allowed, viewer_asking
from muster.web.nation.answers import board_json
from muster.web.nation.measures import measure_asked
from muster.web.nation.queries import board_of
from muster.web.picture.holding import holding_known
from muster.web.picture.matrices import matrix_of
from muster.web.rulebook import rulebook

router = Router(tags=["boards"])
MeasureAsked: Any = Query(  # type: ignore[type-arg]
    "", description="units, units:<unit>, people:<skill>, met, or cell:<threat>.<aspect>"
)


@router.get("/regions", response=RegionsAnswer, by_alias=True, summary="Regions")
@allowed(Right.SEE_SUMS, nation_of)
def region_list(request: HttpRequest, known: str = KnownAsked) -> RegionsAnswer:
    """Return the regions, their forces, and how many of each have a return in use."""
    held = holding_known(known_of(request)).documents
    parts = []
    for region in rulebook().regions:
        own = [each.slug for each in rulebook().forces if each.region == region.slug]
        known_of_it = sum(slug in held for slug in own)
        parts.append(
            RegionPart(region=region.slug, name=region.name, forces=own, with_returns=known_of_it)
        )
    return RegionsAnswer(regions=parts)


@router.get("/nation/board", response=BoardAnswer, by_alias=True, summary="The nation's board")
@allowed(Right.SEE_SUMS, nation_of)
def nation_board(
    request: HttpRequest, measure: Name = MeasureAsked, question: Question = Asking
) -> BoardAnswer:
    """Return every force this token may see, the regions and their sum by a measure."""
    return _board(request, measure, "")


@router.get(
    "/regions/{region}/board", response=BoardAnswer, by_alias=True, summary="A region's board"
)
@allowed(Right.SEE_SUMS, region_given)
def region_board(
    request: HttpRequest, region: str, measure: Name = MeasureAsked, question: Question = Asking
) -> BoardAnswer:
    """Return the forces of a region that this token may see, and their sum, by a measure."""
    if region not in {each.slug for each in rulebook().regions}:
        raise Http404(f"There is no region {region!r}; ask /regions for those there are")
    return _board(request, measure, region)


def _board(request: HttpRequest, measure: str, region: str) -> BoardAnswer:
    chosen, asked = measure_asked(measure, question_of(request))
    holding = holding_known(asked.known)
    board = board_of(viewer_asking(request), holding, asked, chosen, region=region)
    return BoardAnswer.model_validate(json.loads(board_json(board, holding).content))


@router.get(
    "/forces/{force}/cells/{cell}", response=MatrixAnswer, by_alias=True, summary="One cell"
)
@allowed(Right.SEE_PICTURE, force_of)
def one_cell(
    request: HttpRequest, force: str, cell: str, question: Question = Asking
) -> MatrixAnswer:
    """Return one cell of a force's matrix, `threat.aspect`, with its criteria and evidence."""
    asked = question_of(request)
    document = held_return(force, asked)
    whole = matrix_answer(
        matrix_of(document, asked),
        doctrine=rulebook(),
        provenance=provenance_of(document),
        synthetic=document.synthetic,
    )
    own = [each for each in whole.cells if f"{each.threat}.{each.aspect}" == cell]
    if not own:
        raise Http404(f"The edition of {whole.edition} has no cell {cell!r}: write threat.aspect")
    return whole.model_copy(update={"cells": own})
