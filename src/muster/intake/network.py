"""Read a network: a directory of returns, one a force."""

from pathlib import Path

from muster.doctrine import Doctrine
from muster.intake.faults import Fault, FaultLog, UnableToReadReturn
from muster.intake.reading import read_return
from muster.intake.returns import Progress, Return

SUFFIXES = (".muster", ".xlsx", ".ods", ".json")


def read_network(
    directory: Path | str,
    *,
    doctrine: Doctrine,
    skip_faulty: bool = False,
    progress: Progress | None = None,
) -> tuple[Return, ...]:
    """Return every return in a directory, by force: packed files, workbooks, JSON, folders.

    `skip_faulty` is as in `read_return`. Raises UnableToReadReturn with the faults of all of
    them, and when two are of one force.
    """
    place = Path(directory)
    found = sorted(each for each in place.glob("*") if _is_return(each))
    returns: dict[str, Return] = {}
    faults: list[Fault] = []
    more = 0
    for done, path in enumerate(found, 1):
        try:
            own = read_return(path, doctrine=doctrine, skip_faulty=skip_faulty)
        except UnableToReadReturn as wrong:
            faults += wrong.faults
            more += wrong.more
        else:
            faults += _clash(returns, own, path)
            returns.setdefault(own.force, own)
        if progress:
            progress(f"read {path.name}", done, len(found))
    if not found:
        remedy = "give a directory of packed returns, workbooks, JSON files or folders of CSVs"
        fault = "there are no returns in it"
        faults = [Fault("", None, "", "", fault, remedy, str(place), code="no-files")]
    if faults:
        raise UnableToReadReturn(str(place), faults, more)
    return tuple(returns[force] for force in sorted(returns))


def _is_return(path: Path) -> bool:
    if path.name.startswith("."):
        return False
    return path.suffix.lower() in SUFFIXES if path.is_file() else any(path.glob("*.[cC][sS][vV]"))


def _clash(returns: dict[str, Return], own: Return, path: Path) -> list[Fault]:
    """Return a fault when another return of the same force was already read."""
    if own.force not in returns:
        return []
    log = FaultLog()
    remedy = "keep one return for each force"
    fault = f"is a second return of {own.force}"
    log.add(Fault("about", None, "force", own.force, fault, remedy, path.name, code="force-twice"))
    return log.kept
