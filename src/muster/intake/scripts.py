"""Read a test without notice from a script, whole, or refuse it with every fault at once.

A script is JSON with a `test` and its `answers`, or a CSV file of answers alone, whose heading
is then given besides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from muster.doctrine import Doctrine
from muster.intake.cells import parse_text, parse_whole
from muster.intake.delimited import read_delimited
from muster.intake.documents import JsonDocument
from muster.intake.faults import Fault, FaultLog, Problem, UnableToReadTables
from muster.intake.limits import MOST_JSON_BYTES, refuse_size
from muster.intake.script_answers import read_answers
from muster.intake.sheets import RawTable, TableReading, as_text, open_table
from muster.intake.sources import Source
from muster.intake.tables import plain, tables_of_tests
from muster.intake.times import parse_instants, period_window
from muster.intake.vocabulary import vocabulary_of
from muster.mobilisation import NoNoticeTest, answer_faults
from muster.policing import clock

TEST, ANSWERS, PUT_AT = "test", "answers", "put_at"
SHAPE = 'write {"test": {"unit": …, "put_at": …}, "answers": [{"minutes": …, …}, …]}'
Row = Mapping[str, str]


class UnableToReadTest(UnableToReadTables):
    """A script of a test without notice has faults."""


def read_script(
    path: Path | str, *, doctrine: Doctrine, given: Mapping[str, str] | None = None
) -> NoNoticeTest:
    """Return a test and its answers from a .json or .csv script.

    `given` is what is said of the test besides, by column of its heading: it fills what the
    script leaves blank, and may not contradict it. Raises UnableToReadTest.
    """
    place, log = Path(path), FaultLog()
    return _build(str(place), _raw_tables(place, log), given or {}, doctrine, log)


def check_script(
    heading: Row, answers: Sequence[Row], *, doctrine: Doctrine, name: str = "what was typed"
) -> NoNoticeTest:
    """Return a test from its heading and answers as rows of text, as they are typed.

    Raises UnableToReadTest.
    """
    raw = {TEST: _raw(TEST, [heading], ""), ANSWERS: _raw(ANSWERS, answers, "")}
    return _build(name, raw, {}, doctrine, FaultLog())


def script_rows(
    path: Path | str, *, doctrine: Doctrine, given: Mapping[str, str] | None = None
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return the heading and answers of a script as rows of text, once they are without fault.

    Raises UnableToReadTest.
    """
    read_script(path, doctrine=doctrine, given=given)
    raw = _raw_tables(Path(path), FaultLog())
    headings = _rows(raw[TEST]) if TEST in raw else [{}]
    return {**(given or {}), **headings[0]}, _rows(raw[ANSWERS]) if ANSWERS in raw else []


def _rows(raw: RawTable) -> list[dict[str, str]]:
    """Return the rows of a table by the names of its columns, blank cells left out."""
    spellings = tables_of_tests()[raw.table].spellings()
    names = [spellings.get(plain(as_text(each)), as_text(each)) for each in raw.header]
    cells = zip(*raw.columns, strict=True)
    return [
        {name: as_text(cell) for name, cell in zip(names, row, strict=True) if as_text(cell)}
        for row in cells
    ]


def _raw(table: str, rows: Sequence[Row], file: str) -> RawTable:
    """Return rows of text as a raw table; the first is line 2, as under a header."""
    names = tuple(dict.fromkeys(key for row in rows for key in row))
    names = names or tuple(column.name for column in tables_of_tests()[table].columns)
    columns = tuple([row.get(name, "") for row in rows] for name in names)
    lines = np.arange(len(rows), dtype=np.int64) + 2
    return RawTable(table, file, "", names, columns, lines)


def _raw_tables(path: Path, log: FaultLog) -> dict[str, RawTable]:
    """Return the tables of a script as they stand in its file."""

    def refuse(code: str, fault: str, remedy: str) -> dict[str, RawTable]:
        log.add(Fault("", None, "", "", fault, remedy, path.name, code=code))
        return {}

    if not path.is_file():
        return refuse("not-there", "there is no such file", "check the name")
    if refuse_size(path.name, path.stat().st_size, log, MOST_JSON_BYTES):
        return {}
    body = path.read_bytes()
    if path.suffix.lower() == ".csv":
        raw = read_delimited(tables_of_tests()[ANSWERS], path.name, body, log)
        return {ANSWERS: raw} if raw else {}
    if path.suffix.lower() == ".json":
        return _json_tables(path.name, body, log)
    return refuse("unknown-format", "is not a kind of script Muster reads", "give .csv or .json")


