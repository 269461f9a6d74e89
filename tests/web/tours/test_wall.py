"""The wall says what can be raised, trusts no old roster, and shouts where nobody declared."""

import re
from datetime import UTC, timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from tests.web.cast import FORCE
from tests.web.tours.conftest import NUMBER

from muster.web.picture.asked import NOTICES, asked_of
from muster.web.picture.counts import count_of
from muster.web.tours.actions import Figure
from muster.web.tours.finders import tours_found

WALL = reverse("tours:wall", args=[FORCE])
NOW = reverse("tours:wall_now", args=[FORCE])


@pytest.fixture
def screen(cast, held):
    return cast.client("control_room")


def board(client, address=WALL, **given):
    return client.get(address, given).context["board"]


def test_shows_the_count_at_every_notice(screen, held):
    counted = count_of(held[FORCE], asked_of(RequestFactory().get("/")))
    shown = board(screen).first.cells
    assert [each.within for each in shown] == list(NOTICES)
    by_notice = {row[0].within: row[0].low for row in counted.curve}
    assert [each.value for each in shown] == [by_notice[within] for within in NOTICES]
    assert any(each.value for each in shown)


def test_says_what_stops_the_next_unit(screen):
    assert all(each.stops.startswith("The next PSU needs ") for each in board(screen).first.cells)


def test_shouts_where_nobody_declared(screen, room):
    text = screen.get(WALL).content.decode()
    assert "Nobody has declared the tour 07:00 to 15:00." in text
    assert text.count("m-tile--loud") == 3
    room.declare()
    text = screen.get(WALL).content.decode()
    assert "Nobody has declared" not in text and "m-tile--loud" not in text


def test_shows_commanders_carriers_and_who_is_on_call(screen, room):
    room.declare()
    text = screen.get(WALL).content.decode()
    assert "1419" in text and "Supt A. Hale" in text
    assert re.search(r">1 <small>of 2</small>", text)
    assert NUMBER not in text


def test_a_roster_in_date_is_counted_and_a_declaration_stands_beside_it(screen, room):
    recorded = board(screen).first.cells[1].recorded
    room.declare(figures=(Figure("psu", 60, recorded + 3),))
    cell = board(screen).first.cells[1]
    assert (cell.value, cell.declared, cell.differs) == (recorded, recorded + 3, True)
    assert f"{recorded + 3} declared at this tour" in screen.get(WALL).content.decode()


@pytest.mark.parametrize(("minutes", "trusts"), [(0, False), (1, True)])
def test_past_its_shelf_life_the_roster_gives_way_to_what_is_declared(
    screen, room, held, settings, minutes, trusts
):
    made = held[FORCE].prepared_at.astimezone(UTC)
    settings.MUSTER_NOW = made + timedelta(days=35, minutes=minutes)
    screen = room.cast.client("control_room")
    room.declare(figures=(Figure("psu", 60, 77),))
    shown = board(screen)
    assert shown.trusts_declared is trusts
    assert (shown.first.cells[1].value == 77) is trusts
    text = screen.get(WALL).content.decode()
    assert ("past its shelf life" in text) is trusts
    assert ("The figures are those declared." in text) is trusts


def test_an_old_roster_with_nothing_declared_is_a_gap_and_no_figure(room, held, settings):
    settings.MUSTER_NOW = held[FORCE].prepared_at + timedelta(days=60)
    screen = room.cast.client("control_room")
    cells = board(screen, units="mounted_section").first.cells
    assert {each.value for each in cells} == {None}
    assert {each.tone for each in cells} == {"loud"}
    assert "Not declared" in screen.get(WALL, {"units": "mounted_section"}).content.decode()


def test_the_form_then_asks_for_a_figure(room, held, settings):
    settings.MUSTER_NOW = held[FORCE].prepared_at + timedelta(days=60)
    page = room.cast.client("control_room").get(reverse("tours:tour", args=[FORCE]))
    assert page.context["declaring"].form.fields["figure_60"].required
    assert "past its shelf life" in page.content.decode()


def test_a_force_without_a_return_says_so(cast, held_clock):
    text = cast.client("control_room").get(WALL).content.decode()
    assert "No return is held for this force." in text


def test_shows_the_kinds_asked_for(screen):
    shown = board(screen, units=["serial", "medic_pair"])
    assert [each.unit for each in shown.lines] == ["serial", "medic_pair"]
    assert board(screen, units="serial,psu").first.unit == "serial"


@pytest.mark.parametrize("units", ["dragons", "psu,serial,cbrn_team,dog_section,medic_pair"])
def test_refuses_kinds_that_are_not_there_and_too_many(screen, units):
    assert screen.get(WALL, {"units": units}).status_code == 400


def test_follows_what_happens_with_scripts_and_loads_itself_without(screen):
    text = screen.get(WALL, {"units": "psu"}).content.decode()
    for topic in ("tours", "returns", "judgements"):
        assert f"muster:{topic} from:body" in text
    assert f'hx-get="{NOW}?units=psu"' in text
    assert re.search(r'<noscript><meta http-equiv="refresh" content="30"></noscript>', text)
    assert "/live?" in text


def test_the_middle_alone_is_no_whole_page(screen):
    text = screen.get(NOW).content.decode()
    assert text.lstrip().startswith('<div id="board"') and "<html" not in text


def test_asks_the_database_a_handful_of_times(screen, room, django_assert_max_num_queries):
    room.declare()
    screen.get(WALL)
    with django_assert_max_num_queries(20):
        screen.get(NOW)


def test_is_found_from_the_command_bar_by_those_who_may_see_it(cast, held_clock):
    assert [each.url for each in tours_found(cast.viewer("control_room"), "wall")] == [WALL]
    assert [each.url for each in tours_found(cast.viewer("chief_officer"), "wa")] == [WALL]
    assert tours_found(cast.viewer("chief_officer"), "declare") == []
    assert tours_found(cast.viewer("national_coordinator"), "wall") == []


def test_what_the_return_does_not_reach_is_not_known_and_is_not_nought(screen, held):
    shown = screen.get(WALL, {"at": "2099-01-01T00:00"})
    text = shown.content.decode()
    assert "Not known at that instant: the return reaches until" in text
    assert not any(each.value == 0 for each in shown.context["board"].first.cells)
    assert "Not known at that instant" not in screen.get(WALL).content.decode()
