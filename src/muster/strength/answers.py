"""The values a count is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from muster.strength.capacity import UNBOUNDED, Capacity, Need, extra_needed, most_units


@dataclass(frozen=True, slots=True)
class Options:
    """How a count is asked: firm people only, after minimum cover, units that share a base."""

    assured: bool = False
    releasable: bool = False
    by_base: bool = False


PLAIN = Options()


@dataclass(frozen=True, slots=True)
class PostStrength:
    """People who could serve in a post: on duty or starting, on call, and recallable.

    `expected` is how many of them come, at doctrine's turnout rates.
    """

    post: str
    on_duty: int
    on_call: int
    recall: int
    expected: float


@dataclass(frozen=True, slots=True)
class KindCount:
    """One kind of unit at one notice.

    `low` and `high` are equal for a roster; from counts they are bounds, and `high` is None
    where nothing stated limits it. `available` maps posts and vehicle kinds to how many
    could serve, None where unknown; `unavailable` maps reasons to officers, so that those
    who fit some post and those with a reason make up the strength.
    """

    unit: str
    within: int
    low: int
    high: int | None
    unknown: tuple[str, ...]
    next_unit_needs: tuple[Need, ...]
    available: Mapping[str, int | None]
    by_post: tuple[PostStrength, ...] = ()
    unavailable: Mapping[str, int] = field(default_factory=dict)
    base: str = ""

    @property
    def whole_units(self) -> int | None:
        """Return the number of whole units: the high bound."""
        return self.high

    @property
    def limited_by(self) -> tuple[str, ...]:
        """Return the posts and vehicles that stop the next unit."""
        return tuple(need.post for need in self.next_unit_needs)


@dataclass(frozen=True, slots=True)
class UnitCount:
    """The answer for one force: every kind asked for, along the curve, and jointly.

    `kinds` is in the order asked, at the notice asked; `curve` has a row of kinds for each
    notice; `joint` is the Pareto set when several kinds were asked for at once.
    """

    force: str
    at: int
    within: int
    options: Options
    kinds: tuple[KindCount, ...]
    curve: tuple[tuple[KindCount, ...], ...]
    joint: tuple[Mapping[str, int], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Every kind at one notice, what carries them jointly, and what had to be assumed."""

    kinds: tuple[KindCount, ...]
    capacity: Capacity
    notes: tuple[str, ...]


def next_needs(capacity: Capacity, unit: int) -> tuple[Need, ...]:
    """Return what the next unit of a kind needs; nothing where nothing known limits it."""
    most = most_units(capacity, unit)
    return () if most >= UNBOUNDED else extra_needed(capacity, unit, most + 1)


def bounded(units: int) -> int | None:
    """Return a number of units, None where nothing known limits it."""
    return None if units >= UNBOUNDED else units
