"""A server that is killed loses nothing it acknowledged and leaves nothing half declared."""

import json
import random
import subprocess
import sys
import time

import pytest
from tests.web.databases import KINDS, ROOT, surroundings

STAGE = [sys.executable, "-m", "tests.web.tours.stage"]
KILLS, LONGEST = 4, 120

pytestmark = pytest.mark.slow


@pytest.fixture(params=KINDS)
def around(request, tmp_path):
    """Return the environment of a server with a database of its own."""
    return surroundings(request.param, tmp_path)


def play(around, word):
    return subprocess.Popen([*STAGE, word], cwd=ROOT, env=around, stdout=subprocess.PIPE, text=True)


def acknowledged_before_it_was_killed(around):
    """Return the tokens that a process acknowledged before its life was cut off."""
    process = play(around, "declare")
    first = process.stdout.readline()
    time.sleep(random.uniform(0.05, 0.6))
    process.kill()
    rest, _nothing = process.communicate(timeout=LONGEST)
    return (first + rest).split()


def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(around):
    assert play(around, "make").wait(LONGEST) == 0
    heard = [each for _ in range(KILLS) for each in acknowledged_before_it_was_killed(around)]
    told = json.loads(play(around, "tell").communicate(timeout=LONGEST)[0])
    assert len(heard) > KILLS
    assert set(heard) <= set(told["tokens"])
    assert len(told["tokens"]) <= len(heard) + KILLS  # one may be committed and not yet said
    assert told["whole"]
    assert told["recorded"] == told["announced"] == len(told["tokens"])
