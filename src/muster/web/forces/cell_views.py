"""Pages of a cell: of a force, a region and the nation."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from muster.assessment import Cell, Matrix
from muster.exchange import Scope, matrix_answer, subject_name
from muster.reporting import aspect_name, because_words, cell_name, tally_words, threat_name
from muster.web.accounts.rights import (
    Place,
    Right,
    force_of,
    forces_of,
    may,
    nation_of,
    needs,
    region_given,
    viewer_of,
)
from muster.web.documents.models import Document
from muster.web.forces.cells import cell_sheets, criteria_of, judged_of
from muster.web.forces.forms import AskForm
from muster.web.forces.histories import history_of, outlook_of, steps_of
from muster.web.forces.links import RETURN_PAGES, address_with, first_address
from muster.web.forces.sums import sum_sheets, sums_of
from muster.web.forces.views import asking_of, common_of, nothing_held
from muster.web.judgements.queries import history_of as history_rows
from muster.web.judgements.queries import standing_of
from muster.web.picture.asked import Asked, asked_of
from muster.web.picture.holding import holding_known
from muster.web.picture.matrices import matrix_of, network_of
from muster.web.printouts.answering import answer_with, says_what_is_wrong
from muster.web.printouts.papers import Paper, Sheet, provenance
from muster.web.rulebook import rulebook
from muster.web.shell.parts import Link

NATION = "nation"


def cell_in(matrix: Matrix, threat: str, aspect: str) -> Cell:
    """Return a cell of a matrix. Raises Http404 where its edition has none of that name."""
    for cell in matrix.cells:
        if (cell.threat, cell.aspect) == (threat, aspect):
            return cell
    edition = rulebook().edition(matrix.edition).name
    raise Http404(_("The edition of %(edition)s has no such cell") % {"edition": edition})


@needs(Right.SEE_PICTURE, force_of)
@require_http_methods(["GET", "HEAD", "POST"])
@says_what_is_wrong
def force_cell(request: HttpRequest, force: str, threat: str, aspect: str) -> HttpResponse:
    """Show a cell of a force: criteria, the three truths, documents, history, judgements."""
    asking = asking_of(request, force)
    if asking.document is None:
        return nothing_held(request, asking, "forces:force")
    asked, document = asking.asked, asking.document
    matrix = matrix_of(document, asked)
    cell = cell_in(matrix, threat, aspect)
    subjects = [cell.subject, *(each.criterion.slug for each in cell.findings)]
    rows = standing_of(force, subjects, asked.known)
    present = asked.as_known is None and "at" not in asked.said
    criteria = criteria_of(cell, matrix, rows)
    context = {
        **common_of(request, asking, "forces:force"),
        **_named(cell),
        "criteria": criteria,
        "met": [each for each in criteria if each.met],
        "cell_judged": judged_of(cell.subject, cell.worst, matrix, rows),
        "steps": steps_of(
            outlook_of(document, cell, matrix, asked),
            history_of(force, cell, asked),
            history_rows(force, asked.known, subjects),
        ),
        "neighbours": neighbours_of(matrix, cell, "forces:cell", (force,), asked),
        "may_judge": present and may(asking.viewer, Right.JUDGE, Place.force(force)),
        "present": present,
        "aged_at": asked.at if "at" in asked.said else None,
        "return_url": _return_url(request, document),
        "form": AskForm(asked, "at", "known"),
    }
    paper = _paper(matrix, cell, "force", (document,), (Place.force(force),), asked)
    return answer_with(request, paper, "forces/cell.html", context)


def _return_url(request: HttpRequest, document: Document) -> str:
    viewer, place = viewer_of(request), Place.force(document.subject)
    if not may(viewer, Right.SEE_RETURNS, place):
        return ""
    return first_address(RETURN_PAGES, document.subject, document.pk)


def _named(cell: Cell) -> dict[str, Any]:
    return {
        "cell": cell,
        "threat": threat_name(cell.threat, rulebook()),
        "aspect": aspect_name(cell.aspect, rulebook()),
        "cell_name": cell_name(cell.threat, cell.aspect, rulebook()),
        "because": because_words(cell),
        "tally": tally_words({grade: count for grade, count in cell.tally.items() if count}),
    }


def neighbours_of(
    matrix: Matrix, cell: Cell, view: str, args: tuple[str, ...], asked: Asked
) -> list[Link]:
    """Return the cells of the same threat as tabs, those that criteria speak of."""
    return [
        Link(
            aspect_name(each.aspect, rulebook()),
            address_with(asked, view, *args, each.threat, each.aspect),
            each.aspect == cell.aspect,
        )
        for each in matrix.cells
        if each.threat == cell.threat and each.findings
    ]


def _paper(
    matrix: Matrix,
    cell: Cell,
    scope: Scope,
    documents: tuple[Document, ...],
    places: tuple[Place, ...],
    asked: Asked,
) -> Paper:
    """Return the paper of a cell: the matrix's own contract, narrowed to it."""
    synthetic = any(each.synthetic for each in documents)
    whole = matrix_answer(
        matrix,
        doctrine=rulebook(),
        provenance=provenance(documents),
        scope=scope,
        synthetic=synthetic,
    )
    own = [each for each in whole.cells if (each.threat, each.aspect) == (cell.threat, cell.aspect)]
    name = subject_name(matrix.subject, scope, rulebook())
    return Paper(
        title=f"{name}: {cell_name(cell.threat, cell.aspect, rulebook())}",
        subject=matrix.subject,
        places=places,
        answer=whole.model_copy(update={"cells": own}),
        sheets=lambda: cell_sheets(cell),
        asked=asked,
        synthetic=synthetic,
        documents=documents,
    )


