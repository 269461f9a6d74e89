import os
import signal
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from muster.web import clock
from muster.web.jobs import handlers
from muster.web.jobs.actions import enqueue
from muster.web.jobs.handlers import Round, UnableToRegister, every, handles
from muster.web.jobs.leases import finish
from muster.web.jobs.models import Job
from muster.web.jobs.rounds import enqueue_rounds, slot_of
from muster.web.jobs.worker import Worker, work_until_told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    handlers.discover()  # before, so that the real ones are registered where they belong
    monkeypatch.setattr("muster.web.jobs.handlers.HANDLERS", own := {})
    monkeypatch.setattr("muster.web.jobs.worker.HANDLERS", own)
    monkeypatch.setattr("muster.web.jobs.handlers.ROUNDS", rounds := {})
    monkeypatch.setattr("muster.web.jobs.rounds.ROUNDS", rounds)
    return own


def test_a_handler_is_given_the_payload_and_the_job():
    seen = []
    handles("test.kind")(lambda payload, job: seen.append((payload, job.key)))
    enqueue("test.kind", {"of": 1}, key="one")
    worker = Worker()
    assert worker.work_once()
    assert not worker.work_once()
    assert seen == [({"of": 1}, "one")]
    assert Job.objects.get().done_at is not None


def test_a_handler_may_finish_its_job_with_its_effect():
    @handles("test.kind")
    def effect(_payload, job):
        with transaction.atomic():
            enqueue("test.effect", {}, key="effect", run_at=clock.now() + timedelta(days=1))
            finish(job)

    enqueue("test.kind", {}, key="one")
    Worker().work_once()
    assert Job.objects.get(key="one").done_at is not None
    assert Job.objects.filter(key="effect").exists()


def test_a_failure_leaves_no_effect_and_the_job_to_be_tried_again():
    @handles("test.kind")
    def failing(_payload, job):
        with transaction.atomic():
            enqueue("test.effect", {}, key="effect")
            finish(job)
            raise ValueError("after it was marked done")

    enqueue("test.kind", {}, key="one")
    Worker().work_once()
    job = Job.objects.get()
    assert (job.key, job.done_at, job.attempts) == ("one", None, 1)
    assert job.run_at > clock.now()


def test_work_that_nobody_does_is_put_off_and_not_lost():
    enqueue("test.nobody", {}, key="one")
    Worker().work_once()
    job = Job.objects.get()
    assert (job.done_at, job.dead_at, job.attempts) == (None, None, 1)
    assert "UnableToWork" in job.error


def test_a_kind_has_one_handler():
    handles("test.kind")(lambda payload, job: None)
    with pytest.raises(UnableToRegister, match="another name"):
        handles("test.kind")(lambda payload, job: None)


def test_what_comes_round_is_enqueued_once_a_slot(settings, registry):
    every(minutes=10)(handles("test.round")(lambda payload, job: None))
    settings.MUSTER_NOW = datetime(2026, 3, 10, 12, 1, tzinfo=UTC)
    assert [job.key for job in enqueue_rounds()] == ["test.round 2026-03-10T12:00Z"]
    settings.MUSTER_NOW = datetime(2026, 3, 10, 12, 9, tzinfo=UTC)
    assert not enqueue_rounds()
    settings.MUSTER_NOW = datetime(2026, 3, 10, 14, 0, tzinfo=UTC)
    assert [job.key for job in enqueue_rounds()] == ["test.round 2026-03-10T14:00Z"]


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(2, 9, 9), (2, 10, 10), (23, 59, 10), (0, 0, 9)]
)
def test_a_daily_slot_begins_so_long_after_midnight(hour, minute, day):
    nightly = Round("test.round", timedelta(days=1), timedelta(minutes=130))
    at = datetime(2026, 3, 10, hour, minute, tzinfo=UTC)
    assert slot_of(nightly, at) == datetime(2026, 3, day, 2, 10, tzinfo=UTC)


def test_what_is_no_handler_does_not_come_round():
    with pytest.raises(UnableToRegister, match="above @handles"):
        every(minutes=10)(lambda payload, job: None)


def test_the_handlers_of_every_app_are_found(monkeypatch):
    monkeypatch.undo()
    found = handlers.discover()
    assert {"jobs.forget", "live.forget"} <= set(found)
    assert {"jobs.forget", "live.forget"} <= set(handlers.ROUNDS)


def told_to_stop_after(seconds):
    threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGTERM)).start()


@pytest.fixture
def signals():
    kept = {
        each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)
    }
    yield
    for each, handler in kept.items():
        signal.signal(each, handler)


@pytest.mark.usefixtures("signals")
def test_a_worker_told_to_stop_ends_its_job_and_claims_no_other():
    handles("test.kind")(lambda payload, job: time.sleep(0.4))
    enqueue("test.kind", {}, key="one")
    enqueue("test.kind", {}, key="two", run_at=clock.now() + timedelta(milliseconds=10))
    told_to_stop_after(0.2)
    work_until_told(Worker(pause=0.01), grace=5)
    assert [job.done_at is not None for job in Job.objects.order_by("key")] == [True, False]


@pytest.mark.usefixtures("signals")
def test_a_job_that_does_not_end_in_time_is_given_back_whole():
    @handles("test.kind")
    def endless(_payload, job):
        with transaction.atomic():
            enqueue("test.effect", {}, key="effect")
            time.sleep(60)
            finish(job)

    enqueue("test.kind", {}, key="one")
    told_to_stop_after(0.2)
    work_until_told(Worker(pause=0.01), grace=0.1)
    job = Job.objects.get()
    assert (job.key, job.attempts, job.lease_until, job.done_at) == ("one", 0, None, None)
