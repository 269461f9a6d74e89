"""Past operations shipped as data, to be played again."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from muster.cases.shipped import UnableToOpenCase
from muster.doctrine import Doctrine
from muster.intake import region_of
from muster.mobilisation import Demand, Replay, ReplayFact, ReplayStage, ReplayVariant
from muster.policing import Place, clock

Entry = Mapping[str, Any]
ROUTINE = "routine"


@lru_cache(maxsize=1)
def replay_names() -> tuple[str, ...]:
    """Return the names of the operations that can be played again."""
    return tuple(
        sorted(each.name.removesuffix(".toml") for each in _shelf().iterdir() if each.is_file())
    )


def open_replay(name: str, *, doctrine: Doctrine) -> Replay:
    """Return a past operation as data. Raises UnableToOpenCase, naming the nearest known."""
    if name not in replay_names():
        near = get_close_matches(name, replay_names(), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"shipped: {', '.join(replay_names())}"
        raise UnableToOpenCase(f"There is no replay {name!r}; {hint}")
    given = tomllib.loads((_shelf() / f"{name}.toml").read_text("utf-8"))
    head = given["replay"]
    shift = _days(head["played_on"], head["from"]) * clock.DAY
    return Replay(
        slug=head["slug"],
        name=head["name"],
        question=head["question"],
        shift=shift,
        assumed=tuple(head["assumed"]),
        facts=tuple(_fact(entry) for entry in given["fact"]),
        demands=tuple(_demand(entry, shift, head["name"], doctrine) for entry in given["demand"]),
        basis=tuple((entry["id"], entry["basis"]) for entry in given["demand"]),
        variants=tuple(_variant(entry, shift) for entry in given["variant"]),
    )


def _shelf() -> Traversable:
    return resources.files("muster.cases") / "data" / "replays"


def _days(played: date, real: date) -> int:
    return played.toordinal() - real.toordinal()


def _minute(when: datetime, shift: int) -> int:
    """Return the played UTC minute of a local instant."""
    return clock.parse_instant(when.isoformat(timespec="minutes")) + shift


def _fact(entry: Entry) -> ReplayFact:
    return ReplayFact(**{**entry, "demands": tuple(entry["demands"])})


def _demand(entry: Entry, shift: int, operation: str, doctrine: Doctrine) -> Demand:
    return Demand(
        slug=entry["id"],
        unit=entry["unit"],
        count=entry["count"],
        place=Place(entry["lat"], entry["lon"]),
        needed_by=_minute(entry["needed_by"], shift),
        minutes=entry["hours"] * clock.HOUR,
        priority=entry["priority"],
        host=entry["host"],
        region=region_of(entry["host"], doctrine),
        operation=operation,
        rendezvous=entry["place"],
    )


def _variant(entry: Entry, shift: int) -> ReplayVariant:
    return ReplayVariant(
        slug=entry["slug"],
        name=entry["name"],
        stages=tuple(
            ReplayStage(_minute(each["at"], shift), each["tier"], tuple(each["demands"]))
            for each in entry["stage"]
        ),
        alert=entry.get("alert", ROUTINE),
        keep=tuple(entry.get("keep", ())),
        watch=tuple(entry["watch"]),
    )
