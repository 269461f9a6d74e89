"""Compare rosters column by column."""

from dataclasses import fields

import numpy as np

from muster.strength import Roster

TABLES = ("officers", "patterns", "duties", "tickets", "abstractions", "vehicles", "bases")


def assert_same_roster(one: Roster, other: Roster) -> None:
    """Fail, naming the column, where two rosters differ."""
    for name in (*TABLES, "minimum_cover"):
        left, right = getattr(one, name), getattr(other, name)
        for field in fields(left):
            a, b = getattr(left, field.name), getattr(right, field.name)
            np.testing.assert_array_equal(a, b, err_msg=f"{name}.{field.name}")
            assert getattr(a, "dtype", None) == getattr(b, "dtype", None), f"{name}.{field.name}"
    for name in ("force", "starts", "ends", "pattern_names", "on_call_groups"):
        assert getattr(one, name) == getattr(other, name)
