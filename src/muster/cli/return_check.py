"""`muster return check`: is it sound, and if not, what is wrong with every cell?"""

from collections.abc import Sequence
from typing import Any

import typer

from muster.cli import options
from muster.cli.guard import FAULTS
from muster.cli.holdings import doctrine_of
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import faults_answer
from muster.intake import check_return
from muster.reporting import check_report

SHOWN = 200
TABLE_FILE = ".csv"


def check(
    path: options.ReturnPath,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """Find every fault at once: table, line, column, value, and how to mend it.

    Ends with 1 when there are faults.

        muster return check return.xlsx

        muster return check roster/ --json
    """
    with working(f"Checking {path}") as progress:
        found = check_return(path, doctrine=doctrine_of(doctrine), progress=progress)
    synthetic = bool(found.return_ and found.return_.synthetic)
    answer = faults_answer(
        found.faults,
        rows=found.rows,
        extras=found.extras,
        more=found.more,
        notes=found.notes,
        synthetic=synthetic,
    )
    document = check_report(
        str(path),
        fault_lines(found.faults),
        rows=found.rows,
        total=len(found.faults) + found.more,
        notes=found.notes,
        synthetic=synthetic,
    )
    show(document, answer, Output(json, html, markdown))
    if found.faults:
        raise typer.Exit(FAULTS)


def fault_lines(faults: Sequence[Any]) -> list[tuple[str, str, str, str, str]]:
    """Return where each fault stands, its value, what is wrong, and the remedy."""
    return [
        (
            _place(fault),
            "" if fault.row is None else f"{fault.row:,}",
            fault.column,
            fault.value,
            f"{fault.fault}: {fault.remedy}",
        )
        for fault in faults[:SHOWN]
    ]


def _place(fault: Any) -> str:
    """Return the table a fault is in, and the sheet or file where that has another name."""
    where = fault.sheet or fault.file * fault.file.endswith(TABLE_FILE)
    same = where.removesuffix(TABLE_FILE).casefold() in ("", fault.table)
    return f"{fault.table} ({where})" if fault.table and not same else fault.table or fault.file
