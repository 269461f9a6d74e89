"""What a ledger of mutual aid holds: deployments, and totals that say no more than a number."""

from dataclasses import dataclass
from typing import Literal

from muster.mobilisation.ledger.operations import operation_slug

AidSide = Literal["given", "received"]


@dataclass(frozen=True, slots=True)
class Deployment:
    """Whole units of one kind that one force sent another, from `start` until before `end`.

    Forces and the kind are slugs, instants UTC minutes, `operation` its name as given, empty
    where none is. `officers` are all its people: `stated` by whoever reports them, else by
    the composition in doctrine. `reference` is what both sides know it by; `told_by` are the
    forces in whose returns it stands, and `differs` says that they tell it differently.
    """

    operation: str
    donor: str
    host: str
    unit: str
    units: int
    start: int
    end: int
    officers: int
    stated: bool = False
    reference: str = ""
    source: str = ""
    told_by: tuple[str, ...] = ()
    differs: bool = False

    @property
    def slug(self) -> str:
        """Return the operation's slug."""
        return operation_slug(self.operation)


@dataclass(frozen=True, slots=True)
class AggregateEntry:
    """A total that `force` gave or received over a period, and nothing of how it is made up.

    `operation` and `partner` are empty for a total of all of them. `leaves_out` names the
    operations that whoever made the total had already left out of it.
    """

    force: str
    side: AidSide
    unit: str
    units: int
    start: int
    end: int
    operation: str = ""
    partner: str = ""
    leaves_out: tuple[str, ...] = ()
    source: str = ""
    told_by: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Return the slug of the one operation it is a total of, empty for all."""
        return operation_slug(self.operation)

    @property
    def donor(self) -> str:
        """Return the force that gave, empty where the total does not say."""
        return self.force if self.side == "given" else self.partner

    @property
    def host(self) -> str:
        """Return the force that received, empty where the total does not say."""
        return self.force if self.side == "received" else self.partner

    def without(self, operation: str) -> bool:
        """Say whether an operation, by slug, was already left out of the total."""
        other = bool(self.slug) and self.slug != operation
        return other or operation in map(operation_slug, self.leaves_out)

    def holds(self, deployment: Deployment) -> bool:
        """Say whether a deployment is one of those the total is made up of."""
        ours = (deployment.donor, deployment.host)
        if self.side == "received":
            ours = ours[::-1]
        return (
            ours[0] == self.force
            and self.partner in ("", ours[1])
            and self.unit == deployment.unit
            and self.start <= deployment.start < self.end
            and self.slug in ("", deployment.slug)
            and not self.without(deployment.slug)
        )


AidEntry = Deployment | AggregateEntry


@dataclass(frozen=True, slots=True)
class Ledger:
    """Deployments and totals, and what is worth saying of how they were read.

    `tellers` are the forces whose own returns tell of deployments, where it was put together
    from several: what one of them does not tell is worth knowing.
    """

    deployments: tuple[Deployment, ...] = ()
    totals: tuple[AggregateEntry, ...] = ()
    notes: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self.deployments) + len(self.totals)

    @property
    def entries(self) -> tuple[AidEntry, ...]:
        """Return every entry, deployments first."""
        return (*self.deployments, *self.totals)

    @property
    def operations(self) -> dict[str, str]:
        """Return the name of every operation in it, or left out of a total in it, by slug."""
        named = [each.operation for each in self.entries]
        named += [name for each in self.totals for name in each.leaves_out]
        return {operation_slug(name): name for name in sorted(named, reverse=True) if name}
