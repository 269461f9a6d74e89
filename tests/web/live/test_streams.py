"""The stream itself, with pages and events that are made up here."""

import asyncio
import itertools
from datetime import timedelta

import pytest

from muster.web import clock
from muster.web.accounts.models import Reach, Role
from muster.web.accounts.rights import Held, Place, Viewer
from muster.web.live import hub as hubs
from muster.web.live import streams
from muster.web.live.hub import MOST_BEHIND, Hub, Listener
from muster.web.live.streams import LiveStreams
from muster.web.live.topics import SESSIONS, Happening, Permit
from muster.web.live.views import GRANTED
from muster.web.live.wire import RETRY

LEAD = Viewer(7, held=(Held(Role.PLANNING_LEAD, Place.force("west-midlands")),))
NATION = Viewer(8, held=(Held(Role.COORDINATOR, Place(Reach.NATION)),))
SCOPE = {
    "type": "http",
    "method": "GET",
    "path": "/live",
    "http_version": "1.1",
    "query_string": b"",
    "headers": [(b"cookie", b"x"), (b"accept-encoding", b"gzip")],
}
QUICK = 0.01


def happening(number, topic="returns", force="west-midlands", /, **detail):
    return Happening(number, "2026-03-10T12:00:00.000+00:00", topic, force, detail)


class Table:
    """An event table that tests add to."""

    def __init__(self):
        self.events = []

    def add(self, topic="returns", force="west-midlands", **detail):
        self.events.append(happening(len(self.events) + 1, topic, force, **detail))

    def after(self, number):
        return [each for each in self.events if each.number > number][: hubs.MOST]


@pytest.fixture
def events(monkeypatch):
    made = Table()
    monkeypatch.setattr(hubs, "events_after", made.after)
    monkeypatch.setattr(hubs, "newest", lambda: len(made.events))
    return made


class Pages:
    """Pages of which only the stream's is there; what it answers may be changed."""

    def __init__(self):
        self.viewer = LEAD
        self.status = "200 OK"
        self.asked = []
        self.upto = 0
        self.until = None

    def __call__(self, environ, start):
        self.asked.append(environ)
        start(self.status, [("Content-Type", "text/event-stream"), ("Content-Length", "1")])
        if self.status.startswith("200"):
            environ[GRANTED] = Permit(self.viewer, upto=self.upto, until=self.until)
        return [RETRY]


class Screen:
    """A browser at the other end of a stream."""

    def __init__(self):
        self.sent = []
        self.gone = asyncio.Event()
        self.got = asyncio.Event()

    async def receive(self):
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        self.sent.append(message)
        self.got.set()

    @property
    def text(self):
        return b"".join(each.get("body", b"") for each in self.sent).decode()

    async def until(self, words):
        async with asyncio.timeout(10):
            while words not in self.text:
                self.got.clear()
                await self.got.wait()


def play(scene, pages, **limits):
    """Play a scene: a screen that follows, until the scene has ended."""

    async def both():
        hub, screen = Hub(QUICK), Screen()
        live = LiveStreams(pages, hub, **limits)
        following = asyncio.create_task(live(SCOPE, screen.receive, screen.send))
        await scene(screen, following, hub)
        screen.gone.set()
        async with asyncio.timeout(10):
            await following
        assert hub.listening == 0
        return screen

    return asyncio.run(both())


def test_what_is_announced_is_told_under_its_topic_and_number(events):
    async def scene(screen, _following, _hub):
        await screen.until("retry")
        events.add(force="west-midlands", document=3)
        await screen.until('"document":3')

    text = play(scene, Pages()).text
    assert "id: 1\nevent: returns\ndata: {" in text


def test_nothing_is_compressed_or_kept_on_its_way(events):
    async def scene(screen, _following, _hub):
        await screen.until("retry")

    pages = Pages()
    screen = play(scene, pages)
    headers = dict(screen.sent[0]["headers"])
    assert headers[b"cache-control"] == b"no-store, no-transform"
    assert headers[b"x-accel-buffering"] == b"no"
    assert b"content-length" not in headers
    assert "HTTP_ACCEPT_ENCODING" not in pages.asked[0]


def test_whoever_the_page_refuses_is_refused_as_it_says(events):
    async def scene(_screen, following, _hub):
        await asyncio.wait_for(following, 10)

    pages = Pages()
    pages.status = "403 Forbidden"
    screen = play(scene, pages)
    assert [each["type"] for each in screen.sent] == ["http.response.start", "http.response.body"]
    assert screen.sent[0]["status"] == 403


def test_a_stream_ends_when_the_page_grants_nothing_any_more(events):
    async def scene(screen, following, _hub):
        await screen.until("retry")
        pages.status = "302 Found"
        await asyncio.wait_for(following, 10)

    pages = Pages()
    play(scene, pages, check=0.05)
    assert len(pages.asked) == 2
    assert pages.asked[1]["muster.again"]


