"""The officers: rank, function, base, team, service, recall."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.policing import clock
from muster.strength import Bases, Officers
from muster.synthesis.calibration import Function
from muster.synthesis.rotas import first_days
from muster.synthesis.setting import YEAR, Setting
from muster.synthesis.stream import Floats, Rows, apportion

PREFIX = b"SYN"
DIGITS = 5
TEN = 10
FEW = 20  # officers in a force cut down so far that it need not have every rank


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """What is known of each officer while the force is being made, one row an officer."""

    rank: Rows
    function: Rows
    base: Rows
    team: Rows
    joined: Rows
    left: Rows

    def __len__(self) -> int:
        """Return how many officers there are."""
        return len(self.rank)


def make_people(setting: Setting, bases: Bases) -> People:
    """Return the people of a force, in order of collar number."""
    rank = _ranks(setting)
    function = _functions(setting, rank)
    base = _bases(setting, function, len(bases.name))
    joined, left = _service(setting)
    return People(rank, function, base, _teams(setting, rank, function, base), joined, left)


def make_officers(setting: Setting, people: People, on_call: Rows) -> Officers:
    """Return the officers' columns; `on_call` is each one's group or -1."""
    pattern = np.zeros(len(people), dtype=np.int16)
    pattern_from = np.zeros(len(people), dtype=np.int32)
    names = [rota.slug for rota in setting.calibration.rotas]
    for at, function in enumerate(setting.calibration.functions):
        rows = np.flatnonzero(people.function == at)
        rota = setting.rota(function.rota)
        pattern[rows] = names.index(rota.slug)
        pattern_from[rows] = first_days(setting, rota, people.team[rows])
    figures = setting.calibration.people
    return Officers(
        officer_id=_collar_numbers(setting),
        rank=people.rank.astype(np.int8),
        base=people.base.astype(np.int16),
        recall_minutes=_recall(setting, on_call),
        on_call=on_call.astype(np.int16),
        pattern=pattern,
        pattern_from=pattern_from,
        restricted=setting.stream("restricted").chance(len(people), figures.restricted),
        joined=people.joined.astype(np.int32),
        left=people.left.astype(np.int32),
    )


def rank_sizes(setting: Setting) -> list[int]:
    """Return how many officers of each rank, in doctrine's order."""
    figures = setting.calibration.ranks
    slugs = [rank.slug for rank in setting.doctrine.ranks]
    least = [figures.at_least.get(slug, 0) for slug in slugs]
    if setting.size < FEW:
        least = [0] * len(slugs)
    sizes = apportion(setting.size, [figures.share.get(slug, 0.0) for slug in slugs])
    raised = [max(size, floor) for size, floor in zip(sizes, least, strict=True)]
    raised[sizes.index(max(sizes))] -= sum(raised) - setting.size
    return raised


def _ranks(setting: Setting) -> Rows:
    ranks = np.repeat(np.arange(len(setting.doctrine.ranks)), rank_sizes(setting))
    return ranks[setting.stream("ranks").order(setting.size)]


def _functions(setting: Setting, rank: Rows) -> Rows:
    """Return each officer's function: exact shares of each rank, in a random order."""
    function = np.zeros(len(rank), dtype=np.int64)
    stream = setting.stream("functions")
    functions = setting.calibration.functions
    for slug, code in setting.ranks.items():
        rows = np.flatnonzero(rank == code)
        sizes = apportion(len(rows), [each.ranks.get(slug, 0.0) for each in functions])
        function[rows[stream.order(len(rows))]] = np.repeat(np.arange(len(sizes)), sizes)
    return function


def _bases(setting: Setting, function: Rows, bases: int) -> Rows:
    base = np.zeros(len(function), dtype=np.int64)
    stream = setting.stream("places")
    for at, each in enumerate(setting.calibration.functions):
        rows = np.flatnonzero(function == at)
        base[rows] = stream.pick(len(rows), base_weights(each, bases))
    return base


def base_weights(function: Function, bases: int) -> Floats:
    """Return how likely each base is for a function: larger ones first, some not at all."""
    used = max(int(bases * function.bases + 1 / 2), 1)
    weights = 1 / (np.arange(bases, dtype=np.float64) + used)
    weights[used:] = 0.0
    return weights


def _teams(setting: Setting, rank: Rows, function: Rows, base: Rows) -> Rows:
    """Return each officer's team, so that the teams of a function at a base are even."""
    order = np.lexsort((rank, base, function))
    group = function[order] * (base.max() + 1) + base[order]
    first = np.flatnonzero(np.diff(group, prepend=-1))
    sizes = np.diff(first, append=len(group))
    within = np.arange(len(group)) - np.repeat(first, sizes)
    offset = np.repeat(setting.stream("teams").below(len(first), 60), sizes)
    teams = [setting.rota(each.rota).teams for each in setting.calibration.functions]
    team = np.zeros(len(rank), dtype=np.int64)
    team[order] = (within + offset) % np.array(teams)[function[order]]
    return team


def _service(setting: Setting) -> tuple[Rows, Rows]:
    """Return the first and last day of service of each officer."""
    figures, stream = setting.calibration.people, setting.stream("service")
    served = stream.below(setting.size, figures.service_years * YEAR)
    joined = setting.first_day - served
    later = setting.first_day + stream.below(setting.size, setting.days)
    recruit = stream.chance(setting.size, figures.recruits)
    joined = np.where(recruit, later, joined)
    leaving = stream.chance(setting.size, figures.leavers * setting.years) & ~recruit
    last = setting.first_day + stream.below(setting.size, setting.days)
    return joined, np.where(leaving, last, clock.FOREVER)


def _recall(setting: Setting, on_call: Rows) -> NDArray[np.int32]:
    """Return minutes within which each officer can parade when recalled, -1 when not."""
    figures, stream = setting.calibration.people, setting.stream("recall")
    offered = np.array(list(figures.recall_minutes))
    minutes = offered[stream.pick(setting.size, list(figures.recall_minutes.values()))]
    share = setting.own.recallable or figures.recallable
    minutes = np.where(stream.chance(setting.size, share), minutes, -1)
    near = np.where(minutes < 0, figures.on_call_minutes, minutes)
    near = np.minimum(near, figures.on_call_minutes)
    return np.where(on_call >= 0, near, minutes).astype(np.int32)


def _collar_numbers(setting: Setting) -> NDArray[np.bytes_]:
    """Return rising collar numbers with gaps, such as SYN00417; SYN says synthetic."""
    steps = 1 + setting.stream("collars").below(setting.size, setting.calibration.people.collar_gap)
    return numbered(PREFIX, np.cumsum(steps), DIGITS)


def numbered(prefix: bytes, numbers: Rows, digits: int) -> NDArray[np.bytes_]:
    """Return `prefix` followed by each number, padded with noughts to `digits` or more."""
    digits = max(digits, len(str(int(numbers.max(initial=0)))))
    powers = TEN ** np.arange(digits - 1, -1, -1, dtype=np.int64)
    letters = np.empty((len(numbers), len(prefix) + digits), dtype=np.uint8)
    letters[:, : len(prefix)] = np.frombuffer(prefix, dtype=np.uint8)
    letters[:, len(prefix) :] = numbers[:, None] // powers % TEN + ord("0")
    return letters.view(f"S{letters.shape[1]}").reshape(-1)
