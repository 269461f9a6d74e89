"""What the commands of the matrix share: which edition, which force, whose name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Annotated

import typer

from muster.assessment import Matrix
from muster.cli.holdings import Holdings, choose_instant
from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.exchange import Scope, subject_name
from muster.intake import NetworkMatrix, Progress, Return, assess_network, assess_return
from muster.policing import clock

NATION = "nation"
EditionOption = Annotated[
    str,
    typer.Option(
        "--edition", "-e", help="2012, 2015 or 2023. Without it: the one in force at the instant."
    ),
]
ForceOption = Annotated[
    str, typer.Option("--force", help="One force of a network: slug, name or ONS code.")
]
RegionOption = Annotated[str, typer.Option("--region", help="One region of a network, summed.")]


class UnableToAssess(MusterError):
    """What was asked for is not in what was given."""


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """One matrix, the returns it was made from, and what to call whatever it is of."""

    matrix: Matrix
    returns: tuple[Return, ...]
    scope: Scope
    name: str

    @property
    def synthetic(self) -> bool:
        """Say whether anybody in it is invented."""
        return any(each.synthetic for each in self.returns)


def choose_edition(text: str, on: date, doctrine: Doctrine) -> tuple[str, str]:
    """Return the edition asked for, or in force on a day, and what to say when it was not said.

    Raises UnableToFindDoctrine for one that is not there.
    """
    if text:
        return doctrine.edition(text).slug, ""
    dated = sorted(doctrine.editions, key=lambda each: each.starts)
    begun = [each for each in dated if each.starts <= on]
    chosen = begun[-1] if begun else dated[0]
    when = "in force at the instant" if begun else "the first there was, for none was in force yet"
    return chosen.slug, f"No --edition was given: {chosen.name} is {when}."


def edition_at(text: str, at: int, doctrine: Doctrine) -> tuple[str, str]:
    """Return the edition asked for, or in force at a UTC minute, and what to say of it."""
    return choose_edition(text, clock.instant_of(at).date(), doctrine)


def current_day() -> date:
    """Return the day by this computer's clock."""
    return datetime.now(UTC).date()


def one_force(held: Holdings, force: str) -> Return:
    """Return the return of one force. Raises UnableToAssess where there is none."""
    if not force:
        if held.network:
            raise UnableToAssess(
                f"{held.name} is a network; give one force's return, "
                "or --force where the command takes it"
            )
        return held.returns[0]
    slug = held.doctrine.force(force).slug
    for each in held.returns:
        if each.force == slug:
            return each
    known = ", ".join(each.force for each in held.returns)
    raise UnableToAssess(f"{held.name} holds no return of {slug}; it holds {known}")


def region_of(held: Holdings, region: str) -> tuple[str, tuple[Return, ...]]:
    """Return a region's slug and its returns. Raises UnableToAssess where there are none."""
    wanted = region.strip().lower().replace(" ", "-")
    slugs = [each.slug for each in held.doctrine.regions]
    if wanted not in slugs:
        near = get_close_matches(wanted, slugs, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(slugs)}"
        raise UnableToAssess(f"There is no region {region!r}; {hint}")
    found = tuple(each for each in held.returns if held.doctrine.force(each.force).region == wanted)
    if not found:
        raise UnableToAssess(f"{held.name} holds no return of a force of {wanted}")
    return wanted, found


def subject_of_force(return_: Return, *, doctrine: Doctrine, edition: str, at: int) -> Subject:
    """Return one force assessed."""
    matrix = assess_return(return_, doctrine=doctrine, edition=edition, at=at)
    name = subject_name(return_.force, "force", doctrine)
    return Subject(matrix, (return_,), "force", name)


def subject_of_region(held: Holdings, region: str, *, edition: str, at: int) -> Subject:
    """Return one region of a network assessed and summed."""
    slug, returns = region_of(held, region)
    network = assess_network(returns, doctrine=held.doctrine, edition=edition, at=at)
    name = subject_name(slug, "region", held.doctrine)
    return Subject(network.regions[slug], returns, "region", f"{name} (region)")


def network_of(
    held: Holdings, *, edition: str, at: int, progress: Progress | None = None
) -> NetworkMatrix:
    """Return every force of a network assessed, with its regions and the whole."""
    return assess_network(
        held.returns, doctrine=held.doctrine, edition=edition, at=at, progress=progress
    )


def prepared(text: str, returns: Sequence[Return]) -> tuple[int, str]:
    """Return the instant asked for, or when the latest return was prepared, and what to say."""
    if text:
        return choose_instant(text, returns)
    at = max(each.about.prepared_at for each in returns)
    return at, "No --at was given: this is when the return was prepared."


def matrices_of(network: NetworkMatrix) -> Mapping[str, Matrix]:
    """Return every matrix of a network: forces, regions and the whole, by what to call each."""
    regions = {f"region {slug}": each for slug, each in network.regions.items()}
    return {**network.forces, **regions, NATION: network.nation}
