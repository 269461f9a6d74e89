"""Readers and writers whose libraries are slow to import, fetched when first used."""

from importlib import import_module
from typing import Any

HOMES = {
    "read_workbook": "muster.intake.workbook",
    "read_json": "muster.intake.documents",
    "read_corridors": "muster.intake.corridors",
    "read_events": "muster.intake.events",
    "unpack_return": "muster.intake.packed",
    "pack_return": "muster.intake.packed",
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
