"""Exceptions to the rota: training days, court, rest days worked and given back."""

import numpy as np

from muster.policing import clock
from muster.strength import Duties
from muster.synthesis.people import People
from muster.synthesis.setting import Setting


def make_duties(setting: Setting, people: People) -> Duties:
    """Return the duties of a force: at most one for an officer on a local day."""
    stream, figures = setting.stream("duties"), setting.calibration.exceptions
    counts = [int(each.per_year * setting.years * len(people) + 1 / 2) for each in figures]
    which = np.repeat(np.arange(len(figures)), counts)
    officer = stream.below(len(which), len(people))
    day = setting.first_day + stream.below(len(which), setting.days)
    serving = (day >= people.joined[officer]) & (day <= people.left[officer])
    which, officer, day = which[serving], officer[serving], day[serving]
    _, once = np.unique(officer * (setting.first_day + setting.days) + day, return_index=True)
    which, officer, day = which[once], officer[once], day[once]
    start = np.array([each.start for each in figures])[which]
    end = np.array([each.end for each in figures])[which]
    kind = np.array([setting.duty_kinds[each.kind] for each in figures])[which]
    return Duties(
        officer=officer.astype(np.int32),
        start=clock.utc_from_local(day * clock.DAY + start).astype(np.int32),
        end=clock.utc_from_local(day * clock.DAY + end).astype(np.int32),
        kind=kind.astype(np.int8),
    )
