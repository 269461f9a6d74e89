"""A past operation as data: what is published of it, its orders, and how it could have gone."""

from dataclasses import dataclass

from muster.mobilisation.demands import Demand
from muster.mobilisation.tiers import Tier


@dataclass(frozen=True, slots=True)
class ReplayFact:
    """A published figure, and which of the replay's units it is to be held against.

    Units sent to `demands`: all, those of one `force`, or those from `outside` a force.
    """

    slug: str
    what: str
    value: float
    unit: str
    source: str
    demands: tuple[str, ...]
    force: str = ""
    outside: str = ""


@dataclass(frozen=True, slots=True)
class ReplayStage:
    """One order: when it is given (played UTC minute), how far help is sought, and for what."""

    at: int
    tier: Tier
    demands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplayVariant:
    """One way it could have gone: its orders, and what forces keep; `watch` are demands to tell of.

    Forces named in `keep` keep the share of their local need that the `alert` level has.
    """

    slug: str
    name: str
    stages: tuple[ReplayStage, ...]
    alert: str
    keep: tuple[str, ...]
    watch: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """A past operation as data. `shift` minutes take its own instants to those it is played at.

    `demands` are at played instants; `basis` says of each, by slug, what is published of it.
    """

    slug: str
    name: str
    question: str
    shift: int
    assumed: tuple[str, ...]
    facts: tuple[ReplayFact, ...]
    demands: tuple[Demand, ...]
    basis: tuple[tuple[str, str], ...]
    variants: tuple[ReplayVariant, ...]
