"""Passkeys and account pages in a real browser, with an authenticator that Chromium plays."""

import re

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from axes.models import AccessAttempt
from django.core.cache import cache
from playwright.sync_api import expect
from tests.browsers import opened_chromium
from tests.web.cast import PASSWORD

from muster.web.audit.models import AuditEntry

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PAGES = (
    "/account/",
    "/account/steps/",
    "/account/steps/passkeys/",
    "/account/steps/passkeys/add/",
    "/account/steps/app/",
    "/account/steps/codes/new/",
    "/account/password/",
    "/account/sessions/",
    "/account/sign-out/",
)
EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@pytest.fixture(scope="module")
def chromium():
    """Return Chromium."""
    with opened_chromium() as opened:
        yield opened


@pytest.fixture
def page_of(chromium, live_server, settings):
    """Return a way to open a browser at a server that demands a second factor."""
    settings.SECOND_FACTOR = True
    settings.ALLOWED_HOSTS = ["localhost"]
    cache.clear()
    base = live_server.url.replace("127.0.0.1", "localhost")  # passkeys want a name
    opened, complaints = [], []

    def hear(said):
        if said.type == "error" and not EXPECTED.search(said.text):
            complaints.append(said.text)

    def open_one(*, width=1440, key=True, scripts=True):
        size = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, base_url=base, java_script_enabled=scripts)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if key:
            session = context.new_cdp_session(page)
            session.send("WebAuthn.enable")
            session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        opened.append(context)
        return page

    yield open_one
    for each in opened:
        each.close()
    assert complaints == []


def sign_in(page, email) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Work email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_passkey(page, name: str) -> None:
    page.get_by_role("link", name="A passkey").click()
    page.get_by_label("What to call it").fill(name)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Keep these recovery codes")).to_be_visible()


def sign_out(page) -> None:
    page.goto("/account/sign-out/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def look(page) -> None:
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def test_a_passkey_is_set_up_and_signs_in_by_itself(page_of, cast):
    email = cast.user("planning_lead").email
    page = page_of()
    sign_in(page, email)
    expect(page.get_by_role("heading", name="Set up your second step")).to_be_visible()
    add_passkey(page, "Force laptop")
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("summary", has_text="Account of")).to_be_attached()
    entry = AuditEntry.objects.filter(action="signed_in").last()
    assert entry.detail == {"by": ["webauthn"]}


def test_a_passkey_opens_an_account_that_others_locked_by_guessing(page_of, cast, settings):
    email = cast.user("planning_lead").email
    page = page_of()
    sign_in(page, email)
    add_passkey(page, "Force laptop")
    sign_out(page)
    for number in range(settings.ACCOUNT_CEILING // settings.AXES_FAILURE_LIMIT):
        AccessAttempt.objects.create(
            username=email,
            ip_address=f"203.0.113.{number}",
            failures_since_start=settings.AXES_FAILURE_LIMIT,
        )
    sign_in(page, email)
    expect(page.get_by_role("heading", name="Too many attempts")).to_be_visible()
    page.goto("/account/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("summary", has_text="Account of")).to_be_attached()


def test_a_passkey_is_the_second_step_after_a_password(page_of, cast):
    email = cast.user("planning_lead").email
    page = page_of()
    sign_in(page, email)
    add_passkey(page, "Force laptop")
    sign_out(page)
    sign_in(page, email)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("summary", has_text="Account of")).to_be_attached()
    assert AuditEntry.objects.filter(action="signed_in").last().detail == {
        "by": ["password", "webauthn"]
    }


def test_whoever_has_no_passkey_is_told_so_beside_the_button(page_of, cast):
    cast.user("planning_lead")
    page = page_of()
    page.goto("/account/sign-in/")
    said = page.get_by_text("No passkey was given")
    expect(said).to_be_hidden()
    page.get_by_role("button", name="Use a passkey").click()
    expect(said).to_be_visible(timeout=70_000)
    assert not Authenticator.objects.exists()


def test_a_passkey_is_renamed_and_the_last_one_stays(page_of, cast):
    page = page_of()
    sign_in(page, cast.user("planning_lead").email)
    add_passkey(page, "Force laptop")
    page.goto("/account/steps/passkeys/")
    page.get_by_role("link", name="Rename").click()
    page.get_by_label("What to call it").fill("Desk")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("rowheader", name="Desk")).to_be_visible()
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("This is your only second step")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_account_pages_are_in_nobodys_way(page_of, cast, width):
    page = page_of(width=width)
    page.goto("/account/sign-in/")
    look(page)
    sign_in(page, cast.user("planning_lead").email)
    expect(page.get_by_role("heading", name="Set up your second step")).to_be_visible()
    look(page)
    add_passkey(page, "Force laptop")
    look(page)
    for where in PAGES:
        page.goto(where)
        look(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{where} is {wide} wide"


def test_without_scripts_somebody_signs_in_and_sets_up_an_app(page_of, cast):
    page = page_of(key=False, scripts=False)
    sign_in(page, cast.user("planning_lead").email)
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    page.get_by_role("link", name="A passkey").click()
    expect(page.get_by_text("Passkeys need JavaScript")).to_be_visible()
    page.get_by_role("link", name="Set up an authenticator app instead").click()
    expect(page.get_by_label("Code")).to_be_visible()
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
