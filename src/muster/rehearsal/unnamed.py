"""Forces without their names: what is told of a nation whose forces have not agreed to more."""

from dataclasses import replace

import numpy as np

from muster.rehearsal.every_hour import EveryHour


def without_names(seen: EveryHour) -> EveryHour:
    """Return the same hours of forces that are numbered, those least likely to do first.

    By the mean chance of what is required over all hours and notices at which anything is,
    then by mean units, so that a number tells nothing of which force it is.
    """
    asked = seen.required > 0
    chances = seen.met.mean(axis=1) / seen.draws
    likely = (chances * asked).sum(axis=1) / np.maximum(asked.sum(axis=1), 1)
    order = np.lexsort((seen.units.mean(axis=(1, 2)), likely))
    left_out = len(seen.notes)
    said = (f"Left out, giving totals and not people: {left_out:,}.",) if left_out else ()
    return replace(
        seen,
        forces=tuple(f"force-{number}" for number in range(1, len(order) + 1)),
        required=seen.required[order],
        declared=tuple(seen.declared[force] for force in order),
        units=seen.units[order],
        limits=seen.limits[order],
        lacking=seen.lacking[order],
        met=seen.met[order],
        notes=said,
    )
