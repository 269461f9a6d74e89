"""What an OpenDocument spreadsheet's XML says of merges, and of cells repeated without end."""

import re
from html import unescape

from muster.intake.sheet_xml import Place, SheetFacts

TOKEN = re.compile(
    rb'<table:table [^>]*?table:name="([^"]*)"'
    rb"|<table:(table-row|table-cell|covered-table-cell)\b([^>]*)>"
)
REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
SPANNED = re.compile(rb'number-(rows|columns)-spanned="(\d+)"')
HOLDS = b"office:value-type"


def ods_facts(xml: bytes) -> dict[str, SheetFacts]:
    """Return by sheet its merged ranges, and how far out its last filled cell is."""
    walkers: dict[str, _Walker] = {}
    walker = _Walker()
    for name, kind, attributes in TOKEN.findall(xml):
        if not kind:
            walker = walkers.setdefault(unescape(name.decode("utf-8", "replace")), _Walker())
        elif kind == b"table-row":
            walker.row(attributes)
        else:
            walker.cell(attributes)
    return {name: each.facts() for name, each in walkers.items()}


class _Walker:
    """Keeps its place in a sheet as rows and cells go by."""

    def __init__(self) -> None:
        """Start before the first row."""
        self.line, self.repeat, self.column = 0, 1, 0
        self.height = self.width = self.filled = 0
        self.merged: list[tuple[Place, Place]] = []

    def row(self, attributes: bytes) -> None:
        self.line += self.repeat
        self.repeat, self.column = _times(attributes), 0

    def cell(self, attributes: bytes) -> None:
        times = _times(attributes)
        if HOLDS in attributes:
            self.height = max(self.height, self.line + self.repeat - 1)
            self.width = max(self.width, self.column + times)
        if b"spanned" in attributes:
            spans = {key: int(value) for key, value in SPANNED.findall(attributes)}
            down, across = spans.get(b"rows", 1) - 1, spans.get(b"columns", 1) - 1
            if down or across:
                here = (self.line, self.column)
                self.merged.append((here, (self.line + down, self.column + across)))
        self.column += times

    def facts(self) -> SheetFacts:
        return SheetFacts(tuple(self.merged), (), self.height * self.width)


def _times(attributes: bytes) -> int:
    found = REPEATED.search(attributes)
    return int(found[1]) if found else 1
