"""Pages of tours: this one, declaring it, what was declared before, and when tours start."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from muster.errors import MusterError
from muster.policing import clock as minutes
from muster.web.accounts.rights import Place, Right, force_of, may, needs, viewer_of
from muster.web.shell.asking import known_asked, known_or_now
from muster.web.shell.context import said_of
from muster.web.shell.parts import Link
from muster.web.spreadsheet import csv_answer
from muster.web.tours.actions import declare_tour, read_contact, set_starts
from muster.web.tours.board import fleets_of
from muster.web.tours.desk import NEXT, Declaring, Desk, desk_of, tour_asked, tour_words
from muster.web.tours.forms import TourTimesForm
from muster.web.tours.models import Declaration, TourPattern
from muster.web.tours.queries import LISTED, known_declarations, time_of
from muster.web.tours.times import said_start
from muster.web.tours.vault import UnableToKeepContact

PAGE = 30
LONGEST_MINUTE = 10  # digits; a minute of this century has eight
TABS = {
    "tours:tour": gettext_lazy("This tour"),
    "tours:history": gettext_lazy("Declared before"),
    "tours:times": gettext_lazy("When tours start"),
}
SEEN = needs(Right.SEE_TOUR, force_of)
DECLARED = needs(Right.DECLARE_TOUR, force_of)


@SEEN
def tour(request: HttpRequest, force: str) -> HttpResponse:
    """Show this tour: what was declared, or that nothing was, with the form to do so."""
    known = known_asked(request)
    desk = desk_of(force, known)
    may_declare = known is None and may(viewer_of(request), Right.DECLARE_TOUR, Place.force(force))
    given = _given(desk, may_declare=may_declare)
    if may_declare and desk.declaration is None:
        given["declaring"] = Declaring(desk, desk.present)
    return render(request, "tours/tour.html", given)


@DECLARED
def declare(request: HttpRequest, force: str) -> HttpResponse:
    """Take a declaration, or show the form: of this tour, or of the next with `?tour=next`."""
    desk = desk_of(force)
    if request.method != "POST":
        declaring = Declaring(desk, tour_asked(request, desk))
        return _form_page(request, desk, declaring)
    start = request.POST.get("tour_start", "")
    read = start.isdecimal() and len(start) <= LONGEST_MINUTE
    found = desk.tour_starting(int(start)) if read else None
    if found is None:
        return _too_late(request, desk)
    declaring = Declaring(desk, found, request.POST)
    if not declaring.form.is_valid():
        return _form_page(request, desk, declaring, status=400)
    try:
        made = _declare(request, declaring)
    except MusterError as refused:
        declaring.form.add_error(None, str(refused))
        return _form_page(request, desk, declaring, status=409)
    said = _("Declared: the tour from %(tour)s.") % {"tour": tour_words(time_of(made))}
    messages.success(request, said)
    return redirect("tours:tour", force=force)


def _too_late(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what was typed for a tour that is long over, as a declaration of this one."""
    sent = request.POST.copy()
    sent["tour_start"] = str(desk.present.start)
    sent["seen"] = str(desk.declaration.pk) if desk.declaration else ""
    declaring = Declaring(desk, desk.present, sent)
    declaring.form.add_error(
        None, _("The tour you typed this for is over. Check it for this tour, and declare it.")
    )
    return _form_page(request, desk, declaring, status=409)


def _declare(request: HttpRequest, declaring: Declaring) -> Declaration:
    form = declaring.form
    return declare_tour(
        declaring.desk.force.slug,
        declaring.tour,
        form.declared([each.stood() for each in declaring.rows]),
        by=viewer_of(request),
        token=form.cleaned_data["token"],
        seen=form.cleaned_data["seen"],
        document=declaring.desk.document,
    )


@SEEN
def history(request: HttpRequest, force: str) -> HttpResponseBase:
    """Show what was declared before, the latest first; also as CSV."""
    desk = desk_of(force, known_asked(request))
    declared = known_declarations(force, known_or_now(request)).order_by("-declared_at", "-id")
    if request.GET.get("format") == "csv":
        rows = declared.prefetch_related(*LISTED).iterator(chunk_size=200)
        return csv_answer(f"tours-{force}", _history_rows(rows))
    page = Paginator(declared.prefetch_related(*LISTED), PAGE).get_page(request.GET.get("page"))
    return render(request, "tours/history.html", _given(desk, "tours:history", page=page))


