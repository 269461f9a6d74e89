"""Who is away, why, and for how long."""

import numpy as np
from numpy.typing import NDArray

from muster.policing import clock
from muster.strength import Abstractions
from muster.synthesis.calibration import Spell
from muster.synthesis.people import People
from muster.synthesis.setting import YEAR, Setting
from muster.synthesis.stream import Floats, Rows, Stream

Days = NDArray[np.int64]


def make_abstractions(setting: Setting, people: People) -> Abstractions:
    """Return the abstractions of a force: whole local days, one at a time for each officer.

    An episode that would begin before another has ended is shortened, or left out.
    """
    parts = [_episodes(setting, people, spell) for spell in setting.calibration.spells]
    officer, kind, start, end = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((kind, start, officer))
    officer, kind, start, end = officer[order], kind[order], start[order], end[order]
    start = np.maximum(start, _free_from(officer, end))
    some = end > start
    return Abstractions(
        officer=officer[some].astype(np.int32),
        kind=kind[some].astype(np.int8),
        start=_midnight(start[some]),
        end=_midnight(end[some]),
    )


def _episodes(setting: Setting, people: People, spell: Spell) -> tuple[Rows, Rows, Days, Days]:
    """Return officer, kind, first day and the day after the last of one kind of spell."""
    stream = setting.stream(f"abstraction {spell.kind} {spell.spell}")
    lengths = list(spell.days)
    lead = max(lengths) or YEAR
    officer = _whose(spell, len(people), (setting.days + lead) / YEAR, stream)
    start = setting.first_day - lead + stream.pick(len(officer), _season(setting, spell, lead))
    length = np.array(lengths)[stream.pick(len(officer), list(spell.days.values()))]
    end = np.where(length > 0, start + length, clock.FOREVER)
    kept = (end > setting.first_day) & (start >= people.joined[officer])
    kept &= start <= people.left[officer]
    kind = np.full(int(kept.sum()), setting.abstraction_kinds[spell.kind])
    return officer[kept], kind, start[kept], end[kept]


def _whose(spell: Spell, officers: int, years: float, stream: Stream) -> Rows:
    """Return the officer of each episode: all alike, or as they fall."""
    mean = spell.per_year * years
    if not spell.even:
        return stream.below(int(mean * officers + 1 / 2), officers)
    each = int(mean) + stream.chance(officers, mean - int(mean))
    return np.repeat(np.arange(officers), each)


def _season(setting: Setting, spell: Spell, lead: int) -> Floats:
    """Return how likely an episode is to start on each day from `lead` days before the period."""
    first = setting.first_day - lead
    when = np.arange(first, setting.first_day + setting.days).astype("datetime64[D]")
    month = when.astype("datetime64[M]")
    number = month.astype(np.int64) % len(spell.season)
    day = (when - month).astype(np.int64) + 1
    weights = np.array(spell.season)[number]
    dates = number * clock.DAY + day
    (late, since), (soon, until) = setting.calibration.christmas
    feast = (dates >= (late - 1) * clock.DAY + since) | (dates <= (soon - 1) * clock.DAY + until)
    return np.where(feast, weights * spell.christmas, weights)


def _free_from(officer: Rows, end: Days) -> Days:
    """Return, for rows sorted by officer and start, the day by which all before have ended."""
    reach = np.int64(2) * clock.FOREVER
    latest = np.maximum.accumulate(officer * reach + end)
    before = np.concatenate([[0], latest[:-1]])
    return np.asarray(np.where(before // reach == officer, before % reach, 0))


def _midnight(day: Days) -> NDArray[np.int32]:
    """Return the UTC minute at which each local day begins; FOREVER stays as it is."""
    known = np.where(day < clock.FOREVER, day, 0)
    minute = clock.utc_from_local(known * clock.DAY)
    return np.where(day < clock.FOREVER, minute, clock.FOREVER).astype(np.int32)
