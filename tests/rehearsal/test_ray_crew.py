"""A campaign on a Ray cluster is the same to the bit, also after a machine is lost."""

import os
import subprocess
import sys

import pytest
from tests.rehearsal import ray_nodes
from tests.rehearsal.shard_jobs import (
    SHARDS,
    Dies,
    Refuses,
    Slow,
    UnableToPlayIt,
    digest,
    sums,
    table,
)
from tests.rehearsal.small_games import small_job

from muster.rehearsal import (
    UnableToFinishShard,
    UnableToUseCluster,
    on_ray,
    run_shards,
    serial,
)

CAMPAIGN = """
import os, sys
from muster.rehearsal import on_ray, run_shards
from tests.rehearsal.shard_jobs import SHARDS, digest, sums

with on_ray(sys.argv[1], sums().run, settings=os.environ) as engine:
    print(digest(run_shards(engine, **SHARDS)))
"""
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("ray")]


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    """Return the settings of a guarded cluster, which this process has as well."""
    assert "ray" not in sys.modules, "Ray reads its settings once, when it is imported"
    found = ray_nodes.guarded(tmp_path_factory.mktemp("certificates"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in found.items():
            patch.setenv(name, value)
        yield found


@pytest.fixture(scope="module")
def address(settings, tmp_path_factory):
    """Return the address of a cluster whose first node has started."""
    port = ray_nodes.free_port()
    head = ray_nodes.start_node(settings, "--head", f"--port={port}", "--include-dashboard=false")
    yield f"127.0.0.1:{port}"
    head.end()


@pytest.fixture
def second(settings, address):
    """Return a second node of the cluster, gone afterwards."""
    node = ray_nodes.start_node(settings, f"--address={address}")
    yield node
    node.end()


@pytest.fixture(scope="module")
def alone():
    with serial(sums().run) as engine:
        return digest(run_shards(engine, **SHARDS))


def players(folder):
    return {int(path.name.rpartition("-")[2]) for path in folder.iterdir()}


def test_two_nodes_find_the_same_to_the_bit(address, second, settings, alone):
    with on_ray(address, sums().run, settings=settings) as engine:
        assert engine.workers == 2
        assert digest(run_shards(engine, **SHARDS)) == alone


def test_replications_are_the_same_on_two_nodes(address, second, settings):
    job = small_job()
    with on_ray(address, job.play, settings=settings) as engine:
        found = [part.digests for _, part in run_shards(engine, 5, 0, 600, 256)]
    assert found == [
        job.play(5, first, min(256, 600 - first)).digests for first in range(0, 600, 256)
    ]


def test_a_node_killed_in_the_middle_costs_nothing(address, second, settings, alone, tmp_path):
    found = []
    with on_ray(address, Slow(table(), tmp_path, 0.3).run, settings=settings) as engine:
        for shard in run_shards(engine, **SHARDS):
            found.append(shard)
            if len(found) == 3:
                assert len(players(tmp_path)) == 2
                second.kill()
    assert digest(found) == alone


def test_a_worker_that_dies_costs_nothing(address, settings, alone, tmp_path):
    with on_ray(address, Dies(table(), tmp_path, 110, 2).run, settings=settings) as engine:
        assert digest(run_shards(engine, **SHARDS)) == alone
    assert len(list(tmp_path.iterdir())) == 2


def test_a_shard_that_takes_three_workers_down_is_given_up(address, settings, tmp_path):
    with (
        on_ray(address, Dies(table(), tmp_path, 110, 9).run, settings=settings) as engine,
        pytest.raises(UnableToFinishShard, match="took 3 workers down"),
    ):
        list(run_shards(engine, **SHARDS))


def test_a_shard_that_cannot_be_played_says_why(address, settings):
    with (
        on_ray(address, Refuses(table(), 110).run, settings=settings) as engine,
        pytest.raises(UnableToPlayIt, match="replication 110 cannot be played"),
    ):
        list(run_shards(engine, **SHARDS))


def test_no_more_workers_are_hired_than_asked_for(address, second, settings):
    with on_ray(address, sums().run, settings=settings, workers=1) as engine:
        assert engine.workers == 1


def test_closing_ends_what_is_being_played(address, settings, tmp_path):
    with on_ray(address, Slow(table(), tmp_path, 600).run, settings=settings) as engine:
        waiting = [engine.submit(0, shard, 1) for shard in range(3)]
        while not players(tmp_path):
            assert not waiting[0].done()
    assert all(future.done() for future in waiting)


def test_a_process_is_in_one_cluster_at_a_time(address, settings, alone):
    with on_ray(address, sums().run, settings=settings) as engine:
        with pytest.raises(UnableToUseCluster, match="in a Ray cluster already"):
            on_ray(address, sums().run, settings=settings)
        assert digest(run_shards(engine, **SHARDS)) == alone


def test_a_machine_with_other_versions_is_refused(address, settings, monkeypatch):
    with on_ray(address, sums().run, settings=settings):
        pass
    crew = sys.modules["muster.rehearsal.ray_crew"]
    ours = {**crew.versions(), "numba": "0.0"}
    monkeypatch.setattr(crew, "versions", lambda: ours)
    with pytest.raises(UnableToUseCluster, match=r"numba \d.*and this one .*numba 0\.0"):
        on_ray(address, sums().run, settings=settings)


def test_machines_that_speak_in_the_clear_are_refused(address, settings, monkeypatch):
    with on_ray(address, sums().run, settings=settings):
        pass
    crew = sys.modules["muster.rehearsal.ray_crew"]
    nodes = [{"NodeManagerAddress": f"10.0.0.{number}", "Alive": True} for number in (1, 2)]
    monkeypatch.setattr(crew.ray, "nodes", lambda: nodes)
    with pytest.raises(UnableToUseCluster, match="has machines besides this one"):
        crew.gather(address, sums().run, None, True)


def campaign(address, settings):
    """Return the digest that a process of its own finds, or what it was told."""
    run = subprocess.run(
        [sys.executable, "-c", CAMPAIGN, address],
        env={**os.environ, **settings, "PYTHONPATH": ray_nodes.PATHS},
        capture_output=True,
        text=True,
    )
    return run.stdout.strip() or run.stderr.strip().splitlines()[-1]


def test_another_token_or_authority_does_not_join(address, settings, alone, tmp_path):
    assert campaign(address, {}) == alone
    assert "Cannot join" in campaign(address, {"RAY_AUTH_TOKEN": "f" * 64})
    other = ray_nodes.guarded(tmp_path) | {"RAY_AUTH_TOKEN": settings["RAY_AUTH_TOKEN"]}
    assert "certificates of one authority" in campaign(address, other)


def test_a_cluster_started_without_a_token_does_not_play(settings):
    port = ray_nodes.free_port()
    open_to_all = {**settings, "RAY_AUTH_MODE": "disabled", "RAY_USE_TLS": "0"}
    head = ray_nodes.start_node(
        open_to_all, "--head", f"--port={port}", "--include-dashboard=false"
    )
    try:
        said = campaign(f"127.0.0.1:{port}", {"RAY_USE_TLS": "0"})
    finally:
        head.end()
    assert "Ray was started on every machine with the same token" in said
