"""The limits that kinds of unit share in one force, as rows over the steps of a problem."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.problems import Problem
from muster.strength import Limit

Column = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class LimitRow:
    """One limit: units taken of `steps`, each times `each`, come to no more than `stock`."""

    force: str
    limit: Limit
    steps: Column
    each: Column


def limit_rows(problem: Problem) -> tuple[LimitRow, ...]:
    """Return every limit that says something of the problem's steps.

    Units already moving count as taken from the step they came from.
    """
    steps = problem.steps
    at: dict[tuple[str, str, int], list[int]] = {}
    for row, group in enumerate(steps.group.tolist()):
        key = problem.forces[group], problem.units[group], int(steps.notice[row])
        at.setdefault(key, []).append(row)
    found = []
    for offer in problem.request.offers:
        for limit in offer.limits:
            pairs = [
                (row, use.each)
                for use in limit.uses
                for row in at.get((offer.force, use.unit, use.notice), ())
            ]
            if pairs:
                rows, each = np.array(pairs, dtype=np.int64).T
                found.append(LimitRow(offer.force, limit, rows, each))
    return tuple(found)


def taken_by_step(problem: Problem, sent: Column, kept: Column) -> Column:
    """Return how many units of each step are sent or kept."""
    size = len(problem.steps.count)
    return np.bincount(problem.arcs.step, sent, minlength=size).astype(np.int64) + kept


def broken_limits(rows: tuple[LimitRow, ...], taken: Column) -> tuple[LimitRow, ...]:
    """Return the limits that units taken by step exceed."""
    return tuple(row for row in rows if int(row.each @ taken[row.steps]) > row.limit.stock)
