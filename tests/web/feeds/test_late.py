"""A return is late past its day, once, until one that counts for its month is accepted."""

from datetime import UTC, datetime

import pytest
from tests.web.cast import FORCE
from tests.web.returns.making import sent, tables, workbook

from muster.web.audit.models import AuditEntry
from muster.web.documents.actions import stand
from muster.web.documents.models import Standing
from muster.web.feeds.actions import set_rule
from muster.web.feeds.due import last_due, next_due
from muster.web.feeds.handlers import look_for_late
from muster.web.feeds.models import LateNotice, day_of
from muster.web.feeds.queries import feeds_of, late_now
from muster.web.live.models import LiveEvent
from muster.web.returns.actions import accept, receive
from muster.web.returns.handlers import check_upload
from muster.web.returns.models import Through


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
