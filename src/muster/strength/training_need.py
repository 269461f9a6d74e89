"""How many officers must be trained so that so many units can be raised, and how sure that is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from muster.doctrine import Doctrine, Rate
from muster.errors import MusterError
from muster.policing import Composition, clock
from muster.strength.answers import PLAIN, Options
from muster.strength.availability import available
from muster.strength.capacity import fill_last_first, most_units, post_set, reach_of
from muster.strength.chances import at_least, fewest_for_all
from muster.strength.formation import capacity_of, fitting_masks, read_muster
from muster.strength.roster import Column, Roster

SAMPLES = 60
CERTAIN = 1.0


class UnableToJudgeTraining(MusterError):
    """The question about training cannot be answered from this roster."""


@dataclass(frozen=True, slots=True)
class PostTraining:
    """One post's people: needed on the night, and trained for that to hold.

    `presence` is the share of those trained and in date who could parade at the hour asked
    about, over the sampled days. `by_formula` allows only for doctrine's abstraction rate;
    `by_mean` divides by `presence`; `for_probability` makes the units likely enough.
    `trained` is how many are in date now, each counted for every post they fit; the last
    two are the fewest extra people to train, each counted once.
    """

    post: str
    needed: int
    presence: float
    by_formula: int
    by_mean: int
    for_probability: int | None
    trained: int
    to_train_by_mean: int
    to_train_for_probability: int | None


@dataclass(frozen=True, slots=True)
class TrainingNeed:
    """Trained people by post so that `units` can be raised within `within` minutes of an hour.

    `achieved` is the chance the numbers for probability give, people coming independently,
    and `achieved_by_mean` the chance the means give; `held` is the share of sampled days on
    which the roster as it is raises the units, and `held_by_people` the same with vehicles
    for all.
    """

    force: str
    unit: str
    units: int
    hour: int
    within: int
    probability: float
    norm: Rate
    posts: tuple[PostTraining, ...]
    achieved: float
    achieved_by_mean: float
    held: float
    held_by_people: float
    samples: int


@dataclass(frozen=True, slots=True, eq=False)
class _Sample:
    """What each sampled day shows: in date and present by post, and whole units."""

    in_date: Column
    present: Column
    units: Column
    units_by_people: Column


def officers_to_train(
    roster: Roster,
    *,
    unit: str,
    units: int,
    hour: int,
    within: int,
    probability: float,
    doctrine: Doctrine,
    norm: Rate | None = None,
    options: Options = PLAIN,
) -> TrainingNeed:
    """Return how many must be trained, by post, for `units` whole units at local `hour`.

    Up to 60 days spread over the roster's period are sampled at that hour, with tickets held
    as they are on the first: what lapses later is for the forecast to say. Raises
    UnableToJudgeTraining where nobody is trained for a post, so that no rate can be seen,
    and for a probability that is not between 0 and 1 or an hour that is not of the day.
    """
    _check(units, hour, probability)
    instants = _sampled_instants(roster, hour)
    on = clock.instant_of(instants[0]).date()
    composition = doctrine.composition(unit, on)
    norm = norm or doctrine.abstraction_norm("planning", on)
    sample = _sample(roster, composition, instants, within, doctrine, options)
    presence = _presence(sample, composition)
    needed = [units * post.count for post in composition.posts]
    chosen = fewest_for_all(needed, presence, probability)
    posts = _posts(roster, composition, doctrine, instants[0], (needed, presence, chosen, norm))
    return TrainingNeed(
        force=roster.force,
        unit=unit,
        units=units,
        hour=hour,
        within=within,
        probability=probability,
        norm=norm,
        posts=posts,
        achieved=_achieved(chosen, needed, presence),
        achieved_by_mean=_achieved([post.by_mean for post in posts], needed, presence),
        held=float((sample.units >= units).mean()),
        held_by_people=float((sample.units_by_people >= units).mean()),
        samples=len(instants),
    )


def _check(units: int, hour: int, probability: float) -> None:
    if units < 1:
        raise UnableToJudgeTraining(f"{units} units is not a goal; ask for 1 or more")
    if not 0 <= hour * clock.HOUR < clock.DAY:
        raise UnableToJudgeTraining(f"{hour} is not an hour of the day; ask for 0 to 23")
    if not 0 < probability < CERTAIN:
        raise UnableToJudgeTraining(
            f"A probability of {probability:g} cannot be planned for; ask for one between 0 and 1"
        )


def _sampled_instants(roster: Roster, hour: int) -> list[int]:
    """Return up to SAMPLES instants at an hour, on days spread evenly over the period."""
    first, last = clock.local_day(np.array([roster.starts, roster.ends - 1]))
    days = np.unique(np.linspace(first, last, min(SAMPLES, last - first + 1)).astype(np.int64))
    instants = clock.utc_from_local(days * clock.DAY + hour * clock.HOUR)
    inside = instants[(instants >= roster.starts) & (instants < roster.ends)]
    if not len(inside):
        raise UnableToJudgeTraining(
            f"The return of {roster.force} covers no {hour:02}:00; give one that covers a day"
        )
    return [int(instant) for instant in inside]


def _sample(
    roster: Roster,
    composition: Composition,
    instants: Sequence[int],
    within: int,
    doctrine: Doctrine,
    options: Options,
) -> _Sample:
    posts = post_set([composition])
    bits = np.arange(len(posts.posts))
    rows: list[tuple[Column, Column, int, int]] = []
    trained = available(roster, at=instants[0], within=within, doctrine=doctrine).tickets
    for at in instants:
        present = available(roster, at=at, within=within, doctrine=doctrine)
        present = replace(present, tickets=trained)
        day = clock.local_day(np.array([present.by]))
        employed = (roster.officers.joined <= day) & (roster.officers.left >= day)
        in_date = np.where(employed, fitting_masks(roster, present.tickets, posts, doctrine), 0)
        muster = read_muster(
            roster,
            present,
            [composition],
            doctrine=doctrine,
            assured=options.assured,
            releasable=options.releasable,
        )
        whole, people = capacity_of(muster), muster.without_vehicles()
        rows.append(
            (
                (in_date[:, None] >> bits & 1).sum(axis=0),
                (muster.masks[:, None] >> bits & 1).sum(axis=0),
                most_units(whole, 0),
                most_units(capacity_of(people), 0),
            )
        )
    return _Sample(*(np.array(column) for column in zip(*rows, strict=True)))


def _presence(sample: _Sample, composition: Composition) -> list[float]:
    """Return the share of each post's in-date people who could parade."""
    trained, present = sample.in_date.sum(axis=0), sample.present.sum(axis=0)
    for post, anyone, came in zip(composition.posts, trained, present, strict=True):
        if not anyone or not came:
            how = "in date" if not anyone else "ever able to parade at that hour"
            raise UnableToJudgeTraining(
                f"Nobody trained as {post.slug} is {how}, so no rate can be seen; "
                "train some first, or ask at another hour"
            )
    return [float(came / anyone) for came, anyone in zip(present, trained, strict=True)]


