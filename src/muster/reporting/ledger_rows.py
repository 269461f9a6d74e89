"""A ledger as CSV: a row for each entry, safe to open in a spreadsheet."""

import csv
import io

from muster.mobilisation import COUNTED, AggregateEntry, AidBalance, AidLine, Deployment
from muster.policing import clock
from muster.reporting.rows import plain

COLUMNS = (
    *("operation", "donor", "host", "unit", "units", "start", "end", "officers", "reference"),
    *("direction", "leaves_out", "source", "way", "counted", "how", "adds_units"),
    *("adds_unit_days", "adds_officer_hours", "told_by", "synthetic"),
)


def render_ledger_csv(balance: AidBalance, *, synthetic: bool = False) -> str:
    """Return the lines of a balance as CSV; its first columns are those of the aid table."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in balance.lines:
        row = (*_entry(line), *_counted(line), "yes" if synthetic else "no")
        writer.writerow([plain(value) for value in row])
    return made.getvalue()


def _entry(line: AidLine) -> tuple[str, ...]:
    entry = line.entry
    sent = entry if isinstance(entry, Deployment) else None
    total = entry if isinstance(entry, AggregateEntry) else None
    return (
        entry.operation,
        entry.donor,
        entry.host,
        entry.unit,
        str(entry.units),
        clock.describe_instant(entry.start),
        clock.describe_instant(entry.end),
        str(sent.officers) if sent and sent.stated else "",
        sent.reference if sent else "",
        total.side if total else "",
        "; ".join(total.leaves_out) if total else "",
        entry.source,
    )


def _counted(line: AidLine) -> tuple[str, ...]:
    tally = line.tally
    return (
        line.direction,
        "yes" if line.counting in COUNTED else "no",
        line.counting.value,
        str(tally.units),
        str(tally.unit_days),
        f"{tally.officer_hours:.2f}",
        " ".join(line.entry.told_by),
    )
