"""What is kept as it was given: text tables, unknown columns, and notes worth saying."""

import numpy as np

from muster.intake.aid import read_aid
from muster.intake.context import Context
from muster.intake.returns import Table
from muster.intake.sheets import TableReading, Texts, near_header
from muster.intake.testimony_words import declared_notes, refuse_unclear, text_parser

ROW = "row"
FIRST_LINE = 2


def keep_text(context: Context, name: str, force: str) -> Table:
    """Return a table of plain text: Muster's columns for it first, then the others it has.

    `force` is the one whose return it stands in.
    """
    reading = context.open(name)
    if name == "aid":
        read_aid(reading, context.doctrine, context.window, force)
    else:
        for column in reading.spec.columns:
            reading.column(column.name, text_parser(context, column.kind))
    if name == "evidence":
        refuse_unclear(reading, context.doctrine)
    return text_table(reading) if name in context.raw else Table()


def text_table(reading: TableReading) -> Table:
    """Return the sound rows of a table as text."""
    blank = Texts(("",), np.zeros(len(reading), dtype=np.int32))
    own = {c.name: reading.texts.get(c.name, blank) for c in reading.spec.columns}
    columns = own | reading.extras
    if not columns:
        return Table()
    sound = (~reading.dropped).tolist()
    rows = zip(*(texts.rows() for texts in columns.values()), strict=True)
    return Table(tuple(columns), tuple(row for row, keep in zip(rows, sound, strict=True) if keep))


def keep_extras(context: Context) -> dict[str, Table]:
    """Return by table the unknown columns of its sound rows, each with the line it is held on."""
    kept = {}
    for name, reading in context.readings.items():
        if reading.extras and not reading.spec.text:
            texts = [each.rows() for each in reading.extras.values()]
            rows = enumerate(reading.held().tolist(), FIRST_LINE)
            found = ((str(line), *(each[row] for each in texts)) for line, row in rows)
            kept[name] = Table(
                (ROW, *reading.extras), tuple(cells for cells in found if any(cells[1:]))
            )
    return kept


def extra_names(context: Context) -> dict[str, tuple[str, ...]]:
    """Return the names of the unknown columns by table."""
    readings = context.readings.items()
    return {
        name: tuple(reading.extras)
        for name, reading in readings
        if reading.extras and not reading.spec.text
    }


def notes_on(context: Context) -> tuple[str, ...]:
    """Return what is worth saying and is not a fault."""
    notes = list(context.notes)
    empty = [name for name, raw in context.raw.items() if not len(raw.lines)]
    if empty:
        notes.append(f"{', '.join(empty)}: a header and no rows, so taken as empty")
    for reading in context.readings.values():
        if not reading.spec.text:
            notes += [_note(reading, given) for given in reading.extras]
    if context.given("counts") and not context.given("officers"):
        unused = [name for name in ("vehicles", "minimum_cover") if context.given(name)]
        notes += [f"{name}: checked, and not used without officers" for name in unused]
    if context.given("declared"):
        notes += declared_notes(context.readings["declared"], context.doctrine)
    if "bases" not in context.raw and any(map(context.given, ("officers", "vehicles"))):
        notes.append("bases: not given, so bases are known by name and not by place")
    return tuple(notes)


def _note(reading: TableReading, given: str) -> str:
    said = f"{reading.spec.name}: column {given!r} is not one Muster uses; it is kept"
    for column in reading.spec.columns:
        if column.name not in reading.texts and near_header(column, [given]):
            return f"{said} (did you mean {column.name}?)"
    return said
