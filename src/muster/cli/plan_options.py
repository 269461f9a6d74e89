"""Options of the commands that plan, and what they stand for."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.intake import read_corridors
from muster.mobilisation import (
    FixedTravel,
    Floor,
    Forbid,
    GreatCircleTravel,
    OsrmTravel,
    Pin,
    TravelTimes,
    ValhallaTravel,
)

Network = Annotated[
    str,
    typer.Option(
        "--network",
        "-n",
        metavar="NETWORK",
        help="A directory of returns, one return, or nation or county (both synthetic).",
    ),
]
FloorOptions = Annotated[
    list[str],
    typer.Option(
        "--floor",
        metavar="FORCE=N",
        help="Units a force keeps for itself (FORCE:UNIT=N for another kind than psu); "
        "again for more.",
    ),
]
PinOptions = Annotated[
    list[str],
    typer.Option("--pin", metavar="DEMAND:FORCE=N", help="Exactly so many from a force."),
]
ForbidOptions = Annotated[
    list[str],
    typer.Option("--forbid", metavar="FORCE[:DEMAND]", help="A force sends nothing (to a demand)."),
]
Travel = Annotated[
    str,
    typer.Option(
        "--travel",
        metavar="osrm=URL|valhalla=URL",
        help="A routing server you run. Without it: great circle, factor and speed bands.",
    ),
]
Corridors = Annotated[
    Path | None,
    typer.Option("--corridors", metavar="FILE", help="Journeys whose time is set by hand."),
]
Seconds = Annotated[
    float,
    typer.Option(min=0.1, max=3600, help="How long to seek a plan where kinds share people."),
]
ASSIGNED = re.compile(r"(?P<name>[^=]+)=(?P<count>\d+)")


class UnableToReadOption(MusterError):
    """An option is not written as it has to be; every one that is not is named."""


def travel_of(
    text: str, corridors: Path | None, *, doctrine: Doctrine, on: date
) -> tuple[TravelTimes, tuple[str, ...]]:
    """Return who tells travel times, and what reading corridors had to say."""
    travel = _spoken(text, doctrine, on)
    if corridors is None:
        return travel, ()
    listed = read_corridors(corridors)
    return FixedTravel(listed.values, travel), listed.notes


def _spoken(text: str, doctrine: Doctrine, on: date) -> TravelTimes:
    name, _, url = text.partition("=")
    if not text:
        return GreatCircleTravel(doctrine.travel("great_circle", on))
    if name == "osrm" and url:
        return OsrmTravel(url)
    if name == "valhalla" and url:
        return ValhallaTravel(url)
    raise UnableToReadOption(
        f"--travel {text} is not known; write osrm=http://… or valhalla=http://…"
    )


def floors_from(texts: Sequence[str], doctrine: Doctrine) -> tuple[Floor, ...]:
    """Return floors written as FORCE=N or FORCE:UNIT=N."""
    found = []
    for text in texts:
        name, count = _assigned("--floor", text, "FORCE=N")
        force, _, unit = name.partition(":")
        kind = doctrine.unit(unit or "psu").slug
        found.append(Floor(doctrine.force(force).slug, kind, count, "set when asked"))
    return tuple(found)


def pins_from(texts: Sequence[str], doctrine: Doctrine) -> tuple[Pin, ...]:
    """Return pins written as DEMAND:FORCE=N."""
    found = []
    for text in texts:
        name, count = _assigned("--pin", text, "DEMAND:FORCE=N")
        demand, _, force = name.rpartition(":")
        if not demand:
            raise UnableToReadOption(f"--pin {text} names no demand; write DEMAND:FORCE=N")
        found.append(Pin(demand, doctrine.force(force).slug, count))
    return tuple(found)


def forbidden_from(texts: Sequence[str], doctrine: Doctrine) -> tuple[Forbid, ...]:
    """Return what is forbidden, written as FORCE or FORCE:DEMAND."""
    found = []
    for text in texts:
        force, _, demand = text.partition(":")
        found.append(Forbid(doctrine.force(force).slug, demand))
    return tuple(found)


def _assigned(option: str, text: str, form: str) -> tuple[str, int]:
    given = ASSIGNED.fullmatch(text.strip())
    if given is None:
        raise UnableToReadOption(f"{option} {text} is not understood; write {form}")
    return given["name"].strip(), int(given["count"])
