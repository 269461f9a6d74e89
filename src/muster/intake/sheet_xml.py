"""What an Excel sheet's XML says that its cells do not: merges, formulas without a value, times."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from string import digits

from muster.intake.limits import MOST_CELLS
from muster.intake.xml_walk import Attributes, local, parse, parser_for

Place = tuple[int, int]

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
SAVED_TEXT = "str"
FAILED = "e"
LETTERS = 26
NARROW = 26
PLAIN_TEXT = r"[\t\n\r -%'-;=-~]*+"  # ASCII without the two signs that mean something in XML
PLAIN_CELL = (
    r'<c r="[A-Z]\1"(?: s="(?!(?:TIMED)")[0-9]++")?(?: t="(?:s|n|b|str|inlineStr)")?'
    r'(?:/>|></c>|><v>TEXT</v></c>|><is><t(?: xml:space="preserve")?>TEXT</t></is></c>)'
)
PLAIN_ROW = r'<row r="([1-9][0-9]{0,6})"(?![^>]* r=)[ a-zA-Z0-9:.="]*+>(?:CELL)*+</row>'
EMPTIED = rb'<row r="\1"/>'


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A cell without a saved value, and what is written in it instead.

    It leaves the lines from its own to `until` blank.
    """

    place: Place
    until: int
    written: str


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Merged ranges and faulty cells, as (line, column from 0), and a bound on how many cells.

    `errors` are formulas that failed, `unsaved` those without a value, `untyped` cells that
    show a text and hold nothing. `timed` has, by column, the lines that show the time of day.
    """

    merged: tuple[tuple[Place, Place], ...] = ()
    errors: tuple[Place, ...] = ()
    unsaved: tuple[Unsaved, ...] = ()
    untyped: tuple[Unsaved, ...] = ()
    timed: dict[int, set[int]] = field(default_factory=dict)
    cells: int = 0

    @property
    def too_large(self) -> bool:
        """Say whether its outermost cell is too far out to be read."""
        return self.cells > MOST_CELLS


def sheet_facts(xml: bytes, timed: frozenset[int]) -> SheetFacts:
    """Return what a sheet's XML says; `timed` are the styles that show the time of day.

    Raises UnableToOpenArchive for XML that is broken or has a document type.
    """
    walker = _Walker(timed)
    parse(walker.parser, plain_rows(timed).sub(EMPTIED, xml))
    return walker.facts()


@lru_cache(maxsize=8)
def plain_rows(timed: frozenset[int]) -> re.Pattern[bytes]:
    """Return a pattern of whole rows that say nothing besides their values.

    In a large sheet nearly every row is one, and to walk millions of their cells one by one takes
    most of the reading. Every cell of such a row is spelt as spreadsheet programs spell it, stands
    in the row it says and in columns A to Z (the width a sheet has at least), holds plain text or
    a number, and has no formula, no failure and no style of `timed`. Any other row is walked.
    """
    shown = "|".join(map(str, sorted(timed))) or "x"
    cell = PLAIN_CELL.replace("TIMED", shown).replace("TEXT", PLAIN_TEXT)
    return re.compile(PLAIN_ROW.replace("CELL", cell).encode("ascii"))


class _Walker:
    """Keeps its place in a sheet as rows and cells go by."""

    def __init__(self, timed: frozenset[int]) -> None:
        """Start before the first row."""
        self.styles = frozenset(map(str, timed))
        self.line, self.column, self.height = 0, -1, 0
        self.width = NARROW
        self.columns: dict[str, int] = {}
        self.merged: list[tuple[Place, Place]] = []
        self.errors: list[Place] = []
        self.unsaved: list[Unsaved] = []
        self.timed: dict[int, set[int]] = {}
        self.kind, self.formula = "", _Formula()
        self.parser = parser_for(self)

    def start(self, name: str, attributes: Attributes) -> None:
        if ":" in name:
            name = local(name)
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self.line, self.column = int(attributes.get("r", self.line + 1)), -1
            self.height = max(self.height, self.line)
        elif name == "mergeCell":
            self.merged.extend(_ranges(attributes.get("ref", "")))
        elif name == "f":
            self._formula(attributes)

    def _cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference:
            letters = reference.rstrip(digits)
            self.line = int(reference[len(letters) :])
            self.column = self._column(letters)
        else:
            self.column += 1
        self.height = max(self.height, self.line)
        self.width = max(self.width, self.column)
        self.kind = attributes.get("t", "")
        if self.kind == FAILED:
            self.errors.append((self.line, self.column))
        if attributes.get("s") in self.styles:
            self.timed.setdefault(self.column, set()).add(self.line)

    def _column(self, letters: str) -> int:
        if letters not in self.columns:
            self.columns[letters] = column_number(letters)
        return self.columns[letters]

    def _formula(self, attributes: Attributes) -> None:
        """Attend to the rest of a cell that has a formula, to see whether it has a value too."""
        (_, (until, _)), *_ = (*_ranges(attributes.get("ref", "")), ((0, 0), (0, 0)))
        self.formula = _Formula(until if attributes.get("t") == "array" else 0)
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.formula.text.append

    def _end(self, name: str) -> None:
        name = local(name)
        text = "".join(self.formula.text)
        if name == "f":
            self.formula.written = text
        elif name == "v":
            self.formula.saved |= bool(text.strip()) or self.kind == SAVED_TEXT
        elif name == "c":
            self._close()
        self.formula.text.clear()

    def _close(self) -> None:
        self.parser.EndElementHandler = self.parser.CharacterDataHandler = None
        if not self.formula.saved and self.kind != FAILED:
            until = max(self.line, self.formula.until)
            here = (self.line, self.column)
            self.unsaved.append(Unsaved(here, until, f"={self.formula.written.strip()}"))

    def facts(self) -> SheetFacts:
        return SheetFacts(
            tuple(self.merged),
            tuple(self.errors),
            tuple(self.unsaved),
            timed=self.timed,
            cells=(self.width + 1) * self.height,
        )


@dataclass(slots=True)
class _Formula:
    """A formula whose cell is going by: the last line it fills, its text, whether it is saved."""

    until: int = 0
    written: str = ""
    saved: bool = False
    text: list[str] = field(default_factory=list)


def _ranges(reference: str) -> list[tuple[Place, Place]]:
    """Return the range a reference names, none where it names none."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        return []
    left, top, right, bottom = found.groups()
    first = (int(top), column_number(left))
    return [(first, (int(bottom), column_number(right)) if right else first)]


def column_number(letters: str) -> int:
    """Return a column's number from 0: A is 0, AA is 26; out of reach for what is no column."""
    if not REFERENCE.fullmatch(f"{letters}1"):
        return MOST_CELLS
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def column_letters(number: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
