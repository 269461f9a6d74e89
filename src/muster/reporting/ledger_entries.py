"""Every entry of a ledger as a table: what it adds, and why any is not counted."""

from collections.abc import Iterator, Sequence

from muster.mobilisation import COUNTED, AidEntry, AidLine, Deployment, span_words
from muster.reporting.document import Block, Cell, Fold, Paragraph, Tone, table
from muster.reporting.ledger_told import UNSTATED, Told
from muster.reporting.words import counted


def entry_list(told: Told) -> Iterator[Block]:
    """Yield every entry, folded away; what is said instead where there is none."""
    lines = told.balance.lines
    if not lines:
        yield Paragraph("The ledger holds no entry of this kind in this period.")
        return
    aside = len(told.balance.set_aside)
    said = f"{counted(len(lines), 'entry')}, {aside:,} listed and not counted"
    columns = ("Entry", "Way", "Units#", "When", "People#", "Adds#", "How it is counted", "Source")
    shown = table("Every entry, oldest first", columns, [_row(line, told) for line in lines])
    summary = "Every deployment and total, what it adds, and why any is not counted."
    yield Fold("Entries", Cell(said), summary, (shown,), "entries")


def _row(line: AidLine, told: Told) -> Sequence[str | int | Cell]:
    entry = line.entry
    people = f"{entry.officers:,}" if isinstance(entry, Deployment) else "–"
    tone: Tone = "" if line.counting in COUNTED else "soft"
    reference = entry.reference if isinstance(entry, Deployment) else ""
    return (
        Cell(_what(entry, told), tone),
        line.direction,
        entry.units,
        span_words(entry.start, entry.end),
        Cell(people),
        line.tally.units,
        Cell(line.counting.value, tone),
        "; ".join(part for part in (reference, entry.source) if part),
    )


def _what(entry: AidEntry, told: Told) -> str:
    """Return what an entry is: an operation and who helped whom, or whose total."""
    if isinstance(entry, Deployment):
        parties = f"{told.force(entry.donor)} to {told.force(entry.host)}"
        return f"{entry.operation or UNSTATED}: {parties}"
    way = "to" if entry.side == "given" else "from"
    partner = f" {way} {told.force(entry.partner)}" if entry.partner else ""
    of = f" for {entry.operation}" if entry.operation else ""
    return f"Total {entry.side} by {told.force(entry.force)}{partner}{of}"
