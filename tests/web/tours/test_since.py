"""Vehicles declared off the road are off it in every count of that tour, and in no other."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import RequestFactory
from tests.web.cast import FORCE

from muster.policing import clock as minutes
from muster.web import clock
from muster.web.picture.asked import asked_of
from muster.web.picture.counts import count_of
from muster.web.picture.holding import return_of
from muster.web.picture.since import since_return
from muster.web.tours.actions import Stood
from muster.web.tours.since import declared_since


@pytest.fixture
def asked(held):
    return asked_of(RequestFactory().get("/"))


def carriers(document):
    roster = return_of(document).roster
    return [roster.vehicle_name(row) for row in range(len(roster.vehicles.kind))]


def all_off(document):
    return tuple(Stood(each, "carrier", "", False) for each in carriers(document))


def count(document, asked):
    found = count_of(document, asked).kinds[0]
    return found.low, found.available["carrier"]


def test_a_vehicle_off_the_road_is_an_overlay_for_the_tour(room, asked):
    made = room.declare()
    (overlay,) = since_return(FORCE, asked).overlays
    assert (overlay.subject, overlay.effect) == ("PC2", "off_road")
    assert overlay.start == minutes.minute_of(made.tour_start)
    assert overlay.end == minutes.minute_of(made.tour_end)
    assert overlay.recorded_at == minutes.minute_of(made.declared_at)


def test_carriers_off_the_road_stop_every_unit_until_the_tour_ends(room, held, asked):
    document, asked = held[FORCE], replace(asked, within=1440)
    units, on_road = count(document, asked)
    assert units > 0 and on_road > 0
    room.declare(vehicles=all_off(document))
    assert count(document, asked) == (0, 0)
    after = asked.moved_to(asked.at + 8 * 60)
    assert count(document, after)[1] > 0


def test_nominated_commanders_are_still_counted(room, held, asked):
    before = count_of(held[FORCE], asked).kinds[0].available["commander"]
    room.declare(vehicles=())
    assert count_of(held[FORCE], asked).kinds[0].available["commander"] == before > 0


def test_a_correction_replaces_what_it_corrects(room, asked):
    first = room.declare()
    room.declare(seen=first.pk, vehicles=(Stood("PC2", "carrier", "Yard", True),))
    assert declared_since(FORCE, asked).overlays == ()


def test_what_was_not_yet_known_changes_nothing(room, asked):
    room.declare()
    earlier = replace(asked, known=asked.known - timedelta(minutes=1))
    assert declared_since(FORCE, earlier).overlays == ()


def test_every_instant_from_today_on_has_the_same_answer(room, asked):
    room.declare()
    today = declared_since(FORCE, asked)
    assert today.overlays
    for hours in (1, 30, 24 * 300):
        assert declared_since(FORCE, asked.moved_to(asked.at + hours * 60)) == today


def test_a_past_instant_has_the_tours_of_then_alone(room, asked, settings):
    room.declare()
    settings.MUSTER_NOW = clock.now() + timedelta(days=20)
    later = asked_of(RequestFactory().get("/"))
    assert declared_since(FORCE, later).overlays == ()
    assert len(declared_since(FORCE, replace(later, at=asked.at)).overlays) == 1
    assert declared_since(FORCE, replace(later, at=asked.at - 5 * 1440)).overlays == ()
