"""Write an empty return as a workbook, with drop-downs, notes and instructions."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from muster.doctrine import Doctrine
from muster.intake.aid_columns import SIDES
from muster.intake.sheet_xml import column_letters
from muster.intake.tables import ColumnSpec, TableSpec, read_tables
from muster.intake.testimony_words import words_of_kind
from muster.intake.times import WEEKDAYS
from muster.intake.writing import WORKBOOK, UnableToWriteReturn

LAST_ROW = 50_000
LISTS = "lists"
CRITERIA_AND_CELLS = "criteria and cells"
TESTIMONY_KINDS = ("criterion", "truth", "level", "outcome", "grade")
DAY_KINDS = frozenset({"day", "day_text"})
NUMBER_KINDS = frozenset({"whole", "latitude", "longitude"})
DATE_WIDTH, TEXT_WIDTH = 14, 18
INSTRUCTIONS = (
    "How to fill in this return",
    "",
    "1. Fill in `about`: one row. Then `officers`, or `counts` if you give totals and not people.",
    "2. Every other sheet may stay empty. Leave line 1 of each as it is; columns may be in any"
    " order, and columns of your own are kept.",
    "3. Hover over a header for what its column holds. Cells with an arrow have a list.",
    "4. Dates are dates. Columns with a time of day are text: write 2026-03-02T20:00, in local"
    " time. A date alone means the start of that day, or as an end the whole of it.",
    "5. Do not merge cells, and do not put sums or titles on the sheets.",
    "6. Give no sickness reasons: the kind `sickness` is enough.",
    "7. Check it with `muster return check`, which lists everything to mend at once.",
    "",
    "The sheets:",
)


def write_template(path: Path | str, *, doctrine: Doctrine, unit: str | None = None) -> Path:
    """Write a workbook for a force to fill in; return its path.

    Every table is a sheet. Ranks, skills, kinds, forces, weekdays, criteria, grades and the
    like have drop-downs, and every header a note. With `unit`, the instructions name the
    tickets its posts need. Raises UnableToWriteReturn, also for a name that does not end .xlsx, and
    UnableToFindDoctrine for a unit that is not known.
    """
    place = Path(path)
    if place.suffix.lower() != WORKBOOK:
        raise UnableToWriteReturn(
            f"{place} cannot be written: a template is a workbook; "
            f"give it a name that ends {WORKBOOK}"
        )
    lines = [*INSTRUCTIONS, *_tables(), *(_needs(doctrine, unit) if unit else [])]
    try:
        with xlsxwriter.Workbook(place) as book:
            _Template(book, _lists(doctrine)).write(lines)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as wrong:
        raise UnableToWriteReturn(
            f"{place} cannot be written ({wrong}); choose another place"
        ) from wrong
    return place


def _tables() -> list[str]:
    tables = read_tables().values()
    return [f"   {table.name}: {table.note}" for table in tables if table.columns]


def _needs(doctrine: Doctrine, unit: str) -> list[str]:
    """Return the tickets and vehicles that one whole unit of a kind takes."""
    kind = doctrine.unit(unit)
    latest = [each for each in doctrine.compositions if each.unit == kind.slug][-1]
    posts = [
        f"   {post.count} × {post.slug} ({' or '.join(post.ranks)}): {', '.join(post.skills)}"
        for post in latest.posts
    ]
    vehicles = [f"   {need.count} × {need.kind}" for need in latest.vehicles]
    return ["", f"One {kind.name.lower()} takes:", *posts, *vehicles]


def _lists(doctrine: Doctrine) -> dict[str, tuple[str, ...]]:
    """Return, by kind of column, the words its drop-down offers."""
    ranks = tuple(rank.slug for rank in doctrine.ranks)
    vehicles = tuple(kind.slug for kind in doctrine.vehicle_kinds)
    return {
        "force": tuple(force.slug for force in doctrine.forces),
        "rank": ranks,
        "skill": tuple(skill.slug for skill in doctrine.skills),
        "duty_kind": tuple(kind.slug for kind in doctrine.duty_kinds),
        "abstraction_kind": tuple(kind.slug for kind in doctrine.abstraction_kinds),
        "vehicle_kind": vehicles,
        "weekdays": (*WEEKDAYS, "mon-fri", "sat-sun"),
        "yes_no": ("yes", "no"),
        "unit_kind": tuple(kind.slug for kind in doctrine.units),
        "direction": SIDES,
        "subject": (*ranks, *vehicles),
        CRITERIA_AND_CELLS: tuple(words_of_kind("subject", doctrine)),
        **{kind: tuple(words_of_kind(kind, doctrine)) for kind in TESTIMONY_KINDS},
        "skills": tuple(skill.slug for skill in doctrine.skills),
    }


class _Template:
    """A workbook being laid out."""

    def __init__(self, book: Any, lists: Mapping[str, Sequence[str]]) -> None:
        """Make the formats every sheet shares."""
        self.book, self.lists = book, lists
        self.header = book.add_format({"bold": True, "bg_color": "#DDE3EA", "bottom": 1})
        self.optional = book.add_format({"italic": True, "bg_color": "#EEF1F5", "bottom": 1})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.text = book.add_format({"num_format": "@"})
        self.places = {kind: at for at, kind in enumerate(lists)}

    def write(self, instructions: Sequence[str]) -> None:
        """Write the instructions, one sheet a table, and the lists behind the drop-downs."""
        sheet = self.book.add_worksheet("instructions")
        sheet.set_column(0, 0, 100)
        for line, text in enumerate(instructions):
            sheet.write_string(line, 0, text)
        for table in read_tables().values():
            if table.columns:
                self._table(table)
        hidden = self.book.add_worksheet(LISTS)
        for kind, at in self.places.items():
            hidden.write_column(0, at, self.lists[kind])
        hidden.hide()

    def _table(self, table: TableSpec) -> None:
        sheet = self.book.add_worksheet(table.name)
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, column.name, self.header if column.filled else self.optional)
            sheet.write_comment(0, at, _note(column))
            day = column.kind in DAY_KINDS
            plain = None if column.kind in NUMBER_KINDS else self.text
            width = DATE_WIDTH if day else max(TEXT_WIDTH, len(column.name) + 2)
            sheet.set_column(at, at, width, self.day if day else plain)
            words = _words(table, column)
            if words in self.lists:
                sheet.data_validation(1, at, LAST_ROW, at, self._choice(words))

    def _choice(self, words: str) -> dict[str, Any]:
        at = column_letters(self.places[words])
        last = len(self.lists[words])
        return {
            "validate": "list",
            "source": f"={LISTS}!${at}$1:${at}${last}",
            "error_type": "warning",
            "error_title": "Not in the list",
            "error_message": "Muster knows the words in the list, and their usual short forms.",
        }


def _words(table: TableSpec, column: ColumnSpec) -> str:
    """Return the kind of a column's words; a text table has a kind of subject of its own."""
    return CRITERIA_AND_CELLS if table.text and column.kind == "subject" else column.kind


def _note(column: ColumnSpec) -> str:
    must = "Must be filled in. " if column.filled else "May be blank. "
    example = f"\nFor example: {column.example}" if column.example else ""
    return f"{must}{column.note}{example}"
