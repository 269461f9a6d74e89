"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

LONGEST_NOTICE = 7 * 24 * 60  # minutes: past a week there is no notice to speak of
Holding = Annotated[
    str,
    typer.Argument(
        metavar="RETURN|CASE|NETWORK",
        help="A return (folder of CSVs, .xlsx, .ods, .json, .muster), a shipped case "
        "(west-midlands-2013), a directory of returns, or nation or county (both synthetic).",
    ),
]
OneForce = Annotated[
    str,
    typer.Argument(
        metavar="RETURN|CASE",
        help="One force's return (folder of CSVs, .xlsx, .ods, .json, .muster), or a shipped "
        "case (west-midlands-2013).",
    ),
]
ReturnPath = Annotated[
    Path,
    typer.Argument(metavar="RETURN", help="A folder of CSVs, .xlsx, .ods, .json or .muster file."),
]
Units = Annotated[
    list[str],
    typer.Option("--unit", "-u", help="A kind of unit; give it again for several together."),
]
At = Annotated[
    str,
    typer.Option(
        "--at",
        help="The instant, ISO 8601, UK local without an offset (2026-03-02T20:00), or now. "
        "Without it: when the return was prepared, or its first minute.",
    ),
]
Within = Annotated[
    int, typer.Option("--within", "-w", min=0, max=LONGEST_NOTICE, help="Minutes of notice.")
]
Assured = Annotated[bool, typer.Option("--assured", help="Only those on duty or rostered on call.")]
Releasable = Annotated[bool, typer.Option("--releasable", help="After minimum cover is kept.")]
ByBase = Annotated[bool, typer.Option("--by-base", help="Each unit from one base.")]
DoctrineDirs = Annotated[
    list[Path],
    typer.Option(
        "--doctrine",
        metavar="DIR",
        help="A folder of your own doctrine (TOML), laid over the shipped one; or county.",
    ),
]
SkipFaulty = Annotated[
    bool, typer.Option("--skip-faulty", help="Leave out faulty rows where that costs no more.")
]
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout: see muster schema.")]
Html = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page.")
]
Markdown = Annotated[bool, typer.Option("--markdown", help="Markdown on stdout.")]
Csv = Annotated[
    Path | None,
    typer.Option(
        "--csv", metavar="FILE", help="Write a row for each criterion, for a spreadsheet."
    ),
]
