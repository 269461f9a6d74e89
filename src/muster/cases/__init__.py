"""Real reports as data: cases shipped with Muster, every row with its paragraph."""

from muster.cases.replays import open_replay, replay_names
from muster.cases.shipped import UnableToOpenCase, case_names, case_test, open_case

__all__ = [
    "UnableToOpenCase",
    "case_names",
    "case_test",
    "open_case",
    "open_replay",
    "replay_names",
]
