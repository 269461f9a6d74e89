"""Every rung of a lift is asked for by name: how far, whom it takes, and as a sheet."""

import csv
import io

import pytest
from django.test import RequestFactory
from django.urls import reverse
from tests.web.cast import FORCE
from tests.web.holdings import NOON, SENDER
from tests.web.people.test_reading import LIST, reader, reads, text_of

from muster.doctrine import read_doctrine
from muster.intake import packed_bytes
from muster.policing import clock
from muster.synthesis import synthesise
from muster.web.demonstration.course import call_off_course
from muster.web.demonstration.months import month_on
from muster.web.documents.actions import describe_return, keep
from muster.web.forces.queries import MOST_RUNGS, lifts_of
from muster.web.picture.asked import asked_of

AT = "2026-03-10T12:00"


@pytest.fixture(scope="module")
def called_off():
    """Return the return of a force whose commanders' course was called off, packed."""
    doctrine, starts = read_doctrine(), clock.parse_instant("2026-02-01T00:00")
    made = synthesise(doctrine=doctrine, seed=20, starts=starts, forces=[FORCE], scale=0.5)
    earlier = next(iter(made))
    later = month_on(earlier, clock.parse_instant("2026-03-01T00:00"))
    _, found = call_off_course(earlier, later, doctrine)
    return describe_return(found), packed_bytes(found)


@pytest.fixture
def document(db, called_off, settings):
    settings.MUSTER_NOW = NOON
    described, body = called_off
    return keep(body, described, by=SENDER, at=NOON)


@pytest.fixture
def rungs(document):
    found = lifts_of(document, asked_of(RequestFactory().get("/", {"at": AT})))
    assert 1 < len(found) <= MOST_RUNGS, "there is no second rung, so this says nothing"
    return found


@pytest.fixture
def planner(cast, document):
    return reader(cast, "planning_lead")


def test_every_rung_can_be_asked_and_says_which_it_is(planner, rungs):
    for each in rungs:
        page = planner.get(LIST, {"lift": "psu", "at": AT, "to": str(each.restored)})
        shown = {one.officer for one in page.context["people"]}
        assert page.context["page"].paginator.count == each.people
        assert shown <= set(each.officers)
        assert f"from {each.now} to {each.restored}" in text_of(page)
        here = [one for one in page.context["lift"].rungs if one.here]
        assert [(one.units, one.people) for one in here] == [(each.restored, each.people)]
        assert reads().last().detail["to"] == str(each.restored)
    ways = [one.query for one in page.context["lift"].rungs]
    assert [f"to={each.restored}" in way for each, way in zip(rungs, ways, strict=True)]
    assert all(f"at={AT.replace(':', '%3A')}" in way for way in ways)


def test_a_rung_is_exported_with_what_each_would_renew(planner, rungs):
    rung = rungs[-1]
    asked = {"lift": "psu", "at": AT, "to": str(rung.restored), "format": "csv"}
    answer = planner.get(LIST, asked)
    assert f"psu-to-{rung.restored}.csv" in answer["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {each["officer"]: tuple(each["to_renew"].split()) for each in rows} == dict(rung.skills)
    said = {(each["unit"], each["whole_units_now"], each["whole_units_then"]) for each in rows}
    assert said == {("psu", str(rung.now), str(rung.restored))}
    assert reads().last().action == "people.exported"


def test_what_the_force_raises_already_needs_nobody(planner, rungs):
    page = planner.get(LIST, {"lift": "psu", "at": AT, "to": "0"})
    assert page.context["people"] == []
    assert "for 0 nobody’s ticket has to be renewed" in text_of(page)


def test_more_than_tickets_can_give_says_how_far_they_do(planner, rungs):
    page = planner.get(LIST, {"lift": "psu", "at": AT, "to": "9999"})
    lift = page.context["lift"].lift
    assert rungs[-1].restored <= lift.restored < 9999
    assert "No lapsed ticket, renewed, would lift it to 9999." in text_of(page)


@pytest.mark.parametrize("to", ["many", "-1", "12345", "²", "1.5"])
def test_refuses_a_rung_that_is_no_number(planner, held, to):
    assert planner.get(LIST, {"lift": "psu", "at": AT, "to": to}).status_code == 400


def test_the_table_of_strength_leads_to_each_rung(planner, cast, rungs):
    address = reverse("forces:strength", args=[FORCE])
    text = text_of(planner.get(address, {"at": AT}))
    for each in rungs:
        assert f"lift=psu&amp;to={each.restored}" in text
        assert f"whose tickets would lift it to {each.restored}: see who" in text
    outside = text_of(cast.client("chief_officer").get(address, {"at": AT}))
    assert "lift=psu" not in outside and "for their own force’s people to see" in outside


def test_today_leads_a_planning_lead_to_each_rung(planner, rungs):
    page = planner.get("/", {"at": AT})
    (board,) = [
        each["board"] if isinstance(each, dict) else each.board for each in page.context["parts"]
    ]
    assert [(each.units, each.people) for each in board.rungs] == [
        (each.restored, each.people) for each in rungs
    ]
    text = text_of(page)
    for each in rungs:
        assert f"To raise {each.restored}: the tickets of {each.people} p" in text
        assert f"lift=psu&amp;to={each.restored}" in text
    assert f"lifts it to {rungs[0].restored}." in text
