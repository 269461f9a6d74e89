"""`muster rehearse SCENARIO --worth` and `--frontier`: what one more would be worth."""

from collections.abc import Sequence
from dataclasses import replace

import typer

from muster.cli.background import background_of, provenance_of
from muster.cli.guard import INTERRUPTED, tell
from muster.cli.rehearsing import SLOW_START, Setting, Table, interruptions, timed
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import worths_answer
from muster.rehearsal import seek_frontier, weigh_worth
from muster.reporting import worths_report

REPLICATIONS = 1024
FEWER_STEPS = (
    "Interrupted while the frontier was sought: it may go on, and its last point is of fewer "
    "replications"
)


def show_worth(
    table: Table,
    seed: int,
    replications: int | None,
    policies: Sequence[str],
    steps: int,
    setting: Setting,
    output: Output,
) -> None:
    """Show what one more of each thing is worth at every force, and the frontier if asked.

    Interrupted, it shows what was found by then, and says of how many replications.
    """
    many, policy = replications or REPLICATIONS, policies[0] if policies else ""
    with working(SLOW_START) as progress, interruptions() as stopped:
        worths = weigh_worth(
            table.game, seed=seed, replications=many, policy=policy, engine=setting.engine(),
            told=timed(progress, "Playing with one more of each"), stop=stopped,
        )  # fmt: skip
        said = _fewer(worths.replications, many, steps) if stopped() else ""
        if steps and not said:
            points = seek_frontier(
                table.game, seed=seed, steps=steps, replications=many, policy=policy,
                engine=setting.engine(),
                told=timed(progress, "Seeking the next step of the frontier"), stop=stopped,
            )  # fmt: skip
            worths = replace(worths, frontier=points)
            said = FEWER_STEPS if stopped() else ""
    background = background_of(table.held, *table.notes, said)
    answer = worths_answer(
        worths,
        provenance=provenance_of(table.held),
        synthetic=table.held.synthetic,
        notes=background.notes,
        named=table.named,
        also=table.other_names(),
    )
    show(worths_report(worths, background, named=table.named), answer, output)
    if said:
        tell(said, style="yellow")
        raise typer.Exit(INTERRUPTED)


def _fewer(found: int, many: int, steps: int) -> str:
    """Return how much less was played than was asked, or nothing."""
    if found == many:
        return "Interrupted before the frontier was sought" if steps else ""
    said = f"Interrupted: this is of {found:,} replications of the {many:,} asked for"
    return f"{said}, and without the frontier" if steps else said
