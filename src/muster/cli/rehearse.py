"""`muster rehearse SCENARIO`: what might happen, played many times."""

from collections.abc import Sequence
from dataclasses import replace

import typer

from muster.cli import options
from muster.cli.background import background_of, provenance_of
from muster.cli.guard import INTERRUPTED, tell
from muster.cli.plan_options import Corridors, Network, Travel
from muster.cli.rehearse_case import show_case
from muster.cli.rehearse_keeping import Keeper
from muster.cli.rehearse_options import (
    Against,
    Case,
    Cluster,
    DemandsFile,
    Frontier,
    Keep,
    Matters,
    NameForces,
    Policies,
    Precision,
    Processes,
    Replications,
    Resume,
    ScenarioName,
    Seed,
    Workers,
    WorthOf,
    refuse_unheeded,
    until_of,
)
from muster.cli.rehearse_worth import show_worth
from muster.cli.rehearsing import (
    Setting,
    Table,
    interruptions,
    play_out,
    set_table,
    timed,
)
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import campaign_answer
from muster.rehearsal import Campaign, Until, campaign_of, weigh_figures
from muster.reporting import campaign_report

FIGURES = 2048  # replications by which figures are held against one another, at most
FEWER_FIGURES = (
    "Interrupted while figures were held against one another: those that follow were not, and "
    "the last is of fewer replications"
)


def rehearse(
    scenario: ScenarioName,
    seed: Seed,
    network: Network = "nation",
    replications: Replications = None,
    precision: Precision = None,
    policy: Policies = [],  # noqa: B006
    against: Against = [],  # noqa: B006
    worth: WorthOf = False,
    frontier: Frontier = 0,
    matters: Matters = False,
    replay: Case = None,
    demands_to: DemandsFile = None,
    workers: Workers = 0,
    processes: Processes = False,
    cluster: Cluster = "",
    keep: Keep = None,
    resume: Resume = None,
    name_forces: NameForces = False,
    travel: Travel = "",
    corridors: Corridors = None,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """How sure are we, and what would make us surer?

    The chance that the requirement is met, with its interval; who is short where and when;
    what stops the next unit; worst cases, each to be played again. The same seed gives the
    same numbers on any number of workers.

        muster rehearse august-2024 --seed 1 --against early

        muster rehearse my.toml --network county --seed 1 --precision 1 --html my.html

        muster rehearse august-2024 --seed 1 --replay 17 --demands worst.csv
    """
    refuse_unheeded(
        {
            "--replay": replay is not None, "--worth": worth, "--frontier": frontier,
            "--precision": precision is not None, "--policy twice": len(policy) > 1,
            "--against": against, "--matters": matters, "--demands": demands_to,
            "--keep": keep, "--resume": resume, "--processes": processes, "--cluster": cluster,
        }
    )  # fmt: skip
    output = Output(json, html, markdown)
    setting = Setting(workers, processes, cluster)
    until = until_of(replications, precision)
    with working(f"Reading {network}") as progress:
        table = set_table(
            scenario, network, travel, corridors, folders=doctrine, skip_faulty=skip_faulty,
            progress=progress,
        )  # fmt: skip
    table = replace(table, named=name_forces or table.held.synthetic)
    if replay is not None:
        show_case(table, seed, replay, policy, demands_to, output)
    elif worth or frontier:
        show_worth(table, seed, replications, policy, frontier, setting, output)
    else:
        chosen = _policies(table, policy, against)
        own_name = table.game.scenario.slug if table.named else "campaign"
        keeper = Keeper(keep, resume, own_name)
        _campaign(table, seed, until, chosen, matters, setting, keeper, output)


def _policies(table: Table, policy: Sequence[str], against: Sequence[str]) -> list[str]:
    own = list(policy) or [table.game.scenario.policies[0].name]
    return list(dict.fromkeys([*own, *against]))


def _campaign(
    table: Table,
    seed: int,
    until: Until,
    policies: Sequence[str],
    matters: bool,
    setting: Setting,
    keeper: Keeper,
    output: Output,
) -> None:
    """Play a campaign, show what it found, and end as interrupted where it was."""
    playing, faults = play_out(table, seed, until, policies, setting, keeper)
    campaign, said = campaign_of(playing), ""
    if not campaign.complete:
        said = f"Interrupted after {campaign.replications:,} replications"
    elif matters:
        many = min(until.replications, FIGURES)
        campaign, said = _weighed(table, campaign, many, setting)
    _show(table, campaign, output, faults, said)
    if said:
        tell(said, style="yellow")
        raise typer.Exit(INTERRUPTED)


def _weighed(table: Table, campaign: Campaign, many: int, setting: Setting) -> tuple[Campaign, str]:
    """Return a campaign with its figures held against one another, and whether all were."""
    what = "Holding figures against one another"
    with working(what) as progress, interruptions() as stopped:
        weighed = weigh_figures(
            table.game, seed=campaign.seed, replications=many,
            policy=campaign.outcomes[0].policy.name, engine=setting.engine(),
            told=timed(progress, what), stop=stopped,
        )  # fmt: skip
        said = FEWER_FIGURES if stopped() else ""
    return replace(campaign, sensitivities=weighed), said


def _show(
    table: Table, campaign: Campaign, output: Output, faults: Sequence[str], said: str
) -> None:
    background = background_of(table.held, *table.notes, said)
    answer = campaign_answer(
        campaign,
        provenance=provenance_of(table.held),
        synthetic=table.held.synthetic,
        notes=background.notes,
        named=table.named,
        also=table.other_names(),
    )
    report = campaign_report(campaign, background, named=table.named)
    show(report, answer, output, faults=faults)
