"""Pages of the nation and of regions: who sees which figures, by which measure, and when."""

import csv
import io
import re
from datetime import datetime

import pytest
from tests.web.cast import FAR_FORCE, FORCE, NEXT_FORCE, REGION
from tests.web.holdings import NOON

from muster.policing import clock

MEASURES = ("units:psu", "units:serial", "met", "cell:public-order.capacity", "people:psu_driver")


@pytest.fixture
def coordinator(cast, held):
    return cast.client("national_coordinator")


def rows(client, address="/nation", **asked):
    text = client.get(address, {"format": "csv", **asked}).content.decode()
    return list(csv.DictReader(io.StringIO(text)))


def row(found, slug, scope="force"):
    return next(each for each in found if (each["scope"], each["slug"]) == (scope, slug))


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("address", ["/nation", f"/regions/{REGION}"])
def test_every_measure_is_drawn_and_said_in_a_table(coordinator, measure, address):
    response = coordinator.get(address, {"measure": measure})
    assert response.status_code == 200
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in text_of(response)
    assert "West Midlands Police" in text_of(response)


def test_a_page_has_nothing_that_the_content_policy_forbids(coordinator):
    text = text_of(coordinator.get("/nation"))
    assert not re.search(r"<[^>]* (style|on[a-z]+)=", text)
    assert "<style" not in text


def test_every_force_is_listed_for_a_national_coordinator(coordinator):
    found = rows(coordinator)
    assert len([each for each in found if each["scope"] == "force"]) == 43
    assert row(found, FAR_FORCE)["state"] == "shown"
    assert row(found, "cumbria")["state"] == "no_return"
    assert row(found, "cumbria")["low"] == ""


def test_the_sums_are_those_of_the_forces(coordinator):
    found = rows(coordinator, measure="people:psu_driver")
    known = {slug: int(row(found, slug)["low"]) for slug in (FORCE, NEXT_FORCE, FAR_FORCE)}
    assert all(known.values())
    assert int(row(found, REGION, "region")["low"]) == known[FORCE] + known[NEXT_FORCE]
    assert int(row(found, "", "together")["low"]) == sum(known.values())


def test_a_force_sees_itself_and_sums_and_no_neighbour(cast, held):
    client = cast.client("chief_officer")
    found = rows(client, measure="people:psu_driver")
    assert [each["slug"] for each in found if each["scope"] == "force"] == [FORCE]
    assert [each["slug"] for each in found if each["scope"] == "region"] == [REGION]
    assert int(row(found, "", "together")["low"]) > int(row(found, FORCE)["low"])
    text = text_of(client.get("/nation", {"measure": "people:psu_driver"}))
    assert "42 forces are in the sums and not shown to you" in text
    assert "Kent Police: not shown to you" in text
    assert not re.search(r"Kent Police: \d", text)


@pytest.mark.parametrize("person", ["far_chief_officer", "far_coordinator"])
def test_another_region_is_refused(cast, held, person):
    assert cast.client(person).get(f"/regions/{REGION}").status_code == 403


def test_a_region_that_is_not_there_is_not_found(coordinator):
    assert coordinator.get("/regions/atlantis").status_code == 404


def test_past_the_end_of_its_period_a_force_is_not_known_and_not_none(coordinator, held):
    until = held[FORCE].period_until
    later = clock.instant_of(clock.minute_of(until)).strftime("%Y-%m-%dT%H:%M")
    before = row(rows(coordinator), FORCE)
    after = row(rows(coordinator, at=later), FORCE)
    assert (before["state"], after["state"]) == ("shown", "beyond")
    assert after["low"] == ""
    assert after["why_not_known"].startswith("Not known at that instant: the return reaches until")
    shown = text_of(coordinator.get("/nation", {"at": later}))
    assert after["why_not_known"] in shown


def test_where_nothing_is_known_no_tile_says_nought(coordinator):
    shown = coordinator.get("/nation", {"at": "2099-01-01T12:00"})
    units, none, _ = shown.context["board"].figures
    assert (units.value, none.value) == ("–", "–")
    assert none.note == "not known at that instant"
    assert "nothing is known of it" in text_of(shown)


def test_a_look_ahead_says_what_it_rests_on_and_how_old_that_would_be(coordinator, held):
    assert "days ahead" not in text_of(coordinator.get("/nation"))
    shown = text_of(coordinator.get("/nation", {"at": "2027-03-01T12:00"}))
    ages = [(NOON - each.prepared_at).days for each in held.values()]
    days = (datetime(2027, 3, 1) - datetime(2026, 3, 10)).days
    assert f"This is {days} days ahead, by the returns held now." in shown
    assert f"the oldest would be {max(ages) + days} days old" in shown
    assert "returns are late today" in shown
    assert f"older than 35 days; on that day {len(held)} would be" in shown


