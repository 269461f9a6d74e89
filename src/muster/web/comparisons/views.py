"""The page on which two sides are chosen and compared."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from muster.assessment import compare
from muster.exchange import comparison_answer
from muster.web.accounts.rights import Place, Right, Viewer, may, needs, viewer_of
from muster.web.comparisons.forms import SidesForm
from muster.web.comparisons.presets import presets_of
from muster.web.comparisons.sides import (
    Side,
    UnableToCompareSides,
    asked_at,
    place_named,
    side_of,
    spelt,
)
from muster.web.comparisons.words import (
    cells_of,
    comparison_sheets,
    curve_caption,
    curves_of,
    differences_of,
    figures_of,
    lead_words,
    names_of,
    title_of,
)
from muster.web.picture.asked import Asked, UnableToAsk, asked_of
from muster.web.printouts.answering import answer_with, says_what_is_wrong
from muster.web.printouts.papers import Paper, provenance, right_over
from muster.web.rulebook import rulebook

SHOWN_OPEN = 3  # cells whose differences are open at once: more make a long page
PARTS = ("first", "first_at", "first_known", "second", "second_at", "second_known", "edition")


@needs(Right.SEE_PICTURE)
@require_http_methods(["GET", "HEAD", "POST"])
@says_what_is_wrong
def compare_page(request: HttpRequest) -> HttpResponse:
    """Show two sides beside each other, or the form to choose them."""
    viewer, base = viewer_of(request), asked_of(request)
    context = chooser(request, viewer, base)
    given = {name: request.GET.get(name, "").strip() for name in PARTS}
    if not (given["first"] and given["second"]):
        return render(request, "comparisons/choose.html", context)
    try:
        places = (place_named(given["first"]), place_named(given["second"]))
        _require(viewer, *places)
        first, second = (
            side_of(place, asked_at(base, given[f"{name}_at"], given[f"{name}_known"]))
            for name, place in zip(("first", "second"), places, strict=True)
        )
    except (UnableToAsk, UnableToCompareSides) as refused:
        context["refused"] = str(refused)
        return render(request, "comparisons/choose.html", context, status=400)
    return _compared(request, first, second, base, context)


def chooser(request: HttpRequest, viewer: Viewer, base: Asked) -> dict[str, Any]:
    """Return the form with what is chosen, and comparisons that are often wanted."""
    home = viewer.home
    initial = {
        "first": spelt(home) if home else "",
        "edition": base.edition,
        **{name: request.GET[name] for name in PARTS if request.GET.get(name)},
    }
    form = SidesForm(viewer, initial=initial)
    return {"form": form, "presets": presets_of(viewer, base), "asked": base}


def _require(viewer: Viewer, *places: Place) -> None:
    for place in places:
        if not may(viewer, right_over(place), place):
            raise PermissionDenied(right_over(place).value)


def _compared(
    request: HttpRequest, first: Side, second: Side, base: Asked, context: dict[str, Any]
) -> HttpResponse:
    comparison = compare(first.matrix, second.matrix)
    names = names_of(first, second)
    figures = list(figures_of(comparison))
    curves = curves_of(first, second)
    documents = {each.pk: each for each in (*first.documents, *second.documents)}
    paper = Paper(
        title=title_of(first, second),
        subject=second.matrix.subject,
        places=(first.place, second.place),
        answer=comparison_answer(
            comparison,
            scopes=(first.scope, second.scope),
            synthetic=(first.synthetic, second.synthetic),
            doctrine=rulebook(),
            provenance=provenance(documents.values()),
        ),
        sheets=lambda: comparison_sheets(comparison, names, curves),
        asked=base,
        synthetic=first.synthetic or second.synthetic,
        documents=tuple(documents.values()),
    )
    context |= {
        "names": names,
        "title": title_of(first, second),
        "subject": second.name,
        "sides": list(zip(names, (first, second), strict=True)),
        "lead": lead_words(comparison, first, second),
        "differences": differences_of(comparison),
        "cells": cells_of(comparison),
        "figures": [each for each in figures if each.differs],
        "alike": [each for each in figures if not each.differs],
        "curves": curves,
        "shown_open": SHOWN_OPEN,
        "curve_caption": curve_caption(first),
        "edition": rulebook().edition(comparison.first.edition).name,
    }
    return answer_with(request, paper, "comparisons/compared.html", context)
