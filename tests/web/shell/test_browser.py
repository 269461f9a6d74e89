"""The shell in a real browser: nothing in anybody's way, with scripts and without."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from muster.web.shell.finders import Found

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.web.shell.addresses"),
]
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
GALLERY = "/help/components"
PAGES = (GALLERY, f"{GALLERY}?known=1", f"{GALLERY}/wall", f"{GALLERY}/signed-out")
REFUSALS = tuple(f"{GALLERY}/{status}" for status in (400, 403, 404, 429, 500))
STREAM = "text/event-stream"
OVERFLOW = "document.documentElement.scrollWidth"


@pytest.fixture
def page_at(browser, live_server):
    """Return a way to open an address; what the browser complains of fails the test."""
    opened = []

    def open_page(path, *, width=1440, cookies=(), **more):
        context = browser.new_context(viewport={"width": width, "height": 900}, **more)
        context.add_cookies([{**each, "url": live_server.url} for each in cookies])
        page = context.new_page()
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if refused(said) else None)
        opened.append((context, complaints))
        page.goto(live_server.url + path)
        if more.get("java_script_enabled", True) and page.locator("script[type=module]").count():
            expect(page.locator("html[data-started]")).to_be_attached()
        return page

    yield open_page
    for context, complaints in opened:
        context.close()
        assert complaints == []


def refused(said):
    return said.type == "error" and "Failed to load resource" not in said.text


def signed_in(cast, name="chief_officer"):
    client = cast.client(name)
    name_of_cookie = settings.SESSION_COOKIE_NAME
    return [{"name": name_of_cookie, "value": client.cookies[name_of_cookie].value}]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", PAGES + REFUSALS)
def test_a_page_has_nothing_in_anybodys_way(page_at, path, width):
    page = page_at(path, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("menu", ["Menu", "Account of"])
def test_an_open_menu_has_nothing_in_anybodys_way_and_closes_again(page_at, menu):
    page = page_at(f"{GALLERY}/404", width=390)
    page.locator("summary", has_text=menu).click()
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("Escape")
    expect(page.locator(".m-menu[open]")).to_have_count(0)
    expect(page.locator("summary", has_text=menu)).to_be_focused()


@pytest.mark.parametrize("dialog", ["command", "tour"])
@pytest.mark.parametrize("width", [1440, 390])
def test_an_open_dialog_has_nothing_in_anybodys_way(page_at, dialog, width):
    page = page_at(f"{GALLERY}?tour=1" if dialog == "tour" else GALLERY, width=width)
    if dialog == "command":
        page.keyboard.press("Control+k")
    else:
        page.get_by_role("button", name="A short tour").click()
    expect(page.locator("dialog[open]")).to_be_visible()
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("path", PAGES + REFUSALS)
def test_a_page_never_scrolls_sideways(page_at, path, width):
    assert page_at(path, width=width).evaluate(OVERFLOW) <= width


def test_words_twice_as_large_still_fit(page_at):
    page = page_at(GALLERY, width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(OVERFLOW) <= 640


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_the_command_bar_finds_and_opens_by_keys_alone(page_at, cast, key):
    page = page_at("/credits", cookies=signed_in(cast))
    page.keyboard.press(key)
    page.keyboard.type("zzz")
    expect(page.locator("[data-command-results]")).to_contain_text("Nothing found for “zzz”")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_the_command_bar_leads_to_what_is_chosen(page_at, cast, monkeypatch):
    monkeypatch.setattr("muster.web.shell.finders.FINDERS", {"actions": [two_found]})
    page = page_at("/find", cookies=signed_in(cast))
    page.get_by_role("link", name="Find", exact=True).click()
    page.keyboard.type("a")
    expect(page.locator(".m-found--chosen")).to_contain_text("First")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/credits\?second$"))


def two_found(_viewer, _text):
    return [Found("First", "", "/credits?first"), Found("Second", "", "/credits?second")]


def test_a_slash_typed_in_a_field_is_a_slash(page_at):
    page = page_at(GALLERY)
    page.get_by_label("Name and rank").first.fill("a")
    page.keyboard.press("/")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.get_by_label("Name and rank").first).to_have_value("a/")


def test_mistakes_are_where_a_reader_starts(page_at):
    expect(page_at(GALLERY).locator(".govuk-error-summary")).to_be_focused()


def test_a_table_sorts_where_it_stands(page_at):
    page = page_at(GALLERY)
    page.get_by_role("link", name="Can raise").click()
    expect(page.locator("table[data-sort] tbody th").first).to_have_text("Radfordshire")
    expect(page.get_by_role("columnheader", name="Can raise")).to_have_attribute(
        "aria-sort", "ascending"
    )
    page.get_by_role("link", name="Can raise").click()
    expect(page.locator("table[data-sort] tbody th").first).to_have_text("Borchester City")


def test_a_slider_says_its_instant_in_words_and_brings_the_page(page_at):
    page = page_at(GALLERY)
    slider = page.get_by_role("slider", name="Notice")
    slider.press("ArrowRight")
    expect(page.locator("[data-slider-said]")).to_have_text("9 hours")
    assert slider.get_attribute("aria-valuetext") == "9 hours"
    expect(page.locator("#slid")).to_have_text("Within 9 hours: 12 whole PSUs.")
    page.wait_for_url("**hours=9**")


def test_a_slider_moved_in_haste_ends_where_it_rests(page_at):
    page = page_at(GALLERY)
    slider = page.get_by_role("slider", name="Notice")
    for _step in range(12):
        slider.press("ArrowRight")
        page.wait_for_timeout(90)
    page.wait_for_timeout(190)
    slider.press("ArrowLeft")
    expect(page.locator("#slid")).to_have_text("Within 19 hours: 12 whole PSUs.")
    page.wait_for_timeout(600)
    expect(page.locator("#slid")).to_have_text("Within 19 hours: 12 whole PSUs.")


def test_an_answer_that_comes_late_does_not_undo_a_newer_one(page_at):
    page = page_at(GALLERY)
    held = []
    page.route("**hours=9**", lambda route: held.append(route))
    slider = page.get_by_role("slider", name="Notice")
    slider.press("ArrowRight")
    page.wait_for_url("**hours=9**")
    slider.press("ArrowRight")
    expect(page.locator("#slid")).to_have_text("Within 10 hours: 12 whole PSUs.")
    for route in held:
        route.continue_()
    page.wait_for_timeout(500)
    expect(page.locator("#slid")).to_have_text("Within 10 hours: 12 whole PSUs.")


def test_the_tour_comes_once(page_at):
    page = page_at(f"{GALLERY}?tour=1")
    offer = page.locator("[data-tour-offer]")
    expect(offer).to_be_visible()
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.get_by_role("button", name="A short tour").click()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", name="Every figure says why")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.reload()
    expect(page.locator("html[data-started]")).to_be_attached()
    expect(offer).to_be_hidden()


@pytest.mark.parametrize("away", ["Escape", "No, thank you"])
def test_a_tour_refused_does_not_come_back(page_at, away):
    page = page_at(f"{GALLERY}?tour=1")
    expect(page.locator("html[data-started]")).to_be_attached()
    offer = page.locator("[data-tour-offer]")
    if away == "Escape":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("button", name=away).click()
    expect(offer).to_be_hidden()
    page.reload()
    expect(page.locator("html[data-started]")).to_be_attached()
    expect(offer).to_be_hidden()


def test_the_command_bar_opens_over_an_open_tour(page_at, cast):
    page = page_at(f"{GALLERY}?tour=1", cookies=signed_in(cast))
    page.get_by_role("button", name="A short tour").click()
    expect(page.locator("dialog[data-tour]")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("dialog[data-tour]")).to_be_hidden()
    expect(page.locator("dialog[data-command]")).to_be_visible()


def test_arrows_lead_from_tile_to_tile_of_the_wall(page_at):
    page = page_at(f"{GALLERY}/wall")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".m-tile").nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.querySelector('h3').textContent") in (
        "Nominated inspector",
        "Carriers",
    )


def test_a_page_says_that_it_hears_and_passes_on_what_it_hears(page_at):
    page = page_at(f"{GALLERY}/wall")
    said = 'event: tours\ndata: {"force": "barsetshire"}\n\n'
    page.route("**/live?**", lambda route: route.fulfill(body=said, content_type=STREAM))
    page.add_init_script(
        "document.addEventListener('muster:tours',"
        " (event) => document.documentElement.dataset.heard = event.detail.force)"
    )
    page.goto(f"{page.url}?live=1")
    expect(page.locator("html")).to_have_attribute("data-heard", "barsetshire")
    expect(page.locator("[data-live]")).to_have_text("Live")


def test_a_page_that_hears_nothing_says_since_when(page_at):
    page = page_at(f"{GALLERY}/wall")
    page.route("**/live?**", lambda route: route.fulfill(status=503, content_type="text/plain"))
    page.goto(f"{page.url}?live=1")
    expect(page.locator("[data-live]")).to_have_text(re.compile(r"^Stale since \d\d:\d\d$"))
    expect(page.locator("[data-live]")).to_have_attribute("data-state", "stale")


def test_files_dropped_are_files_chosen(page_at):
    page = page_at(GALLERY)
    page.evaluate(
        """() => {
          const kept = new DataTransfer();
          kept.items.add(new File(["x"], "return.xlsx"));
          document.querySelector("[data-drop]").dispatchEvent(
            new DragEvent("drop", { dataTransfer: kept, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.locator("[data-drop-names]").first).to_contain_text("return.xlsx")


def test_without_scripts_the_menu_opens_and_tables_sort(page_at):
    page = page_at(GALLERY, width=390, java_script_enabled=False)
    page.locator("summary", has_text="Menu").click()
    expect(page.get_by_role("link", name="Doctrine").first).to_be_visible()
    page.goto(page.url + "?sort=-units")
    expect(page.locator("table[data-sort] tbody th").first).to_have_text("Borchester City")
    expect(page.get_by_role("button", name="Show")).to_be_visible()


def test_without_scripts_finding_is_a_page(page_at, cast):
    page = page_at("/credits", cookies=signed_in(cast), java_script_enabled=False)
    page.get_by_role("link", name="Find", exact=True).click()
    page.get_by_label("Force, cell, person, document or action", exact=True).fill("zzz")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("main")).to_contain_text("Nothing found for “zzz”")


def test_paper_has_no_navigation_and_every_fold_open(page_at):
    page = page_at(GALLERY)
    page.emulate_media(media="print")
    expect(page.locator(".m-nav")).to_be_hidden()
    expect(page.locator(".m-fold table").first).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_frame_can_be_walked_by_tab_alone(page_at):
    page = page_at(f"{GALLERY}/404")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
