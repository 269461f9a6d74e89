"""`muster rehearse SCENARIO --replay NUMBER`: one replication, and the plan hindsight makes."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from muster.cli.background import background_of
from muster.cli.guard import tell
from muster.cli.plan_requests import Found
from muster.cli.plan_telling import tell_plan
from muster.cli.rehearsing import Table
from muster.cli.show import Output, show, try_to_write
from muster.cli.working import working
from muster.errors import MusterError
from muster.mobilisation import Because, Plan, explain_plan, make_plan
from muster.policing import clock
from muster.rehearsal import Story, tell_replication
from muster.reporting import story_blocks, story_demands_csv


class UnableToNameForces(MusterError):
    """Real forces would be named by an answer for which that was not asked."""


def show_case(
    table: Table,
    seed: int,
    replication: int,
    policies: Sequence[str],
    demands: Path | None,
    output: Output,
) -> None:
    """Show what happened in one replication, beside the plan of one who had known it all.

    Raises UnableToNameForces where these are real, and names were not asked for.
    """
    if not table.named:
        raise UnableToNameForces(
            "A replay is told as a plan, which names forces and places, and these are real; "
            "ask for it with --name-forces"
        )
    with working("Playing it again (compiled once, the first time)") as progress:
        story = tell_replication(
            table.game, seed=seed, replication=replication, policy=policies[0] if policies else ""
        )
        progress("Planning with hindsight", 0, 0)
        plan = make_plan(story.request, travel=table.game.travel)
        because = explain_plan(plan, travel=table.game.travel)
    faults = try_to_write(demands, story_demands_csv(story)) if demands else []
    if demands and not faults:
        at = f"{clock.instant_of(story.request.at):%Y-%m-%dT%H:%M}"
        tell(f"Plan it as of its first call: muster plan {demands} --at {at}", style="green")
    _tell(table, story, plan, because, output, faults)


def _tell(
    table: Table,
    story: Story,
    plan: Plan,
    because: Because,
    output: Output,
    faults: Sequence[str],
) -> None:
    note = (
        f"Replication {story.replication:,} of {table.game.scenario.name}, under the policy "
        f"{story.policy.name}: the plan knows every demand from the first on, and what each "
        "force could raise then. Nobody had that knowledge; the difference is what it is worth."
    )
    found = Found(story.request, table.held, (), (), (note, *table.notes))
    told = tell_plan(plan, because, (), found, found.notes)
    blocks = story_blocks(story, plan, background_of(table.held))
    document = replace(told.document, blocks=(*blocks, *told.document.blocks))
    show(document, told.answer, output, faults=faults)
