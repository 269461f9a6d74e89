"""A campaign on a Ray cluster is the same to the bit, also after a machine is lost."""

import sys

import pytest
from tests.rehearsal import ray_nodes
from tests.rehearsal.shard_jobs import SHARDS, Slow, digest, sums, table

from muster.rehearsal import (
    on_ray,
    run_shards,
    serial,
)

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


def test_a_node_killed_in_the_middle_costs_nothing(address, second, settings, alone, tmp_path):
    found = []
    with on_ray(address, Slow(table(), tmp_path, 0.3).run, settings=settings) as engine:
        for shard in run_shards(engine, **SHARDS):
            found.append(shard)
            if len(found) == 3:
                assert len(players(tmp_path)) == 2
                second.kill()
    assert digest(found) == alone
