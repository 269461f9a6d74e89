"""A control room: a loud gap, a tour declared by keys alone, and a wall that hears of it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

TOUR, WALL = "/tours/west-midlands/", "/wall/west-midlands/"
ON_CALL = "Supt Exemplar of the journey"


def declare_by_keys(room, officer):
    """Fill in and send the form with keys alone; commanders are those handed over."""
    page = room.page
    form = page.locator("form.m-declare")
    commanders = form.get_by_role("checkbox").first
    room.tab_to(commanders)
    if not commanders.is_checked():
        page.keyboard.press("Space")
    room.tab_to(page.get_by_label("On-call senior officer"))
    page.keyboard.press("Control+a")
    page.keyboard.type(officer)
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("01632 960 001")
    meant = page.get_by_label("Declare all the same")
    if not meant.is_visible():
        room.press(page.locator("summary", has_text="We know what the return does not"), "Enter")
    room.press(meant, "Space")
    room.press(form.get_by_role("button").last)
    room.arrive("Tour")


def declare_by_hand(room, officer):
    """Fill in and send the form as somebody with a mouse, or without scripts, does."""
    page = room.page
    form = page.locator("form.m-declare")
    if not form.get_by_role("checkbox").first.is_checked():
        form.get_by_role("checkbox").first.check()
    page.get_by_label("On-call senior officer").fill(officer)
    page.get_by_label("How to reach them").fill("01632 960 001")
    meant = page.get_by_label("Declare all the same")
    if not meant.is_visible():
        page.locator("summary", has_text="We know what the return does not").click()
    meant.check()
    form.get_by_role("button").last.click()
    room.arrive("Tour")


def watch(room):
    """Open the wall on another screen of the same room."""
    wall = room.page.context.new_page()
    wall.goto(WALL)
    return wall


def walk(room, declare, officer):
    """See how the tour stands, declare it or correct it, and see the wall say so by itself."""
    page = room.page
    room.sees("What could be sent now")
    wall = watch(room)
    wall.evaluate("window.neverReloaded = true")
    room.open(TOUR)
    if not page.locator("form.m-declare").count():
        room.follow(page.get_by_role("button", name="Correct this declaration"), re.compile("."))
    else:
        expect(page.locator(".m-gap")).to_contain_text("Nobody has declared this tour")
    declare(room, officer)
    room.sees(officer)
    if room.scripts:
        expect(wall.locator("#board")).to_contain_text(officer, timeout=15_000)
        assert wall.evaluate("window.neverReloaded") is True
    else:
        wall.reload()
        expect(wall.locator("#board")).to_contain_text(officer)
    wall.close()
    room.open(WALL)
    expect(page.locator("#board")).to_contain_text("Nominated commanders")
    room.open("/tours/west-midlands/history/")


def test_a_control_room_declares_by_keys_alone_and_the_wall_hears_of_it(signed_in):
    room = signed_in("control", by_keys=True)
    walk(room, declare_by_keys, f"{ON_CALL} by keys")


def test_a_control_room_hands_over_to_the_next_tour(signed_in):
    room = signed_in("control")
    page = room.page
    room.open(TOUR)
    if page.locator("form.m-declare").count():
        declare_by_hand(room, f"{ON_CALL} for now")
    ahead = page.get_by_role("button", name=re.compile("Declare the next tour"))
    if ahead.count():
        room.follow(ahead, "")
        expect(page.locator(".m-note").first).to_contain_text("Handed over from what")
        declare_by_hand(room, f"{ON_CALL} handed over")
    room.sees("Already declared: the next tour")
    room.follow(page.get_by_role("link", name="See what"), re.compile("."))
    room.sees("On-call senior officer", "handed over")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_control_room_declares_by_hand_and_the_wall_shows_it(signed_in, width, scripts):
    room = signed_in("control", width=width, scripts=scripts)
    walk(room, declare_by_hand, f"{ON_CALL} at {width} {'with' if scripts else 'without'}")
