"""The people who must stay: minimum cover by base and hour."""

from collections.abc import Iterator

import numpy as np

from muster.strength import MinimumCover
from muster.synthesis.calibration import CoverFigures
from muster.synthesis.people import People
from muster.synthesis.setting import Setting

Row = tuple[int, int, int, int, int, int]
NOBODY: Row = (-1, 0, 0, 0, 0, 0)  # gives an empty table its width


def make_cover(setting: Setting, people: People, bases: int) -> MinimumCover:
    """Return the minimum cover of a force: shares of a team's strength, rounded, at least one."""
    rows = [
        row
        for figures in setting.calibration.cover
        for row in _rows(setting, people, figures, bases)
    ]
    base, role, start, until, weekdays, count = np.array([NOBODY, *rows], dtype=np.int64)[1:].T
    return MinimumCover(
        base=base.astype(np.int16),
        role=role.astype(np.int8),
        start=start.astype(np.int16),
        until=until.astype(np.int16),
        weekdays=weekdays.astype(np.uint8),
        count=count.astype(np.int32),
    )


def _rows(setting: Setting, people: People, figures: CoverFigures, bases: int) -> Iterator[Row]:
    functions = setting.calibration.functions
    at = [function.slug for function in functions].index(figures.function)
    rota = setting.rota(functions[at].rota)
    role = setting.duty_kinds[rota.kind]
    there = np.bincount(people.base[people.function == at], minlength=bases)
    sizes = {-1: int(there.sum())} if figures.whole_force else dict(enumerate(there.tolist()))
    for base, size in sizes.items():
        if size < rota.teams:
            continue
        for window in figures.windows:
            count = max(int(size / rota.teams * window.share + 1 / 2), 1)
            yield base, role, window.start, window.until, window.weekdays, count