@needs(Right.SEE_SUMS, region_given)
@require_http_methods(["GET", "HEAD", "POST"])
@says_what_is_wrong
def region_cell(request: HttpRequest, region: str, threat: str, aspect: str) -> HttpResponse:
    """Show a cell of a region: the same criteria, summed over its forces."""
    if region not in [each.slug for each in rulebook().regions]:
        raise Http404(_("There is no region of that name"))
    return _summed(request, "region", region, threat, aspect)


@needs(Right.SEE_SUMS, nation_of)
@require_http_methods(["GET", "HEAD", "POST"])
@says_what_is_wrong
def nation_cell(request: HttpRequest, threat: str, aspect: str) -> HttpResponse:
    """Show a cell of the nation: the same criteria, summed over every force."""
    return _summed(request, "nation", NATION, threat, aspect)


def _summed(
    request: HttpRequest, scope: Scope, slug: str, threat: str, aspect: str
) -> HttpResponse:
    asked = asked_of(request)
    name = subject_name(slug, scope, rulebook())
    holding = holding_known(asked.known)
    if scope == "region":
        own = tuple(each.slug for each in rulebook().forces if each.region == slug)
        holding = holding.of(own)
    network = network_of(holding, asked)
    common = {"name": name, "scope": scope, "up": _above(scope, slug), "asked": asked}
    if network is None:
        return render(request, "forces/nothing_summed.html", common)
    matrix = network.regions[slug] if scope == "region" else network.nation
    cell = cell_in(matrix, threat, aspect)
    views = sums_of(cell, list(network.forces.values()))
    seen = _seen(request, network.forces, cell, asked)
    args = (slug,) if scope == "region" else ()
    context = {
        **common,
        **_named(cell),
        "sums": views,
        "forces": seen,
        "count": len(network.forces),
        "aged_at": asked.at if "at" in asked.said else None,
        "neighbours": neighbours_of(matrix, cell, f"forces:{scope}_cell", args, asked),
        "edition": rulebook().edition(asked.edition).name,
        "form": AskForm(asked, "at", "known"),
    }
    place = Place.region(slug) if scope == "region" else Place.nation()
    paper = _paper(matrix, cell, scope, tuple(holding.documents.values()), (place,), asked)
    summed = replace(paper, sheets=lambda: (*sum_sheets(views), _seen_sheet(seen)))
    return answer_with(request, summed, "forces/summed.html", context)


def _seen_sheet(seen: list[dict[str, Any]]) -> Sheet:
    rows = [(each["name"], str(each["cell"].grade or ""), each["because"]) for each in seen]
    return Sheet("forces", ("force", "grade", "because"), rows)


def _above(scope: Scope, slug: str) -> str:
    if scope == "region":
        return first_address(("nation:region",), slug)
    return first_address(("nation:nation",))


def _seen(
    request: HttpRequest, forces: Mapping[str, Matrix], cell: Cell, asked: Asked
) -> list[dict[str, Any]]:
    """Return how the forces that the viewer may see stand in a cell."""
    seen = forces_of(viewer_of(request), Right.SEE_PICTURE, forces)
    return [
        {
            "name": rulebook().force(slug).name,
            "url": address_with(asked, "forces:cell", slug, cell.threat, cell.aspect),
            "cell": forces[slug].cell(cell.threat, cell.aspect),
            "because": because_words(forces[slug].cell(cell.threat, cell.aspect)),
        }
        for slug in seen
    ]
