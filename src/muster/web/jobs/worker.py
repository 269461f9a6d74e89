"""A worker: claims one job after another, holds each while it works, and stops when told."""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType
from uuid import uuid4

from django.db import DatabaseError, connections

from muster.errors import MusterError
from muster.web.jobs.handlers import HANDLERS, discover
from muster.web.jobs.leases import (
    LEASE,
    UnableToFinish,
    claim,
    fail,
    finish,
    release,
    renew,
)
from muster.web.jobs.models import Job
from muster.web.jobs.rounds import enqueue_rounds

PAUSE = 0.2  # seconds between looks at the table when nothing is due
BETWEEN_ROUNDS = 15.0  # seconds between looks at the clock
GRACE = 2.0  # seconds a job has to end in once its worker is told to stop
AFTER_DATABASE_ERROR = 2.0
LOG = logging.getLogger("muster.jobs")


class UnableToWork(MusterError):
    """Nothing does work of this kind."""


class Interrupted(BaseException):
    """The worker has to stop, and the job it is at has not ended in time."""


class Worker:
    """One process's worker; `run` returns once `stop` was called, by a signal for example."""

    def __init__(self, *, lease: timedelta = LEASE, pause: float = PAUSE) -> None:
        """Name the worker; nothing is claimed yet."""
        self.name = f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid4().hex[:6]}"
        self._lease = lease
        self._pause = pause
        self._stopping = threading.Event()
        self._looked = 0.0

    def stop(self) -> None:
        """Claim nothing more."""
        self._stopping.set()

    def run(self) -> None:
        """Work until told to stop; while the database does not answer, wait for it."""
        discover()
        LOG.info("a worker is ready", extra={"event": self.name})
        while not self._stopping.is_set():
            try:
                busy = self.work_once()
            except DatabaseError:
                LOG.exception("the database did not answer; trying again")
                connections.close_all()
                self._stopping.wait(AFTER_DATABASE_ERROR)
                continue
            if not busy:
                self._stopping.wait(self._pause)
        LOG.info("a worker has stopped", extra={"event": self.name})

    def work_once(self) -> bool:
        """Do one job that is due, and say whether there was one."""
        drop_useless_connections()
        if time.monotonic() - self._looked >= BETWEEN_ROUNDS or not self._looked:
            enqueue_rounds()
            self._looked = time.monotonic()
        job = claim(self.name, self._lease)
        if job is None:
            return False
        self._perform(job)
        return True

    def _perform(self, job: Job) -> None:
        said = {"job": job.pk, "kind": job.kind, "attempt": job.attempts}
        started = time.perf_counter()
        try:
            with self._holding(job):
                handler = HANDLERS.get(job.kind)
                if handler is None:
                    raise UnableToWork(f"Nothing here does work of the kind {job.kind}")
                handler(job.payload, job)
                if job.done_at is None:
                    finish(job)
        except Interrupted:
            drop_useless_connections()
            release(job)
            LOG.info("a job was given back", extra=said)
        except UnableToFinish:
            LOG.warning("a job was taken over by another worker", extra=said)
        except Exception as failure:
            drop_useless_connections()  # where the failure left one that is of no use
            fail(job, failure)
        else:
            took = round((time.perf_counter() - started) * 1000, 1)
            LOG.info("a job is done", extra={**said, "milliseconds": took})

    @contextmanager
    def _holding(self, job: Job) -> Iterator[None]:
        """Renew a job's lease, from a thread, for as long as it is worked at."""
        ended = threading.Event()
        thread = threading.Thread(target=self._renew, args=(job, ended), daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _renew(self, job: Job, ended: threading.Event) -> None:
        try:
            while not ended.wait(self._lease.total_seconds() / 3):
                try:
                    if not renew(job, self._lease):
                        return
                except DatabaseError:  # the job itself may be writing; there is time to try again
                    LOG.warning("a lease could not be renewed yet", extra={"job": job.pk})
        finally:
            connections.close_all()


def work_until_told(worker: Worker, grace: float = GRACE) -> None:
    """Run a worker until SIGTERM or SIGINT; a job that does not end in time is given back."""

    def heard(_signal: int, _frame: FrameType | None) -> None:
        worker.stop()
        signal.setitimer(signal.ITIMER_REAL, grace)

    def overdue(_signal: int, _frame: FrameType | None) -> None:
        raise Interrupted

    signal.signal(signal.SIGTERM, heard)
    signal.signal(signal.SIGINT, heard)
    signal.signal(signal.SIGALRM, overdue)
    try:
        worker.run()
    except Interrupted:
        LOG.info("a worker was interrupted between jobs", extra={"event": worker.name})
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def drop_useless_connections() -> None:
    """Close connections that are too old or broken, outside of a transaction."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
