"""Travel times from a routing server, against one on a real socket."""

import numpy as np
import pytest
from tests.fakes.routing import routing_server, seconds

from muster.mobilisation import OsrmTravel, UnableToAskTravelTimes, ValhallaTravel
from muster.mobilisation.travel_server import RoutingServer
from muster.policing import Place

BORCHESTER, FELPERSHAM, LYTTLETON = Place(52.2, -2.1), Place(52.4, -1.9), Place(52.31, -2.05)
HERE, THERE = [BORCHESTER, LYTTLETON], [FELPERSHAM, BORCHESTER, LYTTLETON]
KINDS = {"OSRM": OsrmTravel, "Valhalla": ValhallaTravel}


@pytest.fixture
def server():
    with routing_server() as running:
        yield running


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def travel(kind, server):
    return KINDS[kind](server.url)


def expected(origins, destinations):
    return [
        [int(np.ceil(int(seconds((a.lon, a.lat), (b.lon, b.lat))) / 60)) for b in destinations]
        for a in origins
    ]


def refused(travel, origins=HERE, destinations=THERE):
    with pytest.raises(UnableToAskTravelTimes) as caught:
        travel.minutes(origins, destinations)
    return str(caught.value)


def test_rows_are_origins_columns_destinations_and_minutes_whole(travel):
    found = travel.minutes(HERE, THERE)
    assert found.tolist() == expected(HERE, THERE)
    assert found.dtype == np.int64
    assert travel.minutes(THERE, HERE).tolist() != found.T.tolist()


def test_a_second_over_is_a_minute_more(server):
    server.faults = [(200, {"code": "Ok", "durations": [[60.0, 60.1, 0]]})]
    assert OsrmTravel(server.url).minutes([BORCHESTER], THERE).tolist() == [[1, 2, 0]]


def test_the_name_says_which_server_spoke(kind, travel, server):
    assert travel.name == f"{kind} at {server.url}"


def test_only_coordinates_leave(kind, travel, server):
    travel.minutes([BORCHESTER], [FELPERSHAM])
    ((method, path, body, headers),) = server.requests
    if kind == "OSRM":
        assert method == "GET"
        assert path == (
            "/table/v1/driving/-2.10000,52.20000;-1.90000,52.40000"
            "?sources=0&destinations=1&annotations=duration&generate_hints=false"
        )
    else:
        assert (method, path) == ("POST", "/sources_to_targets")
        assert body == {
            "sources": [{"lat": 52.2, "lon": -2.1}],
            "targets": [{"lat": 52.4, "lon": -1.9}],
            "costing": "auto",
        }
    assert set(headers) <= {
        *("Host", "Accept-Encoding", "Accept", "Connection", "Content-Type", "Content-Length"),
    }


def test_a_table_larger_than_the_limit_is_asked_for_in_parts(kind, server):
    grid = [Place(52 + number / 200, -2 + number / 100) for number in range(23)]
    if kind == "OSRM":
        server.limit = 10
        travel = OsrmTravel(server.url, limit=10)
    else:
        server.pairs = 30
        travel = ValhallaTravel(server.url, limit=30)
    found = travel.minutes(grid, grid[:17])
    assert found.tolist() == expected(grid, grid[:17])
    assert len(server.requests) == 20
    assert "refused the question" in refused(KINDS[kind](server.url), grid, grid[:17])


def test_no_question_is_put_for_an_empty_table(travel, server):
    assert travel.minutes([], THERE).shape == (0, 3)
    assert travel.minutes(HERE, []).shape == (2, 0)
    assert not server.requests


def test_a_pair_without_a_road_is_named(travel, server):
    server.apart = {(LYTTLETON.lon, LYTTLETON.lat)}
    said = refused(travel)
    assert "knows no road for 4 of 6 pairs: (52.2000, -2.1000) to (52.3100, -2.0500)" in said
    assert "corridors" in said


def test_a_place_far_off_the_map_is_named(server):
    server.moved = 212_000.0
    said = refused(OsrmTravel(server.url))
    assert "knows no road within 212 km of (52.2000, -2.1000)" in said


def test_a_distance_the_server_will_not_span_is_said_in_its_own_words(server):
    said = refused(ValhallaTravel(server.url), HERE, [Place(58.6, -3.1)])
    assert "154: Path distance exceeds the max distance limit" in said


