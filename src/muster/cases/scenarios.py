"""Scenarios shipped with Muster, to be rehearsed as they are or edited."""

from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from muster.cases.shipped import UnableToOpenCase
from muster.doctrine import Doctrine
from muster.intake import read_scenario_text
from muster.rehearsal import Scenario

FIRST = ("august-2011", "august-2024")  # what happened, before what is thought of


@lru_cache(maxsize=1)
def scenario_names() -> tuple[str, ...]:
    """Return the names of the scenarios shipped."""
    found = sorted(each.name.removesuffix(".toml") for each in _shelf().iterdir())
    return tuple(sorted(found, key=lambda name: name not in FIRST))


def scenario_text(name: str) -> str:
    """Return a shipped scenario as it is written. Raises UnableToOpenCase, naming the nearest."""
    if name not in scenario_names():
        near = get_close_matches(name, scenario_names(), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"shipped: {', '.join(scenario_names())}"
        raise UnableToOpenCase(f"There is no scenario {name!r}; {hint}")
    return (_shelf() / f"{name}.toml").read_text("utf-8")


def open_scenario(name: str, *, doctrine: Doctrine) -> Scenario:
    """Return a shipped scenario.

    Raises UnableToOpenCase, naming the nearest known, and UnableToReadScenario where doctrine
    does not hold the words it uses.
    """
    return read_scenario_text(f"{name}.toml", scenario_text(name).encode(), doctrine=doctrine)


def _shelf() -> Traversable:
    return resources.files("muster.cases") / "data" / "scenarios"
