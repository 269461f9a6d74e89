"""Read a return from a folder of CSVs, a workbook, JSON or a packed file, or say what is wrong."""

from importlib import metadata
from pathlib import Path

from muster.doctrine import Doctrine
from muster.intake.build import assemble, read_tables_of
from muster.intake.context import Context
from muster.intake.faults import FaultLog, UnableToReadReturn
from muster.intake.folder import read_folder
from muster.intake.keeping import extra_names, notes_on
from muster.intake.returns import Check, Progress, Provenance, Return
from muster.intake.sources import Source


def read_return(
    path: Path | str,
    *,
    doctrine: Doctrine,
    skip_faulty: bool = False,
    progress: Progress | None = None,
) -> Return:
    """Return one force's return, whole, or refuse it with every fault at once.

    `path` is a folder of CSV files, a .xlsx or .ods workbook, a .json file or a packed
    .muster file. With `skip_faulty`, faults that cost only a row cost that row, and the rows
    that hang on it; `Return.skipped` says which. Raises UnableToReadReturn.
    """
    check = _check(Path(path), doctrine, skip_faulty, progress or _silent)
    if check.return_ is None:
        raise UnableToReadReturn(str(path), check.faults, check.more)
    return check.return_


def check_return(
    path: Path | str, *, doctrine: Doctrine, progress: Progress | None = None
) -> Check:
    """Return every fault found in a return, or the return itself where there is none."""
    return _check(Path(path), doctrine, False, progress or _silent)


def _check(path: Path, doctrine: Doctrine, skip_faulty: bool, progress: Progress) -> Check:
    log = FaultLog()
    source = read_folder(path, log, progress)
    return _check_tables(source, doctrine, log, skip_faulty, progress)


def _check_tables(
    source: Source, doctrine: Doctrine, log: FaultLog, skip_faulty: bool, progress: Progress
) -> Check:
    context = Context(doctrine, source.raw, log, frozenset(source.broken), source.notes)
    found = read_tables_of(context, progress)
    rows = {name: len(raw.lines) for name, raw in source.raw.items()}
    waived = skip_faulty and not log.unwaivable
    if log.total and not waived:
        extras, notes = extra_names(context), notes_on(context)
        return Check(log.faults(), rows, extras, None, log.more, notes)
    provenance = Provenance(tuple(source.inputs), doctrine.digest, software())
    return_ = assemble(context, found, provenance, skipping=bool(log.total))
    return Check(log.faults(), rows, extra_names(context), return_, log.more, return_.notes)


def software() -> str:
    """Return the name and version of what reads and writes returns."""
    try:
        return f"muster-spr {metadata.version('muster-spr')}"
    except metadata.PackageNotFoundError:
        return "muster-spr"


def _silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""
