"""Futures drawn and played many times: how sure we are, and what would make us surer."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from muster.rehearsal.campaigning import (
        Kept,
        Playing,
        Until,
        campaign_of,
        go_on,
        rehearse,
        set_out,
    )
    from muster.rehearsal.cluster import (
        UnableToUseCluster,
        on_ray,
    )
    from muster.rehearsal.crew import (
        UnableToFinishShard,
    )
    from muster.rehearsal.distributions import (
        Distribution,
        fixed,
    )
    from muster.rehearsal.engines import (
        Engine,
        Play,
        UnableToOpenEngine,
        run_shards,
        serial,
        threads,
    )
    from muster.rehearsal.every_hour import (
        EveryHour,
        interval,
        judge_hours,
    )
    from muster.rehearsal.figures import (
        ScenarioFigure,
        distribution_words,
        figures_of,
    )
    from muster.rehearsal.games import (
        Game,
    )
    from muster.rehearsal.gathering import (
        gather_supply,
        with_hosts,
    )
    from muster.rehearsal.hiding import (
        hide_forces,
        hide_in_texts,
        hide_worths,
    )
    from muster.rehearsal.incident_rates import (
        expected_by_hour,
    )
    from muster.rehearsal.keeping import (
        UnableToGoOn,
        pack_kept,
        unpack_kept,
    )
    from muster.rehearsal.process_crew import (
        processes,
    )
    from muster.rehearsal.replaying import (
        SentTold,
        Story,
        WantTold,
        tell_replication,
    )
    from muster.rehearsal.results import (
        CONFIDENCE,
        Arrival,
        Bottleneck,
        Campaign,
        CampaignMisfit,
        Difference,
        Estimate,
        Exposure,
        FrontierPoint,
        Outcome,
        Sensitivity,
        Sent,
        ShortPlace,
        WorstCase,
        Worth,
        Worths,
    )
    from muster.rehearsal.scenario import (
        Dispatch,
        Doubts,
        Escalation,
        Mark,
        Policy,
        Price,
        Rate,
        Requirement,
        Scenario,
        Shock,
        ShockKind,
        Source,
        Spot,
        Spread,
    )
    from muster.rehearsal.sensitivity import (
        weigh_figures,
    )
    from muster.rehearsal.supply import (
        Supply,
    )
    from muster.rehearsal.tables import (
        UnableToRehearse,
    )
    from muster.rehearsal.tallies import (
        Part,
    )
    from muster.rehearsal.unnamed import (
        without_names,
    )
    from muster.rehearsal.worst_hours import (
        HourGroup,
        HourLimit,
        WorstHours,
        find_worst_hours,
    )
    from muster.rehearsal.worth import (
        Thing,
        seek_frontier,
        things_of,
        weigh_worth,
    )

__all__ = [
    "CONFIDENCE",
    "Arrival",
    "Bottleneck",
    "Campaign",
    "CampaignMisfit",
    "Difference",
    "Dispatch",
    "Distribution",
    "Doubts",
    "Engine",
    "Escalation",
    "Estimate",
    "EveryHour",
    "Exposure",
    "FrontierPoint",
    "Game",
    "HourGroup",
    "HourLimit",
    "Kept",
    "Mark",
    "Outcome",
    "Part",
    "Play",
    "Playing",
    "Policy",
    "Price",
    "Rate",
    "Requirement",
    "Scenario",
    "ScenarioFigure",
    "Sensitivity",
    "Sent",
    "SentTold",
    "Shock",
    "ShockKind",
    "ShortPlace",
    "Source",
    "Spot",
    "Spread",
    "Story",
    "Supply",
    "Thing",
    "UnableToFinishShard",
    "UnableToGoOn",
    "UnableToOpenEngine",
    "UnableToRehearse",
    "UnableToUseCluster",
    "Until",
    "WantTold",
    "WorstCase",
    "WorstHours",
    "Worth",
    "Worths",
    "campaign_of",
    "distribution_words",
    "expected_by_hour",
    "figures_of",
    "find_worst_hours",
    "fixed",
    "gather_supply",
    "go_on",
    "hide_forces",
    "hide_in_texts",
    "hide_worths",
    "interval",
    "judge_hours",
    "on_ray",
    "pack_kept",
    "processes",
    "rehearse",
    "run_shards",
    "seek_frontier",
    "serial",
    "set_out",
    "tell_replication",
    "things_of",
    "threads",
    "unpack_kept",
    "weigh_figures",
    "weigh_worth",
    "with_hosts",
    "without_names",
]

_HOMES = {
    "campaigning": "Kept Playing Until campaign_of go_on rehearse set_out",
    "cluster": "UnableToUseCluster on_ray",
    "crew": "UnableToFinishShard",
    "distributions": "Distribution fixed",
    "engines": "Engine Play UnableToOpenEngine run_shards serial threads",
    "every_hour": "EveryHour interval judge_hours",
    "figures": "ScenarioFigure distribution_words figures_of",
    "games": "Game",
    "gathering": "gather_supply with_hosts",
    "hiding": "hide_forces hide_in_texts hide_worths",
    "incident_rates": "expected_by_hour",
    "keeping": "UnableToGoOn pack_kept unpack_kept",
    "process_crew": "processes",
    "replaying": "SentTold Story WantTold tell_replication",
    "results": (
        "CONFIDENCE Arrival Bottleneck Campaign CampaignMisfit Difference Estimate Exposure "
        "FrontierPoint Outcome Sensitivity Sent ShortPlace WorstCase Worth Worths"
    ),
    "scenario": (
        "Dispatch Doubts Escalation Mark Policy Price Rate Requirement Scenario Shock "
        "ShockKind Source Spot Spread"
    ),
    "sensitivity": "weigh_figures",
    "supply": "Supply",
    "tables": "UnableToRehearse",
    "tallies": "Part",
    "unnamed": "without_names",
    "worst_hours": "HourGroup HourLimit WorstHours find_worst_hours",
    "worth": "Thing seek_frontier things_of weigh_worth",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Return what the package offers, importing its module when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
