"""People's records are read for a reason, in their own force, and never without a trace."""

import csv
import io
from datetime import timedelta

import numpy as np
import pytest
from django.test import RequestFactory
from django.urls import reverse
from tests.web.cast import FORCE

from muster.policing import clock
from muster.strength import Reason
from muster.web.audit.models import AuditEntry
from muster.web.forces.queries import lifting
from muster.web.people.finders import people_found
from muster.web.people.records import hidden_kinds, records_of
from muster.web.picture.asked import asked_of

LIST = reverse("people:list", args=[FORCE])
REASON = reverse("people:reason", args=[FORCE])
PEOPLE_ACTIONS = ("people.listed", "people.exported", "person.read")


def reads():
    return AuditEntry.objects.filter(action__in=PEOPLE_ACTIONS)


def reader(cast, who, words="Operation Lantern"):
    client = cast.client(who)
    client.post(REASON, {"why": "other", "words": words, "next": LIST})
    return client


@pytest.fixture
def planner(cast, held):
    return reader(cast, "planning_lead")


@pytest.fixture
def personnel(cast, held):
    return reader(cast, "human_resources")


@pytest.fixture
def records(held):
    return records_of(held[FORCE], asked_of(RequestFactory().get("/")))


def text_of(answer):
    return b"".join(answer).decode("utf-8-sig") if answer.streaming else answer.content.decode()


def page_of(officer):
    return reverse("people:person", args=[FORCE, officer])


def ill(records):
    """Return somebody whom sickness alone keeps away now."""
    sick = [each.slug for each in records.doctrine.abstraction_kinds].index("sickness")
    away = (records.away_kind == sick) & (records.availability.reason == Reason.ABSTRACTED)
    return str(records.names[np.flatnonzero(away)[0]])


def test_asks_why_before_anything_is_shown(cast, held, records):
    client = cast.client("planning_lead")
    for address in (LIST, page_of(records.names[0]), f"{LIST}?format=csv"):
        text = text_of(client.get(address))
        assert "Why are you looking?" in text
        assert str(records.names[0]) not in text.replace(address, "")
    assert not reads().exists()


def test_goes_on_to_what_was_asked_for_once_it_is_told(cast, held):
    client = cast.client("planning_lead")
    asked = client.get(f"{LIST}?rank=inspector").context["form"].initial["next"]
    answer = client.post(REASON, {"why": "training", "words": "", "next": asked})
    assert answer.url == f"{LIST}?rank=inspector"
    assert client.get(answer.url).context["why"].words == "To plan training and refreshers"


@pytest.mark.parametrize(
    "onward",
    [
        "https://elsewhere.example/people/",
        "//elsewhere.example",
        "/account/logout/",
        "",
        "javascript:1",
    ],
)
def test_never_goes_on_to_anywhere_else(cast, held, onward):
    answer = cast.client("planning_lead").post(REASON, {"why": "training", "next": onward})
    assert answer.url == LIST


@pytest.mark.parametrize("given", [{}, {"why": "nosiness"}, {"why": "other", "words": "x"}])
def test_takes_no_reason_that_is_none(cast, held, given):
    client = cast.client("planning_lead")
    assert client.post(REASON, given).status_code == 400
    assert "Why are you looking?" in text_of(client.get(LIST))


def test_a_reason_lasts_half_an_hour(planner, held_clock, settings):
    settings.MUSTER_NOW = held_clock + timedelta(minutes=29)
    assert "people" in planner.get(LIST).context
    settings.MUSTER_NOW = held_clock + timedelta(minutes=30)
    assert "Why are you looking?" in text_of(planner.get(LIST))


def test_each_read_is_recorded_with_its_reason(planner, records, held):
    officer = str(records.names[3])
    planner.get(LIST, {"rank": "sergeant"})
    planner.get(page_of(officer))
    text_of(planner.get(LIST, {"format": "csv"}))
    listed, read, exported = reads()
    assert [each.action for each in (listed, exported, read)] == list(PEOPLE_ACTIONS)
    assert {each.reason for each in reads()} == {"Operation Lantern"}
    assert {each.force for each in reads()} == {FORCE}
    assert listed.detail["filters"] == {"rank": "sergeant"}
    assert read.subject == f"officer {officer}"
    assert exported.detail["rows"] == int(records.employed.sum())
    assert read.detail["document"] == held[FORCE].pk


