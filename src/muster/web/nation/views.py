"""Pages of the nation and of its regions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from muster.web.accounts.rights import Right, nation_of, needs, region_given, viewer_of
from muster.web.nation.answers import board_csv, board_json
from muster.web.nation.boards import SORTS
from muster.web.nation.forms import ChooserForm, chooser_of
from muster.web.nation.links import address
from muster.web.nation.measures import Measure, Shown, cells_of, measure_asked
from muster.web.nation.queries import Shortfalls, board_of, shortfalls_of
from muster.web.nation.sheets import BOARD, SPREAD, shortfall_sheets, spread_sheet
from muster.web.nation.sliding import (
    AHEAD,
    MOST,
    days_ahead,
    first_day,
    jumps_of,
    moved_ahead,
    written,
)
from muster.web.nation.wording import region_words
from muster.web.picture.asked import Asked, UnableToAsk, asked_of
from muster.web.picture.holding import holding_known
from muster.web.printouts.answering import FORMAT, SHEET, csv_response
from muster.web.rulebook import rulebook
from muster.web.shell.asking import query_with, sort_asked
from muster.web.shell.context import said_of
from muster.web.shell.views import bad_request

PART = "part"
PARTS = ("", "board", "shortfalls")


@require_GET
@needs(Right.SEE_SUMS, nation_of)
def nation_page(request: HttpRequest) -> HttpResponse:
    """Return the nation: map, table, distribution, matrix and gaps; `format` csv or json."""
    return _page(request, "")


@require_GET
@needs(Right.SEE_SUMS, region_given)
def region_page(request: HttpRequest, region: str) -> HttpResponse:
    """Return one region, as the nation is shown."""
    if region not in {each.slug for each in rulebook().regions}:
        raise Http404(_("There is no region of that name."))
    return _page(request, region)


def _page(request: HttpRequest, region: str) -> HttpResponse:
    try:
        given = asked_of(request)
        measure, asked = measure_asked(request.GET.get("measure", ""), moved_ahead(request, given))
    except UnableToAsk as wrong:
        return _refused(request, wrong)
    by_script = "HX-Request" in request.headers
    part = request.GET.get(PART, "board" if by_script else "")
    if part not in PARTS:
        raise Http404(_("There is no such part of the page."))
    moved = AHEAD in request.GET
    _settle(request, asked, moved=moved)
    if moved and not by_script:
        return redirect(request.path + query_with(request))
    return _answer(request, region, (asked, measure), part)


def _settle(request: HttpRequest, asked: Asked, *, moved: bool) -> None:
    """Make the request's query what its links are made from: an instant, and no part of a page."""
    query = request.GET.copy()
    query.pop(PART, None)
    if moved:
        query.pop(AHEAD, None)
        query["at"] = written(asked.at)
    request.GET = query  # type: ignore[assignment]


def _answer(
    request: HttpRequest, region: str, question: tuple[Asked, Measure], part: str
) -> HttpResponse:
    asked, measure = question
    viewer, holding = viewer_of(request), holding_known(asked.known)
    table = request.GET.get(SHEET, "")
    context: dict[str, Any] = {"asked": asked, "measure": measure, "region": region}
    if part != "shortfalls":
        sort = sort_asked(request, SORTS, "-value" if measure.counted else "force")
        context |= {"sort": ("-" if sort[1] else "") + sort[0]}
        board = board_of(viewer, holding, asked, measure, region=region, sort=sort)
        if request.GET.get(FORMAT) == "csv" and table in ("", BOARD):
            return board_csv(board)
        if request.GET.get(FORMAT) == "csv" and table == SPREAD:
            return csv_response(spread_sheet(board), f"{region or 'nation'}-{SPREAD}.csv")
        if request.GET.get(FORMAT) == "json":
            return board_json(board, holding)
        context |= {"board": board, "jumps": jumps_of(request, asked)}
    if part != "board":
        urls = _cell_urls(request, region, asked)
        shortfalls = shortfalls_of(viewer, holding, asked, region=region, urls=urls)
        if request.GET.get(FORMAT) == "csv":
            return _shortfalls_csv(shortfalls, region, table)
        context["shortfalls"] = shortfalls
    if part:
        return _part(request, part, context)
    return render(request, "nation/nation.html", context | _around(request, region, question))


def _shortfalls_csv(found: Shortfalls | None, region: str, table: str) -> HttpResponse:
    sheets = shortfall_sheets(found) if found else ()
    sheet = next((each for each in sheets if each.name == table), None)
    if sheet is None:
        raise Http404(_("This page has no table called %(name)s") % {"name": table})
    return csv_response(sheet, f"{region or 'nation'}-{table}.csv")


def _part(request: HttpRequest, part: str, context: dict[str, Any]) -> HttpResponse:
    """Return a part of the page by itself; the board asks for the rest once it has settled."""
    if part == "board":
        context["follow"] = request.path + query_with(request, part="shortfalls")
    response = render(request, f"nation/{part}.html", context)
    if part == "board":
        response["HX-Replace-Url"] = request.path + query_with(request)
    return response


def _around(request: HttpRequest, region: str, question: tuple[Asked, Measure]) -> dict[str, Any]:
    """Return what stands about the board: the form, the slider and the digest."""
    asked, measure = question
    holding = holding_known(asked.known)
    return {
        "place": region_words(region) if region else _("Nation"),
        "form": chooser_of(asked, measure),
        "slide": {"value": days_ahead(asked), "most": MOST, "start": first_day(asked)},
        "empty": not holding.documents,
        "source_digest": f"sha256:{holding.digest}" if holding.documents else "",
        **said_of(*holding.documents.values()),
    }


def _cell_urls(request: HttpRequest, region: str, asked: Asked) -> dict[str, str]:
    """Return where each cell of the summed matrix leads: to its own page, else to the map by it."""
    found = {}
    for cell, _said in cells_of(asked):
        threat, _dot, aspect = cell.rpartition(".")
        given = {"threat": threat, "aspect": aspect} | ({"region": region} if region else {})
        page = address(f"forces:{'region' if region else 'nation'}_cell", **given)
        shown = query_with(request, measure=f"{Shown.CELL}:{cell}", sort=None) + "#board"
        found[cell] = page + asked.query() if page else shown
    return found


def _refused(request: HttpRequest, wrong: UnableToAsk) -> HttpResponse:
    """Return the form again with what was typed and what is wrong with it."""
    query = request.GET.copy()
    for name in ("at", "known", "within", "unit", "edition", AHEAD, "measure"):
        query.pop(name, None)
    typed = request.GET
    request.GET = query  # type: ignore[assignment]
    form = ChooserForm(asked_of(request), typed)
    if form.is_valid():
        return bad_request(request, wrong)
    request.GET = typed
    return render(request, "nation/refused.html", {"form": form}, status=400)
