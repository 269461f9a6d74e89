"""Read a folder of CSV files."""

from pathlib import Path

from muster.intake.delimited import read_delimited
from muster.intake.faults import Fault, FaultLog
from muster.intake.limits import refuse_size
from muster.intake.naming import Naming
from muster.intake.returns import Input, Progress
from muster.intake.sources import Source, digest_of
from muster.intake.tables import read_tables


def read_folder(folder: Path, log: FaultLog, progress: Progress) -> Source:
    """Return the tables of a folder's CSV files; other files are noted and left alone."""
    files = sorted(each for each in folder.iterdir() if each.is_file() and each.name[0] != ".")
    naming, source = Naming(log), Source()
    total = sum(file.stat().st_size for file in files if file.suffix.lower() == ".csv")
    if refuse_size(folder.name, total, log):
        source.broken.update(read_tables())
        return source
    for done, file in enumerate(files, 1):
        progress(f"reading {file.name}", done, len(files))
        if file.suffix.lower() != ".csv":
            source.notes.append(f"{file.name}: not a CSV file, so it is left alone")
            continue
        table = naming.table_of(file.stem, file.name, source)
        if table:
            _read_file(file, table, source, log)
    if not any(file.suffix.lower() == ".csv" for file in files):
        fault = "the folder has no CSV files"
        remedy = "give it about.csv and officers.csv"
        log.add(Fault("", None, "", "", fault, remedy, folder.name, code="no-files"))
        source.broken.update(read_tables())
    return source


def _read_file(file: Path, table: str, source: Source, log: FaultLog) -> None:
    body = file.read_bytes()
    source.inputs.append(Input(file.name, digest_of(body), len(body)))
    raw = read_delimited(read_tables()[table], file.name, body, log)
    if raw is None:
        source.broken.add(table)
    else:
        source.raw[table] = raw
