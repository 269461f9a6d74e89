"""The instant in NumPy: whole columns, no frame library."""

import numpy as np

from bench.frames import Frames
from muster.policing import clock


def window(at: int, within: int, rest: int) -> tuple[int, int, int, int, int]:
    """Return the local days a tour that matters may start on, their bounds, and the day of by."""
    first, last = (int(day) for day in clock.local_day(np.array([at - rest, at + within])))
    opens, closes = clock.utc_from_local(np.array([first - 2, last + 1]) * clock.DAY)
    return first - 2, last, int(opens), int(closes), last


def count_instant(frames: Frames, at: int, within: int) -> np.ndarray:
    """Return people by force, state and skill at a minute, (forces, 4, skills)."""
    first_day, last_day, opens, closes, today = window(at, within, frames.rest)
    state, employed = _states(frames, at, within, (first_day, last_day, opens, closes, today))
    tickets = frames.tickets
    rows = np.flatnonzero((tickets["awarded"] <= today) & (tickets["expires"] >= today))
    officer, skill = tickets["officer"][rows], tickets["skill"][rows]
    once = np.ones(len(rows), dtype=bool)
    once[1:] = (officer[1:] != officer[:-1]) | (skill[1:] != skill[:-1])
    once &= employed[officer]
    officer, skill = officer[once], skill[once]
    cell = (frames.officers["force"][officer] * 4 + state[officer]) * frames.skills + skill
    counts = np.bincount(cell, minlength=frames.forces * 4 * frames.skills)
    return counts.reshape(frames.forces, 4, frames.skills)


def _states(frames, at, within, days):
    officers, by = frames.officers, at + within
    first_day, _, _, _, today = days
    owner, tours = _tours(frames, days, first_day)
    count = int(owner.max()) + 1
    now = (tours["start"] <= at) & (tours["end"] > at)
    duty = tours["deployable"] & (
        (now & (tours["end"] > by)) | ((tours["start"] > at) & (tours["start"] <= by))
    )
    resting = tours["working"] & (tours["start"] <= by) & (tours["end"] > by - frames.rest)
    flags = []
    for marks in (duty, resting, tours["standby"] & now):
        flag = np.zeros(count, dtype=bool)
        flag[tours["owner"][marks]] = True
        flags.append(flag[owner])
    away = np.zeros(len(owner), dtype=bool)
    near = (frames.away["start"] <= by) & (frames.away["end"] > at)
    away[frames.away["officer"][near]] = True
    employed = (officers["joined"] <= today) & (officers["left"] >= today)
    fit = employed & ~officers["restricted"] & ~away
    rostered = (officers["first"] <= by) & (by < officers["last"])
    reach = (officers["recall"] >= 0) & (officers["recall"] <= within)
    called = reach & rostered & ~flags[1]
    on_call = called & (officers["on_call"] | flags[2])
    state = np.select([~fit, flags[0], on_call, called], [3, 0, 1, 2], 3)
    return state, employed


def _tours(frames, days, first_day):
    """Return each officer's owner, a class or the officer, and the tours near by owner."""
    _, last_day, opens, closes, _ = days
    officers, tours, duties = frames.officers, frames.tours, frames.duties
    rows = np.flatnonzero((tours["start"] < closes) & (tours["end"] > opens))
    regular = {name: column[rows] for name, column in tours.items()}
    near = np.flatnonzero((duties["start"] < closes) & (duties["end"] > opens))
    apart = officers["since"] > first_day
    apart[duties["officer"][near]] = True
    who = np.flatnonzero(apart)
    classes = int(officers["cls"].max()) + 1
    owner = officers["cls"].copy()
    owner[who] = classes + np.arange(len(who))
    begin = np.searchsorted(regular["cls"], officers["cls"][who])
    size = np.searchsorted(regular["cls"], officers["cls"][who], side="right") - begin
    source = np.repeat(np.arange(len(who)), size)
    row = np.arange(len(source)) - (np.cumsum(size) - size)[source] + begin[source]
    replaced = np.zeros((len(who), last_day - first_day + 1), dtype=bool)
    place = np.full(len(owner), -1)
    place[who] = np.arange(len(who))
    struck = frames.replaced
    hits = (struck["day"] >= first_day) & (struck["day"] <= last_day)
    hits &= place[struck["officer"]] >= 0
    replaced[place[struck["officer"][hits]], struck["day"][hits] - first_day] = True
    day = np.clip(regular["day"][row], first_day, last_day) - first_day
    kept = ~replaced[source, day] & (regular["day"][row] >= officers["since"][who][source])
    row, source = row[kept], source[kept]
    names = ("start", "end", "deployable", "working", "standby")
    joined = {
        name: np.concatenate([regular[name], regular[name][row], duties[name][near]])
        for name in names
    }
    joined["owner"] = np.concatenate(
        [regular["cls"], classes + source, owner[duties["officer"][near]]]
    )
    return owner, joined
