"""An upload becomes the return in use: whole, or without its faulty rows and with a reason."""

import json
from datetime import timedelta

import pytest
from tests.web.cast import FORCE
from tests.web.returns.making import tables, with_row

from muster.intake import read_packed
from muster.web import clock
from muster.web.audit.models import AuditEntry
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import body_of, latest_return
from muster.web.jobs.models import Job
from muster.web.live.models import LiveEvent
from muster.web.returns.actions import (
    UnableToMoveOn,
    accept,
    check_again,
    discard,
    restore,
    withdraw,
)
from muster.web.returns.handlers import keep_matrix
from muster.web.returns.models import Candidate, State
from muster.web.returns.queries import history_of
from muster.web.rulebook import rulebook

WRONG = ["1004", "juggling", "2025-01-01", ""]


@pytest.fixture
def lead(cast):
    """Return the planning lead."""
    return cast.viewer("planning_lead")


@pytest.fixture
def accepted(send, lead):
    """Return a function that sends and accepts tables, at an hour of the day."""

    def make(held=None):
        upload = send(held)
        return accept(upload, by=lead, against=upload.against_id)

    return make


@pytest.fixture
def later(settings):
    """Return a function that moves the clock on."""

    def move(**by):
        settings.MUSTER_NOW += timedelta(**by)
        return settings.MUSTER_NOW

    return move


def test_an_accepted_upload_is_the_return_in_use(accepted):
    made = accepted()
    assert latest_return(FORCE, clock.now()) == made
    found = read_packed(body_of(made), doctrine=rulebook(), name=made.title)
    assert len(found.roster) == 6
    assert made.made_from.kind == Kind.ORIGINAL
    assert made.synthetic
    assert AuditEntry.objects.filter(action="upload.accepted").count() == 1


def test_its_matrix_is_computed_once_though_the_job_runs_twice(accepted):
    made = accepted()
    job = Job.objects.get(kind="returns.matrix")
    for _ in range(2):
        keep_matrix(job.payload)
    matrix = Document.objects.get(kind=Kind.MATRIX)
    assert matrix.made_from == made
    assert json.loads(body_of(matrix))["schema"] == "muster.matrix/1"
    assert LiveEvent.objects.filter(topic="returns", force=FORCE).count() == 1


def test_no_matrix_is_kept_of_a_return_that_was_overtaken(accepted, later):
    accepted()
    later(hours=1)
    held = tables()
    held["officers"].append(["1007", "constable", "", "", "", ""])
    second = accepted(held)
    for job in Job.objects.filter(kind="returns.matrix"):
        keep_matrix(job.payload)
    assert [each.made_from for each in Document.objects.filter(kind=Kind.MATRIX)] == [second]


def test_faulty_rows_stay_out_with_a_reason_that_is_kept(send, lead):
    upload = send(with_row("tickets", WRONG))
    with pytest.raises(UnableToMoveOn, match="Say why"):
        accept(upload, by=lead, against=None)
    made = accept(upload, by=lead, against=None, reason="Training will send it next month")
    assert made.facts["skipped"] == {"tickets": 1}
    assert made.facts["left_out_because"] == "Training will send it next month"
    found = read_packed(body_of(made), doctrine=rulebook(), name=made.title)
    assert [each.value for each in found.skipped] == ["juggling"]
    assert not Candidate.objects.exists()


def test_a_fault_that_costs_more_than_a_row_cannot_be_waived(send, lead):
    held = tables()
    held["tickets"][0][1] = "talent for things"
    upload = send(held)
    with pytest.raises(UnableToMoveOn, match="more than a row"):
        accept(upload, by=lead, against=None, reason="We are in a hurry")
    upload.refresh_from_db()
    assert upload.state == State.FAULTY


def test_it_is_accepted_once(send, lead):
    upload = send()
    stale = type(upload).objects.get(pk=upload.pk)
    accept(upload, by=lead, against=None)
    with pytest.raises(UnableToMoveOn, match="accepted by Planning lead already"):
        accept(stale, by=lead, against=None)
    assert Document.objects.filter(kind=Kind.RETURN).count() == 1


def test_what_was_compared_with_another_return_is_not_accepted_unseen(send, lead, later):
    first = send()
    second = send(with_row("vehicles", ["C03", "carrier", ""]))
    accept(first, by=lead, against=None)
    later(minutes=1)
    with pytest.raises(UnableToMoveOn, match="look at the difference again"):
        accept(second, by=lead, against=None)
    second.refresh_from_db()
    assert second.state == State.READY


def test_what_is_being_checked_or_discarded_is_not_accepted(send, lead):
    upload = send(checked=False)
    with pytest.raises(UnableToMoveOn, match="received"):
        accept(upload, by=lead, against=None)
    discard(upload, by=lead)
    with pytest.raises(UnableToMoveOn, match="put away"):
        accept(upload, by=lead, against=None)


def test_it_can_be_checked_again(send, lead):
    upload = send(with_row("tickets", WRONG))
    check_again(upload, by=lead)
    assert upload.state == State.RECEIVED
    assert not upload.faults.exists()
    assert Job.objects.filter(kind="returns.check").count() == 2


def test_a_withdrawn_return_gives_way_to_the_one_before_and_can_come_back(accepted, lead, later):
    first = accepted()
    later(hours=1)
    second = accepted(with_row("vehicles", ["C03", "carrier", ""]))
    later(hours=1)
    withdraw(second, by=lead, reason="It counted a carrier that was sold")
    assert latest_return(FORCE, clock.now()) == first
    with pytest.raises(UnableToMoveOn, match="withdrawn already"):
        withdraw(second, by=lead, reason="Again")
    later(hours=1)
    restore(second, by=lead, reason="It was not sold after all")
    assert latest_return(FORCE, clock.now()) == second
    with pytest.raises(UnableToMoveOn, match="not withdrawn"):
        restore(second, by=lead, reason="Again")
    assert Job.objects.filter(kind="returns.matrix").count() == 4


def test_history_is_told_as_it_was_known(accepted, lead, later, held_clock):
    first = accepted()
    one_hour = later(hours=1)
    second = accepted(with_row("vehicles", ["C03", "carrier", ""]))
    two_hours = later(hours=1)
    withdraw(second, by=lead, reason="Wrong month")
    now = later(hours=1)
    stood = [(each.document, each.stands, each.by) for each in history_of(FORCE, now)]
    assert stood == [(second, "withdrawn", None), (first, "in use", None)]
    before = [(each.document, each.stands, each.by) for each in history_of(FORCE, one_hour)]
    assert before == [(second, "in use", None), (first, "superseded", second)]
    assert [each.document for each in history_of(FORCE, held_clock)] == [first]
    assert history_of(FORCE, two_hours)[0].said.reason == "Wrong month"


def test_the_file_in_use_sent_again_is_not_taken_in_again(send, lead):
    upload = send()
    made = accept(upload, by=lead, against=None)
    assert send(checked=False) == upload
    withdraw(made, by=lead, reason="Wrong month")
    assert send(checked=False) != upload