def test_a_stream_asks_when_what_it_rests_on_ends_by_itself(events, monkeypatch):
    async def scene(screen, following, _hub):
        await screen.until("retry")
        pages.status = "401 Unauthorized"
        await asyncio.wait_for(following, 10)

    monkeypatch.setattr(streams, "LEAST_WAIT", QUICK)
    pages = Pages()
    pages.until = clock.now() + timedelta(seconds=0.05)
    play(scene, pages, check=3600)
    assert len(pages.asked) == 2


def test_what_is_over_for_long_is_not_asked_about_without_end(events):
    async def scene(screen, _following, _hub):
        await screen.until("retry")
        await asyncio.sleep(0.3)

    pages = Pages()
    pages.until = clock.now() - timedelta(days=1)
    play(scene, pages, check=3600)
    assert len(pages.asked) == 1


def test_rights_that_were_lost_meanwhile_end_what_is_heard(events):
    async def scene(screen, _following, _hub):
        await screen.until("retry")
        events.add("uploads", number=1)
        await screen.until('"number":1')
        pages.viewer = NATION  # who may not see what a force uploads
        while len(pages.asked) < 3:
            await asyncio.sleep(QUICK)
        events.add("uploads", number=2)
        events.add("returns", number=3)
        await screen.until('"number":3')

    pages = Pages()
    assert '"number":2' not in play(scene, pages, check=0.05).text


def test_a_stream_asks_at_once_when_its_viewer_signs_out_somewhere(events):
    async def scene(screen, following, _hub):
        await screen.until("retry")
        events.add(SESSIONS, "", user=NATION.user_id)
        events.add(number=1)
        await screen.until('"number":1')
        assert len(pages.asked) == 1
        pages.status = "302 Found"
        events.add(SESSIONS, "", user=LEAD.user_id)
        await asyncio.wait_for(following, 10)

    pages = Pages()
    assert "sessions" not in play(scene, pages).text


def test_a_quiet_stream_says_that_it_lives(events):
    async def scene(screen, _following, _hub):
        await screen.until('"beat":')
        await screen.until('id: 0\ndata: {"beat":')

    play(scene, Pages(), beat=0.02)


def test_what_the_page_told_already_is_not_told_again(events):
    async def scene(screen, _following, _hub):
        await screen.until("retry")
        events.add(number=1)
        events.add(number=2)
        await screen.until('"number":2')

    pages = Pages()
    pages.upto = 1
    assert '"number":1' not in play(scene, pages).text


def test_a_server_that_stops_sends_everybody_away(events):
    async def scene(screen, following, hub):
        await screen.until("retry")
        hub.close()
        await asyncio.wait_for(following, 10)

    screen = play(scene, Pages())
    assert screen.sent[-1] == {"type": "http.response.body", "body": b""}


def test_one_poller_serves_everybody_and_rests_when_nobody_listens(events):
    async def scene():
        hub = Hub(QUICK)
        listeners = [await hub.join() for _ in range(50)]
        pollers = [each for each in asyncio.all_tasks() if "Hub._poll" in repr(each)]
        events.add(number=1)
        heard = [await each.take(5) for each in listeners]
        for each in listeners:
            hub.leave(each)
        await asyncio.sleep(QUICK)
        resting = [each for each in asyncio.all_tasks() if "Hub._poll" in repr(each)]
        return len(pollers), heard, resting

    pollers, heard, resting = asyncio.run(scene())
    assert (pollers, resting) == (1, [])
    assert all([each.number for each in events] == [1] for events in heard)


def test_a_long_backlog_is_passed_on_in_order_and_whole(events):
    async def scene():
        hub = Hub(QUICK)
        listener = await hub.join()
        for _ in range(hubs.MOST + 20):
            events.add()
        heard = []
        while len(heard) < hubs.MOST + 20:
            heard += await listener.take(5)
        hub.leave(listener)
        return [each.number for each in heard]

    assert asyncio.run(scene()) == list(range(1, hubs.MOST + 21))


def test_a_screen_that_takes_nothing_has_to_ask_anew():
    async def scene():
        listener = Listener()
        for number in range(MOST_BEHIND + 1):
            listener.offer(happening(number))
        return listener

    assert asyncio.run(scene()).closed


def test_a_table_that_cannot_be_read_is_read_again(events, monkeypatch):
    failures = itertools.chain([hubs.DatabaseError("locked")], itertools.repeat(None))

    def fails_once(number):
        if failure := next(failures):
            raise failure
        return events.after(number)

    async def scene(screen, _following, _hub):
        await screen.until("retry")
        events.add(number=1)
        await screen.until('"number":1')

    monkeypatch.setattr(hubs, "AFTER_DATABASE_ERROR", QUICK)
    monkeypatch.setattr(hubs, "events_after", fails_once)
    play(scene, Pages())