def test_somebody_who_is_not_there_is_not_found(planner):
    assert planner.get(page_of("nobody")).status_code == 404


@pytest.mark.parametrize(
    "who",
    [
        *("chief_officer", "control_room", "next_planning_lead", "regional_coordinator"),
        *("national_coordinator", "inspector", "administrator", "unappointed"),
    ],
)
def test_nobody_else_sees_a_forces_people(cast, held, records, who):
    client = cast.client(who)
    for address in (LIST, REASON, page_of(records.names[0])):
        assert client.get(address).status_code == 403


def test_the_sick_are_unavailable_to_all_but_human_resources(planner, personnel, records):
    officer = ill(records)
    seen, known = text_of(planner.get(page_of(officer))), text_of(personnel.get(page_of(officer)))
    assert "Unavailable" in seen and "Sickness" not in seen
    assert "Sickness" in known


def test_no_page_or_export_for_planners_holds_a_word_that_is_hidden(planner, records):
    hidden = {
        records.doctrine.abstraction_kinds[code].name for code in hidden_kinds(records.doctrine)
    }
    assert "Sickness" in hidden
    pages = [planner.get(LIST, {"page": page}) for page in range(1, 6)]
    rows = list(csv.DictReader(io.StringIO(text_of(planner.get(LIST, {"format": "csv"})))))
    states = {row["state"] for row in rows}
    assert "Unavailable" in states and not states & hidden and "Restricted duties" not in states
    for page in pages:
        assert not {each.state for each in page.context["people"]} & hidden


def test_human_resources_reading_sickness_is_told_apart_in_the_audit(personnel, records):
    personnel.get(page_of(ill(records)))
    assert reads().last().detail["sickness"] is True


def test_a_formula_for_a_collar_number_does_not_run(planner, records, monkeypatch):
    monkeypatch.setitem(vars(records), "names", np.char.add("=", records.names))
    monkeypatch.setattr("muster.web.people.views.records_of", lambda *_given: records)
    rows = text_of(planner.get(LIST, {"format": "csv"})).splitlines()
    assert all(each.startswith("'=") for each in rows[1:])


def test_the_export_has_the_last_valid_day_of_every_skill(planner, records):
    rows = list(csv.DictReader(io.StringIO(text_of(planner.get(LIST, {"format": "csv"})))))
    by_officer = {row["officer"]: row for row in rows}
    day = records.skill_code("public_order_refresher")
    for row in range(0, len(records), 37):
        if records.employed[row]:
            expires = int(records.expires[row, day])
            said = by_officer[str(records.names[row])]["public_order_refresher"]
            held = expires > clock.NEVER
            assert said == (clock.date_of(expires).isoformat() if held else "")


def test_lists_those_whose_tickets_would_lift_the_limit(planner, held, records):
    asked = asked_of(RequestFactory().get("/", {"within": "1440"}))
    lift = lifting(held[FORCE], asked)
    page = planner.get(LIST, {"lift": "psu", "within": "1440"})
    shown = {each.officer: each.renew for each in page.context["people"]}
    assert set(shown) == set(lift.officers if lift.lifts else ())
    assert all(shown.values())
    said = "lifts the force" if lift.lifts else "No lapsed ticket is what stops the next unit."
    assert said in text_of(page)
    assert reads().last().detail["lift"] == "psu"


def test_refuses_to_lift_a_kind_that_is_not_there(planner):
    assert planner.get(LIST, {"lift": "dragons"}).status_code == 400


def test_says_so_where_there_is_no_return(cast, held_clock):
    text = text_of(reader(cast, "planning_lead").get(LIST))
    assert "No return is held" in text


def test_a_collar_number_is_looked_up_from_the_command_bar_and_nothing_read(cast, held, records):
    (found,) = people_found(cast.viewer("planning_lead"), str(records.names[0]).lower())
    assert found.url == f"{LIST}?q={records.names[0]}"
    assert not reads().exists()
    assert people_found(cast.viewer("planning_lead"), "sergeant") == []
    assert people_found(cast.viewer("regional_coordinator"), str(records.names[0])) == []
