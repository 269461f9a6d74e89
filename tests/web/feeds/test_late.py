"""A return is late past its day, once, until one that counts for its month is accepted."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from tests.web.cast import FORCE, NEXT_FORCE
from tests.web.returns.making import sent, tables, workbook

from muster.web import clock
from muster.web.accounts.rights import Place
from muster.web.audit.models import AuditEntry
from muster.web.documents.actions import stand
from muster.web.documents.models import Standing
from muster.web.feeds.actions import set_rule
from muster.web.feeds.due import last_due, next_due
from muster.web.feeds.handlers import look_for_late
from muster.web.feeds.models import LateNotice, day_of
from muster.web.feeds.queries import feeds_of, late_now, rule_of
from muster.web.live.models import LiveEvent
from muster.web.picture.asked import Asked
from muster.web.returns.actions import accept, receive
from muster.web.returns.handlers import check_upload
from muster.web.returns.models import Through
from muster.web.today.telling import Slot, told


@pytest.fixture
def lead(cast, held_clock):
    """Return the planning lead."""
    return cast.viewer("planning_lead")


@pytest.fixture
def at(settings):
    """Return a function that sets the clock."""

    def move(text):
        settings.MUSTER_NOW = datetime.fromisoformat(text).replace(tzinfo=UTC)

    return move


@pytest.fixture
def accepted(lead):
    """Return a function that accepts a return prepared on a day."""

    def make(prepared):
        held = tables()
        held["about"][1][3] = prepared
        upload = receive(FORCE, [sent("a.xlsx", workbook(held))], by=lead, through=Through.PAGE)
        check_upload({"upload": upload.pk})
        upload.refresh_from_db()
        return accept(upload, by=lead, against=upload.against_id)

    return make


@pytest.mark.parametrize(
    ("now", "last", "following"),
    [
        ("2026-03-10T12:00", "2026-03-05", "2026-04-05"),
        ("2026-03-05T23:59", "2026-02-05", "2026-03-05"),
        ("2026-03-06T00:00", "2026-03-05", "2026-04-05"),
        ("2026-01-02T12:00", "2025-12-05", "2026-01-05"),
        ("2026-12-31T12:00", "2026-12-05", "2027-01-05"),
        ("2026-04-05T22:30", "2026-03-05", "2026-04-05"),
        ("2026-04-05T23:30", "2026-04-05", "2026-05-05"),
    ],
)
def test_the_day_ends_at_midnight_in_the_united_kingdom(now, last, following):
    instant = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert day_of(last_due(5, instant)).isoformat() == last
    assert day_of(next_due(5, instant)).isoformat() == following


def test_nothing_is_late_without_a_day_or_before_one_was_set(lead, at):
    set_rule(FORCE, due_day=None, accepts_sound=False, by=lead)
    look_for_late({})
    set_rule(FORCE, due_day=5, accepts_sound=False, by=lead)
    look_for_late({})
    assert not LateNotice.objects.exists()


def test_a_late_return_is_noticed_once_and_told(lead, at):
    at("2026-03-01T09:00")
    set_rule(FORCE, due_day=5, accepts_sound=False, by=lead)
    at("2026-03-06T09:00")
    for _ in range(2):
        look_for_late({})
    notice = LateNotice.objects.get()
    assert (notice.force, notice.day.isoformat()) == (FORCE, "2026-03-05")
    assert late_now() == [notice]
    assert late_now(("kent",)) == []
    assert LiveEvent.objects.filter(topic="late", force=FORCE).count() == 1
    assert AuditEntry.objects.filter(action="return.late").count() == 1
    assert feeds_of((FORCE,))[0].late == notice


def test_it_is_settled_by_the_return_that_comes_after_all(lead, at, accepted):
    at("2026-03-01T09:00")
    set_rule(FORCE, due_day=5, accepts_sound=False, by=lead)
    at("2026-03-06T09:00")
    look_for_late({})
    at("2026-03-08T09:00")
    came = accepted("2026-03-07T10:00")
    assert late_now() == []
    look_for_late({})
    notice = LateNotice.objects.get()
    assert (notice.settled_by, notice.settled_at.day) == (came, 8)


@pytest.mark.parametrize(
    ("prepared", "late"),
    [("2026-02-15T10:00", True), ("2026-02-24T10:00", False), ("2026-03-02T10:00", False)],
)
def test_a_return_counts_for_the_month_it_was_prepared_in_or_the_week_before(
    lead, at, accepted, prepared, late
):
    at("2026-03-01T09:00")
    set_rule(FORCE, due_day=5, accepts_sound=False, by=lead)
    at("2026-03-03T09:00")
    accepted(prepared)
    at("2026-03-06T09:00")
    look_for_late({})
    assert bool(late_now()) is late


def test_a_withdrawn_return_does_not_count(lead, at, accepted):
    at("2026-03-01T09:00")
    set_rule(FORCE, due_day=5, accepts_sound=False, by=lead)
    at("2026-03-03T09:00")
    made = accepted("2026-03-02T10:00")
    stand(made, Standing.WITHDRAWN, by=lead, reason="Wrong")
    at("2026-03-06T09:00")
    look_for_late({})
    assert len(late_now()) == 1


@pytest.fixture
def late(lead, at):
    """Have a return of the force be late."""
    at("2026-03-01T09:00")
    set_rule(FORCE, due_day=5, accepts_sound=False, by=lead)
    at("2026-03-06T09:00")
    look_for_late({})


def test_the_planning_lead_is_told_on_the_pages_of_returns(late, cast):
    said = "It was due by 5 March 2026"
    for name in ("returns:list", "feeds:feed"):
        page = cast.client("planning_lead").get(reverse(name, kwargs={"force": FORCE}))
        assert said in page.content.decode()


@pytest.mark.parametrize("who", ["administrator", "force_administrator"])
def test_administrators_are_told_which_force_is_late(late, cast, who):
    page = cast.client(who).get(reverse("administration:home")).content.decode()
    assert "1 return is late" in page
    assert "West Midlands Police, due by 5 March 2026" in page


def test_an_administrator_of_another_force_hears_nothing_of_it(late, cast):
    page = cast.client("next_administrator").get(reverse("administration:home"))
    assert "is late" not in page.content.decode()


def told_to(cast, who, slot, place):
    asked = Asked(at=0, known=clock.now(), within=60, unit="psu", edition="2023")
    return [each.title for each in told(slot, cast.viewer(who), place, asked)]


def test_today_tells_whoever_sends_and_whoever_administers(late, cast):
    here, nation = Place.force(FORCE), Place.nation()
    said = "The return due by 5 March is late"
    assert said in told_to(cast, "planning_lead", Slot.RETURN, here)
    assert said not in told_to(cast, "chief_officer", Slot.RETURN, here)
    assert f"West Midlands Police: {said}" in told_to(cast, "administrator", Slot.HEALTH, nation)
    assert not told_to(cast, "next_administrator", Slot.HEALTH, Place.force(NEXT_FORCE))


def test_who_sends_sets_the_day_and_nobody_else_does(cast, lead):
    there = reverse("feeds:feed", kwargs={"force": FORCE})
    assert cast.client("chief_officer").post(there, {"due_day": "7"}).status_code == 403
    assert cast.client("next_planning_lead").post(there, {"due_day": "7"}).status_code == 403
    assert cast.client("planning_lead").post(there, {"due_day": "31"}).status_code == 422
    assert rule_of(FORCE) is None
    page = cast.client("planning_lead").post(there, {"due_day": "7"}, follow=True)
    assert "The next return is due by 7 April 2026" in page.content.decode()
    assert AuditEntry.objects.get(action="feed.set").detail["due_day"] == 7
