"""Read a return from a folder of CSVs, a workbook, JSON or a packed file, or say what is wrong."""

from importlib import metadata
from pathlib import Path
from typing import cast

from muster.doctrine import Doctrine
from muster.intake import formats
from muster.intake.build import assemble, read_tables_of
from muster.intake.context import Context
from muster.intake.faults import Fault, FaultLog, UnableToReadReturn
from muster.intake.folder import read_folder
from muster.intake.keeping import extra_names, notes_on
from muster.intake.limits import refuse_size
from muster.intake.returns import Check, Progress, Provenance, Return
from muster.intake.sources import Source
from muster.intake.tables import read_tables


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
    check = _check(Path(path), doctrine, skip_faulty, progress or silent)
    if check.return_ is None:
        raise UnableToReadReturn(str(path), check.faults, check.more)
    return check.return_


def check_return(
    path: Path | str, *, doctrine: Doctrine, progress: Progress | None = None
) -> Check:
    """Return every fault found in a return, or the return itself where there is none."""
    return _check(Path(path), doctrine, False, progress or silent)


def _check(path: Path, doctrine: Doctrine, skip_faulty: bool, progress: Progress) -> Check:
    log = FaultLog()
    if path.suffix.lower() == ".muster" and path.is_file():
        return check_packed(path, doctrine, log, progress)
    source = read_source(path, log, progress)
    return check_tables(source, doctrine, log, skip_faulty, progress)


def read_source(path: Path, log: FaultLog, progress: Progress) -> Source:
    """Return the raw tables of a folder, workbook or JSON file; nothing when it is none."""
    if path.is_dir():
        return read_folder(path, log, progress)
    source = Source(broken=set(read_tables()))
    if not path.is_file():
        _refuse(log, path, "not-there", "there is no such file or folder", "check the name")
        return source
    if refuse_size(path.name, path.stat().st_size, log):
        return source
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".xlsm", ".ods"):
        return cast(Source, formats.read_workbook(path, log, progress))
    if suffix == ".json":
        return cast(Source, formats.read_json(path, log, progress))
    remedy = "give a folder of CSV files, a .xlsx or .ods workbook, a .json or a .muster file"
    _refuse(log, path, "unknown-format", "it is not a kind of file Muster reads", remedy)
    return source


def _refuse(log: FaultLog, path: Path, code: str, fault: str, remedy: str) -> None:
    log.add(Fault("", None, "", "", fault, remedy, path.name, code=code))


def check_packed(path: Path, doctrine: Doctrine, log: FaultLog, progress: Progress) -> Check:
    """Return what was found in a packed file."""
    found: Return | Fault | None = None
    if not refuse_size(path.name, path.stat().st_size, log):
        found = formats.unpack_return(path, doctrine)
        progress(f"read {path.name}", 1, 1)
    if not isinstance(found, Return):
        if found:
            log.add(found)
        return Check(log.faults(), {}, {}, None)
    extras = {name: table.columns[1:] for name, table in found.extras.items()}
    return Check((), found.rows, extras, found, notes=found.notes)


def check_tables(
    source: Source, doctrine: Doctrine, log: FaultLog, skip_faulty: bool, progress: Progress
) -> Check:
    """Return what was found in raw tables; with `skip_faulty`, without the rows it costs."""
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


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""
