"""Where fewer units can be had at a longer notice, the page that shows it says why."""

import html
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from tests.web.cast import FORCE
from tests.web.holdings import NOON

from muster.reporting import first_fall
from muster.web.picture.asked import asked_of
from muster.web.picture.counts import count_of
from muster.web.picture.falls import fall_words

WHY = "each notice asks who could be on parade at its end"
UNIT = "serial"
HOURS = range(0, 24, 2)


def curve(document, at):
    asked = asked_of(RequestFactory().get("/", {"at": at, "unit": UNIT}))
    return [row[0] for row in count_of(document, asked).curve]


@pytest.fixture
def instants(held):
    """Return an instant at which serials fall as notice grows, and one at which they do not."""
    found = {}
    for hours in HOURS:
        at = f"{NOON + timedelta(hours=hours):%Y-%m-%dT%H:%M}"
        found.setdefault(first_fall(curve(held[FORCE], at)) is not None, at)
    return found[True], found[False]


def test_the_words_name_the_two_notices(held, instants):
    falls, rises = instants
    kinds = curve(held[FORCE], falls)
    shorter, longer = first_fall(kinds)
    assert longer.high < shorter.high and longer.within > shorter.within
    assert fall_words(kinds).startswith("Fewer serials within ")
    assert fall_words(curve(held[FORCE], rises)) == "" == fall_words(())


@pytest.mark.parametrize("name", ["forces:force", "forces:strength", "today:today"])
def test_a_page_says_why_only_where_they_fall(cast, held, instants, name):
    client = cast.client("control_room")
    address = reverse(name, args=[FORCE] if name.startswith("forces") else [])
    for at, falls in zip(instants, (True, False), strict=True):
        text = html.unescape(client.get(address, {"at": at, "unit": UNIT}).content.decode())
        kinds = curve(held[FORCE], at)
        assert (WHY in text) is falls
        assert fall_words(kinds) in text


def test_the_wall_says_why_of_the_kinds_it_shows(cast, held, instants):
    client, wall = cast.client("control_room"), reverse("tours:wall", args=[FORCE])
    for at, falls in zip(instants, (True, False), strict=True):
        text = client.get(wall, {"at": at, "units": UNIT}).content.decode()
        assert (WHY in text) is falls


def test_the_wall_explains_no_figures_but_those_of_the_roster(cast, held, instants, settings):
    settings.MUSTER_NOW = NOON + timedelta(days=60)
    page = cast.client("control_room").get(reverse("tours:wall", args=[FORCE]), {"units": UNIT})
    board = page.context["board"]
    assert board.trusts_declared and board.fall == "" and WHY not in page.content.decode()
