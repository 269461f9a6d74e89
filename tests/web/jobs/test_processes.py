"""Workers are killed, and every effect happens exactly once: on both databases."""

import json
import random
import signal
import subprocess
import sys
import time

import pytest
from tests.web.databases import KINDS, ROOT, surroundings

STAGE = [sys.executable, "-m", "tests.web.jobs.stage"]
JOBS, WORKERS, KILLED = 400, 4, 2
LONGEST = 120

pytestmark = pytest.mark.slow


@pytest.fixture(params=KINDS)
def play(request, tmp_path):
    """Return a function that starts a process of the stage; those still there are killed."""
    around = surroundings(request.param, tmp_path)
    started = []

    def start(*words):
        process = subprocess.Popen(
            [*STAGE, *words], cwd=ROOT, env=around, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def tell(play):
    return json.loads(play("tell").communicate(timeout=LONGEST)[0])


def settle(play):
    until = time.monotonic() + LONGEST
    while (told := tell(play))["done"] < JOBS and time.monotonic() < until:
        time.sleep(0.5)
    return told


def test_a_job_has_its_effect_exactly_once_though_workers_are_killed(play):
    assert play("make", str(JOBS)).wait(LONGEST) == 0
    workers = [play("work") for _ in range(WORKERS)]
    while (told := tell(play))["done"] < 40:
        assert told["jobs"] == JOBS
    for worker in workers[:KILLED]:
        time.sleep(random.uniform(0, 0.3))
        worker.kill()
    told = settle(play)
    assert (told["done"], told["times"]) == (JOBS, {"1": JOBS})
    for worker in workers[KILLED:]:
        assert worker.poll() is None
        worker.send_signal(signal.SIGTERM)
    assert [worker.wait(10) for worker in workers[KILLED:]] == [0, 0]
