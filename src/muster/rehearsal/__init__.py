"""Futures drawn and played many times: how sure we are, and what would make us surer."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from muster.rehearsal.gathering import (
        gather_supply,
    )
    from muster.rehearsal.process_crew import (
        processes,
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
    from muster.rehearsal.supply import (
        Supply,
    )
    from muster.rehearsal.tables import (
        UnableToRehearse,
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
    "HourGroup",
    "HourLimit",
    "Mark",
    "Outcome",
    "Play",
    "Policy",
    "Price",
    "Rate",
    "Requirement",
    "Scenario",
    "Sent",
    "Shock",
    "ShockKind",
    "ShortPlace",
    "Source",
    "Spot",
    "Spread",
    "Supply",
    "UnableToFinishShard",
    "UnableToOpenEngine",
    "UnableToRehearse",
    "UnableToUseCluster",
    "WorstCase",
    "WorstHours",
    "Worth",
    "Worths",
    "find_worst_hours",
    "fixed",
    "gather_supply",
    "interval",
    "judge_hours",
    "on_ray",
    "processes",
    "run_shards",
    "serial",
    "threads",
    "without_names",
]

_HOMES = {
    "cluster": "UnableToUseCluster on_ray",
    "crew": "UnableToFinishShard",
    "distributions": "Distribution fixed",
    "engines": "Engine Play UnableToOpenEngine run_shards serial threads",
    "every_hour": "EveryHour interval judge_hours",
    "gathering": "gather_supply",
    "process_crew": "processes",
    "results": (
        "CONFIDENCE Arrival Bottleneck Campaign CampaignMisfit Difference Estimate Exposure "
        "FrontierPoint Outcome Sent ShortPlace WorstCase Worth Worths"
    ),
    "scenario": (
        "Dispatch Doubts Escalation Mark Policy Price Rate Requirement Scenario Shock "
        "ShockKind Source Spot Spread"
    ),
    "supply": "Supply",
    "tables": "UnableToRehearse",
    "unnamed": "without_names",
    "worst_hours": "HourGroup HourLimit WorstHours find_worst_hours",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Return what the package offers, importing its module when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
