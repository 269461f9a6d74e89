"""From raw tables to a return: every table read, every fault found, faulty rows left out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from muster.intake.about import Cover, read_about
from muster.intake.context import Context
from muster.intake.cover import read_cover
from muster.intake.faults import Fault, Problem
from muster.intake.keeping import keep_extras, keep_text, notes_on
from muster.intake.kit import read_bases, read_vehicles
from muster.intake.people import People, read_abstractions, read_officers, read_tickets
from muster.intake.returns import Progress, Provenance, Return, Table, words_of
from muster.intake.rosters import read_duties, read_patterns
from muster.intake.sheets import TableReading
from muster.intake.tables import read_tables
from muster.intake.totals import read_counts
from muster.strength import (
    Abstractions,
    Bases,
    CountSet,
    Duties,
    MinimumCover,
    Patterns,
    Roster,
    Tickets,
    Vehicles,
)

ColumnsT = TypeVar("ColumnsT")


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Every table as read, with its faulty rows still in it."""

    cover: Cover
    people: People
    bases: Bases
    patterns: Patterns
    pattern_names: tuple[str, ...]
    duties: Duties
    tickets: Tickets
    abstractions: Abstractions
    vehicles: Vehicles
    minimum_cover: MinimumCover
    counts: CountSet | None
    texts: Mapping[str, Table]


def read_tables_of(context: Context, progress: Progress) -> Found:
    """Return every table as read; the context's log then holds the faults of all of them."""
    total = len(read_tables())
    done = iter(range(total))

    def step(what: str, table: ColumnsT) -> ColumnsT:
        progress(f"checked {what}", next(done, total - 1) + 1, total)
        return table

    _refuse_absent(context)
    cover = step("about", read_about(context))
    bases, base_words = step("bases", read_bases(context))
    patterns, pattern_words = step("patterns", read_patterns(context))
    people = step("officers", read_officers(context, base_words, pattern_words))
    return Found(
        cover,
        people,
        bases,
        patterns,
        pattern_words.slugs,
        step("duties", read_duties(context, people)),
        step("tickets", read_tickets(context, people)),
        step("abstractions", read_abstractions(context, people)),
        step("vehicles", read_vehicles(context, base_words)),
        step("minimum cover", read_cover(context, base_words)),
        step("counts", read_counts(context, cover.about.force)),
        {
            name: step(name, keep_text(context, name, cover.about.force))
            for name, spec in read_tables().items()
            if spec.text
        },
    )


def _refuse_absent(context: Context) -> None:
    """Refuse a return without about, or with neither officers nor counts."""
    if "about" not in context.raw and not context.broken & {"about"}:
        remedy = "add it: force, period_from, period_until, prepared_at, prepared_by"
        context.log.add(
            Fault("about", None, "", "", "the table is not there", remedy, code="missing-table")
        )
    if context.broken & {"officers", "counts"} or any(map(context.given, ("officers", "counts"))):
        return
    fault, code = "there are neither officers nor counts", "missing-table"
    if "officers" in context.raw:
        fault, code = "has a header and no rows, and there are no counts", "header-only"
    file, sheet = _place(context, "officers")
    remedy = "give officers, or counts where the force gives totals and not people"
    context.log.add(Fault("officers", None, "", "", fault, remedy, file, sheet, code))


def _place(context: Context, table: str) -> tuple[str, str]:
    raw = context.raw.get(table)
    return (raw.file, raw.sheet) if raw else ("", "")


def assemble(context: Context, found: Found, provenance: Provenance, *, skipping: bool) -> Return:
    """Return the return without its dropped rows; `skipping` says whether any may be dropped."""
    if skipping:
        drop_dependants(context, found)
    readings = context.readings
    given = {name: len(readings[name]) for name in read_tables() if name in context.raw}
    dropped = {name: int(readings[name].dropped.sum()) for name in given}
    about = found.cover.about
    return Return(
        force=about.force,
        about=about,
        roster=_roster(context, found) if context.given("officers") else None,
        counts=found.counts if context.given("counts") else None,
        **found.texts,
        extras=keep_extras(context),
        skipped=context.log.faults() if skipping else (),
        rows_skipped={name: rows for name, rows in dropped.items() if rows},
        rows={name: rows - dropped[name] for name, rows in given.items()},
        notes=notes_on(context),
        provenance=provenance,
        synthetic=found.cover.synthetic,
        words=words_of(context.doctrine),
    )


def drop_dependants(context: Context, found: Found) -> None:
    """Drop the rows that belong to an officer whose own row was dropped, and say so."""
    gone = np.append(context.readings["officers"].dropped, True)
    problem = Problem(
        "officer-skipped",
        "belongs to an officer whose own row was skipped",
        "mend the officer's row",
    )
    for name, table in (
        ("tickets", found.tickets),
        ("duties", found.duties),
        ("abstractions", found.abstractions),
    ):
        reading = context.readings[name]
        orphans = np.flatnonzero(gone[table.officer] & ~reading.dropped)
        reading.refuse_rows(orphans, "officer_id", lambda _: problem)


def _roster(context: Context, found: Found) -> Roster:
    sound = {name: ~reading.dropped for name, reading in context.readings.items()}
    about, renumber = found.cover.about, np.cumsum(sound["officers"], dtype=np.int32) - 1
    rows = _of_officers(context.readings, renumber)
    return Roster(
        force=about.force,
        starts=about.period_from,
        ends=about.period_until,
        officers=only(found.people.officers, np.flatnonzero(sound["officers"])),
        patterns=found.patterns,
        duties=rows("duties", found.duties, ("start", "officer")),
        tickets=rows("tickets", found.tickets, ("awarded", "skill", "officer")),
        abstractions=rows("abstractions", found.abstractions, ("start", "officer")),
        vehicles=only(found.vehicles, np.flatnonzero(sound["vehicles"])),
        bases=found.bases,
        minimum_cover=only(found.minimum_cover, np.flatnonzero(sound["minimum_cover"])),
        pattern_names=found.pattern_names,
        on_call_groups=found.people.on_call_groups,
    )


def _of_officers(
    readings: Mapping[str, TableReading], renumber: NDArray[np.int32]
) -> Callable[[str, Any, Iterable[str]], Any]:
    """Return a function that keeps a table's sound rows, sorted, officers renumbered."""

    def rows(name: str, table: ColumnsT, keys: Iterable[str]) -> ColumnsT:
        kept = np.flatnonzero(~readings[name].dropped)
        order = kept[np.lexsort([getattr(table, key)[kept] for key in keys])]
        readings[name].order = order
        return only(table, order, officer=lambda column: renumber[column])

    return rows


def only(
    table: ColumnsT, rows: NDArray[np.intp], **change: Callable[[NDArray[Any]], NDArray[Any]]
) -> ColumnsT:
    """Return a table of columns with these rows in this order, some columns changed."""
    columns = {}
    for field in fields(table):  # type: ignore[arg-type]
        column = getattr(table, field.name)[rows]
        columns[field.name] = change[field.name](column) if field.name in change else column
    return type(table)(**columns)
