"""The two sides of a comparison: which returns, and at which instants."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from muster.cli.assessing import (
    Subject,
    UnableToAssess,
    network_of,
    one_force,
    subject_of_region,
)
from muster.cli.holdings import Holdings, choose_instant, open_holdings
from muster.doctrine import Doctrine
from muster.intake import Progress, Return
from muster.policing import clock

Against = Literal["region", "nation"]
NOTHING = "there is nothing to compare it with: give B, or --at-b, or --against with --network"


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """A return, and a second or else a region or nation of the `pool` to hold it against."""

    first: Return
    second: Return | None
    against: Against | None
    pool: Holdings

    @property
    def doctrine(self) -> Doctrine:
        """Return the doctrine both sides are read under."""
        return self.pool.doctrine

    def holdings(self, one: Subject, two: Subject) -> Holdings:
        """Return everything both sides were made from."""
        returns = tuple(dict.fromkeys((*one.returns, *two.returns)))
        names = dict.fromkeys((one.matrix.subject, two.matrix.subject))
        return Holdings(" and ".join(names), self.doctrine, returns, network=len(returns) > 1)


def open_sides(
    first: str,
    second: str,
    network: str,
    against: Against | None,
    at_b: str,
    folders: Sequence[Path],
    progress: Progress,
) -> Sides:
    """Return the two sides asked for. Raises UnableToAssess where there is no second."""
    if against and not network:
        raise UnableToAssess(f"--against {against} needs --network, where the other forces are")
    if not (second or against or at_b):
        raise UnableToAssess(f"{first} is alone, and {NOTHING}")
    pool = open_holdings(network or first, folders=folders, progress=progress)
    one = one_force(pool, first if network else "")
    if against:
        return Sides(one, None, against, pool)
    if not second:
        return Sides(one, one, None, pool)
    if network:
        return Sides(one, one_force(pool, second), None, pool)
    other = open_holdings(second, folders=folders, progress=progress)
    return Sides(one, one_force(other, ""), None, pool)


def second_instant(sides: Sides, at: str, at_b: str, minute: int) -> int:
    """Return the instant of the second side: the one said, its own, or that of the first."""
    if at_b:
        return choose_instant(at_b, [sides.first])[0]
    if at or sides.second is None:
        return minute
    return sides.second.about.prepared_at


def subject_of_whole(sides: Sides, *, edition: str, at: int) -> Subject:
    """Return the region of the first side, or the nation, assessed and summed."""
    if sides.against == "region":
        region = sides.doctrine.force(sides.first.force).region
        return subject_of_region(sides.pool, region, edition=edition, at=at)
    network = network_of(sides.pool, edition=edition, at=at)
    return Subject(network.nation, sides.pool.returns, "nation", sides.pool.name)


def names_of(one: Subject, two: Subject) -> tuple[str, str]:
    """Return what to call each side: its name, with the day where the names are the same."""
    if one.name != two.name:
        return one.name, two.name
    days, instants = (
        [clock.instant_of(each.matrix.at).strftime(how) for each in (one, two)]
        for how in ("%-d %B %Y", "%-d %B %Y at %H:%M %Z")
    )
    first, second = days if days[0] != days[1] else instants
    return f"{one.name} on {first}", f"{two.name} on {second}"
