"""The pages of returns in a real browser: by picker, by keyboard, with scripts and without."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect
from tests.browsers import opened_chromium
from tests.web.cast import FORCE
from tests.web.returns.making import with_row, workbook

from muster.web.jobs.models import Job
from muster.web.returns.actions import accept
from muster.web.returns.handlers import check_upload
from muster.web.returns.models import State, Upload

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
WRONG = ["1004", "juggling", "2025-01-01", ""]


@pytest.fixture(scope="module")
def browser():
    """Return Chromium."""
    with opened_chromium() as opened:
        yield opened


@pytest.fixture
def lead(browser, live_server, cast):
    """Return a function that opens a page of the planning lead, with scripts or without."""
    opened = []
    client = cast.client("planning_lead")
    cookie = settings.SESSION_COOKIE_NAME
    session = {"name": cookie, "value": client.cookies[cookie].value, "url": live_server.url}

    def page(width=1440, **more):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=live_server.url, **more
        )
        context.add_cookies([session])
        made, complaints = context.new_page(), []
        made.on("pageerror", lambda error: complaints.append(str(error)))
        opened.append((context, complaints))
        return made

    yield page
    for context, complaints in opened:
        context.close()
        assert complaints == []


def address(name, **more):
    return reverse(f"returns:{name}", kwargs={"force": FORCE, **more})


def check_all():
    for job in Job.objects.filter(kind="returns.check"):
        check_upload(job.payload)


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_of_returns_is_in_anybodys_way(lead, send, cast, width):
    sound = send()
    made = accept(sound, by=cast.viewer("planning_lead"), against=None)
    faulty = send(with_row("tickets", WRONG))
    better = send(with_row("vehicles", ["C04", "carrier", ""]))
    page = lead(width)
    for there in (
        address("list"),
        address("send"),
        address("template"),
        address("faults", pk=faulty.pk),
        address("changes", pk=faulty.pk),
        address("changes", pk=better.pk),
        address("who", pk=better.pk),
        address("discard", pk=better.pk),
        address("return", pk=made.pk),
        address("withdraw", pk=made.pk),
        address("download", pk=made.pk),
        reverse("feeds:feed", kwargs={"force": FORCE}),
    ):
        page.goto(there)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{there}\n{found.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{there} is {wide} wide"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_return_is_sent_mended_and_accepted(lead, held_clock, tmp_path, scripts):
    faulty, sound = tmp_path / "faulty.xlsx", tmp_path / "sound.xlsx"
    faulty.write_bytes(workbook(with_row("tickets", WRONG)))
    sound.write_bytes(workbook())
    page = lead(java_script_enabled=scripts)
    page.goto(address("list"))
    page.get_by_role("button", name="Send a return").first.click()
    page.set_input_files("input[type=file]", faulty)
    page.get_by_role("button", name="Send and check").click()
    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    check_all()
    if not scripts:
        page.reload()
    page.wait_for_url(re.compile(r"/faults"))
    expect(page.locator(".m-fault__cell")).to_contain_text("juggling")
    expect(page.get_by_text("is not a known skill")).to_be_visible()
    page.get_by_role("button", name="Send the mended file").click()
    page.set_input_files("input[type=file]", sound)
    page.get_by_role("button", name="Send and check").click()
    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    check_all()
    if not scripts:
        page.reload()
    page.wait_for_url(re.compile(r"/changes"))
    page.get_by_role("button", name="Accept this return").click()
    expect(page.get_by_text("Accepted: this is the return in use")).to_be_visible()
    assert Upload.objects.filter(state=State.ACCEPTED).count() == 1


def test_a_refused_file_is_said_where_it_was_chosen(lead, held_clock, tmp_path):
    macros = tmp_path / "return.xlsm"
    macros.write_bytes(b"PK\x03\x04")
    page = lead()
    page.goto(address("send"))
    page.set_input_files("input[type=file]", macros)
    page.get_by_role("button", name="Send and check").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("save it as .xlsx")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_role("button", name="Send and check")).to_be_enabled()


def test_faults_are_narrowed_by_keyboard_alone(lead, send):
    held = with_row("tickets", WRONG, with_row("vehicles", ["C09", "tank", ""]))
    upload = send(held)
    page = lead()
    page.goto(address("faults", pk=upload.pk))
    page.get_by_role("link", name="vehicles").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".m-fault__cell")).to_contain_text("tank")
