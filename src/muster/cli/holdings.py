"""What RETURN, CASE and NETWORK on the command line stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from muster.cases import case_names, open_case
from muster.doctrine import Doctrine, read_doctrine
from muster.errors import MusterError
from muster.intake import Progress, Return, read_network, read_return
from muster.mobilisation import Plan
from muster.policing import clock
from muster.strength import CountSet, Roster
from muster.synthesis import SHIPPED_NETWORKS, county_doctrine, network

COUNTY = "county"


class UnableToFindReturn(MusterError):
    """Nothing of that name is shipped or lies on the disk."""


class UnableToCount(MusterError):
    """The return holds nothing that can be counted."""


@dataclass(frozen=True, slots=True, eq=False)
class Holdings:
    """The returns an argument stands for, and the doctrine they are read under."""

    name: str
    doctrine: Doctrine
    returns: tuple[Return, ...]
    network: bool

    @property
    def synthetic(self) -> bool:
        """Say whether anybody in it is invented."""
        return any(each.synthetic for each in self.returns)


def doctrine_of(folders: Sequence[Path], name: str = "") -> Doctrine:
    """Return the shipped doctrine with folders laid over it; `county` is a folder by name."""
    others = [folder for folder in folders if str(folder) != COUNTY]
    if name == COUNTY or len(others) < len(folders):
        return county_doctrine(*others)
    return read_doctrine(*folders)


def doctrine_of_plan(folders: Sequence[Path], plan: Plan) -> Doctrine:
    """Return the doctrine a plan is read under: the county's for a plan of its forces."""
    known = {force.slug for force in read_doctrine().forces}
    fictional = any(offer.force not in known for offer in plan.request.offers)
    return doctrine_of(folders, COUNTY if fictional else "")


def open_holdings(
    name: str,
    *,
    folders: Sequence[Path] = (),
    skip_faulty: bool = False,
    progress: Progress | None = None,
) -> Holdings:
    """Return what a name stands for: a shipped network or case, else a file or folder.

    Raises UnableToFindReturn with the nearest shipped name when there is nothing, and the
    errors of reading.
    """
    doctrine = doctrine_of(folders, name)
    if name in SHIPPED_NETWORKS:
        return Holdings(name, doctrine, network(name, doctrine=doctrine), True)
    if name in case_names():
        return Holdings(name, doctrine, (open_case(name, doctrine=doctrine),), False)
    path = Path(name)
    if not path.exists():
        raise UnableToFindReturn(f"There is nothing called {name}; {_hint(name)}")
    if path.is_dir() and not any(path.glob("*.[cC][sS][vV]")):
        returns = read_network(path, doctrine=doctrine, skip_faulty=skip_faulty, progress=progress)
        return Holdings(path.name, doctrine, returns, True)
    found = read_return(path, doctrine=doctrine, skip_faulty=skip_faulty, progress=progress)
    return Holdings(found.force, doctrine, (found,), False)


def _hint(name: str) -> str:
    shipped = (*case_names(), *SHIPPED_NETWORKS)
    near = get_close_matches(name, shipped, n=1)
    return f"did you mean {near[0]}?" if near else f"give a path, or one of {', '.join(shipped)}"


def holding_of(return_: Return) -> Roster | CountSet:
    """Return the people of a return, or its totals where it gives no people."""
    holding = return_.roster or return_.counts
    if holding is None:
        raise UnableToCount(
            f"The return of {return_.force} has no officers and no counts; add either table"
        )
    return holding


def roster_of(return_: Return, what: str) -> Roster:
    """Return the people of a return; `what` says what they are needed for."""
    if return_.roster is None:
        raise UnableToCount(
            f"The return of {return_.force} gives no people, and {what} cannot do without them; "
            "add officers, patterns and tickets"
        )
    return return_.roster


def choose_instant(text: str, returns: Sequence[Return], option: str = "--at") -> tuple[int, str]:
    """Return the minute asked for, and what to say when `option` did not say it."""
    if text == "now":
        return clock.minute_of(datetime.now(UTC)), "The instant is now, by this computer's clock."
    if text:
        return clock.parse_instant(text), ""
    about = max((each.about for each in returns), key=lambda about: about.prepared_at)
    if about.period_from <= about.prepared_at < about.period_until:
        return about.prepared_at, f"No {option} was given: this is when the return was prepared."
    return about.period_from, f"No {option} was given: this is the first minute of the period."
