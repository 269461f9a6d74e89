"""A routing server on a real socket, speaking as OSRM and as Valhalla do, errors and all.

Roads are straight along the compass: a degree of longitude takes 3,600 seconds eastwards and
4,000 westwards, one of latitude 7,200; so times differ by direction, and a table turned on its
side is noticed. The shapes of answers are those of the two projects' own documentation.
"""

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

EAST, WEST, NORTH = 3600.0, 4000.0, 7200.0


def seconds(start, stop):
    """Return how long the fake's road takes between two (lon, lat)."""
    across = stop[0] - start[0]
    return round(across * EAST if across > 0 else -across * WEST, 1) + round(
        abs(stop[1] - start[1]) * NORTH, 1
    )


@dataclass
class Routing:
    """What the fake is to do, and what it was asked.

    `faults` are used up one a request: a status, or `(status, body)` with a body of bytes,
    or one of `hang-up`, `trickle`, `silent`, `endless`. `apart` are (lon, lat) that no road
    reaches; `moved` is how far, in metres, every place is from its nearest road.
    """

    limit: int = 100
    pairs: int = 2500
    furthest_metres: float = 400_000.0
    faults: list = field(default_factory=list)
    apart: set = field(default_factory=set)
    moved: float = 12.5
    requests: list = field(default_factory=list)
    url: str = ""
    stop: threading.Event = field(default_factory=threading.Event)


@contextmanager
def routing_server(**settings):
    """Yield a `Routing` whose `url` answers, on a port of its own, until the block ends."""
    state = Routing(**settings)

    class Handler(_Handler):
        routing = state

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    routing: Routing

    def do_GET(self):
        self.routing.requests.append(("GET", self.path, None, dict(self.headers)))
        if not self._faulty():
            self._say(*self._table())

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.routing.requests.append(("POST", self.path, body, dict(self.headers)))
        if not self._faulty():
            self._say(*self._matrix(body))

    def log_message(self, *_):
        """Say nothing on the terminal."""

    def _say(self, status, body):
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def _faulty(self):
        fault = self.routing.faults.pop(0) if self.routing.faults else None
        if fault is None:
            return False
        if isinstance(fault, int):
            self.send_response(fault)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif isinstance(fault, tuple):
            self._say(*fault)
        else:
            getattr(self, "_" + fault.replace("-", "_"))()
        return True

    def _hang_up(self):
        self.close_connection = True

    def _silent(self):
        self.routing.stop.wait(10)

    def _trickle(self):
        self._pour(b" ", 0.02)

    def _endless(self):
        self._pour(b" " * 1_000_000, 0)

    def _pour(self, drop, pause):
        self.send_response(200)
        self.end_headers()
        try:
            while not self.routing.stop.is_set():
                self.wfile.write(drop)
                time.sleep(pause)
        except OSError:
            self.close_connection = True

    def _table(self):
        """Answer `/table/v1/{profile}/{lon},{lat};…` as OSRM does."""
        parts = urlsplit(self.path)
        pieces = parts.path.strip("/").split("/")
        if pieces[:2] != ["table", "v1"] or len(pieces) != 4:
            return 400, {
                "code": "InvalidUrl",
                "message": "URL string malformed close to position 1",
            }
        query = parse_qs(parts.query)
        places = [tuple(map(float, each.split(","))) for each in unquote(pieces[3]).split(";")]
        sources, targets = (
            [places[int(index)] for index in query[side][0].split(";")]
            for side in ("sources", "destinations")
        )
        if len(sources) * len(targets) > self.routing.limit**2 or len(places) > self.routing.limit:
            return 400, {"code": "TooBig", "message": "Too many table coordinates"}
        return 200, {
            "code": "Ok",
            "durations": [[self._time(start, stop) for stop in targets] for start in sources],
            "sources": [self._waypoint(each) for each in sources],
            "destinations": [self._waypoint(each) for each in targets],
        }

    def _waypoint(self, place):
        return {"location": list(place), "name": "High Street", "distance": self.routing.moved}

    def _time(self, start, stop):
        return None if {start, stop} & self.routing.apart else seconds(start, stop)

    def _matrix(self, body):
        """Answer `/sources_to_targets` as Valhalla does."""
        if urlsplit(self.path).path != "/sources_to_targets":
            return 404, _valhalla_error(106, "Try any of: '/locate' '/route'", 404, "Not Found")
        sources, targets = (
            [(each["lon"], each["lat"]) for each in body[side]] for side in ("sources", "targets")
        )
        if len(sources) * len(targets) > self.routing.pairs:
            return 400, _valhalla_error(150, "Exceeded max locations", 400, "Bad Request")
        metres = [
            111_000 * max(abs(a[0] - b[0]), abs(a[1] - b[1])) for a in sources for b in targets
        ]
        if max(metres) > self.routing.furthest_metres:
            said = "Path distance exceeds the max distance limit: 400000 meters"
            return 400, _valhalla_error(154, said, 400, "Bad Request")
        cells = [
            [self._cell(start, stop, row, column) for column, stop in enumerate(targets)]
            for row, start in enumerate(sources)
        ]
        return 200, {"algorithm": "costmatrix", "units": "kilometers", "sources_to_targets": cells}

    def _cell(self, start, stop, row, column):
        taken = self._time(start, stop)
        return {
            "distance": None if taken is None else taken / 60,
            "time": None if taken is None else int(taken),
            "from_index": row,
            "to_index": column,
        }


def _valhalla_error(code, message, status, said):
    return {"error_code": code, "error": message, "status_code": status, "status": said}
