"""What a phone shows without a thumb: the answer above the tour, people as short cards."""

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import expect
from tests.browsers import opened_chromium
from tests.web.cast import FORCE

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
TALLEST = 145  # of a card, in pixels: five lines, where words are long


@pytest.fixture(scope="module")
def browser():
    """Return Chromium."""
    with opened_chromium() as opened:
        yield opened


@pytest.fixture
def phone(browser, live_server, cast, held):
    """Return a way to have a phone in which somebody is signed in."""
    opened = []

    def have(who):
        client = cast.client(who)
        name = django_settings.SESSION_COOKIE_NAME
        context = browser.new_context(viewport=PHONE, base_url=live_server.url)
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        context.add_cookies([cookie])
        opened.append(context)
        return context.new_page()

    yield have
    for each in opened:
        each.close()


def test_the_tour_leaves_the_chief_officers_answer_in_sight(phone):
    page = phone("chief_officer")
    page.goto("/")
    tour = page.locator("dialog[data-tour]")
    offer = page.get_by_role("button", name="A short tour")
    lead = page.locator("main .m-lead").first.bounding_box()
    assert lead["y"] + lead["height"] < PHONE["height"]
    expect(tour).to_be_hidden()
    offer.click()
    expect(tour).to_be_visible()
    for _step in range(4):
        lead = page.locator("main .m-lead").first.bounding_box()
        top = tour.bounding_box()["y"]
        assert lead["y"] + lead["height"] < top
        assert top + tour.bounding_box()["height"] <= PHONE["height"]
        following = tour.locator("[data-tour-next]:visible")
        if following.count():
            following.click()


def test_people_are_cards_of_a_few_lines(phone):
    page = phone("planning_lead")
    page.goto(f"/people/{FORCE}/")
    page.get_by_label("To see who can parade").check()
    page.get_by_role("button", name="Go on").click()
    cards = page.locator(".m-people tbody tr")
    expect(cards).to_have_count(25)
    assert max(each.bounding_box()["height"] for each in cards.all()) <= TALLEST
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.get_by_role("link", name="Next page")).to_be_visible()
