"""The ledger of a return, of a network, or of a file that holds the aid table alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from muster.doctrine import Doctrine
from muster.intake.aid import read_aid
from muster.intake.delimited import read_delimited
from muster.intake.faults import FaultLog, UnableToReadReturn
from muster.intake.limits import refuse_size
from muster.intake.reading import read_source
from muster.intake.returns import Input, Return, Table
from muster.intake.sheets import RawTable, open_table
from muster.intake.sources import Source, digest_of
from muster.intake.tables import read_tables
from muster.intake.times import period_window, window_around
from muster.mobilisation import Ledger, gather_ledgers
from muster.policing import clock

AID = "aid"
FIRST_LINE = 2
# A file with any of these is a return, and is read and refused as one.
OF_A_RETURN = frozenset({"about", "officers", "counts"})


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file of aid alone: its ledger, what was read, and how many faulty rows were left out."""

    ledger: Ledger
    inputs: tuple[Input, ...]
    notes: tuple[str, ...]
    skipped: int


def ledger_of(return_: Return, *, doctrine: Doctrine) -> Ledger:
    """Return the ledger of one return's aid table.

    A return packed before the table had columns of its own may hold rows in another form:
    they are left out, and a note says so.
    """
    log = FaultLog()
    reading = open_table(read_tables()[AID], _raw(return_.aid), log)
    period = clock.instant_of(return_.about.period_from)
    window = window_around(clock.day_of(period.date()))
    ledger = read_aid(reading, doctrine, window, return_.force)
    lost = len(return_.aid) - len(ledger)
    if not lost:
        return ledger
    first = f" ({log.faults()[0].describe()})" if log.total else ""
    rows = f"{lost:,} row" + ("" if lost == 1 else "s")
    note = f"{rows} of the aid of {return_.force} cannot be read as a ledger, and count for nothing"
    return Ledger(ledger.deployments, ledger.totals, (f"{note}{first}.",))


def _raw(table: Table) -> RawTable:
    """Return a table of text as if it had just been read from a file."""
    lines = np.arange(FIRST_LINE, FIRST_LINE + len(table), dtype=np.int64)
    columns = tuple(zip(*table.rows, strict=True)) if table.rows else ((),) * len(table.columns)
    return RawTable(AID, "", "", table.columns, columns, lines)


def ledger_of_network(returns: Iterable[Return], *, doctrine: Doctrine) -> Ledger:
    """Return the ledgers of several returns as one; what both sides tell is counted once."""
    return gather_ledgers(ledger_of(each, doctrine=doctrine) for each in returns)


def read_ledger(
    path: Path | str, *, doctrine: Doctrine, skip_faulty: bool = False
) -> LedgerFile | None:
    """Return the ledger in a file that holds the aid table alone, None where it is a return.

    The file is a CSV of that table, or a workbook or JSON file with it and without `about`,
    `officers` and `counts`. In it a total names its force. Raises UnableToReadReturn with
    every fault at once; with `skip_faulty`, faults that cost only a row cost that row.
    """
    place, log = Path(path), FaultLog()
    source = _source(place, log)
    if AID not in source.raw or OF_A_RETURN & source.raw.keys():
        if place.suffix.lower() == ".csv":
            raise UnableToReadReturn(str(path), log.faults(), log.more)
        return None
    reading = open_table(read_tables()[AID], source.raw[AID], log)
    ledger = read_aid(reading, doctrine, window_around(period_window().first), None)
    if log.total and (log.unwaivable or not skip_faulty):
        raise UnableToReadReturn(str(path), log.faults(), log.more)
    skipped = int(reading.dropped.sum())
    return LedgerFile(ledger, tuple(source.inputs), tuple(source.notes), skipped)


def _source(place: Path, log: FaultLog) -> Source:
    """Return the raw tables of a file; a CSV is the aid table, whatever its name."""
    if place.suffix.lower() != ".csv":
        return read_source(place, log, lambda *_: None)
    source = Source()
    if refuse_size(place.name, place.stat().st_size, log):
        return source
    body = place.read_bytes()
    source.inputs.append(Input(place.name, digest_of(body), len(body)))
    raw = read_delimited(read_tables()[AID], place.name, body, log)
    if raw is not None:
        source.raw[AID] = raw
    return source
