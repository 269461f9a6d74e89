"""`muster strength`: the count."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.background import background_of, provenance_of
from muster.cli.guard import SHORT, tell
from muster.cli.holdings import (
    Holdings,
    UnableToCount,
    choose_instant,
    holding_of,
    open_holdings,
    roster_of,
)
from muster.cli.overlays import read_overlays
from muster.cli.show import Contract, Output, show
from muster.cli.working import working
from muster.exchange import (
    not_known,
    reaches,
    strength_answer,
    strengths_answer,
    why_not_known,
)
from muster.reporting import Background, Document, network_report, strength_report
from muster.strength import Options, Overlay, UnitCount, count_units


def count_strength(
    holding: options.Holding,
    unit: options.Units = ["psu"],  # noqa: B006
    at: options.At = "",
    within: options.Within = 60,
    assured: options.Assured = False,
    releasable: options.Releasable = False,
    by_base: options.ByBase = False,
    overlays: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv",
            help="What has changed since the return: start, end, subject, effect, reason.",
        ),
    ] = None,
    floor: Annotated[
        int | None, typer.Option(min=0, help="Exit with 3 when fewer units are sure.")
    ] = None,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """How many whole units can be raised, by when, and what stops the next one.

    The number is the largest possible: nobody fills two posts, and nothing is guessed.
    Where a force gives totals and not people, the answer is bounds, and says what is unknown.

        muster strength west-midlands-2013

        muster strength return.xlsx --unit psu --unit cbrn_team --at 2026-03-02T20:00

        muster strength nation --within 240 --releasable --html nation.html
    """
    with working(f"Reading {holding}") as progress:
        held = open_holdings(holding, folders=doctrine, skip_faulty=skip_faulty, progress=progress)
        minute, said = choose_instant(at, held.returns)
        asked = Options(assured, releasable, by_base)
        changed = _overlays(overlays, held) if overlays else ()
        counts = []
        for done, each in enumerate(held.returns, 1):
            progress("Counting", done, len(held.returns))
            counts.append(
                count_units(
                    holding_of(each),
                    units=unit,
                    at=minute,
                    within=within,
                    doctrine=held.doctrine,
                    options=asked,
                    overlays=changed,
                )
            )
    counts, unknown = _known(held, counts)
    background = background_of(held, said)
    background = replace(background, warnings=(*background.warnings, *unknown))
    document, answer = _answers(held, counts, background)
    show(document, answer, Output(json, html, markdown))
    _hold_to(floor, counts)


def _overlays(path: Path, held: Holdings) -> tuple[Overlay, ...]:
    """Return what a file says has changed, where there is one force's people to change."""
    found = read_overlays(path)
    if held.network:
        raise UnableToCount(
            f"{held.name} is a network, and --overlays change one force's return; count that alone"
        )
    roster_of(held.returns[0], "--overlays")
    return found


def _known(held: Holdings, counts: Sequence[UnitCount]) -> tuple[list[UnitCount], list[str]]:
    """Return counts, those of an instant outside a return's period as not known, and say so."""
    reached = [
        reaches((each.about.period_from, each.about.period_until), count.at)
        for each, count in zip(held.returns, counts, strict=True)
    ]
    told = [
        count if known else not_known(count) for count, known in zip(counts, reached, strict=True)
    ]
    beyond = reached.count(False)
    if not beyond:
        return told, []
    if not held.network:
        return told, [why_not_known(_reach(held), counts[0].at)]
    return told, [
        f"The returns of {beyond:,} of {len(counts):,} forces do not reach that instant: what "
        "they could raise is not known, which is not none."
    ]


def _reach(held: Holdings) -> tuple[int, int]:
    about = held.returns[0].about
    return about.period_from, about.period_until


def _answers(
    held: Holdings, counts: Sequence[UnitCount], background: Background
) -> tuple[Document, Contract]:
    provenance = provenance_of(held)
    if held.network:
        answer = strengths_answer(
            held.name,
            counts,
            synthetic=[each.synthetic for each in held.returns],
            doctrine=held.doctrine,
            provenance=provenance,
        )
        return network_report(held.name, counts, background), answer
    return strength_report(counts[0], background), strength_answer(
        counts[0],
        provenance=provenance,
        synthetic=held.synthetic,
        skipped=dict(held.returns[0].rows_skipped),
        notes=background.notes,
        reach=_reach(held),
    )


def _hold_to(floor: int | None, counts: Sequence[UnitCount]) -> None:
    """End with an exit code of its own when fewer units than the floor are sure."""
    sure = sum(count.kinds[0].low for count in counts)
    if floor is not None and sure < floor:
        tell(f"{sure:,} are sure, fewer than the floor of {floor:,}", style="yellow")
        raise typer.Exit(SHORT)
