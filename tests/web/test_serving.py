"""The server as it is run: it starts when it is safe, answers, streams, and stops promptly."""

import re
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager

import pytest
from tests.web.databases import ROOT
from tests.web.servers import MUSTER, PASSWORD, Site, answers, appoint, multipart

from muster.web.serving import GRACE

pytestmark = pytest.mark.slow

LAST_PIECE = "0\r\n\r\n"
LEAD, OTHER = "lead@muster.example", "other@muster.example"
ANNOUNCE = """
from muster.web.live.actions import announce
announce({topic!r}, {force!r}, {{"number": {number}}})
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return a server with a planning lead of West Midlands and a chief officer of Kent."""
    found = Site("sqlite", tmp_path_factory.mktemp("site"))
    appoint(found, LEAD, "planning_lead")
    appoint(found, OTHER, "chief_officer", scope="kent")
    found.start()
    yield found
    found.close()


@contextmanager
def stream(site, browser, query="", **headers):
    """Open the event stream, and yield a function that reads until some words have come."""
    said = {"Host": f"127.0.0.1:{site.port}", "Cookie": browser.cookie, "Connection": "close"}
    said |= headers
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    with socket.create_connection(("127.0.0.1", site.port)) as connection:
        connection.sendall(f"GET /live{query} HTTP/1.1\r\n{head}\r\n".encode())
        connection.settimeout(30)
        heard = b""

        def until(words):
            nonlocal heard
            while words.encode() not in heard:
                piece = connection.recv(65536)
                if not piece:
                    return heard.decode()
                heard += piece
            return heard.decode()

        yield until


def announce(site, topic="returns", force="", number=0):
    site.ask(ANNOUNCE.format(topic=topic, force=force, number=number))


def test_a_page_is_answered_under_the_policy(site):
    answer = site.browser().get("/account/sign-in/")
    assert answer.status == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_static_files_are_compressed_and_kept_for_good_under_an_address_of_their_own(site):
    page = site.browser().get("/nothing/is/here").text
    path = re.search(r'href="(/static/[0-9a-f]{12}/[^"]+\.css)"', page)[1]
    with socket.create_connection(("127.0.0.1", site.port)) as connection:
        asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
        connection.sendall(f"{asked}Connection: close\r\n\r\n".encode())
        head = connection.recv(4096).partition(b"\r\n\r\n")[0].decode().lower()
    assert "200 ok" in head
    assert "content-encoding: gzip" in head
    assert "immutable" in head
    assert "content-security-policy: default-src 'none'" in head


def test_nobody_follows_events_without_signing_in(site):
    answer = site.browser().get("/live")
    assert "/account/sign-in/" in answer.url


def test_events_reach_those_who_may_hear_of_them_and_nobody_else(site):
    lead, other = site.browser(LEAD), site.browser(OTHER)
    with stream(site, lead) as to_lead, stream(site, other) as to_other:
        to_lead("retry"), to_other("retry")
        announce(site, "tours", "west-midlands", 1)
        announce(site, "returns", "west-midlands", 2)
        announce(site, "returns", "", 3)
        assert '"number":1' in to_lead('"number":3')
        heard = to_other('"number":3')
    assert '"number":1' not in heard
    assert '"number":2' not in heard
    assert "west-midlands" not in heard
    assert heard.count("event: returns") == 2  # that sums moved, and what is for everybody


def test_a_stream_goes_on_from_the_last_event_that_was_seen(site):
    lead = site.browser(LEAD)
    with stream(site, lead) as read:
        read("retry")
        announce(site, "tours", "west-midlands", 10)
        number = re.findall(r"id: (\d+)", read('"number":10'))[-1]
    announce(site, "tours", "west-midlands", 11)
    with stream(site, lead, **{"Last-Event-ID": number}) as read:
        heard = read('"number":11')
    assert '"number":10' not in heard


def test_a_stream_ends_soon_after_its_viewer_signs_out(site):
    lead = site.browser(LEAD)
    with stream(site, lead) as read:
        read("retry")
        lead.post("/account/sign-out/", {})
        assert read("this never comes").endswith(LAST_PIECE)


