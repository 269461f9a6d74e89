"""Every column of a roster by name, so that two rosters can be compared."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import numpy as np

from muster.strength import Roster


def columns(roster: Roster) -> Iterator[tuple[str, object]]:
    for part in fields(roster):
        value = getattr(roster, part.name)
        if is_dataclass(value):
            for column in fields(value):
                yield f"{part.name}.{column.name}", getattr(value, column.name)
        else:
            yield part.name, value


def differences(one: Roster, other: Roster) -> list[str]:
    return [
        name
        for (name, left), (_, right) in zip(columns(one), columns(other), strict=True)
        if not np.array_equal(np.asarray(left), np.asarray(right))
    ]