def test_a_gap_of_several_forces_is_of_units_or_of_forces_and_never_of_shares(cast, held):
    shown = cast.client("national_coordinator").get("/nation").context["shortfalls"]
    counted = [each for each in shown.gaps if "forces meet" in each.because]
    assert counted
    for each in counted:
        assert each.missing == round(100 * each.unmet / each.known)
        assert "required" not in each.because


def test_nothing_is_known_before_a_return_came_in(coordinator):
    found = rows(coordinator, known="2026-02-01T12:00")
    assert {each["state"] for each in found if each["scope"] == "force"} == {"no_return"}
    assert "No force has sent a return" in text_of(
        coordinator.get("/nation", {"known": "2026-02-01T12:00"})
    )


def test_a_return_past_its_shelf_life_is_marked_with_its_age(cast, held, settings):
    assert row(rows(cast.client("national_coordinator")), FORCE)["return_late"] == "False"
    settings.MUSTER_NOW = NOON.replace(month=5)
    coordinator = cast.client("national_coordinator")
    found = row(rows(coordinator), FORCE)
    assert found["return_late"] == "True"
    assert int(found["return_age_days"]) > 35
    assert f"late: {found['return_age_days']} days old" in text_of(coordinator.get("/nation"))


def test_rows_are_sorted_as_asked_and_those_without_a_value_come_last(coordinator):
    names = [each["slug"] for each in rows(coordinator, measure="people:psu_driver", sort="value")]
    back = [each["slug"] for each in rows(coordinator, measure="people:psu_driver", sort="-value")]
    known = {FORCE, NEXT_FORCE, FAR_FORCE}
    assert set(names[:3]) == set(back[:3]) == known
    assert names[:3] == back[:3][::-1]


def test_the_same_rows_are_had_as_json_with_the_distribution(coordinator):
    said = coordinator.get("/nation", {"format": "json", "measure": "people:psu_driver"}).json()
    assert said["schema"] == "muster.board/1"
    assert said["synthetic"] is True
    assert sum(each["forces"] for each in said["distribution"]) == 43
    by_slug = {(each["scope"], each["slug"]): each for each in said["rows"]}
    assert by_slug["force", FORCE]["low"] == int(
        row(rows(coordinator, measure="people:psu_driver"), FORCE)["low"]
    )


@pytest.mark.parametrize(
    ("asked", "word"),
    [({"at": "soon"}, "soon"), ({"measure": "luck"}, "luck"), ({"known": "31/12"}, "31/12")],
)
def test_what_makes_no_sense_is_said_and_the_form_comes_back(coordinator, asked, word):
    response = coordinator.get("/nation", asked)
    assert response.status_code == 400
    assert word in text_of(response)
    assert 'name="measure"' in text_of(response)


@pytest.mark.parametrize("ahead", ["-1", "400", "soon"])
def test_the_slider_cannot_be_pushed_beyond_its_ends(coordinator, ahead):
    assert coordinator.get("/nation", {"ahead": ahead}).status_code == 400


def test_the_slider_leads_to_an_address_that_stays_true_tomorrow(coordinator):
    response = coordinator.get("/nation", {"ahead": "30", "measure": "met"})
    assert response.status_code == 302
    # Noon in winter is noon in summer too: the same hour by the clock on the wall.
    assert response["Location"] == "/nation?measure=met&at=2026-04-09T12%3A00"


def test_a_step_of_the_slider_brings_the_board_alone_and_asks_for_the_rest_later(coordinator):
    response = coordinator.get("/nation", {"ahead": "30"}, headers={"HX-Request": "true"})
    text = text_of(response)
    assert text.startswith('<section id="board"')
    assert "<html" not in text
    assert response["HX-Replace-Url"] == "/nation?at=2026-04-09T12%3A00"
    follow = re.search(r'hx-get="([^"]+)"', text)[1].replace("&amp;", "&")
    rest = text_of(coordinator.get(follow, headers={"HX-Request": "true"}))
    assert rest.startswith('<section id="shortfalls"')
    assert "9 April 2026" in rest


def test_steps_back_and_forth_are_links(coordinator):
    text = text_of(coordinator.get("/nation", {"at": "2026-03-20T08:00"}))
    assert "at=2026-03-20T09%3A00" in text
    assert "at=2026-03-19T08%3A00" in text
    assert ">Now</a>" in text


def test_the_matrix_counts_how_many_forces_meet_a_cell(coordinator):
    text = text_of(coordinator.get("/nation"))
    assert re.search(r"\d of 3 forces meet it", text)
    assert "The widest gaps" in text


def test_a_region_sets_the_forces_a_viewer_may_see_beside_each_other(cast, held):
    wide = text_of(cast.client("regional_coordinator").get(f"/regions/{REGION}"))
    own = text_of(cast.client("chief_officer").get(f"/regions/{REGION}"))
    after = [text.split("Forces beside each other", 1)[1] for text in (wide, own)]
    assert "Staffordshire Police" in after[0]
    assert "Staffordshire Police" not in after[1]
