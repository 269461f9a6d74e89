"""What is wrong with a return, as a document."""

from collections.abc import Iterable, Mapping, Sequence

from muster.reporting.document import (
    Block,
    Document,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Paragraph,
    table,
)
from muster.reporting.words import counted

COLUMNS = ("Table", "Line#", "Column", "Value", "What is wrong, and how to mend it")


def check_report(
    name: str,
    faults: Sequence[Sequence[str]],
    *,
    rows: Mapping[str, int],
    total: int,
    notes: Iterable[str] = (),
    synthetic: bool = False,
) -> Document:
    """Return the faults of a return: table, line, column, value and remedy of each.

    `total` counts all of them, shown or not.
    """
    read = sum(rows.values())
    blocks: list[Block] = [
        Paragraph(_verdict(name, total), "lead"),
        KeyFigures(
            (
                KeyFigure(
                    f"{total:,}", "fault" if total == 1 else "faults", "none" if total else "good"
                ),
                KeyFigure(f"{read:,}", f"rows in {counted(len(rows), 'table')}"),
            )
        ),
    ]
    if faults:
        blocks += [Heading("Faults"), table("Line 1 is the header", COLUMNS, faults)]
    if total > len(faults):
        more = f"{total - len(faults):,} more are not shown; --json has them."
        blocks.append(Paragraph(more, "note"))
    if said := tuple(dict.fromkeys(notes)):
        blocks += [Heading("Worth knowing"), Items(said)]
    if rows:
        blocks.append(table("Rows read", ("Table", "Rows#"), list(rows.items())))
    return Document(f"Check of {name}", tuple(blocks), synthetic)


def _verdict(name: str, total: int) -> str:
    if not total:
        return f"{name} is sound: no fault was found."
    them = "it" if total == 1 else "them"
    return f"{name} has {counted(total, 'fault')}; mend {them} and check again."
