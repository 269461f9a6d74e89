"""Readers and writers whose libraries are slow to import, fetched when first used."""

from importlib import import_module
from typing import Any

HOMES = {
    "read_workbook": "muster.intake.workbook",
    "read_json": "muster.intake.documents",
    "asked_by_notice": "muster.intake.contributions",
    "balances_of": "muster.intake.offered",
    "floors_of": "muster.intake.offered",
    "game_of": "muster.intake.rehearsed",
    "host_of": "muster.intake.demands",
    "mixed_offers": "muster.intake.offered",
    "needs_of": "muster.intake.offered",
    "offers_of": "muster.intake.offered",
    "read_changes": "muster.intake.changes",
    "read_corridors": "muster.intake.corridors",
    "read_demands": "muster.intake.demands",
    "read_offers": "muster.intake.demands",
    "read_pairs": "muster.intake.demands",
    "read_scenario": "muster.intake.scenarios",
    "read_scenario_text": "muster.intake.scenarios",
    "UnableToReadScenario": "muster.intake.scenarios",
    "region_of": "muster.intake.demands",
    "read_events": "muster.intake.events",
    "unpack_return": "muster.intake.packed",
    "pack_return": "muster.intake.packed",
    "packed_bytes": "muster.intake.packed",
    "read_packed": "muster.intake.packed",
    "with_other_offers": "muster.intake.offered",
    "write_return": "muster.intake.writing",
    "write_template": "muster.intake.template",
    "UnableToPackReturn": "muster.intake.packed",
    "UnableToWriteReturn": "muster.intake.writing",
}


def __getattr__(name: str) -> Any:
    """Return a reader or writer by name."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
