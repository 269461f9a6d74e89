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
    found, faults = [], []
    for line, row in enumerate(rows, 2):
        try:
            found.append(_overlay(row))
        except (MusterError, KeyError, ValueError) as wrong:
            faults.append(f"line {line}: {_said(wrong)}")
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


def _said(wrong: Exception) -> str:
    missing = f"column {wrong} is missing; the columns are {', '.join(COLUMNS)}"
    return missing if isinstance(wrong, KeyError) else str(wrong)


def _overlay(row: Mapping[str, str]) -> Overlay:
    start, end, subject, effect, reason = ((row[name] or "").strip() for name in COLUMNS)
    begins = clock.parse_instant(start)
    ends = clock.parse_instant(end) if end else clock.FOREVER
    if effect not in EFFECTS:
        raise ValueError(f"effect {effect!r} is not known; use {', '.join(EFFECTS)}")
    if not subject:
        raise ValueError("subject is blank; give an officer's or a vehicle's id")
    if ends <= begins:
        raise ValueError("end is not after start; swap the two")
    return Overlay(begins, ends, subject, effect, reason, begins)
