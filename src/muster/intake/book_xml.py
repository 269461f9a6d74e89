"""Where an Excel workbook keeps each sheet, and which of its styles show a time of day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from muster.intake.archive import Archive, UnableToOpenArchive, not_a_workbook
from muster.intake.xml_walk import Attributes, local, walk

LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
LONGEST_FORMAT = 255
BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 22, 45, 46, 47})


@dataclass(eq=False)
class WorkbookXml:
    """The parts of an .xlsx workbook that tell what its cells do not."""

    archive: Archive
    paths: Mapping[str, str] = field(default_factory=dict)
    timed: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Find each sheet's part, and the styles that show a time of day."""
        relations, book, styles = _Relations(), _Sheets(), _Styles()
        for part, walker in (("_rels/workbook.xml.rels", relations), ("workbook.xml", book)):
            walk(self.sound(f"xl/{part}"), walker)
        shown = self.archive.part("xl/styles.xml")
        if shown:
            walk(shown, styles)
        self.paths = {
            name: _path(relations.targets.get(identity, ""))
            for name, identity in book.sheets.items()
        }
        self.timed = styles.timed()

    def sheet(self, name: str) -> bytes:
        """Return a sheet's XML. Raises UnableToOpenArchive when it is not there."""
        return self.sound(self.paths.get(name, ""))

    def sound(self, part: str) -> bytes:
        """Return a part that must be there, for a cell unseen here might still be read."""
        found = self.archive.part(part)
        if not found:
            raise UnableToOpenArchive(not_a_workbook())
        return found


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


class _Relations:
    """Gathers what each relation of the workbook leads to."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if local(name) == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Sheets:
    """Gathers each sheet's name and the relation that leads to it."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if local(name) == "sheet":
            identity = (value for key, value in attributes.items() if key.endswith(":id"))
            self.sheets[attributes.get("name", "")] = next(identity, "")


class _Styles:
    """Gathers the number format of each cell style, and those formats that show hours."""

    def __init__(self) -> None:
        self.formats = set(BUILT_IN_TIMES)
        self.shown: list[int] = []
        self.of_cells = False

    def start(self, name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "numFmt":
            code = LITERAL.sub("", attributes.get("formatCode", "")[:LONGEST_FORMAT]).lower()
            if "h" in code or "s" in code:
                self.formats.add(int(attributes.get("numFmtId", "0")))
        elif name == "cellXfs":
            self.of_cells = True
        elif name == "xf" and self.of_cells:
            self.shown.append(int(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if local(name) == "cellXfs":
            self.of_cells = False

    def timed(self) -> frozenset[int]:
        """Return the positions of cell styles that show hours."""
        return frozenset(at for at, number in enumerate(self.shown) if number in self.formats)