def _posts(
    roster: Roster,
    composition: Composition,
    doctrine: Doctrine,
    at: int,
    figures: tuple[list[int], list[float], list[int], Rate],
) -> tuple[PostTraining, ...]:
    needed, presence, chosen, norm = figures
    by_mean = [math.ceil(count / rate) for count, rate in zip(needed, presence, strict=True)]
    reach, trained = _trained(roster, composition, doctrine, at)
    short_mean = _short(reach, by_mean)
    short_chance = _short(reach, chosen)
    return tuple(
        PostTraining(
            post=post.slug,
            needed=needed[row],
            presence=presence[row],
            by_formula=math.ceil(needed[row] / (1 - norm.rate)),
            by_mean=by_mean[row],
            for_probability=chosen[row],
            trained=trained[row],
            to_train_by_mean=short_mean[row],
            to_train_for_probability=short_chance[row],
        )
        for row, post in enumerate(composition.posts)
    )


def _trained(
    roster: Roster, composition: Composition, doctrine: Doctrine, at: int
) -> tuple[Column, list[int]]:
    """Return N(S) over people in date and employed at `at`, and how many fit each post."""
    posts = post_set([composition])
    now = available(roster, at=at, within=0, doctrine=doctrine)
    day = clock.local_day(np.array([at]))
    employed = (roster.officers.joined <= day) & (roster.officers.left >= day)
    masks = np.where(employed, fitting_masks(roster, now.tickets, posts, doctrine), 0)
    histogram = np.bincount(masks, minlength=1 << len(posts.posts))
    return reach_of(histogram), [int((masks >> p & 1).sum()) for p in range(len(posts.posts))]


def _short(reach: Column, wanted: list[int]) -> list[int]:
    """Return the fewest extra people for each post, each person serving in one."""
    places = np.array(wanted, dtype=np.int64)
    return [int(short) for short in places - fill_last_first(reach, places)]


def _achieved(chosen: list[int], needed: list[int], presence: list[float]) -> float:
    chances = (
        at_least(need, of, rate) for need, of, rate in zip(needed, chosen, presence, strict=True)
    )
    return math.prod(chances)
