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
    from muster.rehearsal.figures import (
        ScenarioFigure,
        distribution_words,
        figures_of,
    )
    from muster.rehearsal.gathering import (
        gather_supply,
    )
    from muster.rehearsal.hiding import (
        hide_forces,
        hide_in_texts,
        hide_worths,
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
    from muster.rehearsal.supply import (
        Supply,
    )
    from muster.rehearsal.tables import (
        UnableToRehearse,
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
    "Exposure",
    "FrontierPoint",
    "Mark",
    "Outcome",
    "Play",
    "Policy",
    "Price",
    "Rate",
    "Requirement",
    "Scenario",
    "ScenarioFigure",
    "Sensitivity",
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
    "Worth",
    "Worths",
    "distribution_words",
    "figures_of",
    "fixed",
    "gather_supply",
    "hide_forces",
    "hide_in_texts",
    "hide_worths",
    "on_ray",
    "processes",
    "run_shards",
    "serial",
    "threads",
]

_HOMES = {
    "cluster": "UnableToUseCluster on_ray",
    "crew": "UnableToFinishShard",
    "distributions": "Distribution fixed",
    "engines": "Engine Play UnableToOpenEngine run_shards serial threads",
    "figures": "ScenarioFigure distribution_words figures_of",
    "gathering": "gather_supply",
    "hiding": "hide_forces hide_in_texts hide_worths",
    "process_crew": "processes",
    "results": (
        "CONFIDENCE Arrival Bottleneck Campaign CampaignMisfit Difference Estimate Exposure "
        "FrontierPoint Outcome Sensitivity Sent ShortPlace WorstCase Worth Worths"
    ),
    "scenario": (
        "Dispatch Doubts Escalation Mark Policy Price Rate Requirement Scenario Shock "
        "ShockKind Source Spot Spread"
    ),
    "supply": "Supply",
    "tables": "UnableToRehearse",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Return what the package offers, importing its module when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
