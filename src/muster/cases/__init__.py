"""Real reports as data: cases shipped with Muster, every row with its paragraph."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from muster.cases.replays import (
        open_replay,
        replay_names,
    )
    from muster.cases.scenarios import (
        open_scenario,
        scenario_names,
        scenario_text,
    )
    from muster.cases.shipped import (
        UnableToOpenCase,
        case_names,
        case_test,
        open_case,
    )

__all__ = [
    "UnableToOpenCase",
    "case_names",
    "case_test",
    "open_case",
    "open_replay",
    "open_scenario",
    "replay_names",
    "scenario_names",
    "scenario_text",
]

_HOMES = {
    "replays": "open_replay replay_names",
    "scenarios": "open_scenario scenario_names scenario_text",
    "shipped": "UnableToOpenCase case_names case_test open_case",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Return what the package offers, importing its module when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