def _json_tables(name: str, body: bytes, log: FaultLog) -> dict[str, RawTable]:
    document = JsonDocument(name, log, tables_of_tests(), SHAPE)
    content = document.load(body)
    source = Source()
    for key, records in (content or {}).items():
        if key not in (TEST, ANSWERS):
            document.refuse("unknown-table", f"{key!r} is not a part of a script")
            continue
        document.add(source, key, records)
    return source.raw


def _build(
    name: str,
    raw: Mapping[str, RawTable],
    given: Mapping[str, str],
    doctrine: Doctrine,
    log: FaultLog,
) -> NoNoticeTest:
    """Return a test from its tables, or refuse it."""
    blocked = bool(log.total and ANSWERS not in raw)
    heading = _heading(raw.get(TEST), given, doctrine, log, read=not blocked)
    if heading and ANSWERS in raw:
        unit = doctrine.composition(heading.unit, clock.instant_of(heading.put_at).date())
        reading = open_table(tables_of_tests()[ANSWERS], raw[ANSWERS], log)
        answers = read_answers(reading, unit, heading.put_at, heading.ended, doctrine)
        for fault in answer_faults(answers):
            reading.refuse(Problem("contradictory-answers", fault, "mend the answers named"))
        heading = replace(heading, answers=answers)
    if log.total or heading is None:
        raise UnableToReadTest(name, log.faults(), log.more)
    return heading


def _heading(
    raw: RawTable | None,
    given: Mapping[str, str],
    doctrine: Doctrine,
    log: FaultLog,
    *,
    read: bool,
) -> NoNoticeTest | None:
    """Return the test without its answers; None where its unit or its instant is not sound."""
    if raw is not None and len(raw.lines) != 1:
        fault, remedy = f"has {len(raw.lines)} rows and needs one", "keep one"
        log.add(Fault(TEST, None, "", "", fault, remedy, raw.file, code="test-rows"))
        return None
    if not read:
        return None
    merged = _raw(TEST, [_merged(raw, given, log)], raw.file if raw else "")
    return _test_of(open_table(tables_of_tests()[TEST], merged, log), doctrine)


def _merged(raw: RawTable | None, given: Mapping[str, str], log: FaultLog) -> Row:
    """Return the heading with what is said besides; what contradicts it is a fault."""
    own = _rows(raw)[0] if raw is not None else {}
    for name, value in given.items():
        if value and not _same(name, own.get(name, value), value):
            fault = f"was given besides, and the script says {own[name]!r}"
            remedy = "leave it out, or mend the script"
            file = raw.file if raw is not None else ""
            log.add(Fault(TEST, None, name, value, fault, remedy, file, code="given-twice"))
    blank = {column.name: "" for column in tables_of_tests()[TEST].columns}
    return blank | {name: value for name, value in given.items() if value} | own


def _same(name: str, one: str, other: str) -> bool:
    """Say whether two texts of a column of the heading mean the same."""
    if plain(one) == plain(other):
        return True
    if name != PUT_AT:
        return False
    found = parse_instants(period_window(), 0, closing=False)([one, other])
    return not found.problems and bool(found.values[0] == found.values[1])


def _test_of(reading: TableReading, doctrine: Doctrine) -> NoNoticeTest | None:
    forces, units = (vocabulary_of(doctrine, name) for name in ("force", "unit"))
    force = reading.column("force", forces.parse)
    unit = reading.column("unit", units.parse)
    asked = reading.column("units", parse_whole)
    put_at = reading.column("put_at", parse_instants(period_window(), 0, closing=False))
    ended = reading.column("ended_minutes", parse_whole)
    for name in ("name", "rendezvous", "scenario"):
        reading.column(name, parse_text)
    if asked[0] == 0:
        problem = Problem("nothing-asked", "asks for none", "give 1 or more, or leave it blank")
        reading.refuse_rows(np.array([0]), "units", lambda _: problem)
    if unit[0] < 0 or put_at[0] <= 0:
        return None
    said = {
        name: " ".join(reading.value(name, 0).split())
        for name in ("name", "rendezvous", "scenario")
    }
    when = clock.instant_of(int(put_at[0])).strftime("%-d %B %Y at %H:%M")
    return NoNoticeTest(
        name=said["name"] or f"Test of {when}",
        force=forces.slugs[int(force[0])] if force[0] >= 0 else "",
        unit=units.slugs[int(unit[0])],
        units=int(asked[0]) if asked[0] > 0 else None,
        put_at=int(put_at[0]),
        rendezvous=said["rendezvous"],
        scenario=said["scenario"],
        ended=int(ended[0]) if ended[0] >= 0 else None,
    )
