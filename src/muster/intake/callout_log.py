"""Read a log of call-out events from CSV or JSON lines, or say everything wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from muster.doctrine import Doctrine
from muster.intake.cells import parse_names_whole, parse_text, parse_whole, parse_yes_no
from muster.intake.delimited import read_delimited
from muster.intake.faults import Fault, FaultLog, Problem, UnableToReadReturn
from muster.intake.json_lines import read_json_lines
from muster.intake.limits import refuse_size
from muster.intake.reading import software
from muster.intake.returns import Input, Progress, Provenance
from muster.intake.sheets import RawTable, TableReading, near_header, open_table
from muster.intake.sources import digest_of
from muster.intake.tables import TableSpec, read_table
from muster.intake.times import parse_instants, period_window
from muster.intake.vocabulary import vocabulary_from, vocabulary_of
from muster.mobilisation import CalloutEvent, Step, Terms, UnableToRecordStep
from muster.policing import clock

READERS: Mapping[str, Callable[[TableSpec, str, bytes, FaultLog], RawTable | None]] = {
    ".csv": read_delimited,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}
NAMES = ("id", "operation", "line", "unit", "officer", "message", "reference", "corrects")
TEXTS = ("by", "rendezvous", "channel", "note")
REASONS = ("intelligence", "threat_and_risk", "powers_and_policy", "options", "action_and_review")
INSTANTS = ("at", "recorded_at", "needed_by", "expected_at")
TERMS = ("force", "unit_kind", "rendezvous")


class UnableToReadCalloutLog(UnableToReadReturn):
    """A call-out log has faults. `faults` holds them; `more` counts those left out for length."""


@dataclass(frozen=True, slots=True)
class CalloutLog:
    """The events of a log as they were given, what is worth saying, and where they came from."""

    events: tuple[CalloutEvent, ...]
    notes: tuple[str, ...]
    provenance: Provenance


def read_callout_log(
    path: Path | str, *, doctrine: Doctrine, progress: Progress | None = None
) -> CalloutLog:
    """Return the events of a .csv, .jsonl or .ndjson file, or refuse it with every fault at once.

    A blank `recorded_at` is the minute it happened. Raises UnableToReadCalloutLog. Whether a
    step is legal is no matter here: see `muster.mobilisation.fold_callout`.
    """
    path, log = Path(path), FaultLog()
    spec = read_table("callout-events")
    body = _body(path, log)
    events: tuple[CalloutEvent, ...] = ()
    notes: tuple[str, ...] = ()
    if body is not None:
        raw = READERS[path.suffix.lower()](spec, path.name, body, log)
        if raw is not None:
            reading = open_table(spec, raw, log)
            events = _events(reading, doctrine, progress)
            notes = tuple(_note(reading, given) for given in reading.extras)
    if log.total or body is None:
        raise UnableToReadCalloutLog(str(path), log.faults(), log.more)
    read = Input(path.name, digest_of(body), len(body))
    return CalloutLog(events, notes, Provenance((read,), doctrine.digest, software()))


def _body(path: Path, log: FaultLog) -> bytes | None:
    """Return the bytes of a file that may be read, or None and the fault."""
    if not path.is_file():
        fault, remedy = "there is no such file", "check the name"
        log.add(Fault("", None, "", "", fault, remedy, path.name, code="not-there"))
        return None
    if path.suffix.lower() not in READERS:
        fault, remedy = "it is not a kind of log Muster reads", "give a .csv or a .jsonl file"
        log.add(Fault("", None, "", "", fault, remedy, path.name, code="unknown-format"))
        return None
    return None if refuse_size(path.name, path.stat().st_size, log) else path.read_bytes()


def _events(
    reading: TableReading, doctrine: Doctrine, progress: Progress | None
) -> tuple[CalloutEvent, ...]:
    """Return an event for each sound row; the others are in the reading's log of faults."""
    columns = _columns(reading, doctrine)
    required = (column.name for column in reading.spec.columns if column.required)
    if any(name not in reading.texts for name in required):
        return ()
    found = []
    for row in np.flatnonzero(~reading.dropped).tolist():
        event = _event(reading, {name: values[row] for name, values in columns.items()}, row)
        if event:
            found.append(event)
    if progress:
        progress("read events", len(found), len(reading))
    return tuple(found)


def _columns(reading: TableReading, doctrine: Doctrine) -> dict[str, list[Any]]:
    """Return the columns as lists of what they mean; a blank is blank, or None for a time."""
    steps = vocabulary_from("step", [step.value for step in Step])
    forces, kinds = vocabulary_of(doctrine, "force"), vocabulary_of(doctrine, "unit")
    instants = parse_instants(period_window(), clock.NEVER, closing=False)
    found: dict[str, list[Any]] = {}
    for name in (*NAMES, "information"):
        reading.column(name, parse_names_whole)
        found[name] = _texts(reading, name)
    for name in (*TEXTS, *REASONS):
        reading.column(name, parse_text)
        found[name] = [" ".join(text.split()) for text in _texts(reading, name)]
    for name in INSTANTS:
        minutes = reading.column(name, instants).tolist()
        found[name] = [None if minute == clock.NEVER else minute for minute in minutes]
    for name, words in (("step", steps), ("force", forces), ("unit_kind", kinds)):
        slugs = (*words.slugs, "")
        found[name] = [slugs[code] for code in reading.column(name, words.parse).tolist()]
    found["count"] = reading.column("count", parse_whole).tolist()
    found["exercise"] = reading.column("exercise", parse_yes_no).tolist()
    return found


def _texts(reading: TableReading, name: str) -> list[str]:
    texts = reading.texts.get(name)
    return texts.rows() if texts else [""] * len(reading)


def _event(reading: TableReading, given: dict[str, Any], row: int) -> CalloutEvent | None:
    """Return the event of a row, or None and the fault where it contradicts itself."""
    reasons = tuple((name, given[name]) for name in REASONS if given[name])
    recorded_at = given["recorded_at"]
    try:
        return CalloutEvent(
            **{name: given[name] for name in NAMES},
            step=Step(given["step"]),
            at=given["at"],
            recorded_at=given["at"] if recorded_at is None else recorded_at,
            by=given["by"],
            terms=_terms(given),
            expected=given["expected_at"],
            channel=given["channel"],
            note=given["note"],
            exercise=given["exercise"],
            information=tuple(part for part in given["information"].split("+") if part),
            reasons=reasons,
        )
    except UnableToRecordStep as wrong:
        problem = Problem("contradiction", wrong.fault, wrong.remedy)
        reading.refuse_rows(np.array([row]), wrong.field, lambda _: problem)
        return None


def _terms(given: Mapping[str, Any]) -> Terms | None:
    """Return the terms of a row that has any of them; a count left out is nought."""
    if not any(given[name] for name in TERMS) and given["count"] < 0 and not given["needed_by"]:
        return None
    force, kind, count = given["force"], given["unit_kind"], max(0, given["count"])
    whole = count if force and kind else 0
    return Terms(force, kind, whole, given["rendezvous"], given["needed_by"])


def _note(reading: TableReading, given: str) -> str:
    said = f"Column {given!r} is not one Muster uses; it is left alone"
    for column in reading.spec.columns:
        if column.name not in reading.texts and near_header(column, [given]):
            return f"{said} (did you mean {column.name}?)."
    return f"{said}."
