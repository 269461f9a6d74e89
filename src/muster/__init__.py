"""Muster: how many whole units can a police force raise, by when, and what stops the next one?

Five lines in a notebook:

    import muster
    doctrine = muster.read_doctrine()
    case = muster.open_case("west-midlands-2013", doctrine=doctrine)
    asked = {"units": ["psu"], "at": case.about.prepared_at, "within": 60}
    muster.count_units(case.counts, doctrine=doctrine, **asked).kinds[0].high

And five that rehearse:

    import muster
    doctrine = muster.read_doctrine()
    scenario = muster.open_scenario("august-2024", doctrine=doctrine)
    game = muster.game_of(scenario, muster.network("nation"), doctrine=doctrine)
    muster.rehearse(game, seed=1, replications=256).outcomes[0].met
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from muster.cases import case_names, open_case, open_scenario, scenario_names
    from muster.doctrine import read_doctrine
    from muster.errors import MusterError
    from muster.intake import (
        check_return,
        game_of,
        pack_return,
        read_network,
        read_return,
        read_scenario,
        write_return,
    )
    from muster.rehearsal import rehearse
    from muster.reporting import (
        Background,
        campaign_report,
        render_html,
        render_markdown,
        strength_report,
    )
    from muster.strength import (
        Options,
        available,
        back_test,
        count_units,
        forecast,
        form_units,
        officers_to_train,
    )
    from muster.synthesis import network, synthesise

__all__ = [
    "Background",
    "MusterError",
    "Options",
    "available",
    "back_test",
    "campaign_report",
    "case_names",
    "check_return",
    "clock",
    "count_units",
    "forecast",
    "form_units",
    "game_of",
    "network",
    "officers_to_train",
    "open_case",
    "open_scenario",
    "pack_return",
    "read_doctrine",
    "read_network",
    "read_return",
    "read_scenario",
    "rehearse",
    "render_html",
    "render_markdown",
    "scenario_names",
    "strength_report",
    "synthesise",
    "write_return",
]

_HOMES = {
    "muster.errors": ("MusterError",),
    "muster.doctrine": ("read_doctrine",),
    "muster.strength": (
        "Options",
        "available",
        "back_test",
        "count_units",
        "forecast",
        "form_units",
        "officers_to_train",
    ),
    "muster.intake": (
        "check_return",
        "game_of",
        "pack_return",
        "read_network",
        "read_return",
        "read_scenario",
        "write_return",
    ),
    "muster.rehearsal": ("rehearse",),
    "muster.reporting": (
        "Background",
        "campaign_report",
        "render_html",
        "render_markdown",
        "strength_report",
    ),
    "muster.synthesis": ("network", "synthesise"),
    "muster.cases": ("case_names", "open_case", "open_scenario", "scenario_names"),
}
_MODULES = {"clock": "muster.policing.clock"}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Return a part of Muster, importing its package when it is first wanted."""
    if name in _MODULES:
        return import_module(_MODULES[name])
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    """Return what a notebook may complete."""
    return sorted(__all__)
