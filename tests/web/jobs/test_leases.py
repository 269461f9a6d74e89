from datetime import timedelta

import pytest
from django.db import transaction

from muster.web import clock
from muster.web.jobs.actions import enqueue, forget_done, revive
from muster.web.jobs.leases import (
    FIRST_WAIT,
    MOST_ATTEMPTS,
    UnableToFinish,
    claim,
    fail,
    finish,
    release,
    renew,
)
from muster.web.jobs.models import Job
from muster.web.jobs.queries import backlog

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=60)


@pytest.fixture(autouse=True)
def clock_held(held_clock):
    return held_clock


@pytest.fixture
def later(settings):
    def move(by):
        settings.MUSTER_NOW += by

    return move


@pytest.fixture
def job():
    return enqueue("test.kind", {"of": 1}, key="one")


def stored(job):
    return Job.objects.get(pk=job.pk)


def test_the_same_key_is_enqueued_once(job):
    again = enqueue("test.kind", {"of": 2}, key="one")
    assert (again.pk, stored(job).payload) == (job.pk, {"of": 1})


def test_a_job_is_enqueued_with_what_wants_it_or_not_at_all():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue("test.kind", {}, key="undone")
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_a_job_is_claimed_by_one_alone(job):
    assert claim("first").pk == job.pk
    assert claim("second") is None


def test_the_job_due_first_is_claimed_first(later):
    enqueue("test.kind", {}, key="second", run_at=clock.now() - timedelta(minutes=1))
    enqueue("test.kind", {}, key="first", run_at=clock.now() - timedelta(minutes=2))
    assert [claim("worker").key, claim("worker").key] == ["first", "second"]


def test_a_job_to_come_is_not_claimed_until_it_is_due(later):
    enqueue("test.kind", {}, key="later", run_at=clock.now() + timedelta(minutes=5))
    assert claim("worker") is None
    later(timedelta(minutes=5))
    assert claim("worker").key == "later"


def test_a_job_whose_worker_died_is_claimed_again_once_its_lease_has_ended(job, later):
    claim("dies")
    later(LEASE - timedelta(seconds=1))
    assert claim("lives") is None
    later(timedelta(seconds=1))
    assert claim("lives").attempts == 2


def test_a_lease_that_is_renewed_does_not_end(job, later):
    held = claim("worker")
    later(timedelta(seconds=40))
    assert renew(held)
    later(timedelta(seconds=40))
    assert claim("another") is None


def test_a_worker_given_up_for_dead_changes_nothing_when_it_comes_back(job, later):
    late = claim("late")
    later(LEASE)
    held = claim("another")
    assert not renew(late)
    release(late)
    fail(late, ValueError("late"))
    with pytest.raises(UnableToFinish):
        finish(late)
    assert (stored(job).leased_by, stored(job).attempts, stored(job).error) == ("another", 2, "")
    finish(held)
    assert stored(job).done_at == clock.now()


def test_an_effect_is_rolled_back_where_the_job_is_not_held_any_more(job, later):
    late = claim("late")
    later(LEASE)
    finish(claim("another"))
    with pytest.raises(UnableToFinish), transaction.atomic():
        enqueue("test.effect", {}, key="effect")
        finish(late)
    assert not Job.objects.filter(key="effect").exists()


def test_a_job_given_back_is_claimed_at_once_and_the_attempt_is_not_counted(job):
    release(claim("told to stop"))
    assert claim("another").attempts == 1


def test_a_job_that_fails_waits_twice_as_long_each_time_and_is_then_dead(job, later):
    waits = []
    for _ in range(MOST_ATTEMPTS):
        fail(claim("worker"), ValueError("PC 1234"))
        waits.append(stored(job).run_at - clock.now())
        later(waits[-1])
    assert waits[:-1] == [FIRST_WAIT * 2**each for each in range(MOST_ATTEMPTS - 1)]
    assert stored(job).dead_at is not None
    later(timedelta(days=1))
    assert claim("worker") is None


def test_what_failed_and_where_is_kept_and_not_what_it_said(job):
    try:
        raise ValueError("PC 1234 is unknown")
    except ValueError as failure:
        fail(claim("worker"), failure)
    assert "builtins.ValueError at" in stored(job).error
    assert "test_leases.py" in stored(job).error
    assert "1234" not in stored(job).error


def test_a_job_that_takes_its_workers_down_with_it_is_dead_in_the_end(job, later):
    for _ in range(MOST_ATTEMPTS):
        assert claim("dies").pk == job.pk
        later(LEASE)
    assert claim("lives") is None
    assert stored(job).dead_at is not None


def test_the_dead_are_tried_again_when_somebody_says_so(job):
    assert not revive(job)
    Job.objects.filter(pk=job.pk).update(dead_at=clock.now(), attempts=MOST_ATTEMPTS)
    assert revive(job)
    assert claim("worker").attempts == 1


def test_the_backlog_tells_what_is_due_to_come_held_and_dead(job, later):
    later(timedelta(minutes=1))
    enqueue("test.kind", {}, key="held", run_at=clock.now() - timedelta(hours=1))
    claim("worker")
    enqueue("test.kind", {}, key="later", run_at=clock.now() + timedelta(minutes=5))
    Job.objects.create(kind="test.kind", key="dead", run_at=clock.now(), dead_at=clock.now())
    Job.objects.create(kind="test.kind", key="done", run_at=clock.now(), done_at=clock.now())
    found = backlog()
    assert (found.due, found.later, found.held, found.dead) == (1, 1, 1, 1)
    assert found.oldest == job.run_at


def test_what_was_done_long_ago_is_forgotten_and_the_dead_are_not(job, later):
    finish(claim("worker"))
    Job.objects.create(kind="test.kind", key="dead", run_at=clock.now(), dead_at=clock.now())
    assert forget_done(clock.now()) == 0
    later(timedelta(days=1))
    assert forget_done(clock.now()) == 1
    assert Job.objects.get().key == "dead"
