"""The first page: what each role is shown, and what is loud where something is missing."""

import html
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import RequestFactory
from tests.web.cast import EVERYBODY, FORCE, NOBODY
from tests.web.holdings import NOON, SENDER

from muster.assessment import Grade
from muster.web.accounts.rights import Place
from muster.web.documents.actions import keep
from muster.web.judgements.actions import Said, record
from muster.web.nation.wording import cell_words
from muster.web.picture.asked import asked_of
from muster.web.picture.matrices import matrix_of
from muster.web.today import telling
from muster.web.today.judged import ONE_BY_ONE, judged_otherwise
from muster.web.today.telling import Item, Slot, tells_today, told


def text_of(cast, person, **asked):
    return re.sub(r"\s+", " ", cast.client(person).get("/", asked).content.decode())


@pytest.mark.parametrize("person", [each for each in EVERYBODY if each != NOBODY])
def test_the_page_opens_for_everybody_who_is_signed_in(cast, held, person):
    assert cast.client(person).get("/").status_code == 200


def test_nobody_is_asked_to_sign_in(cast, held):
    assert cast.client(NOBODY).get("/").status_code == 302


@pytest.mark.parametrize("person", ["unappointed", "late_inspector"])
def test_whoever_holds_no_appointment_is_told_kindly_what_to_do(cast, held, person):
    text = text_of(cast, person)
    assert "hold no appointment yet" in text
    assert "West Midlands" not in text


def test_a_chief_officer_reads_how_the_requirement_stands_and_why(cast, held):
    text = text_of(cast, "chief_officer")
    assert re.search(r"West Midlands Police meets \d+ of 100 criteria", text)
    for heading in ("Asked of you", "The widest gaps", "What got worse", "What is about to happen"):
        assert f"<h2>{heading}</h2>" in text
    assert "It is the first return that is held." in text
    assert f"/forces/{FORCE}/cells/" in text


def test_what_the_latest_return_changed_is_told_cell_by_cell(cast, held, packed, settings):
    described, body = packed[FORCE]
    keep(body, described, by=SENDER, at=NOON - timedelta(days=1))
    assert "Nothing moved." in text_of(cast, "chief_officer")


def test_what_was_judged_otherwise_says_what_and_leads_to_it(cast, held):
    viewer, place = cast.viewer("chief_officer"), Place.force(FORCE)
    asked = asked_of(RequestFactory().get("/"))
    matrix = matrix_of(held[FORCE], asked)
    finding = next(each for each in matrix.findings if each.grade is Grade.NOT_MET)
    criterion = finding.criterion
    said = Said(FORCE, criterion.slug, "met", "Seen.", uuid4())
    record(said, by=viewer)
    cell = matrix.cell(criterion.threat, criterion.aspect)
    record(Said(FORCE, cell.subject, cell.grade.name.lower(), "So it is.", uuid4()), by=viewer)
    items = judged_otherwise(viewer, place, matrix_of(held[FORCE], asked))
    statement = criterion.statement.rstrip(".")
    first = items[0]
    assert first.title == f"Judged met, found not met: {statement}"
    assert viewer.name in first.words and "10 March 2026" in first.words
    url = f"/forces/{FORCE}/cells/{criterion.threat}/{criterion.aspect}#{criterion.slug}"
    assert first.url == url
    assert f'id="{criterion.slug}"' in cast.client("chief_officer").get(url).content.decode()
    agreed = cell_words(cell.threat, cell.aspect)
    assert not any(each.title.endswith(f": {agreed}") for each in items)
    assert first.title in html.unescape(text_of(cast, "chief_officer"))


def test_more_than_a_few_judged_otherwise_are_told_together(cast, held):
    viewer, place = cast.viewer("chief_officer"), Place.force(FORCE)
    asked = asked_of(RequestFactory().get("/"))
    unmet = [
        each.criterion.slug
        for each in matrix_of(held[FORCE], asked).findings
        if each.grade is Grade.NOT_MET
    ]
    for slug in unmet[: ONE_BY_ONE + 1]:
        record(Said(FORCE, slug, "met", "Seen.", uuid4()), by=viewer)
    items = judged_otherwise(viewer, place, matrix_of(held[FORCE], asked))
    assert len(items) == ONE_BY_ONE + 1
    assert re.fullmatch(r"\d+ more judgements? differs? from what is found", items[-1].title)
    assert items[-1].url == f"/judgements/{FORCE}/"


