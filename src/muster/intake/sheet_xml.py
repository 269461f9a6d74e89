"""What a workbook's XML says that its cells do not: merges, failed formulas, how dates show."""

import re
from dataclasses import dataclass, field
from html import unescape

from muster.intake.archive import Archive
from muster.intake.limits import MOST_CELLS

Place = tuple[int, int]

MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
ERROR = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"')
WIDE = re.compile(rb'\br="([A-Z]{2,3})\d')
ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d+)"')
SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
FORMAT = re.compile(r"<(?:\w+:)?numFmt\s[^>]*>")
STYLES = re.compile(r"<(?:\w+:)?cellXfs.*?</(?:\w+:)?cellXfs>", re.DOTALL)
STYLE = re.compile(r"<(?:\w+:)?xf\s[^>]*>")
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 22, 45, 46, 47})
LETTERS = 26
NARROW = 26


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Merged ranges and failed formulas, as (line, column from 0); and a bound on its cells."""

    merged: tuple[tuple[Place, Place], ...] = ()
    errors: tuple[Place, ...] = ()
    cells: int = 0

    @property
    def too_large(self) -> bool:
        """Say whether its outermost cell is too far out to be read."""
        return self.cells > MOST_CELLS


@dataclass(eq=False)
class WorkbookXml:
    """The parts of an .xlsx workbook that tell what its cells do not."""

    archive: Archive
    paths: dict[str, str] = field(default_factory=dict)
    timed: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Find each sheet's part, and the styles that show a time of day."""
        book = _text(self.archive, "xl/workbook.xml")
        relations = _text(self.archive, "xl/_rels/workbook.xml.rels")
        targets = {}
        for tag in RELATION.findall(relations):
            given = dict(ATTRIBUTE.findall(tag))
            targets[given.get("Id", "")] = given.get("Target", "")
        for tag in SHEET.findall(book):
            given = dict(ATTRIBUTE.findall(tag))
            target = next((targets.get(v, "") for k, v in given.items() if k.endswith(":id")), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            self.paths[unescape(given.get("name", ""))] = path
        self.timed = _timed_styles(_text(self.archive, "xl/styles.xml"))

    def sheet(self, name: str) -> bytes:
        """Return a sheet's XML."""
        return self.archive.part(self.paths.get(name, ""))


def _text(archive: Archive, part: str) -> str:
    return archive.part(part).decode("utf-8", "replace")


def _timed_styles(styles: str) -> frozenset[int]:
    """Return the positions of cell styles that show hours."""
    formats = set(BUILT_IN_TIMES)
    for tag in FORMAT.findall(styles):
        given = dict(ATTRIBUTE.findall(tag))
        code = LITERAL.sub("", unescape(given.get("formatCode", ""))).lower()
        if "h" in code or "s" in code:
            formats.add(int(given.get("numFmtId", "0")))
    found = STYLES.search(styles)
    tags = STYLE.findall(found[0]) if found else []
    shown = [int(dict(ATTRIBUTE.findall(tag)).get("numFmtId", "0")) for tag in tags]
    return frozenset(at for at, number in enumerate(shown) if number in formats)


def sheet_facts(xml: bytes) -> SheetFacts:
    """Return what a sheet's XML says of merges, failed formulas and its extent."""
    merged = tuple(
        ((int(top), column_number(left)), (int(bottom), column_number(right)))
        for left, top, right, bottom in MERGE.findall(xml)
    )
    errors = tuple((int(row), column_number(letters)) for letters, row in ERROR.findall(xml))
    width = max(map(column_number, set(WIDE.findall(xml))), default=NARROW) + 1
    height = max(map(int, ROW.findall(xml)), default=0)
    return SheetFacts(merged, errors, width * height)


def timed_lines(xml: bytes, column: int, timed: frozenset[int]) -> set[int]:
    """Return the lines on which a column's cell has a style that shows the time of day."""
    letters = column_letters(column).encode()
    pattern = rb'<(?:\w+:)?c\s(?=[^>]*?\br="' + letters + rb'(\d+)")(?=[^>]*?\bs="(\d+)")'
    return {int(line) for line, style in re.findall(pattern, xml) if int(style) in timed}


def column_number(letters: bytes) -> int:
    """Return a column's number from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * LETTERS + letter - ord("A") + 1
    return number - 1


def column_letters(number: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
