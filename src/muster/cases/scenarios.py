"""Scenarios shipped as data, to be rehearsed."""

from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from muster.cases.shipped import UnableToOpenCase
from muster.doctrine import Doctrine
from muster.intake import read_scenario
from muster.rehearsal import Scenario

SUFFIX = ".toml"


@lru_cache(maxsize=1)
def scenario_names() -> tuple[str, ...]:
    """Return the names of the scenarios that are shipped."""
    return tuple(
        sorted(each.name.removesuffix(SUFFIX) for each in _shelf().iterdir() if each.is_file())
    )


def open_scenario(name: str, *, doctrine: Doctrine) -> Scenario:
    """Return a shipped scenario. Raises UnableToOpenCase, naming the nearest known."""
    if name not in scenario_names():
        near = get_close_matches(name, scenario_names(), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"shipped: {', '.join(scenario_names())}"
        raise UnableToOpenCase(f"There is no scenario {name!r}; {hint}")
    with resources.as_file(_shelf() / f"{name}{SUFFIX}") as path:
        return read_scenario(path, doctrine=doctrine)


def _shelf() -> Traversable:
    return resources.files("muster.cases") / "data" / "scenarios"
