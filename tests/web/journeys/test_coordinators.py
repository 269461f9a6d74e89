"""Coordinators: the map and the table at any instant, down to a force's counts and no further."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

PEOPLE = "/people/west-midlands/"


def slide(somebody):
    """Move the slider two days on by keys, and see the board follow."""
    slider = somebody.page.get_by_role("slider", name="Day, over the coming year")
    before = somebody.page.locator("#board [role=status]").inner_text()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(somebody.page.locator("#board [role=status]")).not_to_have_text(before)
    somebody.look()


def unfold(page, words):
    """Open a long table that a phone has folded away; it stays open when the board comes anew."""
    fold = page.locator("details", has_text=words).locator("summary").first
    if fold.is_visible():
        fold.click()


def walk_nation(nation):
    """Look at the map and the table, by another measure and on another day, then drill down."""
    page = nation.page
    nation.open("/nation")
    expect(page.locator("#board svg").first).to_be_visible()
    table = page.get_by_role("table", name="Force by force")
    unfold(page, "one by one")
    expect(table.locator("tbody tr")).to_have_count(43)
    slide(nation)
    expect(table.locator("tbody tr")).to_have_count(43)
    page.get_by_label("Show", exact=True).select_option(index=2)
    page.get_by_role("button", name="Show").click()
    nation.arrive("Nation")
    unfold(page, "one by one")
    nation.follow(table.get_by_role("link", name="Kent"), "Kent Police")
    nation.open("/forces/kent/strength")
    nation.sees("What stops the next one")
    refused(nation)


def refused(somebody):
    """Be refused a name, in words that say what to do."""
    somebody.open(PEOPLE, status=403)
    assert not re.search(r"SYN\d{3}", somebody.page.locator("main").inner_text())


def test_a_national_coordinator_comes_to_counts_and_no_names(signed_in):
    walk_nation(signed_in("nation"))


def test_a_national_coordinator_does_it_on_a_phone(signed_in):
    walk_nation(signed_in("nation", width=390))


@pytest.mark.parametrize("width", [1440, 390])
def test_a_regional_coordinator_sees_the_region_and_its_forces(signed_in, width):
    region = signed_in("region", width=width)
    page = region.page
    region.open("/regions/west-midlands")
    unfold(page, "one by one")
    slide(region)
    table = page.get_by_role("table", name="Force by force")
    region.follow(table.get_by_role("link", name="Staffordshire"), "Staffordshire Police")
    region.open("/regions/west-midlands/cells/public-order/capacity")
    refused(region)
