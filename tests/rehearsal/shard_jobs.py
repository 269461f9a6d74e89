"""Jobs of a campaign in small: what they add up depends on every draw, and on nothing else."""

import os
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from muster.errors import MusterError

SHARDS = {"seed": 7, "first": 3, "count": 230, "size": 20}


class UnableToPlayIt(MusterError):
    """A shard that cannot be played."""


@dataclass(frozen=True, eq=False)
class Sums:
    """Adds up what each replication of a shard draws from a table."""

    table: np.ndarray

    def run(self, seed, first, count):
        replications = np.arange(first, first + count, dtype=np.uint64)
        words = replications * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed)
        words ^= words >> np.uint64(31)
        return self.table[words % np.uint64(len(self.table))] + replications.astype(np.int64)


@dataclass(frozen=True, eq=False)
class Dies(Sums):
    """Ends its process at a replication, so many times, counted by files."""

    folder: Path
    at: int
    times: int

    def run(self, seed, first, count):
        died = len(list(self.folder.iterdir()))
        if first <= self.at < first + count and died < self.times:
            (self.folder / str(died)).touch()
            os._exit(1)
        return super().run(seed, first, count)


@dataclass(frozen=True, eq=False)
class Refuses(Sums):
    """Cannot play a replication."""

    at: int

    def run(self, seed, first, count):
        if first <= self.at < first + count:
            raise UnableToPlayIt(f"replication {self.at} cannot be played")
        return super().run(seed, first, count)


@dataclass(frozen=True, eq=False)
class Slow(Sums):
    """Leaves word of the process that plays each shard, and takes its time."""

    folder: Path
    seconds: float

    def run(self, seed, first, count):
        (self.folder / f"{first}-{os.getpid()}").touch()
        time.sleep(self.seconds)
        return super().run(seed, first, count)


def table():
    return np.random.default_rng(5).integers(0, 1 << 40, 100_000)


def sums():
    return Sums(table())


def digest(found):
    """Return one digest of every result, in the order it came."""
    whole = sha256()
    for first, result in found:
        whole.update(first.to_bytes(8, "big") + result.tobytes())
    return whole.hexdigest()
