"""A chief officer with two minutes and a phone: how we stand, what moved, what is asked of me."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

STANDING = re.compile(r"West Midlands Police meets \d+ of \d+ criteria")
GAP = "The force can deploy police support units at once"


def walk(chief):
    """Read the day, then go to the widest gap, and to the year ahead."""
    page = chief.page
    chief.arrive(STANDING)
    for heading in ("Asked of you", "The widest gaps", "What got worse", "What is about to happen"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    chief.sees(re.compile("next one needs|1st needs"), "Since four weeks ago")
    chief.follow(chief.main().get_by_role("link", name=GAP).first, "Public order: capability")
    chief.sees("Because", "What would move it", "Declared", "Recorded", "Demonstrated")
    chief.open("/")
    chief.follow(chief.main().get_by_role("link", name="The whole matrix"), "West Midlands Police")
    chief.follow(chief.main().get_by_role("link", name="The year ahead").first, re.compile("."))
    chief.open("/")
    asked = chief.main().get_by_role(
        "link", name=re.compile("Judged partly met, found.*: Public order: consistency")
    )
    chief.follow(asked, "Public order: consistency")
    chief.sees("two serials trained with the next force")


def test_a_chief_officer_learns_on_a_phone_how_the_force_stands(signed_in):
    walk(signed_in("chief", width=390))


def test_a_chief_officer_learns_at_a_desk_how_the_force_stands(signed_in):
    walk(signed_in("chief"))


@pytest.mark.parametrize("width", [1440, 390])
def test_a_chief_officer_learns_it_without_scripts(signed_in, width):
    walk(signed_in("chief", width=width, scripts=False))


def test_a_chief_officer_learns_it_by_keys_alone(signed_in):
    chief = signed_in("chief", by_keys=True)
    page = chief.page
    page.keyboard.press("Tab")
    chief.press(page.get_by_role("link", name="Skip to main content"))
    chief.press(chief.main().get_by_role("link", name=GAP))
    chief.arrive("Public order: capability")
    fold = page.locator("summary", has_text="Record a judgement")
    chief.press(fold)
    expect(page.get_by_label("Reasons")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.type("West Midlands")
    expect(page.locator(".m-found--chosen")).to_contain_text("West Midlands")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
