"""A control room's start of tour in a real browser: by keyboard, live, and without scripts."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.browsers import opened_chromium
from tests.web.databases import KINDS
from tests.web.servers import PASSWORD, Site, appoint

EMAIL = "room@muster.example"
TOUR, WALL = "/tours/west-midlands/", "/wall/west-midlands/"
MOST_KEYS = 60  # to declare, beside what is typed in words
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RETURN = """
from muster.doctrine import read_doctrine
from muster.intake import packed_bytes
from muster.policing import clock as minutes
from muster.synthesis import synthesise
from muster.web import clock
from muster.web.accounts.rights import Viewer
from muster.web.documents.actions import describe_return, keep
first = clock.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
(made,) = synthesise(
    doctrine=read_doctrine(), seed=5, starts=minutes.minute_of(first),
    forces=["west-midlands"], scale=0.5,
)
keep(packed_bytes(made), describe_return(made), by=Viewer(name="Synthetic"), at=first)
print("{}")
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=KINDS)
def site(request, tmp_path_factory):
    found = Site(request.param, tmp_path_factory.mktemp("tours"))
    found.ask(RETURN)
    appoint(found, EMAIL, "control_room")
    yield found.start()
    found.close()


@pytest.fixture(scope="module")
def chromium():
    """Return Chromium."""
    with opened_chromium() as opened:
        yield opened


@pytest.fixture
def enter(site, chromium):
    """Return a function that opens a page for somebody who has signed in."""
    opened = []

    def sign_in(width=1440, height=900, **options):
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, base_url=site.address, **options)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto("/account/sign-in/")
        page.fill("[name=login]", EMAIL)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda url: "/account/sign-in" not in url)
        return page

    yield sign_in
    for each in opened:
        each.close()


def tab_to(page, identity):
    """Press Tab until a field has the focus, and return how often that took."""
    for presses in range(MOST_KEYS):
        if page.evaluate("document.activeElement?.id") == identity:
            return presses
        page.keyboard.press("Tab")
    raise AssertionError(f"{identity} was not reached")


def declare_by_keyboard(page, officer):
    """Declare the tour from the keyboard alone, and return the keys and the seconds it took."""
    page.goto(f"{TOUR}declare/")
    started, keys = time.monotonic(), 0
    keys += tab_to(page, "id_others")
    page.keyboard.type("1419")
    keys += tab_to(page, "id_on_call_officer")
    page.keyboard.press("Control+A")
    page.keyboard.type(officer)
    keys += tab_to(page, "id_contact")
    page.keyboard.type("07700 900123")
    page.keyboard.press("Enter")
    doubted, declared = page.locator(".govuk-error-summary"), page.get_by_text("Declared: the tour")
    expect(doubted.or_(declared)).to_be_visible()
    if doubted.is_visible():
        keys += tab_to(page, "id_anyway")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    expect(declared).to_be_visible()
    return keys, time.monotonic() - started


def test_a_tour_is_declared_by_keyboard_in_under_a_minute(enter):
    keys, seconds = declare_by_keyboard(enter(), "Supt Keys")
    assert keys <= MOST_KEYS and seconds < 60


def test_a_tour_is_declared_without_scripts(enter):
    page = enter(java_script_enabled=False)
    page.goto(f"{TOUR}declare/")
    page.fill("#id_on_call_officer", "Supt Plain")
    page.fill("#id_contact", "07700 900456")
    if not page.locator("#id_anyway").is_visible():  # folded away where nobody declared before
        page.locator("summary", has_text="We know what the return does not").click()
    page.check("#id_anyway")
    page.get_by_role("button", name="eclar").last.click()
    expect(page.get_by_text("Declared: the tour")).to_be_visible()
    page.goto(WALL)
    expect(page.locator("#board")).to_contain_text("Supt Plain")


def test_the_wall_shows_a_declaration_as_it_is_made(enter):
    wall = enter(1920, 1080)
    wall.goto(WALL)
    expect(wall.locator("[data-live]")).to_have_text("Live")
    desk = enter()
    declare_by_keyboard(desk, "Supt Live")
    expect(wall.locator("#board")).to_contain_text("Supt Live", timeout=3000)


def test_the_wall_fits_its_screen_and_its_tiles_follow_the_arrows(enter):
    wall = enter(1920, 1080)
    wall.goto(WALL)
    high = wall.evaluate("document.documentElement.scrollHeight")
    assert high <= 1080
    expect(wall.locator("html[data-started]")).to_be_attached()
    wall.keyboard.press("ArrowRight")
    wall.keyboard.press("ArrowRight")
    assert wall.locator(".m-tile:focus h3").inner_text() == "1 hour"


def test_a_wall_whose_session_has_ended_keeps_its_board_and_says_so(enter):
    wall = enter(1920, 1080)
    wall.goto(WALL)
    wall.context.clear_cookies()
    wall.evaluate("document.body.dispatchEvent(new CustomEvent('muster:tours'))")
    expect(wall.get_by_text("Nobody is signed in here any more")).to_be_visible()
    expect(wall.locator("#board .m-tile").first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", [TOUR, f"{TOUR}declare/", f"{TOUR}history/", WALL])
def test_axe_finds_nothing(enter, path, width):
    page = enter(width, 900, bypass_csp=True)
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
