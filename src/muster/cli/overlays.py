"""Read what has changed since a return: deployments, absences, vehicles off the road."""

import csv
from collections.abc import Mapping
from pathlib import Path

from muster.errors import MusterError
from muster.policing import clock
from muster.strength import Overlay

COLUMNS = ("start", "end", "subject", "effect", "reason")
LARGEST = 20_000_000  # bytes: some 200,000 lines
EFFECTS = ("deployed", "unavailable", "off_road")


class UnableToReadOverlays(MusterError):
    """The file of overlays has faults; each line that is wrong is named."""

    def __init__(self, path: Path, faults: list[str]) -> None:
        """Keep every fault, and say them all."""
        self.faults = tuple(faults)
        super().__init__(f"{path} was refused:\n" + "\n".join(f"  {fault}" for fault in faults))


def read_overlays(path: Path) -> tuple[Overlay, ...]:
    """Return the overlays a CSV file holds, or refuse it naming every faulty line.

    Columns: start and end (instants; a blank end is until further notice), subject (an
    officer's or vehicle's id), effect (deployed, unavailable, off_road), reason.
    """
    _refuse_size(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except UnicodeDecodeError:
        raise UnableToReadOverlays(path, ["it is not UTF-8; save it as CSV UTF-8"]) from None
    except csv.Error as wrong:
        raise UnableToReadOverlays(path, [f"it is not CSV ({wrong}); save it as CSV"]) from None
    missing = [name for name in COLUMNS if rows and name not in rows[0]]
    if missing:
        said = f"line 1: {', '.join(missing)} missing; the columns are {', '.join(COLUMNS)}"
        raise UnableToReadOverlays(path, [said])
    found, faults = [], []
    for line, row in enumerate(rows, 2):
        overlay, told = _overlay(row)
        found.append(overlay)
        faults += [f"line {line}: {each}" for each in told]
    if faults:
        raise UnableToReadOverlays(path, faults)
    return tuple(found)


def _refuse_size(path: Path) -> None:
    """Raise UnableToReadOverlays for what is no plain file, or far larger than any list."""
    if path.exists() and not path.is_file():
        raise UnableToReadOverlays(path, ["it is not a file; give a CSV file"])
    if path.exists() and path.stat().st_size > LARGEST:
        raise UnableToReadOverlays(
            path, [f"it is larger than {LARGEST:,} bytes; leave out what is over"]
        )


def _overlay(row: Mapping[str, str]) -> tuple[Overlay, list[str]]:
    """Return the overlay of a line, and everything wrong with it."""
    start, end, subject, effect, reason = ((row[name] or "").strip() for name in COLUMNS)
    faults: list[str] = []
    begins = _instant(start, faults)
    ends = _instant(end, faults) if end else clock.FOREVER
    if not faults and ends <= begins:
        faults.append("end is not after start; swap the two")
    if not subject:
        faults.append("subject is blank; give an officer's or a vehicle's id")
    if effect not in EFFECTS:
        faults.append(f"effect {effect!r} is not known; use {', '.join(EFFECTS)}")
    return Overlay(begins, ends, subject, effect, reason, begins), faults


def _instant(text: str, faults: list[str]) -> int:
    """Return an instant; one that cannot be read is told among the faults."""
    try:
        return clock.parse_instant(text)
    except MusterError as wrong:
        faults.append(str(wrong))
        return 0
