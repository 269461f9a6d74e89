"""A server killed in the middle: what was acknowledged is there, and nothing is half done."""

import socket
import time

import pytest
from tests.web.databases import KINDS
from tests.web.returns.making import tables, workbook
from tests.web.servers import PATIENCE, TOKEN, Site, appoint, multipart

pytestmark = pytest.mark.slow
LEAD = "lead@muster.example"
SEND = "/returns/west-midlands/upload"
STANDING = """
import json
from muster.web.documents.models import Document, Kind
from muster.web.audit.models import AuditEntry
from muster.web.returns.models import Candidate, Upload, UploadFault
print(json.dumps({
    "uploads": [[each.pk, each.state, each.fault_total] for each in Upload.objects.all()],
    "steps": [step.state for each in Upload.objects.all() for step in each.steps.all()],
    "originals": Document.objects.filter(kind=Kind.ORIGINAL).count(),
    "returns": Document.objects.filter(kind=Kind.RETURN).count(),
    "matrices": Document.objects.filter(kind=Kind.MATRIX).count(),
    "faults": UploadFault.objects.count(),
    "candidates": Candidate.objects.count(),
    "received": AuditEntry.objects.filter(action="upload.received").count(),
}))
"""


@pytest.fixture(params=KINDS)
def site(request, tmp_path):
    """Return a server with a planning lead, started."""
    site = Site(request.param, tmp_path)
    appoint(site, LEAD, "planning_lead")
    yield site.start()
    site.close()


def large(faults=300):
    """Return a workbook whose check takes a while, with some faults in it."""
    held = tables()
    people = [[f"{number}", "constable", "", "30", "", ""] for number in range(2000, 8000)]
    held["officers"] = held["officers"] + people
    held["tickets"] = held["tickets"] + [
        [row[0], "public_order_level_2", "2025-06-01", "2026-05-31"] for row in people
    ]
    held["tickets"] += [["1004", f"skill {n}", "2025-01-01", ""] for n in range(faults)]
    return workbook(held)


def state_of(site):
    return site.ask(STANDING)


def wait_until(site, condition):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = state_of(site)
        if condition(found):
            return found
        time.sleep(0.2)
    raise AssertionError(found)


def test_half_a_file_is_no_upload(site):
    browser = site.browser(LEAD)
    token = TOKEN.search(browser.get(SEND).text)[1]
    body, kind = multipart(
        {"csrfmiddlewaretoken": token}, {"sent": ("march.xlsx", workbook() + b"\0" * 3_000_000)}
    )
    head = (
        f"POST {SEND} HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nCookie: {browser.cookie}\r\n"
        f"Origin: {site.address}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) as sending:
        sending.sendall(head.encode() + body[: len(body) // 2])
        time.sleep(0.3)
        site.kill()
    found = state_of(site)
    assert (found["uploads"], found["originals"], found["received"]) == ([], 0, 0)


def test_what_was_acknowledged_is_checked_though_the_server_is_killed_in_the_middle(site):
    body = large()
    answer = site.browser(LEAD).upload(SEND, {}, {"sent": ("march.xlsx", body)})
    assert "/uploads/" in answer.url
    site.kill()
    killed = state_of(site)
    assert (len(killed["uploads"]), killed["originals"], killed["received"]) == (1, 1, 1)
    assert killed["faults"] in (0, 300)
    site.start()
    found = wait_until(site, lambda now: now["uploads"][0][1] == "faulty")
    assert found["uploads"][0][2] == found["faults"] == 300
    assert found["candidates"] == 1
    assert found["steps"] == ["received", "checking", "faulty"]


def test_an_acceptance_that_was_acknowledged_stands_and_gets_its_matrix(site):
    browser = site.browser(LEAD)
    sent = browser.upload(SEND, {}, {"sent": ("march.xlsx", workbook())})
    wait_until(site, lambda now: now["uploads"][0][1] == "ready")
    page = f"{sent.url.rstrip('/').removesuffix('/changes')}/changes"
    accepted = browser.post(page.replace("/changes", "/accept"), {"against": ""}, page=page)
    assert "In use" in accepted.text
    site.kill()
    assert state_of(site)["returns"] == 1
    site.start()
    found = wait_until(site, lambda now: now["matrices"] == 1)
    assert (found["returns"], found["candidates"]) == (1, 0)
