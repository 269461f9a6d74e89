"""What replications of a shard add up to, and shards to a campaign: whole numbers alone.

Sums of whole numbers do not depend on who worked them out, nor on the order in which they came.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from muster.rehearsal.kernels_play import LEVELS
from muster.rehearsal.layout import (
    CODES,
    H_FORCES,
    H_HORIZON,
    H_KINDS,
    H_SOURCES,
    H_STEPS,
    R_ACTIVATED,
    R_FIRST,
    R_HUNDREDTH,
    R_IN_TIME,
    R_INCIDENTS,
    R_LATE,
    R_LATE_MINUTES,
    R_MET,
    R_NEVER,
    R_SHORT_MINUTES,
    R_STOOD_DOWN,
    R_TRUNCATED,
    R_WANTED,
    Ints,
)
from muster.rehearsal.squares import LIMBS, squares

BLOCK = 256  # replications whose results are digested together, whoever played them
BINS = 2048  # of minutes from the first call
WORST = 10
SUMMED = (
    R_MET, R_WANTED, R_IN_TIME, R_LATE, R_NEVER, R_LATE_MINUTES, R_INCIDENTS, R_STOOD_DOWN,
    R_TRUNCATED, R_SHORT_MINUTES,
)  # fmt: skip
(Z_MET, Z_WANTED, Z_IN_TIME, Z_LATE, Z_NEVER, Z_LATE_MINUTES, Z_INCIDENTS, Z_STOOD_DOWN,
 Z_TRUNCATED, Z_SHORT_MINUTES, Z_ACTIVATED, Z_IN_TIME_2, Z_WANTED_2, Z_CROSS,
 Z_SHORT_MINUTES_2) = range(15)  # fmt: skip
(Y_MET, Y_MET_2, Y_IN_TIME, Y_IN_TIME_2, Y_SHORT_MINUTES,
 Y_SHORT_MINUTES_2) = range(6)  # of a policy less the first  # fmt: skip
SUMS, APART = Z_SHORT_MINUTES_2 + LIMBS, Y_SHORT_MINUTES_2 + LIMBS


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """What replications under one policy add up to.

    `sums` are those named Z_, `apart` those of the difference from the first policy (Y_), each
    with the limbs of squares of unit-minutes short at its end.
    `share` (101) counts replications by per cent in time, `came` (3, BINS) by when the first, tenth
    and hundredth unit came; `fan` (steps, LEVELS) by units in place. `places` (forces, 2,
    steps) are units short and replications short; `counted` as `add_up` has it.
    """

    sums: Ints
    apart: Ints
    share: Ints
    came: Ints
    fan: Ints
    places: Ints
    counted: Ints

    def __add__(self, other: "Tally") -> "Tally":
        """Return what both add up to."""
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What a run of replications adds up to: a tally by policy, the worst, and digests in order.

    `worst` are results by policy, the worst first, each with its replication's number before
    it; `digests` are of BLOCK replications each, all policies.
    """

    replications: int
    tallies: tuple[Tally, ...]
    worst: tuple[Ints, ...]
    digests: tuple[bytes, ...]

    def __add__(self, later: "Part") -> "Part":
        """Return this part and the one that follows it."""
        return Part(
            self.replications + later.replications,
            tuple(a + b for a, b in zip(self.tallies, later.tallies, strict=True)),
            tuple(
                worst_of(np.concatenate(pair)) for pair in zip(self.worst, later.worst, strict=True)
            ),
            self.digests + later.digests,
        )

    def digest(self) -> str:
        """Return the SHA-256 of every replication's result, in order."""
        return hashlib.sha256(b"".join(self.digests)).hexdigest()


def empty_tally(head: Ints) -> Tally:
    """Return a tally of nothing, for a world by its head."""
    return Tally(*(np.zeros(shape, dtype=np.int64) for shape in shapes_of(head)))


def shapes_of(head: Ints) -> tuple[tuple[int, ...], ...]:
    """Return the shapes of a tally's columns in order, for a world by its head."""
    steps, forces = int(head[H_STEPS]) - 1, int(head[H_FORCES])
    counted = forces * int(head[H_KINDS]) * CODES + forces + int(head[H_SOURCES]) * forces
    return ((SUMS,), (APART,), (101,), (3, BINS), (steps, LEVELS), (forces, 2, steps), (counted,))


def minutes_of_bin(horizon: int) -> int:
    """Return how many minutes a bin of coming is."""
    return -(-horizon // BINS)


def tally_results(tally: Tally, results: Ints, first: Ints, head: Ints) -> None:
    """Add results (replications, RESULTS) to a tally; `first` are those of the first policy."""
    for place, column in enumerate(SUMMED):
        tally.sums[place] += results[:, column].sum()
    wanted, in_time = results[:, R_WANTED], results[:, R_IN_TIME]
    tally.sums[Z_ACTIVATED] += np.count_nonzero(results[:, R_ACTIVATED] >= 0)
    tally.sums[Z_IN_TIME_2] += (in_time * in_time).sum()
    tally.sums[Z_WANTED_2] += (wanted * wanted).sum()
    tally.sums[Z_CROSS] += (in_time * wanted).sum()
    tally.sums[Z_SHORT_MINUTES_2:] += squares(results[:, R_SHORT_MINUTES])
    share = np.where(wanted > 0, in_time * 100 // np.maximum(wanted, 1), 100)
    tally.share[:] += np.bincount(share, minlength=101)
    for row, column in enumerate(range(R_FIRST, R_HUNDREDTH + 1)):
        came = results[:, column]
        bins = came[came >= 0] // minutes_of_bin(int(head[H_HORIZON]))
        tally.came[row] += np.bincount(bins, minlength=BINS)
    met = results[:, R_MET] - first[:, R_MET]
    more = in_time - first[:, R_IN_TIME]
    short = results[:, R_SHORT_MINUTES] - first[:, R_SHORT_MINUTES]
    sums = met.sum(), (met * met).sum(), more.sum(), (more * more).sum(), short.sum()
    tally.apart[:] += [*sums, *squares(short)]


def worst_of(rows: Ints) -> Ints:
    """Return the worst of results with their numbers: most never sent, then latest, then first."""
    order = np.lexsort(
        (rows[:, 0], -rows[:, 1 + R_LATE_MINUTES], -rows[:, 1 + R_NEVER], -rows[:, 1 + R_TRUNCATED])
    )
    return rows[order[:WORST]]


def digests_of(results: Sequence[Ints]) -> tuple[bytes, ...]:
    """Return the SHA-256 of each BLOCK of results, those of all policies together."""
    joined = np.concatenate(results, axis=1).astype("<i8")
    return tuple(
        hashlib.sha256(joined[start : start + BLOCK].tobytes()).digest()
        for start in range(0, len(joined), BLOCK)
    )


def results_of(head: Ints, counted: Ints) -> tuple[Ints, Ints, Ints]:
    """Return what `add_up` counted: bottlenecks (forces, kinds, CODES), exposed, sent."""
    forces, kinds = int(head[H_FORCES]), int(head[H_KINDS])
    codes = forces * kinds * CODES
    return (
        counted[:codes].reshape(forces, kinds, CODES),
        counted[codes : codes + forces],
        counted[codes + forces :].reshape(-1, forces),
    )