def test_a_force_without_a_return_has_an_empty_page_and_not_a_broken_one(cast, settings):
    settings.MUSTER_NOW = NOON
    for person in ("chief_officer", "planning_lead", "control_room", "human_resources"):
        assert "No return has come in" in text_of(cast, person)


def test_a_late_return_is_the_first_thing_asked_of_a_chief_officer(cast, held, settings):
    assert "The return is late" not in text_of(cast, "chief_officer")
    settings.MUSTER_NOW = NOON + timedelta(days=60)
    text = text_of(cast, "chief_officer")
    assert "The return is late" in text
    assert "The return is past its shelf life." in text


def test_a_planning_lead_reads_the_limit_and_who_would_lift_it_as_a_count(cast, held):
    text = text_of(cast, "planning_lead")
    assert "The return of 1 March 2026 is in use" in text
    assert re.search(r"Renewing the lapsed tickets of \d+ p|No lapsed ticket, renewed", text)
    assert "SYN0" not in text  # a number of the roster is a person


def test_a_tour_that_nobody_declared_is_loud(cast, held):
    text = text_of(cast, "control_room")
    assert 'role="alert"' in text
    assert "Nobody has declared this tour." in text
    for notice in (
        "At once",
        "Within 1 hour",
        "Within 4 hours",
        "Within 8 hours",
        "Within 24 hours",
    ):
        assert notice in text


def test_a_coordinator_sees_who_is_late_and_who_cannot_raise_one(cast, held):
    text = text_of(cast, "national_coordinator")
    assert "The nation together meets" in text
    assert "Late returns" in text
    assert "Cumbria Constabulary" in text


def test_an_inspector_sees_how_long_the_access_lasts_and_for_what(cast, held):
    text = text_of(cast, "inspector")
    assert re.search(r"(29|30) days left", text)
    assert "DR-2026-014" in text


def test_an_administrator_sees_gaps_of_the_place_and_no_figures(cast, held):
    text = text_of(cast, "administrator")
    assert "No planning lead is appointed" in text
    assert "criteria" not in text


def test_the_page_is_as_it_was_known(cast, held):
    assert "No return has come in" in text_of(cast, "chief_officer", known="2026-02-01T12:00")


def test_an_instant_that_makes_no_sense_is_refused_in_words(cast, held):
    response = cast.client("chief_officer").get("/", {"at": "soon"})
    assert response.status_code == 400
    assert "soon" in response.content.decode()


def test_the_tour_is_offered_once(cast, held):
    user = cast.user("chief_officer")
    assert 'data-tour="first"' in text_of(cast, "chief_officer")
    user.toured = True
    user.save()
    assert "data-tour=" not in text_of(cast, "chief_officer")


def test_what_other_apps_tell_is_told_by_when_it_is_due(cast, held, monkeypatch):
    monkeypatch.setattr(telling, "SOURCES", {slot: [] for slot in Slot})

    @tells_today(Slot.DECIDE)
    def source(_viewer, place, _asked):
        assert place == Place.force(FORCE)
        yield Item("Whenever you like")
        yield Item("Tomorrow", due=NOON + timedelta(days=1))
        yield Item("Today", due=NOON)

    assert tells_today(Slot.DECIDE)(source) is source
    found = told(Slot.DECIDE, cast.viewer("chief_officer"), Place.force(FORCE), None)
    assert [each.title for each in found] == ["Today", "Tomorrow", "Whenever you like"]
    assert "Whenever you like" in text_of(cast, "chief_officer")


def test_a_control_room_is_not_led_to_returns_it_may_not_open(cast, held):
    returns = f"/returns/{FORCE}"
    assert returns in text_of(cast, "planning_lead")
    assert returns not in text_of(cast, "control_room")
