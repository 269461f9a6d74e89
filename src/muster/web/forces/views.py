"""Pages of a force: the requirement, its strength, and the year ahead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from muster.assessment import Grade, Matrix
from muster.exchange import forecast_answer, matrix_answer, strength_answer
from muster.intake import Return
from muster.policing import Region, clock
from muster.reporting import tally_words
from muster.strength import UnitCount
from muster.web.accounts.rights import Place, Right, Viewer, force_of, needs, viewer_of
from muster.web.documents.models import Document
from muster.web.forces import queries
from muster.web.forces.forms import AskForm
from muster.web.forces.links import address_with, first_address, rung_address, tabs_of, ways_of
from muster.web.forces.squares import matrix_sheet, matrix_view
from muster.web.forces.strengths import (
    lift_words,
    posts_words,
    required_lines,
    required_sheet,
    strength_sheets,
    strength_view,
    unknown_figures,
)
from muster.web.forces.years import lapse_words, year_sheets, year_view
from muster.web.picture.asked import Asked, asked_of
from muster.web.picture.counts import count_of
from muster.web.picture.holding import return_of
from muster.web.picture.matrices import matrix_of
from muster.web.picture.reach import not_known_words, reach_of
from muster.web.picture.years import year_of
from muster.web.printouts.answering import answer_with, says_what_is_wrong
from muster.web.printouts.papers import Paper, Sheet, provenance, sheet_of
from muster.web.rulebook import rulebook

MOST_RETURNS = 5
TOPICS = ("returns", "judgements", "tours")


@dataclass(frozen=True)
class Asking:
    """A force that is asked about: its name, what is asked, and its return where there is one."""

    slug: str
    name: str
    region: Region
    asked: Asked
    viewer: Viewer
    document: Document | None

    @property
    def held(self) -> Document:
        """Return the return. Refuses where there is none."""
        if self.document is None:
            raise Http404
        return self.document

    @property
    def found(self) -> Return:
        """Return what the return holds."""
        return return_of(self.held)


def asking_of(request: HttpRequest, force: str) -> Asking:
    """Return the force an address asks about. Raises Http404 for none, UnableToAsk."""
    try:
        name = queries.force_named(force)
    except queries.UnableToFindForce as unknown:
        raise Http404(str(unknown)) from unknown
    asked = asked_of(request)
    slug = rulebook().force(force).region
    region = next((each for each in rulebook().regions if each.slug == slug), Region(slug, slug))
    document = queries.document_of(force, asked)
    return Asking(force, name, region, asked, viewer_of(request), document)


def common_of(request: HttpRequest, asking: Asking, current: str) -> dict[str, Any]:
    """Return what every page of a force is given."""
    document = asking.document
    return {
        "force": asking.slug,
        "name": asking.name,
        "region": asking.region,
        "tabs": tabs_of(asking.slug, asking.asked, current),
        "ways": ways_of(asking.viewer, asking.slug, asking.asked),
        "document": document,
        "stale": document is not None and queries.is_stale(document, asking.asked),
        "outlived": document is not None and queries.outlived(document, asking.asked),
        "not_known": not_known_words(document, asking.asked.at) if document else "",
        "edition": rulebook().edition(asking.asked.edition).name,
        "doctrine_digest": rulebook().digest,
        "live_url": live_url(asking),
        "live_events": " ".join(TOPICS),
        "force_url": address_with(asking.asked, "forces:force", asking.slug),
        "strength_url": address_with(asking.asked, "forces:strength", asking.slug),
        "year_url": address_with(asking.asked, "forces:year", asking.slug),
    }


def live_url(asking: Asking) -> str:
    """Return where news of a force is heard; empty for a page about another time than now."""
    about = asking.asked
    if about.as_known or "at" in about.said:
        return ""
    stream = first_address(("live:stream",))
    return f"{stream}?topics={','.join(TOPICS)}&force={asking.slug}" if stream else ""


def nothing_held(request: HttpRequest, asking: Asking, current: str) -> HttpResponse:
    """Say that no return of a force is held, and what to do about it."""
    context = {**common_of(request, asking, current), "asked": asking.asked}
    return render(request, "forces/nothing.html", context)


@needs(Right.SEE_PICTURE, force_of)
@require_http_methods(["GET", "HEAD", "POST"])
@says_what_is_wrong
def force_page(request: HttpRequest, force: str) -> HttpResponse:
    """Show how a force stands: its units, the matrix, the year, and what it all rests on."""
    asking = asking_of(request, force)
    if asking.document is None:
        return nothing_held(request, asking, "forces:force")
    document, asked = asking.document, asking.asked
    matrix = matrix_of(document, asked)
    count = count_of(document, asked)
    returns = queries.returns_of(force, asked, MOST_RETURNS)
    picture = _picture(asking, matrix, count)
    paper = Paper(
        title=f"{asking.name}: the requirement",
        subject=force,
        places=(Place.force(force),),
        answer=matrix_answer(
            matrix,
            doctrine=rulebook(),
            provenance=provenance([document]),
            synthetic=document.synthetic,
            notes=asking.found.notes,
        ),
        sheets=lambda: (
            *_force_sheets(matrix, count, returns),
            required_sheet(picture["required"]),
            *([sheet_of("year", picture["year"].chart.table)] if picture["year"] else ()),
        ),
        asked=asked,
        synthetic=document.synthetic,
        documents=(document,),
    )
    context = {
        **common_of(request, asking, "forces:force"),
        **picture,
        "returns": returns,
        "form": AskForm(asked),
    }
    return answer_with(request, paper, "forces/force.html", context)


def _picture(asking: Asking, matrix: Matrix, count: UnitCount | None) -> dict[str, Any]:
    """Return the matrix, the units and the year of a force as its page shows them."""
    document, asked = asking.held, asking.asked
    required = queries.required_of(matrix, asked.unit)

    address = cell_address(asking)
    edition = rulebook().edition(matrix.edition).name
    year = _year(asking, matrix)
    path = reverse("forces:strength", args=[asking.slug])
    return {
        "matrix": matrix_view(matrix, f"The requirement of {edition}", address),
        "tally": tally_words(_tally(matrix)),
        "questions": matrix.questions,
        "required": required_lines(required, address),
        "judged": sum(len(each) for each in matrix.judgements.values()),
        "strength": strength_view(asking.name, count, asked, required, path) if count else None,
        "unknown_figures": unknown_figures(asked),
        "lift": lift_words(queries.lifting(document, asked)) if count else "",
        "year": year_view(asking.name, year) if year is not None else None,
        "lapsing": lapse_words(year) if year is not None else "",
    }


def cell_address(asking: Asking) -> Callable[[str, str], str]:
    """Return what gives the address of a cell of a force, about the same instant."""

    def address(threat: str, aspect: str) -> str:
        return address_with(asking.asked, "forces:cell", asking.slug, threat, aspect)

    return address


def _tally(matrix: Matrix) -> dict[Grade, int]:
    grades = [each.grade for each in matrix.findings]
    return {grade: grades.count(grade) for grade in Grade}


def _year(asking: Asking, matrix: Matrix) -> Any:
    """Return the year ahead, held against what is required at the notice where anything is."""
    required = queries.required_of(matrix, asking.asked.unit)
    asks = queries.required_at(required, asking.asked.within)
    floor = int(asks.required.value) if asks and asks.required else None
    return year_of(asking.held, asking.asked, floor=floor)


def _force_sheets(
    matrix: Matrix, count: UnitCount | None, returns: list[Document]
) -> Iterator[Sheet]:
    yield matrix_sheet(matrix)
    yield Sheet(
        "returns",
        ("prepared_at", "received_at", "received_from", "title", "sha256"),
        [
            (
                each.prepared_at.isoformat() if each.prepared_at else "",
                each.received_at.isoformat(),
                each.received_from,
                each.title,
                each.sha256,
            )
            for each in returns
        ],
    )
    if count is not None:
        yield from strength_sheets(count, ())


@needs(Right.SEE_PICTURE, force_of)
@require_http_methods(["GET", "HEAD", "POST"])
@says_what_is_wrong
def strength_page(request: HttpRequest, force: str) -> HttpResponse:
    """Show how many whole units a force can raise, by when, and what stops the next one."""
    asking = asking_of(request, force)
    if asking.document is None:
        return nothing_held(request, asking, "forces:strength")
    document, asked = asking.document, asking.asked
    count = count_of(document, asked)
    context = {**common_of(request, asking, "forces:strength"), "form": AskForm(asked)}
    if count is None:
        figures = {"asked": asked, "unknown_figures": unknown_figures(asked)}
        return render(request, "forces/unknown.html", {**context, **figures})
    matrix = matrix_of(document, asked)
    required = queries.required_of(matrix, asked.unit)
    lifts = queries.lifts_of(document, asked)
    people = ways_of(asking.viewer, force, asked).people
    lines = required_lines(required, cell_address(asking))
    paper = Paper(
        title=f"{asking.name}: strength",
        subject=force,
        places=(Place.force(force),),
        answer=strength_answer(
            count,
            provenance=provenance([document]),
            synthetic=document.synthetic,
            skipped=dict(asking.found.rows_skipped),
            notes=asking.found.notes,
            reach=reach_of(document),
        ),
        sheets=lambda: (*strength_sheets(count, lifts), required_sheet(lines)),
        asked=asked,
        synthetic=document.synthetic,
        documents=(document,),
    )
    context |= {
        "strength": strength_view(asking.name, count, asked, required, request.path),
        "required": lines,
        "lifts": [(each, posts_words(each), rung_address(people, each, asked)) for each in lifts],
        "lift": lift_words(queries.lifting(document, asked)),
    }
    return answer_with(request, paper, "forces/strength.html", context)


@needs(Right.SEE_PICTURE, force_of)
@require_http_methods(["GET", "HEAD", "POST"])
@says_what_is_wrong
def year_page(request: HttpRequest, force: str) -> HttpResponse:
    """Show the year ahead of a force: its falls, its cliffs, and the tickets that lapse."""
    asking = asking_of(request, force)
    if asking.document is None:
        return nothing_held(request, asking, "forces:year")
    document, asked = asking.document, asking.asked
    seen = _year(asking, matrix_of(document, asked))
    context = {
        **common_of(request, asking, "forces:year"),
        "form": AskForm(asked, "unit", "within"),
    }
    if seen is None:
        return render(request, "forces/unknown.html", {**context, "asked": asked})
    answer = forecast_answer(
        seen,
        doctrine=rulebook(),
        provenance=provenance([document]),
        synthetic=document.synthetic,
    )
    paper = Paper(
        title=f"{asking.name}: the year ahead",
        subject=force,
        places=(Place.force(force),),
        answer=without_people(answer),
        sheets=lambda: year_sheets(seen),
        asked=asked,
        synthetic=document.synthetic,
        documents=(document,),
    )
    fall = next(iter(seen.falls), None)
    context |= {
        "year": year_view(asking.name, seen),
        "lapsing": lapse_words(seen),
        "strength_path": reverse("forces:strength", args=[force]),
        "hour": f"{clock.instant_of(fall.at if fall else asked.at):%Y-%m-%dT%H:%M}",
    }
    return answer_with(request, paper, "forces/year.html", context)


def without_people(answer: Any) -> Any:
    """Return a forecast without whose tickets are to be renewed: names are for people's pages."""
    units = [
        each.model_copy(update={"fall": each.fall.model_copy(update={"renewals": []})})
        if each.fall
        else each
        for each in answer.units
    ]
    return answer.model_copy(update={"units": units})
