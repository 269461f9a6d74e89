"""Aid without a break from one force to another, however many rows it is told in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from muster.doctrine import Secondment
from muster.mobilisation.ledger.entries import Deployment
from muster.policing import clock


@dataclass(frozen=True, slots=True)
class AidStretch:
    """Aid of one kind from a donor to a host for one operation, with no minute between.

    `deployments` are the rows that tell it; people may have changed from one to the next.
    """

    donor: str
    host: str
    operation: str
    unit: str
    start: int
    end: int
    deployments: int

    @property
    def days(self) -> int:
        """Return the days it lasts, a part of one as one."""
        return ceil((self.end - self.start) / clock.DAY)


def long_stretches(deployments: Iterable[Deployment], rule: Secondment) -> tuple[AidStretch, ...]:
    """Return stretches that last more days than a rule allows, the longest first."""
    limit = rule.days * clock.DAY
    found = [each for each in stretches(deployments) if each.end - each.start > limit]
    return tuple(sorted(found, key=lambda each: (each.start - each.end, each.donor, each.host)))


def stretches(deployments: Iterable[Deployment]) -> Iterator[AidStretch]:
    """Yield every stretch. Deployments that name no operation are not joined to any other."""
    ordered = sorted(
        deployments, key=lambda each: (_likeness(each), each.start, each.end, each.operation)
    )
    for _, alike in groupby(ordered, key=_likeness):
        held: AidStretch | None = None
        for each in alike:
            if held and each.operation and each.start <= held.end:
                held = _longer(held, each)
                continue
            if held:
                yield held
            held = AidStretch(
                each.donor, each.host, each.operation, each.unit, each.start, each.end, 1
            )
        if held:
            yield held


def _likeness(deployment: Deployment) -> tuple[str, str, str, str]:
    return deployment.donor, deployment.host, deployment.slug, deployment.unit


def _longer(held: AidStretch, each: Deployment) -> AidStretch:
    return AidStretch(
        held.donor,
        held.host,
        held.operation,
        held.unit,
        held.start,
        max(held.end, each.end),
        held.deployments + 1,
    )
