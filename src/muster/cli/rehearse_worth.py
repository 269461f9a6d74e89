"""`muster rehearse SCENARIO --worth` and `--frontier`: what one more would be worth."""

from collections.abc import Sequence
from dataclasses import replace

from muster.cli.background import background_of, provenance_of
from muster.cli.rehearsing import SLOW_START, Setting, Table, timed
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import worths_answer
from muster.rehearsal import seek_frontier, weigh_worth
from muster.reporting import worths_report

REPLICATIONS = 1024


def show_worth(
    table: Table,
    seed: int,
    replications: int | None,
    policies: Sequence[str],
    steps: int,
    setting: Setting,
    output: Output,
) -> None:
    """Show what one more of each thing is worth at every force, and the frontier if asked."""
    many, policy = replications or REPLICATIONS, policies[0] if policies else ""
    with working(SLOW_START) as progress:
        worths = weigh_worth(
            table.game, seed=seed, replications=many, policy=policy, engine=setting.engine(),
            told=timed(progress, "Playing with one more of each"),
        )  # fmt: skip
        if steps:
            points = seek_frontier(
                table.game, seed=seed, steps=steps, replications=many, policy=policy,
                engine=setting.engine(),
                told=timed(progress, "Seeking the next step of the frontier"),
            )  # fmt: skip
            worths = replace(worths, frontier=points)
    background = background_of(table.held, *table.notes)
    answer = worths_answer(
        worths,
        provenance=provenance_of(table.held),
        synthetic=table.held.synthetic,
        notes=background.notes,
        named=table.named,
        also=table.other_names(),
    )
    show(worths_report(worths, background, named=table.named), answer, output)
