"""Read events: what is notified, or known from other sources, with its factors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import ROLES, Doctrine, EventFactor
from muster.intake.cells import (
    NO,
    YES,
    Parsed,
    parse_degrees,
    parse_each,
    parse_figures,
    parse_ids,
    parse_text,
    parse_whole,
    parse_yes_no,
)
from muster.intake.context import reversed_rows
from muster.intake.demands import host_of
from muster.intake.faults import Problem
from muster.intake.lists import Listed, read_list, refuse_twice, sound_rows, words_at
from muster.intake.sheets import TableReading
from muster.intake.tables import ColumnSpec, TableSpec, read_lists
from muster.intake.times import parse_instants, period_window
from muster.intake.vocabulary import vocabulary_of
from muster.mobilisation import Event
from muster.policing import Place

NOT_KNOWN = frozenset({"unknown", "not known", "?", "tbc"})
TEXTS = ("name", "notified_by", "source", *ROLES)

Column = NDArray[np.float64]


def read_events(path: Path | str, *, doctrine: Doctrine) -> Listed[Event]:
    """Return the events of a CSV, workbook or JSON file, with every fault at once or none.

    Kinds, factors and grades of confidence are doctrine's. An event without a force is the
    force's in whose police area it is, and says so. Raises UnableToReadList.
    """
    return read_list(path, events_table(doctrine), lambda reading: _read(reading, doctrine))


def events_table(doctrine: Doctrine) -> TableSpec:
    """Return the columns of a file of events: the fixed ones, and one for each factor."""
    spec = read_lists()["events"]
    spellings = doctrine.aliases["event_factor"]
    factors = tuple(
        ColumnSpec(
            name=factor.slug,
            kind=factor.answer,
            required=False,
            filled=False,
            aliases=tuple(said for said, slug in sorted(spellings.items()) if slug == factor.slug),
            note=factor.asks,
            example="",
        )
        for factor in doctrine.event_factors
    )
    return replace(spec, columns=(*spec.columns, *factors))


@dataclass(frozen=True, slots=True, eq=False)
class _Columns:
    """The columns of the table as read, faulty rows included."""

    kind: Sequence[str]
    force: Sequence[str]
    confidence: Sequence[str]
    lat: Column
    lon: Column
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    attendance: NDArray[np.int64]
    synthetic: NDArray[np.bool_]
    answers: Mapping[str, Column]


def _read(reading: TableReading, doctrine: Doctrine) -> list[Event]:
    columns = _columns(reading, doctrine)
    refuse_twice(reading, "id")
    reversed_rows(reading, columns.start, columns.end, "end", strict=True)
    _refuse_nowhere(reading, columns)
    _refuse_unsure(reading, columns)
    return [_event(reading, row, columns, doctrine) for row in sound_rows(reading)]


def _columns(reading: TableReading, doctrine: Doctrine) -> _Columns:
    reading.column("id", parse_ids)
    for name in TEXTS:
        reading.column(name, parse_text)
    window = period_window()
    return _Columns(
        kind=_slugs(reading, "kind", "event_kind", doctrine),
        force=_slugs(reading, "force", "force", doctrine),
        confidence=_slugs(reading, "confidence", "event_confidence", doctrine),
        lat=reading.column("lat", parse_degrees(90)),
        lon=reading.column("lon", parse_degrees(180)),
        start=reading.column("start", parse_instants(window, 0, closing=False)),
        end=reading.column("end", parse_instants(window, 0, closing=True)),
        attendance=reading.column("attendance", parse_whole),
        synthetic=reading.column("synthetic", parse_yes_no),
        answers={each.slug: _answers(reading, each) for each in doctrine.event_factors},
    )


def _slugs(
    reading: TableReading, column: str, vocabulary: str, doctrine: Doctrine
) -> Sequence[str]:
    """Return the slug of each row, blank where the cell is."""
    words = vocabulary_of(doctrine, vocabulary)
    known = (*words.slugs, "")
    return [known[code] for code in reading.column(column, words.parse).tolist()]


def _answers(reading: TableReading, factor: EventFactor) -> Column:
    parse = parse_figures if factor.answer == "figure" else parse_answers
    answers: Column = reading.column(factor.slug, parse)
    return answers


def parse_answers(texts: Sequence[str]) -> Parsed:
    """Return yes as 1, no as 0, and not known, or blank, as not a number."""

    def read(text: str) -> float | Problem:
        word = text.casefold()
        if word in YES or word in NO:
            return float(word in YES)
        if word in NOT_KNOWN:
            return np.nan
        remedy = "write yes, no or unknown"
        return Problem("not-yes-or-no", "is neither yes, no nor unknown", remedy)

    return parse_each(texts, read, np.nan, np.float64)


def _refuse_nowhere(reading: TableReading, columns: _Columns) -> None:
    """Refuse events with half a position, or with neither position nor force."""
    lat, lon = ~np.isnan(columns.lat), ~np.isnan(columns.lon)
    hosted = np.array([bool(force) for force in columns.force], dtype=np.bool_)
    half = Problem("half-a-position", "is given without the other", "give lat and lon, or neither")
    reading.refuse_rows(np.flatnonzero((lat != lon) & ~reading.dropped), "lat", lambda _: half)
    nowhere = Problem(
        "missing-value", "is blank, and no position is given", "name the host force, or lat and lon"
    )
    rows = np.flatnonzero(~hosted & ~(lat & lon) & ~reading.dropped)
    reading.refuse_rows(rows, "force", lambda _: nowhere)


def _refuse_unsure(reading: TableReading, columns: _Columns) -> None:
    """Refuse events that nobody notified and that say nothing of how sure they are."""
    rows = [
        row
        for row in sound_rows(reading)
        if not columns.confidence[row] and not words_at(reading, "notified_by", row)
    ]
    problem = Problem(
        "missing-value",
        "is blank, and nobody notified it",
        "say how sure it is, or who notified it",
    )
    reading.refuse_rows(np.array(rows, dtype=np.int64), "confidence", lambda _: problem)


def _event(reading: TableReading, row: int, columns: _Columns, doctrine: Doctrine) -> Event:
    known = not np.isnan(columns.lat[row])
    place = Place(float(columns.lat[row]), float(columns.lon[row])) if known else None
    given = columns.force[row]
    return Event(
        id=words_at(reading, "id", row),
        name=words_at(reading, "name", row),
        kind=columns.kind[row],
        force=given or (host_of(place, doctrine) if place else ""),
        place=place,
        start=int(columns.start[row]),
        end=int(columns.end[row]),
        attendance=int(columns.attendance[row]) if columns.attendance[row] >= 0 else None,
        answers={
            slug: None if np.isnan(answers[row]) else float(answers[row])
            for slug, answers in columns.answers.items()
        },
        command={role: _posts(words_at(reading, role, row)) for role in ROLES},
        confidence=columns.confidence[row] or _notified(doctrine),
        notified_by=words_at(reading, "notified_by", row),
        source=words_at(reading, "source", row),
        near=not given,
        synthetic=bool(columns.synthetic[row]),
    )


def _posts(text: str) -> tuple[str, ...]:
    return tuple(post.strip() for post in text.split("+") if post.strip())


def _notified(doctrine: Doctrine) -> str:
    """Return the surest grade of confidence: what it is to be notified."""
    return max(doctrine.event_confidences, key=lambda each: each.weight).slug
