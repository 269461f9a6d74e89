"""The cycles a force works to, and the day on which each team starts its own."""

import numpy as np
from numpy.typing import NDArray

from muster.strength import Patterns
from muster.synthesis.calibration import Rota, Tour
from muster.synthesis.setting import Setting

WEEK = 7
MONDAY = 4  # 1970-01-05, as a day number


def make_patterns(setting: Setting) -> tuple[Patterns, tuple[str, ...]]:
    """Return the force's patterns and their names, in the order of calibration's rotas."""
    rows = [
        (at, day, *_shifted(tour, setting))
        for at, rota in enumerate(setting.calibration.rotas)
        for day, tours in enumerate(rota.days)
        for tour in tours
    ]
    pattern, day, start, end, kind = np.array(rows, dtype=np.int64).T
    patterns = Patterns(
        pattern=pattern.astype(np.int16),
        day=day.astype(np.int16),
        start=start.astype(np.int16),
        end=end.astype(np.int16),
        kind=kind.astype(np.int8),
    )
    return patterns, tuple(rota.slug for rota in setting.calibration.rotas)


def _shifted(tour: Tour, setting: Setting) -> tuple[int, int, int]:
    shift = setting.tour_shift if tour.end else 0
    return tour.start + shift, tour.end + shift, setting.duty_kinds[tour.kind]


def first_days(setting: Setting, rota: Rota, team: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return for each team the day on which its cycle starts, before the period does.

    Cycles of whole weeks start on Mondays; others start anywhere in the cycle.
    """
    length = len(rota.days)
    before = setting.first_day - 2 * length
    if length % WEEK == 0:
        anchor = before - (before - MONDAY) % WEEK
    else:
        anchor = before - int(setting.stream(f"phase {rota.slug}").below(1, length)[0])
    return np.asarray(anchor + team * rota.step, dtype=np.int32)
