"""Several processes add to one chain, one of them killed, and it stays whole: on both databases."""

import json
import subprocess
import sys

import pytest
from tests.web.databases import KINDS, ROOT, surroundings

pytestmark = pytest.mark.slow
STAGE = [sys.executable, "-m", "tests.web.audit.stage"]
WRITERS, ENTRIES, BEFORE_THE_KILL = 3, 60, 10
LONGEST = 240


@pytest.mark.parametrize("kind", KINDS)
def test_writers_at_the_same_time_make_one_unbroken_chain(kind, tmp_path):
    around = surroundings(kind, tmp_path)
    started = []

    def start(*words):
        process = subprocess.Popen(
            [*STAGE, *words], cwd=ROOT, env=around, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    try:
        assert start("make").wait(LONGEST) == 0
        writers = [start("write", f"writer {each}", str(ENTRIES)) for each in range(WRITERS)]
        victim = start("write", "victim", str(ENTRIES * 100))
        acknowledged = [victim.stdout.readline() for _line in range(BEFORE_THE_KILL)]
        victim.kill()
        kept = len(acknowledged) + len(victim.communicate(timeout=LONGEST)[0].splitlines())
        for each in writers:
            assert len(each.communicate(timeout=LONGEST)[0].splitlines()) == ENTRIES
            assert each.returncode == 0
        told = json.loads(start("tell").communicate(timeout=LONGEST)[0])
    finally:
        for each in started:
            each.kill()
            each.wait()
    assert told["intact"]
    assert told["entries"] == told["last"] >= WRITERS * ENTRIES + kept