AS_ADMINISTRATOR = """
from datetime import timedelta
from muster.web import clock
from muster.web.accounts.actions import end_sessions
from muster.web.accounts.models import Appointment, User
from muster.web.accounts.rights import Viewer
from muster.web.administration.actions import *
user = User.objects.get(email={email!r})
held = Appointment.objects.get(user=user)
by, reason = Viewer(name="An administrator"), "asked for by a test"
{change}
"""
ENDINGS = {
    "the account is closed": "deactivate(user, by=by, reason=reason)",
    "the sessions are ended": "end_sessions(user)",
    "the second step is reset": "reset_second_factor(user, by=by, reason=reason)",
    "the appointment is ended": "end_appointment(held, by=by, reason=reason)",
    "the session is removed": (
        "from django.contrib.sessions.models import Session\nSession.objects.all().delete()"
    ),
    "the password is changed": "user.set_password('another horse'); user.save()",
}
SOON = 5.0  # seconds
SCREENS = 20
MORE_THAN_IT_HOLDS = """
from muster.web.live.actions import announce
for number in range(700):
    announce("tours", "west-midlands", {"words": "y" * 9000})
"""


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_stream_is_cut_soon_after(site, ending):
    email = f"{ending.replace(' ', '-')}@muster.example"
    appoint(site, email, "planning_lead")
    with stream(site, site.browser(email)) as read:
        read("retry")
        site.ask(AS_ADMINISTRATOR.format(email=email, change=ENDINGS[ending]))
        since = time.monotonic()
        assert read("this never comes").endswith(LAST_PIECE)
        assert time.monotonic() - since < SOON


def test_a_stream_is_cut_when_an_appointment_ends_by_itself(site):
    email = "until-soon@muster.example"
    appoint(site, email, "planning_lead")
    browser = site.browser(email)
    ends = "held.ends_at = clock.now() + timedelta(seconds=4); held.save()"
    site.ask(AS_ADMINISTRATOR.format(email=email, change=ends))
    with stream(site, browser) as read:
        read("retry")
        since = time.monotonic()
        assert read("this never comes").endswith(LAST_PIECE)
        assert time.monotonic() - since < 4 + SOON


def test_half_an_upload_is_no_request_at_all(site):
    fields = {"login": LEAD, "password": PASSWORD}
    browser = site.browser()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', browser.get("/account/sign-in/").text)
    body, kind = multipart({**fields, "csrfmiddlewaretoken": token[1]}, {"x": ("x", b"x" * 9000)})
    head = (
        "POST /account/sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Origin: http://127.0.0.1\r\nCookie: {browser.cookie}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    before = site.log.read_text().count('"view": "account_login", "status": 302')
    with socket.create_connection(("127.0.0.1", site.port)) as connection:
        connection.sendall(head.encode() + body[: len(body) - 4000])
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(10)
        connection.recv(4096)
    time.sleep(0.5)
    assert site.log.read_text().count('"view": "account_login", "status": 302') == before


def test_work_is_done_beside(site):
    found = site.ask(
        "import json, time\nfrom muster.web.jobs.models import Job\n"
        "from muster.web.jobs.actions import enqueue\n"
        "job = enqueue('jobs.forget', {}, key='asked by a test')\n"
        "until = time.monotonic() + 30\n"
        "while not Job.objects.get(pk=job.pk).done_at and time.monotonic() < until:\n"
        "    time.sleep(0.1)\n"
        "print(json.dumps(bool(Job.objects.get(pk=job.pk).done_at)))"
    )
    assert found is True


def test_a_second_server_is_refused_the_port(site):
    done = subprocess.run(
        [*MUSTER, "serve", "--port", str(site.port)],
        env=site.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "choose another with --port" in done.stderr


def test_it_stops_promptly_though_screens_follow_and_leaves_nothing_behind(site):
    lead = site.browser(LEAD)
    with ExitStack() as screens:
        reads = [screens.enter_context(stream(site, lead)) for _ in range(SCREENS)]
        for read in reads:
            read("retry")
        since = time.monotonic()
        site.stop()
        assert time.monotonic() - since < SOON
        assert all(read("this never comes").endswith(LAST_PIECE) for read in reads)
    assert not answers(site.port)
    site.start()


def test_a_screen_that_takes_nothing_does_not_hold_up_the_stop(site):
    lead = site.browser(LEAD)
    with socket.socket() as screen:
        screen.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        screen.connect(("127.0.0.1", site.port))
        head = f"Host: 127.0.0.1:{site.port}\r\nCookie: {lead.cookie}\r\n"
        screen.sendall(f"GET /live HTTP/1.1\r\n{head}\r\n".encode())
        time.sleep(1)
        site.ask(MORE_THAN_IT_HOLDS)
        time.sleep(1)
        since = time.monotonic()
        site.stop()
        assert time.monotonic() - since < GRACE + SOON
    site.start()


def test_nothing_of_a_server_that_was_killed_lives_on_beside_the_next(site):
    site.kill(alone=True)
    site.start()
    assert site.browser(LEAD).get("/health").status == 200