@SEEN
def declaration(request: HttpRequest, force: str, number: int) -> HttpResponseBase:
    """Show one declaration; its vehicles also as CSV."""
    found = _declaration(force, number)
    if request.GET.get("format") == "csv":
        return csv_answer(f"tour-{force}-{number}", _vehicle_rows(found))
    given = _given(desk_of(force), "tours:history", shown=found)
    return render(request, "tours/declaration.html", given)


@SEEN
@require_POST
def contact(request: HttpRequest, force: str, number: int) -> HttpResponse:
    """Show how to reach the senior officer on call, and record that it was read."""
    found = _declaration(force, number)
    try:
        text = read_contact(found, by=viewer_of(request))
    except UnableToKeepContact as refused:
        messages.error(request, str(refused))
        return redirect("tours:tour", force=force)
    given = _given(desk_of(force), shown=found, contact=text)
    return render(request, "tours/contact.html", given)


@DECLARED
def times(request: HttpRequest, force: str) -> HttpResponse:
    """Show and set when the force's tours start."""
    desk = desk_of(force)
    said = ", ".join(said_start(each) for each in desk.starts)
    form = TourTimesForm(request.POST or None, initial={"starts": said})
    if request.method == "POST" and form.is_valid():
        set_starts(force, form.cleaned_data["starts"], by=viewer_of(request))
        messages.success(request, _("Kept. Tours start at these times from now on."))
        return redirect("tours:tour", force=force)
    past = TourPattern.objects.filter(force=force).order_by("-recorded_at", "-id")
    given = _given(desk, "tours:times", form=form, past=past)
    return render(request, "tours/times.html", given, status=400 if form.errors else 200)


def _form_page(
    request: HttpRequest, desk: Desk, declaring: Declaring, status: int = 200
) -> HttpResponse:
    given = _given(desk, declaring=declaring)
    return render(request, "tours/declare.html", given, status=status)


def _given(
    desk: Desk, here: str = "tours:tour", *, shown: Declaration | None = None, **more: Any
) -> dict[str, Any]:
    force = desk.force.slug
    shown = shown or desk.declaration
    return {
        **said_of(desk.document, shown.document if shown else None),
        "desk": desk,
        "force": desk.force,
        "present_words": tour_words(desk.present),
        "following_words": tour_words(desk.following),
        "shown": shown,
        "shown_words": tour_words(time_of(shown)) if shown else "",
        "fleets": fleets_of(shown) if shown else (),
        "source_digest": shown.digest if shown else "",
        "tour_url": reverse("tours:tour", args=[force]),
        "wall_url": reverse("tours:wall", args=[force]),
        "declare_url": reverse("tours:declare", args=[force]),
        "declare_next_url": f"{reverse('tours:declare', args=[force])}?tour={NEXT}",
        "tour_tabs": [
            Link(str(label), reverse(name, args=[force]), name == here)
            for name, label in TABS.items()
        ],
        **more,
    }


def _declaration(force: str, number: int) -> Declaration:
    found = Declaration.objects.filter(force=force, pk=number).prefetch_related(*LISTED).first()
    if found is None:
        raise Http404(_("There is no such declaration of this force"))
    return found


def _iso(value: datetime) -> str:
    return minutes.describe_instant(minutes.minute_of(value))


def _history_rows(declared: Iterator[Declaration]) -> Iterator[list[Any]]:
    yield [
        *("declaration", "tour_start", "tour_end", "declared_at", "declared_by", "corrects"),
        *("commanders", "vehicles_on_road", "vehicles_off_road", "off_road"),
        *("declared_units", "on_call_officer", "remarks", "sha256"),
    ]
    for each in declared:
        off = [one.vehicle for one in each.vehicles.all() if not one.on_road]
        yield [
            *(each.pk, _iso(each.tour_start), _iso(each.tour_end), _iso(each.declared_at)),
            *(each.by_name, each.corrects_id),
            " ".join(one.officer for one in each.commanders.all()),
            *(len(each.vehicles.all()) - len(off), len(off), " ".join(off)),
            " ".join(f"{one.unit}@{one.within}={one.count}" for one in each.figures.all()),
            *(each.on_call_officer, each.remarks, each.digest),
        ]


def _vehicle_rows(declared: Declaration) -> Iterator[list[Any]]:
    yield ["vehicle", "kind", "place", "on_road"]
    for each in declared.vehicles.all():
        yield [each.vehicle, each.kind, each.place, "yes" if each.on_road else "no"]
