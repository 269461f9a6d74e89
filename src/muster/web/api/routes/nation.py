"""Regions, the nation and many forces at once: sums for whoever may see them, never names."""

from typing import Literal

from django.http import Http404, HttpRequest
from ninja import Router

from muster.assessment import compare, worst_gaps
from muster.exchange import (
    ComparisonAnswer,
    MatrixAnswer,
    NetworkMatrixAnswer,
    StrengthsAnswer,
    comparison_answer,
    matrix_answer,
    network_matrix_answer,
    strengths_answer,
)
from muster.intake import NetworkMatrix, distribution
from muster.web.accounts.rights import (
    Right,
    forces_of,
    nation_of,
    region_given,
    require_place,
)
from muster.web.api.routes.asking import Asking, Question, provenance_of, question_of
from muster.web.api.routes.forces import held_return
from muster.web.api.security import allowed, viewer_asking
from muster.web.picture.asked import Asked
from muster.web.picture.counts import count_of
from muster.web.picture.holding import Holding, holding_known
from muster.web.picture.matrices import matrix_of, network_of
from muster.web.rulebook import force_slugs, rulebook

router = Router(tags=["nation"])
GAPS = 10


def _network(asked: Asked) -> tuple[Holding, NetworkMatrix]:
    holding = holding_known(asked.known)
    network = network_of(holding, asked)
    if network is None:
        raise Http404("No force has sent a return that was known then")
    return holding, network


@router.get("/nation/matrix", response=NetworkMatrixAnswer, by_alias=True, summary="The nation")
@allowed(Right.SEE_SUMS, nation_of)
def nation_matrix(request: HttpRequest, question: Question = Asking) -> NetworkMatrixAnswer:
    """Return the nation's matrix, the regions', how many forces have each grade, and the gaps.

    Of single forces it holds those that this token may see.
    """
    asked = question_of(request)
    holding, network = _network(asked)
    shown = forces_of(viewer_asking(request), Right.SEE_PICTURE, holding.documents)
    return network_matrix_answer(
        "nation",
        network.nation,
        regions=network.regions,
        forces={slug: network.forces[slug] for slug in shown},
        distribution=distribution(network),
        gaps=worst_gaps([network.forces[slug] for slug in shown], GAPS),
        doctrine=rulebook(),
        provenance=provenance_of(*holding.documents.values()),
        synthetic=holding.synthetic,
    )


@router.get("/regions/{region}/matrix", response=MatrixAnswer, by_alias=True, summary="A region")
@allowed(Right.SEE_SUMS, region_given)
def region_matrix(request: HttpRequest, region: str, question: Question = Asking) -> MatrixAnswer:
    """Return a region's matrix, summed over its forces."""
    asked = question_of(request)
    holding, network = _network(asked)
    if region not in network.regions:
        raise Http404(f"No force of {region} has sent a return that was known then")
    own = [
        each for slug, each in holding.documents.items() if rulebook().force(slug).region == region
    ]
    return matrix_answer(
        network.regions[region],
        doctrine=rulebook(),
        provenance=provenance_of(*own),
        scope="region",
        synthetic=any(each.synthetic for each in own),
    )


@router.get("/strength", response=StrengthsAnswer, by_alias=True, summary="Whole units, by force")
@allowed(Right.SEE_PICTURE)
def strengths(request: HttpRequest, question: Question = Asking) -> StrengthsAnswer:
    """Return how many whole units each force can raise, of the forces this token may see."""
    asked = question_of(request)
    shown = forces_of(viewer_asking(request), Right.SEE_PICTURE, force_slugs())
    holding = holding_known(asked.known).of(shown)
    counted = {
        slug: found
        for slug, document in holding.documents.items()
        if (found := count_of(document, asked)) is not None
    }
    if not counted:
        raise Http404("No return that this token may see reaches that instant")
    return strengths_answer(
        "shown",
        list(counted.values()),
        synthetic=[holding.documents[slug].synthetic for slug in counted],
        doctrine=rulebook(),
        provenance=provenance_of(*holding.documents.values()),
    )


@router.get("/compare", response=ComparisonAnswer, by_alias=True, summary="Two sides by each other")
@allowed(Right.SEE_PICTURE)
def compared(
    request: HttpRequest,
    force: str,
    against: str,
    scope: Literal["force", "region", "nation"] = "force",
    question: Question = Asking,
) -> ComparisonAnswer:
    """Return a force beside another, or beside its region or the nation (`against` is ignored)."""
    asked = question_of(request)
    require_place(viewer_asking(request), Right.SEE_PICTURE, force)
    document = held_return(force, asked)
    first = matrix_of(document, asked)
    if scope == "force":
        require_place(viewer_asking(request), Right.SEE_PICTURE, against)
        other = held_return(against, asked)
        second, synthetic = matrix_of(other, asked), other.synthetic
        made_from = [document, other]
    else:
        holding, network = _network(asked)
        region = rulebook().force(force).region
        second = network.nation if scope == "nation" else network.regions[region]
        synthetic, made_from = holding.synthetic, [document]
    return comparison_answer(
        compare(first, second),
        scopes=("force", scope),
        synthetic=(document.synthetic, synthetic),
        doctrine=rulebook(),
        provenance=provenance_of(*made_from),
    )