def test_a_server_that_is_not_there_is_said_to_be_down(kind):
    with routing_server() as gone:
        url = gone.url
    said = refused(KINDS[kind](url))
    assert said.startswith(f"{kind} at {url} did not answer (")
    assert "start the server" in said


@pytest.mark.parametrize("fault", [429, 502, 503, 504, "hang-up"])
def test_what_may_pass_is_tried_again(travel, server, fault):
    server.faults = [fault, fault]
    assert travel.minutes(HERE, THERE).tolist() == expected(HERE, THERE)
    assert len(server.requests) == 3


def test_tries_have_an_end(travel, server):
    server.faults = [503] * 9
    assert "did not answer (status 503)" in refused(travel)
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (302, "sends us elsewhere (status 302)"),
        ((200, b"<html>Welcome to the proxy</html>"), "something that is not JSON"),
        ((200, b"[" * 200_000), "something that is not JSON"),
        ((200, b'{"code": "Ok", "durations": [[NaN]]}'), "something that is not JSON"),
        ((200, b"[]"), "refused the question (status 200, no reason given)"),
        ((500, b"{}"), "refused the question (status 500, no reason given)"),
        ((400, {"code": "NoSegment", "message": "Could not find"}), "NoSegment: Could not find"),
    ],
)
def test_an_answer_of_another_kind_is_refused_at_once(server, fault, said):
    server.faults = [fault]
    assert said in refused(OsrmTravel(server.url))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (None, "without a table"),
        ([1, 2], "without a table"),
        ([[1, 2]], "another shape"),
        ([[1, 2, 3], [4, 5]], "another shape"),
        ([[1, 2, 3], [4, 5, "6"]], "'6' for a time"),
        ([[1, 2, 3], [4, 5, True]], "'True' for a time"),
        ([[1, 2, 3], [4, 5, -1]], "'-1' for a time"),
        ([[1, 2, 3], [4, 5, 1e300]], "'1e+300' for a time"),
    ],
)
def test_a_table_that_is_none_is_refused(kind, travel, server, table, said):
    cells = (
        [[{"time": cell} for cell in row] for row in table] if table and table[0] != 1 else table
    )
    osrm, valhalla = {"code": "Ok", "durations": table}, {"sources_to_targets": cells}
    server.faults = [(200, osrm if kind == "OSRM" else valhalla)]
    assert said in refused(travel)


def test_an_answer_without_end_is_not_read_to_its_end(server):
    server.faults = ["endless"]
    assert "answers without end" in refused(OsrmTravel(server.url))


def test_a_silent_server_is_given_up(server):
    server.faults = ["silent"] * 2
    asked = RoutingServer("OSRM", server.url, tries=2, silence_seconds=0.1)
    with pytest.raises(UnableToAskTravelTimes, match="did not answer"):
        asked.ask("/")
    assert len(server.requests) == 2


def test_a_server_that_only_trickles_is_given_up(server):
    server.faults = ["trickle"]
    asked = RoutingServer("OSRM", server.url, tries=1, answer_seconds=0.2)
    with pytest.raises(UnableToAskTravelTimes, match=r"not done after 0\.2 seconds"):
        asked.ask("/")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "127.0.0.1:5000",
        "http://",
        "http://127.0.0.1:notaport",
        "http://127.0.0.1:99999",
        "http://127.0.0.1/a b",
        "http://127.0.0.1/\r\nHost: elsewhere",
        "http://user:secret@127.0.0.1",
        "http://127.0.0.1/?key=secret",
        "",
    ],
)
def test_an_address_that_is_not_plain_http_is_refused(kind, url):
    with pytest.raises(UnableToAskTravelTimes) as caught:
        KINDS[kind](url)
    assert "secret" not in str(caught.value)


def test_a_path_before_the_service_is_kept(server):
    assert "InvalidUrl" in refused(OsrmTravel(server.url + "/osrm/"))
    assert server.requests[0][1].startswith("/osrm/table/v1/driving/")


def test_a_limit_without_room_for_a_pair_is_refused(kind):
    with pytest.raises(UnableToAskTravelTimes, match="no room"):
        KINDS[kind]("http://127.0.0.1:5000", limit=1)


def test_a_profile_is_a_name():
    with pytest.raises(UnableToAskTravelTimes, match="profile"):
        OsrmTravel("http://127.0.0.1:5000", profile="../nearest")


def test_proxies_of_the_surroundings_are_not_used(travel, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert travel.minutes(HERE, THERE).tolist() == expected(HERE, THERE)
