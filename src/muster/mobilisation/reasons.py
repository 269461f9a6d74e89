"""Why a plan is as it is: values that sentences are made from."""

from dataclasses import dataclass
from typing import Literal

from muster.strength import Need

Binding = Literal["floor", "cover", "distance", "authority", "instruction", "people"]


@dataclass(frozen=True, slots=True)
class DonorReason:
    """Why a force serves a demand: what the plan loses if it may not.

    `level` is the first level of the objective that gets worse, by `worse`; blank where
    another plan is as good in every level.
    """

    demand: str
    force: str
    count: int
    level: str
    worse: float


@dataclass(frozen=True, slots=True)
class Cure:
    """What relaxing one thing does for a shortfall, found by solving again.

    `cured` of the units short are raised by it. `forces` are where it is to be done, with how
    many units each; `minutes` is how much longer the demand has to wait where that is the
    cure; `needs` what one more unit of the first force takes.
    """

    binding: Binding
    cured: int
    forces: tuple[tuple[str, int], ...] = ()
    minutes: int = 0
    tier: str = ""
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class ShortReason:
    """Why a demand is short: the cures there are; none means that nothing tried cures it."""

    demand: str
    unit: str
    count: int
    cures: tuple[Cure, ...]


@dataclass(frozen=True, slots=True)
class Worth:
    """What one more unit of a kind at a force, ready at a notice, would have been worth.

    `level` is the first level of the objective it betters, by `gain`; blank where it betters
    none.
    """

    force: str
    unit: str
    notice: int
    level: str
    gain: float


@dataclass(frozen=True, slots=True)
class Because:
    """Everything a plan rests on. `notes` say how it was found out."""

    donors: tuple[DonorReason, ...]
    short: tuple[ShortReason, ...]
    worth: tuple[Worth, ...]
    notes: tuple[str, ...] = ()
