"""Every hour as CSV: a row for each force and hour, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from muster.policing import clock
from muster.reporting.rows import plain

if TYPE_CHECKING:
    from muster.rehearsal import EveryHour


def render_hours_csv(seen: EveryHour, *, synthetic: bool = False) -> str:
    """Return every hour as CSV: units at full count, and the chance of what is required.

    Columns are named for minutes of notice; a chance is blank where nothing is required.
    """
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    names = [f"{what}_{n}" for n in seen.notices for what in ("units", "required", "chance")]
    writer.writerow(("force", "synthetic", "unit", "at", *names))
    instants = [clock.instant_of(minute).isoformat() for minute in seen.minutes.tolist()]
    about = ("yes" if synthetic else "no", seen.unit.unit)
    for force, slug in enumerate(seen.forces):
        required = seen.required[force].tolist()
        counts = zip(instants, seen.units[force].tolist(), seen.met[force].tolist(), strict=True)
        for at, units, met in counts:
            row: list[str | int] = [plain(slug), *about, at]
            for count, wanted, future in zip(units, required, met, strict=True):
                row += (count, wanted, f"{future / seen.draws:.4g}" if wanted else "")
            writer.writerow(row)
    return made.getvalue()
