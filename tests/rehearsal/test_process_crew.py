"""A process that dies costs nothing but its shard's time; none is left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.interrupting import hear_interruptions
from tests.rehearsal.shard_jobs import SHARDS, Dies, Slow, digest, sums, table

from muster.rehearsal import UnableToFinishShard, processes, run_shards, serial

ROOT = Path(__file__).parents[2]
CAMPAIGN = """
import sys
from pathlib import Path
from muster.rehearsal import processes, run_shards
from tests.rehearsal.shard_jobs import Slow, table

if __name__ == "__main__":
    with processes(Slow(table(), Path(sys.argv[1]), 0.2).run, 2) as engine:
        list(run_shards(engine, 0, 0, 10**6, 1))
"""


def alone():
    with serial(sums().run) as engine:
        return digest(run_shards(engine, **SHARDS))


def patiently(condition):
    for _ in range(600):
        if condition():
            return True
        time.sleep(0.05)
    return False


def running(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def players(folder):
    """Return the processes that have played a shard."""
    return {int(path.name.rpartition("-")[2]) for path in folder.iterdir()}


def test_a_shard_whose_process_dies_is_played_again(tmp_path):
    with processes(Dies(table(), tmp_path, 110, 2).run, 2) as engine:
        assert digest(run_shards(engine, **SHARDS)) == alone()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_process_killed_in_the_middle_costs_nothing(tmp_path):
    found = []
    with processes(Slow(table(), tmp_path, 0.05).run, 2) as engine:
        for shard in run_shards(engine, **SHARDS):
            found.append(shard)
            if len(found) == 3:
                os.kill(min(players(tmp_path)), signal.SIGKILL)
    assert digest(found) == alone()
    assert len(players(tmp_path)) == 3


def test_a_shard_that_takes_three_processes_down_is_given_up(tmp_path):
    with (
        processes(Dies(table(), tmp_path, 110, 9).run, 2) as engine,
        pytest.raises(UnableToFinishShard, match="Replications 103 to 122 took 3 workers down"),
    ):
        list(run_shards(engine, **SHARDS))
    assert len(list(tmp_path.iterdir())) == 3


def test_closing_ends_every_process_in_the_middle_of_its_shard(tmp_path):
    with processes(Slow(table(), tmp_path, 600).run, 2) as engine:
        waiting = [engine.submit(0, shard, 1) for shard in range(5)]
        assert patiently(lambda: len(players(tmp_path)) == 2)
    assert all(future.done() for future in waiting)
    assert not multiprocessing.active_children()
    assert not any(running(process) for process in players(tmp_path))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_campaign_leaves_no_process(tmp_path, how):
    script, word = tmp_path / "campaign.py", tmp_path / "word"
    script.write_text(CAMPAIGN)
    word.mkdir()
    campaign = subprocess.Popen(
        [sys.executable, script, word],
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        preexec_fn=hear_interruptions,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert patiently(lambda: len(players(word)) == 2)
    campaign.send_signal(how)
    told = campaign.communicate(timeout=120)[1]
    assert patiently(lambda: not any(running(process) for process in players(word)))
    assert campaign.returncode in (-how, 1, 130)
    assert how != signal.SIGINT or told.count("Traceback") == told.count("KeyboardInterrupt") == 1
