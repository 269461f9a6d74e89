"""Who hears of what."""

import json
from datetime import timedelta

import pytest
from tests.web.cast import EVERYBODY, FAR_FORCE, FORCE, NOBODY

from muster.web import clock
from muster.web.accounts.models import Appointment
from muster.web.accounts.rights import Viewer
from muster.web.live.actions import announce, forget_events
from muster.web.live.models import LiveEvent
from muster.web.live.queries import events_after, newest
from muster.web.live.topics import SESSIONS, Happening, Permit
from muster.web.live.views import GRANTED
from muster.web.live.wire import spoken

pytestmark = pytest.mark.django_db
OF_THE_FORCE = {"chief_officer", "planning_lead", "control_room", "inspector"}
COORDINATORS = {"regional_coordinator", "national_coordinator"}
HEAR = {
    "returns": OF_THE_FORCE | COORDINATORS,
    "tours": OF_THE_FORCE | COORDINATORS,
    "uploads": {"chief_officer", "planning_lead", "inspector"},
    "requests": {"chief_officer", "planning_lead", "inspector"},
    "something new": OF_THE_FORCE | COORDINATORS,
}


def event(topic, force=FORCE):
    return Happening(1, "2026-03-10T12:00:00.000+00:00", topic, force, {"document": 3})


@pytest.mark.parametrize("topic", HEAR)
@pytest.mark.parametrize("name", EVERYBODY)
def test_an_event_of_a_force_is_heard_by_those_who_may_see_it(cast, name, topic):
    shown = Permit(cast.viewer(name)).shown(event(topic))
    assert (shown is not None and shown.force == FORCE) == (name in HEAR[topic])


def test_a_neighbour_hears_that_sums_moved_and_not_where(cast):
    shown = Permit(cast.viewer("next_planning_lead")).shown(event("returns"))
    assert (shown.topic, shown.force, shown.detail) == ("returns", "", {})
    assert Permit(cast.viewer("next_planning_lead")).shown(event("tours")) is None


def test_nobody_hears_of_sums_without_a_role(cast):
    assert Permit(cast.viewer("unappointed")).shown(event("returns")) is None
    assert Permit(Viewer()).shown(event("returns")) is None


def test_a_screen_hears_only_the_topics_and_forces_it_asks_for(cast):
    nation = cast.viewer("national_coordinator")
    some = Permit(nation, frozenset({"tours"}), frozenset({FORCE}))
    assert some.shown(event("tours"))
    assert not some.shown(event("returns"))
    assert not some.shown(event("tours", FAR_FORCE))
    assert some.shown(event("tours", ""))


def test_who_comes_and_goes_is_shown_to_nobody(cast):
    assert Permit(cast.viewer("administrator")).shown(event(SESSIONS, "")) is None


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_page_lets_in_whoever_has_a_role(cast, name):
    turned_away = {NOBODY: 302, "unappointed": 403, "late_inspector": 403}
    assert cast.client(name).get("/live").status_code == turned_away.get(name, 200)


def test_the_page_tells_what_happened_since_the_last_event_seen(cast):
    first = announce("tours", FORCE, {"declaration": 1})
    announce("tours", FORCE, {"declaration": 2})
    announce("tours", FAR_FORCE, {"declaration": 3})
    client = cast.client("control_room")
    text = client.get("/live", headers={"last-event-id": str(first.pk)}).content.decode()
    assert '"declaration":2' in text
    assert '"declaration":1' not in text
    assert '"declaration":3' not in text
    assert client.get(f"/live?after={first.pk}").content.decode() == text


def test_without_a_last_event_nothing_old_is_told(cast):
    announce("tours", FORCE, {"declaration": 1})
    assert "declaration" not in cast.client("control_room").get("/live").content.decode()


@pytest.mark.parametrize("after", ["soon", "-1", "9" * 30, "²"])
def test_nonsense_to_go_on_from_is_refused(cast, after):
    assert cast.client("control_room").get("/live", {"after": after}).status_code == 400


def test_a_stream_is_only_read(cast):
    assert cast.client("control_room").post("/live").status_code == 405


def test_signing_out_is_announced_to_the_streams(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        cast.client("control_room").logout()
    found = LiveEvent.objects.get(topic=SESSIONS)
    assert found.detail == {"user": cast.user("control_room").pk}


@pytest.mark.parametrize(
    ("who", "lasts"),
    [("planning_lead", timedelta(minutes=30)), ("control_room", timedelta(hours=12))],
)
def test_a_permit_knows_when_its_session_ends(cast, held_clock, who, lasts):
    answer = cast.client(who).get("/live")
    assert answer.wsgi_request.META[GRANTED].until == clock.now() + lasts


def test_a_permit_knows_when_an_appointment_ends_sooner(cast, held_clock):
    soon = clock.now() + timedelta(minutes=1)
    Appointment.objects.filter(user=cast.user("planning_lead")).update(ends_at=soon)
    answer = cast.client("planning_lead").get("/live")
    assert answer.wsgi_request.META[GRANTED].until == soon


def test_events_are_numbered_and_read_in_order():
    before = newest()
    made = [announce("tours", FORCE, {"number": each}).pk for each in range(3)]
    assert [each.number for each in events_after(before)] == made
    assert newest() == made[-1]


def test_old_events_are_forgotten_and_the_last_is_kept(settings, held_clock):
    announce("tours", FORCE)
    last = announce("tours", FORCE)
    assert forget_events(clock.now().replace(year=2027)) == 1
    assert LiveEvent.objects.get() == last


def test_an_event_is_one_line_of_json_whatever_it_holds():
    told = spoken(Happening(4, "2026-03-10T12:00", "tours", FORCE, {"note": "one\ntwo\r\n\nid: 9"}))
    lines = told.decode().splitlines()
    assert lines[:2] == ["id: 4", "event: tours"]
    assert json.loads(lines[2].removeprefix("data: "))["note"] == "one\ntwo\r\n\nid: 9"
    assert len(lines) == 4
