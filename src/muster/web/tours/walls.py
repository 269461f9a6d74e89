"""The wall of a control room: one screen, read from across a room."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from muster.web.accounts.rights import Right, force_of, needs
from muster.web.picture.asked import UnableToAsk, asked_of
from muster.web.rulebook import rulebook
from muster.web.shell.context import said_of
from muster.web.shell.views import bad_request
from muster.web.tours.board import MOST_KINDS, Board, board_of
from muster.web.tours.desk import desk_of, tour_words

USUAL = ("psu", "serial", "cbrn_team", "dog_section")
RELOAD_SECONDS = 30  # for a browser without scripts
LIVE, TOPICS = "/live", "returns tours judgements"
SEEN = needs(Right.SEE_TOUR, force_of)


@SEEN
def wall(request: HttpRequest, force: str) -> HttpResponse:
    """Show the wall; with scripts it follows what happens, without it loads itself again."""
    return _page(request, force, "tours/wall.html")


@SEEN
def wall_now(request: HttpRequest, force: str) -> HttpResponse:
    """Show the middle of the wall alone, for a wall that has heard something."""
    return _page(request, force, "tours/wall_body.html")


def _page(request: HttpRequest, force: str, template: str) -> HttpResponse:
    try:
        board = _board(request, force)
    except UnableToAsk as wrong:
        return bad_request(request, wrong)
    return render(request, template, _given(request, board))


def _board(request: HttpRequest, force: str) -> Board:
    asked = asked_of(request)
    return board_of(desk_of(force, asked.as_known), asked, units_asked(request))


def units_asked(request: HttpRequest) -> list[str]:
    """Return the kinds of unit an address asks for, each once; PSUs where it asks for none.

    Raises UnableToAsk for a kind that doctrine does not know, and for too many.
    """
    asked = [each for one in request.GET.getlist("units") for each in one.split(",") if each]
    units = list(dict.fromkeys(asked or USUAL))
    known = [each.slug for each in rulebook().units]
    unknown = [each for each in units if each not in known]
    if unknown or len(units) > MOST_KINDS:
        raise UnableToAsk(
            _("units are %(units)s; choose up to %(most)s of %(known)s")
            % {"units": ", ".join(units), "most": MOST_KINDS, "known": ", ".join(known)}
        )
    return units


def _given(request: HttpRequest, board: Board) -> dict[str, Any]:
    force = board.desk.force.slug
    return {
        **said_of(board.document),
        "board": board,
        "force": board.desk.force,
        "tour_words": tour_words(board.tour),
        "query": request.GET.urlencode(),
        "reload_seconds": RELOAD_SECONDS,
        "topics": TOPICS,
        "live_url": f"{LIVE}?{urlencode({'topics': TOPICS.replace(' ', ','), 'force': force})}",
        "chosen": board.units,
        "kinds": rulebook().units,
        "source_digest": board.document.sha256 if board.document else "",
    }
