"""An inspector: three truths for each criterion, forces side by side, a question; read only."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

CELL = "/forces/west-midlands/cells/public-order/capability"
CLOSED = (
    "/returns/west-midlands/upload",
    "/tours/west-midlands/declare/",
    "/people/west-midlands/",
)
SENT = {
    "/returns/west-midlands/upload": {},
    "/tours/west-midlands/declare/": {"on_call_officer": "Supt Nobody"},
    "/judgements/west-midlands/new": {"subject": "public-order.capability", "grade": "met"},
}


def walk(inspector, mark):
    """Read a criterion, compare two forces, and ask about it."""
    page = inspector.page
    inspector.sees("Your access, and how long it lasts")
    inspector.open(CELL)
    for word in ("Declared", "Recorded", "Demonstrated", "Documents it rests on", "Digest"):
        inspector.sees(word)
    expect(page.get_by_role("button", name="Record the judgement")).to_have_count(0)
    compare(inspector)
    ask(inspector, f"How would three units come at once? ({mark})")
    writes_nothing(inspector)


def compare(inspector):
    """Set two forces side by side."""
    page = inspector.page
    inspector.open("/compare")
    page.locator("select[name=first]").select_option("force:west-midlands")
    page.locator("select[name=second]").select_option("force:staffordshire")
    page.locator("form:has(select[name=first])").get_by_role("button").last.click()
    inspector.sees("Staffordshire")
    inspector.look()


def ask(inspector, question):
    """Open the request where it is not, and put a question to one force."""
    page = inspector.page
    inspector.open("/requests/")
    opening = page.get_by_role("button", name="Open the request")
    if opening.count():
        inspector.follow(opening, "Open a data request")
        page.get_by_label("Title").fill("Public order, synthetic")
        for name in ("West Midlands", "Staffordshire"):
            page.get_by_label(re.compile(name)).check()
        page.get_by_role("button", name="Open the request").click()
        inspector.look()
        inspector.open("/requests/")
    inspector.follow(inspector.main().locator("tbody th a").first, re.compile("."))
    inspector.follow(inspector.main().get_by_role("link", name="West Midlands"), re.compile("."))
    inspector.follow(page.get_by_role("button", name="Ask a question"), "Ask a question")
    page.get_by_label("Criterion").select_option("public-order.capability.units-at-once")
    page.get_by_label("Question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    inspector.sees(question)
    inspector.look()


def writes_nothing(inspector):
    """Be refused every form that changes what a force says."""
    page = inspector.page
    for path in CLOSED:
        inspector.open(path, status=403)
    cookies = {each["name"]: each["value"] for each in page.context.cookies()}
    token = next(value for name, value in cookies.items() if "csrf" in name)
    for path, said in SENT.items():
        answer = page.request.post(
            path,
            form={**said, "csrfmiddlewaretoken": token},
            headers={"Referer": page.url, "X-CSRFToken": token},
        )
        assert answer.status == 403, path


def test_an_inspector_reads_compares_and_asks_and_writes_nothing(signed_in):
    walk(signed_in("inspector"), "at a desk")


def test_an_inspector_does_it_on_a_phone(signed_in):
    walk(signed_in("inspector", width=390), "on a phone")
