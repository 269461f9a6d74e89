"""What a peer of the plan is given, and how it is asked; knows nothing of Muster.

A network comes as columns of numbers in a file. A peer reads lines of JSON, `{"solver": …}`
with names of files, and answers with seconds, by the clock and of the processor, from the
columns to the answer, and a file of flows.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping

import numpy as np

Given = dict[str, np.ndarray]


def possible_shares(given: Given, flow: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the shares there can be, up to the largest of a flow, as sent and offered."""
    offered, donor = given["offered"], given["donor"]
    taken = np.where(donor, flow[own_arcs(given)], 0)
    largest = (taken / np.maximum(offered, 1)).max()
    rows = np.flatnonzero(donor & (offered > 0))
    pairs = np.array([(n, offered[r]) for r in rows for n in range(int(offered[r] * largest) + 1)])
    value, first = np.unique(pairs[:, 0] / pairs[:, 1], return_index=True)
    first = first[value <= largest]
    return pairs[first, 0], pairs[first, 1]


def own_arcs(given: Given) -> slice:
    """Return the arcs that carry what each group sends."""
    at = int(given["groups"])
    return slice(at, at + len(given["offered"]))


def capacity_within(given: Given, capacity, shares, at: int) -> np.ndarray:
    """Return capacities under which no donor sends more than a share."""
    own = own_arcs(given)
    most = given["offered"] * shares[0][at] // shares[1][at]
    capped = capacity.copy()
    capped[own] = np.where(given["donor"], np.minimum(most, capped[own]), capped[own])
    return capped


def answer(solvers: Mapping[str, Callable[[Given], np.ndarray]]) -> None:
    """Answer every line."""
    for line in sys.stdin:
        asked = json.loads(line)
        given = dict(np.load(asked["file"]))
        started, began = time.perf_counter(), time.process_time()
        flow = solvers[asked["solver"]](given)
        took = time.perf_counter() - started, time.process_time() - began
        np.save(asked["answer"], flow)
        print(json.dumps({"seconds": took}), flush=True)
