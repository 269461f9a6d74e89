"""What an OpenDocument spreadsheet's XML says of merges, formulas and cells without end."""

from muster.intake.sheet_xml import Place, SheetFacts, Unsaved
from muster.intake.xml_walk import Attributes, walk

CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
VALUES = tuple(f"office:{kind}value" for kind in ("", "date-", "time-", "boolean-", "string-"))
KIND, FORMULA = "office:value-type", "table:formula"
CALCULATED = "calcext:value-type"
NOTE, PARAGRAPH = "office:annotation", "text:p"


def ods_facts(xml: bytes) -> dict[str, SheetFacts]:
    """Return by sheet its merged ranges, its faulty formulas, and how far out its last cell is.

    Raises UnableToOpenArchive for XML that is broken or has a document type.
    """
    walker = _Document()
    walk(xml, walker)
    return {name: each.facts() for name, each in walker.sheets.items()}


class _Document:
    """Hands each element to the sheet it is in; remarks on a cell are not the cell's text."""

    def __init__(self) -> None:
        """Start before the first sheet."""
        self.sheets: dict[str, _Walker] = {}
        self.sheet, self.notes = _Walker(), 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name in CELLS:
            self.sheet.cell(attributes)
        elif name == "table:table-row":
            self.sheet.row(attributes)
        elif name == PARAGRAPH and not self.notes:
            self.sheet.paragraph()
        elif name == NOTE:
            self.notes += 1
        elif name == "table:table":
            title = attributes.get("table:name", "")
            self.sheet = self.sheets.setdefault(title, _Walker())

    def text(self, text: str) -> None:
        if not self.notes:
            self.sheet.text(text)

    def end(self, name: str) -> None:
        if name in CELLS:
            self.sheet.close()
        elif name == NOTE:
            self.notes -= 1


class _Walker:
    """Keeps its place in a sheet as rows and cells go by."""

    def __init__(self) -> None:
        """Start before the first row."""
        self.line, self.repeat, self.column = 0, 1, 0
        self.height = self.width = 0
        self.merged: list[tuple[Place, Place]] = []
        self.errors: list[Place] = []
        self.unsaved: list[Unsaved] = []
        self.untyped: list[Unsaved] = []
        self.formula = self.shown = ""
        self.is_text = self.is_valued = True

    def row(self, attributes: Attributes) -> None:
        self.line += self.repeat
        self.repeat, self.column = _count(attributes, "rows-repeated"), 0

    def cell(self, attributes: Attributes) -> None:
        times = _count(attributes, "columns-repeated")
        self.is_text = attributes.get(KIND) == "string"
        self.is_valued = any(value in attributes for value in VALUES)
        self.formula, self.shown = attributes.get(FORMULA, "").removeprefix("of:"), ""
        here = (self.line, self.column)
        if KIND in attributes or FORMULA in attributes:
            self.height = max(self.height, self.line + self.repeat - 1)
            self.width = max(self.width, self.column + times)
        if attributes.get(CALCULATED) == "error":
            self.errors.append(here)
            self.is_valued = True
        down = _count(attributes, "rows-spanned") - 1
        across = _count(attributes, "columns-spanned") - 1
        if down or across:
            self.merged.append((here, (self.line + down, self.column + across)))
        self.column += times

    def paragraph(self) -> None:
        """Take the text of a cell that says it is text for its saved value."""
        self.is_valued |= self.is_text

    def text(self, text: str) -> None:
        """Take note of what a cell without a saved value shows."""
        if not self.is_valued and not self.shown:
            self.shown = text.strip()

    def close(self) -> None:
        """Keep the cell if it ends without a value and ought to have one."""
        written = self.formula or self.shown
        if written and not self.is_valued:
            place = (self.line, self.column - 1)
            found = self.unsaved if self.formula else self.untyped
            found.append(Unsaved(place, self.line + self.repeat - 1, written))
        self.is_valued = True

    def facts(self) -> SheetFacts:
        return SheetFacts(
            tuple(self.merged),
            tuple(self.errors),
            tuple(self.unsaved),
            tuple(self.untyped),
            cells=self.height * self.width,
        )


def _count(attributes: Attributes, what: str) -> int:
    return int(attributes.get(f"table:number-{what}", "1"))
