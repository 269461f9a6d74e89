"""Travel times by road, from an OSRM or a Valhalla server that the user runs.

What is sent is coordinates, to five decimals of a degree (about a metre), and nothing else.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from muster.mobilisation.travel_server import Reply, RoutingServer
from muster.mobilisation.travel_times import (
    Minutes,
    UnableToAskTravelTimes,
    describe_place,
    round_up,
)
from muster.policing import Place

OSRM_LIMIT = 100  # coordinates in a table, as osrm-routed has it unless told otherwise
VALHALLA_LIMIT = 2500  # pairs in a matrix, as Valhalla's own configuration has it
FURTHEST_SNAP_METRES = 5000
LONGEST_SECONDS = 7 * 24 * 60 * 60
MOST_NAMED = 5
DIGITS = 5
OK = 200

Block = tuple[Sequence[Place], Sequence[Place]]
Ask = Callable[[Sequence[Place], Sequence[Place]], Sequence[Sequence[object]]]


@dataclass(frozen=True, slots=True)
class OsrmTravel:
    """Travel times from OSRM's table service. `limit` is the server's `--max-table-size`."""

    url: str
    limit: int = OSRM_LIMIT
    profile: str = "driving"

    def __post_init__(self) -> None:
        """Refuse an address, a limit or a profile that will not do."""
        _check_limit(self.limit)
        if not self.profile.isalnum():
            raise UnableToAskTravelTimes(
                f"{self.profile!r} is not the name of an OSRM profile; write driving"
            )
        _ = self.server

    @property
    def server(self) -> RoutingServer:
        """Return the server that is asked."""
        return RoutingServer("OSRM", self.url)

    @property
    def name(self) -> str:
        """Return the server's name."""
        return self.server.name

    def minutes(self, origins: Sequence[Place], destinations: Sequence[Place]) -> Minutes:
        """Return whole minutes by road, rounded up, int64 (origins, destinations).

        Raises UnableToAskTravelTimes where the server does not answer, a pair has no road, or
        a place is far off its map.
        """
        side = max(1, self.limit // 2)
        return _in_blocks(origins, destinations, (side, side), self.server, self._ask)

    def _ask(
        self, origins: Sequence[Place], destinations: Sequence[Place]
    ) -> Sequence[Sequence[object]]:
        places = ";".join(
            f"{each.lon:.{DIGITS}f},{each.lat:.{DIGITS}f}" for each in (*origins, *destinations)
        )
        first, last = len(origins), len(origins) + len(destinations)
        sources = ";".join(map(str, range(first)))
        targets = ";".join(map(str, range(first, last)))
        reply = self.server.ask(
            f"/table/v1/{self.profile}/{places}"
            f"?sources={sources}&destinations={targets}&annotations=duration&generate_hints=false"
        )
        body = reply.body if isinstance(reply.body, dict) else {}
        if reply.status != OK or body.get("code") != "Ok":
            raise _refused(self.server, reply, body.get("code"), body.get("message"))
        for side, given in ((origins, "sources"), (destinations, "destinations")):
            self._check_snapped(side, body.get(given))
        return _table(self.server, body.get("durations"))

    def _check_snapped(self, places: Sequence[Place], given: object) -> None:
        """Refuse a place that the server had to move far to find a road."""
        for place, point in zip(places, given if isinstance(given, list) else (), strict=False):
            moved = point.get("distance") if isinstance(point, dict) else None
            if isinstance(moved, int | float) and moved > FURTHEST_SNAP_METRES:
                raise self.server.failed(
                    f"knows no road within {moved / 1000:,.0f} km of {describe_place(place)}",
                    "give it a map that covers the place, or mend the place",
                )


@dataclass(frozen=True, slots=True)
class ValhallaTravel:
    """Travel times from Valhalla's matrix. `limit` is its `max_matrix_location_pairs`."""

    url: str
    limit: int = VALHALLA_LIMIT
    costing: str = "auto"

    def __post_init__(self) -> None:
        """Refuse an address or a limit that will not do."""
        _check_limit(self.limit)
        _ = self.server

    @property
    def server(self) -> RoutingServer:
        """Return the server that is asked."""
        return RoutingServer("Valhalla", self.url)

    @property
    def name(self) -> str:
        """Return the server's name."""
        return self.server.name

    def minutes(self, origins: Sequence[Place], destinations: Sequence[Place]) -> Minutes:
        """Return whole minutes by road, rounded up, int64 (origins, destinations).

        Raises UnableToAskTravelTimes where the server does not answer or a pair has no road.
        """
        side = max(1, int(np.sqrt(self.limit)))
        return _in_blocks(origins, destinations, (side, side), self.server, self._ask)

    def _ask(
        self, origins: Sequence[Place], destinations: Sequence[Place]
    ) -> Sequence[Sequence[object]]:
        question = {
            "sources": [_point(place) for place in origins],
            "targets": [_point(place) for place in destinations],
            "costing": self.costing,
        }
        reply = self.server.ask("/sources_to_targets", question)
        body = reply.body if isinstance(reply.body, dict) else {}
        if reply.status != OK or "sources_to_targets" not in body:
            raise _refused(self.server, reply, body.get("error_code"), body.get("error"))
        table = _table(self.server, body["sources_to_targets"])
        return [[_time(cell) for cell in row] for row in table]


def _check_limit(limit: int) -> None:
    if limit < 2:
        raise UnableToAskTravelTimes(
            f"A limit of {limit} leaves no room for a pair; give the server's own limit"
        )


def _point(place: Place) -> dict[str, float]:
    return {"lat": round(place.lat, DIGITS), "lon": round(place.lon, DIGITS)}


def _time(cell: object) -> object:
    return cell.get("time") if isinstance(cell, dict) else cell


def _refused(
    server: RoutingServer, reply: Reply, code: object, message: object
) -> UnableToAskTravelTimes:
    said = ": ".join(str(each) for each in (code, message) if each)
    return server.failed(
        f"refused the question (status {reply.status}, {said or 'no reason given'})",
        "mend the places or the server's limits; see the page on travel times",
    )


def _table(server: RoutingServer, given: object) -> Sequence[Sequence[object]]:
    if isinstance(given, list) and all(isinstance(row, list) for row in given):
        return given
    raise server.failed(
        "answered without a table of times", f"check that it is a {server.kind} server"
    )


def _in_blocks(
    origins: Sequence[Place],
    destinations: Sequence[Place],
    sides: tuple[int, int],
    server: RoutingServer,
    ask: Ask,
) -> Minutes:
    """Return the whole table, asked for in blocks that the server's limit allows."""
    seconds = np.zeros((len(origins), len(destinations)))
    for rows, columns in product(
        _spans(len(origins), sides[0]), _spans(len(destinations), sides[1])
    ):
        block = (origins[rows], destinations[columns])
        seconds[rows, columns] = _seconds(server, ask(*block), block)
    return round_up(seconds / 60)


def _spans(length: int, most: int) -> Iterator[slice]:
    for start in range(0, length, most):
        yield slice(start, start + most)


def _seconds(server: RoutingServer, table: Sequence[Sequence[object]], block: Block) -> Any:
    """Return a table as seconds; refuse one of another shape, or with a pair that has no road."""
    origins, destinations = block
    if [len(row) for row in table] != [len(destinations)] * len(origins):
        raise server.failed(
            "answered with a table of another shape", f"check that it is a {server.kind} server"
        )
    pairs = list(product(origins, destinations))
    cells = [cell for row in table for cell in row]
    apart = [pair for pair, cell in zip(pairs, cells, strict=True) if cell is None]
    if apart:
        named = ", ".join(
            f"{describe_place(start)} to {describe_place(stop)}"
            for start, stop in apart[:MOST_NAMED]
        )
        raise server.failed(
            f"knows no road for {len(apart)} of {len(pairs)} pairs: {named}",
            "mend the places, or give those journeys as corridors",
        )
    return np.array([_second(server, cell) for cell in cells]).reshape(
        len(origins), len(destinations)
    )


def _second(server: RoutingServer, cell: object) -> float:
    number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if number and 0 <= cell <= LONGEST_SECONDS:  # type: ignore[operator]
        return float(cell)  # type: ignore[arg-type]
    raise server.failed(
        f"answered {str(cell)[:20]!r} for a time", f"check that it is a {server.kind} server"
    )
